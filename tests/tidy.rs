//! The house rules that a program can hold: who may import whom, how long a file may be, what stands nowhere.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

#[path = "support/source.rs"]
mod source;

use std::{fs, path::Path, process::Command};

use source::{ROOT, code, files, is_word, line_of, none, words};

/// The rooms of `src`, lowest first. An import may only point to a lower step, or stay in its room.
const STEPS: [&[&str]; 12] = [
    &["units"],
    &["decode"],
    &["assessment"],
    &["rules"],
    &["builtin", "report"],
    &["engine"],
    &["quant", "route"],
    &["exchange"],
    &["update"],
    &["api"],
    &["cli", "app", "js"],
    &["bin"],
];

/// The most lines of a file.
const LINES: usize = 400;

/// Files that may be longer, and why. Each must still need it.
const LONGER: [(&str, usize, &str); 4] = [
    ("src/assessment/read.rs", 450, "one reader for each part of the file, all of one shape"),
    ("src/decode.rs", 500, "the reader of JSON: nodes, fields and their words belong together"),
    ("src/report.rs", 560, "the shape of the report from top to bottom, as method section 13 gives it"),
    ("src/rules/read.rs", 540, "one reader for each part of the pack, all of one shape"),
];

/// The rooms that a piece of code names: `crate::room`, and each of `crate::{room, room::{…}}`.
fn rooms(code: &str) -> Vec<(usize, String)> {
    let ident = |text: &str| text.trim_start().chars().take_while(|&c| is_word(c)).collect::<String>();
    let mut found = Vec::new();
    for at in words(code, "crate") {
        let Some(after) = code[at..].strip_prefix("crate::") else { continue };
        let Some(group) = after.strip_prefix('{') else {
            found.push((at, ident(after)));
            continue;
        };
        let mut depth = 0;
        let mut starts = vec![0];
        for (place, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => starts.push(place + 1),
                _ => {}
            }
        }
        let named = starts.into_iter().map(|start| ident(&group[start..])).filter(|name| !name.is_empty());
        found.extend(named.map(|name| (at, name)));
    }
    found
}

/// The room of a file: the folder or file right below `src`.
fn room(file: &str) -> &str {
    let below = file.strip_prefix("src/").unwrap();
    below.split('/').next().unwrap().trim_end_matches(".rs")
}

fn step(room: &str) -> Option<usize> {
    STEPS.iter().position(|step| step.contains(&room))
}

/// What is wrong in the imports of a file.
fn imports(file: &str, text: &str) -> Vec<String> {
    let code = code(text);
    let own = room(file);
    let mut faults = Vec::new();
    for (at, name) in rooms(&code) {
        let line = line_of(&code, at);
        if name == own {
            continue;
        }
        match (step(own), step(&name)) {
            (Some(here), Some(there)) if there < here => {}
            // What the crate exports by name at its root, macros above all, has no room.
            (_, None) => faults.push(format!("{file}:{line}: `crate::{name}` is not a room")),
            _ => faults.push(format!("{file}:{line}: `{own}` may not use `{name}`")),
        }
    }
    // `super` leads out of a room from its own root, or when doubled.
    let roots = [format!("src/{own}.rs"), format!("src/{own}/mod.rs")];
    let at_root = roots.iter().any(|root| root == file);
    for at in words(&code, "super") {
        let doubled = code[at..].starts_with("super::super");
        if code[at..].starts_with("super::") && (doubled || at_root) {
            faults.push(format!("{file}:{}: `super` leads out of the room; write `crate::`", line_of(&code, at)));
        }
    }
    faults
}

#[test]
fn imports_point_to_lower_rooms_only() {
    let mut faults = Vec::new();
    for (file, text) in files(&["src"], &[".rs"]) {
        if file == "src/lib.rs" {
            continue;
        }
        if step(room(&file)).is_none() {
            faults.push(format!("{file}: its room has no step; give it one in tests/tidy.rs"));
        }
        faults.extend(imports(&file, &text));
    }
    none(&faults);
}

#[test]
fn an_import_that_points_up_is_found() {
    let cases: [(&str, &str, &[&str]); 12] = [
        ("src/engine/risk.rs", "use crate::{report::Report, rules::{Req, RulePack}, units::Bp};", &[]),
        ("src/engine/risk.rs", "use super::facts;\nuse crate::engine::assess;", &[]),
        ("src/report.rs", "// use crate::engine;\n/* crate::api */ const A: &str = \"crate::cli\";", &[]),
        ("src/report.rs", "\nuse crate::engine::assess;", &["src/report.rs:2: `report` may not use `engine`"]),
        ("src/report.rs", "use crate::builtin;", &["src/report.rs:1: `report` may not use `builtin`"]),
        (
            "src/units/date.rs",
            "use crate::{\n    decode::{Fault, Node},\n    rules,\n};",
            &["src/units/date.rs:1: `units` may not use `decode`", "src/units/date.rs:1: `units` may not use `rules`"],
        ),
        (
            "src/exchange/log.rs",
            "fn f() { crate::update::Edit }",
            &["src/exchange/log.rs:1: `exchange` may not use `update`"],
        ),
        ("src/api.rs", "use super::cli;", &["src/api.rs:1: `super` leads out of the room; write `crate::`"]),
        (
            "src/engine/mod.rs",
            "use super::api;",
            &["src/engine/mod.rs:1: `super` leads out of the room; write `crate::`"],
        ),
        (
            "src/engine/risk.rs",
            "use super::super::api;",
            &["src/engine/risk.rs:1: `super` leads out of the room; write `crate::`"],
        ),
        ("src/app/mod.rs", "use crate::{api, cli};", &["src/app/mod.rs:1: `app` may not use `cli`"]),
        (
            "src/api.rs",
            "pub(crate) fn a(c: char) { b('\"', '\\'', '\\u{22}', crate::nowhere) }",
            &["src/api.rs:1: `crate::nowhere` is not a room"],
        ),
    ];
    for (file, text, expected) in cases {
        assert_eq!(imports(file, text), expected, "{text}");
    }
}

#[test]
fn files_stay_short() {
    let tests = files(&["tests"], &[".rs"]).into_iter().filter(|(file, _)| file.matches('/').count() == 1);
    let all: Vec<(String, String)> = files(&["src", "rules"], &[".rs"]).into_iter().chain(tests).collect();
    let gone = LONGER.iter().filter(|(longer, ..)| !all.iter().any(|(file, _)| file == longer));
    let mut faults: Vec<String> = gone.map(|(longer, ..)| format!("{longer}: is no file any more")).collect();
    for (file, text) in all {
        let count = text.lines().count();
        let allowed = LONGER.iter().find(|(longer, ..)| *longer == file);
        match allowed {
            Some((_, most, why)) if count > *most => {
                faults.push(format!("{file}: {count} lines, {most} allowed: {why}"))
            }
            Some(_) if count <= LINES => faults.push(format!("{file}: needs no exception any more")),
            None if count > LINES => faults.push(format!("{file}: {count} lines, {LINES} allowed")),
            _ => {}
        }
    }
    none(&faults);
}

/// Every place where a word stands in the code of these files.
fn standing(word: &str, below: &[&str], allowed: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for (file, text) in files(below, &[".rs"]).iter().filter(|(file, _)| !allowed(file)) {
        let code = code(text);
        faults.extend(words(&code, word).map(|at| format!("{file}:{}: `{word}`", line_of(&code, at))));
    }
    faults
}

#[test]
fn nothing_is_unsafe() {
    none(&standing("unsafe", &["src", "rules", "tests"], |_| false));
    assert!(fs::read_to_string(Path::new(ROOT).join("Cargo.toml")).unwrap().contains("unsafe_code = \"deny\""));
    // Code that a macro writes may declare a function of another module; nothing else may.
    none(&standing("unsafe_code", &["src"], |file| file == "src/app/parts.rs"));
}

#[test]
fn the_target_is_asked_for_at_the_edge_only() {
    let edge = |file: &str| {
        file == "src/app/storage.rs" || file.starts_with("src/app/storage/") || file.starts_with("src/bin/")
    };
    none(&standing("target_arch", &["src", "rules"], edge));
    none(&standing("target_family", &["src", "rules"], edge));
}

#[test]
fn the_core_has_no_clock_no_chance_and_no_storage() {
    let core = |file: &str| ["cli", "app", "js", "bin"].contains(&room(file));
    for word in
        ["SystemTime", "Instant", "HashMap", "HashSet", "println", "eprintln", "thread_rng", "f32", "unwrap", "expect"]
    {
        none(&standing(word, &["src"], |file| file == "src/lib.rs" || core(file)));
    }
}

#[test]
fn the_scores_are_integers() {
    // Numbers with a point: rates of the loss simulation, kept as they were given.
    let real = ["src/assessment/register.rs", "src/assessment/read.rs", "src/decode.rs"];
    let outside =
        |file: &str| ["cli", "app", "js", "bin", "quant", "lib"].contains(&room(file)) || real.contains(&file);
    none(&standing("f64", &["src"], outside));
}

/// The crates that a build with those features takes in.
fn tree(features: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .args(["--package", "foreproof", "--no-default-features"])
        .args(features)
        .current_dir(ROOT)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[test]
fn the_engine_takes_in_no_web_crate() {
    const WEB: [&str; 8] =
        ["yew", "yew-router", "web-sys", "js-sys", "wasm-bindgen", "wasm-bindgen-futures", "gloo-storage", "gloo"];
    for features in [&[][..], &["--features", "cli"]] {
        let crates = tree(features);
        assert!(crates.iter().any(|name| name == "serde_json"), "{crates:?}");
        let web: Vec<&String> = crates.iter().filter(|name| WEB.contains(&name.as_str())).collect();
        assert!(web.is_empty(), "{web:?}");
    }
    assert!(tree(&["--features", "app"]).iter().any(|name| name == "yew"), "the check sees no web crate at all");
}

#[test]
fn nothing_names_the_place_where_it_was_made() {
    // Put together here, so that this file does not find itself.
    let forbidden = [
        concat!("shar", "ed/"),
        concat!("session tran", "script"),
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/tm", "p/"),
        concat!("design/", "method.md"),
        concat!("design/", "architecture.md"),
        concat!("As an AI ", "language model"),
        concat!("Lorem ", "ipsum"),
        concat!("FIX", "ME"),
        concat!("XX", "X:"),
    ];
    let endings = [".rs", ".toml", ".md", ".html", ".css", ".js", ".json", ".txt", ".tsv", ".svg"];
    let below = ["src", "rules", "www", "tests", "index.html", "README.md", "CHANGELOG.md", "Cargo.toml", "Trunk.toml"];
    let mut faults = Vec::new();
    for (file, text) in files(&below, &endings) {
        for word in forbidden {
            faults.extend(text.match_indices(word).map(|(at, _)| format!("{file}:{}: `{word}`", line_of(&text, at))));
        }
    }
    none(&faults);
}
