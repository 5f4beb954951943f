//! What stands where there is nothing yet: what to do next.

use yew::prelude::*;

/// Of [`Empty`].
#[derive(PartialEq, Properties)]
pub struct EmptyProps {
    /// What isn't there, in a few words.
    pub title: AttrValue,
    /// What to do, and the button or link that does it.
    pub children: Html,
}

/// What stands where there is nothing yet.
#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    html! {
        <div class="empty">
            <p class="empty-title">{ &props.title }</p>
            { props.children.clone() }
        </div>
    }
}
