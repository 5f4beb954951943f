//! AI systems: the inventory of AI systems.

use yew::prelude::*;

use crate::{app::components::Page, units::Id};

/// Of [`Systems`].
#[derive(PartialEq, Properties)]
pub struct SystemsProps {
    /// The one that is open.
    pub selected: Option<Id>,
}

/// The inventory of AI systems.
#[component]
pub fn Systems(_props: &SystemsProps) -> Html {
    html! {
        <Page title="AI systems" lead={html! { "The inventory of AI systems." }}>
            <p>{ "This page is being written." }</p>
        </Page>
    }
}
