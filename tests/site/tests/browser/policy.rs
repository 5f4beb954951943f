//! The policy in the page is the one that the server sends, and it allows
//! nothing inline.

use crate::harness;
use std::fs;

#[test]
fn the_page_and_the_server_agree() {
    let page = fs::read_to_string(harness::root().join("index.html")).unwrap_or_default();
    assert!(page.contains(foreproof_site::POLICY));
    for word in ["unsafe-inline", "'unsafe-eval'", "*", "http"] {
        assert!(!foreproof_site::POLICY.contains(word), "{word}");
    }
}

#[test]
fn the_built_page_has_nothing_inline() {
    let page = fs::read_to_string(harness::root().join("dist/index.html")).unwrap_or_default();
    assert!(page.contains("<script"), "the site has not been built");
    for script in page.split("<script").skip(1) {
        let (tag, rest) = script.split_once('>').unwrap_or_default();
        assert!(tag.contains(" src="), "{tag}");
        assert!(rest.starts_with("</script>"), "{rest}");
    }
    assert!(!page.contains("<style") && !page.contains(" style=") && !page.contains(" onclick="));
}
