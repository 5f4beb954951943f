//! The built site comes up, wherever it is put.

use std::fs;

use crate::harness::{Result, browse};
use crate::{harness, story};

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
        let twice: Vec<_> = paths.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone()).collect();
        // The page and the manifest name the same icon, and a browser may fetch it for either.
        assert!(twice.iter().all(|path| path.ends_with("/icon.svg")), "asked twice: {twice:?}");
        Ok(())
    })
}

#[test]
fn a_missing_part_is_said_in_words() -> Result {
    let copy = harness::Folder::new()?;
    let folder = copy.downloads();
    story::copy_of_the_site(&folder)?;
    let first = story::part(&folder, "foreproof_bg.wasm")?;
    fs::rename(&first, first.with_extension("away"))?;
    harness::browse_folder("a_missing_part_is_said_in_words", folder, async |page| {
        page.expect_error("foreproof_bg.wasm");
        page.expect_error("sw.js");
        page.expect_error("when fetching the script");
        page.load("").await?;
        page.see("Foreproof could not start").await?;
        fs::rename(first.with_extension("away"), &first)?;
        page.click_role("button", "Try again").await?;
        page.wait_until_mounted().await
    })
}
