//! The edge to `localStorage`: every change is kept, and whoever can't be kept is told so.
//!
//! Storage may be blocked (its mere access throws), full, hold what can't be read, or what a newer
//! Foreproof wrote. In none of these cases is anything overwritten or lost silently: the app runs in
//! memory and says so, and unreadable text is put aside under a key of its own.

mod shelf;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{StorageEvent, VisibilityState};
use yew::Callback;

use super::{
    clock,
    dom::{self, Listener, Timeout},
};
use crate::{assessment::Assessment, exchange, rules::RulePack};
use shelf::{ASIDE, Found, KEY, PREFIX, aside, available, first, is_full, keys, read};

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
    /// Another tab has changed the assessment.
    Changed(Rc<Assessment>),
    /// Another tab has erased it.
    Erased,
}

/// The store of this tab.
pub struct Store {
    pack: Rc<RulePack>,
    view: RefCell<StorageView>,
    /// What storage holds, as far as this tab knows.
    kept: RefCell<Rc<Assessment>>,
    pending: RefCell<Option<Rc<Assessment>>>,
    timer: RefCell<Option<Timeout>>,
    asked: Cell<bool>,
    tell: RefCell<Callback<Heard>>,
}

impl Store {
    /// Opens storage and reads what it holds. Nothing is written before that.
    #[must_use]
    pub fn open(pack: Rc<RulePack>) -> (Rc<Self>, Rc<Assessment>) {
        let (assessment, keeping) = if available() {
            match LocalStorage::raw().get_item(KEY) {
                Ok(text) => first(&pack, text),
                Err(_) => (Assessment::default(), Keeping::Memory(Why::Blocked)),
            }
        } else {
            (Assessment::default(), Keeping::Memory(Why::Blocked))
        };
        let assessment = Rc::new(assessment);
        let store = Self {
            pack,
            view: RefCell::new(StorageView { keeping, aside: aside(), durable: None }),
            kept: RefCell::new(assessment.clone()),
            pending: RefCell::default(),
            timer: RefCell::default(),
            asked: Cell::new(false),
            tell: RefCell::default(),
        };
        (Rc::new(store), assessment)
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
        let there = self.pending.borrow().is_none() && Rc::ptr_eq(&self.kept.borrow(), assessment);
        if there {
            return;
        }
        self.pending.replace(Some(assessment.clone()));
        if matches!(self.view.borrow().keeping, Keeping::Memory(_)) {
            return;
        }
        self.show(Keeping::Pending);
        let store = self.clone();
        self.timer.replace(Timeout::new(PAUSE, move || store.flush()));
    }

    /// Keeps what still waits, now.
    pub fn flush(self: &Rc<Self>) {
        if matches!(self.view.borrow().keeping, Keeping::Memory(_)) {
            return;
        }
        let Some(assessment) = self.pending.borrow().clone() else { return };
        let storage = LocalStorage::raw();
        let empty = *assessment == Assessment::default();
        let done = if empty {
            storage.remove_item(KEY)
        } else {
            storage.set_item(KEY, &exchange::stored(&self.pack, &assessment, &clock::now()))
        };
        match done {
            Ok(()) => {
                self.pending.take();
                self.kept.replace(assessment);
                self.show(Keeping::Saved(Some(clock::time_of_day())));
                self.ask_to_persist();
            }
            Err(error) if is_full(&error) => self.show(Keeping::Full),
            Err(_) => self.show(Keeping::Memory(Why::Blocked)),
        }
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
        self.change(|view| view.aside = aside());
    }

    /// Another tab has written.
    fn heard(&self, event: &StorageEvent) {
        if event.key().is_some_and(|key| key != KEY) || self.pending.borrow().is_some() {
            return;
        }
        let Some(text) = event.new_value() else {
            self.tell(Heard::Erased);
            return;
        };
        match read(&self.pack, &text) {
            Found::Assessment(assessment) => {
                let assessment = Rc::from(assessment);
                self.kept.replace(Rc::clone(&assessment));
                self.tell(Heard::Changed(assessment));
                self.show(Keeping::Saved(Some(clock::time_of_day())));
            }
            Found::Newer => self.show(Keeping::Memory(Why::Newer)),
            Found::Nothing | Found::Unreadable => {}
        }
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
