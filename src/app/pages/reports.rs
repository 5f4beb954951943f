//! Reports: one sheet that says where the organisation stands, made to be printed.

use yew::prelude::*;

use super::{necessity, step};
use crate::{
    app::{
        components::{BarsSize, Empty, Link, Page, VerdictMark, apart, bars},
        dom,
        route::Route,
        session::{Session, use_session},
        text,
    },
    report::{Severity, TriggerReport},
    rules::digest,
};

/// How many findings and steps the sheet shows.
const MOST: usize = 5;

/// The sheet.
#[component]
pub fn Reports() -> Html {
    let session = use_session();
    if session.assessment().answers.is_empty() {
        return html! {
            <Page title="Reports">
                <Empty title="Nothing to report yet">
                    <p>{ "Answer the quick check or some requirements, and the sheet writes itself." }</p>
                    <p><Link to={Route::Quick} class="button-first">{ "Start the quick check" }</Link></p>
                </Empty>
            </Page>
        };
    }
    let print = Callback::from(|_: MouseEvent| dom::print());
    html! {
        <Page title="Where we stand" class="reports" above={html! { "For the board, a customer or an auditor, on one sheet" }}
            actions={html! { <button type="button" class="button-first" onclick={print}>{ "Print, or save as PDF" }</button> }}>
            { sheet(&session) }
        </Page>
    }
}

fn sheet(session: &Session) -> Html {
    let (report, assessment) = (&session.report, session.assessment());
    let name = assessment.organisation.name.trim();
    let posture = session.pack.postures().iter().find(|posture| posture.id == report.posture);
    let coverage = report.coverage.first();
    html! {
        <article class="report-sheet">
            <p class="report-head">
                <strong>{ if name.is_empty() { "Our organisation" } else { name } }</strong>
                <span>{ text::date(session.today) }</span>
            </p>
            <p>{ "Control of artificial intelligence by " }{ session.pack.edition() }
                { ": how much of it is backed by dated, fresh evidence, for each event that may ask for it." }</p>
            <dl class="facts">
                <div>
                    <dt>{ "Overall" }</dt>
                    <dd>{ text::percent(report.index_bp.proven) }{ " of 100 backed by evidence, " }{ text::percent(report.index_bp.claimed) }{ " claimed" }</dd>
                </div>
                if let Some(coverage) = coverage {
                    <div>
                        <dt>{ "Requirements in operation" }</dt>
                        <dd>{ text::percent(coverage.coverage_bp) }{ " of 100, with evidence; " }{ coverage.unanswered }{ " unanswered, " }{ coverage.excluded }{ " excluded" }</dd>
                    </div>
                }
                if let Some(posture) = posture {
                    <div><dt>{ "Approach" }</dt><dd>{ &posture.title }</dd></div>
                }
            </dl>
            <h2>{ "If they asked today" }</h2>
            <ul class="rows">{ for report.triggers.iter().map(|trigger| trigger_row(session, trigger)) }</ul>
            <div class="columns">
                <section>
                    <h2>{ "What does not fit together" }</h2>
                    { findings(session) }
                </section>
                <section>
                    <h2>{ "Best next steps" }</h2>
                    <ul>{ for report.steps.iter().take(MOST).map(|one| html! {
                        <li key={&*one.requirement}>{ step::words(session, one) }{ " (" }{ text::days(one.cost) }{ ")" }</li>
                    }) }</ul>
                </section>
            </div>
            { foot(session) }
        </article>
    }
}

fn trigger_row(session: &Session, report: &TriggerReport) -> Html {
    let Some(trigger) = session.pack.trigger(&report.id) else { return Html::default() };
    html! {
        <li key={&*report.id} class="report-trigger">
            <div>
                <strong>{ &trigger.title }</strong>
                <p class="small quiet">{ necessity::line(session, trigger, report) }</p>
            </div>
            { bars::trigger_bars(&session.pack, session.assessment(), report, BarsSize::Row) }
            <div>
                <VerdictMark verdict={report.proven.verdict} />
                if let Some(limiting) = &report.proven.limiting {
                    <p class="small quiet">{ text::limiting(&session.pack, limiting) }</p>
                }
            </div>
        </li>
    }
}

fn findings(session: &Session) -> Html {
    let findings = &session.report.findings;
    let severe = findings.iter().filter(|finding| finding.severity == Severity::High);
    let rest = findings.iter().filter(|finding| finding.severity != Severity::High);
    if findings.is_empty() {
        return html! { <p>{ "Nothing found." }</p> };
    }
    let hidden = findings.len().saturating_sub(MOST);
    html! {
        <>
            <ul>{ for severe.chain(rest).take(MOST).map(|finding| html! {
                <li key={format!("{} {}", finding.kind.name(), finding.path)}>{ apart(&text::said(&finding.message)) }</li>
            }) }</ul>
            if hidden > 0 {
                <p class="small quiet">{ "And " }{ text::count(hidden, "further finding", "further findings") }{ "." }</p>
            }
        </>
    }
}

fn foot(session: &Session) -> Html {
    // Plain data always becomes a document.
    let document = serde_json::to_value(&**session.assessment()).unwrap_or_default();
    html! {
        <footer class="report-foot small">
            <p>{ "Self-assessment, not certification. The evidence was recorded, not examined. Rule pack " }
                { session.pack.id() }{ " " }{ session.pack.version() }{ "." }</p>
            <p class="report-digest">{ "Digest of the assessment: sha256:" }{ digest(&document) }</p>
        </footer>
    }
}
