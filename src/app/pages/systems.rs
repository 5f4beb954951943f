//! AI systems: the inventory, each with your role, where it stands, and its impact assessment.

use std::rc::Rc;

use crate::app::place::use_navigator;
use yew::prelude::*;

use super::record::{putting, record_tabs};
use crate::{
    app::{
        components::{Choice, DateField, Empty, Link, Page, SelectField, TextArea, TextField, fields::some_text},
        dom, ids,
        route::Route,
        session::{Session, use_session},
        text,
    },
    assessment::{System, SystemStage},
    units::Id,
    update::Edit,
};

/// Of [`Systems`].
#[derive(PartialEq, Properties)]
pub struct SystemsProps {
    /// The one that is open.
    pub selected: Option<Id>,
}

/// The inventory of AI systems.
#[component]
pub fn Systems(props: &SystemsProps) -> Html {
    let session = use_session();
    let navigator = use_navigator();
    {
        // Whoever comes by a link wants to see what it leads to.
        let selected = props.selected.clone();
        use_effect_with((), move |()| {
            if let Some(id) = selected {
                dom::reveal(&anchor(&id));
            }
        });
    }
    {
        // A system that has just been added wants its name first.
        let systems = &session.assessment().systems;
        let nameless = systems.iter().any(|one| props.selected.as_ref() == Some(&one.id) && one.name.is_empty());
        use_effect_with(props.selected.clone(), move |_| {
            if nameless {
                dom::focus("#system-name");
            }
        });
    }
    let systems = &session.assessment().systems;
    let add = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| {
            let id = ids::fresh("s", session.assessment().systems.iter().map(|system| &system.id));
            let said = session.assessment().organisation.roles.first().cloned();
            let Some(role) = said.or_else(|| session.pack.roles().first().map(|role| role.id.clone())) else { return };
            session.edit(Edit::PutSystem(System {
                id: id.clone(),
                name: String::new(),
                purpose: None,
                role,
                stage: SystemStage::InUse,
                impact_assessed_on: None,
            }));
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Systems(Some(id)));
            }
        })
    };
    let button = |class: &'static str| html! { <button type="button" {class} onclick={add.clone()}>{ "Add an AI system" }</button> };
    html! {
        <Page title="AI systems" tabs={record_tabs(&Route::Systems(None))} actions={ if systems.is_empty() { Html::default() } else { button("button-first") } }
            lead={html! { "What you build, sell or use that learns, predicts or generates. Risks and incidents can name one of them." }}>
            if systems.is_empty() {
                <Empty title="No AI system is on record">
                    <p>{ "Begin with the one that customers meet, then the tools your staff use every day. The first thing an auditor asks for is this list." }</p>
                    { button("button-first") }
                </Empty>
            } else {
                <ul class="rows rec-rows">
                    { for systems.iter().map(|system| row(&session, system, props.selected.as_ref() == Some(&system.id))) }
                </ul>
            }
        </Page>
    }
}

fn anchor(id: &str) -> String {
    ["system-", id].concat()
}

fn row(session: &Session, system: &System, open: bool) -> Html {
    let name = if system.name.trim().is_empty() { "Without a name" } else { &system.name };
    let to = Route::Systems((!open).then(|| system.id.clone()));
    let missing = system.stage != SystemStage::Retired && system.impact_assessed_on.is_none();
    html! {
        <li key={&*system.id} id={anchor(&system.id)} class={open.then_some("rec-open")}>
            <div class="rec-row">
                <Link {to} class="row-link">{ name }</Link>
                <span class="rec-tags">
                    <span>{ text::profile(session.pack.roles(), &system.role) }</span>
                    <span>{ text::stage(system.stage) }</span>
                    { match system.impact_assessed_on {
                        Some(day) => html! { <span>{ "impact assessed " }{ text::short_date(day) }</span> },
                        None if missing => html! { <span class="risk-over">{ "no impact assessment" }</span> },
                        None => Html::default(),
                    } }
                </span>
                if !open { if let Some(purpose) = &system.purpose { <p class="rec-about">{ purpose }</p> } }
            </div>
            if open { { form(session, &Rc::new(system.clone())) } }
        </li>
    }
}

fn form(session: &Session, system: &Rc<System>) -> Html {
    let roles: Vec<Choice> =
        session.pack.roles().iter().map(|role| Choice::new(role.id.clone(), role.title.clone())).collect();
    let stages: Vec<Choice> =
        SystemStage::ALL.iter().map(|stage| Choice::new(stage.name(), text::capital(text::stage(*stage)))).collect();
    let remove = {
        let (session, id) = (session.clone(), system.id.clone());
        Callback::from(move |_: MouseEvent| session.edit(Edit::RemoveSystem(id.clone())))
    };
    let risks = session.assessment().risks.iter().filter(|risk| risk.system.as_ref() == Some(&system.id)).count();
    let future = system.impact_assessed_on.is_some_and(|day| day > session.today);
    html! {
        <div class="rec-form">
            <div class="fields">
                <TextField class="wide" id="system-name" label="Name" value={system.name.clone()}
                    oninput={putting(session, system, true, Edit::PutSystem, |system, name| system.name = name)} />
                <TextArea class="wide" label="What it is for, and what it may not be used for" value={system.purpose.clone().unwrap_or_default()}
                    oninput={putting(session, system, true, Edit::PutSystem, |system, text| system.purpose = some_text(text))} />
                <SelectField label="Your role" choices={roles} value={Some(system.role.clone())}
                    onchange={putting(session, system, false, Edit::PutSystem, |system, id: Option<Id>| if let Some(id) = id { system.role = id })} />
                <SelectField label="Where it stands" choices={stages} value={Some(Id::from(system.stage.name()))}
                    onchange={putting(session, system, false, Edit::PutSystem, |system, id: Option<Id>| {
                        if let Some(stage) = id.and_then(|id| SystemStage::from_name(&id)) { system.stage = stage; }
                    })} />
                <DateField label="Latest impact assessment" value={system.impact_assessed_on}
                    error={future.then_some("That day is still to come, so it does not count yet.")}
                    hint={system.impact_assessed_on.map_or_else(|| "Leave it empty if there was none.".to_owned(), |day| text::capital(&text::distance(session.today, day)))}
                    onchange={putting(session, system, false, Edit::PutSystem, |system, day| system.impact_assessed_on = day)} />
            </div>
            <p class="rec-actions">
                <Link to={Route::Systems(None)} class="button">{ "Done" }</Link>
                <button type="button" class="button-quiet button-danger" onclick={remove}>{ "Remove" }</button>
                <span class="quiet small">
                    { match risks { 0 => "No risk names it.".to_owned(), count => format!("{} it.", text::count(count, "risk names", "risks name")) } }
                </span>
            </p>
        </div>
    }
}
