//! The twin: a second, naive implementation of the scoring method, written from
//! the method (`rules/method.md`) alone and sharing no code with the engine. Its only purpose is to be
//! compared with the engine. Slow and literal on purpose: one function a paragraph, whole
//! numbers only (i128), straight on the JSON.
//!
//! Lines that begin with `Reading:` say how a sentence was read that could be read otherwise.
#![allow(dead_code)] // each test binary uses only a part of it
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // it is a test: a fault should stop it

pub mod coverage;
pub mod dates;
pub mod dice;
pub mod findings;
pub mod pressure;
pub mod proof;
pub mod random;
mod random_pack;
mod random_rest;
pub mod risks;
pub mod route;
pub mod steps;
pub mod triggers;
pub mod wild;

use dates::day_number;
use serde_json::{Value, json};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

/// Names the mutants once, as an enum and as the list of all of them.
macro_rules! mutations {
    ($($(#[$note:meta])* $name:ident,)*) => {
        /// A small, realistic mistake that can be switched on, to show that the comparison sees it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Mutation { $($(#[$note])* $name,)* }
        impl Mutation {
            pub const ALL: &[Mutation] = &[$(Mutation::$name,)*];
        }
    };
}

mutations! {
    /// Section 2: `valid_until` is not looked at.
    FreshIgnoresValidUntil,
    /// Section 2: the last valid day no longer counts.
    ValidUntilExclusive,
    /// Section 2: an item dated after the day counts.
    FutureEvidenceCounts,
    /// Section 3: an item dated between `as_of` and a trigger's date counts on that date.
    PlannedEvidenceCountsOnDate,
    /// Section 2: an item exactly as old as allowed is stale.
    MaxAgeOffByOne,
    /// Section 2: triggers use the default ages.
    DefaultAgesForTriggers,
    /// Section 2: evidence lifts the proven level above the claimed one.
    ProvenAboveClaimed,
    /// Section 2: an item no longer counts once another supersedes it.
    SupersededIgnored,
    /// Section 3: `score_bp` rounds up.
    CreditRoundedUp,
    /// Section 3: excluded requirements stay in the total.
    ExcludedStaysInTotal,
    /// Section 3: unanswered requirements count as answered, at level 0.
    UnansweredCountsAsAnswered,
    /// Section 3: an unmet gate does not cap the headline.
    CapIgnored,
    /// Section 3: a gate is met one level too early.
    GateAtOneLevelLower,
    /// Section 3: a gate on an excluded control holds.
    GateOnExcludedIsMet,
    /// Section 3: gates are on whatever was observed.
    GateSignIgnored,
    /// Section 3: a certificate gate looks at the status alone.
    CertificateDatesIgnored,
    /// Section 3: of equal losses the last one is named.
    LimitingTieGoesToLast,
    /// Section 3: `ready` needs more than the threshold.
    ReadyIsExclusive,
    /// Section 3: the score on the trigger's date is that of today.
    OnDateIsToday,
    /// Section 4: percentages are added.
    PressureSummedInsteadOfNoisyOr,
    /// Section 4: a trigger that was set aside still presses.
    SetAsideIgnored,
    /// Section 4: the 365th day no longer counts as within the year.
    YearOffByOne,
    /// Section 4: a date that has passed is taken for certain.
    PastDateIsCertain,
    /// Section 4: closed incidents count as open ones.
    ClosedIncidentCounts,
    /// Section 4: the plain mean of the headlines.
    IndexUnweighted,
    /// Section 4: exposure from the claimed headline.
    ExposureFromClaimed,
    /// Section 5: coverage by what is claimed.
    CoverageOfClaimed,
    /// Section 5: a blank justification passes.
    BlankJustificationPasses,
    /// Section 5: unanswered requirements are no shortfall in stage 2.
    Stage2UnansweredIsFine,
    /// Section 6: the shared audit costs nothing.
    StepWithoutSharedEffort,
    /// Section 6: the user's own efforts are ignored.
    StepIgnoresUserEffort,
    /// Section 6: the gain is rounded once, after the sum.
    GainRoundedOnce,
    /// Section 6: steps look at today only.
    StepsAtToday,
    /// Section 7: controls may remove everything.
    ResidualFloorMissing,
    /// Section 7: what remains is rounded down.
    RemRoundedDown,
    /// Section 7: an axis in hundredths is rounded down.
    AxisRoundedDown,
    /// Section 7: every link is strong.
    StrengthIgnored,
    /// Section 7: `both` acts on likelihood only.
    LinksOnBothActOnLikelihoodOnly,
    /// Section 7: only the consequence for the organisation counts.
    ConsequenceOfOrganisationOnly,
    /// Section 7: the band shown beside the residual is that of the inherent value.
    BandOfInherentForResidual,
    /// Section 7: in the chosen band is already above appetite.
    AppetiteInclusive,
    /// Section 7: computed numbers follow the override.
    OverrideFollowed,
    /// Section 8: excluded requirements count in a provision.
    ProvisionCountsExcluded,
    /// Section 8: one requirement proven at 3 is enough for `supported`.
    SupportedByOne,
    /// Section 8: the first three postures are tried in the wrong order.
    PostureOrderSwapped,
    /// Section 8: findings look at closed risks too.
    FindingsOnClosedRisks,
}

/// One call: the pack, the assessment, the day, and the evidence with its dates counted out.
pub struct Case<'a> {
    pub pack: &'a Value,
    pub assessment: &'a Value,
    pub as_of: i128,
    pub items: Vec<proof::Item<'a>>,
    /// For each requirement the places in `items` of the evidence linked to it.
    pub linked: BTreeMap<&'a str, Vec<usize>>,
    pub mutation: Option<Mutation>,
    /// Whether the terms of each score are told.
    pub explain: bool,
    /// Scores already made, by trigger, mode and day: the index, the exposure and the report ask for the same.
    pub scores: RefCell<BTreeMap<(String, bool, i128), Rc<triggers::Score>>>,
}

impl Case<'_> {
    pub fn mutated(&self, mutation: Mutation) -> bool {
        self.mutation == Some(mutation)
    }
}

/// A call, with its evidence laid out.
pub fn case<'a>(pack: &'a Value, assessment: &'a Value, as_of: &str, mutation: Option<Mutation>) -> Case<'a> {
    let items = proof::items(assessment);
    let linked = proof::linked(&items);
    Case {
        pack,
        assessment,
        as_of: day_number(as_of),
        items,
        linked,
        mutation,
        explain: false,
        scores: RefCell::default(),
    }
}

/// Section 13: the `report` object.
/// Left out, by agreement: `pack.sha256`, and of a finding everything but kind and path.
pub fn assess(pack: &Value, assessment: &Value, as_of: &str, explain: bool, mutation: Option<Mutation>) -> Value {
    let case = Case { explain, ..case(pack, assessment, as_of, mutation) };
    json!({
        "as_of": as_of,
        "pack": {"id": pack["id"], "version": pack["version"]},
        "requirements": coverage::requirements(&case),
        "triggers": triggers::triggers(&case),
        "index_bp": pressure::index(&case),
        "coverage": coverage::coverage(&case),
        "stage1": coverage::stage1(&case),
        "stage2": coverage::stage2(&case),
        "steps": steps::steps(&case),
        "risks": risks::risks(&case),
        "regimes": coverage::regimes(&case),
        "posture": coverage::posture(&case),
        "findings": findings::findings(&case),
    })
}

// ---- small helpers to read and write JSON; an explicit null is read as absent ----

/// The text of a field, if it is there.
pub fn text<'v>(value: &'v Value, field: &str) -> Option<&'v str> {
    value.get(field).and_then(Value::as_str)
}

/// The text of a field that must be there.
pub fn must_text<'v>(value: &'v Value, field: &str) -> &'v str {
    text(value, field).unwrap_or_else(|| panic!("no text {field} in {value}"))
}

/// The whole number of a field, if it is there.
pub fn whole(value: &Value, field: &str) -> Option<i128> {
    value.get(field).and_then(Value::as_i64).map(i128::from)
}

/// The whole number of a field that must be there.
pub fn must_whole(value: &Value, field: &str) -> i128 {
    whole(value, field).unwrap_or_else(|| panic!("no whole number {field} in {value}"))
}

/// A list, empty if absent.
pub fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value.get(field).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A list of texts, empty if absent.
pub fn texts<'v>(value: &'v Value, field: &str) -> Vec<&'v str> {
    list(value, field).iter().filter_map(Value::as_str).collect()
}

/// The n-th whole number of a list.
pub fn nth(value: &Value, field: &str, n: i128) -> i128 {
    let n = usize::try_from(n).expect("an index");
    list(value, field)[n].as_i64().map(i128::from).expect("a whole number")
}

/// The day of a date field, if it is there.
pub fn day(value: &Value, field: &str) -> Option<i128> {
    text(value, field).map(day_number)
}

/// Whether a flag is set; absent is not set.
pub fn flag(value: &Value, field: &str) -> bool {
    value.get(field).and_then(Value::as_bool).unwrap_or(false)
}

/// A list of the assessment, by id as strings.
pub fn by_id<'v>(value: &'v Value, field: &str) -> Vec<&'v Value> {
    let mut all: Vec<&Value> = list(value, field).iter().collect();
    all.sort_by_key(|entry| must_text(entry, "id"));
    all
}

/// A whole number as JSON.
pub fn number(n: i128) -> Value {
    Value::from(i64::try_from(n).expect("fits a JSON integer"))
}

/// A whole number or null as JSON.
pub fn number_or_null(n: Option<i128>) -> Value {
    n.map_or(Value::Null, number)
}

/// Division of non-negative numbers, rounded up.
pub fn divided_up(a: i128, b: i128) -> i128 {
    if a % b == 0 { a / b } else { a / b + 1 }
}
