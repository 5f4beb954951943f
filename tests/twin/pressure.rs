//! Section 4: pressure, exposure, what is at risk, and the index.

use super::proof::Mode;
use super::triggers::{is_set_aside, observed, said, score};
use super::{Case, Mutation, day, flag, list, must_text, must_whole, number, number_or_null, text, texts};
use serde_json::{Value, json};

/// Section 4: whether a factor applies.
// Reading: a factor's `role` is compared with organisation.roles only, not with the roles of systems.
fn factor_applies(case: &Case, trigger: &Value, factor: &Value) -> bool {
    let organisation = &case.assessment["organisation"];
    if let Some(sector) = text(factor, "sector") {
        return text(organisation, "sector") == Some(sector);
    }
    if let Some(region) = text(factor, "region") {
        return texts(organisation, "regions").contains(&region);
    }
    if let Some(role) = text(factor, "role") {
        return texts(organisation, "roles").contains(&role);
    }
    if let Some(size) = text(factor, "size") {
        return text(organisation, "size") == Some(size);
    }
    if let Some(sign) = text(factor, "sign") {
        return observed(case, trigger, sign);
    }
    // Reading: an open incident counts whatever the day it occurred on.
    flag(factor, "open_incident")
        && list(case.assessment, "incidents")
            .iter()
            .any(|incident| text(incident, "status") == Some("open") || case.mutated(Mutation::ClosedIncidentCounts))
}

/// Section 4: how likely the trigger is to fire within twelve months.
pub fn pressure(case: &Case, trigger: &Value) -> i128 {
    // Set aside: 0, whatever else holds.
    if is_set_aside(case, trigger) && !case.mutated(Mutation::SetAsideIgnored) {
        return 0;
    }
    // A date within the year: certain.
    if let Some(date) = day(said(case, trigger), "date") {
        let ahead = date - case.as_of;
        let last = if case.mutated(Mutation::YearOffByOne) { 364 } else { 365 };
        let begun = ahead >= 0 || case.mutated(Mutation::PastDateIsCertain);
        if begun && ahead <= last {
            return 1_000_000;
        }
    }
    // Noisy-or: the base, then each factor that applies, in order, each rounded down.
    let mut percentages = vec![must_whole(trigger, "base_pct")];
    for factor in list(trigger, "factors") {
        if factor_applies(case, trigger, factor) {
            percentages.push(must_whole(factor, "pct"));
        }
    }
    if case.mutated(Mutation::PressureSummedInsteadOfNoisyOr) {
        return (percentages.iter().sum::<i128>() * 10_000).min(1_000_000);
    }
    let mut q = 1_000_000;
    for pct in percentages {
        q = q * (100 - pct) / 100;
    }
    1_000_000 - q
}

/// The headline at `as_of` in a mode, or None if the trigger is not assessed.
fn assessed_headline(case: &Case, trigger: &Value, mode: Mode) -> Option<i128> {
    let score = score(case, trigger, mode, case.as_of);
    if score.verdict == "not_assessed" {
        return None;
    }
    score.headline_bp
}

/// The headline that exposure and at_risk use: the proven one.
fn exposed_headline(case: &Case, trigger: &Value) -> Option<i128> {
    let mode = if case.mutated(Mutation::ExposureFromClaimed) { Mode::Claimed } else { Mode::Proven };
    assessed_headline(case, trigger, mode)
}

pub fn exposure(case: &Case, trigger: &Value) -> Option<i128> {
    let headline = exposed_headline(case, trigger)?;
    Some(pressure(case, trigger) * (10_000 - headline) / 1_000_000)
}

pub fn at_risk(case: &Case, trigger: &Value) -> Option<Value> {
    let stake = said(case, trigger).get("stake").filter(|s| !s.is_null())?;
    let headline = exposed_headline(case, trigger)?;
    let product = must_whole(stake, "amount") * pressure(case, trigger) * (10_000 - headline);
    Some(json!({
        "amount": number(product / 10_000_000_000),
        "currency": must_text(stake, "currency"),
    }))
}

/// The mean of the headlines, weighted by pressure, over the triggers that are assessed.
fn index_in(case: &Case, mode: Mode) -> Option<i128> {
    let mut above = 0;
    let mut below = 0;
    for trigger in list(case.pack, "triggers") {
        let Some(headline) = assessed_headline(case, trigger, mode) else {
            continue;
        };
        let pressure = if case.mutated(Mutation::IndexUnweighted) { 1 } else { pressure(case, trigger) };
        above += pressure * headline;
        below += pressure;
    }
    if below == 0 { None } else { Some(above / below) }
}

pub fn index(case: &Case) -> Value {
    json!({
        "claimed": number_or_null(index_in(case, Mode::Claimed)),
        "proven": number_or_null(index_in(case, Mode::Proven)),
    })
}
