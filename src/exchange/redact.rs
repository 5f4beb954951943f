//! A copy for a recipient: the same scores, without what is nobody else's business.

use crate::assessment::Assessment;

/// The assessment without notes, owners, locations and log. That somebody approved a retained risk
/// stays, without the name, because a finding rests on it.
#[must_use]
pub fn redacted(assessment: &Assessment) -> Assessment {
    let mut copy = assessment.clone();
    for answer in copy.answers.values_mut() {
        answer.note = None;
        answer.owner = None;
    }
    copy.answers.retain(|_, answer| !answer.is_empty());
    for item in &mut copy.evidence {
        item.location = None;
    }
    for entry in copy.triggers.values_mut() {
        entry.note = None;
    }
    for risk in &mut copy.risks {
        risk.owner = None;
        if let Some(approver) = risk.approver.as_mut().filter(|approver| !approver.trim().is_empty()) {
            "withheld".clone_into(approver);
        }
    }
    for action in &mut copy.actions {
        action.owner = None;
    }
    copy.log.clear();
    copy
}
