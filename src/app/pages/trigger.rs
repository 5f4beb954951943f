//! One trigger: who asks, how you would fare, and why.

mod gates;
mod known;
mod numbers;
mod required;

use yew::prelude::*;

use super::{missing::Missing, necessity};
use crate::{
    app::{
        components::{BarsSize, Link, Page, VerdictMark, bars},
        route::Route,
        session::{Session, use_session},
        text,
    },
    report::{TriggerReport, Verdict},
    rules::Trigger,
    units::Id,
};
use gates::Gates;
use known::Known;
use numbers::Numbers;
use required::Required;

/// Of [`TriggerPage`].
#[derive(PartialEq, Properties)]
pub struct TriggerProps {
    /// The trigger.
    pub id: Id,
}

/// One trigger.
#[component]
pub fn TriggerPage(props: &TriggerProps) -> Html {
    let session = use_session();
    let found = session.pack.trigger(&props.id).zip(session.report.trigger(&props.id));
    let Some((trigger, report)) = found else {
        return html! { <Missing /> };
    };
    html! {
        <Page title={trigger.title.clone()} class="trigger" lead={trigger.who.clone()}
            above={html! { <Link to={Route::Triggers}>{ "Triggers" }</Link> }}>
            <div class="trigger-standing">
                <div>{ bars::trigger_bars(&session.pack, session.assessment(), report, BarsSize::Report) }{ on_date(&session, report) }</div>
                <div class="trigger-words">
                    <p class="trigger-verdict-line"><VerdictMark verdict={report.proven.verdict} /></p>
                    <p>{ advice(trigger, report.proven.verdict) }</p>
                    { limiting(&session, report) }
                </div>
            </div>
            <div class="columns">
                <Gates id={props.id.clone()} />
                <Required id={props.id.clone()} />
            </div>
            <Known id={props.id.clone()} />
            <section class="part" aria-labelledby="asker-title">
                <div class="part-head"><h2 id="asker-title">{ "What they are after" }</h2></div>
                <dl class="facts part-text">
                    <dt>{ "What sets it off" }</dt><dd>{ &trigger.catalyst }</dd>
                    <dt>{ "If you fail" }</dt><dd>{ &trigger.cost_of_failure }</dd>
                    <dt>{ "Who reads it" }</dt><dd>{ &trigger.audience }</dd>
                </dl>
            </section>
            <Numbers id={props.id.clone()} />
        </Page>
    }
}

/// What the verdict means in front of this asker.
fn advice(trigger: &Trigger, verdict: Verdict) -> String {
    let Some(advice) = &trigger.advice else { return String::new() };
    match verdict {
        Verdict::NotAssessed => &advice.not_assessed,
        Verdict::Blocked => &advice.blocked,
        Verdict::Exposed => &advice.exposed,
        Verdict::Close => &advice.close,
        Verdict::Ready => &advice.ready,
    }
    .clone()
}

/// What costs most, with the way there.
fn limiting(session: &Session, report: &TriggerReport) -> Html {
    let Some(limiting) = &report.proven.limiting else { return Html::default() };
    let words = text::limiting(&session.pack, limiting);
    let opening =
        if report.proven.verdict == Verdict::Blocked { "What stops you first: " } else { "What costs you most: " };
    html! { <p>{ opening }<Link to={gates::place(limiting)}>{ words }</Link>{ "." }</p> }
}

/// How it will stand on the day, if nothing is renewed.
fn on_date(session: &Session, report: &TriggerReport) -> Html {
    let Some(then) = &report.on_date else {
        let past =
            necessity::entry(session, &report.id).and_then(|entry| entry.date).filter(|date| *date < session.today);
        return past.map_or_else(Html::default, |date| {
            html! { <p class="small quiet">{ format!("Its date, {}, has passed: set the next one, or take it away.", text::date(date)) }</p> }
        });
    };
    let lost = report
        .proven
        .headline_bp
        .zip(then.proven.headline_bp)
        .map_or(0, |(now, then)| now.percent().saturating_sub(then.percent()));
    html! {
        <div class="trigger-then">
            <p>
                <strong>{ text::percent(then.proven.headline_bp) }</strong>
                { " on " }{ text::date(then.date) }{ ", " }{ text::distance(session.today, then.date) }{ ": " }
                <VerdictMark verdict={then.proven.verdict} />
            </p>
            <p class="small quiet">
                { if lost == 0 { "Nothing that counts expires until then.".to_owned() }
                  else { format!("{lost} of the points you have today expire until then, if nothing is renewed.") } }
            </p>
        </div>
    }
}
