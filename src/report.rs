//! Derived state: what the engine computes, with the terms that made it (method section 13).
//!
//! Plain data, in the shape in which it is printed as JSON. It is never stored or edited.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::units::{Bp, Date, Id, Level, Money, Ppm, mapped, named};

/// Everything that an assessment comes to on a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The day.
    pub as_of: Date,
    /// The pack that scored it.
    pub pack: PackRef,
    /// Each requirement by the default ages, in pack order.
    pub requirements: Vec<RequirementReport>,
    /// Each trigger, in pack order.
    pub triggers: Vec<TriggerReport>,
    /// The pressure-weighted mean of the headlines; null if nothing weighs.
    pub index_bp: ByMode<Option<Bp>>,
    /// Overall, then each group.
    pub coverage: Vec<Coverage>,
    /// The forecast of the document audit.
    pub stage1: Stage1,
    /// The forecast of the audit of operation.
    pub stage2: Stage2,
    /// The best single step of each requirement, best gain for its cost first.
    pub steps: Vec<Step>,
    /// Each risk, in id order.
    pub risks: Vec<RiskReport>,
    /// Each regime, in pack order.
    pub regimes: Vec<RegimeReport>,
    /// The id of the posture that the programme resembles.
    pub posture: Id,
    /// What the linter found.
    pub findings: Vec<Finding>,
}

/// The pack that scored a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackRef {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its RFC 8785 form.
    pub sha256: String,
}

/// A number in both modes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ByMode<T> {
    /// By what the user says.
    pub claimed: T,
    /// By what dated, fresh evidence supports.
    pub proven: T,
}

named! {
    /// Whether a requirement has an answer.
    pub enum State {
        /// Nothing was said, or only a note.
        Unanswered = "unanswered",
        /// Not applicable.
        Excluded = "excluded",
        /// With a level.
        Answered = "answered",
    }
}

/// A requirement by the pack's default ages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RequirementReport {
    /// Its id.
    pub id: Id,
    /// Whether it has an answer.
    pub state: State,
    /// The level claimed; null unless answered.
    #[serde(serialize_with = "digit")]
    pub claimed: Option<Level>,
    /// The level proven; null unless answered.
    #[serde(serialize_with = "digit")]
    pub proven: Option<Level>,
    /// The fresh item that proves it: of the highest kind, then the latest, then the first by id.
    pub because: Option<Id>,
}

fn digit<S: Serializer>(level: &Option<Level>, serializer: S) -> Result<S::Ok, S::Error> {
    match level {
        Some(level) => serializer.serialize_u8(level.digit()),
        None => serializer.serialize_none(),
    }
}

fn plain_digit<S: Serializer>(level: &Level, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u8(level.digit())
}

named! {
    /// Whether a trigger's proof is required of this organisation.
    pub enum Necessity {
        /// A certificate gate is on.
        Required = "required",
        /// A sign was observed, or the trigger is as likely as not within a year.
        Expected = "expected",
        /// Neither.
        Voluntary = "voluntary",
    }
}

named! {
    /// What would happen if the trigger fired, rising from worst known to best.
    pub enum Verdict {
        /// No requirement that counts here was answered.
        NotAssessed = "not_assessed",
        /// A gate is unmet.
        Blocked = "blocked",
        /// Below the nearly-ready score.
        Exposed = "exposed",
        /// Nearly ready.
        Close = "close",
        /// Ready.
        Ready = "ready",
    }
}

/// A trigger.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TriggerReport {
    /// Its id.
    pub id: Id,
    /// Whether it is required of us.
    pub necessity: Necessity,
    /// How likely it is to fire within twelve months.
    pub pressure_ppm: Ppm,
    /// Pressure times what is missing, by the proven headline; null if not assessed.
    pub exposure_bp: Option<Bp>,
    /// The stake times pressure times what is missing; null without a stake or if not assessed.
    pub at_risk: Option<Money>,
    /// By what the user says, on the report's day.
    pub claimed: Score,
    /// By evidence, on the report's day.
    pub proven: Score,
    /// Both again on the trigger's own day, if that lies after the report's.
    pub on_date: Option<OnDate>,
}

impl TriggerReport {
    /// The score by evidence on the day that counts: the trigger's own, else the report's.
    #[must_use]
    pub fn proven_on_its_day(&self) -> &Score {
        self.on_date.as_ref().map_or(&self.proven, |then| &then.proven)
    }
}

/// A trigger's scores on its own day, with nothing renewed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OnDate {
    /// The day.
    pub date: Date,
    /// By what the user says.
    pub claimed: Score,
    /// By evidence.
    pub proven: Score,
}

/// A trigger's score in one mode on one day. All numbers are null where nothing weighs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Score {
    /// What was earned of what could be.
    pub score_bp: Option<Bp>,
    /// The same if every unanswered requirement were at level 5.
    pub best_bp: Option<Bp>,
    /// The weight of what was answered.
    pub answered_bp: Option<Bp>,
    /// The score, capped while a gate is unmet.
    pub headline_bp: Option<Bp>,
    /// What it means.
    pub verdict: Verdict,
    /// The gates that don't hold, in pack order.
    pub unmet: Vec<UnmetGate>,
    /// What costs most.
    pub limiting: Option<Limiting>,
    /// The terms of the score; only where the call asks for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<Vec<Term>>,
}

/// A gate that doesn't hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnmetGate {
    /// A certificate in force is asked for.
    Certificate,
    /// A requirement is below the level asked for.
    Requirement {
        /// Its id.
        requirement: Id,
        /// The level asked for.
        min_level: Level,
        /// The level it has; none if unanswered or excluded.
        level: Option<Level>,
    },
}

impl Serialize for UnmetGate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Self::Certificate => {
                map.serialize_entry("certificate", &true)?;
                map.serialize_entry("min_level", &None::<u8>)?;
                map.serialize_entry("level", &None::<u8>)?;
            }
            Self::Requirement { requirement, min_level, level } => {
                map.serialize_entry("requirement", requirement)?;
                map.serialize_entry("min_level", &min_level.digit())?;
                map.serialize_entry("level", &level.map(Level::digit))?;
            }
        }
        map.end()
    }
}

/// What limits a score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limiting {
    /// The missing certificate.
    Certificate,
    /// A requirement.
    Requirement(Id),
}

impl Serialize for Limiting {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Self::Certificate => map.serialize_entry("certificate", &true)?,
            Self::Requirement(id) => map.serialize_entry("requirement", id)?,
        }
        map.end()
    }
}

/// One requirement's part in a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The requirement.
    pub requirement: Id,
    /// Its weight, `0..=10`.
    pub weight: u8,
    /// Its level; null if unanswered.
    #[serde(serialize_with = "digit")]
    pub level: Option<Level>,
    /// What that level earns, percent.
    pub credit_pct: u8,
    /// `weight · credit_pct`.
    pub earned: u32,
}

/// How far a group of requirements is covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// "all", or the group's id.
    pub group: Id,
    /// How many requirements.
    pub total: u32,
    /// How many are excluded.
    pub excluded: u32,
    /// How many are unanswered.
    pub unanswered: u32,
    /// How many are claimed at each level.
    pub claimed: [u32; 6],
    /// How many are proven at each level.
    pub proven: [u32; 6],
    /// The share of the applicable that is proven at 3 or more; null if none is applicable.
    pub coverage_bp: Option<Bp>,
}

named! {
    /// What an audit stage would find.
    pub enum Outcome {
        /// Nothing in the way.
        Clear = "clear",
        /// Something is missing.
        Gaps = "gaps",
    }
}

/// The forecast of the document audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stage1 {
    /// What it would find.
    pub outcome: Outcome,
    /// What falls short, in pack order.
    pub shortfalls: Vec<Shortfall>,
}

/// Something the document audit would miss.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shortfall {
    /// The answer concerned: `answers/5.2`.
    pub path: String,
    /// Why.
    pub reason: ShortfallReason,
}

named! {
    /// Why something falls short in the document audit.
    pub enum ShortfallReason {
        /// Documented information that isn't proven at level 2.
        DocumentMissing = "document_missing",
        /// A control with neither a level nor an exclusion.
        Undecided = "undecided",
        /// A control excluded without a word of justification.
        Unjustified = "unjustified",
    }
}

/// The forecast of the audit of operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stage2 {
    /// What it would find.
    pub outcome: Outcome,
    /// Proven below 2, or unanswered.
    pub majors: Vec<Id>,
    /// Proven at 2.
    pub minors: Vec<Id>,
}

/// The best single step on one requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The requirement.
    pub requirement: Id,
    /// The level to prove.
    #[serde(serialize_with = "plain_digit")]
    pub level: Level,
    /// Its effort alone, tenths of a day.
    pub cost: u64,
    /// What it adds to the pressure-weighted scores.
    pub gain: u64,
}

/// A risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RiskReport {
    /// Its id.
    pub id: Id,
    /// Likelihood times the worst consequence, `1..=25`.
    pub inherent: u8,
    /// The residual by what is claimed.
    pub claimed: Residual,
    /// The residual by evidence.
    pub proven: Residual,
    /// Whether the proven residual's band is above the appetite.
    pub over_appetite: bool,
}

/// What is left of a risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Residual {
    /// Likelihood in hundredths, `100..=500`.
    pub likelihood_h: u32,
    /// Consequence in hundredths, `100..=500`.
    pub consequence_h: u32,
    /// Their product in ten-thousandths, `10_000..=250_000`.
    pub residual_hh: u32,
    /// The id of its band.
    pub band: Id,
}

/// A regime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegimeReport {
    /// Its id.
    pub id: Id,
    /// Its provisions, in pack order.
    pub provisions: Vec<ProvisionReport>,
}

named! {
    /// How far a provision is carried by proven requirements. Never "compliant".
    pub enum ProvisionState {
        /// All that bear on it are proven at 3 or more.
        Supported = "supported",
        /// One or more is proven at 2 or more.
        Partial = "partial",
        /// None is.
        Open = "open",
        /// All that bear on it are excluded.
        NotApplicable = "not_applicable",
    }
}

/// A provision of a regime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProvisionReport {
    /// Its reference.
    pub id: Id,
    /// Mean credit of what bears on it; null if not applicable.
    pub bp: Option<Bp>,
    /// How far it is carried.
    pub state: ProvisionState,
    /// The requirements that bear on it, excluded ones too.
    pub requirements: Vec<Id>,
}

named! {
    /// What the linter looks for, in the order of its findings.
    pub enum FindingKind {
        /// A control is excluded without a word of justification.
        ExcludedUnjustified = "excluded_unjustified",
        /// A control is excluded, but an open risk relies on it.
        ExcludedButReliedOn = "excluded_but_relied_on",
        /// Said to operate, but nothing shows it.
        ClaimedNotProven = "claimed_not_proven",
        /// Evidence that counts today and won't on the trigger's day.
        EvidenceExpiresBeforeTrigger = "evidence_expires_before_trigger",
        /// A trigger fires within 30 days and a gate is open.
        TriggerSoonGateOpen = "trigger_soon_gate_open",
        /// A retained risk above the appetite that nobody approved.
        RetainedAboveAppetiteUnapproved = "retained_above_appetite_unapproved",
        /// A risk that nobody owns.
        RiskWithoutOwner = "risk_without_owner",
        /// A risk whose review date has passed.
        RiskReviewPast = "risk_review_past",
        /// A residual set by hand above the inherent risk.
        OverrideAboveInherent = "override_above_inherent",
        /// A residual lowered by hand where no control acts.
        OverrideLoweredWithoutLink = "override_lowered_without_link",
        /// A certificate in force over a clause that isn't proven.
        CertifiedClauseNotProven = "certified_clause_not_proven",
        /// An AI system without an impact assessment.
        SystemWithoutImpactAssessment = "system_without_impact_assessment",
        /// An incident open for over 30 days without an action.
        IncidentOpenWithoutAction = "incident_open_without_action",
        /// Evidence that supports nothing.
        EvidenceUnlinked = "evidence_unlinked",
        /// Evidence dated after today.
        EvidenceInFuture = "evidence_in_future",
        /// A loss range wider than a factor of 1 000.
        LossRangeExtreme = "loss_range_extreme",
    }
}

named! {
    /// How much a finding matters, most first.
    pub enum Severity {
        /// It can turn a verdict.
        High = "high",
        /// It will be noticed.
        Medium = "medium",
        /// It is untidy.
        Low = "low",
    }
}

impl FindingKind {
    /// How much it matters.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::ExcludedUnjustified
            | Self::ExcludedButReliedOn
            | Self::EvidenceExpiresBeforeTrigger
            | Self::TriggerSoonGateOpen
            | Self::RetainedAboveAppetiteUnapproved
            | Self::CertifiedClauseNotProven
            | Self::IncidentOpenWithoutAction => Severity::High,
            Self::ClaimedNotProven
            | Self::RiskReviewPast
            | Self::OverrideLoweredWithoutLink
            | Self::SystemWithoutImpactAssessment
            | Self::RiskWithoutOwner => Severity::Medium,
            Self::OverrideAboveInherent | Self::EvidenceUnlinked | Self::EvidenceInFuture | Self::LossRangeExtreme => {
                Severity::Low
            }
        }
    }
}

/// Something that does not fit together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What the linter looked for.
    pub kind: FindingKind,
    /// How much it matters.
    pub severity: Severity,
    /// What it is about, by id: `evidence/e7`.
    pub path: String,
    /// What is wrong, in words.
    pub message: String,
    /// How to mend it.
    pub fix: String,
}

impl Report {
    /// The report of a trigger.
    #[must_use]
    pub fn trigger(&self, id: &str) -> Option<&TriggerReport> {
        self.triggers.iter().find(|trigger| &*trigger.id == id)
    }

    /// The report of a requirement.
    #[must_use]
    pub fn requirement(&self, id: &str) -> Option<&RequirementReport> {
        self.requirements.iter().find(|requirement| &*requirement.id == id)
    }

    /// The report of a risk.
    #[must_use]
    pub fn risk(&self, id: &str) -> Option<&RiskReport> {
        self.risks.iter().find(|risk| &*risk.id == id)
    }

    /// The headline of every trigger in both modes, as an export's summary states it.
    #[must_use]
    pub fn headlines(&self) -> BTreeMap<Id, ByMode<Option<Bp>>> {
        let both = |trigger: &TriggerReport| ByMode {
            claimed: trigger.claimed.headline_bp,
            proven: trigger.proven.headline_bp,
        };
        mapped(self.triggers.iter().map(|trigger| (trigger.id.clone(), both(trigger))))
    }
}
