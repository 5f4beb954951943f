//! The loss simulation against closed forms, against a numeric reference, at fixed seeds.
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

use foreproof::quant::{Losses, Step};
use losses::{Case, fixed_rates, one, risk, uncertain_rates};
use serde_json::{Value, json};

fn number(value: &Value, name: &str) -> f64 {
    value[name].as_f64().unwrap()
}

/// Mean and variance of the events a year.
fn events(plain: &Value) -> [f64; 2] {
    if let Some(rate) = plain["rate"].as_f64() {
        return [rate, rate];
    }
    let [min, likely, max] = ["min", "likely", "max"].map(|name| number(plain, name));
    let mean = (min + 4.0 * likely + max) / 6.0;
    [mean, mean + if max > min { (mean - min) * (max - mean) / 7.0 } else { 0.0 }]
}

/// The exact mean of each side and the standard error of a simulated one.
fn closed_form(case: &Case, trials: u32) -> [[f64; 2]; 2] {
    [false, true].map(|residual| {
        let [mut mean, mut variance] = [0.0; 2];
        for plain in case.plain().as_array().unwrap() {
            let (mu, sigma) = (number(plain, "mu"), number(plain, "sigma"));
            let [stay, left] =
                if residual { ["likelihood", "consequence"].map(|name| number(plain, name)) } else { [1.0; 2] };
            let [count, spread] = events(plain);
            // A thinned count keeps `stay` of its mean and `stay²` of what exceeds Poisson.
            let (count, spread) = (count * stay, (spread - count) * stay * stay + count * stay);
            let size = left * (mu + sigma * sigma / 2.0).exp();
            let square = left * left * (2.0 * (mu + sigma * sigma)).exp();
            mean += count * size;
            variance += count * (square - size * size) + spread * size * size;
        }
        [mean, (variance / f64::from(trials)).sqrt()]
    })
}

#[track_caller]
fn means_agree(case: &Case, seed: u64, trials: u32) -> Losses {
    let losses = case.simulation(seed, trials).run();
    let sides = [&losses.inherent, &losses.residual];
    for (side, [mean, error]) in sides.into_iter().zip(closed_form(case, trials)) {
        assert!((side.mean - mean).abs() <= 4.0 * error, "{} is not {mean} ± {error}", side.mean);
    }
    losses
}

#[test]
fn means_agree_with_the_closed_form() {
    let rates = [
        json!(0.001),
        json!(0.3),
        json!(1),
        json!(7.5),
        json!(120),
        json!(10_000),
        json!({"min": 0, "likely": 0, "max": 0.01}),
        json!({"min": 0, "likely": 0.5, "max": 4}),
        json!({"min": 1, "likely": 6, "max": 6}),
        json!({"min": 2.5, "likely": 2.5, "max": 2.5}),
        json!({"min": 20, "likely": 30, "max": 256}),
        json!({"min": 0, "likely": 3, "max": 300}),
        json!({"min": 9_000, "likely": 10_000, "max": 10_000}),
    ];
    for (rate, seed) in rates.into_iter().zip(1..) {
        let trials = if closed_form(&one(rate.clone(), 1, 2), 1)[0][0] > 2_000.0 { 300 } else { 40_000 };
        for (low, high) in [(1, 2), (100_000, 100_001), (20_000, 500_000), (1_000, 1_000_000)] {
            means_agree(&one(rate.clone(), low, high), seed, trials);
        }
    }
    for case in [fixed_rates(), uncertain_rates()] {
        let losses = means_agree(&case, 7, 20_000);
        let error = closed_form(&case, 20_000)[0][1];
        assert!((losses.inherent.standard_error.unwrap() / error - 1.0).abs() < 0.25, "the stated error is the error");
    }
}

/// The probability of 0, 1, 2 … events: Poisson, or mixed over PERT by the plain midpoint rule.
fn count_probabilities(plain: &Value, stay: f64, length: usize) -> Vec<f64> {
    let poisson = |mean: f64| {
        let mut all = vec![(-mean).exp()];
        for count in 1..length {
            all.push(all[count - 1] * mean / count as f64);
        }
        all
    };
    let Some(min) = plain["min"].as_f64() else { return poisson(stay * number(plain, "rate")) };
    let [likely, max] = ["likely", "max"].map(|name| number(plain, name));
    let alpha = 1.0 + 4.0 * (likely - min) / (max - min);
    let (mut sum, mut weights) = (vec![0.0; length], 0.0);
    for node in 0..4_000 {
        let x = (f64::from(node) + 0.5) / 4_000.0;
        let weight = x.powf(alpha - 1.0) * (1.0 - x).powf(5.0 - alpha);
        weights += weight;
        for (sum, probability) in sum.iter_mut().zip(poisson(stay * (min + (max - min) * x))) {
            *sum += weight * probability;
        }
    }
    sum.iter().map(|sum| sum / weights).collect()
}

/// The distribution function of the yearly loss on a grid, from below and from above: the event's loss
/// rounded up and down to the grid, convolved as often as there are events.
fn bounds(plain: &Value, residual: bool, step: f64, cells: usize) -> [Vec<f64>; 2] {
    let (mu, sigma) = (number(plain, "mu"), number(plain, "sigma"));
    let [stay, left] = if residual { ["likelihood", "consequence"].map(|name| number(plain, name)) } else { [1.0; 2] };
    let below = |loss: f64| {
        if loss <= 0.0 {
            0.0
        } else {
            0.5 * libm::erfc(-((loss / left).ln() - mu) / (sigma * std::f64::consts::SQRT_2))
        }
    };
    let counts = count_probabilities(plain, stay, 60);
    [1, 0].map(|up| {
        let mut event = vec![0.0; cells];
        for cell in 0..cells - up {
            event[cell + up] = below(step * (cell + 1) as f64) - below(step * cell as f64);
        }
        let mut power = vec![0.0; cells];
        power[0] = 1.0;
        let mut total = vec![0.0; cells];
        for probability in counts.iter().take_while(|&&probability| probability > 1e-9) {
            total.iter_mut().zip(&power).for_each(|(total, power)| *total += probability * power);
            let mut next = vec![0.0; cells];
            for (at, &mass) in power.iter().enumerate().filter(|(_, mass)| **mass > 1e-18) {
                next[at..].iter_mut().zip(&event).for_each(|(next, event)| *next += mass * event);
            }
            power = next;
        }
        total
            .iter()
            .scan(0.0, |sum, mass| {
                *sum += mass;
                Some(*sum)
            })
            .collect()
    })
}

#[test]
fn percentiles_and_curve_agree_with_a_numeric_reference() {
    const TRIALS: u32 = 200_000;
    const CELLS: usize = 700;
    let cases = [
        one(json!(0.08), 1_000, 40_000),
        one(json!(2.5), 1_000, 8_000),
        one(json!(0.9), 1_000, 1_000_000),
        one(json!({"min": 0, "likely": 0.4, "max": 6}), 2_000, 30_000),
        one(json!({"min": 3, "likely": 3, "max": 5}), 2_000, 3_000),
    ];
    let mut checked = 0;
    for (case, seed) in cases.iter().zip(11..) {
        let losses = case.simulation(seed, TRIALS).run();
        let plain = &case.plain()[0];
        for (residual, side) in [(false, &losses.inherent), (true, &losses.residual)] {
            let error = |p: f64| 4.0 * (p * (1.0 - p) / f64::from(TRIALS)).sqrt();
            for (p, loss) in [(0.5, side.p50), (0.9, side.p90), (0.95, side.p95), (0.99, side.p99)] {
                // The true distribution function lies between the two, each taken at its side of the grid.
                let step = loss.max(1_000.0) * 1.02 / CELLS as f64;
                let [lower, upper] = bounds(plain, residual, step, CELLS);
                let between = |loss: f64| (lower[(loss / step) as usize], upper[(loss / step) as usize]);
                let (least, most) = between(loss);
                assert!(most - least < 0.01, "the reference is too coarse: {least} {most}");
                assert!(most >= p - error(p), "{p}: {least} to {most}");
                assert!(loss == 0.0 || least <= p + error(p), "{p}: {least} to {most}");
                checked += 1;
                for point in side.exceedance.iter().filter(|point| point.amount < step * (CELLS - 1) as f64) {
                    let (least, most) = between(point.amount);
                    let below = 1.0 - point.probability;
                    let error = error(below).max(error(most));
                    assert!(least - error <= below && below <= most + error, "{point:?}: {least} to {most}");
                    checked += 1;
                }
            }
            let stay = if residual { number(plain, "likelihood") } else { 1.0 };
            let any = 1.0 - count_probabilities(plain, stay, 60)[0];
            assert!((side.probability_any - any).abs() <= error(any), "{} {any}", side.probability_any);
        }
    }
    assert!(checked > 300, "{checked}");
}

#[test]
fn numbers_of_events_are_distributed_as_they_should() {
    const TRIALS: u32 = 100_000;
    const ONE: u64 = 1_000_000_000_000;
    let rates = [
        json!(0.7),
        json!(9.9),
        // By the table, by inversion and by rejection, at a rate that is as good as fixed.
        json!({"min": 3, "likely": 3, "max": 3.000_000_1}),
        json!({"min": 0, "likely": 0, "max": 6}),
        json!({"min": 1, "likely": 5, "max": 9}),
        json!({"min": 100, "likely": 256, "max": 256}),
        json!({"min": 0, "likely": 0, "max": 270}),
        json!({"min": 300, "likely": 300, "max": 300.000_000_1}),
    ];
    for (rate, seed) in rates.into_iter().zip(21..) {
        // Each event costs one, as nearly as the limits allow: the loss counts them.
        let case = Case::new(vec![risk("r1", rate.clone(), ONE, ONE + 1, &[["A.2.2", "likelihood", "moderate"]])]);
        let mut simulation = case.simulation(seed, TRIALS);
        while matches!(simulation.step(u64::MAX), Step::Working(_)) {}
        let plain = &case.plain()[0];
        for residual in [false, true] {
            let stay = if residual { number(plain, "likelihood") } else { 1.0 };
            let expected = count_probabilities(plain, stay, 500);
            let mut seen = vec![0.0; 500];
            for (inherent, left) in simulation.trials() {
                seen[((if residual { left } else { inherent }) / ONE as f64).round() as usize] += 1.0;
            }
            // Chi square over classes of 20 trials and more.
            let (mut square, mut classes, mut class) = (0.0, 0.0, [0.0; 2]);
            let mut rest = f64::from(TRIALS);
            for (seen, expected) in seen.iter().zip(&expected) {
                class = [class[0] + seen, class[1] + expected * f64::from(TRIALS)];
                rest -= expected * f64::from(TRIALS);
                if class[1] >= 20.0 && rest >= 20.0 {
                    square += (class[0] - class[1]).powi(2) / class[1];
                    classes += 1.0;
                    class = [0.0; 2];
                }
            }
            square += (class[0] - class[1]).powi(2) / class[1].max(1.0);
            let limit = classes + 4.0 * (2.0_f64 * classes).sqrt();
            assert!(classes >= 3.0 && square < limit, "{rate} {residual}: {square} over {classes}");
        }
    }
}

#[test]
fn ten_million_trials() {
    let case = one(json!(0.02), 100_000, 900_000);
    let losses = means_agree(&case, 9, 10_000_000);
    assert!((losses.inherent.probability_any - (1.0 - (-0.02_f64).exp())).abs() < 4.0 * (0.0196_f64 / 1e7).sqrt());
    let faults = case.try_simulation(9, 10_000_001).unwrap_err();
    assert_eq!(faults[0].message, "10000001 is out of range");
    assert!(case.try_simulation(9, 0).is_err());
}
