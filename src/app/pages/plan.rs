//! Plan: the best next steps, what is due, the actions, and the cheapest route to being ready.

mod actions;
mod due;
mod route;

use yew::prelude::*;

use super::step;
use crate::{
    app::{
        components::{Empty, Link, Page},
        route::Route,
        session::{Session, use_session},
        text,
    },
    units::Id,
};
use actions::Actions;
use route::CheapestRoute;

/// How many single steps are shown before the rest.
const FIRST: usize = 8;

/// Of [`Plan`].
#[derive(PartialEq, Properties)]
pub struct PlanProps {
    /// The action that is open.
    pub selected: Option<Id>,
}

/// What to do next, and what is due.
#[component]
pub fn Plan(props: &PlanProps) -> Html {
    let session = use_session();
    html! {
        <Page title="Plan" class="plan" lead={html! { "What gains most for its effort, what is due, who does what, and the least that gets you ready." }}>
            <div class="columns">
                <section class="part" aria-labelledby="plan-steps">
                    <div class="part-head">
                        <h2 id="plan-steps">{ "Best next steps" }</h2>
                        <span class="quiet">{ "most gain for the effort first" }</span>
                    </div>
                    { steps(&session) }
                </section>
                <section class="part" aria-labelledby="plan-due">
                    <div class="part-head">
                        <h2 id="plan-due">{ "What is due" }</h2>
                        <span class="quiet">{ "overdue, and the next 90 days" }</span>
                    </div>
                    { due::agenda(&session) }
                </section>
            </div>
            <Actions open={props.selected.clone()} />
            <CheapestRoute {session} />
        </Page>
    }
}

fn steps(session: &Session) -> Html {
    let all = &session.report.steps;
    if all.is_empty() {
        return html! {
            <Empty title="Nothing to gain yet">
                <p>{ "A step gains only where a trigger is likely and something is missing. Say which triggers you see coming, then answer the requirements." }</p>
                <p><Link to={Route::Triggers} class="button">{ "See the triggers" }</Link></p>
            </Empty>
        };
    }
    let row = |one| step::row(session, one);
    let rest = all.get(FIRST..).unwrap_or_default();
    html! {
        <>
            <ul class="rows">{ for all.iter().take(FIRST).map(row) }</ul>
            if !rest.is_empty() {
                <details class="more">
                    <summary>{ text::count(rest.len(), "further step", "further steps") }</summary>
                    <ul class="rows">{ for rest.iter().map(row) }</ul>
                </details>
            }
        </>
    }
}
