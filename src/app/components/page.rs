//! The frame of a page: its heading, its tabs, its dialogs.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

use super::{Icon, Link, icon::Glyph};
use crate::app::{dom, route::Route};

/// Of [`Page`].
#[derive(PartialEq, Properties)]
pub struct PageProps {
    /// The one `h1`, also the title of the tab.
    pub title: AttrValue,
    /// A line under the heading.
    #[prop_or_default]
    pub lead: Html,
    /// A small line above the heading: where one is.
    #[prop_or_default]
    pub above: Html,
    /// What can be done with the page as a whole, right of the heading.
    #[prop_or_default]
    pub actions: Html,
    /// Other views of the same place.
    #[prop_or_default]
    pub tabs: Html,
    /// A class for the page's own rules.
    #[prop_or_default]
    pub class: Classes,
    /// The page itself.
    pub children: Html,
}

/// A page of the app: every page is one of these. The heading takes the focus on navigation.
#[component]
pub fn Page(props: &PageProps) -> Html {
    use_effect_with(props.title.clone(), |title| {
        dom::title(&[title, " · Foreproof"].concat());
    });
    html! {
        <div class={classes!("page", props.class.clone())}>
            <header class="page-head">
                <div class="page-words">
                    if props.above != Html::default() {
                        <div class="page-above">{ props.above.clone() }</div>
                    }
                    <h1 tabindex="-1">{ &props.title }</h1>
                    if props.lead != Html::default() {
                        <div class="page-lead">{ props.lead.clone() }</div>
                    }
                </div>
                if props.actions != Html::default() {
                    <div class="page-actions">{ props.actions.clone() }</div>
                }
            </header>
            { props.tabs.clone() }
            { props.children.clone() }
        </div>
    }
}

/// Of [`Tabs`].
#[derive(PartialEq, Properties)]
pub struct TabsProps {
    /// What the tabs are views of.
    pub label: AttrValue,
    /// [`Tab`]s.
    pub children: Html,
}

/// Other views of the same place: links, of which one is current.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    html! {
        <nav class="tabs" aria-label={&props.label}><ul>{ props.children.clone() }</ul></nav>
    }
}

/// Of [`Tab`].
#[derive(PartialEq, Properties)]
pub struct TabProps {
    /// Where it leads.
    pub to: Route,
    /// Whether we are there.
    #[prop_or_default]
    pub current: bool,
    /// What it reads.
    pub children: Html,
}

/// One of [`Tabs`].
#[component]
pub fn Tab(props: &TabProps) -> Html {
    let item = use_node_ref();
    {
        // On a phone the strip is wider than the window: the current one is brought to its middle.
        let item = item.clone();
        use_effect_with(props.current, move |current| {
            if let Some(item) = item.get().filter(|_| *current).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
                dom::center_in_strip(&item);
            }
        });
    }
    html! {
        <li ref={item}><Link to={props.to.clone()} current={props.current}>{ props.children.clone() }</Link></li>
    }
}

/// Of [`Dialog`].
#[derive(PartialEq, Properties)]
pub struct DialogProps {
    /// Whether it is open.
    pub open: bool,
    /// Its heading.
    pub title: AttrValue,
    /// Told when it is closed, by its button or by Escape.
    pub onclose: Callback<()>,
    /// A class for its own rules.
    #[prop_or_default]
    pub class: Classes,
    /// What it holds.
    pub children: Html,
}

/// A native modal dialog: the browser keeps the focus inside and gives it back.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.open, move |open| {
            let Some(dialog) = node.get().and_then(|node| node.dyn_into::<HtmlDialogElement>().ok()) else { return };
            if *open && !dialog.open() {
                // It fails only for a dialog that is no longer on the page.
                let _ = dialog.show_modal();
            } else if !*open && dialog.open() {
                dialog.close();
            }
        });
    }
    let closed = props.onclose.reform(|_: Event| ());
    let close = props.onclose.reform(|_: MouseEvent| ());
    let id = use_memo((), |()| super::fields::fresh_id("dialog"));
    html! {
        <dialog ref={node} class={classes!("dialog", props.class.clone())} aria-labelledby={(*id).clone()} onclose={closed}>
            if props.open {
                <div class="dialog-head">
                    <h2 id={(*id).clone()}>{ &props.title }</h2>
                    <button type="button" class="icon-button" onclick={close} aria-label="Close">
                        <Icon glyph={Glyph::Close} />
                    </button>
                </div>
                { props.children.clone() }
            }
        </dialog>
    }
}
