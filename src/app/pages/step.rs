//! A single step: what to do, what it costs, what it adds.

use yew::prelude::*;

use crate::{
    app::{components::Link, route::Route, session::Session, text},
    report::Step,
    units::Level,
};

/// What to do, in words.
#[must_use]
pub fn words(session: &Session, step: &Step) -> String {
    let requirement = text::requirement(&session.pack, &step.requirement);
    let claimed = session.report.requirement(&step.requirement).and_then(|report| report.claimed);
    let kind = step.level.proven_by().map_or("evidence", text::one_of_kind);
    if claimed >= Some(step.level) {
        format!("Back {requirement} with {kind}")
    } else {
        let word = text::level(step.level);
        format!("Bring {requirement} to {word}, and keep {kind}")
    }
}

/// What it adds, in points of a hundred over all triggers, with one decimal.
#[must_use]
pub fn points(step: &Step) -> String {
    // The gain is in ppm times bp: a point of a hundred is 100 bp of a certain trigger.
    let tenths = step.gain / 10_000_000;
    if tenths == 0 { "less than 0.1 points".to_owned() } else { format!("{}.{} points", tenths / 10, tenths % 10) }
}

/// A step as a row of a list.
pub fn row(session: &Session, step: &Step) -> Html {
    let why = if step.level >= Level::Reviewed { " with the audit it needs" } else { "" };
    html! {
        <li key={&*step.requirement} class="step-row">
            <Link to={Route::Requirements(Some(step.requirement.clone()))} class="row-link">{ words(session, step) }</Link>
            <p class="small quiet">{ format!("{}{why}, adds {} over all triggers", text::days(step.cost), points(step)) }</p>
        </li>
    }
}
