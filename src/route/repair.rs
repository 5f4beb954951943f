//! Solutions from what the items chose at some prices: raise what brings most to short rows for its
//! cost, lower whatever isn't needed, then change two items at a time while that saves something.

use super::{
    part::{Block, Part, take},
    relax::Bound,
};

/// One option for each undecided item of a part.
pub(super) struct Plan<'a> {
    part: &'a Part,
    /// The option of each item, counted within the item.
    pub(super) taken: Vec<usize>,
    /// What the demands lack.
    short: Vec<Block>,
    /// What it costs, with what is decided.
    pub(super) cost: i64,
}

/// Another option for an item.
#[derive(Clone, Copy)]
struct Change<'a> {
    item: usize,
    option: usize,
    cost: i64,
    before: &'a [Block],
    after: &'a [Block],
}

impl Change<'_> {
    /// What each row gains by it.
    fn gains(&self) -> impl Iterator<Item = i64> {
        self.after.as_flattened().iter().zip(self.before.as_flattened()).map(|(after, before)| after - before)
    }
}

impl<'a> Plan<'a> {
    /// A solution near to what the items chose; `None` if no way was found to fill every row.
    pub(super) fn near(part: &'a Part, bound: &Bound) -> Option<Self> {
        let mut plan = Self { part, taken: bound.chosen.clone(), short: bound.short.clone(), cost: part.base };
        let chosen = part.items.iter().zip(&plan.taken).filter_map(|(item, &taken)| part.options(item).nth(taken));
        plan.cost += chosen.map(|(option, _)| option.cost).sum::<i64>();
        plan.fill().then_some(plan).map(|mut plan| {
            plan.trim();
            plan
        })
    }

    fn short(&self) -> impl Iterator<Item = i64> {
        self.short.as_flattened().iter().copied()
    }

    fn changes(&self) -> impl Iterator<Item = Change<'a>> {
        let part = self.part;
        part.items.iter().zip(&self.taken).enumerate().flat_map(move |(at, (item, &taken))| {
            part.options(item).nth(taken).into_iter().flat_map(move |(now, before)| {
                let others = part.options(item).enumerate().filter(move |&(option, _)| option != taken);
                others.map(move |(option, (new, after))| Change {
                    item: at,
                    option,
                    cost: new.cost - now.cost,
                    before,
                    after,
                })
            })
        })
    }

    fn make(&mut self, change: Change<'a>) {
        if let Some(taken) = self.taken.get_mut(change.item) {
            *taken = change.option;
        }
        self.cost += change.cost;
        // Taking back what the old option brought, then what the new one brings.
        take(&mut self.short, change.after);
        let back = self.short.as_flattened_mut().iter_mut().zip(change.before.as_flattened());
        back.for_each(|(short, gain)| *short += gain);
    }

    /// Fills every row; whether that was possible. Each change leaves less to fill, so it ends.
    fn fill(&mut self) -> bool {
        while self.short().any(|short| short > 0) {
            let mut best: Option<(i64, i64, Change<'_>)> = None;
            for change in self.changes() {
                let help = change.gains().zip(self.short()).map(|(gain, short)| short.max(0) - (short - gain).max(0));
                let (help, cost) = (help.sum::<i64>(), change.cost.max(0) + 1);
                // Help for cost, compared crosswise.
                let better = |&(most, least, _): &(i64, i64, _)| {
                    i128::from(help) * i128::from(least) > i128::from(most) * i128::from(cost)
                };
                if help > 0 && best.as_ref().is_none_or(better) {
                    best = Some((help, cost, change));
                }
            }
            let Some((.., change)) = best else { return false };
            self.make(change);
        }
        true
    }

    /// Takes the largest saving that leaves every row filled, again and again.
    fn trim(&mut self) {
        loop {
            let mut best: Option<Change<'_>> = None;
            for change in self.changes() {
                if change.cost < best.map_or(0, |best| best.cost)
                    && change.gains().zip(self.short()).all(|(gain, short)| short <= gain)
                {
                    best = Some(change);
                }
            }
            let Some(change) = best else { return };
            self.make(change);
        }
    }

    /// Changes two items at a time while that saves something and leaves every row filled.
    pub(super) fn swap(&mut self) {
        while let Some([one, two]) = self.pair() {
            self.make(one);
            self.make(two);
            self.trim();
        }
    }

    fn pair(&self) -> Option<[Change<'a>; 2]> {
        let changes: Vec<Change<'_>> = self.changes().collect();
        changes.iter().enumerate().find_map(|(at, one)| {
            let fits = |two: &&Change<'_>| {
                one.cost + two.cost < 0
                    && one.item != two.item
                    && one.gains().zip(two.gains()).zip(self.short()).all(|((one, two), short)| short <= one + two)
            };
            changes.get(at + 1..).unwrap_or_default().iter().find(fits).map(|two| [*one, *two])
        })
    }
}
