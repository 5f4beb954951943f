//! The assessment with its references resolved, once, for all the rules to read.

use crate::{
    assessment::{Assessment, Evidence, Given, IncidentStatus, TriggerEntry},
    rules::{PerReq, Req, RulePack, Trigger},
    units::{Date, Level, sorted},
};

/// What is known of a requirement: silence, exclusion and a level never merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nothing was said.
    Unanswered,
    /// It does not apply.
    Excluded,
    /// It is at that level.
    At(Level),
}

impl Standing {
    pub(crate) const fn level(self) -> Option<Level> {
        match self {
            Self::At(level) => Some(level),
            Self::Unanswered | Self::Excluded => None,
        }
    }

    pub(crate) fn is_excluded(self) -> bool {
        self == Self::Excluded
    }

    /// Whether it is answered at that level or above.
    pub(crate) fn reaches(self, least: Level) -> bool {
        self.level().is_some_and(|level| level >= least)
    }
}

/// An evidence item with its requirements as places in the pack.
pub(crate) struct Item<'a> {
    pub(crate) evidence: &'a Evidence,
    pub(crate) requirements: Vec<Req>,
}

pub(crate) struct Facts<'a> {
    pub(crate) pack: &'a RulePack,
    pub(crate) assessment: &'a Assessment,
    pub(crate) as_of: Date,
    /// What the user says of each requirement.
    pub(crate) claimed: PerReq<Standing>,
    /// The evidence in id order, so that its order in the file changes nothing.
    pub(crate) evidence: Vec<Item<'a>>,
    pub(crate) open_incident: bool,
}

impl<'a> Facts<'a> {
    pub(crate) fn new(pack: &'a RulePack, assessment: &'a Assessment, as_of: Date) -> Self {
        let claimed = PerReq::from_fn(|req| {
            let answer = assessment.answers.get(&pack.requirement(req).id);
            match answer.and_then(|answer| answer.given.as_ref()) {
                None => Standing::Unanswered,
                Some(Given::NotApplicable(_)) => Standing::Excluded,
                Some(Given::Level(level)) => Standing::At(*level),
            }
        });
        let evidence = by_id(&assessment.evidence, |item| &item.id)
            .into_iter()
            .map(|evidence| Item {
                evidence,
                requirements: evidence.requirements.iter().filter_map(|id| pack.find(id)).collect(),
            })
            .collect();
        let open_incident = assessment.incidents.iter().any(|incident| incident.status == IncidentStatus::Open);
        Self { pack, assessment, as_of, claimed, evidence, open_incident }
    }

    /// The requirements that aren't excluded, in pack order.
    pub(crate) fn applicable(&self) -> impl Iterator<Item = Req> {
        self.claimed.iter().filter(|(_, standing)| !standing.is_excluded()).map(|(req, _)| req)
    }

    /// What the user said of a trigger.
    pub(crate) fn entry(&self, trigger: &Trigger) -> Option<&'a TriggerEntry> {
        self.assessment.triggers.get(&trigger.id)
    }

    /// The trigger's own day, if it lies after the report's.
    pub(crate) fn future_date(&self, trigger: &Trigger) -> Option<Date> {
        self.entry(trigger)?.date.filter(|&date| date > self.as_of)
    }

    /// Whether a sign of the trigger was observed.
    pub(crate) fn observed(&self, trigger: &Trigger, sign: &str) -> bool {
        self.entry(trigger).is_some_and(|entry| entry.signs.iter().any(|id| &**id == sign))
    }

    /// Whether no text, or only white space, was given.
    pub(crate) fn blank(text: Option<&String>) -> bool {
        text.is_none_or(|text| text.trim().is_empty())
    }
}

/// A list's entries in id order.
pub(crate) fn by_id<T>(list: &[T], id: impl Fn(&T) -> &str) -> Vec<&T> {
    sorted(list.iter().collect(), |a, b| id(a).cmp(id(b)))
}
