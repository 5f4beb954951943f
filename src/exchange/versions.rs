//! The versions of the file format, and how an older file becomes one of today.
//!
//! Each step is a pure function on the whole document and leads from one version to the next; a file
//! takes all steps from its own version on. `tests/data/versions/` holds a frozen file of every version
//! that was ever written, and a test reads each of them.

use serde_json::Value;

/// A step from one version to the next.
#[derive(Clone, Copy)]
pub struct Step {
    /// The version that it starts from.
    pub from: u64,
    /// Makes a document of that version one of the next. The number is set by [`migrate`].
    pub change: fn(&mut Value),
}

/// Every step there is. There is one version so far, and so there is none.
pub const STEPS: &[Step] = &[];

/// The document as one of version `to`; `None` if a step on the way is missing.
#[must_use]
pub fn migrate(mut document: Value, steps: &[Step], to: u64) -> Option<Value> {
    loop {
        let version = document.get("version")?.as_u64()?;
        if version == to {
            return Some(document);
        }
        let step = steps.iter().find(|step| step.from == version && version < to)?;
        (step.change)(&mut document);
        *document.get_mut("version")? = (version + 1).into();
    }
}
