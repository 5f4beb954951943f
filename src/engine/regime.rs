//! Regimes: how far proven requirements carry each provision (method section 8). Never "compliant":
//! ISO/IEC 42001 is not a harmonised standard and gives no presumption of conformity.

use super::{facts::Facts, proof::Proof};
use crate::{
    report::{ProvisionReport, ProvisionState, RegimeReport},
    rules::{Provision, Req},
    units::{Bp, Level},
};

/// Every regime, in pack order.
pub(super) fn regimes(facts: &Facts<'_>, proof: &Proof<'_>) -> Vec<RegimeReport> {
    facts
        .pack
        .regimes()
        .iter()
        .map(|regime| RegimeReport {
            id: regime.id.clone(),
            provisions: regime.provisions.iter().map(|one| provision(facts, proof, one)).collect(),
        })
        .collect()
}

fn provision(facts: &Facts<'_>, proof: &Proof<'_>, provision: &Provision) -> ProvisionReport {
    let mapped: Vec<Req> = provision
        .requirements
        .iter()
        .filter_map(|part| facts.pack.find(&part.id))
        .filter(|&req| !facts.claimed[req].is_excluded())
        .collect();
    let credit: u64 = mapped
        .iter()
        .map(|&req| proof.standing[req].level().map_or(0, |level| u64::from(facts.pack.credit().of(level))))
        .sum();
    let at_least = |req: &Req, level| proof.standing[*req].reaches(level);
    let state = if mapped.is_empty() {
        ProvisionState::NotApplicable
    } else if mapped.iter().all(|req| at_least(req, Level::Operating)) {
        ProvisionState::Supported
    } else if mapped.iter().any(|req| at_least(req, Level::Defined)) {
        ProvisionState::Partial
    } else {
        ProvisionState::Open
    };
    ProvisionReport {
        id: provision.id.clone(),
        bp: Bp::of(credit, 100 * mapped.len() as u64),
        state,
        requirements: provision.requirements.iter().map(|part| part.id.clone()).collect(),
    }
}
