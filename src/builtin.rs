//! The rule pack that ships with this build. It was checked when it was built (`rules/build.rs`).

use crate::{
    decode::{self, Fault},
    rules::RulePack,
};

/// The pack document, in RFC 8785 form.
pub const DOCUMENT: &str = include_str!(concat!(env!("OUT_DIR"), "/pack.json"));

/// Its SHA-256, in hexadecimal.
pub const SHA256: &str = env!("FOREPROOF_PACK_SHA256");

/// The method page as HTML, made from `rules/method.md`.
pub const METHOD: &str = include_str!(concat!(env!("OUT_DIR"), "/method.html"));

/// Reads the built-in pack.
///
/// # Errors
/// None in a sound build: the same reader accepted the same document when it was built.
pub fn pack() -> Result<RulePack, Vec<Fault>> {
    RulePack::known(&decode::parse(DOCUMENT)?, "", SHA256)
}
