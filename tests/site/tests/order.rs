//! No answer depends on what another crate of the same build asks of `serde_json`.
//!
//! This very program is such a build: `thirtyfour` turns on `preserve_order`, with which objects keep
//! the order in which they were written. The command line is built without. Both give the same bytes.

mod harness;
mod headless;
#[path = "../../twin/mod.rs"]
mod twin;

use std::fs;

use foreproof::{
    api::{Api, Call},
    builtin, engine,
    exchange::{export, read_assessment},
    units::Date,
};
use harness::{Result, root};
use headless::native::native_answers;
use serde_json::{Map, Value, json};
use twin::{dice::Dice, random};

const AS_OF: &str = "2026-11-23";
/// How many random assessments are asked about.
const RANDOM: u64 = 40;

/// The same document with the names of its objects in another order.
fn shuffled(value: &Value, dice: &mut Dice) -> Value {
    match value {
        Value::Object(object) => {
            let mut fields: Vec<(&String, &Value)> = object.iter().collect();
            dice.shuffle(&mut fields);
            fields.into_iter().map(|(name, value)| (name.clone(), shuffled(value, dice))).collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.iter().map(|item| shuffled(item, dice)).collect(),
        _ => value.clone(),
    }
}

/// An assessment with what is kept as it is given, names against the alphabet.
fn with_others(mut assessment: Value, kept: u64) -> Value {
    assessment["extensions"] = json!({"zulu": {"y": kept, "b": [{"n": 1, "m": 2}]}, "alpha": {"x": null, "a": 0}});
    assessment["log"] = json!([{"n": 1, "at": "2026-11-01T10:00:00Z", "what": "w", "before": {"z": kept, "a": 1},
        "after": {"level": 3, "and": 2}, "prev": "0".repeat(64), "hash": "0".repeat(64)}]);
    assessment
}

/// Calls in which names stand against the alphabet wherever an answer could follow their order.
fn calls() -> Result<Vec<(Call, Value)>> {
    let file: Value = serde_json::from_str(&fs::read_to_string(root().join("tests/data/example.json"))?)?;
    let document: Value = serde_json::from_str(builtin::DOCUMENT)?;
    let wrong = json!({
        "zulu": 1, "yankee": 2, "answers": {"Z.9": {"level": 9}, "9.9": {"leval": 1, "a": 2}, "A.99": {}},
        "triggers": {"tender": {}, "audit": {"z": 1, "b": 2}, "rfp": {"signs": ["no such sign"]}},
        "settings": {"effort": {"Z.1": [1], "B.1": [2]}}, "extensions": 7, "alpha": 3,
    });
    let asked = json!({"tango": 1, "assessment": wrong, "as_of": AS_OF, "triggers": ["rfp"], "seed": "1", "trials": 5,
        "before": wrong, "after": wrong, "sierra": 2, "file": {"zulu": 1, "yankee": 2, "format": "foreproof.assessment",
        "version": 1, "assessment": wrong, "alpha": 3}, "alpha": 3});
    let mut calls: Vec<(Call, Value)> = Call::ALL.iter().map(|&call| (call, asked.clone())).collect();

    let mut pack = document.clone();
    pack["triggers"][0]["weights"] = json!({"Z.1": 11, "9.9": 12, "A.99": -1, "4.1": 99});
    pack["triggers"][1]["reasons"] = json!({"zulu": 1, "ready_bp": 2, "alpha": 3});
    pack["zulu"] = json!(1);
    pack["alpha"] = json!(2);
    calls.push((Call::Assess, json!({"pack": pack, "assessment": {"answers": {}}, "as_of": AS_OF})));

    // Objects where the file's summary should have had numbers, and names that it should not have had.
    let mut edited = file.clone();
    edited["summary"] = json!({
        "zulu": {"y": 1, "b": 2}, "index_bp": {"proven": {"z": [{"y": 1, "b": 2}], "a": 2}, "claimed": 3},
        "as_of": AS_OF, "triggers": {"zulu": {"z": 1, "a": 2}, "rfp": 7, "alpha": 1},
    });
    calls.push((Call::Verify, json!({"file": edited})));

    for seed in 0..RANDOM {
        let mut dice = Dice(seed);
        let [before, after] = [seed, seed + 1_000_000].map(|seed| random::random_assessment(&document, AS_OF, seed));
        let diff = json!({"before": with_others(before.clone(), 1), "after": with_others(after, 2), "as_of": AS_OF});
        calls.push((Call::Diff, shuffled(&diff, &mut dice)));
        // Against nothing, so that whole entries stand in the answer.
        let diff = json!({"before": {"answers": {}}, "after": with_others(before.clone(), 3), "as_of": AS_OF});
        calls.push((Call::Diff, shuffled(&diff, &mut dice)));
        let assess = json!({"assessment": before, "as_of": AS_OF, "explain": true});
        calls.push((Call::Assess, shuffled(&assess, &mut dice)));
    }
    Ok(calls)
}

/// Without this the tests here would say nothing.
fn objects_keep_their_order() -> Result {
    let text = r#"{"b":1,"a":2}"#;
    assert_eq!(serde_json::from_str::<Value>(text)?.to_string(), text, "`preserve_order` is off in this build");
    Ok(())
}

#[test]
fn answers_are_the_same_whatever_other_crates_ask_of_serde_json() -> Result {
    objects_keep_their_order()?;
    let api = Api::new().map_err(|faults| format!("{faults:?}"))?;
    let calls = calls()?;
    for &call in Call::ALL {
        let inputs: Vec<&Value> = calls.iter().filter(|(other, _)| *other == call).map(|(_, input)| input).collect();
        let native = native_answers(call, &inputs)?;
        assert_eq!(native.lines().count(), inputs.len());
        for (input, native) in inputs.into_iter().zip(native.lines()) {
            assert_eq!(api.answer_value(call, input).to_json(), native, "{}", call.name());
            assert_eq!(api.answer(call, &input.to_string()).to_json(), native, "{}", call.name());
        }
    }
    Ok(())
}

#[test]
fn so_are_files() -> Result {
    objects_keep_their_order()?;
    let pack = builtin::pack().map_err(|faults| format!("{faults:?}"))?;
    let document: Value = serde_json::from_str(builtin::DOCUMENT)?;
    let day = Date::parse(AS_OF).ok_or("a day")?;
    for seed in 0..RANDOM {
        let given = with_others(random::random_assessment(&document, AS_OF, seed), seed);
        let given = shuffled(&given, &mut Dice(seed));
        let assessment = read_assessment(&pack, &given, "").map_err(|faults| format!("{faults:?}"))?;
        let report = engine::assess(&pack, &assessment, day, false);
        let text = export(&pack, &assessment, &report, "2026-11-23T10:00:00Z", false);
        let file: Value = serde_json::from_str(&text)?;
        for part in ["assessment", "summary"] {
            let mut sorted = file[part].clone();
            sorted.sort_all_objects();
            assert_eq!(file[part].to_string(), sorted.to_string(), "{part}");
        }
    }
    Ok(())
}
