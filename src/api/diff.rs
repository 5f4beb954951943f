//! `diff`: what changed between two assessments, and what that moved.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::{Input, Success};
use crate::{
    decode::join,
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
    compare("", &json!(before), &json!(after), &mut changed);
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

/// The entries of an object, or of a list whose entries have ids; `None` for anything else.
fn entries(value: &Value) -> Option<BTreeMap<&str, &Value>> {
    match value {
        Value::Object(object) => Some(object.iter().map(|(name, value)| (name.as_str(), value)).collect()),
        Value::Array(items) => items.iter().map(|item| Some((item.get("id")?.as_str()?, item))).collect(),
        _ => None,
    }
}

fn compare(path: &str, before: &Value, after: &Value, found: &mut Vec<Changed>) {
    if before == after {
        return;
    }
    if let (Some(left), Some(right)) = (entries(before), entries(after)) {
        let start = found.len();
        let names = left.keys().chain(right.keys().filter(|name| !left.contains_key(*name)));
        for &name in names {
            let side = |side: &BTreeMap<&str, &Value>| side.get(name).copied().cloned().unwrap_or_default();
            compare(&join(path, name), &side(&left), &side(&right), found);
        }
        if found.len() > start {
            return;
        }
        // The same entries in another order.
    }
    found.push(Changed { path: path.to_owned(), before: before.clone(), after: after.clone() });
}
