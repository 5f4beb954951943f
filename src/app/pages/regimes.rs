//! Laws and frameworks: what the requirements support elsewhere.

use yew::prelude::*;

use crate::app::components::Page;

/// What the requirements support elsewhere.
#[component]
pub fn Regimes() -> Html {
    html! {
        <Page title="Laws and frameworks" lead={html! { "What the requirements support elsewhere." }}>
            <p>{ "This page is being written." }</p>
        </Page>
    }
}
