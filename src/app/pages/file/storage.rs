//! What there is to know about where the work is kept.

use yew::prelude::*;

use crate::{
    app::{
        session::Session,
        storage::{Keeping, StorageView, Why},
        text,
    },
    exchange,
};

/// What a browser gives all pages of an address together: 5 · 2^20 UTF-16 code units.
const ROOM: u64 = 5 << 20;

/// Where the work is, how much room it takes, and what lasts.
pub fn facts(session: &Session, view: &StorageView) -> Html {
    let stored = exchange::stored(&session.pack, session.assessment(), "2026-01-01T00:00:00Z");
    let used = stored.encode_utf16().count() as u64;
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
                { format!("{} characters, {share} of what the browser gives all pages of this address together.", text::thousands(used)) }
            </dd>
            <dt>{ "How long" }</dt>
            <dd>{ lasting(view.durable) }</dd>
            <dt>{ "Who sees it" }</dt>
            <dd>{ "Whoever uses this browser profile. It is sent nowhere, and not encrypted." }</dd>
        </dl>
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
            "The browser may clear it when space is short; Safari does after seven days without a visit. Only a file is durable: export one whenever the work was worth it."
        }
    }
}
