//! Incidents: what went wrong, what it opens in the management system, and what is done about it.

mod incident;

use crate::app::place::use_navigator;
use yew::prelude::*;

use super::record::record_tabs;
use crate::{
    app::{
        components::{Empty, Link, Page},
        dom, ids,
        route::Route,
        session::{Session, use_session},
        text,
    },
    assessment::{Incident, IncidentStatus},
    rules::Cause,
    units::Id,
    update::Edit,
};
use incident::row;

/// Of [`Incidents`].
#[derive(PartialEq, Properties)]
pub struct IncidentsProps {
    /// The one that is open.
    pub selected: Option<Id>,
}

/// What went wrong, and what was done about it.
#[component]
pub fn Incidents(props: &IncidentsProps) -> Html {
    let session = use_session();
    let navigator = use_navigator();
    {
        let selected = props.selected.clone();
        use_effect_with((), move |()| {
            if let Some(id) = selected {
                dom::reveal(&incident::anchor(&id));
            }
        });
    }
    {
        // An incident that has just been recorded wants its name first.
        let incidents = &session.assessment().incidents;
        let nameless = incidents.iter().any(|one| props.selected.as_ref() == Some(&one.id) && one.title.is_empty());
        use_effect_with(props.selected.clone(), move |_| {
            if nameless {
                dom::focus("#incident-title");
            }
        });
    }
    let incidents = &session.assessment().incidents;
    let add = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| {
            let id = ids::fresh("i", session.assessment().incidents.iter().map(|incident| &incident.id));
            session.edit(Edit::PutIncident(Incident {
                id: id.clone(),
                title: String::new(),
                description: None,
                occurred_on: session.today,
                status: IncidentStatus::Open,
                system: None,
                risk: None,
                action: None,
            }));
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Incidents(Some(id)));
            }
        })
    };
    let button = |class: &'static str| html! { <button type="button" {class} onclick={add.clone()}>{ "Record an incident" }</button> };
    let lead = "What went wrong with an AI system, and what you did about it. A log that is kept is itself evidence.";
    html! {
        <Page title="Incidents" {lead} tabs={record_tabs(&Route::Incidents(None))}
            actions={ if incidents.is_empty() { Html::default() } else { button("button-first") } }>
            { pressure(&session) }
            <section aria-label="Incidents">
                if incidents.is_empty() {
                    <Empty title="No incident is on record">
                        <p>{ "If nothing went wrong, that is worth little until you can say how you would know. When something does, record it here: what it opens follows by itself." }</p>
                        { button("button-first") }
                    </Empty>
                } else {
                    <ul class="rows rec-rows">
                        { for incidents.iter().map(|incident| {
                            row(&session, incident, props.selected.as_ref() == Some(&incident.id))
                        }) }
                    </ul>
                }
            </section>
        </Page>
    }
}

/// What an open incident does to the triggers.
fn pressure(session: &Session) -> Html {
    let open = session.assessment().incidents.iter().filter(|incident| incident.status == IncidentStatus::Open).count();
    let heard = session
        .pack
        .triggers()
        .iter()
        .filter(|trigger| trigger.factors.iter().any(|factor| factor.cause == Cause::OpenIncident));
    let likely: Vec<Html> = heard
        .filter_map(|trigger| {
            let report = session.report.triggers.iter().find(|report| report.id == trigger.id)?;
            Some(html! {
                <span key={&*trigger.id} class="rec-heard">
                    <Link to={Route::Trigger(trigger.id.clone())}>{ &trigger.title }</Link>
                    { " " }{ text::pressure(report.pressure_ppm) }
                </span>
            })
        })
        .collect();
    if open == 0 || likely.is_empty() {
        return Html::default();
    }
    html! {
        <p class="rec-pressure">
            { if open == 1 { "One incident is open. " } else { "Incidents are open. " } }
            { "As long as that is so, those who ask after an incident are more likely to ask you within a year: " }
            { for likely }
        </p>
    }
}
