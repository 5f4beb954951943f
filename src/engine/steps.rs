//! The best single step on each requirement: what it adds to the scores for what it costs
//! (method section 6).

use std::cmp::Ordering;

use super::{
    facts::Facts,
    targets::{Target, cost, shared_effort},
};
use crate::{
    report::Step,
    rules::Req,
    units::{Level, sorted},
};

fn gain(target: &Target<'_>, req: Req, to: Level) -> u128 {
    let won = target.earned(req, to) - target.earned(req, Level::Absent);
    target.pressure * 100 * u128::from(won) / u128::from(target.total)
}

/// More gain for the cost first, then the lower cost.
fn better_first(a: &Step, b: &Step) -> Ordering {
    let [left, right] = [(a, b), (b, a)].map(|(one, other)| u128::from(one.gain) * u128::from(other.cost));
    right.cmp(&left).then(a.cost.cmp(&b.cost))
}

/// One step a requirement, the best first; equals stay in pack order, and at the lower level.
pub(super) fn steps(facts: &Facts<'_>) -> Vec<Step> {
    let targets: Vec<_> = facts.pack.triggers().iter().filter_map(|trigger| Target::new(facts, trigger)).collect();
    let steps: Vec<Step> = facts
        .applicable()
        .filter_map(|req| {
            let lowest = targets.iter().map(|target| target.proven[req]).min()?;
            Level::ALL
                .iter()
                .filter(|&&level| level > lowest)
                .filter_map(|&level| {
                    let gain = targets.iter().map(|target| gain(target, req, level)).sum::<u128>();
                    Some(Step {
                        requirement: facts.pack.requirement(req).id.clone(),
                        level,
                        cost: cost(facts, req, level) + shared_effort(facts, level),
                        gain: u64::try_from(gain).ok().filter(|&gain| gain > 0)?,
                    })
                })
                .min_by(better_first)
        })
        .collect();
    // Equals keep pack order.
    sorted(steps, better_first)
}
