//! Two sides that changed the same assessment apart, joined into one.
//!
//! Each change by path, held against what both began with: what only one side changed is taken from
//! that side, and nothing that a side said is dropped without a word. Where both changed the same value
//! in different ways, one of them stands and the other is given back as a conflict.

use serde_json::Value;

use super::{
    log::rechained,
    patch::{Op, Patch, apply, diff, find, force, read, restore_referenced},
    shape::{document, unit},
};
use crate::assessment::Assessment;

/// A value that both sides changed, each in its own way.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The names from the root; entries of a list by their id.
    pub path: Vec<String>,
    /// The value that stands; `None` if there is none.
    pub kept: Option<Value>,
    /// The value of the other side; `None` if it took the value away.
    pub other: Option<Value>,
    /// The change that puts the other side's value, and what belongs together with it, in its place.
    pub turn: Patch,
}

/// Joins two sides by what both began with. Where both changed the same value, ours stands.
///
/// What only one side changed, added or removed is as that side has it. An entry that one side removed
/// and the other changed, or refers to, stays: content wins over removal, and the conflict says so.
/// The log goes on from theirs, with our new entries behind it.
#[must_use]
pub fn merge(base: &Assessment, ours: &Assessment, theirs: &Assessment) -> (Assessment, Vec<Conflict>) {
    let log = rechained(&base.log, &ours.log, &theirs.log);
    let (mine, other) = (diff(base, ours), diff(base, theirs));
    if other.0.is_empty() {
        return (Assessment { log, ..ours.clone() }, Vec::new());
    }
    if mine.0.is_empty() {
        return (Assessment { log, ..theirs.clone() }, Vec::new());
    }
    let sources = [document(ours), document(theirs), document(base)];
    let [our_document, their_document, _] = &sources;
    let mut joined = our_document.clone();
    let mut taken: Vec<&Op> = Vec::new();
    let mut brought_back: Vec<Op> = Vec::new();
    // The paths in conflict, and the side whose value does not stand.
    let mut contested: Vec<(Vec<String>, &Assessment)> = Vec::new();
    for op in &other.0 {
        match mine.0.iter().find(|ours| meet(ours, op)) {
            None => taken.push(op),
            Some(_) if alike(&mine, &other, op) => {}
            Some(_) if op.order => {}
            // We removed the entry that they changed: it stays, as they have it.
            Some(gone) if gone.after.is_none() && gone.path.len() < op.path.len() => {
                let item = find(their_document, &gone.path).cloned();
                brought_back.push(Op { before: None, after: item, ..gone.clone() });
                contested.push((gone.path.clone(), ours));
            }
            Some(_) => contested.push((unit(&op.path), theirs)),
        }
    }
    taken.extend(&brought_back);
    force(&mut joined, &taken);
    for path in restore_referenced(&mut joined, &sources) {
        let removed = mine.0.iter().any(|op| op.path == path && op.after.is_none());
        contested.push((path, if removed { ours } else { theirs }));
    }
    // Each side may be sound and both together not: then ours stands, and every change of theirs is told.
    let joined = read(joined, ours).unwrap_or_else(|| {
        contested = other.0.iter().map(|op| (unit(&op.path), theirs)).collect();
        ours.clone()
    });
    let mut conflicts: Vec<Conflict> = Vec::new();
    for (path, side) in contested {
        let turn: Vec<Op> = diff(&joined, side).0.into_iter().filter(|op| within(&op.path, &path)).collect();
        let (Some(first), false) = (turn.first(), conflicts.iter().any(|told| told.turn.0 == turn)) else { continue };
        let (kept, other) = (first.before.clone(), first.after.clone());
        conflicts.push(Conflict { path: first.path.clone(), kept, other, turn: Patch(turn) });
    }
    (Assessment { log, ..joined }, conflicts)
}

/// Whether a change is about what a unit holds.
fn within(path: &[String], contested: &[String]) -> bool {
    unit(path).starts_with(contested)
}

/// The assessment with the other value of a conflict in place of the one that stands. If the value has
/// changed since, all stays as it is.
#[must_use]
pub fn turned(assessment: &Assessment, conflict: &Conflict) -> Assessment {
    apply(assessment, &conflict.turn).0
}

/// Whether both sides changed what an op is about, and all that belongs together with it, alike.
fn alike(mine: &Patch, other: &Patch, op: &Op) -> bool {
    let about = |patch: &Patch| -> Vec<(Vec<String>, Option<Value>)> {
        let ops = patch.0.iter().filter(|it| it.order == op.order && meet(it, op));
        ops.map(|it| (it.path.clone(), it.after.clone())).collect()
    };
    about(mine) == about(other)
}

/// Whether two changes are about the same thing, or one about a part of the other's.
fn meet(one: &Op, other: &Op) -> bool {
    if one.order || other.order {
        return one.order && other.order && one.path == other.path;
    }
    let (one, other) = (unit(&one.path), unit(&other.path));
    one.iter().zip(&other).all(|(a, b)| a == b)
}
