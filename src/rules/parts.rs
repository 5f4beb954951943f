//! The parts of a pack beside its triggers.

use crate::{
    assessment::Link,
    units::{EvidenceKind, Id, Level, Pct, named},
};

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its id, unique in the pack.
    pub id: Id,
    /// What it is.
    pub title: String,
    /// Its licence.
    pub licence: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// What else there is to know about it.
    pub note: Option<String>,
}

/// An id with a title: a clause group, an Annex A area, a risk category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
}

named! {
    /// Whether a requirement is a clause or a control.
    pub enum RequirementKind {
        /// A leaf clause of clauses 4 to 10; it can't be excluded.
        Clause = "clause",
        /// A control of Annex A; it can be excluded with a justification.
        Control = "control",
    }
}

/// A requirement, as the pack tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// The standard's id.
    pub id: Id,
    /// The standard's short title.
    pub title: String,
    /// Clause or control.
    pub kind: RequirementKind,
    /// "4" to "10", "A.2" to "A.10".
    pub group: Id,
    /// What to ask oneself, in plain words.
    pub question: String,
    /// What separates "written down" from "running" here.
    pub guidance: String,
    /// What could prove it.
    pub evidence_examples: Vec<EvidenceExample>,
    /// Whether it is documented information.
    pub documented: bool,
    /// The controls of a clause, the clauses of a control.
    pub related: Vec<Id>,
    /// Effort from each level to the next, tenths of a day.
    pub effort: [u32; 5],
    /// How many independent sources print this id and title.
    pub agreement: u32,
}

/// An example of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceExample {
    /// What it can prove.
    pub kind: EvidenceKind,
    /// What it looks like.
    pub text: String,
}

/// What each level earns: in whole percent, from 0 to 100, never falling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credit([Pct; 6]);

impl Credit {
    /// A curve that runs from 0 to 100 and never falls, or `None`.
    #[must_use]
    pub fn new(curve: [Pct; 6]) -> Option<Self> {
        let [first, .., last] = curve;
        (first == Pct::ZERO && last == Pct::FULL && curve.is_sorted()).then_some(Self(curve))
    }

    /// What that level earns, percent.
    #[must_use]
    pub fn of(&self, level: Level) -> u8 {
        self.0.get(usize::from(level.digit())).map_or(0, |pct| pct.get())
    }
}

/// The oldest that an item may be and still count, in days, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaxAge {
    /// For documents.
    pub document: u32,
    /// For records.
    pub record: u32,
    /// For reviews.
    pub review: u32,
    /// For assurance.
    pub assurance: u32,
}

impl MaxAge {
    /// The days for that kind.
    #[must_use]
    pub const fn of(&self, kind: EvidenceKind) -> u32 {
        match kind {
            EvidenceKind::Document => self.document,
            EvidenceKind::Record => self.record,
            EvidenceKind::Review => self.review,
            EvidenceKind::Assurance => self.assurance,
        }
    }
}

/// A sector, region, role or size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileEntry {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// What it means for pressure.
    pub note: Option<String>,
    /// What the law says there.
    pub statute: Option<String>,
    /// What buyers, insurers and investors do there.
    pub practice: Option<String>,
}

/// A law or framework that the requirements bear on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regime {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// Whether it wants live management, in words.
    pub live_management: String,
    /// What it makes of an ISO/IEC 42001 certificate, in words.
    pub accepts_42001: String,
    /// What the standard gains you there, in words.
    pub gain: String,
    /// Its provisions.
    pub provisions: Vec<Provision>,
    /// Where this comes from.
    pub sources: Vec<Id>,
}

/// A provision of a regime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    /// Its reference.
    pub id: Id,
    /// What it is about, in our words.
    pub title: String,
    /// The requirements that bear on it.
    pub requirements: Vec<ProvisionPart>,
}

/// A requirement that bears on a provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvisionPart {
    /// The requirement's id.
    pub id: Id,
    /// Who says so; their number is the agreement.
    pub sources: Vec<Id>,
}

/// A posture of the programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posture {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// What it risks.
    pub resulting_risk: String,
}

/// A band of risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Its id.
    pub id: Id,
    /// The least value in it, `1..=25`.
    pub from: u8,
}

/// A risk of the starter catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueRisk {
    /// Its id.
    pub id: Id,
    /// Its name in its source.
    pub title: String,
    /// An id of the pack's categories.
    pub category: Id,
    /// What goes wrong, and for whom.
    pub description: Option<String>,
    /// Controls that act on it.
    pub links: Vec<Link>,
    /// Where it comes from.
    pub sources: Vec<Id>,
}

/// A question of the quick check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuickQuestion {
    /// Its id.
    pub id: Id,
    /// The question.
    pub text: String,
    /// The requirements that it pre-fills.
    pub requirements: Vec<Id>,
    /// What may be answered.
    pub options: Vec<QuickOption>,
}

/// An answer to a question of the quick check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuickOption {
    /// The answer in words.
    pub text: String,
    /// The level that it stands for.
    pub level: Level,
}
