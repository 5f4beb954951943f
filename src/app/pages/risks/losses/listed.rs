//! What goes into a run: which open risks carry figures, and which do not.

use yew::prelude::*;

use crate::{
    app::{components::Link, pages::risks::rate, route::Route, session::Session, text},
    assessment::{Loss, Risk, RiskStatus},
    decode::{Fault, Sink},
    quant,
    units::{Id, Money},
};

/// The open risks with figures, and those without: the ones that weigh most today first.
#[must_use]
pub fn split(session: &Session) -> (Vec<&Risk>, Vec<&Risk>) {
    let open = session.assessment().risks.iter().filter(|risk| risk.status == RiskStatus::Open);
    let (with, mut without): (Vec<&Risk>, Vec<&Risk>) = open.partition(|risk| risk.loss.is_some());
    let left = |risk: &Risk| {
        session.report.risks.iter().find(|report| report.id == risk.id).map_or(0, |report| report.proven.residual_hh)
    };
    without.sort_by_key(|risk| std::cmp::Reverse(left(risk)));
    (with, without)
}

/// What keeps a run from starting, known before it is asked for.
#[must_use]
pub fn faults(session: &Session) -> Vec<Fault> {
    let sink = Sink::default();
    quant::check(session.assessment(), "", &sink);
    sink.into_faults()
}

/// What goes into a run, and what does not.
pub fn view(session: &Session, onfigures: &Callback<Id>) -> Html {
    let (with, without) = split(session);
    html! {
        <section class="part" aria-labelledby="loss-listed">
            <div class="part-head">
                <h2 id="loss-listed">{ "What goes in" }</h2>
                <span class="quiet">{ format!("{} of {} with figures", with.len(), text::count(with.len() + without.len(), "open risk", "open risks")) }</span>
            </div>
            if !with.is_empty() {
                <ul class="rows">
                    { for with.iter().filter_map(|risk| risk.loss.as_ref().map(|loss| html! {
                        <li key={&*risk.id} class="loss-input">
                            { link(risk, onfigures, None) }
                            <span class="quiet">{ figures(loss) }</span>
                        </li>
                    })) }
                </ul>
            }
            if !without.is_empty() {
                <h3 class="loss-missing">{ "Without figures" }</h3>
                <p class="quiet">{ "These count as nothing in the simulation. Begin at the top: those are the ones that weigh most today." }</p>
                { missing(&without, onfigures) }
            }
        </section>
    }
}

/// The risks without figures, each with the way to add them.
pub fn missing(without: &[&Risk], onfigures: &Callback<Id>) -> Html {
    html! {
        <ul class="rows">
            { for without.iter().map(|risk| html! {
                <li key={&*risk.id} class="loss-input">
                    <span>{ named(risk) }</span>
                    { link(risk, onfigures, Some("Add figures")) }
                </li>
            }) }
        </ul>
    }
}

fn named(risk: &Risk) -> String {
    if risk.title.trim().is_empty() { risk.id.to_string() } else { risk.title.clone() }
}

/// The way to a risk's figures.
fn link(risk: &Risk, onfigures: &Callback<Id>, words: Option<&'static str>) -> Html {
    let id = risk.id.clone();
    let onclick = onfigures.reform(move |()| id.clone());
    let to = Route::Risks(Some(risk.id.clone()));
    match words {
        Some(words) => html! { <Link {to} {onclick} label={format!("{words}: {}", named(risk))}>{ words }</Link> },
        None => html! { <Link {to} {onclick}>{ named(risk) }</Link> },
    }
}

fn figures(loss: &Loss) -> String {
    let amount = |amount: u64| Money::new(amount, loss.currency).map(text::money).unwrap_or_default();
    format!("{}, {} to {} each time", rate::said(&loss.rate), amount(loss.low), amount(loss.high))
}
