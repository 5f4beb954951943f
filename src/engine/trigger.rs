//! Triggers: what each asker would see (method section 3).

use super::{
    facts::{Facts, Standing},
    pressure,
    proof::Proof,
};
use crate::{
    report::{Limiting, Necessity, OnDate, Score, Term, TriggerReport, UnmetGate, Verdict},
    rules::{Gate, Need, PerReq, Trigger},
    units::{Bp, Date, Ppm},
};

/// The pressure from which a trigger is expected.
const EXPECTED_FROM: Ppm = match Ppm::new(500_000) {
    Some(ppm) => ppm,
    None => Ppm::ONE,
};

/// Every trigger, in pack order.
pub(super) fn triggers(facts: &Facts<'_>, explain: bool) -> Vec<TriggerReport> {
    facts.pack.triggers().iter().map(|trigger| report(facts, trigger, explain)).collect()
}

fn report(facts: &Facts<'_>, trigger: &Trigger, explain: bool) -> TriggerReport {
    let on = |day: Date| {
        let proof = Proof::new(facts, day, &trigger.max_age);
        let scored = |standing| score(facts, trigger, standing, day, explain);
        (scored(&facts.claimed), scored(&proof.standing))
    };
    let (claimed, proven) = on(facts.as_of);
    let on_date = facts.future_date(trigger).map(|date| {
        let (claimed, proven) = on(date);
        OnDate { date, claimed, proven }
    });
    let pressure_ppm = pressure::pressure(facts, trigger);
    let headline = proven.headline_bp.filter(|_| proven.verdict != Verdict::NotAssessed);
    let stake = facts.entry(trigger).and_then(|entry| entry.stake);
    TriggerReport {
        id: trigger.id.clone(),
        necessity: necessity(facts, trigger, pressure_ppm),
        pressure_ppm,
        exposure_bp: headline.and_then(|headline| pressure::exposure(pressure_ppm, headline)),
        at_risk: stake.zip(headline).map(|(stake, headline)| pressure::at_risk(stake, pressure_ppm, headline)),
        claimed,
        proven,
        on_date,
    }
}

/// The gates that are on: always, or because their sign was observed.
pub(super) fn gates<'a>(facts: &Facts<'_>, trigger: &'a Trigger) -> impl Iterator<Item = &'a Gate> {
    trigger.gates.iter().filter(|gate| gate.when.as_ref().is_none_or(|sign| facts.observed(trigger, sign)))
}

fn necessity(facts: &Facts<'_>, trigger: &Trigger, pressure: Ppm) -> Necessity {
    if gates(facts, trigger).any(|gate| gate.need == Need::Certificate) {
        Necessity::Required
    } else if pressure >= EXPECTED_FROM || trigger.signs.iter().any(|sign| facts.observed(trigger, &sign.id)) {
        Necessity::Expected
    } else {
        Necessity::Voluntary
    }
}

/// The weight of all that isn't excluded.
pub(super) fn total(facts: &Facts<'_>, trigger: &Trigger) -> u64 {
    facts.applicable().map(|req| u64::from(trigger.weights[req])).sum()
}

fn score(facts: &Facts<'_>, trigger: &Trigger, standing: &PerReq<Standing>, day: Date, explain: bool) -> Score {
    let total = total(facts, trigger);
    let (mut earned, mut silent, mut answered) = (0, 0, 0);
    let mut most_lost = None;
    let mut terms = explain.then(Vec::new);
    for req in facts.applicable() {
        let level = standing[req].level();
        let weight = trigger.weights[req];
        let credit_pct = level.map_or(0, |level| trigger.credit.of(level));
        let [gains, loses] = [credit_pct, 100 - credit_pct].map(|pct| u32::from(weight) * u32::from(pct));
        earned += u64::from(gains);
        if level.is_some() {
            answered += u64::from(weight);
        } else {
            silent += u64::from(loses);
        }
        // Only a larger loss takes the place, so the first in pack order stays.
        if loses > most_lost.map_or(0, |(most, _)| most) {
            most_lost = Some((loses, req));
        }
        if let Some(terms) = &mut terms {
            let requirement = facts.pack.requirement(req).id.clone();
            terms.push(Term { requirement, weight, level, credit_pct, earned: gains });
        }
    }
    // Credits are in percent, so the whole is a hundred times the weights.
    let score_bp = Bp::of(earned, 100 * total);
    let unmet = unmet(facts, trigger, standing, day);
    let headline_bp = score_bp.map(|score| if unmet.is_empty() { score } else { score.min(trigger.cap_bp) });
    let limiting = match unmet.first() {
        Some(UnmetGate::Certificate) => Some(Limiting::Certificate),
        Some(UnmetGate::Requirement { requirement, .. }) => Some(Limiting::Requirement(requirement.clone())),
        None => most_lost.map(|(_, req)| Limiting::Requirement(facts.pack.requirement(req).id.clone())),
    };
    let verdict = match score_bp {
        None => Verdict::NotAssessed,
        Some(_) if answered == 0 => Verdict::NotAssessed,
        Some(_) if !unmet.is_empty() => Verdict::Blocked,
        Some(score) if score >= trigger.ready_bp => Verdict::Ready,
        Some(score) if score >= trigger.close_bp => Verdict::Close,
        Some(_) => Verdict::Exposed,
    };
    Score {
        score_bp,
        best_bp: Bp::of(earned + silent, 100 * total),
        answered_bp: Bp::of(answered, total),
        headline_bp,
        verdict,
        unmet,
        limiting,
        terms,
    }
}

/// The gates that are on and don't hold. A gate on an excluded control doesn't: the asker asks for it.
fn unmet(facts: &Facts<'_>, trigger: &Trigger, standing: &PerReq<Standing>, day: Date) -> Vec<UnmetGate> {
    gates(facts, trigger)
        .filter_map(|gate| match gate.need {
            Need::Certificate => (!facts.assessment.certificate.in_force(day)).then_some(UnmetGate::Certificate),
            Need::Level { requirement, at_least } => {
                (!standing[requirement].reaches(at_least)).then(|| UnmetGate::Requirement {
                    requirement: facts.pack.requirement(requirement).id.clone(),
                    min_level: at_least,
                    level: standing[requirement].level(),
                })
            }
        })
        .collect()
}
