//! The built-in pack, held to what method section 11 and the market's facts ask of it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use foreproof::{
    api::{Answer, Api, Call, Success},
    rules::{COUNT, Cause, IDS, Need, RequirementKind, RulePack},
    units::Level,
};
use serde_json::{Value, json};
use support::{digest, pack, pack_document};

/// The clauses and controls that call for documented information, by practitioners' reading.
const DOCUMENTED: [&str; 39] = [
    "4.3", "5.2", "6.1.2", "6.1.3", "6.1.4", "6.2", "7.2", "7.5.1", "8.1", "8.2", "8.3", "8.4", "9.1", "9.2.2",
    "9.3.3", "10.2", "A.2.2", "A.4.2", "A.4.3", "A.4.4", "A.4.5", "A.4.6", "A.5.3", "A.5.4", "A.5.5", "A.6.1.2",
    "A.6.1.3", "A.6.2.2", "A.6.2.3", "A.6.2.4", "A.6.2.5", "A.6.2.7", "A.7.2", "A.7.3", "A.7.4", "A.7.5", "A.7.6",
    "A.9.2", "A.9.3",
];

/// The triggers in the order of the market's facts.
const TRIGGERS: [&str; 8] = ["rfp", "insurer", "esg", "incident", "renewal", "ai_launch", "funding", "supply_chain"];

/// A row of the table of ids: id, title, how many independent sources print both.
fn printed() -> Vec<(&'static str, &'static str, usize)> {
    let table = include_str!("data/iso42001_ids.tsv");
    let mut lines = table.lines().filter(|line| !line.starts_with('#'));
    assert_eq!(lines.next(), Some("id\ttitle\tsource_agreement"));
    lines
        .map(|line| {
            let [id, title, agreement] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
            let same = agreement.split("; ").find_map(|part| part.strip_prefix("same title: "));
            (id, title, same.map_or(1, |sources| sources.split(',').count()))
        })
        .collect()
}

/// Fails with all that is wrong at once.
fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_sha_256_that_the_build_states_is_that_of_the_document() {
    assert_eq!(pack().sha256(), digest(&pack_document()));
    assert_eq!(foreproof::builtin::SHA256, digest(&pack_document()));
}

#[test]
fn it_has_the_70_requirements_in_the_standards_order() {
    let pack = pack();
    let ids: Vec<&str> = pack.requirements().iter().map(|(_, requirement)| &*requirement.id).collect();
    assert_eq!(ids, IDS);
    let count = |kind| pack.requirements().iter().filter(|(_, requirement)| requirement.kind == kind).count();
    assert_eq!([COUNT, count(RequirementKind::Clause), count(RequirementKind::Control)], [70, 32, 38]);
}

#[test]
fn ids_titles_and_agreement_are_those_of_independent_sources() {
    let pack = pack();
    let mut titled: BTreeMap<&str, (&str, Option<u32>)> =
        pack.requirements().iter().map(|(_, one)| (&*one.id, (one.title.as_str(), Some(one.agreement)))).collect();
    titled.extend(pack.groups().iter().map(|group| (&*group.id, (group.title.as_str(), None))));
    let mut faults = Vec::new();
    for (id, title, agreement) in printed() {
        match titled.remove(id) {
            // The objectives of Annex A areas, and the headings between clauses, are no requirements.
            None => assert!(!IDS.contains(&id), "`{id}` is missing"),
            Some((ours, _)) if ours != title => faults.push(format!("{id}: `{ours}`, printed as `{title}`")),
            Some((_, Some(count))) if count as usize != agreement => {
                faults.push(format!("{id}: agreement {count}, counted {agreement}"));
            }
            Some(_) => {}
        }
    }
    faults.extend(titled.keys().map(|id| format!("{id}: printed nowhere")));
    none(faults);
}

#[test]
fn a_requirement_has_three_kinds_of_evidence_examples() {
    let pack = pack();
    let few = pack.requirements().iter().filter_map(|(_, requirement)| {
        let kinds: BTreeSet<_> = requirement.evidence_examples.iter().map(|example| example.kind).collect();
        (kinds.len() < 3).then(|| format!("{}: only {} kinds", requirement.id, kinds.len()))
    });
    none(few.collect());
}

#[test]
fn no_text_stands_twice() {
    let pack = pack();
    let mut seen = BTreeMap::new();
    let mut faults = Vec::new();
    for (_, one) in pack.requirements().iter() {
        let examples = one.evidence_examples.iter().map(|example| &example.text);
        for text in [&one.question, &one.guidance].into_iter().chain(examples) {
            if let Some(other) = seen.insert(text.to_lowercase(), one.id.clone()) {
                faults.push(format!("{} and {other}: {text}", one.id));
            }
        }
    }
    none(faults);
}

#[test]
fn no_two_questions_are_of_one_mould() {
    let pack = pack();
    let mut openings: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (_, requirement) in pack.requirements().iter() {
        let opening = requirement.question.split_whitespace().take(4).collect::<Vec<_>>().join(" ").to_lowercase();
        openings.entry(opening).or_default().push(&requirement.id);
    }
    none(openings.iter().filter(|(_, ids)| ids.len() > 1).map(|(text, ids)| format!("{text}: {ids:?}")).collect());
}

#[test]
fn documented_information_is_what_practitioners_read_it_to_be() {
    let pack = pack();
    let documented: Vec<&str> = pack
        .requirements()
        .iter()
        .filter(|(_, requirement)| requirement.documented)
        .map(|(_, requirement)| &*requirement.id)
        .collect();
    assert_eq!(documented, DOCUMENTED);
}

#[test]
fn related_is_symmetric_and_crosses_from_clauses_to_controls() {
    let pack = pack();
    let mut faults = Vec::new();
    for (req, requirement) in pack.requirements().iter() {
        if requirement.related.is_empty() {
            faults.push(format!("{}: related to nothing", requirement.id));
        }
        for id in &requirement.related {
            let other = pack.requirement(pack.find(id).unwrap());
            if !other.related.contains(&pack.requirement(req).id) {
                faults.push(format!("{} names {id}, which does not name it back", requirement.id));
            }
        }
        let distinct: BTreeSet<_> = requirement.related.iter().collect();
        assert_eq!(distinct.len(), requirement.related.len(), "{} names one twice", requirement.id);
    }
    none(faults);
}

#[test]
fn it_has_the_eight_triggers() {
    let pack = pack();
    let ids: Vec<&str> = pack.triggers().iter().map(|trigger| &*trigger.id).collect();
    assert_eq!(ids, TRIGGERS);
}

#[test]
fn every_choice_of_a_trigger_has_its_reason_and_no_reason_stands_alone() {
    let mut faults = Vec::new();
    for trigger in pack_document()["triggers"].as_array().unwrap() {
        let choices = ["base_weight", "credit", "max_age", "ready_bp", "close_bp", "cap_bp", "base_pct"];
        let weights = trigger["weights"].as_object().unwrap();
        let mut expected: BTreeSet<&str> = weights.keys().map(String::as_str).collect();
        expected.extend(choices);
        let reasons = trigger["reasons"].as_object().unwrap();
        let given: BTreeSet<&str> = reasons.keys().map(String::as_str).collect();
        let id = &trigger["id"];
        faults.extend(expected.difference(&given).map(|choice| format!("{id}: `{choice}` has no reason")));
        faults.extend(given.difference(&expected).map(|choice| format!("{id}: a reason for no choice, `{choice}`")));
        let mut seen = BTreeSet::new();
        faults.extend(
            reasons
                .iter()
                .filter(|(_, why)| !seen.insert(why.as_str()))
                .map(|(name, _)| format!("{id}: {name} repeats")),
        );
    }
    none(faults);
}

#[test]
fn an_exception_differs_from_the_base_weight() {
    let mut faults = Vec::new();
    for trigger in pack_document()["triggers"].as_array().unwrap() {
        for (id, weight) in trigger["weights"].as_object().unwrap() {
            if *weight == trigger["base_weight"] {
                faults.push(format!("{}: {id} is no exception", trigger["id"]));
            }
        }
    }
    none(faults);
}

#[test]
fn a_trigger_has_sources_signs_gates_factors_and_advice() {
    let pack = pack();
    for trigger in pack.triggers() {
        let id = &trigger.id;
        assert!(!trigger.sources.is_empty(), "{id}: no source");
        assert!(trigger.signs.len() >= 3, "{id}: few signs");
        assert!(trigger.gates.iter().any(|gate| gate.when.is_none()), "{id}: no gate is always on");
        assert!(trigger.advice.is_some(), "{id}: no advice");
        for sign in &trigger.signs {
            let heard = trigger.factors.iter().any(|factor| factor.cause == Cause::Sign(sign.id.clone()));
            assert!(heard, "{id}: the sign `{}` moves no pressure", sign.id);
        }
        let causes: BTreeSet<String> = trigger.factors.iter().map(|factor| format!("{:?}", factor.cause)).collect();
        assert_eq!(causes.len(), trigger.factors.len(), "{id}: one cause counts twice");
        assert_ne!(trigger.base_pct.get(), 0, "{id}: can't fire by itself");
    }
}

#[test]
fn a_certificate_is_asked_for_by_the_triggers_that_can_name_it_and_only_on_a_sign() {
    let pack = pack();
    let asking = pack.triggers().iter().filter(|trigger| {
        let mut gates = trigger.gates.iter().filter(|gate| gate.need == Need::Certificate);
        let first = gates.next();
        assert!(first.is_none_or(|gate| gate.when.is_some()), "{}: always asks for one", trigger.id);
        assert!(gates.next().is_none(), "{}: asks twice", trigger.id);
        first.is_some()
    });
    let ids: Vec<&str> = asking.map(|trigger| &*trigger.id).collect();
    // After an incident nobody asks for a certificate: they look for records of the event.
    assert_eq!(ids, ["rfp", "insurer", "esg", "renewal", "ai_launch", "funding", "supply_chain"]);
}

#[test]
fn no_two_triggers_weigh_alike() {
    let pack = pack();
    let weights: BTreeSet<Vec<u8>> =
        pack.triggers().iter().map(|trigger| trigger.weights.iter().map(|(_, &weight)| weight).collect()).collect();
    assert_eq!(weights.len(), 8);
    let curves: BTreeSet<[u8; 6]> = pack
        .triggers()
        .iter()
        .map(|trigger| std::array::from_fn(|digit| trigger.credit.of(Level::ALL[digit])))
        .collect();
    assert!(curves.len() >= 4, "the credit curves are of one mould: {curves:?}");
}

#[test]
fn the_quick_check_has_twelve_questions_that_partition_the_70() {
    let pack = pack();
    assert_eq!(pack.quick().len(), 12);
    let mut named: Vec<&str> = pack.quick().iter().flat_map(|one| one.requirements.iter().map(|id| &**id)).collect();
    named.sort_by_key(|id| pack.find(id).unwrap());
    assert_eq!(named, IDS);
    for question in pack.quick() {
        let levels: Vec<Level> = question.options.iter().map(|option| option.level).collect();
        assert!(levels.is_sorted_by(|a, b| a < b), "{}: {levels:?}", question.id);
        assert_eq!(levels.first(), Some(&Level::Absent), "{}", question.id);
        assert!(levels.len() >= 4, "{}: {levels:?}", question.id);
    }
}

#[test]
fn the_catalogue_has_sixty_risks_or_more_each_with_controls_and_a_source() {
    let pack = pack();
    assert!(pack.catalogue().len() >= 60, "{}", pack.catalogue().len());
    let mut faults = Vec::new();
    for risk in pack.catalogue() {
        if risk.links.is_empty() {
            faults.push(format!("{}: no control", risk.id));
        }
        if risk.sources.is_empty() {
            faults.push(format!("{}: no source", risk.id));
        }
        let linked: BTreeSet<_> = risk.links.iter().map(|link| &link.requirement).collect();
        if linked.len() < risk.links.len() {
            faults.push(format!("{}: one control twice", risk.id));
        }
    }
    let titles: BTreeSet<_> = pack.catalogue().iter().map(|risk| risk.title.to_lowercase()).collect();
    assert_eq!(titles.len(), pack.catalogue().len(), "a title stands twice");
    for (prefix, source) in [("nist-", "nist_600_1"), ("llm", "owasp_llm"), ("atlas-", "ibm_atlas")] {
        let of_it = pack.catalogue().iter().filter(|risk| risk.sources.iter().any(|id| &**id == source));
        let ids: Vec<&str> = of_it.map(|risk| &*risk.id).collect();
        assert!(!ids.is_empty(), "nothing of {source}");
        faults.extend(ids.iter().filter(|id| !id.starts_with(prefix)).map(|id| format!("{id}: not {prefix}")));
    }
    none(faults);
}

#[test]
fn every_category_of_risk_is_used() {
    let pack = pack();
    let used: BTreeSet<_> = pack.catalogue().iter().map(|risk| &risk.category).collect();
    let listed: BTreeSet<_> = pack.categories().iter().map(|category| &category.id).collect();
    assert_eq!(used, listed);
}

#[test]
fn it_has_five_regimes_and_counts_who_agrees() {
    let pack = pack();
    let ids: Vec<&str> = pack.regimes().iter().map(|regime| &*regime.id).collect();
    assert_eq!(ids, ["eu_ai_act", "nist_ai_rmf", "iso_27001", "gdpr", "dora"]);
    for regime in pack.regimes() {
        assert!(!regime.sources.is_empty(), "{}: no source", regime.id);
        assert!(regime.provisions.len() >= 10, "{}: {} provisions", regime.id, regime.provisions.len());
        for provision in &regime.provisions {
            assert!(!provision.requirements.is_empty(), "{} {}: nothing bears on it", regime.id, provision.id);
            for part in &provision.requirements {
                let distinct: BTreeSet<_> = part.sources.iter().collect();
                assert_eq!(distinct.len(), part.sources.len(), "{} {}: counted twice", provision.id, part.id);
            }
        }
    }
    // GDPR and DORA are our own mappings: no independent source is claimed, and the text says so.
    for regime in pack.regimes().iter().filter(|regime| ["gdpr", "dora"].contains(&&*regime.id)) {
        assert!(regime.gain.contains("our own judgement"), "{}", regime.gain);
        let parts = regime.provisions.iter().flat_map(|provision| &provision.requirements);
        assert!(parts.into_iter().all(|part| part.sources.len() == 1 && &*part.sources[0] == "foreproof"));
    }
    // A.3.3 is about concerns of people inside, not about reports of serious incidents.
    let act = &pack.regimes()[0];
    let reports = act.provisions.iter().find(|provision| &*provision.id == "Art. 73").unwrap();
    assert!(reports.requirements.iter().all(|part| &*part.id != "A.3.3"));
}

#[test]
fn no_regime_promises_compliance() {
    let document = pack_document();
    let texts = document["regimes"].to_string().to_lowercase();
    for word in ["you are compliant", "guarantee", "presumption of conformity is given"] {
        assert!(!texts.contains(word), "{word}");
    }
    let act = document["regimes"][0]["accepts_42001"].as_str().unwrap();
    assert!(act.contains("not a harmonised standard") && act.contains("no presumption of conformity"), "{act}");
}

#[test]
fn every_source_is_used_and_has_a_licence() {
    let pack = pack();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    used.extend(pack.triggers().iter().flat_map(|trigger| &trigger.sources).map(|id| &**id));
    used.extend(pack.catalogue().iter().flat_map(|risk| &risk.sources).map(|id| &**id));
    for regime in pack.regimes() {
        used.extend(regime.sources.iter().map(|id| &**id));
        let parts = regime.provisions.iter().flat_map(|provision| &provision.requirements);
        used.extend(parts.flat_map(|part| &part.sources).map(|id| &**id));
    }
    // These stand behind the pack as a whole.
    used.extend([
        "method",
        "practitioners",
        "iso_42001",
        "iso_23894",
        "iso_27005",
        "iso_42005",
        "iso_42006",
        "fair_lognormal",
    ]);
    let listed: BTreeSet<&str> = pack.sources().iter().map(|source| &*source.id).collect();
    assert_eq!(listed, used);
    for source in pack.sources() {
        assert!(source.licence.is_some(), "{}: no licence", source.id);
    }
}

#[test]
fn its_digest_is_that_of_its_document_wherever_it_is_told() {
    let document = pack_document();
    let expected = digest(&document);
    let pack = pack();
    assert_eq!(pack.sha256(), expected);
    let api = Api::new().unwrap();
    assert_eq!(digest(&api.pack()), expected);
    let call = json!({ "assessment": { "answers": {} }, "as_of": "2026-11-23" });
    let Answer::Success(success) = api.answer(Call::Assess, &call.to_string()) else { panic!("a failure") };
    let Success::Report(report) = *success else { panic!("no report") };
    assert_eq!(report.pack.sha256, expected);
    assert_eq!((report.pack.id.as_str(), report.pack.version.as_str()), ("foreproof", pack.version()));
}

#[test]
fn another_document_has_another_digest_and_field_order_does_not_matter() {
    let mut document = pack_document();
    let turned: serde_json::Map<String, Value> =
        document.as_object().unwrap().iter().rev().map(|(name, value)| (name.clone(), value.clone())).collect();
    assert_eq!(RulePack::read(&Value::Object(turned), "").unwrap().sha256(), pack().sha256());
    document["triggers"][0]["base_pct"] = 9.into();
    assert_ne!(RulePack::read(&document, "").unwrap().sha256(), pack().sha256());
}
