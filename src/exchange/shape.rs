//! The shape of an assessment as far as changes need to know it: which values change as a whole, which
//! belong together, what refers to what.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::assessment::Assessment;

/// References: the register that refers, its field, and the register referred to.
const REFERENCES: [[&str; 3]; 6] = [
    ["risks", "system", "systems"],
    ["incidents", "system", "systems"],
    ["incidents", "risk", "risks"],
    ["incidents", "action", "actions"],
    ["actions", "risk", "risks"],
    ["evidence", "supersedes", "evidence"],
];

/// Values that are what they are without being said: they count as absent.
const DEFAULTS: [[&str; 3]; 3] =
    [["organisation", "name", ""], ["certificate", "status", "none"], ["settings", "currency", "EUR"]];

/// Both assessments as documents, of the parts in which they differ, without the log.
pub(super) fn differing(before: &Assessment, after: &Assessment) -> (Value, Value) {
    let (mut old, mut new) = (Map::new(), Map::new());
    macro_rules! parts {
        ($($part:ident),+) => {
            $(if before.$part != after.$part {
                // Plain data always becomes a document.
                old.insert(stringify!($part).to_owned(), serde_json::to_value(&before.$part).unwrap_or_default());
                new.insert(stringify!($part).to_owned(), serde_json::to_value(&after.$part).unwrap_or_default());
            })+
        };
    }
    parts!(
        organisation,
        systems,
        answers,
        evidence,
        certificate,
        triggers,
        risks,
        incidents,
        actions,
        snapshots,
        settings,
        extensions
    );
    (bare(old), bare(new))
}

/// An assessment as a document without the log and without what goes without saying.
pub(super) fn document(assessment: &Assessment) -> Value {
    match serde_json::to_value(assessment) {
        Ok(Value::Object(mut fields)) => {
            fields.remove("log");
            bare(fields)
        }
        _ => Value::Null,
    }
}

fn bare(mut fields: Map<String, Value>) -> Value {
    for [part, name, standard] in DEFAULTS {
        if let Some(Value::Object(part)) = fields.get_mut(part)
            && part.get(name).and_then(Value::as_str) == Some(standard)
        {
            part.remove(name);
        }
    }
    Value::Object(fields)
}

/// The document with what a reader asks for.
pub(super) fn whole(mut document: Value) -> Value {
    if let Value::Object(fields) = &mut document {
        fields.entry("answers").or_insert_with(|| Value::Object(Map::new()));
        if let Some(Value::Object(certificate)) = fields.get_mut("certificate") {
            certificate.entry("status").or_insert_with(|| "none".into());
        }
    }
    document
}

/// Whether a value says nothing.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.values().all(is_empty),
        _ => false,
    }
}

/// Whether the value at a path is a list of entries with keys.
pub(super) fn is_list(path: &[String]) -> bool {
    let names: Vec<&str> = path.iter().map(String::as_str).collect();
    matches!(
        names.as_slice(),
        ["systems" | "evidence" | "risks" | "incidents" | "actions" | "snapshots"]
            | ["organisation", "regions" | "roles"]
            | ["answers", _, "included_because"]
            | ["evidence", _, "requirements"]
            | ["triggers", _, "signs"]
            | ["risks", _, "links"]
    )
}

/// Whether the value at a path changes as a whole.
pub(super) fn is_whole(path: &[String]) -> bool {
    let [part, rest @ ..] = path else { return false };
    match part.as_str() {
        "snapshots" => rest.len() == 1,
        "extensions" => rest.len() == 1,
        "risks" => matches!(rest, [_, field] if field == "loss" || field == "override"),
        "triggers" => matches!(rest, [_, field] if field == "stake"),
        _ => false,
    }
}

/// The path of what a value belongs together with: two sides must not each change a part of it.
pub(super) fn unit(path: &[String]) -> Vec<String> {
    let together = match path {
        [part, _, field, ..] if part == "answers" => {
            ["level", "not_applicable", "provisional"].contains(&field.as_str())
        }
        [part, field] if part == "certificate" => field.starts_with("valid_"),
        _ => false,
    };
    let kept = if together { path.len().saturating_sub(1) } else { path.len() };
    let name = together.then(|| "*".to_owned());
    path.iter().take(kept).cloned().chain(name).collect()
}

/// The key of an entry of a list: its id, the requirement it links, or a text itself.
pub(super) fn key_of(item: &Value) -> Option<&str> {
    match item {
        Value::String(text) => Some(text),
        Value::Object(fields) => fields.get("id").or_else(|| fields.get("requirement"))?.as_str(),
        _ => None,
    }
}

/// The entries of a list with their keys; `None` if it is no list or has entries without one of their own.
pub(super) fn keyed(list: Option<&Value>) -> Option<Vec<(String, &Value)>> {
    let items = match list {
        None => return Some(Vec::new()),
        Some(Value::Array(items)) => items,
        Some(_) => return None,
    };
    let mut seen = BTreeSet::new();
    items.iter().map(|item| key_of(item).filter(|key| seen.insert(*key)).map(|key| (key.to_owned(), item))).collect()
}

/// The paths of entries that something refers to and that are not there.
pub(super) fn missing(document: &Value) -> Vec<Vec<String>> {
    let list = |name: &str| document.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut paths = Vec::new();
    for [from, field, to] in REFERENCES {
        for id in list(from).iter().filter_map(|item| item.get(field)?.as_str()) {
            let path = vec![to.to_owned(), id.to_owned()];
            if !list(to).iter().any(|item| key_of(item) == Some(id)) && !paths.contains(&path) {
                paths.push(path);
            }
        }
    }
    paths
}

/// Takes away every reference to an entry that is not there, as removing the entry does.
pub(super) fn forget_missing(document: &mut Value) {
    for path in missing(document) {
        let [to, id] = path.as_slice() else { continue };
        for [from, field, _] in REFERENCES.iter().filter(|[.., there]| there == to) {
            for item in document.get_mut(from).and_then(Value::as_array_mut).into_iter().flatten() {
                if let Value::Object(fields) = item
                    && fields.get(*field).and_then(Value::as_str) == Some(id)
                {
                    fields.remove(*field);
                }
            }
        }
    }
}
