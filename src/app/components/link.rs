//! A link to a place in the app.

use yew::prelude::*;
use yew_router::{navigator::NavigatorKind, prelude::use_navigator};

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
    let navigator = use_navigator();
    let hash = navigator.as_ref().is_none_or(|navigator| navigator.kind() == NavigatorKind::Hash);
    let href = props.to.path();
    let href = if hash { ["#", &href].concat() } else { href };
    let onclick = {
        let (to, told) = (props.to.clone(), props.onclick.clone());
        Callback::from(move |event: MouseEvent| {
            // A click that opens another tab is the browser's.
            if event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key() || event.button() != 0 {
                return;
            }
            if let Some(navigator) = &navigator {
                event.prevent_default();
                navigator.push(&to);
                told.emit(());
            }
        })
    };
    html! {
        <a class={props.class.clone()} {href} {onclick} aria-label={props.label.clone()}
            aria-current={props.current.then_some("page")}>
            { props.children.clone() }
        </a>
    }
}
