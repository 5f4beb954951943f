//! The main job, end to end: an organisation says who it is, answers, backs an answer, sees who asks
//! and why, puts a risk on the map, comes back later, and takes its work to another browser.

use crate::harness::{By, Page, Result, browse};
use crate::story;
use serde_json::{Value, json};

const NAME: &str = "Quillmark Labs";
const RFP: &str = "A major tender";

/// Says who the organisation is, on its page.
async fn say_who_we_are(page: &Page) -> Result {
    story::start(page).await?;
    page.click_role("link", "Say who you are").await?;
    story::arrive(page, "/record").await?;
    page.fill("Name", NAME).await?;
    page.choose("Sector", "Technology and software").await?;
    page.click_role("checkbox", "European Union").await?;
    page.click_role("checkbox", "AI provider").await?;
    page.click_role("radio", "50 to 249 people").await?;
    let kept = story::kept(page, "the profile", |it| it["organisation"]["size"] == "medium").await?;
    assert_eq!(
        kept["organisation"],
        json!({ "name": NAME, "sector": "technology", "regions": ["eu"], "roles": ["ai_provider"], "size": "medium" })
    );
    page.see(NAME).await
}

/// Answers a requirement in full: its level, who owns it, and a note.
async fn answer_in_full(page: &Page) -> Result {
    story::visit(page, "/requirements", "Requirements").await?;
    page.click_role("button", "5.2 AI policy").await?;
    page.click_role("radio", "operating").await?;
    page.fill("Owner", "Managing director").await?;
    page.fill("Note", "Approved in June.").await?;
    let kept = story::kept(page, "the note", |it| it["answers"]["5.2"]["note"] == "Approved in June.").await?;
    assert_eq!(
        kept["answers"]["5.2"],
        json!({ "level": 3, "owner": "Managing director", "note": "Approved in June." })
    );
    Ok(())
}

/// Puts an item on record that backs the answer.
async fn back_it(page: &Page) -> Result {
    story::visit(page, "/evidence", "Evidence").await?;
    page.click_role("button", "Add evidence").await?;
    page.fill("What it is called", "Minutes of the policy review").await?;
    page.choose("Kind", "record").await?;
    page.fill("Find a requirement", "ai policy").await?;
    page.click_role("checkbox", "5.2 AI policy").await?;
    let kept = story::kept(page, "the link", |it| it["evidence"][0]["requirements"] == json!(["5.2"])).await?;
    let item = &kept["evidence"][0];
    assert_eq!((&item["title"], &item["kind"]), (&"Minutes of the policy review".into(), &"record".into()));
    Ok(())
}

#[test]
fn evidence_is_added_where_it_is_missed() -> Result {
    browse("evidence_is_added_where_it_is_missed", async |page| {
        story::start(page).await?;
        story::visit(page, "/requirements/5.2", "Requirements").await?;
        page.click_css(".req-row-open label:has(input[value='3'])").await?;
        story::kept(page, "the answer", |it| it["answers"]["5.2"]["level"] == 3).await?;
        let before = story::backed(page, "rfp", RFP).await?;

        story::visit(page, "/requirements/5.2", "Requirements").await?;
        page.click_role("button", "Add a record").await?;
        page.fill("What it is called", "Minutes of the policy review").await?;
        page.click_role("button", "Add and link").await?;
        let kept = story::kept(page, "the item", |it| it["evidence"][0]["requirements"] == json!(["5.2"])).await?;
        assert_eq!(kept["evidence"][0]["title"], "Minutes of the policy review");
        let after = story::backed(page, "rfp", RFP).await?;
        assert!(after > before, "{after} is not above {before}");
        Ok(())
    })
}

/// Whether a trigger is required of us, in the word of its page.
async fn necessity(page: &Page, word: &str) -> Result {
    page.wait_until(&format!("necessity “{word}”"), async || Ok(page.text_of(".necessity").await? == word)).await
}

/// Grades a risk on one of its scales.
async fn grade(page: &Page, scale: &str, step: u8) -> Result {
    let group = page.role("group", scale).await?;
    let radio = group.find(By::Css(format!("input[value='{step}']"))).await?;
    page.click(&radio).await
}

/// The cells of the heat map that hold a risk, as they are said aloud.
async fn on_the_map(page: &Page) -> Result<Vec<String>> {
    story::visit(page, "/risks/map", "Risk map").await?;
    page.click_role("radio", "Before controls").await?;
    let script = "return [...document.querySelectorAll('table.map button')].map(cell => cell.ariaLabel).filter(said => !said.includes(': 0 risks'))";
    page.wait_for("a risk on the map", async || {
        Ok(Some(page.js::<Vec<String>>(script, vec![]).await?).filter(|all| !all.is_empty()))
    })
    .await
}

/// Writes a risk down and grades it.
async fn add_a_risk(page: &Page) -> Result {
    story::visit(page, "/risks", "Risks").await?;
    page.click_role("button", "Write one yourself").await?;
    page.fill("In one line", "A draft quotes another customer’s ticket").await?;
    grade(page, "Likelihood", 5).await?;
    grade(page, "Consequence for your organisation", 4).await?;
    grade(page, "Consequence for individuals and groups", 2).await?;
    grade(page, "Consequence for society", 1).await?;
    // Where a risk starts from, society has a 1 already.
    let graded = json!({ "organisation": 4, "individuals": 2, "society": 1 });
    let kept = story::kept(page, "the grades", |it| it["risks"][0]["consequence"] == graded).await?;
    assert_eq!(kept["risks"][0]["likelihood"], 5);
    Ok(())
}

#[test]
fn evidence_moves_the_score_that_is_backed() -> Result {
    browse("evidence_moves_the_score_that_is_backed", async |page| {
        say_who_we_are(page).await?;
        answer_in_full(page).await?;
        let before = story::backed(page, "rfp", RFP).await?;
        let said = story::bars(page).await?.concat();
        assert!(!said.contains(" 0 claimed"), "the answer counts as claimed: {said}");

        back_it(page).await?;
        let after = story::backed(page, "rfp", RFP).await?;
        assert!(after > before, "{after} is not above {before}");

        // Taken back, it counts no more; and once again, it does.
        page.click_role("button", "Undo").await?;
        page.wait_until("the score of before", async || Ok(story::backed(page, "rfp", RFP).await? == before)).await?;
        page.click_role("button", "Redo").await?;
        page.wait_until("the score of after", async || Ok(story::backed(page, "rfp", RFP).await? == after)).await
    })
}

#[test]
fn signs_and_a_date_decide_whether_it_is_required() -> Result {
    browse("signs_and_a_date_decide_whether_it_is_required", async |page| {
        say_who_we_are(page).await?;
        story::visit(page, "/triggers/funding", "Funding round, listing or sale").await?;
        necessity(page, "Voluntary").await?;
        let day: String = page
            .js(
                "const day = new Date(); day.setDate(day.getDate() + 60); return day.toISOString().slice(0, 10)",
                vec![],
            )
            .await?;
        let field = page.label("When is it due?").await?;
        page.set_value(&field, &day).await?;
        necessity(page, "Expected").await?;
        page.see("You gave it a date within a year, so it counts as certain.").await?;

        story::visit(page, "/triggers/rfp", RFP).await?;
        page.click_role("checkbox", "says that ISO 42001 or equivalent is mandatory").await?;
        necessity(page, "Required").await?;
        page.see("a certificate is a condition").await?;
        page.click_role("checkbox", "says that ISO 42001 or equivalent is mandatory").await?;
        page.see_no("a certificate is a condition").await?;

        page.click_role("checkbox", "Set it aside").await?;
        page.fill("Why does it not concern you?", "We sell to nobody").await?;
        page.see("You have set it aside, so it weighs nothing.").await?;
        let kept =
            story::kept(page, "the reason", |it| it["triggers"]["rfp"]["set_aside"] == "We sell to nobody").await?;
        assert_eq!(kept["triggers"]["funding"]["date"], day);
        Ok(())
    })
}

#[test]
fn a_risk_moves_on_the_heat_map() -> Result {
    browse("a_risk_moves_on_the_heat_map", async |page| {
        say_who_we_are(page).await?;
        add_a_risk(page).await?;
        assert_eq!(on_the_map(page).await?, ["almost certain, severe: 1 risk, extreme"]);
        page.click_role("button", "almost certain, severe: 1 risk").await?;
        page.click_role("link", "A draft quotes another customer’s ticket").await?;
        grade(page, "Likelihood", 2).await?;
        assert_eq!(on_the_map(page).await?.len(), 1);
        assert!(on_the_map(page).await?.concat().starts_with("unlikely, severe: 1 risk"));
        Ok(())
    })
}

#[test]
fn work_survives_a_reload_and_travels_as_a_file() -> Result {
    browse("work_survives_a_reload_and_travels_as_a_file", async |page| {
        say_who_we_are(page).await?;
        answer_in_full(page).await?;
        back_it(page).await?;
        add_a_risk(page).await?;
        let standing = story::standing(page, NAME).await?;
        let map = on_the_map(page).await?;
        assert!(standing.iter().any(|said| said.starts_with(RFP)), "{standing:?}");

        page.reload().await?;
        assert_eq!(story::standing(page, NAME).await?, standing, "after a reload");
        assert_eq!(on_the_map(page).await?, map, "after a reload");

        let (name, content) = export(page).await?;
        erase(page).await?;
        import(page, &name, &content).await?;
        assert_eq!(story::standing(page, NAME).await?, standing, "after the import");
        assert_eq!(on_the_map(page).await?, map, "after the import");

        // Exported again, it is the same but for the moment and the log of changes.
        let (_, again) = export(page).await?;
        let (mut first, mut second): (Value, Value) =
            (serde_json::from_slice(&content)?, serde_json::from_slice(&again)?);
        assert_eq!(first["summary"], second["summary"]);
        for file in [&mut first, &mut second] {
            file["assessment"]["log"] = Value::Null;
        }
        assert_eq!(first["assessment"], second["assessment"]);
        Ok(())
    })
}

/// The work as a file, which states what it is and what it comes to.
async fn export(page: &Page) -> Result<(String, Vec<u8>)> {
    story::visit(page, "/record/file", "File").await?;
    page.click_role("button", "Export everything").await?;
    let (name, content) = page.download().await?;
    assert!(name.starts_with("foreproof-") && name.ends_with(".json"), "{name}");
    let file: Value = serde_json::from_slice(&content)?;
    assert_eq!((&file["format"], &file["version"]), (&"foreproof.assessment".into(), &1.into()));
    assert_eq!(file["pack"]["sha256"].as_str().map(str::len), Some(64));
    assert!(
        file["digest"].as_str().is_some_and(|digest| digest.starts_with("sha256:") && digest.len() == 71),
        "{}",
        file["digest"]
    );
    let triggers = file["summary"]["triggers"].as_object().ok_or("a summary of the triggers")?;
    assert_eq!(triggers.len(), 8);
    assert!(triggers.values().all(|one| one["verdict"].is_string()), "{triggers:?}");
    assert_eq!(file["assessment"]["organisation"]["name"], NAME);
    Ok((name, content))
}

/// Takes everything away.
async fn erase(page: &Page) -> Result {
    page.click_role("button", "Erase everything…").await?;
    page.see("Erase everything here?").await?;
    page.click_role("button", "Erase everything").await?;
    page.wait_until("nothing in storage", async || Ok(page.storage().await?.is_empty())).await?;
    story::visit(page, "/", "Can you prove control of your AI before somebody asks?").await
}

/// Opens the file: it is shown first, and replaces what is here only when told to.
async fn import(page: &Page, name: &str, content: &[u8]) -> Result {
    story::open_file(page, name, content).await?;
    page.role("table", "What is here, and what the file holds").await?;
    page.see(NAME).await?;
    page.see("There is nothing here that could be lost.").await?;
    assert!(page.storage().await?.is_empty(), "a preview changes nothing");
    page.click_role("button", "Keep what I have").await?;
    page.see("Nothing was changed.").await?;
    assert!(page.storage().await?.is_empty(), "nor does turning it down");

    story::open_file(page, name, content).await?;
    page.click_role("button", "Replace what is here").await?;
    story::kept(page, "the file", |it| it["organisation"]["name"] == NAME).await.map(drop)
}

#[test]
fn a_file_for_a_recipient_leaves_out_what_is_ours_alone() -> Result {
    browse("a_file_for_a_recipient_leaves_out_what_is_ours_alone", async |page| {
        story::start_with(page, &story::example()?).await?;
        story::visit(page, "/record/file", "File").await?;
        page.click_role("button", "Export everything").await?;
        let all: Value = serde_json::from_slice(&page.download().await?.1)?;
        page.click_role("button", "Export for a recipient").await?;
        let (name, content) = page.download().await?;
        assert!(name.contains("recipient"), "{name}");
        let theirs: Value = serde_json::from_slice(&content)?;
        assert_eq!(theirs["summary"], all["summary"], "the scores are the same");
        let text = theirs.to_string();
        for key in ["\"note\":", "\"owner\":", "\"location\":", "\"log\":[{"] {
            assert!(!text.contains(key), "{key} is in the file");
        }
        Ok(())
    })
}
