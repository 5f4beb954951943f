//! What there is to know about where the work is kept.

use yew::prelude::*;

use crate::{
    app::{
        session::{Keeper, Session},
        storage::{Keeping, StorageView, Why},
        text,
    },
    exchange,
};

/// What a browser gives all pages of an address together: 5 · 2^20 UTF-16 code units.
const ROOM: u64 = 5 << 20;

/// Where the work is, how much room it takes, and what lasts.
pub fn facts(session: &Session, keeper: &Keeper) -> Html {
    let view = &keeper.view;
    let stored = exchange::stored(&session.pack, session.assessment(), "2026-01-01T00:00:00Z");
    let work = stored.encode_utf16().count() as u64;
    // What is not kept, as in a blocked browser, takes no room.
    let used = keeper.store.used();
    let share = match used * 100 / ROOM {
        0 => "less than 1 %".to_owned(),
        percent => format!("about {percent} %"),
    };
    html! {
        <dl class="facts rec-facts">
            <dt>{ "Kept" }</dt>
            <dd>{ kept(&view.keeping) }</dd>
            <dt>{ "Room" }</dt>
            <dd>
                <meter class="room" min="0" max={ROOM.to_string()} high={(ROOM * 4 / 5).to_string()} value={used.to_string()}
                    aria-label="Room taken">{ share.clone() }</meter>{ " " }
                { format!("{} characters with earlier states, {share} of what the browser gives all pages of this address together; the work itself has {}.",
                    text::thousands(used), text::thousands(work)) }
            </dd>
            <dt>{ "How long" }</dt>
            <dd>{ lasting(view.durable) }</dd>
            <dt>{ "In a file" }</dt>
            <dd>{ exported(view) }</dd>
            <dt>{ "Who sees it" }</dt>
            <dd>{ "Whoever uses this browser profile. It is sent nowhere, and not encrypted." }</dd>
        </dl>
    }
}

/// When all of it was last exported, and what has come since.
fn exported(view: &StorageView) -> String {
    match (view.exported, view.since) {
        (None, None) => "There is nothing to export yet.".to_owned(),
        (None, Some(_)) => "Never exported: there is no other copy.".to_owned(),
        (Some(day), None) => format!("Exported on {}; nothing was changed since.", text::date(day)),
        (Some(day), Some(since)) => {
            format!(
                "Exported on {}. What you changed since {} is in this browser alone.",
                text::date(day),
                text::date(since)
            )
        }
    }
}

const fn kept(keeping: &Keeping) -> &'static str {
    match keeping {
        Keeping::Nothing => "There is nothing to keep yet. Once there is, this browser keeps it on this device.",
        Keeping::Saved(_) | Keeping::Pending => "In this browser, on this device, after each change.",
        Keeping::Full => "The last changes are in this tab only: the browser’s storage is full.",
        Keeping::Memory(Why::Blocked) => {
            "In this tab only, until you close it: the browser blocks storage for this page."
        }
        Keeping::Memory(Why::Newer) => {
            "In this tab only: what is stored was written by a newer version and is left alone."
        }
        Keeping::Memory(Why::Unreadable) => "In this tab only: what is stored can’t be read and is left alone.",
    }
}

const fn lasting(durable: Option<bool>) -> &'static str {
    match durable {
        Some(true) => {
            "The browser has promised not to clear it by itself. You can still lose it by clearing site data. Only a file is durable."
        }
        _ => {
            "The browser may clear it when space is short, and nobody could tell you afterwards what was there; Safari does after seven days without a visit. Only a file is durable: export one whenever the work was worth it."
        }
    }
}
