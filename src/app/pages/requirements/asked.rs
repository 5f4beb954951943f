//! What the pack knows about a requirement: what good looks like, who asks for it, what it costs.

use yew::prelude::*;

use super::bench::BenchProps;
use crate::{
    app::{
        components::Link,
        route::Route,
        session::{Session, use_session},
        text,
    },
    rules::{Need, Req, Requirement, RequirementKind, Trigger},
    units::{EvidenceKind, Level},
};

/// What the pack knows.
#[component]
pub fn Asked(props: &BenchProps) -> Html {
    let session = use_session();
    let Some(req) = session.pack.find(&props.id) else { return Html::default() };
    let requirement = session.pack.requirement(req);
    html! {
        <aside class="bench-aside" aria-label="Help with this requirement">
            <div class="bench-part">
                <h4>{ "What good looks like" }</h4>
                <p>{ &requirement.guidance }</p>
                <details class="more">
                    <summary>{ "Examples of evidence" }</summary>
                    { examples(requirement) }
                </details>
            </div>
            <div class="bench-part">
                <h4>{ "Asked for by" }</h4>
                { askers(&session, req) }
                if !requirement.related.is_empty() {
                    <h4>{ if requirement.kind == RequirementKind::Clause { "Controls that belong to it" } else { "Clauses that it serves" } }</h4>
                    <ul class="bench-related">
                        { for requirement.related.iter().map(|id| html! {
                            <li key={&**id}>
                                <Link to={Route::Requirements(Some(id.clone()))}>{ text::requirement(&session.pack, id) }</Link>
                            </li>
                        }) }
                    </ul>
                }
                <h4>{ "Effort from here" }</h4>
                { effort(&session, requirement) }
                <p class="bench-source quiet">
                    { if requirement.documented { "Documented information: stage 1 of an audit looks for it in writing. " } else { "" } }
                    { format!("Id and title printed by {}.", text::count(requirement.agreement as usize, "independent source", "independent sources")) }
                </p>
            </div>
        </aside>
    }
}

fn examples(requirement: &Requirement) -> Html {
    let of_kind = |kind: EvidenceKind| {
        let mut examples = requirement.evidence_examples.iter().filter(move |example| example.kind == kind).peekable();
        examples.peek().is_some().then(|| {
            html! {
                <>
                    <dt>{ text::evidence_kind(kind) }</dt>
                    { for examples.map(|example| html! { <dd>{ &example.text }</dd> }) }
                </>
            }
        })
    };
    html! { <dl class="bench-examples">{ for EvidenceKind::ALL.iter().filter_map(|kind| of_kind(*kind)) }</dl> }
}

/// Who asks for it, by weight; a condition of theirs stands first.
fn askers(session: &Session, req: Req) -> Html {
    let gate = |trigger: &Trigger| {
        trigger.gates.iter().find_map(|gate| match gate.need {
            Need::Level { requirement, at_least } if requirement == req => Some((at_least, gate.when.clone())),
            _ => None,
        })
    };
    let mut askers: Vec<_> = session
        .pack
        .triggers()
        .iter()
        .map(|trigger| (trigger, trigger.weights[req], gate(trigger)))
        .filter(|(_, weight, gate)| *weight > 0 || gate.is_some())
        .collect();
    askers.sort_by_key(|(_, weight, gate)| (gate.is_none(), std::cmp::Reverse(*weight)));
    if askers.is_empty() {
        return html! { <p>{ "None of the eight triggers gives it weight. An auditor still looks at it." }</p> };
    }
    html! {
        <ul class="bench-askers">
            { for askers.into_iter().map(|(trigger, weight, gate)| {
                let aside = session.assessment().triggers.get(&trigger.id).is_some_and(|entry| entry.set_aside.is_some());
                html! {
                    <li key={&*trigger.id} class={aside.then_some("quiet")}>
                        <Link to={Route::Trigger(trigger.id.clone())}>{ &trigger.title }</Link>
                        <span class="bench-weight">{ weight }<span class="aloud">{ " of 10" }</span></span>
                        if let Some((at_least, when)) = gate {
                            { condition(session, trigger, req, at_least, when.as_deref()) }
                        }
                        if aside {
                            <span class="bench-gate">{ "set aside" }</span>
                        }
                    </li>
                }
            }) }
        </ul>
    }
}

/// A condition in words, with whether it holds.
fn condition(session: &Session, trigger: &Trigger, req: Req, at_least: Level, when: Option<&str>) -> Html {
    let on = when.is_none_or(|sign| {
        let entry = session.assessment().triggers.get(&trigger.id);
        entry.is_some_and(|entry| entry.signs.iter().any(|observed| &**observed == sign))
    });
    let id = &session.pack.requirement(req).id;
    let proven = session.report.trigger(&trigger.id).map(|report| &report.proven);
    let unmet = proven.is_some_and(|score| {
        score.unmet.iter().any(
            |unmet| matches!(unmet, crate::report::UnmetGate::Requirement { requirement, .. } if requirement == id),
        )
    });
    let level = text::level(at_least);
    let (class, before, after) = match (on, unmet) {
        (false, _) => ("bench-gate", "becomes a condition with a sign not observed: ", " or higher"),
        (true, true) => ("bench-gate bench-open", "condition, open: ", " or higher, backed"),
        (true, false) => ("bench-gate", "condition, holds: ", " or higher"),
    };
    html! { <span {class}>{ before }{ level }{ after }</span> }
}

/// What each step still to take costs.
fn effort(session: &Session, requirement: &Requirement) -> Html {
    let own = session.assessment().settings.effort.get(&requirement.id);
    let steps = own.unwrap_or(&requirement.effort);
    let claimed = session.report.requirement(&requirement.id).and_then(|report| report.claimed);
    let from = usize::from(claimed.unwrap_or(Level::Absent).digit());
    let ahead = steps.iter().zip(Level::ALL.iter().skip(1)).skip(from);
    let mut sum = 0_u64;
    let steps: Vec<(Level, u64)> = ahead
        .map(|(step, level)| {
            sum += u64::from(*step);
            (*level, sum)
        })
        .collect();
    let proof = text::days(session.pack.proof_effort().into());
    html! {
        <>
            if steps.is_empty() {
                <p>{ "Nothing more to build: you claim the highest level." }</p>
            } else {
                <dl class="bench-effort">
                    { for steps.into_iter().map(|(level, days)| html! {
                        <div key={level.digit()}><dt>{ "to " }{ text::level(level) }</dt><dd>{ text::days(days) }</dd></div>
                    }) }
                </dl>
            }
            <p class="bench-source quiet">
                { format!("{}, plus {proof} to gather the proof. Audits for the two highest levels come on top, once for all.",
                    if own.is_some() { "Your own figures" } else { "Estimates of the pack" }) }
            </p>
        </>
    }
}
