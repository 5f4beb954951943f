//! Nothing is inline: what the content security policy would block stands in no page and in no view.
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

use source::{files, is_word, line_of, none};

/// What the content security policy would block in a page, or in the views.
fn blocked(file: &str, text: &str) -> Vec<String> {
    let page = file.ends_with(".html");
    let mut faults = Vec::new();
    let mut tell = |at: usize, what: &str| faults.push(format!("{file}:{}: {what}", line_of(text, at)));
    for (at, _) in text.match_indices("style=") {
        if !text[..at].ends_with(|c: char| is_word(c) || c == '-') {
            tell(at, "a `style` attribute");
        }
    }
    for sign in ["<style", "set_attribute(\"style\"", "javascript:"] {
        text.match_indices(sign).for_each(|(at, _)| tell(at, sign));
    }
    for (at, _) in text.match_indices("<script") {
        let tag = &text[at..];
        let opening = tag.find('>').map_or(tag, |end| &tag[..end]);
        let body = tag.find('>').and_then(|end| tag[end + 1..].split("</script>").next()).unwrap_or_default();
        if !page || !opening.contains(" src=") || !body.trim().is_empty() {
            tell(at, "a script with a body");
        }
    }
    if page {
        for (at, _) in text.match_indices(" on") {
            let name = text[at + 3..].chars().take_while(|c| c.is_ascii_lowercase()).count();
            if name > 0 && text[at + 3 + name..].starts_with("=\"") {
                tell(at + 1, "a handler inside the page");
            }
        }
    }
    faults
}

#[test]
fn nothing_is_inline() {
    let mut pages = files(&["index.html", "www"], &[".html"]);
    assert!(pages.iter().any(|(file, _)| file == "index.html"));
    assert!(pages.iter().any(|(file, _)| file == "www/embed.html"));
    pages.extend(files(&["src/app"], &[".rs"]));
    let faults: Vec<String> = pages.iter().flat_map(|(file, text)| blocked(file, text)).collect();
    none(&faults);
}

#[test]
fn what_is_inline_is_found() {
    let cases = [
        ("a.html", "<p style=\"color: red\">", 1),
        ("a.html", "<style>p {}</style>", 1),
        ("a.html", "<script>go()</script>", 1),
        ("a.html", "<script src=\"a.js\">go()</script>", 1),
        ("a.html", "<script src=\"a.js\"></script>", 0),
        ("a.html", "<button onclick=\"go()\">on</button>", 1),
        ("a.html", "<meta content=\"style-src 'self'; script-src 'self'\">", 0),
        ("src/app/a.rs", "html! { <p style={x}>{ font_style=1 }</p> }", 1),
        ("src/app/a.rs", "<script src=\"a.js\"></script>", 1),
        ("src/app/a.rs", "<button onclick={go}>", 0),
    ];
    for (file, text, count) in cases {
        assert_eq!(blocked(file, text).len(), count, "{text}");
    }
}
