//! Section 6, the single steps only.

use super::pressure::pressure;
use super::proof::{self, State};
use super::triggers;
use super::{Case, Mutation, list, must_text, must_whole, nth, number, whole};
use serde_json::{Value, json};

struct Step<'c> {
    requirement: &'c str,
    order: usize,
    level: i128,
    cost: i128,
    gain: i128,
}

/// A trigger with a score, and its numbers that no requirement changes.
struct Scored<'c> {
    trigger: &'c Value,
    day: i128,
    total: i128,
    pressure: i128,
}

/// Steps with a gain, one a requirement, by gain/cost.
// Reading: "triggers with a score" are those whose total is not 0; one that is not_assessed for want of answers, and one set aside (at pressure 0), still count in min_t.
// Reading: min_t p[t][r] runs over all triggers with a score, those that give r the weight 0 too.
pub fn steps(case: &Case) -> Vec<Value> {
    let scored: Vec<Scored> = list(case.pack, "triggers")
        .iter()
        .map(|trigger| Scored {
            trigger,
            day: day(case, trigger),
            total: triggers::total(case, trigger),
            pressure: pressure(case, trigger),
        })
        .filter(|s| s.total > 0)
        .collect();
    let mut best_of_each: Vec<Step> = Vec::new();
    for (order, requirement) in list(case.pack, "requirements").iter().enumerate() {
        let mut best: Option<Step> = None;
        for step in candidates(case, &scored, requirement, order) {
            if best.as_ref().is_none_or(|b| goes_before(&step, b)) {
                best = Some(step);
            }
        }
        best_of_each.extend(best);
    }
    best_of_each.sort_by(|a, b| if goes_before(a, b) { std::cmp::Ordering::Less } else { std::cmp::Ordering::Greater });
    best_of_each
        .iter()
        .map(|step| {
            json!({
                "requirement": step.requirement,
                "level": number(step.level),
                "cost": number(step.cost),
                "gain": number(step.gain),
            })
        })
        .collect()
}

/// The day the trigger is looked at.
fn day(case: &Case, trigger: &Value) -> i128 {
    if case.mutated(Mutation::StepsAtToday) { case.as_of } else { triggers::own_day(case, trigger) }
}

/// Higher gain/cost first; ties: lower cost, then pack order, then lower level.
fn goes_before(a: &Step, b: &Step) -> bool {
    let (left, right) = (a.gain * b.cost, b.gain * a.cost);
    if left != right {
        return left > right;
    }
    (a.cost, a.order, a.level) < (b.cost, b.order, b.level)
}

/// Every level above the lowest proven one that gains something. Excluded requirements have none.
fn candidates<'c>(case: &Case, scored: &[Scored], requirement: &'c Value, order: usize) -> Vec<Step<'c>> {
    let id = must_text(requirement, "id");
    if proof::is_excluded(case, id) {
        return Vec::new();
    }
    // p[t][r], one for each trigger with a score: proven under its ages on its own day, nothing
    // renewed; unanswered is 0.
    let p: Vec<i128> = scored
        .iter()
        .map(|s| proof::proven(case, id, triggers::max_age(case, s.trigger), s.day).unwrap_or(0))
        .collect();
    let Some(lowest) = p.iter().min() else {
        return Vec::new();
    };
    let mut steps = Vec::new();
    for level in lowest + 1..=5 {
        let gain = gain(case, scored, &p, id, level);
        if gain > 0 {
            let cost = cost(case, requirement, level);
            steps.push(Step { requirement: id, order, level, cost, gain });
        }
    }
    steps
}

/// The sum over triggers of what the step adds, each rounded down.
fn gain(case: &Case, scored: &[Scored], p: &[i128], id: &str, level: i128) -> i128 {
    let mut sum = 0;
    let scale = if case.mutated(Mutation::GainRoundedOnce) { 1_000_000_000 } else { 1 };
    for (s, p) in scored.iter().zip(p) {
        let after = nth(s.trigger, "credit", level.max(*p));
        let before = nth(s.trigger, "credit", *p);
        let weight = triggers::weight(s.trigger, id);
        sum += s.pressure * 100 * weight * (after - before) * scale / s.total;
    }
    sum / scale
}

/// `cost(r, x)` and the shared effort of the step's own level.
fn cost(case: &Case, requirement: &Value, level: i128) -> i128 {
    let id = must_text(requirement, "id");
    let claimed = match proof::state(case, id) {
        State::Answered(claimed) => claimed,
        _ => 0,
    };
    let mut cost = must_whole(case.pack, "proof_effort");
    for k in claimed..level {
        cost += effort(case, requirement, k);
    }
    if !case.mutated(Mutation::StepWithoutSharedEffort) {
        // 0 for levels up to 3
        cost += whole(&case.pack["shared_effort"], &level.to_string()).unwrap_or(0);
    }
    cost
}

/// The user's effort to go from level k to k + 1, else the pack's.
pub fn effort(case: &Case, requirement: &Value, k: i128) -> i128 {
    let own = &case.assessment["settings"]["effort"];
    let id = must_text(requirement, "id");
    if own.get(id).is_some() && !case.mutated(Mutation::StepIgnoresUserEffort) {
        return nth(own, id, k);
    }
    nth(requirement, "effort", k)
}
