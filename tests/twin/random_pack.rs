//! Random but valid packs from a valid one: only numbers, gates and flags change.

use super::dice::Dice;
use super::random::{KINDS, ids};
use super::{list, text, whole};
use serde_json::{Map, Value, json};

/// A valid pack with its tunable numbers changed, still valid.
pub fn random_pack(pack: &Value, seed: u64) -> Value {
    let mut dice = Dice(seed);
    let mut new = pack.clone();
    new["default"]["max_age"] = max_ages(&mut dice);
    new["default"]["credit"] = credit(&mut dice, true);
    new["proof_effort"] = json!(dice.between(1, 20));
    let four = dice.between(0, 300);
    let five = four + dice.between(0, 300);
    new["shared_effort"] = json!({"4": four, "5": five});
    let requirements: Vec<String> = ids(&pack["requirements"]).iter().map(ToString::to_string).collect();
    for requirement in entries(&mut new["requirements"]) {
        if dice.chance(20) {
            requirement["documented"] = json!(dice.chance(50));
        }
        let five: Vec<i64> = (0..5).map(|_| dice.between(0, 100)).collect();
        requirement["effort"] = json!(five);
    }
    for trigger in entries(&mut new["triggers"]) {
        perturb_trigger(&mut dice, trigger, &requirements);
    }
    perturb_bands(&mut dice, &mut new["risk"]["bands"]);
    new
}

fn entries(value: &mut Value) -> &mut [Value] {
    value.as_array_mut().map_or(&mut [], Vec::as_mut_slice)
}

fn max_ages(dice: &mut Dice) -> Value {
    let mut ages = Map::new();
    for kind in KINDS {
        let age = match dice.between(0, 3) {
            0 => *dice.pick(&[0, 1, 30, 90]),
            1 => *dice.pick(&[180, 365, 366, 730]),
            _ => dice.between(0, 1500),
        };
        ages.insert(kind.into(), json!(age));
    }
    Value::Object(ages)
}

/// From 0 to 100, never falling; a default credit gives level 1 nothing.
fn credit(dice: &mut Dice, default: bool) -> Value {
    let mut between: Vec<i64> = (0..4).map(|_| dice.between(0, 100)).collect();
    between.sort_unstable();
    if default {
        between[0] = 0;
    }
    json!([0, between[0], between[1], between[2], between[3], 100])
}

fn perturb_trigger(dice: &mut Dice, trigger: &mut Value, requirements: &[String]) {
    // Weights: base, exceptions, some new ones; rarely none at all.
    let none = dice.chance(6);
    let most = if none { 0 } else { 10 };
    trigger["base_weight"] = json!(dice.between(0, most));
    if !trigger["weights"].is_object() {
        trigger["weights"] = json!({});
    }
    if let Some(weights) = trigger["weights"].as_object_mut() {
        for weight in weights.values_mut() {
            *weight = json!(dice.between(0, most));
        }
        for _ in 0..dice.between(0, 10) {
            weights.insert(dice.pick(requirements).clone(), json!(dice.between(0, most)));
        }
    }
    trigger["credit"] = credit(dice, false);
    trigger["max_age"] = max_ages(dice);
    perturb_gates(dice, trigger, requirements);

    let ready = *dice.pick(&[1, 2_500, 5_000, 6_000, 7_000, 8_000, 10_000]);
    trigger["ready_bp"] = json!(ready);
    trigger["close_bp"] = json!(dice.between(ready / 2, ready - 1));
    trigger["cap_bp"] = json!(dice.between(0, ready - 1));

    trigger["base_pct"] = json!(*dice.pick(&[0, 1, 7, 15, 33, 60, 100]));
    let factors = entries(&mut trigger["factors"]);
    dice.shuffle(factors);
    for factor in factors {
        factor["pct"] = json!(dice.between(0, 70));
    }
}

/// Other levels, some gates dropped, some added; `when` only on signs of this trigger.
fn perturb_gates(dice: &mut Dice, trigger: &mut Value, requirements: &[String]) {
    let signs: Vec<String> = ids(&trigger["signs"]).iter().map(ToString::to_string).collect();
    let mut gates: Vec<Value> = list(trigger, "gates").to_vec();
    gates.retain(|_| dice.chance(75));
    for gate in &mut gates {
        if whole(gate, "min_level").is_some() {
            gate["min_level"] = json!(dice.between(1, 5));
        }
    }
    for _ in 0..dice.between(0, 2) {
        let id = dice.pick(requirements);
        if gates.iter().all(|gate| text(gate, "requirement") != Some(id)) {
            let level = dice.between(1, 4);
            gates.push(json!({"requirement": id, "min_level": level, "text": "asked for"}));
        }
    }
    let has_certificate = gates.iter().any(|gate| gate["certificate"] == json!(true));
    if !has_certificate && dice.chance(20) {
        gates.push(json!({"certificate": true, "text": "a certificate is asked for"}));
    }
    for gate in &mut gates {
        if text(gate, "when").is_none() && !signs.is_empty() && dice.chance(35) {
            gate["when"] = json!(dice.pick(&signs));
        }
    }
    dice.shuffle(&mut gates);
    trigger["gates"] = Value::Array(gates);
}

/// The first band starts at 1, the others rise up to 25 at most.
fn perturb_bands(dice: &mut Dice, bands: &mut Value) {
    let mut starts: Vec<i64> = (2..=25).collect();
    dice.shuffle(&mut starts);
    let bands = entries(bands);
    starts.truncate(bands.len().saturating_sub(1));
    starts.push(1);
    starts.sort_unstable();
    for (band, start) in bands.iter_mut().zip(starts) {
        band["from"] = json!(start);
    }
}
