//! The parts of the program. A first visit loads what every visit needs; the rest arrives when a page
//! of it is first opened.
//!
//! Where the build does not split the program (feature `split`), every part is there from the start.
#![cfg_attr(
    feature = "split",
    allow(unsafe_code, reason = "the macro declares the doors as functions of other modules")
)]

use std::cell::Cell;

use yew::prelude::*;

use super::{components::Page, dom, pages, route::Route, work::Work};

/// What shows the pages of a part.
type Pages = fn(&Route) -> Html;

/// What changes things, if it has arrived.
#[must_use]
pub fn work() -> Option<Work> {
    if cfg!(not(feature = "split")) {
        return doors::built_in_work();
    }
    WORK.with(Cell::get)
}

/// What changes things, once it is there; whether it is. A part that did not arrive can be asked for again.
pub async fn work_arrives() -> bool {
    if work().is_some() {
        return true;
    }
    let Some(arrived) = doors::work_arrives().await else { return false };
    WORK.with(|work| work.set(Some(arrived)));
    true
}

/// A part of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What every visit needs.
    First,
    /// The quick check.
    Check,
    /// Where the work is done.
    Bench,
}

impl Part {
    /// The part that a route is in.
    #[must_use]
    pub const fn of(route: &Route) -> Self {
        match route {
            Route::Overview | Route::NotFound => Self::First,
            Route::Quick | Route::QuickStep(_) => Self::Check,
            _ => Self::Bench,
        }
    }

    const fn slot(self) -> usize {
        match self {
            Self::First => 0,
            Self::Check => 1,
            Self::Bench => 2,
        }
    }

    /// Whether its pages can be shown and used.
    fn ready(self) -> bool {
        self.pages().is_some() && (self == Self::First || work().is_some())
    }

    /// Its pages, if it has arrived.
    fn pages(self) -> Option<Pages> {
        if self == Self::First || cfg!(not(feature = "split")) {
            return Some(self.built_in());
        }
        ARRIVED.with(|arrived| arrived.get(self.slot()).and_then(Cell::get))
    }
}

thread_local! {
    static WORK: Cell<Option<Work>> = const { Cell::new(None) };
    static ARRIVED: [Cell<Option<Pages>>; 3] = const { [Cell::new(None), Cell::new(None), Cell::new(None)] };
}

#[cfg(not(feature = "split"))]
mod doors {
    use super::{Pages, Part, Work, pages};

    pub(super) fn built_in_work() -> Option<Work> {
        Some(Work::new())
    }

    pub(super) async fn work_arrives() -> Option<Work> {
        built_in_work()
    }

    impl Part {
        pub(super) fn built_in(self) -> Pages {
            match self {
                Self::First => pages::first,
                Self::Check => pages::check,
                Self::Bench => pages::bench,
            }
        }

        pub(super) async fn arrive(self) -> bool {
            true
        }
    }
}

#[cfg(feature = "split")]
mod doors {
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    use super::{ARRIVED, Pages, Part, Work, dom, pages};

    #[wasm_split(work, fallible)]
    fn work() -> Result<Work, SplitLoaderError> {
        Ok(Work::new())
    }

    /// Never names the part itself: that would tie it to what a first visit loads.
    pub(super) fn built_in_work() -> Option<Work> {
        None
    }

    pub(super) async fn work_arrives() -> Option<Work> {
        work().await.ok()
    }

    #[wasm_split(check, fallible)]
    fn check() -> Result<Pages, SplitLoaderError> {
        Ok(pages::check as Pages)
    }

    #[wasm_split(bench, fallible)]
    fn bench() -> Result<Pages, SplitLoaderError> {
        Ok(pages::bench as Pages)
    }

    impl Part {
        /// Never names another part than the first: that would tie it to what a first visit loads.
        pub(super) fn built_in(self) -> Pages {
            pages::first
        }

        /// Loads the part; whether it has arrived. A part that did not can be asked for again.
        pub(super) async fn arrive(self) -> bool {
            let pages = match self {
                Self::First => return true,
                Self::Check => check().await,
                Self::Bench => bench().await,
            };
            let Ok(pages) = pages else { return false };
            if !dom::style_sheet_arrives().await {
                return false;
            }
            ARRIVED.with(|arrived| arrived.get(self.slot()).map(|slot| slot.set(Some(pages)))).is_some()
        }
    }
}

/// Of [`Shown`].
#[derive(PartialEq, Properties)]
pub struct ShownProps {
    /// Where we are.
    pub route: Route,
}

/// How it stands with the part of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wait {
    Coming,
    Failed(Part),
    /// And whether its heading takes over the focus.
    Here(bool),
}

/// The page of a route, once its part is there.
#[component]
pub fn Shown(props: &ShownProps) -> Html {
    let part = Part::of(&props.route);
    let wait = use_state_eq(|| Wait::Coming);
    let tries = use_state_eq(|| 0_u32);
    {
        let wait = wait.setter();
        use_effect_with((part, *tries), move |(part, _)| {
            let part = *part;
            if part.ready() {
                return;
            }
            wait.set(Wait::Coming);
            wasm_bindgen_futures::spawn_local(async move {
                // No page on which something can be changed is there before what changes it.
                let here = part.arrive().await && super::parts::work_arrives().await;
                wait.set(if here { Wait::Here(dom::focused("#coming h1")) } else { Wait::Failed(part) });
            });
        });
    }
    use_effect_with(*wait, |wait| {
        if *wait == Wait::Here(true) {
            dom::focus("main h1");
        }
    });
    if let Some(page) = part.pages().filter(|_| part.ready()) {
        return page(&props.route);
    }
    let again = tries.setter();
    let next = *tries + 1;
    let again = Callback::from(move |_: MouseEvent| {
        // The button goes; the heading takes over the focus, and hands it on to that of the page.
        dom::focus("#coming h1");
        again.set(next);
    });
    coming(props.route.place().title(), *wait == Wait::Failed(part), again)
}

/// What stands in for a page whose part is on its way.
fn coming(title: &'static str, failed: bool, again: Callback<MouseEvent>) -> Html {
    html! {
        <div id="coming">
            <Page {title}>
                if failed {
                    <p role="alert">{ "This part of Foreproof did not arrive. Your work is safe in this browser. Check the connection, then try again. If it stays so, the site was updated meanwhile: reload the page." }</p>
                    <p><button type="button" class="button-first" onclick={again}>{ "Try again" }</button></p>
                } else {
                    <p class="coming" role="status">{ "Loading…" }</p>
                }
            </Page>
        </div>
    }
}
