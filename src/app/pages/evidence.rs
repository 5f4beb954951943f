//! Evidence: what you can show, and until when it counts.

pub mod freshness;

use yew::prelude::*;

use crate::{app::components::Page, units::Id};

/// Of [`Evidence`].
#[derive(PartialEq, Properties)]
pub struct EvidenceProps {
    /// The one that is open.
    pub selected: Option<Id>,
}

/// What you can show, and until when it counts.
#[component]
pub fn Evidence(_props: &EvidenceProps) -> Html {
    html! {
        <Page title="Evidence" lead={html! { "What you can show, and until when it counts." }}>
            <p>{ "This page is being written." }</p>
        </Page>
    }
}
