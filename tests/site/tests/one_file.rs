//! The one-file edition: from a folder on disk, without a server, with its own policy.

mod builds;
mod harness;
mod story;

use std::{fs, path::PathBuf};

use harness::{Folder, Page, Result, browse, root};
use serde_json::Value;

fn built() -> Result<String> {
    Ok(fs::read_to_string(root().join("dist/foreproof.html"))?)
}

/// A copy of the file in a folder of its own, as a user keeps it.
fn placed() -> Result<(Folder, PathBuf)> {
    story::file("foreproof.html", built()?)
}

/// Opens a file from disk at a route of the app.
async fn open(page: &Page, file: &std::path::Path, route: &str) -> Result {
    page.driver.goto(format!("file://{}#{route}", file.display())).await?;
    page.wait_until_mounted().await
}

/// Goes to a place by a link, as the address of a file is not the site's.
async fn visit(page: &Page, route: &str, heading: &str) -> Result {
    page.js::<Value>("location.hash = arguments[0]", vec![route.into()]).await?;
    page.wait_until(&format!("{heading} at {route}"), async || Ok(page.css("main h1").await?.text().await? == heading))
        .await
}

#[test]
fn one_file_from_a_folder_works_keeps_exports_and_imports() -> Result {
    let (_folder, file) = placed()?;
    browse("one_file_from_a_folder_works_keeps_exports_and_imports", async |page| {
        open(page, &file, "/").await?;
        page.see("Can you prove control of your AI before somebody asks?").await?;
        page.screenshot("one-file").await?;
        visit(page, "/record/file", "File").await?;
        page.see("This is Foreproof as one file").await?;
        page.click_role("button", "Load the example").await?;
        visit(page, "/record", "Organisation").await?;
        page.fill("Name", "Quillmark on a stick").await?;
        story::kept(page, "the name", |it| it["organisation"]["name"] == "Quillmark on a stick").await?;
        visit(page, "/", "Quillmark on a stick").await?;
        let standing = story::bars(page).await?;
        assert_eq!(standing.len(), 9);

        visit(page, "/record/file", "File").await?;
        page.click_role("button", "Export everything").await?;
        let (name, export) = page.download().await?;
        assert!(name.starts_with("foreproof-") && name.ends_with(".json"), "{name}");
        let held: Value = serde_json::from_slice(&export)?;
        assert_eq!(held["assessment"]["organisation"]["name"], "Quillmark on a stick");

        // What is kept comes back with the file.
        open(page, &file, "/record").await?;
        page.reload().await?;
        assert_eq!(page.label("Name").await?.prop("value").await?.as_deref(), Some("Quillmark on a stick"));
        visit(page, "/record/file", "File").await?;
        page.click_role("button", "Erase everything…").await?;
        page.click_role("button", "Erase everything").await?;
        page.see("There is nothing to export yet.").await?;

        let (_folder, path) = story::file("export.json", &export)?;
        page.upload("input[type=file]", &path).await?;
        page.click_role("button", "Replace what is here").await?;
        visit(page, "/", "Quillmark on a stick").await?;
        assert_eq!(story::bars(page).await?, standing);
        for (route, heading) in [("/requirements", "Requirements"), ("/plan", "Plan"), ("/risks", "Risks")] {
            visit(page, route, heading).await?;
        }
        // It asked nobody for anything.
        assert_eq!(page.site.answered(), []);
        Ok(())
    })
}

#[test]
fn one_file_cannot_send_anything() -> Result {
    let (_folder, file) = placed()?;
    browse("one_file_cannot_send_anything", async |page| {
        open(page, &file, "/").await?;
        page.expect_error("Content Security Policy");
        page.expect_error("Content-Security-Policy");
        let script = "const [to] = arguments; const seen = [];
            addEventListener('securitypolicyviolation', event => seen.push(event.effectiveDirective));
            const image = new Image(); image.src = to + 'leak.png';
            const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.body.append(script);
            const style = document.createElement('style'); style.textContent = '#app { color: red }'; document.body.append(style);
            return fetch(to + 'leak').then(() => 'sent', () => 'refused')
                .then(said => new Promise(done => setTimeout(() => done([said, String(window.ran), ...seen.sort()]), 300)))";
        let seen: Vec<String> = page.js(script, vec![page.site.url.clone().into()]).await?;
        for wanted in ["refused", "undefined", "connect-src", "img-src", "script-src-elem", "style-src-elem"] {
            assert!(seen.iter().any(|one| one == wanted), "{wanted} is not among {seen:?}");
        }
        assert_eq!(page.site.answered(), []);
        Ok(())
    })
}

#[test]
fn one_file_is_offered_with_the_hash_that_it_has() -> Result {
    browse("one_file_is_offered_with_the_hash_that_it_has", async |page| {
        story::start(page).await?;
        story::visit(page, "/record/file", "File").await?;
        page.click_role("link", "Download the one-file edition").await?;
        let (name, content) = page.download().await?;
        assert_eq!(name, "foreproof.html");
        assert_eq!(content, built()?.as_bytes());
        let stated = fs::read_to_string(root().join("dist/foreproof.html.sha256"))?;
        let hash: String = hex(&content);
        assert_eq!(stated, format!("{hash}  foreproof.html\n"));
        page.see(&hash).await
    })
}

fn hex(content: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_policy_of_one_file_names_its_two_texts_and_no_address() -> Result {
    use foreproof_site::release::integrity;
    let page = built()?;
    let between = |from: &str, to: &str| -> Result<String> {
        let (_, rest) = page.split_once(from).ok_or_else(|| format!("no {from}"))?;
        Ok(rest.split_once(to).ok_or_else(|| format!("no {to}"))?.0.to_owned())
    };
    let policy = between("http-equiv=\"Content-Security-Policy\" content=\"", "\"")?;
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(policy.contains(&integrity(between("<script type=\"module\">", "</script>")?)), "{policy}");
    assert!(policy.contains(&integrity(between("<style>", "</style>")?)), "{policy}");
    for word in ["unsafe-inline", "'unsafe-eval'", "connect-src", "*", "http", "'self'"] {
        assert!(!policy.contains(word), "{policy} has {word}");
    }
    // Nothing but data besides: no other script, and nothing that is loaded from elsewhere.
    assert_eq!(page.matches("<script").count(), 3);
    let markup = page.split("<style>").next().unwrap_or_default();
    for mark in ["src=", "href=\"."] {
        assert!(!markup.contains(mark), "{mark} stands in the page");
    }
    Ok(())
}
