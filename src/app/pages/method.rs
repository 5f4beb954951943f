//! How scores come about: what is counted, and how.

use yew::prelude::*;

use crate::app::components::Page;

/// What is counted, and how.
#[component]
pub fn Method() -> Html {
    html! {
        <Page title="How scores come about" lead={html! { "What is counted, and how." }}>
            <p>{ "This page is being written." }</p>
        </Page>
    }
}
