//! What keeps the work: versions of the format, backups, the log that the app writes, undo over a reload,
//! and two tabs that work on the same assessment.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

#[path = "twin/dice.rs"]
#[allow(dead_code)]
mod dice;
#[path = "support/edits.rs"]
mod edits;
mod support;

use std::{fs, path::Path, rc::Rc};

use dice::Dice;
use edits::random_edit;
use foreproof::{
    assessment::{Answer, Assessment},
    exchange::{
        BACKUP_PAUSE, STEPS, Step, VERSION, backup_due, broken_entry, export_overdue, import, migrate, seconds,
        surplus_backups,
    },
    rules::RulePack,
    units::Level,
    update::{ChangeKind, Edit, Msg, State},
};
use serde_json::{Value, json};
use support::{date, example, id, level, pack, sound, value};

const AT: &str = "2026-11-20T09:30:00Z";

// ---------------------------------------------------------------- versions

#[test]
fn a_file_of_every_version_is_read_as_it_was_then() {
    let pack = pack();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/versions");
    let mut versions: Vec<u64> = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let version = path.file_stem().unwrap().to_str().unwrap().parse().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let file: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(file["version"], version);
        let read = import(&pack, &text).unwrap();
        assert_eq!(broken_entry(&read.log), None);
        assert!(!read.log.is_empty() && !read.extensions.is_empty(), "the file leaves something out");
        if version == VERSION {
            let (read, file) = (value(&read), &file["assessment"]);
            for (part, stated) in file.as_object().unwrap() {
                assert_eq!(&read[part], stated, "{part}");
            }
            assert_eq!(read.as_object().unwrap().len(), file.as_object().unwrap().len());
        }
        versions.push(version);
    }
    versions.sort_unstable();
    assert_eq!(versions, (1..=VERSION).collect::<Vec<_>>(), "a version has no frozen file");
    let from: Vec<u64> = STEPS.iter().map(|step| step.from).collect();
    assert_eq!(from, (1..VERSION).collect::<Vec<_>>(), "a version has no step to the next");
}

#[test]
fn a_document_takes_every_step_from_its_own_version_on() {
    let steps = [
        Step { from: 2, change: |it| it["second"] = json!(it["version"]) },
        Step { from: 1, change: |it| it["first"] = json!(it["version"]) },
    ];
    let document = |version: u64| json!({ "version": version });
    assert_eq!(migrate(document(1), &steps, 3), Some(json!({ "version": 3, "first": 1, "second": 2 })));
    assert_eq!(migrate(document(2), &steps, 3), Some(json!({ "version": 3, "second": 2 })));
    assert_eq!(migrate(document(3), &steps, 3), Some(json!({ "version": 3 })));
    // There is no way back, none over a gap, and none from nowhere.
    assert_eq!(migrate(document(3), &steps, 2), None);
    assert_eq!(migrate(document(0), &steps, 3), None);
    assert_eq!(migrate(document(1), &steps[..1], 3), None);
    assert_eq!(migrate(json!({ "version": "1" }), &steps, 3), None);
}

#[test]
fn a_version_that_never_was_is_refused() {
    let pack = pack();
    let mut file: Value = serde_json::from_str(support::EXAMPLE).unwrap();
    file["version"] = json!(0);
    let faults = import(&pack, &file.to_string()).unwrap_err();
    assert_eq!(faults[0].message, "the version of this file is unknown");
}

// ----------------------------------------------------------------- backups

#[test]
fn moments_are_seconds() {
    assert_eq!(seconds("1970-01-01T00:00:00Z"), Some(0));
    // By `date -ud 2026-11-20T09:30:05Z +%s`.
    assert_eq!(seconds("2026-11-20T09:30:05Z"), Some(1_795_167_005));
    for wrong in ["", "2026-11-20", "2026-11-20T09:30:05", "2026-13-20T09:30:05Z", "2026-11-20T09:30Z", "x"] {
        assert_eq!(seconds(wrong), None, "{wrong}");
    }
}

#[test]
fn a_backup_is_due_after_a_while_and_never_stopped_by_a_clock_set_back() {
    assert!(backup_due(None, 0));
    assert!(!backup_due(Some(1_000), 1_000 + BACKUP_PAUSE - 1));
    assert!(backup_due(Some(1_000), 1_000 + BACKUP_PAUSE));
    assert!(backup_due(Some(1_000), 999));
}

#[test]
fn of_many_backups_few_stay_their_ages_grow_and_they_fit() {
    let (mut kept, mut now): (Vec<(i64, usize)>, i64) = (Vec::new(), 0);
    // Ninety days of work, a backup every twenty minutes.
    for _ in 0..90 * 72 {
        now += 1_200;
        kept.push((now, 1_000));
        let gone = surplus_backups(&kept, now, 1_000_000);
        kept = (0..kept.len()).filter(|place| !gone.contains(place)).map(|place| kept[place]).collect();
        assert!(kept.len() <= 6, "{kept:?}");
        assert_eq!(kept.last(), Some(&(now, 1_000)), "the newest stays");
    }
    let days: Vec<i64> = kept.iter().map(|(at, _)| (now - at) / 86_400).collect();
    assert!(days[0] >= 30, "none is a month old: {days:?}");
    assert!(days.iter().any(|days| (7..30).contains(days)), "none is weeks old: {days:?}");
    assert!(days.iter().any(|days| (1..7).contains(days)), "none is days old: {days:?}");
    // Without room the oldest go first; the newest too, if it is too large by itself.
    let left = |room| surplus_backups(&kept, now, room).len();
    assert_eq!((left(1_000), left(999), left(0)), (kept.len() - 1, kept.len(), kept.len()));
    assert!(!surplus_backups(&kept, now, 2_000).contains(&(kept.len() - 1)));
}

#[test]
fn a_reminder_comes_after_two_weeks_in_this_browser_alone() {
    let today = date("2026-11-20");
    assert_eq!(export_overdue(None, today), None);
    assert_eq!(export_overdue(Some(date("2026-11-07")), today), None);
    assert_eq!(export_overdue(Some(date("2026-11-06")), today), Some(14));
    // A clock that was set back reminds of nothing.
    assert_eq!(export_overdue(Some(date("2027-11-06")), today), None);
}

// --------------------------------------------------------------------- log

fn told(state: &State) -> Vec<(&str, Option<&str>, Value, Value)> {
    let value = |value: &Option<Value>| value.clone().unwrap_or(Value::Null);
    let log = &state.assessment().log;
    log.iter().map(|it| (it.what.as_str(), it.path.as_deref(), value(&it.before), value(&it.after))).collect()
}

fn noted(text: &str) -> Edit {
    Edit::Answer(id("5.2"), Answer { note: Some(text.to_owned()), ..Answer::default() })
}

#[test]
fn every_edit_undo_and_redo_is_an_entry_and_the_chain_holds() {
    let pack = pack();
    let state = State::default()
        .logged(&pack, Msg::Edit(Edit::Answer(id("5.2"), level(Level::Defined))), AT)
        .logged(&pack, Msg::Undo, AT)
        .logged(&pack, Msg::Redo, AT);
    let path = Some("answers/5.2/level");
    assert_eq!(
        told(&state),
        [
            ("answer 5.2", path, json!(null), json!(2)),
            ("undo: answer 5.2", path, json!(2), json!(null)),
            ("redo: answer 5.2", path, json!(null), json!(2)),
        ]
    );
    assert_eq!(broken_entry(&state.assessment().log), None);
    assert_eq!(state.assessment().log[0].at, AT);
}

#[test]
fn a_burst_of_typing_is_one_entry() {
    let pack = pack();
    let mut state = State::default();
    for text in ["A", "Ap", "App", "Approved"] {
        state = state.logged(&pack, Msg::Type(noted(text)), AT);
    }
    assert_eq!(told(&state), [("answer 5.2", Some("answers/5.2/note"), json!(null), json!("Approved"))]);
    assert_eq!(broken_entry(&state.assessment().log), None);
    let state = state.logged(&pack, Msg::Edit(Edit::Answer(id("4.1"), level(Level::Absent))), AT);
    let state = state.logged(&pack, Msg::Type(noted("Approved in June")), AT);
    assert_eq!(told(&state).len(), 3);
    assert_eq!(told(&state)[2].2, json!("Approved"));
}

#[test]
fn a_change_of_several_values_names_each() {
    let pack = pack();
    let state = State::default().update(&pack, Msg::Load(Rc::new(example(&pack))));
    let state = state.logged(&pack, Msg::Edit(Edit::RemoveRisk(id("prompt-injection"))), AT);
    let [(what, None, ref before, _)] = told(&state)[..] else { panic!("{:?}", told(&state)) };
    let before = before.as_object().unwrap();
    assert_eq!(what, "risk removed prompt-injection");
    assert_eq!(before["risks/prompt-injection"]["id"], "prompt-injection");
    assert!(before.len() > 1, "what mentioned the risk is told too: {:?}", before.keys());
}

#[test]
fn what_replaces_everything_brings_its_own_log_and_undo_brings_back_the_old_one() {
    let pack = pack();
    let state = State::default().logged(&pack, Msg::Edit(noted("ours")), AT);
    let before = state.assessment().clone();
    let imported = Rc::new(example(&pack));
    let state = state.logged(&pack, Msg::Edit(Edit::Replace(ChangeKind::Import, imported.clone())), AT);
    assert_eq!(*state.assessment(), imported, "an import adds no entry to what it reads");
    let changed = state.logged(&pack, Msg::Edit(noted("later")), AT);
    assert_eq!(changed.assessment().log.len(), 1);
    let back = changed.logged(&pack, Msg::Undo, AT).logged(&pack, Msg::Undo, AT);
    assert_eq!(*back.assessment(), before);
    let again = back.logged(&pack, Msg::Redo, AT);
    assert_eq!(value(again.assessment())["answers"], value(&imported)["answers"]);
}

// ------------------------------------------------------ undo over a reload

fn worked(pack: &RulePack, seed: u64, count: usize) -> State {
    let mut dice = Dice(seed);
    let mut state = State::default().update(pack, Msg::Load(Rc::new(example(pack))));
    for _ in 0..count {
        let msg = match dice.between(0, 9) {
            0 => Msg::Undo,
            1 => Msg::Redo,
            _ => Msg::Edit(random_edit(&mut dice, pack, state.assessment())),
        };
        state = state.logged(pack, msg, AT);
    }
    state
}

#[test]
fn undo_and_redo_go_on_after_a_reload() {
    let pack = pack();
    for seed in 0..20 {
        let before = worked(&pack, seed, 40);
        let mut after = State::default().update(&pack, Msg::Load(before.assessment().clone()));
        after = after.recalling(&before.remembered(1 << 22));
        let mut before = before.update(&pack, Msg::Settle);
        loop {
            assert_eq!((after.undoable(), after.redoable()), (before.undoable(), before.redoable()), "{seed}");
            assert_eq!(after.assessment(), before.assessment(), "{seed}");
            if before.undoable().is_none() {
                break;
            }
            (before, after) = (before.update(&pack, Msg::Undo), after.update(&pack, Msg::Undo));
        }
        while before.redoable().is_some() {
            (before, after) = (before.update(&pack, Msg::Redo), after.update(&pack, Msg::Redo));
            assert_eq!(after.assessment(), before.assessment(), "{seed}");
        }
    }
}

#[test]
fn steps_of_undo_are_never_taken_for_those_of_another_state() {
    let pack = pack();
    let (state, other) = (worked(&pack, 1, 30), worked(&pack, 2, 30));
    let loaded = other.update(&pack, Msg::Load(other.assessment().clone()));
    assert_eq!(loaded.recalling(&state.remembered(1 << 22)), loaded);
    for damaged in ["", "{", "[]", "{\"of\":1}", "null"] {
        assert_eq!(loaded.recalling(damaged), loaded);
    }
}

#[test]
fn with_little_room_the_oldest_steps_go_and_the_latest_stay() {
    let pack = pack();
    let state = worked(&pack, 3, 60);
    let loaded = state.update(&pack, Msg::Load(state.assessment().clone()));
    let mut depths = Vec::new();
    for most in [0, 1_000, 4_000, 1 << 22] {
        let text = state.remembered(most);
        assert!(text.len() <= most.max(120), "{} of {most}", text.len());
        let mut recalled = loaded.recalling(&text);
        let mut depth = 0;
        while recalled.undoable().is_some() {
            (recalled, depth) = (recalled.update(&pack, Msg::Undo), depth + 1);
        }
        depths.push(depth);
    }
    assert!(depths[0] == 0 && depths.is_sorted() && depths[1] < depths[3], "{depths:?}");
}

// ---------------------------------------------------------------- two tabs

#[test]
fn undo_takes_back_what_this_tab_did_and_nothing_of_the_other() {
    let pack = pack();
    let base: Rc<Assessment> = Rc::default();
    let start = State::default().update(&pack, Msg::Load(base.clone()));
    let ours = start.update(&pack, Msg::Edit(Edit::Answer(id("4.1"), level(Level::Defined))));
    let theirs = start.update(&pack, Msg::Edit(noted("theirs"))).assessment().clone();
    let joined = ours.update(&pack, Msg::Join { base, theirs: theirs.clone() });
    assert_eq!(value(joined.assessment())["answers"], json!({ "4.1": { "level": 2 }, "5.2": { "note": "theirs" } }));
    let undone = joined.update(&pack, Msg::Undo);
    assert_eq!(*undone.assessment(), theirs);
    assert_eq!((undone.passed_over(), undone.undoable()), (0, None));
    assert_eq!(*undone.update(&pack, Msg::Redo).assessment(), *joined.assessment());
}

#[test]
fn undo_leaves_what_the_other_tab_has_changed_since_and_says_so() {
    let pack = pack();
    let ours = State::default().update(&pack, Msg::Edit(noted("ours")));
    let base = ours.assessment().clone();
    let theirs = State::default().update(&pack, Msg::Edit(noted("ours, bettered"))).assessment().clone();
    let joined = ours.update(&pack, Msg::Join { base, theirs: theirs.clone() });
    assert_eq!((joined.assessment(), joined.conflicts().len()), (&theirs, 0));
    let undone = joined.update(&pack, Msg::Undo);
    assert_eq!((undone.assessment(), undone.passed_over()), (&theirs, 1));
}

#[test]
fn a_conflict_stays_until_it_is_settled() {
    let pack = pack();
    let base: Rc<Assessment> = Rc::default();
    let ours = State::default().update(&pack, Msg::Edit(noted("ours")));
    let theirs = State::default().update(&pack, Msg::Edit(noted("theirs"))).assessment().clone();
    let joined = ours.update(&pack, Msg::Join { base, theirs });
    let [conflict] = joined.conflicts() else { panic!("{:?}", joined.conflicts()) };
    assert_eq!((&conflict.kept, &conflict.other), (&Some(json!("ours")), &Some(json!("theirs"))));
    assert_eq!(joined.update(&pack, Msg::Settle).conflicts(), []);
    let turned = joined.update(&pack, Msg::Edit(Edit::Turn(conflict.clone())));
    assert_eq!(
        (value(turned.assessment())["answers"]["5.2"]["note"].clone(), turned.conflicts().len()),
        (json!("theirs"), 0)
    );
    assert_eq!(turned.update(&pack, Msg::Undo).assessment(), joined.assessment());
}

#[test]
fn two_tabs_that_edit_by_turns_come_to_the_same_and_lose_nothing() {
    let pack = pack();
    for seed in 0..60 {
        let mut dice = Dice(seed);
        let mut kept: Rc<Assessment> = Rc::new(example(&pack));
        let load = State::default().update(&pack, Msg::Load(kept.clone()));
        // Each tab with the text that it knows of.
        let mut tabs = [(load.clone(), kept.clone()), (load, kept.clone())];
        for step in 0..30 {
            let (state, known) = &mut tabs[usize::from(dice.chance(50))];
            let own = Answer { note: Some(format!("{seed} {step}")), ..Answer::default() };
            let edit = if dice.chance(50) {
                random_edit(&mut dice, &pack, state.assessment())
            } else {
                Edit::Answer(id("9.1"), own)
            };
            *state = state.logged(&pack, Msg::Edit(edit), AT);
            if dice.chance(60) {
                // It is kept: what lies there is joined first.
                *state = state.update(&pack, Msg::Join { base: known.clone(), theirs: kept.clone() });
                kept = state.assessment().clone();
                known.clone_from(&kept);
                sound(&pack, &kept);
                assert_eq!(broken_entry(&kept.log), None, "{seed}");
            }
        }
        for _ in 0..2 {
            for (state, known) in &mut tabs {
                *state = state.update(&pack, Msg::Join { base: known.clone(), theirs: kept.clone() });
                kept = state.assessment().clone();
                known.clone_from(&kept);
            }
        }
        assert_eq!(tabs[0].0.assessment(), tabs[1].0.assessment(), "{seed}");
    }
}
