//! The conditions of a trigger: what must hold before anything is scored.

use yew::prelude::*;

use crate::{
    app::{
        components::{Link, bars},
        route::Route,
        session::{Session, use_session},
        text,
    },
    report::{Limiting, Score, UnmetGate},
    rules::{Gate, Need},
    units::{Id, Level},
};

/// Of [`Gates`] and the other parts of the page.
#[derive(PartialEq, Properties)]
pub struct PartProps {
    /// The trigger.
    pub id: Id,
}

/// The place where what limits a score can be mended.
#[must_use]
pub fn place(limiting: &Limiting) -> Route {
    match limiting {
        Limiting::Certificate => Route::Certificate,
        Limiting::Requirement(id) => Route::Requirements(Some(id.clone())),
    }
}

/// The conditions that are on, each with whether it holds.
#[component]
pub fn Gates(props: &PartProps) -> Html {
    let session = use_session();
    let Some((trigger, report)) = session.pack.trigger(&props.id).zip(session.report.trigger(&props.id)) else {
        return Html::default();
    };
    let today = bars::gates_of(trigger, session.assessment(), &session.pack, &report.proven);
    let open = today.iter().filter(|(_, met)| !met).count();
    let off = trigger.gates.len() - today.len();
    html! {
        <section class="part" aria-labelledby="gates-title">
            <div class="part-head">
                <h2 id="gates-title">{ "Conditions" }</h2>
                <span class="quiet">{ format!("{open} of {} open", today.len()) }</span>
            </div>
            if today.is_empty() {
                <p class="part-text">{ "This asker has no condition that stops you outright. The score decides." }</p>
            } else {
                <ul class="rows">
                    { for today.iter().enumerate().map(|(place, (gate, met))| {
                        let then = report.on_date.as_ref().map(|then| &then.proven);
                        row(&session, place, gate, *met, &report.proven, then)
                    }) }
                </ul>
            }
            if open > 0 {
                <p class="small quiet part-note">
                    { format!("While one is open, the score shows no more than {}.", trigger.cap_bp.percent()) }
                </p>
            }
            if off > 0 {
                <p class="small quiet part-note">
                    { text::count(off, "more comes on with a sign that you have not observed.", "more come on with signs that you have not observed.") }
                </p>
            }
        </section>
    }
}

fn row(session: &Session, place: usize, gate: &Gate, met: bool, now: &Score, then: Option<&Score>) -> Html {
    let pack = &session.pack;
    let (to, words, limiting) = match gate.need {
        Need::Certificate => (Route::Certificate, "A certificate in force".to_owned(), Limiting::Certificate),
        Need::Level { requirement, at_least } => {
            let id = pack.requirement(requirement).id.clone();
            let words = format!("{}, {} or higher", text::requirement(pack, &id), text::level(at_least));
            (Route::Requirements(Some(id.clone())), words, Limiting::Requirement(id))
        }
    };
    let lost = met && then.is_some_and(|score| unmet(score, &limiting).is_some());
    html! {
        <li key={place} class="gate">
            <svg class="gate-sign" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
                if met {
                    <rect class="gate-met" x="2" y="2" width="12" height="12" />
                    <path class="gate-tick" d="M4.5 8l2.5 2.5 4.5-5" />
                } else {
                    <path class="gate-open" d="M2 2h12v12h-12zM2 8h12" />
                }
            </svg>
            <div>
                <p>
                    <Link to={to}>{ words }</Link>{ " " }
                    <span class={if met { "quiet" } else { "v-blocked" }}>{ state(session, &limiting, met, now) }</span>
                </p>
                <p class="small">{ &gate.text }</p>
                if lost {
                    <p class="small v-blocked">{ "It holds today and no longer on the day: what backs it expires." }</p>
                }
            </div>
        </li>
    }
}

/// The gate's entry among those that don't hold.
fn unmet<'a>(score: &'a Score, limiting: &Limiting) -> Option<&'a UnmetGate> {
    score.unmet.iter().find(|unmet| match (unmet, limiting) {
        (UnmetGate::Certificate, Limiting::Certificate) => true,
        (UnmetGate::Requirement { requirement, .. }, Limiting::Requirement(id)) => requirement == id,
        _ => false,
    })
}

/// Whether a condition holds, and what is there instead. What is backed is told by what this asker
/// accepts, which may be less than by the usual ages.
fn state(session: &Session, limiting: &Limiting, met: bool, now: &Score) -> String {
    if met {
        return "holds".to_owned();
    }
    let (Limiting::Requirement(id), Some(UnmetGate::Requirement { level, .. })) = (limiting, unmet(now, limiting))
    else {
        return "open".to_owned();
    };
    match (session.report.requirement(id).and_then(|report| report.claimed), level) {
        (Some(claimed), Some(level)) if claimed == *level => format!("open: you are at {}", text::level(claimed)),
        (Some(Level::Absent), _) => "open: you have nothing in place".to_owned(),
        (Some(claimed), Some(Level::Absent)) => {
            format!("open: you claim {}, and nothing that this asker accepts backs it", text::level(claimed))
        }
        (Some(claimed), Some(level)) => {
            format!(
                "open: you claim {}, and what this asker accepts backs {}",
                text::level(claimed),
                text::level(*level)
            )
        }
        _ => "open: not answered, or left out".to_owned(),
    }
}
