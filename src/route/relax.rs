//! The Lagrangian relaxation: with a price on each row, every item chooses alone, and what they
//! choose costs no more than any solution does. Prices are fixed-point integers, so the bound is exact.

use super::model::Problem;

/// One unit of cost, in the relaxation's fixed point.
pub(super) const UNIT: i64 = 1 << 20;

/// The programme laid out for speed: options one after another, their gains side by side.
pub(super) struct Flat {
    pub(super) rows: usize,
    pub(super) demands: Vec<i64>,
    /// Where each item's options start; one more entry for the end.
    pub(super) starts: Vec<usize>,
    pub(super) costs: Vec<i64>,
    pub(super) gains: Vec<i64>,
}

impl Flat {
    pub(super) fn new(problem: &Problem) -> Self {
        let mut starts = vec![0];
        let (mut costs, mut gains) = (Vec::new(), Vec::new());
        for options in &problem.items {
            for option in options {
                costs.push(option.cost);
                gains.extend(&option.gains);
            }
            starts.push(costs.len());
        }
        Self { rows: problem.demands.len(), demands: problem.demands.clone(), starts, costs, gains }
    }

    pub(super) fn items(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The options of an item, as places in the flat lists.
    pub(super) fn options(&self, item: usize) -> std::ops::Range<usize> {
        let at = |item: usize| self.starts.get(item).copied().unwrap_or(0);
        at(item)..at(item + 1)
    }

    pub(super) fn gains(&self, option: usize) -> &[i64] {
        self.gains.get(option * self.rows..(option + 1) * self.rows).unwrap_or_default()
    }

    pub(super) fn cost(&self, option: usize) -> i64 {
        self.costs.get(option).copied().unwrap_or(i64::MAX / UNIT)
    }
}

/// What a price vector says of a node.
#[derive(Clone)]
pub(super) struct Bound {
    /// The prices, in units of `1 / UNIT`.
    pub(super) prices: Vec<i64>,
    /// The relaxed cost, in units of `1 / UNIT`: no solution of the node costs less.
    pub(super) value: i64,
    /// The option that each item chooses at these prices.
    pub(super) chosen: Vec<usize>,
    /// Demand minus what the chosen options bring, a row each.
    pub(super) short: Vec<i64>,
    /// How often each option was chosen on the way here, lately more than long ago, in 1/[`ALWAYS`]:
    /// nearly what a linear programme would take of it.
    pub(super) often: Vec<i32>,
}

/// An option that was chosen every time.
pub(super) const ALWAYS: i32 = 1 << 16;

impl Bound {
    /// The least whole cost that a solution of the node can have.
    pub(super) fn least(&self) -> i64 {
        self.value.max(0).saturating_add(UNIT - 1) / UNIT
    }
}

/// The cost of an option less what its gains are worth at these prices.
pub(super) fn reduced(flat: &Flat, prices: &[i64], option: usize) -> i64 {
    let worth: i64 = flat.gains(option).iter().zip(prices).map(|(gain, price)| gain * price).sum();
    flat.cost(option) * UNIT - worth
}

/// Lets every item choose at these prices. `open` tells which options the node still has.
pub(super) fn relax(flat: &Flat, open: &[bool], prices: Vec<i64>) -> Bound {
    let mut value: i64 = flat.demands.iter().zip(&prices).map(|(demand, price)| demand * price).sum();
    let mut short = flat.demands.clone();
    let mut chosen = Vec::with_capacity(flat.items());
    for item in 0..flat.items() {
        let options = flat.options(item).filter(|&option| open.get(option) == Some(&true));
        let best = options.map(|option| (reduced(flat, &prices, option), option)).min();
        let Some((least, option)) = best else { continue };
        value += least;
        for (short, gain) in short.iter_mut().zip(flat.gains(option)) {
            *short -= gain;
        }
        chosen.push(option);
    }
    Bound { prices, value, chosen, short, often: Vec::new() }
}

/// Climbs from given prices for a number of steps: up where a row falls short, down where it has
/// more than enough. The best bound met is kept; the climb ends early once it reaches `goal`.
pub(super) fn climb(flat: &Flat, open: &[bool], from: Vec<i64>, goal: i64, steps: u32) -> Bound {
    let mut best = relax(flat, open, from);
    let mut here = best.clone();
    let mut often = vec![0; flat.costs.len()];
    count(&mut often, &here.chosen, ALWAYS);
    // The share of the gap that a step aims at, in 1/1024.
    let mut reach: i128 = 1_024;
    let mut still = 0;
    for _ in 0..steps {
        if best.least() >= goal {
            break;
        }
        let norm: i128 = here
            .short
            .iter()
            .zip(&here.prices)
            .filter(|&(&short, &price)| short > 0 || price > 0)
            .map(|(&short, _)| i128::from(short) * i128::from(short))
            .sum();
        if norm == 0 {
            break;
        }
        let gap = (i128::from(goal) * i128::from(UNIT) - i128::from(here.value)).max(i128::from(UNIT));
        let prices = here
            .prices
            .iter()
            .zip(&here.short)
            .map(|(&price, &short)| {
                let step = gap * reach * i128::from(short) / (1_024 * norm);
                i64::try_from((i128::from(price) + step).clamp(0, i128::from(UNIT) << 20)).unwrap_or(0)
            })
            .collect();
        here = relax(flat, open, prices);
        often.iter_mut().for_each(|often| *often -= *often / FADE);
        count(&mut often, &here.chosen, ALWAYS / FADE);
        if here.value > best.value {
            best = here.clone();
            still = 0;
        } else {
            still += 1;
            if still >= 4 {
                reach = (reach * 2 / 3).max(1);
                here = best.clone();
                still = 0;
            }
        }
    }
    Bound { often, ..best }
}

/// How much of what was chosen before is forgotten at each step: one part in so many.
const FADE: i32 = 8;

fn count(often: &mut [i32], chosen: &[usize], by: i32) {
    for &option in chosen {
        if let Some(often) = often.get_mut(option) {
            *often += by;
        }
    }
}
