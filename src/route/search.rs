//! Branch and bound: the relaxation bounds each part of the search, a greedy repair finds solutions,
//! and options whose reduced cost is too high are closed.

use std::{
    cmp::{Ordering, Reverse},
    collections::BinaryHeap,
};

use super::{
    model::Problem,
    relax::{ALWAYS, Bound, Flat, UNIT, climb, reduced},
};

/// Steps of the climb at the root, and at every further node.
const ROOT_STEPS: u32 = 300;
const NODE_STEPS: u32 = 24;

/// What a search came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    /// The option taken of each item; `None` if nothing cheaper than the limit was found.
    pub choices: Option<Vec<usize>>,
    /// No solution costs less than this; the limit itself if none below it exists.
    pub bound: u64,
    /// How many nodes were looked at.
    pub nodes: u64,
}

/// A part of the search, still to be looked at. The one that promises the cheapest solution comes
/// first, of equals the one that is decided furthest, then the later one.
struct Node {
    open: Vec<bool>,
    prices: Vec<i64>,
    least: i64,
    depth: u32,
    number: u64,
}

impl Ord for Node {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |node: &Self| (Reverse(node.least), node.depth, node.number);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Node {}

struct Search<'a> {
    flat: &'a Flat,
    /// The cost to beat.
    limit: i64,
    best: Option<Vec<usize>>,
}

/// What no solution costs less than, by the relaxation alone; `None` if there is no solution.
#[must_use]
pub fn root_bound(problem: &Problem) -> Option<u64> {
    let flat = Flat::new(problem);
    let open = vec![true; flat.costs.len()];
    let goal = dearest(problem) + 1;
    feasible(&flat, &open)
        .then(|| climb(&flat, &open, vec![0; flat.rows], goal, ROOT_STEPS / 4))
        .and_then(|bound| u64::try_from(bound.least()).ok())
}

/// The cost of everything at its dearest: a solution, if there is one at all.
fn dearest(problem: &Problem) -> i64 {
    problem.items.iter().filter_map(|options| options.iter().map(|option| option.cost).max()).sum()
}

/// The cheapest choice of one option an item that meets every demand, if it costs less than `limit`.
/// `None` if there is no solution at all.
#[must_use]
pub fn solve(problem: &Problem, limit: Option<u64>, node_budget: u64) -> Option<Solution> {
    let flat = Flat::new(problem);
    let open = vec![true; flat.costs.len()];
    if !feasible(&flat, &open) {
        return None;
    }
    let given = limit.and_then(|limit| i64::try_from(limit).ok());
    let mut search = Search { flat: &flat, limit: given.unwrap_or_else(|| dearest(problem) + 1), best: None };
    let mut nodes = 0;
    let mut born = 0;
    let mut pending = BinaryHeap::from([Node { open, prices: vec![0; flat.rows], least: 0, depth: 0, number: 0 }]);
    while let Some(mut node) = pending.pop() {
        if node.least >= search.limit || nodes >= node_budget {
            // The rest promises no less.
            pending.push(node);
            break;
        }
        nodes += 1;
        let mut steps = NODE_STEPS;
        if nodes == 1 {
            // A first solution, so that the climb has a goal that means something.
            let bound = climb(&flat, &node.open, node.prices, search.limit, ROOT_STEPS / 4);
            search.repair(&node.open, &bound);
            node.prices = bound.prices;
            steps = ROOT_STEPS;
        }
        let bound = climb(&flat, &node.open, node.prices, search.limit, steps);
        search.repair(&node.open, &bound);
        let least = bound.least().max(node.least);
        if least >= search.limit {
            continue;
        }
        search.close(&mut node.open, &bound);
        for open in split(&flat, &node.open, &bound).into_iter().flatten().filter(|open| feasible(&flat, open)) {
            born += 1;
            pending.push(Node { open, prices: bound.prices.clone(), least, depth: node.depth + 1, number: born });
        }
    }
    let least = pending.peek().map_or(search.limit, |node| node.least);
    let bound = u64::try_from(least.min(search.limit)).unwrap_or_default();
    let choices = search
        .best
        .map(|best| best.iter().enumerate().map(|(item, &option)| option - flat.options(item).start).collect());
    Some(Solution { choices, bound, nodes })
}

/// The open options of an item.
fn open_options<'a>(flat: &Flat, open: &'a [bool], item: usize) -> impl Iterator<Item = usize> + 'a {
    flat.options(item).filter(|&option| open.get(option) == Some(&true))
}

/// Whether every item has an option, and all of them at their most reach every row.
fn feasible(flat: &Flat, open: &[bool]) -> bool {
    let mut most = vec![0; flat.rows];
    for item in 0..flat.items() {
        let mut any = false;
        let mut highest = vec![0; flat.rows];
        for option in open_options(flat, open, item) {
            any = true;
            for (high, gain) in highest.iter_mut().zip(flat.gains(option)) {
                *high = gain.max(high).to_owned();
            }
        }
        if !any {
            return false;
        }
        for (most, high) in most.iter_mut().zip(highest) {
            *most += high;
        }
    }
    most.iter().zip(&flat.demands).all(|(most, demand)| most >= demand)
}

/// Splits a node at the item that is most undecided, by what it chose on the way to these prices:
/// into its cheaper options and its dearer ones. `None` if every item is decided.
fn split(flat: &Flat, open: &[bool], bound: &Bound) -> Option<[Vec<bool>; 2]> {
    let often = |option: &usize| bound.often.get(*option).copied().unwrap_or(0);
    let undecided = (0..flat.items()).filter_map(|item| {
        let options: Vec<usize> = open_options(flat, open, item).collect();
        let (_, front) = options.split_last()?;
        // Options stand cheapest first: cut where the halves are most even.
        let mut below = 0;
        let cuts = front.iter().map(|option| {
            below += often(option);
            ((ALWAYS - 2 * below).abs(), *option)
        });
        let (uneven, last_below) = cuts.min()?;
        let chosen = bound.chosen.get(item).copied().unwrap_or_default();
        let [one, two] = [true, false].map(|below| {
            let part = options.iter().filter(|&&option| (option <= last_below) == below);
            part.map(|&option| reduced(flat, &bound.prices, option)).min().unwrap_or(i64::MAX)
        });
        Some((uneven, (one - two).abs(), item, last_below, chosen <= last_below))
    });
    let (.., item, last_below, cheap_first) = undecided.min()?;
    let only = |below: bool| {
        let mut part = open.to_vec();
        for option in flat.options(item) {
            if let Some(flag) = part.get_mut(option) {
                *flag &= (option <= last_below) == below;
            }
        }
        part
    };
    // Of two equals the later is looked at first.
    Some([only(!cheap_first), only(cheap_first)])
}

impl Search<'_> {
    /// Closes every option that no solution below the limit can take.
    fn close(&self, open: &mut [bool], bound: &Bound) {
        for (item, &chosen) in bound.chosen.iter().enumerate() {
            let least = reduced(self.flat, &bound.prices, chosen);
            for option in self.flat.options(item) {
                let with = bound.value - least + reduced(self.flat, &bound.prices, option);
                if with > (self.limit - 1) * UNIT
                    && let Some(flag) = open.get_mut(option)
                {
                    *flag = false;
                }
            }
        }
    }

    /// Makes a solution of what the items chose, and keeps it if it beats the limit: raise what
    /// brings most to short rows for its cost, then lower whatever isn't needed.
    fn repair(&mut self, open: &[bool], bound: &Bound) {
        let flat = self.flat;
        let mut taken = bound.chosen.clone();
        let mut short = bound.short.clone();
        while short.iter().any(|&short| short > 0) {
            let mut best: Option<(i128, i128, usize, usize)> = None;
            for (item, &now) in taken.iter().enumerate() {
                for option in open_options(flat, open, item) {
                    let extra = i128::from((flat.cost(option) - flat.cost(now)).max(0)) + 1;
                    let help: i128 = short
                        .iter()
                        .zip(flat.gains(option).iter().zip(flat.gains(now)))
                        .map(|(&short, (after, before))| i128::from((after - before).min(short.max(0))))
                        .sum();
                    // Help for cost, compared crosswise.
                    if help > 0 && best.is_none_or(|(most, cost, ..)| help * cost > most * extra) {
                        best = Some((help, extra, item, option));
                    }
                }
            }
            let Some((.., item, option)) = best else { return };
            swap(flat, &mut taken, &mut short, item, option);
        }
        self.trim(open, &mut taken, &mut short);
        let cost: i64 = taken.iter().map(|&option| flat.cost(option)).sum();
        if cost < self.limit {
            self.limit = cost;
            self.best = Some(taken);
        }
    }

    /// Takes the largest saving that leaves every row filled, again and again.
    fn trim(&self, open: &[bool], taken: &mut [usize], short: &mut [i64]) {
        let flat = self.flat;
        loop {
            let mut best: Option<(i64, usize, usize)> = None;
            for (item, &now) in taken.iter().enumerate() {
                for option in open_options(flat, open, item) {
                    let saved = flat.cost(now) - flat.cost(option);
                    let fits = || {
                        short
                            .iter()
                            .zip(flat.gains(option).iter().zip(flat.gains(now)))
                            .all(|(short, (after, before))| short - after + before <= 0)
                    };
                    if saved > 0 && best.is_none_or(|(most, ..)| saved > most) && fits() {
                        best = Some((saved, item, option));
                    }
                }
            }
            let Some((_, item, option)) = best else { return };
            swap(flat, taken, short, item, option);
        }
    }
}

/// Takes another option of an item.
fn swap(flat: &Flat, taken: &mut [usize], short: &mut [i64], item: usize, option: usize) {
    let Some(now) = taken.get_mut(item) else { return };
    for (short, (after, before)) in short.iter_mut().zip(flat.gains(option).iter().zip(flat.gains(*now))) {
        *short -= after - before;
    }
    *now = option;
}
