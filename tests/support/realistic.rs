//! Realistic assessments over the built-in pack, from a seed: the example with what a year may change
//! in it, or an organisation of its own; every trigger with a day of its own.
#![allow(dead_code, reason = "each test file uses a part of it")]

use serde_json::{Map, Value, json};

use crate::twin::{
    dates::{date_text, day_number},
    dice::Dice,
};

/// The day of the report.
pub const AS_OF: &str = "2026-11-23";

/// The evidence kind that proves a level above 0, and how old such an item may well be, in days.
fn kind(level: i64) -> (&'static str, i64) {
    match level {
        1 | 2 => ("document", 800),
        3 => ("record", 420),
        4 => ("review", 450),
        _ => ("assurance", 1_100),
    }
}

fn day(offset: i64) -> String {
    date_text(day_number(AS_OF) + i128::from(offset))
}

fn entries(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The assessment of that seed; every second one varies the example.
pub fn realistic(pack: &Value, example: &Value, seed: u64) -> Value {
    let mut dice = Dice(seed.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1));
    let mut assessment = if seed.is_multiple_of(2) { varied(example, &mut dice) } else { own(pack, &mut dice) };
    assessment["triggers"] = triggers(pack, &mut dice);
    assessment
}

/// The example with other levels and other days.
fn varied(example: &Value, dice: &mut Dice) -> Value {
    let mut assessment = json!({"settings": example["settings"], "organisation": example["organisation"]});
    let change = dice.between(10, 50);
    for (id, answer) in example["answers"].as_object().into_iter().flatten() {
        let mut answer = answer.clone();
        if let Some(level) = answer["level"].as_i64().filter(|_| dice.chance(change)) {
            answer["level"] = json!((level + dice.between(-1, 1)).clamp(0, 5));
        }
        assessment["answers"][id] = answer;
    }
    let shift = dice.between(-200, 60);
    let kept = entries(&example["evidence"]).filter(|_| dice.chance(85)).cloned().collect::<Vec<_>>();
    let moved = kept.into_iter().map(|mut item| {
        let now = item["dated"].as_str().map_or(0, day_number);
        item["dated"] = json!(date_text(now + i128::from(shift + dice.between(-30, 0))));
        for gone in ["valid_until", "supersedes"] {
            item.as_object_mut().and_then(|item| item.remove(gone));
        }
        item
    });
    assessment["evidence"] = moved.collect();
    assessment
}

/// An organisation that is further in some groups than in others, and proves part of what it claims.
fn own(pack: &Value, dice: &mut Dice) -> Value {
    let (middle, proves) = (dice.between(5, 32), dice.between(30, 95));
    let (silent, excluded, own_effort) = (dice.between(0, 25), dice.between(0, 12), dice.between(0, 15));
    let mut groups: Map<String, Value> = Map::new();
    let (mut answers, mut efforts, mut evidence) = (Map::new(), Map::new(), Vec::new());
    for requirement in entries(&pack["requirements"]) {
        let id = requirement["id"].as_str().unwrap_or_default();
        let group = requirement["group"].as_str().unwrap_or_default().to_owned();
        let lift = groups.entry(group).or_insert_with(|| json!(dice.between(-8, 8))).as_i64().unwrap_or(0);
        if dice.chance(own_effort) {
            let own: Vec<i64> = entries(&requirement["effort"])
                .map(|effort| effort.as_i64().unwrap_or(0) * dice.between(0, 20) / 10)
                .collect();
            efforts.insert(id.into(), json!(own));
        }
        if dice.chance(silent) {
            continue;
        }
        if requirement["kind"] == "control" && dice.chance(excluded) {
            answers.insert(id.into(), json!({"not_applicable": "we build no model"}));
            continue;
        }
        let level = ((middle + lift + dice.between(-9, 9)) / 10).clamp(0, 5);
        answers.insert(id.into(), json!({"level": level}));
        if level > 0 && dice.chance(proves) {
            // Some prove less than they claim.
            let (kind, age) = kind((level - i64::from(dice.chance(25))).max(1));
            evidence.push(json!({
                "id": format!("e{}", evidence.len() + 1), "title": "An item", "kind": kind,
                "dated": day(-dice.between(1, age)), "requirements": [id],
            }));
        }
    }
    json!({"answers": answers, "evidence": evidence, "settings": {"currency": "EUR", "effort": efforts}})
}

/// Every trigger on its own day within fifteen months, some of its signs observed.
fn triggers(pack: &Value, dice: &mut Dice) -> Value {
    let said = entries(&pack["triggers"]).map(|trigger| {
        let signs: Vec<&str> =
            entries(&trigger["signs"]).filter_map(|sign| sign["id"].as_str()).filter(|_| dice.chance(30)).collect();
        let id = trigger["id"].as_str().unwrap_or_default().to_owned();
        (id, json!({"signs": signs, "date": day(dice.between(-20, 450))}))
    });
    Value::Object(said.collect())
}
