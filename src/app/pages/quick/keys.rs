//! The keyboard: digits choose, Enter goes on. Arrows are the radios' own.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// What a key does that isn't the browser's.
pub fn keys(go: &Callback<()>) -> Callback<KeyboardEvent> {
    let go = go.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
            return;
        }
        let Some(target) = event.target_dyn_into::<Element>() else { return };
        let is = |selector: &str| target.matches(selector).unwrap_or(false);
        let key = event.key();
        if key == "Enter" && is(".quick-room, h1, input") {
            event.prevent_default();
            go.emit(());
        } else if matches!(key.as_bytes(), [b'1'..=b'9']) && is(".quick-room, h1, input[type=radio]") {
            choose(&target, &key);
        }
    })
}

/// Chooses the option of that number: of the group that has the focus, or else of the question.
fn choose(target: &Element, number: &str) {
    let group = target.closest("fieldset").ok().flatten().or_else(|| {
        let room = target.closest(".quick-room").ok().flatten()?;
        room.query_selector(".quick-options").ok().flatten()
    });
    let selector = ["label:nth-of-type(", number, ") input"].concat();
    let option = group.and_then(|group| group.query_selector(&selector).ok().flatten());
    if let Some(option) = option.and_then(|option| option.dyn_into::<HtmlElement>().ok()) {
        // A radio that can't take the focus can still be chosen.
        let _ = option.focus();
        option.click();
    }
}
