//! The entries of the fuzz targets over bytes that chance draws, and over what others have tripped on.
//! The real fuzzing is `tests/fuzz`; this keeps its entries alive, and bounded.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

#[path = "fuzz/entry.rs"]
mod entry;
mod twin;

use foreproof::{
    api::{Api, Call},
    builtin, decode,
    rules::RulePack,
};
use serde_json::{Value, json};
use twin::dice::Dice;

/// Runs an entry so often, on all cores; tells how often it was taken.
fn run(times: u64, entry: fn(&[u8]) -> bool) -> u64 {
    let workers = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers)
            .map(|worker| {
                scope.spawn(move || {
                    (worker..times)
                        .step_by(usize::try_from(workers).unwrap())
                        .filter(|&seed| {
                            let mut dice = Dice(seed);
                            let length = dice.between(0, 60);
                            let data: Vec<u8> = (0..length).map(|_| dice.roll().to_le_bytes()[0]).collect();
                            entry(&data)
                        })
                        .count() as u64
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    })
}

/// Both sides must be met, or the edits are of no use.
fn both_met(taken: u64, times: u64) {
    assert!(taken > times / 50 && taken < times - times / 50, "{taken} of {times} taken");
}

#[test]
fn any_edit_of_a_file_is_taken_whole_or_refused_in_words() {
    both_met(run(8_000, entry::import), 8_000);
}

#[test]
fn any_edit_of_a_pack_is_taken_whole_or_refused_in_words() {
    both_met(run(2_500, entry::pack), 2_500);
}

#[test]
fn any_edit_of_a_call_is_answered_or_refused_in_words() {
    both_met(run(1_500, entry::route), 1_500);
}

fn calls(api: &Api, text: &str) {
    for &call in Call::ALL {
        let answer = api.answer(call, text);
        assert!(answer.is_failure(), "{}: {}", call.name(), answer.to_json());
        let answer: Value = serde_json::from_str(&answer.to_json()).unwrap();
        assert!(!answer["errors"].as_array().unwrap().is_empty());
        assert_eq!(answer.as_object().unwrap().len(), 2, "a partial answer");
    }
}

#[test]
fn hostile_texts_are_failures_for_every_call() {
    let api = Api::new().unwrap();
    let nested = |open: &str, close: &str, times: usize| format!("{}{}", open.repeat(times), close.repeat(times));
    let within = |value: &str| {
        format!(
            r#"{{"as_of": "2026-11-23", "triggers": [], "assessment": {value}, "file": {value}, "before": {value}, "after": {value}}}"#
        )
    };
    let answers = |value: &str| within(&format!(r#"{{"answers": {{"4.1": {{"level": {value}}}}}}}"#));
    let mut texts = vec![
        String::new(),
        " ".to_owned(),
        "\u{feff}".to_owned(),
        "\u{feff}\u{feff}{}".to_owned(),
        "null".to_owned(),
        "[]".to_owned(),
        "{} {}".to_owned(),
        "{\"a\":1,}".to_owned(),
        "{\"as_of\": NaN}".to_owned(),
        "\"\\ud800\"".to_owned(),
        "{\"\\udfff\": 1}".to_owned(),
        "{\"a\u{0}\": 1}".to_owned(),
        "\"\u{1}\"".to_owned(),
        "1e400".to_owned(),
        "-1e999999999".to_owned(),
        "1".repeat(100_000),
        format!("0.{}", "9".repeat(100_000)),
        nested("[", "]", 200_000),
        nested("{\"a\":", "}", 200_000),
        "[".repeat(1_000_000),
        r#"{"as_of": "2026-11-23", "as_of": "2026-11-23", "assessment": {"answers": {}}}"#.to_owned(),
        r#"{"__proto__": {"as_of": "2026-11-23"}, "assessment": {"answers": {}}}"#.to_owned(),
    ];
    texts.extend(
        ["3.0", "3e0", "-0", "6", "1e400", "99999999999999999999", "\"3\"", "null", "true", "[3]"].map(answers),
    );
    texts.push(within(r#"{"answers": {"__proto__": {"level": 3}}}"#));
    texts.push(within(r#"{"answers": {"4.1": {"level": 3, "constructor": 1}}}"#));
    texts.push(within(r#"{"answers": {}, "answers": {}}"#));
    texts.push(within(&format!(r#"{{"answers": {{}}, "extensions": {}}}"#, nested("[", "]", 2_000))));
    for text in texts {
        calls(&api, &text);
    }
}

#[test]
fn what_looks_hostile_but_is_sound_is_taken() {
    let api = Api::new().unwrap();
    let input = json!({"as_of": "2026-11-23", "assessment": {
        "answers": {}, "extensions": {"__proto__": {"x": 1e308}, "constructor": null, "": [[[[[[0.1]]]]]], "\u{0}": "\u{1f600}\u{202e}"},
    }});
    let text = format!("\u{feff}{input}");
    let report = api.answer(Call::Assess, &text);
    assert!(!report.is_failure(), "{}", report.to_json());
    assert!(
        decode::parse(&format!("\u{feff}{}", builtin::DOCUMENT)).is_ok_and(|pack| RulePack::read(&pack, "").is_ok())
    );
}
