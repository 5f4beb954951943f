//! What keeps the work beside the work itself: undo over a reload, earlier states, the change log, the
//! reminder to export, and a way out when the program has stopped.

mod harness;
mod story;

use harness::{Page, Result, browse};
use serde_json::{Value, json};

async fn name(page: &Page, text: &str) -> Result {
    story::visit(page, "/record", "Organisation").await?;
    page.fill("Name", text).await?;
    story::kept(page, text, |it| it["organisation"]["name"] == text).await.map(drop)
}

#[test]
fn undo_goes_on_after_a_reload_and_not_on_another_state() -> Result {
    browse("undo_goes_on_after_a_reload_and_not_on_another_state", async |page| {
        story::start(page).await?;
        name(page, "First").await?;
        story::visit(page, "/requirements/5.2", "Requirements").await?;
        page.click_css(".req-row-open input[type=radio][value='3']").await?;
        story::kept(page, "the level", |it| it["answers"]["5.2"]["level"] == 3).await?;
        page.reload().await?;
        page.click_role("button", "Undo").await?;
        story::kept(page, "no level", |it| it["answers"].get("5.2").is_none()).await?;
        page.click_role("button", "Redo").await?;
        story::kept(page, "the level again", |it| it["answers"]["5.2"]["level"] == 3).await?;

        // Something else lies there at the next visit: the steps are not applied to it.
        let other = story::envelope(&json!({ "answers": { "4.1": { "level": 1 } } })).to_string();
        page.store(story::KEY, &other).await?;
        page.reload().await?;
        let disabled = page.role("button", "Undo").await?.attr("disabled").await?;
        assert!(disabled.is_some(), "there is something to undo");
        Ok(())
    })
}

#[test]
fn an_earlier_state_can_be_gone_back_to_and_that_undone() -> Result {
    browse("an_earlier_state_can_be_gone_back_to_and_that_undone", async |page| {
        story::start(page).await?;
        name(page, "Before").await?;
        // An import is backed up before it replaces anything.
        story::open_file(page, "example.json", story::example()?).await?;
        page.click_role("button", "Replace what is here").await?;
        let example = story::kept(page, "the example", |it| it["organisation"]["name"] != "Before").await?;
        page.see("Earlier states").await?;
        page.click_role("button", "Go back to it").await?;
        story::kept(page, "the old name", |it| it["organisation"]["name"] == "Before").await?;
        page.click_role("button", "Undo").await?;
        let name = example["organisation"]["name"].clone();
        story::kept(page, "the example again", |it| it["organisation"]["name"] == name).await?;
        Ok(())
    })
}

#[test]
fn a_broken_chain_is_named_by_its_first_entry() -> Result {
    browse("a_broken_chain_is_named_by_its_first_entry", async |page| {
        story::start(page).await?;
        name(page, "One").await?;
        story::visit(page, "/requirements/5.2", "Requirements").await?;
        page.click_css(".req-row-open input[type=radio][value='3']").await?;
        page.click_css(".req-row-open input[type=radio][value='4']").await?;
        story::kept(page, "three entries", |it| it["log"].as_array().is_some_and(|log| log.len() == 3)).await?;
        story::visit(page, "/record/history", "History").await?;
        page.see("The chain holds").await?;
        let mut kept: Value = serde_json::from_str(&page.storage().await?[story::KEY])?;
        kept["assessment"]["log"][1]["after"] = json!(5);
        page.store(story::KEY, &kept.to_string()).await?;
        page.reload().await?;
        page.see("The chain is broken at entry 2").await
    })
}

#[test]
fn work_that_was_cleared_in_part_is_missed() -> Result {
    browse("work_that_was_cleared_in_part_is_missed", async |page| {
        story::start(page).await?;
        name(page, "Gone").await?;
        page.js::<Value>("localStorage.removeItem('foreproof.assessment')", vec![]).await?;
        page.reload().await?;
        page.see("What was kept here is gone").await?;
        // What was erased on purpose is not missed.
        name(page, "Again").await?;
        story::visit(page, "/record/file", "File").await?;
        page.click_role("button", "Erase everything…").await?;
        page.click_role("button", "Erase everything").await?;
        page.wait_until("no work", async || Ok(!page.storage().await?.contains_key(story::KEY))).await?;
        page.reload().await?;
        story::visit(page, "/", "Can you prove control of your AI before somebody asks?").await?;
        page.see_no("What was kept here is gone").await
    })
}

#[test]
fn weeks_of_work_in_one_browser_are_worth_a_reminder_until_they_are_exported() -> Result {
    browse("weeks_of_work_in_one_browser_are_worth_a_reminder_until_they_are_exported", async |page| {
        story::start(page).await?;
        name(page, "Long").await?;
        page.see_no("in this browser alone").await?;
        let mut book: Value = serde_json::from_str(&page.storage().await?["foreproof.book"])?;
        book["since"] = json!("2026-01-01");
        page.store("foreproof.book", &book.to_string()).await?;
        page.reload().await?;
        page.see("is in this browser alone").await?;
        story::visit(page, "/record/file", "File").await?;
        page.see("Never exported").await?;
        page.click_role("button", "Export everything").await?;
        page.download().await?;
        page.see("nothing was changed since").await?;
        page.see_no("is in this browser alone").await
    })
}

#[test]
fn when_the_program_is_not_started_what_is_kept_can_be_taken_out_and_away() -> Result {
    browse("when_the_program_is_not_started_what_is_kept_can_be_taken_out_and_away", async |page| {
        story::start(page).await?;
        page.store("somebody.else", "precious").await?;
        name(page, "Rescued").await?;
        let text = page.storage().await?[story::KEY].clone();
        // As after two faults in a row.
        page.js::<Value>("sessionStorage.setItem('foreproof.crashes', '2')", vec![]).await?;
        page.driver.refresh().await?;
        page.see("Foreproof was not started").await?;
        page.click_role("button", "Download your work").await?;
        assert_eq!(page.download().await?.1, text.as_bytes(), "not a byte differs");
        page.click_role("button", "Start it").await?;
        page.wait_until_mounted().await?;
        page.see("Rescued").await?;

        // On demand, and all of ours away, nothing of others.
        page.js::<Value>("location.hash = '#safe'; location.reload()", vec![]).await?;
        page.see("Foreproof was not started").await?;
        page.click_role("button", "Erase what is kept here").await?;
        page.click_role("button", "Erase it for good").await?;
        page.wait_until("only the other key", async || {
            Ok(page.storage().await?.into_keys().collect::<Vec<_>>() == ["somebody.else"])
        })
        .await
    })
}
