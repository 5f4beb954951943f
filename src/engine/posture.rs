//! The posture that the programme resembles (method section 8): the first that fits.

use super::{facts::Facts, proof::Proof};
use crate::units::{Id, Level};

/// The id of the posture.
pub(super) fn posture(facts: &Facts<'_>, proof: &Proof<'_>) -> Id {
    let count = |wanted: &dyn Fn(Option<Level>, Option<Level>) -> bool| {
        facts.applicable().filter(|&req| wanted(facts.claimed[req].level(), proof.standing[req].level())).count()
    };
    let all = count(&|_, _| true);
    let at_least = |level: Option<Level>, least| level.is_some_and(|level| level >= least);
    let c3 = count(&|claimed, _| at_least(claimed, Level::Operating));
    let c12 = count(&|claimed, _| matches!(claimed, Some(Level::Stated | Level::Defined)));
    let p3 = count(&|_, proven| at_least(proven, Level::Operating));
    let p4 = count(&|_, proven| at_least(proven, Level::Reviewed));
    let name = if facts.assessment.certificate.in_force(facts.as_of) {
        "certified"
    } else if 2 * c3 >= all && 2 * p3 < c3 {
        "unproven"
    } else if 4 * c3 < all && 10 * c12 >= 3 * all {
        "static_policies"
    } else if 2 * p3 >= all && 10 * p4 < all {
        "in_house_unaudited"
    } else if 2 * p3 >= all {
        "uncertified_governance"
    } else if 4 * c3 >= all {
        "building"
    } else {
        "starting"
    };
    name.into()
}
