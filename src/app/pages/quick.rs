//! Quick check: twelve questions, three minutes.

use yew::prelude::*;

use crate::app::components::Page;

/// Of [`Quick`].
#[derive(PartialEq, Properties)]
pub struct QuickProps {
    /// The step, from 1; the start if none.
    pub step: Option<u32>,
}

/// Twelve questions, three minutes.
#[component]
pub fn Quick(_props: &QuickProps) -> Html {
    html! {
        <Page title="Quick check" lead={html! { "Twelve questions, three minutes." }}>
            <p>{ "This page is being written." }</p>
        </Page>
    }
}
