//! Incidents: what went wrong, and what was done about it.

use yew::prelude::*;

use crate::{app::components::Page, units::Id};

/// Of [`Incidents`].
#[derive(PartialEq, Properties)]
pub struct IncidentsProps {
    /// The one that is open.
    pub selected: Option<Id>,
}

/// What went wrong, and what was done about it.
#[component]
pub fn Incidents(_props: &IncidentsProps) -> Html {
    html! {
        <Page title="Incidents" lead={html! { "What went wrong, and what was done about it." }}>
            <p>{ "This page is being written." }</p>
        </Page>
    }
}
