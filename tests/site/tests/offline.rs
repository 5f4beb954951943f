//! Without a connection, and from one build to the next: whatever was loaded once works without a server, a
//! new build waits to be asked for, and nobody gets parts of two.

mod builds;
mod harness;
mod story;

use std::fs;

use builds::{Hosted, build, folders, look_for_update, reload, stores, wait_until_offline};
use harness::{Browser, Page, Result, browse, browse_folder};
use serde_json::{Value, json};

/// Every page of the app, none of which the first visit opens.
const PAGES: [(&str, &str); 7] = [
    ("/requirements", "Requirements"),
    ("/risks", "Risks"),
    ("/plan", "Plan"),
    ("/evidence", "Evidence"),
    ("/record/systems", "AI systems"),
    ("/record/history", "History"),
    ("/record/file", "File"),
];

#[test]
fn after_one_visit_everything_works_without_the_server() -> Result {
    browse("after_one_visit_everything_works_without_the_server", async |page| {
        story::start(page).await?;
        wait_until_offline(page).await?;
        assert_eq!(folders(page).await?.len(), 1);
        page.site.stop();
        // The hash of the one-file edition is not kept: a file that is not there either has none.
        page.expect_error("foreproof.html.sha256");

        reload(page).await?;
        page.see("Can you prove control of your AI before somebody asks?").await?;
        for (route, heading) in PAGES {
            page.goto(route).await?;
            page.wait_until(&format!("{heading} at {route}"), async || {
                Ok(page.css("main h1").await?.text().await? == heading)
            })
            .await
            .map_err(|_| format!("{route} is not there without the server"))?;
        }
        page.see("this address opens and works without a connection").await?;
        page.click_role("button", "Load the example").await?;
        let standing = story::standing(page, "Tovanquill GmbH").await?;
        story::kept(page, "the example", |it| it["organisation"]["name"] == "Tovanquill GmbH").await?;
        page.goto("/quick").await?;
        reload(page).await?;
        assert_eq!(story::standing(page, "Tovanquill GmbH").await?, standing);
        // A new tab, with nothing but the address.
        let tab = page.driver.new_tab().await?;
        page.driver.switch_to_window(tab).await?;
        page.load("").await?;
        page.wait_until_mounted().await?;
        assert_eq!(story::standing(page, "Tovanquill GmbH").await?, standing);
        Ok(())
    })
}

#[test]
fn the_build_is_kept_and_nothing_else() -> Result {
    browse("the_build_is_kept_and_nothing_else", async |page| {
        story::start(page).await?;
        wait_until_offline(page).await?;
        page.load("embed.html").await?;
        page.css("iframe").await?;
        let embedded: bool =
            page.js("return document.querySelector('iframe').contentDocument !== null", vec![]).await?;
        assert!(embedded, "the app is not embedded from its own site");
        let stores = stores(page).await?;
        assert_eq!(stores.len(), 1, "{stores:?}");
        let script = "return caches.open(arguments[0]).then(it => it.keys()).then(all => all.map(one => one.url))";
        let kept: Vec<String> = page.js(script, vec![json!(stores[0])]).await?;
        let below: Vec<&str> = kept.iter().filter_map(|one| one.strip_prefix(&page.site.url)).collect();
        assert_eq!(below.len(), kept.len(), "of another folder: {kept:?}");
        for name in ["", "manifest.webmanifest", "example.json", "icons/icon.svg", "icons/192.png"] {
            assert!(below.contains(&name), "{name} is not among {below:?}");
        }
        for part in ["/foreproof.js", "/foreproof_bg.wasm", "/parts.js", "/style.css"] {
            assert!(below.iter().any(|one| one.ends_with(part)), "{part} is not among {below:?}");
        }
        for one in below {
            let foreign = ["embed", "foreproof.html", "sw.js", "_headers", "screenshot"];
            assert!(!foreign.iter().any(|name| one.starts_with(name)), "{one} is kept");
        }
        Ok(())
    })
}

#[test]
fn the_app_in_a_frame_brings_in_no_worker() -> Result {
    browse("the_app_in_a_frame_brings_in_no_worker", async |page| {
        page.load("embed.html").await?;
        page.css("iframe").await?;
        page.driver.enter_frame(0).await?;
        page.wait_until_mounted().await?;
        page.see("What do you do?").await?;
        let script = "return navigator.serviceWorker.getRegistrations().then(all => all.length)";
        assert_eq!(page.js::<u32>(script, vec![]).await?, 0);
        assert_eq!(stores(page).await?, Vec::<String>::new());
        Ok(())
    })
}

#[test]
fn the_browser_would_install_the_app() -> Result {
    browse("the_browser_would_install_the_app", async |page| {
        story::start(page).await?;
        wait_until_offline(page).await?;
        let script = "const link = document.querySelector('link[rel=manifest]').href;
            return fetch(link).then(it => it.json().then(json => ({ json, kind: it.headers.get('content-type'), link })))";
        let found: Value = page.js(script, vec![]).await?;
        assert_eq!(found["kind"], "application/manifest+json");
        assert_eq!(found["json"]["start_url"], "./");
        assert_eq!(found["json"]["scope"], "./");
        for icon in found["json"]["icons"].as_array().ok_or("no icons")? {
            let script =
                "const [base, icon] = arguments; const image = new Image(); image.src = new URL(icon.src, base);
                return image.decode().then(() => `${image.naturalWidth}x${image.naturalHeight}`)";
            let size: String = page.js(script, vec![found["link"].clone(), icon.clone()]).await?;
            assert!(icon["sizes"] == "any" || icon["sizes"] == json!(size), "{icon} is {size}");
        }
        if page.browser() == Browser::Chromium {
            let said = page.driver.cdp().send_raw("Page.getInstallabilityErrors", json!({})).await?;
            // A private window is the one reason that a test may have.
            let errors = said["installabilityErrors"].as_array().ok_or("no answer about installing")?;
            let left: Vec<_> = errors.iter().filter(|one| one["errorId"] != "in-incognito").collect();
            assert!(left.is_empty(), "{left:?}");
        }
        Ok(())
    })
}

/// The mark of the build that a page shows: its page and its styles.
async fn marks(page: &Page) -> Result<(String, String)> {
    let script = "return [document.documentElement.dataset.mark ?? '',
        getComputedStyle(document.documentElement).getPropertyValue('--build').trim()]";
    page.js(script, vec![]).await
}

/// Fails unless the page is wholly of this build.
async fn wholly_of(page: &Page, name: &str, mark: &str) -> Result {
    assert_eq!(build(page).await?, name);
    assert_eq!(marks(page).await?, (mark.to_owned(), mark.to_owned()));
    let folders = folders(page).await?;
    assert_eq!(folders.len(), 1, "parts of several builds: {folders:?}");
    Ok(())
}

#[test]
fn two_builds_in_a_row_never_mix_and_no_work_is_lost() -> Result {
    let hosted = Hosted::new()?;
    browse_folder("two_builds_in_a_row_never_mix_and_no_work_is_lost", hosted.path(), async |page| {
        // The old tab, on its first page: most of the program has not been loaded yet.
        story::start_with(page, &story::example()?).await?;
        wait_until_offline(page).await?;
        page.see("Tovanquill GmbH").await?;
        let first = build(page).await?;
        let old_tab = page.driver.window().await?;
        let second = hosted.deploy_next("second")?;
        assert_ne!(first, second);
        look_for_update(page).await?;
        page.see("A new version is ready").await?;
        page.screenshot("update-offer").await?;
        wholly_of(page, &first, "").await?;
        assert_eq!(stores(page).await?.len(), 2);

        // It goes on, with parts that the server does not have any more.
        story::visit(page, "/record", "Organisation").await?;
        page.fill("Name", "Tovanquill of the first build").await?;
        story::kept(page, "the name", |it| it["organisation"]["name"] == "Tovanquill of the first build").await?;
        wholly_of(page, &first, "").await?;

        // A second tab is still of the old build: nobody has asked for the new one.
        let new_tab = page.driver.new_tab().await?;
        page.driver.switch_to_window(new_tab.clone()).await?;
        story::start(page).await?;
        wholly_of(page, &first, "").await?;
        page.see("A new version is ready").await?;
        // Typed a moment ago, and not kept yet.
        story::visit(page, "/record", "Organisation").await?;
        page.fill("Name", "Tovanquill at the last moment").await?;
        page.click_role("button", "Save and load the new version").await?;
        page.wait_until("the new build", async || Ok(build(page).await? == second)).await?;
        page.wait_until_mounted().await?;
        wholly_of(page, &second, "second").await?;
        assert_eq!(page.label("Name").await?.prop("value").await?.as_deref(), Some("Tovanquill at the last moment"));
        page.see_no("A new version is ready").await?;

        // The old tab still has all of the old build, pages never opened included, and no part of the new.
        page.driver.switch_to_window(old_tab.clone()).await?;
        page.see("A new version runs in another tab").await?;
        story::visit(page, "/quick", "Quick check").await.or(page.see("What do you do?").await)?;
        wholly_of(page, &first, "").await?;
        assert_eq!(stores(page).await?.len(), 2, "the old build is gone while a tab needs it");
        story::visit(page, "/record", "Organisation").await?;
        page.fill("Name", "Tovanquill of both").await?;
        page.click_role("button", "Save and load the new version").await?;
        page.wait_until("the new build in the old tab", async || Ok(build(page).await? == second)).await?;
        page.wait_until_mounted().await?;
        wholly_of(page, &second, "second").await?;
        story::standing(page, "Tovanquill of both").await?;

        // Nobody needs the old build any more.
        page.wait_until("the old build to go", async || Ok(stores(page).await?.len() == 1)).await?;
        page.site.stop();
        reload(page).await?;
        wholly_of(page, &second, "second").await?;
        story::standing(page, "Tovanquill of both").await.map(drop)
    })
}

#[test]
fn a_build_uploaded_in_part_is_not_kept_until_it_is_whole() -> Result {
    let hosted = Hosted::new()?;
    browse_folder("a_build_uploaded_in_part_is_not_kept_until_it_is_whole", hosted.path(), async |page| {
        story::start(page).await?;
        wait_until_offline(page).await?;
        let first = build(page).await?;
        let before = stores(page).await?;
        // The worker of the new build is there, and one of its files is still the old one.
        let second = hosted.deploy_next("second")?;
        let example = hosted.path().join("example.json");
        let whole = fs::read(&example)?;
        fs::write(&example, "{}")?;
        page.expect_error("example.json");
        page.expect_error("ServiceWorker");
        look_for_update(page).await?;
        page.wait_until("the new worker to be gone", async || {
            let script = "return navigator.serviceWorker.getRegistration().then(it => !it.installing && !it.waiting)";
            page.js(script, vec![]).await
        })
        .await?;
        assert_eq!(stores(page).await?, before);
        reload(page).await?;
        wholly_of(page, &first, "").await?;
        page.see_no("A new version is ready").await?;

        fs::write(&example, whole)?;
        look_for_update(page).await?;
        page.see("A new version is ready").await?;
        page.click_role("button", "Save and load the new version").await?;
        page.wait_until("the new build", async || Ok(build(page).await? == second)).await?;
        page.wait_until_mounted().await?;
        wholly_of(page, &second, "second").await
    })
}
