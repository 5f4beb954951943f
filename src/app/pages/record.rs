//! Organisation: who is being assessed. It decides who asks, and how soon.
//!
//! The other pages of Record take their tabs, and their way of changing an entry, from here.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    app::{
        components::{CheckGroup, Choice, Page, RadioGroup, SelectField, Tab, Tabs, TextField},
        route::Route,
        session::{Session, use_session},
    },
    assessment::Organisation,
    rules::ProfileEntry,
    units::Id,
    update::Edit,
};

/// The pages of Record.
pub fn record_tabs(here: &Route) -> Html {
    let tab = |to: Route, words: &'static str| {
        let current = to.page() == here.page();
        html! { <Tab {to} {current}>{ words }</Tab> }
    };
    html! {
        <Tabs label="Record">
            { tab(Route::Record, "Organisation") }
            { tab(Route::Systems(None), "AI systems") }
            { tab(Route::Incidents(None), "Incidents") }
            { tab(Route::Certificate, "Certificate") }
            { tab(Route::History, "History") }
            { tab(Route::File, "File") }
            { tab(Route::Settings, "Settings") }
        </Tabs>
    }
}

/// A callback that changes a copy of an entry and puts it; typing merges with the typing before it.
pub fn putting<E: Clone + 'static, T: 'static>(
    session: &Session,
    entry: &Rc<E>,
    typed: bool,
    edit: fn(E) -> Edit,
    set: fn(&mut E, T),
) -> Callback<T> {
    let (session, entry) = (session.clone(), entry.clone());
    Callback::from(move |value: T| {
        let mut changed = E::clone(&entry);
        set(&mut changed, value);
        let edit = edit(changed);
        if typed { session.typed(edit) } else { session.edit(edit) }
    })
}

/// The name of an entry, or what stands for one that has none.
#[must_use]
pub fn named(name: &str) -> String {
    if name.trim().is_empty() { "Without a name".to_owned() } else { name.to_owned() }
}

/// Who is being assessed.
#[component]
pub fn Record() -> Html {
    let session = use_session();
    let organisation = Rc::new(session.assessment().organisation.clone());
    let pack = &session.pack;
    let plain = |list: &[ProfileEntry]| -> Vec<Choice> {
        list.iter().map(|entry| Choice::new(entry.id.clone(), entry.title.clone())).collect()
    };
    let noted = |list: &[ProfileEntry]| -> Vec<Choice> {
        list.iter().map(|entry| Choice::noted(entry.id.clone(), entry.title.clone(), said(entry))).collect()
    };
    let sector = organisation.sector.as_ref().and_then(|id| pack.sectors().iter().find(|entry| entry.id == *id));
    let statutes: Vec<&ProfileEntry> = pack
        .regions()
        .iter()
        .filter(|entry| entry.statute.is_some() && organisation.regions.contains(&entry.id))
        .collect();
    let put = |set: fn(&mut Organisation, Option<Id>)| putting(&session, &organisation, false, Edit::Organisation, set);
    let lists = |set: fn(&mut Organisation, Vec<Id>)| putting(&session, &organisation, false, Edit::Organisation, set);
    html! {
        <Page title="Organisation" tabs={record_tabs(&Route::Record)}
            lead={html! { "Who is being assessed. Sector, regions, roles and size decide which triggers are likely, and nothing else." }}>
            <div class="fields">
                <TextField class="wide" label="Name" hint="As it should stand on reports." value={organisation.name.clone()}
                    oninput={putting(&session, &organisation, true, Edit::Organisation, |organisation, name| organisation.name = name)} />
                <SelectField class="wide" label="Sector" choices={plain(pack.sectors())} value={organisation.sector.clone()}
                    none="Not said" onchange={put(|organisation, id| organisation.sector = id)} />
                if let Some(note) = sector.and_then(|entry| entry.note.as_ref()) {
                    <p class="wide quiet small rec-note">{ note }</p>
                }
            </div>
            <div class="columns rec-profile">
                <CheckGroup label="Where you do business" choices={noted(pack.regions())} value={organisation.regions.clone()}
                    onchange={lists(|organisation, ids| organisation.regions = ids)} />
                <div>
                    <CheckGroup label="What you do with AI" choices={noted(pack.roles())} value={organisation.roles.clone()}
                        onchange={lists(|organisation, ids| organisation.roles = ids)} />
                    <RadioGroup class="rec-size" label="How many you are" choices={noted(pack.sizes())} value={organisation.size.clone()}
                        none="Not said" onchange={put(|organisation, id| organisation.size = id)} />
                </div>
            </div>
            if !statutes.is_empty() {
                <section class="part" aria-labelledby="rec-law">
                    <div class="part-head"><h2 id="rec-law">{ "What the law says where you are" }</h2></div>
                    <dl class="facts rec-facts">
                        { for statutes.iter().map(|entry| html! {
                            <>
                                <dt>{ &entry.title }</dt>
                                <dd>{ entry.statute.clone().unwrap_or_default() }</dd>
                            </>
                        }) }
                    </dl>
                </section>
            }
        </Page>
    }
}

/// What the pack says of an entry, beside its title.
fn said(entry: &ProfileEntry) -> Option<AttrValue> {
    entry.note.as_ref().or(entry.practice.as_ref()).map(|text| text.clone().into())
}
