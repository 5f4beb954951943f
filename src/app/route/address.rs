//! Addresses: a place as the hash of the address, and back. An id in an address is percent-encoded,
//! because the ids of an imported file may hold anything.

use super::Route;
use crate::units::Id;

impl Route {
    /// The address after the `#`.
    #[must_use]
    pub fn path(&self) -> String {
        let with = |base: &str, id: &Option<Id>| id.as_ref().map_or_else(|| base.to_owned(), |id| joined(base, id));
        match self {
            Self::Overview | Self::NotFound => "/".to_owned(),
            Self::Triggers => "/triggers".to_owned(),
            Self::Trigger(id) => joined("/triggers", id),
            Self::Requirements(id) => with("/requirements", id),
            Self::Statement => "/requirements/statement".to_owned(),
            Self::Regimes => "/requirements/regimes".to_owned(),
            Self::Audit => "/requirements/audit".to_owned(),
            Self::Evidence(id) => with("/evidence", id),
            Self::Risks(id) => with("/risks", id),
            Self::RiskMap => "/risks/map".to_owned(),
            Self::Losses => "/risks/losses".to_owned(),
            Self::RiskCatalogue => "/risks/catalogue".to_owned(),
            Self::Plan(id) => with("/plan", id),
            Self::Reports => "/reports".to_owned(),
            Self::Record => "/record".to_owned(),
            Self::Systems(id) => with("/record/systems", id),
            Self::Incidents(id) => with("/record/incidents", id),
            Self::Certificate => "/record/certificate".to_owned(),
            Self::History => "/record/history".to_owned(),
            Self::File => "/record/file".to_owned(),
            Self::Settings => "/record/settings".to_owned(),
            Self::Quick => "/quick".to_owned(),
            Self::QuickStep(step) => format!("/quick/{step}"),
            Self::Method => "/method".to_owned(),
        }
    }

    /// The place of an address after the `#`.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        let path = path.trim_start_matches('/').trim_end_matches('/');
        let (place, rest) = path.split_once('/').unwrap_or((path, ""));
        let id = || (!rest.is_empty()).then(|| Id::from(decoded(rest)));
        match (place, rest) {
            ("", "") => Self::Overview,
            ("triggers", _) => id().map_or(Self::Triggers, Self::Trigger),
            ("requirements", "statement") => Self::Statement,
            ("requirements", "regimes") => Self::Regimes,
            ("requirements", "audit") => Self::Audit,
            ("requirements", _) => Self::Requirements(id()),
            ("evidence", _) => Self::Evidence(id()),
            ("risks", "map") => Self::RiskMap,
            ("risks", "losses") => Self::Losses,
            ("risks", "catalogue") => Self::RiskCatalogue,
            ("risks", _) => Self::Risks(id()),
            ("plan", _) => Self::Plan(id()),
            ("reports", "") => Self::Reports,
            ("record", _) => Self::of_record(rest),
            ("quick", "") => Self::Quick,
            ("quick", step) => step.parse().map_or(Self::NotFound, Self::QuickStep),
            ("method", "") => Self::Method,
            _ => Self::NotFound,
        }
    }

    fn of_record(rest: &str) -> Self {
        let (part, rest) = rest.split_once('/').unwrap_or((rest, ""));
        let id = || (!rest.is_empty()).then(|| Id::from(decoded(rest)));
        match (part, rest) {
            ("", "") => Self::Record,
            ("systems", _) => Self::Systems(id()),
            ("incidents", _) => Self::Incidents(id()),
            ("certificate", "") => Self::Certificate,
            ("history", "") => Self::History,
            ("file", "") => Self::File,
            ("settings", "") => Self::Settings,
            _ => Self::NotFound,
        }
    }
}

fn joined(base: &str, id: &str) -> String {
    let mut path = String::with_capacity(base.len() + id.len() + 1);
    path.push_str(base);
    path.push('/');
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            path.push(byte.into());
        } else {
            path.push('%');
            for half in [byte >> 4, byte & 15] {
                path.push(char::from_digit(half.into(), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
    path
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = (first == b'%')
            .then(|| after.split_at_checked(2))
            .flatten()
            .and_then(|(code, after)| Some((u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok()?, after)));
        let (byte, after) = code.unwrap_or((first, after));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::route::path_to_route;

    #[test]
    fn every_place_is_found_by_its_own_address() {
        let id = || Id::from("a/b %ü");
        let routes = [
            Route::Overview,
            Route::Triggers,
            Route::Trigger(id()),
            Route::Requirements(None),
            Route::Requirements(Some("A.6.2.4".into())),
            Route::Statement,
            Route::Regimes,
            Route::Audit,
            Route::Evidence(None),
            Route::Evidence(Some(id())),
            Route::Risks(Some(id())),
            Route::RiskMap,
            Route::Losses,
            Route::RiskCatalogue,
            Route::Plan(Some(id())),
            Route::Reports,
            Route::Record,
            Route::Systems(Some(id())),
            Route::Incidents(None),
            Route::Certificate,
            Route::History,
            Route::File,
            Route::Settings,
            Route::Quick,
            Route::QuickStep(3),
            Route::Method,
        ];
        for route in routes {
            assert_eq!(Route::of_path(&route.path()), route, "{}", route.path());
        }
    }

    #[test]
    fn an_address_that_leads_nowhere_says_so() {
        for path in ["/nowhere", "/record/nowhere", "/quick/x", "/method/x"] {
            assert_eq!(Route::of_path(path), Route::NotFound, "{path}");
        }
    }

    #[test]
    fn a_finding_leads_to_its_place() {
        assert_eq!(path_to_route("evidence/e7"), Some(Route::Evidence(Some("e7".into()))));
        assert_eq!(path_to_route("answers/5.2"), Some(Route::Requirements(Some("5.2".into()))));
        assert_eq!(path_to_route("risks/r3/links"), Some(Route::Risks(Some("r3".into()))));
        assert_eq!(path_to_route("triggers/rfp"), Some(Route::Trigger("rfp".into())));
        assert_eq!(path_to_route("nothing/x"), None);
    }
}
