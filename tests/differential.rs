//! The engine against its naive twin, which shares no code with it, over random packs and assessments.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod twin;

use foreproof::{builtin, engine, exchange::read_assessment, rules::RulePack, units::Date};
use serde_json::Value;
use twin::{Mutation, random};

/// How many cases the ordinary run compares; `FOREPROOF_CASES` asks for more.
const CASES: u64 = 2_000;
/// How many cases a mutant may take to be seen.
const MUTANT_CASES: u64 = 400;
const AS_OF: &str = "2026-11-23";

struct Case {
    pack: Value,
    assessment: Value,
}

impl Case {
    fn new(document: &Value, seed: u64) -> Self {
        let pack = if seed.is_multiple_of(3) { document.clone() } else { random::random_pack(document, seed) };
        let assessment = random::random_assessment(&pack, AS_OF, seed);
        let mut case = Self { pack, assessment };
        if seed % 5 == 1 {
            case.make_ready_to_the_point();
        }
        case
    }

    /// Sets each threshold to the very score that is reached, which chance hardly ever does.
    fn make_ready_to_the_point(&mut self) {
        let report = self.twin(None);
        for (trigger, scored) in
            self.pack["triggers"].as_array_mut().unwrap().iter_mut().zip(report["triggers"].as_array().unwrap())
        {
            let Some(score) = scored["proven"]["score_bp"].as_u64().filter(|score| *score > 0) else { continue };
            trigger["ready_bp"] = score.into();
            for below in ["close_bp", "cap_bp"] {
                trigger[below] = trigger[below].as_u64().unwrap().min(score - 1).into();
            }
        }
    }

    /// The engine's report in the twin's shape: without texts, severities and the pack's hash.
    fn engine(&self) -> Value {
        let pack = RulePack::read(&self.pack, "").unwrap_or_else(|faults| panic!("{faults:#?}"));
        let assessment = read_assessment(&pack, &self.assessment, "").unwrap_or_else(|faults| panic!("{faults:#?}"));
        let report = engine::assess(&pack, &assessment, Date::parse(AS_OF).unwrap(), true);
        let mut report = serde_json::to_value(report).unwrap();
        report["pack"].as_object_mut().unwrap().remove("sha256");
        for finding in report["findings"].as_array_mut().unwrap() {
            for text in ["message", "fix", "severity"] {
                finding.as_object_mut().unwrap().remove(text);
            }
        }
        report
    }

    fn twin(&self, mutation: Option<Mutation>) -> Value {
        twin::assess(&self.pack, &self.assessment, AS_OF, mutation)
    }
}

fn document() -> Value {
    serde_json::from_str(builtin::DOCUMENT).unwrap()
}

/// The first place where two documents differ.
fn difference(path: &str, left: &Value, right: &Value) -> Option<String> {
    match (left, right) {
        (Value::Object(a), Value::Object(b)) => a
            .keys()
            .chain(b.keys())
            .find_map(|key| {
                difference(&format!("{path}/{key}"), left.get(key)?, right.get(key)?)
                    .or_else(|| (a.contains_key(key) != b.contains_key(key)).then(|| format!("{path}/{key}")))
            })
            .or_else(|| (left != right).then(|| format!("{path}: {left} against {right}"))),
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).enumerate().find_map(|(at, (a, b))| difference(&format!("{path}/{at}"), a, b))
        }
        _ => (left != right).then(|| format!("{path}: {left} against {right}")),
    }
}

#[test]
fn the_engine_agrees_with_its_twin() {
    let document = document();
    let cases = std::env::var("FOREPROOF_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    let workers = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    std::thread::scope(|scope| {
        for worker in 0..workers {
            let document = &document;
            scope.spawn(move || {
                for seed in (worker..cases).step_by(usize::try_from(workers).unwrap()) {
                    let case = Case::new(document, seed);
                    if let Some(difference) = difference("", &case.engine(), &case.twin(None)) {
                        panic!("case {seed}, engine against twin: {difference}");
                    }
                }
            });
        }
    });
}

#[test]
fn the_comparison_sees_every_mutant() {
    let document = document();
    assert!(Mutation::ALL.len() >= 10);
    let mut unseen = Mutation::ALL.to_vec();
    for seed in 0..MUTANT_CASES {
        let case = Case::new(&document, seed);
        let engine = case.engine();
        unseen.retain(|&mutation| case.twin(Some(mutation)) == engine);
        if unseen.is_empty() {
            return;
        }
    }
    panic!("these mutants agree with the engine in {MUTANT_CASES} cases: {unseen:?}");
}
