//! Every page, with the example on record: on a desktop and on a narrow phone, light and dark.

mod harness;
mod story;

use harness::{Browser, Page, Result, browse};

/// Every place of the app, with its heading.
const PLACES: [(&str, &str); 30] = [
    ("/", "Tovanquill GmbH"),
    ("/triggers", "Triggers"),
    ("/triggers/rfp", "A major tender"),
    ("/requirements", "Requirements"),
    ("/requirements/A.6.2.4", "Requirements"),
    ("/requirements/statement", "Statement of applicability"),
    ("/requirements/audit", "Audit forecast"),
    ("/requirements/regimes", "Laws and frameworks"),
    ("/evidence", "Evidence"),
    ("/evidence/policy-2", "Evidence"),
    ("/risks", "Risks"),
    ("/risks/prompt-injection", "A ticket carries hidden instructions"),
    ("/risks/map", "Risk map"),
    ("/risks/losses", "Losses"),
    ("/risks/catalogue", "Starter catalogue"),
    ("/plan", "Plan"),
    ("/plan/split-index", "Plan"),
    ("/reports", "Where we stand"),
    ("/record", "Organisation"),
    ("/record/systems", "AI systems"),
    ("/record/systems/ticket-assistant", "AI systems"),
    ("/record/incidents", "Incidents and actions"),
    ("/record/incidents/leak-2026-10", "Incidents and actions"),
    ("/record/certificate", "Certificate"),
    ("/record/history", "History"),
    ("/record/file", "File"),
    ("/record/settings", "Settings"),
    ("/quick/15", "If they asked today"),
    ("/method", "How scores come about"),
    ("/nowhere", "There is nothing at this address"),
];

/// Looks at every page at that width: one heading, the title of the tab, nothing wider than the window.
async fn look_at_all(page: &Page, name: &str, (width, height): (u32, u32), scheme: &str) -> Result {
    story::start_with(page, &story::example()?).await?;
    page.viewport(width, height).await?;
    if page.browser() == Browser::Chromium {
        page.prefer("prefers-color-scheme", scheme).await?;
    }
    let mut faults = Vec::new();
    for (route, heading) in PLACES {
        if let Err(fault) = story::visit(page, route, heading).await {
            faults.push(fault.to_string());
        }
        let headings = page.all("h1").await?.len();
        if headings != 1 {
            faults.push(format!("{route} has {headings} main headings"));
        }
        let title = page.title().await?;
        if title != format!("{heading} · Foreproof") {
            faults.push(format!("{route} has the title “{title}”"));
        }
        // What sticks out to the right of the window, unless it lies in a box that scrolls by itself.
        let wider: i64 = page
            .js("const root = document.documentElement; return root.scrollWidth - root.clientWidth", vec![])
            .await?;
        if wider > 0 {
            faults.push(format!("{route} is {wider} px wider than {width} px"));
        }
        let file = if route == "/" { "overview".to_owned() } else { route[1..].replace('/', "-") };
        page.screenshot(&format!("{name}-{file}")).await?;
    }
    assert!(faults.is_empty(), "at {width} px, {scheme}:\n{}", faults.join("\n"));
    Ok(())
}

#[test]
fn every_page_on_a_desktop_light() -> Result {
    browse("every_page_on_a_desktop_light", async |page| look_at_all(page, "desktop-light", (1366, 900), "light").await)
}

#[test]
fn every_page_on_a_desktop_dark() -> Result {
    browse("every_page_on_a_desktop_dark", async |page| look_at_all(page, "desktop-dark", (1366, 900), "dark").await)
}

#[test]
fn every_page_on_a_phone_light() -> Result {
    browse("every_page_on_a_phone_light", async |page| look_at_all(page, "phone-light", (320, 700), "light").await)
}

#[test]
fn every_page_on_a_phone_dark() -> Result {
    browse("every_page_on_a_phone_dark", async |page| look_at_all(page, "phone-dark", (320, 700), "dark").await)
}

#[test]
fn every_page_of_an_empty_assessment_says_what_to_do_next() -> Result {
    browse("every_page_of_an_empty_assessment_says_what_to_do_next", async |page| {
        story::start(page).await?;
        page.viewport(320, 700).await?;
        for (route, _) in PLACES {
            page.goto(route).await?;
            page.wait_until(&format!("one heading at {route}"), async || Ok(page.all("main h1").await?.len() == 1))
                .await?;
            let ways: usize = page
                .js(
                    "return document.querySelectorAll('main :is(a[href], button, input, select, textarea)').length",
                    vec![],
                )
                .await?;
            assert!(ways > 0, "{route} is a dead end");
        }
        assert!(page.storage().await?.is_empty(), "looking around stores nothing");
        Ok(())
    })
}
