//! A trigger, as the pack tells of it: an outside event that makes proof compulsory.

use std::collections::BTreeMap;

use super::{Credit, MaxAge, PerReq, Req};
use crate::units::{Bp, Id, Level, Pct};

/// An outside event that makes proof compulsory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// Who asks.
    pub who: String,
    /// What sets it off.
    pub catalyst: String,
    /// What follows without proof.
    pub cost_of_failure: String,
    /// What may be observed.
    pub signs: Vec<Sign>,
    /// The weight of each requirement, `0..=10`.
    pub weights: PerReq<u8>,
    /// What each level earns here.
    pub credit: Credit,
    /// The oldest evidence that counts here.
    pub max_age: MaxAge,
    /// What must hold, in order of importance.
    pub gates: Vec<Gate>,
    /// The score from which it is ready.
    pub ready_bp: Bp,
    /// The score from which it is nearly ready; below `ready_bp`.
    pub close_bp: Bp,
    /// The most that the headline shows while a gate is unmet; below `ready_bp`.
    pub cap_bp: Bp,
    /// The likelihood within a year where nothing else is known.
    pub base_pct: Pct,
    /// What makes it more likely, in order.
    pub factors: Vec<Factor>,
    /// Why each number is what it is, by its name.
    pub reasons: BTreeMap<String, String>,
    /// Who reads the result.
    pub audience: String,
    /// Where this comes from.
    pub sources: Vec<Id>,
    /// What each verdict means in front of this asker.
    pub advice: Option<Advice>,
}

/// What may be observed of a trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// Its id, unique in the trigger.
    pub id: Id,
    /// What one sees.
    pub text: String,
}

/// Something that must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// What is needed.
    pub need: Need,
    /// The sign that turns it on; always on without one.
    pub when: Option<Id>,
    /// Why the asker stops there.
    pub text: String,
}

/// What a gate needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A requirement at a level.
    Level {
        /// The requirement.
        requirement: Req,
        /// The least level, 1 to 5.
        at_least: Level,
    },
    /// A certificate in force.
    Certificate,
}

/// Something that makes a trigger more likely.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// When it applies.
    pub cause: Cause,
    /// The likelihood that it alone sets the trigger off.
    pub pct: Pct,
    /// The asker's interest behind it.
    pub reason: String,
}

/// When a factor applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The organisation is in that sector.
    Sector(Id),
    /// It does business in that region.
    Region(Id),
    /// It has that role.
    Role(Id),
    /// It is of that size.
    Size(Id),
    /// That sign was observed.
    Sign(Id),
    /// An incident is open.
    OpenIncident,
}

/// What each verdict means in front of an asker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Nothing that counts here was answered.
    pub not_assessed: String,
    /// A gate is unmet.
    pub blocked: String,
    /// Below `close_bp`.
    pub exposed: String,
    /// Below `ready_bp`.
    pub close: String,
    /// At or above `ready_bp`.
    pub ready: String,
}
