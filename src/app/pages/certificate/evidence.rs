//! The certificate as an evidence item: pure, so that it is tested without a browser.

use crate::{
    assessment::{Assessment, CertificateStatus, Evidence},
    rules::RulePack,
    units::{EvidenceKind, Id},
};

/// The id of the item that stands for the certificate.
const ID: &str = "certificate";

/// The item that stands for the certificate, if it was made.
#[must_use]
pub fn find(assessment: &Assessment) -> Option<&Evidence> {
    assessment.evidence.iter().find(|item| &*item.id == ID)
}

/// The item that the certificate makes: outside assurance of every clause and of every control that
/// is not left out. What the user added to an earlier one (its place, its hash) stays.
///
/// # Errors
/// In words, what is missing.
pub fn of_certificate(pack: &RulePack, assessment: &Assessment) -> Result<Evidence, &'static str> {
    let held = &assessment.certificate;
    if held.status != CertificateStatus::Certified {
        return Err("Once you are certified, one click makes the certificate evidence of all that it covers.");
    }
    let dated = held.valid_from.ok_or("Give the day from which it is valid: an evidence item needs a date.")?;
    let left_out = |id: &Id| assessment.answers.get(id).is_some_and(|answer| answer.justification().is_some());
    let requirements =
        pack.requirements().iter().map(|(_, requirement)| &requirement.id).filter(|id| !left_out(id)).cloned();
    let body = held.body.as_deref().map(str::trim).filter(|body| !body.is_empty());
    let title = match body {
        Some(body) => ["ISO/IEC 42001 certificate, ", body].concat(),
        None => "ISO/IEC 42001 certificate".to_owned(),
    };
    let before = find(assessment);
    Ok(Evidence {
        id: ID.into(),
        title,
        kind: EvidenceKind::Assurance,
        dated,
        valid_until: held.valid_until,
        requirements: requirements.collect(),
        location: before.and_then(|item| item.location.clone()),
        sha256: before.and_then(|item| item.sha256.clone()),
        supersedes: before.and_then(|item| item.supersedes.clone()),
        provisional: false,
    })
}

#[cfg(test)]
#[allow(clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::{
        assessment::{Answer, Given},
        builtin,
        units::Date,
    };

    #[test]
    fn it_covers_all_that_is_not_left_out() {
        let Ok(pack) = builtin::pack() else { panic!("no pack") };
        let mut assessment = Assessment::default();
        assert!(of_certificate(&pack, &assessment).is_err());
        assessment.certificate.status = CertificateStatus::Certified;
        assert!(of_certificate(&pack, &assessment).is_err(), "there is no date");
        assessment.certificate.valid_from = Date::new(2026, 3, 1);
        assessment.certificate.valid_until = Date::new(2029, 2, 28);
        let left_out = Answer { given: Some(Given::NotApplicable("none here".into())), ..Answer::default() };
        assessment.answers.insert("A.10.4".into(), left_out);
        let Ok(item) = of_certificate(&pack, &assessment) else { panic!("no item") };
        assert_eq!(item.requirements.len(), 69);
        assert!(!item.requirements.iter().any(|id| &**id == "A.10.4"));
        assert_eq!((Some(item.dated), item.valid_until), (Date::new(2026, 3, 1), Date::new(2029, 2, 28)));
        assessment.evidence.push(Evidence { location: Some("the vault".into()), ..item });
        assert!(of_certificate(&pack, &assessment).is_ok_and(|item| item.location.as_deref() == Some("the vault")));
    }
}
