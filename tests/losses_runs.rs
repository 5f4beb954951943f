//! What holds of every loss simulation: definitions, limits, order, slices, residual below inherent.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::float_cmp,
    missing_docs,
    reason = "tests"
)]

#[path = "support/losses.rs"]
mod losses;

use foreproof::{
    quant::{Distribution, Losses, Step},
    units::Bp,
};
use losses::{Case, fixed_rates, one, risk, uncertain_rates};
use serde_json::json;

/// By their definitions, from the trials, naively.
fn by_definition(side: &Distribution, mut trials: Vec<f64>) {
    let count = trials.len();
    trials.sort_by(f64::total_cmp);
    for (percent, stated) in [(50, side.p50), (90, side.p90), (95, side.p95), (99, side.p99)] {
        let enough = |loss: f64| trials.iter().filter(|&&trial| trial <= loss).count() * 100 >= count * percent;
        let named = trials.iter().copied().find(|&loss| enough(loss)).unwrap();
        assert_eq!(stated, named, "p{percent} of {count}");
    }
    // The worst twentieth, each trial split into twenty parts.
    let parts: f64 = trials.iter().rev().flat_map(|&loss| std::iter::repeat_n(loss, 20)).take(count).sum();
    assert!((side.es95 - parts / count as f64).abs() <= 1e-9 * side.es95, "{} {}", side.es95, parts / count as f64);
    assert!(side.es95 >= side.p95);
    let mean = trials.iter().sum::<f64>() / count as f64;
    assert!((side.mean - mean).abs() <= 1e-9 * mean);
    assert_eq!(side.probability_any, trials.iter().filter(|&&loss| loss > 0.0).count() as f64 / count as f64);
    for point in &side.exceedance {
        let above = trials.iter().filter(|&&loss| loss > point.amount).count();
        assert_eq!(point.probability, above as f64 / count as f64);
    }
}

/// Runs the case and holds what holds of every run.
#[track_caller]
fn holds(case: &Case, seed: u64, trials: u32) -> Losses {
    let mut simulation = case.simulation(seed, trials);
    let Step::Done(losses) = simulation.step(u64::MAX) else { panic!("not done") };
    for (inherent, residual) in simulation.trials() {
        assert!(residual <= inherent && inherent.is_finite() && residual >= 0.0, "{residual} {inherent}");
    }
    by_definition(&losses.inherent, simulation.trials().map(|(inherent, _)| inherent).collect());
    by_definition(&losses.residual, simulation.trials().map(|(_, residual)| residual).collect());
    let amounts = |side: &Distribution| side.exceedance.iter().map(|point| point.amount).collect::<Vec<f64>>();
    assert_eq!(amounts(&losses.inherent), amounts(&losses.residual), "one axis for both curves");
    assert!(losses.inherent.exceedance.is_sorted_by(|a, b| a.amount < b.amount && a.probability >= b.probability));
    let shares: f64 = losses.shares.iter().filter_map(|share| share.inherent).sum();
    assert!(losses.inherent.mean == 0.0 || (shares - 1.0).abs() < 1e-9, "{shares}");
    *losses
}

#[test]
fn few_trials_and_ties_by_definition() {
    for trials in [1, 2, 3, 19, 20, 21, 39, 99, 100, 101, 1_000] {
        for rate in [json!(0.05), json!(3), json!({"min": 0, "likely": 0.1, "max": 1})] {
            holds(&one(rate, 1_000, 5_000), 3, trials);
        }
    }
}

#[test]
fn the_limits_of_every_figure() {
    const MOST: u64 = (1 << 53) - 1;
    let rates = [
        json!(0),
        json!(5e-324),
        json!(1e-9),
        json!(10_000),
        json!({"min": 0, "likely": 0, "max": 0}),
        json!({"min": 0, "likely": 0, "max": 5e-324}),
        json!({"min": 0, "likely": 5e-324, "max": 10_000}),
        json!({"min": 10_000, "likely": 10_000, "max": 10_000}),
        json!({"min": 0, "likely": 0, "max": 256}),
        json!({"min": 256, "likely": 256, "max": 256.000_000_1}),
    ];
    for rate in rates {
        for (low, high) in [(1, 2), (1, MOST), (MOST - 1, MOST)] {
            holds(&one(rate.clone(), low, high), u64::MAX, 50);
        }
    }
    let nothing = one(json!(0), 1, 2).simulation(0, 10).run();
    assert_eq!(
        (nothing.inherent.mean, nothing.inherent.probability_any, nothing.inherent.exceedance.len()),
        (0.0, 0.0, 0)
    );
    assert_eq!((nothing.shares[0].inherent, nothing.inherent.standard_error), (None, Some(0.0)));
    let constant = one(json!({"min": 3, "likely": 3, "max": 3}), 100, 900);
    assert_eq!(constant.simulation(5, 1_000).run(), one(json!(3), 100, 900).simulation(5, 1_000).run());
}

#[test]
fn only_open_risks_with_figures_are_simulated() {
    let mut case = one(json!(1), 100, 900);
    let expected = case.simulation(5, 500).run();
    let mut closed = risk("r0", json!(9), 100, 900, &[]);
    closed["status"] = json!("closed");
    let mut silent = risk("r2", json!(9), 100, 900, &[]);
    silent.as_object_mut().unwrap().remove("loss");
    case.risks.extend([closed, silent]);
    assert_eq!(case.simulation(5, 500).run(), expected);
    case.risks.remove(0);
    let none = case.simulation(5, 500).run();
    assert_eq!((none.inherent.mean, none.shares.len(), none.trials), (0.0, 0, 500));
}

#[test]
fn the_order_in_the_file_changes_no_number() {
    for mut case in [fixed_rates(), uncertain_rates()] {
        let expected = case.simulation(4, 2_000).run();
        case.risks.reverse();
        assert_eq!(case.simulation(4, 2_000).run(), expected);
        case.risks.swap(3, 40);
        assert_eq!(case.simulation(4, 2_000).run(), expected);
        assert_ne!(case.simulation(5, 2_000).run().inherent.mean, expected.inherent.mean, "another seed, another run");
    }
}

#[test]
fn controls_never_change_the_inherent_loss_and_better_ones_never_raise_a_residual() {
    for rate in [json!(2), json!({"min": 0, "likely": 1, "max": 9}), json!({"min": 200, "likely": 250, "max": 300})] {
        let mut links: Vec<[&str; 3]> = Vec::new();
        let mut before: Option<Vec<(f64, f64)>> = None;
        for link in [["A.2.2", "likelihood", "weak"], ["A.5.2", "both", "moderate"], ["A.8.4", "consequence", "strong"]]
        {
            let case = Case::new(vec![risk("r1", rate.clone(), 100, 9_000, &links)]);
            let mut simulation = case.simulation(8, 3_000);
            while matches!(simulation.step(10_000), Step::Working(_)) {}
            let trials: Vec<(f64, f64)> = simulation.trials().collect();
            if links.is_empty() {
                assert!(trials.iter().all(|(inherent, residual)| inherent == residual));
            }
            for (&(inherent, residual), (same, higher)) in trials.iter().zip(before.into_iter().flatten()) {
                assert!(inherent == same && residual <= higher);
            }
            before = Some(trials);
            links.push(link);
        }
    }
}

#[test]
fn slices_change_no_bit_and_progress_rises() {
    for case in [fixed_rates(), uncertain_rates(), one(json!({"min": 0, "likely": 0, "max": 2_000}), 100, 900)] {
        let whole = case.simulation(6, 3_000).run();
        for budget in [1, 1_777, 50_000] {
            let mut simulation = case.simulation(6, 3_000);
            let (mut before, mut steps) = (Bp::ZERO, 0);
            let losses = loop {
                match simulation.step(budget) {
                    Step::Working(progress) => {
                        assert!(before <= progress && progress < Bp::FULL);
                        before = progress;
                        steps += 1;
                    }
                    Step::Done(losses) => break losses,
                }
            };
            assert_eq!(*losses, whole);
            assert!(budget > 1 || before.percent() >= 90, "{before:?}");
            assert!(steps >= simulation.expected_work() / (budget + 1_000) / 2);
            assert_eq!(simulation.step(1), Step::Done(losses), "asking again gives the same");
        }
    }
}
