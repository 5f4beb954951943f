//! One whole path without a mouse: past the rail, to a requirement, an answer, and back again.

use crate::harness::{Key, Page, Result, browse};
use crate::story;

/// What is written of 4.1, once it is so.
async fn level(page: &Page, level: Option<u64>) -> Result {
    story::kept(page, &format!("level {level:?} of 4.1"), |it| it["answers"]["4.1"]["level"].as_u64() == level)
        .await
        .map(drop)
}

/// Keeps something beside the answer, so that taking the answer back leaves an assessment to look at.
async fn open_the_first_requirement(page: &Page) -> Result {
    let file = story::envelope(&serde_json::json!({ "organisation": { "name": "Larch" }, "answers": {} }));
    story::start_with(page, &file.to_string()).await?;
    story::tab_to(page, "Requirements").await?;
    page.press(Key::Enter).await?;
    story::arrive(page, "/requirements").await?;
    page.wait_until("the focus on the heading", async || Ok(story::focus(page).await? == "Requirements")).await?;
    story::tab_to(page, "4.1 Understanding").await?;
    page.press(Key::Enter).await?;
    page.css("button[aria-expanded=true]").await?;
    Ok(())
}

#[test]
fn the_first_stop_leads_past_the_rail() -> Result {
    browse("the_first_stop_leads_past_the_rail", async |page| {
        story::start_with(page, &story::example()?).await?;
        let address = page.route().await?;
        page.press(Key::Tab).await?;
        assert_eq!(story::focus(page).await?, "Skip to the content");
        let seen: bool = page
            .js("const box = document.activeElement.getBoundingClientRect(); return box.width > 20 && box.top >= 0 && box.left >= 0", vec![])
            .await?;
        assert!(seen, "the link can be seen while it has the focus");
        page.press(Key::Enter).await?;
        assert!(page.js::<bool>("return document.activeElement.id === 'main'", vec![]).await?);
        page.press(Key::Tab).await?;
        assert!(page.js::<bool>("return !!document.activeElement.closest('main')", vec![]).await?);
        assert_eq!(page.route().await?, address, "the address is still that of the page");
        Ok(())
    })
}

#[test]
fn an_answer_is_given_taken_back_and_given_again_by_keys() -> Result {
    browse("an_answer_is_given_taken_back_and_given_again_by_keys", async |page| {
        open_the_first_requirement(page).await?;
        page.press(Key::Tab).await?;
        page.press("3").await?;
        level(page, Some(3)).await?;
        page.press("2").await?;
        level(page, Some(2)).await?;
        page.press(Key::Control + "z").await?;
        level(page, Some(3)).await?;
        page.press(Key::Control + "z").await?;
        level(page, None).await?;
        page.press(Key::Control + Key::Shift + "z").await?;
        level(page, Some(3)).await
    })
}

#[test]
fn inside_a_text_field_undo_is_the_browsers() -> Result {
    browse("inside_a_text_field_undo_is_the_browsers", async |page| {
        open_the_first_requirement(page).await?;
        page.press(Key::Tab).await?;
        page.press("4").await?;
        level(page, Some(4)).await?;
        story::tab_to(page, "Owner").await?;
        page.press("Ana 15").await?;
        story::kept(page, "the owner", |it| it["answers"]["4.1"]["owner"] == "Ana 15").await?;
        level(page, Some(4)).await?;
        page.press(Key::Control + "z").await?;
        page.wait_until("less in the field", async || {
            Ok(page.label("Owner").await?.value().await?.as_deref() != Some("Ana 15"))
        })
        .await?;
        level(page, Some(4)).await
    })
}

#[test]
fn the_focus_is_never_lost_on_the_way_through_the_places() -> Result {
    browse("the_focus_is_never_lost_on_the_way_through_the_places", async |page| {
        story::start_with(page, &story::example()?).await?;
        for (place, heading) in [
            ("Triggers", "Triggers"),
            ("Evidence", "Evidence"),
            ("Risks", "Risks"),
            ("Plan", "Plan"),
            ("Record", "Organisation"),
        ] {
            // From the heading back into the rail, as Shift+Tab does.
            page.js::<serde_json::Value>("document.querySelector('.skip').focus()", vec![]).await?;
            story::tab_to(page, place).await?;
            page.press(Key::Enter).await?;
            page.wait_until(&format!("the focus on “{heading}”"), async || {
                page.js("return document.activeElement.matches('h1') && document.activeElement.textContent === arguments[0]", vec![
                    heading.into(),
                ])
                .await
            })
            .await?;
        }
        Ok(())
    })
}
