//! The engine without the app: a page of its own that loads `dist/engine/`.

// Each test program uses a part of this.
#![allow(dead_code)]

pub mod native;

use std::{fs, path::Path};

use crate::harness::{Folder, Page, Result, browse_folder, root};

/// The page's own files.
const FILES: [(&str, &str); 3] = [
    ("index.html", include_str!("index.html")),
    ("page.js", include_str!("page.js")),
    ("hostile.js", include_str!("hostile.js")),
];

/// Runs a test on a page that holds the built engine as `engine`. `add` may put more files beside it.
pub fn with_engine(name: &str, add: impl FnOnce(&Path) -> Result, test: impl AsyncFnOnce(&Page) -> Result) -> Result {
    let temporary = Folder::new()?;
    let folder = temporary.downloads();
    fs::create_dir(folder.join("engine"))?;
    let built = root().join("dist/engine");
    for file in fs::read_dir(&built).map_err(|fault| format!("{fault}; has the site been built (make build)?"))? {
        let file = file?;
        fs::copy(file.path(), folder.join("engine").join(file.file_name()))?;
    }
    for (name, text) in FILES {
        fs::write(folder.join(name), text)?;
    }
    add(&folder)?;
    browse_folder(name, folder, async |page| {
        page.load("").await?;
        page.wait_until("the engine is there", async || {
            page.js("return document.documentElement.dataset.ready === 'yes'", vec![]).await
        })
        .await?;
        test(page).await
    })
}

/// No further files.
pub fn alone(_: &Path) -> Result {
    Ok(())
}
