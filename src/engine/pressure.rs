//! Pressure: how likely a trigger is to fire within a year, and what that puts at risk (method section 4).

use super::facts::Facts;
use crate::{
    report::{ByMode, TriggerReport, Verdict},
    rules::{Cause, Factor, Trigger},
    units::{Bp, Money, Ppm},
};

/// A date this many days ahead makes a trigger certain.
const YEAR: i64 = 365;

/// A noisy-or of independent causes, each of which suffices; certain with a date within the year,
/// nothing if the user has set the trigger aside.
pub(super) fn pressure(facts: &Facts<'_>, trigger: &Trigger) -> Ppm {
    let entry = facts.entry(trigger);
    if entry.is_some_and(|entry| entry.set_aside.is_some()) {
        return Ppm::ZERO;
    }
    let ahead = entry.and_then(|entry| entry.date).map(|date| date.days_since(facts.as_of));
    if ahead.is_some_and(|days| (0..=YEAR).contains(&days)) {
        return Ppm::ONE;
    }
    let quiet = trigger
        .factors
        .iter()
        .filter(|factor| applies(facts, trigger, factor))
        .fold(Ppm::ONE.less(trigger.base_pct), |quiet, factor| quiet.less(factor.pct));
    quiet.complement()
}

fn applies(facts: &Facts<'_>, trigger: &Trigger, factor: &Factor) -> bool {
    let organisation = &facts.assessment.organisation;
    match &factor.cause {
        Cause::Sector(id) => organisation.sector.as_ref() == Some(id),
        Cause::Region(id) => organisation.regions.contains(id),
        Cause::Role(id) => organisation.roles.contains(id),
        Cause::Size(id) => organisation.size.as_ref() == Some(id),
        Cause::Sign(id) => facts.observed(trigger, id),
        Cause::OpenIncident => facts.open_incident,
    }
}

/// Pressure times what is missing.
pub(super) fn exposure(pressure: Ppm, headline: Bp) -> Option<Bp> {
    Bp::of(u64::from(pressure.get()) * u64::from(headline.rest()), 10_000 * 1_000_000)
}

/// The stake times pressure times what is missing.
pub(super) fn at_risk(stake: Money, pressure: Ppm, headline: Bp) -> Money {
    stake.share(u128::from(pressure.get()) * u128::from(headline.rest()), 10_000_000_000)
}

/// The pressure-weighted mean of the headlines of all triggers that were assessed.
pub(super) fn index(triggers: &[TriggerReport]) -> ByMode<Option<Bp>> {
    let mean = |score: fn(&TriggerReport) -> &crate::report::Score| {
        let (weighted, weights) = triggers
            .iter()
            .filter(|trigger| score(trigger).verdict != Verdict::NotAssessed)
            .filter_map(|trigger| Some((u64::from(trigger.pressure_ppm.get()), score(trigger).headline_bp?)))
            .fold((0, 0), |(sum, weights), (pressure, headline)| {
                (sum + pressure * u64::from(headline.get()), weights + pressure)
            });
        Bp::of(weighted, 10_000 * weights)
    };
    ByMode { claimed: mean(|trigger| &trigger.claimed), proven: mean(|trigger| &trigger.proven) }
}
