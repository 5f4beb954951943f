//! The Poisson distribution: how often something happens that happens at a steady rate.

use super::stream::{Words, below_one};

/// From this mean on by rejection, below by inversion.
const FEW: f64 = 10.0;
/// More than this never happens below [`FEW`].
const MOST_OF_FEW: u64 = 200;
/// From here on Stirling's series for a factorial is exact to the last digit.
const SERIES: f64 = 16.0;

/// A number of events with that mean (0 or more, up to `10^12`).
pub(super) fn poisson(words: &mut Words, mean: f64) -> u64 {
    if mean < FEW { few(words, mean) } else { many(words, mean) }
}

/// By inversion: goes up the probabilities until they exceed a uniform number.
fn few(words: &mut Words, mean: f64) -> u64 {
    let mut left = below_one(words);
    let mut probability = libm::exp(-mean);
    let mut count = 0;
    while left >= probability && count < MOST_OF_FEW {
        left -= probability;
        count += 1;
        probability *= mean / count as f64;
    }
    count
}

/// By transformed rejection with squeeze (Hörmann 1993, algorithm PTRS).
fn many(words: &mut Words, mean: f64) -> u64 {
    let root = mean.sqrt();
    let b = 0.931 + 2.53 * root;
    let a = -0.059 + 0.024_83 * b;
    let scale = 1.1239 + 1.1328 / (b - 3.4);
    let squeeze = 0.9277 - 3.6224 / (b - 2.0);
    loop {
        let u = below_one(words) - 0.5;
        let v = below_one(words);
        let edge = 0.5 - u.abs();
        let count = ((2.0 * a / edge + b) * u + mean + 0.43).floor();
        if edge >= 0.07 && v <= squeeze {
            return count as u64;
        }
        if count < 0.0 || (edge < 0.013 && v > edge) {
            continue;
        }
        if libm::log(v * scale / (a / (edge * edge) + b)) <= log_probability(count, mean) {
            return count as u64;
        }
    }
}

/// The logarithm of the probability of a count, by the saddle point (Loader 2000), which loses no
/// digits however large the mean.
fn log_probability(count: f64, mean: f64) -> f64 {
    if count < SERIES {
        let mut factorial = 1.0;
        let mut factor = 2.0;
        while factor <= count {
            factorial *= factor;
            factor += 1.0;
        }
        return count * libm::log(mean) - mean - libm::log(factorial);
    }
    let excess = (mean - count) / count;
    let deviance = count * (excess - libm::log1p(excess));
    let squared = 1.0 / (count * count);
    let stirling = (1.0 / 12.0 - (1.0 / 360.0 - (1.0 / 1260.0 - squared / 1680.0) * squared) * squared) / count;
    -stirling - deviance - 0.5 * libm::log(2.0 * core::f64::consts::PI * count)
}
