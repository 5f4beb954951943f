//! `finish STAGED PROGRAM`: puts the program that the page starts into a folder of its own, in parts.
//!
//! Trunk has built the program and put the page together. This splits the program at its doors (see
//! `src/app/parts.rs`), makes the glue anew for its first part, and names the folder after the content
//! of all of it: parts of different builds never meet, and every file in it may be cached for ever.

use std::{
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use sha2::{Digest, Sha256};
use wasm_split_cli_support::{Options, transform};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// What the glue and the first part are called.
const NAME: &str = "foreproof";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let done = match arguments.as_slice() {
        [staged, program] => finish(staged, program),
        _ => Err("usage: finish STAGED PROGRAM".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("error: the site could not be finished: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn finish(staged: &Path, program: &Path) -> Result {
    let page = staged.join("index.html");
    let text = fs::read_to_string(&page)?;
    let parts = staged.join("app");
    split(program, &parts)?;
    let (mut text, styles) = one_style_sheet(&text, staged)?;
    fs::write(parts.join("style.css"), styles)?;
    let name = format!("app-{}", fingerprint(&parts)?);
    fs::rename(&parts, staged.join(&name))?;

    text = text.replace(STYLES, &format!(r#"<link rel="stylesheet" href="./{name}/style.css">"#));
    for (ending, part) in [("_bg.wasm", "_bg.wasm"), (".js", ".js")] {
        let whole = only(staged, "foreproof-app-", ending)?;
        text = text.replace(&whole, &format!("{name}/{NAME}{part}"));
        fs::remove_file(staged.join(whole))?;
    }
    fs::write(page, text)?;
    Ok(())
}

/// What stands for the one style sheet until its folder has a name.
const STYLES: &str = "<!-- style -->";

/// Takes the style sheets out of the page and the folder: the page without them, and all of them in
/// one, in their order. One file is fewer requests, and compresses better.
fn one_style_sheet(page: &str, folder: &Path) -> Result<(String, String)> {
    let (mut rest, mut styles) = (String::new(), String::new());
    for line in page.lines() {
        let name = line.trim().strip_prefix(r#"<link rel="stylesheet" href="./"#);
        let Some(name) = name.and_then(|name| name.split('"').next()) else {
            rest.push_str(line);
            rest.push('\n');
            continue;
        };
        if styles.is_empty() {
            rest.push_str(STYLES);
            rest.push('\n');
        }
        styles.push_str(&fs::read_to_string(folder.join(name))?);
        fs::remove_file(folder.join(name))?;
    }
    if styles.is_empty() {
        return Err("the page names no style sheet".into());
    }
    Ok((rest, styles))
}

/// Splits a program into a folder: the first part with its glue, the others, and what loads them.
fn split(program: &Path, folder: &Path) -> Result {
    let raw = folder.join("raw");
    fs::create_dir_all(&raw)?;
    let whole = fs::read(program).map_err(|fault| format!("{}: {fault}", program.display()))?;
    let first = raw.join(format!("{NAME}.wasm"));
    let (link, glue) = ("./parts.js".to_owned(), format!("./{NAME}.js"));
    let mut options = Options::new(&whole);
    options.output_dir = &raw;
    options.main_out_path = &first;
    options.link_name = &link;
    options.main_module = &glue;
    let made = transform(options)?;

    let bindgen = Command::new("wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--remove-name-section", "--remove-producers-section"])
        // The other parts put their functions into the table of the first.
        .arg("--keep-lld-exports")
        .args(["--out-name", NAME, "--out-dir"])
        .args([folder, &first])
        .status()
        .map_err(|fault| format!("wasm-bindgen did not start: {fault}"))?;
    if !bindgen.success() {
        return Err("wasm-bindgen failed".into());
    }
    for part in &made.split_modules {
        let name = part.file_name().ok_or("a part without a name")?;
        fs::write(folder.join(name), without_custom_sections(&fs::read(part)?)?)?;
    }
    fs::rename(raw.join("parts.js"), folder.join("parts.js"))?;
    fs::remove_dir_all(raw)?;
    Ok(())
}

/// A module without its custom sections: names and the like, which no browser needs.
fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>> {
    const HEADER: usize = 8;
    let cut = || "a part of the program is cut short";
    let (header, mut rest) = module.split_at_checked(HEADER).ok_or_else(cut)?;
    let mut kept = header.to_vec();
    while let [kind, after @ ..] = rest {
        let mut size = 0_usize;
        let mut bytes = 0;
        loop {
            let byte = after.get(bytes).ok_or_else(cut)?;
            size |= usize::from(byte & 0x7f) << (7 * bytes);
            bytes += 1;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let (section, others) = rest.split_at_checked(1 + bytes + size).ok_or_else(cut)?;
        if *kind != 0 {
            kept.extend_from_slice(section);
        }
        rest = others;
    }
    Ok(kept)
}

/// The first characters of the SHA-256 of all files of a folder with their names.
fn fingerprint(folder: &Path) -> Result<String> {
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        let content = fs::read(&file)?;
        hash.update(file.file_name().ok_or("a file without a name")?.as_encoded_bytes());
        hash.update((content.len() as u64).to_le_bytes());
        hash.update(content);
    }
    let mut text = String::new();
    for byte in hash.finalize().iter().take(8) {
        write!(text, "{byte:02x}")?;
    }
    Ok(text)
}

/// The name of the one file of a folder that begins and ends like that.
fn only(folder: &Path, beginning: &str, ending: &str) -> Result<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with(beginning) && name.ends_with(ending) {
            found.push(name);
        }
    }
    match found.as_slice() {
        [one] => Ok(one.clone()),
        _ => Err(format!("one file {beginning}…{ending} was expected, not {}", found.len()).into()),
    }
}
