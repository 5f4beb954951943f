//! Section 3: triggers.

use super::dates::date_text;
use super::pressure::{at_risk, exposure, pressure};
use super::proof::{self, Mode, State};
use super::{
    Case, Mutation, day, divided_up, flag, list, must_text, must_whole, nth, number, number_or_null, text, texts, whole,
};
use serde_json::{Value, json};
use std::rc::Rc;

/// What the user said about a trigger; null if nothing.
pub fn said<'c>(case: &'c Case, trigger: &Value) -> &'c Value {
    &case.assessment["triggers"][must_text(trigger, "id")]
}

/// The trigger's date if it lies after `as_of`.
pub fn future_date(case: &Case, trigger: &Value) -> Option<i128> {
    day(said(case, trigger), "date").filter(|date| *date > case.as_of)
}

/// Section 6: the day a trigger is looked at for steps: its date if after `as_of`, else `as_of`.
pub fn own_day(case: &Case, trigger: &Value) -> i128 {
    future_date(case, trigger).unwrap_or(case.as_of)
}

/// Set aside is so if a reason is there.
pub fn is_set_aside(case: &Case, trigger: &Value) -> bool {
    text(said(case, trigger), "set_aside").is_some()
}

/// The user observes a sign of this very trigger.
// Reading: a gate's `when` and a factor's `sign` look only at the signs observed under the same trigger.
pub fn observed(case: &Case, trigger: &Value, sign: &str) -> bool {
    texts(said(case, trigger), "signs").contains(&sign)
}

/// A base weight and exceptions.
pub fn weight(trigger: &Value, requirement: &str) -> i128 {
    whole(&trigger["weights"], requirement).unwrap_or_else(|| must_whole(trigger, "base_weight"))
}

pub fn max_age<'v>(case: &'v Case, trigger: &'v Value) -> &'v Value {
    if case.mutated(Mutation::DefaultAgesForTriggers) {
        return &case.pack["default"]["max_age"];
    }
    &trigger["max_age"]
}

/// The sum of weights over the requirements that are not excluded.
pub fn total(case: &Case, trigger: &Value) -> i128 {
    let mut sum = 0;
    for requirement in list(case.pack, "requirements") {
        let id = must_text(requirement, "id");
        if !proof::is_excluded(case, id) || case.mutated(Mutation::ExcludedStaysInTotal) {
            sum += weight(trigger, id);
        }
    }
    sum
}

/// A gate is always on, or on only if its sign is observed.
pub fn gate_is_on(case: &Case, trigger: &Value, gate: &Value) -> bool {
    match text(gate, "when") {
        None => true,
        Some(_) if case.mutated(Mutation::GateSignIgnored) => true,
        Some(sign) => observed(case, trigger, sign),
    }
}

/// A requirement gate needs an answer at its level; a certificate gate a certificate in force.
fn gate_is_met(case: &Case, trigger: &Value, gate: &Value, mode: Mode, d: i128) -> bool {
    if flag(gate, "certificate") {
        return proof::certificate_in_force(case, d);
    }
    let id = must_text(gate, "requirement");
    if case.mutated(Mutation::GateOnExcludedIsMet) && proof::is_excluded(case, id) {
        return true;
    }
    let mut min_level = must_whole(gate, "min_level");
    if case.mutated(Mutation::GateAtOneLevelLower) {
        min_level -= 1;
    }
    match proof::level(case, id, mode, max_age(case, trigger), d) {
        Some(level) => level >= min_level,
        None => false,
    }
}

/// The gates that are on and not met, in pack order.
pub fn unmet_gates<'v>(case: &Case, trigger: &'v Value, mode: Mode, d: i128) -> Vec<&'v Value> {
    list(trigger, "gates")
        .iter()
        .filter(|gate| gate_is_on(case, trigger, gate))
        .filter(|gate| !gate_is_met(case, trigger, gate, mode, d))
        .collect()
}

/// The numbers of one trigger, mode and date; all None if the total is 0.
pub struct Score {
    pub score_bp: Option<i128>,
    pub best_bp: Option<i128>,
    pub answered_bp: Option<i128>,
    pub headline_bp: Option<i128>,
    pub verdict: &'static str,
    unmet: Vec<Value>,
    limiting: Value,
    terms: Vec<Value>,
}

/// Section 3, for a trigger, a mode and a date.
// Reading: with a total of 0 the four `_bp`, exposure and at_risk are null; pressure_ppm and necessity stay, and unmet, limiting and terms are listed as always.
pub fn score(case: &Case, trigger: &Value, mode: Mode, d: i128) -> Rc<Score> {
    let key = (must_text(trigger, "id").to_owned(), mode == Mode::Proven, d);
    if let Some(score) = case.scores.borrow().get(&key) {
        return Rc::clone(score);
    }
    let score = Rc::new(made(case, trigger, mode, d));
    case.scores.borrow_mut().insert(key, Rc::clone(&score));
    score
}

fn made(case: &Case, trigger: &Value, mode: Mode, d: i128) -> Score {
    let total = total(case, trigger);
    let mut earned = 0;
    let mut earned_at_best = 0;
    let mut weight_of_answered = 0;
    let mut terms = Vec::new();
    let mut largest_loss = 0;
    let mut lost_most: Option<&str> = None;

    for requirement in list(case.pack, "requirements") {
        let id = must_text(requirement, "id");
        let state = proof::state(case, id);
        if state == State::Excluded {
            continue;
        }
        let weight = weight(trigger, id);
        let level = proof::level(case, id, mode, max_age(case, trigger), d);
        let credit = match level {
            Some(level) => nth(trigger, "credit", level),
            None => 0, // unanswered earns nothing
        };
        earned += weight * credit;
        // The same with unanswered counted as level 5.
        earned_at_best += match level {
            Some(_) => weight * credit,
            None => weight * nth(trigger, "credit", 5),
        };
        if state != State::Unanswered || case.mutated(Mutation::UnansweredCountsAsAnswered) {
            weight_of_answered += weight;
        }
        // The largest loss; the first in pack order wins a tie.
        let loss = weight * (100 - credit);
        let tie_to_last = case.mutated(Mutation::LimitingTieGoesToLast) && loss == largest_loss;
        if loss > largest_loss || (loss > 0 && tie_to_last) {
            largest_loss = loss;
            lost_most = Some(id);
        }
        // Reading: terms hold every requirement that is not excluded, weight 0 too, in pack order; unanswered has level null, credit_pct 0, earned 0.
        if case.explain {
            terms.push(json!({
                "requirement": id,
                "weight": number(weight),
                "level": number_or_null(level),
                "credit_pct": number(credit),
                "earned": number(weight * credit),
            }));
        }
    }

    let unmet = unmet_gates(case, trigger, mode, d);
    let limiting = match (unmet.first(), lost_most) {
        (Some(gate), _) if flag(gate, "certificate") => json!({"certificate": true}),
        (Some(gate), _) => json!({"requirement": must_text(gate, "requirement")}),
        (None, Some(id)) => json!({"requirement": id}),
        (None, None) => Value::Null,
    };

    let of_total = |n: i128| if total == 0 { None } else { Some(n / total) };
    let score_bp = if case.mutated(Mutation::CreditRoundedUp) && total > 0 {
        Some(divided_up(100 * earned, total))
    } else {
        of_total(100 * earned)
    };
    let headline_bp = score_bp.map(|score| {
        if unmet.is_empty() || case.mutated(Mutation::CapIgnored) {
            score
        } else {
            score.min(must_whole(trigger, "cap_bp"))
        }
    });

    // The first that fits.
    let verdict = match score_bp {
        None => "not_assessed",
        Some(_) if weight_of_answered == 0 => "not_assessed",
        Some(_) if !unmet.is_empty() => "blocked",
        Some(score) if is_ready(case, trigger, score) => "ready",
        Some(score) if score >= must_whole(trigger, "close_bp") => "close",
        Some(_) => "exposed",
    };

    Score {
        score_bp,
        best_bp: of_total(100 * earned_at_best),
        answered_bp: of_total(10_000 * weight_of_answered),
        headline_bp,
        verdict,
        unmet: unmet.iter().map(|gate| unmet_entry(case, trigger, gate, mode, d)).collect(),
        limiting,
        terms,
    }
}

fn is_ready(case: &Case, trigger: &Value, score: i128) -> bool {
    let ready = must_whole(trigger, "ready_bp");
    if case.mutated(Mutation::ReadyIsExclusive) {
        return score > ready;
    }
    score >= ready
}

/// How an unmet gate is told.
// Reading: an unmet certificate gate is told with min_level null and level null; an unmet requirement gate has the level of the mode at that date, null if unanswered or excluded.
fn unmet_entry(case: &Case, trigger: &Value, gate: &Value, mode: Mode, d: i128) -> Value {
    if flag(gate, "certificate") {
        return json!({"certificate": true, "min_level": null, "level": null});
    }
    let id = must_text(gate, "requirement");
    let level = proof::level(case, id, mode, max_age(case, trigger), d);
    json!({
        "requirement": id,
        "min_level": gate["min_level"],
        "level": number_or_null(level),
    })
}

impl Score {
    fn told(&self, case: &Case) -> Value {
        let mut told = json!({
            "score_bp": number_or_null(self.score_bp),
            "best_bp": number_or_null(self.best_bp),
            "answered_bp": number_or_null(self.answered_bp),
            "headline_bp": number_or_null(self.headline_bp),
            "verdict": self.verdict,
            "unmet": self.unmet,
            "limiting": self.limiting,
        });
        if case.explain {
            told["terms"] = json!(self.terms);
        }
        told
    }
}

/// Section 3: is it required of us?
// Reading: necessity is not changed by setting aside, except that the pressure is then 0.
fn necessity(case: &Case, trigger: &Value) -> &'static str {
    let certificate_gate_on =
        list(trigger, "gates").iter().any(|gate| flag(gate, "certificate") && gate_is_on(case, trigger, gate));
    if certificate_gate_on {
        "required"
    } else if !texts(said(case, trigger), "signs").is_empty() || pressure(case, trigger) >= 500_000 {
        "expected"
    } else {
        "voluntary"
    }
}

/// Scored again on the trigger's date, iff that is after `as_of`.
fn on_date(case: &Case, trigger: &Value) -> Value {
    let Some(date) = future_date(case, trigger) else {
        return Value::Null;
    };
    let d = if case.mutated(Mutation::OnDateIsToday) { case.as_of } else { date };
    json!({
        "date": date_text(date),
        "claimed": score(case, trigger, Mode::Claimed, d).told(case),
        "proven": score(case, trigger, Mode::Proven, d).told(case),
    })
}

/// All triggers, in pack order.
pub fn triggers(case: &Case) -> Vec<Value> {
    list(case.pack, "triggers")
        .iter()
        .map(|trigger| {
            json!({
                "id": must_text(trigger, "id"),
                "necessity": necessity(case, trigger),
                "pressure_ppm": number(pressure(case, trigger)),
                "exposure_bp": number_or_null(exposure(case, trigger)),
                "at_risk": at_risk(case, trigger),
                "claimed": score(case, trigger, Mode::Claimed, case.as_of).told(case),
                "proven": score(case, trigger, Mode::Proven, case.as_of).told(case),
                "on_date": on_date(case, trigger),
            })
        })
        .collect()
}
