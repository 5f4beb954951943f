//! An item of the register as a row: at rest one line, open all its fields.

use yew::prelude::*;

use super::{
    editor::Editor,
    freshness::{self, Freshness, Refusal},
};
use crate::{
    app::{session::Session, text},
    assessment::Evidence,
    units::{EvidenceKind, Id},
};

/// What a row shows at rest. Compared at every change, so that only rows that differ are drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Glance {
    id: Id,
    title: AttrValue,
    kind: EvidenceKind,
    dated: AttrValue,
    age: AttrValue,
    counts: bool,
    freshness: AttrValue,
    refused: AttrValue,
    links: usize,
    provisional: bool,
    replaced: bool,
}

impl Glance {
    /// What the row of an item shows; `replaced` if another took its place.
    #[must_use]
    pub fn of(session: &Session, item: &Evidence, replaced: bool) -> Self {
        let how = freshness::freshness(item, session.today, session.pack.max_age());
        let refusals = freshness::refusals(&session.pack, session.assessment(), item, session.today);
        Self {
            id: item.id.clone(),
            title: item.title.clone().into(),
            kind: item.kind,
            dated: text::short_date(item.dated).into(),
            age: freshness::age(item.dated, session.today).into(),
            counts: how.counts(),
            freshness: counting(session, item, how).into(),
            refused: refused(how, &refusals, replaced).into(),
            links: item.requirements.len(),
            provisional: item.provisional,
            replaced,
        }
    }
}

/// Until when it counts by the default ages, or since when it no longer does.
fn counting(session: &Session, item: &Evidence, how: Freshness) -> String {
    match freshness::ended(item, how, session.pack.max_age()) {
        Some(day) => ["No longer counts since ", &text::short_date(day)].concat(),
        None => text::capital(&freshness::words(how)),
    }
}

/// Who does not accept it, in words. An item that has lapsed, lies ahead or was replaced says it all.
fn refused(how: Freshness, refusals: &[Refusal<'_>], replaced: bool) -> String {
    if replaced || matches!(how, Freshness::Lapsed(_) | Freshness::Ahead) {
        return String::new();
    }
    let today = refusals.iter().filter(|refusal| refusal.on.is_none());
    let today: Vec<String> = today.map(|refusal| refusal.trigger.title.clone()).collect();
    let later = refusals.iter().filter_map(|refusal| refusal.on.map(|day| (refusal, day)));
    let later: Vec<String> =
        later.map(|(refusal, day)| format!("{} on {}", refusal.trigger.title, text::short_date(day))).collect();
    let said = |opening: &str, names: Vec<String>| (!names.is_empty()).then(|| [opening, &names.join(", ")].concat());
    let parts = [said("Too old for ", today), said("Will no longer count for ", later)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(". ")
}

/// Of [`Row`].
#[derive(PartialEq, Properties)]
pub struct RowProps {
    /// What it shows at rest.
    pub glance: Glance,
    /// Whether it is open.
    pub open: bool,
    /// Told of its id, and whether it is to be open.
    pub ontoggle: Callback<(Id, bool)>,
}

/// An item of the register.
#[component]
pub fn Row(props: &RowProps) -> Html {
    let (glance, open) = (&props.glance, props.open);
    let onclick = {
        let id = glance.id.clone();
        props.ontoggle.reform(move |_: MouseEvent| (id.clone(), !open))
    };
    let editor = format!("item-fields-{}", glance.id);
    html! {
        <li id={format!("item-{}", glance.id)}
            class={classes!("item-row", open.then_some("item-row-open"), (!glance.counts).then_some("item-stale"))}>
            <div class="item-head">
                <h3 class="item-name">
                    <button type="button" aria-expanded={open.to_string()} aria-controls={open.then(|| editor.clone())} {onclick}>
                        if glance.title.trim().is_empty() {
                            <span class="quiet">{ "Without a title" }</span>
                        } else {
                            { &glance.title }
                        }
                    </button>
                </h3>
                <p class="item-kind">{ text::evidence_kind(glance.kind) }</p>
                <p class="item-dated">{ &glance.dated }{ " " }<span class="quiet">{ &glance.age }</span></p>
                <p class="item-fresh">{ &glance.freshness }</p>
                <p class="item-links">
                    { if glance.links == 0 { "supports nothing".to_owned() }
                      else { text::count(glance.links, "requirement", "requirements") } }
                </p>
                <p class="item-more">
                    if glance.replaced {
                        <span class="quiet">{ "Replaced by a later item" }</span>
                    }
                    if glance.provisional {
                        <span class="req-provisional">{ "to confirm" }</span>
                    }
                    { &glance.refused }
                </p>
            </div>
            if open {
                <div id={editor} class="item-fields"><Editor id={glance.id.clone()} /></div>
            }
        </li>
    }
}
