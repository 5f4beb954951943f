//! Files: what an export holds, that it reads back to the same, and what an import refuses.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod support;

use std::collections::BTreeMap;

use foreproof::{
    assessment::Assessment,
    engine::assess,
    exchange::{export, import, read_assessment, read_envelope, redacted, stored},
    report::Report,
    rules::RulePack,
};
use serde_json::{Value, json};
use support::{EXAMPLE, date, digest, example, example_value, lines, pack};

const SAVED_AT: &str = "2026-11-23T08:00:00Z";

fn report(pack: &RulePack, assessment: &Assessment) -> Report {
    assess(pack, assessment, date("2026-11-23"), true)
}

fn exported(pack: &RulePack, assessment: &Assessment, redact: bool) -> Value {
    let text = export(pack, assessment, &report(pack, assessment), SAVED_AT, redact);
    serde_json::from_str(&text).unwrap()
}

/// Every text in a value, with the name under which it stands.
fn texts<'a>(name: &'a str, value: &'a Value, into: &mut Vec<(&'a str, &'a str)>) {
    match value {
        Value::String(text) => into.push((name, text)),
        Value::Array(items) => items.iter().for_each(|item| texts(name, item, into)),
        Value::Object(map) => map.iter().for_each(|(name, value)| texts(name, value, into)),
        _ => {}
    }
}

#[test]
fn export_then_import_gives_the_same_assessment_digest_and_report() {
    let pack = pack();
    let before = example(&pack);
    let text = export(&pack, &before, &report(&pack, &before), SAVED_AT, false);
    let after = import(&pack, &text).unwrap();
    assert_eq!(after, before);
    assert_eq!(export(&pack, &after, &report(&pack, &after), SAVED_AT, false), text);
    let bytes = |assessment| serde_json::to_string(&report(&pack, assessment)).unwrap();
    assert_eq!(bytes(&after), bytes(&before));
}

#[test]
fn storing_then_reading_gives_the_same_and_says_when() {
    let pack = pack();
    for assessment in [example(&pack), Assessment::default()] {
        let envelope = read_envelope(&pack, &stored(&pack, &assessment, SAVED_AT)).unwrap();
        assert_eq!(envelope.assessment, assessment);
        assert_eq!((envelope.saved_at.as_str(), envelope.engine.as_str()), (SAVED_AT, env!("CARGO_PKG_VERSION")));
    }
}

/// The value without lists and objects that hold nothing: absent means empty.
fn filled(value: &Value) -> Value {
    let empty = |value: &Value| *value == json!([]) || *value == json!({});
    match value {
        Value::Array(items) => items.iter().map(filled).collect(),
        Value::Object(map) => {
            let kept = map.iter().filter(|(_, value)| !empty(value));
            Value::Object(kept.map(|(name, value)| (name.clone(), filled(value))).collect())
        }
        other => other.clone(),
    }
}

#[test]
fn an_assessment_is_written_as_it_was_read() {
    let pack = pack();
    let (written, read) = (filled(&serde_json::to_value(example(&pack)).unwrap()), filled(&example_value()));
    // Compared in canonical form, in which a rate of 2 and one of 2.0 are the same.
    let canonical = |value: &Value| serde_json_canonicalizer::to_string(value).unwrap();
    for (name, part) in read.as_object().unwrap() {
        assert_eq!(canonical(&written[name]), canonical(part), "{name}");
    }
    assert_eq!(digest(&written), digest(&read));
}

#[test]
fn the_example_file_is_taken_as_it_is() {
    let pack = pack();
    assert_eq!(import(&pack, EXAMPLE).unwrap(), example(&pack));
    assert_eq!(import(&pack, &format!("\u{feff}{EXAMPLE}")).unwrap(), example(&pack), "with a byte order mark");
}

#[test]
fn an_export_says_what_it_is_and_what_it_comes_to() {
    let pack = pack();
    let assessment = example(&pack);
    let report = report(&pack, &assessment);
    let file = exported(&pack, &assessment, false);
    let names: Vec<&String> = file.as_object().unwrap().keys().collect();
    assert_eq!(names, ["assessment", "digest", "engine", "format", "pack", "saved_at", "summary", "version"]);
    assert_eq!(file["format"], "foreproof.assessment");
    assert_eq!(file["version"], 1);
    assert_eq!(file["engine"], env!("CARGO_PKG_VERSION"));
    assert_eq!(file["saved_at"], SAVED_AT);
    assert_eq!(file["pack"], json!({ "id": "foreproof", "version": pack.version(), "sha256": pack.sha256() }));
    assert_eq!(file["summary"]["as_of"], "2026-11-23");
    assert_eq!(file["summary"]["index_bp"], serde_json::to_value(report.index_bp).unwrap());
    let triggers = file["summary"]["triggers"].as_object().unwrap();
    assert_eq!(triggers.len(), 8);
    for trigger in &report.triggers {
        let expected = json!({
            "claimed": trigger.claimed.headline_bp,
            "proven": trigger.proven.headline_bp,
            "verdict": trigger.proven.verdict,
        });
        assert_eq!(triggers[&*trigger.id], expected, "{}", trigger.id);
    }
}

#[test]
fn the_digest_is_sha_256_of_the_rfc_8785_form_of_the_assessment() {
    let pack = pack();
    let file = exported(&pack, &example(&pack), false);
    assert_eq!(file["digest"], format!("sha256:{}", digest(&file["assessment"])));
    // A value computed once by other means: `printf '{"answers":{}}' | sha256sum`.
    let empty = exported(&pack, &Assessment::default(), false);
    assert_eq!(empty["assessment"], json!({ "answers": {} }));
    assert_eq!(empty["digest"], "sha256:b3888595e67c5818d4043ec26272e20f6b931ad2265cc5b597ede9934176c310");
}

#[test]
fn what_others_put_into_extensions_is_kept_and_is_part_of_the_digest() {
    let pack = pack();
    let with = |extensions: Value| {
        let value = json!({ "answers": {}, "extensions": extensions });
        let assessment = read_assessment(&pack, &value, "").unwrap();
        assert_eq!(serde_json::to_value(&assessment).unwrap(), value);
        exported(&pack, &assessment, false)["digest"].clone()
    };
    let odd = json!({ "tool": { "1e3": [1.5, null, "ä\u{0}", { "deep": [[[]]] }], "n": 1e300, "m": -0.25 } });
    assert_ne!(with(odd), with(json!({ "tool": 1 })));
}

#[test]
fn an_export_for_a_recipient_keeps_the_scores_and_leaves_out_what_is_nobodys_business() {
    let pack = pack();
    let mut value = example_value();
    value["log"] =
        json!([{ "n": 1, "at": SAVED_AT, "what": "hush-hush log", "prev": "0".repeat(64), "hash": "1".repeat(64) }]);
    value["answers"]["A.10.4"] = json!({ "note": "hush-hush note" });
    value["risks"][0]["approver"] = json!("hush-hush");
    let assessment = read_assessment(&pack, &value, "").unwrap();
    let file = exported(&pack, &assessment, true);
    let mut left = Vec::new();
    texts("", &file, &mut left);
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, text) in left {
        assert!(!text.contains("hush-hush"), "{name}: {text}");
        *names.entry(name).or_default() += 1;
    }
    for name in ["note", "owner", "location", "what", "prev"] {
        assert!(!names.contains_key(name), "{name}");
    }
    assert!(file["assessment"].get("log").is_none());
    assert_eq!(file["assessment"]["risks"][0]["approver"], "withheld");
    assert_eq!(file["summary"], exported(&pack, &assessment, false)["summary"]);
    assert_eq!(file["digest"], format!("sha256:{}", digest(&file["assessment"])));
    let read = import(&pack, &file.to_string()).unwrap();
    assert_eq!(read, redacted(&assessment));
    let (ours, theirs) = (report(&pack, &assessment), report(&pack, &read));
    assert_eq!(ours.triggers, theirs.triggers);
    assert_eq!(ours.coverage, theirs.coverage);
    assert_eq!(ours.risks, theirs.risks);
    assert_eq!(ours.steps, theirs.steps);
}

#[test]
fn only_the_assessment_of_a_file_is_read_in() {
    let pack = pack();
    let before = example(&pack);
    let mut file = exported(&pack, &before, false);
    file["summary"] = json!({ "index_bp": "lies", "extra": true });
    file["digest"] = json!(17);
    file["pack"] = json!(["another"]);
    file["engine"] = json!("99.0.0");
    assert_eq!(import(&pack, &file.to_string()).unwrap(), before);
    for name in ["summary", "digest", "pack", "engine", "saved_at"] {
        file.as_object_mut().unwrap().remove(name);
    }
    assert_eq!(import(&pack, &file.to_string()).unwrap(), before);
}

/// Sets the value at a JSON pointer; one place past the end of a list adds to it.
fn set(root: &mut Value, pointer: &str, value: Value) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match root.pointer_mut(parent).unwrap() {
        Value::Object(map) => drop(map.insert(name.to_owned(), value)),
        Value::Array(items) if items.len().to_string() == name => items.push(value),
        Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
        other => panic!("nothing can be set in {other}"),
    }
}

fn enveloped(assessment: &Value) -> String {
    json!({ "format": "foreproof.assessment", "version": 1, "assessment": assessment }).to_string()
}

#[test]
fn a_faulty_assessment_is_refused_with_every_fault_and_nothing_else() {
    let table: toml::Table = include_str!("data/bad-input.toml").parse().unwrap();
    let sound: Value = serde_json::from_str(table["sound"].as_str().unwrap()).unwrap();
    let pack = pack();
    import(&pack, &enveloped(&sound)).expect("the assessment that the cases break is sound");
    let mut wrong = Vec::new();
    for case in table["case"].as_array().unwrap() {
        let mut assessment = sound.clone();
        for (pointer, text) in case.get("set").and_then(toml::Value::as_table).into_iter().flatten() {
            set(&mut assessment, pointer, serde_json::from_str(text.as_str().unwrap()).unwrap());
        }
        for pointer in case.get("unset").and_then(toml::Value::as_array).into_iter().flatten() {
            assessment.as_object_mut().unwrap().remove(&pointer.as_str().unwrap()[1..]).unwrap();
        }
        let found = import(&pack, &enveloped(&assessment)).err().map(|faults| lines(&faults)).unwrap_or_default();
        let expected: Vec<&str> =
            case["expect"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
        assert!(!expected.is_empty());
        if found != expected {
            let missing = expected
                .iter()
                .filter(|line| !found.iter().any(|there| there == *line))
                .map(|line| format!("  - {line}"));
            let extra =
                found.iter().filter(|line| !expected.contains(&line.as_str())).map(|line| format!("  + {line}"));
            let parts: Vec<String> = missing.chain(extra).collect();
            let what = if parts.is_empty() {
                format!("  in another order, or twice:\n  {}", found.join("\n  "))
            } else {
                parts.join("\n")
            };
            wrong.push(format!("{}\n{what}", case["name"].as_str().unwrap()));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

/// What is not JSON at all, or not ours, gets one fault.
#[track_caller]
fn refused(text: &str, expected: &str) {
    let faults = import(&pack(), text).expect_err("this was taken");
    assert_eq!(lines(&faults), [expected]);
}

const NOT_JSON: &str = "choose a file that Foreproof wrote, and send it unchanged";
const NOT_OURS: &str = ": this file is not a Foreproof assessment; choose a file that Foreproof exported";

#[test]
fn what_is_not_json_is_refused() {
    let cases = [
        ("", "EOF while parsing a value at line 1 column 0"),
        ("assessment", "expected value at line 1 column 1"),
        ("{\n  \"format\": \"foreproof.assessment\",\n}", "trailing comma at line 3 column 1"),
        ("{} {}", "trailing characters at line 1 column 4"),
        ("{\"a\": 1e999}", "number out of range at line 1 column 11"),
        ("{\"a\": NaN}", "expected value at line 1 column 7"),
        ("{\"a\": \"\\ud800\"}", "unexpected end of hex escape at line 1 column 14"),
        ("{\"a\": 1, \"b\": {\"c\": 1, \"c\": 2}}", "`c` stands twice in one object at line 1 column 30"),
        ("{\"a\": 1, \"\\u0061\": 2}", "`a` stands twice in one object at line 1 column 21"),
    ];
    for (text, why) in cases {
        refused(text, &format!(": this is not readable JSON: {why}; {NOT_JSON}"));
    }
}

#[test]
fn what_nests_without_end_is_refused_without_falling_over() {
    for text in
        ["[".repeat(1_000), "[".repeat(1_000_000), "{\"a\":".repeat(1_000), "[".repeat(1_000) + &"]".repeat(1_000)]
    {
        let column = if text.starts_with('[') { 128 } else { 636 };
        let why = format!("recursion limit exceeded at line 1 column {column}");
        refused(&text, &format!(": this is not readable JSON: {why}; {NOT_JSON}"));
    }
    let deep = format!(
        "{{\"format\":\"foreproof.assessment\",\"version\":1,\"assessment\":{}1{}}}",
        "[".repeat(1_000),
        "]".repeat(1_000)
    );
    refused(&deep, &format!(": this is not readable JSON: recursion limit exceeded at line 1 column 185; {NOT_JSON}"));
}

#[test]
fn what_is_json_but_not_ours_is_refused() {
    for text in [
        "null",
        "7",
        "[]",
        "{}",
        "\"foreproof.assessment\"",
        "{\"format\": \"foreproof\", \"version\": 1}",
        "{\"format\": 1}",
    ] {
        refused(text, NOT_OURS);
    }
}

#[test]
fn a_file_of_another_version_is_refused() {
    let of = |version: &str| {
        format!("{{\"format\":\"foreproof.assessment\",\"version\":{version},\"assessment\":{{\"answers\":{{}}}}}}")
    };
    import(&pack(), &of("1")).unwrap();
    for version in ["2", "18446744073709551615"] {
        let expected = format!(
            ": this file has version {version}, this Foreproof reads up to version 1; open it with a newer Foreproof; nothing was changed here"
        );
        refused(&of(version), &expected);
    }
    for version in ["0", "-1", "1.0", "\"1\"", "null"] {
        refused(
            &of(version),
            ": the version of this file is unknown; choose a file that Foreproof exported, unchanged",
        );
    }
    refused(
        "{\"format\":\"foreproof.assessment\"}",
        ": the version of this file is unknown; choose a file that Foreproof exported, unchanged",
    );
}

#[test]
fn faults_of_the_envelope_are_told_with_those_of_the_assessment() {
    let file = json!({
        "format": "foreproof.assessment",
        "version": 1,
        "saved_at": 5,
        "sumary": {},
        "assessment": { "answers": { "4.1": { "level": 9 } } },
    });
    let faults = import(&pack(), &file.to_string()).unwrap_err();
    assert_eq!(
        lines(&faults),
        [
            "saved_at: expected a text, found `5`; give a text",
            "sumary: the field `sumary` is unknown; did you mean `summary`?",
            "assessment/answers/4.1/level: `9` is not a level; give a whole number from 0 (absent) to 5 (assured)",
        ]
    );
    refused("{\"format\":\"foreproof.assessment\",\"version\":1}", ": `assessment` is missing; add `assessment`");
}
