//! The quick check: one question pre-fills the answers of several requirements.
//!
//! It makes provisional answers and at most one provisional evidence item a question, and never
//! touches an answer that the user has given in full. Where it stands can be read off the ground
//! state, so it needs no memory of its own and resumes wherever it was left.

use super::edit::put;
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
    let confirmed = to.evidence.iter().any(|item| item.id == id && !item.provisional);
    if confirmed {
        return;
    }
    match given.shown.filter(|_| given.level > Level::Absent && !open.is_empty()) {
        Some((kind, dated)) => put(
            &mut to.evidence,
            Evidence {
                id,
                title: question.text.clone(),
                kind,
                dated,
                valid_until: None,
                requirements: open,
                location: None,
                sha256: None,
                supersedes: None,
                provisional: true,
            },
            |item| &item.id,
        ),
        None => to.evidence.retain(|item| item.id != id),
    }
}
