//! Golden reports: what the engine says of the example assessment and of every worked example beside
//! the rule pack, one fact a line, so that a change shows as the few lines that it moves.
//!
//! `make golden` writes them anew, after a change that is meant to move them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod support;

use std::{collections::BTreeMap, fmt::Write as _, fs, path::PathBuf};

use foreproof::{
    engine::assess,
    exchange::read_assessment,
    rules::{POSTURES, RulePack},
};
use serde_json::{Value, json};
use support::{date, example_value, pack};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Whether a value fits on a line of its own: it holds no list or object that holds another.
fn is_flat(value: &Value) -> bool {
    let plain = |value: &Value| match value {
        Value::Array(items) => items.iter().all(|item| !item.is_array() && !item.is_object()),
        Value::Object(map) => map.is_empty(),
        _ => true,
    };
    match value {
        Value::Object(map) => map.values().all(plain),
        other => plain(other),
    }
}

/// The name of an entry of a list: what it is about, never its place where it has a name.
fn name(at: usize, item: &Value) -> String {
    let text = |field: &str| item.get(field).and_then(Value::as_str);
    match (text("kind"), text("path"), text("reason")) {
        (Some(kind), Some(path), _) => format!("{kind} {path}"),
        (None, Some(path), Some(reason)) => format!("{path} {reason}"),
        _ => text("id").or(text("group")).or(text("requirement")).map_or_else(|| at.to_string(), str::to_owned),
    }
}

fn tell(path: &str, value: &Value, lines: &mut String) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path} / {name}") };
    match value {
        Value::Object(map) if !is_flat(value) => map.iter().for_each(|(name, value)| tell(&below(name), value, lines)),
        Value::Array(items) if !is_flat(value) => {
            for (at, item) in items.iter().enumerate() {
                tell(&below(&name(at, item)), item, lines);
            }
        }
        flat => writeln!(lines, "{path}: {flat}").unwrap(),
    }
}

fn report(pack: &RulePack, assessment: &Value, as_of: &str) -> Value {
    let assessment = read_assessment(pack, assessment, "").unwrap_or_else(|faults| panic!("{faults:#?}"));
    let mut report = json!(assess(pack, &assessment, date(as_of), false));
    // The digest of the pack moves with every word of it, and no number does.
    report["pack"].as_object_mut().unwrap().remove("sha256");
    report
}

/// What a worked example is about: its trigger, and what the rest comes to.
fn in_short(report: &Value, trigger: &str) -> Value {
    let of = report["triggers"].as_array().unwrap().iter().find(|one| one["id"] == trigger).unwrap();
    let steps: Vec<&Value> = report["steps"].as_array().unwrap().iter().take(3).collect();
    json!({
        "index_bp": report["index_bp"], "trigger": of, "coverage": [report["coverage"][0]], "posture": report["posture"],
        "stage1": report["stage1"]["outcome"], "stage2": report["stage2"]["outcome"], "best steps": steps,
        "findings": report["findings"],
    })
}

/// Each golden file, by its name, as it should be.
fn golden() -> BTreeMap<String, String> {
    let pack = pack();
    let mut all = BTreeMap::new();
    let mut lines = String::new();
    tell("", &report(&pack, &example_value(), "2026-11-23"), &mut lines);
    all.insert("example.txt".to_owned(), lines);
    for entry in fs::read_dir(format!("{ROOT}/rules/examples")).unwrap() {
        let path = entry.unwrap().path();
        let trigger = path.file_stem().unwrap().to_str().unwrap();
        let table: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
        let document = json!(table);
        let mut lines = String::new();
        for example in document["example"].as_array().unwrap() {
            let report = report(&pack, &example["assessment"], example["as_of"].as_str().unwrap());
            writeln!(lines, "# {}", example["name"].as_str().unwrap()).unwrap();
            tell("", &in_short(&report, trigger), &mut lines);
            lines.push('\n');
        }
        all.insert(format!("{trigger}.txt"), lines);
    }
    all
}

/// The lines of one text that the other lacks, a sign before each.
fn difference(old: &str, new: &str) -> Vec<String> {
    let lacks = |sign: char, one: &str, other: &str| -> Vec<String> {
        let there: Vec<&str> = other.lines().collect();
        one.lines().filter(|line| !there.contains(line)).map(|line| format!("{sign} {line}")).collect()
    };
    [lacks('-', old, new), lacks('+', new, old)].concat()
}

#[test]
fn every_report_is_the_golden_one() {
    let folder = PathBuf::from(ROOT).join("tests/data/golden");
    let golden = golden();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in &golden {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    let mut faults = Vec::new();
    for (name, text) in &golden {
        let there = fs::read_to_string(folder.join(name)).unwrap_or_default().replace("\r\n", "\n");
        if there != *text {
            let lines = difference(&there, text);
            let more = lines.len().saturating_sub(40);
            let told = lines.into_iter().take(40).collect::<Vec<_>>().join("\n");
            faults.push(format!("{name}: {}\n{told}\n… and {more} more lines", "`make golden` writes it anew"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n\n"));
    let listed = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut listed: Vec<String> = listed.collect();
    listed.sort();
    assert_eq!(listed, golden.keys().cloned().collect::<Vec<_>>(), "a golden file that nothing makes");
}

#[test]
fn a_moved_number_moves_few_lines() {
    let pack = pack();
    let mut raised = example_value();
    let level = raised["answers"]["5.2"]["level"].as_u64().unwrap();
    raised["answers"]["5.2"]["level"] = json!(if level == 5 { 4 } else { level + 1 });
    let told = |assessment: &Value| {
        let mut lines = String::new();
        tell("", &report(&pack, assessment, "2026-11-23"), &mut lines);
        lines
    };
    let (old, new) = (told(&example_value()), told(&raised));
    let moved = difference(&old, &new);
    assert!(moved.iter().any(|line| line.starts_with("+ requirements / 5.2: ")), "{moved:#?}");
    assert!(!moved.is_empty() && moved.len() < old.lines().count() / 4, "{} of {}", moved.len(), old.lines().count());
    assert!(POSTURES.iter().any(|id| old.contains(&format!("posture: \"{id}\""))));
}
