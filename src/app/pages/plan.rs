//! Plan: what to do next, and what is due.

use yew::prelude::*;

use crate::{app::components::Page, units::Id};

/// Of [`Plan`].
#[derive(PartialEq, Properties)]
pub struct PlanProps {
    /// The one that is open.
    pub selected: Option<Id>,
}

/// What to do next, and what is due.
#[component]
pub fn Plan(_props: &PlanProps) -> Html {
    html! {
        <Page title="Plan" lead={html! { "What to do next, and what is due." }}>
            <p>{ "This page is being written." }</p>
        </Page>
    }
}
