//! Overview: how things stand, what to do next, and what does not fit together.

mod findings;
mod newcomer;

use yew::prelude::*;

use super::{necessity, step};
use crate::{
    app::{
        components::{Bars, BarsSize, Link, Page, VerdictMark, bars},
        route::Route,
        session::{Session, use_session},
        text,
    },
    report::{TriggerReport, Verdict},
    rules::Trigger,
    units::Bp,
};
use findings::Findings;
use newcomer::Newcomer;

/// How many single steps are shown.
const STEPS: usize = 3;

/// How things stand.
#[component]
pub fn Overview() -> Html {
    let session = use_session();
    let assessment = session.assessment();
    if assessment.answers.is_empty() && assessment.evidence.is_empty() {
        return html! { <Newcomer /> };
    }
    let organisation = &assessment.organisation;
    let name = organisation.name.trim();
    let title = if name.is_empty() { "Overview".to_owned() } else { name.to_owned() };
    html! {
        <Page {title} class="overview" lead={profile_line(&session)}
            above={html! { <>{ "How you stand on " }{ text::date(session.today) }</> }}>
            <Standing session={session.clone()} />
            <section class="part" aria-labelledby="triggers-title">
                <div class="part-head">
                    <h2 id="triggers-title">{ "If they asked today" }</h2>
                    <span class="legend quiet"><Key /></span>
                </div>
                <ul class="rows trigger-rows">
                    { for session.report.triggers.iter().map(|trigger| trigger_row(&session, trigger)) }
                </ul>
            </section>
            <div class="columns">
                <section class="part" aria-labelledby="steps-title">
                    <div class="part-head">
                        <h2 id="steps-title">{ "Best next steps" }</h2>
                        <Link to={Route::Plan(None)}>{ "The whole plan" }</Link>
                    </div>
                    { steps(&session) }
                </section>
                <section class="part" aria-labelledby="approach-title">
                    <div class="part-head"><h2 id="approach-title">{ "Your approach" }</h2></div>
                    { approach(&session) }
                </section>
            </div>
            <section class="part" aria-labelledby="findings-title">
                <div class="part-head">
                    <h2 id="findings-title">{ "What does not fit together" }</h2>
                    <span class="quiet">{ text::count(session.report.findings.len(), "finding", "findings") }</span>
                </div>
                <Findings report={session.report.clone()} />
            </section>
        </Page>
    }
}

fn profile_line(session: &Session) -> Html {
    let (pack, organisation) = (&session.pack, &session.assessment().organisation);
    let sector = organisation.sector.iter().map(|id| text::profile(pack.sectors(), id));
    let regions = organisation.regions.iter().map(|id| text::profile(pack.regions(), id));
    let size = organisation.size.iter().map(|id| text::profile(pack.sizes(), id));
    let words: Vec<String> = sector.chain(size).chain(regions).collect();
    if words.is_empty() {
        html! { <Link to={Route::Record}>{ "Say who you are: sector and region decide who asks" }</Link> }
    } else {
        words.join(" · ").into()
    }
}

#[derive(PartialEq, Properties)]
struct SessionProps {
    session: Session,
}

/// The overall bars, and the one sentence that matters most.
#[component]
fn Standing(props: &SessionProps) -> Html {
    let session = &props.session;
    let index = &session.report.index_bp;
    let sentence = match index.proven {
        Some(_) => format!(
            "Overall {} of 100 backed by evidence, {} claimed",
            text::percent(index.proven),
            text::percent(index.claimed)
        ),
        None => "Overall: not assessed".to_owned(),
    };
    html! {
        <section class="standing" aria-label="Overall">
            <div class="standing-bars">
                <p class="standing-label">{ "Overall, backed by evidence" }</p>
                <Bars proven={index.proven} claimed={index.claimed} {sentence} size={BarsSize::Report} />
                <p class="small quiet">{ gap(index.proven, index.claimed) }</p>
            </div>
            <div class="standing-words">{ worst(session) }</div>
        </section>
    }
}

fn gap(proven: Option<Bp>, claimed: Option<Bp>) -> String {
    match (proven, claimed) {
        (Some(proven), Some(claimed)) => {
            let gap = claimed.percent().saturating_sub(proven.percent());
            if gap == 0 {
                "All that you claim is backed. Each trigger weighs as much as it is likely.".to_owned()
            } else {
                format!("{gap} points are claimed and not backed. Each trigger weighs as much as it is likely.")
            }
        }
        _ => "Nothing that anybody asks about has been answered.".to_owned(),
    }
}

/// The trigger that would hurt most, in words.
fn worst(session: &Session) -> Html {
    let worst = session.report.triggers.iter().filter(|trigger| trigger.exposure_bp.is_some_and(|bp| bp > Bp::ZERO));
    // The first of equals, in pack order.
    let worst = worst.rev().max_by_key(|trigger| trigger.exposure_bp);
    let Some((report, trigger)) = worst.and_then(|report| Some((report, session.pack.trigger(&report.id)?))) else {
        return Html::default();
    };
    let score = &report.proven;
    let limit = score.limiting.as_ref().map(|limiting| text::limiting(&session.pack, limiting));
    html! {
        <>
            <p class="standing-line">
                { &trigger.title }{ " " }
                { match score.verdict {
                    Verdict::Blocked => "stops you at the door.",
                    Verdict::Exposed => "finds you not ready.",
                    Verdict::Close => "finds you nearly ready.",
                    Verdict::Ready => "finds you ready.",
                    Verdict::NotAssessed => "is not assessed.",
                } }
            </p>
            <p>
                { for necessity::day(session, report) }
                if let Some(limit) = limit {
                    { if score.verdict == Verdict::Blocked { "What stops you is " } else { "What costs you most is " } }
                    { limit }{ ". " }
                }
                <Link to={Route::Trigger(report.id.clone())}>{ "See why, and what to do" }</Link>
            </p>
        </>
    }
}

/// What the bars mean, drawn small.
#[component]
pub fn Key() -> Html {
    html! {
        <span class="key">
            <svg width="14" height="10" aria-hidden="true"><rect class="bar-solid" width="14" height="10" /></svg>
            { "backed by evidence" }
            <svg width="14" height="10" aria-hidden="true">
                <path class="key-hatch" d="M0 10L10 0M5 10L14 1M0 5L5 0M10 10L14 6" />
            </svg>
            { "claimed" }
            <svg width="4" height="12" aria-hidden="true"><path class="bar-tick" d="M2 0v12" /></svg>
            { "ready" }
        </span>
    }
}

fn trigger_row(session: &Session, report: &TriggerReport) -> Html {
    let Some(trigger) = session.pack.trigger(&report.id) else { return Html::default() };
    let aside = necessity::set_aside(session, &report.id).is_some();
    html! {
        <li key={&*report.id} class={classes!("trigger-row", aside.then_some("trigger-aside"))}>
            <div class="trigger-name">
                <Link to={Route::Trigger(report.id.clone())} class="row-link">{ &trigger.title }</Link>
                <p class="small quiet">{ necessity::line(session, trigger, report) }</p>
            </div>
            { bars::trigger_bars(&session.pack, session.assessment(), report, BarsSize::Row) }
            <div class="trigger-verdict">
                <VerdictMark verdict={report.proven.verdict} />
                <p class="small quiet">{ limited(session, trigger, report) }</p>
            </div>
        </li>
    }
}

/// What limits a trigger, in a few words.
pub fn limited(session: &Session, trigger: &Trigger, report: &TriggerReport) -> String {
    let score = &report.proven;
    match (score.verdict, &score.limiting) {
        (Verdict::NotAssessed, _) => "nothing that counts here is answered".to_owned(),
        (Verdict::Blocked, Some(limiting)) => ["by ", &text::limiting(&session.pack, limiting)].concat(),
        (Verdict::Ready, _) if report.proven_on_its_day().verdict < Verdict::Ready => {
            ["not on the day: ", text::verdict(report.proven_on_its_day().verdict)].concat()
        }
        (Verdict::Ready, _) => format!("above {}", trigger.ready_bp.percent()),
        (_, Some(limiting)) => ["limited by ", &text::limiting(&session.pack, limiting)].concat(),
        (_, None) => String::new(),
    }
}

fn steps(session: &Session) -> Html {
    if session.report.steps.is_empty() {
        return html! { <p class="part-text">{ "No single step would add to any score." }</p> };
    }
    html! {
        <ol class="rows">
            { for session.report.steps.iter().take(STEPS).map(|step| step::row(session, step)) }
        </ol>
    }
}

fn approach(session: &Session) -> Html {
    let report = &session.report;
    let posture = session.pack.postures().iter().find(|posture| posture.id == report.posture);
    html! {
        <>
            if let Some(posture) = posture {
                <p class="approach-title">{ &posture.title }</p>
                <p>{ &posture.resulting_risk }</p>
            }
            if let Some(all) = report.coverage.first() {
                <p class="approach-cover small">
                    { covered(all.proven.iter().skip(3).sum(), all.total - all.excluded) }{ " " }
                    <span class="quiet">
                        { format!("{} not answered, {} not applicable.", all.unanswered, all.excluded) }
                    </span>{ " " }
                    <Link to={Route::Audit}>{ "What an auditor would find" }</Link>
                </p>
            }
        </>
    }
}

fn covered(running: u32, applicable: u32) -> String {
    format!("{running} of {applicable} applicable requirements run and are backed.")
}
