//! The linter: what in an assessment does not fit together (method section 8).

use super::{
    facts::{Facts, by_id},
    proof::{Proof, is_fresh},
    risk::inherent,
};
use crate::{
    assessment::{Answer, Evidence, IncidentStatus, Override, Risk, RiskStatus, SystemStage, Treatment},
    report::{Finding, FindingKind, RiskReport, TriggerReport, UnmetGate},
    rules::{Req, Requirement, RequirementKind},
    units::{Level, sorted},
};

/// A gate open this many days before its trigger is urgent; an incident open this long without an action is late.
const MONTH: i64 = 30;
/// A range of losses wider than this factor says little.
const WIDEST_RANGE: u128 = 1_000;
/// A message names at most so many risks; it says how many more there are.
const MOST_NAMED: usize = 10;

/// Everything found, ordered by kind, then in pack or id order.
pub(super) fn findings(
    facts: &Facts<'_>,
    proof: &Proof<'_>,
    triggers: &[TriggerReport],
    risks: &[RiskReport],
) -> Vec<Finding> {
    let mut open_risks = by_id(&facts.assessment.risks, |risk| &risk.id);
    open_risks.retain(|risk| risk.status == RiskStatus::Open);
    let mut linter = Linter { facts, proof, open_risks, found: Vec::new() };
    linter.answers();
    linter.evidence();
    linter.triggers(triggers);
    linter.risks(risks);
    linter.systems();
    linter.incidents();
    // Within a kind the order in which it was looked for stays.
    sorted(linter.found, |a, b| a.kind.cmp(&b.kind))
}

struct Linter<'a> {
    facts: &'a Facts<'a>,
    proof: &'a Proof<'a>,
    /// In id order.
    open_risks: Vec<&'a Risk>,
    found: Vec<Finding>,
}

impl Linter<'_> {
    fn tell(&mut self, kind: FindingKind, path: String, message: String, fix: impl Into<String>) {
        self.found.push(Finding { kind, severity: kind.severity(), path, message, fix: fix.into() });
    }

    fn answers(&mut self) {
        let certified = self.facts.assessment.certificate.in_force(self.facts.as_of);
        for (req, requirement) in self.facts.pack.requirements().iter() {
            let path = || format!("answers/{}", requirement.id);
            let name = || format!("{} {}", requirement.id, requirement.title);
            let answer = self.facts.assessment.answers.get(&requirement.id);
            if self.facts.claimed[req].is_excluded() {
                self.excluded(requirement, answer);
            }
            let running = self.proof.standing[req].reaches(Level::Operating);
            let provisional = answer.is_some_and(|answer| answer.provisional);
            if self.facts.claimed[req].reaches(Level::Operating) && !running && !provisional {
                self.tell(
                    FindingKind::ClaimedNotProven,
                    path(),
                    format!("{} is said to run, but no fresh record shows it", name()),
                    "add a record that is still fresh, or lower the level",
                );
            }
            if certified && requirement.kind == RequirementKind::Clause && !running {
                self.tell(
                    FindingKind::CertifiedClauseNotProven,
                    path(),
                    format!("you hold a certificate, but nothing fresh shows that {} runs", name()),
                    "add the record that your certifier saw, or a newer one",
                );
            }
        }
    }

    fn excluded(&mut self, requirement: &Requirement, answer: Option<&Answer>) {
        let path = || format!("answers/{}", requirement.id);
        if answer.and_then(Answer::justification).is_none_or(|why| why.trim().is_empty()) {
            self.tell(
                FindingKind::ExcludedUnjustified,
                path(),
                format!("{} {} is excluded without a justification", requirement.id, requirement.title),
                "say why it does not apply to you",
            );
        }
        let relying: Vec<&str> = self
            .open_risks
            .iter()
            .filter(|risk| risk.links.iter().any(|link| link.requirement == requirement.id))
            .map(|risk| &*risk.id)
            .collect();
        let named = relying.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
        let unnamed = relying.len().saturating_sub(MOST_NAMED);
        let named = if unnamed > 0 { format!("{named} and {unnamed} more") } else { named };
        if !relying.is_empty() {
            self.tell(
                FindingKind::ExcludedButReliedOn,
                path(),
                format!("{} {} is excluded, but open risks rely on it: {named}", requirement.id, requirement.title),
                "include the control, or take it off these risks",
            );
        }
    }

    fn evidence(&mut self) {
        for item in &self.facts.evidence {
            let evidence = item.evidence;
            let path = || format!("evidence/{}", evidence.id);
            let expiring = self.expires_before(item.evidence, &item.requirements);
            if !expiring.is_empty() {
                self.tell(
                    FindingKind::EvidenceExpiresBeforeTrigger,
                    path(),
                    format!("`{}` counts today, but no longer for: {}", evidence.title, expiring.join(", ")),
                    "renew it before that day",
                );
            }
            if evidence.requirements.is_empty() {
                self.tell(
                    FindingKind::EvidenceUnlinked,
                    path(),
                    format!("`{}` supports no requirement", evidence.title),
                    "link it to what it shows",
                );
            }
            if evidence.dated > self.facts.as_of {
                self.tell(
                    FindingKind::EvidenceInFuture,
                    path(),
                    format!("`{}` is dated {}, which is still to come", evidence.title, evidence.dated),
                    "correct the date, or leave it: it counts from that day on",
                );
            }
        }
    }

    /// The triggers, with their days, on which an item that counts today no longer will.
    fn expires_before(&self, evidence: &Evidence, requirements: &[Req]) -> Vec<String> {
        self.facts
            .pack
            .triggers()
            .iter()
            .filter_map(|trigger| {
                let date = self.facts.future_date(trigger)?;
                let asked_for = requirements.iter().any(|&req| trigger.weights[req] > 0);
                let fresh = |day| is_fresh(evidence, day, &trigger.max_age);
                (asked_for && fresh(self.facts.as_of) && !fresh(date)).then(|| format!("{} ({date})", trigger.title))
            })
            .collect()
    }

    fn triggers(&mut self, reports: &[TriggerReport]) {
        for (trigger, report) in self.facts.pack.triggers().iter().zip(reports) {
            let Some(date) = self.facts.entry(trigger).and_then(|entry| entry.date) else { continue };
            let days = date.days_since(self.facts.as_of);
            let Some(gate) = report.proven_on_its_day().unmet.first() else { continue };
            if !(0..=MONTH).contains(&days) {
                continue;
            }
            let needs = match gate {
                UnmetGate::Certificate => "a certificate in force".to_owned(),
                UnmetGate::Requirement { requirement, min_level, .. } => {
                    format!("{requirement} at level {} with evidence", min_level.digit())
                }
            };
            self.tell(
                FindingKind::TriggerSoonGateOpen,
                format!("triggers/{}", trigger.id),
                format!("{} is due on {date}, in {days} days, and a gate is open", trigger.title),
                format!("it needs {needs}"),
            );
        }
    }

    fn risks(&mut self, reports: &[RiskReport]) {
        let facts = self.facts;
        // Both are in id order, one report a risk.
        for (risk, report) in by_id(&facts.assessment.risks, |risk| &risk.id).into_iter().zip(reports) {
            if risk.status == RiskStatus::Open {
                self.risk(risk, report.over_appetite);
            }
        }
    }

    fn risk(&mut self, risk: &Risk, over_appetite: bool) {
        let path = || format!("risks/{}", risk.id);
        let title = &risk.title;
        if risk.treatment == Treatment::Retain && over_appetite && Facts::blank(risk.approver.as_ref()) {
            self.tell(
                FindingKind::RetainedAboveAppetiteUnapproved,
                path(),
                format!("`{title}` is retained above your appetite, and nobody approved it"),
                "name who approved it, or treat it",
            );
        }
        if Facts::blank(risk.owner.as_ref()) {
            self.tell(FindingKind::RiskWithoutOwner, path(), format!("nobody owns `{title}`"), "name an owner");
        }
        if let Some(review) = risk.review_on.filter(|&review| review < self.facts.as_of) {
            self.tell(
                FindingKind::RiskReviewPast,
                path(),
                format!("the review of `{title}` was due on {review}"),
                "review it and set the next date",
            );
        }
        if let Some(overridden) = &risk.overridden {
            self.overridden(risk, overridden);
        }
        if risk.loss.as_ref().is_some_and(|loss| u128::from(loss.high) > WIDEST_RANGE * u128::from(loss.low)) {
            self.tell(
                FindingKind::LossRangeExtreme,
                path(),
                format!("the loss range of `{title}` spans more than a factor of 1000"),
                "narrow it, or split the risk in two",
            );
        }
    }

    fn overridden(&mut self, risk: &Risk, overridden: &Override) {
        let by_hand = overridden.likelihood.saturating_mul(overridden.consequence);
        let path = format!("risks/{}", risk.id);
        if by_hand > inherent(risk) {
            self.tell(
                FindingKind::OverrideAboveInherent,
                path,
                format!("the residual of `{}` was set above the risk before any control", risk.title),
                "lower the residual, or raise the likelihood or consequence",
            );
        } else if by_hand < inherent(risk) && risk.links.is_empty() {
            self.tell(
                FindingKind::OverrideLoweredWithoutLink,
                path,
                format!("the residual of `{}` was lowered by hand, but no control acts on it", risk.title),
                "link the control that lowers it",
            );
        }
    }

    fn systems(&mut self) {
        let facts = self.facts;
        for system in by_id(&facts.assessment.systems, |system| &system.id) {
            let assessed = system.impact_assessed_on.is_some_and(|day| day <= facts.as_of);
            if system.stage != SystemStage::Retired && !assessed {
                self.tell(
                    FindingKind::SystemWithoutImpactAssessment,
                    format!("systems/{}", system.id),
                    format!("`{}` has no impact assessment", system.name),
                    "assess its impact and enter the day",
                );
            }
        }
    }

    fn incidents(&mut self) {
        let facts = self.facts;
        for incident in by_id(&facts.assessment.incidents, |incident| &incident.id) {
            let days = facts.as_of.days_since(incident.occurred_on);
            if incident.status == IncidentStatus::Open && incident.action.is_none() && days > MONTH {
                self.tell(
                    FindingKind::IncidentOpenWithoutAction,
                    format!("incidents/{}", incident.id),
                    format!("`{}` has been open for {days} days without an action", incident.title),
                    "name the corrective action",
                );
            }
        }
    }
}
