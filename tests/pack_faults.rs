//! Deliberately broken packs, each with every message that it earns.
//!
//! A case is a folder below `tests/data/broken-packs`: `case.toml` says what is wrong and edits files
//! of the built-in pack, any other TOML file takes the place of the pack's own, and `expect.txt`
//! holds the messages, one a line, in order. They name lines of the real files: after a change of the
//! pack, run with `UPDATE_EXPECT=1` and read what that changed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod decode {
    pub use foreproof::decode::*;
}
#[allow(dead_code, reason = "the build script's own loader")]
#[path = "../rules/load.rs"]
mod load;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use foreproof::rules::RulePack;

const RULES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/broken-packs");

/// One fault kind each, named in method section 11, or met by whoever edits a pack by hand.
const NAMES: [&str; 25] = [
    "base-weight-missing",
    "cap-and-close-not-below-ready",
    "certificate-gate-with-level",
    "credit-curve-falls",
    "credit-curve-not-to-100",
    "default-credit-for-an-intent",
    "doubled-id",
    "empty-text",
    "factor-of-two-causes",
    "five-faults-in-three-files",
    "gate-on-unknown-sign",
    "key-set-twice",
    "mapping-without-source",
    "misspelt-field",
    "not-a-requirement",
    "pct-101",
    "posture-missing",
    "proof-effort-0",
    "reference-behind-a-shape-fault",
    "requirement-missing",
    "shared-effort-falls",
    "unknown-references",
    "unknown-weight",
    "unreadable-toml",
    "weight-11",
];

/// Copies the pack's files, worked examples aside.
fn copy_rules(to: &Path) {
    for file in load::files(Path::new(RULES)).unwrap() {
        let target = to.join(file.strip_prefix(RULES).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(&file, target).unwrap();
    }
}

/// Lays a case over the copy.
fn overlay(case: &Path, pack: &Path) {
    let told: toml::Table = fs::read_to_string(case.join("case.toml")).unwrap().parse().unwrap();
    assert!(told.contains_key("wrong"), "say in `wrong` what is wrong");
    for file in load::files(case).unwrap() {
        let name = file.strip_prefix(case).unwrap();
        if name != Path::new("case.toml") {
            assert!(pack.join(name).exists(), "`{}` replaces nothing", name.display());
            fs::copy(&file, pack.join(name)).unwrap();
        }
    }
    for edit in told.get("edit").and_then(toml::Value::as_array).into_iter().flatten() {
        let [file, find, replace] = ["file", "find", "replace"].map(|name| edit[name].as_str().unwrap());
        let text = fs::read_to_string(pack.join(file)).unwrap();
        assert_eq!(text.matches(find).count(), 1, "`{find}` must stand once in {file}");
        fs::write(pack.join(file), text.replacen(find, replace, 1)).unwrap();
    }
}

/// What the build would say of the pack in that folder: the very function that the build script calls.
fn told(pack: &Path) -> Vec<String> {
    load::checked(pack, |document| RulePack::read(document, "")).unwrap().err().unwrap_or_default()
}

fn check(name: &str) {
    let case = Path::new(CASES).join(name);
    let pack = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("broken-packs").join(name);
    if pack.exists() {
        fs::remove_dir_all(&pack).unwrap();
    }
    copy_rules(&pack);
    overlay(&case, &pack);
    let found = told(&pack).iter().fold(String::new(), |text, line| text + line + "\n");
    let expect = case.join("expect.txt");
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&expect, &found).unwrap();
    }
    assert_ne!(found, "", "{name}: a broken pack was taken");
    assert_eq!(found, fs::read_to_string(&expect).unwrap(), "{name}");
}

macro_rules! cases {
    ($($test:ident = $name:literal),+ $(,)?) => { $(#[test] fn $test() { check($name); })+ };
}

cases! {
    base_weight_missing = "base-weight-missing",
    cap_and_close_not_below_ready = "cap-and-close-not-below-ready",
    certificate_gate_with_level = "certificate-gate-with-level",
    credit_curve_falls = "credit-curve-falls",
    credit_curve_not_to_100 = "credit-curve-not-to-100",
    default_credit_for_an_intent = "default-credit-for-an-intent",
    doubled_id = "doubled-id",
    empty_text = "empty-text",
    factor_of_two_causes = "factor-of-two-causes",
    five_faults_in_three_files = "five-faults-in-three-files",
    gate_on_unknown_sign = "gate-on-unknown-sign",
    key_set_twice = "key-set-twice",
    mapping_without_source = "mapping-without-source",
    misspelt_field = "misspelt-field",
    not_a_requirement = "not-a-requirement",
    pct_101 = "pct-101",
    posture_missing = "posture-missing",
    proof_effort_0 = "proof-effort-0",
    reference_behind_a_shape_fault = "reference-behind-a-shape-fault",
    requirement_missing = "requirement-missing",
    shared_effort_falls = "shared-effort-falls",
    unknown_references = "unknown-references",
    unknown_weight = "unknown-weight",
    unreadable_toml = "unreadable-toml",
    weight_11 = "weight-11",
}

#[test]
fn every_folder_is_a_case_that_runs() {
    let mut folders: Vec<String> =
        fs::read_dir(CASES).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    folders.sort();
    assert_eq!(folders, NAMES);
}

#[test]
fn the_pack_itself_has_no_fault() {
    assert_eq!(told(Path::new(RULES)), Vec::<String>::new());
}

#[test]
fn the_build_embeds_the_document_that_the_loader_makes() {
    let (document, pack) =
        load::checked(Path::new(RULES), |document| RulePack::read(document, "")).unwrap().expect("a sound pack");
    assert_eq!(serde_json_canonicalizer::to_string(&document).unwrap(), foreproof::builtin::DOCUMENT);
    assert_eq!(pack.sha256(), foreproof::builtin::SHA256);
}
