//! Two and more tabs on the same work: what another one has written is found, held against what both
//! began with, and joined.

use std::rc::Rc;

use gloo_storage::{LocalStorage, Storage as _};
use web_sys::StorageEvent;

use super::{
    Heard, Keeping, Store, Why,
    book::Book,
    shelf::{Found, KEY, aside, put_aside, read},
};
use crate::{
    app::{clock, parts},
    assessment::Assessment,
    exchange::text_fingerprint,
};

/// How many texts of the past a tab remembers, to find out which one another tab began with.
const MEMORY: usize = 16;

impl Store {
    /// What is to be written: ours, joined with what another tab has put there meanwhile. `None` if nothing is.
    pub(super) fn joined(&self, there: Option<&str>, mine: Rc<Assessment>) -> Option<Rc<Assessment>> {
        let found = text_fingerprint(there.unwrap_or_default());
        let same = there.map_or_else(|| self.known.borrow().is_empty(), |_| *self.known.borrow() == found);
        if same {
            return Some(mine);
        }
        match there.map_or(Found::Nothing, |text| read(&self.pack, text)) {
            Found::Assessment(theirs) => {
                let (base, theirs) = self.met(&found, Rc::from(theirs));
                self.tell(Heard::Changed { base: base.clone(), theirs: theirs.clone() });
                // Whoever has a change to keep has what joins it.
                parts::work().map(|work| (work.merged)(&base, &mine, &theirs))
            }
            // Cleared by somebody: what this tab has is all there is.
            Found::Nothing => Some(mine),
            Found::Newer => {
                self.show(Keeping::Memory(Why::Newer));
                None
            }
            Found::Unreadable if put_aside(there.unwrap_or_default()) => {
                self.change(|view| view.aside = aside());
                Some(mine)
            }
            Found::Unreadable => {
                self.show(Keeping::Memory(Why::Unreadable));
                None
            }
        }
    }

    /// Another tab's assessment was found: what it and we began with, and it.
    fn met(&self, found: &str, theirs: Rc<Assessment>) -> (Rc<Assessment>, Rc<Assessment>) {
        let book = Book::open();
        let seen = self.seen.borrow();
        let known =
            |print: &String| seen.iter().find(|(seen, _)| seen == print).map(|(_, assessment)| assessment.clone());
        // Where the book has been lost, as when storage was cleared, nobody knows what both began with: then as if
        // with nothing. What either has is there, and what differs is told; nothing counts as taken away.
        let base = book.before(found).iter().find_map(known).unwrap_or_default();
        drop(seen);
        self.saw(found.to_owned(), &theirs);
        (base, theirs)
    }

    /// From now on this is what lies in storage.
    pub(super) fn saw(&self, print: String, assessment: &Rc<Assessment>) {
        let mut seen = self.seen.borrow_mut();
        seen.push_back((print.clone(), assessment.clone()));
        if seen.len() > MEMORY {
            seen.pop_front();
        }
        self.known.replace(print);
        self.kept.replace(assessment.clone());
    }

    /// Another tab has erased everything.
    fn emptied(&self) {
        self.pending.take();
        self.saw(String::new(), &Rc::default());
        self.tell(Heard::Erased);
    }

    /// Another tab has written. What counts is what lies there now: it may have been written over since.
    pub(super) fn heard(self: &Rc<Self>, event: &StorageEvent) {
        // Who clears all storage of the address means no word of ours: it is written again with the next change.
        if event.key().is_none_or(|key| key != KEY) {
            return;
        }
        let Some(told) = event.new_value() else {
            self.emptied();
            return;
        };
        let now = LocalStorage::raw().get_item(KEY).ok().flatten().unwrap_or(told);
        let print = text_fingerprint(&now);
        if print == *self.known.borrow() {
            return;
        }
        match read(&self.pack, &now) {
            Found::Assessment(theirs) => {
                let (base, theirs) = self.met(&print, Rc::from(theirs));
                let waits = self.pending.borrow().is_some();
                let mine = self.pending.borrow().clone();
                if let (Some(mine), Some(work)) = (mine, parts::work()) {
                    self.pending.replace(Some((work.merged)(&base, &mine, &theirs)));
                }
                self.tell(Heard::Changed { base, theirs });
                if !waits {
                    self.show(Keeping::Saved(Some(clock::time_of_day())));
                }
            }
            Found::Newer => self.show(Keeping::Memory(Why::Newer)),
            Found::Nothing | Found::Unreadable => {}
        }
    }
}
