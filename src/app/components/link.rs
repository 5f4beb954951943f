//! A link to a place in the app.

use yew::prelude::*;

use crate::app::route::Route;

/// Of [`Link`].
#[derive(PartialEq, Properties)]
pub struct LinkProps {
    /// Where it leads.
    pub to: Route,
    /// What it reads.
    pub children: Html,
    /// Classes of the `a`.
    #[prop_or_default]
    pub class: Classes,
    /// Whether it leads to where we are; told to all as `aria-current`.
    #[prop_or_default]
    pub current: bool,
    /// What it is called, where its text doesn't say.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Told when it is followed.
    #[prop_or_default]
    pub onclick: Callback<()>,
}

/// A link to a place in the app.
#[component]
pub fn Link(props: &LinkProps) -> Html {
    let href = ["#", &props.to.path()].concat();
    let onclick = props.onclick.reform(|_: MouseEvent| ());
    html! {
        <a class={props.class.clone()} {href} {onclick} aria-label={props.label.clone()}
            aria-current={props.current.then_some("page")}>
            { props.children.clone() }
        </a>
    }
}
