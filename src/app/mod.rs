//! The web app: Yew over the engine, with the browser at its edges.
//!
//! [`session`] holds the ground state and the report computed from it; [`storage`], [`files`],
//! [`clock`], [`place`] and [`dom`] are the only rooms that touch the browser; [`shell`] frames the [`pages`],
//! which are made of [`components`]. Views compile natively.

pub mod clock;
pub mod components;
pub mod dom;
pub mod example;
pub mod files;
pub mod ids;
pub mod notices;
pub mod pages;
pub mod parts;
pub mod place;
pub mod route;
pub mod session;
pub mod shell;
pub mod storage;
pub mod text;
pub mod version;
pub mod work;

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    assessment::Assessment,
    builtin,
    rules::RulePack,
    units::Date,
    update::{ChangeKind, Edit, Msg},
};
use session::{Action, Announcer, Core, Keeper, Session};
use shell::Shell;
use storage::{Heard, Store};

/// Of [`App`].
#[derive(Properties)]
pub struct AppProps {
    /// The rules.
    pub pack: Rc<RulePack>,
    /// What storage held at the start.
    pub first: Rc<Assessment>,
    /// The edge to storage.
    pub store: Rc<Store>,
    /// Today.
    pub today: Date,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.store, &other.store)
    }
}

/// The ground state, compared by where it lies: every change makes a new one.
struct Same(Rc<Assessment>);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The whole app.
#[component]
pub fn App(props: &AppProps) -> Html {
    let core = {
        let (pack, first, today) = (props.pack.clone(), props.first.clone(), props.today);
        use_reducer_eq(move || Core::new(pack, first, today))
    };
    let view = use_state_eq(|| props.store.view());
    let said = use_state(AttrValue::default);

    // Every change of the ground state is kept.
    {
        let store = props.store.clone();
        let state = core.state().clone();
        use_effect_with(Same(core.assessment().clone()), move |assessment| {
            store.remember(&state);
            store.keep(&assessment.0);
        });
    }
    // What changes things is on its way from the start; with it come the steps of undo of the last visit.
    {
        let (store, send) = (props.store.clone(), core.dispatcher());
        use_effect_with((), move |()| {
            wasm_bindgen_futures::spawn_local(async move {
                if parts::work_arrives().await
                    && let Some(undo) = store.recalled()
                {
                    send.dispatch(Action::Recall(undo));
                }
            });
        });
    }
    // Storage and the calendar may have something to tell.
    {
        let (store, view, send) = (props.store.clone(), view.setter(), core.dispatcher());
        use_effect_with((), move |()| {
            let heard = send.clone();
            let listeners = store.listen(Callback::from(move |news| match news {
                Heard::View(new) => view.set(new),
                Heard::Changed { base, theirs } => session::send(&heard, Msg::Join { base, theirs }),
                Heard::Erased => {
                    session::send(&heard, Msg::Edit(Edit::Replace(ChangeKind::Erase, Rc::default())));
                }
            }));
            let rest = send.clone();
            let day = dom::window().map(|window| {
                let day = dom::Listener::new(&window, "focus", move |_| {
                    if let Some(today) = clock::today() {
                        send.dispatch(Action::Today(today));
                    }
                });
                // Typing in one field and then in another makes two steps to take back.
                let rest = dom::Listener::new(&window, "focusin", move |_| {
                    rest.dispatch(Action::Msg(Msg::Rest, String::new()));
                });
                (day, rest)
            });
            move || drop((listeners, day))
        });
    }

    let session = Session::of(&core);
    let keeper = Keeper { view: (*view).clone(), store: props.store.clone() };
    let announcer = {
        let said = said.setter();
        use_callback((), move |sentence: AttrValue, ()| said.set(sentence))
    };
    html! {
        <ContextProvider<Session> context={session}>
            <ContextProvider<Keeper> context={keeper}>
                <ContextProvider<Announcer> context={Announcer(announcer)}>
                    <Shell />
                    <div class="aloud" role="status" aria-live="polite">{ (*said).clone() }</div>
                </ContextProvider<Announcer>>
            </ContextProvider<Keeper>>
        </ContextProvider<Session>>
    }
}

/// Starts the app in the element `#app`, in place of the skeleton that the page came with.
pub fn mount() {
    let Some(root) =
        dom::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("app"))
    else {
        return;
    };
    root.set_inner_html("");
    match (builtin::pack(), clock::today()) {
        (Ok(pack), Some(today)) => {
            let pack = Rc::new(pack);
            let (store, first) = Store::open(pack.clone());
            yew::Renderer::<App>::with_root_and_props(root, AppProps { pack, first, store, today }).render();
        }
        (Err(_), _) => {
            root.set_inner_html("<p>The rule pack of this build can’t be read. It has to be built anew.</p>")
        }
        (_, None) => root.set_inner_html("<p>The clock of this device shows no date that Foreproof can work with.</p>"),
    }
}
