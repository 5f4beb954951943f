//! The quick check: what one question pre-fills, and what it leaves alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod support;

use foreproof::{
    assessment::{Answer, Assessment, Evidence, Given},
    exchange::read_assessment,
    rules::IDS,
    units::{EvidenceKind, Level},
    update::{Edit, Msg, QuickAnswer, State, quick_answer, quick_evidence_id},
};
use serde_json::json;
use support::{date, id, level, pack, sound, value};

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
        value(state.assessment()),
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
    sound(&pack, state.assessment());
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
    sound(&pack, state.assessment());
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
        let read = read_assessment(&pack, &file, "").unwrap();
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
    let mut state =
        State::default().update(&pack, quick("data", Level::Operating, Some((EvidenceKind::Record, "2025-10-01"))));
    let newer = Evidence {
        id: id("newer"),
        dated: date("2026-10-01"),
        supersedes: Some(quick_evidence_id("data")),
        provisional: false,
        ..shown(&state, "data").unwrap().clone()
    };
    state = state.update(&pack, Msg::Edit(Edit::PutEvidence(newer)));
    sound(&pack, state.assessment());
    let after = state.update(&pack, quick("data", Level::Absent, None));
    assert_eq!(shown(&after, "data"), None);
    sound(&pack, after.assessment());
}

#[test]
fn an_answer_confirmed_meanwhile_keeps_the_proof_it_was_given() {
    let pack = pack();
    let question = &pack.quick()[0];
    let answer = |level, shown| QuickAnswer { question: question.id.clone(), level, shown };
    let dated = date("2026-05-01");
    let edit = |state: &State, edit| state.update(&pack, Msg::Edit(edit));
    let state = edit(&State::default(), Edit::Quick(answer(Level::Operating, Some((EvidenceKind::Record, dated)))));
    let confirmed = question.requirements[0].clone();
    let full = Answer { given: Some(Given::Level(Level::Operating)), ..Answer::default() };
    let state = edit(&state, Edit::Answer(confirmed.clone(), full.clone()));

    let nothing_shown = edit(&state, Edit::Quick(answer(Level::Stated, None)));
    assert_eq!(nothing_shown.assessment().evidence[0].requirements, vec![confirmed.clone()]);
    assert_eq!(nothing_shown.assessment().answers[&confirmed], full);

    let all: Vec<_> = question.requirements.iter().map(|id| (id.clone(), full.clone())).collect();
    let all_confirmed = edit(&state, Edit::Answers(all));
    let again = edit(&all_confirmed, Edit::Quick(answer(Level::Absent, None)));
    assert_eq!(again.assessment(), all_confirmed.assessment(), "the quick check has no more say");
}
