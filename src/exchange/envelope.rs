//! The envelope: who wrote a file, when, by which rules, and what it holds.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::{STEPS, migrate, read_assessment, redacted};
use crate::{
    assessment::Assessment,
    decode::{self, Fault, Node, Sink, document},
    report::{ByMode, PackRef, Report, Verdict},
    rules::{RulePack, digest},
    units::{Bp, Date, Id, mapped},
};

/// What a file of ours says it is.
pub const FORMAT: &str = "foreproof.assessment";
/// The version that this build writes, and the newest that it reads.
pub const VERSION: u64 = 1;

const UNKNOWN_VERSION: &str = "the version of this file is unknown";

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    version: u64,
    engine: &'static str,
    pack: PackRef,
    saved_at: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
    assessment: Value,
}

/// What an export states of its scores, for a reader who does not recompute them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The day.
    pub as_of: Date,
    /// The index.
    pub index_bp: ByMode<Option<Bp>>,
    /// Each trigger.
    pub triggers: BTreeMap<Id, TriggerSummary>,
}

/// What an export states of a trigger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TriggerSummary {
    /// The headline by what the user says.
    pub claimed: Option<Bp>,
    /// The headline by evidence.
    pub proven: Option<Bp>,
    /// The verdict by evidence.
    pub verdict: Verdict,
}

impl<'a> Written<'a> {
    fn new(pack: &RulePack, assessment: &Assessment, saved_at: &'a str) -> Self {
        Self {
            format: FORMAT,
            version: VERSION,
            engine: env!("CARGO_PKG_VERSION"),
            pack: PackRef {
                id: pack.id().to_owned(),
                version: pack.version().to_owned(),
                sha256: pack.sha256().to_owned(),
            },
            saved_at,
            summary: None,
            digest: None,
            // By way of a document: one serialiser of all that an assessment holds is enough to download.
            assessment: document(assessment),
        }
    }
}

/// The text that is stored; `saved_at` is RFC 3339 UTC.
#[must_use]
pub fn stored(pack: &RulePack, assessment: &Assessment, saved_at: &str) -> String {
    // Serialising plain data to text can't fail.
    serde_json::to_string(&Written::new(pack, assessment, saved_at)).unwrap_or_default()
}

/// The text of an export: the envelope with a summary and a digest. With `redact` it goes without
/// notes, owners, locations and log; the scores stay the same.
#[must_use]
pub fn export(pack: &RulePack, assessment: &Assessment, report: &Report, saved_at: &str, redact: bool) -> String {
    let copy = redact.then(|| redacted(assessment));
    let assessment = copy.as_ref().unwrap_or(assessment);
    let mut written = Written::new(pack, assessment, saved_at);
    written.summary = Some(document(&Summary::of(report)));
    written.digest = Some(format!("sha256:{}", digest(&written.assessment)));
    serde_json::to_string_pretty(&written).unwrap_or_default()
}

impl Summary {
    /// What a report comes to in short.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let triggers = report.triggers.iter().map(|trigger| {
            let summary = TriggerSummary {
                claimed: trigger.claimed.headline_bp,
                proven: trigger.proven.headline_bp,
                verdict: trigger.proven.verdict,
            };
            (trigger.id.clone(), summary)
        });
        Self { as_of: report.as_of, index_bp: report.index_bp, triggers: mapped(triggers) }
    }
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    /// The version of the engine that wrote it.
    pub engine: String,
    /// When it was written.
    pub saved_at: String,
    /// What it holds.
    pub assessment: Assessment,
}

/// Reads a file, or what was stored.
///
/// # Errors
/// Every fault found: not JSON, not ours, of a newer version, or what is wrong in it and where.
pub fn read_envelope(pack: &RulePack, text: &str) -> Result<Envelope, Vec<Fault>> {
    read_document(pack, &decode::parse(text)?, "")
}

/// Reads a file that was parsed; `path` is what the faults' paths start with.
///
/// # Errors
/// As [`read_envelope`].
pub fn read_document(pack: &RulePack, document: &Value, path: &str) -> Result<Envelope, Vec<Fault>> {
    let sink = Sink::default();
    let root = Node::root(document, path, &sink);
    let foreign = |message: &str, help: &str| {
        Err(vec![Fault { message: message.to_owned(), path: path.to_owned(), help: help.to_owned() }])
    };
    if document.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return foreign("this file is not a Foreproof assessment", "choose a file that Foreproof exported");
    }
    match document.get("version").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(older) if older < VERSION => {
            let Some(document) = migrate(document.clone(), STEPS, VERSION) else {
                return foreign(UNKNOWN_VERSION, "choose a file that Foreproof exported, unchanged");
            };
            return read_document(pack, &document, path);
        }
        Some(newer) if newer > VERSION => {
            let message = format!("this file has version {newer}, this Foreproof reads up to version {VERSION}");
            return foreign(&message, "open it with a newer Foreproof; nothing was changed here");
        }
        _ => return foreign(UNKNOWN_VERSION, "choose a file that Foreproof exported, unchanged"),
    }
    let Some(fields) = root.fields() else { return Err(sink.into_faults()) };
    let owned = |node: &Node<'_>| node.text().map(str::to_owned);
    // Known, but never read in: what they say is computed anew.
    for name in ["format", "version", "pack", "summary", "digest"] {
        let _ = fields.has(name);
    }
    let engine = fields.optional("engine", owned).unwrap_or_default();
    let saved_at = fields.optional("saved_at", owned).unwrap_or_default();
    let assessment = fields.required("assessment", |node| Some(read_assessment(pack, node.value(), node.path())));
    fields.close();
    let mut faults = sink.into_faults();
    match assessment {
        Some(Ok(assessment)) if faults.is_empty() => Ok(Envelope { engine, saved_at, assessment }),
        Some(Err(more)) => {
            faults.extend(more);
            Err(faults)
        }
        _ => Err(faults),
    }
}

/// Reads the assessment of a file.
///
/// # Errors
/// As [`read_envelope`].
pub fn import(pack: &RulePack, text: &str) -> Result<Assessment, Vec<Fault>> {
    read_envelope(pack, text).map(|envelope| envelope.assessment)
}
