//! The worked examples beside the rule pack, each number of which was computed by hand.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod support;

use std::{collections::BTreeMap, fs};

use foreproof::{engine::assess, exchange::read_assessment, rules::RulePack};
use serde_json::{Map, Value, json};
use support::{date, lines, pack};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/examples");
/// The fields that an example states of its trigger, beside those of its two scores.
const STATED: [&str; 7] = ["necessity", "pressure_ppm", "exposure_bp", "at_risk", "on_date", "limiting", "unmet"];
const SCORES: [&str; 5] = ["score_bp", "best_bp", "answered_bp", "headline_bp", "verdict"];

/// The examples of each trigger, by the name of their file.
fn examples() -> BTreeMap<String, Vec<Value>> {
    let files = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|file| {
            let text = fs::read_to_string(&file).unwrap();
            let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            let document = serde_json::to_value(table).unwrap();
            let list = document["example"].as_array().unwrap().clone();
            assert_eq!(document.as_object().unwrap().len(), 1, "{}: more than examples", file.display());
            (file.file_stem().unwrap().to_str().unwrap().to_owned(), list)
        })
        .collect()
}

/// "certificate", or the id of a requirement.
fn named(item: &Value) -> Value {
    if item["certificate"] == json!(true) { json!("certificate") } else { item["requirement"].clone() }
}

/// What a score of the report says, in the words of an example.
fn score(report: &Value) -> Map<String, Value> {
    SCORES.iter().map(|&name| (name.to_owned(), report[name].clone())).collect()
}

/// What the report says of a trigger, in the words of an example.
fn found(report: &Value) -> Value {
    let mut found: Map<String, Value> = ["necessity", "pressure_ppm", "exposure_bp", "at_risk", "on_date"]
        .iter()
        .map(|&name| (name.to_owned(), report[name].clone()))
        .collect();
    let proven = &report["proven"];
    found.insert(
        "limiting".to_owned(),
        if proven["limiting"].is_null() { Value::Null } else { named(&proven["limiting"]) },
    );
    found.insert("unmet".to_owned(), proven["unmet"].as_array().unwrap().iter().map(named).collect());
    found.insert("claimed".to_owned(), score(&report["claimed"]).into());
    found.insert("proven".to_owned(), score(proven).into());
    if !report["on_date"].is_null() {
        let mut then = Map::from_iter([("date".to_owned(), report["on_date"]["date"].clone())]);
        for mode in ["claimed", "proven"] {
            then.insert(mode.to_owned(), score(&report["on_date"][mode]).into());
        }
        found.insert("on_date".to_owned(), then.into());
    }
    found.into()
}

/// Every place at which what is expected and what was found part. What an example leaves out it
/// does not state, save a number that is null.
fn differences(path: &str, expected: &Value, found: &Value, into: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            for (name, value) in expected {
                let path = format!("{path}.{name}");
                match found.get(name) {
                    Some(there) => differences(&path, value, there, into),
                    None => into.push(format!("{path}: expected {value}, the report has no such field")),
                }
            }
        }
        _ if expected != found => into.push(format!("{path}: expected {expected}, found {found}")),
        _ => {}
    }
}

fn run(pack: &RulePack, trigger: &str, example: &Value, faults: &mut Vec<String>) {
    let at = format!("{trigger}.toml: {}", example["name"].as_str().unwrap());
    let assessment = match read_assessment(pack, &example["assessment"], "assessment") {
        Ok(assessment) => assessment,
        Err(found) => return faults.extend(lines(&found).iter().map(|line| format!("{at}: {line}"))),
    };
    let report = assess(pack, &assessment, date(example["as_of"].as_str().unwrap()), true);
    let report = serde_json::to_value(report.trigger(trigger).unwrap()).unwrap();
    let mut expected = example["expect"].clone();
    let stated = expected.as_object_mut().unwrap();
    // TOML has no null: a number that does not exist is left out.
    for name in STATED {
        stated.entry(name).or_insert(Value::Null);
    }
    differences(&at, &expected, &found(&report), faults);
}

#[test]
fn every_number_of_every_example_is_what_the_engine_says() {
    let pack = pack();
    let mut faults = Vec::new();
    for (trigger, list) in examples() {
        for example in &list {
            run(&pack, &trigger, example, &mut faults);
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_trigger_has_two_examples_or_more_with_both_scores_in_full() {
    let examples = examples();
    let pack = pack();
    let mut triggers: Vec<&str> = pack.triggers().iter().map(|trigger| &*trigger.id).collect();
    triggers.sort_unstable();
    assert_eq!(examples.keys().collect::<Vec<_>>(), triggers);
    for (trigger, list) in &examples {
        assert!(list.len() >= 2, "{trigger}: {} examples", list.len());
        for example in list {
            let name = &example["name"];
            assert!(example["why"].as_str().is_some_and(|why| why.len() > 200), "{trigger}: {name}: no sums");
            for mode in ["claimed", "proven"] {
                let stated: Vec<&String> = example["expect"][mode].as_object().unwrap().keys().collect();
                let mut all = SCORES.to_vec();
                all.sort_unstable();
                assert_eq!(stated, all, "{trigger}: {name}: {mode}");
            }
        }
    }
}

#[test]
fn the_examples_meet_every_verdict_and_every_necessity() {
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for example in examples().values().flatten() {
        let expect = &example["expect"];
        for word in [&expect["necessity"], &expect["proven"]["verdict"], &expect["claimed"]["verdict"]] {
            *met.entry(word.as_str().unwrap().to_owned()).or_default() += 1;
        }
    }
    let words: Vec<&String> = met.keys().collect();
    assert_eq!(words, ["blocked", "close", "expected", "exposed", "not_assessed", "ready", "required", "voluntary"]);
}

#[test]
fn a_changed_number_in_an_example_is_told_by_file_example_and_field() {
    let pack = pack();
    let mut example = examples()["rfp"][0].clone();
    example["expect"]["proven"]["score_bp"] = json!(501);
    example["expect"]["pressure_ppm"] = json!(1);
    let mut faults = Vec::new();
    run(&pack, "rfp", &example, &mut faults);
    assert_eq!(
        faults,
        [
            "rfp.toml: The policy is written, the risk assessment is only said to run.pressure_ppm: expected 1, found 449472",
            "rfp.toml: The policy is written, the risk assessment is only said to run.proven.score_bp: expected 501, found 500",
        ]
    );
}
