//! Section 6, the route: the integer programme, written down straight from the text, and what a
//! choice of levels comes to in it.

use super::proof::{self, State};
use super::{Case, flag, list, must_text, must_whole, nth, steps, text, triggers, whole};
use serde_json::{Value, json};

/// A level of a requirement that may be proven, or staying.
#[derive(Clone, Debug)]
pub struct Option6 {
    /// 0 is staying.
    pub level: i128,
    pub cost: i128,
    /// What each target earns from the requirement then.
    pub earned: Vec<i128>,
}

/// What is to choose, and what must come of it.
#[derive(Debug)]
pub struct Programme<'c> {
    /// The applicable requirements, each with what it may do so that every gate holds.
    pub items: Vec<(&'c str, Vec<Option6>)>,
    /// For each target `ready_bp · total`, which 100 times what it earns must reach.
    pub needed: Vec<i128>,
    /// The shared effort by the highest level.
    pub shared: [i128; 6],
    pub outside: Vec<Value>,
}

/// `100 · earned >= ready_bp · total` for every target with a score, and every gate that can hold.
// Reading: a trigger that was set aside is a target like any other, if it is asked for.
// Reading: an id given twice asks for one target.
pub fn programme<'c>(case: &'c Case, chosen: &[&str]) -> Programme<'c> {
    let mut outside = Vec::new();
    let mut targets = Vec::new();
    for trigger in list(case.pack, "triggers") {
        if !chosen.contains(&must_text(trigger, "id")) {
            continue;
        }
        if triggers::total(case, trigger) == 0 {
            outside.push(json!({"trigger": trigger["id"], "no_score": true}));
        } else {
            targets.push(trigger);
        }
    }
    for trigger in &targets {
        for gate in list(trigger, "gates").iter().filter(|gate| triggers::gate_is_on(case, trigger, gate)) {
            let told = if flag(gate, "certificate") {
                let holds = proof::certificate_in_force(case, triggers::own_day(case, trigger));
                (!holds).then(|| json!({"certificate": true}))
            } else {
                proof::is_excluded(case, must_text(gate, "requirement"))
                    .then(|| json!({"requirement": gate["requirement"], "min_level": gate["min_level"]}))
            };
            outside.extend(told.map(|gate| json!({"trigger": trigger["id"], "gate": gate})));
        }
    }
    let applicable = list(case.pack, "requirements").iter();
    let applicable = applicable.filter(|requirement| !proof::is_excluded(case, must_text(requirement, "id")));
    Programme {
        items: applicable.map(|r| (must_text(r, "id"), options(case, &targets, r))).collect(),
        needed: targets.iter().map(|t| must_whole(t, "ready_bp") * triggers::total(case, t)).collect(),
        shared: std::array::from_fn(|level| whole(&case.pack["shared_effort"], &level.to_string()).unwrap_or(0)),
        outside,
    }
}

fn options(case: &Case, targets: &[&Value], requirement: &Value) -> Vec<Option6> {
    let id = must_text(requirement, "id");
    let p: Vec<i128> = targets
        .iter()
        .map(|t| proof::proven(case, id, triggers::max_age(case, t), triggers::own_day(case, t)).unwrap_or(0))
        .collect();
    let lowest = p.iter().copied().min().unwrap_or(5);
    let holds = |level: i128| {
        targets.iter().zip(&p).all(|(t, p)| {
            list(t, "gates")
                .iter()
                .filter(|gate| triggers::gate_is_on(case, t, gate) && text(gate, "requirement") == Some(id))
                .all(|gate| level.max(*p) >= must_whole(gate, "min_level"))
        })
    };
    std::iter::once(0)
        .chain(lowest + 1..=5)
        .filter(|level| holds(*level))
        .map(|level| Option6 {
            level,
            cost: if level == 0 { 0 } else { cost(case, requirement, level) },
            earned: targets
                .iter()
                .zip(&p)
                .map(|(t, p)| triggers::weight(t, id) * nth(t, "credit", level.max(*p)))
                .collect(),
        })
        .collect()
}

/// `proof_effort + Σ_{k=c[r]}^{x-1} effort[r][k]`
fn cost(case: &Case, requirement: &Value, level: i128) -> i128 {
    let claimed = match proof::state(case, must_text(requirement, "id")) {
        State::Answered(claimed) => claimed,
        _ => 0,
    };
    must_whole(case.pack, "proof_effort") + (claimed..level).map(|k| steps::effort(case, requirement, k)).sum::<i128>()
}

impl Programme<'_> {
    /// What a choice costs, if it may be chosen and every target is reached. Requirements that are
    /// not named stay.
    pub fn cost(&self, levels: &[(&str, i128)]) -> Option<i128> {
        let mut earned = vec![0; self.needed.len()];
        let (mut cost, mut highest) = (0, 0);
        for (id, options) in &self.items {
            let level = levels.iter().find(|(one, _)| one == id).map_or(0, |(_, level)| *level);
            let option = options.iter().find(|option| option.level == level)?;
            earned.iter_mut().zip(&option.earned).for_each(|(sum, earned)| *sum += earned);
            cost += option.cost;
            highest = highest.max(level);
        }
        let known = levels.iter().all(|(id, _)| self.items.iter().any(|(one, _)| one == id));
        let reached = earned.iter().zip(&self.needed).all(|(earned, needed)| 100 * earned >= *needed);
        let shared = self.shared[usize::try_from(highest).expect("a level")];
        (known && reached).then_some(cost + shared)
    }

    /// The least cost, by looking at every choice. Requirements that can do nothing for any target
    /// take their cheapest option.
    pub fn least_of_all(&self) -> i128 {
        let mut earned = vec![0; self.needed.len()];
        let (mut start, mut highest) = (0, 0);
        let mut free = Vec::new();
        for (_, options) in &self.items {
            let first = &options[0];
            if options.iter().all(|option| option.earned == first.earned) {
                earned.iter_mut().zip(&first.earned).for_each(|(sum, earned)| *sum += earned);
                let cheapest = options.iter().min_by_key(|option| (option.cost, option.level)).expect("an option");
                start += cheapest.cost;
                highest = highest.max(cheapest.level);
            } else {
                free.push(options.as_slice());
            }
        }
        assert!(free.len() <= 8, "{} requirements are too many to look at every choice", free.len());
        self.go(&free, start, highest, &earned).expect("a solution")
    }

    fn go(&self, free: &[&[Option6]], cost: i128, highest: i128, earned: &[i128]) -> Option<i128> {
        let Some((options, rest)) = free.split_first() else {
            let reached = earned.iter().zip(&self.needed).all(|(earned, needed)| 100 * earned >= *needed);
            return reached.then(|| cost + self.shared[usize::try_from(highest).expect("a level")]);
        };
        let next = options.iter().filter_map(|option| {
            let earned: Vec<i128> = earned.iter().zip(&option.earned).map(|(sum, earned)| sum + earned).collect();
            self.go(rest, cost + option.cost, highest.max(option.level), &earned)
        });
        next.min()
    }
}
