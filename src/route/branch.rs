//! Where to split a part of the search: tries a few splits and takes the one that lifts the bounds of
//! both halves most.

use super::{
    part::{Block, Part},
    relax::{ALWAYS, Bound, Climb, Pace, Scale},
};

/// So many splits are tried at a node.
const TRIED: usize = 3;

/// How far each half is looked into.
const TRIAL: Pace = Pace { steps: 5, reach: 96 };

/// One half of a split.
pub(super) struct Half {
    /// The options that are open, a mask an item.
    pub(super) open: Vec<u8>,
    pub(super) prices: Vec<Block>,
    /// No solution of the half costs less.
    pub(super) least: i64,
}

/// What trying splits came to.
pub(super) enum Split {
    /// The half that promises less, then the one that promises more.
    Halves([Half; 2]),
    /// No split, but some options turned out to be closed.
    Closed,
    /// Nothing is left to look at.
    Done,
}

/// Looks at parts of the search without going there.
#[derive(Default)]
pub(super) struct Scout {
    climb: Climb,
    half: Part,
}

/// For an item: the cheaper options that were chosen about as often as the dearer ones, as a mask.
/// Options stand cheapest first.
fn cut(part: &Part, item: &super::part::Item, open: u8, often: &[i32]) -> Option<(i32, usize, u8)> {
    let options = part.options(item).zip(often.get(item.start..item.end).unwrap_or_default());
    let (mut below, mut cheaper) = (0, 0);
    let cuts = options.filter(|((option, _), _)| option.bit & open != 0).map(|((option, _), often)| {
        below += often;
        cheaper |= option.bit;
        ((ALWAYS - 2 * below).abs(), item.place, cheaper)
    });
    cuts.filter(|(.., cheaper)| *cheaper != open).min()
}

impl Scout {
    /// Splits a part, where prices and choices are as `climb` left them, at one of the most undecided
    /// items into its cheaper options and its dearer ones. Closes options on the way.
    pub(super) fn split(&mut self, part: &Part, scale: Scale, climb: &Climb, limit: i64, open: &mut [u8]) -> Split {
        let masks = part.items.iter().map(|item| open.get(item.place).copied().unwrap_or(0));
        let cuts = part.items.iter().zip(masks).filter_map(|(item, mask)| cut(part, item, mask, &climb.often));
        let cuts = crate::units::sorted(cuts.collect(), Ord::cmp);
        let mut closed = false;
        let mut best: Option<(i128, [Half; 2])> = None;
        for (_, place, cheaper) in cuts.into_iter().take(TRIED) {
            let Some(&mask) = open.get(place) else { continue };
            let mut half = |side: u8| {
                let mut open = open.to_vec();
                if let Some(mask) = open.get_mut(place) {
                    *mask = side;
                }
                self.look(part, scale, &climb.best, limit, open)
            };
            let [(low, low_lift), (high, high_lift)] = match [half(mask & cheaper), half(mask & !cheaper)] {
                [Some(low), Some(high)] => [low, high],
                [None, None] => return Split::Done,
                [low, _] => {
                    // One side holds nothing: the other is all there is.
                    if let Some(mask) = open.get_mut(place) {
                        *mask &= if low.is_some() { cheaper } else { !cheaper };
                    }
                    closed = true;
                    continue;
                }
            };
            let score = i128::from(low_lift) * i128::from(high_lift);
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, if low_lift < high_lift { [high, low] } else { [low, high] }));
            }
        }
        match best {
            None if closed => Split::Closed,
            None => Split::Done,
            Some((_, mut halves)) => {
                for half in &mut halves {
                    half.open.iter_mut().zip(&*open).for_each(|(mask, open)| *mask &= open);
                }
                Split::Halves(halves)
            }
        }
    }

    /// A half and by how much its bound lies above that of the whole; `None` if it holds no solution
    /// below the limit.
    fn look(&mut self, part: &Part, scale: Scale, from: &Bound, limit: i64, open: Vec<u8>) -> Option<(Half, i64)> {
        if !part.restrict(&open, &mut self.half) {
            return None;
        }
        self.climb.run(&self.half, scale, &from.prices, limit, TRIAL);
        let least = self.climb.least(&self.half, scale);
        let lift = (self.climb.best.value - from.value).max(0) + (scale.unit >> 16).max(1);
        (least < limit).then(|| (Half { open, prices: self.climb.best.prices.clone(), least }, lift))
    }
}
