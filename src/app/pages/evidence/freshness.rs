//! Until when an item counts, and for whom it no longer does: the rule of method section 2, turned
//! into days and words.

use crate::{
    app::text,
    assessment::{Assessment, Evidence},
    rules::{MaxAge, RulePack, Trigger},
    units::{Date, EvidenceKind},
};

/// How an item stands on a day, by given ages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// It bears a later date and counts from then on.
    Ahead,
    /// It counts; the last day on which it does, where there is one.
    Fresh(Option<Date>),
    /// It is older than its kind may be.
    TooOld {
        /// Its age in days.
        age: i64,
        /// The days that are accepted.
        accepted: u32,
    },
    /// It said itself how long it holds.
    Lapsed(Date),
}

impl Freshness {
    /// Whether it counts.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Fresh(_))
    }
}

/// The last day on which an item counts; `None` if that lies beyond the year 9999.
#[must_use]
pub fn last_day(item: &Evidence, ages: &MaxAge) -> Option<Date> {
    let by_age = item.dated.plus_days(ages.of(item.kind).into());
    match (by_age, item.valid_until) {
        (Some(age), Some(until)) => Some(age.min(until)),
        (age, until) => age.or(until),
    }
}

/// How an item stands on that day. What it says itself comes before its age.
#[must_use]
pub fn freshness(item: &Evidence, day: Date, ages: &MaxAge) -> Freshness {
    let (age, accepted) = (day.days_since(item.dated), ages.of(item.kind));
    if let Some(until) = item.valid_until.filter(|until| *until < day) {
        Freshness::Lapsed(until)
    } else if age < 0 {
        Freshness::Ahead
    } else if age > i64::from(accepted) {
        Freshness::TooOld { age, accepted }
    } else {
        Freshness::Fresh(last_day(item, ages))
    }
}

/// The first day on which an item that once counted no longer did.
#[must_use]
pub fn ended(item: &Evidence, how: Freshness, ages: &MaxAge) -> Option<Date> {
    let over = matches!(how, Freshness::TooOld { .. } | Freshness::Lapsed(_));
    last_day(item, ages).filter(|last| over && *last >= item.dated)?.plus_days(1)
}

/// How an item stands, in words for a cell.
#[must_use]
pub fn words(freshness: Freshness) -> String {
    match freshness {
        Freshness::Ahead => "dated ahead".to_owned(),
        Freshness::Fresh(Some(until)) => format!("counts until {}", text::short_date(until)),
        Freshness::Fresh(None) => "counts".to_owned(),
        Freshness::TooOld { accepted, .. } => format!("too old, {accepted} days accepted"),
        Freshness::Lapsed(on) => format!("lapsed on {}", text::short_date(on)),
    }
}

/// An age in words that suit its length.
#[must_use]
pub fn age(dated: Date, today: Date) -> String {
    match today.days_since(dated) {
        0 => "today".to_owned(),
        days if days < 0 => text::distance(today, dated),
        days @ 1..=59 => text::count(usize::try_from(days).unwrap_or_default(), "day old", "days old"),
        days @ 60..=729 => format!("{} months old", days * 100 / 3044),
        days => format!("{} years old", days * 100 / 36525),
    }
}

/// A trigger that does not accept an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal<'a> {
    /// Who does not.
    pub trigger: &'a Trigger,
    /// On its own day only, and not yet today.
    pub on: Option<Date>,
}

/// The triggers that ask for what an item supports and do not accept it, today or on their own day.
/// Those set aside are left out.
#[must_use]
pub fn refusals<'a>(pack: &'a RulePack, assessment: &Assessment, item: &Evidence, today: Date) -> Vec<Refusal<'a>> {
    let mut found = Vec::new();
    for trigger in pack.triggers() {
        let entry = assessment.triggers.get(&trigger.id);
        let asks = item.requirements.iter().filter_map(|id| pack.find(id)).any(|req| trigger.weights[req] > 0);
        if !asks || entry.is_some_and(|entry| entry.set_aside.is_some()) {
            continue;
        }
        let day = entry.and_then(|entry| entry.date).filter(|date| *date > today);
        if !freshness(item, today, &trigger.max_age).counts() {
            found.push(Refusal { trigger, on: None });
        } else if day.is_some_and(|day| !freshness(item, day, &trigger.max_age).counts()) {
            found.push(Refusal { trigger, on: day });
        }
    }
    found
}

/// A kind with its plural, for a sentence about the newest of them.
#[must_use]
pub const fn newest(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Document => "newest document",
        EvidenceKind::Record => "newest record",
        EvidenceKind::Review => "newest review",
        EvidenceKind::Assurance => "newest outside assurance",
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

    fn record(dated: &str, until: Option<&str>) -> Evidence {
        Evidence {
            id: "e1".into(),
            title: "Minutes".to_owned(),
            kind: EvidenceKind::Record,
            dated: day(dated),
            valid_until: until.map(day),
            requirements: vec!["5.1".into()],
            location: None,
            sha256: None,
            supersedes: None,
            provisional: false,
        }
    }

    #[test]
    fn an_item_counts_from_its_date_to_the_last_accepted_day() {
        let item = record("2026-01-01", None);
        assert_eq!(last_day(&item, &AGES), Some(day("2027-01-01")));
        assert_eq!(freshness(&item, day("2025-12-31"), &AGES), Freshness::Ahead);
        assert!(freshness(&item, day("2026-01-01"), &AGES).counts());
        assert!(freshness(&item, day("2027-01-01"), &AGES).counts());
        assert_eq!(freshness(&item, day("2027-01-02"), &AGES), Freshness::TooOld { age: 366, accepted: 365 });
    }

    #[test]
    fn what_it_says_itself_ends_it_sooner_never_later() {
        let item = record("2026-01-01", Some("2026-06-30"));
        assert_eq!(last_day(&item, &AGES), Some(day("2026-06-30")));
        assert!(freshness(&item, day("2026-06-30"), &AGES).counts());
        assert_eq!(freshness(&item, day("2026-07-01"), &AGES), Freshness::Lapsed(day("2026-06-30")));
        let long = record("2026-01-01", Some("2030-01-01"));
        assert_eq!(last_day(&long, &AGES), Some(day("2027-01-01")));
    }

    #[test]
    fn an_item_ends_on_the_day_after_its_last() {
        let ended = |item: &Evidence, on: &str| ended(item, freshness(item, day(on), &AGES), &AGES);
        let item = record("2026-01-01", None);
        assert_eq!(ended(&item, "2027-01-01"), None);
        assert_eq!(ended(&item, "2027-03-01"), Some(day("2027-01-02")));
        assert_eq!(ended(&record("2026-01-01", Some("2026-06-30")), "2026-08-01"), Some(day("2026-07-01")));
        assert_eq!(ended(&record("2026-01-01", Some("2025-06-30")), "2026-08-01"), None, "it never counted");
    }

    #[test]
    fn an_age_reads_well() {
        let today = day("2026-11-24");
        for (dated, words) in [
            ("2026-11-24", "today"),
            ("2026-11-23", "1 day old"),
            ("2026-10-01", "54 days old"),
            ("2026-05-24", "6 months old"),
            ("2023-11-23", "3 years old"),
            ("2026-11-25", "tomorrow"),
        ] {
            assert_eq!(age(day(dated), today), words, "{dated}");
        }
    }
}
