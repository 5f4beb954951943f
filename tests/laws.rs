//! The laws of the method (section 12), each over random packs and assessments.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod twin;

use foreproof::{
    assessment::{Answer, Assessment, Evidence, Given},
    builtin,
    engine::assess,
    exchange::read_assessment,
    report::{Report, Score, Verdict},
    rules::{Need, RequirementKind, RulePack},
    units::{Date, EvidenceKind, Id, Level},
};
use serde_json::Value;
use twin::{dice::Dice, random, wild};

/// How many worlds each law is tried in.
const WORLDS: u64 = 300;

struct World {
    seed: u64,
    pack: RulePack,
    assessment: Assessment,
    as_of: Date,
    dice: Dice,
}

impl World {
    fn assess(&self, assessment: &Assessment) -> Report {
        assess(&self.pack, assessment, self.as_of, false)
    }
}

/// Random worlds, every second one with a pack of its own; tells how often the law had something to say.
fn in_every_world(mut law: impl FnMut(&mut World) -> bool) {
    let document: Value = serde_json::from_str(builtin::DOCUMENT).unwrap();
    let trimmed = wild::trimmed(&document);
    let mut tried = 0;
    for seed in 0..WORLDS {
        let (pack, as_of) = match seed % 4 {
            0 if seed % 20 == 0 => (document.clone(), "2026-11-23"),
            0 | 1 => (random::random_pack(&trimmed, seed), "2026-11-23"),
            _ => (wild::wild_pack(&trimmed, seed), wild::wild_day(seed)),
        };
        let value = if seed % 4 < 2 {
            random::random_assessment(&pack, as_of, seed)
        } else {
            wild::wild_assessment(&pack, as_of, seed)
        };
        let pack = RulePack::read(&pack, "").unwrap_or_else(|faults| panic!("pack {seed}: {faults:#?}"));
        let assessment =
            read_assessment(&pack, &value, "").unwrap_or_else(|faults| panic!("assessment {seed}: {faults:#?}"));
        let mut world = World { seed, pack, assessment, as_of: Date::parse(as_of).unwrap(), dice: Dice(seed) };
        tried += u64::from(law(&mut world));
    }
    assert!(tried >= WORLDS / 5, "the law had something to say in {tried} of {WORLDS} worlds only");
}

fn scores(report: &Report) -> Vec<(String, &Score)> {
    report
        .triggers
        .iter()
        .flat_map(|trigger| {
            let then = trigger.on_date.as_ref();
            [("claimed", Some(&trigger.claimed)), ("proven", Some(&trigger.proven))]
                .into_iter()
                .chain([
                    ("claimed then", then.map(|then| &then.claimed)),
                    ("proven then", then.map(|then| &then.proven)),
                ])
                .filter_map(|(mode, score)| Some((format!("{} {mode}", trigger.id), score?)))
        })
        .collect()
}

/// Law 2's "never lowers", over everything that it names.
fn never_lower(before: &Report, after: &Report, seed: u64) {
    for ((name, old), (_, new)) in scores(before).iter().zip(scores(after)) {
        assert!(new.score_bp >= old.score_bp, "{seed} {name} score");
        assert!(new.best_bp >= old.best_bp, "{seed} {name} best");
        assert!(new.headline_bp >= old.headline_bp, "{seed} {name} headline");
        assert!(new.verdict >= old.verdict, "{seed} {name} verdict");
    }
    assert!(after.index_bp.claimed >= before.index_bp.claimed, "{seed} index claimed");
    assert!(after.index_bp.proven >= before.index_bp.proven, "{seed} index proven");
    for (old, new) in before.coverage.iter().zip(&after.coverage) {
        assert!(new.coverage_bp >= old.coverage_bp, "{seed} coverage {}", old.group);
    }
    for (old, new) in before.regimes.iter().zip(&after.regimes) {
        for (old, new) in old.provisions.iter().zip(&new.provisions) {
            assert!(new.bp >= old.bp, "{seed} provision {}", old.id);
        }
    }
    for (old, new) in before.risks.iter().zip(&after.risks) {
        assert!(new.claimed.residual_hh <= old.claimed.residual_hh, "{seed} risk {} claimed", old.id);
        assert!(new.proven.residual_hh <= old.proven.residual_hh, "{seed} risk {} proven", old.id);
    }
}

#[test]
fn law_1_scores_stay_in_range_and_proof_never_exceeds_the_claim() {
    in_every_world(|world| {
        let report = world.assess(&world.assessment);
        for (name, score) in scores(&report) {
            let all = [score.score_bp, score.best_bp, score.answered_bp, score.headline_bp];
            assert!(all.iter().flatten().all(|bp| bp.get() <= 10_000), "{} {name}", world.seed);
            assert!(score.score_bp <= score.best_bp, "{} {name}", world.seed);
        }
        for trigger in &report.triggers {
            let then = trigger.on_date.as_ref().map(|then| (&then.proven, &then.claimed));
            for (proven, claimed) in [(&trigger.proven, &trigger.claimed)].into_iter().chain(then) {
                let at = format!("{} {}", world.seed, trigger.id);
                assert!(proven.score_bp <= claimed.score_bp && proven.best_bp <= claimed.best_bp, "{at}");
                assert!(proven.headline_bp <= claimed.headline_bp && proven.verdict <= claimed.verdict, "{at}");
                assert_eq!(proven.answered_bp, claimed.answered_bp, "{at}");
            }
            assert!(trigger.pressure_ppm.get() <= 1_000_000, "{} {}", world.seed, trigger.id);
            let stake = world.assessment.triggers.get(&trigger.id).and_then(|entry| entry.stake);
            assert!(trigger.at_risk.is_none_or(|lost| lost.amount() <= stake.unwrap().amount()), "{}", world.seed);
        }
        let rest = [report.index_bp.claimed, report.index_bp.proven].into_iter();
        let rest = rest.chain(report.triggers.iter().map(|trigger| trigger.exposure_bp));
        let rest = rest.chain(report.coverage.iter().map(|group| group.coverage_bp));
        let provisions = report.regimes.iter().flat_map(|regime| &regime.provisions);
        let mut rest = rest.chain(provisions.map(|provision| provision.bp)).flatten();
        assert!(rest.all(|bp| bp.get() <= 10_000), "{}", world.seed);
        report.requirements.iter().all(|requirement| requirement.proven <= requirement.claimed)
    });
}

#[test]
fn law_2_raising_an_answer_never_lowers_anything() {
    in_every_world(|world| {
        let answered: Vec<_> = world
            .assessment
            .answers
            .iter()
            .filter_map(|(id, answer)| Some((id.clone(), answer.level()?)))
            .filter(|(_, level)| *level < Level::Assured)
            .collect();
        if answered.is_empty() {
            return false;
        }
        let (id, level) = world.dice.pick(&answered).clone();
        let mut raised = world.assessment.clone();
        raised.answers.get_mut(&id).unwrap().given = Level::new(u64::from(level.digit()) + 1).map(Given::Level);
        never_lower(&world.assess(&world.assessment), &world.assess(&raised), world.seed);
        true
    });
}

#[test]
fn law_2_adding_evidence_never_lowers_anything() {
    in_every_world(|world| {
        let mut more = world.assessment.clone();
        let all: Vec<_> = world.pack.requirements().iter().map(|(_, requirement)| requirement.id.clone()).collect();
        let requirements = (0..5).map(|_| world.dice.pick(&all).clone()).collect();
        more.evidence.push(Evidence {
            id: "a-new-item".into(),
            title: "new".into(),
            kind: *world.dice.pick(EvidenceKind::ALL),
            dated: world.as_of.plus_days(-world.dice.between(0, 500)).unwrap_or(world.as_of),
            valid_until: None,
            requirements,
            location: None,
            sha256: None,
            supersedes: None,
            provisional: false,
        });
        never_lower(&world.assess(&world.assessment), &world.assess(&more), world.seed);
        true
    });
}

#[test]
fn law_3_time_alone_never_raises_a_proven_score() {
    in_every_world(|world| {
        let mut assessment = world.assessment.clone();
        assessment.evidence.retain(|item| item.dated <= world.as_of);
        let certificate_later = assessment.certificate.valid_from.is_some_and(|from| from > world.as_of);
        // The trigger's own date would move its second score about: the law is about one day against another.
        assessment.triggers.values_mut().for_each(|entry| entry.date = None);
        let Some(later) = world.as_of.plus_days(world.dice.between(1, 900)) else { return false };
        let [now, then] = [world.as_of, later].map(|day| assess(&world.pack, &assessment, day, false));
        for (old, new) in now.requirements.iter().zip(&then.requirements) {
            assert!(new.proven <= old.proven, "{} {}", world.seed, old.id);
        }
        assert!(then.coverage[0].coverage_bp <= now.coverage[0].coverage_bp, "{}", world.seed);
        for (old, new) in now.triggers.iter().zip(&then.triggers) {
            assert!(new.proven.score_bp <= old.proven.score_bp, "{} {}", world.seed, old.id);
            if !certificate_later {
                assert!(new.proven.headline_bp <= old.proven.headline_bp, "{} {}", world.seed, old.id);
                assert!(new.proven.verdict <= old.proven.verdict, "{} {}", world.seed, old.id);
            }
        }
        now.triggers != then.triggers
    });
}

#[test]
fn law_4_excluding_what_a_trigger_does_not_weigh_changes_nothing_for_it() {
    in_every_world(|world| {
        let before = world.assess(&world.assessment);
        let mut said = false;
        for (trigger, old) in world.pack.triggers().iter().zip(&before.triggers) {
            let observed =
                |sign: &Id| world.assessment.triggers.get(&trigger.id).is_some_and(|entry| entry.signs.contains(sign));
            let gated = |req| {
                trigger.gates.iter().any(|gate| {
                    let on = gate.when.as_ref().is_none_or(observed);
                    on && matches!(gate.need, Need::Level { requirement, .. } if requirement == req)
                })
            };
            let free = world.pack.requirements().iter().find(|(req, requirement)| {
                requirement.kind == RequirementKind::Control && trigger.weights[*req] == 0 && !gated(*req)
            });
            let Some((_, requirement)) = free else { continue };
            let mut excluded = world.assessment.clone();
            let answer = Answer { given: Some(Given::NotApplicable("no".into())), ..Answer::default() };
            excluded.answers.insert(requirement.id.clone(), answer);
            let after = world.assess(&excluded);
            assert_eq!(after.trigger(&trigger.id).unwrap(), old, "{} {}", world.seed, trigger.id);
            said = true;
        }
        said
    });
}

#[test]
fn law_5_the_order_of_a_file_changes_no_number() {
    in_every_world(|world| {
        let mut shuffled = world.assessment.clone();
        world.dice.shuffle(&mut shuffled.evidence);
        world.dice.shuffle(&mut shuffled.risks);
        world.dice.shuffle(&mut shuffled.systems);
        world.dice.shuffle(&mut shuffled.incidents);
        world.dice.shuffle(&mut shuffled.actions);
        for item in &mut shuffled.evidence {
            world.dice.shuffle(&mut item.requirements);
        }
        assert_eq!(world.assess(&shuffled), world.assess(&world.assessment), "{}", world.seed);
        shuffled != world.assessment
    });
}

#[test]
fn law_6_a_residual_lies_between_one_and_the_inherent_risk() {
    in_every_world(|world| {
        let report = world.assess(&world.assessment);
        for risk in &report.risks {
            for residual in [&risk.claimed, &risk.proven] {
                let bounds = 10_000..=u32::from(risk.inherent) * 10_000;
                assert!(bounds.contains(&residual.residual_hh), "{} {}", world.seed, risk.id);
            }
            assert!(risk.claimed.residual_hh <= risk.proven.residual_hh, "{} {}", world.seed, risk.id);
        }
        !report.risks.is_empty()
    });
}

/// Sections 2, 5, 7 and 8: what only tells a story changes no number.
#[test]
fn notes_flags_and_overrides_change_no_number() {
    in_every_world(|world| {
        let mut bare = world.assessment.clone();
        for answer in bare.answers.values_mut() {
            (answer.provisional, answer.note, answer.owner) = (!answer.provisional, None, Some("x".into()));
            answer.included_because.clear();
        }
        for item in &mut bare.evidence {
            (item.supersedes, item.provisional, item.location) = (None, !item.provisional, None);
        }
        for risk in &mut bare.risks {
            (risk.overridden, risk.review_on, risk.owner, risk.approver) = (None, None, None, None);
        }
        bare.systems.clear();
        bare.actions.clear();
        bare.snapshots.clear();
        bare.extensions.clear();
        let [mut before, mut after] = [&world.assessment, &bare].map(|assessment| world.assess(assessment));
        // The linter reads these; nothing else does.
        before.findings.clear();
        after.findings.clear();
        assert_eq!(after, before, "{}", world.seed);
        bare != world.assessment
    });
}

#[test]
fn a_trigger_that_nothing_weighs_in_is_not_assessed() {
    let mut worlds = 0;
    in_every_world(|world| {
        let report = world.assess(&Assessment::default());
        worlds += 1;
        assert_eq!(report.index_bp.claimed, None);
        assert_eq!(report.index_bp.proven, None);
        report.triggers.iter().all(|trigger| {
            trigger.proven.verdict == Verdict::NotAssessed && trigger.exposure_bp.is_none() && trigger.at_risk.is_none()
        })
    });
    assert_eq!(worlds, WORLDS);
}
