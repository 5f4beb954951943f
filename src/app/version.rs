//! A new version of Foreproof, offered and never forced: the page's boot script and the service worker find
//! it (`www/boot.js`, `www/sw.js`), and say so on the root of the page.

use web_sys::{Element, Event};
use yew::prelude::*;

use super::{
    dom::{self, Listener},
    notices::{Notice, download_stored},
    session::{use_keeper, use_session},
};

/// What the boot script calls when something about the version has changed.
const CHANGED: &str = "foreproof-version";
/// What it listens to, to load the new version.
const LOAD: &str = "foreproof-update";

/// What is on offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Offer {
    /// Nothing.
    None,
    /// A new version waits.
    Ready,
    /// A new version runs in another tab.
    Elsewhere,
}

impl Offer {
    fn now() -> Self {
        match root().and_then(|root| root.get_attribute("data-update")).as_deref() {
            Some("ready") => Self::Ready,
            Some("elsewhere") => Self::Elsewhere,
            _ => Self::None,
        }
    }
}

fn root() -> Option<Element> {
    dom::window()?.document()?.document_element()
}

/// Whether the whole app is kept in this browser and starts without a connection.
#[must_use]
pub fn works_offline() -> bool {
    root().is_some_and(|root| root.has_attribute("data-offline"))
}

/// Whether this is the edition that is one file.
#[must_use]
pub fn is_one_file() -> bool {
    root().is_some_and(|root| root.has_attribute("data-edition"))
}

/// Calls back when one of the answers above may have changed, until the value is dropped.
#[must_use]
pub fn listen(mut changed: impl FnMut() + 'static) -> Option<Listener> {
    dom::window().map(|window| Listener::new(&window, CHANGED, move |_| changed()))
}

/// Says that there is a new version, if there is.
#[component]
pub fn NewVersion() -> Html {
    let keeper = use_keeper();
    let session = use_session();
    let offer = use_state_eq(Offer::now);
    {
        let offer = offer.setter();
        use_effect_with((), move |()| {
            // It may have come while the app was starting.
            offer.set(Offer::now());
            let listener = listen(move || offer.set(Offer::now()));
            move || drop(listener)
        });
    }
    let at_risk = keeper.view.at_risk();
    let load = {
        let store = keeper.store.clone();
        Callback::from(move |_: MouseEvent| {
            store.flush();
            // Where saving has just failed, that is said now, and the user decides anew.
            if at_risk || !store.view().at_risk() {
                ask();
            }
        })
    };
    let copy = Callback::from(move |_: MouseEvent| download_stored(&session));
    let (title, words) = match *offer {
        Offer::None => return Html::default(),
        Offer::Ready => (
            "A new version is ready",
            "You go on where you are; nothing is lost. Until then this version keeps working.",
        ),
        Offer::Elsewhere => (
            "A new version runs in another tab",
            "This tab still has the one before. It keeps working; load the new version here too when it suits you.",
        ),
    };
    html! {
        <Notice {title}>
            if at_risk {
                <p>{ "Your work is in this tab only, and loading the new version would lose it. Download a copy first, and open it afterwards." }</p>
            } else {
                <p>{ words }</p>
            }
            <p class="notice-actions">
                if at_risk { <button type="button" class="button" onclick={copy}>{ "Download a copy" }</button> }
                <button type="button" class="button" onclick={load}>{ if at_risk { "Load the new version" } else { "Save and load the new version" } }</button>
            </p>
        </Notice>
    }
}

/// Asks the boot script to load the new version.
fn ask() {
    if let (Some(window), Ok(event)) = (dom::window(), Event::new(LOAD)) {
        // It fails only for an event that is being sent already.
        let _ = window.dispatch_event(&event);
    }
}
