//! The book beside the assessment: which text followed which, since when work is in no file, and when it
//! was last exported. It holds no word of the work itself.

use gloo_storage::{LocalStorage, Storage as _};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;

use super::shelf::available;
use crate::units::Date;

const KEY: &str = "foreproof.book";
/// How many texts the book looks back.
const LENGTH: usize = 16;

/// What the book says.
#[derive(Clone, Default)]
pub(super) struct Book {
    /// The fingerprints of the latest texts, newest first.
    chain: Vec<String>,
    /// Since when there has been work that is in no exported file.
    pub since: Option<Date>,
    /// The day of the last export.
    pub exported: Option<Date>,
}

impl Book {
    /// The book as it lies there; an empty one if there is none that can be read.
    pub fn open() -> Self {
        let text = if available() { LocalStorage::raw().get_item(KEY).ok().flatten() } else { None };
        let Some(value) = text.and_then(|text| serde_json::from_str::<Value>(&text).ok()) else {
            return Self::default();
        };
        let texts = value.get("chain").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let day = |name: &str| value.get(name).and_then(Value::as_str).and_then(Date::parse);
        Self {
            chain: texts.iter().filter_map(Value::as_str).take(LENGTH).map(str::to_owned).collect(),
            since: day("since"),
            exported: day("exported"),
        }
    }

    /// Takes it away, with the work.
    pub fn close() {
        let _ = LocalStorage::raw().remove_item(KEY);
    }

    /// Writes it.
    pub fn keep(&self) -> Result<(), JsValue> {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let value = json!({ "chain": self.chain, "since": day(self.since), "exported": day(self.exported) });
        LocalStorage::raw().set_item(KEY, &value.to_string())
    }

    /// Whether it tells of a text at all.
    pub fn names_a_text(&self) -> bool {
        !self.chain.is_empty()
    }

    /// The texts that came before this one, newest first; none if the book is not about it.
    pub fn before(&self, print: &str) -> &[String] {
        match self.chain.split_first() {
            Some((latest, before)) if latest == print => before,
            _ => &[],
        }
    }

    /// The book once a text has followed another.
    pub fn followed(&self, print: &str, before: &str, today: Option<Date>) -> Self {
        // What the book tells of a text that the writer has not seen is not the past of what it writes.
        let past: &[String] = match self.chain.iter().position(|known| known == before) {
            Some(place) => self.chain.get(place + 1..).unwrap_or_default(),
            None => &[],
        };
        let chain = [print, before].into_iter().map(str::to_owned).chain(past.iter().cloned()).take(LENGTH).collect();
        Self { chain, since: self.since.or(today), ..self.clone() }
    }

    /// The book once everything was exported.
    pub fn exported_on(self, today: Option<Date>) -> Self {
        Self { since: None, exported: today, ..self }
    }
}
