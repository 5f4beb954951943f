//! For whom an item counts: by the default ages, and by those of every trigger that asks for it.

use std::rc::Rc;

use yew::prelude::*;

use super::freshness::{Freshness, freshness, words};
use crate::{
    app::{
        components::Link,
        route::Route,
        session::{Session, use_session},
        text,
    },
    assessment::Evidence,
    rules::Trigger,
};

/// Of [`Standing`].
#[derive(PartialEq, Properties)]
pub struct StandingProps {
    /// The item.
    pub item: Rc<Evidence>,
}

/// For whom it counts.
#[component]
pub fn Standing(props: &StandingProps) -> Html {
    let session = use_session();
    let item = &props.item;
    let how = freshness(item, session.today, session.pack.max_age());
    let linked: Vec<_> = item.requirements.iter().filter_map(|id| session.pack.find(id)).collect();
    let asking = |trigger: &&Trigger| linked.iter().any(|req| trigger.weights[*req] > 0);
    let mut asking = session.pack.triggers().iter().filter(asking).peekable();
    let nobody = asking.peek().is_none();
    html! {
        <aside class="item-aside" aria-label="For whom it counts">
            <h4>{ "For whom it counts" }</h4>
            <table class="standing-table">
                <thead>
                    <tr>
                        <th scope="col">{ "Asker" }</th>
                        <th scope="col" class="number">{ "Accepts" }</th>
                        <th scope="col">{ "Today" }</th>
                        <th scope="col">{ "On its day" }</th>
                    </tr>
                </thead>
                <tbody>
                    <tr>
                        <th scope="row">{ "By default" }</th>
                        <td class="number">{ session.pack.max_age().of(item.kind) }{ " days" }</td>
                        <td>{ mark(how) }</td>
                        <td></td>
                    </tr>
                    { for asking.map(|trigger| row(&session, item, trigger)) }
                </tbody>
            </table>
            <p class="small quiet">
                { text::capital(&words(how)) }{ " by default." }
                if nobody {
                    { " No trigger weighs what it supports." }
                }
            </p>
        </aside>
    }
}

fn row(session: &Session, item: &Evidence, trigger: &Trigger) -> Html {
    let entry = session.assessment().triggers.get(&trigger.id);
    let aside = entry.is_some_and(|entry| entry.set_aside.is_some());
    let day = entry.and_then(|entry| entry.date).filter(|day| *day > session.today);
    html! {
        <tr key={&*trigger.id} class={aside.then_some("quiet")}>
            <th scope="row"><Link to={Route::Trigger(trigger.id.clone())}>{ &trigger.title }</Link></th>
            <td class="number">{ trigger.max_age.of(item.kind) }{ " days" }</td>
            if aside {
                <td colspan="2">{ "set aside" }</td>
            } else {
                <td>{ mark(freshness(item, session.today, &trigger.max_age)) }</td>
                <td>
                    if let Some(day) = day {
                        { mark(freshness(item, day, &trigger.max_age)) }
                        <span class="small quiet">{ " " }{ text::short_date(day) }</span>
                    }
                </td>
            }
        </tr>
    }
}

/// Whether it counts, in a word or two.
fn mark(how: Freshness) -> Html {
    match how {
        Freshness::Fresh(_) => "counts".into(),
        Freshness::TooOld { .. } => html! { <strong class="v-exposed">{ "too old" }</strong> },
        Freshness::Lapsed(_) => html! { <strong class="v-exposed">{ "lapsed" }</strong> },
        Freshness::Ahead => html! { <strong class="v-exposed">{ "not yet" }</strong> },
    }
}
