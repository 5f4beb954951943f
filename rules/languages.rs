//! The pack's texts in other languages: `rules/lang/CODE/*.toml`, keyed by path, outside the pack's hash.
//!
//! A language is whole or it is refused: every text of the pack has its translation, and no
//! translation stands for a text that is not there. Adding a language is adding a folder.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::Path,
};

use serde_json::Value;
use toml::{Table, Value as Toml};

/// The texts of a language, each by its path in the pack document: entries of a list by their `id`
/// where they have one, else by their position from 0.
pub type Texts = BTreeMap<String, String>;

/// What people read of a pack. `*` is any one name, id or position.
const READ: [&str; 32] = [
    "title",
    "groups/*/title",
    "postures/*/title",
    "postures/*/resulting_risk",
    "profile/*/*/title",
    "profile/*/*/note",
    "profile/*/*/statute",
    "profile/*/*/practice",
    "requirements/*/title",
    "requirements/*/question",
    "requirements/*/guidance",
    "requirements/*/evidence_examples/*",
    "triggers/*/title",
    "triggers/*/who",
    "triggers/*/catalyst",
    "triggers/*/cost_of_failure",
    "triggers/*/audience",
    "triggers/*/advice/*",
    "triggers/*/signs/*",
    "triggers/*/gates/*",
    "triggers/*/factors/*",
    "triggers/*/reasons/*",
    "quick/*/text",
    "quick/*/options/*",
    "regimes/*/title",
    "regimes/*/live_management",
    "regimes/*/accepts_42001",
    "regimes/*/gain",
    "regimes/*/provisions/*",
    "risk/categories/*/title",
    "risk/catalogue/*/title",
    "risk/catalogue/*/description",
];

/// Of an entry of a list that has but one text for people, which of its fields that is.
const SOLE: [&str; 3] = ["text", "reason", "title"];

/// A language by its code, with its texts or with every fault, one line each.
pub type Language = (String, Result<Texts, Vec<String>>);

/// All languages below a folder, in the order of their codes.
///
/// # Errors
/// If a file or the folder can't be read at all.
pub fn all(folder: &Path, pack: &Value) -> io::Result<Vec<Language>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let wanted = texts(pack);
    let mut languages = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            let code = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            languages.push((code, language(&path, &wanted)?));
        }
    }
    languages.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(languages)
}

/// Reads one language and holds it against the texts of the pack.
///
/// # Errors
/// If a file can't be read at all.
pub fn language(folder: &Path, wanted: &BTreeSet<String>) -> io::Result<Result<Texts, Vec<String>>> {
    let mut files: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.sort();
    let (mut found, mut faults) = (Texts::new(), Vec::new());
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "toml")) {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match fs::read_to_string(file)?.parse::<Table>() {
            Err(fault) => faults.push(format!("{name}: this is not readable TOML: {}", fault.message())),
            Ok(table) => {
                for (path, value) in &table {
                    flatten(path, value, &mut |path, text| {
                        let place = format!("{name}: `{path}`");
                        match text {
                            None => faults.push(format!("{place} is not a text; write it in quotes")),
                            Some(text) if text.trim().is_empty() => faults.push(format!("{place} is empty")),
                            Some(_) if !wanted.contains(&path) => {
                                faults.push(format!("{place} stands for no text of the pack; remove it"));
                            }
                            Some(text) => {
                                if found.insert(path, text.to_owned()).is_some() {
                                    faults.push(format!("{place} is given twice; keep one"));
                                }
                            }
                        }
                    });
                }
            }
        }
    }
    faults.extend(wanted.iter().filter(|path| !found.contains_key(*path)).map(|path| format!("`{path}` is missing")));
    Ok(if faults.is_empty() { Ok(found) } else { Err(faults) })
}

fn flatten(path: &str, value: &Toml, tell: &mut impl FnMut(String, Option<&str>)) {
    match value {
        // The pack's own title and the like stand at its root.
        Toml::Table(table) => {
            table.iter().for_each(|(name, value)| flatten(&below(path, name), value, tell));
        }
        Toml::Array(items) => {
            items.iter().enumerate().for_each(|(at, value)| flatten(&below(path, &at.to_string()), value, tell));
        }
        other => tell(path.to_owned(), other.as_str()),
    }
}

fn below(path: &str, name: &str) -> String {
    if path == "pack" || path.is_empty() { name.to_owned() } else { [path, "/", name].concat() }
}

/// The paths of all that people read of a pack.
#[must_use]
pub fn texts(pack: &Value) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    walk(pack, "", &mut paths);
    paths
}

fn walk(value: &Value, path: &str, paths: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| walk(value, &below(path, name), paths)),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                let name = item.get("id").and_then(Value::as_str).map_or_else(|| at.to_string(), str::to_owned);
                let entry = below(path, &name);
                let sole = SOLE.iter().find_map(|field| item.get(field)).filter(|text| text.is_string());
                if sole.is_some() && is_read(&entry) {
                    paths.insert(entry);
                } else {
                    walk(item, &entry, paths);
                }
            }
        }
        Value::String(_) if is_read(path) => {
            paths.insert(path.to_owned());
        }
        _ => {}
    }
}

fn is_read(path: &str) -> bool {
    READ.iter().any(|pattern| {
        let (mut wanted, mut there) = (pattern.split('/'), path.split('/'));
        loop {
            match (wanted.next(), there.next()) {
                (None, None) => return true,
                (Some("*"), Some(_)) => {}
                (Some(a), Some(b)) if a == b => {}
                _ => return false,
            }
        }
    })
}
