//! Certificate: how far certification has come.

use yew::prelude::*;

use crate::app::components::Page;

/// How far certification has come.
#[component]
pub fn Certificate() -> Html {
    html! {
        <Page title="Certificate" lead={html! { "How far certification has come." }}>
            <p>{ "This page is being written." }</p>
        </Page>
    }
}
