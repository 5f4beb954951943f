//! One question, and what could be shown tomorrow.

use yew::prelude::*;

use crate::{
    app::{
        components::{Choice, DateField, RadioGroup},
        session::{Session, use_session},
        text,
    },
    units::{Date, EvidenceKind, Id, Level},
    update::{Edit, QuickAnswer, quick_answer},
};

/// Picks for the day from which something exists: words, and days back.
const PICKS: [(&str, i64); 4] =
    [("This month", 7), ("Three months ago", 91), ("Half a year ago", 182), ("A year ago", 365)];

/// The choice of having nothing to show.
const NOTHING: &str = "nothing";

/// Of [`Answering`].
#[derive(PartialEq, Properties)]
pub struct AnsweringProps {
    /// The question's id.
    pub id: Id,
}

/// A question with its options.
#[component]
pub fn Answering(props: &AnsweringProps) -> Html {
    let session = use_session();
    let Some(question) = session.pack.quick().iter().find(|question| question.id == props.id) else {
        return Html::default();
    };
    let given = quick_answer(&session.pack, session.assessment(), &props.id);
    let in_full =
        given.is_none() && question.requirements.iter().all(|id| session.assessment().answers.contains_key(id));
    let options: Vec<Choice> = question
        .options
        .iter()
        .map(|option| Choice::new(option.level.digit().to_string(), option.text.clone()))
        .collect();
    let level = given.as_ref().map(|given| given.level);
    let choose = {
        let (session, id, shown) = (session.clone(), props.id.clone(), given.as_ref().and_then(|given| given.shown));
        Callback::from(move |chosen: Option<Id>| {
            let level = chosen.and_then(|digit| digit.parse().ok()).and_then(Level::new);
            if let Some(level) = level {
                let shown = shown.filter(|_| level > Level::Absent);
                session.edit(Edit::Quick(QuickAnswer { question: id.clone(), level, shown }));
            }
        })
    };
    html! {
        <>
            if in_full {
                <p class="caution">{ "You have answered every requirement behind this question in full. The quick check leaves them as they are." }</p>
            }
            <RadioGroup class="quick-options" label="What is closest to the truth?" choices={options}
                value={level.map(|level| Id::from(level.digit().to_string()))} onchange={choose} />
            if let Some(given) = given.filter(|given| given.level > Level::Absent) {
                { shown(&session, &given) }
            }
        </>
    }
}

/// What could be shown tomorrow, and from when.
fn shown(session: &Session, given: &QuickAnswer) -> Html {
    let kinds: Vec<Choice> = std::iter::once(Choice::new(NOTHING, "Nothing yet"))
        .chain(
            EvidenceKind::ALL
                .iter()
                .map(|&kind| Choice::noted(kind.name(), text::capital(text::one_of_kind(kind)), Some(example(kind)))),
        )
        .collect();
    let today = session.today;
    let tell =
        |given: &QuickAnswer, shown: Option<(EvidenceKind, Date)>| Edit::Quick(QuickAnswer { shown, ..given.clone() });
    let choose = {
        let (session, given) = (session.clone(), given.clone());
        Callback::from(move |chosen: Option<Id>| {
            let kind = chosen.and_then(|name| EvidenceKind::from_name(&name));
            let dated = given.shown.map_or(today, |(_, dated)| dated);
            session.edit(tell(&given, kind.map(|kind| (kind, dated))));
        })
    };
    let value = given.shown.map_or(NOTHING, |(kind, _)| kind.name());
    html! {
        <>
            <RadioGroup class="quick-shown" label="What could you show tomorrow?" choices={kinds} value={Some(Id::from(value))}
                onchange={choose} />
            if let Some((kind, dated)) = given.shown {
                { from_when(session, given, kind, dated) }
            }
        </>
    }
}

fn from_when(session: &Session, given: &QuickAnswer, kind: EvidenceKind, dated: Date) -> Html {
    let put = {
        let (session, given) = (session.clone(), given.clone());
        Callback::from(move |dated: Option<Date>| {
            if let Some(dated) = dated {
                session.edit(Edit::Quick(QuickAnswer { shown: Some((kind, dated)), ..given.clone() }));
            }
        })
    };
    let pick = |&(words, back): &(&'static str, i64)| {
        let day = session.today.plus_days(-back);
        let onclick = put.reform(move |_: MouseEvent| day);
        let pressed = day == Some(dated);
        html! {
            <button key={words} type="button" class="button" aria-pressed={pressed.to_string()} {onclick}>{ words }</button>
        }
    };
    html! {
        <div class="quick-when">
            <DateField label="From when is it?" value={Some(dated)} onchange={put.clone()} />
            <div class="quick-picks">{ for PICKS.iter().map(pick) }</div>
        </div>
    }
}

const fn example(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Document => "An approved policy, procedure or plan",
        EvidenceKind::Record => "Minutes, a log, a ticket, a test result",
        EvidenceKind::Review => "An internal audit or a management review",
        EvidenceKind::Assurance => "An external audit, an attestation, a certificate",
    }
}
