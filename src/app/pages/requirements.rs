//! Requirements: the 70 requirements: what is in place, and what backs it.

use yew::prelude::*;

use crate::{app::components::Page, units::Id};

/// Of [`Requirements`].
#[derive(PartialEq, Properties)]
pub struct RequirementsProps {
    /// The one that is open.
    pub selected: Option<Id>,
}

/// The 70 requirements: what is in place, and what backs it.
#[component]
pub fn Requirements(_props: &RequirementsProps) -> Html {
    html! {
        <Page title="Requirements" lead={html! { "The 70 requirements: what is in place, and what backs it." }}>
            <p>{ "This page is being written." }</p>
        </Page>
    }
}
