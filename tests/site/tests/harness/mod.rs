//! Tests in a real browser: each has its own server, driver, browser profile
//! and download folder.
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
//! Beyond what a test asks for, each fails if a policy was violated, if the
//! browser logged an error, if a page asked another origin for anything or its
//! own for what is not there, or if there is a cookie.
//! `FOREPROOF_BROWSER=firefox` runs them in Firefox.

// Each test program uses a part of this.
#![allow(dead_code, unused_imports)]

mod driver;
mod page;
mod watch;

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::PathBuf,
    time::Duration,
};

pub use driver::{Browser, Driver, Folder, Scheme, Settings, Storage};
pub use page::Page;
pub use thirtyfour::{By, Key, WebElement};
pub use watch::{Entry, Watch};

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
    run(name, folder, Settings::default(), test)
}

/// Like [`browse`], in a browser that is set so.
pub fn browse_with(name: &str, settings: Settings, test: impl AsyncFnOnce(&Page) -> Result) -> Result {
    run(name, root().join("dist"), settings, test)
}

fn run(name: &str, folder: PathBuf, settings: Settings, test: impl AsyncFnOnce(&Page) -> Result) -> Result {
    let site = foreproof_site::start_watched(&folder, PREFIX)
        .map_err(|fault| format!("{fault}; has the site been built (make build)?"))?;
    let temporary = Folder::new()?;
    let driver = Driver::start(&temporary)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let page = runtime
        .block_on(async {
            tokio::time::timeout(SESSION, async {
                let session = driver.session(&temporary.downloads(), settings).await?;
                Page::new(name, site, driver.browser(), session, temporary.downloads()).await
            })
            .await
        })
        .map_err(|_| "the browser did not start in time")??;

    let outcome = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            tokio::time::timeout(TEST, async {
                test(&page).await?;
                page.check().await
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
