//! The pack's texts in other languages: whole, or refused with every fault by its place.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

#[path = "../rules/languages.rs"]
mod languages;
mod support;

use std::{fs, path::Path};

use languages::{all, language, texts};
use support::pack_document;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/lang")
}

#[test]
fn every_text_of_the_pack_stands_in_every_language() {
    let pack = pack_document();
    let languages = all(&folder(), &pack).unwrap();
    let codes: Vec<_> = languages.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["de", "es", "fr"]);
    let wanted = texts(&pack);
    assert!(wanted.len() > 1_500, "{} texts", wanted.len());
    for (code, read) in languages {
        let read = read.unwrap_or_else(|faults| panic!("{code}: {faults:#?}"));
        assert!(read.keys().eq(wanted.iter()), "{code}");
    }
}

#[test]
fn what_people_read_is_a_text_of_the_pack_and_what_programs_read_is_not() {
    let wanted = texts(&pack_document());
    for path in [
        "title",
        "requirements/4.1/question",
        "requirements/5.2/evidence_examples/0",
        "triggers/rfp/signs/ai_questionnaire",
        "triggers/rfp/gates/0",
        "triggers/rfp/reasons/ready_bp",
        "quick/inventory/options/4",
        "profile/regions/eu/statute",
        "risk/catalogue/llm01-prompt-injection/description",
    ] {
        assert!(wanted.contains(path), "{path}");
    }
    let for_programs = |path: &String| path.split('/').any(|name| ["id", "kind", "sources", "weights"].contains(&name));
    assert!(!wanted.iter().any(for_programs));
}

#[test]
fn a_language_that_is_not_whole_is_refused_with_every_fault() {
    let made = std::env::temp_dir().join(format!("foreproof-language-{}", std::process::id()));
    fs::create_dir_all(&made).unwrap();
    let wanted =
        ["postures/p/title", "quick/q/options/0", "quick/q/options/1", "quick/q/text"].map(str::to_owned).into();
    fs::write(
        made.join("a.toml"),
        "[\"quick/q\"]\ntext = \" \"\noptions = [\"eins\", 2, \"drei\"]\n[\"postures/p\"]\ntitle = \"Titel\"\n",
    )
    .unwrap();
    fs::write(made.join("b.toml"), "[\"postures/p\"]\ntitle = \"noch einer\"\n").unwrap();
    fs::write(made.join("c.toml"), "title = ").unwrap();
    let faults = language(&made, &wanted).unwrap().unwrap_err();
    fs::remove_dir_all(&made).unwrap();
    assert_eq!(
        faults[..5],
        [
            "a.toml: `quick/q/options/1` is not a text; write it in quotes",
            "a.toml: `quick/q/options/2` stands for no text of the pack; remove it",
            "a.toml: `quick/q/text` is empty",
            "b.toml: `postures/p/title` is given twice; keep one",
            faults[4].as_str(),
        ]
    );
    assert!(faults[4].starts_with("c.toml: this is not readable TOML: "), "{}", faults[4]);
    assert_eq!(faults[5..], ["`quick/q/options/1` is missing", "`quick/q/text` is missing"]);
}
