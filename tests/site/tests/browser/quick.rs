//! The quick check, from the first field to the result, without a mouse.

use crate::harness::{Key, Page, Result, browse};
use crate::story;
use serde_json::Value;

const QUESTIONS: usize = 12;

/// The steps before the first question: who you are, and who may ask.
async fn say_who_we_are(page: &Page) -> Result {
    story::start(page).await?;
    story::tab_to(page, "Start the quick check").await?;
    page.press(Key::Enter).await?;
    story::arrive(page, "/quick").await?;
    story::tab_to(page, "What do you do?").await?;
    page.press("Tech").await?;
    story::tab_to(page, "How many are you?").await?;
    page.press(Key::Down).await?;
    story::tab_to(page, "European Union").await?;
    page.press(" ").await?;
    story::tab_to(page, "Name of the organisation").await?;
    page.press("Quillmark Labs").await?;
    let kept = story::kept(page, "the profile", |it| it["organisation"]["name"] == "Quillmark Labs").await?;
    assert_eq!(kept["organisation"]["sector"], "technology");
    assert!(kept["organisation"]["size"].is_string());
    assert_eq!(kept["organisation"]["regions"], serde_json::json!(["eu"]));
    page.press(Key::Enter).await?;

    story::arrive(page, "/quick/2").await?;
    story::tab_to(page, "Funding round, listing or sale").await?;
    page.press(" ").await?;
    story::kept(page, "what does not concern us", |it| it["triggers"]["funding"]["set_aside"].is_string()).await?;
    story::tab_to(page, "To the questions").await?;
    page.press(Key::Enter).await?;
    story::arrive(page, "/quick/3").await
}

/// Answers a question, from 0: by a digit, by arrows, and every third with something to show.
async fn answer(page: &Page, number: usize) -> Result {
    story::arrive(page, &format!("/quick/{}", number + 3)).await?;
    let count = format!("{} of {QUESTIONS}", number + 1);
    page.wait_until(&count, async || Ok(page.text_of("main").await?.contains(&count))).await?;
    page.wait_until("the focus on the question", async || {
        page.js("return document.activeElement.tagName === 'H1'", vec![]).await
    })
    .await?;
    let chosen = async |place: usize| -> Result {
        page.wait_until(&format!("option {place} chosen"), async || {
            let script = "const options = [...document.querySelectorAll('.quick-options input')];
                return options.findIndex(option => option.checked) + 1";
            Ok(page.js::<usize>(script, vec![]).await? == place)
        })
        .await
    };
    match number % 3 {
        // Something to show, and from when.
        0 => {
            page.press("4").await?;
            chosen(4).await?;
            story::tab_to(page, "Nothing yet").await?;
            page.press("3").await?;
            story::tab_to(page, "3 months ago").await?;
            page.press(Key::Enter).await?;
            story::tab_to(page, if number + 1 == QUESTIONS { "See the result" } else { "Next" }).await?;
            page.press(Key::Enter).await
        }
        // Nothing there.
        1 => {
            page.press("1").await?;
            chosen(1).await?;
            page.press(Key::Enter).await
        }
        // Something there, and nothing to show for it.
        _ => {
            page.press("2").await?;
            chosen(2).await?;
            page.press(Key::Down).await?;
            chosen(3).await?;
            page.press(Key::Enter).await
        }
    }
}

fn answers(assessment: &Value) -> usize {
    assessment["answers"].as_object().map_or(0, serde_json::Map::len)
}

#[test]
fn the_whole_quick_check_by_keyboard_alone() -> Result {
    browse("the_whole_quick_check_by_keyboard_alone", async |page| {
        say_who_we_are(page).await?;
        for number in 0..QUESTIONS {
            answer(page, number).await?;
        }
        story::arrive(page, "/quick/15").await?;
        page.see("If they asked today").await?;
        assert!(story::bars(page).await?.len() >= 8, "the overall bars, and those of the triggers that concern us");
        page.screenshot("quick-result").await?;

        let kept = story::kept(page, "70 answers", |it| answers(it) == 70).await?;
        for (id, answer) in kept["answers"].as_object().into_iter().flatten() {
            assert_eq!(answer["provisional"], true, "{id} waits to be confirmed");
            assert!(answer["level"].is_u64(), "{id} has a level");
        }
        let items = kept["evidence"].as_array().cloned().unwrap_or_default();
        assert_eq!(items.len(), QUESTIONS.div_ceil(3), "one item for each thing to show");
        for item in items {
            assert_eq!((&item["provisional"], &item["kind"]), (&true.into(), &"record".into()));
            assert!(item["requirements"].as_array().is_some_and(|all| !all.is_empty()), "{item}");
        }
        Ok(())
    })
}

#[test]
fn whoever_leaves_midway_goes_on_where_they_left() -> Result {
    browse("whoever_leaves_midway_goes_on_where_they_left", async |page| {
        say_who_we_are(page).await?;
        for number in 0..4 {
            answer(page, number).await?;
        }
        story::arrive(page, "/quick/7").await?;
        story::tab_to(page, "Leave, and go on another time").await?;
        page.press(Key::Enter).await?;
        story::arrive(page, "/").await?;
        let before = story::kept(page, "the first answers", |it| answers(it) > 0).await?;

        // Another day: the tab was closed.
        page.driver.goto("about:blank").await?;
        page.load("#/quick").await?;
        page.wait_until_mounted().await?;
        page.see("You have answered 4 of 12 questions.").await?;
        story::tab_to(page, "Go on with question 5").await?;
        page.press(Key::Enter).await?;
        story::arrive(page, "/quick/7").await?;
        for number in 4..QUESTIONS {
            answer(page, number).await?;
        }
        story::arrive(page, "/quick/15").await?;
        let after = story::kept(page, "70 answers", |it| answers(it) == 70).await?;
        for (id, answer) in before["answers"].as_object().into_iter().flatten() {
            assert_eq!(&after["answers"][id], answer, "{id} is as it was said");
        }
        Ok(())
    })
}

#[test]
fn what_was_answered_in_full_is_left_alone() -> Result {
    browse("what_was_answered_in_full_is_left_alone", async |page| {
        let own = serde_json::json!({ "level": 5, "note": "ours" });
        let file = story::envelope(&serde_json::json!({ "answers": { "5.2": own } }));
        story::start_with(page, &file.to_string()).await?;
        for number in 0..QUESTIONS {
            story::visit_route(page, &format!("/quick/{}", number + 3)).await?;
            page.press("2").await?;
            page.css(".quick-options input:checked").await?;
        }
        let kept = story::kept(page, "70 answers", |it| answers(it) == 70).await?;
        assert_eq!(kept["answers"]["5.2"], own);
        Ok(())
    })
}
