//! The cheapest route: the least effort that gets chosen triggers ready (method section 6).
//!
//! A small integer programme: one choice a requirement, one row a trigger, audits bought once. It is
//! solved to proven optimality by branch and bound over a Lagrangian relaxation ([`relax`]): with a
//! price on each row, every requirement chooses alone. All of it is in integers, the prices too, so
//! that *optimal* holds digit for digit.
//!
//! [`relax`]: self::relax

mod branch;
mod build;
mod model;
mod part;
mod relax;
mod repair;
mod search;

use serde::{Serialize, Serializer, ser::SerializeMap};

pub use model::{Choice, Problem};
pub use search::{Solution, Start, solve};

use crate::{
    assessment::Assessment,
    engine::{facts::Facts, targets::shared_effort},
    rules::RulePack,
    units::{Date, Id, Level, named, sorted},
};

/// How many nodes a search may look at before it answers with the best found and a proven bound.
pub const NODE_BUDGET: u64 = 20_000;

named! {
    /// How sure a route is.
    pub enum Outcome {
        /// No cheaper one exists.
        Optimal = "optimal",
        /// The best found; none is cheaper than the bound.
        Bounded = "bounded",
    }
}

/// The cheapest set of steps that gets the chosen triggers ready.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Route {
    /// How sure it is.
    pub outcome: Outcome,
    /// Its effort with the shared audit, tenths of a day.
    pub cost: u64,
    /// No route costs less than this, tenths of a day; the cost itself if optimal.
    pub bound: u64,
    /// The part of the cost that is the shared audit.
    pub shared: u64,
    /// What to prove, in pack order.
    pub steps: Vec<RouteStep>,
    /// What no step can bring about.
    pub outside: Vec<Outside>,
}

/// A level of a requirement to prove.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RouteStep {
    /// The requirement.
    pub requirement: Id,
    /// The level claimed today; 0 if unanswered.
    pub from: u8,
    /// The level to prove.
    pub level: u8,
    /// Its effort, tenths of a day, without the shared audit.
    pub cost: u64,
}

/// Something that no step can bring about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// The trigger.
    pub trigger: Id,
    /// What it is.
    pub what: OutsideWhat,
}

/// What no step can bring about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutsideWhat {
    /// Nothing weighs in the trigger.
    NoScore,
    /// It asks for a certificate that is not in force on its day.
    Certificate,
    /// It asks for a control that is excluded.
    Excluded {
        /// The control.
        requirement: Id,
        /// The level asked for.
        min_level: Level,
    },
}

impl Serialize for Outside {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(untagged)]
        enum Gate<'a> {
            Certificate { certificate: bool },
            Requirement { requirement: &'a Id, min_level: u8 },
        }
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("trigger", &self.trigger)?;
        match &self.what {
            OutsideWhat::NoScore => map.serialize_entry("no_score", &true)?,
            OutsideWhat::Certificate => map.serialize_entry("gate", &Gate::Certificate { certificate: true })?,
            OutsideWhat::Excluded { requirement, min_level } => {
                map.serialize_entry("gate", &Gate::Requirement { requirement, min_level: min_level.digit() })?;
            }
        }
        map.end()
    }
}

/// The cheapest route for the triggers of these ids (unknown ones are passed over).
#[must_use]
pub fn route(pack: &RulePack, assessment: &Assessment, as_of: Date, triggers: &[Id], node_budget: u64) -> Route {
    let facts = Facts::new(pack, assessment, as_of);
    let built = build::build(&facts, triggers);
    let mut best: Option<(u64, Vec<RouteStep>, u64)> = None;
    let mut bound = u64::MAX;
    // Audits are bought once, so each highest level is a programme of its own. The one that promises
    // most goes first, and what it costs is what the others have to beat.
    let highest = [Level::Operating, Level::Reviewed, Level::Assured];
    let rounds = highest.map(|highest| (built.problem(highest), shared_effort(&facts, highest)));
    let starts = rounds.iter().filter_map(|(problem, shared)| Some((Start::new(problem)?, problem, *shared))).collect();
    for (start, problem, shared) in sorted(starts, |a, b| (a.0.bound + a.2).cmp(&(b.0.bound + b.2))) {
        let promised = start.bound + shared;
        let limit = best.as_ref().map(|(cost, ..)| *cost);
        if limit.is_some_and(|limit| limit <= promised) {
            bound = bound.min(promised);
            continue;
        }
        let solution = start.solve(limit.map(|limit| limit - shared), node_budget);
        bound = bound.min(solution.bound + shared);
        if let Some(choices) = &solution.choices {
            let steps = built.steps(&facts, problem, choices);
            // What was bought is what the highest level taken needs.
            let highest = steps.iter().filter_map(|step| Level::new(step.level.into())).max();
            let shared = highest.map_or(0, |level| shared_effort(&facts, level));
            let cost = shared + steps.iter().map(|step| step.cost).sum::<u64>();
            best = Some((cost, steps, shared));
        }
    }
    let (cost, steps, shared) = best.unwrap_or_default();
    let bound = bound.min(cost);
    let outcome = if bound == cost { Outcome::Optimal } else { Outcome::Bounded };
    Route { outcome, cost, bound, shared, steps, outside: built.outside }
}
