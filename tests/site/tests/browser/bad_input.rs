//! Files that can't be opened: every fault is said in words, with its path, and nothing is changed.

use crate::harness::{Page, Result, browse};
use crate::story;
use serde_json::{Value, json};

/// Tries to open a file that must be refused, and sees these words in the list of faults.
async fn refuse(page: &Page, name: &str, content: impl AsRef<[u8]>, words: &[&str]) -> Result {
    let before = page.storage().await?;
    let standing = story::standing(page, "Tovanquill GmbH").await?;
    story::open_file(page, name, content).await?;
    page.see("Nothing was changed").await?;
    for words in words {
        page.see(words).await?;
    }
    assert!(!page.text_of("main").await?.contains("Replace what is here"), "{name} can be opened after all");
    assert_eq!(page.storage().await?, before, "{name} changed what is kept");
    assert_eq!(story::standing(page, "Tovanquill GmbH").await?, standing, "{name} changed a number");
    Ok(())
}

/// The example with values set at JSON pointers.
fn spoilt(places: &[(&str, Value)]) -> Result<String> {
    let mut file: Value = serde_json::from_str(&story::example()?)?;
    for (pointer, value) in places {
        let (parent, name) = pointer.rsplit_once('/').ok_or("a pointer has a /")?;
        let parent = file.pointer_mut(parent).ok_or_else(|| format!("the example has no {parent}"))?;
        match parent {
            Value::Object(fields) => drop(fields.insert(name.to_owned(), value.clone())),
            Value::Array(items) => items[name.parse::<usize>()?] = value.clone(),
            _ => return Err(format!("{pointer} lies in no object").into()),
        }
    }
    Ok(file.to_string())
}

#[test]
fn a_file_that_is_no_json_is_refused() -> Result {
    browse("a_file_that_is_no_json_is_refused", async |page| {
        story::start_with(page, &story::example()?).await?;
        refuse(page, "notes.txt", "dear diary", &["notes.txt can’t be opened", "the file as a whole", "JSON"]).await?;
        refuse(page, "empty.json", "", &["empty.json can’t be opened", "the file as a whole", "JSON"]).await?;
        refuse(page, "torn.json", &story::example()?[..20_000], &["torn.json can’t be opened", "JSON"]).await?;
        refuse(page, "picture.png", [0x89, b'P', b'N', b'G', 0, 0xff, 0xfe], &["picture.png can’t be opened", "JSON"])
            .await
    })
}

#[test]
fn a_file_of_somebody_else_is_refused() -> Result {
    browse("a_file_of_somebody_else_is_refused", async |page| {
        story::start_with(page, &story::example()?).await?;
        let foreign = json!({ "format": "somebody.else", "version": 1, "assessment": {} }).to_string();
        refuse(page, "foreign.json", foreign, &["foreign.json can’t be opened: 1 fault", "not a Foreproof assessment"])
            .await?;
        refuse(
            page,
            "package.json",
            r#"{"name": "left-pad"}"#,
            &["package.json can’t be opened: 1 fault", "not a Foreproof assessment"],
        )
        .await?;
        refuse(page, "list.json", "[1, 2, 3]", &["list.json can’t be opened: 1 fault", "not a Foreproof assessment"])
            .await
    })
}

#[test]
fn a_file_of_a_newer_version_is_refused_by_its_version() -> Result {
    browse("a_file_of_a_newer_version_is_refused_by_its_version", async |page| {
        story::start_with(page, &story::example()?).await?;
        let newer = spoilt(&[("/version", json!(2))])?;
        refuse(page, "newer.json", newer, &["newer.json can’t be opened: 1 fault", "version", "newer"]).await
    })
}

#[test]
fn every_fault_of_a_file_is_said_at_once_with_its_path() -> Result {
    browse("every_fault_of_a_file_is_said_at_once_with_its_path", async |page| {
        story::start_with(page, &story::example()?).await?;
        let file = spoilt(&[
            ("/assessment/answers/5.2", json!({ "level": 9 })),
            ("/assessment/answers/4.1", json!({ "not_applicable": "we are small" })),
            ("/assessment/answers/A.99.1", json!({ "level": 2 })),
            ("/assessment/evidence/0/dated", json!("2026-02-30")),
            ("/assessment/risks/0/likelihood", json!(6)),
            ("/assessment/risks/0/category", json!("weather")),
            ("/assessment/triggers/divorce", json!({ "signs": [] })),
            ("/assessment/organisation/sector", json!("piracy")),
            ("/assessment/colour", json!("blue")),
        ])?;
        let words = [
            "faulty.json can’t be opened: 9 faults",
            "assessment/answers/5.2/level",
            "“9” is not a level",
            "assessment/answers/4.1/not_applicable",
            "The clause “4.1” can't be marked not applicable",
            "assessment/answers/A.99.1",
            "2026-02-30",
            "/likelihood",
            "weather",
            "assessment/triggers/divorce",
            "assessment/organisation/sector",
            "piracy",
            "assessment/colour",
        ];
        refuse(page, "faulty.json", file, &words).await
    })
}

#[test]
fn a_mended_file_opens_after_the_faulty_one() -> Result {
    browse("a_mended_file_opens_after_the_faulty_one", async |page| {
        story::start(page).await?;
        let faulty = spoilt(&[("/assessment/answers/5.2", json!({ "level": 9 }))])?;
        story::open_file(page, "work.json", faulty).await?;
        page.see("work.json can’t be opened: 1 fault").await?;
        // The same name, chosen again.
        let (_folder, path) = story::file("work.json", story::example()?)?;
        page.upload("input[type=file]", &path).await?;
        page.see_no("can’t be opened").await?;
        page.click_role("button", "Replace what is here").await?;
        let kept = story::kept(page, "the example", |it| it["answers"]["5.2"]["level"] == 4).await?;
        assert_eq!(kept["organisation"]["name"], "Tovanquill GmbH");
        Ok(())
    })
}
