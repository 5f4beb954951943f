//! Every way in which the ground state can change.

use std::rc::Rc;

use super::quick::{self, QuickAnswer};
use crate::{
    assessment::{
        Action, Answer, Assessment, Certificate, Evidence, Incident, Organisation, Risk, Settings, Snapshot, System,
        TriggerEntry,
    },
    exchange::{Conflict, turned},
    rules::RulePack,
    units::{Id, named},
};

/// A change of the ground state. Entries of a register are put by id: a new id adds, a known one replaces.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// The organisation.
    Organisation(Organisation),
    /// The answer to a requirement; an empty one takes it away.
    Answer(Id, Answer),
    /// The same level for several requirements; those already answered in full too.
    Answers(Vec<(Id, Answer)>),
    /// What was said of a trigger.
    Trigger(Id, TriggerEntry),
    /// The certificate.
    Certificate(Certificate),
    /// An evidence item.
    PutEvidence(Evidence),
    /// Takes an evidence item away.
    RemoveEvidence(Id),
    /// An AI system.
    PutSystem(System),
    /// Takes an AI system away, and every mention of it.
    RemoveSystem(Id),
    /// A risk.
    PutRisk(Box<Risk>),
    /// Several risks at once, from the catalogue.
    AddRisks(Vec<Risk>),
    /// Takes a risk away, and every mention of it.
    RemoveRisk(Id),
    /// An incident.
    PutIncident(Incident),
    /// Takes an incident away.
    RemoveIncident(Id),
    /// An action.
    PutAction(Action),
    /// Takes an action away, and every mention of it.
    RemoveAction(Id),
    /// A snapshot.
    PutSnapshot(Snapshot),
    /// Takes a snapshot away.
    RemoveSnapshot(Id),
    /// The settings.
    Settings(Settings),
    /// An answer of the quick check.
    Quick(QuickAnswer),
    /// Everything: an import, the example, or a fresh start.
    Replace(ChangeKind, Rc<Assessment>),
    /// The other value of a conflict, in place of the one that stands.
    Turn(Conflict),
}

/// What an edit changed, to say it in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The kind of thing.
    pub kind: ChangeKind,
    /// Which one: an id, or empty.
    pub subject: Id,
}

named! {
    /// The kind of thing that an edit changes.
    pub enum ChangeKind {
        /// The organisation.
        Organisation = "organisation",
        /// An answer.
        Answer = "answer",
        /// Several answers.
        Answers = "answers",
        /// A trigger.
        Trigger = "trigger",
        /// The certificate.
        Certificate = "certificate",
        /// An evidence item.
        Evidence = "evidence",
        /// An evidence item was taken away.
        EvidenceRemoved = "evidence_removed",
        /// An AI system.
        System = "system",
        /// An AI system was taken away.
        SystemRemoved = "system_removed",
        /// A risk.
        Risk = "risk",
        /// Risks from the catalogue.
        Risks = "risks",
        /// A risk was taken away.
        RiskRemoved = "risk_removed",
        /// An incident.
        Incident = "incident",
        /// An incident was taken away.
        IncidentRemoved = "incident_removed",
        /// An action.
        Action = "action",
        /// An action was taken away.
        ActionRemoved = "action_removed",
        /// A snapshot.
        Snapshot = "snapshot",
        /// A snapshot was taken away.
        SnapshotRemoved = "snapshot_removed",
        /// The settings.
        Settings = "settings",
        /// A question of the quick check.
        Quick = "quick",
        /// Everything, by an import.
        Import = "import",
        /// Everything, by the example.
        Example = "example",
        /// Everything was erased.
        Erase = "erase",
        /// Everything, by a backup.
        Restore = "restore",
        /// The other value of a conflict.
        Conflict = "conflict",
    }
}

impl Edit {
    /// What it changes.
    #[must_use]
    pub fn change(&self) -> Change {
        use ChangeKind as Kind;
        let none = || Id::from("");
        let (kind, subject) = match self {
            Self::Organisation(_) => (Kind::Organisation, none()),
            Self::Answer(id, _) => (Kind::Answer, id.clone()),
            Self::Answers(_) => (Kind::Answers, none()),
            Self::Trigger(id, _) => (Kind::Trigger, id.clone()),
            Self::Certificate(_) => (Kind::Certificate, none()),
            Self::PutEvidence(item) => (Kind::Evidence, item.id.clone()),
            Self::RemoveEvidence(id) => (Kind::EvidenceRemoved, id.clone()),
            Self::PutSystem(system) => (Kind::System, system.id.clone()),
            Self::RemoveSystem(id) => (Kind::SystemRemoved, id.clone()),
            Self::PutRisk(risk) => (Kind::Risk, risk.id.clone()),
            Self::AddRisks(_) => (Kind::Risks, none()),
            Self::RemoveRisk(id) => (Kind::RiskRemoved, id.clone()),
            Self::PutIncident(incident) => (Kind::Incident, incident.id.clone()),
            Self::RemoveIncident(id) => (Kind::IncidentRemoved, id.clone()),
            Self::PutAction(action) => (Kind::Action, action.id.clone()),
            Self::RemoveAction(id) => (Kind::ActionRemoved, id.clone()),
            Self::PutSnapshot(snapshot) => (Kind::Snapshot, snapshot.id.clone()),
            Self::RemoveSnapshot(id) => (Kind::SnapshotRemoved, id.clone()),
            Self::Settings(_) => (Kind::Settings, none()),
            Self::Quick(answer) => (Kind::Quick, answer.question.clone()),
            Self::Replace(kind, _) => (*kind, none()),
            Self::Turn(conflict) => (Kind::Conflict, conflict.path.join("/").into()),
        };
        Change { kind, subject }
    }

    /// Makes the change.
    pub(super) fn apply(self, pack: &RulePack, to: &mut Assessment) {
        match self {
            Self::Organisation(organisation) => to.organisation = organisation,
            Self::Answer(id, answer) => put_answer(to, id, answer),
            Self::Answers(answers) => answers.into_iter().for_each(|(id, answer)| put_answer(to, id, answer)),
            Self::Trigger(id, entry) => {
                if entry == TriggerEntry::default() {
                    to.triggers.remove(&id);
                } else {
                    to.triggers.insert(id, entry);
                }
            }
            Self::Certificate(certificate) => to.certificate = certificate,
            Self::PutEvidence(item) => put(&mut to.evidence, item, |item| &item.id),
            Self::RemoveEvidence(id) => take_evidence(to, &id),
            Self::PutSystem(system) => put(&mut to.systems, system, |system| &system.id),
            Self::RemoveSystem(id) => {
                to.systems.retain(|system| system.id != id);
                forget(to.risks.iter_mut().map(|risk| &mut risk.system), &id);
                forget(to.incidents.iter_mut().map(|incident| &mut incident.system), &id);
            }
            Self::PutRisk(risk) => put(&mut to.risks, *risk, |risk| &risk.id),
            Self::AddRisks(risks) => risks.into_iter().for_each(|risk| put(&mut to.risks, risk, |risk| &risk.id)),
            Self::RemoveRisk(id) => {
                to.risks.retain(|risk| risk.id != id);
                forget(to.incidents.iter_mut().map(|incident| &mut incident.risk), &id);
                forget(to.actions.iter_mut().map(|action| &mut action.risk), &id);
            }
            Self::PutIncident(incident) => put(&mut to.incidents, incident, |incident| &incident.id),
            Self::RemoveIncident(id) => to.incidents.retain(|incident| incident.id != id),
            Self::PutAction(action) => put(&mut to.actions, action, |action| &action.id),
            Self::RemoveAction(id) => {
                to.actions.retain(|action| action.id != id);
                forget(to.incidents.iter_mut().map(|incident| &mut incident.action), &id);
            }
            Self::PutSnapshot(snapshot) => put(&mut to.snapshots, snapshot, |snapshot| &snapshot.id),
            Self::RemoveSnapshot(id) => to.snapshots.retain(|snapshot| snapshot.id != id),
            Self::Settings(settings) => to.settings = settings,
            Self::Quick(answer) => quick::apply(&answer, pack, to),
            Self::Replace(_, assessment) => *to = Rc::unwrap_or_clone(assessment),
            Self::Turn(conflict) => *to = turned(to, &conflict),
        }
    }
}

fn put_answer(to: &mut Assessment, id: Id, answer: Answer) {
    if answer.is_empty() {
        to.answers.remove(&id);
    } else {
        to.answers.insert(id, answer);
    }
}

/// Replaces the entry of the same id, or adds it at the end.
pub(super) fn put<T>(list: &mut Vec<T>, entry: T, id: impl Fn(&T) -> &Id) {
    match list.iter_mut().find(|there| id(there) == id(&entry)) {
        Some(there) => *there = entry,
        None => list.push(entry),
    }
}

/// Takes an evidence item away, and every mention of it.
pub(super) fn take_evidence(to: &mut Assessment, id: &Id) {
    to.evidence.retain(|item| item.id != *id);
    forget(to.evidence.iter_mut().map(|item| &mut item.supersedes), id);
}

/// Takes away every reference to an entry that is gone, so that none leads nowhere.
fn forget<'a>(references: impl Iterator<Item = &'a mut Option<Id>>, gone: &Id) {
    for reference in references.filter(|reference| reference.as_ref() == Some(gone)) {
        *reference = None;
    }
}
