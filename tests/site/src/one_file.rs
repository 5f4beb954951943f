//! The one-file edition: the whole app in one page that runs from a folder, without a server.

use std::{fs, io::Write as _, path::Path};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};

use crate::{
    Fault, ONE_FILE,
    program::{bind, read, without_custom_sections},
    release::integrity,
};

/// What the glue is called while it is made.
const NAME: &str = "whole";

/// Writes `foreproof.html` into a sealed site, from its start page, styles and boot script and the whole
/// program, and beside it its SHA-256. Answers with that.
///
/// # Errors
///
/// If a part is missing, or cannot stand inside a page.
pub fn write(site: &Path, program: &Path) -> Result<String, Fault> {
    let work = program.with_extension("one-file");
    fs::create_dir_all(&work)?;
    bind(program, NAME, &work, &[])?;
    let glue = text(&work.join(format!("{NAME}.js")))?;
    let module = without_custom_sections(&read(&work.join(format!("{NAME}_bg.wasm")))?)?;
    fs::remove_dir_all(&work)?;

    let index = text(&site.join("index.html"))?;
    let style = site.join(named(&index, "href=\"./", "/style.css")?);
    let parts = Parts {
        style: text(&style)? + &text(&style.with_file_name("more.css"))?,
        script: format!("{glue}\n{}", text(&site.join(named(&index, "src=\"./boot-", ".js")?))?),
        icon: read(&site.join("icons/icon.svg"))?,
        example: text(&site.join("example.json"))?,
        program: BASE64_STANDARD.encode(packed(&module)?),
    };
    let page = page(&index, &parts)?;
    let hash: String = Sha256::digest(&page).iter().map(|byte| format!("{byte:02x}")).collect();
    fs::write(site.join(ONE_FILE), page)?;
    // As `sha256sum --check` reads it.
    fs::write(site.join(format!("{ONE_FILE}.sha256")), format!("{hash}  {ONE_FILE}\n"))?;
    Ok(hash)
}

struct Parts {
    style: String,
    script: String,
    icon: Vec<u8>,
    example: String,
    program: String,
}

/// The start page with everything that it names inside.
fn page(index: &str, parts: &Parts) -> Result<String, Fault> {
    for (part, end) in [(&parts.style, "</style"), (&parts.script, "</script"), (&parts.script, "<!--")] {
        if part.contains(end) || part.contains('\r') {
            return Err(format!("a part of the page holds {end} or a carriage return").into());
        }
    }
    // Nothing but these two very texts, and no connection of any kind.
    let policy = format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; img-src data: blob:; \
         base-uri 'none'; form-action 'none'",
        integrity(&parts.script),
        integrity(&parts.style)
    );
    let icon = BASE64_STANDARD.encode(&parts.icon);
    // Inside a page no text of JSON may look like the end of its element; in JSON `<` stands in texts only.
    let example = parts.example.replace('<', "\\u003c");
    let mut page = String::new();
    // What is loaded beforehand stands in one line with the end of the head.
    for line in index.replace("</head>", "\n</head>").lines().filter(|line| !line.trim().is_empty()) {
        let start = line.trim_start();
        // What the parts below replace.
        if ["<link", "<script", "<meta http-equiv", "<!-- "].iter().any(|tag| start.starts_with(tag)) {
            continue;
        }
        match start {
            "<html lang=\"en\">" => page += "<html lang=\"en\" data-edition=\"one-file\">",
            "</head>" => {
                page += &format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">\n");
                page += &format!("<style>{}</style>\n{line}", parts.style);
            }
            "</body>" => {
                page += &format!("<script type=\"application/json\" id=\"example.json\">{example}</script>\n");
                page += &format!("<script type=\"text/plain\" id=\"program\">{}</script>\n", parts.program);
                page += &format!("<script type=\"module\">{}</script>\n{line}", parts.script);
            }
            _ => page += line,
        }
        page.push('\n');
        if start.starts_with("<meta charset") {
            page += &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n");
        }
    }
    for part in ["data-edition", "<style>", "type=\"module\"", "http-equiv"] {
        if page.matches(part).count() == 0 {
            return Err(format!("the start page has no place for {part}").into());
        }
    }
    Ok(page)
}

/// The path in a page that begins after a mark and ends so, with what of it the mark holds.
fn named(page: &str, mark: &str, end: &str) -> Result<String, Fault> {
    let missing = || format!("the start page names nothing like {mark}…{end}");
    page.split(mark)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .find(|rest| rest.ends_with(end))
        .map(|rest| format!("{}{rest}", mark.split_once("./").map_or("", |(_, kept)| kept)))
        .ok_or_else(|| missing().into())
}

fn text(path: &Path) -> Result<String, Fault> {
    Ok(String::from_utf8(read(path)?)?)
}

/// Compressed, the same bytes each time.
fn packed(module: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut writer = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    writer.write_all(module)?;
    Ok(writer.finish()?)
}
