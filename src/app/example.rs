//! The example assessment, which lies beside the page as a file like any other.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{
    files,
    session::{use_keeper, use_session},
};
use crate::{
    exchange,
    update::{ChangeKind, Edit},
};

/// Where it lies, relative to the page.
const ADDRESS: &str = "example.json";

/// How loading stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Loading {
    /// Not asked for.
    #[default]
    Idle,
    /// On its way.
    Busy,
    /// It failed, in words.
    Failed(AttrValue),
}

/// A way to load the example, and how that stands. Loading replaces everything; it can be undone.
#[hook]
pub fn use_example() -> (Callback<MouseEvent>, Loading) {
    let session = use_session();
    let store = use_keeper().store;
    let loading = use_state_eq(Loading::default);
    let state = loading.setter();
    let load = Callback::from(move |_: MouseEvent| {
        state.set(Loading::Busy);
        let (session, state, store) = (session.clone(), state.clone(), store.clone());
        spawn_local(async move {
            let read = files::fetch(ADDRESS).await.and_then(|text| {
                exchange::import(&session.pack, &text).map_err(|faults| {
                    faults.first().map_or_else(String::new, |fault| format!("{}: {}", fault.path, fault.message))
                })
            });
            match read {
                Ok(example) => {
                    store.back_up();
                    session.edit(Edit::Replace(ChangeKind::Example, Rc::new(example)));
                    state.set(Loading::Idle);
                }
                Err(words) => state.set(Loading::Failed(words.into())),
            }
        });
    });
    (load, (*loading).clone())
}
