//! Sections 1 and 2: the ladder, and proof.

use super::{Case, Mutation, day, list, must_text, must_whole, text, texts, whole};
use serde_json::Value;
use std::collections::BTreeMap;

/// What an answer is: nothing, excluded, or a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Unanswered,
    Excluded,
    Answered(i128),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Claimed,
    Proven,
}

/// An evidence item with its dates counted out.
pub struct Item<'a> {
    pub id: &'a str,
    pub kind: &'a str,
    pub dated: i128,
    pub valid_until: Option<i128>,
    pub requirements: Vec<&'a str>,
    pub superseded: bool,
}

/// All evidence, by id as strings.
pub fn items(assessment: &Value) -> Vec<Item<'_>> {
    let evidence = list(assessment, "evidence");
    let mut all: Vec<Item> = evidence
        .iter()
        .map(|entry| Item {
            id: must_text(entry, "id"),
            kind: must_text(entry, "kind"),
            dated: day(entry, "dated").expect("a date"),
            valid_until: day(entry, "valid_until"),
            requirements: texts(entry, "requirements"),
            superseded: evidence.iter().any(|other| text(other, "supersedes") == text(entry, "id")),
        })
        .collect();
    all.sort_by_key(|item| item.id);
    all
}

/// Which items are linked to which requirement (an item may name one twice: that is one link).
pub fn linked<'a>(items: &[Item<'a>]) -> BTreeMap<&'a str, Vec<usize>> {
    let mut linked: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, item) in items.iter().enumerate() {
        for requirement in &item.requirements {
            linked.entry(requirement).or_default().push(place);
        }
    }
    linked
}

/// The items linked to a requirement that are fresh at d, by id.
fn fresh_items<'c>(case: &'c Case, requirement: &str, max_age: &Value, d: i128) -> Vec<&'c Item<'c>> {
    let places = case.linked.get(requirement).map_or(&[][..], Vec::as_slice);
    places.iter().map(|place| &case.items[*place]).filter(|item| is_fresh(case, item, max_age, d)).collect()
}

/// Section 1: an entry with a note or owner alone is unanswered.
pub fn state(case: &Case, requirement: &str) -> State {
    let Some(answer) = case.assessment["answers"].get(requirement) else {
        return State::Unanswered;
    };
    if let Some(level) = whole(answer, "level") {
        return State::Answered(level);
    }
    // Reading: `not_applicable` with a blank justification is excluded all the same (and unjustified).
    if text(answer, "not_applicable").is_some() {
        return State::Excluded;
    }
    State::Unanswered
}

pub fn is_excluded(case: &Case, requirement: &str) -> bool {
    state(case, requirement) == State::Excluded
}

/// Section 5: a justification needs a character other than Unicode white space.
pub fn is_justified(case: &Case, requirement: &str) -> bool {
    if case.mutated(Mutation::BlankJustificationPasses) {
        return true;
    }
    let answer = &case.assessment["answers"][requirement];
    text(answer, "not_applicable").unwrap_or("").chars().any(|c| !c.is_whitespace())
}

/// Section 1: the level an evidence kind proves.
pub fn level_of_kind(kind: &str) -> i128 {
    match kind {
        "document" => 2,
        "record" => 3,
        "review" => 4,
        "assurance" => 5,
        other => panic!("unknown evidence kind {other}"),
    }
}

/// Section 2: dated no later than d, not older than its kind may be, and still valid at d.
pub fn is_fresh(case: &Case, item: &Item, max_age: &Value, d: i128) -> bool {
    // Section 3: on a later day nothing is renewed, so an item dated after `as_of` does not count there.
    let there = item.dated <= case.as_of || case.mutated(Mutation::PlannedEvidenceCountsOnDate);
    let dated = (there && item.dated <= d) || case.mutated(Mutation::FutureEvidenceCounts);
    let limit = must_whole(max_age, item.kind);
    let young = if case.mutated(Mutation::MaxAgeOffByOne) { d - item.dated < limit } else { d - item.dated <= limit };
    let valid = match item.valid_until {
        None => true,
        Some(_) if case.mutated(Mutation::FreshIgnoresValidUntil) => true,
        Some(until) if case.mutated(Mutation::ValidUntilExclusive) => d < until,
        Some(until) => d <= until,
    };
    let current = !(case.mutated(Mutation::SupersededIgnored) && item.superseded);
    dated && young && valid && current
}

/// Section 2: the lower of the claimed level and the highest level a fresh linked item proves;
/// 0 if there is no such item. None if unanswered or excluded.
pub fn proven(case: &Case, requirement: &str, max_age: &Value, d: i128) -> Option<i128> {
    let State::Answered(claimed) = state(case, requirement) else {
        return None;
    };
    let mut highest = 0;
    for item in fresh_items(case, requirement, max_age, d) {
        highest = highest.max(level_of_kind(item.kind));
    }
    if case.mutated(Mutation::ProvenAboveClaimed) {
        return Some(highest);
    }
    Some(claimed.min(highest))
}

/// The level in a mode; None if unanswered or excluded.
pub fn level(case: &Case, requirement: &str, mode: Mode, max_age: &Value, d: i128) -> Option<i128> {
    match (mode, state(case, requirement)) {
        (Mode::Claimed, State::Answered(claimed)) => Some(claimed),
        (Mode::Claimed, _) => None,
        (Mode::Proven, _) => proven(case, requirement, max_age, d),
    }
}

/// The level in a mode under the pack's default ages at `as_of`.
pub fn default_level(case: &Case, requirement: &str, mode: Mode) -> Option<i128> {
    let max_age = &case.pack["default"]["max_age"];
    level(case, requirement, mode, max_age, case.as_of)
}

/// The fresh item, under the default ages, that gives the proven level: the best kind, then the
/// latest, then the smallest id.
// Reading: `because` at claimed level 0 still names the best fresh item, though level 0 needs none; it is null only without a fresh linked item or without a level.
pub fn because<'c>(case: &'c Case, requirement: &str) -> Option<&'c str> {
    if !matches!(state(case, requirement), State::Answered(_)) {
        return None;
    }
    let max_age = &case.pack["default"]["max_age"];
    let mut best: Option<&Item> = None;
    for item in fresh_items(case, requirement, max_age, case.as_of) {
        // Items come by rising id, so an equal one never displaces the one before.
        let better = match best {
            None => true,
            Some(b) => (level_of_kind(item.kind), item.dated) > (level_of_kind(b.kind), b.dated),
        };
        if better {
            best = Some(item);
        }
    }
    best.map(|item| item.id)
}

/// Section 3: status `certified`, both dates given, and d between them.
pub fn certificate_in_force(case: &Case, d: i128) -> bool {
    let certificate = &case.assessment["certificate"];
    if text(certificate, "status") != Some("certified") {
        return false;
    }
    if case.mutated(Mutation::CertificateDatesIgnored) {
        return true;
    }
    match (day(certificate, "valid_from"), day(certificate, "valid_until")) {
        (Some(from), Some(until)) => from <= d && d <= until,
        _ => false,
    }
}
