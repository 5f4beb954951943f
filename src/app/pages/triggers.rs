//! Triggers: who asks, how likely, and how you stand before each of them.

mod map;

use yew::prelude::*;

use super::{necessity, overview};
use crate::{
    app::{
        components::{BarsSize, Link, Page, VerdictMark, bars},
        route::Route,
        session::{Session, use_session},
        text,
    },
    report::TriggerReport,
};
use map::PressureMap;

/// The eight triggers and the pressure map.
#[component]
pub fn Triggers() -> Html {
    let session = use_session();
    let lead = "Each of these makes proof compulsory, asks for other things, and is satisfied at another point. \
                Open one to say what you see of it, by when, and what is at stake.";
    html! {
        <Page title="Triggers" class="triggers" {lead}>
            <section aria-labelledby="all-title">
                <div class="part-head">
                    <h2 id="all-title">{ "Who asks" }</h2>
                    <span class="legend quiet"><overview::Key /></span>
                </div>
                <ul class="rows trigger-cards">
                    { for session.report.triggers.iter().map(|trigger| card(&session, trigger)) }
                </ul>
            </section>
            <section class="part" aria-labelledby="map-title">
                <div class="part-head"><h2 id="map-title">{ "Pressure and readiness" }</h2></div>
                <PressureMap session={session.clone()} />
            </section>
        </Page>
    }
}

fn card(session: &Session, report: &TriggerReport) -> Html {
    let Some(trigger) = session.pack.trigger(&report.id) else { return Html::default() };
    let aside = necessity::set_aside(session, &report.id).is_some();
    html! {
        <li key={&*report.id} class={classes!("trigger-card", aside.then_some("trigger-aside"))}>
            <div class="trigger-name">
                <h3><Link to={Route::Trigger(report.id.clone())} class="row-link">{ &trigger.title }</Link></h3>
                <p class="small">{ &trigger.who }</p>
                <p class="small quiet">{ necessity::line(session, trigger, report) }</p>
            </div>
            { bars::trigger_bars(&session.pack, session.assessment(), report, BarsSize::Card) }
            <div class="trigger-verdict">
                <VerdictMark verdict={report.proven.verdict} />
                <p class="small quiet">{ overview::limited(session, trigger, report) }</p>
                <p class="small quiet">{ text::pressure(report.pressure_ppm) }{ " likely within a year" }</p>
            </div>
        </li>
    }
}
