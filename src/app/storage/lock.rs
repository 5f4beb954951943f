//! The browser's lock, by which only one tab at a time reads, joins and writes.
//!
//! Where there is none the work is done at once: the book tells afterwards if two tabs met.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::app::dom;

const NAME: &str = "foreproof.assessment";

/// Does something while no other tab does the same.
pub(super) fn hold(todo: impl FnOnce() + 'static) {
    let locks = || {
        let navigator = dom::window()?.navigator();
        let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)?;
        let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
        Some((locks, request))
    };
    let todo = std::rc::Rc::new(std::cell::Cell::new(Some(todo)));
    let work = {
        let todo = todo.clone();
        move || {
            if let Some(todo) = todo.take() {
                todo();
            }
        }
    };
    if let Some((locks, request)) = locks() {
        let closure = Closure::once_into_js(work.clone());
        if request.call2(&locks, &NAME.into(), &closure).is_ok() {
            return;
        }
    }
    work();
}
