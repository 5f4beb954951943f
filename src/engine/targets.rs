//! A trigger as something to get ready for: on its own day, with nothing renewed (method section 6).

use super::{
    facts::Facts,
    pressure::pressure,
    proof::Proof,
    trigger::{gates, total},
};
use crate::{
    rules::{Gate, PerReq, Req, Trigger},
    units::{Date, Level},
};

/// A trigger that has a score, on its own day.
pub(crate) struct Target<'a> {
    pub(crate) trigger: &'a Trigger,
    /// Its own day if that lies ahead, else the report's.
    pub(crate) day: Date,
    pub(crate) pressure: u128,
    /// The weight of all that isn't excluded; above 0.
    pub(crate) total: u64,
    /// What is proven on that day; unanswered and excluded count as 0.
    pub(crate) proven: PerReq<Level>,
}

impl<'a> Target<'a> {
    /// The trigger as a target; `None` if nothing weighs in it.
    pub(crate) fn new(facts: &Facts<'a>, trigger: &'a Trigger) -> Option<Self> {
        let total = total(facts, trigger);
        let day = facts.future_date(trigger).unwrap_or(facts.as_of);
        let proof = Proof::new(facts, day, &trigger.max_age);
        (total > 0).then(|| Self {
            trigger,
            day,
            pressure: pressure(facts, trigger).get().into(),
            total,
            proven: PerReq::from_fn(|req| proof.standing[req].level().unwrap_or(Level::Absent)),
        })
    }

    /// The gates that are on.
    pub(crate) fn gates(&self, facts: &Facts<'_>) -> impl Iterator<Item = &'a Gate> {
        gates(facts, self.trigger)
    }

    /// What a requirement earns when a level of it is proven: weight times credit in percent.
    pub(crate) fn earned(&self, req: Req, raised_to: Level) -> u64 {
        let level = self.proven[req].max(raised_to);
        u64::from(self.trigger.weights[req]) * u64::from(self.trigger.credit.of(level))
    }
}

/// The effort of proving a level, tenths of a day: the proof itself, and the steps up from what is
/// claimed. Audits, which are bought once, come on top.
pub(crate) fn cost(facts: &Facts<'_>, req: Req, to: Level) -> u64 {
    let requirement = facts.pack.requirement(req);
    let effort = facts.assessment.settings.effort.get(&requirement.id).unwrap_or(&requirement.effort);
    let from = facts.claimed[req].level().map_or(0, Level::digit);
    let climb: u64 = effort.iter().take(to.digit().into()).skip(from.into()).map(|&tenths| u64::from(tenths)).sum();
    u64::from(facts.pack.proof_effort()) + climb
}

/// The effort of the audit that a level needs, tenths of a day.
pub(crate) fn shared_effort(facts: &Facts<'_>, highest: Level) -> u64 {
    let [inside, outside] = facts.pack.shared_effort();
    match highest {
        Level::Reviewed => inside.into(),
        Level::Assured => outside.into(),
        _ => 0,
    }
}
