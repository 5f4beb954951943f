//! Branch and bound: the relaxation bounds each part of the search, repair finds solutions, and
//! options whose reduced cost is too high are closed for good.

use std::{
    cmp::{Ordering, Reverse},
    collections::BinaryHeap,
};

use super::{
    branch::{Half, Scout, Split},
    model::Problem,
    part::{Block, NOTHING, Part, all_open, most},
    relax::{Climb, Pace, Scale, reduced},
    repair::Plan,
};

/// How the climb goes on: for a first idea, at the root, and at every further node.
const FIRST: Pace = Pace { steps: 75, reach: 1_024 };
const ROOT: Pace = Pace { steps: 150, reach: 1_024 };
const NODE: Pace = Pace { steps: 20, reach: 96 };

/// At the root, closing options and climbing again goes on for at most so many rounds.
const ROUNDS: u32 = 4;

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
    half: Half,
    depth: u32,
    number: u64,
}

impl Ord for Node {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |node: &Self| (Reverse(node.half.least), node.depth, node.number);
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

/// A programme that has a solution, with a first idea of what it costs.
pub struct Start<'a> {
    problem: &'a Problem,
    whole: Part,
    scale: Scale,
    prices: Vec<Block>,
    /// No solution costs less than this.
    pub bound: u64,
}

/// The cost of everything at its dearest: a solution, if there is one at all.
fn dearest(problem: &Problem) -> i64 {
    problem.items.iter().filter_map(|options| options.iter().map(|option| option.cost).max()).sum()
}

impl<'a> Start<'a> {
    /// Looks at a programme; `None` if it has no solution.
    #[must_use]
    pub fn new(problem: &'a Problem) -> Option<Self> {
        let rows = problem.demands.iter().enumerate().map(|(row, demand)| most(problem, row).max(*demand));
        let scale = Scale::new(dearest(problem), rows.sum());
        let (whole, mut part, mut climb) = (Part::new(problem), Part::default(), Climb::default());
        whole.restrict(&all_open(problem), &mut part).then(|| {
            let free = vec![NOTHING; part.demands.len()];
            climb.run(&part, scale, &free, dearest(problem) + 1, FIRST);
            let bound = u64::try_from(climb.least(&part, scale)).unwrap_or_default();
            Self { problem, whole, scale, prices: climb.best.prices, bound }
        })
    }

    /// The cheapest choice of one option an item that meets every demand, if it costs less than `limit`.
    #[must_use]
    pub fn solve(&self, limit: Option<u64>, node_budget: u64) -> Solution {
        let limit = limit.and_then(|limit| i64::try_from(limit).ok()).unwrap_or_else(|| dearest(self.problem) + 1);
        let mut search = Search { scale: self.scale, limit, best: None, climb: Climb::default() };
        let mut root = Part::default();
        let half = Half { open: all_open(self.problem), prices: self.prices.clone(), least: 0 };
        let mut pending = BinaryHeap::new();
        pending.extend(search.root(&self.whole, &mut root, half).map(|half| Node { half, depth: 0, number: 0 }));
        let nodes = search.run(&root, &mut pending, node_budget);
        let least = pending.peek().map_or(search.limit, |node| node.half.least.min(search.limit));
        let choices =
            |best: Vec<u8>| best.iter().filter_map(|mask| usize::try_from(mask.trailing_zeros()).ok()).collect();
        Solution { choices: search.best.map(choices), bound: u64::try_from(least).unwrap_or_default(), nodes }
    }
}

/// [`Start`] and [`Start::solve`] in one; `None` if the programme has no solution.
#[must_use]
pub fn solve(problem: &Problem, limit: Option<u64>, node_budget: u64) -> Option<Solution> {
    Start::new(problem).map(|start| start.solve(limit, node_budget))
}

struct Search {
    scale: Scale,
    /// The cost to beat.
    limit: i64,
    /// The options of the best solution, as masks of one bit.
    best: Option<Vec<u8>>,
    climb: Climb,
}

impl Search {
    /// Climbs and closes options until little changes; `root` is then what is left. `None` if that
    /// is nothing.
    fn root(&mut self, whole: &Part, root: &mut Part, mut node: Half) -> Option<Half> {
        let mut thorough = false;
        for _ in 0..ROUNDS {
            let size = root.size();
            if !whole.restrict(&node.open, root) {
                return None;
            }
            if thorough && root.size() * 10 > size * 9 {
                break;
            }
            root.tighten();
            self.climb.run(root, self.scale, &node.prices, self.limit, ROOT);
            node.prices.clone_from(&self.climb.best.prices);
            node.least = self.climb.least(root, self.scale).max(node.least);
            self.repair(root, &node.open, thorough);
            if node.least >= self.limit {
                return None;
            }
            self.close(root, &mut node.open);
            thorough = true;
        }
        root.tighten();
        Some(node)
    }

    /// Looks at what is pending, the most promising first, until nothing is left that could beat the
    /// best solution, or the budget is used up. How many nodes that took, the root being the first.
    fn run(&mut self, root: &Part, pending: &mut BinaryHeap<Node>, node_budget: u64) -> u64 {
        let (mut nodes, mut born) = (1, 0);
        let (mut part, mut scout) = (Part::default(), Scout::default());
        while let Some(Node { half: mut node, depth, number }) = pending.pop() {
            if node.least >= self.limit || nodes >= node_budget {
                // The rest promises no less.
                pending.push(Node { half: node, depth, number });
                break;
            }
            nodes += 1;
            if !root.restrict(&node.open, &mut part) {
                continue;
            }
            self.climb.run(&part, self.scale, &node.prices, self.limit, NODE);
            let least = self.climb.least(&part, self.scale).max(node.least);
            self.repair(&part, &node.open, false);
            if least >= self.limit {
                continue;
            }
            self.close(&part, &mut node.open);
            let halves = match scout.split(&part, self.scale, &self.climb, self.limit, &mut node.open) {
                Split::Halves([one, two]) => [Some(one), Some(two)],
                Split::Closed => [Some(Half { prices: self.climb.best.prices.clone(), least, ..node }), None],
                Split::Done => [None, None],
            };
            for half in halves.into_iter().flatten() {
                born += 1;
                let half = Half { least: half.least.max(least), ..half };
                pending.push(Node { half, depth: depth + 1, number: born });
            }
        }
        nodes
    }

    /// Closes every option that no solution below the limit can take.
    fn close(&self, part: &Part, open: &mut [u8]) {
        let bound = &self.climb.best;
        let room = part.at_most(self.limit - 1) * self.scale.unit - bound.value;
        for item in &part.items {
            let costs = reduced(part, item, self.scale, &bound.prices);
            let least = costs.clone().min().unwrap_or(0);
            let Some(mask) = open.get_mut(item.place) else { continue };
            for (_, (option, _)) in costs.zip(part.options(item)).filter(|(cost, _)| cost - least > room) {
                *mask &= !option.bit;
            }
        }
    }

    /// Makes a solution of what the items chose, and keeps it if it beats the limit.
    fn repair(&mut self, part: &Part, open: &[u8], thorough: bool) {
        let Some(mut plan) = Plan::near(part, &self.climb.best) else { return };
        if thorough {
            plan.swap();
        }
        if plan.cost < self.limit {
            self.limit = plan.cost;
            let mut best = open.to_vec();
            for (item, &taken) in part.items.iter().zip(&plan.taken) {
                if let (Some(mask), Some((option, _))) = (best.get_mut(item.place), part.options(item).nth(taken)) {
                    *mask = option.bit;
                }
            }
            self.best = Some(best);
        }
    }
}
