//! Where chance comes from: three streams of random words for each risk.
//!
//! The generator is xoshiro256++ (`rand_xoshiro`): 64-bit words by shifts, additions and exclusive
//! ors, which WebAssembly does natively. A risk's state is the SHA-256 of [`LABEL`], the seed as
//! eight bytes, least significant first, and the risk's id in UTF-8. So no risk's numbers depend on
//! the other risks or on their order in the file. Its second and third stream start `2^128` and
//! `2^129` words further on, where no run can reach.

use rand_xoshiro::{
    Xoshiro256PlusPlus,
    rand_core::{Rng, SeedableRng},
};
use sha2::{Digest, Sha256};

/// Tells these streams from any other use of a seed; its number rises if a seed's numbers ever change.
const LABEL: &[u8] = b"foreproof loss simulation 1\n";

/// `2^-53`, the distance between two neighbours of [`below_one`].
const STEP: f64 = 1.0 / (1_u64 << 53) as f64;

/// A stream of random words.
pub(super) type Words = Xoshiro256PlusPlus;

/// The three streams of a risk.
#[derive(Debug, Clone)]
pub(super) struct Streams {
    /// How many events there are.
    pub(super) counts: Words,
    /// One word an event: in which trial it falls (upper half), and whether it stays (lower half).
    pub(super) events: Words,
    /// How large the events are.
    pub(super) sizes: Words,
}

impl Streams {
    pub(super) fn new(seed: u64, risk: &str) -> Self {
        let hash = Sha256::new().chain_update(LABEL).chain_update(seed.to_le_bytes()).chain_update(risk);
        let counts = Words::from_seed(hash.finalize().into());
        let mut events = counts.clone();
        events.jump();
        let mut sizes = events.clone();
        sizes.jump();
        Self { counts, events, sizes }
    }
}

/// The next word.
#[inline(always)]
pub(super) fn word(words: &mut Words) -> u64 {
    words.next_u64()
}

/// A number from 0 on and below 1, a multiple of `2^-53`.
pub(super) fn below_one(words: &mut Words) -> f64 {
    (word(words) >> 11) as f64 * STEP
}

/// A number above 0 and up to 1, a multiple of `2^-53`.
pub(super) fn above_zero(words: &mut Words) -> f64 {
    ((word(words) >> 11) + 1) as f64 * STEP
}
