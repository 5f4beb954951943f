//! Where we are, and the way elsewhere: the edge to the browser's address.
//!
//! A router crate would bring its own history and pattern matching, about a tenth of all that a first
//! visit downloads; the hash needs neither.

use yew::prelude::*;

use super::{
    dom::{self, Listener},
    route::Route,
};

/// A way to go elsewhere from a callback.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Navigator;

impl Navigator {
    /// Goes there; the way back leads here.
    pub fn push(self, to: &Route) {
        if let Some(window) = dom::window() {
            // A browser that refuses leaves us where we are.
            let _ = window.location().set_hash(&to.path());
        }
    }

    /// Goes there in place of here.
    pub fn replace(self, to: &Route) {
        if let Some(window) = dom::window() {
            let _ = window.location().replace(&["#", &to.path()].concat());
        }
    }
}

/// The place that the address names now.
#[must_use]
pub fn here() -> Route {
    let hash = dom::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    Route::of_path(hash.trim_start_matches('#'))
}

/// Where we are; the caller is drawn anew when that changes.
#[hook]
pub fn use_place() -> Route {
    let place = use_state_eq(here);
    let set = place.setter();
    use_effect_with((), move |()| {
        let listener = dom::window().map(|window| Listener::new(&window, "hashchange", move |_| set.set(here())));
        move || drop(listener)
    });
    (*place).clone()
}

/// The navigator, for callbacks.
#[hook]
pub fn use_navigator() -> Option<Navigator> {
    Some(Navigator)
}
