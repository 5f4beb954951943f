//! What a browser tells of its pages: lines of the console, requests, cookies.
//!
//! Chromium's driver keeps logs of these. Firefox's keeps none, but tells while it happens, over
//! WebDriver BiDi. Violations of the policy reach the site itself (`foreproof_site::start_watched`);
//! those of a policy that a page states in its head alone go to the console.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::StreamExt as _;
use serde_json::{Value, json};
use thirtyfour::{WebDriver, bidi::BiDi};

use super::{Browser, Result};

/// Makes a violation an error of the console, as it is in Chromium.
const PRELOAD: &str = "() => addEventListener('securitypolicyviolation', violation =>
    console.error(`${violation.violatedDirective} forbids ${violation.blockedURI} in ${violation.documentURI}`))";

/// A line of the browser's console.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `SEVERE`, `WARNING`, `INFO` or `DEBUG`.
    pub level: String,
    /// The line.
    pub message: String,
}

/// All that was told so far.
#[derive(Default)]
struct Told {
    console: Vec<Entry>,
    requested: Vec<String>,
}

/// What listens to a browser.
pub struct Watch {
    told: Arc<Mutex<Told>>,
    bidi: Option<BiDi>,
}

impl Watch {
    /// Listens from now on, before any page is loaded.
    pub async fn start(browser: Browser, driver: &WebDriver) -> Result<Self> {
        let told = Arc::<Mutex<Told>>::default();
        if browser == Browser::Chromium {
            return Ok(Self { told, bidi: None });
        }
        let bidi = driver.bidi().await?;
        let mut events = bidi.subscribe_raw();
        let ears = Arc::clone(&told);
        tokio::spawn(async move {
            while let Some(event) = events.next().await {
                lock(&ears).note(&event.method, &event.params);
            }
        });
        let wanted = ["log.entryAdded", "network.beforeRequestSent"].map(str::to_owned);
        bidi.session().subscribe_many(wanted).await?;
        bidi.script().add_preload_script(PRELOAD).await?;
        Ok(Self { told, bidi: Some(bidi) })
    }

    /// Takes in what the browser has to tell up to now.
    async fn read(&self, driver: &WebDriver) -> Result {
        if let Some(bidi) = &self.bidi {
            // All is told in order: what was told before this answer has arrived with it.
            bidi.session().status().await?;
            tokio::task::yield_now().await;
            return Ok(());
        }
        // A look at a log empties it.
        let lines = driver.get_log("browser").await?;
        let events = driver.get_log("performance").await?;
        let mut told = lock(&self.told);
        told.console.extend(lines.into_iter().map(|line| Entry { level: line.level, message: line.message }));
        for line in events {
            let event: Value = serde_json::from_str(&line.message)?;
            let event = &event["message"];
            if event["method"] == "Network.requestWillBeSent"
                && let Some(address) = event["params"]["request"]["url"].as_str()
            {
                told.requested.push(address.to_owned());
            }
        }
        Ok(())
    }

    /// All lines of the console so far.
    pub async fn console(&self, driver: &WebDriver) -> Result<Vec<Entry>> {
        self.read(driver).await?;
        Ok(lock(&self.told).console.clone())
    }

    /// All addresses that were asked for so far, of whatever origin.
    pub async fn requested(&self, driver: &WebDriver) -> Result<Vec<String>> {
        self.read(driver).await?;
        Ok(lock(&self.told).requested.clone())
    }

    /// The names of all cookies that the browser holds, of whatever site.
    pub async fn cookies(&self, driver: &WebDriver) -> Result<Vec<String>> {
        let held = match &self.bidi {
            Some(bidi) => bidi.send_raw("storage.getCookies", json!({})).await?,
            None => driver.cdp().send_raw("Network.getAllCookies", json!({})).await?,
        };
        let cookies = held["cookies"].as_array().ok_or("no list of cookies")?;
        Ok(cookies.iter().map(|cookie| cookie["name"].as_str().unwrap_or_default().to_owned()).collect())
    }

    /// The connection to Firefox.
    pub fn bidi(&self) -> Option<&BiDi> {
        self.bidi.as_ref()
    }
}

impl Told {
    fn note(&mut self, method: &str, event: &Value) {
        match method {
            "log.entryAdded" if is_of_the_driver(event) => {}
            "log.entryAdded" => self.console.push(Entry {
                level: if event["level"] == "error" { "SEVERE".to_owned() } else { event["level"].to_string() },
                message: [event["text"].as_str().unwrap_or_default(), &place(event)].concat(),
            }),
            "network.beforeRequestSent" => {
                self.requested.push(event["request"]["url"].as_str().unwrap_or_default().to_owned());
            }
            _ => {}
        }
    }
}

/// Firefox's driver hands a script its arguments by `apply`. Where the page goes away meanwhile, as on
/// loading it again, that fails in the name of the page, but at no place of any of its scripts.
fn is_of_the_driver(event: &Value) -> bool {
    event["text"] == "Error: Permission denied to access property \"length\"" && event["stackTrace"].is_null()
}

/// Where a line of the console comes from, as far as that is known.
fn place(event: &Value) -> String {
    let frames = event["stackTrace"]["callFrames"].as_array().cloned().unwrap_or_default();
    frames
        .iter()
        .map(|frame| format!(" at {} {}:{}", frame["functionName"], frame["url"], frame["lineNumber"]))
        .collect()
}

fn lock(told: &Mutex<Told>) -> MutexGuard<'_, Told> {
    told.lock().unwrap_or_else(PoisonError::into_inner)
}
