//! The reducer: every edit and its inverse.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod support;

use std::rc::Rc;

use foreproof::{
    assessment::{Answer, Assessment, Certificate, CertificateStatus, Organisation, Settings, TriggerEntry},
    rules::RulePack,
    units::{Currency, Level},
    update::{Change, ChangeKind, Edit, Msg, QuickAnswer, State, UNDO_DEPTH},
};
use serde_json::json;
use support::{example, id, level, pack, sound, value};

/// A state that holds the example assessment.
fn loaded(pack: &RulePack) -> State {
    State::default().update(pack, Msg::Load(Rc::new(example(pack))))
}

/// One of every edit that the example admits, with what it says that it changed.
fn edits(example: &Assessment) -> Vec<(Edit, ChangeKind, &'static str)> {
    let mut system = example.systems[0].clone();
    system.name = "Renamed".to_owned();
    let mut evidence = example.evidence[0].clone();
    evidence.id = id("new");
    let mut risk = example.risks[0].clone();
    risk.likelihood = 1;
    let mut second = risk.clone();
    second.id = id("second");
    let mut incident = example.incidents[0].clone();
    incident.title = "Renamed".to_owned();
    let mut action = example.actions[0].clone();
    action.owner = None;
    let mut snapshot = example.snapshots[0].clone();
    snapshot.name = "Renamed".to_owned();
    let quick = QuickAnswer { question: id("audit"), level: Level::Defined, shown: None };
    let named = Organisation { name: "Other".to_owned(), ..Organisation::default() };
    let certificate = Certificate { status: CertificateStatus::Planned, ..Certificate::default() };
    let settings = Settings { currency: Currency::new("USD").unwrap(), ..Settings::default() };
    vec![
        (Edit::Organisation(named), ChangeKind::Organisation, ""),
        (Edit::Answer(id("4.1"), level(Level::Assured)), ChangeKind::Answer, "4.1"),
        (Edit::Answer(id("4.2"), Answer::default()), ChangeKind::Answer, "4.2"),
        (
            Edit::Answers(vec![(id("4.3"), level(Level::Absent)), (id("A.9.4"), level(Level::Assured))]),
            ChangeKind::Answers,
            "",
        ),
        (Edit::Trigger(id("rfp"), TriggerEntry::default()), ChangeKind::Trigger, "rfp"),
        (Edit::Certificate(certificate), ChangeKind::Certificate, ""),
        (Edit::PutEvidence(evidence), ChangeKind::Evidence, "new"),
        (Edit::RemoveEvidence(example.evidence[0].id.clone()), ChangeKind::EvidenceRemoved, "policy-2"),
        (Edit::PutSystem(system), ChangeKind::System, "ticket-assistant"),
        (Edit::RemoveSystem(id("coding-assistant")), ChangeKind::SystemRemoved, "coding-assistant"),
        (Edit::PutIncident(incident.clone()), ChangeKind::Incident, "leak-2026-10"),
        (Edit::RemoveIncident(incident.id), ChangeKind::IncidentRemoved, "leak-2026-10"),
        (Edit::PutRisk(Box::new(risk)), ChangeKind::Risk, "prompt-injection"),
        (Edit::AddRisks(vec![second]), ChangeKind::Risks, ""),
        (Edit::RemoveRisk(id("prompt-injection")), ChangeKind::RiskRemoved, "prompt-injection"),
        (Edit::PutAction(action), ChangeKind::Action, "split-index"),
        (Edit::RemoveAction(id("split-index")), ChangeKind::ActionRemoved, "split-index"),
        (Edit::PutSnapshot(snapshot), ChangeKind::Snapshot, "2026-q1"),
        (Edit::RemoveSnapshot(id("2026-q1")), ChangeKind::SnapshotRemoved, "2026-q1"),
        (Edit::Settings(settings), ChangeKind::Settings, ""),
        (Edit::Quick(quick), ChangeKind::Quick, "audit"),
        (Edit::Replace(ChangeKind::Erase, Rc::default()), ChangeKind::Erase, ""),
    ]
}

#[test]
fn every_edit_changes_the_state_says_what_and_can_be_taken_back_and_done_again() {
    let pack = pack();
    let before = loaded(&pack);
    assert_eq!((before.undoable(), before.redoable()), (None, None));
    for (edit, kind, subject) in edits(before.assessment()) {
        let change = edit.change();
        assert_eq!(change.kind, kind);
        assert!(subject.is_empty() || *change.subject == *subject, "{change:?}");
        let after = before.update(&pack, Msg::Edit(edit));
        assert_ne!(after.assessment(), before.assessment(), "{kind:?} changed nothing");
        assert_eq!((after.undoable(), after.redoable()), (Some(&change), None));
        sound(&pack, after.assessment());
        let undone = after.update(&pack, Msg::Undo);
        assert_eq!(undone.assessment(), before.assessment(), "{kind:?}");
        assert_eq!((undone.undoable(), undone.redoable()), (None, Some(&change)));
        let redone = undone.update(&pack, Msg::Redo);
        assert_eq!(redone, after, "{kind:?}");
    }
}

#[test]
fn a_row_of_edits_is_taken_back_one_by_one_in_the_other_order() {
    let pack = pack();
    let mut states = vec![loaded(&pack)];
    for (edit, ..) in edits(states[0].assessment()) {
        let next = states.last().unwrap().update(&pack, Msg::Edit(edit));
        sound(&pack, next.assessment());
        states.push(next);
    }
    assert_eq!(states.len(), 23);
    let mut state = states.last().unwrap().clone();
    for earlier in states.iter().rev().skip(1) {
        state = state.update(&pack, Msg::Undo);
        assert_eq!(state.assessment(), earlier.assessment());
    }
    assert_eq!(state.update(&pack, Msg::Undo), state, "there is nothing before the load");
    for later in states.iter().skip(1) {
        state = state.update(&pack, Msg::Redo);
        assert_eq!(state.assessment(), later.assessment());
    }
    assert_eq!(state.update(&pack, Msg::Redo), state, "there is nothing after the last edit");
}

#[test]
fn what_an_edit_makes_is_exactly_what_it_says() {
    let pack = pack();
    let start = State::default();
    let answered = start.update(&pack, Msg::Edit(Edit::Answer(id("4.1"), level(Level::Operating))));
    assert_eq!(value(answered.assessment()), json!({ "answers": { "4.1": { "level": 3 } } }));
    let cleared = answered.update(&pack, Msg::Edit(Edit::Answer(id("4.1"), Answer::default())));
    assert_eq!(value(cleared.assessment()), json!({ "answers": {} }));
    let several =
        vec![(id("4.1"), level(Level::Absent)), (id("4.2"), level(Level::Stated)), (id("4.1"), level(Level::Assured))];
    let several = start.update(&pack, Msg::Edit(Edit::Answers(several)));
    assert_eq!(value(several.assessment()), json!({ "answers": { "4.1": { "level": 5 }, "4.2": { "level": 1 } } }));
    let entry = TriggerEntry { set_aside: Some("not us".to_owned()), ..TriggerEntry::default() };
    let aside = start.update(&pack, Msg::Edit(Edit::Trigger(id("esg"), entry)));
    assert_eq!(
        value(aside.assessment()),
        json!({ "answers": {}, "triggers": { "esg": { "signs": [], "set_aside": "not us" } } })
    );
    let back = aside.update(&pack, Msg::Edit(Edit::Trigger(id("esg"), TriggerEntry::default())));
    assert_eq!(value(back.assessment()), json!({ "answers": {} }));
}

#[test]
fn putting_replaces_in_place_by_id_and_adds_at_the_end() {
    let pack = pack();
    let state = loaded(&pack);
    let ids = |state: &State| state.assessment().evidence.iter().map(|item| item.id.clone()).collect::<Vec<_>>();
    let mut item = state.assessment().evidence[7].clone();
    item.title = "Retitled".to_owned();
    let replaced = state.update(&pack, Msg::Edit(Edit::PutEvidence(item.clone())));
    assert_eq!(ids(&replaced), ids(&state));
    assert_eq!(replaced.assessment().evidence[7], item);
    item.id = id("the-41st");
    let added = state.update(&pack, Msg::Edit(Edit::PutEvidence(item)));
    assert_eq!((added.assessment().evidence.len(), added.assessment().evidence[40].id.clone()), (41, id("the-41st")));
}

#[test]
fn an_edit_that_changes_nothing_adds_no_step_and_keeps_what_could_be_done_again() {
    let pack = pack();
    let state = loaded(&pack);
    let assessment = state.assessment();
    let idle = [
        Edit::Organisation(assessment.organisation.clone()),
        Edit::Answer(id("4.1"), assessment.answers["4.1"].clone()),
        Edit::Answer(id("no-such"), Answer::default()),
        Edit::Answers(Vec::new()),
        Edit::Trigger(id("rfp"), assessment.triggers["rfp"].clone()),
        Edit::Certificate(assessment.certificate.clone()),
        Edit::PutEvidence(assessment.evidence[3].clone()),
        Edit::RemoveEvidence(id("no-such")),
        Edit::PutSystem(assessment.systems[1].clone()),
        Edit::RemoveSystem(id("no-such")),
        Edit::PutRisk(Box::new(assessment.risks[2].clone())),
        Edit::AddRisks(Vec::new()),
        Edit::RemoveRisk(id("no-such")),
        Edit::PutIncident(assessment.incidents[0].clone()),
        Edit::RemoveIncident(id("no-such")),
        Edit::PutAction(assessment.actions[0].clone()),
        Edit::RemoveAction(id("no-such")),
        Edit::PutSnapshot(assessment.snapshots[0].clone()),
        Edit::RemoveSnapshot(id("no-such")),
        Edit::Settings(assessment.settings.clone()),
        Edit::Quick(QuickAnswer { question: id("no-such"), level: Level::Assured, shown: None }),
        Edit::Replace(ChangeKind::Example, assessment.clone()),
    ];
    let undone = state.update(&pack, Msg::Edit(Edit::RemoveRisk(id("promise")))).update(&pack, Msg::Undo);
    assert!(undone.redoable().is_some());
    for edit in idle {
        for msg in [Msg::Edit(edit.clone()), Msg::Type(edit.clone())] {
            let after = undone.update(&pack, msg);
            assert!(Rc::ptr_eq(after.assessment(), undone.assessment()), "{edit:?}");
            assert_eq!(after, undone, "{edit:?}");
        }
    }
}

#[test]
fn a_new_edit_forgets_what_was_undone() {
    let pack = pack();
    let state = State::default()
        .update(&pack, Msg::Edit(Edit::Answer(id("4.1"), level(Level::Stated))))
        .update(&pack, Msg::Undo)
        .update(&pack, Msg::Edit(Edit::Answer(id("4.2"), level(Level::Stated))));
    assert_eq!(state.redoable(), None);
    assert_eq!(state.undoable(), Some(&Change { kind: ChangeKind::Answer, subject: id("4.2") }));
}

#[test]
fn at_most_two_hundred_edits_can_be_undone() {
    let pack = pack();
    let mut state = State::default();
    for n in 0..=UNDO_DEPTH {
        let named = Organisation { name: n.to_string() + ".", ..Organisation::default() };
        state = state.update(&pack, Msg::Edit(Edit::Organisation(named)));
    }
    let mut steps = 0;
    while state.undoable().is_some() {
        state = state.update(&pack, Msg::Undo);
        steps += 1;
    }
    assert_eq!((UNDO_DEPTH, steps), (200, 200));
    assert_eq!(state.assessment().organisation.name, "0.", "the oldest step was forgotten");
}

/// Types a name, letter by letter, into the organisation; or a note on an answer.
fn typed(pack: &RulePack, state: &State, subject: Option<&str>, words: &[&str]) -> State {
    words.iter().fold(state.clone(), |state, &word| {
        let edit = match subject {
            Some(requirement) => {
                Edit::Answer(id(requirement), Answer { note: Some(word.to_owned()), ..Answer::default() })
            }
            None => Edit::Organisation(Organisation { name: word.to_owned(), ..Organisation::default() }),
        };
        state.update(pack, Msg::Type(edit))
    })
}

#[test]
fn typing_in_one_place_is_one_step() {
    let pack = pack();
    let start = State::default();
    let state = typed(&pack, &start, None, &["L", "La", "Lar", "La", "Larch"]);
    assert_eq!(state.assessment().organisation.name, "Larch");
    let undone = state.update(&pack, Msg::Undo);
    assert_eq!(undone.assessment(), start.assessment());
    assert_eq!(undone.undoable(), None);
    assert_eq!(undone.update(&pack, Msg::Redo).assessment().organisation.name, "Larch");
}

#[test]
fn typing_elsewhere_or_after_anything_else_is_another_step() {
    let pack = pack();
    let steps = |state: &State| {
        let mut state = state.clone();
        let mut count = 0;
        while state.undoable().is_some() {
            state = state.update(&pack, Msg::Undo);
            count += 1;
        }
        count
    };
    let first = typed(&pack, &State::default(), Some("4.1"), &["a", "ab"]);
    assert_eq!(steps(&first), 1);
    assert_eq!(steps(&typed(&pack, &first, Some("4.2"), &["c", "cd"])), 2, "another requirement");
    assert_eq!(steps(&typed(&pack, &first, None, &["c", "cd"])), 2, "another kind of thing");
    let clicked = first.update(&pack, Msg::Edit(Edit::Answer(id("4.1"), level(Level::Stated))));
    assert_eq!(steps(&clicked), 2, "a click after typing");
    assert_eq!(steps(&typed(&pack, &clicked, Some("4.1"), &["x", "xy"])), 3, "typing after a click");
    let again = first.update(&pack, Msg::Undo).update(&pack, Msg::Redo);
    assert_eq!(steps(&typed(&pack, &again, Some("4.1"), &["abc"])), 2, "typing after a redo");
    let rested = first.update(&pack, Msg::Rest);
    assert_eq!(rested.assessment(), first.assessment());
    assert_eq!(
        steps(&typed(&pack, &rested, Some("4.1"), &["abc", "abcd"])),
        2,
        "another field of the same requirement"
    );
}

#[test]
fn loading_leaves_nothing_to_undo() {
    let pack = pack();
    let edited = State::default().update(&pack, Msg::Edit(Edit::Answer(id("4.1"), level(Level::Stated))));
    let state = edited.update(&pack, Msg::Load(Rc::new(example(&pack))));
    assert_eq!((state.undoable(), state.redoable()), (None, None));
    assert_eq!(state, loaded(&pack));
}

#[test]
fn taking_an_entry_away_leaves_no_reference_to_it() {
    let pack = pack();
    let state = loaded(&pack);
    let assessment = state.assessment();
    let mut removals: Vec<Edit> = Vec::new();
    removals.extend(assessment.systems.iter().map(|one| Edit::RemoveSystem(one.id.clone())));
    removals.extend(assessment.evidence.iter().map(|one| Edit::RemoveEvidence(one.id.clone())));
    removals.extend(assessment.risks.iter().map(|one| Edit::RemoveRisk(one.id.clone())));
    removals.extend(assessment.incidents.iter().map(|one| Edit::RemoveIncident(one.id.clone())));
    removals.extend(assessment.actions.iter().map(|one| Edit::RemoveAction(one.id.clone())));
    assert_eq!(removals.len(), 3 + 40 + 25 + 2 + 8);
    for edit in &removals {
        let after = state.update(&pack, Msg::Edit(edit.clone()));
        assert_ne!(after, state);
        sound(&pack, after.assessment());
    }
    let emptied = removals.into_iter().fold(state.clone(), |state, edit| state.update(&pack, Msg::Edit(edit)));
    sound(&pack, emptied.assessment());
    let left = value(emptied.assessment());
    for list in ["systems", "evidence", "risks", "incidents", "actions"] {
        assert!(left.get(list).is_none(), "{list}");
    }
}

#[test]
fn the_example_has_a_reference_of_every_kind_to_lose() {
    let pack = pack();
    let example = example(&pack);
    assert!(example.evidence.iter().any(|item| item.supersedes.is_some()));
    assert!(example.risks.iter().any(|risk| risk.system.is_some()));
    assert!(example.incidents.iter().any(|one| one.system.is_some() && one.risk.is_some() && one.action.is_some()));
    assert!(example.actions.iter().any(|action| action.risk.is_some()));
}
