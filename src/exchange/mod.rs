//! Files: one JSON envelope serves storage, export and import (method section 10).
//!
//! Only `assessment` is ever read in. All that is derived is computed anew.

mod backups;
mod check;
mod envelope;
mod fingerprint;
mod log;
mod merge;
mod patch;
mod redact;
mod shape;
mod versions;

pub use backups::{BACKUP_PAUSE, BACKUP_ROOM, EXPORT_AFTER, backup_due, export_overdue, seconds, surplus_backups};
pub use check::check;
pub use envelope::{
    Envelope, FORMAT, Summary, TriggerSummary, VERSION, export, import, read_document, read_envelope, stored,
};
pub use fingerprint::{fingerprint, text_fingerprint};
pub use log::{CHECKPOINT, MOST_BYTES, MOST_ENTRIES, bounded, broken_entry, entry_hash, logged, rechained, sealed};
pub use merge::{Conflict, merge, turned};
pub use patch::{Op, Patch, apply, diff};
pub use redact::redacted;
pub use versions::{STEPS, Step, migrate};

use crate::{
    assessment::{self, Assessment},
    decode::{Fault, Node, Sink},
    rules::RulePack,
};

/// Reads an assessment and holds its references against the pack; `path` is what the faults' paths start with.
///
/// # Errors
/// Every fault found, each with its path and how to mend it.
pub fn read_assessment(pack: &RulePack, value: &serde_json::Value, path: &str) -> Result<Assessment, Vec<Fault>> {
    let sink = Sink::default();
    let assessment = assessment::read(&Node::root(value, path, &sink));
    check::references(pack, value, path, &sink);
    match assessment {
        Some(assessment) if sink.count() == 0 => Ok(assessment),
        _ => Err(sink.into_faults()),
    }
}
