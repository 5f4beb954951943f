//! What each edit does beside what it is for: steps that can be taken back, days that must be there,
//! addresses that lead to what they name.

use crate::harness::{Page, Result, browse};
use crate::story;
use serde_json::Value;

/// The first item of the example that has this title.
async fn item(page: &Page, title: &str) -> Result<Value> {
    let kept = story::kept(page, title, |it| it["evidence"].as_array().is_some_and(|all| !all.is_empty())).await?;
    let items = kept["evidence"].as_array().cloned().unwrap_or_default();
    items.into_iter().find(|item| item["title"] == title).ok_or_else(|| format!("no item “{title}”").into())
}

#[test]
fn the_example_is_one_click_away_and_can_be_taken_back() -> Result {
    browse("the_example_is_one_click_away_and_can_be_taken_back", async |page| {
        story::start_with(page, &story::example()?).await?;
        let wanted = story::standing(page, "Tovanquill GmbH").await?;
        page.js::<Value>("localStorage.clear()", vec![]).await?;
        page.reload().await?;
        page.click_role("button", "Load the example").await?;
        let standing = story::standing(page, "Tovanquill GmbH").await?;
        assert_eq!(standing, wanted);
        let file: Value = serde_json::from_str(&story::example()?)?;
        let kept = story::kept(page, "the example", |it| it["organisation"]["name"] == "Tovanquill GmbH").await?;
        let ids = |list: &Value| -> Vec<Value> {
            list.as_array().into_iter().flatten().map(|item| item["id"].clone()).collect()
        };
        for list in ["evidence", "risks", "systems", "incidents", "actions", "snapshots"] {
            assert_eq!(ids(&kept[list]), ids(&file["assessment"][list]), "{list}");
        }
        assert_eq!(kept["answers"], file["assessment"]["answers"]);
        page.click_role("button", "Undo").await?;
        page.see("Can you prove control of your AI before somebody asks?").await?;
        page.click_role("button", "Redo").await?;
        assert_eq!(story::standing(page, "Tovanquill GmbH").await?, standing);
        Ok(())
    })
}

#[test]
fn typing_in_two_fields_of_one_item_makes_two_steps() -> Result {
    browse("typing_in_two_fields_of_one_item_makes_two_steps", async |page| {
        story::start_with(page, &story::example()?).await?;
        story::visit(page, "/requirements/5.2", "Requirements").await?;
        let before = story::kept(page, "5.2", |it| it["answers"]["5.2"].is_object()).await?["answers"]["5.2"].clone();
        page.fill("Owner", "Mira").await?;
        page.fill("Note", "As of today.").await?;
        let both =
            |it: &Value| it["answers"]["5.2"]["owner"] == "Mira" && it["answers"]["5.2"]["note"] == "As of today.";
        story::kept(page, "both texts", both).await?;

        page.click_role("button", "Undo").await?;
        let kept =
            story::kept(page, "the note taken back", |it| it["answers"]["5.2"]["note"] == before["note"]).await?;
        assert_eq!(kept["answers"]["5.2"]["owner"], "Mira", "the owner stays");
        page.click_role("button", "Undo").await?;
        story::kept(page, "the owner taken back", |it| it["answers"]["5.2"] == before).await?;
        page.click_role("button", "Redo").await?;
        page.click_role("button", "Redo").await?;
        story::kept(page, "both texts again", both).await.map(drop)
    })
}

#[test]
fn a_day_that_must_be_there_stays_when_its_field_is_emptied() -> Result {
    browse("a_day_that_must_be_there_stays_when_its_field_is_emptied", async |page| {
        story::start_with(page, &story::example()?).await?;
        story::visit(page, "/evidence/policy-2", "Evidence").await?;
        let title = page.label("What it is called").await?.value().await?.unwrap_or_default();
        let before = item(page, &title).await?;
        let day = before["dated"].as_str().unwrap_or_default().to_owned();
        let field = page.label("Dated").await?;
        assert_eq!(field.value().await?.as_deref(), Some(day.as_str()));

        page.set_value(&field, "").await?;
        page.see("stays on record").await?;
        assert_eq!(field.value().await?.as_deref(), Some(""), "whoever empties a field may go on typing");
        assert_eq!(field.attr("aria-invalid").await?.as_deref(), Some("true"));
        assert_eq!(item(page, &title).await?, before);
        // Left like that, the field shows what is on record.
        story::tab_to(page, "Valid until").await?;
        page.wait_until("the day again", async || Ok(field.value().await?.as_deref() == Some(day.as_str()))).await?;
        page.see_no("stays on record").await?;

        page.set_value(&field, "").await?;
        page.set_value(&field, "2026-11-02").await?;
        story::kept(page, "the new day", |it| {
            it["evidence"].as_array().is_some_and(|all| all.iter().any(|item| item["dated"] == "2026-11-02"))
        })
        .await?;
        page.see_no("stays on record").await?;
        page.click_role("button", "Undo").await?;
        page.wait_until("the old day", async || {
            Ok(page.label("Dated").await?.value().await?.as_deref() == Some(day.as_str()))
        })
        .await?;
        // A day that need not be there is taken away with the text of its field.
        let until = page.label("Valid until, if it says so").await?;
        page.set_value(&until, "2027-11-02").await?;
        page.wait_until("a last day", async || Ok(item(page, &title).await?["valid_until"] == "2027-11-02")).await?;
        page.set_value(&until, "").await?;
        page.wait_until("no last day", async || Ok(item(page, &title).await?["valid_until"].is_null())).await
    })
}

#[test]
fn an_action_has_an_address_and_what_is_due_leads_there() -> Result {
    browse("an_action_has_an_address_and_what_is_due_leads_there", async |page| {
        let file = story::envelope(&serde_json::json!({
            "organisation": { "name": "Larch" },
            "answers": {},
            "incidents": [{ "id": "i1", "title": "A leak", "occurred_on": "2026-10-08", "status": "open", "action": "a2" }],
            "actions": [
                { "id": "a1", "title": "Write it down", "status": "open" },
                { "id": "a2", "title": "Close the gap", "due_on": "2026-10-18", "status": "open" },
            ],
        }));
        story::start_with(page, &file.to_string()).await?;
        story::visit(page, "/plan", "Plan").await?;
        page.click_role("link", "Action: Close the gap").await?;
        story::arrive(page, "/plan/a2").await?;
        let opened = async || -> Result {
            page.wait_until("the action", async || {
                Ok(page.label("What is to be done").await?.value().await?.as_deref() == Some("Close the gap"))
            })
            .await
        };
        opened().await?;
        page.reload().await?;
        opened().await?;
        let in_view: bool = page
            .js(
                "const box = document.getElementById('action-a2').getBoundingClientRect();
                return box.top >= 0 && box.top < innerHeight",
                vec![],
            )
            .await?;
        assert!(in_view, "the row is in view");

        page.click_role("button", "Close").await?;
        story::arrive(page, "/plan").await?;
        page.click_role("link", "Action: Close the gap").await?;
        story::arrive(page, "/plan/a2").await?;
        opened().await?;
        story::visit(page, "/record/incidents/i1", "Incidents").await?;
        page.click_role("link", "Go to the corrective action").await?;
        story::arrive(page, "/plan/a2").await?;
        opened().await
    })
}

#[test]
fn on_a_phone_the_current_tab_is_in_view() -> Result {
    browse("on_a_phone_the_current_tab_is_in_view", async |page| {
        story::start_with(page, &story::example()?).await?;
        page.viewport(390, 844).await?;
        for (route, heading) in [
            ("/record/settings", "Settings"),
            ("/record", "Organisation"),
            ("/record/file", "File"),
            ("/requirements/regimes", "Laws and frameworks"),
            ("/risks/catalogue", "Starter catalogue"),
        ] {
            story::visit(page, route, heading).await?;
            let seen = "const strip = document.querySelector('.tabs ul').getBoundingClientRect();
                const tab = document.querySelector('.tabs [aria-current]').getBoundingClientRect();
                return tab.left >= strip.left - 1 && tab.right <= strip.right + 1";
            page.wait_until(&format!("the tab of {route} in view"), async || page.js(seen, vec![]).await).await?;
        }
        Ok(())
    })
}
