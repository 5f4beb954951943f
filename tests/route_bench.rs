//! How long the cheapest route takes on 50 realistic assessments with all eight triggers: the same
//! file runs natively and in Node, and `tests/highs/` lets HiGHS solve the same programmes (`make
//! bench`). It is a measurement, not a test of time: what it asserts is that all were solved.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

#[path = "support/realistic.rs"]
mod realistic;
mod twin;

use foreproof::{
    builtin,
    exchange::read_assessment,
    route::{NODE_BUDGET, Outcome, route},
    units::{Date, Id},
};
use realistic::AS_OF;
use serde_json::Value;
use twin::{
    random,
    route::{Programme, programme},
};

const CASES: u64 = 50;
/// Each is solved so often, and its shortest time counts.
const TIMES: u32 = 3;

/// Milliseconds of a clock that only rises.
#[cfg(target_arch = "wasm32")]
fn millis() -> f64 {
    use wasm_bindgen::prelude::wasm_bindgen;
    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = performance)]
        fn now() -> f64;
    }
    now()
}

/// Milliseconds of a clock that only rises.
#[cfg(not(target_arch = "wasm32"))]
fn millis() -> f64 {
    use std::{sync::OnceLock, time::Instant};
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e3
}

fn tell(line: &str) {
    #[cfg(target_arch = "wasm32")]
    wasm_bindgen_test::console_log!("{line}");
    #[cfg(not(target_arch = "wasm32"))]
    println!("{line}");
}

/// Leaves a programme where HiGHS finds it, if a folder for that is given.
#[cfg(not(target_arch = "wasm32"))]
fn leave(seed: u64, cost: u64, programme: &Programme) {
    let Ok(folder) = std::env::var("FOREPROOF_PROGRAMMES") else { return };
    std::fs::create_dir_all(&folder).unwrap();
    let text = format!("\\ {cost}\n{}", lp(programme));
    std::fs::write(std::path::Path::new(&folder).join(format!("{seed:02}.lp")), text).unwrap();
}

#[cfg(target_arch = "wasm32")]
fn leave(_: u64, _: u64, programme: &Programme) {
    assert!(lp(programme).ends_with("End\n"));
}

/// The programme in the LP format: a variable an option, and one for each audit.
fn lp(programme: &Programme) -> String {
    let name = |item: usize, level: i128| format!("x{item}_{level}");
    let items = || programme.items.iter().enumerate();
    let all = || items().flat_map(|(item, (_, options))| options.iter().map(move |option| (item, option)));
    // Readers of the format dislike long lines.
    let sum = |terms: Vec<(i128, String)>| -> String {
        let terms = terms.iter().filter(|(by, _)| *by != 0).map(|(by, name)| format!("{by:+} {name}"));
        terms.collect::<Vec<_>>().chunks(8).map(|some| some.join(" ")).collect::<Vec<_>>().join("\n  ")
    };
    let [inside, outside] = [programme.shared[4], programme.shared[5]];
    let mut costs: Vec<_> = all().map(|(item, option)| (option.cost, name(item, option.level))).collect();
    costs.extend([(inside, "inside".into()), (outside - inside, "outside".into())]);
    let mut text = format!("Minimize\n cost: {}\nSubject To\n", sum(costs));
    for (row, needed) in programme.needed.iter().enumerate() {
        let earned = all().map(|(item, option)| (100 * option.earned[row], name(item, option.level))).collect();
        text += &format!(" t{row}: {} >= {needed}\n", sum(earned));
    }
    for (item, (_, options)) in items() {
        let from = |least: i128| -> Vec<_> {
            let some = options.iter().filter(|option| option.level >= least);
            some.map(|option| (1, name(item, option.level))).collect()
        };
        text += &format!(" one{item}: {} = 1\n", sum(from(0)));
        for (level, audit) in [(4, "inside"), (5, "outside")] {
            let mut needs = from(level);
            needs.push((-1, audit.into()));
            text += &format!(" {audit}{item}: {} <= 0\n", sum(needs));
        }
    }
    let names = all().map(|(item, option)| name(item, option.level)).chain(["inside".into(), "outside".into()]);
    text + "Binary\n " + &names.collect::<Vec<_>>().join("\n ") + "\nEnd\n"
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn fifty_realistic_routes() {
    let document: Value = serde_json::from_str(builtin::DOCUMENT).unwrap();
    let mut example: Value = serde_json::from_str(include_str!("data/example.json")).unwrap();
    let example = example["assessment"].take();
    let pack = builtin::pack().unwrap();
    let ids = random::ids(&document["triggers"]);
    let triggers: Vec<Id> = ids.iter().map(|id| Id::from(*id)).collect();
    let as_of = Date::parse(AS_OF).unwrap();
    let mut readings: Vec<f64> = (0..CASES)
        .map(|seed| {
            let value = realistic::realistic(&document, &example, seed);
            let assessment = read_assessment(&pack, &value, "").unwrap();
            let mut shortest = f64::MAX;
            for time in 0..TIMES {
                let start = millis();
                let found = route(&pack, &assessment, as_of, &triggers, NODE_BUDGET);
                let took = millis() - start;
                assert_eq!(found.outcome, Outcome::Optimal, "case {seed}");
                if time == 0 {
                    leave(seed, found.cost, &programme(&twin::case(&document, &value, AS_OF, None), &ids));
                }
                shortest = shortest.min(took);
            }
            shortest
        })
        .collect();
    readings.sort_by(f64::total_cmp);
    let at = |pct: usize| readings[(readings.len() * pct).div_ceil(100) - 1];
    let side = if cfg!(target_arch = "wasm32") { "foreproof, wasm in Node" } else { "foreproof, native" };
    tell(&format!(
        "{side}: {CASES} routes, all optimal: median {:.1} ms, p95 {:.1} ms, worst {:.1} ms",
        at(50),
        at(95),
        at(100)
    ));
}
