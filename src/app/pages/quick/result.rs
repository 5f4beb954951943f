//! The result of the quick check: what would happen, and the three cheapest things to do.

use std::cmp::Reverse;

use yew::prelude::*;

use crate::{
    app::{
        components::{BarsSize, Empty, Link, Page, VerdictMark, bars},
        notices::download_copy,
        pages::{necessity, step},
        route::Route,
        session::Session,
        text,
    },
    report::TriggerReport,
    units::sorted,
};

/// How many steps are shown.
const STEPS: usize = 3;

/// Whether it is required of us, and what would happen if they asked today.
pub fn result(session: &Session) -> Html {
    let report = &session.report;
    if report.requirements.iter().all(|requirement| requirement.claimed.is_none()) {
        return html! {
            <Page title="No answer yet" class="quick">
                <Empty title="The result needs an answer">
                    <p><Link to={Route::QuickStep(3)} class="button-first">{ "Answer the first question" }</Link></p>
                </Empty>
            </Page>
        };
    }
    let copy = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| download_copy(&session))
    };
    let concerned = report.triggers.iter().filter(|trigger| necessity::set_aside(session, &trigger.id).is_none());
    let by_pressure =
        sorted(concerned.collect(), |a: &&TriggerReport, b| Reverse(a.pressure_ppm).cmp(&Reverse(b.pressure_ppm)));
    html! {
        <Page title="If they asked today" class="quick" above={html! { "Your quick result, self-assessed" }}>
            <p class="quick-lead">{ talk(session) }</p>
            <ul class="rows">{ for by_pressure.iter().map(|trigger| row(session, trigger)) }</ul>
            <section class="part" aria-labelledby="quick-steps">
                <div class="part-head"><h2 id="quick-steps">{ "The three cheapest things to do" }</h2></div>
                <ol class="rows">{ for report.steps.iter().take(STEPS).map(|one| step::row(session, one)) }</ol>
            </section>
            <div class="quick-way">
                <Link to={Route::Overview} class="button-first">{ "See everything" }</Link>
                <Link to={Route::Requirements(None)} class="button">{ "Go on with the full assessment" }</Link>
                <button type="button" class="button" onclick={copy}>{ "Download a copy" }</button>
            </div>
            <p class="small quiet">{ "Twelve answers stand in for seventy here, so read it as a first look. No law requires the certificate as far as we know on the rule pack’s date; those who ask do." }</p>
        </Page>
    }
}

/// Talk against evidence, in a sentence.
fn talk(session: &Session) -> String {
    let index = &session.report.index_bp;
    let (claimed, proven) = (text::percent(index.claimed), text::percent(index.proven));
    match (index.claimed, index.proven) {
        (Some(said), Some(shown)) if said.percent() > shown.percent() + 5 => {
            format!("You say {claimed} of 100, and can show {proven}. The difference is what an asker will call talk.")
        }
        (Some(_), Some(_)) => format!("You say {claimed} of 100, and can show {proven}. What you say, you can show."),
        _ => "None of the triggers that concern you weighs what you answered so far.".to_owned(),
    }
}

fn row(session: &Session, report: &TriggerReport) -> Html {
    let Some(trigger) = session.pack.trigger(&report.id) else { return Html::default() };
    html! {
        <li key={&*report.id} class="quick-result">
            <div class="quick-result-head">
                <Link to={Route::Trigger(report.id.clone())} class="row-link">{ &trigger.title }</Link>
                <VerdictMark verdict={report.proven.verdict} />
            </div>
            { bars::trigger_bars(&session.pack, session.assessment(), report, BarsSize::Row) }
            <p class="small quiet">
                { necessity::line(session, trigger, report) }
                if let Some(limiting) = &report.proven.limiting {
                    { ". Held back by " }{ text::limiting(&session.pack, limiting) }
                }
            </p>
        </li>
    }
}
