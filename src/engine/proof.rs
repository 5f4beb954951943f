//! Proof over promises: what dated, fresh evidence supports (method section 2).

use super::facts::{Facts, Standing};
use crate::{
    assessment::Evidence,
    report::{RequirementReport, State},
    rules::{MaxAge, PerReq},
    units::{Date, Level},
};

/// Whether an item counts on that day: made by then, not too old for its kind, still valid.
pub(super) fn is_fresh(item: &Evidence, day: Date, ages: &MaxAge) -> bool {
    item.dated <= day
        && day.days_since(item.dated) <= i64::from(ages.of(item.kind))
        && item.valid_until.is_none_or(|until| day <= until)
}

/// What is proven of each requirement on a day, by given ages, with nothing renewed until then: an
/// item dated after the report's day does not count on a later one either.
pub(super) struct Proof<'a> {
    /// The item of the highest kind, then the latest, then the first by id.
    best: PerReq<Option<&'a Evidence>>,
    /// The proven standing: the claimed level, but no more than the best item proves.
    pub(super) standing: PerReq<Standing>,
}

impl<'a> Proof<'a> {
    pub(super) fn new(facts: &Facts<'a>, day: Date, ages: &MaxAge) -> Self {
        let mut best: PerReq<Option<&Evidence>> = PerReq::from_fn(|_| None);
        let there = facts.evidence.iter().filter(|item| item.evidence.dated <= facts.as_of);
        for item in there.filter(|item| is_fresh(item.evidence, day, ages)) {
            for &req in &item.requirements {
                let rank = |evidence: &Evidence| (evidence.kind, evidence.dated);
                if best[req].is_none_or(|best| rank(item.evidence) > rank(best)) {
                    best.set(req, Some(item.evidence));
                }
            }
        }
        let standing = PerReq::from_fn(|req| match facts.claimed[req] {
            Standing::At(claimed) => {
                Standing::At(best[req].map_or(Level::Absent, |item| item.kind.proves().min(claimed)))
            }
            other => other,
        });
        Self { best, standing }
    }
}

/// Each requirement by the default ages, with the item that proves it.
pub(super) fn requirements(facts: &Facts<'_>, proof: &Proof<'_>) -> Vec<RequirementReport> {
    facts
        .claimed
        .iter()
        .map(|(req, &claimed)| {
            let proven = proof.standing[req].level();
            RequirementReport {
                id: facts.pack.requirement(req).id.clone(),
                state: match claimed {
                    Standing::Unanswered => State::Unanswered,
                    Standing::Excluded => State::Excluded,
                    Standing::At(_) => State::Answered,
                },
                claimed: claimed.level(),
                proven,
                because: proven.and(proof.best[req]).map(|item| item.id.clone()),
            }
        })
        .collect()
}
