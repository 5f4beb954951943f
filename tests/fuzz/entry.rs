//! What must hold of any bytes at all: an answer or every fault, never a panic, never half a result.
//!
//! The fuzz targets call these; so does the ordinary test `tests/fuzzed.rs`, without libFuzzer. Bytes
//! are taken in two ways: as they are, as text; or as a list of edits to a sound document, since
//! chance alone never writes one.
#![allow(dead_code, reason = "each target calls one of them")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use std::sync::OnceLock;

use foreproof::{
    api::{Api, Call},
    builtin, decode,
    engine::assess,
    exchange::{export, import as read_file},
    rules::RulePack,
    units::Date,
};
use serde_json::{Value, json};

const AS_OF: &str = "2026-11-23";

/// What an edit may put in place of a value.
const PUT: [&str; 32] = [
    "null",
    "true",
    "false",
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "-1",
    "3.0",
    "0.5",
    "100",
    "101",
    "10000",
    "10001",
    "9007199254740991",
    "9007199254740992",
    "18446744073709551615",
    "1e308",
    "\"\"",
    "\" \"",
    "\"4.1\"",
    "\"A.2.2\"",
    "\"2026-11-23\"",
    "\"2027-02-29\"",
    "\"0001-01-01\"",
    "\"9999-12-31\"",
    "[]",
    "{}",
    "[[],{\"id\":\"x\"}]",
];

/// Reads bytes one after another; zeros when there are no more.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first)
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Goes down into a document by bytes and changes what it comes to: replaces, removes, doubles, adds.
fn edit(value: &mut Value, bytes: &mut Bytes<'_>) {
    let how = bytes.next();
    let put = || serde_json::from_str::<Value>(PUT[how % PUT.len()]).unwrap();
    let turn = bytes.next();
    match value {
        Value::Object(map) if !map.is_empty() && !turn.is_multiple_of(8) => {
            let at = bytes.next() * 256 + bytes.next();
            let name = map.keys().nth(at % map.len()).unwrap().clone();
            match turn % 32 {
                1 => drop(map.remove(&name)),
                2 => {
                    let moved = map.remove(&name).unwrap();
                    map.insert(format!("{name}s"), moved);
                }
                3 => drop(map.insert("__proto__".to_owned(), put())),
                _ => edit(map.get_mut(&name).unwrap(), bytes),
            }
        }
        Value::Array(items) if !items.is_empty() && !turn.is_multiple_of(8) => {
            let at = (bytes.next() * 256 + bytes.next()) % items.len();
            match turn % 32 {
                1 => drop(items.remove(at)),
                2 => items.push(items[at].clone()),
                3 => items.push(put()),
                4 => items.reverse(),
                _ => edit(&mut items[at], bytes),
            }
        }
        other => *other = put(),
    }
}

fn edited(document: &Value, bytes: &mut Bytes<'_>) -> Value {
    let mut document = document.clone();
    for _ in 0..4 {
        if !bytes.is_empty() {
            edit(&mut document, bytes);
        }
    }
    document
}

fn sound() -> &'static (Api, RulePack, Value, Value) {
    static SOUND: OnceLock<(Api, RulePack, Value, Value)> = OnceLock::new();
    SOUND.get_or_init(|| {
        let file: Value = serde_json::from_str(include_str!("../data/example.json")).unwrap();
        let mut pack: Value = serde_json::from_str(builtin::DOCUMENT).unwrap();
        // Less of what is all alike: more edits a second.
        pack["risk"]["catalogue"].as_array_mut().unwrap().truncate(3);
        pack["regimes"].as_array_mut().unwrap().truncate(2);
        for regime in pack["regimes"].as_array_mut().unwrap() {
            regime["provisions"].as_array_mut().unwrap().truncate(3);
        }
        (Api::new().unwrap(), builtin::pack().unwrap(), file, pack)
    })
}

/// Every fault has words, and says how to mend it.
fn told(faults: &[decode::Fault]) {
    assert!(!faults.is_empty(), "refused without a word");
    assert!(faults.iter().all(|fault| !fault.message.is_empty() && !fault.help.is_empty()), "{faults:?}");
}

/// Whether the text is taken. What is taken exports and imports to the same, digest and report included.
fn imported(text: &str) -> bool {
    let (_, pack, ..) = sound();
    match read_file(pack, text) {
        Err(faults) => {
            told(&faults);
            false
        }
        Ok(assessment) => {
            let report = |assessment| assess(pack, assessment, Date::parse(AS_OF).unwrap(), false);
            let written = export(pack, &assessment, &report(&assessment), "2026-11-23T00:00:00Z", false);
            let back = read_file(pack, &written).expect("what was exported is taken");
            assert_eq!(back, assessment);
            assert_eq!(export(pack, &back, &report(&back), "2026-11-23T00:00:00Z", false), written);
            true
        }
    }
}

/// Any bytes as a file, and any edits of a sound file.
pub fn import(data: &[u8]) -> bool {
    if let Ok(text) = std::str::from_utf8(data) {
        imported(text);
    }
    imported(&edited(&sound().2, &mut Bytes(data)).to_string())
}

/// Any edits of a sound pack: a pack that is taken assesses; one that is not says why.
pub fn pack(data: &[u8]) -> bool {
    let (.., document) = sound();
    let document = edited(document, &mut Bytes(data));
    match RulePack::read(&document, "pack") {
        Err(faults) => {
            told(&faults);
            false
        }
        Ok(pack) => {
            let none = foreproof::assessment::Assessment::default();
            let report = assess(&pack, &none, Date::parse(AS_OF).unwrap(), true);
            assert_eq!(report.requirements.len(), foreproof::rules::COUNT);
            true
        }
    }
}

/// Any edits of a sound call of `route`, and of the other calls with the same assessment.
pub fn route(data: &[u8]) -> bool {
    let (api, pack, file, _) = sound();
    let mut bytes = Bytes(data);
    let mask = bytes.next();
    let triggers: Vec<&str> =
        pack.triggers().iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1).map(|(_, one)| &*one.id).collect();
    let call = json!({"assessment": file["assessment"], "as_of": AS_OF, "triggers": triggers, "node_budget": 50});
    let call = edited(&call, &mut bytes);
    let answer: Value = serde_json::from_str(&api.answer(Call::Route, &call.to_string()).to_json()).unwrap();
    if answer["type"] != "success" {
        assert_eq!(answer["type"], "failure");
        assert!(answer.get("route").is_none() && !answer["errors"].as_array().unwrap().is_empty());
        return false;
    }
    let route = &answer["route"];
    let steps = route["steps"].as_array().unwrap();
    let sum: u64 = steps.iter().map(|step| step["cost"].as_u64().unwrap()).sum();
    assert_eq!(route["cost"].as_u64(), route["shared"].as_u64().map(|shared| shared + sum), "{route}");
    assert!(route["bound"].as_u64() <= route["cost"].as_u64(), "{route}");
    assert_eq!(route["outcome"] == "optimal", route["bound"] == route["cost"], "{route}");
    true
}
