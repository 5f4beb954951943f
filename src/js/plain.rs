//! What JavaScript hands over, as plain JSON. Every fault is told with its path, and nothing that a
//! value does when it is looked at (a getter that throws, a proxy, a cycle) gets past this room.
//!
//! What counts as plain is what `JSON.stringify` keeps: `undefined` is absent as a field and `null`
//! elsewhere. What it would drop or change silently (functions, symbols, `NaN`, dates, maps,
//! instances of classes) is refused, because a lost answer would be a wrong score.

use js_sys::{Array, JsString, Reflect, Set};
use serde_json::{Map, Number, Value};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use crate::decode::{Fault, Sink, shortened};

/// How deep objects and lists may lie in one another: as deep as in JSON text.
const DEPTH: u32 = 127;

/// How many values one call may hold; four times what a file of 5 MB does. A shared list counts as
/// often as it is met, so that a small object can't stand for a number of values that no memory holds.
const MOST: usize = 1_000_000;

/// The largest whole number that JavaScript holds exactly: `2^53 - 1`.
const SAFE: f64 = 9_007_199_254_740_991.0;

#[wasm_bindgen]
extern "C" {
    // `js-sys` has these too, but a proxy may throw in them.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn keys(object: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_list(value: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Object, js_name = getPrototypeOf)]
    fn prototype(object: &JsValue) -> Result<JsValue, JsValue>;
}

/// Reads a value.
///
/// # Errors
/// Everything in it that is not plain data, with its path.
pub(super) fn read(value: &JsValue) -> Result<Value, Vec<Fault>> {
    let mut reader = Reader::default();
    let read = reader.value(value);
    let faults = reader.sink.into_faults();
    if faults.is_empty() { Ok(read) } else { Err(faults) }
}

/// A text, unless it holds half a character, which no other reader could understand.
pub(super) fn text(text: &JsString) -> Option<String> {
    let read = String::from(text);
    // Half a character is read as the replacement character, which may also stand there itself.
    (!read.contains(char::REPLACEMENT_CHARACTER) || text.is_well_formed()).then_some(read)
}

/// A step of the path from the root.
enum Step {
    Field(String),
    /// An entry of a list, with its place from 0.
    Entry(JsValue, u32),
}

#[derive(Default)]
struct Reader {
    sink: Sink,
    path: Vec<Step>,
    /// The objects and lists that the value lies in.
    around: Set,
    seen: usize,
}

impl Reader {
    /// Reads a value. What is not plain is told, and read as null.
    fn value(&mut self, value: &JsValue) -> Value {
        self.seen += 1;
        if self.seen > MOST {
            if self.seen == MOST + 1 {
                self.path.clear();
                self.fault(format!("this holds more than {MOST} values"), "send less at a time");
            }
            return Value::Null;
        }
        if value.is_null() || value.is_undefined() {
            Value::Null
        } else if let Some(text) = value.dyn_ref::<JsString>() {
            self.text(text).into()
        } else if let Some(number) = value.as_f64() {
            self.number(number)
        } else if let Some(flag) = value.as_bool() {
            flag.into()
        } else if value.is_object() {
            self.nested(value)
        } else {
            self.foreign(value)
        }
    }

    /// Reads what a look at a place came to.
    fn given(&mut self, looked: Result<JsValue, JsValue>) -> Value {
        match looked {
            Ok(value) => self.value(&value),
            Err(thrown) => self.thrown(&thrown),
        }
    }

    fn text(&mut self, given: &JsString) -> String {
        text(given).unwrap_or_else(|| {
            self.fault("this text holds half a character (a lone surrogate)", "write the text anew");
            String::new()
        })
    }

    fn number(&mut self, given: f64) -> Value {
        let number = if given.fract() == 0.0 && given.abs() <= SAFE {
            // A whole number in this range is exact as an integer, and so it is written in JSON.
            #[allow(clippy::cast_possible_truncation, reason = "whole, and within 2^53")]
            Some(Number::from(given as i64))
        } else {
            Number::from_f64(given)
        };
        number.map_or_else(
            || {
                let name = if given.is_nan() { "`NaN`" } else { "an infinity" };
                self.refuse(name, "give a finite number")
            },
            Value::Number,
        )
    }

    /// Something that JSON has no word for.
    fn foreign(&mut self, value: &JsValue) -> Value {
        if value.is_function() {
            self.refuse("a function", "give data only")
        } else if value.is_symbol() {
            self.refuse("a symbol", "give a text")
        } else if value.is_bigint() {
            self.refuse("a BigInt", "give a plain number, or a text where the number may be above 2^53")
        } else {
            self.refuse("something that is not data", "give data only")
        }
    }

    /// An object or a list.
    fn nested(&mut self, value: &JsValue) -> Value {
        if self.around.has(value) {
            return self.refuse("an object that holds itself", "give data without cycles");
        }
        if self.around.size() >= DEPTH {
            self.fault(format!("this lies more than {DEPTH} objects and lists deep"), "give data that is less deep");
            return Value::Null;
        }
        self.around.add(value);
        let read = is_list(value).and_then(|list| if list { self.list(value) } else { self.object(value) });
        self.around.delete(value);
        read.unwrap_or_else(|thrown| self.thrown(&thrown))
    }

    /// Something was thrown where a value should have been.
    fn thrown(&mut self, thrown: &JsValue) -> Value {
        let said = Reflect::get(thrown, &"message".into()).ok().and_then(|text| text.as_string());
        let said = said.or_else(|| thrown.as_string()).map_or_else(String::new, |it| format!(": `{}`", shortened(&it)));
        self.fault(format!("this can't be read, it throws{said}"), "give plain data, without getters that throw");
        Value::Null
    }

    fn list(&mut self, list: &JsValue) -> Result<Value, JsValue> {
        // Every list says how long it is.
        let length = Reflect::get(list, &"length".into())?.as_f64().unwrap_or_default();
        let mut items = Vec::new();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a list's length is below 2^32")]
        for place in 0..length as u32 {
            let item = Reflect::get_u32(list, place);
            self.path.push(Step::Entry(item.clone().unwrap_or_default(), place));
            items.push(self.given(item));
            self.path.pop();
            if self.seen > MOST {
                break;
            }
        }
        Ok(items.into())
    }

    fn object(&mut self, object: &JsValue) -> Result<Value, JsValue> {
        // Also an object of another window is plain: what it inherits from inherits from nothing.
        let parent = prototype(object)?;
        if !parent.is_null() && !prototype(&parent)?.is_null() {
            let made = Reflect::get(&parent, &"constructor".into())?;
            let name = Reflect::get(&made, &"name".into())?.as_string().unwrap_or_default();
            let help = match name.as_str() {
                "Date" => "give a day as the text YYYY-MM-DD",
                "Map" => "give a plain object; `Object.fromEntries` makes one",
                "Set" => "give a list; `Array.from` makes one",
                "Promise" => "wait for it with `await`",
                _ => "give a plain object, a list, a text, a number, `true` or `false`",
            };
            return Ok(self.refuse(&format!("an instance of `{}`", shortened(&name)), help));
        }
        let mut fields = Map::new();
        for name in keys(object)? {
            let value = Reflect::get(object, &name);
            if value.as_ref().is_ok_and(JsValue::is_undefined) {
                continue;
            }
            let name = self.text(name.unchecked_ref());
            self.path.push(Step::Field(name.clone()));
            if name == "__proto__" {
                // An answer that named it would not hold it as a field.
                self.refuse("a field named `__proto__`", "give it another name");
            }
            let value = self.given(value);
            self.path.pop();
            if self.seen > MOST {
                break;
            }
            fields.insert(name, value);
        }
        Ok(fields.into())
    }

    fn refuse(&mut self, what: &str, help: &str) -> Value {
        self.fault(format!("{what} is not plain data"), help);
        Value::Null
    }

    fn fault(&mut self, message: impl Into<String>, help: impl Into<String>) {
        let names: Vec<String> = self.path.iter().map(Step::name).collect();
        self.sink.tell(&names.join("/"), message, help);
    }
}

impl Step {
    /// As everywhere in paths: entries of a list by their `id` where they have one.
    fn name(&self) -> String {
        match self {
            Self::Field(name) => shortened(name),
            Self::Entry(item, place) => Reflect::get(item, &"id".into())
                .ok()
                .and_then(|id| id.as_string())
                .filter(|id| !id.is_empty() && !id.contains('/'))
                .unwrap_or_else(|| place.to_string()),
        }
    }
}
