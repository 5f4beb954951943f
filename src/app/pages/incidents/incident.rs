//! One incident: its row, its form, and what it opens.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    app::{
        components::{
            Choice, DateField, LevelMark, Link, RadioGroup, SelectField, TextArea, TextField, fields::some_text,
        },
        ids,
        pages::{
            record::{named, putting},
            risks::links::levels,
        },
        place::Navigator,
        route::Route,
        session::Session,
        text,
    },
    assessment::{Action, ActionStatus, Incident, IncidentStatus},
    units::{Date, Id},
    update::Edit,
};

/// What an incident opens: corrective action, reporting to outsiders, telling those concerned.
const OPENS: [(&str, &str); 3] = [
    ("10.2", "Find the cause, correct it, and keep a record of both."),
    ("A.8.3", "Can people outside tell you about adverse effects, and was this told that way?"),
    ("A.8.4", "Who had to be told, by when, and were they?"),
];

/// Where an incident stands on the page.
pub fn anchor(id: &str) -> String {
    ["incident-", id].concat()
}

/// An incident in the list, open or not.
pub fn row(session: &Session, incident: &Incident, open: bool) -> Html {
    let title = named(&incident.title);
    let to = Route::Incidents((!open).then(|| incident.id.clone()));
    let assessment = session.assessment();
    let system = incident.system.as_ref().and_then(|id| assessment.systems.iter().find(|system| system.id == *id));
    let still = incident.status == IncidentStatus::Open;
    html! {
        <li key={&*incident.id} id={anchor(&incident.id)} class={open.then_some("rec-open")}>
            <div class="rec-row">
                <Link {to} class="row-link">{ title }</Link>
                <span class="rec-tags">
                    <span class={still.then_some("risk-over")}>{ text::incident_status(incident.status) }</span>
                    <span>{ text::short_date(incident.occurred_on) }</span>
                    if let Some(system) = system { <span>{ &system.name }</span> }
                    if still && incident.action.is_none() { <span class="risk-over">{ "no action yet" }</span> }
                </span>
                if !open { if let Some(text) = &incident.description { <p class="rec-about">{ text }</p> } }
            </div>
            if open { { form(session, &Rc::new(incident.clone())) } }
        </li>
    }
}

fn form(session: &Session, incident: &Rc<Incident>) -> Html {
    let assessment = session.assessment();
    let systems: Vec<Choice> =
        assessment.systems.iter().map(|system| Choice::new(system.id.clone(), named(&system.name))).collect();
    let risks: Vec<Choice> =
        assessment.risks.iter().map(|risk| Choice::new(risk.id.clone(), named(&risk.title))).collect();
    let actions: Vec<Choice> =
        assessment.actions.iter().map(|action| Choice::new(action.id.clone(), named(&action.title))).collect();
    let statuses: Vec<Choice> = IncidentStatus::ALL
        .iter()
        .map(|status| {
            Choice::new(
                status.name(),
                if *status == IncidentStatus::Open { "Open, still worked on" } else { "Closed, dealt with" },
            )
        })
        .collect();
    let remove = {
        let (session, id) = (session.clone(), incident.id.clone());
        Callback::from(move |_: MouseEvent| session.edit(Edit::RemoveIncident(id.clone())))
    };
    let future = incident.occurred_on > session.today;
    html! {
        <div class="rec-form">
            <div class="fields">
                <TextField id="incident-title" class="wide" label="What happened, in one line" value={incident.title.clone()}
                    oninput={putting(session, incident, true, Edit::PutIncident, |incident, text| incident.title = text)} />
                <TextArea class="wide" label="What happened, to whom, and how you found out" value={incident.description.clone().unwrap_or_default()}
                    oninput={putting(session, incident, true, Edit::PutIncident, |incident, text| incident.description = some_text(text))} />
                <DateField label="On" required=true value={Some(incident.occurred_on)} error={future.then_some("That day is still to come.")}
                    onchange={putting(session, incident, false, Edit::PutIncident, |incident, day: Option<Date>| if let Some(day) = day { incident.occurred_on = day })} />
                if !systems.is_empty() {
                    <SelectField label="AI system" choices={systems} value={incident.system.clone()} none="No single one"
                        onchange={putting(session, incident, false, Edit::PutIncident, |incident, id| incident.system = id)} />
                }
                if !risks.is_empty() {
                    <SelectField label="The risk that came true" choices={risks} value={incident.risk.clone()} none="None on record"
                        onchange={putting(session, incident, false, Edit::PutIncident, |incident, id| incident.risk = id)} />
                }
                if !actions.is_empty() {
                    <SelectField label="Corrective action" choices={actions} value={incident.action.clone()} none="None yet"
                        onchange={putting(session, incident, false, Edit::PutIncident, |incident, id| incident.action = id)} />
                }
                <RadioGroup label="Status" choices={statuses} value={Some(Id::from(incident.status.name()))}
                    onchange={putting(session, incident, false, Edit::PutIncident, |incident, id: Option<Id>| {
                        if let Some(status) = id.and_then(|id| IncidentStatus::from_name(&id)) { incident.status = status; }
                    })} />
            </div>
            { opens(session) }
            <p class="rec-actions">
                <Link to={Route::Incidents(None)} class="button">{ "Done" }</Link>
                if let Some(action) = &incident.action {
                    <Link to={Route::Plan(Some(action.clone()))} class="button">{ "Go to the corrective action" }</Link>
                } else {
                    <button type="button" class="button" onclick={plan(session, incident)}>{ "Plan a corrective action" }</button>
                }
                <button type="button" class="button-quiet button-danger" onclick={remove}>{ "Remove" }</button>
            </p>
        </div>
    }
}

/// Makes an action for the incident and opens it.
fn plan(session: &Session, incident: &Rc<Incident>) -> Callback<MouseEvent> {
    let (session, incident) = (session.clone(), incident.clone());
    Callback::from(move |_: MouseEvent| {
        let id = ids::fresh("a", session.assessment().actions.iter().map(|action| &action.id));
        session.edit(Edit::PutAction(Action {
            id: id.clone(),
            title: String::new(),
            description: None,
            requirement: session.pack.find("10.2").map(|req| session.pack.requirement(req).id.clone()),
            risk: incident.risk.clone(),
            owner: None,
            due_on: session.today.plus_days(30),
            status: ActionStatus::Open,
            done_on: None,
        }));
        let mut incident = Incident::clone(&incident);
        incident.action = Some(id.clone());
        session.edit(Edit::PutIncident(incident));
        Navigator.push(&Route::Plan(Some(id)));
    })
}

/// What an incident opens in the management system, and how well that is backed.
fn opens(session: &Session) -> Html {
    html! {
        <section class="rec-opens" aria-label="What it opens">
            <h3>{ "What it opens" }</h3>
            <ul class="rows">
                { for OPENS.iter().map(|(id, asks)| {
                    let report = session.report.requirements.iter().find(|report| &*report.id == *id);
                    html! {
                        <li key={*id} class="rec-opened">
                            <div>
                                <Link to={Route::Requirements(Some(Id::from(*id)))}>{ text::requirement(&session.pack, id) }</Link>
                                <p class="small quiet">{ asks }</p>
                            </div>
                            if let Some(report) = report {
                                <span class="rec-level">
                                    <LevelMark claimed={report.claimed} proven={report.proven} />
                                    <span>
                                        if report.claimed.is_some() { { levels(report.claimed, report.proven) } }
                                        else { { text::state(report.state) } }
                                    </span>
                                </span>
                            }
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}
