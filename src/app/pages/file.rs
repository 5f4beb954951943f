//! File: export, import, erase.

use yew::prelude::*;

use crate::app::components::Page;

/// Export, import, erase.
#[component]
pub fn File() -> Html {
    html! {
        <Page title="File" lead={html! { "Export, import, erase." }}>
            <p>{ "This page is being written." }</p>
        </Page>
    }
}
