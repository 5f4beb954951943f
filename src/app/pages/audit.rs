//! Audit forecast: what an auditor would find today.

use yew::prelude::*;

use crate::app::components::Page;

/// What an auditor would find today.
#[component]
pub fn Audit() -> Html {
    html! {
        <Page title="Audit forecast" lead={html! { "What an auditor would find today." }}>
            <p>{ "This page is being written." }</p>
        </Page>
    }
}
