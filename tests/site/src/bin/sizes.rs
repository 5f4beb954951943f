//! `sizes [dist]`: what each file of the built site weighs on the wire, and
//! what a first visit loads in all. Fails if that is more than is promised.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, read::GzEncoder};
use foreproof_site::ONE_FILE;

/// What a first visit may load, in bytes after Brotli. What it does not need arrives with the page that does.
const LIMIT: usize = 300_000;

/// Compressed already, or not worth it: hosts send these as they are.
const AS_IS: [&str; 5] = ["png", "jpg", "webp", "woff2", "br"];

/// What the page names, and a browser fetches when the app has started, or when somebody installs it.
const LATER: [&str; 3] = ["sw.js", "manifest.webmanifest", "icons/apple-touch.png"];

struct Weight {
    plain: usize,
    gzip: usize,
    brotli: usize,
}

fn main() -> ExitCode {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "dist".to_owned());
    match weigh(Path::new(&folder)) {
        Ok(total) if total <= LIMIT => ExitCode::SUCCESS,
        Ok(total) => {
            eprintln!("error: a first visit loads {total} bytes, more than the {LIMIT} allowed");
            ExitCode::FAILURE
        }
        Err(fault) => {
            eprintln!("error: cannot weigh {folder}: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn weigh(folder: &Path) -> io::Result<usize> {
    let mut files = Vec::new();
    collect(folder, folder, &mut files)?;
    files.sort();
    let first = first_visit(folder, &files)?;

    let mut out = io::stdout().lock();
    writeln!(out, "{:<48} {:>10} {:>10} {:>10}", "file", "bytes", "gzip", "brotli")?;
    let mut visit = Weight { plain: 0, gzip: 0, brotli: 0 };
    let (mut others, mut apart) = (0, 0);
    for file in &files {
        let weight = Weight::of(&folder.join(file))?;
        let loaded = first.contains(file);
        let name = file.display().to_string();
        writeln!(
            out,
            "{:<48} {:>10} {:>10} {:>10}",
            if loaded { name.clone() } else { format!("({name})") },
            weight.plain,
            weight.gzip,
            weight.brotli
        )?;
        if loaded {
            visit.plain += weight.plain;
            visit.gzip += weight.gzip;
            visit.brotli += weight.brotli;
        } else if name == ONE_FILE {
            apart = weight.gzip;
        } else {
            others += weight.brotli;
        }
    }
    writeln!(
        out,
        "{:<48} {:>10} {:>10} {:>10}   limit {LIMIT}",
        "a first visit loads", visit.plain, visit.gzip, visit.brotli
    )?;
    if others > 0 {
        writeln!(out, "{:<48} {:>10} {:>10} {others:>10}", "(in the background or by later pages, or never)", "", "")?;
    }
    if apart > 0 {
        writeln!(out, "{:<48} {:>10} {apart:>10}", "(the one-file edition, only when asked for)", "")?;
    }
    Ok(visit.brotli)
}

/// All files of the folder, relative to it.
fn collect(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if let Ok(relative) = path.strip_prefix(root) {
            files.push(relative.to_owned());
        }
    }
    Ok(())
}

/// The start page and all that its text, or a text that it names, names.
fn first_visit(folder: &Path, files: &[PathBuf]) -> io::Result<BTreeSet<PathBuf>> {
    let mut loaded = BTreeSet::new();
    let mut queue = vec![PathBuf::from("index.html")];
    while let Some(file) = queue.pop() {
        if !loaded.insert(file.clone()) {
            continue;
        }
        let kind = file.extension().and_then(|kind| kind.to_str());
        // A script loads other scripts at once; what else it names it loads when it is needed.
        let only_scripts = match kind {
            Some("html" | "css") => false,
            Some("js") => true,
            _ => continue,
        };
        let text = fs::read_to_string(folder.join(&file))?;
        queue.extend(
            files
                .iter()
                .filter(|other| names(&file, &text, other))
                .filter(|other| !only_scripts || other.extension().is_some_and(|kind| kind == "js"))
                .filter(|other| !LATER.iter().any(|later| other.as_path() == Path::new(later)))
                // Other pages are linked to, not loaded.
                .filter(|other| other.extension().is_none_or(|kind| kind != "html"))
                .cloned(),
        );
    }
    Ok(loaded)
}

/// Whether the text of a file refers to another: by its path from the folder that the text lies in.
fn names(from: &Path, text: &str, file: &Path) -> bool {
    let folder = from.parent().unwrap_or(Path::new(""));
    file.strip_prefix(folder).ok().and_then(Path::to_str).is_some_and(|path| {
        // What follows a `/` of a longer path is another file.
        text.match_indices(path).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            before.ends_with("./") || before.ends_with(['"', '\'', '('])
        })
    })
}

impl Weight {
    fn of(file: &Path) -> io::Result<Self> {
        let content = fs::read(file)?;
        let plain = content.len();
        if file.extension().and_then(|kind| kind.to_str()).is_some_and(|kind| AS_IS.contains(&kind)) {
            return Ok(Self { plain, gzip: plain, brotli: plain });
        }
        let mut gzip = Vec::new();
        GzEncoder::new(content.as_slice(), Compression::best()).read_to_end(&mut gzip)?;
        let mut brotli = Vec::new();
        let best = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: plain, ..BrotliEncoderParams::default() };
        brotli::BrotliCompress(&mut content.as_slice(), &mut brotli, &best)?;
        // A host sends whichever is smaller.
        Ok(Self { plain, gzip: plain.min(gzip.len()), brotli: plain.min(brotli.len()) })
    }
}
