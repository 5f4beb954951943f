//! The harness notices what no page of ours may do, whatever else a test looks at: each of these
//! tests would pass but for that.

use std::fs;

use crate::harness;
use crate::harness::{Result, browse_folder};

/// A page that does what the script says, then says so.
const PAGE: &str = r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
    <link rel="icon" href="data:,"></head><body><h1>A page</h1><script src="script.js"></script></body></html>"#;

/// What the harness says of a page with this script and this at the end of its head. What no head can hold begins the body.
fn verdict(name: &str, script: &str, more: &str) -> Result<String> {
    let folder = harness::Folder::new()?;
    let site = folder.downloads();
    fs::write(site.join("index.html"), PAGE.replace("</head><body>", &format!("{more}</head><body>")))?;
    fs::write(site.join("frame.html"), PAGE.replace("script.js", "frame.js"))?;
    fs::write(site.join("script.js"), format!("{script}; document.title = 'Done'"))?;
    fs::write(site.join("frame.js"), "eval('1')")?;
    let outcome = browse_folder(name, site, async |page| {
        page.load("").await?;
        page.wait_until("the script has run", async || Ok(page.title().await? != "A page")).await
    });
    Ok(outcome.err().map_or_else(|| "nothing".to_owned(), |fault| fault.to_string()))
}

#[test]
fn nothing_is_said_of_a_page_that_keeps_to_the_rules() -> Result {
    let said = verdict("rules_kept", "console.warn('a warning is none'); fetch('script.js')", "")?;
    assert_eq!(said, "nothing");
    Ok(())
}

#[test]
fn a_violation_of_the_policy_is_noticed() -> Result {
    let style = verdict("violation_style", "0", "<p style='color: red'>red</p>")?;
    assert!(style.starts_with("the policy was violated: "), "{style}");
    assert!(style.contains("style-src"), "{style}");
    let fetch = verdict("violation_fetch", "fetch('http://127.0.0.1:9/').catch(() => 0)", "")?;
    assert!(fetch.starts_with("the policy was violated: ") && fetch.contains("connect-src"), "{fetch}");
    Ok(())
}

#[test]
fn a_violation_in_a_frame_and_of_a_policy_in_the_page_is_noticed() -> Result {
    let frame = "const frame = document.createElement('iframe'); frame.src = 'frame.html';
        document.body.append(frame); await new Promise(done => frame.onload = done)";
    let frame = format!("(async () => {{ {frame}; document.title = 'Framed' }})(); 0");
    let said = verdict("violation_frame", &frame.replace("; 0", ""), "")?;
    assert!(said.contains("script-src"), "{said}");
    let page = "<meta http-equiv='Content-Security-Policy' content=\"img-src 'none'\"><img src='data:,' alt=''>";
    let said = verdict("violation_page", "0", page)?;
    assert!(said.starts_with("the console has an error: ") && said.contains("img-src"), "{said}");
    Ok(())
}

#[test]
fn an_error_in_the_console_is_noticed() -> Result {
    for (name, script) in [
        ("error_logged", "console.error('broken on purpose')"),
        ("error_thrown", "setTimeout(() => { throw new Error('broken on purpose') })"),
        ("error_rejected", "Promise.reject(new Error('broken on purpose'))"),
    ] {
        let said = verdict(name, script, "")?;
        assert!(said.starts_with("the console has an error: ") && said.contains("broken on purpose"), "{name}: {said}");
    }
    Ok(())
}

#[test]
fn a_request_to_another_origin_is_noticed() -> Result {
    let folder = harness::Folder::new()?;
    fs::write(folder.downloads().join("index.html"), PAGE.replace("<h1>", "<title>Elsewhere</title><h1>"))?;
    fs::write(folder.downloads().join("script.js"), "document.title = 'Elsewhere'")?;
    let other = foreproof_site::start(folder.downloads(), "/")?;
    // The policy forbids most ways; going there is one that it can't forbid.
    let said = verdict("other_origin", &format!("location.href = '{}'", other.url), "")?;
    assert_eq!(said, format!("the page asked another origin: {}", other.url));
    Ok(())
}

#[test]
fn a_cookie_is_noticed() -> Result {
    let said = verdict("cookie", "document.cookie = 'crumb=1'", "")?;
    assert_eq!(said, "there is a cookie: crumb");
    Ok(())
}

#[test]
fn what_is_not_there_is_noticed() -> Result {
    let said = verdict("missing", "fetch('missing.json')", "")?;
    assert!(said.contains("missing.json"), "{said}");
    Ok(())
}
