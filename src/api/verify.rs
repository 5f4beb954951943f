//! `verify`: does a file say what follows from its answers? It finds careless edits, not forgery:
//! the digest is unkeyed, and whoever changes a file can compute a new one.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Input, Success};
use crate::{
    decode::{Node, document, sorted_names},
    engine,
    exchange::{Summary, broken_entry, read_document},
    report::Report,
    rules::digest,
    units::{Date, named},
};

named! {
    /// Whether a file's digest is that of its assessment.
    pub enum DigestState {
        /// It is.
        Matches = "matches",
        /// It isn't: the assessment was changed after the export.
        Differs = "differs",
        /// The file has none.
        Absent = "absent",
    }
}

named! {
    /// Whether a file was scored by this pack.
    pub enum PackState {
        /// By this very one.
        Same = "same",
        /// By another one, or another version.
        Other = "other",
        /// The file does not say.
        Unknown = "unknown",
    }
}

/// What a check of a file came to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verified {
    /// The digest.
    pub digest: DigestState,
    /// The pack.
    pub pack: PackState,
    /// The report computed from the file's assessment.
    pub report: Report,
    /// Where the file's summary says something else.
    pub differences: Vec<Difference>,
    /// The number of the first entry of the change log that does not fit the one before; null if all do.
    pub log_broken_at: Option<u64>,
}

/// Something that a file states and that does not follow from its answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Where in the file.
    pub path: String,
    /// What the file says.
    pub stated: Value,
    /// What follows.
    pub computed: Value,
}

pub(super) fn verify(input: &mut Input<'_>) -> Option<Success> {
    let file = input.fields.required("file", |node| Some(node.clone()));
    let given = input.fields.optional("as_of", Node::date);
    let file = file?;
    let stated = |path: &str| file.value().pointer(path);
    let day = |text: Option<&Value>| text.and_then(Value::as_str).and_then(|text| Date::parse(text.get(..10)?));
    let as_of = given.or_else(|| day(stated("/summary/as_of"))).or_else(|| day(stated("/saved_at")));
    if as_of.is_none() {
        input.fields.fault("as_of", "neither the call nor the file says for which day", "give `as_of` as YYYY-MM-DD");
    }
    let envelope = match read_document(input.pack, file.value(), file.path()) {
        Ok(envelope) => envelope,
        Err(faults) => {
            input.faults.extend(faults);
            return None;
        }
    };
    let report = engine::assess(input.pack, &envelope.assessment, as_of?, false);
    let digest = match (stated("/digest"), stated("/assessment")) {
        (Some(stated), Some(assessment)) if *stated == json!(format!("sha256:{}", digest(assessment))) => {
            DigestState::Matches
        }
        (Some(_), _) => DigestState::Differs,
        (None, _) => DigestState::Absent,
    };
    let pack = match stated("/pack/sha256").and_then(Value::as_str) {
        Some(sha256) if sha256 == input.pack.sha256() => PackState::Same,
        Some(_) => PackState::Other,
        None => PackState::Unknown,
    };
    let mut differences = Vec::new();
    if let Some(summary) = stated("/summary") {
        compare("summary", summary, &document(&Summary::of(&report)), &mut differences);
    }
    let log_broken_at = broken_entry(&envelope.assessment.log);
    Some(Success::Verify(Verified { digest, pack, report, differences, log_broken_at }))
}

/// Every place in which two documents differ, down to the values.
fn compare(path: &str, stated: &Value, computed: &Value, found: &mut Vec<Difference>) {
    if let (Value::Object(left), Value::Object(right)) = (stated, computed) {
        let names = sorted_names(left).chain(sorted_names(right).filter(|name| !left.contains_key(*name)));
        for name in names {
            let side = |object: &serde_json::Map<String, Value>| object.get(name).cloned().unwrap_or_default();
            compare(&format!("{path}/{name}"), &side(left), &side(right), found);
        }
    } else if stated != computed {
        found.push(Difference { path: path.to_owned(), stated: document(stated), computed: document(computed) });
    }
}
