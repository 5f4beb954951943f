//! Wilder worlds: what chance alone hardly ever draws. Each twist is laid over a random pack or a
//! random assessment, and what comes out is still valid.

use super::dates::{date_text, day_number};
use super::dice::Dice;
use super::list;
use super::random::{ids, random_assessment, random_pack};
use serde_json::{Map, Value, json};

const MOST_MONEY: u64 = (1 << 53) - 1;
/// The first and the last day there are, leap days, turns of a century, and plain ones.
const DAYS: [&str; 12] = [
    "2026-11-23",
    "2026-11-23",
    "2026-11-23",
    "2024-02-29",
    "2025-03-01",
    "2100-02-28",
    "1900-03-01",
    "2000-02-29",
    "0001-01-01",
    "0004-02-29",
    "9999-12-31",
    "9998-12-31",
];

/// The day of a case.
pub fn wild_day(seed: u64) -> &'static str {
    Dice(seed ^ 0xDA7E).pick::<&str>(&DAYS)
}

/// Curves with plateaus and cliffs.
const CURVES: [[u8; 6]; 7] = [
    [0, 0, 0, 0, 0, 100],
    [0, 0, 100, 100, 100, 100],
    [0, 0, 0, 50, 50, 100],
    [0, 0, 1, 1, 99, 100],
    [0, 0, 33, 33, 33, 100],
    [0, 0, 0, 100, 100, 100],
    [0, 0, 20, 60, 80, 100],
];

fn entries(value: &mut Value) -> &mut Vec<Value> {
    if !value.is_array() {
        *value = json!([]);
    }
    value.as_array_mut().expect("a list")
}

/// A document small enough to be read ten thousand times: without what no number rests on.
pub fn trimmed(document: &Value) -> Value {
    let mut pack = document.clone();
    pack["risk"]["catalogue"] = json!([]);
    pack["quick"] = json!([]);
    for requirement in entries(&mut pack["requirements"]) {
        requirement["evidence_examples"] = json!([]);
        requirement["related"] = json!([]);
        requirement["question"] = json!("?");
        requirement["guidance"] = json!(".");
    }
    for trigger in entries(&mut pack["triggers"]) {
        let reasons = trigger.as_object_mut().expect("a trigger");
        reasons.remove("reasons");
        reasons.remove("advice");
    }
    pack
}

/// A valid pack with its numbers, its order and its size changed.
pub fn wild_pack(document: &Value, seed: u64) -> Value {
    let mut pack = random_pack(document, seed);
    let mut dice = Dice(seed ^ 0x5EED);
    if dice.chance(40) {
        dice.shuffle(entries(&mut pack["requirements"]));
    }
    if dice.chance(40) {
        dice.shuffle(entries(&mut pack["triggers"]));
    }
    if dice.chance(30) {
        let most = dice.between(0, 3);
        entries(&mut pack["triggers"]).truncate(usize::try_from(most).expect("small"));
    }
    if dice.chance(20) {
        let documented = dice.chance(50);
        entries(&mut pack["requirements"]).iter_mut().for_each(|one| one["documented"] = json!(documented));
    }
    if dice.chance(25) {
        pack["default"]["credit"] = json!(dice.pick(&CURVES));
    }
    if dice.chance(20) {
        pack["default"]["max_age"] = ages(&mut dice);
    }
    if dice.chance(15) {
        pack["shared_effort"] = json!({"4": 0, "5": 0});
        pack["proof_effort"] = json!(1);
        let effort = if dice.chance(50) { [0; 5] } else { [10; 5] };
        entries(&mut pack["requirements"]).iter_mut().for_each(|one| one["effort"] = json!(effort));
    }
    let requirements: Vec<String> = ids(&pack["requirements"]).iter().map(ToString::to_string).collect();
    let signs_none = dice.chance(10);
    for trigger in entries(&mut pack["triggers"]) {
        wild_trigger(&mut dice, trigger, &requirements, signs_none);
    }
    regimes(&mut dice, &mut pack, &requirements);
    pack
}

fn ages(dice: &mut Dice) -> Value {
    let days = *dice.pick(&[0_u32, 1, 365, 3_652_059, u32::MAX]);
    json!({"document": days, "record": days, "review": days, "assurance": days})
}

fn wild_trigger(dice: &mut Dice, trigger: &mut Value, requirements: &[String], signs_none: bool) {
    match dice.between(0, 9) {
        // Nothing weighs; one thing weighs; all weigh the same; hardly anything does.
        0 => (trigger["base_weight"], trigger["weights"]) = (json!(0), json!({})),
        1 => {
            let one = dice.pick(requirements).clone();
            let weight = dice.between(1, 10);
            (trigger["base_weight"], trigger["weights"]) = (json!(0), json!({ one: weight }));
        }
        2 => (trigger["base_weight"], trigger["weights"]) = (json!(dice.between(1, 10)), json!({})),
        3 => {
            let few: Map<String, Value> =
                (0..4).map(|_| (dice.pick(requirements).clone(), json!(dice.between(0, 10)))).collect();
            (trigger["base_weight"], trigger["weights"]) = (json!(0), Value::Object(few));
        }
        _ => {}
    }
    if dice.chance(30) {
        let mut curve = *dice.pick(&CURVES);
        if dice.chance(50) {
            curve[1] = curve[2]; // a trigger may credit a statement
        }
        trigger["credit"] = json!(curve);
    }
    if dice.chance(15) {
        trigger["max_age"] = ages(dice);
    }
    if dice.chance(20) {
        // Thresholds at the ends.
        let [ready, close, cap] = *dice.pick(&[[1, 0, 0], [10_000, 9_999, 9_999], [10_000, 0, 0], [5_000, 4_999, 1]]);
        (trigger["ready_bp"], trigger["close_bp"], trigger["cap_bp"]) = (json!(ready), json!(close), json!(cap));
    }
    if dice.chance(20) {
        trigger["base_pct"] = json!(*dice.pick(&[0, 49, 50, 51, 99, 100]));
        let pct = *dice.pick(&[0, 1, 33, 100]);
        entries(&mut trigger["factors"]).iter_mut().for_each(|factor| factor["pct"] = json!(pct));
    }
    if dice.chance(20) {
        // Two gates on one requirement, and the certificate before or after them.
        let one = dice.pick(requirements).clone();
        let mut gates = vec![
            json!({"requirement": one, "min_level": dice.between(1, 5), "text": "first"}),
            json!({"requirement": one, "min_level": dice.between(1, 5), "text": "second"}),
            json!({"certificate": true, "text": "third"}),
        ];
        if let (Some(sign), true) = (ids(&trigger["signs"]).first(), dice.chance(60)) {
            let at = usize::try_from(dice.between(0, 2)).expect("small");
            gates[at]["when"] = json!(sign);
        }
        dice.shuffle(&mut gates);
        trigger["gates"] = json!(gates);
    }
    if signs_none {
        trigger["signs"] = json!([]);
        entries(&mut trigger["factors"]).retain(|factor| factor.get("sign").is_none());
        entries(&mut trigger["gates"]).retain(|gate| gate.get("when").is_none());
    }
}

/// One regime or none; provisions over one requirement, over few, over all.
fn regimes(dice: &mut Dice, pack: &mut Value, requirements: &[String]) {
    let source = ids(&pack["sources"]).first().map(ToString::to_string);
    let Some(source) = source.filter(|_| dice.chance(70)) else { return };
    let regimes = entries(&mut pack["regimes"]);
    regimes.truncate(usize::try_from(dice.between(0, 2)).expect("small"));
    for regime in regimes {
        let mut provisions = Vec::new();
        for at in 0..dice.between(0, 6) {
            let pct = *dice.pick(&[0, 2, 5, 20, 100]);
            let names: Vec<&str> = requirements.iter().map(String::as_str).collect();
            let mapped = dice.some_of(&names, pct);
            let mapped: Vec<Value> = mapped.iter().map(|id| json!({"id": id, "sources": [source]})).collect();
            provisions.push(json!({"id": format!("p{at}"), "title": "p", "requirements": mapped}));
        }
        regime["provisions"] = json!(provisions);
    }
}

/// A valid assessment with a twist or several.
pub fn wild_assessment(pack: &Value, as_of: &str, seed: u64) -> Value {
    let mut all = random_assessment(pack, as_of, seed);
    let mut dice = Dice(seed ^ 0xA11);
    let today = i64::try_from(day_number(as_of)).expect("a day");
    let controls: Vec<String> = list(pack, "requirements")
        .iter()
        .filter(|one| one["kind"] == "control")
        .map(|one| one["id"].as_str().expect("an id").to_owned())
        .collect();
    if dice.chance(6) {
        all["answers"] = json!({});
    }
    if dice.chance(8) {
        for id in &controls {
            all["answers"][id] = json!({"not_applicable": *dice.pick(&["", "no", "\u{2003}"])});
        }
    }
    if dice.chance(8) {
        // All at one level, so that every loss and every step ties.
        let level = dice.between(0, 5);
        for id in ids(&pack["requirements"]) {
            all["answers"][id] = json!({"level": level});
        }
    }
    triggers(&mut dice, pack, &mut all, today);
    evidence(&mut dice, pack, &mut all, today);
    if dice.chance(15) {
        let (from, until) = (today + dice.between(-1, 40), today + dice.between(-1, 40));
        all["certificate"] = json!({"status": "certified", "valid_from": date(from), "valid_until": date(until)});
    }
    if dice.chance(5) {
        all["certificate"] = json!({});
    }
    if dice.chance(10) && !pack["risk"]["bands"].as_array().is_some_and(Vec::is_empty) {
        let five = *dice.pick(&[[0, 0, 0, 0, 0], [u32::MAX; 5], [1, 0, 0, 0, 0], [7, 7, 7, 7, 7]]);
        let efforts: Map<String, Value> =
            ids(&pack["requirements"]).iter().map(|id| ((*id).to_owned(), json!(five))).collect();
        all["settings"] = json!({"effort": efforts});
        entries(&mut all["risks"])
            .iter_mut()
            .for_each(|risk| drop(risk.as_object_mut().map(|risk| risk.remove("loss"))));
    }
    for risk in entries(&mut all["risks"]) {
        if let Some(loss) = risk.get_mut("loss").filter(|_| dice.chance(20)) {
            (loss["low"], loss["high"]) = (json!(1), json!(*dice.pick(&[1_000, 1_001, MOST_MONEY])));
        }
    }
    for incident in entries(&mut all["incidents"]) {
        if dice.chance(15) {
            incident["occurred_on"] = date(today + dice.between(0, 40));
        }
    }
    all
}

/// A day as text, kept within what a date can say.
fn date(day: i64) -> Value {
    let last = i64::try_from(day_number("9999-12-31")).expect("a day");
    json!(date_text(i128::from(day.clamp(1, last))))
}

fn triggers(dice: &mut Dice, pack: &Value, all: &mut Value, today: i64) {
    let aside = dice.chance(6);
    for trigger in list(pack, "triggers") {
        let id = trigger["id"].as_str().expect("an id");
        if dice.chance(15) {
            // Set aside and dated within the year, at its edges.
            let ahead = *dice.pick(&[0, 1, 30, 31, 365, 366]);
            all["triggers"][id] = json!({
                "signs": ids(&trigger["signs"]), "date": date(today + ahead),
                "stake": {"amount": *dice.pick(&[0, 1, MOST_MONEY]), "currency": "JPY"},
            });
        }
        if aside || dice.chance(5) {
            all["triggers"][id]["set_aside"] = json!("not now");
        }
    }
}

/// Ids in which the order of numbers is not that of texts, ties in kind and date, ends before beginnings.
fn evidence(dice: &mut Dice, pack: &Value, all: &mut Value, today: i64) {
    let names = ids(&pack["requirements"]);
    let evidence = entries(&mut all["evidence"]);
    if dice.chance(6) {
        evidence.clear();
    }
    if dice.chance(15) {
        let dated = date(today - dice.between(0, 2));
        let kind = *dice.pick(&super::random::KINDS);
        for id in ["Z", "z", "é", "10", "9", "a/b", "\u{1f600}", "\u{fb33}"] {
            evidence.push(json!({"id": id, "title": "t", "kind": kind, "dated": dated, "requirements": names}));
        }
    }
    for item in evidence {
        if dice.chance(4) {
            item["valid_until"] = date(today - dice.between(0, 800));
        }
        if dice.chance(2) {
            item["requirements"] = json!([]);
        }
        if dice.chance(2) && item["requirements"] == json!([]) {
            item.as_object_mut().map(|item| item.remove("requirements"));
        }
    }
}
