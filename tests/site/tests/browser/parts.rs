//! A part of the program that does not arrive: what is missing is said, nothing is lost, and trying
//! again works once it can.

use std::fs;

use crate::harness::{Page, Result, browse};
use crate::story::KEY;
use crate::{harness, story};
use foreproof_site::{listen, start_on, start_watched};

/// Opens a page of a part that can't arrive, and sees what is said.
async fn miss_a_part(page: &Page) -> Result {
    page.js::<serde_json::Value>("location.hash = '#/evidence'", vec![]).await?;
    page.see("This part of Foreproof did not arrive.").await?;
    page.css("main [role=alert]").await?;
    assert_eq!(page.text_of("main h1").await?, "Evidence");
    assert_eq!(page.title().await?, "Evidence · Foreproof");
    // What has arrived still works, and what was kept is still there.
    page.js::<serde_json::Value>("location.hash = '#/'", vec![]).await?;
    page.wait_until("the Overview", async || Ok(page.text_of("main h1").await? == "Tovanquill GmbH")).await?;
    assert_eq!(page.storage().await?.get(KEY), Some(&story::example()?));
    page.js::<serde_json::Value>("location.hash = '#/evidence'", vec![]).await?;
    page.see("This part of Foreproof did not arrive.").await
}

/// Tries again, and finds the page with what is on record.
async fn try_again(page: &Page) -> Result {
    page.click_role("button", "Try again").await?;
    page.role("button", "Add evidence").await?;
    page.see_no("did not arrive").await?;
    let focus = story::focus(page).await?;
    assert_eq!(focus, "Evidence", "the focus is not lost with the button");
    Ok(())
}

#[test]
fn a_part_that_is_not_there_is_said_and_can_be_had_later() -> Result {
    browse("a_part_that_is_not_there_is_said_and_can_be_had_later", async |page| {
        let folder = harness::Folder::new()?;
        story::copy_of_the_site(&folder.downloads())?;
        let part = story::part(&folder.downloads(), "split_bench.wasm")?;
        fs::rename(&part, part.with_extension("away"))?;
        let site = start_watched(folder.downloads(), harness::PREFIX)?;
        page.expect_origin(&site.origin);
        // Which of the files fails first is a matter of luck.
        page.expect_error(".wasm");
        page.expect_error("parts.js");
        page.expect_error("sw.js");
        page.expect_error("when fetching the script");

        page.driver.goto(&site.url).await?;
        page.wait_until_mounted().await?;
        page.store(KEY, &story::example()?).await?;
        page.reload().await?;
        miss_a_part(page).await?;
        page.screenshot("part-missing").await?;
        page.click_role("button", "Try again").await?;
        page.see("This part of Foreproof did not arrive.").await?;
        fs::rename(part.with_extension("away"), &part)?;
        try_again(page).await?;
        assert_eq!(site.violations(), [""; 0]);
        Ok(())
    })
}

#[test]
fn with_the_server_stopped_a_part_is_missed_until_it_runs_again() -> Result {
    browse("with_the_server_stopped_a_part_is_missed_until_it_runs_again", async |page| {
        let folder = harness::Folder::new()?;
        story::copy_of_the_site(&folder.downloads())?;
        let listener = listen(0)?;
        let port = listener.local_addr()?.port();
        let site = start_on(listener, folder.downloads(), harness::PREFIX)?;
        page.expect_origin(&site.origin);
        // Chromium logs that nobody answered.
        // Which of the files fails first is a matter of luck.
        page.expect_error(".wasm");
        page.expect_error("parts.js");
        page.expect_error("sw.js");
        page.expect_error("when fetching the script");

        page.driver.goto(&site.url).await?;
        page.wait_until_mounted().await?;
        page.store(KEY, &story::example()?).await?;
        page.reload().await?;
        drop(site);
        page.expect_error("icons/icon.svg");
        miss_a_part(page).await?;
        let _again = start_on(listen(port)?, folder.downloads(), harness::PREFIX)?;
        try_again(page).await
    })
}
