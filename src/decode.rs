//! Reading JSON so that every fault is told at once, each with its path and how to mend it.
//!
//! `serde` stops at the first fault; a person who mends a file by hand wants them all. A [`Node`] is
//! a value with its path; each reader returns `None` after recording what is wrong, and the caller
//! goes on with the rest. What was read is trusted only if no fault was recorded.

use std::{cell::RefCell, collections::BTreeSet, fmt, rc::Rc};

use serde::{
    Serialize,
    de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Number, Value};

use crate::units::{Currency, Date, Id, Level, MAX_AMOUNT, Money};

/// Something wrong in an input, in the user's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What is wrong: lower case, names in backticks.
    pub message: String,
    /// Where: the names from the root, joined by `/`; entries of a list by their `id` where they have one.
    pub path: String,
    /// How to mend it.
    pub help: String,
}

/// Where faults are recorded.
#[derive(Debug, Default)]
pub struct Sink(RefCell<Vec<Fault>>);

impl Sink {
    /// Records a fault.
    pub fn tell(&self, path: &str, message: impl Into<String>, help: impl Into<String>) {
        self.0.borrow_mut().push(Fault { message: message.into(), path: path.to_owned(), help: help.into() });
    }

    /// How many faults were recorded so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.borrow().len()
    }

    /// All faults, in the order found.
    #[must_use]
    pub fn into_faults(self) -> Vec<Fault> {
        self.0.into_inner()
    }
}

/// Parses JSON text; a byte order mark before it is passed over. Unlike a plain parse it refuses an
/// object that names a field twice, because two readers of such a text may see two different files.
///
/// # Errors
/// One fault with line and column if the text is not JSON, or if a name is doubled.
pub fn parse(text: &str) -> Result<Value, Vec<Fault>> {
    let mut reader = serde_json::Deserializer::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    let value = Strict.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    value.map_err(|error| {
        vec![Fault {
            message: format!("this is not readable JSON: {error}"),
            path: String::new(),
            help: "choose a file that Foreproof wrote, and send it unchanged".to_owned(),
        }]
    })
}

/// Builds a [`Value`] and refuses doubled names.
struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(Self)? {
            items.push(item);
        }
        Ok(items.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let value = map.next_value_seed(Self)?;
            if object.contains_key(&name) {
                return Err(serde::de::Error::custom(format_args!("`{name}` stands twice in one object")));
            }
            object.insert(name, value);
        }
        Ok(object.into())
    }
}

/// A value with its path, and the sink that its faults go to.
#[derive(Clone)]
pub struct Node<'a> {
    value: &'a Value,
    path: Rc<str>,
    sink: &'a Sink,
}

impl<'a> Node<'a> {
    /// The root of a document; `path` is what its faults' paths start with (often empty).
    #[must_use]
    pub fn root(value: &'a Value, path: &str, sink: &'a Sink) -> Self {
        Self { value, path: path.into(), sink }
    }

    /// The value as it is.
    #[must_use]
    pub const fn value(&self) -> &'a Value {
        self.value
    }

    /// The path of this value.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Where faults about this document go.
    #[must_use]
    pub const fn sink(&self) -> &'a Sink {
        self.sink
    }

    /// Records a fault about this value.
    pub fn fault(&self, message: impl Into<String>, help: impl Into<String>) {
        self.sink.tell(&self.path, message, help);
    }

    fn expected<T>(&self, what: &str) -> Option<T> {
        self.fault(format!("expected {what}, found {}", described(self.value)), format!("give {what}"));
        None
    }

    /// The fields of an object.
    pub fn fields(&self) -> Option<Fields<'a>> {
        match self.value {
            Value::Object(map) => {
                Some(Fields { map, path: self.path.clone(), sink: self.sink, known: RefCell::default() })
            }
            _ => self.expected("an object"),
        }
    }

    /// The entries of an object used as a map: each name with its value, in the order of the names.
    pub fn entries(&self) -> Vec<(&'a str, Node<'a>)> {
        match self.value {
            Value::Object(map) => {
                sorted_names(map).filter_map(|name| Some((name, self.child(name, map.get(name)?)))).collect()
            }
            _ => self.expected("an object").unwrap_or_default(),
        }
    }

    /// The items of a list, their paths by `id` where they have one, else by position from 0.
    pub fn items(&self) -> Vec<Node<'a>> {
        match self.value {
            Value::Array(items) => items
                .iter()
                .enumerate()
                .map(|(at, value)| match value.get("id").and_then(Value::as_str) {
                    Some(id) if !id.is_empty() && !id.contains('/') => self.child(id, value),
                    _ => self.child(&at.to_string(), value),
                })
                .collect(),
            _ => self.expected("a list").unwrap_or_default(),
        }
    }

    fn child(&self, name: &str, value: &'a Value) -> Self {
        Self { value, path: join(&self.path, name).into(), sink: self.sink }
    }

    /// Any text.
    pub fn text(&self) -> Option<&'a str> {
        self.value.as_str().or_else(|| self.expected("a text"))
    }

    /// A text with at least one character that is not white space.
    pub fn filled(&self) -> Option<&'a str> {
        let text = self.text()?;
        if text.trim().is_empty() {
            self.fault("this text is empty", "write something, or leave the field out");
            return None;
        }
        Some(text)
    }

    /// An identifier.
    pub fn id(&self) -> Option<Id> {
        self.filled().map(Id::from)
    }

    /// Yes or no.
    pub fn flag(&self) -> Option<bool> {
        self.value.as_bool().or_else(|| self.expected("`true` or `false`"))
    }

    /// A whole number within bounds. `3.0` is not one.
    pub fn whole(&self, least: u64, most: u64) -> Option<u64> {
        match self.value.as_u64() {
            Some(number) if (least..=most).contains(&number) => Some(number),
            Some(number) => {
                self.fault(format!("{number} is out of range"), format!("give a whole number from {least} to {most}"));
                None
            }
            None => self.expected(&format!("a whole number from {least} to {most}")),
        }
    }

    /// A whole number that fits the type, within its bounds.
    pub fn small<T: TryFrom<u64>>(&self, least: u64, most: u64) -> Option<T> {
        T::try_from(self.whole(least, most)?).ok()
    }

    /// A finite number, zero or more.
    pub fn measure(&self) -> Option<f64> {
        match self.value.as_f64() {
            Some(number) if number.is_finite() && number >= 0.0 => Some(number),
            _ => self.expected("a number that is zero or more"),
        }
    }

    /// A level of the ladder.
    pub fn level(&self) -> Option<Level> {
        match self.value.as_u64().and_then(Level::new) {
            Some(level) => Some(level),
            None => {
                self.fault(
                    format!("{} is not a level", described(self.value)),
                    "give a whole number from 0 (absent) to 5 (assured)",
                );
                None
            }
        }
    }

    /// A calendar date.
    pub fn date(&self) -> Option<Date> {
        let text = self.text()?;
        let date = Date::parse(text);
        if date.is_none() {
            self.fault(
                format!("`{}` is not a date that exists", shortened(text)),
                "give a calendar date as YYYY-MM-DD, for instance 2026-11-30",
            );
        }
        date
    }

    /// A currency code.
    pub fn currency(&self) -> Option<Currency> {
        let text = self.text()?;
        let currency = Currency::new(text);
        if currency.is_none() {
            self.fault(
                format!("`{}` is not a currency code", shortened(text)),
                "give the three capital letters of ISO 4217, for instance EUR",
            );
        }
        currency
    }

    /// An amount with its currency.
    pub fn money(&self) -> Option<Money> {
        let fields = self.fields()?;
        let amount = fields.required("amount", |node| node.whole(0, MAX_AMOUNT));
        let currency = fields.required("currency", Node::currency);
        fields.close();
        Money::new(amount?, currency?)
    }

    /// One of a closed vocabulary.
    pub fn choice<T>(&self, all: &[T], name: fn(T) -> &'static str) -> Option<T>
    where
        T: Copy,
    {
        let text = self.text()?;
        let found = all.iter().copied().find(|&value| name(value) == text);
        if found.is_none() {
            let names: Vec<_> = all.iter().map(|&value| format!("`{}`", name(value))).collect();
            self.fault(format!("`{}` is not known here", shortened(text)), format!("use one of {}", names.join(", ")));
        }
        found
    }

    /// Every item of a list that can be read.
    pub fn each<T>(&self, read: impl FnMut(&Node<'a>) -> Option<T>) -> Vec<T> {
        self.items().iter().filter_map(read).collect()
    }

    /// Each item of a list with its own id; an id that stands twice is a fault.
    pub fn unique<T>(&self, read: impl FnMut(&Node<'a>) -> Option<T>) -> Vec<T> {
        let items = self.items();
        let mut seen = BTreeSet::new();
        for (at, item) in items.iter().enumerate() {
            if let Some(id) = item.value.get("id").and_then(Value::as_str)
                && !seen.insert(id)
            {
                self.sink.tell(
                    &join(&self.path, &at.to_string()),
                    format!("the id `{}` stands twice in this list", shortened(id)),
                    "give each entry an id of its own",
                );
            }
        }
        items.iter().filter_map(read).collect()
    }

    /// The ids in a list, also of entries in which something else is wrong. Tells nothing.
    pub fn listed(&self) -> BTreeSet<&'a str> {
        let mut ids = BTreeSet::new();
        for item in self.value.as_array().into_iter().flatten() {
            ids.extend(item.get("id").and_then(Value::as_str));
        }
        ids
    }

    /// The same document, with faults going elsewhere.
    #[must_use]
    pub fn telling<'b>(&self, sink: &'b Sink) -> Node<'b>
    where
        'a: 'b,
    {
        Node { value: self.value, path: self.path.clone(), sink }
    }
}

/// The fields of an object. [`Fields::close`] tells of every field that nobody asked for.
pub struct Fields<'a> {
    map: &'a Map<String, Value>,
    path: Rc<str>,
    sink: &'a Sink,
    known: RefCell<Vec<&'static str>>,
}

impl<'a> Fields<'a> {
    /// The path of the object.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether the field is there.
    #[must_use]
    pub fn has(&self, name: &'static str) -> bool {
        self.known.borrow_mut().push(name);
        self.map.contains_key(name)
    }

    /// Records a fault about one of the fields.
    pub fn fault(&self, name: &str, message: impl Into<String>, help: impl Into<String>) {
        self.sink.tell(&join(&self.path, name), message, help);
    }

    /// The field, if it is there.
    #[must_use]
    pub fn get(&self, name: &'static str) -> Option<Node<'a>> {
        self.known.borrow_mut().push(name);
        self.map.get(name).map(|value| Node { value, path: join(&self.path, name).into(), sink: self.sink })
    }

    /// Reads a field that must be there.
    pub fn required<T>(&self, name: &'static str, read: impl FnOnce(&Node<'a>) -> Option<T>) -> Option<T> {
        let node = self.get(name);
        if node.is_none() {
            self.sink.tell(&self.path, format!("`{name}` is missing"), format!("add `{name}`"));
        }
        read(&node?)
    }

    /// Reads a field that may be absent.
    pub fn optional<T>(&self, name: &'static str, read: impl FnOnce(&Node<'a>) -> Option<T>) -> Option<T> {
        self.get(name).and_then(|node| read(&node))
    }

    /// Reads a list that may be absent, which means empty.
    pub fn list<T>(&self, name: &'static str, read: impl FnMut(&Node<'a>) -> Option<T>) -> Vec<T> {
        self.get(name).map(|node| node.each(read)).unwrap_or_default()
    }

    /// Reads a list of entries with ids that may be absent, which means empty.
    pub fn unique<T>(&self, name: &'static str, read: impl FnMut(&Node<'a>) -> Option<T>) -> Vec<T> {
        self.get(name).map(|node| node.unique(read)).unwrap_or_default()
    }

    /// Tells of every field that nobody asked for, with the known name that is most like it.
    pub fn close(self) {
        let mut known = self.known.into_inner();
        let mut seen = BTreeSet::new();
        known.retain(|name| seen.insert(*name));
        for name in sorted_names(self.map).filter(|name| !known.contains(name)) {
            let near = known.iter().find(|known| resembles(known, name));
            let help = near.map_or_else(
                || format!("remove it; the fields here are {}", known.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            let path = join(&self.path, &shortened(name));
            self.sink.tell(&path, format!("the field `{}` is unknown", shortened(name)), help);
        }
    }
}

/// What plain data, which always becomes one, is as a document: its names in order, as by [`sorted_names`].
pub fn document(of: &impl Serialize) -> Value {
    let mut document = serde_json::to_value(of).unwrap_or_default();
    document.sort_all_objects();
    document
}

/// The names in an object, in order. `serde_json` keeps them so, unless another crate of the same build
/// turns on its `preserve_order`: no answer may depend on that.
pub fn sorted_names(map: &Map<String, Value>) -> impl Iterator<Item = &str> {
    map.keys().map(String::as_str).collect::<BTreeSet<_>>().into_iter()
}

/// Whether two names differ by one letter, by two that changed places, or only in case and punctuation.
fn resembles(known: &str, given: &str) -> bool {
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let (known, given) = (plain(known), plain(given));
    if known == given {
        return true;
    }
    let front = known.bytes().zip(given.bytes()).take_while(|(a, b)| a == b).count();
    let back = known.bytes().rev().zip(given.bytes().rev()).take_while(|(a, b)| a == b).count();
    let longest = known.len().max(given.len());
    let exchanged = known.len() == given.len()
        && front + back + 2 == longest
        && known.bytes().skip(front).take(2).eq(given.bytes().skip(front).take(2).rev());
    known.len().abs_diff(given.len()) <= 1 && (front + back + 1 >= longest || exchanged) && longest > 2
}

/// `path/name`, or `name` at the root.
#[must_use]
pub fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") }
}

/// At most 60 characters of a text, for a message.
#[must_use]
pub fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn described(value: &Value) -> String {
    match value {
        Value::Null => "nothing (`null`)".to_owned(),
        Value::Bool(flag) => format!("`{flag}`"),
        Value::Number(number) => format!("`{number}`"),
        Value::String(text) => format!("the text `{}`", shortened(text)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
