//! The controls that act on a risk: which, on what, how strongly, and at which level they work now.

use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::panel::changing;
use crate::{
    app::{
        components::{LevelMark, Link as To, fields::fresh_id},
        route::Route,
        session::Session,
        text,
    },
    assessment::{ActsOn, Link, Risk, Strength},
    report::State,
    units::{Id, Level},
    update::Edit,
};

/// Of [`Links`].
#[derive(PartialEq, Properties)]
pub struct LinksProps {
    /// The session.
    pub session: Session,
    /// The risk.
    pub risk: Rc<Risk>,
}

/// The controls that act on a risk.
#[component]
pub fn Links(props: &LinksProps) -> Html {
    let (session, risk) = (&props.session, &props.risk);
    html! {
        <>
            if risk.links.is_empty() {
                <p class="risk-none">{ "Nothing acts on it yet, so all of it is left. Link the clauses and controls that make it rarer or less bad." }</p>
            } else {
                <table class="risk-links">
                    <caption class="aloud">{ "Controls that act on this risk" }</caption>
                    <thead><tr>
                        <th scope="col">{ "Control" }</th>
                        <th scope="col">{ "Makes smaller" }</th>
                        <th scope="col">{ "Strength when fully in place" }</th>
                        <th scope="col">{ "Works now" }</th>
                        <th scope="col"><span class="aloud">{ "Remove" }</span></th>
                    </tr></thead>
                    <tbody>{ for risk.links.iter().map(|link| row(session, risk, link)) }</tbody>
                </table>
            }
            <Picker session={session.clone()} risk={risk.clone()} />
        </>
    }
}

/// A callback that changes one link by its requirement, or takes it away.
fn relinked<T: 'static>(props: (&Session, &Rc<Risk>), id: &Id, set: fn(&mut Link, T) -> bool) -> Callback<T> {
    let (session, risk, id) = (props.0.clone(), props.1.clone(), id.clone());
    Callback::from(move |value: T| {
        let mut changed = Risk::clone(&risk);
        let Some(place) = changed.links.iter().position(|link| link.requirement == id) else { return };
        let keep = changed.links.get_mut(place).is_some_and(|link| set(link, value));
        if !keep {
            changed.links.remove(place);
        }
        session.edit(Edit::PutRisk(Box::new(changed)));
    })
}

fn row(session: &Session, risk: &Rc<Risk>, link: &Link) -> Html {
    let id = &link.requirement;
    let name = text::requirement(&session.pack, id);
    let acts = relinked((session, risk), id, |link, name: String| {
        link.acts_on = ActsOn::from_name(&name).unwrap_or(link.acts_on);
        true
    });
    let strength = relinked((session, risk), id, |link, name: String| {
        link.strength = Strength::from_name(&name).unwrap_or(link.strength);
        true
    });
    let remove = relinked((session, risk), id, |_, _: MouseEvent| false);
    html! {
        <tr key={&**id}>
            <th scope="row"><To to={Route::Requirements(Some(id.clone()))}>{ &name }</To></th>
            <td><span class="cell-label" aria-hidden="true">{ "Makes smaller" }</span>
                { select(&format!("{name}: makes smaller"), ActsOn::ALL, link.acts_on, ActsOn::name, text::acts_on, acts) }</td>
            <td><span class="cell-label" aria-hidden="true">{ "Strength" }</span>
                { select(&format!("{name}: strength"), Strength::ALL, link.strength, Strength::name, text::strength, strength) }</td>
            <td><span class="cell-label" aria-hidden="true">{ "Works now" }</span>{ works(session, link) }</td>
            <td class="number">
                <button type="button" class="button-quiet" onclick={remove} aria-label={format!("Remove {name}")}>{ "Remove" }</button>
            </td>
        </tr>
    }
}

/// The level that a control works at, and what it takes off at that level.
fn works(session: &Session, link: &Link) -> Html {
    let found = session.report.requirements.iter().find(|report| report.id == link.requirement);
    let Some(report) = found else { return Html::default() };
    let takes = |level: Option<Level>| {
        let credit = level.map_or(0, |level| session.pack.credit().of(level));
        u32::from(link.strength.pct()) * u32::from(credit) / 100
    };
    match report.state {
        State::Excluded => html! { <span class="caution">{ "not applicable: takes nothing off" }</span> },
        State::Unanswered => html! { <span class="quiet">{ "not answered: takes nothing off" }</span> },
        State::Answered => html! {
            <span class="risk-works">
                <LevelMark claimed={report.claimed} proven={report.proven} />
                <span>
                    { levels(report.claimed, report.proven) }
                    <span class="risk-takes">
                        { format!("takes {} % off, backed {} %", takes(report.claimed), takes(report.proven)) }
                    </span>
                </span>
            </span>
        },
    }
}

/// What is said of a level and what evidence backs of it: `operating, backed: defined`.
pub fn levels(claimed: Option<Level>, proven: Option<Level>) -> String {
    let Some(claimed) = claimed else { return String::new() };
    match proven.filter(|level| *level > Level::Absent) {
        _ if claimed == Level::Absent => text::level(claimed).to_owned(),
        Some(proven) if proven == claimed => [text::level(claimed), ", backed"].concat(),
        Some(proven) => [text::level(claimed), ", backed: ", text::level(proven)].concat(),
        None => [text::level(claimed), ", not backed"].concat(),
    }
}

/// A bare list of a closed vocabulary, named for those who don't see its column.
fn select<T: Copy + PartialEq>(
    label: &str,
    all: &[T],
    chosen: T,
    name: fn(T) -> &'static str,
    words: fn(T) -> &'static str,
    told: Callback<String>,
) -> Html {
    let onchange = told.reform(|event: Event| {
        event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default()
    });
    html! {
        <select aria-label={label.to_owned()} {onchange}>
            { for all.iter().map(|one| html! {
                <option key={name(*one)} value={name(*one)} selected={*one == chosen}>{ words(*one) }</option>
            }) }
        </select>
    }
}

/// Chooses a requirement that is not linked yet.
#[component]
fn Picker(props: &LinksProps) -> Html {
    let (session, risk) = (&props.session, &props.risk);
    let id = use_memo((), |()| fresh_id("pick"));
    let chosen = use_state_eq(|| None::<Id>);
    let onchange = {
        let chosen = chosen.setter();
        Callback::from(move |event: Event| {
            let value = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default();
            chosen.set((!value.is_empty()).then(|| Id::from(value)));
        })
    };
    let add = {
        let put = changing(session, risk, false, |risk, requirement: Id| {
            risk.links.push(Link { requirement, acts_on: ActsOn::Likelihood, strength: Strength::Moderate });
        });
        let chosen = chosen.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(id) = (*chosen).clone() {
                put.emit(id);
                chosen.set(None);
            }
        })
    };
    let pack = &session.pack;
    let linked = |id: &Id| risk.links.iter().any(|link| link.requirement == *id);
    html! {
        <div class="risk-pick">
            <label for={(*id).clone()}>{ "Link a clause or control" }</label>
            <select id={(*id).clone()} {onchange}>
                <option value="" selected={chosen.is_none()}>{ "Choose…" }</option>
                { for pack.groups().iter().map(|group| html! {
                    <optgroup key={&*group.id} label={format!("{} {}", group.id, group.title)}>
                        { for pack.requirements().iter().map(|(_, requirement)| requirement)
                            .filter(|requirement| requirement.group == group.id && !linked(&requirement.id))
                            .map(|requirement| html! {
                                <option key={&*requirement.id} value={requirement.id.to_string()}
                                    selected={chosen.as_ref() == Some(&requirement.id)}>
                                    { format!("{} {}", requirement.id, requirement.title) }
                                </option>
                            }) }
                    </optgroup>
                }) }
            </select>
            <button type="button" class="button" onclick={add} disabled={chosen.is_none()}>{ "Link it" }</button>
        </div>
    }
}
