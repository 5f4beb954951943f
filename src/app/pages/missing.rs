//! An address that leads nowhere.

use yew::prelude::*;

use crate::app::{
    components::{Link, Page},
    route::Route,
};

/// Says so, and leads back.
#[component]
pub fn Missing() -> Html {
    html! {
        <Page title="There is nothing at this address">
            <p>{ "The link may be from another version, or what it led to was taken away. Your work is as you left it." }</p>
            <p><Link to={Route::Overview} class="button">{ "Go to the overview" }</Link></p>
        </Page>
    }
}
