//! Builds of the site in folders of their own, so that a test can put one in the place of another.

// Each test program uses a part of this.
#![allow(dead_code)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use foreproof_site::release::seal;

use crate::harness::{Folder, Page, Result, root};

/// A folder that holds a build, and is served.
pub struct Hosted {
    folder: Folder,
}

impl Hosted {
    /// A copy of the built site.
    pub fn new() -> Result<Self> {
        let hosted = Self { folder: Folder::new()? };
        copy(&root().join("dist"), &hosted.path())?;
        Ok(hosted)
    }

    pub fn path(&self) -> PathBuf {
        self.folder.downloads().join("site")
    }

    /// Puts another build in its place, in which the styles and the page differ: as after a change of the
    /// source, nothing of the one before is left. Answers with its name.
    pub fn deploy_next(&self, mark: &str) -> Result<String> {
        let site = self.path();
        let style = app_folder(&site)?.join("style.css");
        fs::write(&style, format!("{}\n:root {{ --build: {mark} }}\n", fs::read_to_string(&style)?))?;
        let page = site.join("index.html");
        let text = fs::read_to_string(&page)?;
        fs::write(&page, text.replacen("<html ", &format!("<html data-mark=\"{mark}\" "), 1))?;
        seal(&site)
    }
}

/// The folder of the program in a site.
pub fn app_folder(site: &Path) -> Result<PathBuf> {
    for entry in fs::read_dir(site)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("app-")) {
            return Ok(path);
        }
    }
    Err("the site has no program".into())
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) -> Result {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, target)?;
        }
    }
    Ok(())
}

/// Which builds a page is made of, by what it has loaded. More than one is a mixture.
pub async fn folders(page: &Page) -> Result<Vec<String>> {
    let script =
        "const names = performance.getEntriesByType('resource').map(one => one.name.match(/\\/(app-[^/]*)\\//)?.[1]);
        return [...new Set(names.filter(name => name))]";
    page.js(script, vec![]).await
}

/// The name of the build that a page is of.
pub async fn build(page: &Page) -> Result<String> {
    page.js("return document.querySelector('script[data-build]')?.dataset.build ?? ''", vec![]).await
}

/// Waits until the browser keeps the whole app.
pub async fn wait_until_offline(page: &Page) -> Result {
    page.wait_until("the service worker", async || {
        page.js(
            "return document.documentElement.dataset.offline === 'ready' && !!navigator.serviceWorker.controller",
            vec![],
        )
        .await
    })
    .await
}

/// The stores of the service worker.
pub async fn stores(page: &Page) -> Result<Vec<String>> {
    page.js("return caches.keys()", vec![]).await
}

/// Asks the browser to look for a new version, as it does by itself now and then.
pub async fn look_for_update(page: &Page) -> Result {
    // Fails, as it should, where the new worker cannot be installed.
    page.js::<bool>(
        "return navigator.serviceWorker.getRegistration().then(it => it.update()).then(() => true, () => false)",
        vec![],
    )
    .await
    .map(drop)
}

/// Loads the page again as its user would. The driver's own way goes past the service worker in Firefox.
pub async fn reload(page: &Page) -> Result {
    page.js::<serde_json::Value>("window.before = true; setTimeout(() => location.reload(), 0)", vec![]).await?;
    page.wait_until("the page to load again", async || page.js("return !window.before", vec![]).await).await?;
    page.wait_until_mounted().await
}
