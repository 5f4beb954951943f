//! `finish STAGED PROGRAM`: puts the program that the page starts into a folder of its own, in parts.
//!
//! Trunk has built the program and put the page together. This splits the program at its doors (see
//! `src/app/parts.rs`) and makes the glue anew for its first part. Then it seals the site: the folder is
//! named after the content of all of it, so that parts of different builds never meet, and every file in
//! it may be cached for ever.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use foreproof_site::{
    Fault,
    program::{bind, read, without_custom_sections},
    release,
};
use wasm_split_cli_support::{Options, transform};

type Result<T = ()> = std::result::Result<T, Fault>;

/// What the glue and the first part are called.
const NAME: &str = "foreproof";
/// The folder of the program, until it is sealed.
const FOLDER: &str = "app-new";

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
    let parts = staged.join(FOLDER);
    split(program, &parts)?;
    let styles = style_sheets(&text, staged)?;
    fs::write(parts.join("style.css"), without_css_comments(&styles.first))?;
    fs::write(parts.join("more.css"), without_css_comments(&styles.more))?;
    let boot = staged.join("boot.js");
    fs::write(&boot, without_line_comments(&fs::read_to_string(&boot)?))?;
    let mut text = styles.page;
    for (ending, part) in [("_bg.wasm", "_bg.wasm"), (".js", ".js")] {
        let whole = release::only(staged, "foreproof-app-", ending)?;
        text = text.replace(&whole, &format!("{FOLDER}/{NAME}{part}"));
        fs::remove_file(staged.join(whole))?;
    }
    fs::write(page, text)?;
    release::seal(staged)?;
    Ok(())
}

/// The style sheets that a first visit needs. The rest comes with the parts that it is for.
const FIRST_STYLES: [&str; 6] = ["tokens-", "base-", "shell-", "parts-", "overview-", "print-"];
/// What stands last in both: on paper it rules over all before it.
const PRINT_STYLES: &str = "print-";

/// The page's style sheets in two: what a first visit needs, and what comes with later parts.
struct Styles {
    /// The page, which names the first of the two alone.
    page: String,
    first: String,
    more: String,
}

/// Takes the style sheets out of the page and the folder, and puts them together in their order: few
/// files are fewer requests, and compress better.
fn style_sheets(page: &str, folder: &Path) -> Result<Styles> {
    let mut styles = Styles { page: String::new(), first: String::new(), more: String::new() };
    for line in page.lines() {
        let name = line.trim().strip_prefix(r#"<link rel="stylesheet" href="./"#);
        let Some(name) = name.and_then(|name| name.split('"').next()) else {
            styles.page.push_str(line);
            styles.page.push('\n');
            continue;
        };
        if styles.first.is_empty() && styles.more.is_empty() {
            styles.page.push_str(&format!("<link rel=\"stylesheet\" href=\"./{FOLDER}/style.css\">\n"));
        }
        let sheet = fs::read_to_string(folder.join(name))?;
        let first = FIRST_STYLES.iter().any(|beginning| name.starts_with(beginning));
        if first {
            styles.first.push_str(&sheet);
        }
        if !first || name.starts_with(PRINT_STYLES) {
            styles.more.push_str(&sheet);
        }
        fs::remove_file(folder.join(name))?;
    }
    if styles.first.is_empty() || styles.more.is_empty() {
        return Err("the page names too few style sheets".into());
    }
    Ok(styles)
}

/// A style sheet without its comments: they are for whoever reads the source.
fn without_css_comments(styles: &str) -> String {
    let mut kept = String::new();
    let mut rest = styles;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// A script without the lines that are nothing but a comment.
fn without_line_comments(script: &str) -> String {
    let lines = script.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Splits a program into a folder: the first part with its glue, the others, and what loads them.
fn split(program: &Path, folder: &Path) -> Result {
    let raw = folder.join("raw");
    fs::create_dir_all(&raw)?;
    let whole = read(program)?;
    let first = raw.join(format!("{NAME}.wasm"));
    let (link, glue) = ("./parts.js".to_owned(), format!("./{NAME}.js"));
    let mut options = Options::new(&whole);
    options.output_dir = &raw;
    options.main_out_path = &first;
    options.link_name = &link;
    options.main_module = &glue;
    let made = transform(options)?;

    // The other parts put their functions into the table of the first.
    bind(&first, NAME, folder, &["--keep-lld-exports"])?;
    for part in &made.split_modules {
        let name = part.file_name().ok_or("a part without a name")?;
        fs::write(folder.join(name), without_custom_sections(&fs::read(part)?)?)?;
    }
    fs::rename(raw.join("parts.js"), folder.join("parts.js"))?;
    fs::remove_dir_all(raw)?;
    Ok(())
}
