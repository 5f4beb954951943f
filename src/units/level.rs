//! The ladder of method section 1: levels of an answer, and the kinds of evidence that prove them.

use super::named;

named! {
    /// How far a requirement is met. The digit is the place on the ladder.
    pub enum Level {
        /// 0: nothing in place.
        Absent = "absent",
        /// 1: an intent, a draft, a statement.
        Stated = "stated",
        /// 2: approved, owned, communicated.
        Defined = "defined",
        /// 3: it runs, and records show it.
        Operating = "operating",
        /// 4: checked inside by someone independent of the owner.
        Reviewed = "reviewed",
        /// 5: checked by an outside party.
        Assured = "assured",
    }
}

impl Level {
    /// The level of that digit, `0..=5`.
    #[must_use]
    pub const fn new(digit: u64) -> Option<Self> {
        Some(match digit {
            0 => Self::Absent,
            1 => Self::Stated,
            2 => Self::Defined,
            3 => Self::Operating,
            4 => Self::Reviewed,
            5 => Self::Assured,
            _ => return None,
        })
    }

    /// The digit, `0..=5`.
    #[must_use]
    pub const fn digit(self) -> u8 {
        self as u8
    }

    /// The least evidence kind that proves this level; `None` for absent, which needs no proof.
    /// "Stated" is proven by an item of any kind.
    #[must_use]
    pub const fn proven_by(self) -> Option<EvidenceKind> {
        Some(match self {
            Self::Absent => return None,
            Self::Stated | Self::Defined => EvidenceKind::Document,
            Self::Operating => EvidenceKind::Record,
            Self::Reviewed => EvidenceKind::Review,
            Self::Assured => EvidenceKind::Assurance,
        })
    }
}

named! {
    /// The kind of an evidence item, rising in what it proves.
    pub enum EvidenceKind {
        /// Policy, procedure, plan.
        Document = "document",
        /// Log, minutes, ticket, test result, training record.
        Record = "record",
        /// Internal audit, management review.
        Review = "review",
        /// External audit, attestation, certificate.
        Assurance = "assurance",
    }
}

impl EvidenceKind {
    /// The highest level that an item of this kind proves.
    #[must_use]
    pub const fn proves(self) -> Level {
        match self {
            Self::Document => Level::Defined,
            Self::Record => Level::Operating,
            Self::Review => Level::Reviewed,
            Self::Assurance => Level::Assured,
        }
    }
}
