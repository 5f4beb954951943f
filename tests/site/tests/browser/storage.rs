//! What the browser keeps may be damaged, newer, full or forbidden: the app says so and overwrites nothing.

use crate::harness::{Page, Result, Settings, Storage, browse, browse_with};
use crate::story::KEY;
use crate::{harness, story};
use serde_json::{Value, json};

const BLOCKED: Settings = Settings { storage: Storage::Blocked, scheme: harness::Scheme::Light };

/// Gives the organisation a name, which is a change to keep.
async fn change_something(page: &Page) -> Result {
    story::visit(page, "/record", "Organisation").await?;
    page.fill("Name", "Quillmark Labs").await
}

/// The work as a file, which is what remains when nothing can be kept.
async fn download_a_copy(page: &Page) -> Result<Value> {
    page.click_role("button", "Download a copy").await?;
    Ok(serde_json::from_slice(&page.download().await?.1)?)
}

#[test]
fn unreadable_text_is_put_aside_and_handed_out() -> Result {
    browse("unreadable_text_is_put_aside_and_handed_out", async |page| {
        let garbage = r#"{"format": "foreproof.assessment", "version": 1, "assessment": {"answ"#;
        story::start_with(page, garbage).await?;
        page.see("What was saved here could not be read").await?;
        page.see("Can you prove control of your AI before somebody asks?").await?;
        let aside = |kept: &std::collections::BTreeMap<String, String>| {
            kept.iter()
                .filter(|(key, _)| key.starts_with("foreproof.unreadable."))
                .map(|(_, text)| text.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(aside(&page.storage().await?), [garbage]);

        page.click_role("button", "Download what was saved").await?;
        assert_eq!(page.download().await?.1, garbage.as_bytes(), "not a byte differs");

        // New work is kept beside it, and it is still there after coming back.
        change_something(page).await?;
        story::kept(page, "the name", |it| it["organisation"]["name"] == "Quillmark Labs").await?;
        page.reload().await?;
        page.see("What was saved here could not be read").await?;
        assert_eq!(aside(&page.storage().await?), [garbage]);

        page.click_role("button", "Throw it away").await?;
        page.see_no("What was saved here could not be read").await?;
        assert!(aside(&page.storage().await?).is_empty(), "it was thrown away");
        Ok(())
    })
}

#[test]
fn what_a_newer_version_keeps_is_left_alone() -> Result {
    browse("what_a_newer_version_keeps_is_left_alone", async |page| {
        let newer = json!({ "format": "foreproof.assessment", "version": 2, "thoughts": ["a", "b"] }).to_string();
        story::start_with(page, &newer).await?;
        page.see("A newer Foreproof keeps its data here").await?;
        change_something(page).await?;
        page.see("Not saved").await?;
        let copy = download_a_copy(page).await?;
        assert_eq!(copy["assessment"]["organisation"]["name"], "Quillmark Labs");
        assert_eq!(page.storage().await?.get(KEY), Some(&newer));
        leave(page).await?;
        assert_eq!(page.storage().await?.get(KEY), Some(&newer), "nor on leaving");
        Ok(())
    })
}

/// Loads the page again, though it warns that work would be lost.
async fn leave(page: &Page) -> Result {
    // The warning is the browser's; a driver dismisses it by leaving.
    page.js::<Value>(
        "window.addEventListener('beforeunload', event => event.stopImmediatePropagation(), true)",
        vec![],
    )
    .await?;
    page.reload().await
}

#[test]
fn full_storage_is_said_and_the_rest_of_the_work_is_kept_once_there_is_room() -> Result {
    browse("full_storage_is_said_and_the_rest_of_the_work_is_kept_once_there_is_room", async |page| {
        story::start(page).await?;
        change_something(page).await?;
        story::kept(page, "the name", |it| it["organisation"]["name"] == "Quillmark Labs").await?;
        // Another app of the same host takes all the room that is left.
        let fill = "let text = 'x'.repeat(1 << 22), all = '';
            while (text.length > 0) {
                try { localStorage.setItem('somebody.else', all + text); all += text; }
                catch { text = text.slice(0, text.length >> 1); }
            }
            return all.length";
        let filled: u64 = page.js(fill, vec![]).await?;
        assert!(filled > 1 << 20, "only {filled} characters");

        page.fill("Name", "Quillmark Laboratories of the Northern Coast").await?;
        page.see("This browser’s storage is full").await?;
        page.see("Not saved: storage is full").await?;
        let copy = download_a_copy(page).await?;
        assert_eq!(copy["assessment"]["organisation"]["name"], "Quillmark Laboratories of the Northern Coast");
        // What was kept before is still whole.
        story::kept(page, "the old name", |it| it["organisation"]["name"] == "Quillmark Labs").await?;

        page.js::<Value>("localStorage.removeItem('somebody.else')", vec![]).await?;
        page.click_role("button", "Try again").await?;
        page.see_no("This browser’s storage is full").await?;
        let name = "Quillmark Laboratories of the Northern Coast";
        story::kept(page, "the new name", |it| it["organisation"]["name"] == name).await?;
        Ok(())
    })
}

#[test]
fn with_storage_forbidden_the_app_works_in_memory_and_says_so() -> Result {
    browse_with("with_storage_forbidden_the_app_works_in_memory_and_says_so", BLOCKED, async |page| {
        story::start(page).await?;
        let throws: bool = page.js("try { localStorage; return false } catch { return true }", vec![]).await?;
        assert!(throws, "this browser does not forbid storage");
        page.see("Nothing is saved in this browser").await?;

        change_something(page).await?;
        page.see("Not saved").await?;
        story::visit(page, "/requirements/5.2", "Requirements").await?;
        page.click_css(".req-row-open input[type=radio][value='3']").await?;
        let standing = story::standing(page, "Quillmark Labs").await?;

        // The copy is all there is: opened in the next visit, it brings back the same numbers.
        let copy = download_a_copy(page).await?;
        leave(page).await?;
        page.see("Nothing is saved in this browser").await?;
        page.see("Can you prove control of your AI before somebody asks?").await?;
        story::open_file(page, "copy.json", copy.to_string()).await?;
        page.click_role("button", "Replace what is here").await?;
        assert_eq!(story::standing(page, "Quillmark Labs").await?, standing);
        leave(page).await
    })
}

#[test]
fn erasing_takes_away_what_is_ours_and_nothing_else() -> Result {
    browse("erasing_takes_away_what_is_ours_and_nothing_else", async |page| {
        story::start_with(page, &story::example()?).await?;
        page.store("somebody.else", "precious").await?;
        page.store("foreproof.unreadable.2026-01-01T00:00:00Z", "old").await?;
        page.reload().await?;
        story::visit(page, "/record/file", "File").await?;
        page.click_role("button", "Erase everything…").await?;
        page.see("Erase everything here?").await?;
        page.click_role("button", "Erase everything").await?;
        page.wait_until("only the other key", async || {
            Ok(page.storage().await?.into_iter().collect::<Vec<_>>()
                == [("somebody.else".to_owned(), "precious".to_owned())])
        })
        .await?;
        page.reload().await?;
        story::visit(page, "/", "Can you prove control of your AI before somebody asks?").await
    })
}
