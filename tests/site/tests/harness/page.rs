//! What a test does with a page. Whatever looks for something waits for it, so
//! that no test sleeps.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use foreproof_site::Site;
use serde_json::{Value, json};
use thirtyfour::{By, Key, WebDriver, WebElement};

use super::{Browser, Entry, Result, Watch, root};

/// How long to wait for what should happen.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long after the end of a test something may still go wrong.
const LAST: Duration = Duration::from_millis(100);

/// How often to look.
const PAUSE: Duration = Duration::from_millis(40);

/// Finds visible elements by role and name, by label, or by text.
const FIND: &str = include_str!("find.js");

/// A page of the site in a browser.
pub struct Page {
    /// The site being served, which knows what it was asked for.
    pub site: Site,
    /// The session, for what has no method here.
    pub driver: WebDriver,
    name: String,
    browser: Browser,
    downloads: PathBuf,
    watch: Watch,
    expected: RefCell<Vec<String>>,
    own: RefCell<Vec<String>>,
}

impl Page {
    pub(super) async fn new(
        name: &str,
        site: Site,
        browser: Browser,
        driver: WebDriver,
        downloads: PathBuf,
    ) -> Result<Self> {
        let watch = match Watch::start(browser, &driver).await {
            Ok(watch) => watch,
            Err(fault) => {
                // A session that is dropped waits for an answer that this thread would have to read.
                let _ = driver.quit().await;
                return Err(format!("the browser tells nothing: {fault}").into());
            }
        };
        Ok(Self {
            watch,
            own: RefCell::new(vec![site.origin.clone()]),
            site,
            driver,
            name: name.to_owned(),
            browser,
            downloads,
            expected: RefCell::default(),
        })
    }

    pub fn browser(&self) -> Browser {
        self.browser
    }

    // ------------------------------------------------------------ going places

    /// Loads a file of the site: `""` for the start page, `"embed.html"`.
    pub async fn load(&self, file: &str) -> Result {
        Ok(self.driver.goto(format!("{}{file}", self.site.url)).await?)
    }

    /// Goes to a route of the app, such as `/risks`, and waits until the app
    /// stands there. Within a loaded app this loads nothing.
    pub async fn goto(&self, route: &str) -> Result {
        self.load(&format!("#{route}")).await?;
        self.wait_until_mounted().await
    }

    /// Loads the page again, as after coming back.
    pub async fn reload(&self) -> Result {
        self.driver.refresh().await?;
        self.wait_until_mounted().await
    }

    /// Waits until the app has taken the place of the static skeleton.
    pub async fn wait_until_mounted(&self) -> Result {
        self.wait_until("the app is there", async || {
            self.js(
                "const app = document.getElementById('app');
                 return !!app && app.childElementCount > 0 && !document.getElementById('skeleton')
                     && !document.querySelector('.boot-fault')",
                vec![],
            )
            .await
        })
        .await
    }

    /// The part of the address after `#`.
    pub async fn route(&self) -> Result<String> {
        let address = self.driver.current_url().await?;
        Ok(address.fragment().unwrap_or_default().to_owned())
    }

    pub async fn title(&self) -> Result<String> {
        Ok(self.driver.title().await?)
    }

    // ---------------------------------------------------------------- finding

    /// The first element that a CSS selector matches.
    pub async fn css(&self, selector: &str) -> Result<WebElement> {
        self.wait_for(&format!("an element {selector}"), async || Ok(self.driver.find(By::Css(selector)).await.ok()))
            .await
    }

    /// All elements that a CSS selector matches right now.
    pub async fn all(&self, selector: &str) -> Result<Vec<WebElement>> {
        Ok(self.driver.find_all(By::Css(selector)).await?)
    }

    /// The first visible element of this role (`button`, `link`, `heading`,
    /// `textbox`, `checkbox`, …) whose accessible name is this, or if there is
    /// none, contains it.
    pub async fn role(&self, role: &str, name: &str) -> Result<WebElement> {
        self.found("role", role, name).await
    }

    /// The form control with this label.
    pub async fn label(&self, label: &str) -> Result<WebElement> {
        self.found("label", "", label).await
    }

    /// The smallest visible element with this text in it.
    pub async fn text(&self, text: &str) -> Result<WebElement> {
        self.found("text", "", text).await
    }

    /// The element marked `data-test="…"`.
    pub async fn test(&self, mark: &str) -> Result<WebElement> {
        self.css(&format!("[data-test='{mark}']")).await
    }

    async fn found(&self, by: &str, role: &str, text: &str) -> Result<WebElement> {
        self.wait_for(&format!("{by} {role} “{text}”"), async || {
            let arguments = vec![json!(by), json!(role), json!(text)];
            let found = self.driver.execute(FIND, arguments).await?;
            Ok(found.element().ok())
        })
        .await
    }

    /// Waits until a text can be seen.
    pub async fn see(&self, text: &str) -> Result {
        self.text(text).await.map(drop)
    }

    /// Waits until a text can be seen no more.
    pub async fn see_no(&self, text: &str) -> Result {
        self.wait_until(&format!("no “{text}”"), async || {
            let arguments = vec![json!("text"), json!(""), json!(text)];
            let found = self.driver.execute(FIND, arguments).await?;
            Ok(found.json().is_null())
        })
        .await
    }

    /// The text of the first element that a CSS selector matches, as seen.
    pub async fn text_of(&self, selector: &str) -> Result<String> {
        Ok(self.css(selector).await?.text().await?)
    }

    // ---------------------------------------------------------------- waiting

    /// Waits until something is so. An error while looking counts as not yet:
    /// elements may be replaced between two looks.
    pub async fn wait_until(&self, what: &str, so: impl AsyncFn() -> Result<bool>) -> Result {
        self.wait_for(what, async || Ok(so().await?.then_some(()))).await
    }

    /// Waits until there is something.
    pub async fn wait_for<T>(&self, what: &str, look: impl AsyncFn() -> Result<Option<T>>) -> Result<T> {
        let end = Instant::now() + PATIENCE;
        loop {
            let fault = match look().await {
                Ok(Some(found)) => return Ok(found),
                Ok(None) => String::new(),
                Err(fault) => format!(": {fault}"),
            };
            if Instant::now() >= end {
                return Err(format!("waited {PATIENCE:?} in vain for {what}{fault}").into());
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    // ------------------------------------------------------------------ doing

    /// Clicks the element of this role and name; again, if the page has
    /// replaced it meanwhile.
    pub async fn click_role(&self, role: &str, name: &str) -> Result {
        self.wait_for(&format!("a click on {role} “{name}”"), async || {
            self.click(&self.role(role, name).await?).await.map(Some)
        })
        .await
    }

    /// Clicks the first element that a CSS selector matches.
    pub async fn click_css(&self, selector: &str) -> Result {
        self.wait_for(&format!("a click on {selector}"), async || {
            self.click(&self.css(selector).await?).await.map(Some)
        })
        .await
    }

    /// Clicks in the middle of an element, brought into view, as a mouse does:
    /// if something covers it, that is an error.
    pub async fn click(&self, element: &WebElement) -> Result {
        self.center(element).await?;
        Ok(element.click().await?)
    }

    async fn center(&self, element: &WebElement) -> Result {
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.driver.execute(script, vec![element.to_json()?]).await?;
        Ok(())
    }

    /// Puts a text in place of what the labelled field holds.
    pub async fn fill(&self, label: &str, text: &str) -> Result {
        self.fill_in(&self.label(label).await?, text).await
    }

    /// Puts a text in place of what a field holds, as typing does: all of it
    /// is selected first.
    pub async fn fill_in(&self, field: &WebElement, text: &str) -> Result {
        self.center(field).await?;
        let script = "arguments[0].focus(); arguments[0].select()";
        self.driver.execute(script, vec![field.to_json()?]).await?;
        if text.is_empty() { self.press(Key::Delete).await } else { self.press(text).await }
    }

    /// Sets a date, number or range field, whose typing depends on the
    /// language of the browser: the value first, then the events of typing.
    pub async fn set_value(&self, field: &WebElement, value: &str) -> Result {
        let script = "const [field, value] = arguments; field.focus(); field.value = value;
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
            field.dispatchEvent(new Event('change', { bubbles: true }))";
        let arguments = vec![field.to_json()?, json!(value)];
        self.driver.execute(script, arguments).await?;
        Ok(())
    }

    /// Chooses an option of a labelled list by its text.
    pub async fn choose(&self, label: &str, option: &str) -> Result {
        let list = self.label(label).await?;
        let script = "const [list, wanted] = arguments;
            const option = [...list.options].find(o => o.text.trim() === wanted || o.value === wanted);
            if (!option) return false;
            list.focus(); list.value = option.value;
            list.dispatchEvent(new Event('input', { bubbles: true }));
            list.dispatchEvent(new Event('change', { bubbles: true }));
            return true";
        let arguments = vec![list.to_json()?, json!(option)];
        let chosen = self.driver.execute(script, arguments).await?;
        if chosen.json() == &Value::Bool(true) {
            Ok(())
        } else {
            Err(format!("the list “{label}” has no option “{option}”").into())
        }
    }

    /// Presses keys where the focus is, as on a keyboard: text, or keys such
    /// as `Key::Tab`. Control and the like stay down until the end.
    pub async fn press(&self, keys: impl Into<thirtyfour::TypingData>) -> Result {
        let held: Vec<char> = [Key::Shift, Key::Control, Key::Alt, Key::Meta].map(char::from).into();
        let keys = keys.into();
        let mut chain = self.driver.action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO));
        let mut down = Vec::new();
        for key in keys.as_vec() {
            chain = chain.key_down(key);
            if held.contains(&key) {
                down.push(key);
            } else {
                chain = chain.key_up(key);
            }
        }
        for key in down {
            chain = chain.key_up(key);
        }
        Ok(chain.perform().await?)
    }

    /// The element with the focus.
    pub async fn focused(&self) -> Result<WebElement> {
        Ok(self.driver.active_element().await?)
    }

    /// Gives a file to the first file field that a CSS selector matches,
    /// hidden or not.
    pub async fn upload(&self, selector: &str, file: &Path) -> Result {
        let field = self.css(selector).await?;
        Ok(field.send_keys(file.display().to_string()).await?)
    }

    /// Waits for the next download to be complete, takes it out of the folder
    /// and hands it over: its name and its content.
    pub async fn download(&self) -> Result<(String, Vec<u8>)> {
        self.wait_for("a download", async || {
            let names: Vec<String> = fs::read_dir(&self.downloads)?
                .flatten()
                .map(|entry| entry.file_name().to_string_lossy().into_owned())
                .filter(|name| !name.starts_with('.'))
                .collect();
            let partial = |name: &String| name.ends_with(".crdownload") || name.ends_with(".part");
            if names.iter().any(partial) {
                return Ok(None);
            }
            let Some(name) = names.into_iter().next() else {
                return Ok(None);
            };
            let path = self.downloads.join(&name);
            let content = fs::read(&path)?;
            fs::remove_file(path)?;
            Ok(Some((name, content)))
        })
        .await
    }

    // ---------------------------------------------------------------- looking

    /// Runs a script in the page and answers with what it returns.
    pub async fn js<T: serde::de::DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> Result<T> {
        Ok(self.driver.execute(script, arguments).await?.convert()?)
    }

    /// All that the browser keeps for the site's origin.
    pub async fn storage(&self) -> Result<BTreeMap<String, String>> {
        self.js("return { ...localStorage }", vec![]).await
    }

    /// Puts an entry into the browser's storage, as another tab would.
    pub async fn store(&self, key: &str, value: &str) -> Result {
        let script = "localStorage.setItem(arguments[0], arguments[1])";
        self.driver.execute(script, vec![json!(key), json!(value)]).await?;
        Ok(())
    }

    /// Sets the size of the part of the window that shows the page, also below
    /// what a window can be.
    pub async fn viewport(&self, width: u32, height: u32) -> Result {
        if let Some(bidi) = self.watch.bidi() {
            let window = self.driver.window().await?.to_string();
            let size = json!({ "context": window, "viewport": { "width": width, "height": height } });
            bidi.send_raw("browsingContext.setViewport", size).await?;
            Ok(())
        } else {
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.devtools("Emulation.setDeviceMetricsOverride", size).await
        }
    }

    /// A command of Chromium's developer tools.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result {
        self.driver.cdp().send_raw(command, parameters).await?;
        Ok(())
    }

    /// Keeps what the page looks like in `target/screenshots`.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        let folder = root().join("target/screenshots");
        fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{name}.png"));
        self.driver.screenshot(&path).await?;
        Ok(path)
    }

    // ------------------------------------------------------------------- logs

    /// Allows an error in the console that contains this text, or an answer
    /// that a path with it is not there.
    pub fn expect_error(&self, text: &str) {
        self.expected.borrow_mut().push(text.to_owned());
    }

    /// Allows requests to another origin, which belongs to the test.
    pub fn expect_origin(&self, origin: &str) {
        self.own.borrow_mut().push(origin.to_owned());
    }

    /// All lines of the console so far.
    pub async fn console(&self) -> Result<Vec<Entry>> {
        self.watch.console(&self.driver).await
    }

    /// All addresses that the page asked for so far, of whatever origin.
    pub async fn requested(&self) -> Result<Vec<String>> {
        self.watch.requested(&self.driver).await
    }

    /// Fails on a violation of the policy, on an error in the console, on a
    /// request to another origin or for what is not there, and on a cookie.
    pub(super) async fn check(&self) -> Result {
        // What happened in the last moment may still be on its way.
        tokio::time::sleep(LAST).await;
        if let Some(violation) = self.site.violations().first() {
            return Err(format!("the policy was violated: {violation}").into());
        }
        let expected = self.expected.borrow().clone();
        let is_expected = |text: &str| expected.iter().any(|part| text.contains(part));
        for entry in self.console().await? {
            if entry.level == "SEVERE" && !is_expected(&entry.message) {
                return Err(format!("the console has an error: {}", entry.message).into());
            }
        }
        let own: Vec<String> = self.own.borrow().iter().map(|origin| format!("{origin}/")).collect();
        for address in self.requested().await? {
            // Not `data:` and `blob:`, and not the browser's own start page.
            let remote = address.starts_with("http") || address.starts_with("ws");
            if remote && !own.iter().any(|own| address.starts_with(own)) {
                return Err(format!("the page asked another origin: {address}").into());
            }
        }
        for answered in self.site.answered() {
            if answered.status >= 400 && !is_expected(&answered.path) {
                return Err(format!("{} for {}", answered.status, answered.path).into());
            }
        }
        if let Some(cookie) = self.watch.cookies(&self.driver).await?.first() {
            return Err(format!("there is a cookie: {cookie}").into());
        }
        Ok(())
    }

    /// Says and shows what there was when a test failed.
    pub(super) async fn describe_failure(&self) {
        match self.screenshot(&format!("failed-{}", self.name)).await {
            Ok(path) => eprintln!("{}: see {}", self.name, path.display()),
            Err(fault) => eprintln!("{}: no screenshot: {fault}", self.name),
        }
        if let Ok(address) = self.driver.current_url().await {
            eprintln!("at {address}");
        }
        for entry in self.console().await.unwrap_or_default() {
            eprintln!("console, {}: {}", entry.level, entry.message);
        }
    }

    pub(super) async fn quit(&self) {
        let _ = self.driver.clone().quit().await;
    }
}
