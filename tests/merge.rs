//! Changes by path, and two sides joined: laws over random edits, and named cases.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_sign_loss,
    missing_docs,
    reason = "tests"
)]

#[path = "twin/dice.rs"]
#[allow(dead_code)]
mod dice;
#[path = "support/edits.rs"]
mod edits;
mod support;

use std::rc::Rc;

use dice::Dice;
use edits::random_edit;
use foreproof::{
    assessment::{Answer, Assessment, Given, LogEntry},
    exchange::{
        CHECKPOINT, MOST_ENTRIES, Patch, apply, bounded, broken_entry, diff, logged, merge, read_assessment, rechained,
        sealed, turned,
    },
    rules::RulePack,
    units::Level,
    update::{Edit, Msg, State},
};
use serde_json::{Value, json};
use support::{example, id, pack, sound, value};

/// So many random edits on top of an assessment.
fn edited(dice: &mut Dice, pack: &RulePack, start: &Assessment, count: i64) -> Assessment {
    let mut state = State::default().update(pack, Msg::Load(Rc::new(start.clone())));
    for _ in 0..count {
        let edit = random_edit(dice, pack, state.assessment());
        state = state.update(pack, Msg::Edit(edit));
    }
    Assessment::clone(state.assessment())
}

/// As a document without answers that say nothing: the example has one, and to changes it is as good as none.
fn said(assessment: &Assessment) -> Value {
    let mut value = value(assessment);
    value["answers"].as_object_mut().unwrap().retain(|_, answer| answer != &json!({}));
    value
}

/// As a document, without order in lists that have none, and without entries that say nothing.
fn loose(assessment: &Assessment) -> Value {
    let mut value = said(assessment);
    for list in ["systems", "evidence", "risks", "incidents", "actions"] {
        if let Some(items) = value.get_mut(list).and_then(Value::as_array_mut) {
            items.sort_by_key(|item| item["id"].to_string());
            for item in items {
                for inner in ["requirements", "links"] {
                    if let Some(inner) = item.get_mut(inner).and_then(Value::as_array_mut) {
                        inner.sort_by_key(ToString::to_string);
                    }
                }
            }
        }
    }
    for list in ["regions", "roles"] {
        if let Some(items) = value["organisation"].get_mut(list).and_then(Value::as_array_mut) {
            items.sort_by_key(ToString::to_string);
        }
    }
    for answer in value["answers"].as_object_mut().unwrap().values_mut() {
        if let Some(items) = answer.get_mut("included_because").and_then(Value::as_array_mut) {
            items.sort_by_key(ToString::to_string);
        }
    }
    for trigger in value.get_mut("triggers").and_then(Value::as_object_mut).into_iter().flat_map(|all| all.values_mut())
    {
        trigger["signs"].as_array_mut().unwrap().sort_by_key(ToString::to_string);
    }
    value
}

/// Where two documents differ.
fn differences(path: &str, one: &Value, other: &Value, found: &mut Vec<String>) {
    match (one, other) {
        (Value::Object(a), Value::Object(b)) => {
            for name in a.keys().chain(b.keys().filter(|name| !a.contains_key(*name))) {
                let null = &Value::Null;
                differences(&format!("{path}/{name}"), a.get(name).unwrap_or(null), b.get(name).unwrap_or(null), found);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (n, (a, b)) in a.iter().zip(b).enumerate() {
                differences(&format!("{path}/{n}"), a, b, found);
            }
        }
        _ if one == other => {}
        _ => found.push(format!("{path}: {one} and {other}")),
    }
}

#[track_caller]
fn same(seed: u64, one: &Value, other: &Value) {
    let mut found = Vec::new();
    differences("", one, other, &mut found);
    assert_eq!(found, Vec::<String>::new(), "seed {seed}");
}

fn at<'a>(value: &'a Value, path: &[String]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, name| match value {
        Value::Object(fields) => fields.get(name),
        Value::Array(items) => items.iter().find(|item| {
            let key = item.as_str().or_else(|| item["id"].as_str()).or_else(|| item["requirement"].as_str());
            key == Some(name)
        }),
        _ => None,
    })
}

/// Three assessments: what two sides began with, and what each made of it.
fn sides(seed: u64, pack: &RulePack) -> [Assessment; 3] {
    let mut dice = Dice(seed);
    let start = if seed.is_multiple_of(3) { Assessment::default() } else { example(pack) };
    let before = dice.between(0, 20);
    let base = edited(&mut dice, pack, &start, before);
    let counts = [dice.between(0, 12), dice.between(0, 12)];
    let [ours, theirs] = counts.map(|count| edited(&mut dice, pack, &base, count));
    [base, ours, theirs]
}

const SEEDS: u64 = 300;

#[test]
fn changes_lead_from_one_to_the_other_and_back() {
    let pack = pack();
    for seed in 0..SEEDS {
        let [base, ours, theirs] = sides(seed, &pack);
        for (from, to) in [(&base, &ours), (&ours, &theirs), (&theirs, &Assessment::default())] {
            let patch = diff(from, to);
            let (there, left) = apply(from, &patch);
            same(seed, &said(&there), &said(to));
            assert_eq!(left, []);
            same(seed, &said(&apply(to, &patch.inverse()).0), &said(from));
            assert_eq!(patch.0.is_empty(), said(from) == said(to), "{seed}");
            // As text and back they are the same.
            assert_eq!(Patch::read(&serde_json::to_value(&patch).unwrap()), Some(patch));
        }
    }
}

#[test]
fn a_side_that_changed_nothing_takes_the_other() {
    let pack = pack();
    for seed in 0..SEEDS {
        let [base, ours, _] = sides(seed, &pack);
        assert_eq!(merge(&base, &ours, &base), (ours.clone(), vec![]), "{seed}");
        assert_eq!(merge(&base, &base, &ours), (ours.clone(), vec![]), "{seed}");
        assert_eq!(merge(&base, &ours, &ours), (ours.clone(), vec![]), "{seed}");
    }
}

#[test]
fn what_one_side_alone_changed_is_never_dropped_and_the_whole_is_sound() {
    let pack = pack();
    let (mut alone, mut contested, mut clean) = (0, 0, 0);
    for seed in 0..SEEDS {
        let [base, ours, theirs] = sides(seed, &pack);
        let (merged, conflicts) = merge(&base, &ours, &theirs);
        sound(&pack, &merged);
        assert!(read_assessment(&pack, &value(&merged), "").is_ok(), "{seed}");
        let document = value(&merged);
        let told = |path: &[String]| {
            conflicts.iter().any(|conflict| {
                let turned = conflict.turn.0.iter().any(|op| op.path.starts_with(path) || path.starts_with(&op.path));
                turned || path.starts_with(&conflict.path)
            })
        };
        let (mine, other) = (diff(&base, &ours), diff(&base, &theirs));
        for (ops, opposite) in [(&mine.0, &other.0), (&other.0, &mine.0)] {
            for op in ops.iter().filter(|op| !op.order) {
                let there = at(&document, &op.path).filter(|value| **value != json!([])) == op.after.as_ref();
                let standard = op.after.is_none() && ["currency", "status", "name"].contains(&op.path[1].as_str());
                if there || standard {
                    alone += 1;
                } else {
                    // It does not stand as this side has it: then the other side meant the same thing, and both are told.
                    let also = opposite.iter().any(|it| it.path.starts_with(&op.path) || op.path.starts_with(&it.path));
                    let unit = op.path[0] == "answers" || op.path[0] == "certificate";
                    let referred = op.after.is_none() && op.path.len() == 2;
                    assert!(also || unit || referred, "{seed}: {op:?} was dropped");
                    assert!(told(&op.path) || also, "{seed}: {op:?} was dropped without a word: {conflicts:#?}");
                    contested += 1;
                }
            }
        }
        if conflicts.is_empty() {
            clean += 1;
            let (turned_round, none) = merge(&base, &theirs, &ours);
            same(seed, &loose(&merged), &loose(&turned_round));
            assert_eq!(none, []);
        }
    }
    // The law has something to say only if all kinds occur.
    assert!(alone > 2_000 && contested > 50 && clean > 80, "{alone} alone, {contested} contested, {clean} clean");
}

#[test]
fn the_other_value_of_a_conflict_can_be_taken() {
    let pack = pack();
    let mut turns = 0;
    for seed in 0..SEEDS {
        let [base, ours, theirs] = sides(seed, &pack);
        let (merged, conflicts) = merge(&base, &ours, &theirs);
        for conflict in &conflicts {
            let other = turned(&merged, conflict);
            sound(&pack, &other);
            if other != merged {
                turns += 1;
                // And back: taking it is an edit like any other.
                let state = State::default().update(&pack, Msg::Load(Rc::new(merged.clone())));
                let state = state.update(&pack, Msg::Edit(Edit::Turn(conflict.clone())));
                assert_eq!(**state.assessment(), other);
                same(seed, &said(state.update(&pack, Msg::Undo).assessment()), &said(&merged));
            }
        }
    }
    assert!(turns > 40, "{turns}");
}

fn answered(level: Option<Level>, note: Option<&str>) -> Answer {
    Answer { given: level.map(Given::Level), note: note.map(str::to_owned), ..Answer::default() }
}

fn with(base: &Assessment, change: impl FnOnce(&mut Assessment)) -> Assessment {
    let mut side = base.clone();
    change(&mut side);
    side
}

#[test]
fn a_level_here_and_a_note_there_come_together() {
    let base = Assessment::default();
    let put = |answer: Answer| with(&base, |it| drop(it.answers.insert(id("5.2"), answer)));
    let (merged, conflicts) =
        merge(&base, &put(answered(Some(Level::Defined), None)), &put(answered(None, Some("in June"))));
    assert_eq!(merged.answers["5.2"], answered(Some(Level::Defined), Some("in June")));
    assert_eq!(conflicts, []);
}

#[test]
fn two_levels_for_one_requirement_are_a_conflict_and_both_are_there() {
    let base = Assessment::default();
    let put = |level| with(&base, |it| drop(it.answers.insert(id("5.2"), answered(Some(level), None))));
    let (merged, conflicts) = merge(&base, &put(Level::Defined), &put(Level::Assured));
    assert_eq!(merged.answers["5.2"].level(), Some(Level::Defined));
    let [conflict] = conflicts.as_slice() else { panic!("{conflicts:?}") };
    assert_eq!((&conflict.kept, &conflict.other), (&Some(json!(2)), &Some(json!(5))));
    assert_eq!(conflict.path, ["answers", "5.2", "level"]);
    assert_eq!(turned(&merged, conflict).answers["5.2"].level(), Some(Level::Assured));
}

#[test]
fn a_level_and_an_exclusion_never_stand_together() {
    let base = Assessment::default();
    let excluded = Answer { given: Some(Given::NotApplicable("not ours".to_owned())), ..Answer::default() };
    let ours = with(&base, |it| drop(it.answers.insert(id("A.9.4"), answered(Some(Level::Defined), None))));
    let theirs = with(&base, |it| drop(it.answers.insert(id("A.9.4"), excluded.clone())));
    let (merged, conflicts) = merge(&base, &ours, &theirs);
    assert_eq!((&merged, conflicts.len()), (&ours, 1));
    assert_eq!(turned(&merged, &conflicts[0]), theirs);
}

#[test]
fn links_added_on_both_sides_are_all_there() {
    let pack = pack();
    let base = example(&pack);
    let link = |name: &str| with(&base, |it| it.evidence[3].requirements.push(id(name)));
    let before = base.evidence[3].requirements.len();
    let (merged, conflicts) = merge(&base, &link("A.10.4"), &link("A.10.3"));
    let linked = &merged.evidence[3].requirements;
    assert!(linked.contains(&id("A.10.4")) && linked.contains(&id("A.10.3")), "{linked:?}");
    assert_eq!((linked.len(), conflicts.len()), (before + 2, 0));
}

#[test]
fn what_one_side_removed_and_the_other_changed_stays() {
    let pack = pack();
    let base = example(&pack);
    let gone = with(&base, |it| drop(it.evidence.remove(3)));
    let changed = with(&base, |it| it.evidence[3].title = "Minutes, corrected".to_owned());
    for (ours, theirs) in [(&gone, &changed), (&changed, &gone)] {
        let (merged, conflicts) = merge(&base, ours, theirs);
        assert_eq!(merged, changed);
        assert_eq!(conflicts.len(), 1);
        assert_eq!(turned(&merged, &conflicts[0]), gone);
    }
}

#[test]
fn what_one_side_removed_and_the_other_refers_to_stays() {
    let pack = pack();
    let mut dice = Dice(1);
    let mut base = example(&pack);
    let Edit::PutSystem(mut system) = (loop {
        let edit = random_edit(&mut dice, &pack, &base);
        if matches!(edit, Edit::PutSystem(_)) {
            break edit;
        }
    }) else {
        unreachable!()
    };
    system.id = id("lonely");
    base.systems.push(system.clone());
    let gone = with(&base, |it| it.systems.retain(|it| it.id != system.id));
    let used = with(&base, |it| it.risks[0].system = Some(system.id.clone()));
    for (ours, theirs) in [(&gone, &used), (&used, &gone)] {
        let (merged, conflicts) = merge(&base, ours, theirs);
        sound(&pack, &merged);
        assert_eq!(merged.systems, base.systems);
        assert_eq!(merged.risks[0].system, Some(system.id.clone()));
        assert_eq!(conflicts.len(), 1);
    }
}

fn entries(log: &[LogEntry], what: &[&str]) -> Vec<LogEntry> {
    let mut log = log.to_vec();
    for what in what {
        log.push(logged(&log, "2026-11-20T09:30:00Z", what, None, [None, None]));
    }
    log
}

fn words(log: &[LogEntry]) -> Vec<&str> {
    log.iter().map(|entry| entry.what.as_str()).collect()
}

#[test]
fn two_logs_become_one_chain_with_every_entry_once() {
    let base = entries(&[], &["a", "b"]);
    let (ours, theirs) = (entries(&base, &["c"]), entries(&base, &["d", "e"]));
    let log = rechained(&base, &ours, &theirs);
    assert_eq!(words(&log), ["a", "b", "d", "e", "c"]);
    assert_eq!(broken_entry(&log), None);
    assert_eq!(log[..4], theirs, "what was kept before keeps its hashes");
    assert_eq!(rechained(&base, &log, &theirs), log, "joined twice is joined once");
    assert_eq!(rechained(&base, &theirs, &log), log);
    // An entry that a burst of typing wrote anew stands beside what the other side made of the old one.
    let typed = entries(&base[..1], &["b, longer"]);
    assert_eq!(words(&rechained(&base, &typed, &theirs)), ["a", "b", "d", "e", "b, longer"]);
}

#[test]
fn a_log_that_grows_too_long_says_what_it_left_out() {
    let mut log = Vec::new();
    for n in 0..=MOST_ENTRIES {
        log.push(logged(&log, "2026-11-20T09:30:00Z", &format!("edit {n}"), None, [None, Some(json!(n))]));
    }
    let old = log.clone();
    let log = bounded(log, "2026-11-21T09:30:00Z");
    assert_eq!(broken_entry(&log), None);
    assert!(log.len() < old.len() * 6 / 10, "{}", log.len());
    let half = old.len() / 2;
    assert_eq!(log[0].what, CHECKPOINT);
    assert_eq!(log[0].before, Some(json!({ "from": 1, "to": half, "hash": old[half - 1].hash })));
    let (kept, last) = (&log[1..], &old[half..]);
    assert_eq!(kept.len(), last.len());
    for (new, old) in kept.iter().zip(last) {
        assert_eq!((new.n, &new.what, &new.after, &new.at), (old.n, &old.what, &old.after, &old.at));
    }
    // What is left out next time is told from the very beginning.
    let mut log = log;
    while log.len() <= MOST_ENTRIES {
        log.push(logged(&log, "2026-11-22T09:30:00Z", "later", None, [None, None]));
    }
    let again = bounded(log, "2026-11-23T09:30:00Z");
    assert_eq!((again[0].before.as_ref().unwrap()["from"].clone(), broken_entry(&again)), (json!(1), None));
}

#[test]
fn entries_without_a_hash_get_one() {
    let log = entries(&[], &["a", "b", "c"]);
    let mut open = log.clone();
    for entry in &mut open[1..] {
        (entry.hash, entry.prev) = (String::new(), String::new());
    }
    assert_eq!(broken_entry(&open), Some(2));
    assert_eq!(sealed(open), log);
    assert_eq!(sealed(log.clone()), log);
}
