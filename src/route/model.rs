//! The integer programme: choose one option an item, at least cost, so that every row reaches its demand.

use crate::units::sorted;

/// One option of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it stands for; of no meaning to the solver.
    pub label: u8,
    /// What it costs, at least 0.
    pub cost: i64,
    /// What it brings to each row, at least 0.
    pub gains: Vec<i64>,
}

/// The programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The options of each item: at least one and at most eight, none dominated by another, cheapest first.
    pub items: Vec<Vec<Choice>>,
    /// What each row must reach; above 0.
    pub demands: Vec<i64>,
}

impl Problem {
    /// A programme without what can't matter: rows that demand nothing, and options that another of
    /// the same item beats or equals in cost and in every row.
    #[must_use]
    pub fn new(items: Vec<Vec<Choice>>, demands: &[i64]) -> Self {
        let kept: Vec<bool> = demands.iter().map(|&demand| demand > 0).collect();
        let keep = |values: &[i64]| -> Vec<i64> {
            values.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(value, _)| *value).collect()
        };
        let items = items
            .into_iter()
            .map(|options| {
                let options = options.into_iter().map(|option| Choice { gains: keep(&option.gains), ..option });
                undominated(options.collect())
            })
            .collect();
        Self { items, demands: keep(demands) }
    }
}

/// The options that no other beats or equals, cheapest first.
fn undominated(options: Vec<Choice>) -> Vec<Choice> {
    let total = |option: &Choice| option.gains.iter().sum::<i64>();
    let options = sorted(options, |a, b| a.cost.cmp(&b.cost).then(total(b).cmp(&total(a))).then(a.label.cmp(&b.label)));
    let mut kept: Vec<Choice> = Vec::with_capacity(options.len());
    for option in options {
        let beaten = |other: &Choice| other.gains.iter().zip(&option.gains).all(|(other, gain)| other >= gain);
        if !kept.iter().any(beaten) {
            kept.push(option);
        }
    }
    kept
}
