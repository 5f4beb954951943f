//! Coverage: how many requirements stand where, overall and by group (method section 5).

use super::{
    facts::{Facts, Standing},
    proof::Proof,
};
use crate::{
    report::Coverage,
    rules::Req,
    units::{Bp, Id, Level},
};

/// Overall first, then each group in the order in which the pack names it.
pub(super) fn coverage(facts: &Facts<'_>, proof: &Proof<'_>) -> Vec<Coverage> {
    let mut groups: Vec<(Id, Vec<Req>)> = vec![("all".into(), Req::all().collect())];
    for (req, requirement) in facts.pack.requirements().iter() {
        match groups.iter_mut().skip(1).find(|(group, _)| *group == requirement.group) {
            Some((_, members)) => members.push(req),
            None => groups.push((requirement.group.clone(), vec![req])),
        }
    }
    groups.into_iter().map(|(group, members)| count(facts, proof, group, &members)).collect()
}

fn count(facts: &Facts<'_>, proof: &Proof<'_>, group: Id, members: &[Req]) -> Coverage {
    let counted =
        |wanted: &dyn Fn(Req) -> bool| members.iter().fold(0_u32, |count, &req| count + u32::from(wanted(req)));
    let excluded = counted(&|req| facts.claimed[req].is_excluded());
    let total = counted(&|_| true);
    let running = counted(&|req| proof.standing[req].reaches(Level::Operating));
    let at = |standing: &dyn Fn(Req) -> Standing| {
        std::array::from_fn(|digit| {
            let level = Level::ALL.get(digit).copied();
            counted(&|req| level.is_some_and(|level| standing(req) == Standing::At(level)))
        })
    };
    Coverage {
        group,
        total,
        excluded,
        unanswered: counted(&|req| facts.claimed[req] == Standing::Unanswered),
        claimed: at(&|req| facts.claimed[req]),
        proven: at(&|req| proof.standing[req]),
        coverage_bp: Bp::of(running.into(), (total - excluded).into()),
    }
}
