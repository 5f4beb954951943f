//! Why a level is backed, or how far and why no further: the sentence beside every answer.

use crate::{
    app::pages::evidence::freshness::{Freshness, freshness},
    assessment::{Assessment, Evidence},
    report::{RequirementReport, State},
    rules::MaxAge,
    units::{Date, EvidenceKind, Level},
};

/// What evidence makes of an answer, by the default ages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason<'a> {
    /// There is no answer; the best level that what is linked would back.
    Unanswered(Option<Level>),
    /// It does not apply.
    Excluded,
    /// Nothing is claimed, so nothing is to be backed.
    Absent,
    /// The whole claim is backed.
    Backed {
        /// By this item.
        by: &'a Evidence,
        /// Until this day.
        until: Option<Date>,
    },
    /// Less is backed than is claimed.
    Short {
        /// So much is.
        proven: Level,
        /// By this item; none if nothing is.
        by: Option<&'a Evidence>,
        /// Why no more.
        why: Why<'a>,
    },
}

/// Why no more is backed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Why<'a> {
    /// Nothing is linked.
    NothingLinked,
    /// What would back more does not count today.
    NotFresh(&'a Evidence, Freshness),
    /// Nothing of the kind that the claim needs is linked.
    Kind(EvidenceKind),
}

impl Reason<'_> {
    /// The kind of the item that would help most now.
    #[must_use]
    pub fn wanted(&self, claimed: Option<Level>) -> Option<EvidenceKind> {
        match self {
            Self::Short { .. } => claimed.and_then(Level::proven_by),
            _ => None,
        }
    }
}

/// The items that support a requirement, the most telling first.
#[must_use]
pub fn linked<'a>(assessment: &'a Assessment, id: &str) -> Vec<&'a Evidence> {
    let mut items: Vec<&Evidence> =
        assessment.evidence.iter().filter(|item| item.requirements.iter().any(|linked| &**linked == id)).collect();
    items.sort_by(|a, b| (b.kind, b.dated).cmp(&(a.kind, a.dated)).then_with(|| a.id.cmp(&b.id)));
    items
}

/// The reason behind a requirement's standing on that day.
#[must_use]
pub fn reason<'a>(items: &[&'a Evidence], report: &RequirementReport, ages: &MaxAge, today: Date) -> Reason<'a> {
    let by = || items.iter().copied().find(|item| report.because.as_ref() == Some(&item.id));
    let fresh = |item: &&&Evidence| freshness(item, today, ages).counts();
    match (report.state, report.claimed, report.proven) {
        (State::Excluded, ..) => Reason::Excluded,
        (State::Answered, Some(Level::Absent), _) => Reason::Absent,
        (State::Answered, Some(claimed), Some(proven)) => match by() {
            Some(by) if proven >= claimed => {
                let until = match freshness(by, today, ages) {
                    Freshness::Fresh(until) => until,
                    _ => None,
                };
                Reason::Backed { by, until }
            }
            by => Reason::Short { proven, by, why: shortfall(items, claimed, proven, ages, today) },
        },
        _ => Reason::Unanswered(items.iter().filter(fresh).map(|item| item.kind.proves()).max()),
    }
}

/// Why a claim is not backed in full: what would back more and has aged, else the kind that is missing.
fn shortfall<'a>(items: &[&'a Evidence], claimed: Level, proven: Level, ages: &MaxAge, today: Date) -> Why<'a> {
    if items.is_empty() {
        return Why::NothingLinked;
    }
    let useful = |item: &Evidence| item.kind.proves().min(claimed);
    let stale = items.iter().copied().filter(|item| useful(item) > proven);
    // Of those of the same use the newest is the one to talk about.
    match stale.max_by_key(|item| (useful(item), item.dated)) {
        Some(item) => Why::NotFresh(item, freshness(item, today, ages)),
        None => claimed.proven_by().map_or(Why::NothingLinked, Why::Kind),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const AGES: MaxAge = MaxAge { document: 730, record: 365, review: 400, assurance: 1095 };

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn item(id: &str, kind: EvidenceKind, dated: &str) -> Evidence {
        Evidence {
            id: id.into(),
            title: id.to_owned(),
            kind,
            dated: day(dated),
            valid_until: None,
            requirements: vec!["5.2".into()],
            location: None,
            sha256: None,
            supersedes: None,
            provisional: false,
        }
    }

    fn report(claimed: Level, proven: Level, because: Option<&str>) -> RequirementReport {
        RequirementReport {
            id: "5.2".into(),
            state: State::Answered,
            claimed: Some(claimed),
            proven: Some(proven),
            because: because.map(Into::into),
        }
    }

    #[test]
    fn an_aged_record_is_named_as_the_reason() {
        let today = day("2026-11-24");
        let policy = item("policy", EvidenceKind::Document, "2026-06-16");
        let (old, older) =
            (item("old", EvidenceKind::Record, "2025-08-01"), item("older", EvidenceKind::Record, "2025-02-01"));
        let got =
            reason(&[&old, &older, &policy], &report(Level::Operating, Level::Defined, Some("policy")), &AGES, today);
        let why = Why::NotFresh(&old, Freshness::TooOld { age: 480, accepted: 365 });
        assert_eq!(got, Reason::Short { proven: Level::Defined, by: Some(&policy), why });
    }

    #[test]
    fn a_missing_kind_is_named_as_the_reason() {
        let today = day("2026-11-24");
        let policy = item("policy", EvidenceKind::Document, "2026-06-16");
        let got = reason(&[&policy], &report(Level::Reviewed, Level::Defined, Some("policy")), &AGES, today);
        let why = Why::Kind(EvidenceKind::Review);
        assert_eq!(got, Reason::Short { proven: Level::Defined, by: Some(&policy), why });
        assert_eq!(got.wanted(Some(Level::Reviewed)), Some(EvidenceKind::Review));
    }

    #[test]
    fn nothing_linked_and_nothing_claimed_are_told_apart() {
        let today = day("2026-11-24");
        let none = reason(&[], &report(Level::Stated, Level::Absent, None), &AGES, today);
        assert_eq!(none, Reason::Short { proven: Level::Absent, by: None, why: Why::NothingLinked });
        assert_eq!(reason(&[], &report(Level::Absent, Level::Absent, None), &AGES, today), Reason::Absent);
    }

    #[test]
    fn a_backed_claim_names_its_item_and_its_last_day() {
        let today = day("2026-11-24");
        let policy = item("policy", EvidenceKind::Document, "2026-06-16");
        let got = reason(&[&policy], &report(Level::Defined, Level::Defined, Some("policy")), &AGES, today);
        assert_eq!(got, Reason::Backed { by: &policy, until: Some(day("2028-06-15")) });
    }
}
