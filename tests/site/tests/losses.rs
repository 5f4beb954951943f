//! The loss simulation: it runs in slices, can be cancelled, gives the same numbers for the same seed,
//! and says what it came to.

mod harness;
mod story;

use harness::{Key, Page, Result, browse};
use serde_json::{Value, json};

/// The page with the example on record.
async fn open(page: &Page) -> Result {
    story::start_with(page, &story::example()?).await?;
    story::visit(page, "/risks/losses", "Losses").await
}

/// Runs it and waits until what it came to is there: the numbers of the table.
async fn run(page: &Page, seed: &str) -> Result<Vec<String>> {
    page.fill("Seed", seed).await?;
    page.click_css("#loss-start").await?;
    page.wait_until(&format!("a result of seed {seed}"), async || {
        let idle = page.all(".loss-working").await?.is_empty();
        Ok(idle && page.text_of(".loss-result").await?.contains(&format!("seed {seed}.")))
    })
    .await?;
    numbers(page).await
}

async fn numbers(page: &Page) -> Result<Vec<String>> {
    page.js("return [...document.querySelectorAll('.loss-measures td')].map(cell => cell.textContent)", vec![]).await
}

/// A run that takes long enough to do something meanwhile: every rate of the example many times higher.
async fn open_a_long_one(page: &Page) -> Result {
    let mut file: Value = serde_json::from_str(&story::example()?)?;
    for risk in file["assessment"]["risks"].as_array_mut().into_iter().flatten() {
        if risk["loss"].is_object() {
            risk["loss"]["rate"] = json!(400);
        }
    }
    story::start_with(page, &file.to_string()).await?;
    story::visit(page, "/risks/losses", "Losses").await?;
    page.click_css(".loss-trials label:nth-of-type(3)").await?;
    page.click_css("#loss-start").await?;
    page.css(".loss-working progress").await?;
    Ok(())
}

#[test]
fn a_run_says_what_a_year_may_cost_and_the_same_seed_says_the_same() -> Result {
    browse("a_run_says_what_a_year_may_cost_and_the_same_seed_says_the_same", async |page| {
        open(page).await?;
        let before = page.storage().await?;
        let first = run(page, "42").await?;
        // Seven measures, each before and with controls.
        assert_eq!(first.len(), 14, "{first:?}");
        let said = page.text_of(".loss-said").await?;
        assert!(said.contains("your AI risks cost more than EUR"), "{said}");
        assert!(page.text_of(".loss-result").await?.contains("100,000 simulated years"));
        let other = run(page, "43").await?;
        assert_ne!(other, first, "another seed, other numbers");
        let again = run(page, "42").await?;
        assert_eq!(again, first, "the same seed, the same numbers");
        assert_eq!(page.storage().await?, before, "what is computed is not stored");
        Ok(())
    })
}

#[test]
fn a_seed_that_is_none_is_refused_in_place() -> Result {
    browse("a_seed_that_is_none_is_refused_in_place", async |page| {
        open(page).await?;
        page.fill("Seed", "-1").await?;
        page.see("Write a whole number").await?;
        page.click_css("#loss-start").await?;
        assert!(page.all(".loss-result").await?.is_empty());
        Ok(())
    })
}

#[test]
fn the_page_answers_during_a_run_and_the_run_can_be_cancelled() -> Result {
    browse("the_page_answers_during_a_run_and_the_run_can_be_cancelled", async |page| {
        open_a_long_one(page).await?;
        let now = async || -> Result<u64> {
            Ok(page.css("progress").await?.attr("value").await?.unwrap_or_default().parse()?)
        };
        // No frame waits long for its turn: the longest pause between two frames of a second.
        let pause: f64 = page
            .js(
                "return new Promise(done => {
                    let last = performance.now(), longest = 0;
                    const end = last + 1000;
                    const frame = () => {
                        const now = performance.now();
                        longest = Math.max(longest, now - last);
                        last = now;
                        now < end ? setTimeout(frame, 0) : done(longest);
                    };
                    setTimeout(frame, 0);
                })",
                vec![],
            )
            .await?;
        assert!(pause < 500.0, "the page stood still for {pause} ms");
        page.click_css(".losses details summary, .loss-input a").await?;
        page.wait_until("the page of a risk", async || Ok(page.route().await? != "/risks/losses")).await?;
        page.goto("/risks/losses").await?;
        let first = now().await?;
        page.wait_until("it goes on", async || Ok(now().await? > first)).await?;
        page.click_role("button", "Cancel").await?;
        page.see("Cancelled.").await?;
        assert!(page.all(".loss-working").await?.is_empty() && page.all(".loss-result").await?.is_empty());
        Ok(())
    })
}

#[test]
fn the_curve_is_read_with_the_keys_and_compared_with_an_amount() -> Result {
    browse("the_curve_is_read_with_the_keys_and_compared_with_an_amount", async |page| {
        open(page).await?;
        run(page, "42").await?;
        let said = async || -> Result<String> {
            Ok(page.css(".loss-glass").await?.attr("aria-valuetext").await?.unwrap_or_default())
        };
        let first: String = said().await?;
        assert!(first.starts_with("More than EUR "), "{first}");
        page.js::<Value>("document.querySelector('.loss-glass').focus()", vec![]).await?;
        page.press(Key::Right).await?;
        page.wait_until("the next point", async || Ok(said().await? != first)).await?;
        page.press(Key::Left).await?;
        page.wait_until("the point before", async || Ok(said().await? == first)).await?;
        assert_eq!(page.text_of(".loss-reading").await?, first, "seen as it is said");

        page.fill("An amount to compare with (EUR)", "1").await?;
        page.see("More than EUR 1 is lost in").await?;
        Ok(())
    })
}

#[test]
fn a_change_of_the_register_makes_a_run_stale() -> Result {
    browse("a_change_of_the_register_makes_a_run_stale", async |page| {
        open(page).await?;
        run(page, "42").await?;
        page.click_css(".loss-input a").await?;
        page.wait_until("the page of a risk", async || Ok(page.route().await? != "/risks/losses")).await?;
        page.wait_until("the part about money", async || Ok(story::focus(page).await? == "In money")).await?;
        page.fill("Upper end (EUR)", "123456").await?;
        story::kept(page, "the new amount", |it| {
            it["risks"].as_array().is_some_and(|all| all.iter().any(|risk| risk["loss"]["high"] == 12_345_600))
        })
        .await?;
        story::visit(page, "/risks/losses", "Losses").await?;
        page.see("The register has changed since this run").await?;
        run(page, "42").await?;
        page.see_no("The register has changed since this run").await
    })
}

#[test]
fn without_figures_the_page_leads_to_where_they_are_given() -> Result {
    browse("without_figures_the_page_leads_to_where_they_are_given", async |page| {
        let mut file: Value = serde_json::from_str(&story::example()?)?;
        for risk in file["assessment"]["risks"].as_array_mut().into_iter().flatten() {
            risk.as_object_mut().map(|risk| risk.remove("loss"));
        }
        story::start_with(page, &file.to_string()).await?;
        story::visit(page, "/risks/losses", "Losses").await?;
        page.see("No open risk carries figures yet").await?;
        page.click_css(".loss-input a").await?;
        page.wait_until("the focus on the figures", async || {
            page.js("return document.activeElement.id === 'risk-loss'", vec![]).await
        })
        .await?;
        page.see("Times a year").await
    })
}

#[test]
fn risks_in_another_currency_are_named_with_the_way_to_mend_them() -> Result {
    browse("risks_in_another_currency_are_named_with_the_way_to_mend_them", async |page| {
        let mut file: Value = serde_json::from_str(&story::example()?)?;
        file["assessment"]["settings"]["currency"] = json!("USD");
        story::start_with(page, &file.to_string()).await?;
        story::visit(page, "/risks/losses", "Losses").await?;
        page.see("are in EUR, the settings are in USD").await?;
        assert!(page.all("#loss-start").await?.is_empty(), "nothing to run yet");
        page.click_css(".loss-faults a").await?;
        page.wait_until("the page of a risk", async || Ok(page.route().await?.starts_with("/risks/"))).await
    })
}
