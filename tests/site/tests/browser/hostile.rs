//! Text that wants to be more than text: in every field of a file, visited on every page, it is shown
//! as text. Nothing of it becomes an element, a link or a script, and no dialog opens.

use std::collections::BTreeSet;

use crate::harness::{Page, Result, browse};
use crate::story;
use serde_json::{Value, json};

/// All tricks in one text.
const TRICKS: &str = "<img src=x onerror=alert(1)></script><script>alert(2)</script>\"'><svg onload=alert(3)> \
    javascript:alert(4) \u{202e}desrever\u{202c} =HYPERLINK(\"http://evil.test\",\"x\") @SUM(1) {{7*7}} ${7*7} %00 \\0 \
    \u{0}\u{1} null undefined NaN &lt;b&gt; 👩‍👩‍👧‍👦 Z̷̢a̷l̵g̶o̷ \u{feff}";

/// Where each text of a file is shown.
const PLACES: [(&str, &[&str]); 15] = [
    ("/", &["organisation/name"]),
    ("/record", &["organisation/name"]),
    ("/triggers/rfp", &["triggers/rfp/note"]),
    ("/triggers/funding", &["triggers/funding/set_aside"]),
    ("/requirements/5.2", &["answers/5.2/note", "answers/5.2/owner", "evidence/e1/title"]),
    ("/requirements/A.2.2", &["answers/A.2.2/not_applicable"]),
    ("/requirements/statement", &["answers/A.2.2/not_applicable"]),
    ("/evidence/e1", &["evidence/e1/title", "evidence/e1/location"]),
    ("/risks", &["risks/r1/title", "risks/r1/owner", "systems/s1/name"]),
    (
        "/risks/r1",
        &["risks/r1/title", "risks/r1/description", "risks/r1/owner", "risks/r1/approver", "risks/r1/override"],
    ),
    ("/plan/a1", &["actions/a1/title", "actions/a1/description", "actions/a1/owner"]),
    ("/record/systems/s1", &["systems/s1/name", "systems/s1/purpose"]),
    ("/record/incidents/i1", &["incidents/i1/title", "incidents/i1/description", "actions/a1/title"]),
    ("/record/certificate", &["certificate/body", "certificate/accreditation", "certificate/scope"]),
    ("/record/history", &["snapshots/n1/name"]),
];

/// All other places, where some of it may be shown.
const OTHERS: [&str; 12] = [
    "/triggers",
    "/requirements/audit",
    "/requirements/regimes",
    "/risks/map",
    "/risks/catalogue",
    "/reports",
    "/record/file",
    "/record/settings",
    "/quick",
    "/quick/2",
    "/quick/15",
    "/method",
];

/// A file with one of everything and a text in each of its fields: its path, then the tricks.
fn file(text: impl Fn(&str) -> String) -> Value {
    story::envelope(&json!({
        "organisation": { "name": text("organisation/name"), "sector": "technology", "regions": ["eu"] },
        "systems": [{
            "id": "s1", "name": text("systems/s1/name"), "purpose": text("systems/s1/purpose"),
            "role": "ai_provider", "stage": "in_use",
        }],
        "answers": {
            "5.2": { "level": 3, "note": text("answers/5.2/note"), "owner": text("answers/5.2/owner") },
            "A.2.2": { "not_applicable": text("answers/A.2.2/not_applicable") },
        },
        "evidence": [{
            "id": "e1", "title": text("evidence/e1/title"), "kind": "record", "dated": "2026-10-01",
            "requirements": ["5.2"], "location": text("evidence/e1/location"),
        }],
        "certificate": {
            "status": "certified", "body": text("certificate/body"),
            "accreditation": text("certificate/accreditation"), "scope": text("certificate/scope"),
        },
        "triggers": {
            "rfp": { "signs": [], "note": text("triggers/rfp/note") },
            "funding": { "signs": [], "set_aside": text("triggers/funding/set_aside") },
        },
        "risks": [{
            "id": "r1", "title": text("risks/r1/title"), "description": text("risks/r1/description"),
            "category": "privacy", "system": "s1", "owner": text("risks/r1/owner"), "likelihood": 4,
            "consequence": { "organisation": 4, "individuals": 4, "society": 4 }, "treatment": "retain",
            "status": "open", "approver": text("risks/r1/approver"),
            "override": { "likelihood": 2, "consequence": 2, "reason": text("risks/r1/override") },
        }],
        "incidents": [{
            "id": "i1", "title": text("incidents/i1/title"), "description": text("incidents/i1/description"),
            "occurred_on": "2026-10-08", "status": "open", "system": "s1", "risk": "r1", "action": "a1",
        }],
        "actions": [{
            "id": "a1", "title": text("actions/a1/title"), "description": text("actions/a1/description"),
            "owner": text("actions/a1/owner"), "due_on": "2026-12-18", "status": "open",
        }],
        "snapshots": [{
            "id": "n1", "name": text("snapshots/n1/name"), "at": "2026-03-31T16:05:00Z",
            "pack": { "id": "foreproof", "version": "1.0.0" },
            "index_bp": { "claimed": 4380, "proven": 2210 }, "coverage_bp": 1429, "triggers": {},
        }],
    }))
}

/// What a page made of the texts: what can be read, what became an element, and what a script did.
#[derive(Debug, serde::Deserialize)]
struct Seen {
    text: String,
    intruders: Vec<String>,
    ran: bool,
}

async fn look(page: &Page) -> Result<Seen> {
    // Fields show their values, which are no part of the text. The browser shows a line break in a
    // single-line field as nothing; there is none in the texts.
    let script = "const fields = [...document.querySelectorAll('input, textarea, option')].map(field => field.value);
        const links = [...document.querySelectorAll('[href], [src]')]
            .filter(one => /^\\s*(javascript|data|vbscript):/i.test(one.getAttribute('href') ?? one.getAttribute('src') ?? ''));
        const handlers = [...document.querySelectorAll('*')]
            .filter(one => [...one.attributes].some(attribute => attribute.name.startsWith('on') || attribute.name === 'style'));
        const made = [...document.querySelectorAll('body img, body script, body iframe, body object, body b, body style, svg[onload]')];
        return {
            text: [document.body.textContent, ...fields].join('\\n'),
            intruders: [...links, ...handlers, ...made].map(one => one.outerHTML.slice(0, 200)),
            ran: !!window.opened,
        }";
    page.js(script, vec![]).await
}

/// Opens the file by hand, then visits every page of it.
async fn visit_all(page: &Page, text: impl Fn(&str) -> String + Copy) -> Result {
    story::start(page).await?;
    // What a script of the file would do is noted, whether or not a dialog would show.
    let watch =
        "for (const name of ['alert', 'confirm', 'prompt', 'open']) window[name] = () => { window.opened = true }";
    page.js::<Value>(watch, vec![]).await?;
    story::open_file(page, "hostile.json", file(text).to_string()).await?;
    page.click_role("button", "Replace what is here").await?;
    story::kept(page, "the file", |it| it["answers"]["5.2"]["level"] == 3).await?;

    let mut faults = BTreeSet::new();
    let others = OTHERS.iter().map(|route| (*route, &[][..]));
    for (route, fields) in PLACES.into_iter().chain(others) {
        page.goto(route).await?;
        for field in fields {
            let wanted = text(field);
            let shown = page.wait_until(field, async || Ok(look(page).await?.text.contains(&wanted))).await;
            if shown.is_err() {
                faults.insert(format!("{route} does not show {field} as it is"));
            }
        }
        let seen = look(page).await?;
        faults.extend(seen.intruders.iter().map(|what| format!("{route} has made {what}")));
        if seen.ran {
            faults.insert(format!("{route} has run a script"));
        }
        if let Ok(said) = page.driver.get_alert_text().await {
            faults.insert(format!("{route} opened a dialog: {said}"));
        }
        let title = page.title().await?;
        if !title.ends_with(" · Foreproof") {
            faults.insert(format!("{route} has the title “{title}”"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.into_iter().collect::<Vec<_>>().join("\n"));
    Ok(())
}

#[test]
fn hostile_text_is_shown_as_text() -> Result {
    browse("hostile_text_is_shown_as_text", async |page| visit_all(page, |field| format!("{field} {TRICKS}")).await)
}

#[test]
fn ten_thousand_characters_in_each_field_are_shown_and_fit_a_phone() -> Result {
    browse("ten_thousand_characters_in_each_field_are_shown_and_fit_a_phone", async |page| {
        let text = |field: &str| format!("{field}{}", "ab".repeat(5_000));
        page.viewport(320, 700).await?;
        visit_all(page, text).await?;
        for (route, _) in PLACES {
            page.goto(route).await?;
            page.css("main h1").await?;
            let script = "const root = document.documentElement; return root.scrollWidth - root.clientWidth";
            let wider: i64 = page.js(script, vec![]).await?;
            assert!(wider <= 0, "{route} is {wider} px too wide");
        }
        Ok(())
    })
}

#[test]
fn hostile_text_typed_into_a_field_stays_text_and_comes_back() -> Result {
    browse("hostile_text_typed_into_a_field_stays_text_and_comes_back", async |page| {
        let name = "<img src=x onerror=alert(1)></script><b>\"'&amp; javascript:alert(4) =1+1";
        story::start(page).await?;
        story::visit(page, "/record", "Organisation").await?;
        page.fill("Name", name).await?;
        story::kept(page, "the name", |it| it["organisation"]["name"] == name).await?;
        page.reload().await?;
        assert_eq!(page.label("Name").await?.value().await?.as_deref(), Some(name));
        let seen = look(page).await?;
        assert!(seen.text.contains(name) && seen.intruders.is_empty() && !seen.ran, "{:?}", seen.intruders);
        Ok(())
    })
}

#[test]
fn hostile_ids_lead_to_their_places() -> Result {
    browse("hostile_ids_lead_to_their_places", async |page| {
        let id = "\"]<img src=x onerror=alert(1)> #/?&%41 ü";
        let file = story::envelope(&json!({
            "organisation": { "name": "Larch" },
            "answers": { "5.2": { "level": 2 } },
            "evidence": [{ "id": id, "title": "Minutes", "kind": "record", "dated": "2026-10-01", "requirements": ["5.2"] }],
            "systems": [{ "id": id, "name": "Helper", "role": "ai_provider", "stage": "in_use" }],
        }));
        story::start_with(page, &file.to_string()).await?;
        story::visit(page, "/evidence", "Evidence").await?;
        page.click_role("button", "Minutes").await?;
        page.label("What it is called").await?;
        // The address leads to the same place after coming back.
        page.reload().await?;
        assert_eq!(page.label("What it is called").await?.value().await?.as_deref(), Some("Minutes"));
        let seen = look(page).await?;
        assert!(seen.intruders.is_empty() && !seen.ran, "{:?}", seen.intruders);
        Ok(())
    })
}

/// Names texts that turn the direction of the words after them: those of the user's texts that share an
/// element with other words, without one of their own that sets them apart.
const TURNED: &str = "
    const END = '\u{27e7}', TURN = '\u{202e}', faults = new Set();
    const setsApart = (element) => {
        const style = getComputedStyle(element);
        return element.localName === 'text' || /isolate|plaintext/.test(style.unicodeBidi)
            || !['inline', 'contents'].includes(style.display);
    };
    const box = (node) => {
        let element = node.parentElement;
        while (!setsApart(element)) element = element.parentElement;
        return element;
    };
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode);
    let seen = 0;
    for (const [place, node] of texts.entries()) {
        if (!node.data.includes(TURN) || node.parentElement.closest('textarea, script')) continue;
        seen += 1;
        const here = box(node);
        let after = node.data.slice(node.data.indexOf(END) + 1);
        for (const next of texts.slice(place + 1)) {
            if (!here.contains(next)) break;
            if (box(next) === here) after += next.data;
        }
        if (after.trim()) faults.add(`${node.data.split(TURN)[0]} in ${here.outerHTML.slice(0, 120)} turns “${after.slice(0, 60)}”`);
    }
    return { seen, faults: [...faults] }";

#[derive(serde::Deserialize)]
struct Turned {
    seen: usize,
    faults: Vec<String>,
}

#[test]
fn text_that_turns_its_direction_turns_nothing_around_it() -> Result {
    browse("text_that_turns_its_direction_turns_nothing_around_it", async |page| {
        story::start_with(page, &file(|field| format!("{field}\u{202e}kcab\u{27e7}")).to_string()).await?;
        let mut faults = BTreeSet::new();
        let mut seen = 0;
        for route in PLACES.iter().map(|(route, _)| *route).chain(OTHERS) {
            page.goto(route).await?;
            page.css("main h1").await?;
            // A part of the program may still be on its way.
            page.wait_until("the page", async || page.js("return !document.getElementById('coming')", vec![]).await)
                .await?;
            let turned: Turned = page.js(TURNED, vec![]).await?;
            seen += turned.seen;
            faults.extend(turned.faults.into_iter().map(|fault| format!("{route}: {fault}")));
        }
        assert!(seen > 40, "only {seen} texts were found");
        assert!(faults.is_empty(), "{}", faults.into_iter().collect::<Vec<_>>().join("\n"));
        Ok(())
    })
}
