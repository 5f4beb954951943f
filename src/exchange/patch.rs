//! What lies between two assessments: changes by path, each with the value before and after.
//!
//! One kind of list serves undo, the change log and the joining of two sides. Entries of a register
//! are found by id, never by position, so that a change still fits when others have come and gone.
//! A value that says nothing (an empty list, an answer without a word) is as if it were not there.

use serde::Serialize;
use serde_json::{Map, Value};

use super::shape::{self, is_whole, key_of, keyed};
use crate::{
    assessment::{self, Assessment},
    decode::{Node, Sink},
};

/// A change of one value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Op {
    /// The names from the root; entries of a list by their id.
    pub path: Vec<String>,
    /// The value before; `None` if there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// The value after; `None` if there is none any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
    /// The entry of a list that this one stands behind; the first one stands behind none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follows: Option<String>,
    /// Whether this is the order of the list at the path, as lists of ids, and no value.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub order: bool,
}

impl Op {
    /// The path as it is shown: names joined by `/`.
    #[must_use]
    pub fn place(&self) -> String {
        self.path.join("/")
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone(), ..self.clone() }
    }
}

/// Changes that belong together.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Patch(pub Vec<Op>);

impl Patch {
    /// The changes that take these back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self(self.0.iter().map(Op::inverse).collect())
    }

    /// Reads changes that were written as JSON; `None` if they are not.
    #[must_use]
    pub fn read(value: &Value) -> Option<Self> {
        let texts = |value: &Value| -> Option<Vec<String>> {
            value.as_array()?.iter().map(|text| Some(text.as_str()?.to_owned())).collect()
        };
        let op = |value: &Value| {
            Some(Op {
                path: texts(value.get("path")?)?,
                before: value.get("before").cloned(),
                after: value.get("after").cloned(),
                follows: value.get("follows").and_then(Value::as_str).map(str::to_owned),
                order: value.get("order").and_then(Value::as_bool).unwrap_or(false),
            })
        };
        value.as_array()?.iter().map(op).collect::<Option<_>>().map(Self)
    }
}

/// What has to change in `before` to make it `after`. The change log is no part of it.
#[must_use]
pub fn diff(before: &Assessment, after: &Assessment) -> Patch {
    let (before, after) = shape::differing(before, after);
    let mut ops = Vec::new();
    between(&mut Vec::new(), Some(&before), Some(&after), &mut ops);
    Patch(ops)
}

/// The assessment with these changes made, and the changes that were passed over because the value
/// they begin at has changed since. Values that belong together change together or not at all.
///
/// What would no longer be a sound assessment is given back as it was, with all changes passed over.
#[must_use]
pub fn apply(to: &Assessment, patch: &Patch) -> (Assessment, Vec<Op>) {
    let mut document = shape::document(to);
    let gone = |op: &Op| {
        op.path.get(..2).is_some_and(|entry| {
            op.path.len() > 2 && shape::is_list(entry.get(..1).unwrap_or_default()) && find(&document, entry).is_none()
        })
    };
    let stale = |op: &Op| !op.order && (gone(op) || said(find(&document, &op.path)) != said(op.before.as_ref()));
    let units: Vec<Vec<String>> = patch.0.iter().filter(|op| stale(op)).map(|op| shape::unit(&op.path)).collect();
    let (left, made): (Vec<&Op>, Vec<&Op>) = patch.0.iter().partition(|op| units.contains(&shape::unit(&op.path)));
    if made.is_empty() {
        return (to.clone(), patch.0.clone());
    }
    let sources = [shape::document(to)];
    force(&mut document, &made);
    restore_referenced(&mut document, &sources);
    shape::forget_missing(&mut document);
    read(document, to)
        .map_or_else(|| (to.clone(), patch.0.clone()), |assessment| (assessment, left.into_iter().cloned().collect()))
}

/// Reads a document back; the log is that of `like`. `None` if it is not sound.
pub(super) fn read(document: Value, like: &Assessment) -> Option<Assessment> {
    let document = shape::whole(document);
    let sink = Sink::default();
    let read = assessment::read(&Node::root(&document, "", &sink))?;
    (sink.count() == 0).then(|| Assessment { log: like.log.clone(), ..read })
}

/// A value that says nothing is none.
fn said(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| !shape::is_empty(value))
}

/// The changes from one value to another, below a path.
pub(super) fn between(path: &mut Vec<String>, before: Option<&Value>, after: Option<&Value>, ops: &mut Vec<Op>) {
    let part = path.len() < 2;
    let (before, after) = if part { (before, after) } else { (said(before), said(after)) };
    if before == after {
        return;
    }
    let change = |path: &[String], before: Option<&Value>, after: Option<&Value>, follows: Option<String>| Op {
        path: path.to_vec(),
        before: before.cloned(),
        after: after.cloned(),
        follows,
        order: false,
    };
    if is_whole(path) {
        ops.push(change(path, before, after, None));
        return;
    }
    match (before, after) {
        (None | Some(Value::Object(_)), None | Some(Value::Object(_))) => {
            let none = Map::new();
            let fields = |value: Option<&'_ Value>| value.and_then(Value::as_object).cloned();
            let (old, new) = (fields(before), fields(after));
            let (old, new) = (old.as_ref().unwrap_or(&none), new.as_ref().unwrap_or(&none));
            let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
            for name in names {
                path.push(name.clone());
                let (old, new) = (old.get(name), new.get(name));
                // An answer without a word in it is hardly there, but a file may have one.
                let blank =
                    |one: Option<&Value>, other: Option<&Value>| other.is_none() && one.is_some_and(shape::is_empty);
                if path.len() == 2 && (blank(old, new) || blank(new, old)) {
                    ops.push(change(path, old, new, None));
                } else {
                    between(path, old, new, ops);
                }
                path.pop();
            }
        }
        _ => {
            let (Some(old), Some(new)) = (keyed(before), keyed(after)) else {
                ops.push(change(path, before, after, None));
                return;
            };
            let behind = |list: &[(String, &Value)], at: usize| {
                at.checked_sub(1).and_then(|at| list.get(at)).map(|(key, _)| key.clone())
            };
            let value = |list: &[(String, &Value)], key: &str| -> Option<Value> {
                list.iter().find(|(other, _)| other == key).map(|(_, value)| (*value).clone())
            };
            let entry = |path: &[String], key: &str| path.iter().cloned().chain([key.to_owned()]).collect::<Vec<_>>();
            for (at, (key, old_value)) in old.iter().enumerate() {
                match value(&new, key) {
                    None => ops.push(change(&entry(path, key), Some(old_value), None, behind(&old, at))),
                    Some(new_value) => {
                        path.push(key.clone());
                        between(path, Some(old_value), Some(&new_value), ops);
                        path.pop();
                    }
                }
            }
            for (at, (key, new_value)) in new.iter().enumerate() {
                if value(&old, key).is_none() {
                    ops.push(change(&entry(path, key), None, Some(new_value), behind(&new, at)));
                }
            }
            let common = |list: &[(String, &Value)], other: &[(String, &Value)]| -> Vec<Value> {
                let there = |key: &String| other.iter().any(|(it, _)| it == key);
                list.iter().filter(|(key, _)| there(key)).map(|(key, _)| Value::from(key.as_str())).collect()
            };
            let orders = (common(&old, &new), common(&new, &old));
            if orders.0 != orders.1 {
                let whole = |list: &[(String, &Value)]| {
                    Some(list.iter().map(|(key, _)| Value::from(key.as_str())).collect::<Value>())
                };
                ops.push(Op {
                    path: path.clone(),
                    before: whole(&old),
                    after: whole(&new),
                    follows: None,
                    order: true,
                });
            }
        }
    }
}

/// The value at a path.
pub(super) fn find<'a>(document: &'a Value, path: &[String]) -> Option<&'a Value> {
    path.iter().try_fold(document, |value, name| match value {
        Value::Object(fields) => fields.get(name),
        Value::Array(items) => items.iter().find(|item| key_of(item) == Some(name.as_str())),
        _ => None,
    })
}

/// Makes changes whatever stands there: what goes away first, then what comes, then orders.
pub(super) fn force(document: &mut Value, ops: &[&Op]) {
    let rank = |op: &Op| (op.order, op.after.is_some());
    let mut ops = ops.to_vec();
    ops.sort_by_key(|op| rank(op));
    for op in ops {
        if op.order {
            reorder(document, op);
        } else {
            put(document, op, 0);
        }
    }
}

/// Makes a change below the value that so many names of its path lead to.
fn put(at: &mut Value, op: &Op, depth: usize) {
    let (above, below) = op.path.split_at_checked(depth).unwrap_or_default();
    let Some((name, rest)) = below.split_first() else { return };
    let last = rest.is_empty();
    if at.is_null() {
        *at = if shape::is_list(above) { Value::Array(Vec::new()) } else { Value::Object(Map::new()) };
    }
    match at {
        Value::Object(fields) => match (&op.after, last) {
            (Some(value), true) => {
                fields.insert(name.clone(), value.clone());
            }
            (None, true) => {
                fields.remove(name);
            }
            (_, false) => {
                let below = fields.entry(name.clone()).or_insert(Value::Null);
                put(below, op, depth + 1);
                let empty =
                    if depth == 0 { below.as_object().is_some_and(Map::is_empty) } else { shape::is_empty(below) };
                if empty {
                    fields.remove(name);
                }
            }
        },
        Value::Array(items) => {
            let place = items.iter().position(|item| key_of(item) == Some(name.as_str()));
            match (place, &op.after, last) {
                (Some(place), None, true) => {
                    items.remove(place);
                }
                (Some(place), after, _) => {
                    if let Some(item) = items.get_mut(place) {
                        match after {
                            Some(value) if last => *item = value.clone(),
                            _ => put(item, op, depth + 1),
                        }
                    }
                }
                (None, Some(value), true) => {
                    let behind = |key: &String| items.iter().position(|item| key_of(item) == Some(key.as_str()));
                    let place = match &op.follows {
                        None => 0,
                        Some(key) => behind(key).map_or(items.len(), |at| at + 1),
                    };
                    items.insert(place, value.clone());
                }
                _ => {}
            }
        }
        _ => {}
    }
}

/// Puts a list into an order as far as it names the entries; others stay behind the one they stood behind.
fn reorder(document: &mut Value, op: &Op) {
    let wanted: Vec<String> = keyed(op.after.as_ref()).into_iter().flatten().map(|(key, _)| key).collect();
    let list = op.path.iter().try_fold(document, |value, name| match value {
        Value::Object(fields) => fields.get_mut(name),
        Value::Array(items) => items.iter_mut().find(|item| key_of(item) == Some(name.as_str())),
        _ => None,
    });
    let Some(Value::Array(items)) = list else { return };
    let mut places: Vec<(usize, Value)> = Vec::with_capacity(items.len());
    let mut last = 0;
    for item in std::mem::take(items) {
        let place = key_of(&item).and_then(|key| wanted.iter().position(|wanted| wanted == key));
        last = place.map_or(last, |place| place + 1);
        places.push((place.map_or(last, |place| place + 1), item));
    }
    places.sort_by_key(|(place, _)| *place);
    items.extend(places.into_iter().map(|(_, item)| item));
}

/// Brings back every entry that something still refers to, from the first source that has it. Gives
/// their paths.
pub(super) fn restore_referenced(document: &mut Value, sources: &[Value]) -> Vec<Vec<String>> {
    let mut restored = Vec::new();
    loop {
        let missing = shape::missing(document);
        let before = restored.len();
        for path in missing {
            if let Some(item) = sources.iter().find_map(|source| find(source, &path)) {
                let op = Op {
                    path: path.clone(),
                    before: None,
                    after: Some(item.clone()),
                    follows: Some(String::new()),
                    order: false,
                };
                put(document, &op, 0);
                restored.push(path);
            }
        }
        if restored.len() == before {
            return restored;
        }
    }
}
