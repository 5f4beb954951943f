//! A short name for a text or a state, to tell whether it is still the same one.

use crate::assessment::Assessment;

/// FNV-1a, 64 bits, of a text, in hexadecimal. It tells states of one browser apart; it proves nothing
/// to anybody, as the digest of an export does.
#[must_use]
pub fn text_fingerprint(text: &str) -> String {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let hash = text.bytes().fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    format!("{hash:016x}")
}

/// The same of an assessment.
#[must_use]
pub fn fingerprint(assessment: &Assessment) -> String {
    // By way of a document, as what is stored. Plain data always becomes one.
    text_fingerprint(&serde_json::to_value(assessment).unwrap_or_default().to_string())
}
