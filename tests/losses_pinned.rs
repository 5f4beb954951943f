//! Same seed, same bits: runs against numbers that were written down once. This file runs natively and
//! in the browser, so both give the very same. `FOREPROOF_PIN=1 cargo test --test losses_pinned` writes
//! them anew; a change of them is a change of method, which the changelog has to tell.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

#[path = "support/losses.rs"]
mod losses;

use std::fmt::Write as _;

use foreproof::quant::Step;
use losses::{Case, fixed_rates, risk, uncertain_rates};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{wasm_bindgen_test as test, wasm_bindgen_test_configure};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test_configure!(run_in_browser);

const PINNED: &str = include_str!("data/losses.json");

/// Every sampler and every branch of them: few and many events, tables and single rates, tails, limits.
fn cases() -> Vec<(&'static str, Case, u64, u32)> {
    let links: &[[&str; 3]] = &[["A.2.2", "both", "moderate"], ["A.8.4", "consequence", "weak"]];
    let limits = [
        json!(0),
        json!(1e-9),
        json!(10_000),
        json!({"min": 0, "likely": 0, "max": 10_000}),
        json!({"min": 255, "likely": 256, "max": 256}),
        json!({"min": 7, "likely": 7, "max": 7}),
    ];
    let limits = (0..).zip(limits).map(|(at, rate)| risk(&format!("ä{at}"), rate, 1, (1 << 53) - 1, links));
    vec![
        ("fixed rates", fixed_rates(), 0, 20_000),
        ("fixed rates, another seed", fixed_rates(), u64::MAX, 20_000),
        ("uncertain rates", uncertain_rates(), 20_261_123, 20_000),
        ("the limits", Case::new(limits.collect()), 3, 60),
        ("one trial", uncertain_rates(), 4, 1),
        ("no risk", Case::new(Vec::new()), 5, 3),
    ]
}

/// All that a run comes to, its numbers in full, and a hash over the bits of every trial.
fn computed() -> Value {
    let run = |(name, case, seed, trials): (&str, Case, u64, u32)| {
        let mut simulation = case.simulation(seed, trials);
        let losses = loop {
            if let Step::Done(losses) = simulation.step(30_000) {
                break losses;
            }
        };
        let mut hash = Sha256::new();
        for (inherent, residual) in simulation.trials() {
            hash.update(inherent.to_le_bytes());
            hash.update(residual.to_le_bytes());
        }
        let bits = hash.finalize().iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap();
            hex
        });
        json!({"name": name, "trials_sha256": bits, "losses": *losses})
    };
    cases().into_iter().map(run).collect()
}

#[test]
fn same_seed_same_bits() {
    let computed = computed();
    #[cfg(not(target_arch = "wasm32"))]
    if std::env::var_os("FOREPROOF_PIN").is_some() {
        let text = serde_json::to_string_pretty(&computed).unwrap();
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/losses.json"), text + "\n").unwrap();
        return;
    }
    // As texts, which have every digit: reading a number may round it.
    let pinned: Vec<&str> = PINNED.lines().collect();
    let computed = serde_json::to_string_pretty(&computed).unwrap();
    let computed: Vec<&str> = computed.lines().collect();
    for (at, (computed, pinned)) in computed.iter().zip(&pinned).enumerate() {
        assert_eq!(computed, pinned, "line {}", at + 1);
    }
    assert_eq!(computed.len(), pinned.len());
    assert!(pinned.len() > 500, "the numbers are there");
}
