//! JSON in, JSON out: the calls of method sections 10, 11 and 13, the same wherever they are made.
//!
//! Bad input gives `{"type": "failure", "errors": […]}` with every fault found; never a throw, never
//! a partial answer.

mod diff;
mod verify;

use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    assessment::Assessment,
    builtin,
    decode::{self, Fault, Fields, Node, Sink},
    engine,
    exchange::read_assessment,
    quant::{self, Losses, MOST_TRIALS, Simulation},
    report::Report,
    route::{self, NODE_BUDGET, Route},
    rules::RulePack,
    units::{Date, Id, named},
};

pub use diff::{Changed, Diff, Mode, Moved};
pub use verify::{Difference, DigestState, PackState, Verified};

named! {
    /// The calls that are answered by a report or the like.
    pub enum Call {
        /// `assess {assessment, as_of, explain?, pack?}`
        Assess = "assess",
        /// `route {assessment, as_of, triggers, node_budget?, pack?}`
        Route = "route",
        /// `simulate {assessment, as_of, seed, trials, pack?}`
        Simulate = "simulate",
        /// `verify {file, as_of?, pack?}`
        Verify = "verify",
        /// `diff {before, after, as_of, pack?}`
        Diff = "diff",
    }
}

/// An answer to a call.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Answer {
    /// What was asked for, under the name of what it is.
    Success(Box<Success>),
    /// Why there is no answer.
    Failure {
        /// Every fault found.
        errors: Vec<Fault>,
    },
}

/// What was asked for.
#[allow(clippy::large_enum_variant, reason = "an answer holds it in a box")]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Success {
    /// The answer of `assess`.
    Report(Report),
    /// The answer of `route`.
    Route(Route),
    /// The answer of `simulate`.
    Simulate(Losses),
    /// The answer of `verify`.
    Verify(Verified),
    /// The answer of `diff`.
    Diff(Diff),
}

impl Answer {
    /// Whether it is a failure.
    #[must_use]
    pub const fn is_failure(&self) -> bool {
        matches!(self, Self::Failure { .. })
    }

    /// The answer as JSON text on one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Serialising plain data to text can't fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Answers calls by the built-in pack, or by the pack that a call carries.
#[derive(Debug)]
pub struct Api {
    pack: RulePack,
}

impl Api {
    /// Reads the built-in pack.
    ///
    /// # Errors
    /// None in a sound build: the pack was checked when it was built.
    pub fn new() -> Result<Self, Vec<Fault>> {
        builtin::pack().map(|pack| Self { pack })
    }

    /// The built-in pack document.
    #[must_use]
    pub fn pack(&self) -> Value {
        decode::parse(builtin::DOCUMENT).unwrap_or_else(|errors| json!(Answer::Failure { errors }))
    }

    /// Answers a call given as JSON text.
    #[must_use]
    pub fn answer(&self, call: Call, text: &str) -> Answer {
        decode::parse(text).map_or_else(|errors| Answer::Failure { errors }, |input| self.answer_value(call, &input))
    }

    /// Answers a call given as a JSON value.
    #[must_use]
    pub fn answer_value(&self, call: Call, input: &Value) -> Answer {
        let answered = match call {
            Call::Assess => self.read(input, assess),
            Call::Route => self.read(input, route),
            Call::Simulate => self.simulation(input).map(|simulation| Success::Simulate(simulation.run())),
            Call::Verify => self.read(input, verify::verify),
            Call::Diff => self.read(input, diff::diff),
        };
        answered.map_or_else(|errors| Answer::Failure { errors }, |success| Answer::Success(Box::new(success)))
    }

    /// Prepares what `simulate` asks for, to be worked on in slices.
    ///
    /// # Errors
    /// Every fault of the call.
    pub fn simulation(&self, input: &Value) -> Result<Simulation, Vec<Fault>> {
        self.read(input, simulate)
    }

    /// Reads what a call is about with the pack that holds for it, and answers if all of it is sound.
    fn read<T>(&self, input: &Value, about: fn(&mut Input<'_>) -> Option<T>) -> Result<T, Vec<Fault>> {
        let sink = Sink::default();
        let Some(fields) = Node::root(input, "", &sink).fields() else { return Err(sink.into_faults()) };
        let served = fields.optional("pack", |node| Some(RulePack::read(node.value(), node.path())));
        let (pack, mut faults) = match served {
            None => (None, Vec::new()),
            Some(Ok(pack)) => (Some(pack), Vec::new()),
            // The rest is read by the built-in pack, so that its faults are told too.
            Some(Err(faults)) => (None, faults),
        };
        let mut input = Input { pack: pack.as_ref().unwrap_or(&self.pack), fields: &fields, faults: Vec::new() };
        let success = about(&mut input);
        let more = input.faults;
        fields.close();
        faults.extend(sink.into_faults());
        faults.extend(more);
        match success {
            Some(success) if faults.is_empty() => Ok(success),
            _ => Err(faults),
        }
    }
}

/// What a call carries.
struct Input<'a> {
    pack: &'a RulePack,
    fields: &'a Fields<'a>,
    /// Faults beside those that the fields tell of themselves.
    faults: Vec<Fault>,
}

impl Input<'_> {
    fn as_of(&self) -> Option<Date> {
        self.fields.required("as_of", Node::date)
    }

    fn assessment(&mut self, name: &'static str) -> Option<Assessment> {
        let read = self.fields.required(name, |node| Some(read_assessment(self.pack, node.value(), node.path())))?;
        read.map_err(|faults| self.faults.extend(faults)).ok()
    }
}

fn assess(input: &mut Input<'_>) -> Option<Success> {
    let assessment = input.assessment("assessment");
    let as_of = input.as_of();
    let explain = input.fields.optional("explain", Node::flag).unwrap_or(false);
    Some(Success::Report(engine::assess(input.pack, &assessment?, as_of?, explain)))
}

fn route(input: &mut Input<'_>) -> Option<Success> {
    let assessment = input.assessment("assessment");
    let as_of = input.as_of();
    let budget = input.fields.optional("node_budget", |node| node.whole(1, 1_000_000)).unwrap_or(NODE_BUDGET);
    let pack = input.pack;
    let triggers = input.fields.required("triggers", |node| Some(node.each(|node| trigger(pack, node))));
    Some(Success::Route(route::route(pack, &assessment?, as_of?, &triggers?, budget)))
}

fn simulate(input: &mut Input<'_>) -> Option<Simulation> {
    let assessment = input.assessment("assessment");
    let as_of = input.as_of();
    let seed = input.fields.required("seed", seed);
    let trials = input.fields.required("trials", |node| node.small(1, MOST_TRIALS.into()));
    let assessment = assessment?;
    // Told whatever else is wrong, and therefore before the run is prepared.
    let sink = Sink::default();
    quant::check(&assessment, "assessment", &sink);
    if sink.count() > 0 {
        input.faults.extend(sink.into_faults());
        return None;
    }
    let simulation = Simulation::new(input.pack, &assessment, as_of?, seed?, trials?);
    simulation.map_err(|faults| input.faults.extend(faults)).ok()
}

/// A seed: a text of decimal digits, because not every writer of JSON keeps 64 bits.
fn seed(node: &Node<'_>) -> Option<u64> {
    let text = node.text()?;
    // `parse` alone would let a sign pass.
    let seed = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
    if seed.is_none() {
        node.fault(
            format!("`{}` is not a seed", decode::shortened(text)),
            format!("give a whole number from 0 to {} as a text of digits, for instance \"42\"", u64::MAX),
        );
    }
    seed
}

fn trigger(pack: &RulePack, node: &Node<'_>) -> Option<Id> {
    let id = node.id()?;
    if pack.trigger(&id).is_none() {
        let known: Vec<_> = pack.triggers().iter().map(|trigger| format!("`{}`", trigger.id)).collect();
        node.fault(format!("there is no trigger `{id}`"), format!("use {}", known.join(", ")));
    }
    Some(id)
}
