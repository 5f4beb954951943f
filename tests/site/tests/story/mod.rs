//! What several stories need: the example, what the browser keeps, files to open.

// Each test program uses a part of this.
#![allow(dead_code)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use crate::harness::{Folder, Key, Page, Result, root};

/// Where the app keeps the assessment.
pub const KEY: &str = "foreproof.assessment";

/// The example, as a file and as the app keeps it.
pub fn example() -> Result<String> {
    Ok(fs::read_to_string(root().join("tests/data/example.json"))?)
}

/// An assessment as a file of ours.
pub fn envelope(assessment: &Value) -> Value {
    json!({
        "format": "foreproof.assessment",
        "version": 1,
        "engine": "0.1.0",
        "pack": { "id": "foreproof", "version": "1.0.0", "sha256": "0".repeat(64) },
        "saved_at": "2026-11-20T09:30:00Z",
        "assessment": assessment,
    })
}

/// The app in a browser that keeps nothing yet.
pub async fn start(page: &Page) -> Result {
    page.load("").await?;
    page.wait_until_mounted().await
}

/// The app in a browser that has kept this text under the app's key.
pub async fn start_with(page: &Page, text: &str) -> Result {
    start(page).await?;
    page.store(KEY, text).await?;
    page.reload().await
}

/// Goes to a place of the app and waits until its heading reads so.
pub async fn visit(page: &Page, route: &str, heading: &str) -> Result {
    page.goto(route).await?;
    page.wait_until(&format!("the heading “{heading}” at {route}"), async || {
        Ok(page.css("main h1").await?.text().await? == heading)
    })
    .await
}

/// The assessment that the browser keeps, once it holds what is waited for.
pub async fn kept(page: &Page, what: &str, holds: impl Fn(&Value) -> bool) -> Result<Value> {
    page.wait_for(&format!("{what} in storage"), async || {
        let text = page.storage().await?.get(KEY).cloned().unwrap_or_default();
        let envelope: Value = serde_json::from_str(&text).unwrap_or_default();
        Ok(Some(envelope["assessment"].clone()).filter(|assessment| holds(assessment)))
    })
    .await
}

/// What every pair of bars on the page says aloud.
pub async fn bars(page: &Page) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll('main .bars[role=img]')].map(bars => bars.ariaLabel)";
    page.js(script, vec![]).await
}

/// All numbers of the Overview, in words.
pub async fn standing(page: &Page, heading: &str) -> Result<Vec<String>> {
    visit(page, "/", heading).await?;
    // The overall bars, and one pair for each trigger.
    page.wait_for("the bars of the Overview", async || Ok(Some(bars(page).await?).filter(|bars| bars.len() == 9))).await
}

/// The score of a trigger that evidence backs, out of 100, read off its page.
pub async fn backed(page: &Page, trigger: &str, title: &str) -> Result<u32> {
    visit(page, &format!("/triggers/{trigger}"), title).await?;
    let said = bars(page).await?;
    let number =
        said.iter().find_map(|said| said.strip_prefix(title)?.strip_prefix(": ")?.split(' ').next()?.parse().ok());
    number.ok_or_else(|| format!("no number in {said:?}").into())
}

/// A file on disk, for as long as its folder is held.
pub fn file(name: &str, content: impl AsRef<[u8]>) -> Result<(Folder, PathBuf)> {
    let folder = Folder::new()?;
    let path = folder.downloads().join(name);
    fs::write(&path, content)?;
    Ok((folder, path))
}

/// Chooses a file on the page where files are opened.
pub async fn open_file(page: &Page, name: &str, content: impl AsRef<[u8]>) -> Result {
    let (_folder, path) = file(name, content)?;
    visit(page, "/record/file", "File").await?;
    page.upload("input[type=file]", &path).await?;
    // The browser reads it while the app works: wait until there is something to see of it.
    page.wait_until(&format!("something about {name}"), async || Ok(page.text_of("main").await?.contains(name))).await
}

/// What the element with the focus is called: its label, or else its own words.
pub async fn focus(page: &Page) -> Result<String> {
    let script = "const here = document.activeElement;
        const words = here.ariaLabel || [...(here.labels ?? [])].map(label => label.textContent).join(' ') || here.textContent;
        return here === document.body ? '' : words.replace(/\\s+/g, ' ').trim()";
    page.js(script, vec![]).await
}

/// Presses Tab until something that is called so has the focus.
pub async fn tab_to(page: &Page, name: &str) -> Result {
    let mut passed = Vec::new();
    for _ in 0..250 {
        page.press(Key::Tab).await?;
        let here = focus(page).await?;
        if here.contains(name) {
            return Ok(());
        }
        passed.push(here);
    }
    Err(format!("Tab never comes to “{name}”, only to {passed:?}").into())
}

/// Waits until the address is that of a place.
pub async fn arrive(page: &Page, route: &str) -> Result {
    page.wait_until(&format!("the way to {route}"), async || Ok(page.route().await? == route)).await
}

/// Goes to a place of the app and waits until its heading has the focus, as after each step.
pub async fn visit_route(page: &Page, route: &str) -> Result {
    page.goto(route).await?;
    page.wait_until(&format!("the heading of {route}"), async || {
        page.js("return document.activeElement === document.querySelector('main h1')", vec![]).await
    })
    .await
}

/// The built site without its service worker, which would have the parts at hand.
pub fn copy_of_the_site(to: &Path) -> Result {
    fn copy(from: &Path, to: &Path) -> Result {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            let target = to.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                copy(&entry.path(), &target)?;
            } else if entry.file_name() != "sw.js" {
                fs::copy(entry.path(), target)?;
            }
        }
        Ok(())
    }
    copy(&root().join("dist"), to)
}

/// A file of the program in a copy of the site.
pub fn part(site: &Path, name: &str) -> Result<PathBuf> {
    let ours = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with("app-");
    for folder in fs::read_dir(site)?.flatten().filter(ours) {
        let part = folder.path().join(name);
        if part.is_file() {
            return Ok(part);
        }
    }
    Err(format!("the site has no {name}").into())
}
