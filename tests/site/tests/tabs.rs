//! Two windows on the same work: what each changes is kept, and neither takes back what the other did.

mod harness;
mod story;

use harness::{Page, Result, browse};
use serde_json::{Value, json};

/// Types a note under a requirement, as in the window that is in front.
async fn note(page: &Page, requirement: &str, text: &str) -> Result {
    // By way of another page, so that no other requirement stands open.
    story::visit(page, "/record", "Organisation").await?;
    story::visit(page, &format!("/requirements/{requirement}"), "Requirements").await?;
    page.fill("Note", text).await
}

async fn kept_note(page: &Page, requirement: &str, text: &str) -> Result<Value> {
    let what = format!("the note “{text}” on {requirement}");
    story::kept(page, &what, |it| it["answers"][requirement]["note"] == text).await
}

/// Opens a second window on the same site and tells both their names.
async fn two_windows(page: &Page) -> Result<[thirtyfour::WindowHandle; 2]> {
    story::start(page).await?;
    let first = page.driver.window().await?;
    let second = page.driver.new_tab().await?;
    page.driver.switch_to_window(second.clone()).await?;
    page.load("").await?;
    page.wait_until_mounted().await?;
    page.driver.switch_to_window(first.clone()).await?;
    Ok([first, second])
}

#[test]
fn edits_by_turns_in_two_windows_are_all_kept() -> Result {
    browse("edits_by_turns_in_two_windows_are_all_kept", async |page| {
        let windows = two_windows(page).await?;
        let requirements = ["4.1", "4.2", "4.3", "4.4", "5.1", "5.2"];
        for (turn, requirement) in requirements.iter().enumerate() {
            page.driver.switch_to_window(windows[turn % 2].clone()).await?;
            // No waiting: the next window writes while this one may not have kept its change yet.
            note(page, requirement, &format!("from window {}", turn % 2)).await?;
        }
        let all = |it: &Value| {
            requirements
                .iter()
                .enumerate()
                .all(|(turn, id)| it["answers"][*id]["note"] == format!("from window {}", turn % 2))
        };
        let kept = story::kept(page, "all six notes", all).await?;
        assert!(kept["log"].as_array().is_some_and(|log| log.len() >= 6), "{}", kept["log"]);

        // Both windows show all of it, and a reload of either changes nothing.
        for window in &windows {
            page.driver.switch_to_window(window.clone()).await?;
            story::visit(page, "/record/history", "History").await?;
            page.see("The chain holds").await?;
            page.reload().await?;
            story::kept(page, "all six notes after a reload", all).await?;
        }
        Ok(())
    })
}

#[test]
fn undo_in_one_window_leaves_what_the_other_did() -> Result {
    browse("undo_in_one_window_leaves_what_the_other_did", async |page| {
        let [first, second] = two_windows(page).await?;
        note(page, "5.2", "of the first").await?;
        kept_note(page, "5.2", "of the first").await?;
        page.driver.switch_to_window(second).await?;
        note(page, "5.3", "of the second").await?;
        kept_note(page, "5.3", "of the second").await?;
        page.driver.switch_to_window(first).await?;
        page.click_role("button", "Undo").await?;
        let kept = story::kept(page, "the first note gone", |it| it["answers"].get("5.2").is_none()).await?;
        assert_eq!(kept["answers"], json!({ "5.3": { "note": "of the second" } }));
        Ok(())
    })
}

#[test]
fn what_a_window_wrote_over_unseen_comes_back() -> Result {
    browse("what_a_window_wrote_over_unseen_comes_back", async |page| {
        let [first, second] = two_windows(page).await?;
        note(page, "5.2", "begun").await?;
        kept_note(page, "5.2", "begun").await?;
        let before = page.storage().await?;
        note(page, "5.3", "of the first").await?;
        kept_note(page, "5.3", "of the first").await?;
        // A window that has not seen the last text writes over it: its own began with the one before.
        page.driver.switch_to_window(second).await?;
        let mut theirs: Value = serde_json::from_str(&before[story::KEY])?;
        theirs["assessment"]["answers"]["5.1"] = json!({ "note": "of a blind window" });
        let text = theirs.to_string();
        let script = "const [text, old, key] = arguments;
            const print = text => {
                let hash = 0xcbf29ce484222325n;
                for (const byte of new TextEncoder().encode(text)) {
                    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
                }
                return hash.toString(16).padStart(16, '0');
            };
            localStorage.setItem('foreproof.book', JSON.stringify({ chain: [print(text), print(old)] }));
            localStorage.setItem(key, text)";
        page.js::<Value>(script, vec![json!(text), json!(before[story::KEY]), json!(story::KEY)]).await?;
        // The first window hears of it, and puts its own change back beside the other's.
        page.driver.switch_to_window(first).await?;
        let kept = kept_note(page, "5.3", "of the first").await?;
        assert_eq!(kept["answers"]["5.1"]["note"], "of a blind window");
        assert_eq!(kept["answers"]["5.2"]["note"], "begun");
        Ok(())
    })
}
