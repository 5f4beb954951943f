//! One risk: what may happen, how bad it is, what is done about it, and what is left.

use std::rc::Rc;

use crate::app::place::use_navigator;
use yew::prelude::*;

use super::{
    band,
    grade::{Grade, Scale},
    links::Links,
    loss::LossFigures,
    overridden, tabs, working,
};
use crate::{
    app::{
        components::{
            Choice, DateField, Empty, Link, Page, RadioGroup, SelectField, TextArea, TextField, fields::some_text,
        },
        dom,
        pages::record::named,
        route::Route,
        session::{Session, use_session},
        text,
    },
    assessment::{Risk, RiskStatus, Treatment},
    report::{Residual, RiskReport},
    units::{Date, Id},
    update::Edit,
};

/// Of [`Panel`].
#[derive(PartialEq, Properties)]
pub struct PanelProps {
    /// Which risk.
    pub id: Id,
    /// Whether somebody comes for its figures in money.
    #[prop_or_default]
    pub money: bool,
}

/// One risk.
#[component]
pub fn Panel(props: &PanelProps) -> Html {
    let session = use_session();
    let navigator = use_navigator();
    let here = tabs(&Route::Risks(None));
    let assessment = session.assessment();
    // A risk that has just been made wants its name first.
    let nameless = assessment.risks.iter().any(|risk| risk.id == props.id && risk.title.is_empty());
    use_effect_with((), move |()| {
        let timer = nameless.then(|| dom::Timeout::new(60, || dom::focus("#risk-title")));
        move || drop(timer)
    });
    let Some(place) = assessment.risks.iter().position(|risk| risk.id == props.id) else {
        return html! {
            <Page title="Risks" tabs={here}>
                <Empty title="This risk is not in the register">
                    <p>{ "It may have been removed, or the link may come from another file." }</p>
                    <Link to={Route::Risks(None)} class="button">{ "Back to the register" }</Link>
                </Empty>
            </Page>
        };
    };
    let risk = assessment.risks.get(place).cloned().map(Rc::new);
    let report = session.report.risks.iter().find(|report| report.id == props.id);
    let (Some(risk), Some(report)) = (risk, report) else { return Html::default() };
    let title = if risk.title.trim().is_empty() { "A new risk".to_owned() } else { risk.title.clone() };
    let remove = {
        let (session, id) = (session.clone(), props.id.clone());
        Callback::from(move |_: MouseEvent| {
            session.edit(Edit::RemoveRisk(id.clone()));
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Risks(None));
            }
        })
    };
    let neighbour = |place: Option<usize>, words: &'static str| {
        let other = place.and_then(|place| assessment.risks.get(place))?;
        Some(html! { <Link to={Route::Risks(Some(other.id.clone()))}>{ words }</Link> })
    };
    let above = html! {
        <span class="risk-where">
            <Link to={Route::Risks(None)}>{ "Risk register" }</Link>
            <span>{ format!("{} of {}", place + 1, assessment.risks.len()) }</span>
            { for neighbour(place.checked_sub(1), "Previous") }
            { for neighbour(place.checked_add(1), "Next") }
        </span>
    };
    html! {
        <Page {title} {above} class="risk-page">
            { standing(&session, &risk, report) }
            { what(&session, &risk) }
            { grades(&session, &risk) }
            <section class="part" aria-labelledby="risk-controls">
                <div class="part-head"><h2 id="risk-controls">{ "What the controls take off" }</h2></div>
                <Links session={session.clone()} risk={risk.clone()} />
                { working::view(&session, &risk) }
            </section>
            { treatment(&session, &risk) }
            { overridden::view(&session, &risk, report) }
            <LossFigures session={session.clone()} risk={risk.clone()} open={props.money} />
            <p class="risk-end">
                <Link to={Route::Risks(None)} class="button">{ "Back to the register" }</Link>
                <button type="button" class="button-quiet button-danger" onclick={remove}>{ "Remove this risk" }</button>
            </p>
        </Page>
    }
}

/// A callback that puts a changed copy of the risk; typing merges with the typing before it.
pub fn changing<T: 'static>(session: &Session, risk: &Rc<Risk>, typed: bool, set: fn(&mut Risk, T)) -> Callback<T> {
    let (session, risk) = (session.clone(), risk.clone());
    Callback::from(move |value: T| {
        let mut changed = Risk::clone(&risk);
        set(&mut changed, value);
        let edit = Edit::PutRisk(Box::new(changed));
        if typed { session.typed(edit) } else { session.edit(edit) }
    })
}

/// The three numbers, and what they mean.
fn standing(session: &Session, risk: &Risk, report: &RiskReport) -> Html {
    let pack = &session.pack;
    let of = |residual: &Residual| band::number(pack, residual.residual_hh);
    let appetite = session.assessment().settings.appetite.clone();
    let appetite = text::band(appetite.as_deref().unwrap_or(band::DEFAULT_APPETITE));
    html! {
        <section class="risk-standing" aria-label="How large this risk is">
            <dl>
                <div><dt>{ "Before any control" }</dt><dd>{ band::number(pack, u32::from(report.inherent) * 10_000) }</dd></div>
                <div><dt>{ "Left, as claimed" }</dt><dd>{ of(&report.claimed) }</dd></div>
                <div class="risk-backed"><dt>{ "Left, backed by evidence" }</dt><dd>{ of(&report.proven) }</dd></div>
                if let Some(by_hand) = &risk.overridden {
                    <div>
                        <dt>{ "Set by hand" }</dt>
                        <dd>{ band::number(pack, u32::from(by_hand.likelihood) * u32::from(by_hand.consequence) * 10_000) }</dd>
                    </div>
                }
            </dl>
            <p>
                if report.over_appetite {
                    <strong class="risk-over">{ "Over your appetite. " }</strong>
                    { format!("You accept risks up to {appetite}; what evidence backs leaves this one above that. ") }
                } else {
                    { format!("Within your appetite, {appetite}. ") }
                }
                <Link to={Route::RiskMap}>{ "See it on the map" }</Link>
            </p>
        </section>
    }
}

fn what(session: &Session, risk: &Rc<Risk>) -> Html {
    let assessment = session.assessment();
    let categories: Vec<Choice> =
        session.pack.categories().iter().map(|group| Choice::new(group.id.clone(), group.title.clone())).collect();
    let systems: Vec<Choice> =
        assessment.systems.iter().map(|system| Choice::new(system.id.clone(), named(&system.name))).collect();
    html! {
        <section class="part" aria-labelledby="risk-what">
            <div class="part-head"><h2 id="risk-what">{ "What may happen" }</h2></div>
            <div class="fields">
                <TextField class="wide" label="In one line" value={risk.title.clone()} id="risk-title" required=true
                    hint="Name the event, not the topic: “A draft quotes another customer’s ticket”."
                    oninput={changing(session, risk, true, |risk, text| risk.title = text)} />
                <TextArea class="wide" label="How it would come about, and to whom"
                    value={risk.description.clone().unwrap_or_default()}
                    oninput={changing(session, risk, true, |risk, text| risk.description = some_text(text))} />
                <SelectField label="Category" choices={categories} value={Some(risk.category.clone())}
                    onchange={changing(session, risk, false, |risk, id: Option<Id>| if let Some(id) = id { risk.category = id })} />
                if !systems.is_empty() {
                    <SelectField label="AI system" choices={systems} value={risk.system.clone()} none="No single one"
                        onchange={changing(session, risk, false, |risk, id| risk.system = id)} />
                }
                <TextField label="Owner" value={risk.owner.clone().unwrap_or_default()}
                    hint="Who answers for it: a role or a name."
                    oninput={changing(session, risk, true, |risk, text| risk.owner = some_text(text))} />
            </div>
        </section>
    }
}

fn grades(session: &Session, risk: &Rc<Risk>) -> Html {
    let worst = risk.consequence.worst();
    html! {
        <section class="part" aria-labelledby="risk-grades">
            <div class="part-head">
                <h2 id="risk-grades">{ "How likely and how bad, before any control" }</h2>
                <span class="quiet">{ format!("{} × {worst} = {}", risk.likelihood, risk.likelihood * worst) }</span>
            </div>
            <div class="risk-grades">
                <Grade label="Likelihood" hint="As if none of the controls below were there." scale={Scale::Likelihood}
                    value={risk.likelihood} onchange={changing(session, risk, false, |risk, step| risk.likelihood = step)} />
                <Grade label="Consequence for your organisation" hint="Money, contracts, licence, reputation."
                    scale={Scale::Consequence} value={risk.consequence.organisation}
                    onchange={changing(session, risk, false, |risk, step| risk.consequence.organisation = step)} />
                <Grade label="Consequence for individuals and groups" hint="Rights, health, income, fair treatment."
                    scale={Scale::Consequence} value={risk.consequence.individuals}
                    onchange={changing(session, risk, false, |risk, step| risk.consequence.individuals = step)} />
                <Grade label="Consequence for society" hint="Public debate, institutions, environment."
                    scale={Scale::Consequence} value={risk.consequence.society}
                    onchange={changing(session, risk, false, |risk, step| risk.consequence.society = step)} />
            </div>
            <p class="small quiet">{ "The worst of the three consequences counts." }</p>
        </section>
    }
}

fn treatment(session: &Session, risk: &Rc<Risk>) -> Html {
    let treatments: Vec<Choice> = Treatment::ALL
        .iter()
        .map(|one| {
            Choice::noted(
                one.name(),
                text::capital(text::treatment(*one)),
                Some(text::capital(text::treatment_meaning(*one))),
            )
        })
        .collect();
    let statuses: Vec<Choice> =
        RiskStatus::ALL.iter().map(|one| Choice::new(one.name(), text::capital(text::risk_status(*one)))).collect();
    let overdue = risk.status == RiskStatus::Open && risk.review_on.is_some_and(|day| day < session.today);
    let hint = risk.review_on.map(|day| text::capital(&text::distance(session.today, day)));
    let soon = {
        let put = changing(session, risk, false, |risk: &mut Risk, day: Option<Date>| risk.review_on = day);
        let day = session.today.plus_days(90);
        Callback::from(move |_: MouseEvent| put.emit(day))
    };
    html! {
        <section class="part" aria-labelledby="risk-treatment">
            <div class="part-head"><h2 id="risk-treatment">{ "What is done about it" }</h2></div>
            <div class="columns risk-treat">
                <RadioGroup label="Treatment" choices={treatments} value={Some(Id::from(risk.treatment.name()))}
                    onchange={changing(session, risk, false, |risk, id: Option<Id>| {
                        if let Some(treatment) = id.and_then(|id| Treatment::from_name(&id)) { risk.treatment = treatment; }
                    })} />
                <div class="risk-stack">
                    if risk.treatment == Treatment::Retain {
                        <TextField label="Approved by" value={risk.approver.clone().unwrap_or_default()}
                            hint="Who decided to accept it. An accepted risk above your appetite needs a name here."
                            oninput={changing(session, risk, true, |risk, text| risk.approver = some_text(text))} />
                    }
                    <SelectField label="Status" choices={statuses} value={Some(Id::from(risk.status.name()))}
                        onchange={changing(session, risk, false, |risk, id: Option<Id>| {
                            if let Some(status) = id.and_then(|id| RiskStatus::from_name(&id)) { risk.status = status; }
                        })} />
                    <div>
                        <DateField label="Review on" value={risk.review_on} hint={hint}
                            error={overdue.then_some("The day has passed: look at it again, then set the next one.")}
                            onchange={changing(session, risk, false, |risk, day| risk.review_on = day)} />
                        <button type="button" class="button-quiet" onclick={soon}>{ "In 90 days" }</button>
                    </div>
                </div>
            </div>
        </section>
    }
}
