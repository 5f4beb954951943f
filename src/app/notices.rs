//! What the user must know about storage: said in place, with a way to keep the work.

mod kept;

use yew::prelude::*;

pub use kept::words;

use super::{
    clock,
    components::Link,
    files,
    route::Route,
    session::{Keeper, Session, use_keeper, use_session},
    storage::{Keeping, Why},
};
use crate::exchange;

/// Gives the user all of their work as a file: as it would be stored, without what an export states
/// beside it for others.
pub fn download_stored(session: &Session) {
    let text = exchange::stored(&session.pack, session.assessment(), &clock::now());
    let name = format!("foreproof-{}.json", session.today);
    // A browser that refuses a download says so itself.
    let _ = files::download(&name, "application/json", &text);
}

/// Notices about storage, if there are any.
#[component]
pub fn Notices() -> Html {
    let keeper = use_keeper();
    let session = use_session();
    let copy = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| download_stored(&session))
    };
    let copy_button = html! { <button type="button" class="button" onclick={copy}>{ "Download a copy" }</button> };
    let said = match &keeper.view.keeping {
        Keeping::Full => {
            let store = keeper.store.clone();
            let again = Callback::from(move |_: MouseEvent| store.flush());
            Some(html! {
                <Notice title="This browser’s storage is full">
                    <p>{ "Your last changes are in this tab only, and are lost when you close it. Download a copy, or make room and try again." }</p>
                    <p class="notice-actions">
                        { copy_button }
                        <button type="button" class="button" onclick={again}>{ "Try again" }</button>
                    </p>
                </Notice>
            })
        }
        Keeping::Memory(why) => Some(html! {
            <Notice title={title(*why)}>
                <p>{ meaning(*why) }</p>
                <p class="notice-actions">
                    { copy_button }
                    <Link to={Route::File} class="button">{ "Open a file" }</Link>
                </p>
            </Notice>
        }),
        _ => None,
    };
    html! {
        <>
            { for said }
            { kept::conflicts(&session) }
            { kept::safety(&session, &keeper) }
            { for keeper.view.aside.iter().map(|key| html! { <Aside key={key.clone()} name={key.clone()} keeper={keeper.clone()} /> }) }
        </>
    }
}

const fn title(why: Why) -> &'static str {
    match why {
        Why::Blocked => "Nothing is saved in this browser",
        Why::Newer => "A newer Foreproof keeps its data here",
        Why::Unreadable => "What was saved can’t be read",
    }
}

const fn meaning(why: Why) -> &'static str {
    match why {
        Why::Blocked => {
            "The browser blocks storage for this page, so your work lives in this tab until you close it. \
             Download a copy before you leave; you can open it here next time."
        }
        Why::Newer => {
            "What is saved was written by a newer version, so this one leaves it alone and saves nothing. \
             Reload the page to get the newer version."
        }
        Why::Unreadable => {
            "The saved text is damaged, and there is no room to put it aside. It stays as it is, and nothing new is saved."
        }
    }
}

/// A text that could not be read at the start.
#[derive(PartialEq, Properties)]
struct AsideProps {
    name: AttrValue,
    keeper: Keeper,
}

#[component]
fn Aside(props: &AsideProps) -> Html {
    let get = {
        let (name, store) = (props.name.clone(), props.keeper.store.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(text) = store.aside(&name) {
                let _ = files::download("foreproof-unreadable.json", "application/json", &text);
            }
        })
    };
    let discard = {
        let (name, store) = (props.name.clone(), props.keeper.store.clone());
        Callback::from(move |_: MouseEvent| store.discard(&name))
    };
    html! {
        <Notice title="What was saved here could not be read">
            <p>{ "It was put aside unchanged, and you start afresh. Download it to have it looked at or mended, then open it as a file." }</p>
            <p class="notice-actions">
                <button type="button" class="button" onclick={get}>{ "Download what was saved" }</button>
                <button type="button" class="button-quiet" onclick={discard}>{ "Throw it away" }</button>
            </p>
        </Notice>
    }
}

/// Of [`Notice`].
#[derive(PartialEq, Properties)]
pub struct NoticeProps {
    /// What has happened.
    pub title: AttrValue,
    /// What it means, and what to do.
    pub children: Html,
}

/// Something the user must know, said in place.
#[component]
pub fn Notice(props: &NoticeProps) -> Html {
    html! {
        <section class="notice" role="status">
            <h2>{ &props.title }</h2>
            { props.children.clone() }
        </section>
    }
}
