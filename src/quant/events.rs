//! The hot loop: the events of one risk, a batch at a time, added to the trials.
//!
//! Three plain passes over a batch: where the events fall, how large they are, the sums. None of them
//! has a branch that chance decides, but for the one draw in a hundred that the ziggurat rejects.

use super::{
    normal::Normal,
    pert::Counts,
    poisson::poisson,
    power::exp2,
    stream::{Streams, word},
};

/// The events of a batch: their numbers stay in the processor's nearest memory.
pub(super) const BATCH: usize = 512;
/// A trial's events are written so many at a time; what is too much the next trial overwrites.
const STRIDE: usize = 4;
/// The most trials that are looked at for one batch, where events are rare.
const TRIALS_A_BATCH: u64 = 8 * BATCH as u64;
/// One more than the highest half word.
const HALF_WORDS: u64 = 1 << 32;

/// The loss of a trial: inherent, residual.
pub(super) type Pair = [f64; 2];

/// How a risk's events are sized and thinned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Law {
    /// The mean of the loss's logarithm, base 2.
    pub(super) mu: f64,
    /// The deviation of the loss's logarithm, base 2.
    pub(super) sigma: f64,
    /// An event stays if its half word is below this: the likelihood that controls leave, in `2^-32`.
    pub(super) stays_below: u64,
    /// What controls leave of an event's loss, above 0 and up to 1.
    pub(super) left: f64,
}

/// Where a risk's events come from.
#[derive(Debug, Clone)]
pub(super) enum Source {
    /// A fixed rate: all events of the run together, each in a trial of its own choosing.
    Scattered { left: u64 },
    /// A number for each trial in turn.
    Counted { counts: Counts, trial: u64, left: u64 },
}

impl Source {
    /// The source for a fixed rate: draws how many events the run has.
    pub(super) fn scattered(streams: &mut Streams, rate: f64, trials: u32) -> Self {
        Self::Scattered { left: poisson(&mut streams.counts, rate * f64::from(trials)) }
    }

    pub(super) fn counted(counts: Counts) -> Self {
        Self::Counted { counts, trial: 0, left: 0 }
    }
}

/// A batch of events.
#[derive(Debug, Clone)]
pub(super) struct Batch {
    trials: Vec<u32>,
    /// What stays of the event, a factor: nothing or what consequence controls leave.
    kept: Vec<f64>,
    sizes: Vec<f64>,
}

impl Batch {
    pub(super) fn new() -> Self {
        Self { trials: vec![0; BATCH + STRIDE], kept: vec![0.0; BATCH], sizes: vec![0.0; BATCH] }
    }

    /// Simulates the next batch of a risk and adds it to the trials and to the risk's sums. How much
    /// work it was, in events; `None` if there was nothing left to do.
    pub(super) fn simulate(
        &mut self,
        normal: &Normal,
        streams: &mut Streams,
        source: &mut Source,
        law: &Law,
        totals: &mut [Pair],
        sums: &mut Pair,
    ) -> Option<u64> {
        let (events, work) = match source {
            Source::Scattered { left } => {
                let events = usize::try_from(*left).map_or(BATCH, |left| left.min(BATCH));
                *left -= events as u64;
                self.scatter(streams, law, events, totals.len() as u64);
                (events, events as u64)
            }
            Source::Counted { counts, trial, left } => {
                let before = *trial;
                let events = self.count(normal, streams, counts, trial, left, totals.len() as u64);
                self.thin(streams, law, events);
                (events, events as u64 + (*trial - before))
            }
        };
        if work == 0 {
            return None;
        }
        self.size(normal, streams, law, events);
        self.add(events, totals, sums);
        Some(work)
    }

    /// Gives each event a trial (Lemire 2019: by multiplication, without bias) and a fate.
    #[inline(never)]
    fn scatter(&mut self, streams: &mut Streams, law: &Law, events: usize, trials: u64) {
        let unfair = HALF_WORDS % trials;
        let words = &mut streams.events;
        for (trial, kept) in self.trials.iter_mut().zip(&mut self.kept).take(events) {
            let mut word_ = word(words);
            let mut product = (word_ >> 32) * trials;
            while u64::from(product as u32) < unfair {
                word_ = word(words);
                product = (word_ >> 32) * trials;
            }
            *trial = (product >> 32) as u32;
            *kept = fate(law, word_);
        }
    }

    /// Draws how many events the next trials have and lists them, trial after trial. How many there are.
    #[inline(never)]
    fn count(
        &mut self,
        normal: &Normal,
        streams: &mut Streams,
        counts: &Counts,
        trial: &mut u64,
        left: &mut u64,
        trials: u64,
    ) -> usize {
        let words = &mut streams.counts;
        let last = trials.min(*trial + TRIALS_A_BATCH);
        let mut events = 0;
        loop {
            // `trial` is the number of trials begun; the one that goes on is the last of them.
            let current = (*trial).saturating_sub(1) as u32;
            if *left > 0 {
                let now = usize::try_from(*left).map_or(BATCH, |left| left.min(BATCH - events));
                let slots = self.trials.get_mut(events..events + now.max(STRIDE)).unwrap_or_default();
                slots.fill(current);
                events += now;
                *left -= now as u64;
            }
            if events == BATCH || *trial == last {
                return events;
            }
            *left = counts.draw(normal, words);
            *trial += 1;
        }
    }

    #[inline(never)]
    fn thin(&mut self, streams: &mut Streams, law: &Law, events: usize) {
        for kept in self.kept.iter_mut().take(events) {
            *kept = fate(law, word(&mut streams.events));
        }
    }

    #[inline(never)]
    fn size(&mut self, normal: &Normal, streams: &mut Streams, law: &Law, events: usize) {
        let words = &mut streams.sizes;
        for size in self.sizes.iter_mut().take(events) {
            *size = normal.draw(words);
        }
        for size in self.sizes.iter_mut().take(events) {
            *size = exp2(law.mu + law.sigma * *size);
        }
    }

    #[inline(never)]
    fn add(&self, events: usize, totals: &mut [Pair], sums: &mut Pair) {
        let [mut inherent_sum, mut residual_sum] = *sums;
        for ((&trial, &size), &kept) in self.trials.iter().zip(&self.sizes).zip(&self.kept).take(events) {
            // Rounding is monotone: what is no larger before an addition is no larger after it.
            let stays = size * kept;
            inherent_sum += size;
            residual_sum += stays;
            if let Some([inherent, residual]) = totals.get_mut(trial as usize) {
                *inherent += size;
                *residual += stays;
            }
        }
        *sums = [inherent_sum, residual_sum];
    }
}

/// What stays of an event, decided by the lower half of its word.
#[inline(always)]
fn fate(law: &Law, word: u64) -> f64 {
    // A mask in place of a branch, which would guess wrong every other time.
    let mask = u64::from(u64::from(word as u32) < law.stays_below).wrapping_neg();
    f64::from_bits(law.left.to_bits() & mask)
}
