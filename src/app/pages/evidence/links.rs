//! What an item supports: a checklist by clause and area, and one click for an audit that covers all.

use std::rc::Rc;

use yew::prelude::*;

use super::editor::put;
use crate::{
    app::{
        components::{Link, TextField},
        dom,
        route::Route,
        session::use_session,
        text,
    },
    assessment::Evidence,
    rules::{Group, Requirement, RequirementKind},
    units::{EvidenceKind, Id},
};

/// How many linked requirements are named before the rest is counted.
const NAMED: usize = 12;

/// Of [`Links`].
#[derive(PartialEq, Properties)]
pub struct LinksProps {
    /// The item.
    pub item: Rc<Evidence>,
}

/// What an item supports.
#[component]
pub fn Links(props: &LinksProps) -> Html {
    let session = use_session();
    let search = use_state_eq(String::new);
    let item = &props.item;
    let words = text::folded(&search);
    let found = |requirement: &Requirement| {
        let there = text::folded(&[&*requirement.id, " ", &requirement.title].concat());
        words.split_whitespace().all(|word| there.contains(word))
    };
    let of_group = |group: &Group| -> Vec<&Requirement> {
        let all = session.pack.requirements().iter().map(|(_, requirement)| requirement);
        all.filter(|requirement| requirement.group == group.id && found(requirement)).collect()
    };
    let groups: Vec<_> = session.pack.groups().iter().map(|group| (group, of_group(group))).collect();
    let none = groups.iter().all(|(_, members)| members.is_empty());
    let oninput = {
        let search = search.setter();
        Callback::from(move |text: String| search.set(text))
    };
    html! {
        <section class="links" aria-label="What it supports">
            <h4>{ "What it supports" }{ " " }<span class="quiet">{ item.requirements.len() }</span></h4>
            <Named ids={item.requirements.clone()} />
            if item.kind >= EvidenceKind::Review {
                <Whole item={item.clone()} />
            }
            <details class="more" open={item.requirements.is_empty()}>
                <summary>{ "Choose requirements" }</summary>
                <TextField label="Find a requirement" kind="search" value={(*search).clone()} {oninput} />
                <div class="links-groups">
                    { for groups.iter().filter(|(_, members)| !members.is_empty()).map(|(group, members)| html! {
                        <fieldset key={&*group.id}>
                            <legend>{ &*group.id }{ " " }{ &group.title }</legend>
                            { for members.iter().map(|requirement| html! {
                                <Pick key={&*requirement.id} item={item.clone()} id={requirement.id.clone()}
                                    title={requirement.title.clone()} />
                            }) }
                        </fieldset>
                    }) }
                </div>
                if none {
                    <p class="quiet">{ "No requirement has these words in its id or title." }</p>
                }
            </details>
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct NamedProps {
    ids: Vec<Id>,
}

/// The requirements it supports, the first of them by name.
#[component]
fn Named(props: &NamedProps) -> Html {
    let session = use_session();
    let rest = props.ids.len().saturating_sub(NAMED);
    if props.ids.is_empty() {
        return html! { <p>{ "Nothing yet, so it backs no level. Choose below what it shows." }</p> };
    }
    html! {
        <ul class="links-named">
            { for props.ids.iter().take(NAMED).map(|id| html! {
                <li key={&**id}>
                    <Link to={Route::Requirements(Some(id.clone()))}>{ text::requirement(&session.pack, id) }</Link>
                </li>
            }) }
            if rest > 0 {
                <li class="quiet">{ format!("and {rest} more, checked below") }</li>
            }
        </ul>
    }
}

/// A whole part of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Clauses,
    Controls,
    All,
}

/// An audit or a certificate covers whole parts at once.
#[component]
fn Whole(props: &LinksProps) -> Html {
    let session = use_session();
    let part = |part: Part, words: &'static str| {
        let (session, item) = (session.clone(), props.item.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            let answers = &session.assessment().answers;
            let within = |requirement: &Requirement| match part {
                Part::Clauses => requirement.kind == RequirementKind::Clause,
                Part::Controls => requirement.kind == RequirementKind::Control,
                Part::All => true,
            };
            let applies = |id: &Id| answers.get(id).is_none_or(|answer| answer.justification().is_none());
            let covered = |requirement: &Requirement| within(requirement) && applies(&requirement.id);
            let all = session.pack.requirements().iter().map(|(_, requirement)| requirement);
            let linked = all.filter(|one| covered(one) || item.requirements.contains(&one.id));
            put(&session, &item, |item| item.requirements = linked.map(|one| one.id.clone()).collect());
        });
        html! { <button type="button" class="button" {onclick}>{ words }</button> }
    };
    let clear = {
        let (session, item) = (session.clone(), props.item.clone());
        Callback::from(move |_: MouseEvent| {
            // The button goes with the links.
            dom::focus(&["[id=\"item-fields-", &item.id, "\"] .links-whole .button"].concat());
            put(&session, &item, |item| item.requirements.clear());
        })
    };
    html! {
        <div class="links-whole" role="group" aria-label="Link to a whole part">
            <span class="small">{ "It covers" }</span>
            { part(Part::All, "everything that applies") }
            { part(Part::Clauses, "all clauses") }
            { part(Part::Controls, "all included controls") }
            if !props.item.requirements.is_empty() {
                <button type="button" class="button-quiet" onclick={clear}>{ "Unlink all" }</button>
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct PickProps {
    item: Rc<Evidence>,
    id: Id,
    title: AttrValue,
}

/// One requirement to link or not.
#[component]
fn Pick(props: &PickProps) -> Html {
    let session = use_session();
    let checked = props.item.requirements.contains(&props.id);
    let onchange = {
        let (item, id) = (props.item.clone(), props.id.clone());
        Callback::from(move |_: Event| {
            // In the order of the standard, whatever the order of the clicks.
            let all = session.pack.requirements().iter().map(|(_, requirement)| &requirement.id);
            let kept = all.filter(|other| if **other == id { !checked } else { item.requirements.contains(other) });
            put(&session, &item, |item| item.requirements = kept.cloned().collect());
        })
    };
    html! {
        <label class="pick">
            <input type="checkbox" {checked} {onchange} />
            <span><span class="quiet">{ &*props.id }</span>{ " " }{ &props.title }</span>
        </label>
    }
}
