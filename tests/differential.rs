//! The engine against its naive twin, which shares no code with it, over random packs and assessments.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod twin;

use std::{
    borrow::Cow,
    collections::BTreeMap,
    sync::atomic::{AtomicU64, Ordering},
};

use foreproof::{
    api::{Api, Call},
    builtin, engine,
    exchange::read_assessment,
    rules::RulePack,
    units::Date,
};
use serde_json::{Value, json};
use twin::{Mutation, random, wild};

/// How many cases the ordinary run compares; `FOREPROOF_CASES` asks for more.
const CASES: u64 = 10_080;
/// A pack is met by so many assessments: reading it takes longer than assessing.
const A_PACK: u64 = 12;
/// How many cases a mutant may take to be seen.
const MUTANT_CASES: u64 = 600;

struct Case<'a> {
    pack: Cow<'a, Value>,
    rules: Cow<'a, RulePack>,
    assessment: Value,
    as_of: &'static str,
    /// The terms are most of a report's bytes: every fourth case has them.
    explain: bool,
}

/// The documents that packs are made of.
struct Documents {
    whole: Value,
    trimmed: Value,
}

impl Documents {
    fn new() -> Self {
        let whole = serde_json::from_str(builtin::DOCUMENT).unwrap();
        let trimmed = wild::trimmed(&whole);
        Self { whole, trimmed }
    }

    /// The pack of that number: the built-in one, one with other numbers, or a wild one.
    fn pack(&self, number: u64) -> Value {
        match number % 12 {
            0 => self.whole.clone(),
            1..=3 => random::random_pack(&self.trimmed, number),
            _ => wild::wild_pack(&self.trimmed, number),
        }
    }
}

fn read(pack: &Value) -> RulePack {
    RulePack::read(pack, "").unwrap_or_else(|faults| panic!("{faults:#?}"))
}

impl<'a> Case<'a> {
    fn new(pack: &'a Value, rules: &'a RulePack, seed: u64) -> Self {
        let (assessment, as_of) = if seed.is_multiple_of(3) {
            (random::random_assessment(pack, "2026-11-23", seed), "2026-11-23")
        } else {
            let as_of = wild::wild_day(seed);
            (wild::wild_assessment(pack, as_of, seed), as_of)
        };
        let (pack, rules) = (Cow::Borrowed(pack), Cow::Borrowed(rules));
        let mut case = Self { pack, rules, assessment, as_of, explain: seed % 4 == 1 };
        if seed % 12 == 7 {
            case.make_ready_to_the_point();
        }
        case
    }

    /// Sets each threshold to the very score that is reached, which chance hardly ever does.
    fn make_ready_to_the_point(&mut self) {
        let report = self.twin(None);
        for (trigger, scored) in self.pack.to_mut()["triggers"]
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .zip(report["triggers"].as_array().unwrap())
        {
            let Some(score) = scored["proven"]["score_bp"].as_u64().filter(|score| *score > 0) else { continue };
            trigger["ready_bp"] = score.into();
            for below in ["close_bp", "cap_bp"] {
                trigger[below] = trigger[below].as_u64().unwrap().min(score - 1).into();
            }
        }
        self.rules = Cow::Owned(read(&self.pack));
    }

    /// The engine's report in the twin's shape: without texts, severities and the pack's hash.
    fn engine(&self) -> Value {
        let assessment =
            read_assessment(&self.rules, &self.assessment, "").unwrap_or_else(|faults| panic!("{faults:#?}"));
        let report = engine::assess(&self.rules, &assessment, Date::parse(self.as_of).unwrap(), self.explain);
        twins_shape(serde_json::to_value(report).unwrap())
    }

    fn twin(&self, mutation: Option<Mutation>) -> Value {
        twin::assess(&self.pack, &self.assessment, self.as_of, self.explain, mutation)
    }
}

fn twins_shape(mut report: Value) -> Value {
    report["pack"].as_object_mut().unwrap().remove("sha256");
    for finding in report["findings"].as_array_mut().unwrap() {
        for text in ["message", "fix", "severity"] {
            finding.as_object_mut().unwrap().remove(text);
        }
    }
    report
}

/// The first place where two documents differ.
fn difference(path: &str, left: &Value, right: &Value) -> Option<String> {
    if left == right {
        return None;
    }
    match (left, right) {
        (Value::Object(a), Value::Object(b)) => a
            .keys()
            .chain(b.keys())
            .find_map(|key| {
                difference(&format!("{path}/{key}"), left.get(key)?, right.get(key)?)
                    .or_else(|| (a.contains_key(key) != b.contains_key(key)).then(|| format!("{path}/{key}")))
            })
            .or_else(|| Some(format!("{path}: {left} against {right}"))),
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).enumerate().find_map(|(at, (a, b))| difference(&format!("{path}/{at}"), a, b))
        }
        _ => Some(format!("{path}: {left} against {right}")),
    }
}

/// Runs over the cases on all cores, each pack read once.
fn on_all_cores(cases: u64, compare: impl Fn(&Case<'_>, u64) + Sync) {
    let documents = Documents::new();
    let next = AtomicU64::new(0);
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number * A_PACK >= cases {
                        return;
                    }
                    let pack = documents.pack(number);
                    let rules = read(&pack);
                    for seed in (number * A_PACK..cases).take(usize::try_from(A_PACK).unwrap()) {
                        compare(&Case::new(&pack, &rules, seed), seed);
                    }
                }
            });
        }
    });
}

#[test]
fn the_engine_agrees_with_its_twin() {
    let cases = std::env::var("FOREPROOF_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    on_all_cores(cases, |case, seed| {
        if let Some(difference) = difference("", &case.engine(), &case.twin(None)) {
            panic!("case {seed}, engine against twin: {difference}");
        }
    });
}

/// The same through the call itself, as text, with the pack that the call carries.
#[test]
fn the_call_agrees_with_the_twin() {
    let api = Api::new().unwrap();
    on_all_cores(120, |case, seed| {
        let input =
            json!({"assessment": case.assessment, "as_of": case.as_of, "explain": case.explain, "pack": case.pack});
        let mut answer: Value = serde_json::from_str(&api.answer(Call::Assess, &input.to_string()).to_json()).unwrap();
        assert_eq!(answer["type"], "success", "case {seed}: {answer}");
        if let Some(difference) = difference("", &twins_shape(answer["report"].take()), &case.twin(None)) {
            panic!("case {seed}, call against twin: {difference}");
        }
    });
}

#[test]
fn the_comparison_sees_every_mutant() {
    assert!(Mutation::ALL.len() >= 10);
    let unseen = std::sync::Mutex::new(Mutation::ALL.to_vec());
    on_all_cores(MUTANT_CASES, |case, _| {
        let left = unseen.lock().unwrap().clone();
        if left.is_empty() {
            return;
        }
        let engine = case.engine();
        let seen: Vec<Mutation> = left.into_iter().filter(|&mutation| case.twin(Some(mutation)) != engine).collect();
        unseen.lock().unwrap().retain(|mutation| !seen.contains(mutation));
    });
    let unseen = unseen.into_inner().unwrap();
    assert!(unseen.is_empty(), "these mutants agree with the engine in {MUTANT_CASES} cases: {unseen:?}");
}

/// What the comparison is worth hangs on what its cases hold: each of these must come up.
#[test]
fn the_cases_hold_what_chance_alone_would_leave_out() {
    let met = std::sync::Mutex::new(BTreeMap::<&str, u64>::new());
    on_all_cores(720, |case, _| {
        let report = case.twin(None);
        let said = |trigger: &Value| case.assessment["triggers"][trigger["id"].as_str().unwrap()].clone();
        let triggers = report["triggers"].as_array().unwrap();
        let exact = |trigger: &Value| {
            let ready = case.pack["triggers"].as_array().unwrap().iter().find(|one| one["id"] == trigger["id"]);
            ready.is_some_and(|one| one["ready_bp"] == trigger["proven"]["score_bp"])
        };
        let certificate = &case.assessment["certificate"];
        let found = [
            ("no trigger at all", triggers.is_empty()),
            ("a trigger without score", triggers.iter().any(|one| one["proven"]["score_bp"].is_null())),
            ("an index of nothing", report["index_bp"]["proven"].is_null()),
            ("nothing answered", case.assessment["answers"] == json!({})),
            (
                "set aside and dated",
                triggers.iter().any(|one| {
                    let said = said(one);
                    said.get("set_aside").is_some() && said.get("date").is_some()
                }),
            ),
            (
                "a stake near 2^53",
                triggers
                    .iter()
                    .any(|one| said(one)["stake"]["amount"].as_u64().is_some_and(|amount| amount > (1 << 53) - 20)),
            ),
            (
                "something at risk beyond 2^50",
                triggers.iter().any(|one| one["at_risk"]["amount"].as_u64().is_some_and(|amount| amount > 1 << 50)),
            ),
            ("ready to the point", triggers.iter().any(exact)),
            (
                "a gate on an excluded control",
                triggers.iter().any(|one| {
                    one["proven"]["unmet"].as_array().unwrap().iter().any(|gate| {
                        let id = gate["requirement"].as_str().unwrap_or_default();
                        case.assessment["answers"][id].get("not_applicable").is_some()
                    })
                }),
            ),
            (
                "a certificate whose first or last day is today",
                ["valid_from", "valid_until"]
                    .iter()
                    .any(|end| certificate["status"] == "certified" && certificate[*end] == case.as_of),
            ),
            ("a certificate that ends before it begins", {
                let end = |name: &str| certificate[name].as_str().map(str::to_owned);
                end("valid_from").zip(end("valid_until")).is_some_and(|(from, until)| until < from)
            }),
            (
                "a verdict that falls by the trigger's day",
                triggers.iter().any(|one| {
                    one["on_date"]["proven"]["verdict"] != one["proven"]["verdict"] && !one["on_date"].is_null()
                }),
            ),
            (
                "a provision over nothing that applies",
                report["regimes"].as_array().unwrap().iter().any(|regime| {
                    regime["provisions"].as_array().unwrap().iter().any(|one| one["state"] == "not_applicable")
                }),
            ),
            ("two steps at the same price", {
                let steps = report["steps"].as_array().unwrap();
                steps.windows(2).any(|two| two[0]["cost"] == two[1]["cost"] && two[0]["gain"] == two[1]["gain"])
            }),
            ("clear in both stages", report["stage1"]["outcome"] == "clear" && report["stage2"]["outcome"] == "clear"),
        ];
        let mut met = met.lock().unwrap();
        for (name, there) in found {
            *met.entry(name).or_default() += u64::from(there);
        }
        for word in ["verdict", "necessity"] {
            for one in triggers {
                let value = if word == "verdict" { &one["proven"][word] } else { &one[word] };
                let all = ["not_assessed", "blocked", "exposed", "close", "ready", "required", "expected", "voluntary"];
                let name = all.iter().find(|name| **name == value.as_str().unwrap()).unwrap();
                *met.entry(name).or_default() += 1;
            }
        }
        let postures = foreproof::rules::POSTURES;
        *met.entry(postures.iter().find(|id| **id == report["posture"]).unwrap()).or_default() += 1;
        for finding in report["findings"].as_array().unwrap() {
            let kind = foreproof::report::FindingKind::from_name(finding["kind"].as_str().unwrap()).unwrap();
            *met.entry(kind.name()).or_default() += 1;
        }
    });
    let met = met.into_inner().unwrap();
    let rare: Vec<_> = met.iter().filter(|(_, times)| **times < 3).collect();
    assert!(rare.is_empty(), "hardly ever met: {rare:?}\n{met:#?}");
    assert!(met.len() >= 15 + 8 + 7 + 16, "{} of 46 met: {met:#?}", met.len());
}

/// A twin that shared code with the engine would share its mistakes.
#[test]
fn the_twin_shares_no_code_with_the_engine() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/twin");
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        files += 1;
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            assert!(!line.contains("foreproof") && !line.contains("crate::"), "{}: {line}", path.display());
        }
    }
    assert!(files > 10);
}
