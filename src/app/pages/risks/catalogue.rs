//! The starter catalogue: risks by name, to be taken into the register with the controls that act on
//! them.

use std::{collections::BTreeSet, rc::Rc};

use yew::prelude::*;

use super::{new_risk, tabs};
use crate::{
    app::{
        components::{Choice, Empty, Link, Page, SelectField, TextField},
        route::Route,
        session::{use_announcer, use_session},
        text,
    },
    assessment::Assessment,
    rules::{CatalogueRisk, RulePack, Source},
    units::Id,
    update::Edit,
};

/// The starter catalogue.
#[component]
pub fn Catalogue() -> Html {
    let session = use_session();
    let announce = use_announcer();
    let words = use_state_eq(String::new);
    let category = use_state_eq(|| None::<Id>);
    let ticked = use_state_eq(|| Rc::new(BTreeSet::<Id>::new()));
    let added = use_state_eq(|| 0_usize);
    let pack = &session.pack;
    let tick = {
        let ticked = ticked.clone();
        Callback::from(move |id: Id| {
            let mut now = BTreeSet::clone(&ticked);
            if !now.remove(&id) {
                now.insert(id);
            }
            ticked.set(Rc::new(now));
        })
    };
    let add = {
        let (session, ticked, added) = (session.clone(), ticked.clone(), added.setter());
        Callback::from(move |_: MouseEvent| {
            let taken = session
                .pack
                .catalogue()
                .iter()
                .filter(|risk| ticked.contains(&risk.id) && !is_there(session.assessment(), risk));
            let risks: Vec<_> = taken
                .map(|risk| {
                    new_risk(
                        risk.id.clone(),
                        risk.title.clone(),
                        risk.category.clone(),
                        risk.description.clone(),
                        risk.links.clone(),
                    )
                })
                .collect();
            added.set(risks.len());
            announce.emit(text::count(risks.len(), "risk added to the register", "risks added to the register").into());
            session.edit(Edit::AddRisks(risks));
            ticked.set(Rc::default());
        })
    };
    let wanted = words.trim().to_lowercase();
    let fits = |risk: &CatalogueRisk| {
        category.as_ref().is_none_or(|id| risk.category == *id)
            && (wanted.is_empty()
                || risk.title.to_lowercase().contains(&wanted)
                || risk.description.as_ref().is_some_and(|text| text.to_lowercase().contains(&wanted)))
    };
    let shown: Vec<&CatalogueRisk> = pack.catalogue().iter().filter(|risk| fits(risk)).collect();
    let categories: Vec<Choice> =
        pack.categories().iter().map(|group| Choice::new(group.id.clone(), group.title.clone())).collect();
    let lead = html! {
        <>{ format!("{} risks by name from three public catalogues, each with the controls that we suggest against it. ", pack.catalogue().len()) }
        { "Take those that concern you; then grade them." }</>
    };
    html! {
        <Page title="Starter catalogue" {lead} tabs={tabs(&Route::RiskCatalogue)}>
            <div class="risk-filters" role="search" aria-label="Catalogue">
                <TextField label="Search" kind="search" value={(*words).clone()}
                    oninput={ let words = words.setter(); Callback::from(move |text| words.set(text)) } />
                <SelectField label="Category" choices={categories} value={(*category).clone()} none="All"
                    onchange={ let category = category.setter(); Callback::from(move |id| category.set(id)) } />
            </div>
            if shown.is_empty() {
                <Empty title="Nothing in the catalogue fits">
                    <p>{ "Try another word, or write the risk down yourself." }</p>
                    <Link to={Route::Risks(None)} class="button">{ "To the register" }</Link>
                </Empty>
            }
            { for pack.categories().iter().filter_map(|group| {
                let of_group: Vec<&CatalogueRisk> = shown.iter().copied().filter(|risk| risk.category == group.id).collect();
                (!of_group.is_empty()).then(|| html! {
                    <section key={&*group.id} class="part cat-part" aria-label={group.title.clone()}>
                        <div class="part-head"><h2>{ &group.title }</h2><span class="quiet">{ of_group.len() }</span></div>
                        <ul class="rows cat-rows">
                            { for of_group.iter().map(|risk| html! {
                                <Entry key={&*risk.id} id={risk.id.clone()} ticked={ticked.contains(&risk.id)}
                                    there={is_there(session.assessment(), risk)} pack={Pack(pack.clone())} ontick={tick.clone()} />
                            }) }
                        </ul>
                    </section>
                })
            }) }
            <div class="cat-bar">
                <span aria-live="polite">
                    { match (ticked.len(), *added) {
                        (0, 0) => "Tick what concerns you.".to_owned(),
                        (0, added) => format!("{} to the register.", text::count(added, "risk added", "risks added")),
                        (ticked, _) => format!("{ticked} ticked"),
                    } }
                </span>
                if ticked.is_empty() && *added > 0 {
                    <Link to={Route::Risks(None)}>{ "Grade them in the register" }</Link>
                }
                <button type="button" class="button-first" onclick={add} disabled={ticked.is_empty()}>{ "Add to the register" }</button>
            </div>
        </Page>
    }
}

/// A source by its short name: what stands before the first comma.
fn short(source: &Source) -> &str {
    source.title.split_once(',').map_or(&source.title, |(name, _)| name)
}

/// Whether the register holds it: taken from here, or under the same name.
fn is_there(assessment: &Assessment, risk: &CatalogueRisk) -> bool {
    assessment.risks.iter().any(|there| there.id == risk.id || there.title == risk.title)
}

/// The pack, compared by where it lies.
#[derive(Clone)]
struct Pack(Rc<RulePack>);

impl PartialEq for Pack {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(PartialEq, Properties)]
struct EntryProps {
    id: Id,
    ticked: bool,
    there: bool,
    pack: Pack,
    ontick: Callback<Id>,
}

#[component]
fn Entry(props: &EntryProps) -> Html {
    let pack = &props.pack.0;
    let Some(risk) = pack.catalogue().iter().find(|risk| risk.id == props.id) else { return Html::default() };
    let source = |id: &Id| pack.sources().iter().find(|source| source.id == *id).map(short);
    let sources: Vec<&str> = risk.sources.iter().filter_map(source).collect();
    let controls: Vec<&str> = risk.links.iter().map(|link| &*link.requirement).collect();
    let id = props.id.clone();
    html! {
        <li>
            <label class="pick">
                <input type="checkbox" checked={props.ticked || props.there} disabled={props.there}
                    onchange={props.ontick.reform(move |_: Event| id.clone())} />
                <span>
                    <span class="cat-title">{ &risk.title }</span>
                    if props.there { <span class="cat-there">{ "in your register" }</span> }
                    if let Some(description) = &risk.description { <span class="cat-text">{ description }</span> }
                    <span class="pick-note">
                        { "Suggested against it: " }{ controls.join(", ") }{ ". " }{ sources.join(", ") }
                    </span>
                </span>
            </label>
        </li>
    }
}
