//! Ground state: what the user said, and nothing that can be computed from it (method section 10).
//!
//! This is the only thing that is stored, exported, imported and undone. Fields are public: any
//! value the types admit is a valid statement. References (an evidence item's requirements, a risk's
//! system) are held as ids; [`crate::exchange::check`] holds them against the pack and each other.

mod read;
mod register;

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Map, Value};

pub use read::read;
pub(crate) use read::{effort, link};
pub use register::{
    Action, ActionStatus, ActsOn, Axes, Incident, IncidentStatus, Link, Loss, Override, Rate, Risk, RiskStatus,
    Strength, System, SystemStage, Treatment,
};

use crate::units::{Bp, Currency, Date, EvidenceKind, Id, Level, Money, named};

/// All that the user said.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Assessment {
    /// Who is being assessed.
    #[serde(skip_serializing_if = "Organisation::is_default")]
    pub organisation: Organisation,
    /// The inventory of AI systems.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub systems: Vec<System>,
    /// What was said of each requirement, by requirement id.
    pub answers: BTreeMap<Id, Answer>,
    /// The evidence register.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// The management system's certificate.
    #[serde(skip_serializing_if = "Certificate::is_default")]
    pub certificate: Certificate,
    /// What was said of each trigger, by trigger id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub triggers: BTreeMap<Id, TriggerEntry>,
    /// The risk register.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Risk>,
    /// The incident log.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub incidents: Vec<Incident>,
    /// Corrective and other actions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// Headlines as recorded at a moment; facts, never recomputed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub snapshots: Vec<Snapshot>,
    /// Choices that bear on the numbers.
    #[serde(skip_serializing_if = "Settings::is_default")]
    pub settings: Settings,
    /// The hash-chained change log.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub log: Vec<LogEntry>,
    /// Anything of others: kept as it is, part of the digest.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub extensions: Map<String, Value>,
}

/// Who is being assessed. The ids are those of the pack's profile.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Organisation {
    /// The name as it stands on reports.
    pub name: String,
    /// One sector.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sector: Option<Id>,
    /// Where it does business.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<Id>,
    /// What it does with AI.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Id>,
    /// How many people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<Id>,
}

/// What was said of one requirement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The answer proper; `None` is unanswered, which is neither absent nor excluded.
    pub given: Option<Given>,
    /// The user's own note.
    pub note: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Pre-filled by the quick check and not yet confirmed. Changes no number.
    pub provisional: bool,
    /// Why a control is included in the statement of applicability.
    pub included_because: Vec<Inclusion>,
}

/// An answer proper: one of two, never both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A level of the ladder.
    Level(Level),
    /// Excluded, with a justification (which may still be blank: a finding, not an error).
    NotApplicable(String),
}

impl Answer {
    /// The level, if the answer is one.
    #[must_use]
    pub const fn level(&self) -> Option<Level> {
        match self.given {
            Some(Given::Level(level)) => Some(level),
            _ => None,
        }
    }

    /// The justification, if the requirement is excluded.
    #[must_use]
    pub fn justification(&self) -> Option<&str> {
        match &self.given {
            Some(Given::NotApplicable(why)) => Some(why),
            _ => None,
        }
    }

    /// Whether nothing at all was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match &self.given {
            Some(Given::Level(level)) => map.serialize_entry("level", &level.digit())?,
            Some(Given::NotApplicable(why)) => map.serialize_entry("not_applicable", why)?,
            None => {}
        }
        if let Some(note) = &self.note {
            map.serialize_entry("note", note)?;
        }
        if let Some(owner) = &self.owner {
            map.serialize_entry("owner", owner)?;
        }
        if self.provisional {
            map.serialize_entry("provisional", &true)?;
        }
        if !self.included_because.is_empty() {
            map.serialize_entry("included_because", &self.included_because)?;
        }
        map.end()
    }
}

named! {
    /// Why a control is included in the statement of applicability.
    pub enum Inclusion {
        /// It treats a risk.
        Risk = "risk",
        /// A law asks for it.
        Law = "law",
        /// A contract asks for it.
        Contract = "contract",
        /// It is simply good practice.
        GoodPractice = "good_practice",
    }
}

/// One item of the evidence register (method section 2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Its id, unique in the list.
    pub id: Id,
    /// What it is.
    pub title: String,
    /// What it can prove.
    pub kind: EvidenceKind,
    /// The day it was made.
    pub dated: Date,
    /// The last day it holds, if it says so itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// The requirements it supports.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<Id>,
    /// Where it is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// The hash of the file, 64 hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The item it took the place of. History only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<Id>,
    /// Made by the quick check. Counts like any other.
    #[serde(skip_serializing_if = "is_false")]
    pub provisional: bool,
}

/// The certificate of the management system.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// How far certification has come.
    pub status: CertificateStatus,
    /// Who certifies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Who accredits the certifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accreditation: Option<String>,
    /// What it covers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The first day it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// The last day it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
}

impl Certificate {
    /// Whether the certificate is in force on that day: certified, with both dates given around it.
    #[must_use]
    pub fn in_force(&self, day: Date) -> bool {
        self.status == CertificateStatus::Certified
            && self.valid_from.is_some_and(|from| from <= day)
            && self.valid_until.is_some_and(|until| day <= until)
    }

    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

named! {
    /// How far certification has come.
    #[derive(Default)]
    pub enum CertificateStatus {
        /// Nothing planned.
        #[default]
        None = "none",
        /// An audit is planned.
        Planned = "planned",
        /// The document audit is behind us.
        Stage1 = "stage1",
        /// A certificate was issued.
        Certified = "certified",
        /// Suspended by the certifier.
        Suspended = "suspended",
        /// Withdrawn by the certifier.
        Withdrawn = "withdrawn",
    }
}

/// What was said of one trigger.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TriggerEntry {
    /// The signs observed, ids of the pack.
    pub signs: Vec<Id>,
    /// The day it fires.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// What is lost if it fires and we fail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stake: Option<Money>,
    /// Why it does not concern us.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<String>,
    /// The user's own note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Headlines recorded at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Snapshot {
    /// Its id, unique in the list.
    pub id: Id,
    /// The user's name for it.
    pub name: String,
    /// When it was taken: a date, or a moment in RFC 3339.
    pub at: String,
    /// The pack that scored it.
    pub pack: PackStamp,
    /// The index then.
    pub index_bp: Both,
    /// Overall coverage then.
    pub coverage_bp: Option<Bp>,
    /// Each trigger's headline then.
    pub triggers: BTreeMap<Id, Both>,
}

/// A pack's id and version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackStamp {
    /// The pack's id.
    pub id: String,
    /// The pack's version.
    pub version: String,
}

/// A recorded number in both modes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Both {
    /// By what was claimed.
    pub claimed: Option<Bp>,
    /// By what was proven.
    pub proven: Option<Bp>,
}

/// Choices that bear on the numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settings {
    /// The currency of stakes and losses.
    pub currency: Currency,
    /// The highest band of residual risk that is accepted; an id of the pack's bands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appetite: Option<Id>,
    /// The user's own efforts, tenths of a day per step, by requirement id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub effort: BTreeMap<Id, [u32; 5]>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { currency: Currency::EUR, appetite: None, effort: BTreeMap::new() }
    }
}

impl Settings {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl Organisation {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// One entry of the change log; `hash` covers the rest of the entry, `prev` chains it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LogEntry {
    /// Its number, from 1.
    pub n: u64,
    /// When, RFC 3339 UTC to the second.
    pub at: String,
    /// What was done, in words.
    pub what: String,
    /// What it was done to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The value before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// The value after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
    /// The hash of the entry before; 64 zeros for the first.
    pub prev: String,
    /// SHA-256 of the RFC 8785 form of this entry without `hash`, in hexadecimal.
    pub hash: String,
}

/// For `serde`: leaves a flag out when it is down.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes by reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}
