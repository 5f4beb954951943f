//! Where one can be. Pure, so that every address is tested natively.

mod address;

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
    /// What the risks may cost.
    Losses,
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
            Self::Risks(_) | Self::RiskMap | Self::Losses | Self::RiskCatalogue => Place::Risks,
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
