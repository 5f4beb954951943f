//! JSON in, JSON out: the calls of method section 10, the same wherever they are made.
//!
//! Bad input gives `{"type": "failure", "errors": […]}` with every fault found; never a throw, never
//! a partial answer.

use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    builtin,
    decode::{self, Fault, Node, Sink},
    engine,
    exchange::read_assessment,
    report::Report,
    rules::RulePack,
    units::Date,
};

/// An answer to a call.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Answer {
    /// What was asked for.
    Success {
        /// The report.
        report: Box<Report>,
    },
    /// Why there is no answer.
    Failure {
        /// Every fault found.
        errors: Vec<Fault>,
    },
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

    /// `assess {assessment, as_of, explain?, pack?}`, as JSON text.
    #[must_use]
    pub fn assess(&self, call: &str) -> Answer {
        decode::parse(call)
            .and_then(|call| self.assessed(&call))
            .map_or_else(|errors| Answer::Failure { errors }, |report| Answer::Success { report: Box::new(report) })
    }

    fn assessed(&self, call: &Value) -> Result<Report, Vec<Fault>> {
        let sink = Sink::default();
        let root = Node::root(call, "", &sink);
        let Some(fields) = root.fields() else { return Err(sink.into_faults()) };
        let as_of: Option<Date> = fields.required("as_of", Node::date);
        let explain = fields.optional("explain", Node::flag).unwrap_or(false);
        let served = fields.optional("pack", |node| Some(RulePack::read(node.value(), node.path())));
        let pack = match &served {
            None => Some(&self.pack),
            Some(read) => read.as_ref().ok(),
        };
        // Without a sound pack there is nothing to hold the references against; by the built-in one
        // the shape is checked all the same, so that its faults are told too.
        let assessment = fields.required("assessment", |node| {
            Some(read_assessment(pack.unwrap_or(&self.pack), node.value(), node.path()))
        });
        fields.close();
        let mut faults = sink.into_faults();
        if let Some(Err(more)) = &served {
            faults.extend(more.iter().cloned());
        }
        match (assessment, as_of, pack) {
            (Some(Ok(assessment)), Some(as_of), Some(pack)) if faults.is_empty() => {
                Ok(engine::assess(pack, &assessment, as_of, explain))
            }
            (Some(Err(more)), ..) => {
                faults.extend(more);
                Err(faults)
            }
            _ => Err(faults),
        }
    }
}
