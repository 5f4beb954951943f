//! Events a year when the rate itself is uncertain: PERT, the Beta with lambda 4.
//!
//! A trial's rate serves one thing only: its number of events. So up to [`TABLE_TO`] events a year
//! the distribution of that number, Poisson mixed over the rates, is worked out once and drawn from
//! a table; above, each trial draws its rate and then its number.

use super::{
    normal::Normal,
    poisson::poisson,
    stream::{Words, above_zero, word},
};

/// The highest rate for which the mixed distribution is tabulated.
const TABLE_TO: f64 = 256.0;
/// How finely and how far the mixing integral is summed: steps of 1/32, to 3.25 on either side.
const NODES: i32 = 104;
const NODE_STEP: f64 = 1.0 / 32.0;

/// PERT(min, likely, max) with `min < max`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pert {
    min: f64,
    span: f64,
    /// The exponents of the Beta, 1 to 5 each, together 6.
    alpha: f64,
    beta: f64,
}

impl Pert {
    /// `None` if it is a constant.
    pub(super) fn new(min: f64, likely: f64, max: f64) -> Option<Self> {
        let span = max - min;
        (span > 0.0).then(|| {
            let alpha = 1.0 + 4.0 * ((likely - min) / span);
            Self { min, span, alpha, beta: 6.0 - alpha }
        })
    }

    /// Its mean, events a year.
    pub(super) fn mean(&self) -> f64 {
        self.min + self.span * (self.alpha / 6.0)
    }
}

/// Draws a trial's number of events.
#[derive(Debug, Clone)]
pub(super) enum Counts {
    Table(Table),
    Rates(Pert),
}

impl Counts {
    pub(super) fn new(pert: Pert) -> Self {
        if pert.min + pert.span <= TABLE_TO {
            Self::Table(Table::new(&probabilities(&pert)))
        } else {
            Self::Rates(pert)
        }
    }

    #[inline(always)]
    pub(super) fn draw(&self, normal: &Normal, words: &mut Words) -> u64 {
        match self {
            Self::Table(table) => table.draw(words).into(),
            Self::Rates(pert) => {
                let share = beta(normal, words, pert.alpha, pert.beta);
                poisson(words, pert.min + pert.span * share)
            }
        }
    }
}

/// A Beta number from two Gamma numbers.
fn beta(normal: &Normal, words: &mut Words, alpha: f64, beta: f64) -> f64 {
    let first = gamma(normal, words, alpha);
    let second = gamma(normal, words, beta);
    first / (first + second)
}

/// A Gamma number of a shape from 1 on (Marsaglia and Tsang 2000).
fn gamma(normal: &Normal, words: &mut Words, shape: f64) -> f64 {
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal.draw(words);
        let root = 1.0 + c * x;
        let v = root * root * root;
        if v <= 0.0 {
            continue;
        }
        let u = above_zero(words);
        let squared = x * x;
        if u < 1.0 - 0.0331 * squared * squared || libm::log(u) < 0.5 * squared + d * (1.0 - v + libm::log(v)) {
            return d * v;
        }
    }
}

/// How many words there are.
const WORDS: f64 = 18_446_744_073_709_551_616.0;

/// The probability of 0, 1, 2 … events: Poisson mixed over the Beta by the double exponential rule,
/// which the Beta's edges do not disturb. What is left out is below `1e-16`.
fn probabilities(pert: &Pert) -> Vec<f64> {
    let highest = pert.min + pert.span;
    // As many as occur once in 10^20 trials, and a few more.
    let count = (highest + 12.0 * highest.sqrt() + 24.0).ceil() as usize;
    let mut sums = vec![0.0; count];
    let mut weights = 0.0;
    for node in -NODES..=NODES {
        let t = f64::from(node) * NODE_STEP;
        let (up, down) = (libm::exp(t), libm::exp(-t));
        let slope = core::f64::consts::FRAC_PI_2 * (up - down);
        let share = 1.0 / (1.0 + libm::exp(-slope));
        let rest = 1.0 / (1.0 + libm::exp(slope));
        let weight = libm::exp(pert.alpha * libm::log(share) + pert.beta * libm::log(rest)) * (up + down);
        let rate = pert.min + pert.span * share;
        weights += weight;
        let mut probability = weight * libm::exp(-rate);
        for (events, sum) in sums.iter_mut().enumerate() {
            *sum += probability;
            probability *= rate / (events + 1) as f64;
        }
    }
    sums.iter().map(|sum| sum / weights).collect()
}

/// A table to draw from a distribution over 0, 1, 2 … with one word (Walker 1977, Vose 1991).
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// A power of two of them.
    cells: Vec<Cell>,
    /// The bits of a word that choose a cell.
    bits: u32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    /// The rest of the word is below: the cell's own place counts, else the other.
    below: u64,
    other: u32,
}

impl Table {
    fn new(probabilities: &[f64]) -> Self {
        let size = probabilities.len().next_power_of_two().max(2);
        let bits = size.trailing_zeros();
        let mut heights: Vec<f64> = probabilities.iter().map(|probability| probability * size as f64).collect();
        heights.resize(size, 0.0);
        let mut cells: Vec<Cell> = (0_u32..).take(size).map(|other| Cell { below: u64::MAX, other }).collect();
        let (mut low, mut high): (Vec<usize>, Vec<usize>) = (0..size).partition(|&at| height(&heights, at) < 1.0);
        // What a low cell lacks a high one gives, until all are level.
        while let (Some(from), Some(&to)) = (low.pop(), high.last()) {
            let own = height(&heights, from);
            if let Some(cell) = cells.get_mut(from) {
                // A cast from a number to an integer stops at the ends of the range.
                *cell = Cell { below: (own * WORDS) as u64, other: to as u32 };
            }
            let rest = height(&heights, to) - (1.0 - own);
            if let Some(height) = heights.get_mut(to) {
                *height = rest;
            }
            if rest < 1.0 {
                high.pop();
                low.push(to);
            }
        }
        Self { cells, bits }
    }

    #[inline(always)]
    fn draw(&self, words: &mut Words) -> u32 {
        let word = word(words);
        let own = (word >> (64 - self.bits)) as u32;
        let cell = self.cells.get(own as usize).copied().unwrap_or_default();
        if word << self.bits < cell.below { own } else { cell.other }
    }
}

fn height(heights: &[f64], at: usize) -> f64 {
    heights.get(at).copied().unwrap_or_default()
}
