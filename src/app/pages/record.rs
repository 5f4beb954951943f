//! Organisation: who is being assessed.

use yew::prelude::*;

use crate::app::components::Page;

/// Who is being assessed.
#[component]
pub fn Record() -> Html {
    html! {
        <Page title="Organisation" lead={html! { "Who is being assessed." }}>
            <p>{ "This page is being written." }</p>
        </Page>
    }
}
