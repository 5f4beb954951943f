//! What is simulated: the open risks that carry loss figures, as laws of events.

use super::{
    events::{Law, Source},
    pert::{Counts, Pert},
    stream::Streams,
};
use crate::{
    assessment::{Assessment, Loss, Rate, Risk, RiskStatus},
    engine::{
        facts::{Facts, by_id},
        risk::Remainders,
    },
    rules::RulePack,
    units::{Currency, Date, Id},
};

/// The distance from the middle to either end of a 90 % interval, in standard deviations.
const NINETY: f64 = 1.644_853_626_951_472_2;
/// The whole of an axis, in parts per million.
const WHOLE: u64 = 1_000_000;

/// What the numbers of a run depend on, beside its seed and its trials: equal bases, equal bits.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    pub(super) currency: Currency,
    /// The risks in id order.
    pub(super) plans: Vec<Plan>,
}

impl Basis {
    /// The open risks that carry loss figures, reduced by what is proven on that day.
    #[must_use]
    pub fn new(pack: &RulePack, assessment: &Assessment, as_of: Date) -> Self {
        Self { currency: assessment.settings.currency, plans: plans(pack, assessment, as_of) }
    }

    /// Whether there is nothing to simulate: every year would cost nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.plans.is_empty()
    }

    /// About how many events and trials a run of so many trials has to work through.
    #[must_use]
    pub fn work(&self, trials: u32) -> u64 {
        self.plans.iter().map(|plan| plan.work(trials)).sum()
    }
}

/// A risk as it is simulated.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    pub(super) risk: Id,
    pub(super) law: Law,
    rate: Events,
}

/// Events a year.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Events {
    Fixed(f64),
    Uncertain(Pert),
}

/// The risks of a run with their figures, in the file's order.
pub(super) fn simulated(assessment: &Assessment) -> impl Iterator<Item = (&Risk, &Loss)> {
    let open = assessment.risks.iter().filter(|risk| risk.status == RiskStatus::Open);
    open.filter_map(|risk| risk.loss.as_ref().map(|loss| (risk, loss)))
}

/// The risks of a run as laws, in id order.
fn plans(pack: &RulePack, assessment: &Assessment, as_of: Date) -> Vec<Plan> {
    let facts = Facts::new(pack, assessment, as_of);
    let proven = Remainders::proven(&facts);
    let risks: Vec<(&Risk, &Loss)> = simulated(assessment).collect();
    by_id(&risks, |(risk, _)| &risk.id)
        .into_iter()
        .map(|&(risk, loss)| {
            let (likelihood, consequence) = proven.of(risk);
            Plan { risk: risk.id.clone(), law: law(loss, likelihood, consequence), rate: events(&loss.rate) }
        })
        .collect()
}

/// A lognormal loss with that 90 % interval, thinned to what controls leave, in parts per million.
fn law(loss: &Loss, likelihood: u64, consequence: u64) -> Law {
    let (low, high) = (loss.low as f64, loss.high as f64);
    Law {
        mu: (libm::log2(low) + libm::log2(high)) / 2.0,
        sigma: libm::log2(high / low) / (2.0 * NINETY),
        stays_below: (likelihood << 32).div_ceil(WHOLE),
        left: consequence as f64 / WHOLE as f64,
    }
}

fn events(rate: &Rate) -> Events {
    match *rate {
        Rate::Fixed(rate) => Events::Fixed(rate),
        Rate::Pert { min, likely, max } => Pert::new(min, likely, max).map_or(Events::Fixed(max), Events::Uncertain),
    }
}

impl Plan {
    /// About how many events and trials have to be looked at.
    pub(super) fn work(&self, trials: u32) -> u64 {
        let (rate, looked_at) = match self.rate {
            Events::Fixed(rate) => (rate, 0),
            Events::Uncertain(pert) => (pert.mean(), u64::from(trials)),
        };
        (rate * f64::from(trials)) as u64 + looked_at
    }

    /// Where its events come from.
    pub(super) fn source(&self, streams: &mut Streams, trials: u32) -> Source {
        match self.rate {
            Events::Fixed(rate) => Source::scattered(streams, rate, trials),
            Events::Uncertain(pert) => Source::counted(Counts::new(pert)),
        }
    }
}
