//! The driver's process, the browser that it starts, and their files.

use std::{
    env, fs, io,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver, prelude::BrowserCapabilitiesHelper as _};

use super::Result;

/// How long a driver may take to listen.
const READY: Duration = Duration::from_secs(30);

/// Chromium's own habits that have no place in a test. The sandbox does not
/// work as root, which is what containers run as.
const CHROMIUM: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-search-engine-choice-screen",
    "--no-first-run",
    "--no-default-browser-check",
    "--window-size=1280,900",
];

/// Which browser the tests run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    Chromium,
    Firefox,
}

impl Browser {
    fn chosen() -> Result<Self> {
        match env::var("FOREPROOF_BROWSER").as_deref() {
            Err(_) | Ok("" | "chromium") => Ok(Self::Chromium),
            Ok("firefox") => Ok(Self::Firefox),
            Ok(other) => Err(format!("FOREPROOF_BROWSER is chromium or firefox, not {other}").into()),
        }
    }
}

/// How the user has set the browser.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    pub storage: Storage,
    pub scheme: Scheme,
}

/// Whether the browser lets pages keep things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Storage {
    /// As a site on its own may do in every browser.
    #[default]
    Allowed,
    /// Not where a page of one site is shown in a page of another.
    FirstPartyOnly,
    /// Not at all: the mere access throws.
    Blocked,
}

/// Whether the user prefers light or dark pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    #[default]
    Light,
    Dark,
}

/// A folder for a browser's profile and downloads, gone when dropped.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> io::Result<Self> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("foreproof-{}-{number}", std::process::id()));
        fs::create_dir_all(path.join("profile"))?;
        fs::create_dir_all(path.join("downloads"))?;
        Ok(Self(path))
    }

    pub fn downloads(&self) -> PathBuf {
        self.0.join("downloads")
    }

    fn profile(&self) -> PathBuf {
        self.0.join("profile")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        end_processes_of(&self.0);
        // The browser may still be writing as it ends.
        for _ in 0..20 {
            if fs::remove_dir_all(&self.0).is_ok() || !self.0.exists() {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
    }
}

/// Ends whatever still runs on a profile, as after a crash of the driver. Only
/// Linux tells what runs; elsewhere the driver is trusted to tidy up.
fn end_processes_of(folder: &Path) {
    let Ok(processes) = fs::read_dir("/proc") else {
        return;
    };
    let needle = folder.join("profile").display().to_string();
    for process in processes.flatten() {
        let number = process.file_name();
        let is_ours =
            fs::read(process.path().join("cmdline")).is_ok_and(|line| String::from_utf8_lossy(&line).contains(&needle));
        if is_ours && number.to_string_lossy().parse::<u32>().is_ok() {
            let _ = Command::new("kill").arg("-9").arg(number).status();
        }
    }
}

/// A running driver, ended when dropped.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    port: u16,
    browser: Browser,
    profile: PathBuf,
}

impl Driver {
    pub fn start(folder: &Folder) -> Result<Self> {
        let browser = Browser::chosen()?;
        let (program, port_option): (_, &[&str]) = match browser {
            Browser::Chromium => ("chromedriver", &["--port=0"]),
            Browser::Firefox => ("geckodriver", &["--port", "0", "--websocket-port", "0"]),
        };
        let program = env::var("FOREPROOF_DRIVER_BINARY").unwrap_or_else(|_| program.to_owned());
        let mut process = Command::new(&program)
            .args(port_option)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|fault| format!("cannot start {program}: {fault}; see .ci/setup test"))?;
        let out = process.stdout.take();
        let mut driver = Self { process, port: 0, browser, profile: folder.profile() };

        // The driver picks a free port and says which, once it listens.
        let (send, receive) = mpsc::channel();
        thread::spawn(move || {
            let lines = out.map(BufReader::new).into_iter().flat_map(BufRead::lines);
            // To the end, or the driver would block on a full pipe.
            for line in lines.map_while(io::Result::ok) {
                if let Some(port) = port_in(&line) {
                    let _ = send.send(port);
                }
            }
        });
        driver.port = receive.recv_timeout(READY).map_err(|_| format!("{program} does not listen"))?;
        Ok(driver)
    }

    pub fn browser(&self) -> Browser {
        self.browser
    }

    pub async fn session(&self, downloads: &Path, settings: Settings) -> Result<WebDriver> {
        let capabilities = match self.browser {
            Browser::Chromium => self.chromium(downloads, settings)?,
            Browser::Firefox => firefox(downloads, settings)?,
        };
        let driver = WebDriver::new(format!("http://127.0.0.1:{}", self.port), capabilities).await?;
        if self.browser == Browser::Chromium {
            let scheme = if settings.scheme == Scheme::Dark { "dark" } else { "light" };
            let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
            driver.cdp().send_raw("Emulation.setEmulatedMedia", features).await?;
        }
        Ok(driver)
    }

    fn chromium(&self, downloads: &Path, settings: Settings) -> Result<Capabilities> {
        let mut arguments: Vec<String> = CHROMIUM.map(str::to_owned).into();
        arguments.push(format!("--user-data-dir={}", self.profile.display()));
        let mut options = json!({
            "args": arguments,
            "prefs": {
                "download.default_directory": downloads,
                "download.prompt_for_download": false,
                // 1 allows a site to keep data, 2 forbids it.
                "profile.default_content_setting_values.cookies":
                    if settings.storage == Storage::Blocked { 2 } else { 1 },
                "profile.block_third_party_cookies": settings.storage == Storage::FirstPartyOnly,
            },
        });
        with_binary(&mut options);
        let mut capabilities = Capabilities::new();
        capabilities.set("browserName", "chrome")?;
        capabilities.set("goog:chromeOptions", options)?;
        capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL", "performance": "ALL" }))?;
        Ok(capabilities)
    }
}

fn firefox(downloads: &Path, settings: Settings) -> Result<Capabilities> {
    let mut options = json!({
        "args": ["-headless", "--width=1280", "--height=900"],
        "prefs": {
            "browser.download.folderList": 2,
            "browser.download.dir": downloads,
            "browser.download.useDownloadDir": true,
            "browser.download.always_ask_before_handling_new_types": false,
            // 5 keeps sites apart, 1 forbids what is of another site, 2 forbids all.
            "network.cookie.cookieBehavior": match settings.storage {
                Storage::Allowed => 5,
                Storage::FirstPartyOnly => 1,
                Storage::Blocked => 2,
            },
            // 0 is dark, 1 is light.
            "layout.css.prefers-color-scheme.content-override": i32::from(settings.scheme == Scheme::Light),
        },
    });
    with_binary(&mut options);
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "firefox")?;
    capabilities.set("moz:firefoxOptions", options)?;
    capabilities.set("webSocketUrl", true)?;
    // A page that would lose work asks before it is left. Drivers say yes; this one would not, once BiDi is on.
    let prompts = json!({ "beforeUnload": "accept", "default": "dismiss and notify" });
    capabilities.set("unhandledPromptBehavior", prompts)?;
    Ok(capabilities)
}

fn with_binary(options: &mut Value) {
    if let Ok(binary) = env::var("FOREPROOF_BROWSER_BINARY") {
        options["binary"] = binary.into();
    }
}

/// "ChromeDriver was started successfully on port 40123." and
/// "1700000000 geckodriver INFO Listening on 127.0.0.1:40123".
fn port_in(line: &str) -> Option<u16> {
    let rest = line.split_once("successfully on port ").or_else(|| line.split_once("Listening on 127.0.0.1:"))?.1;
    rest.trim_end().trim_end_matches('.').parse().ok()
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
