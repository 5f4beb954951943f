//! Evidence: what can be shown, until when it counts, and for whom.

mod editor;
mod filter;
mod finder;
pub mod freshness;
mod geometry;
mod hash;
mod links;
mod row;
mod standing;
mod timeline;

use std::collections::BTreeSet;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::requirements::opened::{Rows, use_opened};
use crate::{
    app::{
        components::{Empty, Page},
        dom, ids,
        route::Route,
        session::{Session, use_session},
        text,
    },
    assessment::Evidence as Item,
    units::{EvidenceKind, Id},
    update::Edit,
};
use filter::Filter;
use finder::Finder;
use row::{Glance, Row};
use timeline::Timeline;

const ROWS: Rows = Rows { route: Route::Evidence, prefix: "item-" };

/// Of [`Evidence`].
#[derive(PartialEq, Properties)]
pub struct EvidenceProps {
    /// The one that is open.
    pub selected: Option<Id>,
}

/// The order in which the rows were last drawn, and for which search.
#[derive(Default)]
struct Drawn {
    filter: Filter,
    ids: Vec<Id>,
}

/// What you can show, and until when it counts.
#[component]
pub fn Evidence(props: &EvidenceProps) -> Html {
    let session = use_session();
    let filter = use_state_eq(Filter::default);
    let opened = use_opened(&props.selected, ROWS);
    let drawn = use_mut_ref(Drawn::default);
    let onfilter = {
        let filter = filter.setter();
        use_callback((), move |new: Filter, ()| filter.set(new))
    };
    let items = &session.assessment().evidence;
    let add = {
        let (session, pick) = (session.clone(), opened.onpick.clone());
        Callback::from(move |_: MouseEvent| {
            let id = ids::fresh("e", session.assessment().evidence.iter().map(|item| &item.id));
            session.edit(Edit::PutEvidence(blank(&session, id.clone())));
            pick.emit(id.clone());
            // A new item wants its name first: this runs after the row has taken the focus.
            spawn_local(async move { dom::focus(&["[id=\"title-", &id, "\"]"].concat()) });
        })
    };
    let actions =
        html! { <button type="button" class="button-first" onclick={add.clone()}>{ "Add evidence" }</button> };
    if items.is_empty() {
        return html! {
            <Page title="Evidence" class="evidence" lead="What you can show, until when it counts, and for whom.">
                <Empty title="Nothing recorded yet">
                    <p>{ "Start with what you would show first if somebody asked tomorrow: a signed policy, the minutes of the last review, a test report. Only a description is kept here; the file stays where it is." }</p>
                    { actions }
                </Empty>
            </Page>
        };
    }

    let replaced: BTreeSet<&Id> = items.iter().filter_map(|item| item.supersedes.as_ref()).collect();
    let mut shown: Vec<&Item> = items
        .iter()
        .filter(|item| opened.is(&item.id) || filter.admits(&session.pack, session.assessment(), item, session.today))
        .collect();
    {
        // While a row is open the order stands still: a row must not move under the hand that types.
        let mut drawn = drawn.borrow_mut();
        let at = |item: &Item| drawn.ids.iter().position(|id| *id == item.id);
        let same =
            drawn.filter == *filter && shown.len() == drawn.ids.len() && shown.iter().all(|item| at(item).is_some());
        if same && !opened.ids.is_empty() {
            shown.sort_by_key(|item| at(item));
        } else {
            shown.sort_by(|a, b| filter.order(&session.pack, a, b));
        }
        *drawn = Drawn { filter: (*filter).clone(), ids: shown.iter().map(|item| item.id.clone()).collect() };
    }
    html! {
        <Page title="Evidence" class="evidence" lead={lead(&session)} {actions}>
            <Finder filter={(*filter).clone()} shown={shown.len()} total={items.len()} onchange={onfilter.clone()} />
            <ul class="item-rows">
                { for shown.iter().map(|item| {
                    let glance = Glance::of(&session, item, replaced.contains(&item.id));
                    html! { <Row key={&*item.id} {glance} open={opened.is(&item.id)} ontoggle={opened.ontoggle.clone()} /> }
                }) }
            </ul>
            if shown.is_empty() {
                <Empty title="No item fits">
                    <p>{ "Take a word away, or choose something else to show." }</p>
                    <button type="button" class="button" onclick={onfilter.reform(|_: MouseEvent| Filter::default())}>
                        { "Show all" }
                    </button>
                </Empty>
            }
            <Timeline />
        </Page>
    }
}

/// A new item: a record of today that supports nothing yet.
fn blank(session: &Session, id: Id) -> Item {
    Item {
        id,
        title: String::new(),
        kind: EvidenceKind::Record,
        dated: session.today,
        valid_until: None,
        requirements: Vec::new(),
        location: None,
        sha256: None,
        supersedes: None,
        provisional: false,
    }
}

/// How the register stands, in words.
fn lead(session: &Session) -> String {
    let items = &session.assessment().evidence;
    let counting =
        items.iter().filter(|item| freshness::freshness(item, session.today, session.pack.max_age()).counts()).count();
    let unlinked = items.iter().filter(|item| item.requirements.is_empty()).count();
    let mut words = format!("{}, {counting} of which count today.", text::count(items.len(), "item", "items"));
    if unlinked > 0 {
        words.push_str(&format!(" {} nothing yet.", text::count(unlinked, "supports", "support")));
    }
    words
}
