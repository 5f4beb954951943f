//! The page's events and timers, held by values that let go of them when dropped.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventTarget, HtmlElement, Window};

/// The browser's window. There is always one where the app runs.
#[must_use]
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = window() {
        // It fails only where printing is forbidden, and the browser says so.
        let _ = window.print();
    }
}

/// Something that is called when an event happens, until this is dropped.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens to an event of that name.
    #[must_use]
    pub fn new(target: &EventTarget, event: &'static str, heard: impl FnMut(Event) + 'static) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(heard);
        // It fails only for a target that isn't one.
        let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        Self { target: target.clone(), event, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.event, self.closure.as_ref().unchecked_ref());
    }
}

/// Something that is done after a while, unless this is dropped before.
pub struct Timeout {
    id: i32,
    _closure: Closure<dyn FnMut()>,
}

impl Timeout {
    /// Does it after that many milliseconds; `None` where there is no window.
    #[must_use]
    pub fn new(milliseconds: i32, todo: impl FnMut() + 'static) -> Option<Self> {
        let closure = Closure::<dyn FnMut()>::new(todo);
        let id = window()?
            .set_timeout_with_callback_and_timeout_and_arguments_0(closure.as_ref().unchecked_ref(), milliseconds)
            .ok()?;
        Some(Self { id, _closure: closure })
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        if let Some(window) = window() {
            window.clear_timeout_with_handle(self.id);
        }
    }
}

/// Moves the focus to the first element that the selector finds.
pub fn focus(selector: &str) {
    let found =
        window().and_then(|window| window.document()).and_then(|document| document.query_selector(selector).ok()?);
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that can't take the focus leaves it where it was.
        let _ = element.focus();
    }
}

/// Whether the focus is on an element that the selector finds.
#[must_use]
pub fn focused(selector: &str) -> bool {
    let active = window().and_then(|window| window.document()).and_then(|document| document.active_element());
    active.is_some_and(|element| element.matches(selector).unwrap_or(false))
}

/// Scrolls the element of that id into view.
pub fn reveal(id: &str) {
    let found = window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id(id));
    if let Some(element) = found {
        element.scroll_into_view();
    }
}

/// Scrolls the strip that an item lies in sideways, so that the item is in its middle, as far as it goes.
pub fn center_in_strip(item: &HtmlElement) {
    if let Some(strip) = item.parent_element().and_then(|strip| strip.dyn_into::<HtmlElement>().ok()) {
        let left = item.offset_left() - strip.offset_left();
        strip.set_scroll_left(left - (strip.client_width() - item.offset_width()) / 2);
    }
}

/// Loads the style sheet of the pages that come later, once; whether it is there. It lies beside the one
/// that the page names.
#[cfg(feature = "split")]
pub async fn style_sheet_arrives() -> bool {
    const HERE: &str = "more-styles";
    let Some(document) = window().and_then(|window| window.document()) else { return false };
    if document.get_element_by_id(HERE).is_some() {
        return true;
    }
    let first = document.query_selector("link[rel=stylesheet]").ok().flatten();
    let address = first.and_then(|first| first.get_attribute("href"));
    let (Some(address), Some(head)) = (address, document.head()) else { return false };
    let Ok(link) = document.create_element("link") else { return false };
    for (name, value) in [("rel", "stylesheet"), ("href", &address.replace("style.css", "more.css"))] {
        if link.set_attribute(name, value).is_err() {
            return false;
        }
    }
    let loaded = js_sys::Promise::new(&mut |arrived, failed| {
        // They fail only for a target that isn't one.
        let _ = link.add_event_listener_with_callback("load", &arrived);
        let _ = link.add_event_listener_with_callback("error", &failed);
    });
    if head.append_child(&link).is_err() {
        return false;
    }
    let arrived = wasm_bindgen_futures::JsFuture::from(loaded).await.is_ok();
    if arrived {
        link.set_id(HERE);
    } else {
        link.remove();
    }
    arrived
}

/// Names the page, in the browser's tab and history.
pub fn title(text: &str) {
    if let Some(document) = window().and_then(|window| window.document()) {
        document.set_title(text);
    }
}
