//! Where one can be: the hash of the address, and back.
//!
//! Pure, so that every address is tested natively. An id in an address is percent-encoded, because
//! the ids of an imported file may hold anything.

use std::collections::HashMap;

use yew_router::Routable;

use crate::units::Id;

/// A place in the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// How things stand.
    Overview,
    /// The eight triggers and the pressure map.
    Triggers,
    /// One trigger.
    Trigger(Id),
    /// The 70 requirements, one of them open.
    Requirements(Option<Id>),
    /// The statement of applicability.
    Statement,
    /// The regimes.
    Regimes,
    /// The forecast of an audit.
    Audit,
    /// The evidence register, one item open.
    Evidence(Option<Id>),
    /// The risk register, one risk open.
    Risks(Option<Id>),
    /// The heat map.
    RiskMap,
    /// The starter catalogue.
    RiskCatalogue,
    /// Steps and actions, one action open.
    Plan(Option<Id>),
    /// What each asker wants to see.
    Reports,
    /// The organisation.
    Record,
    /// The AI systems, one open.
    Systems(Option<Id>),
    /// The incidents, one open.
    Incidents(Option<Id>),
    /// The certificate.
    Certificate,
    /// Snapshots and the change log.
    History,
    /// Export, import, erase.
    File,
    /// Settings.
    Settings,
    /// The start of the quick check.
    Quick,
    /// A step of the quick check, from 1.
    QuickStep(u32),
    /// How the scores come about.
    Method,
    /// An address that leads nowhere.
    NotFound,
}

/// One of the eight places of the rail, or a room of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// How things stand.
    Overview,
    /// Who asks.
    Triggers,
    /// What they ask for.
    Requirements,
    /// What can be shown.
    Evidence,
    /// What can go wrong.
    Risks,
    /// What to do next.
    Plan,
    /// What to hand over.
    Reports,
    /// Everything else that is on record.
    Record,
    /// The quick check.
    Quick,
    /// The method page, and addresses that lead nowhere.
    Aside,
}

impl Place {
    /// The eight places, in the order of the rail.
    pub const RAIL: [Self; 8] = [
        Self::Overview,
        Self::Triggers,
        Self::Requirements,
        Self::Evidence,
        Self::Risks,
        Self::Plan,
        Self::Reports,
        Self::Record,
    ];

    /// Its name on screen.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Triggers => "Triggers",
            Self::Requirements => "Requirements",
            Self::Evidence => "Evidence",
            Self::Risks => "Risks",
            Self::Plan => "Plan",
            Self::Reports => "Reports",
            Self::Record => "Record",
            Self::Quick => "Quick check",
            Self::Aside => "Method",
        }
    }

    /// Where it begins.
    #[must_use]
    pub const fn route(self) -> Route {
        match self {
            Self::Overview => Route::Overview,
            Self::Triggers => Route::Triggers,
            Self::Requirements => Route::Requirements(None),
            Self::Evidence => Route::Evidence(None),
            Self::Risks => Route::Risks(None),
            Self::Plan => Route::Plan(None),
            Self::Reports => Route::Reports,
            Self::Record => Route::Record,
            Self::Quick => Route::Quick,
            Self::Aside => Route::Method,
        }
    }
}

impl Route {
    /// The place that it belongs to.
    #[must_use]
    pub const fn place(&self) -> Place {
        match self {
            Self::Overview => Place::Overview,
            Self::Triggers | Self::Trigger(_) => Place::Triggers,
            Self::Requirements(_) | Self::Statement | Self::Regimes | Self::Audit => Place::Requirements,
            Self::Evidence(_) => Place::Evidence,
            Self::Risks(_) | Self::RiskMap | Self::RiskCatalogue => Place::Risks,
            Self::Plan(_) => Place::Plan,
            Self::Reports => Place::Reports,
            Self::Record
            | Self::Systems(_)
            | Self::Incidents(_)
            | Self::Certificate
            | Self::History
            | Self::File
            | Self::Settings => Place::Record,
            Self::Quick | Self::QuickStep(_) => Place::Quick,
            Self::Method | Self::NotFound => Place::Aside,
        }
    }

    /// The page without the row that is open on it: going from row to row is not leaving the page.
    #[must_use]
    pub fn page(&self) -> Self {
        match self {
            Self::Requirements(_) => Self::Requirements(None),
            Self::Evidence(_) => Self::Evidence(None),
            Self::Risks(_) => Self::Risks(None),
            Self::Plan(_) => Self::Plan(None),
            Self::Systems(_) => Self::Systems(None),
            Self::Incidents(_) => Self::Incidents(None),
            other => other.clone(),
        }
    }

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

/// The place that a path of the report is about: `evidence/e7`, `answers/5.2`.
#[must_use]
pub fn path_to_route(path: &str) -> Option<Route> {
    let (list, rest) = path.split_once('/').unwrap_or((path, ""));
    // Only the id leads to a place: `risks/r3/links` is about `r3`.
    let id = || {
        let id = rest.split('/').next().unwrap_or_default();
        (!id.is_empty()).then(|| Id::from(id))
    };
    Some(match list {
        "answers" | "requirements" => Route::Requirements(id()),
        "evidence" => Route::Evidence(id()),
        "triggers" => id().map_or(Route::Triggers, Route::Trigger),
        "risks" => Route::Risks(id()),
        "systems" => Route::Systems(id()),
        "incidents" => Route::Incidents(id()),
        "actions" => Route::Plan(id()),
        "certificate" => Route::Certificate,
        "organisation" => Route::Record,
        "settings" => Route::Settings,
        "snapshots" | "log" => Route::History,
        _ => return None,
    })
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

impl Routable for Route {
    fn from_path(path: &str, _: &HashMap<&str, &str>) -> Option<Self> {
        Some(Self::of_path(path))
    }

    fn to_path(&self) -> String {
        self.path()
    }

    fn routes() -> Vec<&'static str> {
        vec!["/*path"]
    }

    fn not_found_route() -> Option<Self> {
        Some(Self::NotFound)
    }

    fn recognize(path: &str) -> Option<Self> {
        Some(Self::of_path(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
