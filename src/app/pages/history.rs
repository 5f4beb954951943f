//! History: snapshots and changes.

use yew::prelude::*;

use crate::app::components::Page;

/// Snapshots and changes.
#[component]
pub fn History() -> Html {
    html! {
        <Page title="History" lead={html! { "Snapshots and changes." }}>
            <p>{ "This page is being written." }</p>
        </Page>
    }
}
