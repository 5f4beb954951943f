//! The words on screen for every value that the data names, in one place.

use crate::{
    assessment::{
        ActionStatus, ActsOn, Assessment, CertificateStatus, IncidentStatus, Inclusion, RiskStatus, Strength,
        SystemStage, Treatment,
    },
    report::{FindingKind, Limiting, Necessity, Outcome, ProvisionState, Severity, ShortfallReason, State, Verdict},
    rules::{ProfileEntry, RulePack},
    units::{Bp, Currency, Date, EvidenceKind, Id, Level, Money, Ppm},
    update::{Change, ChangeKind},
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

/// What limits a score.
#[must_use]
pub fn limiting(pack: &RulePack, limiting: &Limiting) -> String {
    match limiting {
        Limiting::Certificate => "a certificate in force".to_owned(),
        Limiting::Requirement(id) => requirement(pack, id),
    }
}

/// A requirement: `5.2 AI policy`.
#[must_use]
pub fn requirement(pack: &RulePack, id: &str) -> String {
    pack.find(id).map_or_else(|| id.to_owned(), |req| [id, &pack.requirement(req).title].join(" "))
}

/// The title of a profile entry, or its id if the pack doesn't know it.
#[must_use]
pub fn profile(list: &[ProfileEntry], id: &Id) -> String {
    list.iter().find(|entry| entry.id == *id).map_or_else(|| id.to_string(), |entry| entry.title.clone())
}

/// What a change was about, in words that follow "Undo": `answer to 5.2`.
#[must_use]
pub fn change(change: &Change, pack: &RulePack, assessment: &Assessment) -> String {
    let subject = &change.subject;
    let named = |what: &str, title: Option<&str>| {
        title
            .filter(|title| !title.is_empty())
            .map_or_else(|| what.to_owned(), |title| format!("{what} “{}”", short(title)))
    };
    match change.kind {
        ChangeKind::Organisation => "organisation".to_owned(),
        ChangeKind::Answer => format!("answer to {subject}"),
        ChangeKind::Answers => "several answers".to_owned(),
        ChangeKind::Trigger => named("trigger", pack.trigger(subject).map(|trigger| trigger.title.as_str())),
        ChangeKind::Certificate => "certificate".to_owned(),
        ChangeKind::Evidence => named(
            "evidence",
            assessment.evidence.iter().find(|item| item.id == *subject).map(|item| item.title.as_str()),
        ),
        ChangeKind::EvidenceRemoved => "removal of evidence".to_owned(),
        ChangeKind::System => named(
            "AI system",
            assessment.systems.iter().find(|item| item.id == *subject).map(|item| item.name.as_str()),
        ),
        ChangeKind::SystemRemoved => "removal of an AI system".to_owned(),
        ChangeKind::Risk => {
            named("risk", assessment.risks.iter().find(|item| item.id == *subject).map(|item| item.title.as_str()))
        }
        ChangeKind::Risks => "risks from the catalogue".to_owned(),
        ChangeKind::RiskRemoved => "removal of a risk".to_owned(),
        ChangeKind::Incident => named(
            "incident",
            assessment.incidents.iter().find(|item| item.id == *subject).map(|item| item.title.as_str()),
        ),
        ChangeKind::IncidentRemoved => "removal of an incident".to_owned(),
        ChangeKind::Action => {
            named("action", assessment.actions.iter().find(|item| item.id == *subject).map(|item| item.title.as_str()))
        }
        ChangeKind::ActionRemoved => "removal of an action".to_owned(),
        ChangeKind::Snapshot => "snapshot".to_owned(),
        ChangeKind::SnapshotRemoved => "removal of a snapshot".to_owned(),
        ChangeKind::Settings => "settings".to_owned(),
        ChangeKind::Quick => "answer of the quick check".to_owned(),
        ChangeKind::Import => "import".to_owned(),
        ChangeKind::Example => "loading of the example".to_owned(),
        ChangeKind::Erase => "erasing".to_owned(),
    }
}

/// The beginning of a text, for a button.
#[must_use]
pub fn short(text: &str) -> String {
    const MOST: usize = 32;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(MOST - 1).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// A date: `3 March 2027`.
#[must_use]
pub fn date(date: Date) -> String {
    let (year, month, day) = date.parts();
    format!("{day} {} {year}", month_name(month))
}

/// A date for a table: `3 Mar 2027`.
#[must_use]
pub fn short_date(date: Date) -> String {
    let (year, month, day) = date.parts();
    format!("{day} {} {year}", month_name(month).get(..3).unwrap_or_default())
}

/// How far off a day is: `in 9 days`, `today`, `9 days ago`.
#[must_use]
pub fn distance(from: Date, to: Date) -> String {
    match to.days_since(from) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("in {days} days"),
        days => format!("{} days ago", -days),
    }
}

const fn month_name(month: i8) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

/// A share as a whole number of a hundred; a dash where there is none.
#[must_use]
pub fn percent(bp: Option<Bp>) -> String {
    bp.map_or_else(|| "–".to_owned(), |bp| bp.percent().to_string())
}

/// A likelihood in whole percent: `44 %`.
#[must_use]
pub fn pressure(ppm: Ppm) -> String {
    format!("{} %", ppm.get() / 10_000)
}

/// An effort in tenths of a day: `2.5 days`.
#[must_use]
pub fn days(tenths: u64) -> String {
    match (tenths / 10, tenths % 10) {
        (1, 0) => "1 day".to_owned(),
        (whole, 0) => format!("{whole} days"),
        (whole, tenth) => format!("{whole}.{tenth} days"),
    }
}

/// A count with its noun: `1 item`, `3 items`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// How many digits of a currency's amounts are minor units.
#[must_use]
pub fn minor_digits(currency: Currency) -> u32 {
    match currency.code() {
        "JPY" | "KRW" | "CLP" | "VND" | "ISK" | "UGX" | "XAF" | "XOF" | "XPF" | "PYG" | "RWF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// Money in words: `EUR 12,500`, or `EUR 12,500.50`.
#[must_use]
pub fn money(money: Money) -> String {
    [money.currency().code(), " ", &amount(money)].concat()
}

/// Money rounded down to what an estimate deserves: two leading digits.
#[must_use]
pub fn rough_money(money: Money) -> String {
    let unit = 10_u64.pow(minor_digits(money.currency()));
    let whole = money.amount() / unit;
    let step = 10_u64.pow(whole.checked_ilog10().unwrap_or(0).saturating_sub(1));
    [money.currency().code(), " ", &thousands(whole / step * step)].concat()
}

/// An amount without its currency: `12,500.50`.
#[must_use]
pub fn amount(money: Money) -> String {
    let digits = minor_digits(money.currency());
    let unit = 10_u64.pow(digits);
    let (whole, rest) = (money.amount() / unit, money.amount() % unit);
    let whole = thousands(whole);
    if rest == 0 { whole } else { format!("{whole}.{rest:0width$}", width = digits as usize) }
}

/// An amount as one would type it; the inverse of [`read_amount`].
#[must_use]
pub fn typed_amount(money: Money) -> String {
    amount(money).replace(',', "")
}

/// Reads an amount as typed: digits, thousands set off by commas, blanks or apostrophes, and a point
/// before the minor units.
///
/// # Errors
/// In words, what is wrong with it.
pub fn read_amount(text: &str, currency: Currency) -> Result<Option<Money>, &'static str> {
    let text: String =
        text.trim().chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | ',' | '\'' | '’')).collect();
    if text.is_empty() {
        return Ok(None);
    }
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let digits = minor_digits(currency) as usize;
    let only_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !only_digits(whole) || !only_digits(rest) || (whole.is_empty() && rest.is_empty()) {
        return Err("Write an amount in digits, such as 250000.");
    }
    if rest.len() > digits {
        return Err("That has more decimals than the currency.");
    }
    let minor = format!("{whole}{rest:0<digits$}");
    minor.parse().ok().and_then(|amount| Money::new(amount, currency)).map(Some).ok_or("That is more than can be kept.")
}

/// A number with its thousands set off: `12,500`.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Words of the engine as a sentence on screen: a capital first, names in quotes, a full stop.
#[must_use]
pub fn said(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 8);
    let mut open = false;
    for letter in words.chars() {
        match letter {
            '`' => {
                open = !open;
                text.push(if open { '“' } else { '”' });
            }
            letter if text.is_empty() => text.extend(letter.to_uppercase()),
            letter => text.push(letter),
        }
    }
    if !text.ends_with(['.', '?']) {
        text.push('.');
    }
    text
}

/// The first letter as a capital, for the start of a sentence or a cell.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_it_is_written() {
        let eur = Currency::EUR;
        for (typed, minor) in [("250000", 25_000_000), ("1,250.5", 125_050), ("0.07", 7), (" 12 ", 1200)] {
            let money = read_amount(typed, eur).ok().flatten().map(|money| money.amount());
            assert_eq!(money, Some(minor), "{typed}");
        }
        assert_eq!(read_amount("", eur), Ok(None));
        for wrong in ["abc", "1.234", "-5", "99999999999999999999", "."] {
            assert!(read_amount(wrong, eur).is_err(), "{wrong}");
        }
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(days(25), "2.5 days");
        assert_eq!(days(10), "1 day");
        assert_eq!(Money::new(123_456_789, Currency::EUR).map(rough_money).as_deref(), Some("EUR 1,200,000"));
    }
}
