//! The cheapest route: choose triggers, and see the least that gets you ready for all of them.

use std::collections::BTreeSet;

use yew::prelude::*;

use crate::{
    app::{
        components::{CheckGroup, Choice, Link},
        route::Route as Place,
        session::Session,
        text,
    },
    report::Necessity,
    route::{NODE_BUDGET, Outcome, Outside, OutsideWhat, Route, RouteStep, route},
    rules::RulePack,
    units::{Id, Level},
};

/// Of [`CheapestRoute`].
#[derive(PartialEq, Properties)]
pub struct CheapestRouteProps {
    /// What the route is for.
    pub session: Session,
}

/// The cheapest route for chosen triggers, computed when asked for.
#[component]
pub fn CheapestRoute(props: &CheapestRouteProps) -> Html {
    let session = &props.session;
    let chosen = use_state(|| None::<Vec<Id>>);
    let found = use_state(|| None::<(Route, Vec<Id>)>);
    let picked = chosen.as_ref().cloned().unwrap_or_else(|| asked_of_us(session));
    let choices: Vec<Choice> =
        session.pack.triggers().iter().map(|trigger| Choice::new(trigger.id.clone(), trigger.title.clone())).collect();
    let onchange = {
        let chosen = chosen.clone();
        Callback::from(move |ids| chosen.set(Some(ids)))
    };
    let compute = {
        let (session, picked, found) = (session.clone(), picked.clone(), found.clone());
        Callback::from(move |_: MouseEvent| {
            let answer = route(&session.pack, session.assessment(), session.today, &picked, NODE_BUDGET);
            found.set(Some((answer, picked.clone())));
        })
    };
    html! {
        <section class="part" aria-labelledby="plan-route">
            <div class="part-head">
                <h2 id="plan-route">{ "The cheapest route" }</h2>
                <span class="quiet">{ "each trigger on its own day, audits bought once" }</span>
            </div>
            <div class="plan-ask">
                <CheckGroup label="Ready for" {choices} value={picked.clone()} {onchange} />
                <button type="button" class="button-first" disabled={picked.is_empty()} onclick={compute}>
                    { "Find the cheapest route" }
                </button>
            </div>
            <div aria-live="polite">
                if let Some((answer, triggers)) = &*found {
                    { shown(session, answer, triggers) }
                }
            </div>
        </section>
    }
}

/// The triggers that are required or expected and not set aside; all of them if none is.
fn asked_of_us(session: &Session) -> Vec<Id> {
    let reports = session.report.triggers.iter();
    let asked = reports.filter(|trigger| trigger.necessity != Necessity::Voluntary && trigger.pressure_ppm.get() > 0);
    asked.map(|trigger| trigger.id.clone()).collect()
}

fn shown(session: &Session, answer: &Route, triggers: &[Id]) -> Html {
    let pack = &session.pack;
    let names: Vec<String> =
        triggers.iter().filter_map(|id| pack.trigger(id)).map(|trigger| trigger.title.clone()).collect();
    let sure = match answer.outcome {
        Outcome::Optimal => "No cheaper route exists: that is proven.".to_owned(),
        Outcome::Bounded => format!(
            "The best found. No route costs less than {}, so it is at most {} above the least.",
            text::days(answer.bound),
            text::days(answer.cost.saturating_sub(answer.bound))
        ),
    };
    html! {
        <div class="plan-answer">
            if answer.steps.is_empty() {
                <p class="plan-figure">{ "Nothing to do" }</p>
                <p>{ "What you have gets you ready for: " }{ names.join(", ") }{ "." }</p>
            } else {
                <p class="plan-figure">
                    { text::days(answer.cost) }
                    <span class="quiet">{ " in " }{ text::count(answer.steps.len(), "step", "steps") }</span>
                </p>
                <p>{ "Gets you ready for: " }{ names.join(", ") }{ ". " }{ sure }</p>
                if answer.shared > 0 {
                    <p class="small quiet">{ text::days(answer.shared) }{ " of it is the audit, bought once for all steps that need it." }</p>
                }
                { by_group(pack, &answer.steps) }
                <p class="small quiet">{ "The figures are those of the moment you asked. Efforts are estimates; set your own under Record, settings." }</p>
            }
            { outside(pack, &answer.outside) }
        </div>
    }
}

fn by_group(pack: &RulePack, steps: &[RouteStep]) -> Html {
    let group_of = |step: &RouteStep| pack.find(&step.requirement).map(|req| pack.requirement(req).group.clone());
    let present: BTreeSet<Id> = steps.iter().filter_map(group_of).collect();
    let group = |group: &crate::rules::Group| {
        let rows = steps.iter().filter(|step| group_of(step).as_ref() == Some(&group.id));
        html! {
            <section key={&*group.id} class="plan-group">
                <h3>{ &*group.id }{ " " }{ &group.title }</h3>
                <ul class="rows">{ for rows.map(|step| step_row(pack, step)) }</ul>
            </section>
        }
    };
    html! {
        <div class="columns">{ for pack.groups().iter().filter(|group| present.contains(&group.id)).map(group) }</div>
    }
}

fn step_row(pack: &RulePack, step: &RouteStep) -> Html {
    let word = |digit: u8| Level::new(digit.into()).map_or("", text::level);
    let way = if step.level <= step.from {
        format!("add evidence for {}", word(step.level))
    } else {
        format!("{} to {}, with evidence", word(step.from), word(step.level))
    };
    html! {
        <li key={&*step.requirement} class="plan-step">
            <Link to={Place::Requirements(Some(step.requirement.clone()))} class="row-link">
                { text::requirement(pack, &step.requirement) }
            </Link>
            <span class="small quiet">{ way }{ " · " }{ text::days(step.cost) }</span>
        </li>
    }
}

fn outside(pack: &RulePack, outside: &[Outside]) -> Html {
    if outside.is_empty() {
        return Html::default();
    }
    let row = |one: &Outside| {
        let trigger = pack.trigger(&one.trigger).map_or("", |trigger| &trigger.title);
        let words = match &one.what {
            OutsideWhat::NoScore => "nothing weighs in it, so it has no score".to_owned(),
            OutsideWhat::Certificate => "asks for a certificate in force on its day".to_owned(),
            OutsideWhat::Excluded { requirement, .. } => {
                format!("asks for {}, which you exclude", text::requirement(pack, requirement))
            }
        };
        html! { <li key={format!("{} {words}", one.trigger)}>{ trigger }{ ": " }{ words }</li> }
    };
    html! {
        <div class="caution">
            <p>{ "No step brings these about; the route counts without them:" }</p>
            <ul>{ for outside.iter().map(row) }</ul>
        </div>
    }
}
