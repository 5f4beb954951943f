//! The change log, and whether its chain holds.

use yew::prelude::*;

use crate::{
    app::{notices::words, session::use_session, text},
    assessment::LogEntry,
    exchange::{CHECKPOINT, broken_entry},
};

/// How many entries are shown at first, and how many more each time.
const PAGE: usize = 25;

/// The log, newest first.
#[component]
pub fn Log() -> Html {
    let session = use_session();
    let shown = use_state_eq(|| PAGE);
    let log = &session.assessment().log;
    let more = {
        let (setter, next) = (shown.setter(), *shown + 4 * PAGE);
        Callback::from(move |_: MouseEvent| setter.set(next))
    };
    html! {
        <section class="part" aria-labelledby="history-log">
            <div class="part-head">
                <h2 id="history-log">{ "Change log" }</h2>
                <span class="quiet">{ text::count(log.len(), "entry", "entries") }</span>
            </div>
            if log.is_empty() {
                <p class="rec-part quiet">{ "Nothing was changed yet since the log began." }</p>
            } else {
                { chain(log) }
                <div class="scroll">
                    <table class="rec-table log-table">
                        <caption class="aloud">{ "Changes, the newest first" }</caption>
                        <thead><tr>
                            <th scope="col" class="number">{ "No." }</th><th scope="col" class="after-number">{ "When (UTC)" }</th>
                            <th scope="col">{ "What" }</th><th scope="col">{ "Before" }</th><th scope="col">{ "After" }</th>
                        </tr></thead>
                        <tbody>{ for log.iter().rev().take(*shown).map(row) }</tbody>
                    </table>
                </div>
                if log.len() > *shown {
                    <p class="rec-part"><button type="button" class="button" onclick={more}>{ "Show more" }</button></p>
                }
            }
        </section>
    }
}

/// Whether every entry names the one before.
fn chain(log: &[LogEntry]) -> Html {
    match broken_entry(log) {
        None => html! {
            <p class="rec-part small">{ "The chain holds: each entry carries the hash of the one before. That finds careless edits of a file, not forgery." }</p>
        },
        Some(n) => html! {
            <p class="rec-part caution" role="status">{ format!("The chain is broken at entry {n}: it, or the one before it, was changed, removed or added outside Foreproof.") }</p>
        },
    }
}

fn row(entry: &LogEntry) -> Html {
    let place = entry.path.as_deref().filter(|_| entry.what != CHECKPOINT);
    html! {
        <tr key={entry.n.to_string()}>
            <td class="number">{ entry.n }</td>
            <td class="after-number">{ entry.at.replace('T', " ").trim_end_matches('Z') }</td>
            <th scope="row">{ &entry.what }if let Some(place) = place { <br /><span class="small quiet">{ place }</span> }</th>
            <td>{ words(entry.before.as_ref()) }</td>
            <td>{ words(entry.after.as_ref()) }</td>
        </tr>
    }
}
