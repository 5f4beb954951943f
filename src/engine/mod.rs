//! The scoring method: one rule family a file, in integers alone.
//!
//! It can't fail and can't look outside: no clock, storage, locale or chance. Oddities of an
//! assessment become findings beside the result.

mod coverage;
pub(crate) mod facts;
mod findings;
mod forecast;
mod posture;
mod pressure;
mod proof;
mod regime;
pub(crate) mod risk;
mod steps;
pub(crate) mod targets;
mod trigger;

use crate::{
    assessment::Assessment,
    report::{PackRef, Report},
    rules::RulePack,
    units::Date,
};

use facts::Facts;

/// Everything that the assessment comes to on that day. With `explain`, each score carries its terms.
#[must_use]
pub fn assess(pack: &RulePack, assessment: &Assessment, as_of: Date, explain: bool) -> Report {
    let facts = Facts::new(pack, assessment, as_of);
    let standard = proof::Proof::new(&facts, as_of, pack.max_age());
    let triggers = trigger::triggers(&facts, explain);
    let risks = risk::risks(&facts, &standard);
    Report {
        as_of,
        pack: PackRef {
            id: pack.id().to_owned(),
            version: pack.version().to_owned(),
            sha256: pack.sha256().to_owned(),
        },
        requirements: proof::requirements(&facts, &standard),
        index_bp: pressure::index(&triggers),
        coverage: coverage::coverage(&facts, &standard),
        stage1: forecast::stage1(&facts, &standard),
        stage2: forecast::stage2(&facts, &standard),
        steps: steps::steps(&facts),
        regimes: regime::regimes(&facts, &standard),
        posture: posture::posture(&facts, &standard),
        findings: findings::findings(&facts, &standard, &triggers, &risks),
        triggers,
        risks,
    }
}
