//! The main job, end to end: an organisation says who it is, answers, backs an answer with evidence,
//! sees it count, comes back later, and takes its work elsewhere as a file.

mod harness;

use harness::{Page, Result, browse};
use serde_json::Value;

const KEY: &str = "foreproof.assessment";

/// What the bars of a trigger say, aloud.
async fn said_of(page: &Page, trigger: &str) -> Result<String> {
    page.goto(&format!("/triggers/{trigger}")).await?;
    let bars = page.css(".page .bars[role=img]").await?;
    Ok(bars.attr("aria-label").await?.unwrap_or_default())
}

/// The assessment as it is stored, once it holds what is waited for.
async fn stored(page: &Page, what: &str, holds: impl Fn(&Value) -> bool) -> Result<Value> {
    page.wait_for(what, async || {
        let text = page.storage().await?.get(KEY).cloned().unwrap_or_default();
        let envelope: Value = serde_json::from_str(&text).unwrap_or_default();
        Ok(Some(envelope["assessment"].clone()).filter(|assessment| holds(assessment)))
    })
    .await
}

/// Says who the organisation is, answers 5.2, and backs it with a record.
async fn answer_and_back(page: &Page) -> Result<()> {
    page.goto("/record").await?;
    page.fill("Name", "Quillmark Labs").await?;
    page.choose("Sector", "Technology and software").await?;
    page.goto("/requirements/5.2").await?;
    page.click_css(".req-row-open label:has(input[value='3'])").await?;
    stored(page, "the answer is stored", |it| it["answers"]["5.2"]["level"] == 3).await?;
    Ok(())
}

#[test]
#[ignore = "written, but not yet seen to pass: run with `--ignored`"]
fn an_answer_counts_as_claimed_until_evidence_backs_it() -> Result {
    browse("an_answer_counts_as_claimed_until_evidence_backs_it", async |page| {
        page.load("").await?;
        page.wait_until_mounted().await?;
        answer_and_back(page).await?;
        let claimed_only = said_of(page, "rfp").await?;
        assert!(claimed_only.contains("0 of 100 backed by evidence"), "{claimed_only}");

        page.goto("/requirements/5.2").await?;
        page.click_role("button", "Add evidence").await?;
        page.fill("What it is called", "Minutes of the policy review").await?;
        page.click_role("button", "Add and link").await?;
        let assessment = stored(page, "the item is stored", |it| it["evidence"][0]["requirements"][0] == "5.2").await?;
        assert_eq!(assessment["evidence"][0]["title"], "Minutes of the policy review");

        let backed = said_of(page, "rfp").await?;
        assert_ne!(backed, claimed_only);
        assert!(!backed.starts_with("0 of 100"), "{backed}");
        Ok(())
    })
}

#[test]
#[ignore = "written, but not yet seen to pass: run with `--ignored`"]
fn work_survives_a_reload_and_travels_as_a_file() -> Result {
    browse("work_survives_a_reload_and_travels_as_a_file", async |page| {
        page.load("").await?;
        page.wait_until_mounted().await?;
        answer_and_back(page).await?;
        let before = said_of(page, "rfp").await?;

        page.reload().await?;
        assert_eq!(said_of(page, "rfp").await?, before, "after a reload");

        page.goto("/record/file").await?;
        page.click_role("button", "Export everything").await?;
        let (name, bytes) = page.download().await?;
        assert!(name.ends_with(".json"), "{name}");
        let file: Value = serde_json::from_slice(&bytes)?;
        assert_eq!((&file["format"], &file["version"]), (&"foreproof.assessment".into(), &1.into()));
        assert_eq!(file["assessment"]["organisation"]["name"], "Quillmark Labs");
        assert!(file["digest"].as_str().is_some_and(|digest| digest.starts_with("sha256:")), "{}", file["digest"]);
        assert!(file["summary"]["triggers"]["rfp"]["verdict"].is_string());

        page.click_role("button", "Erase everything…").await?;
        page.click_css(".button-erase").await?;
        page.wait_until("nothing of ours is stored", async || Ok(!page.storage().await?.contains_key(KEY))).await?;
        assert_ne!(said_of(page, "rfp").await?, before, "after erasing");

        let folder = harness::Folder::new()?;
        let path = folder.downloads().join(&name);
        std::fs::write(&path, &bytes)?;
        page.goto("/record/file").await?;
        page.upload("input[type=file]", &path).await?;
        page.see("Replace what is here").await?;
        assert!(!page.storage().await?.contains_key(KEY), "a preview changes nothing");
        page.click_role("button", "Replace what is here").await?;
        stored(page, "the import is stored", |it| it["answers"]["5.2"]["level"] == 3).await?;
        assert_eq!(said_of(page, "rfp").await?, before, "after the import");
        Ok(())
    })
}

#[test]
#[ignore = "written, but not yet seen to pass: run with `--ignored`"]
fn a_faulty_file_is_refused_with_every_fault_and_changes_nothing() -> Result {
    browse("a_faulty_file_is_refused_with_every_fault_and_changes_nothing", async |page| {
        page.load("").await?;
        page.wait_until_mounted().await?;
        answer_and_back(page).await?;
        let before = page.storage().await?;
        let folder = harness::Folder::new()?;
        let path = folder.downloads().join("faulty.json");
        let faulty = r#"{"format": "foreproof.assessment", "version": 1, "assessment": {"answers":
            {"5.2": {"level": 9}, "4.1": {"not_applicable": "no"}, "A.99.1": {"level": 2}},
            "incidents": [{"id": "i1", "title": "x", "occurred_on": "2026-02-30", "status": "open"}]}}"#;
        std::fs::write(&path, faulty)?;
        page.goto("/record/file").await?;
        page.upload("input[type=file]", &path).await?;
        for path in ["answers/5.2/level", "answers/4.1/not_applicable", "answers/A.99.1", "incidents/i1/occurred_on"] {
            page.see(path).await?;
        }
        assert_eq!(page.storage().await?, before);
        Ok(())
    })
}

#[test]
#[ignore = "written, but not yet seen to pass: run with `--ignored`"]
fn the_quick_check_prefills_provisionally_and_resumes() -> Result {
    browse("the_quick_check_prefills_provisionally_and_resumes", async |page| {
        page.load("").await?;
        page.wait_until_mounted().await?;
        page.goto("/quick/3").await?;
        page.click_css(".quick-options label:nth-of-type(3)").await?;
        let assessment =
            stored(page, "the answers are stored", |it| it["answers"].as_object().is_some_and(|all| !all.is_empty()))
                .await?;
        for (id, answer) in assessment["answers"].as_object().into_iter().flatten() {
            assert_eq!(answer["provisional"], true, "{id}");
        }
        page.reload().await?;
        let chosen: bool = page.js("return !!document.querySelector('.quick-options input:checked')", vec![]).await?;
        assert!(chosen, "the answer is still there");
        Ok(())
    })
}

#[test]
#[ignore = "written, but not yet seen to pass: run with `--ignored`"]
fn every_place_has_one_heading_and_fits_a_narrow_phone() -> Result {
    let example = std::fs::read_to_string(harness::root().join("tests/data/example.json"))?;
    browse("every_place_has_one_heading_and_fits_a_narrow_phone", async |page| {
        page.load("").await?;
        page.wait_until_mounted().await?;
        page.store(KEY, &example).await?;
        page.reload().await?;
        page.viewport(320, 700).await?;
        for route in [
            "/",
            "/triggers",
            "/triggers/insurer",
            "/requirements",
            "/requirements/A.6.2.4",
            "/requirements/statement",
            "/requirements/regimes",
            "/requirements/audit",
            "/evidence",
            "/risks",
            "/risks/map",
            "/risks/catalogue",
            "/plan",
            "/reports",
            "/record",
            "/record/systems",
            "/record/incidents",
            "/record/certificate",
            "/record/history",
            "/record/file",
            "/record/settings",
            "/quick",
            "/quick/4",
            "/quick/15",
            "/method",
        ] {
            page.goto(route).await?;
            assert_eq!(page.all("h1").await?.len(), 1, "headings of {route}");
            let wide: i64 = page
                .js("return document.documentElement.scrollWidth - document.documentElement.clientWidth", vec![])
                .await?;
            assert!(wide <= 0, "{route} is {wide} px too wide");
        }
        Ok(())
    })
}
