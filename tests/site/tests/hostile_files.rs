//! Files that mean harm: too large, too deep, damaged, or with text in disguise. Each is answered in words,
//! the page goes on working, and nothing of the work that is open changes.

mod harness;
mod story;

use harness::{Page, Result, browse};
use serde_json::json;

/// Opens a file that must be refused with these words, and sees that nothing has changed and all goes on.
async fn refused(page: &Page, name: &str, content: impl AsRef<[u8]>, words: &[&str]) -> Result {
    let before = page.storage().await?;
    story::open_file(page, name, content).await?;
    page.see(&format!("{name} can’t be opened")).await?;
    page.see("Nothing was changed").await?;
    for words in words {
        page.see(words).await?;
    }
    assert!(!page.text_of("main").await?.contains("Replace what is here"), "{name} can be opened after all");
    assert_eq!(page.storage().await?, before, "{name} changed what is kept");
    // The page answers: a change arrives, and is taken back.
    story::visit(page, "/record", "Organisation").await?;
    page.fill("Name", name).await?;
    story::kept(page, "the name", |it| it["organisation"]["name"] == name).await?;
    page.click_css(".top-tools button:not([disabled])").await?;
    story::kept(page, "the name before", |it| it["organisation"]["name"] == "Tovanquill GmbH").await?;
    let polluted: bool = page.js("return 'polluted' in {} || 'level' in Object.prototype", vec![]).await?;
    assert!(!polluted, "{name} changed what every object has");
    Ok(())
}

/// A whole file around an assessment, as text.
fn around(assessment: &str) -> String {
    story::envelope(&json!("HERE")).to_string().replace("\"HERE\"", assessment)
}

#[test]
fn a_file_that_is_too_large_is_not_read() -> Result {
    browse("a_file_that_is_too_large_is_not_read", async |page| {
        story::start_with(page, &story::example()?).await?;
        let memory = "return performance.memory?.usedJSHeapSize ?? 0";
        let before: u64 = page.js(memory, vec![]).await?;
        let words = ["30 million bytes", "up to 16 million"];
        refused(page, "large.json", vec![b' '; 30_000_000], &words).await?;
        let after: u64 = page.js(memory, vec![]).await?;
        assert!(after < before + 25_000_000, "from {before} to {after} bytes");
        Ok(())
    })
}

#[test]
fn the_largest_files_that_are_read_are_answered() -> Result {
    browse("the_largest_files_that_are_read_are_answered", async |page| {
        story::start_with(page, &story::example()?).await?;
        // What takes the most memory for its length: millions of the smallest values.
        let zeros = format!("[{}0]", "0,".repeat(7_900_000));
        refused(page, "zeros.json", zeros, &["not a Foreproof assessment"]).await?;
        // And the most faults.
        let fields: Vec<String> = (0..30_000).map(|number| format!("\"x{number}\":0")).collect();
        let words = ["30000 faults", "The first 100 are listed"];
        refused(page, "faults.json", around(&format!("{{\"answers\":{{}},{}}}", fields.join(","))), &words).await?;
        story::open_file(page, "again.json", around(&format!("{{\"answers\":{{}},{}}}", fields.join(",")))).await?;
        page.see("again.json can’t be opened").await?;
        assert_eq!(page.all(".fault-table tbody tr").await?.len(), 100);
        // A name as long as a file.
        let long = around(&format!("{{\"answers\":{{}},\"{}\":0}}", "n".repeat(4_000_000)));
        refused(page, "long.json", long, &["1 fault", "nnn…"]).await
    })
}

#[test]
fn deep_doubled_damaged_and_boundless_files_are_refused() -> Result {
    browse("deep_doubled_damaged_and_boundless_files_are_refused", async |page| {
        story::start_with(page, &story::example()?).await?;
        let levels = 100_000;
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = around(&format!("{}0{}", open.repeat(levels), close.repeat(levels)));
            refused(page, "deep.json", deep, &["not readable JSON", "recursion limit"]).await?;
        }
        // Two readers of such a file would see two files.
        let doubled = r#"{"answers": {"5.2": {"level": 1}, "5.2": {"level": 5}}}"#;
        refused(page, "doubled.json", around(doubled), &["5.2"]).await?;
        let mut damaged = around(r#"{"organisation": {"name": "Quill?mark"}}"#).into_bytes();
        let at = damaged.iter().position(|byte| *byte == b'?').ok_or("no place")?;
        damaged[at] = 0xff;
        refused(page, "damaged.json", damaged, &["UTF-8", &format!("byte {}", at + 1)]).await?;
        // A surrogate by itself, as some programs write it.
        refused(
            page,
            "half.json",
            around(r#"{"answers": {}, "organisation": {"name": "\ud800"}}"#),
            &["not readable JSON"],
        )
        .await?;
        let wide: Vec<u8> = story::example()?.encode_utf16().flat_map(u16::to_le_bytes).collect();
        refused(page, "wide.json", wide, &["JSON"]).await?;
        for number in ["1e400", "-1", "3.5", "99999999999999999999999999", "1e3", "NaN", "0x3", "\"3\""] {
            let file = around(&format!("{{\"answers\": {{\"5.2\": {{\"level\": {number}}}}}}}"));
            refused(page, "number.json", file, &["number.json can’t be opened: 1 fault"]).await?;
        }
        Ok(())
    })
}

#[test]
fn names_that_mean_something_to_a_browser_mean_nothing_here() -> Result {
    browse("names_that_mean_something_to_a_browser_mean_nothing_here", async |page| {
        story::start_with(page, &story::example()?).await?;
        let file = r#"{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}},
            "answers": {"__proto__": {"level": 5}, "toString": {"level": 3}}}"#;
        let words = ["__proto__", "constructor", "toString", "4 faults"];
        refused(page, "proto.json", around(file), &words).await?;
        // As the id of something of the user's own it is as good as any.
        let own = around(
            r#"{"answers": {}, "systems": [{"id": "__proto__", "name": "constructor", "role": "ai_provider", "stage": "in_use"}]}"#,
        );
        story::open_file(page, "own.json", own).await?;
        page.click_role("button", "Replace what is here").await?;
        story::kept(page, "the system", |it| it["systems"][0]["id"] == "__proto__").await?;
        page.reload().await?;
        story::visit(page, "/record/systems/__proto__", "AI systems").await?;
        assert_eq!(page.label("Name").await?.prop("value").await?.as_deref(), Some("constructor"));
        Ok(())
    })
}

#[test]
fn signs_that_nobody_sees_are_told_by_number_in_faults() -> Result {
    browse("signs_that_nobody_sees_are_told_by_number_in_faults", async |page| {
        story::start_with(page, &story::example()?).await?;
        let file = around("{\"answers\": {}, \"\u{202e}elif\": 1, \"zero\\u0000\": 2, \"wi\u{200b}dth\": 3}");
        refused(page, "signs.json", file, &["U+202Eelif", "zeroU+0000", "wiU+200Bdth", "3 faults"]).await
    })
}
