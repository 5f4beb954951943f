//! The risk register: inherent and residual risk (method section 7).

use super::{
    facts::{Facts, Standing, by_id},
    proof::Proof,
};
use crate::{
    assessment::{ActsOn, Risk},
    report::{Residual, RiskReport},
    rules::PerReq,
    units::Level,
};

/// What is left of an axis before any control, in parts per million.
const WHOLE: u64 = 1_000_000;
/// Controls never remove more than nine tenths.
const FLOOR: u64 = 100_000;
/// The appetite where the user chose none.
const DEFAULT_APPETITE: &str = "moderate";

/// Every risk, in id order.
pub(super) fn risks(facts: &Facts<'_>, proof: &Proof<'_>) -> Vec<RiskReport> {
    let bands = facts.pack.bands();
    let rank = |id: &str| bands.iter().position(|band| &*band.id == id);
    let appetite = rank(facts.assessment.settings.appetite.as_deref().unwrap_or(DEFAULT_APPETITE));
    by_id(&facts.assessment.risks, |risk| &risk.id)
        .into_iter()
        .map(|risk| {
            let proven = residual(facts, risk, &proof.standing);
            RiskReport {
                id: risk.id.clone(),
                inherent: inherent(risk),
                claimed: residual(facts, risk, &facts.claimed),
                over_appetite: appetite.is_some_and(|appetite| rank(&proven.band).is_some_and(|band| band > appetite)),
                proven,
            }
        })
        .collect()
}

/// Likelihood times the worst consequence.
pub(super) fn inherent(risk: &Risk) -> u8 {
    risk.likelihood.saturating_mul(risk.consequence.worst())
}

/// What the linked controls leave of an axis, in parts per million: `100_000..=1_000_000`.
fn remainder(facts: &Facts<'_>, risk: &Risk, standing: &PerReq<Standing>, axis: ActsOn) -> u64 {
    let acting = risk.links.iter().filter(|link| link.acts_on == axis || link.acts_on == ActsOn::Both);
    acting
        .fold(WHOLE, |rem, link| {
            let level = facts.pack.find(&link.requirement).and_then(|req| standing[req].level());
            let credit = facts.pack.credit().of(level.unwrap_or(Level::Absent));
            let removed = u64::from(link.strength.pct()) * u64::from(credit);
            (rem * (10_000 - removed)).div_ceil(10_000)
        })
        .max(FLOOR)
}

/// What proven controls leave of the axes of risks.
pub(crate) struct Remainders<'a> {
    facts: &'a Facts<'a>,
    standing: PerReq<Standing>,
}

impl<'a> Remainders<'a> {
    pub(crate) fn proven(facts: &'a Facts<'a>) -> Self {
        let proof = Proof::new(facts, facts.as_of, facts.pack.max_age());
        Self { facts, standing: proof.standing }
    }

    /// What is left of likelihood and of consequence, in parts per million: `100_000..=1_000_000`.
    pub(crate) fn of(&self, risk: &Risk) -> (u64, u64) {
        let left = |axis| remainder(self.facts, risk, &self.standing, axis);
        (left(ActsOn::Likelihood), left(ActsOn::Consequence))
    }
}

fn residual(facts: &Facts<'_>, risk: &Risk, standing: &PerReq<Standing>) -> Residual {
    let hundredths = |grade: u8, axis| {
        let above_one = u64::from(grade.saturating_sub(1)) * 100 * remainder(facts, risk, standing, axis);
        // At most 400 above the 100.
        100 + u32::try_from(above_one.div_ceil(WHOLE)).unwrap_or(400)
    };
    let likelihood_h = hundredths(risk.likelihood, ActsOn::Likelihood);
    let consequence_h = hundredths(risk.consequence.worst(), ActsOn::Consequence);
    let residual_hh = likelihood_h * consequence_h;
    let band = facts.pack.band(residual_hh).map_or_else(|| "".into(), |band| band.id.clone());
    Residual { likelihood_h, consequence_h, residual_hh, band }
}
