//! The Lagrangian relaxation: with a price on each row, every item chooses alone, and what they
//! choose costs no more than any solution does. Prices are fixed-point integers, so the bound is exact.

use super::part::{Block, Item, NOTHING, Part, take};

/// The fixed point of prices and bounds, such that no sum can overflow.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// One unit of cost.
    pub(super) unit: i64,
    /// The highest price.
    highest: i64,
}

impl Scale {
    /// For a programme whose costs come to at most `dearest`, and all its gains and demands to `most`.
    pub(super) fn new(dearest: i64, most: i64) -> Self {
        let bits = i64::BITS - dearest.max(1).leading_zeros();
        Self { unit: 1 << 60_u32.saturating_sub(bits).min(20), highest: (1 << 60) / most.max(1) }
    }

    /// The least whole cost at or above a bound.
    pub(super) fn whole(self, value: i64) -> i64 {
        value.max(0).saturating_add(self.unit - 1) / self.unit
    }
}

/// What prices say of a part of the search.
#[derive(Debug, Clone, Default)]
pub(super) struct Bound {
    /// A price for each row, in units of the scale.
    pub(super) prices: Vec<Block>,
    /// The relaxed cost, in units of the scale: no solution of the part costs less.
    pub(super) value: i64,
    /// The option that each undecided item chooses at these prices, counted within the item.
    pub(super) chosen: Vec<usize>,
    /// What the demands still lack of what the chosen options bring.
    pub(super) short: Vec<Block>,
}

fn dot(left: &[Block], right: &[Block]) -> i64 {
    left.iter().zip(right).map(|(left, right)| left.iter().zip(right).map(|(l, r)| l * r).sum::<i64>()).sum()
}

/// The cost of each option of an item less what its gains are worth at these prices.
pub(super) fn reduced<'a>(
    part: &'a Part,
    item: &'a Item,
    scale: Scale,
    prices: &'a [Block],
) -> impl Iterator<Item = i64> + Clone + 'a {
    part.options(item).map(move |(option, gains)| option.cost * scale.unit - dot(gains, prices))
}

impl Bound {
    /// Lets every item choose at the prices.
    fn relax(&mut self, part: &Part, scale: Scale) {
        self.value = part.base * scale.unit + dot(&part.demands, &self.prices);
        self.short.clone_from(&part.demands);
        self.chosen.clear();
        let priced = self.prices.iter().rposition(|prices| *prices != NOTHING).map_or(0, |last| last + 1);
        let prices = self.prices.get(..priced).unwrap_or_default();
        for item in &part.items {
            let (mut least, mut chosen) = (i64::MAX, 0);
            for (at, cost) in reduced(part, item, scale, prices).enumerate() {
                if cost < least {
                    (least, chosen) = (cost, at);
                }
            }
            self.value += least;
            self.chosen.push(chosen);
            if let Some((_, gains)) = part.options(item).nth(chosen) {
                take(&mut self.short, gains);
            }
        }
    }

    /// The same as the other, in the room that is already there.
    fn copy(&mut self, other: &Self) {
        self.prices.clone_from(&other.prices);
        self.value = other.value;
        self.chosen.clone_from(&other.chosen);
        self.short.clone_from(&other.short);
    }
}

/// How a climb goes on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    pub(super) steps: u32,
    /// The share of the gap that the first step aims at, in 1/1024.
    pub(super) reach: u64,
}

/// After so many steps without a better bound, steps get shorter.
const PATIENCE: u32 = 4;

/// An option that was chosen every time.
pub(super) const ALWAYS: i32 = 1 << 16;

/// How much of what was chosen before is forgotten at each step: one part in so many.
const FADE: i32 = 8;

/// Climbs with prices: up where a row falls short, down where it has more than enough.
#[derive(Debug, Default)]
pub(super) struct Climb {
    /// The best bound met.
    pub(super) best: Bound,
    /// How often each option was chosen, lately more than long ago, in 1/[`ALWAYS`]: nearly what a
    /// linear programme would take of it.
    pub(super) often: Vec<i32>,
    here: Bound,
    way: Vec<Block>,
}

impl Climb {
    /// Climbs from given prices, until the bound shows that no solution costs less than `goal`.
    pub(super) fn run(&mut self, part: &Part, scale: Scale, from: &[Block], goal: i64, pace: Pace) {
        self.here.prices.clear();
        self.here.prices.extend_from_slice(from);
        self.here.relax(part, scale);
        self.best.copy(&self.here);
        self.often.clear();
        self.often.resize(part.size(), 0);
        self.count(part, ALWAYS);
        let mut reach = pace.reach;
        let mut still = 0;
        for _ in 0..pace.steps {
            if self.least(part, scale) >= goal || !self.step(scale, goal, reach) {
                break;
            }
            self.here.relax(part, scale);
            self.often.iter_mut().for_each(|often| *often -= *often / FADE);
            self.count(part, ALWAYS / FADE);
            still += 1;
            if self.here.value > self.best.value {
                self.best.copy(&self.here);
                still = 0;
            } else if still >= PATIENCE {
                reach = (reach * 9 / 16).max(1);
                self.here.copy(&self.best);
                still = 0;
            }
        }
    }

    /// The least cost that a solution can have, by the best bound.
    pub(super) fn least(&self, part: &Part, scale: Scale) -> i64 {
        part.at_least(scale.whole(self.best.value))
    }

    /// Moves the prices; false if they are at their best.
    fn step(&mut self, scale: Scale, goal: i64, reach: u64) -> bool {
        let here = &mut self.here;
        self.way.clone_from(&here.short);
        let mut norm = 0_u64;
        for (way, &price) in self.way.as_flattened_mut().iter_mut().zip(here.prices.as_flattened()) {
            if price == 0 {
                *way = (*way).max(0);
            }
            norm = norm.saturating_add(way.unsigned_abs().saturating_pow(2));
        }
        let gap = (goal * scale.unit).saturating_sub(here.value).clamp(scale.unit, 1 << 40).unsigned_abs();
        // In 1/2^20 of a price for each unit that is short.
        let Some(rate) = ((gap * reach) << 10).checked_div(norm) else { return false };
        let rate = i64::try_from(rate).unwrap_or(i64::MAX);
        for (price, &way) in here.prices.as_flattened_mut().iter_mut().zip(self.way.as_flattened()) {
            *price = price.saturating_add(rate.saturating_mul(way) >> 20).clamp(0, scale.highest);
        }
        true
    }

    fn count(&mut self, part: &Part, by: i32) {
        for (item, &chosen) in part.items.iter().zip(&self.here.chosen) {
            if let Some(often) = self.often.get_mut(item.start + chosen) {
                *often += by;
            }
        }
    }
}
