//! History: snapshots of the headlines, and how they have moved.

mod log;
mod trend;

use std::collections::BTreeMap;

use yew::prelude::*;

use super::record::record_tabs;
use log::Log;

use crate::{
    app::{
        clock,
        components::{Empty, Page, TextField},
        ids,
        route::Route,
        session::{Session, use_session},
        text,
    },
    assessment::{Both, PackStamp, Snapshot},
    report::ByMode,
    units::{Bp, Date, Id},
    update::Edit,
};

/// Snapshots and changes.
#[component]
pub fn History() -> Html {
    let session = use_session();
    let name = use_state_eq(String::new);
    let take = {
        let (session, name) = (session.clone(), name.clone());
        Callback::from(move |_: MouseEvent| {
            let given = name.trim();
            let given = if given.is_empty() { text::date(session.today) } else { given.to_owned() };
            session.edit(Edit::PutSnapshot(today(&session, given)));
            name.set(String::new());
        })
    };
    let snapshots = &session.assessment().snapshots;
    let lead = "A snapshot records today’s headlines under a name. It is a fact: later changes leave it as it is.";
    html! {
        <Page title="History" {lead} tabs={record_tabs(&Route::History)}>
            <div class="rec-take">
                <TextField label="Name of the snapshot" value={(*name).clone()} hint="Why now: “Before the internal audit”."
                    oninput={ let name = name.setter(); Callback::from(move |text| name.set(text)) } />
                <button type="button" class="button-first" onclick={take}>{ "Take a snapshot" }</button>
            </div>
            if snapshots.is_empty() {
                <Empty title="No snapshot yet">
                    <p>{ "Take the first one today: progress shows only against something." }</p>
                </Empty>
            } else {
                { chart(&session) }
                { table(&session) }
            }
            <Log />
        </Page>
    }
}

/// Today's headlines as a snapshot.
fn today(session: &Session, name: String) -> Snapshot {
    let report = &session.report;
    let both = |claimed, proven| Both { claimed, proven };
    let headlines = report
        .triggers
        .iter()
        .map(|trigger| (trigger.id.clone(), both(trigger.claimed.headline_bp, trigger.proven.headline_bp)));
    Snapshot {
        id: ids::fresh("snap", session.assessment().snapshots.iter().map(|snapshot| &snapshot.id)),
        name,
        at: clock::now(),
        pack: PackStamp { id: session.pack.id().to_owned(), version: session.pack.version().to_owned() },
        index_bp: both(report.index_bp.claimed, report.index_bp.proven),
        coverage_bp: report.coverage.first().and_then(|all| all.coverage_bp),
        triggers: headlines.collect::<BTreeMap<_, _>>(),
    }
}

/// The day of a snapshot: `at` is a date, or a moment that begins with one.
fn day(snapshot: &Snapshot) -> Option<Date> {
    snapshot.at.get(..10).and_then(Date::parse)
}

/// The snapshots by day; those without one stay in their order at the end.
fn by_day(session: &Session) -> Vec<&Snapshot> {
    let mut all: Vec<&Snapshot> = session.assessment().snapshots.iter().collect();
    all.sort_by_key(|snapshot| (day(snapshot).is_none(), day(snapshot)));
    all
}

fn chart(session: &Session) -> Html {
    let index = |both: &Both| ByMode { claimed: both.claimed, proven: both.proven };
    let dated = by_day(session).into_iter().filter_map(|snapshot| Some((day(snapshot)?, index(&snapshot.index_bp))));
    let points: Vec<(Date, ByMode<Option<Bp>>)> =
        dated.filter(|(day, _)| *day <= session.today).chain([(session.today, session.report.index_bp)]).collect();
    let path = |which: fn(&ByMode<Option<Bp>>) -> Option<Bp>| {
        trend::places(&points.iter().map(|(day, both)| (*day, which(both))).collect::<Vec<_>>())
    };
    let (claimed, backed) = (path(|both| both.claimed), path(|both| both.proven));
    let dots = |places: &[trend::Place], class: &'static str| -> Html {
        places
            .iter()
            .enumerate()
            .map(|(order, place)| {
                html! {
                    <circle key={order} {class} cx={trend::length(place.x)} cy={trend::length(place.y)} r="3.5" />
                }
            })
            .collect()
    };
    let lines = |places: &[trend::Place], class: &'static str| -> Html {
        places
            .windows(2)
            .enumerate()
            .filter_map(|(order, pair)| {
                let [from, to] = pair else { return None };
                Some(html! {
                    <line key={order} {class} x1={trend::length(from.x)} y1={trend::length(from.y)}
                        x2={trend::length(to.x)} y2={trend::length(to.y)} />
                })
            })
            .collect()
    };
    html! {
        <figure class="trend">
            <svg width="100%" height="180" role="img" aria-label="Overall, claimed and backed by evidence, over time. The table below holds the numbers.">
                { for [0_u32, 25, 50, 75, 100].into_iter().map(|at| {
                    let y = trend::length(trend::height(at * 100));
                    html! {
                        <g key={at}>
                            <line class="trend-rule" x1="0" x2="100%" y1={y.clone()} y2={y.clone()} />
                            if at % 50 == 0 { <text x="0" {y} dy="-4">{ at }</text> }
                        </g>
                    }
                }) }
                { lines(&claimed, "trend-claimed") }{ lines(&backed, "trend-backed") }
                { dots(&claimed, "trend-dot-claimed") }{ dots(&backed, "trend-dot") }
            </svg>
            <figcaption class="small quiet">
                <span class="trend-key"><svg width="24" height="8" aria-hidden="true"><path class="trend-backed" d="M0 4H24" /></svg>{ "backed by evidence" }</span>
                <span class="trend-key"><svg width="24" height="8" aria-hidden="true"><path class="trend-claimed" d="M0 4H24" /></svg>{ "claimed" }</span>
                <span>{ "Overall, of 100. The last point is today." }</span>
            </figcaption>
        </figure>
    }
}

fn table(session: &Session) -> Html {
    let mut all = by_day(session);
    all.reverse();
    let now = &session.report;
    let remove = |id: &Id| {
        let (session, id) = (session.clone(), id.clone());
        Callback::from(move |_: MouseEvent| session.edit(Edit::RemoveSnapshot(id.clone())))
    };
    let numbers = |backed: Option<Bp>, claimed: Option<Bp>, coverage: Option<Bp>| {
        html! {
            <>
                <td class="number"><strong>{ text::percent(backed) }</strong></td>
                <td class="number">{ text::percent(claimed) }</td>
                <td class="number">{ coverage.map_or_else(|| "–".to_owned(), |bp| format!("{} %", bp.percent())) }</td>
            </>
        }
    };
    html! {
        <div class="scroll">
            <table class="rec-table">
                <caption>{ "Overall of 100, and the share of requirements that are backed as operating" }</caption>
                <thead><tr>
                    <th scope="col">{ "Snapshot" }</th><th scope="col">{ "Taken" }</th>
                    <th scope="col" class="number">{ "Backed" }</th><th scope="col" class="number">{ "Claimed" }</th>
                    <th scope="col" class="number">{ "Coverage" }</th><th scope="col" class="after-number">{ "Rules" }</th>
                    <th scope="col"><span class="aloud">{ "Remove" }</span></th>
                </tr></thead>
                <tbody>
                    <tr class="rec-now">
                        <th scope="row">{ "Now" }</th><td>{ text::short_date(session.today) }</td>
                        { numbers(now.index_bp.proven, now.index_bp.claimed, now.coverage.first().and_then(|all| all.coverage_bp)) }
                        <td class="after-number">{ session.pack.version() }</td><td></td>
                    </tr>
                    { for all.iter().map(|snapshot| html! {
                        <tr key={&*snapshot.id}>
                            <th scope="row">{ &snapshot.name }</th>
                            <td class="rec-day">{ day(snapshot).map_or_else(|| snapshot.at.clone(), text::short_date) }</td>
                            { numbers(snapshot.index_bp.proven, snapshot.index_bp.claimed, snapshot.coverage_bp) }
                            <td class="after-number">{ &snapshot.pack.version }</td>
                            <td class="number">
                                <button type="button" class="button-quiet" onclick={remove(&snapshot.id)}
                                    aria-label={format!("Remove {}", snapshot.name)}>{ "Remove" }</button>
                            </td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}
