//! From an assessment and chosen triggers to the integer programme, and back.

use super::{Choice, Outside, OutsideWhat, Problem, RouteStep};
use crate::{
    engine::{
        facts::Facts,
        targets::{Target, cost},
    },
    rules::{Need, Req},
    units::{Id, Level},
};

pub(super) struct Built {
    /// The applicable requirements with what each may do.
    items: Vec<(Req, Vec<Choice>)>,
    demands: Vec<i64>,
    pub(super) outside: Vec<Outside>,
}

pub(super) fn build(facts: &Facts<'_>, triggers: &[Id]) -> Built {
    let mut outside = Vec::new();
    let mut targets = Vec::new();
    for trigger in facts.pack.triggers().iter().filter(|trigger| triggers.contains(&trigger.id)) {
        match Target::new(facts, trigger) {
            Some(target) => targets.push(target),
            None => outside.push(Outside { trigger: trigger.id.clone(), what: OutsideWhat::NoScore }),
        }
    }
    for target in &targets {
        outside.extend(unreachable_gates(facts, target));
    }
    let demands = targets.iter().map(|target| demand(facts, target)).collect();
    let items = facts.applicable().map(|req| (req, choices(facts, &targets, req))).collect();
    Built { items, demands, outside }
}

/// The gates of a target that no step can bring about.
fn unreachable_gates(facts: &Facts<'_>, target: &Target<'_>) -> Vec<Outside> {
    let what = target.gates(facts).filter_map(|gate| match gate.need {
        Need::Certificate => (!facts.assessment.certificate.in_force(target.day)).then_some(OutsideWhat::Certificate),
        Need::Level { requirement, at_least } => facts.claimed[requirement].is_excluded().then(|| {
            OutsideWhat::Excluded { requirement: facts.pack.requirement(requirement).id.clone(), min_level: at_least }
        }),
    });
    what.map(|what| Outside { trigger: target.trigger.id.clone(), what }).collect()
}

/// What is still to be earned until `100 · earned >= ready_bp · total`.
fn demand(facts: &Facts<'_>, target: &Target<'_>) -> i64 {
    let earned: u64 = facts.applicable().map(|req| target.earned(req, Level::Absent)).sum();
    let needed = (u64::from(target.trigger.ready_bp.get()) * target.total).div_ceil(100);
    signed(needed) - signed(earned)
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Staying, and every level above the lowest proven one, as far as the gates allow. `label` is the
/// level to prove, 0 for staying.
fn choices(facts: &Facts<'_>, targets: &[Target<'_>], req: Req) -> Vec<Choice> {
    let gate_at = |target: &Target<'_>| {
        let levels = target.gates(facts).filter_map(|gate| match gate.need {
            Need::Level { requirement, at_least } if requirement == req => Some(at_least),
            _ => None,
        });
        levels.max().unwrap_or(Level::Absent)
    };
    let allowed = |level: Level| targets.iter().all(|target| target.proven[req].max(level) >= gate_at(target));
    let gains = |level| -> Vec<i64> {
        let won = |target: &Target<'_>| signed(target.earned(req, level)) - signed(target.earned(req, Level::Absent));
        targets.iter().map(won).collect()
    };
    let lowest = targets.iter().map(|target| target.proven[req]).min().unwrap_or(Level::Assured);
    let raised = Level::ALL.iter().filter(|&&level| level > lowest).map(|&level| Choice {
        label: level.digit(),
        cost: signed(cost(facts, req, level)),
        gains: gains(level),
    });
    let stay = Choice { label: 0, cost: 0, gains: gains(Level::Absent) };
    std::iter::once(stay).chain(raised).filter(|choice| Level::new(choice.label.into()).is_some_and(allowed)).collect()
}

impl Built {
    /// The programme with no level above `highest`; an item may be left without a choice.
    pub(super) fn problem(&self, highest: Level) -> Problem {
        let below = |choice: &&Choice| choice.label <= highest.digit();
        let items = self.items.iter().map(|(_, choices)| choices.iter().filter(below).cloned().collect());
        Problem::new(items.collect(), &self.demands)
    }

    /// The steps that a solution of a programme stands for.
    pub(super) fn steps(&self, facts: &Facts<'_>, problem: &Problem, taken: &[usize]) -> Vec<RouteStep> {
        let taken = problem.items.iter().zip(taken).map(|(choices, &at)| choices.get(at));
        self.items
            .iter()
            .zip(taken)
            .filter_map(|(&(req, _), choice)| choice.filter(|choice| choice.label > 0).map(|choice| (req, choice)))
            .map(|(req, choice)| RouteStep {
                requirement: facts.pack.requirement(req).id.clone(),
                from: facts.claimed[req].level().map_or(0, Level::digit),
                level: choice.label,
                cost: u64::try_from(choice.cost).unwrap_or_default(),
            })
            .collect()
    }
}
