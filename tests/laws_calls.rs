//! The laws of the method (section 12) that are about files and calls: export and import, `verify`,
//! `diff`, and the order of a file. Over random packs and assessments, as JSON text throughout.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod twin;

use std::fmt::Write as _;

use foreproof::{
    api::{Api, Call},
    builtin,
    engine::assess,
    exchange::{export, import, read_assessment},
    rules::RulePack,
    units::Date,
};
use serde_json::{Value, json};
use twin::{dice::Dice, wild};

const PACKS: u64 = 30;
/// A pack is met by so many assessments.
const A_PACK: u64 = 4;
const SAVED_AT: &str = "2026-11-23T10:00:00Z";

struct World {
    api: Api,
    document: Value,
    pack: RulePack,
    /// As it is written out.
    assessment: Value,
    as_of: &'static str,
    seed: u64,
    dice: Dice,
}

impl World {
    fn call(&self, call: Call, mut input: Value) -> Value {
        input["pack"] = self.document.clone();
        let mut answer: Value = serde_json::from_str(&self.api.answer_value(call, &input).to_json()).unwrap();
        assert_eq!(answer["type"], "success", "{}: {}", self.seed, answer["errors"]);
        let name = if call == Call::Assess { "report" } else { call.name() };
        answer[name].take()
    }

    fn exported(&self, assessment: &Value) -> String {
        let assessment = read_assessment(&self.pack, assessment, "").unwrap();
        let report = assess(&self.pack, &assessment, Date::parse(self.as_of).unwrap(), false);
        export(&self.pack, &assessment, &report, SAVED_AT, false)
    }
}

fn in_every_world(mut law: impl FnMut(&mut World)) {
    let trimmed = wild::trimmed(&serde_json::from_str(builtin::DOCUMENT).unwrap());
    for number in 0..PACKS {
        let document = wild::wild_pack(&trimmed, number);
        let pack = RulePack::read(&document, "").unwrap();
        for seed in number * A_PACK..(number + 1) * A_PACK {
            let as_of = wild::wild_day(seed);
            let given = wild::wild_assessment(&document, as_of, seed);
            let assessment = json!(read_assessment(&pack, &given, "").unwrap());
            let (api, dice) = (Api::new().unwrap(), Dice(seed));
            let (document, pack) = (document.clone(), pack.clone());
            law(&mut World { api, document, pack, assessment, as_of, seed, dice });
        }
    }
}

/// One answer differs.
fn edited(world: &mut World) -> Value {
    let mut after = world.assessment.clone();
    let ids: Vec<String> = world.pack.requirements().iter().map(|(_, one)| one.id.to_string()).collect();
    let id = world.dice.pick(&ids).clone();
    let level = world.assessment["answers"][&id]["level"].as_u64();
    after["answers"][&id] = json!({"level": level.map_or(3, |level| (level + 1) % 6)});
    after
}

#[test]
fn law_8_export_then_import_gives_the_same_assessment_digest_and_report() {
    in_every_world(|world| {
        let text = world.exported(&world.assessment);
        let back = json!(import(&world.pack, &text).unwrap());
        assert_eq!(back, world.assessment, "{}", world.seed);
        assert_eq!(world.exported(&back), text, "{}", world.seed);
        let report = |assessment: &Value| {
            world.call(Call::Assess, json!({"assessment": assessment, "as_of": world.as_of, "explain": true}))
        };
        assert_eq!(report(&back).to_string(), report(&world.assessment).to_string(), "{}", world.seed);
    });
}

#[test]
fn a_file_that_nobody_touched_verifies() {
    in_every_world(|world| {
        let file: Value = serde_json::from_str(&world.exported(&world.assessment)).unwrap();
        let verified = world.call(Call::Verify, json!({ "file": file }));
        assert_eq!(verified["digest"], "matches", "{}", world.seed);
        assert_eq!(verified["pack"], "same", "{}", world.seed);
        assert_eq!(verified["differences"], json!([]), "{}", world.seed);
        let report = world.call(Call::Assess, json!({"assessment": world.assessment, "as_of": world.as_of}));
        assert_eq!(verified["report"], report, "the day is that of the summary: {}", world.seed);
    });
}

#[test]
fn an_edit_of_one_answer_breaks_the_digest_and_shows_what_it_moved() {
    in_every_world(|world| {
        let after = edited(world);
        let mut file: Value = serde_json::from_str(&world.exported(&world.assessment)).unwrap();
        file["assessment"] = after.clone();
        let verified = world.call(Call::Verify, json!({ "file": file }));
        assert_eq!(verified["digest"], "differs", "{}", world.seed);
        // What the summary states of headlines and what `diff` moves are the same numbers.
        let diff = world.call(Call::Diff, json!({"before": world.assessment, "after": after, "as_of": world.as_of}));
        for moved in diff["moved"].as_array().unwrap() {
            let path =
                format!("summary/triggers/{}/{}", moved["trigger"].as_str().unwrap(), moved["mode"].as_str().unwrap());
            let expected = json!({"path": path, "stated": moved["before"], "computed": moved["after"]});
            assert!(verified["differences"].as_array().unwrap().contains(&expected), "{}: {expected}", world.seed);
        }
    });
}

#[test]
fn a_diff_holds_both_reports_and_nothing_but_what_differs() {
    in_every_world(|world| {
        let after = edited(world);
        let diff = |before: &Value, after: &Value| {
            world.call(Call::Diff, json!({"before": before, "after": after, "as_of": world.as_of}))
        };
        let there = diff(&world.assessment, &after);
        assert!(!there["changed"].as_array().unwrap().is_empty(), "{}", world.seed);
        for (side, assessment) in [("before", &world.assessment), ("after", &after)] {
            let report = world.call(Call::Assess, json!({"assessment": assessment, "as_of": world.as_of}));
            assert_eq!(there[side], report, "{} {side}", world.seed);
        }
        // Every trigger and mode whose headline differs, and no other, in pack order.
        let mut moved = Vec::new();
        let triggers = |side: &str| there[side]["triggers"].as_array().unwrap().clone();
        for (old, new) in triggers("before").iter().zip(triggers("after")) {
            for mode in ["claimed", "proven"] {
                let (before, after) = (&old[mode]["headline_bp"], &new[mode]["headline_bp"]);
                if before != after {
                    moved.push(json!({"trigger": old["id"], "mode": mode, "before": before, "after": after}));
                }
            }
        }
        assert_eq!(there["moved"], json!(moved), "{}", world.seed);
        // The way back is the same way.
        let back = diff(&after, &world.assessment);
        for list in ["changed", "moved"] {
            let (there, back) = (there[list].as_array().unwrap(), back[list].as_array().unwrap());
            assert_eq!(there.len(), back.len(), "{} {list}", world.seed);
            for change in there {
                let mirrored = back.iter().any(|other| {
                    other["path"] == change["path"]
                        && other["trigger"] == change["trigger"]
                        && other["before"] == change["after"]
                        && other["after"] == change["before"]
                });
                assert!(mirrored, "{} {change}", world.seed);
            }
        }
        let none = diff(&after, &after);
        assert_eq!((&none["changed"], &none["moved"]), (&json!([]), &json!([])), "{}", world.seed);
    });
}

/// JSON with the names of every object the other way round.
fn backwards(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            out.push('{');
            for (at, (name, value)) in map.iter().rev().enumerate() {
                write!(out, "{}{}:", if at > 0 { "," } else { "" }, json!(name)).unwrap();
                backwards(value, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (at, value) in items.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                backwards(value, out);
            }
            out.push(']');
        }
        plain => write!(out, "{plain}").unwrap(),
    }
}

#[test]
fn law_5_the_order_of_a_file_changes_no_byte_of_the_report() {
    in_every_world(|world| {
        let mut shuffled = world.assessment.clone();
        for list in ["evidence", "risks", "systems", "incidents", "actions", "snapshots"] {
            if let Some(list) = shuffled.get_mut(list).and_then(Value::as_array_mut) {
                world.dice.shuffle(list);
            }
        }
        for item in shuffled.get_mut("evidence").and_then(Value::as_array_mut).into_iter().flatten() {
            if let Some(requirements) = item.get_mut("requirements").and_then(Value::as_array_mut) {
                world.dice.shuffle(requirements);
            }
        }
        let call = |assessment: &Value| json!({"assessment": assessment, "as_of": world.as_of, "explain": true, "pack": world.document});
        let mut text = String::new();
        backwards(&call(&shuffled), &mut text);
        let [one, other] =
            [text, call(&world.assessment).to_string()].map(|text| world.api.answer(Call::Assess, &text));
        assert!(!one.is_failure(), "{}", one.to_json());
        // The pack's digest too: its canonical form does not depend on the order of names.
        assert_eq!(one.to_json(), other.to_json(), "{}", world.seed);
    });
}
