//! Section 8: the findings, one function a kind, in the order of the kinds.

use super::proof::{self, Mode, State};
use super::risks;
use super::triggers;
use super::{Case, Mutation, by_id, day, flag, list, must_text, must_whole, text};
use serde_json::{Value, json};

type Paths = Vec<String>;

pub fn findings(case: &Case) -> Vec<Value> {
    let kinds: [(&str, Paths); 16] = [
        ("excluded_unjustified", excluded_unjustified(case)),
        ("excluded_but_relied_on", excluded_but_relied_on(case)),
        ("claimed_not_proven", claimed_not_proven(case)),
        ("evidence_expires_before_trigger", evidence_expires_before_trigger(case)),
        ("trigger_soon_gate_open", trigger_soon_gate_open(case)),
        ("retained_above_appetite_unapproved", retained_above_appetite_unapproved(case)),
        ("risk_without_owner", risk_without_owner(case)),
        ("risk_review_past", risk_review_past(case)),
        ("override_above_inherent", override_above_inherent(case)),
        ("override_lowered_without_link", override_lowered_without_link(case)),
        ("certified_clause_not_proven", certified_clause_not_proven(case)),
        ("system_without_impact_assessment", system_without_impact_assessment(case)),
        ("incident_open_without_action", incident_open_without_action(case)),
        ("evidence_unlinked", evidence_unlinked(case)),
        ("evidence_in_future", evidence_in_future(case)),
        ("loss_range_extreme", loss_range_extreme(case)),
    ];
    let mut all = Vec::new();
    for (kind, paths) in kinds {
        for path in paths {
            all.push(json!({"kind": kind, "path": path}));
        }
    }
    all
}

/// The paths of the requirements for which something holds, in pack order.
fn answers_where(case: &Case, holds: impl Fn(&Value, &str) -> bool) -> Paths {
    list(case.pack, "requirements")
        .iter()
        .filter(|requirement| holds(requirement, must_text(requirement, "id")))
        .map(|requirement| format!("answers/{}", must_text(requirement, "id")))
        .collect()
}

/// The entries of a list of the assessment for which something holds, by id.
fn entries_where(case: &Case, field: &str, holds: impl Fn(&Value) -> bool) -> Paths {
    by_id(case.assessment, field)
        .into_iter()
        .filter(|entry| holds(entry))
        .map(|entry| format!("{field}/{}", must_text(entry, "id")))
        .collect()
}

/// Risk findings concern open risks.
fn is_open(case: &Case, risk: &Value) -> bool {
    text(risk, "status") == Some("open") || case.mutated(Mutation::FindingsOnClosedRisks)
}

fn open_risks_where(case: &Case, holds: impl Fn(&Value) -> bool) -> Paths {
    entries_where(case, "risks", |risk| is_open(case, risk) && holds(risk))
}

/// An exclusion without a reason.
fn excluded_unjustified(case: &Case) -> Paths {
    answers_where(case, |_, id| proof::is_excluded(case, id) && !proof::is_justified(case, id))
}

/// An excluded requirement that an open risk links to.
// Reading: excluded_but_relied_on is about the answer: path answers/ID, once a requirement however many open risks link to it.
fn excluded_but_relied_on(case: &Case) -> Paths {
    answers_where(case, |_, id| {
        proof::is_excluded(case, id)
            && list(case.assessment, "risks").iter().any(|risk| {
                is_open(case, risk) && list(risk, "links").iter().any(|link| text(link, "requirement") == Some(id))
            })
    })
}

/// Claimed at 3 or higher, proven below 3, the answer not provisional.
fn claimed_not_proven(case: &Case) -> Paths {
    answers_where(case, |_, id| {
        let State::Answered(claimed) = proof::state(case, id) else {
            return false;
        };
        let proven = proof::default_level(case, id, Mode::Proven).unwrap_or(0);
        let provisional = flag(&case.assessment["answers"][id], "provisional");
        claimed >= 3 && proven < 3 && !provisional
    })
}

/// Fresh today and not on the trigger's future date, by its ages, and of weight there.
// Reading: evidence_expires_before_trigger is told once an item, however many triggers it runs out for, as its path is the item's.
// Reading: evidence_expires_before_trigger holds for a trigger set aside too, and for a link to an excluded requirement if its weight is above 0.
fn evidence_expires_before_trigger(case: &Case) -> Paths {
    let mut paths = Vec::new();
    for item in &case.items {
        for trigger in list(case.pack, "triggers") {
            let Some(date) = triggers::future_date(case, trigger) else {
                continue;
            };
            let ages = triggers::max_age(case, trigger);
            let weighs = item.requirements.iter().any(|id| triggers::weight(trigger, id) > 0);
            if weighs && proof::is_fresh(case, item, ages, case.as_of) && !proof::is_fresh(case, item, ages, date) {
                paths.push(format!("evidence/{}", item.id));
                break;
            }
        }
    }
    paths
}

/// Within 0 to 30 days, and a gate unmet in proven mode on that day.
// Reading: trigger_soon_gate_open holds for a trigger that is not_assessed, without score or set aside as well.
fn trigger_soon_gate_open(case: &Case) -> Paths {
    let mut paths = Vec::new();
    for trigger in list(case.pack, "triggers") {
        let Some(date) = day(triggers::said(case, trigger), "date") else {
            continue;
        };
        let ahead = date - case.as_of;
        if (0..=30).contains(&ahead) && !triggers::unmet_gates(case, trigger, Mode::Proven, date).is_empty() {
            paths.push(format!("triggers/{}", must_text(trigger, "id")));
        }
    }
    paths
}

/// A text that is there and not blank.
// Reading: an owner or approver that is blank counts as none.
fn is_named(entry: &Value, field: &str) -> bool {
    text(entry, field).is_some_and(|name| name.chars().any(|c| !c.is_whitespace()))
}

fn retained_above_appetite_unapproved(case: &Case) -> Paths {
    open_risks_where(case, |risk| {
        text(risk, "treatment") == Some("retain") && risks::over_appetite(case, risk) && !is_named(risk, "approver")
    })
}

fn risk_without_owner(case: &Case) -> Paths {
    open_risks_where(case, |risk| !is_named(risk, "owner"))
}

// Reading: a review is past if its date lies before as_of; on the day itself it is not.
fn risk_review_past(case: &Case) -> Paths {
    open_risks_where(case, |risk| day(risk, "review_on").is_some_and(|date| date < case.as_of))
}

/// The product of the override, if there is one.
fn overridden(risk: &Value) -> Option<i128> {
    let stated = risk.get("override").filter(|o| !o.is_null())?;
    Some(must_whole(stated, "likelihood") * must_whole(stated, "consequence"))
}

// Reading: an override is above or lowered by its product likelihood * consequence against inherent, not axis by axis.
fn override_above_inherent(case: &Case) -> Paths {
    open_risks_where(case, |risk| overridden(risk).is_some_and(|product| product > risks::inherent(case, risk)))
}

// Reading: override_lowered_without_link wants a product below inherent and no link at all.
fn override_lowered_without_link(case: &Case) -> Paths {
    open_risks_where(case, |risk| {
        overridden(risk).is_some_and(|product| product < risks::inherent(case, risk)) && list(risk, "links").is_empty()
    })
}

// Reading: certified_clause_not_proven wants a certificate in force at as_of (not the status alone) and a clause, answered or not, proven below 3 under default ages.
fn certified_clause_not_proven(case: &Case) -> Paths {
    answers_where(case, |requirement, id| {
        proof::certificate_in_force(case, case.as_of)
            && text(requirement, "kind") == Some("clause")
            && proof::default_level(case, id, Mode::Proven).unwrap_or(0) < 3
    })
}

/// Not retired, and no impact assessment up to `as_of`.
// Reading: a system whose stage is absent counts as not retired.
fn system_without_impact_assessment(case: &Case) -> Paths {
    entries_where(case, "systems", |system| {
        text(system, "stage") != Some("retired")
            && day(system, "impact_assessed_on").is_none_or(|date| date > case.as_of)
    })
}

// Reading: incident_open_without_action wants an open incident without `action` and as_of - occurred_on above 30; the status of the action does not matter.
fn incident_open_without_action(case: &Case) -> Paths {
    entries_where(case, "incidents", |incident| {
        text(incident, "status") == Some("open")
            && text(incident, "action").is_none()
            && day(incident, "occurred_on").is_some_and(|date| case.as_of - date > 30)
    })
}

fn evidence_unlinked(case: &Case) -> Paths {
    entries_where(case, "evidence", |item| list(item, "requirements").is_empty())
}

fn evidence_in_future(case: &Case) -> Paths {
    entries_where(case, "evidence", |item| day(item, "dated").is_some_and(|date| date > case.as_of))
}

fn loss_range_extreme(case: &Case) -> Paths {
    open_risks_where(case, |risk| {
        let loss = &risk["loss"];
        !loss.is_null() && must_whole(loss, "high") > 1_000 * must_whole(loss, "low")
    })
}
