//! Actions: what somebody has to do, by when, and whether it is done.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    app::{
        components::{Choice, DateField, Empty, SelectField, TextArea, TextField, fields::some_text},
        dom, ids,
        pages::record::{named, putting},
        place::use_navigator,
        route::Route,
        session::{Session, use_session},
        text,
    },
    assessment::{Action, ActionStatus},
    units::Id,
    update::Edit,
};

/// Of [`Actions`].
#[derive(PartialEq, Properties)]
pub struct ActionsProps {
    /// The one that is open.
    pub open: Option<Id>,
}

/// The id of an action's row on the page.
fn anchor(id: &Id) -> String {
    ["action-", id].concat()
}

/// All actions, those still to do first.
#[component]
pub fn Actions(props: &ActionsProps) -> Html {
    let session = use_session();
    let navigator = use_navigator();
    let onopen = use_callback((), move |id: Option<Id>, ()| {
        if let Some(navigator) = &navigator {
            navigator.push(&Route::Plan(id));
        }
    });
    {
        // Whoever comes from elsewhere is led to the row; whoever opens it is there already.
        use_effect_with(props.open.clone(), |open| {
            if let Some(id) = open.as_ref().filter(|_| !dom::focused(".rec-toggle")) {
                dom::reveal(&anchor(id));
            }
        });
    }
    let actions = &session.assessment().actions;
    {
        // An action that has just been made wants its name first.
        let nameless = actions.iter().any(|one| props.open.as_ref() == Some(&one.id) && one.title.is_empty());
        use_effect_with(props.open.clone(), move |_| {
            if nameless {
                dom::focus("#action-title");
            }
        });
    }
    let mut order: Vec<&Action> = actions.iter().collect();
    order.sort_by_key(|action| (action.status == ActionStatus::Done, action.due_on.is_none(), action.due_on));
    let add = {
        let (session, onopen) = (session.clone(), onopen.clone());
        Callback::from(move |_: MouseEvent| {
            let id = ids::fresh("a", session.assessment().actions.iter().map(|action| &action.id));
            session.edit(Edit::PutAction(Action {
                id: id.clone(),
                title: String::new(),
                description: None,
                requirement: None,
                risk: None,
                owner: None,
                due_on: None,
                status: ActionStatus::Open,
                done_on: None,
            }));
            onopen.emit(Some(id));
        })
    };
    let todo = actions.iter().filter(|action| action.status == ActionStatus::Open).count();
    let button = html! { <button type="button" class="button" onclick={add}>{ "Add an action" }</button> };
    html! {
        <section class="part" aria-labelledby="plan-actions">
            <div class="part-head">
                <h2 id="plan-actions">{ "Actions" }</h2>
                <span class="quiet">{ format!("{todo} to do") }</span>
            </div>
            if actions.is_empty() {
                <Empty title="Nothing is planned">
                    <p>{ "An action has an owner and a day. It is what an auditor wants to see after an incident or a finding." }</p>
                    { button }
                </Empty>
            } else {
                <ul class="rows rec-rows">
                    { for order.iter().map(|action| row(&session, action, props.open.as_ref() == Some(&action.id), &onopen)) }
                </ul>
                <p class="rec-actions">{ button }</p>
            }
        </section>
    }
}

fn row(session: &Session, action: &Action, open: bool, onopen: &Callback<Option<Id>>) -> Html {
    let title = named(&action.title);
    let done = action.status == ActionStatus::Done;
    let overdue = !done && action.due_on.is_some_and(|day| day < session.today);
    let other = (!open).then(|| action.id.clone());
    let toggle = onopen.reform(move |_: MouseEvent| other.clone());
    let shared = Rc::new(action.clone());
    let tick = {
        let today = session.today;
        let put = putting(session, &shared, false, Edit::PutAction, |action: &mut Action, day| {
            (action.status, action.done_on) = if action.status == ActionStatus::Done {
                (ActionStatus::Open, None)
            } else {
                (ActionStatus::Done, day)
            };
        });
        Callback::from(move |_: Event| put.emit(Some(today)))
    };
    html! {
        <li key={&*action.id} id={anchor(&action.id)} class={classes!(open.then_some("rec-open"), done.then_some("rec-done"))}>
            <div class="rec-row rec-task">
                <label class="rec-tick"><input type="checkbox" checked={done} onchange={tick} aria-label={format!("Done: {title}")} /></label>
                <button type="button" class="rec-toggle" onclick={toggle} aria-expanded={open.to_string()}>{ title }</button>
                <span class="rec-tags">
                    if let Some(owner) = &action.owner { <span>{ owner }</span> }
                    { match (done, action.done_on, action.due_on) {
                        (true, Some(day), _) => html! { <span>{ "done " }{ text::short_date(day) }</span> },
                        (true, None, _) => html! { <span>{ "done" }</span> },
                        (false, _, Some(day)) => html! {
                            <span class={overdue.then_some("risk-over")}>{ if overdue { "was due " } else { "due " } }{ text::short_date(day) }</span>
                        },
                        (false, _, None) => html! { <span>{ "no day" }</span> },
                    } }
                    if let Some(id) = &action.requirement { <span>{ &**id }</span> }
                </span>
            </div>
            if open { { form(session, &shared, onopen) } }
        </li>
    }
}

fn form(session: &Session, action: &Rc<Action>, onopen: &Callback<Option<Id>>) -> Html {
    let requirements: Vec<Choice> = session
        .pack
        .requirements()
        .iter()
        .map(|(_, one)| Choice::new(one.id.clone(), [&*one.id, " ", &one.title].concat()))
        .collect();
    let risks: Vec<Choice> =
        session.assessment().risks.iter().map(|risk| Choice::new(risk.id.clone(), named(&risk.title))).collect();
    let remove = {
        let (session, id) = (session.clone(), action.id.clone());
        Callback::from(move |_: MouseEvent| session.edit(Edit::RemoveAction(id.clone())))
    };
    html! {
        <div class="rec-form">
            <div class="fields">
                <TextField id="action-title" class="wide" label="What is to be done" value={action.title.clone()}
                    oninput={putting(session, action, true, Edit::PutAction, |action, text| action.title = text)} />
                <TextArea class="wide" label="More about it" value={action.description.clone().unwrap_or_default()}
                    oninput={putting(session, action, true, Edit::PutAction, |action, text| action.description = some_text(text))} />
                <TextField label="Owner" value={action.owner.clone().unwrap_or_default()}
                    oninput={putting(session, action, true, Edit::PutAction, |action, text| action.owner = some_text(text))} />
                <DateField label="Due on" value={action.due_on} hint={action.due_on.map(|day| text::capital(&text::distance(session.today, day)))}
                    onchange={putting(session, action, false, Edit::PutAction, |action, day| action.due_on = day)} />
                if action.status == ActionStatus::Done {
                    <DateField label="Done on" value={action.done_on}
                        onchange={putting(session, action, false, Edit::PutAction, |action, day| action.done_on = day)} />
                }
                <SelectField label="Serves the requirement" choices={requirements} value={action.requirement.clone()} none="None"
                    onchange={putting(session, action, false, Edit::PutAction, |action, id| action.requirement = id)} />
                if !risks.is_empty() {
                    <SelectField label="Serves the risk" choices={risks} value={action.risk.clone()} none="None"
                        onchange={putting(session, action, false, Edit::PutAction, |action, id| action.risk = id)} />
                }
            </div>
            <p class="rec-actions">
                <button type="button" class="button" onclick={onopen.reform(|_: MouseEvent| None)}>{ "Close" }</button>
                <button type="button" class="button-quiet button-danger" onclick={remove}>{ "Remove" }</button>
            </p>
        </div>
    }
}
