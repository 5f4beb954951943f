//! The frame around every page: the rail, the header, the bar of a phone.

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use super::{
    components::{Dialog, Icon, Link, icon::Glyph},
    dom,
    notices::Notices,
    parts::Shown,
    place::use_place,
    route::{Place, Route},
    session::{Session, use_announcer, use_keeper, use_session},
    storage::Keeping,
    text,
    version::NewVersion,
};
use crate::{report::Report, update::Msg};

/// The places that a phone shows without asking for more.
const BOTTOM: [Place; 5] = [Place::Overview, Place::Triggers, Place::Requirements, Place::Evidence, Place::Risks];
/// The places behind "more".
const MORE: [Place; 5] = [Place::Plan, Place::Reports, Place::Record, Place::Quick, Place::Aside];

/// The frame.
#[component]
pub fn Shell() -> Html {
    let route = use_place();
    use_navigation_focus(&route);
    use_undo_keys();
    use_score_announcements();
    use_passed_over_announcements();
    let place = route.place();
    let skip = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        dom::focus("#main");
    });
    html! {
        <div class={classes!("shell", (place == Place::Quick).then_some("shell-room"))}>
            <a class="skip" href="#main" onclick={skip}>{ "Skip to the content" }</a>
            if place != Place::Quick {
                <Rail {place} />
            }
            <div class="desk">
                <Top room={place == Place::Quick} />
                <NewVersion />
                <Notices />
                <main id="main" tabindex="-1"><Shown {route} /></main>
                <footer class="foot">{ text::DISCLAIMER }{ ". Everything is computed in your browser; nothing you enter leaves it." }</footer>
            </div>
            if place != Place::Quick {
                <Bottom {place} />
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct PlaceProps {
    place: Place,
}

/// The eight places, on a desktop.
#[component]
fn Rail(props: &PlaceProps) -> Html {
    let session = use_session();
    html! {
        <nav class="rail" aria-label="Places">
            <Link to={Route::Overview} class="brand">{ "Foreproof" }</Link>
            <ul class="rail-places">
                { for Place::RAIL.iter().map(|place| html! {
                    <li key={place.title()}>
                        <Link to={place.route()} current={props.place == *place}>
                            <span>{ place.title() }</span>
                            <span class="rail-count">{ tally(*place, &session) }</span>
                        </Link>
                    </li>
                }) }
            </ul>
            <ul class="rail-aside">
                <li><Link to={Route::Quick}>{ "Quick check" }</Link></li>
                <li><Link to={Route::Method} current={props.place == Place::Aside}>{ "How scores come about" }</Link></li>
            </ul>
            <p class="rail-foot">{ text::DISCLAIMER }</p>
        </nav>
    }
}

/// How much a place holds, in a few characters.
fn tally(place: Place, session: &Session) -> String {
    let assessment = session.assessment();
    let some = |count: usize| if count == 0 { String::new() } else { count.to_string() };
    match place {
        Place::Requirements => {
            let all = session.report.coverage.first();
            all.map(|all| format!("{}/{}", all.total - all.unanswered, all.total)).unwrap_or_default()
        }
        Place::Evidence => some(assessment.evidence.len()),
        Place::Risks => some(assessment.risks.len()),
        _ => String::new(),
    }
}

/// The bar at the bottom of a phone.
#[component]
fn Bottom(props: &PlaceProps) -> Html {
    let open = use_state_eq(|| false);
    let show = {
        let open = open.setter();
        Callback::from(move |_: MouseEvent| open.set(true))
    };
    let hide = {
        let open = open.setter();
        Callback::from(move |()| open.set(false))
    };
    let elsewhere = MORE.contains(&props.place);
    html! {
        <nav class="bottom" aria-label="Places">
            <ul>
                { for BOTTOM.iter().map(|place| html! {
                    <li key={place.title()}>
                        <Link to={place.route()} current={props.place == *place}>
                            <Icon glyph={Glyph::Place(*place)} /><span>{ place.title() }</span>
                        </Link>
                    </li>
                }) }
                <li>
                    <button type="button" onclick={show} class={elsewhere.then_some("bottom-here")} aria-haspopup="dialog">
                        <Icon glyph={Glyph::More} /><span>{ "More" }</span>
                    </button>
                </li>
            </ul>
            <Dialog open={*open} title="More places" onclose={hide.clone()} class="sheet">
                <ul class="sheet-places">
                    { for MORE.iter().map(|place| html! {
                        <li key={place.title()}>
                            <Link to={place.route()} current={props.place == *place} onclick={hide.clone()}>
                                <Icon glyph={Glyph::Place(*place)} /><span>{ place.title() }</span>
                            </Link>
                        </li>
                    }) }
                </ul>
            </Dialog>
        </nav>
    }
}

#[derive(PartialEq, Properties)]
struct TopProps {
    room: bool,
}

/// The header: whose assessment it is, whether it is saved, and a way back.
#[component]
fn Top(props: &TopProps) -> Html {
    let session = use_session();
    let name = session.assessment().organisation.name.clone();
    let words = |change| text::change(change, &session.pack, session.assessment());
    let undo = session.state.undoable().map(words);
    let redo = session.state.redoable().map(words);
    let send = |msg: Msg| {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| session.send(msg.clone()))
    };
    html! {
        <header class="top">
            if props.room {
                <Link to={Route::Overview} class="brand top-brand">{ "Foreproof" }</Link>
            } else {
                <p class="top-name">
                    <Link to={Route::Record}>{ if name.trim().is_empty() { "Your organisation".to_owned() } else { name } }</Link>
                </p>
            }
            <div class="top-tools">
                <Saved />
                <button type="button" class="tool" disabled={undo.is_none()} onclick={send(Msg::Undo)}
                    aria-label={with("Undo", undo.as_deref())} title={with("Undo", undo.as_deref())}>
                    <Icon glyph={Glyph::Undo} /><span class="tool-words">{ with("Undo", undo.as_deref()) }</span>
                </button>
                <button type="button" class="tool" disabled={redo.is_none()} onclick={send(Msg::Redo)}
                    aria-label={with("Redo", redo.as_deref())} title={with("Redo", redo.as_deref())}>
                    <Icon glyph={Glyph::Redo} /><span class="tool-words">{ "Redo" }</span>
                </button>
            </div>
        </header>
    }
}

fn with(verb: &str, what: Option<&str>) -> String {
    what.map_or_else(|| verb.to_owned(), |what| [verb, what].join(" "))
}

/// Whether the work is saved, in words.
#[component]
fn Saved() -> Html {
    let keeper = use_keeper();
    let (class, words) = match &keeper.view.keeping {
        Keeping::Nothing => ("saved", "Nothing to save yet".to_owned()),
        Keeping::Saved(None) => ("saved saved-yes", "Saved in this browser".to_owned()),
        Keeping::Saved(Some(at)) => ("saved saved-yes", ["Saved ", at].concat()),
        Keeping::Pending => ("saved", "Saving…".to_owned()),
        Keeping::Full => ("saved saved-no", "Not saved: storage is full".to_owned()),
        Keeping::Memory(_) => ("saved saved-no", "Not saved".to_owned()),
    };
    let aloud = match &keeper.view.keeping {
        Keeping::Saved(Some(_)) => "Saved",
        Keeping::Full | Keeping::Memory(_) => "Not saved",
        _ => "",
    };
    html! {
        <>
            <span {class} id="saved">{ words }</span>
            <span class="aloud" role="status">{ aloud }</span>
        </>
    }
}

/// On navigation the focus goes to the new page's heading, and the page begins at its top.
#[hook]
fn use_navigation_focus(route: &Route) {
    let first = use_mut_ref(|| true);
    use_effect_with(route.page(), move |_| {
        if !first.replace(false) {
            if let Some(window) = dom::window() {
                window.scroll_to_with_x_and_y(0.0, 0.0);
            }
            dom::focus("main h1");
        }
    });
}

/// Ctrl+Z and Ctrl+Shift+Z, outside text fields: inside, they are the browser's.
#[hook]
fn use_undo_keys() {
    let session = use_session();
    use_effect_with((), move |()| {
        let listener = dom::window().map(|window| {
            dom::Listener::new(&window, "keydown", move |event| {
                let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
                if !(key.ctrl_key() || key.meta_key()) || key.alt_key() || typing(key) {
                    return;
                }
                let msg = match (key.key().as_str(), key.shift_key()) {
                    ("z", false) => Msg::Undo,
                    ("z" | "Z", true) | ("y", false) => Msg::Redo,
                    _ => return,
                };
                key.prevent_default();
                session.send(msg);
            })
        });
        move || drop(listener)
    });
}

fn typing(event: &KeyboardEvent) -> bool {
    const FIELDS: &str = "textarea, select, [contenteditable], input:not([type=checkbox]):not([type=radio])";
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.matches(FIELDS).unwrap_or(false))
}

/// Says aloud what an undo left alone.
#[hook]
fn use_passed_over_announcements() {
    let session = use_session();
    let announce = use_announcer();
    use_effect_with(session.state.clone(), move |state| {
        if state.passed_over() > 0 {
            let left = text::count(state.passed_over(), "value", "values");
            announce.emit([&left, " left as another tab has changed them since."].concat().into());
        }
    });
}

/// Says aloud what a change did to the scores.
#[hook]
fn use_score_announcements() {
    let session = use_session();
    let announce = use_announcer();
    let before = use_mut_ref(|| None::<std::rc::Rc<Report>>);
    use_effect_with(session, move |session| {
        let after = session.report.clone();
        let old = before.replace(Some(after.clone()));
        let Some(old) = old else { return };
        let mut said = Vec::new();
        if old.index_bp.proven.map(|bp| bp.percent()) != after.index_bp.proven.map(|bp| bp.percent()) {
            said.push(match after.index_bp.proven {
                Some(_) => format!("Overall {} of 100, backed by evidence", text::percent(after.index_bp.proven)),
                None => "Overall not assessed".to_owned(),
            });
        }
        let moved =
            after.triggers.iter().zip(&old.triggers).filter(|(new, old)| new.proven.verdict != old.proven.verdict);
        for (trigger, _) in moved.take(3) {
            let title = session.pack.trigger(&trigger.id).map_or("", |trigger| trigger.title.as_str());
            said.push(format!("{title}: {}", text::verdict(trigger.proven.verdict)));
        }
        if !said.is_empty() {
            announce.emit((said.join(". ") + ".").into());
        }
    });
}
