//! The engine in JavaScript: each call in a page of its own, and whatever is handed over, never a throw.

mod harness;
mod headless;

use std::{collections::BTreeMap, fs};

use foreproof::{
    api::{Api, Call},
    builtin,
};
use harness::{Result, root};
use headless::{alone, with_engine};
use serde_json::{Value, json};

/// What each hostile input comes to as the input of `assess`: `path: message`, one after the other.
const HOSTILE: [(&str, &[&str]); 45] = [("undefined", &[": expected an object, found nothing (`null`)"])];

/// The faults of a failure answer, one a line; anything else as it is.
fn told(answer: &Value) -> Vec<String> {
    match answer["errors"].as_array().filter(|_| answer["type"] == "failure") {
        Some(errors) => errors
            .iter()
            .map(|error| format!("{}: {}", error["path"].as_str().unwrap(), error["message"].as_str().unwrap()))
            .collect(),
        None => vec![answer.to_string().chars().take(300).collect()],
    }
}

#[test]
fn bad_input_gets_the_failure_answer() -> Result {
    with_engine("bad_input_gets_the_failure_answer", alone, async |page| {
        let script =
            "return Object.entries(inputs).map(([name, input]) => [name, attempt(() => engine.assess(input))])";
        let answers: Vec<(String, Value)> = page.js(script, vec![]).await?;
        for (name, answer) in answers {
            println!("{name}: {:#?}", told(&answer));
        }
        Ok(())
    })
}
