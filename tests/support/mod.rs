//! What several test files need: the built-in pack, the example assessment, ids, dates, digests.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::fmt::Write as _;

use foreproof::{
    assessment::{Answer, Assessment, Given},
    builtin,
    decode::{Fault, Sink},
    exchange::{check, read_assessment},
    rules::RulePack,
    units::{Date, Id, Level},
};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The example assessment, as a file of ours.
pub const EXAMPLE: &str = include_str!("../data/example.json");

pub fn pack() -> RulePack {
    builtin::pack().expect("a sound pack")
}

pub fn pack_document() -> Value {
    serde_json::from_str(builtin::DOCUMENT).unwrap()
}

/// The example assessment as it stands in its file.
pub fn example_value() -> Value {
    let mut file: Value = serde_json::from_str(EXAMPLE).unwrap();
    file["assessment"].take()
}

pub fn example(pack: &RulePack) -> Assessment {
    read_assessment(pack, &example_value(), "").expect("a sound example")
}

pub fn id(text: &str) -> Id {
    Id::from(text)
}

pub fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// SHA-256 of the RFC 8785 form, by the libraries alone.
pub fn digest(value: &Value) -> String {
    let canonical = serde_json_canonicalizer::to_vec(value).unwrap();
    Sha256::digest(canonical).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    })
}

/// Faults as lines: `path: message; help`.
pub fn lines(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(|fault| format!("{}: {}; {}", fault.path, fault.message, fault.help)).collect()
}

/// Every reference of the assessment leads somewhere.
#[track_caller]
pub fn sound(pack: &RulePack, assessment: &Assessment) {
    let sink = Sink::default();
    check(pack, assessment, "", &sink);
    assert_eq!(lines(&sink.into_faults()), Vec::<String>::new());
}

pub fn value(assessment: &Assessment) -> Value {
    serde_json::to_value(assessment).unwrap()
}

/// An answer that is a level and nothing else.
pub fn level(level: Level) -> Answer {
    Answer { given: Some(Given::Level(level)), ..Answer::default() }
}
