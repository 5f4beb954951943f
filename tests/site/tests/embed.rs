//! The app in an iframe of another page.

mod harness;
mod story;

use harness::{Page, Result, browse, browse_without_storage};

/// Goes into the frame and goes on to the first question.
async fn start_in_the_frame(page: &Page) -> Result {
    page.load("embed.html").await?;
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
    browse_without_storage("the_quick_check_starts_in_a_frame_that_may_keep_nothing", async |page| {
        start_in_the_frame(page).await?;
        page.see("Nothing is saved in this browser").await
    })
}
