//! `diff`: what changed between two assessments, and what that moved.

use std::{borrow::Cow, collections::BTreeMap};

use serde::Serialize;
use serde_json::{Value, json};

use super::{Input, Success};
use crate::{
    decode::{document, join},
    engine,
    report::{Report, TriggerReport},
    units::{Bp, Id, named},
};

/// What changed, and what that moved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Diff {
    /// The report before.
    pub before: Report,
    /// The report after.
    pub after: Report,
    /// What the user says differently, by path.
    pub changed: Vec<Changed>,
    /// The headlines that moved.
    pub moved: Vec<Moved>,
}

/// A place where two assessments differ; null on the side where there is nothing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changed {
    /// Where; entries of a list by their id.
    pub path: String,
    /// What stood there.
    pub before: Value,
    /// What stands there now.
    pub after: Value,
}

named! {
    /// By what a headline was scored.
    pub enum Mode {
        /// By what the user says.
        Claimed = "claimed",
        /// By evidence.
        Proven = "proven",
    }
}

/// A headline that moved, in basis points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// The trigger.
    pub trigger: Id,
    /// The mode.
    pub mode: Mode,
    /// The headline before.
    pub before: Option<Bp>,
    /// The headline after.
    pub after: Option<Bp>,
}

pub(super) fn diff(input: &mut Input<'_>) -> Option<Success> {
    let before = input.assessment("before");
    let after = input.assessment("after");
    let as_of = input.as_of();
    let (before, after, as_of) = (before?, after?, as_of?);
    let mut changed = Vec::new();
    compare("", &document(&before), &document(&after), &mut changed);
    let [before, after] = [before, after].map(|one| engine::assess(input.pack, &one, as_of, false));
    let moved = moved(&before, &after);
    Some(Success::Diff(Diff { before, after, changed, moved }))
}

fn moved(before: &Report, after: &Report) -> Vec<Moved> {
    let headline = |trigger: &TriggerReport, mode| match mode {
        Mode::Claimed => trigger.claimed.headline_bp,
        Mode::Proven => trigger.proven.headline_bp,
    };
    let pairs = before.triggers.iter().zip(&after.triggers);
    pairs
        .flat_map(|pair| Mode::ALL.iter().map(move |&mode| (pair, mode)))
        .map(|((before, after), mode)| Moved {
            trigger: before.id.clone(),
            mode,
            before: headline(before, mode),
            after: headline(after, mode),
        })
        .filter(|moved| moved.before != moved.after)
        .collect()
}

/// The entries of an object, or of a list whose entries have ids (those of the change log: numbers);
/// `None` for anything else, and for a log whose numbers are doubled.
fn entries(value: &Value) -> Option<BTreeMap<Cow<'_, str>, &Value>> {
    match value {
        Value::Object(object) => Some(object.iter().map(|(name, value)| (name.as_str().into(), value)).collect()),
        Value::Array(items) => {
            let name = |item: &'_ Value| -> Option<Cow<'_, str>> {
                let id = item.get("id").and_then(Value::as_str).map(|id| id.to_owned().into());
                id.or_else(|| item.get("n").and_then(Value::as_u64).map(|n| n.to_string().into()))
            };
            let named: BTreeMap<_, _> = items.iter().map(|item| Some((name(item)?, item))).collect::<Option<_>>()?;
            (named.len() == items.len()).then_some(named)
        }
        _ => None,
    }
}

/// A part of an assessment that is not there is an empty one: so its entries are told one by one,
/// the first that is added as well as the second.
fn empty_like(other: &Value) -> Value {
    match other {
        Value::Object(_) => json!({}),
        Value::Array(_) => json!([]),
        _ => Value::Null,
    }
}

fn compare(path: &str, before: &Value, after: &Value, found: &mut Vec<Changed>) {
    if before == after {
        return;
    }
    if let (Some(left), Some(right)) = (entries(before), entries(after)) {
        let start = found.len();
        let names = left.keys().chain(right.keys().filter(|name| !left.contains_key(*name)));
        for name in names {
            let (left, right) = (left.get(name).copied(), right.get(name).copied());
            let absent = |other: Option<&Value>| match other {
                Some(other) if path.is_empty() => empty_like(other),
                _ => Value::Null,
            };
            let (no_left, no_right) = (absent(right), absent(left));
            compare(&join(path, name), left.unwrap_or(&no_left), right.unwrap_or(&no_right), found);
        }
        if found.len() > start {
            return;
        }
        // The same entries in another order.
    }
    found.push(Changed { path: path.to_owned(), before: before.clone(), after: after.clone() });
}
