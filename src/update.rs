//! The one reducer: what the user does, and what that makes of the ground state.
//!
//! [`State::update`] is pure: the same state and message give the same new state. Every edit can be
//! undone: an edit is kept as the changes it made, not as the state before it, so that taking it back
//! leaves alone what has come from another tab meanwhile. Saving, computing and drawing happen around it.

mod edit;
mod history;
mod quick;

use std::rc::Rc;

pub use edit::{Change, ChangeKind, Edit};
pub use quick::{QuickAnswer, quick_answer, quick_evidence_id};

use crate::{
    assessment::{Assessment, LogEntry},
    exchange::{Conflict, Patch, apply, diff, merge},
    rules::RulePack,
};

/// How many edits can be undone.
pub const UNDO_DEPTH: usize = 200;

/// What happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// The user changes something.
    Edit(Edit),
    /// The user types: like an edit, but one with the edit before it if that changed the same thing.
    Type(Edit),
    /// The user is done typing where they were: what they type next is a step of its own.
    Rest,
    /// The last edit is taken back.
    Undo,
    /// The last undone edit is done again.
    Redo,
    /// The state comes from storage; there is nothing to undo before it.
    Load(Rc<Assessment>),
    /// Another tab has changed things too. Both are joined: our edits can still be undone, theirs can't.
    Join {
        /// What both tabs began with.
        base: Rc<Assessment>,
        /// What the other tab made of it.
        theirs: Rc<Assessment>,
    },
    /// The user has seen the conflicts and leaves them as they are.
    Settle,
}

/// An edit that can be taken back, or done again.
#[derive(Debug, Clone, PartialEq)]
struct Moment {
    change: Change,
    /// What it changed.
    patch: Patch,
    /// The log before and after it, if it replaced everything: a log belongs to what it tells of.
    logs: Option<Box<[Vec<LogEntry>; 2]>>,
}

/// Typing that may go on: the state that it began with, and the entry of the log that it wrote.
#[derive(Debug, Clone, PartialEq)]
struct Burst {
    before: Rc<Assessment>,
    entry: Option<LogEntry>,
}

/// The ground state with its past and its future.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    assessment: Rc<Assessment>,
    past: Vec<Moment>,
    future: Vec<Moment>,
    burst: Option<Burst>,
    passed_over: usize,
    conflicts: Vec<Conflict>,
}

impl State {
    /// The state that storage holds at the start; there is nothing to undo before it.
    #[must_use]
    pub fn loaded(assessment: Rc<Assessment>) -> Self {
        Self { assessment, ..Self::default() }
    }

    /// The ground state.
    #[must_use]
    pub const fn assessment(&self) -> &Rc<Assessment> {
        &self.assessment
    }

    /// Whether typing would go on with the last edit.
    #[must_use]
    pub const fn is_typing(&self) -> bool {
        self.burst.is_some()
    }

    /// What an undo would take back.
    #[must_use]
    pub fn undoable(&self) -> Option<&Change> {
        self.past.last().map(|moment| &moment.change)
    }

    /// What a redo would do again.
    #[must_use]
    pub fn redoable(&self) -> Option<&Change> {
        self.future.last().map(|moment| &moment.change)
    }

    /// What this tab and another one changed, each in its own way, and the user has not settled yet.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// How many values the last undo or redo left as they are, because another tab has changed them since.
    #[must_use]
    pub const fn passed_over(&self) -> usize {
        self.passed_over
    }

    /// The state after a message; the same state if the message changes nothing. The log stays as it is:
    /// [`State::logged`] writes it.
    #[must_use]
    pub fn update(&self, pack: &RulePack, msg: Msg) -> Self {
        match msg {
            Msg::Edit(edit) => self.edited(pack, edit, false),
            Msg::Type(edit) => self.edited(pack, edit, true),
            Msg::Rest => Self { burst: None, ..self.clone() },
            Msg::Undo => self.stepped(true),
            Msg::Redo => self.stepped(false),
            Msg::Load(assessment) => Self::loaded(assessment),
            Msg::Join { base, theirs } => self.joined(&base, &theirs),
            Msg::Settle => Self { conflicts: Vec::new(), ..self.clone() },
        }
    }

    fn joined(&self, base: &Assessment, theirs: &Rc<Assessment>) -> Self {
        let (joined, new) = merge(base, &self.assessment, theirs);
        let assessment = if joined == *self.assessment {
            if new.is_empty() {
                return self.clone();
            }
            self.assessment.clone()
        } else if joined == **theirs {
            theirs.clone()
        } else {
            Rc::new(joined)
        };
        let mut conflicts = self.conflicts.clone();
        conflicts.retain(|old| new.iter().all(|new| new.path != old.path));
        conflicts.extend(new);
        Self { assessment, burst: None, passed_over: 0, conflicts, ..self.clone() }
    }

    fn edited(&self, pack: &RulePack, edit: Edit, typing: bool) -> Self {
        let change = edit.change();
        let replaces = matches!(edit, Edit::Replace(..));
        let mut conflicts = self.conflicts.clone();
        match &edit {
            Edit::Turn(settled) => conflicts.retain(|conflict| conflict != settled),
            Edit::Replace(..) => conflicts.clear(),
            _ => {}
        }
        let mut assessment = Assessment::clone(&self.assessment);
        edit.apply(pack, &mut assessment);
        if assessment == *self.assessment {
            return Self { conflicts, ..self.clone() };
        }
        let logs = replaces.then(|| Box::new([self.assessment.log.clone(), assessment.log.clone()]));
        let mut past = self.past.clone();
        let burst = self.burst.as_ref().filter(|_| typing && self.undoable() == Some(&change));
        let before = burst.map_or(&self.assessment, |burst| &burst.before);
        let moment = Moment { change, patch: diff(before, &assessment), logs };
        let next = Burst { before: before.clone(), entry: burst.and_then(|burst| burst.entry.clone()) };
        if burst.is_some() {
            past.pop();
        }
        past.push(moment);
        let surplus = past.len().saturating_sub(UNDO_DEPTH);
        past.drain(..surplus);
        let burst = typing.then_some(next);
        Self { assessment: Rc::new(assessment), past, future: Vec::new(), burst, passed_over: 0, conflicts }
    }

    /// Takes back the last moment of the past, or does the first of the future again.
    fn stepped(&self, back: bool) -> Self {
        let mut state = Self { burst: None, passed_over: 0, ..self.clone() };
        let Some(moment) = (if back { state.past.pop() } else { state.future.pop() }) else { return state };
        let patch = if back { moment.patch.inverse() } else { moment.patch };
        let (mut assessment, left) = apply(&self.assessment, &patch);
        state.passed_over = left.len();
        if left.len() < patch.0.len() || moment.logs.is_some() {
            if let Some([before, after]) = moment.logs.as_deref() {
                assessment.log.clone_from(if back { before } else { after });
            }
            let done = diff(&self.assessment, &assessment);
            let patch = if back { done.inverse() } else { done };
            let to = if back { &mut state.future } else { &mut state.past };
            to.push(Moment { patch, ..moment });
            state.assessment = Rc::new(assessment);
        }
        state
    }
}
