//! The change log: each entry carries the hash of the one before, so that a gap or an edit shows.

use serde_json::{Value, json};

use crate::{assessment::LogEntry, rules::digest};

/// What the first entry names as the hash before it.
const NOTHING_BEFORE: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The hash of an entry: SHA-256 of its RFC 8785 form without `hash`.
#[must_use]
pub fn entry_hash(entry: &LogEntry) -> String {
    let mut value = json!(entry);
    if let Value::Object(object) = &mut value {
        object.remove("hash");
    }
    digest(&value)
}

/// The log with one more entry; `at` is RFC 3339 UTC to the second.
#[must_use]
pub fn logged(log: &[LogEntry], at: &str, what: &str, path: Option<&str>, change: [Option<Value>; 2]) -> LogEntry {
    let [before, after] = change;
    let last = log.last();
    let mut entry = LogEntry {
        n: last.map_or(1, |last| last.n + 1),
        at: at.to_owned(),
        what: what.to_owned(),
        path: path.map(str::to_owned),
        before,
        after,
        prev: last.map_or_else(|| NOTHING_BEFORE.to_owned(), |last| last.hash.clone()),
        hash: String::new(),
    };
    entry.hash = entry_hash(&entry);
    entry
}

/// The number of the first entry that does not fit: its number does not follow, it does not name the
/// hash of the one before, or its own hash is not that of what it says. `None` if all fit.
#[must_use]
pub fn broken_entry(log: &[LogEntry]) -> Option<u64> {
    let mut prev = NOTHING_BEFORE;
    let mut expected = None;
    for entry in log {
        let follows = expected.is_none_or(|n| entry.n == n);
        if !follows || entry.prev != prev || entry.hash != entry_hash(entry) {
            return Some(entry.n);
        }
        prev = &entry.hash;
        expected = entry.n.checked_add(1);
    }
    None
}
