//! How fast the loss simulation is beside plain typed-array JavaScript (in the browser) and vectorised
//! numpy (natively), doing the same work in one run: `make bench`. It is a measurement, not a test of
//! time: what it asserts is that all of them did the work and came to the same.
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

use foreproof::quant::Losses;
use losses::{Case, fixed_rates};

#[cfg(target_arch = "wasm32")]
use browser::pause;
#[cfg(not(target_arch = "wasm32"))]
use native::pause;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// In the ordinary run of tests a small one, so that it keeps working.
const FULL: bool = option_env!("FOREPROOF_BENCH").is_some();
const TRIALS: u32 = if FULL { 100_000 } else { 2_000 };
const ROUNDS: usize = if FULL { 9 } else { 1 };
const SEED: u64 = 1;

fn tell(line: &str) {
    #[cfg(target_arch = "wasm32")]
    wasm_bindgen_test::console_log!("{line}");
    #[cfg(not(target_arch = "wasm32"))]
    println!("{line}");
}

/// Milliseconds of a clock that only rises.
#[cfg(target_arch = "wasm32")]
fn millis() -> f64 {
    web_sys::window().unwrap().performance().unwrap().now()
}

/// Milliseconds of a clock that only rises.
#[cfg(not(target_arch = "wasm32"))]
fn millis() -> f64 {
    use std::{sync::OnceLock, time::Instant};
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e3
}

fn median(mut readings: Vec<f64>) -> f64 {
    readings.sort_by(f64::total_cmp);
    readings[readings.len() / 2]
}

/// The other's means and p99 are ours, as far as chance allows.
fn agree(ours: &Losses, means: [f64; 2], p99: [f64; 2]) {
    for (side, (mean, p99)) in [&ours.inherent, &ours.residual].into_iter().zip(means.into_iter().zip(p99)) {
        let error = side.standard_error.unwrap();
        assert!((side.mean - mean).abs() < 6.0 * error, "{} {mean} {error}", side.mean);
        let apart = if FULL { 0.1 } else { 0.5 };
        assert!((side.p99 / p99 - 1.0).abs() < apart, "{} {p99}", side.p99);
    }
}

/// Runs ours and theirs in turn and tells the medians and their ratio.
async fn beside(what: &str, case: &Case, mut theirs: impl FnMut() -> (f64, [f64; 2], [f64; 2])) {
    let (mut own, mut other) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = millis();
        let losses = case.simulation(SEED, TRIALS).run();
        own.push(millis() - start);
        let (millis, means, p99) = theirs();
        other.push(millis);
        agree(&losses, means, p99);
        pause().await;
    }
    let (own, other) = (median(own), median(other));
    tell(&format!(
        "losses, {} risks x {TRIALS} trials, {what}: {own:.1} ms against {other:.1} ms, {:.1} times",
        case.risks.len(),
        other / own
    ));
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use super::{losses::uncertain_rates, *};
    use js_sys::Promise;
    use js_sys::{Float64Array, Function, JSON};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn javascript(case: &Case, by: &str) -> impl FnMut() -> (f64, [f64; 2], [f64; 2]) {
        let function = Function::new_with_args("risks, trials, seed, by", include_str!("plain/losses.js"));
        let risks = JSON::parse(&case.plain().to_string()).unwrap();
        let by = JsValue::from_str(by);
        move || {
            let arguments = js_sys::Array::of4(&risks, &TRIALS.into(), &1.into(), &by);
            let start = millis();
            let results: Float64Array = function.apply(&JsValue::NULL, &arguments).unwrap().unchecked_into();
            let time = millis() - start;
            let results = results.to_vec();
            (time, [results[0], results[1]], [results[2], results[3]])
        }
    }

    /// Lets the page answer its driver, which takes a page that is silent for too long for dead.
    pub async fn pause() {
        let window = web_sys::window().unwrap();
        let promise = Promise::new(&mut |resolve, _| {
            window.set_timeout_with_callback(&resolve).unwrap();
        });
        JsFuture::from(promise).await.unwrap();
    }

    #[wasm_bindgen_test]
    async fn beside_plain_javascript() {
        let fixed = fixed_rates();
        beside("fixed rates, wasm against plain JavaScript by trials", &fixed, javascript(&fixed, "trial")).await;
        beside("fixed rates, wasm against plain JavaScript by events", &fixed, javascript(&fixed, "event")).await;
        let uncertain = uncertain_rates();
        beside("PERT rates, wasm against plain JavaScript", &uncertain, javascript(&uncertain, "trial")).await;
        let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
        let bytes = js_sys::Reflect::get(&memory.buffer(), &"byteLength".into()).unwrap().as_f64().unwrap();
        tell(&format!("losses, linear memory after all of it: {:.2} MiB", bytes / f64::from(1 << 20)));
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::*;
    use std::{
        io::{BufRead, BufReader, Write},
        pin::pin,
        process::{Command, Stdio},
        task::{Context, Waker},
    };

    use serde_json::{Value, json};

    pub async fn pause() {}

    /// Nothing in it waits for anything.
    fn at_once(future: impl Future<Output = ()>) {
        let mut context = Context::from_waker(Waker::noop());
        assert!(pin!(future).poll(&mut context).is_ready());
    }

    #[test]
    fn beside_numpy() {
        let case = fixed_rates();
        let Some(python) = option_env!("FOREPROOF_BENCH") else {
            // Without numpy, beside itself: the case still has to run.
            let losses = case.simulation(SEED, TRIALS).run();
            return agree(
                &losses,
                [losses.inherent.mean, losses.residual.mean],
                [losses.inherent.p99, losses.residual.p99],
            );
        };
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/plain/losses.py");
        let mut child = Command::new(python).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut calls = child.stdin.take().unwrap();
        let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
        let call = json!({"risks": case.plain(), "trials": TRIALS, "seed": 1});
        at_once(beside("fixed rates, native against numpy", &case, || {
            writeln!(calls, "{call}").unwrap();
            let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
            let pair = |name: &str| [0, 1].map(|side| answer[name][side].as_f64().unwrap());
            (answer["seconds"].as_f64().unwrap() * 1e3, pair("means"), pair("p99"))
        }));
        drop(calls);
        assert!(child.wait().unwrap().success());
    }
}
