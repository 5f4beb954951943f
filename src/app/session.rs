//! What every page works with: the pack, the ground state, the report computed from it, and one way
//! to change things.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    clock, parts,
    storage::{StorageView, Store},
};
use crate::{
    assessment::Assessment,
    engine,
    report::Report,
    rules::RulePack,
    units::Date,
    update::{Edit, Msg, State},
};

/// The state of the app. The report is computed once for each change.
pub struct Core {
    pack: Rc<RulePack>,
    state: Rc<State>,
    report: Rc<Report>,
    today: Date,
}

/// What may happen to it.
pub enum Action {
    /// What the user does, or another tab has done; and when, RFC 3339 UTC.
    Msg(Msg, String),
    /// The steps of undo of this tab's last visit, to be taken up if nothing was changed yet.
    Recall(String),
    /// A new day has begun.
    Today(Date),
}

impl Core {
    /// The state of the app on that day, with nothing to undo.
    #[must_use]
    pub fn new(pack: Rc<RulePack>, assessment: Rc<Assessment>, today: Date) -> Self {
        Self::computed(pack, Rc::new(State::loaded(assessment)), today)
    }

    fn computed(pack: Rc<RulePack>, state: Rc<State>, today: Date) -> Self {
        let report = Rc::new(engine::assess(&pack, state.assessment(), today, false));
        Self { pack, state, report, today }
    }

    /// What the user said.
    #[must_use]
    pub fn assessment(&self) -> &Rc<Assessment> {
        self.state.assessment()
    }

    /// The ground state with its past and its future.
    #[must_use]
    pub const fn state(&self) -> &Rc<State> {
        &self.state
    }

    /// What was computed.
    #[must_use]
    pub const fn report(&self) -> &Rc<Report> {
        &self.report
    }
}

impl Reducible for Core {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        match action {
            Action::Recall(undo) => {
                let untouched = self.state.undoable().is_none() && self.state.redoable().is_none();
                let Some(work) = parts::work().filter(|_| untouched) else { return self };
                let state = Rc::new((work.recalling)(&self.state, &undo));
                let (pack, report) = (self.pack.clone(), self.report.clone());
                Rc::new(Self { pack, state, report, today: self.today })
            }
            Action::Today(today) if today == self.today => self,
            Action::Today(today) => Rc::new(Self::computed(self.pack.clone(), self.state.clone(), today)),
            Action::Msg(Msg::Rest, _) if !self.state.is_typing() => self,
            Action::Msg(msg, at) => {
                // Whoever sends a message has waited for what works on it.
                let Some(work) = parts::work() else { return self };
                let state = (work.logged)(&self.state, &self.pack, msg, &at);
                let same = Rc::ptr_eq(state.assessment(), self.state.assessment());
                let state = Rc::new(state);
                Rc::new(if same {
                    Self { pack: self.pack.clone(), state, report: self.report.clone(), today: self.today }
                } else {
                    Self::computed(self.pack.clone(), state, self.today)
                })
            }
        }
    }
}

impl PartialEq for Core {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.state, &other.state) && Rc::ptr_eq(&self.report, &other.report)
    }
}

/// What every page works with. Cheap to clone and to compare.
#[derive(Clone)]
pub struct Session {
    /// The rules.
    pub pack: Rc<RulePack>,
    /// The ground state with its past and its future.
    pub state: Rc<State>,
    /// What the ground state comes to today, without the terms of the scores.
    pub report: Rc<Report>,
    /// Today.
    pub today: Date,
    send: UseReducerDispatcher<Core>,
}

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.state, &other.state) && Rc::ptr_eq(&self.report, &other.report)
    }
}

impl Session {
    /// The session of that state.
    #[must_use]
    pub fn of(core: &UseReducerHandle<Core>) -> Self {
        Self {
            pack: core.pack.clone(),
            state: core.state.clone(),
            report: core.report.clone(),
            today: core.today,
            send: core.dispatcher(),
        }
    }

    /// What the user said.
    #[must_use]
    pub fn assessment(&self) -> &Rc<Assessment> {
        self.state.assessment()
    }

    /// Makes something happen.
    pub fn send(&self, msg: Msg) {
        send(&self.send, msg);
    }

    /// The user changes something: a step that can be taken back.
    pub fn edit(&self, edit: Edit) {
        self.send(Msg::Edit(edit));
    }

    /// The user types: one step with the typing before it.
    pub fn typed(&self, edit: Edit) {
        self.send(Msg::Type(edit));
    }
}

/// Makes something happen as soon as what it takes has arrived.
pub fn send(to: &UseReducerDispatcher<Core>, msg: Msg) {
    let action = Action::Msg(msg, clock::now());
    if parts::work().is_some() {
        to.dispatch(action);
        return;
    }
    let to = to.clone();
    wasm_bindgen_futures::spawn_local(async move {
        if parts::work_arrives().await {
            to.dispatch(action);
        }
    });
}

/// The edge to storage, for the pages that deal with it.
#[derive(Clone)]
pub struct Keeper {
    /// Its state.
    pub view: StorageView,
    /// Itself.
    pub store: Rc<Store>,
}

impl PartialEq for Keeper {
    fn eq(&self, other: &Self) -> bool {
        self.view == other.view && Rc::ptr_eq(&self.store, &other.store)
    }
}

/// Says something to those who listen to the page rather than look at it.
#[derive(Clone, PartialEq)]
pub struct Announcer(pub Callback<AttrValue>);

/// The session.
///
/// # Panics
/// Outside [`super::App`], which provides it: a mistake in the program.
#[hook]
#[allow(clippy::expect_used, reason = "a page outside the app is a mistake that no user can make")]
pub fn use_session() -> Session {
    use_context::<Session>().expect("inside the app")
}

/// The edge to storage.
///
/// # Panics
/// Outside [`super::App`].
#[hook]
#[allow(clippy::expect_used, reason = "as above")]
pub fn use_keeper() -> Keeper {
    use_context::<Keeper>().expect("inside the app")
}

/// A way to say something aloud: emit a sentence.
#[hook]
pub fn use_announcer() -> Callback<AttrValue> {
    use_context::<Announcer>().map(|announcer| announcer.0).unwrap_or_default()
}
