//! The reducer: every edit and its inverse, and the quick check.
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
    assessment::{
        Answer, Assessment, Certificate, CertificateStatus, Evidence, Given, Organisation, Settings, TriggerEntry,
    },
    decode::Sink,
    exchange::check,
    rules::{IDS, RulePack},
    units::{Currency, EvidenceKind, Level},
    update::{Change, ChangeKind, Edit, Msg, QuickAnswer, State, UNDO_DEPTH, quick_answer, quick_evidence_id},
};
use serde_json::{Value, json};
use support::{date, example, id, lines, pack};

/// A state that holds the example assessment.
fn loaded(pack: &RulePack) -> State {
    State::default().update(pack, Msg::Load(Rc::new(example(pack))))
}

/// Every reference of the assessment leads somewhere.
#[track_caller]
fn sound(pack: &RulePack, state: &State) {
    let sink = Sink::default();
    check(pack, state.assessment(), "", &sink);
    assert_eq!(lines(&sink.into_faults()), Vec::<String>::new());
}

fn level(level: Level) -> Answer {
    Answer { given: Some(Given::Level(level)), ..Answer::default() }
}

fn value(state: &State) -> Value {
    serde_json::to_value(&**state.assessment()).unwrap()
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
        sound(&pack, &after);
        let undone = after.update(&pack, Msg::Undo);
        assert!(Rc::ptr_eq(undone.assessment(), before.assessment()), "{kind:?}");
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
        sound(&pack, &next);
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
    assert_eq!(value(&answered), json!({ "answers": { "4.1": { "level": 3 } } }));
    let cleared = answered.update(&pack, Msg::Edit(Edit::Answer(id("4.1"), Answer::default())));
    assert_eq!(value(&cleared), json!({ "answers": {} }));
    let several =
        vec![(id("4.1"), level(Level::Absent)), (id("4.2"), level(Level::Stated)), (id("4.1"), level(Level::Assured))];
    let several = start.update(&pack, Msg::Edit(Edit::Answers(several)));
    assert_eq!(value(&several), json!({ "answers": { "4.1": { "level": 5 }, "4.2": { "level": 1 } } }));
    let entry = TriggerEntry { set_aside: Some("not us".to_owned()), ..TriggerEntry::default() };
    let aside = start.update(&pack, Msg::Edit(Edit::Trigger(id("esg"), entry)));
    assert_eq!(value(&aside), json!({ "answers": {}, "triggers": { "esg": { "signs": [], "set_aside": "not us" } } }));
    let back = aside.update(&pack, Msg::Edit(Edit::Trigger(id("esg"), TriggerEntry::default())));
    assert_eq!(value(&back), json!({ "answers": {} }));
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
        sound(&pack, &after);
    }
    let emptied = removals.into_iter().fold(state.clone(), |state, edit| state.update(&pack, Msg::Edit(edit)));
    sound(&pack, &emptied);
    let left = value(&emptied);
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

// ---------------------------------------------------------------- the quick check

fn quick(question: &str, level: Level, shown: Option<(EvidenceKind, &str)>) -> Msg {
    let shown = shown.map(|(kind, day)| (kind, date(day)));
    Msg::Edit(Edit::Quick(QuickAnswer { question: id(question), level, shown }))
}

/// The evidence item that a question made.
fn shown<'a>(state: &'a State, question: &str) -> Option<&'a Evidence> {
    state.assessment().evidence.iter().find(|item| item.id == quick_evidence_id(question))
}

#[test]
fn a_quick_answer_makes_provisional_answers_and_one_provisional_item() {
    let pack = pack();
    let msg = quick("running", Level::Operating, Some((EvidenceKind::Record, "2026-10-01")));
    let state = State::default().update(&pack, msg);
    let text = &pack.quick().iter().find(|question| &*question.id == "running").unwrap().text;
    assert_eq!(
        value(&state),
        json!({
            "answers": {
                "8.1": { "level": 3, "provisional": true },
                "9.1": { "level": 3, "provisional": true },
                "A.6.2.6": { "level": 3, "provisional": true },
                "A.6.2.8": { "level": 3, "provisional": true },
            },
            "evidence": [{
                "id": "quick-running",
                "title": text,
                "kind": "record",
                "dated": "2026-10-01",
                "requirements": ["8.1", "9.1", "A.6.2.6", "A.6.2.8"],
                "provisional": true,
            }],
        })
    );
    sound(&pack, &state);
}

#[test]
fn twelve_quick_answers_pre_fill_all_70() {
    let pack = pack();
    let state = pack.quick().iter().fold(State::default(), |state, question| {
        state.update(&pack, quick(&question.id, Level::Stated, Some((EvidenceKind::Document, "2026-09-30"))))
    });
    let mut answered: Vec<&str> = state.assessment().answers.keys().map(|id| &**id).collect();
    answered.sort_by_key(|id| pack.find(id));
    assert_eq!(answered, IDS);
    assert!(
        state.assessment().answers.values().all(|answer| answer.provisional && answer.level() == Some(Level::Stated))
    );
    assert_eq!(state.assessment().evidence.len(), 12);
    sound(&pack, &state);
}

#[test]
fn a_quick_answer_never_touches_an_answer_given_in_full() {
    let pack = pack();
    let full = Answer { owner: Some("Kit".to_owned()), ..level(Level::Absent) };
    let excluded = Answer { given: Some(Given::NotApplicable("none of ours".to_owned())), ..Answer::default() };
    let noted = Answer { note: Some("ask Robin".to_owned()), ..Answer::default() };
    let before = State::default()
        .update(&pack, Msg::Edit(Edit::Answer(id("8.1"), full.clone())))
        .update(&pack, Msg::Edit(Edit::Answer(id("A.6.2.6"), excluded.clone())))
        .update(&pack, Msg::Edit(Edit::Answer(id("9.1"), noted)));
    let after = before.update(&pack, quick("running", Level::Assured, Some((EvidenceKind::Assurance, "2026-10-01"))));
    let answers = &after.assessment().answers;
    assert_eq!((&answers["8.1"], &answers["A.6.2.6"]), (&full, &excluded));
    // A note alone is no answer: it stays beside the provisional one.
    assert_eq!(
        serde_json::to_value(&answers["9.1"]).unwrap(),
        json!({ "level": 5, "note": "ask Robin", "provisional": true })
    );
    assert_eq!(shown(&after, "running").unwrap().requirements, [id("9.1"), id("A.6.2.8")]);
}

#[test]
fn a_question_answered_in_full_since_is_left_alone() {
    let pack = pack();
    let state = ["8.1", "9.1", "A.6.2.6", "A.6.2.8"].iter().fold(State::default(), |state, requirement| {
        state.update(&pack, Msg::Edit(Edit::Answer(id(requirement), level(Level::Defined))))
    });
    let after = state.update(&pack, quick("running", Level::Assured, Some((EvidenceKind::Assurance, "2026-10-01"))));
    assert_eq!(after, state);
    assert_eq!(quick_answer(&pack, state.assessment(), "running"), None);
}

#[test]
fn the_quick_check_resumes_from_the_ground_state_alone() {
    let pack = pack();
    let given = [
        QuickAnswer { question: id("audit"), level: Level::Absent, shown: None },
        QuickAnswer { question: id("data"), level: Level::Stated, shown: None },
        QuickAnswer {
            question: id("risk"),
            level: Level::Reviewed,
            shown: Some((EvidenceKind::Review, date("2026-03-01"))),
        },
    ];
    for answer in given {
        let state = State::default().update(&pack, Msg::Edit(Edit::Quick(answer.clone())));
        let file = serde_json::to_value(&**state.assessment()).unwrap();
        let read = foreproof::exchange::read_assessment(&pack, &file, "").unwrap();
        assert_eq!(quick_answer(&pack, &read, &answer.question), Some(answer));
    }
    assert_eq!(quick_answer(&pack, &Assessment::default(), "audit"), None);
    assert_eq!(quick_answer(&pack, &Assessment::default(), "no-such"), None);
}

#[test]
fn a_changed_quick_answer_takes_the_place_of_the_one_before() {
    let pack = pack();
    let record = Some((EvidenceKind::Record, "2026-10-01"));
    let first = State::default().update(&pack, quick("data", Level::Operating, record));
    let lower = first.update(&pack, quick("data", Level::Defined, Some((EvidenceKind::Document, "2025-01-01"))));
    assert_eq!(lower.assessment().answers["A.7.2"].level(), Some(Level::Defined));
    assert_eq!(lower.assessment().evidence.len(), 1);
    assert_eq!(shown(&lower, "data").unwrap().kind, EvidenceKind::Document);
    assert_eq!(shown(&lower, "data").unwrap().dated, date("2025-01-01"));
    let nothing_to_show = first.update(&pack, quick("data", Level::Operating, None));
    assert_eq!(nothing_to_show.assessment().evidence, []);
    let absent = first.update(&pack, quick("data", Level::Absent, record));
    assert_eq!(absent.assessment().evidence, [], "what is absent has nothing to show");
    assert_eq!(absent.assessment().answers["A.7.2"].level(), Some(Level::Absent));
    assert_eq!(absent.update(&pack, Msg::Undo).assessment(), first.assessment());
}

#[test]
fn an_item_that_the_user_confirmed_is_kept_as_it_is() {
    let pack = pack();
    let first =
        State::default().update(&pack, quick("data", Level::Operating, Some((EvidenceKind::Record, "2026-10-01"))));
    let mut item = shown(&first, "data").unwrap().clone();
    item.title = "Quality report".to_owned();
    item.provisional = false;
    let confirmed = first.update(&pack, Msg::Edit(Edit::PutEvidence(item.clone())));
    for msg in [
        quick("data", Level::Absent, None),
        quick("data", Level::Assured, Some((EvidenceKind::Assurance, "2026-01-01"))),
    ] {
        let after = confirmed.update(&pack, msg);
        assert_eq!(shown(&after, "data"), Some(&item));
        assert_eq!(after.assessment().evidence.len(), 1);
    }
}

#[test]
fn an_entry_that_the_user_gave_the_same_id_is_not_taken_for_the_quick_checks() {
    let pack = pack();
    let own = Evidence {
        id: quick_evidence_id("data"),
        title: "My own".to_owned(),
        kind: EvidenceKind::Document,
        dated: date("2026-01-01"),
        valid_until: None,
        requirements: vec![id("4.1")],
        location: None,
        sha256: None,
        supersedes: None,
        provisional: false,
    };
    let state = State::default().update(&pack, Msg::Edit(Edit::PutEvidence(own.clone())));
    let after = state.update(&pack, quick("data", Level::Operating, Some((EvidenceKind::Record, "2026-10-01"))));
    assert_eq!(after.assessment().evidence, [own]);
}

#[test]
fn an_item_that_the_quick_check_takes_back_leaves_no_reference_to_it() {
    let pack = pack();
    let mut state = State::default().update(&pack, quick("data", Level::Operating, Some((EvidenceKind::Record, "2025-10-01"))));
    let newer = Evidence {
        id: id("newer"),
        dated: date("2026-10-01"),
        supersedes: Some(quick_evidence_id("data")),
        provisional: false,
        ..shown(&state, "data").unwrap().clone()
    };
    state = state.update(&pack, Msg::Edit(Edit::PutEvidence(newer)));
    sound(&pack, &state);
    let after = state.update(&pack, quick("data", Level::Absent, None));
    assert_eq!(shown(&after, "data"), None);
    sound(&pack, &after);
}
