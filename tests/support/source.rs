//! The project's own files, and the code in them without comments and texts.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The project's folder.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Every file below a folder (or the file itself) with one of these endings, by its path from the root.
pub fn files(below: &[&str], endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = below.iter().map(|name| Path::new(ROOT).join(name)).collect();
    while let Some(path) = folders.pop() {
        if path.is_dir() {
            folders.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path.strip_prefix(ROOT).unwrap().to_string_lossy().replace('\\', "/");
            if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push((name, text));
            }
        }
    }
    found.sort();
    found
}

/// The code alone: comments and the insides of texts are blanked, lines stay where they are.
pub fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let blank = |part: &str| part.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect::<String>();
    while let Some(first) = rest.chars().next() {
        let hashes = rest.strip_prefix('r').map_or(0, |raw| raw.bytes().take_while(|&byte| byte == b'#').count());
        let is_raw = rest.starts_with('r')
            && rest[1 + hashes..].starts_with('"')
            && !out.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let end = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if is_raw {
            let close = format!("\"{}", "#".repeat(hashes));
            let inside = 2 + hashes;
            rest[inside..].find(&close).map_or(rest.len(), |at| inside + at + close.len())
        } else if first == '"' {
            let mut escaped = false;
            let closed = rest.bytes().enumerate().skip(1).find(|&(_, byte)| {
                let closes = byte == b'"' && !escaped;
                escaped = byte == b'\\' && !escaped;
                closes
            });
            closed.map_or(rest.len(), |(at, _)| at + 1)
        } else if rest.starts_with("'\"'") {
            3
        } else if let Some(escape) = rest.strip_prefix("'\\") {
            // What is escaped may be the quote itself.
            escape[1..].find('\'').map_or(rest.len(), |at| at + 4)
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        out.push_str(&blank(&rest[..end]));
        rest = &rest[end..];
    }
    out
}

pub fn line_of(text: &str, at: usize) -> usize {
    1 + text[..at].matches('\n').count()
}

pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where a word stands by itself.
pub fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(word)
        .map(|(at, _)| at)
        .filter(move |&at| !code[..at].ends_with(is_word) && !code[at + word.len()..].starts_with(is_word))
}

/// Fails with all that is wrong at once.
#[track_caller]
pub fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
