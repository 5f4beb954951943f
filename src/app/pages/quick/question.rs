//! One question, and what could be shown tomorrow.

use yew::prelude::*;

use super::{
    Undated,
    dates::{self, PICKS},
    stage::{self, Known, Stage},
};
use crate::{
    app::{
        components::{Choice, DateField, Link, RadioGroup},
        route::Route,
        session::Session,
        text,
    },
    rules::QuickQuestion,
    units::{Date, EvidenceKind, Id, Level},
    update::{Edit, QuickAnswer},
};

/// The choice of having nothing to show.
const NOTHING: &str = "nothing";

/// A question with its options.
pub fn question(
    session: &Session,
    question: &QuickQuestion,
    stage: Stage,
    waiting: Option<Undated>,
    undated: &UseStateHandle<Option<Undated>>,
) -> Html {
    let given = match stage::known(&session.pack, session.assessment(), question) {
        Known::InFull => return in_full(question),
        Known::Open => None,
        Known::Told(given) => Some(given),
    };
    let options =
        question.options.iter().map(|option| Choice::new(option.level.digit().to_string(), option.text.clone()));
    let choose = {
        let (session, id, set) = (session.clone(), question.id.clone(), undated.setter());
        let shown = given.as_ref().and_then(|given| given.shown);
        Callback::from(move |chosen: Option<Id>| {
            let level = chosen.and_then(|digit| digit.parse().ok()).and_then(Level::new);
            if let Some(level) = level {
                let shown = shown.filter(|_| level > Level::Absent);
                session.edit(Edit::Quick(QuickAnswer { question: id.clone(), level, shown }));
                if level == Level::Absent {
                    set.set(None);
                }
            }
        })
    };
    let value = given.as_ref().map(|given| Id::from(given.level.digit().to_string()));
    html! {
        <>
            <RadioGroup class="quick-options" label="What is closest to the truth?" choices={options.collect::<Vec<_>>()}
                {value} onchange={choose} />
            if let Some(given) = given.filter(|given| given.level > Level::Absent) {
                { shown(session, &given, stage, waiting, undated) }
            }
        </>
    }
}

/// The quick check has no say where all was answered in full.
fn in_full(question: &QuickQuestion) -> Html {
    html! {
        <div class="caution quick-full">
            <p>{ "You have answered every requirement behind this question one by one. The quick check leaves them as they are." }</p>
            <p><Link to={Route::Requirements(question.requirements.first().cloned())}>{ "Look at your answers" }</Link></p>
        </div>
    }
}

/// What could be shown tomorrow, and from when.
fn shown(
    session: &Session,
    given: &QuickAnswer,
    stage: Stage,
    waiting: Option<Undated>,
    undated: &UseStateHandle<Option<Undated>>,
) -> Html {
    let kinds = EvidenceKind::ALL.iter().map(|&kind| {
        let (title, example) = words(kind);
        Choice::noted(kind.name(), title, Some(example))
    });
    let nothing = Choice::noted(NOTHING, "Nothing yet", Some("It is so, but nobody could see it on paper."));
    let choose = {
        let (session, given, set) = (session.clone(), given.clone(), undated.setter());
        Callback::from(move |chosen: Option<Id>| {
            let kind = chosen.and_then(|name| EvidenceKind::from_name(&name));
            let dated = given.shown.map(|(_, dated)| dated);
            // What has no date proves nothing, so it waits for one before it is put on record.
            set.set(kind.filter(|_| dated.is_none()).map(|kind| Undated { stage, kind, asked: false }));
            session.edit(Edit::Quick(QuickAnswer { shown: kind.zip(dated), ..given.clone() }));
        })
    };
    let kind = waiting.map(|waiting| waiting.kind).or(given.shown.map(|(kind, _)| kind));
    html! {
        <>
            <RadioGroup class="quick-shown" label="What could you show tomorrow?"
                choices={std::iter::once(nothing).chain(kinds).collect::<Vec<_>>()}
                value={Some(Id::from(kind.map_or(NOTHING, EvidenceKind::name)))} onchange={choose} />
            if let Some(kind) = kind {
                { from_when(session, given, kind, waiting.is_some_and(|waiting| waiting.asked), undated) }
            }
        </>
    }
}

fn from_when(
    session: &Session,
    given: &QuickAnswer,
    kind: EvidenceKind,
    asked: bool,
    undated: &UseStateHandle<Option<Undated>>,
) -> Html {
    let dated = given.shown.map(|(_, dated)| dated);
    let put = {
        let (session, given, set) = (session.clone(), given.clone(), undated.setter());
        Callback::from(move |dated: Option<Date>| {
            if let Some(dated) = dated {
                set.set(None);
                session.edit(Edit::Quick(QuickAnswer { shown: Some((kind, dated)), ..given.clone() }));
            }
        })
    };
    let pick = |&(words, ago): &(&'static str, Option<i64>)| {
        let day = dates::day(session.today, ago);
        let pressed = day.is_some() && day == dated;
        let onclick = put.reform(move |_: MouseEvent| day);
        html! { <button key={words} type="button" class="button" aria-pressed={pressed.to_string()} {onclick}>{ words }</button> }
    };
    let error = if dated.is_some_and(|dated| dated > session.today) {
        Some("That day is yet to come: what is not there yet backs nothing.")
    } else {
        asked.then_some("Say roughly from when: proof without a date counts for nobody.")
    };
    html! {
        <fieldset class="picks quick-when">
            <legend>{ "From when is it?" }</legend>
            <div class="quick-picks">{ for PICKS.iter().map(pick) }</div>
            <DateField label="Or the day, if you know it" value={dated} onchange={put.clone()} {error} />
            if let Some(dated) = dated {
                <p class="small quiet">{ "Counted from " }{ text::date(dated) }{ "." }</p>
            }
        </fieldset>
    }
}

/// A kind of evidence, with a plain example.
const fn words(kind: EvidenceKind) -> (&'static str, &'static str) {
    match kind {
        EvidenceKind::Document => ("A document", "An approved policy, procedure or plan."),
        EvidenceKind::Record => ("A record", "Minutes, a log, a ticket, a test result: something that happened."),
        EvidenceKind::Review => ("A review inside", "A colleague without a stake in it checked, and wrote it down."),
        EvidenceKind::Assurance => ("An outside assurance", "An audit report, an attestation, a certificate."),
    }
}
