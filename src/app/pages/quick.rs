//! Quick check: a room of its own, one question a screen, three minutes.
//!
//! Where it stands is read off the ground state, so it resumes wherever it was left.

mod question;
mod result;
mod start;

use yew::prelude::*;

use crate::{
    app::{
        components::{Link, Page},
        place::use_navigator,
        route::Route,
        session::{Session, use_session},
        text,
    },
    update::quick_answer,
};

/// The steps before the questions: the profile, the triggers.
const BEFORE: usize = 2;

/// Of [`Quick`].
#[derive(PartialEq, Properties)]
pub struct QuickProps {
    /// The step, from 1; the start if none.
    pub step: Option<u32>,
}

/// Twelve questions, three minutes.
#[component]
pub fn Quick(props: &QuickProps) -> Html {
    let session = use_session();
    let navigator = use_navigator();
    let questions = session.pack.quick().len();
    let step = props.step.and_then(|step| usize::try_from(step).ok()).unwrap_or(1).max(1);
    let last = BEFORE + questions + 1;
    let next = at(step + 1);
    let onsubmit = {
        let next = next.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(navigator) = navigator {
                navigator.push(&next);
            }
        })
    };
    if step >= last {
        return result::result(&session);
    }
    let (title, body) = match step {
        1 => ("Who are you?".to_owned(), start::profile(&session)),
        2 => ("Who may ask you for proof?".to_owned(), start::triggers(&session)),
        _ => match session.pack.quick().get(step - BEFORE - 1) {
            Some(question) => (question.text.clone(), html! { <question::Answering id={question.id.clone()} /> }),
            None => return result::result(&session),
        },
    };
    html! {
        <Page {title} class="quick" above={progress(&session, step, questions)}>
            <form key={step} {onsubmit} novalidate=true>
                { body }
                <div class="quick-way">
                    if step > 1 {
                        <Link to={at(step - 1)} class="button">{ "Back" }</Link>
                    }
                    <button type="submit" class="button-first">{ if step + 1 == last { "See the result" } else { "Next" } }</button>
                </div>
            </form>
            <p class="small quiet quick-leave">
                { "Saved as you go. " }
                <Link to={Route::Overview}>{ "Leave, and go on another time" }</Link>
                if let Some(open) = first_open(&session).filter(|open| *open != step && step <= BEFORE) {
                    { ". " }<Link to={at(open)}>{ "Go on where you left off" }</Link>
                }
            </p>
        </Page>
    }
}

/// The place of a step.
fn at(step: usize) -> Route {
    if step <= 1 { Route::Quick } else { Route::QuickStep(u32::try_from(step).unwrap_or(u32::MAX)) }
}

/// The step of the first question without an answer, if some question has one.
fn first_open(session: &Session) -> Option<usize> {
    let answered = |id: &str| quick_answer(&session.pack, session.assessment(), id).is_some();
    let questions = session.pack.quick();
    let open = questions.iter().position(|question| !answered(&question.id));
    let begun = questions.iter().any(|question| answered(&question.id));
    open.filter(|_| begun).map(|place| place + BEFORE + 1)
}

fn progress(session: &Session, step: usize, questions: usize) -> Html {
    let words = match step.checked_sub(BEFORE) {
        Some(question @ 1..) => format!("Question {question} of {questions}"),
        _ => format!("Quick check · before the questions, {step} of {BEFORE}"),
    };
    let done = session
        .pack
        .quick()
        .iter()
        .filter(|question| quick_answer(&session.pack, session.assessment(), &question.id).is_some())
        .count();
    html! {
        <>
            <span>{ words }</span>
            <progress class="quick-progress" max={questions.to_string()} value={done.to_string()}
                aria-label={format!("{} answered", text::count(done, "question", "questions"))} />
        </>
    }
}
