//! What lies in `localStorage`, and how it is read.

use std::rc::Rc;

use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Storage};

use super::{Keeping, Why};
use crate::{
    app::{clock, dom},
    assessment::Assessment,
    decode, exchange,
    rules::RulePack,
};

/// What all keys of ours begin with: other apps of the host share the same storage.
pub(super) const PREFIX: &str = "foreproof.";
/// Where the assessment is kept.
pub(super) const KEY: &str = "foreproof.assessment";
/// What the keys of texts that could not be read begin with.
pub(super) const ASIDE: &str = "foreproof.unreadable.";

/// Where a tab keeps its steps of undo: in its own storage, which ends with it.
pub(super) const UNDO: &str = "foreproof.undo";

/// What was found at a key.
pub(super) enum Found {
    Nothing,
    Assessment(Box<Assessment>),
    Newer,
    Unreadable,
}

/// What storage holds at the start, and what that means for keeping.
pub(super) fn first(pack: &RulePack, text: Option<String>) -> (Assessment, Keeping) {
    match text.as_deref().map_or(Found::Nothing, |text| read(pack, text)) {
        Found::Nothing => (Assessment::default(), Keeping::Nothing),
        Found::Assessment(assessment) => (*assessment, Keeping::Saved(None)),
        Found::Newer => (Assessment::default(), Keeping::Memory(Why::Newer)),
        Found::Unreadable => {
            let aside = put_aside(text.as_deref().unwrap_or_default());
            let keeping = if aside { Keeping::Nothing } else { Keeping::Memory(Why::Unreadable) };
            (Assessment::default(), keeping)
        }
    }
}

/// Puts the text that lies at our key aside, unchanged; whether there was room.
pub(super) fn put_aside(text: &str) -> bool {
    let key = format!("{ASIDE}{}", clock::now());
    let storage = LocalStorage::raw();
    storage.set_item(&key, text).and_then(|()| storage.remove_item(KEY)).is_ok()
}

/// What a text holds.
pub(super) fn read(pack: &RulePack, text: &str) -> Found {
    if let Ok(assessment) = exchange::import(pack, text) {
        return Found::Assessment(Box::new(assessment));
    }
    let version = decode::parse(text).ok().and_then(|document| {
        let ours = document.get("format")?.as_str()? == exchange::FORMAT;
        document.get("version")?.as_u64().filter(|_| ours)
    });
    if version.is_some_and(|version| version > exchange::VERSION) { Found::Newer } else { Found::Unreadable }
}

/// Whether storage may be touched at all. Merely asking may throw, so it is asked once.
pub(super) fn available() -> bool {
    thread_local! {
        static ANSWER: bool = dom::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))));
    }
    ANSWER.with(|answer| *answer)
}

/// The keys of ours that begin so.
pub(super) fn keys(prefix: &str) -> Vec<String> {
    let storage = LocalStorage::raw();
    let count = storage.length().unwrap_or(0);
    (0..count).filter_map(|place| storage.key(place).ok()?).filter(|key| key.starts_with(prefix)).collect()
}

/// The keys of the texts that were put aside.
pub(super) fn aside() -> Rc<[String]> {
    if available() { keys(ASIDE).into() } else { Rc::new([]) }
}

/// Browsers agree on the error's name alone, not on its class.
pub(super) fn is_full(error: &JsValue) -> bool {
    error.dyn_ref::<DomException>().is_some_and(|error| error.name() == "QuotaExceededError")
        || js_sys::Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).as_deref()
            == Some("QuotaExceededError")
}

/// The tab's own storage, if it may be touched.
pub(super) fn session() -> Option<Storage> {
    dom::window()?.session_storage().ok()?
}

/// How many UTF-16 units our keys and texts take.
pub(super) fn used() -> u64 {
    let units = |text: &str| text.encode_utf16().count() as u64;
    let value = |key: &String| LocalStorage::raw().get_item(key).ok().flatten().map_or(0, |text| units(&text));
    keys(PREFIX).iter().map(|key| units(key) + value(key)).sum()
}
