//! The route against a maintained solver of integer programmes (`microlp`).
//!
//! The realistic programmes are written down by the twin, straight from the method. How hard one is
//! for a general solver varies a thousandfold: each has some seconds, and enough must be solved.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

#[path = "support/realistic.rs"]
mod realistic;
mod twin;

use std::time::Duration;

use foreproof::{
    builtin,
    exchange::read_assessment,
    route::{Choice, NODE_BUDGET, Outcome, Problem, route, solve},
    units::{Date, Id},
};
use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, SolveOptions, Variable};
use realistic::AS_OF;
use serde_json::Value;
use twin::{
    dice::Dice,
    random,
    route::{Programme, programme},
};

/// How many realistic programmes must have been compared, and how many are tried at most.
const REALISTIC: u64 = 20;
const TRIED: u64 = 100;

#[allow(clippy::cast_precision_loss, reason = "a tenth of a day is far from 2^53")]
fn real(number: impl TryInto<i64>) -> f64 {
    number.try_into().ok().expect("small") as f64
}

#[allow(clippy::cast_possible_truncation, reason = "a cost is far from 2^53")]
fn least(problem: &microlp::Problem, seconds: u64) -> Option<Option<i64>> {
    let mut options = SolveOptions::default();
    options.time_limit = Some(Duration::from_secs(seconds));
    match problem.solve_with(options) {
        Ok(outcome) if outcome.is_optimal() => Some(Some(outcome.solution()?.objective().round() as i64)),
        Ok(_) => None,
        Err(microlp::Error::Infeasible) => Some(None),
        Err(error) => panic!("{error}"),
    }
}

fn sum(terms: &[(Variable, f64)]) -> LinearExpr {
    let mut sum = LinearExpr::empty();
    terms.iter().for_each(|(variable, by)| sum.add(*variable, *by));
    sum
}

fn by_microlp(problem: &Problem) -> Option<i64> {
    let mut model = microlp::Problem::new(OptimizationDirection::Minimize);
    let mut rows = vec![Vec::new(); problem.demands.len()];
    for options in &problem.items {
        let mut one = Vec::new();
        for option in options {
            let variable = model.add_binary_var(real(option.cost));
            one.push((variable, 1.0));
            rows.iter_mut().zip(&option.gains).for_each(|(row, gain)| row.push((variable, real(*gain))));
        }
        model.add_constraint(sum(&one), ComparisonOp::Eq, 1.0);
    }
    for (row, demand) in rows.iter().zip(&problem.demands) {
        model.add_constraint(sum(row), ComparisonOp::Ge, real(*demand));
    }
    least(&model, 60).expect("solved in time")
}

/// The whole programme at once: an audit is bought by a choice of its own.
fn whole_by_microlp(programme: &Programme, seconds: u64) -> Option<i64> {
    let mut model = microlp::Problem::new(OptimizationDirection::Minimize);
    let [inside, outside] = [programme.shared[4], programme.shared[5]].map(real);
    let audits = [(4, model.add_binary_var(inside)), (5, model.add_binary_var(outside - inside))];
    let mut rows = vec![Vec::new(); programme.needed.len()];
    for (_, options) in &programme.items {
        let mut one = Vec::new();
        for option in options {
            let variable = model.add_binary_var(real(option.cost));
            one.push((option.level, variable));
            rows.iter_mut().zip(&option.earned).for_each(|(row, earned)| row.push((variable, real(100 * earned))));
        }
        let from = |least: i128| -> Vec<(Variable, f64)> {
            one.iter().filter(|(level, _)| *level >= least).map(|(_, variable)| (*variable, 1.0)).collect()
        };
        model.add_constraint(sum(&from(0)), ComparisonOp::Eq, 1.0);
        for (level, audit) in audits {
            let mut needs = from(level);
            needs.push((audit, -1.0));
            model.add_constraint(sum(&needs), ComparisonOp::Le, 0.0);
        }
    }
    for (row, needed) in rows.iter().zip(&programme.needed) {
        model.add_constraint(sum(row), ComparisonOp::Ge, real(*needed));
    }
    least(&model, seconds).map(|least| least.expect("a solution"))
}

/// Levels that rise in cost and gains, as those of a pack do.
fn random_problem(seed: u64) -> Problem {
    let mut dice = Dice(seed);
    let rows = usize::try_from(dice.between(1, 8)).unwrap();
    let step = *dice.pick(&[1, 1, 5, 20]);
    let items = (0..dice.between(8, 22))
        .map(|_| {
            let (mut cost, mut gains) = (0, vec![0; rows]);
            let mut options = vec![Choice { label: 0, cost, gains: gains.clone() }];
            for label in 1..=u8::try_from(dice.between(1, 5)).unwrap() {
                cost += step * dice.between(0, 40);
                gains.iter_mut().for_each(|gain| *gain += 5 * dice.between(0, 60));
                options.push(Choice { label, cost, gains: gains.clone() });
            }
            options
        })
        .collect::<Vec<_>>();
    let most = |row: usize| -> i64 { items.iter().map(|options| options.last().unwrap().gains[row]).sum() };
    let demands: Vec<i64> = (0..rows).map(|row| most(row) * dice.between(20, 102) / 100).collect();
    Problem::new(items, &demands)
}

#[test]
fn random_programmes_cost_the_same() {
    let (mut solved, mut without) = (0, 0);
    for seed in 0..320 {
        let problem = random_problem(seed);
        let expected = by_microlp(&problem);
        let found = solve(&problem, None, NODE_BUDGET);
        let Some(found) = found else {
            assert_eq!(expected, None, "programme {seed}");
            without += 1;
            continue;
        };
        let choices = found.choices.unwrap();
        let taken = || problem.items.iter().zip(&choices).map(|(options, &at)| &options[at]);
        let cost: i64 = taken().map(|option| option.cost).sum();
        assert_eq!(expected, Some(cost), "programme {seed}");
        assert_eq!(found.bound, u64::try_from(cost).unwrap(), "programme {seed}");
        for (row, demand) in problem.demands.iter().enumerate() {
            assert!(taken().map(|option| option.gains[row]).sum::<i64>() >= *demand, "programme {seed}, row {row}");
        }
        // With less to spend on nodes, what is said still holds.
        for budget in [1, 3, 10] {
            let short = solve(&problem, None, budget).unwrap();
            assert!(short.bound <= u64::try_from(cost).unwrap() && short.nodes <= budget, "programme {seed}");
            let choices = short.choices.unwrap();
            let dearer: i64 = problem.items.iter().zip(&choices).map(|(options, &at)| options[at].cost).sum();
            assert!(dearer >= cost, "programme {seed}: {dearer} below the least, {cost}");
        }
        solved += 1;
    }
    assert!(solved >= 220 && without >= 20, "{solved} solved, {without} without a solution");
}

#[test]
fn realistic_routes_cost_the_same() {
    let document: Value = serde_json::from_str(builtin::DOCUMENT).unwrap();
    let mut example: Value = serde_json::from_str(include_str!("data/example.json")).unwrap();
    let example = example["assessment"].take();
    let pack = builtin::pack().unwrap();
    let ids = random::ids(&document["triggers"]);
    let triggers: Vec<Id> = ids.iter().map(|id| Id::from(*id)).collect();
    let mut compared = 0;
    for seed in 0..TRIED {
        let value = realistic::realistic(&document, &example, seed);
        let case = twin::case(&document, &value, AS_OF, None);
        let Some(expected) = whole_by_microlp(&programme(&case, &ids), 3) else { continue };
        let assessment = read_assessment(&pack, &value, "").unwrap();
        let found = route(&pack, &assessment, Date::parse(AS_OF).unwrap(), &triggers, NODE_BUDGET);
        assert_eq!((i64::try_from(found.cost).unwrap(), found.outcome), (expected, Outcome::Optimal), "case {seed}");
        compared += 1;
        if compared == REALISTIC {
            return;
        }
    }
    panic!("only {compared} of {TRIED} realistic programmes could be compared");
}
