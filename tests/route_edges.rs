//! The edges of the route, each set up by hand: what lies outside, what counts as proven and when,
//! efforts of the user's own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use foreproof::{
    api::{Api, Call},
    builtin,
};
use serde_json::{Value, json};

const AS_OF: &str = "2026-11-23";

/// The built-in pack with two triggers that ask for 4.1 and A.2.2 alone, in halves: `rfp` for level
/// 5, or 50 %, of them; `insurer` for A.2.2 alone. Each step is ten tenths of a day.
fn pack() -> Value {
    let mut pack: Value = serde_json::from_str(builtin::DOCUMENT).unwrap();
    pack["proof_effort"] = json!(2);
    pack["shared_effort"] = json!({"4": 80, "5": 300});
    for requirement in pack["requirements"].as_array_mut().unwrap() {
        requirement["effort"] = json!([10, 10, 10, 10, 10]);
    }
    for trigger in pack["triggers"].as_array_mut().unwrap() {
        let weights = match trigger["id"].as_str().unwrap() {
            "rfp" => json!({"4.1": 5, "A.2.2": 5}),
            "insurer" => json!({"A.2.2": 5}),
            // These weigh nothing, so they have no score.
            _ => json!({}),
        };
        for (name, value) in [
            ("base_weight", json!(0)),
            ("weights", weights),
            ("credit", json!([0, 10, 50, 80, 90, 100])),
            ("max_age", json!({"document": 100, "record": 100, "review": 100, "assurance": 100})),
            ("gates", json!([])),
            ("cap_bp", json!(100)),
            ("close_bp", json!(200)),
            ("ready_bp", json!(5_000)),
        ] {
            trigger[name] = value;
        }
    }
    pack
}

fn trigger<'p>(pack: &'p mut Value, id: &str) -> &'p mut Value {
    pack["triggers"].as_array_mut().unwrap().iter_mut().find(|trigger| trigger["id"] == id).unwrap()
}

fn route(pack: &Value, assessment: &Value, triggers: &[&str]) -> Value {
    let call = json!({"pack": pack, "assessment": assessment, "as_of": AS_OF, "triggers": triggers});
    let answer = serde_json::to_value(Api::new().unwrap().answer_value(Call::Route, &call)).unwrap();
    assert_eq!(answer["type"], "success", "{answer:#}");
    assert_eq!(answer["route"]["outcome"], "optimal");
    answer["route"].clone()
}

fn steps(route: &Value) -> Vec<(String, i64, i64)> {
    let steps = route["steps"].as_array().unwrap().iter();
    steps
        .map(|step| {
            let number = |name: &str| step[name].as_i64().unwrap();
            (step["requirement"].as_str().unwrap().to_owned(), number("level"), number("cost"))
        })
        .collect()
}

fn item(kind: &str, dated: &str) -> Value {
    json!([{"id": "e", "title": "e", "kind": kind, "dated": dated, "requirements": ["A.2.2"]}])
}

#[test]
fn without_targets_or_with_targets_that_are_ready_nothing_is_to_do() {
    let pack = pack();
    let ready = json!({"answers": {"A.2.2": {"level": 2}}, "evidence": item("document", "2026-11-01")});
    for triggers in [&[][..], &["insurer"]] {
        let route = route(&pack, &ready, triggers);
        assert_eq!((&route["cost"], &route["bound"], &route["shared"]), (&json!(0), &json!(0), &json!(0)));
        assert_eq!((&route["steps"], &route["outside"]), (&json!([]), &json!([])));
    }
}

#[test]
fn silence_starts_from_nothing() {
    // Unanswered, or a note alone: level 0 counts, and every step up costs.
    for answers in [json!({}), json!({"A.2.2": {"note": "to be asked"}}), json!({"A.2.2": {"level": 0}})] {
        let route = route(&pack(), &json!({"answers": answers}), &["insurer"]);
        assert_eq!(steps(&route), [("A.2.2".into(), 2, 22)]);
        assert_eq!(route["steps"][0]["from"], 0);
    }
}

#[test]
fn what_is_claimed_only_needs_its_proof() {
    let claimed = json!({"answers": {"A.2.2": {"level": 4}}});
    // Level 2 is enough; a higher one costs the same proof and would be no cheaper.
    assert_eq!(route(&pack(), &claimed, &["insurer"])["cost"], 2);
}

#[test]
fn a_target_asked_for_twice_is_one() {
    let (pack, empty) = (pack(), json!({"answers": {}}));
    assert_eq!(route(&pack, &empty, &["insurer", "insurer"]), route(&pack, &empty, &["insurer"]));
}

#[test]
fn a_target_set_aside_is_a_target_if_it_is_asked_for() {
    let aside = json!({"answers": {}, "triggers": {"insurer": {"set_aside": "not our market"}}});
    assert_eq!(route(&pack(), &aside, &["insurer"])["cost"], 22);
}

#[test]
fn a_target_without_score_lies_outside() {
    let found = route(&pack(), &json!({"answers": {}}), &["esg", "insurer"]);
    assert_eq!(found["outside"], json!([{"trigger": "esg", "no_score": true}]));
    assert_eq!(found["cost"], 22);
    // With its only requirement excluded, nothing weighs in the other one either.
    let excluded = json!({"answers": {"A.2.2": {"not_applicable": "none"}}});
    let found = route(&pack(), &excluded, &["insurer"]);
    assert_eq!((&found["outside"], &found["cost"]), (&json!([{"trigger": "insurer", "no_score": true}]), &json!(0)));
}

#[test]
fn gates_are_met_even_where_nothing_weighs() {
    let mut pack = pack();
    trigger(&mut pack, "insurer")["gates"] = json!([{"requirement": "9.2.2", "min_level": 3, "text": "t"}]);
    let found = route(&pack, &json!({"answers": {}}), &["insurer"]);
    assert_eq!(steps(&found), [("9.2.2".into(), 3, 32), ("A.2.2".into(), 2, 22)]);
    // At level 4 the audit has to be bought as well.
    trigger(&mut pack, "insurer")["gates"][0]["min_level"] = json!(4);
    let found = route(&pack, &json!({"answers": {}}), &["insurer"]);
    assert_eq!((&found["cost"], &found["shared"]), (&json!(42 + 22 + 80), &json!(80)));
}

#[test]
fn a_gate_counts_only_once_its_sign_is_observed() {
    let mut pack = pack();
    let sign = trigger(&mut pack, "insurer")["signs"][0]["id"].clone();
    trigger(&mut pack, "insurer")["gates"] =
        json!([{"requirement": "9.2.2", "min_level": 3, "text": "t", "when": sign}]);
    assert_eq!(route(&pack, &json!({"answers": {}}), &["insurer"])["cost"], 22);
    let seen = json!({"answers": {}, "triggers": {"insurer": {"signs": [sign]}}});
    assert_eq!(route(&pack, &seen, &["insurer"])["cost"], 54);
}

#[test]
fn a_gate_on_an_excluded_control_lies_outside() {
    let mut pack = pack();
    trigger(&mut pack, "insurer")["gates"] = json!([{"requirement": "A.4.2", "min_level": 3, "text": "t"}]);
    let excluded = json!({"answers": {"A.4.2": {"not_applicable": "none"}}});
    let found = route(&pack, &excluded, &["insurer"]);
    let gate = json!({"requirement": "A.4.2", "min_level": 3});
    assert_eq!(found["outside"], json!([{"trigger": "insurer", "gate": gate}]));
    assert_eq!(steps(&found), [("A.2.2".into(), 2, 22)]);
}

#[test]
fn a_certificate_is_looked_at_on_the_day_of_the_trigger() {
    let mut pack = pack();
    trigger(&mut pack, "insurer")["gates"] = json!([{"certificate": true, "text": "t"}]);
    let outside = json!([{"trigger": "insurer", "gate": {"certificate": true}}]);
    for (date, expected) in [("2027-03-01", json!([])), ("2027-03-02", outside.clone()), (AS_OF, outside)] {
        let assessment = json!({
            "answers": {},
            "certificate": {"status": "certified", "valid_from": "2027-01-01", "valid_until": "2027-03-01"},
            "triggers": {"insurer": {"date": date}},
        });
        assert_eq!(route(&pack, &assessment, &["insurer"])["outside"], expected, "{date}");
    }
}

#[test]
fn proof_that_expires_before_the_day_does_not_count() {
    // Dated 100 days before 2027-01-15, which is as old as it may be.
    let with = |date: &str| {
        json!({
            "answers": {"A.2.2": {"level": 2}},
            "evidence": item("document", "2026-10-07"),
            "triggers": {"insurer": {"date": date}},
        })
    };
    assert_eq!(route(&pack(), &with("2027-01-15"), &["insurer"])["cost"], 0);
    assert_eq!(steps(&route(&pack(), &with("2027-01-16"), &["insurer"])), [("A.2.2".into(), 2, 2)]);
    // A day that has passed is no day of its own: the report's counts.
    assert_eq!(route(&pack(), &with("2020-01-01"), &["insurer"])["cost"], 0);
}

#[test]
fn the_lowest_proven_level_of_the_targets_decides_what_can_be_raised() {
    // Today A.2.2 is proven at 3 for the tender; on the insurer's day nothing of it is fresh.
    let assessment = json!({
        "answers": {"A.2.2": {"level": 3}, "4.1": {"level": 0}},
        "evidence": item("record", "2026-11-01"),
        "triggers": {"insurer": {"date": "2027-06-01"}},
    });
    // Proving it anew gets the insurer ready, at a level that is no step for the tender: there it
    // keeps its level 3, 40 of 50 points. Of the 10 still needed, 4.1 would bring 5 if stated, and
    // brings 25 if defined.
    let found = route(&pack(), &assessment, &["rfp", "insurer"]);
    assert_eq!(steps(&found)[0], ("4.1".into(), 2, 22));
    let (requirement, level, cost) = &steps(&found)[1];
    assert_eq!((requirement.as_str(), cost), ("A.2.2", &2));
    assert!((2..=3).contains(level), "{level}");
    // For the tender alone nothing of A.2.2 needs to be proven again.
    assert_eq!(steps(&route(&pack(), &assessment, &["rfp"])), [("4.1".into(), 2, 22)]);
}

#[test]
fn an_effort_of_nothing_is_free_but_for_the_proof() {
    let free = json!({"answers": {}, "settings": {"effort": {"A.2.2": [0, 0, 0, 0, 0]}}});
    let found = route(&pack(), &free, &["insurer"]);
    assert_eq!((&found["cost"], &found["shared"]), (&json!(2), &json!(0)));
    // Absurd efforts don't overflow.
    let most = u32::MAX;
    let absurd = json!({"answers": {}, "settings": {"effort": {"A.2.2": [most, most, most, most, most]}}});
    assert_eq!(route(&pack(), &absurd, &["insurer"])["cost"], 2 + 2 * u64::from(most));
}

#[test]
fn an_audit_is_bought_once_or_not_at_all() {
    let mut pack = pack();
    for id in ["rfp", "insurer"] {
        trigger(&mut pack, id)["ready_bp"] = json!(8_500);
    }
    let found = route(&pack, &json!({"answers": {}}), &["rfp", "insurer"]);
    // Level 3 gives 80 %, level 4 gives 90 %: for the tender one of each is just enough.
    assert_eq!(steps(&found), [("4.1".into(), 3, 32), ("A.2.2".into(), 4, 42)]);
    assert_eq!((&found["cost"], &found["shared"]), (&json!(32 + 42 + 80), &json!(80)));
    // With both at 4 the audit is still the same one.
    trigger(&mut pack, "rfp")["ready_bp"] = json!(9_000);
    let found = route(&pack, &json!({"answers": {}}), &["rfp", "insurer"]);
    assert_eq!((&found["cost"], &found["shared"]), (&json!(42 + 42 + 80), &json!(80)));
}
