//! The quick check: one question pre-fills the answers of several requirements.
//!
//! It makes provisional answers and at most one provisional evidence item a question, and never
//! touches an answer that the user has given in full. Where it stands can be read off the ground
//! state, so it needs no memory of its own and resumes wherever it was left.

use super::edit::{put, take_evidence};
use crate::{
    assessment::{Answer, Assessment, Evidence, Given},
    rules::RulePack,
    units::{Date, EvidenceKind, Id, Level},
};

/// An answer to a question of the quick check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuickAnswer {
    /// The question's id.
    pub question: Id,
    /// The level of the option chosen.
    pub level: Level,
    /// What could be shown tomorrow, and from when; nothing if `None`.
    pub shown: Option<(EvidenceKind, Date)>,
}

/// The id of the evidence item that a question makes.
#[must_use]
pub fn quick_evidence_id(question: &str) -> Id {
    format!("quick-{question}").into()
}

/// What the quick check was told on a question, read off the ground state; `None` if nothing, or if
/// every requirement of the question was answered in full since.
#[must_use]
pub fn quick_answer(pack: &RulePack, assessment: &Assessment, question: &str) -> Option<QuickAnswer> {
    let question = pack.quick().iter().find(|candidate| &*candidate.id == question)?;
    let answer =
        question.requirements.iter().find_map(|id| assessment.answers.get(id).filter(|answer| answer.provisional))?;
    let id = quick_evidence_id(&question.id);
    let shown = assessment.evidence.iter().find(|item| item.id == id).map(|item| (item.kind, item.dated));
    Some(QuickAnswer { question: question.id.clone(), level: answer.level()?, shown })
}

pub(super) fn apply(given: &QuickAnswer, pack: &RulePack, to: &mut Assessment) {
    let Some(question) = pack.quick().iter().find(|question| question.id == given.question) else { return };
    let in_full = |answer: &Answer| answer.given.is_some() && !answer.provisional;
    let open: Vec<Id> =
        question.requirements.iter().filter(|id| !to.answers.get(*id).is_some_and(in_full)).cloned().collect();
    for id in &open {
        let answer = to.answers.entry(id.clone()).or_default();
        answer.given = Some(Given::Level(given.level));
        answer.provisional = true;
    }
    let id = quick_evidence_id(&question.id);
    let there = to.evidence.iter().find(|item| item.id == id);
    // With every answer given in full, or the item confirmed, the quick check has no more say.
    if open.is_empty() || there.is_some_and(|item| !item.provisional) {
        return;
    }
    // What was answered in full meanwhile keeps the proof that it was given.
    let kept = there.map(|item| item.requirements.as_slice()).unwrap_or_default();
    let kept: Vec<Id> = kept.iter().filter(|id| !open.contains(id)).cloned().collect();
    match given.shown.filter(|_| given.level > Level::Absent) {
        Some((kind, dated)) => put(
            &mut to.evidence,
            Evidence {
                id,
                title: question.text.clone(),
                kind,
                dated,
                valid_until: None,
                requirements: kept.into_iter().chain(open).collect(),
                location: None,
                sha256: None,
                supersedes: None,
                provisional: true,
            },
            |item| &item.id,
        ),
        None if kept.is_empty() => take_evidence(to, &id),
        None => {
            to.evidence.iter_mut().filter(|item| item.id == id).for_each(|item| item.requirements.clone_from(&kept))
        }
    }
}
