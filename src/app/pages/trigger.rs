//! x
use crate::units::Id;
use yew::prelude::*;
/// x
#[derive(PartialEq, Properties)]
pub struct TriggerProps {
    /// x
    pub id: Id,
}
/// x
#[component]
pub fn TriggerPage(_p: &TriggerProps) -> Html {
    html! { <h1 tabindex="-1">{ "x" }</h1> }
}
