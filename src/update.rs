//! The one reducer: what the user does, and what that makes of the ground state.
//!
//! [`State::update`] is pure: the same state and message give the same new state. Every edit can be
//! undone. Saving, computing and drawing happen around it.

mod edit;
mod quick;

use std::rc::Rc;

pub use edit::{Change, ChangeKind, Edit};
pub use quick::{QuickAnswer, quick_answer, quick_evidence_id};

use crate::{assessment::Assessment, rules::RulePack};

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
}

/// An edit that can be taken back, or done again.
#[derive(Debug, Clone, PartialEq)]
struct Moment {
    change: Change,
    assessment: Rc<Assessment>,
}

/// The ground state with its past and its future.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    assessment: Rc<Assessment>,
    past: Vec<Moment>,
    future: Vec<Moment>,
    typing: bool,
}

impl State {
    /// The ground state.
    #[must_use]
    pub const fn assessment(&self) -> &Rc<Assessment> {
        &self.assessment
    }

    /// Whether typing would go on with the last edit.
    #[must_use]
    pub const fn is_typing(&self) -> bool {
        self.typing
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

    /// The state after a message; the same state if the message changes nothing.
    #[must_use]
    pub fn update(&self, pack: &RulePack, msg: Msg) -> Self {
        match msg {
            Msg::Edit(edit) => self.edited(pack, edit, false),
            Msg::Type(edit) => self.edited(pack, edit, true),
            Msg::Rest => Self { typing: false, ..self.clone() },
            Msg::Undo => self.stepped(|state| (&mut state.past, &mut state.future)),
            Msg::Redo => self.stepped(|state| (&mut state.future, &mut state.past)),
            Msg::Load(assessment) => Self { assessment, ..Self::default() },
        }
    }

    fn edited(&self, pack: &RulePack, edit: Edit, typing: bool) -> Self {
        let change = edit.change();
        let mut assessment = Assessment::clone(&self.assessment);
        edit.apply(pack, &mut assessment);
        if assessment == *self.assessment {
            return self.clone();
        }
        let mut past = self.past.clone();
        let goes_on = typing && self.typing && self.undoable() == Some(&change);
        if !goes_on {
            past.push(Moment { change, assessment: self.assessment.clone() });
        }
        let surplus = past.len().saturating_sub(UNDO_DEPTH);
        past.drain(..surplus);
        Self { assessment: Rc::new(assessment), past, future: Vec::new(), typing }
    }

    /// Moves one moment from the first list to the second.
    fn stepped(&self, lists: impl FnOnce(&mut Self) -> (&mut Vec<Moment>, &mut Vec<Moment>)) -> Self {
        let mut state = Self { typing: false, ..self.clone() };
        let now = state.assessment.clone();
        let (from, to) = lists(&mut state);
        let Some(Moment { change, assessment }) = from.pop() else { return state };
        to.push(Moment { change, assessment: now });
        state.assessment = assessment;
        state
    }
}
