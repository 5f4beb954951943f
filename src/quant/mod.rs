//! Loss simulation: what the open risks may cost within a year, before and after controls (method
//! section 9).
//!
//! A [`Simulation`] works in slices, so that whoever shows it stays responsive and can stop it:
//!
//! ```
//! # use foreproof::{builtin, exchange::import, quant::{SLICE, Simulation, Step}, units::Date};
//! # let pack = builtin::pack().unwrap();
//! # let assessment = import(&pack, include_str!("../../tests/data/example.json")).unwrap();
//! # let as_of = Date::parse("2026-11-23").unwrap();
//! let mut simulation = Simulation::new(&pack, &assessment, as_of, 42, 10_000).unwrap();
//! let losses = loop {
//!     match simulation.step(SLICE) {
//!         Step::Working(progress) => println!("{} %", progress.percent()),
//!         Step::Done(losses) => break losses,
//!     }
//! };
//! assert!(losses.residual.mean <= losses.inherent.mean);
//! ```
//!
//! # Same seed, same bits
//! The same seed, trials and assessment give the same bits on every platform: basic operations of
//! IEEE 754, `libm` for the rest, sized integers, one order for everything. What that freezes:
//!
//! - **Streams** ([`stream`]): xoshiro256++, three streams a risk, seeded from the seed and the risk's id.
//! - **Numbers of events**: at a fixed rate one Poisson number for the whole run, and each event falls
//!   in a trial of its own choosing, which is the same law as a Poisson number for each trial and
//!   cheaper ([`poisson`], [`events`]). For PERT each trial draws its number in turn ([`pert`]).
//! - **Draw order**: within a stream, event after event (trial after trial for the numbers), each with
//!   one word for its trial and fate, and one or, rarely, more for its size ([`normal`]).
//! - **Thinning**: an event's fate is drawn whether or not controls exist, so the inherent numbers
//!   don't depend on controls, and better controls never raise a trial's residual loss.
//! - **Sums**: each trial adds the events of the risks in id order, each risk's in draw order.
//! - **Percentiles**: the smallest loss that at least so many percent of the trials do not exceed.
//!
//! A change to any of these changes the numbers of a seed: the changelog says so, and the label in
//! [`stream`] rises.
//!
//! [`events`]: self::events
//! [`normal`]: self::normal
//! [`pert`]: self::pert
//! [`poisson`]: self::poisson
//! [`stream`]: self::stream

mod curve;
mod events;
mod normal;
mod pert;
mod plan;
mod poisson;
mod power;
mod stream;

use serde::{Serialize, Serializer};

pub use curve::{AMOUNTS, Distribution, Exceedance};
pub use plan::Basis;

use crate::{
    assessment::Assessment,
    decode::{Fault, Sink},
    rules::RulePack,
    units::{Bp, Currency, Date, Id},
};
use events::{Batch, Pair, Source};
use normal::Normal;
use stream::Streams;

/// The most trials of a run.
pub const MOST_TRIALS: u32 = 10_000_000;

/// Events to simulate between two looks at the clock: a few milliseconds in a browser.
pub const SLICE: u64 = 200_000;

/// What a run comes to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Losses {
    /// The yearly loss without controls.
    pub inherent: Distribution,
    /// The yearly loss with what controls are proven to take away.
    pub residual: Distribution,
    /// Each risk's share of the means, in id order.
    pub shares: Vec<Share>,
    /// The currency of all amounts, which are in its minor units.
    pub currency: Currency,
    /// The seed; in JSON a decimal text, since not every reader of JSON keeps 64 bits.
    #[serde(serialize_with = "as_text")]
    pub seed: u64,
    /// How many years were simulated.
    pub trials: u32,
}

/// A risk's share of the mean loss, `0..=1`; none where the mean is 0.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Share {
    /// The risk.
    pub risk: Id,
    /// Its part of the inherent mean.
    pub inherent: Option<f64>,
    /// Its part of the residual mean.
    pub residual: Option<f64>,
    /// Its own mean yearly loss without controls, minor units.
    pub inherent_mean: f64,
    /// Its own mean yearly loss with controls, minor units.
    pub residual_mean: f64,
}

/// How far a simulation has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// There is more to do; the share that is done, rising.
    Working(Bp),
    /// It is done. Asking again gives the same.
    Done(Box<Losses>),
}

/// A run that is worked on in slices. To stop it, drop it.
#[derive(Debug)]
pub struct Simulation {
    seed: u64,
    trials: u32,
    basis: Basis,
    /// Each plan's sums over all events so far.
    sums: Vec<Pair>,
    /// The plan that is being simulated, by its place.
    at: usize,
    running: Option<(Streams, Source)>,
    totals: Vec<Pair>,
    normal: Normal,
    batch: Batch,
    done: u64,
    expected: u64,
    losses: Option<Box<Losses>>,
}

impl Simulation {
    /// Prepares a run over the open risks that carry loss figures, reduced by what is proven on that
    /// day. Trials above [`MOST_TRIALS`], or none, are refused too.
    ///
    /// # Errors
    /// Every risk whose losses are in another currency than the settings', a number of trials out of
    /// range, or too little memory for them.
    pub fn new(
        pack: &RulePack,
        assessment: &Assessment,
        as_of: Date,
        seed: u64,
        trials: u32,
    ) -> Result<Self, Vec<Fault>> {
        let sink = Sink::default();
        check(assessment, "", &sink);
        if !(1..=MOST_TRIALS).contains(&trials) {
            sink.tell("trials", format!("{trials} is out of range"), format!("give 1 to {MOST_TRIALS} trials"));
        }
        let mut totals = Vec::new();
        // A refusal in words, where an ordinary allocation would end the program.
        if sink.count() == 0 && totals.try_reserve_exact(trials as usize).is_err() {
            sink.tell("trials", format!("there is not enough memory for {trials} trials"), "ask for fewer trials");
        }
        if sink.count() > 0 {
            return Err(sink.into_faults());
        }
        totals.resize(trials as usize, [0.0; 2]);
        let basis = Basis::new(pack, assessment, as_of);
        Ok(Self {
            seed,
            trials,
            sums: vec![[0.0; 2]; basis.plans.len()],
            expected: basis.work(trials),
            basis,
            at: 0,
            running: None,
            totals,
            normal: Normal::new(),
            batch: Batch::new(),
            done: 0,
            losses: None,
        })
    }

    /// What the run started from.
    #[must_use]
    pub const fn basis(&self) -> &Basis {
        &self.basis
    }

    /// About how many events and trials the whole run has to work through: at some ten million a
    /// second, a hint of how long it takes.
    #[must_use]
    pub const fn expected_work(&self) -> u64 {
        self.expected
    }

    /// Works through about so many events (at least one batch) and says how far it is. How a run is
    /// cut into slices changes no number.
    pub fn step(&mut self, budget: u64) -> Step {
        let mut left = budget;
        while let Some(work) = self.batch() {
            left = left.saturating_sub(work);
            if left == 0 {
                // Chance may have more events in store than expected: not done is never 100 %.
                let most = self.expected.saturating_sub(self.expected / 1000 + 1);
                let share = Bp::of(self.done.min(most), self.expected).unwrap_or(Bp::ZERO);
                return Step::Working(share);
            }
        }
        Step::Done(match &self.losses {
            Some(losses) => losses.clone(),
            None => {
                let losses = Box::new(self.sum_up());
                self.losses.insert(losses).clone()
            }
        })
    }

    /// Works until it is done.
    #[must_use]
    pub fn run(mut self) -> Losses {
        loop {
            if let Step::Done(losses) = self.step(u64::MAX) {
                return *losses;
            }
        }
    }

    /// The losses of each trial so far, inherent and residual.
    pub fn trials(&self) -> impl ExactSizeIterator<Item = (f64, f64)> + Clone {
        self.totals.iter().map(|&[inherent, residual]| (inherent, residual))
    }

    /// Simulates one batch; how much work it was, none if all risks are through.
    fn batch(&mut self) -> Option<u64> {
        while let (Some(plan), Some(sums)) = (self.basis.plans.get(self.at), self.sums.get_mut(self.at)) {
            let (streams, source) = self.running.get_or_insert_with(|| {
                let mut streams = Streams::new(self.seed, &plan.risk);
                let source = plan.source(&mut streams, self.trials);
                (streams, source)
            });
            let work = self.batch.simulate(&self.normal, streams, source, &plan.law, &mut self.totals, sums);
            if let Some(work) = work {
                self.done += work;
                return Some(work);
            }
            self.at += 1;
            self.running = None;
        }
        None
    }

    fn sum_up(&self) -> Losses {
        let amounts = curve::amounts(self.totals.iter().copied());
        let mut scratch = Vec::new();
        let [inherent, residual] = [0, 1].map(|side| {
            let losses = self.totals.iter().map(move |pair| if side == 0 { pair[0] } else { pair[1] });
            curve::distribution(losses, &amounts, &mut scratch)
        });
        let count = f64::from(self.trials);
        let all = self.sums.iter().fold([0.0; 2], |all, sums| [all[0] + sums[0], all[1] + sums[1]]);
        let share = |own: f64, all: f64| (all > 0.0).then(|| own / all);
        let shares = self.basis.plans.iter().zip(&self.sums).map(|(plan, sums)| Share {
            risk: plan.risk.clone(),
            inherent: share(sums[0], all[0]),
            residual: share(sums[1], all[1]),
            inherent_mean: sums[0] / count,
            residual_mean: sums[1] / count,
        });
        Losses {
            inherent,
            residual,
            shares: shares.collect(),
            currency: self.basis.currency,
            seed: self.seed,
            trials: self.trials,
        }
    }
}

/// Tells of every open risk whose losses are in another currency than the settings': amounts of two
/// currencies can't be added. `path` is where the assessment stands.
pub fn check(assessment: &Assessment, path: &str, sink: &Sink) {
    let own = assessment.settings.currency;
    for (risk, loss) in plan::simulated(assessment).filter(|(_, loss)| loss.currency != own) {
        let (id, other, own) = (&risk.id, loss.currency.code(), own.code());
        let place = crate::decode::join(path, &format!("risks/{id}/loss/currency"));
        sink.tell(
            &place,
            format!("the losses of `{id}` are in {other}, the settings are in {own}"),
            format!("give the losses in {own}, or set the currency to {other}"),
        );
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes by reference")]
fn as_text<S: Serializer>(seed: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(seed)
}
