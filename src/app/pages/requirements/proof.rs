//! What backs an answer: the reason in words, the items linked, and the ways to link another.

use yew::prelude::*;

use super::{
    bench::BenchProps,
    new_item::NewItem,
    reason::{Reason, Why, linked, reason},
};
use crate::{
    app::{
        components::{Choice, Link, SelectField, apart},
        dom,
        pages::evidence::freshness::{self, Freshness, freshness},
        route::Route,
        session::{Session, use_session},
        text,
    },
    assessment::Evidence,
    units::{EvidenceKind, Id},
    update::Edit,
};

/// What is open below the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Panel {
    None,
    New,
    Existing,
}

/// What backs an answer.
#[component]
pub fn Proof(props: &BenchProps) -> Html {
    let session = use_session();
    let panel = use_state_eq(|| Panel::None);
    let Some(report) = session.report.requirement(&props.id) else { return Html::default() };
    let items = linked(session.assessment(), &props.id);
    let reason = reason(&items, report, session.pack.max_age(), session.today);
    let wanted = reason.wanted(report.claimed);
    let toggle = |to: Panel| {
        let panel = panel.clone();
        Callback::from(move |_: MouseEvent| panel.set(if *panel == to { Panel::None } else { to }))
    };
    let close = {
        let (panel, id) = (panel.setter(), props.id.clone());
        Callback::from(move |()| {
            panel.set(Panel::None);
            dom::focus(&adding(&id));
        })
    };
    let others = session.assessment().evidence.len() > items.len();
    html! {
        <div class="proof">
            <p class={classes!("proof-reason", matches!(reason, Reason::Short { .. }).then_some("proof-short"))}>
                { sentence(&session, &reason) }
            </p>
            if !items.is_empty() {
                <ul class="proof-items" aria-label="Linked evidence">
                    { for items.iter().map(|item| row(&session, &props.id, item)) }
                </ul>
            }
            <div class="proof-ways">
                <button type="button" id={["add-", &props.id].concat()} class="button" aria-expanded={(*panel == Panel::New).to_string()} onclick={toggle(Panel::New)}>
                    { add(wanted) }
                </button>
                if others {
                    <button type="button" class="button-quiet" aria-expanded={(*panel == Panel::Existing).to_string()}
                        onclick={toggle(Panel::Existing)}>
                        { "Link an item you have" }
                    </button>
                }
            </div>
            if *panel == Panel::New {
                <NewItem requirement={props.id.clone()} kind={wanted.unwrap_or(EvidenceKind::Record)} ondone={close.clone()} />
            }
            if *panel == Panel::Existing {
                <Existing id={props.id.clone()} ondone={close} />
            }
        </div>
    }
}

/// The button that adds an item: where the focus goes when what had it is gone.
fn adding(id: &Id) -> String {
    ["[id=\"add-", id, "\"]"].concat()
}

const fn add(wanted: Option<EvidenceKind>) -> &'static str {
    match wanted {
        None => "Add evidence",
        Some(EvidenceKind::Document) => "Add a document",
        Some(EvidenceKind::Record) => "Add a record",
        Some(EvidenceKind::Review) => "Add a review",
        Some(EvidenceKind::Assurance) => "Add outside assurance",
    }
}

fn named(item: &Evidence) -> Html {
    let title = if item.title.trim().is_empty() {
        "an item without a title".to_owned()
    } else {
        format!("“{}”", item.title)
    };
    html! { <Link to={Route::Evidence(Some(item.id.clone()))}>{ apart(&title) }</Link> }
}

/// The reason in words.
fn sentence(session: &Session, reason: &Reason<'_>) -> Html {
    match reason {
        Reason::Unanswered(None) => {
            "Not answered. Choose where you stand; silence earns nothing and is never taken as absent.".into()
        }
        Reason::Unanswered(Some(level)) => {
            format!("Not answered. What is linked would back up to “{}”.", text::level(*level)).into()
        }
        Reason::Excluded => {
            "Not applicable: it counts for neither side. An asker whose condition names it still stops here.".into()
        }
        Reason::Absent => "Nothing is claimed, so nothing is to be backed.".into(),
        Reason::Backed { by, until } => html! {
            <>
                { "Backed by " }{ named(by) }{ " of " }{ text::date(by.dated) }
                { until.map(|until| format!(", which counts until {}", text::date(until))).unwrap_or_default() }{ "." }
            </>
        },
        Reason::Short { proven, by, why } => html! {
            <>
                { match by {
                    Some(by) => html! { <>{ format!("Backed only up to “{}”, by ", text::level(*proven)) }{ named(by) }{ ". " }</> },
                    None => html! { <strong>{ "Not backed. " }</strong> },
                } }
                { shortfall(session, why) }
            </>
        },
    }
}

fn shortfall(session: &Session, why: &Why<'_>) -> Html {
    match why {
        Why::NothingLinked => "No evidence is linked.".into(),
        Why::Kind(kind) => format!("What is claimed needs {}, and none is linked.", text::one_of_kind(*kind)).into(),
        Why::NotFresh(item, how) => {
            let newest = format!("The {}, ", freshness::newest(item.kind));
            let rest = match how {
                Freshness::TooOld { age, accepted } => {
                    format!(", is {age} days old; the default accepts {accepted}.")
                }
                Freshness::Lapsed(on) => format!(", was valid until {}.", text::date(*on)),
                Freshness::Ahead => {
                    format!(", is dated {}, {}.", text::date(item.dated), text::distance(session.today, item.dated))
                }
                Freshness::Fresh(_) => ".".to_owned(),
            };
            html! { <>{ newest }{ named(item) }{ rest }</> }
        }
    }
}

/// An item that supports the requirement.
fn row(session: &Session, id: &Id, item: &Evidence) -> Html {
    let how = freshness(item, session.today, session.pack.max_age());
    let unlink = {
        let (session, id, item) = (session.clone(), id.clone(), item.clone());
        Callback::from(move |_: MouseEvent| {
            let requirements = item.requirements.iter().filter(|linked| **linked != id).cloned().collect();
            dom::focus(&adding(&id));
            session.edit(Edit::PutEvidence(Evidence { requirements, ..item.clone() }));
        })
    };
    html! {
        <li key={&*item.id} class={(!how.counts()).then_some("proof-stale")}>
            <span class="proof-kind">{ text::evidence_kind(item.kind) }</span>
            <Link to={Route::Evidence(Some(item.id.clone()))} class="proof-title">{ item.title.clone() }</Link>
            <span class="proof-fresh quiet">{ text::short_date(item.dated) }{ ", " }{ freshness::words(how) }</span>
            <button type="button" class="button-quiet" aria-label={["Unlink ", &item.title].concat()} onclick={unlink}>
                { "Unlink" }
            </button>
        </li>
    }
}

#[derive(PartialEq, Properties)]
struct ExistingProps {
    id: Id,
    ondone: Callback<()>,
}

/// Links an item of the register.
#[component]
fn Existing(props: &ExistingProps) -> Html {
    let session = use_session();
    let chosen = use_state_eq(|| None::<Id>);
    let mut items: Vec<&Evidence> =
        session.assessment().evidence.iter().filter(|item| !item.requirements.contains(&props.id)).collect();
    items.sort_by(|a, b| b.dated.cmp(&a.dated).then_with(|| a.id.cmp(&b.id)));
    let choices = items.iter().map(|item| {
        let words = format!("{} · {} · {}", item.title, text::evidence_kind(item.kind), text::short_date(item.dated));
        Choice::new(item.id.clone(), words)
    });
    let onchange = {
        let chosen = chosen.setter();
        Callback::from(move |id: Option<Id>| chosen.set(id))
    };
    let link = {
        let (session, id, chosen, done) = (session.clone(), props.id.clone(), (*chosen).clone(), props.ondone.clone());
        Callback::from(move |_: MouseEvent| {
            let item = session.assessment().evidence.iter().find(|item| Some(&item.id) == chosen.as_ref());
            if let Some(mut item) = item.cloned() {
                item.requirements.push(id.clone());
                session.edit(Edit::PutEvidence(item));
                done.emit(());
            }
        })
    };
    html! {
        <div class="proof-panel">
            <SelectField label="Item of the register" class="wide" value={(*chosen).clone()} {onchange}
                choices={choices.collect::<Vec<_>>()} />
            <div class="proof-panel-ways">
                <button type="button" class="button-first" disabled={chosen.is_none()} onclick={link}>{ "Link it" }</button>
                <button type="button" class="button-quiet" onclick={props.ondone.reform(|_: MouseEvent| ())}>{ "Cancel" }</button>
            </div>
        </div>
    }
}
