//! Risks: what can go wrong, and what the controls leave of it.

use yew::prelude::*;

use crate::{app::components::Page, units::Id};

/// Which view of the risks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// The register, one risk open.
    Register(Option<Id>),
    /// The heat map.
    Map,
    /// The starter catalogue.
    Catalogue,
}

/// Of [`Risks`].
#[derive(PartialEq, Properties)]
pub struct RisksProps {
    /// Which view.
    pub view: View,
}

/// What can go wrong, and what the controls leave of it.
#[component]
pub fn Risks(_props: &RisksProps) -> Html {
    html! {
        <Page title="Risks" lead={html! { "What can go wrong, and what the controls leave of it." }}>
            <p>{ "This page is being written." }</p>
        </Page>
    }
}
