//! The same calls in JavaScript: plain objects in, plain objects out, the failure answer for bad
//! input, and never a throw. `types.d.ts` says what goes in and what comes out.
//!
//! `.ci/build` makes it an ES module of its own (`dist/engine/`), apart from the app.

mod plain;

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use crate::{
    api::{Answer, Api, Call},
    decode::Fault,
};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// The built-in rule pack, as one document.
#[wasm_bindgen(unchecked_return_type = "Pack")]
pub fn pack() -> JsValue {
    API.with(|api| match api {
        Ok(api) => to_js(&api.pack()),
        Err(errors) => to_js(&Answer::Failure { errors: errors.clone() }),
    })
}

/// Every score of an assessment on a day, with its reasons.
#[wasm_bindgen(unchecked_return_type = "AssessAnswer")]
pub fn assess(#[wasm_bindgen(unchecked_param_type = "AssessInput")] input: &JsValue) -> JsValue {
    answer(Call::Assess, input)
}

/// The cheapest way to be ready for some triggers, to proven optimality.
#[wasm_bindgen(unchecked_return_type = "RouteAnswer")]
pub fn route(#[wasm_bindgen(unchecked_param_type = "RouteInput")] input: &JsValue) -> JsValue {
    answer(Call::Route, input)
}

/// What the open risks may cost within a year, before and after controls, in money. It takes as long as
/// it takes: a page that must stay responsive asks for few trials, or calls from a worker.
#[wasm_bindgen(unchecked_return_type = "SimulateAnswer")]
pub fn simulate(#[wasm_bindgen(unchecked_param_type = "SimulateInput")] input: &JsValue) -> JsValue {
    answer(Call::Simulate, input)
}

/// Whether a file says what follows from its answers. It finds careless edits, not forgery.
#[wasm_bindgen(unchecked_return_type = "VerifyAnswer")]
pub fn verify(#[wasm_bindgen(unchecked_param_type = "VerifyInput")] input: &JsValue) -> JsValue {
    answer(Call::Verify, input)
}

/// What changed between two assessments, and what that moved.
#[wasm_bindgen(unchecked_return_type = "DiffAnswer")]
pub fn diff(#[wasm_bindgen(unchecked_param_type = "DiffInput")] input: &JsValue) -> JsValue {
    answer(Call::Diff, input)
}

/// A call as JSON text, answered as JSON text on one line: the very bytes that the command line
/// prints for it.
#[wasm_bindgen]
pub fn call(
    #[wasm_bindgen(unchecked_param_type = "CallName")] name: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
) -> String {
    let known = || Call::ALL.iter().map(|call| format!("`{}`", call.name())).collect::<Vec<_>>().join(", ");
    let Some(call) = name.as_string().as_deref().and_then(Call::from_name) else {
        let named = name.as_string().map_or_else(|| "this".to_owned(), |name| format!("`{name}`"));
        return failure(format!("{named} is not a call"), format!("use {}", known())).to_json();
    };
    match text.dyn_ref().and_then(plain::text) {
        Some(text) => ask(|api| api.answer(call, &text)).to_json(),
        None => failure("the call is not a well-formed text", "give the call as JSON text").to_json(),
    }
}

thread_local! {
    /// The pack is read once, at the first call.
    static API: Result<Api, Vec<Fault>> = Api::new();
}

fn ask(question: impl FnOnce(&Api) -> Answer) -> Answer {
    API.with(|api| match api {
        Ok(api) => question(api),
        Err(errors) => Answer::Failure { errors: errors.clone() },
    })
}

fn answer(call: Call, input: &JsValue) -> JsValue {
    to_js(&match plain::read(input) {
        Ok(input) => ask(|api| api.answer_value(call, &input)),
        Err(errors) => Answer::Failure { errors },
    })
}

fn failure(message: impl Into<String>, help: impl Into<String>) -> Answer {
    Answer::Failure { errors: vec![Fault { message: message.into(), path: String::new(), help: help.into() }] }
}

/// What `JSON.parse` would make of the same answer as text: plain objects, `null` for what is missing.
fn to_js(answer: &impl Serialize) -> JsValue {
    let serializer = Serializer::json_compatible();
    answer.serialize(&serializer).unwrap_or_else(|error| {
        // Whole numbers above 2^53 - 1 are the only thing that can't cross.
        let answer = failure(format!("the answer can't be given as an object: {error}"), "use `call`");
        answer.serialize(&serializer).unwrap_or(JsValue::NULL)
    })
}
