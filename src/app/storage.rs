//! The edge to `localStorage`: every change is kept, and whoever can't be kept is told so.
//!
//! Storage may be blocked (its mere access throws), full, hold what can't be read, or what a newer
//! Foreproof wrote. In none of these cases is anything overwritten or lost silently: the app runs in
//! memory and says so, and unreadable text is put aside under a key of its own.
//!
//! Several tabs may work on the same assessment. Whoever writes looks first at what lies there, and joins
//! it with its own changes if another tab has written meanwhile; whoever hears of another tab's writing
//! joins too. A book beside the assessment tells which text followed which, so that a tab that wrote
//! without having seen the last text is found out, and what it wrote over comes back.

mod backups;
mod book;
mod lock;
mod shelf;
mod tabs;

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{StorageEvent, VisibilityState};
use yew::Callback;

use super::{
    clock,
    dom::{self, Listener, Timeout},
    parts,
};
use crate::{
    assessment::Assessment,
    exchange::{self, text_fingerprint},
    rules::RulePack,
    units::Date,
    update::State,
};
pub use backups::Backup;
use book::Book;
use shelf::{ASIDE, KEY, PREFIX, UNDO, aside, available, first, is_full, keys, session};

/// How much the steps of undo may take in the tab's own storage, in bytes.
const UNDO_ROOM: usize = 1 << 20;

/// How long a change waits for the next one, in milliseconds.
const PAUSE: i32 = 300;

/// Whether the user's work is kept in this browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeping {
    /// There was nothing to keep yet.
    Nothing,
    /// All is kept; since that time of day, if it was in this session.
    Saved(Option<String>),
    /// A change waits to be kept.
    Pending,
    /// The browser's storage is full: the last changes are in memory only.
    Full,
    /// Nothing is kept.
    Memory(Why),
}

/// Why nothing is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The browser refuses.
    Blocked,
    /// What is kept was written by a newer Foreproof, and is left alone.
    Newer,
    /// What is kept can't be read, and there is no room to put it aside.
    Unreadable,
}

/// What the screen needs to know about storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StorageView {
    /// Whether work is kept.
    pub keeping: Keeping,
    /// The keys of texts that could not be read and were put aside.
    pub aside: Rc<[String]>,
    /// Whether the browser has promised not to clear it by itself; `None` if not asked yet.
    pub durable: Option<bool>,
    /// Earlier states that can be gone back to, the newest first.
    pub backups: Rc<[Backup]>,
    /// There was work here, and it is gone though Foreproof did not take it away.
    pub gone: bool,
    /// Since when there has been work that is in no exported file.
    pub since: Option<Date>,
    /// The day of the last export.
    pub exported: Option<Date>,
}

impl StorageView {
    /// Whether work would be lost if the tab were closed now.
    #[must_use]
    pub const fn at_risk(&self) -> bool {
        matches!(self.keeping, Keeping::Full | Keeping::Memory(_))
    }
}

/// What storage has to tell.
#[derive(Debug, Clone)]
pub enum Heard {
    /// The state of storage has changed.
    View(StorageView),
    /// Another tab has changed the assessment: what both began with, and what it made of it.
    Changed {
        /// What both tabs began with.
        base: Rc<Assessment>,
        /// What the other tab made of it.
        theirs: Rc<Assessment>,
    },
    /// Another tab has erased it.
    Erased,
}

/// The store of this tab.
pub struct Store {
    pack: Rc<RulePack>,
    view: RefCell<StorageView>,
    /// What storage holds, as far as this tab knows, and the fingerprint of its text.
    kept: RefCell<Rc<Assessment>>,
    known: RefCell<String>,
    /// The latest texts that this tab has seen there, by their fingerprints.
    seen: RefCell<VecDeque<(String, Rc<Assessment>)>>,
    /// What can be undone, to be kept with the assessment.
    undo: RefCell<Option<Rc<State>>>,
    pending: RefCell<Option<Rc<Assessment>>>,
    timer: RefCell<Option<Timeout>>,
    asked: Cell<bool>,
    tell: RefCell<Callback<Heard>>,
}

impl Store {
    /// Opens storage and reads what it holds. Nothing is written before that.
    #[must_use]
    pub fn open(pack: Rc<RulePack>) -> (Rc<Self>, Rc<Assessment>) {
        let text = if available() { LocalStorage::raw().get_item(KEY).map_err(|_| ()) } else { Err(()) };
        let known = text.iter().flatten().next().map(|text| text_fingerprint(text)).unwrap_or_default();
        let book = Book::open();
        let gone = matches!(text, Ok(None)) && book.names_a_text();
        let (assessment, keeping) = match text {
            Ok(text) => first(&pack, text),
            Err(()) => (Assessment::default(), Keeping::Memory(Why::Blocked)),
        };
        let assessment = Rc::new(assessment);
        let view = StorageView {
            keeping,
            aside: aside(),
            durable: None,
            backups: backups::list(),
            gone,
            since: book.since,
            exported: book.exported,
        };
        let store = Self {
            pack,
            view: RefCell::new(view),
            kept: RefCell::new(assessment.clone()),
            seen: RefCell::new(VecDeque::from([(known.clone(), assessment.clone())])),
            known: RefCell::new(known),
            undo: RefCell::default(),
            pending: RefCell::default(),
            timer: RefCell::default(),
            asked: Cell::new(false),
            tell: RefCell::default(),
        };
        (Rc::new(store), assessment)
    }

    /// The steps of undo that this tab kept, as [`State::remembered`] wrote them.
    #[must_use]
    pub fn recalled(&self) -> Option<String> {
        session()?.get_item(UNDO).ok()?
    }

    /// What can be undone from now on; kept with the next change.
    pub fn remember(&self, state: &Rc<State>) {
        self.undo.replace(Some(state.clone()));
    }

    /// What the screen needs to know.
    #[must_use]
    pub fn view(&self) -> StorageView {
        self.view.borrow().clone()
    }

    /// Listens to the page and other tabs for as long as the value lives; tells what happens.
    #[must_use]
    pub fn listen(self: &Rc<Self>, tell: Callback<Heard>) -> Vec<Listener> {
        self.tell.replace(tell);
        let Some(window) = dom::window() else { return Vec::new() };
        let mut listeners = Vec::new();
        let store = self.clone();
        listeners.push(Listener::new(&window, "pagehide", move |_| store.flush()));
        let store = self.clone();
        listeners.push(Listener::new(&window, "storage", move |event| {
            if let Some(event) = event.dyn_ref::<StorageEvent>() {
                store.heard(event);
            }
        }));
        let store = self.clone();
        listeners.push(Listener::new(&window, "beforeunload", move |event| {
            let empty = **store.kept.borrow() == Assessment::default() && store.pending.borrow().is_none();
            if store.view.borrow().at_risk() && !empty {
                event.prevent_default();
            }
        }));
        if let Some(document) = window.document() {
            let store = self.clone();
            let page = document.clone();
            listeners.push(Listener::new(&document, "visibilitychange", move |_| {
                if page.visibility_state() == VisibilityState::Hidden {
                    store.flush();
                }
            }));
        }
        listeners
    }

    /// Keeps the assessment, after a pause in which more changes may come.
    pub fn keep(self: &Rc<Self>, assessment: &Rc<Assessment>) {
        if self.pending.borrow().is_none() && *self.kept.borrow() == *assessment {
            self.remember_undo();
            return;
        }
        self.pending.replace(Some(assessment.clone()));
        if matches!(self.view.borrow().keeping, Keeping::Memory(_)) {
            return;
        }
        self.show(Keeping::Pending);
        let store = self.clone();
        self.timer.replace(Timeout::new(PAUSE, move || {
            let store = store.clone();
            lock::hold(move || store.flush());
        }));
    }

    /// Keeps what still waits, now.
    pub fn flush(self: &Rc<Self>) {
        if matches!(self.view.borrow().keeping, Keeping::Memory(_)) {
            return;
        }
        let Some(mine) = self.pending.borrow().clone() else { return };
        let Ok(there) = LocalStorage::raw().get_item(KEY) else {
            self.show(Keeping::Memory(Why::Blocked));
            return;
        };
        let Some(assessment) = self.joined(there.as_deref(), mine) else { return };
        backups::make_if_due(there.as_deref());
        match self.write(&assessment) {
            Ok(()) => {
                self.pending.take();
                self.kept.replace(assessment);
                self.remember_undo();
                let book = Book::open();
                self.change(|view| {
                    view.keeping = Keeping::Saved(Some(clock::time_of_day()));
                    (view.backups, view.gone) = (backups::list(), false);
                    (view.since, view.exported) = (book.since, book.exported);
                });
                self.ask_to_persist();
            }
            Err(error) if is_full(&error) => self.show(Keeping::Full),
            Err(_) => self.show(Keeping::Memory(Why::Blocked)),
        }
    }

    /// Writes, and makes room at the cost of backups if there is none.
    fn write(&self, assessment: &Rc<Assessment>) -> Result<(), JsValue> {
        let storage = LocalStorage::raw();
        if **assessment == Assessment::default() {
            storage.remove_item(KEY)?;
            Book::close();
            self.saw(String::new(), assessment);
            return Ok(());
        }
        let text = exchange::stored(&self.pack, assessment, &clock::now());
        let print = text_fingerprint(&text);
        let old = Book::open();
        let book = old.followed(&print, &self.known.borrow(), clock::today());
        loop {
            match book.keep().and_then(|()| storage.set_item(KEY, &text)) {
                Ok(()) => {
                    self.saw(print, assessment);
                    return Ok(());
                }
                Err(error) if is_full(&error) && backups::drop_oldest() => {}
                Err(error) => {
                    // What lies there is still what the old book tells of.
                    let _ = old.keep();
                    return Err(error);
                }
            }
        }
    }

    /// Keeps the steps of undo in the tab's own storage. They are the first to go if there is no room.
    fn remember_undo(&self) {
        let (Some(state), Some(storage), Some(work)) = (self.undo.borrow().clone(), session(), parts::work()) else {
            return;
        };
        if storage.set_item(UNDO, &(work.remembered)(&state, UNDO_ROOM)).is_err() {
            let _ = storage.remove_item(UNDO);
        }
    }

    /// Puts what is kept now beside the work, before something replaces all of it.
    pub fn back_up(self: &Rc<Self>) {
        self.flush();
        if available() && matches!(self.view.borrow().keeping, Keeping::Saved(_)) {
            backups::make(LocalStorage::raw().get_item(KEY).ok().flatten().as_deref());
            self.change(|view| view.backups = backups::list());
        }
    }

    /// The text of a backup.
    #[must_use]
    pub fn backup(&self, backup: &Backup) -> Option<String> {
        backups::text(backup)
    }

    /// All of the work was exported as a file today.
    pub fn exported(&self) {
        let today = clock::today();
        if available() && Book::open().exported_on(today).keep().is_ok() {
            self.change(|view| (view.since, view.exported) = (None, today));
        }
    }

    /// How many UTF-16 units our keys and texts take.
    #[must_use]
    pub fn used(&self) -> u64 {
        if available() { shelf::used() } else { 0 }
    }

    /// The text that was put aside under a key.
    #[must_use]
    pub fn aside(&self, key: &str) -> Option<String> {
        if available() { LocalStorage::raw().get_item(key).ok()? } else { None }
    }

    /// Throws away the text that was put aside under a key.
    pub fn discard(&self, key: &str) {
        if key.starts_with(ASIDE) && available() {
            let _ = LocalStorage::raw().remove_item(key);
            self.change(|view| view.aside = aside());
        }
    }

    /// Takes away every key of ours, and no other. What is on screen is the caller's to erase.
    pub fn erase(&self) {
        if !available() {
            return;
        }
        for key in keys(PREFIX) {
            let _ = LocalStorage::raw().remove_item(&key);
        }
        self.saw(String::new(), &Rc::default());
        self.change(|view| {
            (view.aside, view.backups, view.gone) = (aside(), backups::list(), false);
            (view.since, view.exported) = (None, None);
        });
    }

    /// Asks the browser, once, not to clear storage by itself.
    fn ask_to_persist(self: &Rc<Self>) {
        if self.asked.replace(true) {
            return;
        }
        let Some(Ok(promise)) = dom::window().map(|window| window.navigator().storage().persist()) else { return };
        let store = self.clone();
        spawn_local(async move {
            if let Ok(answer) = JsFuture::from(promise).await {
                store.change(|view| view.durable = answer.as_bool());
            }
        });
    }

    fn show(&self, keeping: Keeping) {
        if self.view.borrow().keeping != keeping {
            self.change(|view| view.keeping = keeping);
        }
    }

    fn change(&self, change: impl FnOnce(&mut StorageView)) {
        change(&mut self.view.borrow_mut());
        self.tell(Heard::View(self.view()));
    }

    fn tell(&self, heard: Heard) {
        let tell = self.tell.borrow().clone();
        tell.emit(heard);
    }
}
