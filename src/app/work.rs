//! What changes things: edits and their log, undo, joining two tabs, writing. A first visit does without;
//! it arrives right behind the first page, and before any page on which something can be changed.

use std::rc::Rc;

use crate::{
    assessment::Assessment,
    exchange,
    rules::RulePack,
    update::{Msg, State},
};

/// The ways to change things, as functions of a part of the program that arrives later.
#[derive(Clone, Copy)]
pub struct Work {
    /// [`State::logged`].
    pub logged: fn(&State, &RulePack, Msg, &str) -> State,
    /// [`State::recalling`].
    pub recalling: fn(&State, &str) -> State,
    /// [`State::remembered`].
    pub remembered: fn(&State, usize) -> String,
    /// [`exchange::merge`], without the conflicts.
    pub merged: fn(&Assessment, &Assessment, &Assessment) -> Rc<Assessment>,
}

impl Work {
    /// The functions themselves.
    #[must_use]
    pub fn new() -> Self {
        Self {
            logged: State::logged,
            recalling: State::recalling,
            remembered: State::remembered,
            merged: |base, ours, theirs| Rc::new(exchange::merge(base, ours, theirs).0),
        }
    }
}

impl Default for Work {
    fn default() -> Self {
        Self::new()
    }
}
