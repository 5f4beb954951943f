//! The TOML files of a pack put together into one document, with the place of everything in it.
//!
//! Each `*.toml` below the folder is one part of the pack, in sorted order of their paths (those
//! below `examples/` and `lang/` aside). Tables merge, lists of tables follow one another; so the files can be
//! cut up as suits their authors, and their names are those of the pack document.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use serde_json::{Map, Value};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::decode::{Fault, join};

/// A place in a file: its path below the folder, and the line from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, below the folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// A pack document put together from files.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The document, as far as the files could be read.
    pub document: Value,
    /// What the files themselves have wrong.
    pub faults: Vec<(Place, String)>,
    places: BTreeMap<String, Place>,
}

impl Loaded {
    /// A fault of the document as one line: file, line, what, how to mend it.
    #[must_use]
    pub fn describe(&self, fault: &Fault) -> String {
        let mut path = fault.path.as_str();
        loop {
            if let Some(place) = self.places.get(path) {
                return format!("{}:{}: {}: {}; {}", place.file, place.line, fault.path, fault.message, fault.help);
            }
            match path.rsplit_once('/') {
                Some((parent, _)) => path = parent,
                None => return format!("{}: {}; {}", fault.path, fault.message, fault.help),
            }
        }
    }

    /// Every fault of the files, one line each.
    #[must_use]
    pub fn file_faults(&self) -> Vec<String> {
        self.faults.iter().map(|(place, what)| format!("{}:{}: {what}", place.file, place.line)).collect()
    }
}

/// The pack's files, in the order in which they are read.
///
/// # Errors
/// If the folder can't be listed.
pub fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() && path.file_name().is_some_and(|name| name != "examples" && name != "lang") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Puts the pack below a folder together and has it checked as a whole: the document with what
/// `read` made of it, or every fault of the files and of the document, one line each.
///
/// # Errors
/// If a file can't be read at all.
pub fn checked<P>(
    folder: &Path,
    read: impl FnOnce(&Value) -> Result<P, Vec<Fault>>,
) -> io::Result<Result<(Value, P), Vec<String>>> {
    let loaded = load(folder)?;
    let mut faults = loaded.file_faults();
    match read(&loaded.document) {
        Ok(pack) if faults.is_empty() => return Ok(Ok((loaded.document, pack))),
        Ok(_) => {}
        Err(found) => faults.extend(found.iter().map(|fault| loaded.describe(fault))),
    }
    Ok(Err(faults))
}

/// Reads all files below a folder and puts them together.
///
/// # Errors
/// If a file can't be read at all. What is wrong in a file is in [`Loaded::faults`].
pub fn load(folder: &Path) -> io::Result<Loaded> {
    let mut loaded = Loaded { document: Value::Object(Map::new()), ..Loaded::default() };
    for path in files(folder)? {
        let text = fs::read_to_string(&path)?;
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let mut file = File { name, text: &text, places: &mut loaded.places, faults: &mut loaded.faults };
        let table = match DeTable::parse(&text) {
            Ok(table) => table,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                file.fault(at, format!("this is not readable TOML: {}", error.message()));
                continue;
            }
        };
        file.merge("", &mut loaded.document, table.get_ref());
    }
    Ok(loaded)
}

struct File<'a> {
    name: String,
    text: &'a str,
    places: &'a mut BTreeMap<String, Place>,
    faults: &'a mut Vec<(Place, String)>,
}

impl File<'_> {
    fn place(&self, at: usize) -> Place {
        let before = self.text.get(..at).unwrap_or(self.text);
        Place { file: self.name.clone(), line: 1 + before.matches('\n').count() }
    }

    fn fault(&mut self, at: usize, what: String) {
        self.faults.push((self.place(at), what));
    }

    fn note(&mut self, path: &str, at: usize) {
        let place = self.place(at);
        self.places.entry(path.to_owned()).or_insert(place);
    }

    /// Merges a table into the document at that path.
    fn merge(&mut self, path: &str, into: &mut Value, table: &DeTable<'_>) {
        let Value::Object(into) = into else { return };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let path = join(path, name);
            self.note(&path, key.span().start);
            match (into.get_mut(name), value.get_ref()) {
                (None, _) => {
                    let value = self.value(&path, value);
                    into.insert(name.to_owned(), value);
                }
                (Some(there @ Value::Object(_)), DeValue::Table(table)) => self.merge(&path, there, table),
                (Some(Value::Array(there)), DeValue::Array(items)) => {
                    let start = there.len();
                    let mut new = self.items(&path, items.iter(), start);
                    there.append(&mut new);
                }
                (Some(_), _) => self.fault(key.span().start, format!("`{path}` is set a second time; keep one")),
            }
        }
    }

    fn items<'t, 'i: 't>(
        &mut self,
        path: &str,
        items: impl Iterator<Item = &'t Spanned<DeValue<'i>>>,
        start: usize,
    ) -> Vec<Value> {
        items
            .enumerate()
            .map(|(at, item)| {
                let position = join(path, &(start + at).to_string());
                self.note(&position, item.span().start);
                let id = match item.get_ref() {
                    DeValue::Table(table) => table.get("id").and_then(|id| id.get_ref().as_str()),
                    _ => None,
                };
                let path = id.map_or(position, |id| join(path, id));
                self.note(&path, item.span().start);
                self.value(&path, item)
            })
            .collect()
    }

    fn value(&mut self, path: &str, value: &Spanned<DeValue<'_>>) -> Value {
        match value.get_ref() {
            DeValue::String(text) => text.as_ref().into(),
            DeValue::Boolean(flag) => (*flag).into(),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_or_else(|_| Value::String(number.as_str().to_owned()), Value::from),
            DeValue::Float(number) => number.as_str().parse::<f64>().map_or(Value::Null, Value::from),
            DeValue::Datetime(moment) => moment.to_string().into(),
            DeValue::Array(items) => self.items(path, items.iter(), 0).into(),
            DeValue::Table(table) => {
                let mut object = Value::Object(Map::new());
                self.merge(path, &mut object, table);
                object
            }
        }
    }
}
