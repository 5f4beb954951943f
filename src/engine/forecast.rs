//! The audit forecast: documents first, then operation (method section 5).

use super::{facts::Facts, proof::Proof};
use crate::{
    report::{Outcome, Shortfall, ShortfallReason, Stage1, Stage2},
    rules::RequirementKind,
    units::Level,
};

fn outcome(clear: bool) -> Outcome {
    if clear { Outcome::Clear } else { Outcome::Gaps }
}

/// Every document there, every control decided.
pub(super) fn stage1(facts: &Facts<'_>, proof: &Proof<'_>) -> Stage1 {
    let mut shortfalls = Vec::new();
    for (req, requirement) in facts.pack.requirements().iter() {
        let mut short = |reason| shortfalls.push(Shortfall { path: format!("answers/{}", requirement.id), reason });
        let standing = facts.claimed[req];
        if requirement.documented && !standing.is_excluded() && !proof.standing[req].reaches(Level::Defined) {
            short(ShortfallReason::DocumentMissing);
        }
        if requirement.kind == RequirementKind::Clause {
            continue;
        }
        if standing.is_excluded() {
            let answer = facts.assessment.answers.get(&requirement.id);
            if answer.and_then(|answer| answer.justification()).is_none_or(|why| why.trim().is_empty()) {
                short(ShortfallReason::Unjustified);
            }
        } else if standing.level().is_none() {
            short(ShortfallReason::Undecided);
        }
    }
    Stage1 { outcome: outcome(shortfalls.is_empty()), shortfalls }
}

/// Nothing that an auditor would call a major nonconformity.
pub(super) fn stage2(facts: &Facts<'_>, proof: &Proof<'_>) -> Stage2 {
    let (mut majors, mut minors) = (Vec::new(), Vec::new());
    for req in facts.applicable() {
        let id = || facts.pack.requirement(req).id.clone();
        match proof.standing[req].level() {
            None | Some(Level::Absent | Level::Stated) => majors.push(id()),
            Some(Level::Defined) => minors.push(id()),
            Some(_) => {}
        }
    }
    Stage2 { outcome: outcome(majors.is_empty()), majors, minors }
}
