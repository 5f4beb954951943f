//! Every number of a trigger, with where it comes from.

use yew::prelude::*;

use super::gates::PartProps;
use crate::{
    app::{
        components::{LevelMark, Link},
        route::Route,
        session::{Session, use_session},
        text,
    },
    assessment::IncidentStatus,
    engine,
    report::{Score, TriggerReport},
    rules::{Cause, Factor, Trigger},
    units::{Bp, Level, Ppm},
};

/// The numbers and their terms.
#[component]
pub fn Numbers(props: &PartProps) -> Html {
    let session = use_session();
    let terms = use_state_eq(|| false);
    let Some((trigger, report)) = session.pack.trigger(&props.id).zip(session.report.trigger(&props.id)) else {
        return Html::default();
    };
    let toggle = {
        let terms = terms.clone();
        Callback::from(move |_: Event| terms.set(!*terms))
    };
    html! {
        <section class="part" aria-labelledby="numbers-title">
            <div class="part-head"><h2 id="numbers-title">{ "Where the numbers come from" }</h2></div>
            { summary(trigger, report) }
            <details class="more" ontoggle={toggle}>
                <summary>{ "Each requirement’s part in the score" }</summary>
                if *terms {
                    <Terms id={props.id.clone()} />
                }
            </details>
            <details class="more">
                <summary>{ "Why it is this likely" }</summary>
                { pressure(&session, trigger, report) }
            </details>
            <details class="more">
                <summary>{ "Why this asker is scored this way" }</summary>
                { reasons(trigger) }
            </details>
            <details class="more">
                <summary>{ "Sources" }</summary>
                <ul class="rows">
                    { for trigger.sources.iter().filter_map(|id| session.pack.sources().iter().find(|source| source.id == *id)).map(|source| html! {
                        <li key={&*source.id}>
                            <p>{ &source.title }</p>
                            <p class="small quiet">{ source.note.clone().unwrap_or_default() }</p>
                        </li>
                    }) }
                </ul>
            </details>
        </section>
    }
}

fn summary(trigger: &Trigger, report: &TriggerReport) -> Html {
    let row = |name: &str, value: &dyn Fn(&Score) -> Option<Bp>, words: &str| {
        html! {
            <tr>
                <th scope="row">{ name }<p class="small quiet">{ words }</p></th>
                <td class="number">{ hundred(value(&report.proven)) }</td>
                <td class="number">{ hundred(value(&report.claimed)) }</td>
                if let Some(then) = &report.on_date {
                    <td class="number">{ hundred(value(&then.proven)) }</td>
                }
            </tr>
        }
    };
    html! {
        <>
            <div class="scroll">
                <table class="numbers">
                    <caption class="aloud">{ "The scores of this trigger" }</caption>
                    <thead>
                        <tr>
                            <td></td>
                            <th scope="col" class="number">{ "Backed" }</th>
                            <th scope="col" class="number">{ "Claimed" }</th>
                            if let Some(then) = &report.on_date {
                                <th scope="col" class="number">{ "Backed on " }{ text::short_date(then.date) }</th>
                            }
                        </tr>
                    </thead>
                    <tbody>
                        { row("Shown", &|score| score.headline_bp, "The score, held down while a condition is open.") }
                        { row("Score", &|score| score.score_bp, "What is earned of what could be earned.") }
                        { row("At best", &|score| score.best_bp, "If everything not answered yet were assured.") }
                        { row("Answered", &|score| score.answered_bp, "The share of the weight that has an answer.") }
                    </tbody>
                </table>
            </div>
            <dl class="facts numbers-facts">
                <dt>{ "Ready from" }</dt><dd>{ trigger.ready_bp.percent() }</dd>
                <dt>{ "Nearly ready from" }</dt><dd>{ trigger.close_bp.percent() }</dd>
                <dt>{ "Likely within a year" }</dt><dd>{ text::pressure(report.pressure_ppm) }{ ", indicative" }</dd>
                if let Some(exposure) = report.exposure_bp {
                    <dt>{ "Exposure" }</dt><dd>{ exposure.percent() }{ " of 100: how likely, times what is missing" }</dd>
                }
                if let Some(at_risk) = report.at_risk {
                    <dt>{ "At risk" }</dt>
                    <dd>{ text::rough_money(at_risk) }{ ", indicative: your stake times how likely, times what is missing" }</dd>
                }
            </dl>
        </>
    }
}

/// A score with its two decimals.
fn hundred(bp: Option<Bp>) -> String {
    bp.map_or_else(|| "–".to_owned(), |bp| format!("{}.{:02}", bp.get() / 100, bp.get() % 100))
}

/// The terms of the score, computed when they are asked for.
#[component]
fn Terms(props: &PartProps) -> Html {
    let session = use_session();
    let full = engine::assess(&session.pack, session.assessment(), session.today, true);
    let Some(report) = full.trigger(&props.id) else { return Html::default() };
    let (Some(proven), Some(claimed)) = (&report.proven.terms, &report.claimed.terms) else { return Html::default() };
    let mut terms: Vec<_> = proven.iter().zip(claimed).filter(|(term, _)| term.weight > 0).collect();
    // What costs most comes first; equals stay in pack order.
    terms.sort_by_key(|(term, _)| std::cmp::Reverse(u32::from(term.weight) * 100 - term.earned));
    html! {
        <div class="scroll">
            <table class="terms">
                <caption>{ "Weight times credit, what is lost most first. The credit is what this asker gives for a level, in percent." }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "Requirement" }</th>
                        <th scope="col">{ "Claimed and backed" }</th>
                        <th scope="col" class="number">{ "Weight" }</th>
                        <th scope="col" class="number">{ "Credit" }</th>
                        <th scope="col" class="number">{ "Earned" }</th>
                        <th scope="col" class="number">{ "Lost" }</th>
                    </tr>
                </thead>
                <tbody>
                    { for terms.iter().map(|(term, claim)| html! {
                        <tr key={&*term.requirement}>
                            <th scope="row">
                                <Link to={Route::Requirements(Some(term.requirement.clone()))}>
                                    { text::requirement(&session.pack, &term.requirement) }
                                </Link>
                            </th>
                            <td class="terms-level">
                                <LevelMark claimed={claim.level} proven={term.level} />{ " " }
                                <span class="small">{ levels(claim.level, term.level) }</span>
                            </td>
                            <td class="number">{ term.weight }</td>
                            <td class="number">{ term.credit_pct }</td>
                            <td class="number">{ term.earned }</td>
                            <td class="number">{ u32::from(term.weight) * 100 - term.earned }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn levels(claimed: Option<Level>, proven: Option<Level>) -> String {
    match (claimed, proven) {
        (Some(claimed), Some(proven)) if claimed == proven => text::level(claimed).to_owned(),
        (Some(claimed), Some(proven)) => format!("{}, backed {}", text::level(claimed), text::level(proven)),
        _ => "not answered".to_owned(),
    }
}

/// The likelihood, one cause after the other.
fn pressure(session: &Session, trigger: &Trigger, report: &TriggerReport) -> Html {
    let assessment = session.assessment();
    let entry = assessment.triggers.get(&trigger.id);
    if entry.is_some_and(|entry| entry.set_aside.is_some()) {
        return html! { <p>{ "You have set it aside, so it counts as not likely at all." }</p> };
    }
    let dated =
        entry.and_then(|entry| entry.date).is_some_and(|date| (0..=365).contains(&date.days_since(session.today)));
    if dated {
        return html! { <p>{ "You gave it a date within a year, so it counts as certain." }</p> };
    }
    let mut left = Ppm::ONE.less(trigger.base_pct);
    let mut rows = vec![(trigger.base_pct.get(), reason(trigger, "base_pct"), Ppm::ONE.get() - left.get())];
    for factor in trigger.factors.iter().filter(|factor| applies(session, trigger, factor)) {
        left = left.less(factor.pct);
        rows.push((factor.pct.get(), factor.reason.clone(), Ppm::ONE.get() - left.get()));
    }
    html! {
        <div class="scroll">
            <table>
                <caption>{ "Independent causes, any of which suffices. The percentages are the pack author’s judgement." }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "Cause" }</th>
                        <th scope="col" class="number">{ "Alone" }</th>
                        <th scope="col" class="number">{ "With those above" }</th>
                    </tr>
                </thead>
                <tbody>
                    { for rows.iter().enumerate().map(|(place, (pct, why, sum))| html! {
                        <tr key={place}>
                            <td>{ why }</td>
                            <td class="number">{ format!("{pct} %") }</td>
                            <td class="number">{ format!("{} %", sum / 10_000) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
            <p class="small quiet">{ "Together: " }{ text::pressure(report.pressure_ppm) }</p>
        </div>
    }
}

fn applies(session: &Session, trigger: &Trigger, factor: &Factor) -> bool {
    let assessment = session.assessment();
    let organisation = &assessment.organisation;
    match &factor.cause {
        Cause::Sector(id) => organisation.sector.as_ref() == Some(id),
        Cause::Region(id) => organisation.regions.contains(id),
        Cause::Role(id) => organisation.roles.contains(id),
        Cause::Size(id) => organisation.size.as_ref() == Some(id),
        Cause::Sign(id) => assessment.triggers.get(&trigger.id).is_some_and(|entry| entry.signs.contains(id)),
        Cause::OpenIncident => assessment.incidents.iter().any(|incident| incident.status == IncidentStatus::Open),
    }
}

fn reason(trigger: &Trigger, what: &str) -> String {
    trigger.reasons.get(what).cloned().unwrap_or_default()
}

/// The reasons of the numbers that hold for the trigger as a whole.
fn reasons(trigger: &Trigger) -> Html {
    const NAMES: [(&str, &str); 6] = [
        ("base_weight", "Weights"),
        ("credit", "Credit for a level"),
        ("max_age", "Age of evidence"),
        ("ready_bp", "Ready"),
        ("close_bp", "Nearly ready"),
        ("cap_bp", "Held down to"),
    ];
    html! {
        <dl class="facts">
            { for NAMES.iter().map(|(what, name)| html! { <><dt>{ *name }</dt><dd>{ reason(trigger, what) }</dd></> }) }
        </dl>
    }
}
