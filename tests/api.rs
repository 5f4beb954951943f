//! The calls `route`, `verify` and `diff`, and the change log: JSON in, JSON out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use foreproof::{
    api::{Api, Call},
    assessment::{LogEntry, Rate},
    builtin,
    engine::assess,
    exchange::{broken_entry, entry_hash, export, import, logged},
    rules::digest,
    units::Date,
};
use serde_json::{Value, json};

const EXAMPLE: &str = include_str!("data/example.json");
const AS_OF: &str = "2026-11-23";

fn call(call: Call, input: &Value) -> Value {
    serde_json::from_str(&Api::new().unwrap().answer(call, &input.to_string()).to_json()).unwrap()
}

fn example() -> Value {
    serde_json::from_str::<Value>(EXAMPLE).unwrap()["assessment"].take()
}

fn exported() -> Value {
    let pack = builtin::pack().unwrap();
    let assessment = import(&pack, EXAMPLE).unwrap();
    let report = assess(&pack, &assessment, Date::parse(AS_OF).unwrap(), false);
    serde_json::from_str(&export(&pack, &assessment, &report, "2026-11-23T10:00:00Z", false)).unwrap()
}

fn paths(errors: &Value) -> Vec<&str> {
    errors.as_array().unwrap().iter().map(|error| error["path"].as_str().unwrap()).collect()
}

#[test]
fn an_untouched_export_verifies() {
    let answer = call(Call::Verify, &json!({"file": exported()}));
    let verified = &answer["verify"];
    assert_eq!(answer["type"], "success");
    assert_eq!(verified["digest"], "matches");
    assert_eq!(verified["pack"], "same");
    assert_eq!(verified["differences"], json!([]));
    assert_eq!(verified["report"]["as_of"], AS_OF);
    assert_eq!(verified["log_broken_at"], Value::Null);
}

/// A number of 17 digits is read as the number it is, not as its neighbour.
#[test]
fn an_export_verifies_whatever_numbers_it_holds() {
    let pack = builtin::pack().unwrap();
    let mut assessment = import(&pack, EXAMPLE).unwrap();
    let mut bits = 42_u64;
    let numbers = std::iter::from_fn(|| {
        bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Some(f64::from_bits(bits)).filter(|number| number.is_finite()).or(Some(0.1))
    });
    let numbers: Vec<f64> = numbers.take(500).chain([96.362_799_473_474_71, 5e-324, f64::MAX]).collect();
    assessment.extensions.insert("numbers".to_owned(), json!(numbers));
    let loss = assessment.risks.iter_mut().find_map(|risk| risk.loss.as_mut()).unwrap();
    loss.rate = Rate::Fixed(96.362_799_473_474_71);
    let report = assess(&pack, &assessment, Date::parse(AS_OF).unwrap(), false);
    let text = export(&pack, &assessment, &report, "2026-11-23T10:00:00Z", false);
    assert_eq!(import(&pack, &text).unwrap(), assessment);
    let answer: Value =
        serde_json::from_str(&Api::new().unwrap().answer(Call::Verify, &format!("{{\"file\": {text}}}")).to_json())
            .unwrap();
    assert_eq!((&answer["verify"]["digest"], &answer["verify"]["differences"]), (&json!("matches"), &json!([])));
}

#[test]
fn a_careless_edit_shows() {
    let mut file = exported();
    file["assessment"]["answers"]["5.2"]["level"] = json!(0);
    let verified = &call(Call::Verify, &json!({"file": file}))["verify"];
    assert_eq!(verified["digest"], "differs");
    let changed: Vec<&str> =
        verified["differences"].as_array().unwrap().iter().map(|one| one["path"].as_str().unwrap()).collect();
    assert!(changed.contains(&"summary/index_bp/proven"), "{changed:?}");
    assert!(changed.iter().all(|path| path.starts_with("summary/")), "{changed:?}");
}

#[test]
fn a_prettier_summary_shows() {
    let mut file = exported();
    file["summary"]["triggers"]["rfp"]["verdict"] = json!("ready");
    let verified = &call(Call::Verify, &json!({"file": file}))["verify"];
    assert_eq!(verified["digest"], "matches");
    let computed = exported()["summary"]["triggers"]["rfp"]["verdict"].clone();
    assert_ne!(computed, "ready");
    assert_eq!(
        verified["differences"],
        json!([{"path": "summary/triggers/rfp/verdict", "stated": "ready", "computed": computed}])
    );
}

/// The digest is unkeyed: it finds careless edits, not forgery.
#[test]
fn a_forged_file_with_a_digest_of_its_own_matches() {
    let mut file = exported();
    file["assessment"]["answers"]["4.1"]["level"] = json!(5);
    file["digest"] = json!(format!("sha256:{}", digest(&file["assessment"])));
    file.as_object_mut().unwrap().remove("summary");
    let verified = &call(Call::Verify, &json!({"file": file, "as_of": AS_OF}))["verify"];
    assert_eq!((&verified["digest"], &verified["differences"]), (&json!("matches"), &json!([])));
}

#[test]
fn what_a_file_does_not_say_is_told_apart_from_what_it_says_wrongly() {
    let mut file = exported();
    for name in ["digest", "summary", "pack"] {
        file.as_object_mut().unwrap().remove(name);
    }
    let verified = &call(Call::Verify, &json!({"file": file}))["verify"];
    assert_eq!((&verified["digest"], &verified["pack"]), (&json!("absent"), &json!("unknown")));
    assert_eq!(verified["report"]["as_of"], "2026-11-23", "the day of `saved_at`");

    file["pack"] = json!({"id": "foreproof", "version": "0.1", "sha256": "0".repeat(64)});
    assert_eq!(call(Call::Verify, &json!({"file": file}))["verify"]["pack"], "other");

    file.as_object_mut().unwrap().remove("saved_at");
    let failure = call(Call::Verify, &json!({"file": file}));
    assert_eq!((&failure["type"], paths(&failure["errors"])), (&json!("failure"), vec!["as_of"]));
}

#[test]
fn a_diff_names_what_changed_and_what_it_moved() {
    let before = example();
    let mut after = before.clone();
    after["answers"]["4.1"]["level"] = json!(0);
    let gone = after["evidence"].as_array_mut().unwrap().remove(0);
    after["risks"].as_array_mut().unwrap().reverse();
    let answer = call(Call::Diff, &json!({"before": before, "after": after, "as_of": AS_OF}));
    let changed = answer["diff"]["changed"].as_array().unwrap();
    let at = |path: &str| changed.iter().find(|change| change["path"] == path);
    assert_eq!(at("answers/4.1/level").unwrap()["after"], 0);
    let evidence = at(&format!("evidence/{}", gone["id"].as_str().unwrap())).unwrap();
    assert_eq!((evidence["before"]["id"].clone(), evidence["after"].clone()), (gone["id"].clone(), Value::Null));
    assert!(at("risks").is_some(), "another order is a change too");
    assert_eq!(changed.len(), 3, "{changed:?}");
    let moved = answer["diff"]["moved"].as_array().unwrap();
    let rfp = moved.iter().find(|moved| moved["trigger"] == "rfp" && moved["mode"] == "claimed").unwrap();
    assert_eq!(rfp["before"], answer["diff"]["before"]["triggers"][0]["claimed"]["headline_bp"]);
    assert_eq!(rfp["after"], answer["diff"]["after"]["triggers"][0]["claimed"]["headline_bp"]);
    assert!(rfp["after"].as_u64() < rfp["before"].as_u64());
}

#[test]
fn a_diff_of_the_same_is_empty() {
    let answer = call(Call::Diff, &json!({"before": example(), "after": example(), "as_of": AS_OF}));
    assert_eq!((&answer["diff"]["changed"], &answer["diff"]["moved"]), (&json!([]), &json!([])));
}

#[test]
fn a_route_through_the_api_has_the_shape_it_owes() {
    let input = json!({"assessment": example(), "as_of": AS_OF, "triggers": ["rfp", "insurer"]});
    let route = &call(Call::Route, &input)["route"];
    assert_eq!(route["outcome"], "optimal");
    assert_eq!(route["cost"], route["bound"]);
    let steps = route["steps"].as_array().unwrap();
    let sum: u64 = steps.iter().map(|step| step["cost"].as_u64().unwrap()).sum();
    assert_eq!(sum + route["shared"].as_u64().unwrap(), route["cost"].as_u64().unwrap());
    for step in steps {
        let names: Vec<&String> = step.as_object().unwrap().keys().collect();
        assert_eq!(names, ["cost", "from", "level", "requirement"]);
    }
}

#[test]
fn every_fault_of_a_call_is_told_at_once() {
    let input = json!({
        "assessment": {"answers": {"5.2": {"level": 9}, "9.9": {}}}, "triggers": ["tender"], "trigers": [],
    });
    let failure = call(Call::Route, &input);
    assert_eq!(failure["type"], "failure");
    let mut found = paths(&failure["errors"]);
    found.sort_unstable();
    assert_eq!(found, ["", "assessment/answers/5.2/level", "assessment/answers/9.9", "trigers", "triggers/0"]);
}

#[test]
fn the_change_log_names_its_first_broken_entry() {
    let mut log: Vec<LogEntry> = Vec::new();
    for (at, what) in
        [("2026-11-01T09:00:00Z", "level"), ("2026-11-02T09:00:00Z", "note"), ("2026-11-03T09:00:00Z", "level")]
    {
        log.push(logged(&log, at, what, Some("answers/5.2"), [Some(json!(2)), Some(json!(3))]));
    }
    assert_eq!((log[0].n, log[2].n, log[0].prev.clone()), (1, 3, "0".repeat(64)));
    assert_eq!(log[1].prev, log[0].hash);
    assert_eq!(broken_entry(&log), None);

    let mut edited = log.clone();
    edited[1].after = Some(json!(5));
    assert_eq!(broken_entry(&edited), Some(2), "its own hash no longer fits");
    edited[1].hash = entry_hash(&edited[1]);
    assert_eq!(broken_entry(&edited), Some(3), "the next one names the old hash");

    let mut shorter = log.clone();
    shorter.remove(1);
    assert_eq!(broken_entry(&shorter), Some(3), "an entry is missing before it");
    assert_eq!(broken_entry(&[]), None);
}
