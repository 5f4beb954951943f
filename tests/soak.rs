//! Ten thousand actions of two tabs on one shelf that fails at random, against a model of what must be kept.
//!
//! `FOREPROOF_SEED=7 cargo test --test soak` replays a run; the seed and how often each action met each
//! fault are printed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

#[path = "twin/dice.rs"]
#[allow(dead_code)]
mod dice;
mod support;

use std::{collections::BTreeMap, rc::Rc};

use dice::Dice;
use foreproof::{
    assessment::{Answer, Assessment},
    exchange::{broken_entry, import, stored},
    rules::{IDS, RulePack},
    update::{ChangeKind, Edit, Msg, State},
};
use support::{id, pack, sound};

const ACTIONS: usize = 10_000;
const AT: &str = "2026-11-20T09:30:00Z";
const DOINGS: [&str; 7] = ["edit", "type", "undo", "redo", "import", "save", "reload"];
const FAULTS: [&str; 4] = ["none", "full", "killed", "cleared"];

/// What a tab must find again: its notes by requirement.
type Notes = BTreeMap<String, String>;

/// A tab, and the model of it.
#[derive(Clone)]
struct Tab {
    place: usize,
    state: State,
    known: Rc<Assessment>,
    seen: Vec<Rc<Assessment>>,
    undo: String,
    notes: Notes,
    saved: Notes,
    /// It was started anew on a shelf that did not hold all of it: the other tab may bring some back.
    behind: bool,
}

/// What lies there, and what its writers had seen before, the latest first: the book of the app.
#[derive(Default)]
struct Shelf {
    text: Option<String>,
    chain: Vec<Rc<Assessment>>,
}

impl Tab {
    fn saw(&mut self, assessment: Rc<Assessment>) {
        self.seen.push(assessment.clone());
        let surplus = self.seen.len().saturating_sub(16);
        self.seen.drain(..surplus);
        self.known = assessment;
    }
}

fn notes(assessment: &Assessment, of: usize) -> Notes {
    let own = |id: &str| IDS.iter().position(|known| *known == id).is_some_and(|place| place % 2 == of);
    let noted = assessment.answers.iter().filter(|(id, _)| own(id));
    noted.filter_map(|(id, answer)| Some((id.to_string(), answer.note.clone()?))).collect()
}

/// Joins what lies on the shelf and writes, unless the shelf refuses.
fn save(pack: &RulePack, tab: &mut Tab, shelf: &mut Shelf, refuses: bool) {
    if let Some(text) = shelf.text.as_deref() {
        let theirs = Rc::new(import(pack, text).unwrap());
        if *theirs != *tab.known {
            let base = shelf.chain.iter().find(|it| tab.seen.contains(it)).cloned().unwrap_or_default();
            tab.state = tab.state.logged(pack, Msg::Join { base, theirs: theirs.clone() }, AT);
            tab.saw(theirs);
            if tab.behind {
                tab.notes = notes(tab.state.assessment(), tab.place);
            }
        }
    }
    if refuses {
        return;
    }
    // What lies there is known by now, and so is what came before it.
    let past = if shelf.text.is_some() { std::mem::take(&mut shelf.chain) } else { Vec::new() };
    shelf.chain = std::iter::once(tab.known.clone()).chain(past).take(16).collect();
    shelf.text = Some(stored(pack, tab.state.assessment(), AT));
    tab.saw(tab.state.assessment().clone());
    tab.undo = tab.state.remembered(1 << 18);
    tab.saved.clone_from(&tab.notes);
}

#[test]
fn ten_thousand_actions_on_a_shelf_that_fails_lose_nothing() {
    let pack = pack();
    let seed = std::env::var("FOREPROOF_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(42);
    println!("seed {seed}");
    let mut dice = Dice(seed);
    let fresh = |place| Tab {
        place,
        state: State::default(),
        known: Rc::default(),
        seen: vec![Rc::default()],
        undo: String::new(),
        notes: Notes::new(),
        saved: Notes::new(),
        behind: false,
    };
    let mut tabs = [fresh(0), fresh(1)];
    let mut shelf = Shelf::default();
    let mut met: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut trail = Vec::new();
    for step in 0..ACTIONS {
        let surplus = trail.len().saturating_sub(25_usize);
        trail.drain(..surplus);
        let which = usize::from(dice.chance(50));
        let doing = *dice.pick(&DOINGS);
        let fault = if dice.chance(70) { "none" } else { *dice.pick(&FAULTS) };
        *met.entry((doing, fault)).or_default() += 1;
        let tab = &mut tabs[which];
        let before = notes(tab.state.assessment(), which);
        assert_eq!(before, tab.notes, "seed {seed}, step {step}, tab {which}, {trail:?}");
        trail.push((step, which, doing, fault));
        match doing {
            "edit" | "type" => {
                // Each tab writes under requirements of its own: none of it may ever go.
                let place = usize::try_from(dice.between(0, 11)).unwrap() * 2 + which;
                let note = format!("{which}.{step}");
                let edit = Edit::Answer(id(IDS[place]), Answer { note: Some(note.clone()), ..Answer::default() });
                let msg = if doing == "edit" { Msg::Edit(edit) } else { Msg::Type(edit) };
                tab.state = tab.state.logged(&pack, msg, AT);
                tab.notes.insert(IDS[place].to_owned(), note);
            }
            "undo" | "redo" => {
                let msg = if doing == "undo" { Msg::Undo } else { Msg::Redo };
                let other = notes(tab.state.assessment(), 1 - which);
                tab.state = tab.state.logged(&pack, msg, AT);
                tab.notes = notes(tab.state.assessment(), which);
                assert_eq!(notes(tab.state.assessment(), 1 - which), other, "an undo took what the other tab did");
            }
            "import" => {
                let mut file = Assessment::clone(tab.state.assessment());
                file.organisation.name = format!("import {step}");
                tab.state = tab.state.logged(&pack, Msg::Edit(Edit::Replace(ChangeKind::Import, Rc::new(file))), AT);
            }
            _ => {}
        }
        if fault == "cleared" {
            // Somebody clears the site's storage; the other tab still holds what it had.
            shelf = Shelf::default();
        }
        if doing == "save" || doing == "reload" {
            save(&pack, tab, &mut shelf, fault == "full");
        }
        if fault == "killed" || (doing == "reload" && fault != "full") {
            // What was not saved goes with a tab that is killed, and nothing else.
            let text = shelf.text.as_deref().map(|text| Rc::new(import(&pack, text).unwrap())).unwrap_or_default();
            let lost = shelf.text.is_none();
            tab.state = State::default().update(&pack, Msg::Load(text.clone())).recalling(&tab.undo);
            tab.seen.clear();
            tab.saw(text);
            tab.behind |= lost;
            tab.notes = if lost { Notes::new() } else { tab.saved.clone() };
            if lost {
                tab.saved.clear();
            }
            // A shelf that the other tab wrote anew after it was cleared holds what that one knew.
            if tab.notes != notes(tab.state.assessment(), which) {
                assert!(met.keys().any(|(_, fault)| *fault == "cleared"), "seed {seed}, step {step}: lost");
                assert!(!lost);
                tab.behind = true;
                tab.notes = notes(tab.state.assessment(), which);
                tab.saved.clone_from(&tab.notes);
            }
        }
        if doing == "save" && fault != "full" && fault != "killed" {
            let there = import(&pack, shelf.text.as_deref().unwrap()).unwrap();
            sound(&pack, &there);
            assert_eq!(broken_entry(&there.log), None, "seed {seed}, step {step}");
            assert_eq!(notes(&there, which), tabs[which].notes, "seed {seed}, step {step}, tab {which}, {trail:?}");
        }
    }
    for doing in DOINGS {
        for fault in FAULTS {
            let count = met.get(&(doing, fault)).copied().unwrap_or(0);
            println!("{doing:>7} {fault:>8} {count:>5}");
            assert!(count > 0, "{doing} never met {fault}");
        }
    }
}
