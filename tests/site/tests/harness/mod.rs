//! End-to-end tests in a real browser: each has its own server, driver,
//! browser profile and download folder.
//!
//! ```no_run
//! #[test]
//! fn a_level_moves_the_score() -> Result {
//!     browse("a_level_moves_the_score", async |page| {
//!         page.goto("/").await?;
//!         page.click_role("button", "Start").await?;
//!         page.see("Overview").await
//!     })
//! }
//! ```
//!
//! Beyond what a test asks for, each fails if the browser logged an error, or
//! asked another origin for anything. `FOREPROOF_BROWSER=firefox` runs them in
//! Firefox, which keeps no such logs.

// Each test program uses a part of this.
#![allow(dead_code, unused_imports)]

mod driver;
mod page;

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::PathBuf,
    time::Duration,
};

pub use driver::{Browser, Driver, Folder, Storage};
pub use page::Page;
pub use thirtyfour::{By, Key, WebElement};

/// What a test answers with.
pub type Result<T = ()> = std::result::Result<T, Fault>;

/// Any error.
pub type Fault = Box<dyn std::error::Error + Send + Sync>;

/// How long a test may take in all.
const TEST: Duration = Duration::from_secs(240);

/// How long the browser may take to start or to end.
const SESSION: Duration = Duration::from_secs(60);

/// Where the site is served in tests: not at the root, as on many hosts.
pub const PREFIX: &str = "/some/where/";

/// Runs a test on the built site in a fresh browser with a page open on it.
/// If the test fails, what the page looked like is kept in `target/screenshots`.
pub fn browse(name: &str, test: impl AsyncFnOnce(&Page) -> Result) -> Result {
    browse_folder(name, root().join("dist"), test)
}

/// Like [`browse`], for another folder than `dist`.
pub fn browse_folder(name: &str, folder: PathBuf, test: impl AsyncFnOnce(&Page) -> Result) -> Result {
    run(name, folder, Storage::Allowed, test)
}

/// Like [`browse`], in a browser whose user forbids pages to keep anything.
pub fn browse_without_storage(name: &str, test: impl AsyncFnOnce(&Page) -> Result) -> Result {
    run(name, root().join("dist"), Storage::Blocked, test)
}

fn run(name: &str, folder: PathBuf, storage: Storage, test: impl AsyncFnOnce(&Page) -> Result) -> Result {
    let site = foreproof_site::start(&folder, PREFIX)
        .map_err(|fault| format!("{fault}; has the site been built (make build)?"))?;
    let temporary = Folder::new()?;
    let driver = Driver::start(&temporary)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let session = runtime
        .block_on(async { tokio::time::timeout(SESSION, driver.session(&temporary.downloads(), storage)).await })
        .map_err(|_| "the browser did not start in time")??;
    let page = Page::new(name, site, driver.browser(), session, temporary.downloads());

    let outcome = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            tokio::time::timeout(TEST, async {
                test(&page).await?;
                page.check_logs().await
            })
            .await
            .unwrap_or_else(|_| Err("the test took too long".into()))
        })
    }));
    let failed = !matches!(outcome, Ok(Ok(())));
    runtime.block_on(async {
        let _ = tokio::time::timeout(SESSION, async {
            if failed {
                page.describe_failure().await;
            }
            page.quit().await;
        })
        .await;
    });
    drop(driver);
    outcome.unwrap_or_else(|panic| resume_unwind(panic))
}

/// The folder of the project.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}
