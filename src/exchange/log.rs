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

/// The log with the hashes that are still missing. A visit may log before the part of the program that
/// computes hashes has arrived; such entries stand at the end and have none yet.
#[must_use]
pub fn sealed(log: Vec<LogEntry>) -> Vec<LogEntry> {
    let Some(open) = log.iter().position(|entry| entry.hash.is_empty()) else { return log };
    let mut log = log;
    let rest = log.split_off(open);
    for entry in rest {
        chain(&mut log, entry);
    }
    log
}

/// Their log with our new entries behind it, each chained to the one before: what two sides logged apart.
///
/// New is what lies beyond the common beginning with `base`; an entry that both sides hold is kept once.
#[must_use]
pub fn rechained(base: &[LogEntry], ours: &[LogEntry], theirs: &[LogEntry]) -> Vec<LogEntry> {
    if theirs == base || ours == theirs {
        return ours.to_vec();
    }
    if ours == base {
        return theirs.to_vec();
    }
    let beyond = |side: &[LogEntry]| side.iter().zip(base).take_while(|(one, other)| one == other).count();
    let (known, new) = (theirs.get(beyond(theirs)..), ours.get(beyond(ours)..));
    let said = |one: &LogEntry, other: &LogEntry| {
        one.at == other.at
            && one.what == other.what
            && one.path == other.path
            && one.before == other.before
            && one.after == other.after
    };
    let mut log = theirs.to_vec();
    for entry in new.unwrap_or_default() {
        if !known.unwrap_or_default().iter().any(|there| said(there, entry)) {
            chain(&mut log, entry.clone());
        }
    }
    log
}

/// How many entries a log may have before its older half gives way.
pub const MOST_ENTRIES: usize = 2_000;
/// How many bytes of JSON a log may take.
pub const MOST_BYTES: usize = 768 * 1024;

/// The log within its bounds. If it has grown beyond them, its older half gives way to one entry that says
/// which entries are missing and what the hash of the last of them was, so that an older copy of the file
/// can be held against it; the entries behind it are chained anew. Numbers stay as they are.
#[must_use]
pub fn bounded(log: Vec<LogEntry>, at: &str) -> Vec<LogEntry> {
    let size = || log.iter().map(|entry| serde_json::to_string(entry).map_or(0, |text| text.len())).sum::<usize>();
    // Measuring costs something: now and then is enough.
    if log.len() <= MOST_ENTRIES && (!log.len().is_multiple_of(32) || size() <= MOST_BYTES) {
        return log;
    }
    let half = log.len() / 2;
    let (Some(first), Some(last)) = (log.first(), log.get(half.saturating_sub(1))) else { return log };
    // A checkpoint that gives way itself hands on what it stood for.
    let from = first.before.as_ref().and_then(|before| before.get("from")).and_then(Value::as_u64).unwrap_or(first.n);
    let checkpoint = LogEntry {
        n: last.n,
        at: at.to_owned(),
        what: CHECKPOINT.to_owned(),
        path: Some("log".to_owned()),
        before: Some(json!({ "from": from, "to": last.n, "hash": last.hash })),
        after: None,
        prev: NOTHING_BEFORE.to_owned(),
        hash: String::new(),
    };
    let mut kept = vec![LogEntry { hash: entry_hash(&checkpoint), ..checkpoint }];
    for entry in log.into_iter().skip(half) {
        chain(&mut kept, entry);
    }
    kept
}

/// What the entry says that stands for older ones.
pub const CHECKPOINT: &str = "older entries left out";

/// Adds an entry behind the others: its number, the hash before it and its own are set.
fn chain(log: &mut Vec<LogEntry>, entry: LogEntry) {
    let LogEntry { at, what, path, before, after, .. } = entry;
    let entry = logged(log, &at, &what, path.as_deref(), [before, after]);
    log.push(entry);
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
