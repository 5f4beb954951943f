//! The built site comes up, wherever it is put.

mod harness;

use harness::{Result, browse};

#[test]
fn the_app_takes_the_place_of_the_skeleton() -> Result {
    browse("the_app_takes_the_place_of_the_skeleton", async |page| {
        page.load("").await?;
        page.wait_until_mounted().await?;
        assert_eq!(page.title().await?.split(' ').next_back(), Some("Foreproof"));

        // One request for each part, all below the path, and no more. What the service worker fetches for
        // later comes after itself.
        let answered = page.site.answered().into_iter().map(|request| request.path);
        let mut paths: Vec<String> = answered.take_while(|path| !path.ends_with("/sw.js")).collect();
        paths.sort();
        assert!(paths.iter().all(|path| path.starts_with(harness::PREFIX)), "{paths:?}");
        let asked = paths.len();
        paths.dedup();
        assert_eq!(paths.len(), asked, "asked twice: {paths:?}");
        Ok(())
    })
}

#[test]
fn a_missing_part_is_said_in_words() -> Result {
    // A copy of the site without its WebAssembly.
    let copy = harness::Folder::new()?;
    let folder = copy.downloads();
    for file in std::fs::read_dir(harness::root().join("dist"))? {
        let file = file?.path();
        let is_wasm = file.extension().is_some_and(|kind| kind == "wasm");
        if let Some(name) = file.file_name()
            && file.is_file()
            && !is_wasm
        {
            std::fs::copy(&file, folder.join(name))?;
        }
    }
    harness::browse_folder("a_missing_part_is_said_in_words", folder, async |page| {
        page.expect_error(".wasm");
        page.load("").await?;
        page.see("Foreproof could not start").await?;
        page.role("button", "Try again").await?;
        Ok(())
    })
}
