//! How long a whole assessment takes: the same file runs natively and in the browser (`make bench`).
//! It is a measurement, not a test of time: what it asserts is that the work was really done.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use foreproof::{builtin, engine::assess, exchange::import, units::Date};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

const EXAMPLE: &str = include_str!("data/example.json");
const ASSESSMENTS: usize = 200;
/// A browser's clock is coarse: so many assessments make one reading.
const A_READING: u32 = 5;

/// Microseconds of a clock that only rises.
#[cfg(target_arch = "wasm32")]
fn micros() -> f64 {
    web_sys::window().unwrap().performance().unwrap().now() * 1_000.0
}

/// Microseconds of a clock that only rises.
#[cfg(not(target_arch = "wasm32"))]
fn micros() -> f64 {
    use std::{sync::OnceLock, time::Instant};
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e6
}

fn tell(line: &str) {
    #[cfg(target_arch = "wasm32")]
    wasm_bindgen_test::console_log!("{line}");
    #[cfg(not(target_arch = "wasm32"))]
    println!("{line}");
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn median_of_200_assessments() {
    let pack = builtin::pack().unwrap();
    let assessment = import(&pack, EXAMPLE).unwrap();
    let as_of = Date::parse("2026-11-23").unwrap();
    let reference = assess(&pack, &assessment, as_of, true);
    let mut readings: Vec<f64> = (0..ASSESSMENTS)
        .map(|_| {
            let start = micros();
            for _ in 0..A_READING {
                assert_eq!(assess(&pack, &assessment, as_of, true).index_bp, reference.index_bp);
            }
            (micros() - start) / f64::from(A_READING)
        })
        .collect();
    readings.sort_by(f64::total_cmp);
    let side = if cfg!(target_arch = "wasm32") { "wasm in the browser" } else { "native" };
    tell(&format!(
        "{side}: median of {ASSESSMENTS} whole assessments of the example: {:.0} µs",
        readings[ASSESSMENTS / 2]
    ));
    assert!(reference.triggers.iter().all(|trigger| trigger.proven.terms.is_some()));
}
