//! An open requirement: the question, its level, what backs it, and all that helps to answer.

use yew::prelude::*;

use super::{asked::Asked, proof::Proof};
use crate::{
    app::{
        components::{CheckGroup, Choice, LevelRadios, TextArea, TextField, fields::some_text},
        dom,
        session::{Session, use_session},
        text,
    },
    assessment::{Answer, Given, Inclusion},
    rules::RequirementKind,
    units::{Id, Level},
    update::Edit,
};

/// Of [`Bench`] and its parts.
#[derive(PartialEq, Properties)]
pub struct BenchProps {
    /// The requirement.
    pub id: Id,
}

/// An open requirement.
#[component]
pub fn Bench(props: &BenchProps) -> Html {
    let session = use_session();
    // A justification comes back if "not applicable" is chosen again.
    let justified = use_mut_ref(String::new);
    let Some(req) = session.pack.find(&props.id) else { return Html::default() };
    let (id, requirement) = (&props.id, session.pack.requirement(req));
    let answer = session.assessment().answers.get(id).cloned().unwrap_or_default();
    let excluded = answer.justification().map(str::to_owned);
    let proven = session.report.requirement(id).and_then(|report| report.proven);

    let onlevel = {
        let (put, justified, excluded) = (put(&session, id, &answer), justified.clone(), excluded.clone());
        Callback::from(move |level: Level| {
            justified.replace(excluded.clone().unwrap_or_default());
            put.emit(&|answer: &mut Answer| answer.given = Some(Given::Level(level)));
        })
    };
    let onexclude = {
        let put = put(&session, id, &answer);
        Callback::from(move |()| {
            let why = justified.borrow().clone();
            put.emit(&|answer: &mut Answer| answer.given = Some(Given::NotApplicable(why.clone())));
        })
    };
    let control = requirement.kind == RequirementKind::Control;
    html! {
        <>
            <div class="bench-main">
                <LevelRadios legend={html! { <span class="bench-question">{ &requirement.question }</span> }}
                    value={answer.level()} backed={proven} excluded={control.then_some(excluded.is_some())}
                    {onlevel} {onexclude} />
                { standing(&session, id, &answer) }
                if let Some(why) = excluded {
                    { justification(&session, id, &answer, why) }
                }
                <Proof id={id.clone()} />
                { said(&session, id, &answer, control) }
            </div>
            <Asked id={id.clone()} />
        </>
    }
}

/// Changes the answer: a step that can be taken back, and a confirmation of what was pre-filled.
struct Put {
    session: Session,
    id: Id,
    answer: Answer,
}

impl Put {
    fn emit(&self, change: &dyn Fn(&mut Answer)) {
        let mut answer = Answer { provisional: false, ..self.answer.clone() };
        change(&mut answer);
        self.session.edit(Edit::Answer(self.id.clone(), answer));
    }
}

fn put(session: &Session, id: &Id, answer: &Answer) -> Put {
    Put { session: session.clone(), id: id.clone(), answer: answer.clone() }
}

/// Typing into a part of the answer.
fn typed(session: &Session, id: &Id, answer: &Answer, change: fn(&mut Answer, String)) -> Callback<String> {
    let (session, id, answer) = (session.clone(), id.clone(), answer.clone());
    Callback::from(move |text: String| {
        let mut answer = answer.clone();
        change(&mut answer, text);
        session.typed(Edit::Answer(id.clone(), answer));
    })
}

/// Below the ladder: a way to confirm what was pre-filled, and to take an answer back.
fn standing(session: &Session, id: &Id, answer: &Answer) -> Html {
    if answer.given.is_none() {
        return Html::default();
    }
    let (keep, clear) = (put(session, id, answer), put(session, id, answer));
    // Both buttons go with what they say; the focus goes to the ladder.
    let focus = |which: &str| {
        let ladder = ["[id=\"bench-", id, "\"] .levels input", which].concat();
        move || dom::focus(&ladder)
    };
    let (to_answer, to_start) = (focus(":checked"), focus(""));
    let keep = Callback::from(move |_: MouseEvent| {
        to_answer();
        keep.emit(&|_: &mut Answer| ());
    });
    let clear = Callback::from(move |_: MouseEvent| {
        to_start();
        clear.emit(&|answer: &mut Answer| answer.given = None);
    });
    html! {
        <p class="bench-line small">
            if answer.provisional {
                <span class="caution">{ "The quick check filled this in. Confirm it, or choose another level." }</span>
                <button type="button" class="button" onclick={keep}>{ "Keep this answer" }</button>
            }
            <button type="button" class="button-quiet" onclick={clear}>{ "Take the answer back" }</button>
        </p>
    }
}

fn justification(session: &Session, id: &Id, answer: &Answer, why: String) -> Html {
    let blank = why.trim().is_empty();
    let error = blank.then_some("Without a reason an auditor counts this as undecided. One sentence is enough.");
    html! {
        <TextArea label="Why it does not apply" value={why} required=true class="wide" error={error.map(AttrValue::from)}
            oninput={typed(session, id, answer, |answer, text| answer.given = Some(Given::NotApplicable(text)))} />
    }
}

/// Who answers for it, the note, and for a control why it is included.
fn said(session: &Session, id: &Id, answer: &Answer, control: bool) -> Html {
    let included = {
        let (session, id, answer) = (session.clone(), id.clone(), answer.clone());
        Callback::from(move |chosen: Vec<Id>| {
            let included_because = chosen.iter().filter_map(|id| Inclusion::from_name(id)).collect();
            session.edit(Edit::Answer(id.clone(), Answer { included_because, ..answer.clone() }));
        })
    };
    let reasons = Inclusion::ALL.iter().map(|one| Choice::new(one.name(), text::capital(text::inclusion(*one))));
    html! {
        <div class="bench-said">
            <TextField label="Owner" value={answer.owner.clone().unwrap_or_default()}
                oninput={typed(session, id, answer, |answer, text| answer.owner = some_text(text))} />
            <TextArea label="Note" class="wide" value={answer.note.clone().unwrap_or_default()}
                oninput={typed(session, id, answer, |answer, text| answer.note = some_text(text))} />
            if control && answer.justification().is_none() {
                <CheckGroup label="Included because" class="bench-included" choices={reasons.collect::<Vec<_>>()}
                    value={answer.included_because.iter().map(|one| Id::from(one.name())).collect::<Vec<_>>()}
                    hint={relied_on(session, id)} onchange={included} />
            }
        </div>
    }
}

/// Where a risk relies on the control, that is a reason by itself.
fn relied_on(session: &Session, id: &Id) -> Option<AttrValue> {
    let risks = session.assessment().risks.iter();
    let count = risks.filter(|risk| risk.links.iter().any(|link| link.requirement == *id)).count();
    (count > 0).then(|| {
        let risks = text::count(count, "risk relies", "risks rely");
        format!("{risks} on it: that is a reason by itself.").into()
    })
}
