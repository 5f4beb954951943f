//! The result of the quick check: what would happen, and the three cheapest things to do.

use std::cmp::Reverse;

use yew::prelude::*;

use super::stage::{self, Stage};
use crate::{
    app::{
        components::{Bars, BarsSize, Empty, Link, Page, VerdictMark, bars},
        pages::{file::download_export, necessity, overview, step},
        route::Route,
        session::Session,
        text,
    },
    report::{Limiting, TriggerReport, Verdict},
    rules::Trigger,
    units::sorted,
};

/// How many steps are shown.
const STEPS: usize = 3;

/// Whether it is required of us, and what would happen if they asked today.
pub fn result(session: &Session) -> Html {
    let (pack, report) = (&session.pack, &session.report);
    let questions = pack.quick().len();
    if report.requirements.iter().all(|requirement| requirement.claimed.is_none()) {
        return html! {
            <Page title="No answer yet" class="quick">
                <Empty title="The result needs at least one answer">
                    <p><Link to={Stage::Question(0).route(questions)} class="button-first">{ "Answer the first question" }</Link></p>
                </Empty>
            </Page>
        };
    }
    let copy = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| download_export(&session, false))
    };
    let pairs = report.triggers.iter().filter_map(|trigger| Some((pack.trigger(&trigger.id)?, trigger)));
    let (ours, aside): (Vec<_>, Vec<_>) = pairs.partition(|(_, it)| necessity::set_aside(session, &it.id).is_none());
    let ours = sorted(ours, |a, b| Reverse(a.1.pressure_ppm).cmp(&Reverse(b.1.pressure_ppm)));
    let aside: Vec<&str> = aside.iter().map(|(trigger, _)| trigger.title.as_str()).collect();
    html! {
        <Page title="If they asked today" class="quick quick-result" above={html! { above(session) }}>
            <p class="quick-talk">{ talk(session) }</p>
            <Bars proven={report.index_bp.proven} claimed={report.index_bp.claimed} size={BarsSize::Report}
                sentence={["Overall: ".to_owned(), talk(session)].concat()} />
            { unanswered(session) }
            <section class="part" aria-labelledby="quick-askers">
                <div class="part-head">
                    <h2 id="quick-askers">{ "Who asks, most likely first" }</h2>
                    <span class="legend quiet"><overview::Key /></span>
                </div>
                <ul class="rows">{ for ours.iter().map(|(trigger, report)| row(session, trigger, report)) }</ul>
                if !aside.is_empty() {
                    <p class="small quiet quick-aside">
                        { "Set aside: " }{ aside.join(", ") }{ ". " }
                        <Link to={Stage::Triggers.route(questions)}>{ "Change that" }</Link>
                    </p>
                }
            </section>
            <section class="part" aria-labelledby="quick-steps">
                <div class="part-head"><h2 id="quick-steps">{ "The three cheapest things to do" }</h2></div>
                if report.steps.is_empty() {
                    <p class="part-text">{ "No single step would add to any score." }</p>
                } else {
                    <ol class="rows quick-steps">{ for report.steps.iter().take(STEPS).map(|one| step::row(session, one)) }</ol>
                }
            </section>
            <div class="quick-onwards">
                <Link to={Route::Overview} class="button-first">{ "See everything" }</Link>
                <Link to={Route::Requirements(None)} class="button">{ "Go on to the requirements" }</Link>
                <button type="button" class="button" onclick={copy}>{ "Download a copy" }</button>
            </div>
            <p class="small quiet">
                { "Twelve answers stand in for seventy here, so read it as a first look. As far as we know on the rule pack’s date \
                   no law requires the certificate; those who ask may. Efforts are indicative." }
            </p>
        </Page>
    }
}

fn above(session: &Session) -> Html {
    let name = session.assessment().organisation.name.trim();
    let name = if name.is_empty() { "Your quick check" } else { name };
    html! { <><bdi>{ name }</bdi>{ " · " }{ text::date(session.today) }</> }
}

/// Talk against evidence, in a sentence.
fn talk(session: &Session) -> String {
    let index = &session.report.index_bp;
    let (Some(said), Some(shown)) = (index.claimed, index.proven) else {
        return "Nobody who concerns you weighs what you have answered so far.".to_owned();
    };
    let (said, shown) = (said.percent(), shown.percent());
    let meaning = match said.saturating_sub(shown) {
        _ if said == 0 => "There is little to show yet, and you know it: that is where everybody starts.",
        0..=4 => "What you say, you can show.",
        _ if shown * 2 < said => "Most of it is talk to anybody who asks.",
        _ => "The rest is talk to anybody who asks.",
    };
    format!("You claim {said} of 100 and could back {shown} with evidence. {meaning}")
}

/// The way back to what was skipped.
fn unanswered(session: &Session) -> Html {
    let done = stage::answered(&session.pack, session.assessment());
    let Some(open) = done.iter().position(|done| !done) else { return Html::default() };
    let count = done.iter().filter(|done| **done).count();
    html! {
        <p class="small quick-open">
            { format!("From {count} of {} answers. ", done.len()) }
            <Link to={Stage::Question(open).route(done.len())}>{ "Answer the rest" }</Link>
        </p>
    }
}

fn row(session: &Session, trigger: &Trigger, report: &TriggerReport) -> Html {
    html! {
        <li key={&*report.id} class="quick-asker">
            <div class="quick-asker-head">
                <Link to={Route::Trigger(report.id.clone())} class="row-link">{ &trigger.title }</Link>
                <VerdictMark verdict={report.proven.verdict} />
            </div>
            <p class="small">
                { necessity::line(session, trigger, report) }{ " · " }{ text::pressure(report.pressure_ppm) }{ " likely within a year" }
            </p>
            { bars::trigger_bars(&session.pack, session.assessment(), report, BarsSize::Row) }
            <p class="small quiet">{ held_back(session, trigger, report) }</p>
        </li>
    }
}

/// What limits it; what is missing altogether is said as missing.
fn held_back(session: &Session, trigger: &Trigger, report: &TriggerReport) -> String {
    match (report.proven.verdict, &report.proven.limiting) {
        (Verdict::Blocked, Some(Limiting::Certificate)) => "Blocked: no certificate in force".to_owned(),
        (Verdict::Blocked, Some(limiting)) => ["Blocked by ", &text::limiting(&session.pack, limiting)].concat(),
        _ => text::capital(&overview::limited(session, trigger, report)),
    }
}
