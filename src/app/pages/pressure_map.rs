//! x
use yew::prelude::*;
/// x
#[component]
pub fn PressureMap() -> Html {
    html! { <h1 tabindex="-1">{ "x" }</h1> }
}
