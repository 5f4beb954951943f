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
fn the_recipes_for_hosts_say_the_same() {
    let read = |path: &str| fs::read_to_string(harness::root().join(path)).unwrap_or_default();
    let policy = format!("Content-Security-Policy: {}\n", foreproof_site::POLICY);
    for path in ["www/hosting.md", "dist/_headers"] {
        let text = read(path);
        assert!(text.contains(&policy), "{path} has another policy, or none");
        for (name, value) in foreproof_site::HEADERS {
            assert!(text.contains(&format!("{name}: {value}\n")), "{path} lacks {name}");
        }
        // Whoever wants to embed the app may.
        assert!(!text.to_lowercase().contains("\nx-frame-options"), "{path}");
    }
    // Only what holds a hash in its name may be kept for good.
    let headers = read("dist/_headers");
    let paths: Vec<&str> = headers.lines().filter(|line| line.starts_with('/')).collect();
    assert_eq!(paths.len(), 4, "{paths:?}");
    assert!(paths[1..3].iter().all(|path| foreproof_site::is_hashed(path)), "{paths:?}");
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
