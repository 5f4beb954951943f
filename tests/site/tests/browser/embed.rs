//! The app in an iframe of another page.

use std::fs;

use crate::harness::{Page, Result, Scheme, Settings, Storage, browse, browse_with};
use crate::{harness, story};
use foreproof_site::{listen, start_with};

const BLOCKED: Settings = Settings { storage: Storage::Blocked, scheme: Scheme::Light };
const FIRST_PARTY_ONLY: Settings = Settings { storage: Storage::FirstPartyOnly, scheme: Scheme::Light };

/// Goes into the frame and goes on to the first question.
async fn start_in_the_frame(page: &Page) -> Result {
    page.load("embed.html").await?;
    start_in_its_frame(page).await
}

/// The same on whatever page is there.
async fn start_in_its_frame(page: &Page) -> Result {
    page.css("iframe").await?;
    page.driver.enter_frame(0).await?;
    page.wait_until_mounted().await?;
    page.choose("What do you do?", "Technology and software").await?;
    page.click_role("button", "Next: who may ask").await?;
    page.click_role("button", "To the questions").await?;
    page.see("1 of 12").await
}

#[test]
fn the_quick_check_starts_in_a_frame_and_keeps_what_is_said() -> Result {
    browse("the_quick_check_starts_in_a_frame_and_keeps_what_is_said", async |page| {
        start_in_the_frame(page).await?;
        story::kept(page, "the sector", |it| it["organisation"]["sector"] == "technology").await?;
        // The page around it has no part in the app, and the app none in it.
        page.driver.enter_default_frame().await?;
        page.screenshot("embed").await?;
        start_in_the_frame(page).await
    })
}

#[test]
fn the_quick_check_starts_in_a_frame_that_may_keep_nothing() -> Result {
    browse_with("the_quick_check_starts_in_a_frame_that_may_keep_nothing", BLOCKED, async |page| {
        start_in_the_frame(page).await?;
        page.see("Nothing is saved in this browser").await
    })
}

/// The whole check in the frame: answered to the end, with its result.
async fn finish_in_the_frame(page: &Page) -> Result {
    for number in 1..=12 {
        page.see(&format!("{number} of 12")).await?;
        page.click_css(".quick-options label:nth-of-type(3)").await?;
        page.click_role("button", if number == 12 { "See the result" } else { "Next" }).await?;
    }
    page.see("If they asked today").await?;
    assert!(story::bars(page).await?.len() >= 8, "the overall bars, and those of the triggers");
    Ok(())
}

/// On a page of another site, in a browser that lets frames of other sites keep nothing, or what the
/// browser makes of that: Chromium gives such a frame a storage apart from that of the site itself.
#[test]
fn the_quick_check_works_to_the_end_in_a_page_of_another_site() -> Result {
    browse_with("the_quick_check_works_to_the_end_in_a_page_of_another_site", FIRST_PARTY_ONLY, async |page| {
        // What is kept on the site itself is not for the frame.
        story::start_with(page, &story::example()?).await?;
        page.see("Tovanquill GmbH").await?;

        // As the marketing page has it, on the same machine by its other name, which is another site.
        let marketing = fs::read_to_string(harness::root().join("www/embed.html"))?;
        let sandbox = marketing.split("sandbox=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        assert!(sandbox.contains("allow-scripts"), "{sandbox}");
        let folder = harness::Folder::new()?;
        let host = format!(
            "<!doctype html><title>A customer</title><link rel='icon' href='data:,'><h1>A customer</h1>
            <iframe src='{}#/quick' sandbox='{sandbox}' width='900' height='800'></iframe>",
            page.site.url
        );
        fs::write(folder.downloads().join("index.html"), host)?;
        let other = start_with(listen(0)?, folder.downloads(), "/", "default-src 'self' data:; frame-src *")?;
        let address = other.url.replace("127.0.0.1", "localhost");
        page.expect_origin(address.trim_end_matches('/'));
        page.driver.goto(&address).await?;

        start_in_its_frame(page).await?;
        let throws: bool = page.js("try { return !localStorage } catch { return true }", vec![]).await?;
        if throws {
            page.see("Nothing is saved in this browser").await?;
        }
        finish_in_the_frame(page).await?;
        if !throws {
            let kept = story::kept(page, "the answers", |it| it["answers"]["5.2"].is_object()).await?;
            assert_ne!(kept["organisation"]["name"], "Tovanquill GmbH", "the site's own storage is apart");
        }
        page.driver.enter_default_frame().await?;
        story::start(page).await?;
        page.see("Tovanquill GmbH").await?;
        assert_eq!(page.storage().await?.get(story::KEY), Some(&story::example()?), "the frame changed nothing");
        Ok(())
    })
}
