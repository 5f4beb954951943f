//! What expires when, against the days on which somebody asks: lanes in one scale, and the same as a
//! table.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    freshness::{freshness, last_day},
    geometry::Axis,
};
use crate::{
    app::{
        components::{Choice, Link, SelectField},
        route::Route,
        session::{Session, use_session},
        text,
    },
    assessment::Evidence,
    rules::{MaxAge, Trigger},
    units::{Date, Id},
};

/// How many lanes are drawn before the rest folds away.
const LANES: usize = 8;
/// The height of a line of the head, in pixels.
const LINE: usize = 18;

/// The triggers with a day ahead, the first day first.
fn dated(session: &Session) -> Vec<(&Trigger, Date)> {
    let entry =
        |trigger: &Trigger| session.assessment().triggers.get(&trigger.id).filter(|entry| entry.set_aside.is_none());
    let day = |trigger| entry(trigger).and_then(|entry| entry.date).filter(|day| *day > session.today);
    let mut dated: Vec<_> =
        session.pack.triggers().iter().filter_map(|trigger| day(trigger).map(|day| (trigger, day))).collect();
    dated.sort_by_key(|(_, day)| *day);
    dated
}

/// The items that no later one has replaced, with their last day by those ages, first to expire first.
fn ending<'a>(session: &'a Session, ages: &MaxAge) -> Vec<(&'a Evidence, Date)> {
    let items = &session.assessment().evidence;
    let replaced = |item: &Evidence| items.iter().any(|other| other.supersedes.as_ref() == Some(&item.id));
    let mut ending: Vec<_> = items
        .iter()
        .filter(|item| !replaced(item) && freshness(item, session.today, ages).counts())
        .filter_map(|item| last_day(item, ages).map(|day| (item, day)))
        .collect();
    ending.sort_by(|(a, day_a), (b, day_b)| day_a.cmp(day_b).then_with(|| a.id.cmp(&b.id)));
    ending
}

/// What expires when.
#[component]
pub fn Timeline() -> Html {
    let session = use_session();
    let whose = use_state_eq(|| None::<Id>);
    let asker = whose.as_ref().and_then(|id| session.pack.trigger(id));
    let ages = asker.map_or_else(|| session.pack.max_age(), |trigger| &trigger.max_age);
    let dated = dated(&session);
    let Some(axis) = Axis::new(session.today, dated.iter().map(|(_, day)| *day)) else { return Html::default() };
    let all = ending(&session, ages);
    let (soon, later): (Vec<_>, Vec<_>) = all.iter().partition(|(_, day)| axis.holds(*day));
    let (first, rest) = soon.split_at(soon.len().min(LANES));
    let marks: Rc<[Date]> = dated.iter().map(|(_, day)| *day).collect();
    let onchange = {
        let whose = whose.setter();
        Callback::from(move |id: Option<Id>| whose.set(id))
    };
    let lane = |(item, day): &(&Evidence, Date)| lane(item, *day, axis, &marks);
    html! {
        <section class="part timeline" aria-labelledby="timeline-title">
            <div class="part-head">
                <h2 id="timeline-title">{ "What expires when" }</h2>
                <span class="quiet">{ format!("{} stop counting until {}, {} hold longer", soon.len(), text::date(axis.to), later.len()) }</span>
            </div>
            <SelectField label="By the ages that are accepted by" class="timeline-whose screen-only"
                none={Some(AttrValue::Static("the default"))} value={(*whose).clone()} {onchange}
                choices={session.pack.triggers().iter().map(|trigger| Choice::new(trigger.id.clone(), trigger.title.clone())).collect::<Vec<_>>()} />
            if soon.is_empty() {
                <p class="part-text">{ "Nothing that counts today stops counting before then." }</p>
            } else {
                { head(axis, &dated) }
                <ul class="lanes">{ for first.iter().map(lane) }</ul>
                if !rest.is_empty() {
                    <details class="more">
                        <summary>{ format!("{} more that expire later", rest.len()) }</summary>
                        <ul class="lanes">{ for rest.iter().map(lane) }</ul>
                    </details>
                }
            }
            <details class="more">
                <summary>{ "The same as a table" }</summary>
                { table(&session, &dated, ages) }
            </details>
        </section>
    }
}

/// The scale, and the askers on their days: a line each, so that no two names meet.
fn head(axis: Axis, dated: &[(&Trigger, Date)]) -> Html {
    let height = (dated.len() + 1) * LINE;
    html! {
        <div class="lane lanes-head" aria-hidden="true">
            <span class="lane-name"></span>
            <svg class="lane-drawing" width="100%" height={height.to_string()}>
                { for dated.iter().enumerate().map(|(place, (trigger, day))| {
                    let (x, top) = (axis.place(*day), place * LINE);
                    let left = x.is_right();
                    html! {
                        <g key={&*trigger.id}>
                            <line class="lane-mark" x1={x.percent()} x2={x.percent()} y1={(top + 3).to_string()} y2={height.to_string()} />
                            <text class="lane-asker" x={x.percent()} dx={if left { "-6" } else { "6" }} y={(top + 13).to_string()}
                                text-anchor={if left { "end" } else { "start" }}>
                                { &trigger.title }<tspan class="lane-when">{ ", " }{ text::short_date(*day) }</tspan>
                            </text>
                        </g>
                    }
                }) }
                { for axis.months().into_iter().map(|month| {
                    let x = axis.place(month).percent();
                    html! {
                        <g key={month.to_string()}>
                            <text class="lane-month" x={x.clone()} dx="3" y={(height - 4).to_string()}>{ month_words(month) }</text>
                            <line class="lane-tick" x1={x.clone()} x2={x} y1={(height - 14).to_string()} y2={height.to_string()} />
                        </g>
                    }
                }) }
            </svg>
            <span class="lane-day"></span>
        </div>
    }
}

/// `Mar`, and the year in place of each January.
fn month_words(month: Date) -> String {
    let words = text::short_date(month);
    let name = words.split_whitespace().nth(1).unwrap_or_default();
    match month.parts() {
        (year, 1, _) => year.to_string(),
        _ => name.to_owned(),
    }
}

/// An item: a bar from today to its last day, crossed by the days on which somebody asks.
fn lane(item: &Evidence, day: Date, axis: Axis, marks: &[Date]) -> Html {
    let missed = marks.iter().filter(|mark| **mark > day).count();
    let end = axis.place(day).percent();
    html! {
        <li key={&*item.id} class="lane">
            <Link to={Route::Evidence(Some(item.id.clone()))} class="lane-name">{ item.title.clone() }</Link>
            <svg class="lane-drawing" width="100%" height="22" aria-hidden="true">
                <line class="lane-base" x1="0" x2="100%" y1="11" y2="11" />
                { for marks.iter().enumerate().map(|(place, mark)| {
                    let x = axis.place(*mark).percent();
                    html! { <line key={place} class="lane-mark" x1={x.clone()} x2={x} y1="0" y2="22" /> }
                }) }
                <rect class="lane-bar" x="0" y="8" width={end.clone()} height="6" />
                <line class="lane-end" x1={end.clone()} x2={end} y1="4" y2="18" />
            </svg>
            <span class="lane-day">
                { text::short_date(day) }
                if missed > 0 {
                    <span class="aloud">{ format!(", before {} on which somebody asks", text::count(missed, "day", "days")) }</span>
                }
            </span>
        </li>
    }
}

/// Every item that counts today, with whether it still does on each day.
fn table(session: &Session, dated: &[(&Trigger, Date)], ages: &MaxAge) -> Html {
    let items = ending(session, ages);
    html! {
        <div class="scroll" tabindex="0" role="group" aria-labelledby="timeline-title">
            <table class="timeline-table">
                <caption>{ "The items that count today by the ages chosen, and whether each counts on the day for the one who asks then." }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "Item" }</th>
                        <th scope="col">{ "Counts until" }</th>
                        { for dated.iter().map(|(trigger, day)| html! {
                            <th key={&*trigger.id} scope="col">{ &trigger.title }<br />{ text::short_date(*day) }</th>
                        }) }
                    </tr>
                </thead>
                <tbody>
                    { for items.iter().map(|(item, until)| html! {
                        <tr key={&*item.id}>
                            <th scope="row"><Link to={Route::Evidence(Some(item.id.clone()))}>{ item.title.clone() }</Link></th>
                            <td class="timeline-day">{ text::short_date(*until) }</td>
                            { for dated.iter().map(|(trigger, day)| {
                                let counts = freshness(item, *day, &trigger.max_age).counts();
                                html! { <td key={&*trigger.id}>{ if counts { "counts".into() } else { html! { <strong>{ "does not" }</strong> } } }</td> }
                            }) }
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}
