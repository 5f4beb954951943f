//! Settings: choices that bear on the numbers.

use yew::prelude::*;

use crate::app::components::Page;

/// Choices that bear on the numbers.
#[component]
pub fn Settings() -> Html {
    html! {
        <Page title="Settings" lead={html! { "Choices that bear on the numbers." }}>
            <p>{ "This page is being written." }</p>
        </Page>
    }
}
