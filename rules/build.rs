//! Puts the rule pack together and checks it as a whole. A faulty pack fails the build, with every
//! fault by file and line. The checker is the crate's own: a pack that is served at run time is held
//! to the same rules. So does a language in which a text of the pack is missing.

#[allow(dead_code, unused_imports, reason = "the engine's own reader; the build needs a part of it")]
#[path = "../src/assessment/mod.rs"]
mod assessment;
#[allow(dead_code, reason = "the engine's own reader; the build needs a part of it")]
#[path = "../src/decode.rs"]
mod decode;
#[path = "languages.rs"]
mod languages;
#[path = "load.rs"]
mod load;
#[allow(dead_code, unused_imports, reason = "the engine's own reader; the build needs a part of it")]
#[path = "../src/rules/mod.rs"]
mod rules;
#[allow(dead_code, unused_imports, reason = "the engine's own reader; the build needs a part of it")]
#[path = "../src/units/mod.rs"]
mod units;

use std::{env, error::Error, fs, path::Path, process};

/// The method page, from Markdown to HTML. It is our own text: nothing of a user's is ever in it.
fn method_page(markdown: &str) -> String {
    let mut html = String::new();
    let parser = pulldown_cmark::Parser::new_ext(markdown, pulldown_cmark::Options::ENABLE_TABLES);
    pulldown_cmark::html::push_html(&mut html, parser);
    html
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("rules");
    for watched in ["rules", "src/units", "src/decode.rs", "src/assessment", "src/rules"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    match load::checked(&folder, |document| rules::RulePack::read(document, ""))? {
        Ok((document, pack)) => {
            let canonical = serde_json_canonicalizer::to_vec(&document)?;
            let out = env::var("OUT_DIR")?;
            fs::write(Path::new(&out).join("pack.json"), canonical)?;
            let method = fs::read_to_string(folder.join("method.md"))?;
            fs::write(Path::new(&out).join("method.html"), method_page(&method))?;
            println!("cargo::rustc-env=FOREPROOF_PACK_SHA256={}", pack.sha256());
            for (language, read) in languages::all(&folder.join("lang"), &document)? {
                let texts = read.unwrap_or_else(|faults| refuse(&format!("lang/{language}/"), &faults));
                fs::write(Path::new(&out).join(format!("pack.{language}.json")), serde_json::to_vec(&texts)?)?;
            }
            Ok(())
        }
        Err(faults) => refuse("", &faults),
    }
}

/// Ends the build, with every fault by its place below `rules/`.
fn refuse(below: &str, faults: &[String]) -> ! {
    for fault in faults {
        println!("cargo::error=rules/{below}{fault}");
    }
    eprintln!("the rule pack has {} fault(s)", faults.len());
    process::exit(1)
}
