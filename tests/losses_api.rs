//! The call `simulate`: its shape, and every fault of a bad call at once.
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

use foreproof::{
    api::{Answer, Api, Call},
    quant::{AMOUNTS, Step},
};
use losses::{AS_OF, Case, fixed_rates, risk};
use serde_json::{Value, json};

fn call(input: &Value) -> Value {
    serde_json::from_str(&Api::new().unwrap().answer(Call::Simulate, &input.to_string()).to_json()).unwrap()
}

fn sound(case: &Case) -> Value {
    json!({"assessment": case.document(), "as_of": AS_OF, "seed": "18446744073709551615", "trials": 500})
}

/// The faults of a call as `path: message`, in the order told.
fn faults(input: &Value) -> Vec<String> {
    let answer = call(input);
    assert_eq!(answer["type"], "failure", "{answer}");
    assert_eq!(answer.as_object().unwrap().len(), 2, "nothing beside the faults");
    let errors = answer["errors"].as_array().unwrap();
    assert!(errors.iter().all(|error| !error["help"].as_str().unwrap().is_empty()));
    errors
        .iter()
        .map(|error| format!("{}: {}", error["path"].as_str().unwrap(), error["message"].as_str().unwrap()))
        .collect()
}

#[test]
fn the_answer_has_the_shape_it_owes() {
    let case = fixed_rates();
    let answer = call(&sound(&case));
    assert_eq!(answer["type"], "success");
    let losses = &answer["simulate"];
    assert_eq!(
        (&losses["seed"], &losses["trials"], &losses["currency"]),
        (&json!("18446744073709551615"), &json!(500), &json!("EUR"))
    );
    for side in ["inherent", "residual"] {
        let mut before = 0.0;
        for name in ["p50", "p90", "p95", "p99"] {
            let loss = losses[side][name].as_f64().unwrap();
            assert!(loss >= before);
            before = loss;
        }
        assert!(losses[side]["es95"].as_f64() >= losses[side]["p95"].as_f64());
        assert!(
            losses[side]["mean"].as_f64().unwrap() > 0.0 && losses[side]["probability_any"].as_f64().unwrap() > 0.9
        );
        let curve = losses[side]["exceedance"].as_array().unwrap();
        assert_eq!(curve.len(), AMOUNTS);
        assert!(curve.iter().all(|point| point["amount"].is_number() && point["probability"].is_number()));
    }
    let shares = losses["shares"].as_array().unwrap();
    assert_eq!(shares.len(), 50);
    assert_eq!(shares[7]["risk"], "r07");
}

#[test]
fn the_call_and_its_slices_come_to_the_same() {
    let api = Api::new().unwrap();
    let input = sound(&fixed_rates());
    let mut simulation = api.simulation(&input).unwrap();
    let sliced = loop {
        if let Step::Done(losses) = simulation.step(10_000) {
            break losses;
        }
    };
    let Answer::Success(success) = api.answer_value(Call::Simulate, &input) else { panic!("a failure") };
    assert_eq!(serde_json::to_value(success).unwrap()["simulate"], json!(*sliced));
}

#[test]
fn seeds_are_texts_of_digits() {
    let case = Case::new(vec![risk("r1", json!(1), 100, 900, &[])]);
    for seed in ["", "-1", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "18446744073709551616", "٣", "seed"] {
        let mut input = sound(&case);
        input["seed"] = json!(seed);
        assert_eq!(faults(&input), [format!("seed: `{seed}` is not a seed")]);
    }
    for (seed, found) in [(json!(1), "`1`"), (json!(null), "nothing (`null`)"), (json!(["1"]), "a list")] {
        let mut input = sound(&case);
        input["seed"] = seed;
        assert_eq!(faults(&input), [format!("seed: expected a text, found {found}")]);
    }
    let mut input = sound(&case);
    input["seed"] = json!("007");
    assert_eq!(call(&input)["simulate"]["seed"], "7");
}

#[test]
fn trials_have_bounds() {
    let case = Case::new(vec![risk("r1", json!(0), 100, 900, &[])]);
    for (trials, message) in [
        (json!(0), "0 is out of range"),
        (json!(10_000_001), "10000001 is out of range"),
        (json!(u64::MAX), "18446744073709551615 is out of range"),
        (json!(-5), "expected a whole number from 1 to 10000000, found `-5`"),
        (json!(100.0), "expected a whole number from 1 to 10000000, found `100.0`"),
        (json!("100"), "expected a whole number from 1 to 10000000, found the text `100`"),
    ] {
        let mut input = sound(&case);
        input["trials"] = trials;
        assert_eq!(faults(&input), [format!("trials: {message}")]);
    }
}

#[test]
fn every_fault_is_told_at_once() {
    let mut case = Case::new((1..=4).map(|at| risk(&format!("r{at}"), json!(1), 100, 900, &[])).collect());
    for (at, currency) in [(1, "USD"), (2, "CHF"), (3, "JPY")] {
        case.risks[at]["loss"]["currency"] = json!(currency);
    }
    case.risks[3]["status"] = json!("closed");
    let input = json!({"assessment": case.document(), "trials": 0, "seeds": "1", "as_of": "2026-02-30"});
    let mut found = faults(&input);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ": `seed` is missing",
            "as_of: `2026-02-30` is not a date that exists",
            "assessment/risks/r2/loss/currency: the losses of `r2` are in USD, the settings are in EUR",
            "assessment/risks/r3/loss/currency: the losses of `r3` are in CHF, the settings are in EUR",
            "seeds: the field `seeds` is unknown",
            "trials: 0 is out of range",
        ]
    );
    // What is not simulated may be in any currency.
    case.risks.drain(1..3);
    assert_eq!(call(&sound(&case))["type"], "success");
}

#[test]
fn figures_out_of_bounds_are_told_by_their_path() {
    let wrong = [
        ("rate", json!(10_000.5), "rate: 10000.5 events a year is out of range"),
        ("rate", json!(-1), "rate: expected a number that is zero or more, found `-1`"),
        ("rate", json!({"min": 2, "likely": 1, "max": 3}), "rate: the three rates do not rise"),
        ("rate", json!({"min": 0, "likely": 1, "max": 20_000}), "rate/max: 20000 events a year is out of range"),
        ("low", json!(0), "low: 0 is out of range"),
        ("low", json!(900), "high: `high` is not above `low`"),
        ("high", json!(1_u64 << 53), "high: 9007199254740992 is out of range"),
        ("currency", json!("euro"), "currency: `euro` is not a currency code"),
    ];
    for (field, value, message) in wrong {
        let mut case = Case::new(vec![risk("r1", json!(1), 100, 900, &[])]);
        case.risks[0]["loss"][field] = value;
        assert_eq!(faults(&sound(&case)), [format!("assessment/risks/r1/loss/{message}")]);
    }
    assert_eq!(faults(&json!([])), [": expected an object, found a list"]);
}
