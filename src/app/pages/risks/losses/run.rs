//! A run in slices: the page stays responsive, shows how far it is, and can stop it.
//!
//! What a run comes to is derived from the register, a seed and a number of years. It is kept for as
//! long as the risks are on screen, and never stored.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    app::{
        clock, dom,
        session::{Session, use_announcer},
        text,
    },
    assessment::Assessment,
    decode::Fault,
    quant::{Basis, Losses, Simulation, Step},
    units::{Bp, Date, Money},
};

use super::words;

/// How many years can be simulated.
pub const TRIALS: [u32; 3] = [10_000, 100_000, 1_000_000];
/// How long a slice may take, in milliseconds: less than a frame of the screen.
const SLICE: f64 = 12.0;
/// Events of the first slice, before it is known how fast this device is.
const FIRST: u64 = 20_000;
/// The bounds of a slice, in events.
const BOUNDS: (u64, u64) = (2_000, 4_000_000);

/// What the user chooses for a run, and compares it with.
#[derive(Debug, Clone, PartialEq)]
pub struct Choices {
    /// How many years to simulate: one of [`TRIALS`].
    pub trials: u32,
    /// The seed as typed.
    pub seed: String,
    /// An amount to compare with: nowhere stored.
    pub compared: Option<Money>,
}

impl Default for Choices {
    fn default() -> Self {
        Self { trials: 100_000, seed: "1".to_owned(), compared: None }
    }
}

/// Reads a seed.
///
/// # Errors
/// In words, what is wrong with it.
pub fn seed(typed: &str) -> Result<u64, &'static str> {
    const WRONG: &str = "Write a whole number, from 0 to 18446744073709551615.";
    let typed = typed.trim();
    // A sign is no part of a seed, though the standard library reads one.
    if typed.starts_with('+') { Err(WRONG) } else { typed.parse().map_err(|_| WRONG) }
}

/// A run that is done.
#[derive(Debug)]
pub struct Outcome {
    /// What it came to.
    pub losses: Losses,
    /// What it started from.
    basis: Basis,
    /// The loss of each simulated year, inherent and residual.
    years: Simulation,
}

impl Outcome {
    /// Whether the register, or what evidence backs, has changed since.
    #[must_use]
    pub fn is_stale(&self, now: &Basis) -> bool {
        self.basis != *now
    }

    /// The shares of the simulated years that cost more than an amount in minor units, inherent and
    /// residual.
    #[must_use]
    pub fn above(&self, amount: f64) -> [f64; 2] {
        let (mut inherent, mut residual) = (0_u32, 0_u32);
        for (before, after) in self.years.trials() {
            inherent += u32::from(before > amount);
            residual += u32::from(after > amount);
        }
        [inherent, residual].map(|years| f64::from(years) / f64::from(self.losses.trials))
    }
}

/// A run that is done, compared by where it lies.
#[derive(Debug, Clone)]
pub struct Shown(Rc<Outcome>);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for Shown {
    type Target = Outcome;

    fn deref(&self) -> &Outcome {
        &self.0
    }
}

/// How it stands with the run.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// Nothing runs.
    Idle,
    /// It works: the share that is done, and which slice is next.
    Working(Bp, u32),
    /// It was stopped.
    Cancelled,
    /// It could not start.
    Refused(Rc<[Fault]>),
}

/// A run, its choices and its outcome, for the page.
#[derive(Clone)]
pub struct Run {
    /// What the user chose.
    pub choices: Choices,
    /// Told of other choices.
    pub onchoose: Callback<Choices>,
    /// How it stands.
    pub stage: Stage,
    /// What the last run that was done came to.
    pub outcome: Option<Shown>,
    /// What a run would start from now.
    pub basis: Rc<Basis>,
    /// Starts one.
    pub onstart: Callback<()>,
    /// Stops it.
    pub oncancel: Callback<()>,
}

impl PartialEq for Run {
    fn eq(&self, other: &Self) -> bool {
        self.choices == other.choices
            && self.stage == other.stage
            && self.outcome == other.outcome
            && Rc::ptr_eq(&self.basis, &other.basis)
            && self.onstart == other.onstart
    }
}

/// What a basis depends on, compared by where it lies.
#[derive(Clone)]
struct Key(Rc<Assessment>, Date);

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) && self.1 == other.1
    }
}

/// The run of this place. It goes on while one looks at a risk, and ends with the place.
#[hook]
pub fn use_run(session: &Session) -> Run {
    let choices = use_state_eq(Choices::default);
    let stage = use_state_eq(|| Stage::Idle);
    let outcome = use_state_eq(|| None::<Shown>);
    let held = use_mut_ref(|| None::<(Simulation, u64)>);
    let announce = use_announcer();
    let basis = {
        let pack = session.pack.clone();
        use_memo(Key(session.assessment().clone(), session.today), move |key| Basis::new(&pack, &key.0, key.1))
    };
    let onchoose = {
        let choices = choices.setter();
        use_callback((), move |new: Choices, ()| choices.set(new))
    };
    let onstart = {
        let (stage, held, announce) = (stage.setter(), held.clone(), announce.clone());
        use_callback((session.clone(), (*choices).clone()), move |(): (), (session, choices)| {
            let Ok(seed) = seed(&choices.seed) else { return };
            match Simulation::new(&session.pack, session.assessment(), session.today, seed, choices.trials) {
                Ok(simulation) => {
                    *held.borrow_mut() = Some((simulation, FIRST));
                    stage.set(Stage::Working(Bp::ZERO, 0));
                    let years = text::thousands(choices.trials.into());
                    announce.emit(format!("Simulating {years} years.").into());
                }
                Err(faults) => stage.set(Stage::Refused(faults.into())),
            }
        })
    };
    let oncancel = {
        let (stage, held, announce) = (stage.setter(), held.clone(), announce.clone());
        use_callback((), move |(): (), ()| {
            *held.borrow_mut() = None;
            stage.set(Stage::Cancelled);
            announce.emit("The simulation was cancelled.".into());
        })
    };
    {
        let (set, outcome) = (stage.setter(), outcome.setter());
        use_effect_with((*stage).clone(), move |stage| {
            // The browser has its turn between two slices. Whoever leaves ends the run: the timer goes.
            let timer = if let Stage::Working(_, slice) = *stage {
                let next = slice.wrapping_add(1);
                dom::Timeout::new(0, move || {
                    let worked = work(&mut held.borrow_mut(), clock::milliseconds);
                    match worked {
                        Some(Worked::Part(share)) => set.set(Stage::Working(share, next)),
                        Some(Worked::Done(done)) => {
                            announce.emit(["Done. ", &words::sentences(&done.losses).join(" ")].concat().into());
                            outcome.set(Some(done));
                            set.set(Stage::Idle);
                        }
                        // It was cancelled meanwhile, and that is said already.
                        None => {}
                    }
                })
            } else {
                None
            };
            move || drop(timer)
        });
    }
    Run {
        choices: (*choices).clone(),
        onchoose,
        stage: (*stage).clone(),
        outcome: (*outcome).clone(),
        basis,
        onstart,
        oncancel,
    }
}

/// What a slice came to.
enum Worked {
    Part(Bp),
    Done(Shown),
}

/// Works through one slice. `None` if there is nothing to work on.
fn work(held: &mut Option<(Simulation, u64)>, now: impl Fn() -> f64) -> Option<Worked> {
    let (simulation, budget) = held.as_mut()?;
    let start = now();
    match simulation.step(*budget) {
        Step::Working(share) => {
            *budget = next_budget(*budget, now() - start);
            Some(Worked::Part(share))
        }
        Step::Done(losses) => {
            let (simulation, _) = held.take()?;
            let basis = simulation.basis().clone();
            Some(Worked::Done(Shown(Rc::new(Outcome { losses: *losses, basis, years: simulation }))))
        }
    }
}

/// How many events the next slice gets, after one of so many took so long. It at most doubles or
/// halves: a clock may be coarse, or set anew meanwhile.
fn next_budget(budget: u64, took: f64) -> u64 {
    let scaled = (budget as f64 * SLICE / took.max(0.5)) as u64;
    scaled.clamp(budget / 2, budget.saturating_mul(2)).clamp(BOUNDS.0, BOUNDS.1)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::{builtin, exchange::import};

    #[test]
    fn a_seed_is_a_number_of_64_bits() {
        assert_eq!(seed(" 42 "), Ok(42));
        assert_eq!(seed("18446744073709551615"), Ok(u64::MAX));
        for wrong in ["", "-1", "+1", "1.5", "18446744073709551616", "one"] {
            assert!(seed(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn slices_find_the_length_that_leaves_the_page_responsive() {
        // A device that does 3,000 events in a millisecond, and one that does 50.
        for speed in [3_000.0, 50.0] {
            let mut budget = FIRST;
            for _ in 0..20 {
                budget = next_budget(budget, budget as f64 / speed);
            }
            let took = budget as f64 / speed;
            assert!((SLICE * 0.9..=BOUNDS.0 as f64 / speed + SLICE).contains(&took), "{speed}: {took}");
        }
        // A clock that stands still, or goes back, or leaps.
        assert_eq!(next_budget(20_000, 0.0), 40_000);
        assert_eq!(next_budget(20_000, -5.0), 40_000);
        assert_eq!(next_budget(20_000, 1e12), 10_000);
        assert_eq!(next_budget(BOUNDS.1, 0.0), BOUNDS.1);
        assert_eq!(next_budget(BOUNDS.0, 1e12), BOUNDS.0);
    }

    fn example() -> (crate::rules::RulePack, Assessment, Date) {
        let pack = builtin::pack().unwrap();
        let file = include_str!("../../../../../tests/data/example.json");
        let assessment = import(&pack, file).unwrap();
        (pack, assessment, Date::parse("2026-11-23").unwrap())
    }

    fn done(mut held: Option<(Simulation, u64)>) -> Shown {
        loop {
            match work(&mut held, || 0.0) {
                Some(Worked::Part(_)) => {}
                Some(Worked::Done(outcome)) => return outcome,
                None => panic!("it ended without an outcome"),
            }
        }
    }

    #[test]
    fn slices_of_a_run_come_to_what_the_run_comes_to() {
        let (pack, assessment, today) = example();
        let simulation = || Simulation::new(&pack, &assessment, today, 7, 20_000).unwrap();
        let outcome = done(Some((simulation(), FIRST)));
        assert_eq!(outcome.losses, simulation().run());
        assert!(work(&mut None, || 0.0).is_none());
    }

    #[test]
    fn a_run_is_stale_once_what_it_depends_on_has_changed() {
        let (pack, mut assessment, today) = example();
        let outcome = done(Some((Simulation::new(&pack, &assessment, today, 7, 2_000).unwrap(), FIRST)));
        let stale = |assessment: &Assessment| outcome.is_stale(&Basis::new(&pack, assessment, today));
        assert!(!stale(&assessment));
        let place = assessment.risks.iter().position(|risk| risk.loss.is_some()).unwrap();
        let risk = assessment.risks.get_mut(place).unwrap();
        risk.owner = Some("Somebody else".to_owned());
        assert!(!stale(&assessment), "an owner moves no number");
        let loss = assessment.risks.get_mut(place).unwrap().loss.as_mut().unwrap();
        loss.high += 1;
        assert!(stale(&assessment));
        loss_of(&mut assessment, place).high -= 1;
        assert!(!stale(&assessment));
        assessment.evidence.clear();
        assert!(stale(&assessment), "without evidence nothing is backed");
    }

    fn loss_of(assessment: &mut Assessment, place: usize) -> &mut crate::assessment::Loss {
        assessment.risks.get_mut(place).unwrap().loss.as_mut().unwrap()
    }

    #[test]
    fn years_above_an_amount_are_counted_one_by_one() {
        let (pack, assessment, today) = example();
        let outcome = done(Some((Simulation::new(&pack, &assessment, today, 7, 2_000).unwrap(), FIRST)));
        let Losses { inherent, residual, .. } = &outcome.losses;
        let [before, after] = outcome.above(0.0);
        assert!((before - inherent.probability_any).abs() < 1e-12 && (after - residual.probability_any).abs() < 1e-12);
        let [before, after] = outcome.above(inherent.p95);
        assert!((before - 0.05).abs() < 1e-12 && after < before, "{before} {after}");
        for point in &inherent.exceedance {
            assert!((outcome.above(point.amount)[0] - point.probability).abs() < 1e-12);
        }
    }
}
