//! What a run comes to: mean, percentiles, expected shortfall, the exceedance curve.

use serde::Serialize;

/// How many amounts an exceedance curve is told at.
pub const AMOUNTS: usize = 50;

/// The yearly loss over all trials. Amounts are in minor units of the run's currency, not rounded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Distribution {
    /// The mean loss, 0 or more.
    pub mean: f64,
    /// The standard error of the mean; none with a single trial.
    pub standard_error: Option<f64>,
    /// The loss that half of the trials do not exceed.
    pub p50: f64,
    /// The loss that 90 % of the trials do not exceed.
    pub p90: f64,
    /// The loss that 95 % of the trials do not exceed.
    pub p95: f64,
    /// The loss that 99 % of the trials do not exceed.
    pub p99: f64,
    /// Expected shortfall: the mean loss of the worst 5 % of the trials.
    pub es95: f64,
    /// The share of trials with any loss, `0..=1`.
    pub probability_any: f64,
    /// How likely it is to lose more than an amount, at amounts that rise by one factor.
    pub exceedance: Vec<Exceedance>,
}

/// A point of the exceedance curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Exceedance {
    /// Minor units.
    pub amount: f64,
    /// The share of trials whose loss is above the amount, `0..=1`.
    pub probability: f64,
}

/// The amounts of a curve: from the smallest loss to the largest by one factor. Empty if nobody lost.
pub(super) fn amounts(losses: impl Iterator<Item = [f64; 2]> + Clone) -> Vec<f64> {
    let flat = losses.flatten().filter(|&loss| loss > 0.0);
    let (least, most) = flat.fold((f64::INFINITY, 0.0_f64), |(least, most), loss| (least.min(loss), most.max(loss)));
    if most <= 0.0 {
        return Vec::new();
    }
    let (from, to) = (libm::log2(least), libm::log2(most));
    let factor = (to - from) / (AMOUNTS - 1) as f64;
    let mut amounts: Vec<f64> = (0..AMOUNTS).map(|at| libm::exp2(from + factor * at as f64)).collect();
    // The ends exactly; a range too narrow for so many amounts has fewer.
    for (end, exact) in [(0, least), (AMOUNTS - 1, most)] {
        if let Some(amount) = amounts.get_mut(end) {
            *amount = exact;
        }
    }
    amounts.retain(|&amount| least <= amount && amount <= most);
    amounts.sort_unstable_by(f64::total_cmp);
    amounts.dedup();
    amounts
}

/// Sums up one side. `scratch` has room for every trial.
pub(super) fn distribution(
    losses: impl ExactSizeIterator<Item = f64> + Clone,
    amounts: &[f64],
    scratch: &mut Vec<u64>,
) -> Distribution {
    let trials = losses.len();
    let count = trials as f64;
    let mean = sum(losses.clone()) / count;
    let squares = sum(losses.clone().map(|loss| (loss - mean) * (loss - mean)));
    let mut above = vec![0_u64; amounts.len() + 1];
    let mut any = 0_u64;
    for loss in losses.clone() {
        any += u64::from(loss > 0.0);
        // How many amounts it exceeds.
        if let Some(slot) = above.get_mut(amounts.partition_point(|&amount| amount < loss)) {
            *slot += 1;
        }
    }
    let mut exceeding = trials as u64;
    let exceedance = amounts
        .iter()
        .zip(&above)
        .map(|(&amount, not)| {
            exceeding -= not;
            Exceedance { amount, probability: exceeding as f64 / count }
        })
        .collect();
    // Numbers from 0 on are in the order of their bits.
    scratch.clear();
    scratch.extend(losses.clone().map(f64::to_bits));
    let mut percentiles = Percentiles { rest: scratch, below: 0, trials };
    let [p50, p90, p95, p99] = [50, 90, 95, 99].map(|percent| percentiles.next(percent));
    Distribution {
        mean,
        standard_error: (trials > 1).then(|| (squares / (count - 1.0) / count).sqrt()),
        p50,
        p90,
        p95,
        p99,
        es95: shortfall(losses, p95),
        probability_any: any as f64 / count,
        exceedance,
    }
}

/// The sum in the given order, with the digits that each addition loses kept beside it (Neumaier 1974).
fn sum(numbers: impl Iterator<Item = f64>) -> f64 {
    let (mut total, mut lost) = (0.0_f64, 0.0);
    for number in numbers {
        let next = total + number;
        lost += if total >= number { (total - next) + number } else { (number - next) + total };
        total = next;
    }
    total + lost
}

/// Rising percentiles: the smallest loss that at least so many percent of the trials do not exceed.
struct Percentiles<'a> {
    /// The largest losses, in no order.
    rest: &'a mut [u64],
    /// How many smaller ones were put aside.
    below: usize,
    trials: usize,
}

impl Percentiles<'_> {
    fn next(&mut self, percent: usize) -> f64 {
        let rank = (self.trials * percent).div_ceil(100);
        // Two percentiles of few trials may be the same one.
        let place = (rank - 1).saturating_sub(self.below);
        let rest = std::mem::take(&mut self.rest);
        if place >= rest.len() {
            return 0.0;
        }
        let loss = f64::from_bits(*rest.select_nth_unstable(place).1);
        self.below += place;
        self.rest = rest.get_mut(place..).unwrap_or_default();
        loss
    }
}

/// The mean of the worst twentieth. Where that is no whole number of trials, the one at its edge,
/// which is the 95th percentile, counts in part.
fn shortfall(losses: impl ExactSizeIterator<Item = f64> + Clone, p95: f64) -> f64 {
    let worst = losses.len() as f64 / 20.0;
    let beyond = losses.filter(|&loss| loss > p95);
    let count = beyond.clone().count() as f64;
    ((sum(beyond) + (worst - count) * p95) / worst).max(p95)
}
