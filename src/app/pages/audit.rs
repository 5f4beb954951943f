//! Audit forecast: what each stage of a certification audit would find today, and the coverage by group.

use yew::prelude::*;

use super::requirements::requirement_tabs;
use crate::{
    app::{
        components::{Link, Page},
        route::{Route, path_to_route},
        session::{Session, use_session},
        text,
    },
    report::{Coverage, Outcome, Shortfall, ShortfallReason, State},
    units::{Id, Level},
};

/// What an auditor would find today.
#[component]
pub fn Audit() -> Html {
    let session = use_session();
    let (stage1, stage2) = (&session.report.stage1, &session.report.stage2);
    html! {
        <Page title="Audit forecast" class="audit" tabs={requirement_tabs(&Route::Audit)}
            lead="What the two stages of a certification audit would find on what you can show today. An auditor examines the evidence itself; we only record it.">
            <div class="columns">
                <section class="part" aria-labelledby="stage1-title">
                    <div class="part-head">
                        <h2 id="stage1-title">{ "Stage 1, documents" }</h2>
                        <span class="quiet">{ text::count(stage1.shortfalls.len(), "shortfall", "shortfalls") }</span>
                    </div>
                    { outcome(stage1.outcome) }
                    <p class="quiet">{ "Everything that must be in writing is there and in force, and each of the 38 controls is decided." }</p>
                    { for ShortfallReason::ALL.iter().map(|reason| shortfalls(&session, *reason, &stage1.shortfalls)) }
                </section>
                <section class="part" aria-labelledby="stage2-title">
                    <div class="part-head">
                        <h2 id="stage2-title">{ "Stage 2, operation" }</h2>
                        <span class="quiet">
                            { text::count(stage2.majors.len(), "major gap", "major gaps") }{ ", " }
                            { text::count(stage2.minors.len(), "minor gap", "minor gaps") }
                        </span>
                    </div>
                    { outcome(stage2.outcome) }
                    <p class="quiet">{ "Every requirement that applies runs, and records show it." }</p>
                    { majors(&session, &stage2.majors) }
                    { list(&session, "Minor: written down, and no fresh record shows that it runs", &stage2.minors) }
                </section>
            </div>
            <section class="part" aria-labelledby="coverage-title">
                <div class="part-head">
                    <h2 id="coverage-title">{ "Coverage" }</h2>
                    <span class="quiet">{ "by the default ages of the pack" }</span>
                </div>
                { coverage(&session) }
            </section>
        </Page>
    }
}

fn outcome(outcome: Outcome) -> Html {
    html! { <p class="audit-outcome">{ text::capital(text::outcome(outcome)) }</p> }
}

/// What falls short for one reason.
fn shortfalls(session: &Session, reason: ShortfallReason, all: &[Shortfall]) -> Html {
    let title = match reason {
        ShortfallReason::DocumentMissing => "Must be in writing, and no document backs it",
        ShortfallReason::Undecided => "Controls without a decision",
        ShortfallReason::Unjustified => "Controls left out without a reason",
    };
    let ids: Vec<Id> = all
        .iter()
        .filter(|shortfall| shortfall.reason == reason)
        .filter_map(|shortfall| match path_to_route(&shortfall.path) {
            Some(Route::Requirements(id)) => id,
            _ => None,
        })
        .collect();
    list(session, title, &ids)
}

/// The majors, those without an answer apart from those that lack proof.
fn majors(session: &Session, ids: &[Id]) -> Html {
    let unanswered = |id: &&Id| session.report.requirement(id).is_some_and(|report| report.state == State::Unanswered);
    let (silent, claimed): (Vec<&Id>, Vec<&Id>) = ids.iter().partition(unanswered);
    let absent = |id: &&&Id| session.report.requirement(id).is_some_and(|report| report.claimed == Some(Level::Absent));
    let (absent, unbacked): (Vec<&Id>, Vec<&Id>) = claimed.iter().partition(absent);
    let owned = |ids: Vec<&Id>| ids.into_iter().cloned().collect::<Vec<Id>>();
    html! {
        <>
            { list(session, "Major: not answered", &owned(silent)) }
            { list(session, "Major: absent", &owned(absent)) }
            { list(session, "Major: claimed, and not even a document in force backs it", &owned(unbacked)) }
        </>
    }
}

fn list(session: &Session, title: &str, ids: &[Id]) -> Html {
    if ids.is_empty() {
        return Html::default();
    }
    html! {
        <div class="audit-group">
            <h3>{ title }{ " " }<span class="quiet">{ ids.len() }</span></h3>
            <ul class="audit-list">
                { for ids.iter().map(|id| html! {
                    <li key={&**id}>
                        <Link to={Route::Requirements(Some(id.clone()))}>{ text::requirement(&session.pack, id) }</Link>
                    </li>
                }) }
            </ul>
        </div>
    }
}

/// How many stand where, overall and by group.
fn coverage(session: &Session) -> Html {
    let levels = || {
        Level::ALL
            .iter()
            .map(|level| html! { <th key={level.digit()} scope="col" class="number">{ text::level(*level) }</th> })
    };
    html! {
        <div class="scroll" tabindex="0" role="group" aria-labelledby="coverage-title">
            <table class="coverage">
                <caption>
                    { "How many requirements stand at each level, claimed and backed. Coverage is the share of those that apply, run and are backed." }
                </caption>
                <colgroup span="1" /><colgroup span="6" /><colgroup span="6" /><colgroup span="3" />
                <thead>
                    <tr>
                        <td></td>
                        <th scope="colgroup" colspan="6">{ "Claimed" }</th>
                        <th scope="colgroup" colspan="6">{ "Backed by evidence" }</th>
                        <td colspan="3"></td>
                    </tr>
                    <tr>
                        <th scope="col">{ "Group" }</th>
                        { for levels() }
                        { for levels() }
                        <th scope="col" class="number">{ "not answered" }</th>
                        <th scope="col" class="number">{ "not applicable" }</th>
                        <th scope="col" class="number">{ "coverage" }</th>
                    </tr>
                </thead>
                <tbody>{ for session.report.coverage.iter().map(|group| row(session, group)) }</tbody>
            </table>
        </div>
    }
}

fn row(session: &Session, group: &Coverage) -> Html {
    let title = session.pack.groups().iter().find(|one| one.id == group.group).map(|one| one.title.as_str());
    let cells = group.claimed.iter().chain(&group.proven).chain([&group.unanswered, &group.excluded]);
    html! {
        <tr key={&*group.group} class={title.is_none().then_some("coverage-all")}>
            <th scope="row">
                if let Some(title) = title {
                    <span class="req-id">{ &*group.group }</span>{ " " }{ title }
                } else {
                    { "All" }
                }
            </th>
            { for cells.enumerate().map(|(place, count)| html! {
                <td key={place} class={classes!("number", (*count == 0).then_some("nought"), (place == 6 || place == 12).then_some("apart"))}>
                    { count }
                </td>
            }) }
            <td class="number"><strong>{ text::percent(group.coverage_bp) }{ group.coverage_bp.map(|_| " %").unwrap_or_default() }</strong></td>
        </tr>
    }
}
