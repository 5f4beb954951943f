//! The best single step on each requirement: what it adds to the scores for what it costs
//! (method section 6).

use std::cmp::Ordering;

use super::{facts::Facts, proof::Proof, trigger::total};
use crate::{
    report::{Step, TriggerReport},
    rules::{PerReq, Req, Trigger},
    units::Level,
};

/// A trigger on its own day.
struct Target<'a> {
    trigger: &'a Trigger,
    pressure: u128,
    total: u128,
    proven: PerReq<Level>,
}

impl<'a> Target<'a> {
    /// The trigger as a target of steps; `None` if it has no score.
    fn new(facts: &Facts<'a>, trigger: &'a Trigger, report: &TriggerReport) -> Option<Self> {
        let total = u128::from(total(facts, trigger));
        let day = facts.future_date(trigger).unwrap_or(facts.as_of);
        let proof = Proof::new(facts, day, &trigger.max_age);
        (total > 0).then(|| Self {
            trigger,
            pressure: report.pressure_ppm.get().into(),
            total,
            proven: PerReq::from_fn(|req| proof.standing[req].level().unwrap_or(Level::Absent)),
        })
    }

    fn gain(&self, req: Req, to: Level) -> u128 {
        let from = self.proven[req];
        let [before, after] = [from, from.max(to)].map(|level| u128::from(self.trigger.credit.of(level)));
        self.pressure * 100 * u128::from(self.trigger.weights[req]) * (after - before) / self.total
    }
}

/// The effort of proving a level alone, tenths of a day: the proof, the steps up from what is
/// claimed, and for levels 4 and 5 the audit.
fn cost(facts: &Facts<'_>, req: Req, to: Level) -> u64 {
    let requirement = facts.pack.requirement(req);
    let effort = facts.assessment.settings.effort.get(&requirement.id).unwrap_or(&requirement.effort);
    let from = facts.claimed[req].level().map_or(0, Level::digit);
    let climb: u64 = effort
        .iter()
        .take(to.digit().into())
        .skip(from.into())
        .map(|&tenths| u64::from(tenths))
        .sum();
    let [inside, outside] = facts.pack.shared_effort();
    let shared = match to {
        Level::Reviewed => inside,
        Level::Assured => outside,
        _ => 0,
    };
    u64::from(facts.pack.proof_effort()) + climb + u64::from(shared)
}

/// More gain for the cost first, then the lower cost.
fn better_first(a: &Step, b: &Step) -> Ordering {
    let [left, right] = [(a, b), (b, a)].map(|(one, other)| u128::from(one.gain) * u128::from(other.cost));
    right.cmp(&left).then(a.cost.cmp(&b.cost))
}

/// One step a requirement, the best first; equals stay in pack order, and at the lower level.
pub(super) fn steps(facts: &Facts<'_>, reports: &[TriggerReport]) -> Vec<Step> {
    let targets: Vec<_> = facts
        .pack
        .triggers()
        .iter()
        .zip(reports)
        .filter_map(|(trigger, report)| Target::new(facts, trigger, report))
        .collect();
    let mut steps: Vec<Step> = facts
        .applicable()
        .filter_map(|req| {
            let lowest = targets.iter().map(|target| target.proven[req]).min()?;
            Level::ALL
                .iter()
                .filter(|&&level| level > lowest)
                .filter_map(|&level| {
                    let gain = targets.iter().map(|target| target.gain(req, level)).sum::<u128>();
                    Some(Step {
                        requirement: facts.pack.requirement(req).id.clone(),
                        level,
                        cost: cost(facts, req, level),
                        gain: u64::try_from(gain).ok().filter(|&gain| gain > 0)?,
                    })
                })
                .min_by(better_first)
        })
        .collect();
    // A stable sort: equals keep pack order.
    steps.sort_by(better_first);
    steps
}
