//! Reports: one page for each asker.

use yew::prelude::*;

use crate::app::components::Page;

/// One page for each asker.
#[component]
pub fn Reports() -> Html {
    html! {
        <Page title="Reports" lead={html! { "One page for each asker." }}>
            <p>{ "This page is being written." }</p>
        </Page>
    }
}
