//! The words on screen for every value that the data names, in one place.

mod money;
mod number;
mod sentence;

pub use money::{amount, large, leading, minor_digits, money, read_amount, rough_money, spoken, typed_amount};
pub use number::{count, date, days, distance, percent, pressure, short_date, thousands};
pub use sentence::{capital, change, folded, limiting, profile, requirement, said, short};

use crate::{
    assessment::{
        ActionStatus, ActsOn, CertificateStatus, IncidentStatus, Inclusion, RiskStatus, Strength, SystemStage,
        Treatment,
    },
    report::{FindingKind, Necessity, Outcome, ProvisionState, Severity, ShortfallReason, State, Verdict},
    units::{EvidenceKind, Level},
};

/// The line that stands on every screen and in every export.
pub const DISCLAIMER: &str = "Self-assessment, not certification";

/// A level's word.
#[must_use]
pub const fn level(level: Level) -> &'static str {
    level.name()
}

/// What a level means.
#[must_use]
pub const fn level_meaning(level: Level) -> &'static str {
    match level {
        Level::Absent => "Nothing in place.",
        Level::Stated => "An intent, a draft, a statement.",
        Level::Defined => "Approved, owned, communicated.",
        Level::Operating => "It runs, and records show it.",
        Level::Reviewed => "Checked inside by someone independent of the owner.",
        Level::Assured => "Checked by an outside party.",
    }
}

/// What would back a level.
#[must_use]
pub const fn level_backing(level: Level) -> &'static str {
    match level {
        Level::Absent => "Needs no evidence.",
        Level::Stated => "Any item backs it.",
        Level::Defined => "A document backs it, or more.",
        Level::Operating => "A record backs it, or more.",
        Level::Reviewed => "A review backs it, or more.",
        Level::Assured => "Only outside assurance backs it.",
    }
}

/// A kind of evidence.
#[must_use]
pub const fn evidence_kind(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Document => "Document",
        EvidenceKind::Record => "Record",
        EvidenceKind::Review => "Review",
        EvidenceKind::Assurance => "Outside assurance",
    }
}

/// One item of a kind of evidence, inside a sentence.
#[must_use]
pub const fn one_of_kind(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Document => "a document",
        EvidenceKind::Record => "a record",
        EvidenceKind::Review => "a review",
        EvidenceKind::Assurance => "outside assurance",
    }
}

/// Examples of a kind of evidence.
#[must_use]
pub const fn evidence_kind_examples(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Document => "policy, procedure, plan",
        EvidenceKind::Record => "log, minutes, ticket, test result, training record",
        EvidenceKind::Review => "internal audit, management review",
        EvidenceKind::Assurance => "external audit, attestation, certificate",
    }
}

/// A verdict.
#[must_use]
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NotAssessed => "not assessed",
        Verdict::Blocked => "blocked",
        Verdict::Exposed => "not ready",
        Verdict::Close => "nearly ready",
        Verdict::Ready => "ready",
    }
}

/// Whether it is required of us.
#[must_use]
pub const fn necessity(necessity: Necessity) -> &'static str {
    match necessity {
        Necessity::Required => "required",
        Necessity::Expected => "expected",
        Necessity::Voluntary => "voluntary",
    }
}

/// Whether a requirement has an answer.
#[must_use]
pub const fn state(state: State) -> &'static str {
    match state {
        State::Unanswered => "not answered",
        State::Excluded => "not applicable",
        State::Answered => "answered",
    }
}

/// How much a finding matters.
#[must_use]
pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "high",
        Severity::Medium => "medium",
        Severity::Low => "low",
    }
}

/// A finding, in short.
#[must_use]
pub const fn finding(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::ExcludedUnjustified => "Left out without a reason",
        FindingKind::ExcludedButReliedOn => "Left out, but a risk relies on it",
        FindingKind::ClaimedNotProven => "Claimed, not backed",
        FindingKind::EvidenceExpiresBeforeTrigger => "Evidence expires before the day",
        FindingKind::TriggerSoonGateOpen => "Due soon, condition open",
        FindingKind::RetainedAboveAppetiteUnapproved => "Accepted risk without approval",
        FindingKind::RiskWithoutOwner => "Risk without an owner",
        FindingKind::RiskReviewPast => "Risk review overdue",
        FindingKind::OverrideAboveInherent => "Set by hand above the inherent risk",
        FindingKind::OverrideLoweredWithoutLink => "Lowered by hand, no control acts",
        FindingKind::CertifiedClauseNotProven => "Certified, but a clause is not backed",
        FindingKind::SystemWithoutImpactAssessment => "System without impact assessment",
        FindingKind::IncidentOpenWithoutAction => "Incident open without an action",
        FindingKind::EvidenceUnlinked => "Evidence that supports nothing",
        FindingKind::EvidenceInFuture => "Evidence dated in the future",
        FindingKind::LossRangeExtreme => "Loss range too wide",
    }
}

/// What an audit stage would find.
#[must_use]
pub const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Clear => "no major gap found",
        Outcome::Gaps => "gaps found",
    }
}

/// Why something falls short in the document audit.
#[must_use]
pub const fn shortfall(reason: ShortfallReason) -> &'static str {
    match reason {
        ShortfallReason::DocumentMissing => "document missing",
        ShortfallReason::Undecided => "undecided",
        ShortfallReason::Unjustified => "left out without a reason",
    }
}

/// How far a provision is carried.
#[must_use]
pub const fn provision(state: ProvisionState) -> &'static str {
    match state {
        ProvisionState::Supported => "supported",
        ProvisionState::Partial => "partly supported",
        ProvisionState::Open => "open",
        ProvisionState::NotApplicable => "not applicable",
    }
}

/// How far certification has come.
#[must_use]
pub const fn certificate(status: CertificateStatus) -> &'static str {
    match status {
        CertificateStatus::None => "no certificate planned",
        CertificateStatus::Planned => "audit planned",
        CertificateStatus::Stage1 => "stage 1 audit done",
        CertificateStatus::Certified => "certified",
        CertificateStatus::Suspended => "suspended",
        CertificateStatus::Withdrawn => "withdrawn",
    }
}

/// Why a control is included.
#[must_use]
pub const fn inclusion(inclusion: Inclusion) -> &'static str {
    match inclusion {
        Inclusion::Risk => "it treats a risk",
        Inclusion::Law => "a law asks for it",
        Inclusion::Contract => "a contract asks for it",
        Inclusion::GoodPractice => "good practice",
    }
}

/// Where an AI system stands.
#[must_use]
pub const fn stage(stage: SystemStage) -> &'static str {
    match stage {
        SystemStage::Planned => "planned",
        SystemStage::InDevelopment => "in development",
        SystemStage::InUse => "in use",
        SystemStage::Retired => "retired",
    }
}

/// What is done about a risk.
#[must_use]
pub const fn treatment(treatment: Treatment) -> &'static str {
    match treatment {
        Treatment::Modify => "modify",
        Treatment::Share => "share",
        Treatment::Avoid => "avoid",
        Treatment::Retain => "retain",
    }
}

/// What a treatment means.
#[must_use]
pub const fn treatment_meaning(treatment: Treatment) -> &'static str {
    match treatment {
        Treatment::Modify => "controls make it smaller",
        Treatment::Share => "others carry part of it",
        Treatment::Avoid => "the activity is given up",
        Treatment::Retain => "it is accepted as it is",
    }
}

/// The axis that a control acts on.
#[must_use]
pub const fn acts_on(acts_on: ActsOn) -> &'static str {
    match acts_on {
        ActsOn::Likelihood => "likelihood",
        ActsOn::Consequence => "consequence",
        ActsOn::Both => "both",
    }
}

/// How much a control takes away.
#[must_use]
pub const fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Weak => "weak, up to a quarter",
        Strength::Moderate => "moderate, up to a half",
        Strength::Strong => "strong, up to three quarters",
    }
}

/// Whether a risk still stands.
#[must_use]
pub const fn risk_status(status: RiskStatus) -> &'static str {
    status.name()
}

/// Whether an incident is still worked on.
#[must_use]
pub const fn incident_status(status: IncidentStatus) -> &'static str {
    status.name()
}

/// Whether an action is done.
#[must_use]
pub const fn action_status(status: ActionStatus) -> &'static str {
    match status {
        ActionStatus::Open => "to do",
        ActionStatus::Done => "done",
    }
}

/// What a step on the risk scales means: likelihood, 1 to 5.
#[must_use]
pub const fn likelihood(step: u8) -> &'static str {
    match step {
        1 => "rare",
        2 => "unlikely",
        3 => "possible",
        4 => "likely",
        _ => "almost certain",
    }
}

/// What a step on the risk scales means: consequence, 1 to 5.
#[must_use]
pub const fn consequence(step: u8) -> &'static str {
    match step {
        1 => "negligible",
        2 => "minor",
        3 => "serious",
        4 => "severe",
        _ => "critical",
    }
}

/// A band of risk, by its id: the pack gives no title of its own.
#[must_use]
pub fn band(id: &str) -> String {
    id.replace('_', " ")
}
