//! A part of the search, laid out for speed: what is decided is folded into a base cost and into the
//! demands, so that only what is still open is ever looked at.

use super::model::Problem;
use crate::units::sorted;

/// Rows stand in blocks of so many, which compilers turn into straight code.
const LANES: usize = 4;

/// A number for each of some rows.
pub(super) type Block = [i64; LANES];

/// Nothing in each row.
pub(super) const NOTHING: Block = [0; LANES];

/// One option of an undecided item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    /// The bit that stands for it in the mask of its item.
    pub(super) bit: u8,
    pub(super) cost: i64,
}

/// An undecided item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// Its place in the programme.
    pub(super) place: usize,
    /// Where its options start in the part, and end.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What is open of a programme.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    /// How many blocks hold the rows.
    blocks: usize,
    /// The cost of what is decided.
    pub(super) base: i64,
    /// Every solution costs `sure` and some steps more.
    sure: i64,
    step: i64,
    /// What the undecided items must still bring.
    pub(super) demands: Vec<Block>,
    pub(super) items: Vec<Item>,
    options: Vec<Open>,
    gains: Vec<Block>,
}

/// Every option of every item, as masks.
pub(super) fn all_open(problem: &Problem) -> Vec<u8> {
    let mask = |options: &Vec<_>| (0..8).zip(options).fold(0, |mask, (bit, _)| mask | 1 << bit);
    problem.items.iter().map(mask).collect()
}

/// The most that all items together bring to a row.
pub(super) fn most(problem: &Problem, row: usize) -> i64 {
    let gains = |options: &Vec<super::model::Choice>| {
        options.iter().filter_map(|option| option.gains.get(row)).max().copied().unwrap_or(0)
    };
    problem.items.iter().map(gains).sum()
}

impl Part {
    /// The whole programme. Its tightest rows stand first: prices are mostly theirs, and a block
    /// without prices is passed over.
    pub(super) fn new(problem: &Problem) -> Self {
        let rows = problem.demands.iter().enumerate().map(|(row, demand)| (row, *demand, most(problem, row)));
        let tightness = |a: &(usize, i64, i64), b: &(usize, i64, i64)| {
            (i128::from(b.1) * i128::from(a.2)).cmp(&(i128::from(a.1) * i128::from(b.2)))
        };
        let rows = sorted(rows.collect(), tightness);
        let blocked = |numbers: &[i64]| -> Vec<Block> {
            let of = |row: &(usize, i64, i64)| numbers.get(row.0).copied().unwrap_or(0);
            // A row that demands and gains nothing changes nothing.
            let mut blocks = vec![NOTHING; rows.len().div_ceil(LANES).max(1)];
            blocks.as_flattened_mut().iter_mut().zip(rows.iter().map(of)).for_each(|(slot, number)| *slot = number);
            blocks
        };
        let demands = blocked(&problem.demands);
        let mut whole = Self { blocks: demands.len(), demands, ..Self::default() };
        for (place, options) in problem.items.iter().enumerate() {
            let start = whole.options.len();
            for (bit, option) in (0..8).zip(options) {
                whole.options.push(Open { bit: 1 << bit, cost: option.cost });
                whole.gains.extend(blocked(&option.gains));
            }
            whole.items.push(Item { place, start, end: whole.options.len() });
        }
        whole
    }

    /// How many options there are.
    pub(super) fn size(&self) -> usize {
        self.options.len()
    }

    /// The options of an item with what they bring.
    pub(super) fn options(&self, item: &Item) -> impl Iterator<Item = (Open, &[Block])> + Clone {
        let options = self.options.get(item.start..item.end).unwrap_or_default();
        let gains = self.gains.get(item.start * self.blocks..item.end * self.blocks).unwrap_or_default();
        options.iter().copied().zip(gains.chunks_exact(self.blocks))
    }

    /// Makes `into` the part of this one in which only these options are open. Whether each item has
    /// one, and all of them at their most meet every demand.
    pub(super) fn restrict(&self, open: &[u8], into: &mut Self) -> bool {
        into.blocks = self.blocks;
        into.base = self.base;
        into.demands.clone_from(&self.demands);
        into.items.clear();
        into.options.clear();
        into.gains.clear();
        let mut lacking = self.demands.clone();
        for item in &self.items {
            let mask = open.get(item.place).copied().unwrap_or(0);
            let start = into.options.len();
            for (option, gains) in self.options(item).filter(|(option, _)| option.bit & mask != 0) {
                into.options.push(option);
                into.gains.extend_from_slice(gains);
            }
            let gains = into.gains.get(start * self.blocks..).unwrap_or_default().chunks_exact(self.blocks);
            for (row, lacking) in lacking.as_flattened_mut().iter_mut().enumerate() {
                *lacking -= gains.clone().filter_map(|gains| gains.as_flattened().get(row)).max().unwrap_or(&0);
            }
            match into.options.len() - start {
                0 => return false,
                1 => {
                    let gains = into.gains.split_off(start * self.blocks);
                    take(&mut into.demands, &gains);
                    into.base += into.options.pop().map_or(0, |option| option.cost);
                }
                _ => into.items.push(Item { place: item.place, start, end: into.options.len() }),
            }
        }
        into.measure();
        lacking.as_flattened().iter().all(|&lacking| lacking <= 0)
    }

    /// What all solutions cost alike, and in which steps they differ.
    fn measure(&mut self) {
        let (mut sure, mut step) = (self.base, 0);
        for item in &self.items {
            let mut costs = self.options(item).map(|(option, _)| option.cost);
            let first = costs.next().unwrap_or(0);
            sure += first;
            step = costs.fold(step, |step, cost| common(step, cost - first));
        }
        (self.sure, self.step) = (sure, step);
    }

    /// The least cost of a solution that costs no less than this.
    pub(super) fn at_least(&self, cost: i64) -> i64 {
        if self.step == 0 {
            return cost.max(self.sure);
        }
        self.sure - (self.sure - cost).div_euclid(self.step) * self.step
    }

    /// The highest cost of a solution that costs no more than this.
    pub(super) fn at_most(&self, cost: i64) -> i64 {
        if self.step == 0 {
            return cost;
        }
        self.sure + (cost - self.sure).div_euclid(self.step) * self.step
    }

    /// Raises each demand to the next sum that gains can come to.
    pub(super) fn tighten(&mut self) {
        for row in 0..self.blocks * LANES {
            let (mut sure, mut step) = (0, 0);
            for item in &self.items {
                let mut gains = self.options(item).filter_map(|(_, gains)| gains.as_flattened().get(row));
                let first = gains.next().copied().unwrap_or(0);
                sure += first;
                step = gains.fold(step, |step, gain| common(step, gain - first));
            }
            if step > 0
                && let Some(demand) = self.demands.as_flattened_mut().get_mut(row)
            {
                *demand = sure - (sure - *demand).div_euclid(step) * step;
            }
        }
    }
}

/// Takes the gains of an option from what is demanded.
pub(super) fn take(demands: &mut [Block], gains: &[Block]) {
    demands.as_flattened_mut().iter_mut().zip(gains.as_flattened()).for_each(|(demand, gain)| *demand -= gain);
}

/// The greatest common divisor; of nothing and a number, the number.
fn common(a: i64, b: i64) -> i64 {
    if b == 0 { a.abs() } else { common(b, a % b) }
}
