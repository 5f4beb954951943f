//! Statement of applicability: which controls apply, and why.

use yew::prelude::*;

use crate::app::components::Page;

/// Which controls apply, and why.
#[component]
pub fn Statement() -> Html {
    html! {
        <Page title="Statement of applicability" lead={html! { "Which controls apply, and why." }}>
            <p>{ "This page is being written." }</p>
        </Page>
    }
}
