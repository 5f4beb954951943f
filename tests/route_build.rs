//! The programme behind the route, against one written down straight from the method that shares no
//! code with the engine; tiny ones by looking at every choice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

#[path = "support/realistic.rs"]
mod realistic;
mod twin;

use foreproof::{
    builtin,
    exchange::read_assessment,
    route::{NODE_BUDGET, Outcome, route},
    rules::RulePack,
    units::{Date, Id},
};
use realistic::AS_OF;
use serde_json::{Value, json};
use twin::{dice::Dice, random, route::programme};

fn document() -> Value {
    serde_json::from_str(builtin::DOCUMENT).unwrap()
}

/// The engine's route, as JSON.
fn found(pack: &Value, assessment: &Value, triggers: &[&str], budget: u64) -> Value {
    let pack = RulePack::read(pack, "").unwrap_or_else(|faults| panic!("{faults:#?}"));
    let assessment = read_assessment(&pack, assessment, "").unwrap_or_else(|faults| panic!("{faults:#?}"));
    let triggers: Vec<Id> = triggers.iter().map(|id| Id::from(*id)).collect();
    serde_json::to_value(route(&pack, &assessment, Date::parse(AS_OF).unwrap(), &triggers, budget)).unwrap()
}

fn levels(route: &Value) -> Vec<(&str, i128)> {
    let steps = route["steps"].as_array().unwrap().iter();
    steps.map(|step| (step["requirement"].as_str().unwrap(), step["level"].as_i64().unwrap().into())).collect()
}

/// A pack in which only a few requirements weigh anything.
fn tiny_pack(document: &Value, seed: u64) -> Value {
    let mut dice = Dice(seed);
    let mut pack = random::random_pack(document, seed);
    let all: Vec<String> = random::ids(&pack["requirements"]).iter().map(ToString::to_string).collect();
    let few: Vec<String> = (0..dice.between(1, 6)).map(|_| dice.pick(&all).clone()).collect();
    for trigger in pack["triggers"].as_array_mut().unwrap() {
        trigger["base_weight"] = json!(0);
        // Some trigger weighs nothing at all.
        let share = if dice.chance(10) { 0 } else { 70 };
        let mut weight = || if dice.chance(share) { dice.between(1, 10) } else { 0 };
        trigger["weights"] = few.iter().map(|id| (id.clone(), json!(weight()))).collect();
    }
    pack
}

fn chosen<'p>(pack: &'p Value, dice: &mut Dice) -> Vec<&'p str> {
    let share = *dice.pick(&[20, 50, 100]);
    random::ids(&pack["triggers"]).into_iter().filter(|_| dice.chance(share)).collect()
}

#[test]
fn on_tiny_packs_no_choice_is_cheaper() {
    let document = document();
    let (mut audits, mut outside, mut empty) = (0, 0, 0);
    for seed in 0..250 {
        let pack = tiny_pack(&document, seed);
        let assessment = random::random_assessment(&pack, AS_OF, seed);
        let triggers = chosen(&pack, &mut Dice(seed));
        let route = found(&pack, &assessment, &triggers, NODE_BUDGET);
        let case = twin::case(&pack, &assessment, AS_OF, None);
        let programme = programme(&case, &triggers);
        let cost = i128::from(route["cost"].as_i64().unwrap());
        assert_eq!(programme.cost(&levels(&route)), Some(cost), "case {seed}: {route:#}");
        assert_eq!(programme.least_of_all(), cost, "case {seed}: {route:#}");
        assert_eq!(route["outcome"], "optimal", "case {seed}");
        assert_eq!(route["outside"], Value::from(programme.outside), "case {seed}");
        audits += i32::from(route["shared"] != 0);
        outside += i32::from(route["outside"] != json!([]));
        empty += i32::from(cost == 0);
    }
    assert!(audits > 50 && outside > 50 && empty > 10, "{audits} audits, {outside} outside, {empty} empty");
}

#[test]
fn on_whole_packs_the_route_is_a_choice_at_its_cost() {
    let document = document();
    for seed in 0..80 {
        let pack = if seed % 2 == 0 { document.clone() } else { random::random_pack(&document, seed) };
        let assessment = random::random_assessment(&pack, AS_OF, seed);
        let triggers = chosen(&pack, &mut Dice(seed));
        let case = twin::case(&pack, &assessment, AS_OF, None);
        let programme = programme(&case, &triggers);
        for budget in [1, 50] {
            let route = found(&pack, &assessment, &triggers, budget);
            let cost = i128::from(route["cost"].as_i64().unwrap());
            assert_eq!(programme.cost(&levels(&route)), Some(cost), "case {seed}: {route:#}");
            let bound = i128::from(route["bound"].as_i64().unwrap());
            assert!(bound <= cost && (bound == cost) == (route["outcome"] == "optimal"), "case {seed}");
            assert_eq!(route["outside"], Value::from(programme.outside.clone()), "case {seed}");
            assert_eq!(route, found(&pack, &assessment, &triggers, budget), "case {seed}: another route");
        }
    }
}

#[test]
fn realistic_cases_are_solved_far_within_the_budget() {
    let document = document();
    let mut example: Value = serde_json::from_str(include_str!("data/example.json")).unwrap();
    let example = example["assessment"].take();
    let triggers = random::ids(&document["triggers"]);
    for seed in 0..60 {
        let assessment = realistic::realistic(&document, &example, seed);
        let route = found(&document, &assessment, &triggers, NODE_BUDGET / 4);
        assert_eq!(route["outcome"], Outcome::Optimal.name(), "case {seed}");
        let case = twin::case(&document, &assessment, AS_OF, None);
        let cost = i128::from(route["cost"].as_i64().unwrap());
        assert_eq!(programme(&case, &triggers).cost(&levels(&route)), Some(cost), "case {seed}");
    }
}
