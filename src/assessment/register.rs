//! The registers beside the answers: AI systems, risks, incidents, actions.

use serde::Serialize;

use crate::units::{Currency, Date, Id, named};

/// An AI system of the inventory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct System {
    /// Its id, unique in the list.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// The organisation's role towards it, an id of the pack's roles.
    pub role: Id,
    /// Where it stands in its life cycle.
    pub stage: SystemStage,
    /// The day of its latest impact assessment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact_assessed_on: Option<Date>,
}

named! {
    /// Where a system stands in its life cycle.
    pub enum SystemStage {
        /// Intended.
        Planned = "planned",
        /// Being built or bought.
        InDevelopment = "in_development",
        /// In use.
        InUse = "in_use",
        /// No longer in use.
        Retired = "retired",
    }
}

/// A risk of the register (method section 7).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Risk {
    /// Its id, unique in the list.
    pub id: Id,
    /// What may happen.
    pub title: String,
    /// How it would come about, and to whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// An id of the pack's risk categories.
    pub category: Id,
    /// The AI system it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<Id>,
    /// Who answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// How likely, `1..=5`, before any control.
    pub likelihood: u8,
    /// How bad, before any control.
    pub consequence: Axes,
    /// What is done about it, an option of ISO/IEC 27005.
    pub treatment: Treatment,
    /// Whether it still stands.
    pub status: RiskStatus,
    /// When it is to be looked at again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
    /// Who approved retaining it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approver: Option<String>,
    /// The requirements that act on it; at most one link each, their order counts.
    pub links: Vec<Link>,
    /// A residual set by hand.
    #[serde(rename = "override", skip_serializing_if = "Option::is_none")]
    pub overridden: Option<Override>,
    /// Figures for the loss simulation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loss: Option<Loss>,
}

/// How bad, `1..=5`, for each of three concerned. The worst counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Axes {
    /// For the organisation itself.
    pub organisation: u8,
    /// For individuals and groups.
    pub individuals: u8,
    /// For society.
    pub society: u8,
}

impl Axes {
    /// The worst of the three.
    #[must_use]
    pub fn worst(&self) -> u8 {
        self.organisation.max(self.individuals).max(self.society)
    }
}

named! {
    /// What is done about a risk.
    pub enum Treatment {
        /// Controls change it.
        Modify = "modify",
        /// Others carry part of it.
        Share = "share",
        /// The activity is given up.
        Avoid = "avoid",
        /// It is accepted as it is.
        Retain = "retain",
    }
}

named! {
    /// Whether a risk still stands.
    pub enum RiskStatus {
        /// It stands.
        Open = "open",
        /// It is gone.
        Closed = "closed",
    }
}

/// A requirement that acts on a risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The requirement.
    pub requirement: Id,
    /// The axis it acts on.
    pub acts_on: ActsOn,
    /// How much of the axis it can take away.
    pub strength: Strength,
}

named! {
    /// The axis that a control acts on.
    pub enum ActsOn {
        /// It makes the event rarer.
        Likelihood = "likelihood",
        /// It makes the event less bad.
        Consequence = "consequence",
        /// Both.
        Both = "both",
    }
}

named! {
    /// How much of an axis a control takes away when it is fully in place.
    pub enum Strength {
        /// 25 %.
        Weak = "weak",
        /// 50 %.
        Moderate = "moderate",
        /// 75 %.
        Strong = "strong",
    }
}

impl Strength {
    /// The strength in percent.
    #[must_use]
    pub const fn pct(self) -> u8 {
        match self {
            Self::Weak => 25,
            Self::Moderate => 50,
            Self::Strong => 75,
        }
    }
}

/// A residual set by hand; kept beside the computed one, which does not follow it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Override {
    /// `1..=5`.
    pub likelihood: u8,
    /// `1..=5`.
    pub consequence: u8,
    /// Why.
    pub reason: String,
}

/// Figures for the loss simulation (method section 9).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Loss {
    /// Events a year.
    pub rate: Rate,
    /// Loss per event, lower end of the 90 % interval, minor units, above 0.
    pub low: u64,
    /// Loss per event, upper end of the 90 % interval, minor units, above `low`.
    pub high: u64,
    /// The currency of both.
    pub currency: Currency,
}

/// Events a year, `0..=10_000`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Rate {
    /// One number.
    Fixed(f64),
    /// PERT(min, likely, max), rising.
    Pert {
        /// The least.
        min: f64,
        /// The most likely.
        likely: f64,
        /// The most.
        max: f64,
    },
}

/// An incident of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Incident {
    /// Its id, unique in the list.
    pub id: Id,
    /// What happened, in short.
    pub title: String,
    /// What happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The day.
    pub occurred_on: Date,
    /// Whether it is still being worked on.
    pub status: IncidentStatus,
    /// The AI system concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<Id>,
    /// The risk that came true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<Id>,
    /// The corrective action.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<Id>,
}

named! {
    /// Whether an incident is still being worked on.
    pub enum IncidentStatus {
        /// It is.
        Open = "open",
        /// It is dealt with.
        Closed = "closed",
    }
}

/// An action that somebody has to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Action {
    /// Its id, unique in the list.
    pub id: Id,
    /// What is to be done.
    pub title: String,
    /// More about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The requirement it serves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirement: Option<Id>,
    /// The risk it serves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<Id>,
    /// Who does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// By when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    /// Whether it is done.
    pub status: ActionStatus,
    /// The day it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
}

named! {
    /// Whether an action is done.
    pub enum ActionStatus {
        /// Still to do.
        Open = "open",
        /// Done.
        Done = "done",
    }
}
