//! Quick check: a room of its own, one question a screen, three minutes.
//!
//! Where it stands is read off the ground state, so it resumes wherever it was left. It is no form:
//! a site may embed it in a frame whose sandbox lets no form through.

mod dates;
mod keys;
mod question;
mod result;
mod stage;
mod start;

use yew::prelude::*;

use super::missing::Missing;
use crate::{
    app::{
        components::{Link, Page},
        dom,
        place::Navigator,
        route::Route,
        session::{Session, use_session},
    },
    units::EvidenceKind,
};
use stage::Stage;

/// Of [`Quick`].
#[derive(PartialEq, Properties)]
pub struct QuickProps {
    /// The step, from 1; the start if none.
    pub step: Option<u32>,
}

/// Something that could be shown, of which we don't know yet from when it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Undated {
    stage: Stage,
    kind: EvidenceKind,
    /// Whether the user wanted to go on without saying.
    asked: bool,
}

/// Twelve questions, three minutes.
#[component]
pub fn Quick(props: &QuickProps) -> Html {
    let session = use_session();
    let undated = use_state_eq(|| None::<Undated>);
    let questions = session.pack.quick();
    let Some(stage) = Stage::of(props.step, questions.len()) else { return html! { <Missing /> } };
    let waiting = (*undated).filter(|undated| undated.stage == stage);
    let next = stage.next(questions.len()).route(questions.len());
    let go = {
        let (set, next) = (undated.setter(), next.clone());
        Callback::from(move |()| match waiting {
            Some(waiting) => {
                set.set(Some(Undated { asked: true, ..waiting }));
                dom::focus(".quick-picks button");
            }
            None => Navigator.push(&next),
        })
    };
    let (title, lead, body) = match stage {
        Stage::Result => return result::result(&session),
        Stage::Profile => (
            "Could you prove control of your AI tomorrow?",
            "First who you are and who may ask. Then twelve questions, each with what you could show for it. \
             Nothing you enter leaves this browser, and there is nothing to sign up for.",
            start::profile(&session),
        ),
        Stage::Triggers => (
            "Who may ask you for proof?",
            "Untick what does not concern you. Of the rest, say what you see: signs and dates make the difference \
             between voluntary, expected and required.",
            start::triggers(&session),
        ),
        Stage::Question(place) => match questions.get(place) {
            Some(asked) => (asked.text.as_str(), "", question::question(&session, asked, stage, waiting, &undated)),
            None => return html! { <Missing /> },
        },
    };
    let done = stage::answered(&session.pack, session.assessment());
    let open = matches!(stage, Stage::Question(place) if done.get(place) == Some(&false));
    let words = match (stage, open) {
        (_, true) => "Skip",
        (Stage::Profile, _) => "Next: who may ask",
        (Stage::Triggers, _) => "To the questions",
        (Stage::Question(place), _) if place + 1 == questions.len() => "See the result",
        _ => "Next",
    };
    html! {
        <div class="quick-room" tabindex="-1" onkeydown={keys::keys(&go)}>
            <Page key={stage.step().to_string()} title={title.to_owned()} {lead} class="quick" above={progress(stage, &done)}>
                if stage == Stage::Profile {
                    { resume(&done) }
                }
                { body }
                <div class="quick-way">
                    if stage == Stage::Profile {
                        <Link to={Route::Overview} class="button-quiet">{ "Not now" }</Link>
                    } else {
                        <Link to={stage.back(questions.len()).route(questions.len())} class="button-quiet">{ "Back" }</Link>
                    }
                    <button type="button" class={if open { "button" } else { "button-first" }} onclick={go.reform(|_: MouseEvent| ())}>
                        { words }
                    </button>
                </div>
                { leave(&session, stage) }
            </Page>
        </div>
    }
}

/// That one may stop here.
fn leave(session: &Session, stage: Stage) -> Html {
    if stage == Stage::Profile {
        return html! {
            <p class="small quiet">{ "About three minutes. You can stop anywhere and go on later, in this browser." }</p>
        };
    }
    let begun = stage::answered(&session.pack, session.assessment()).contains(&true);
    let questions = session.pack.quick().len();
    html! {
        <p class="small quiet quick-leave">
            <Link to={Route::Overview}>{ "Leave, and go on another time" }</Link>
            if begun {
                <Link to={Stage::Result.route(questions)}>{ "The result so far" }</Link>
            }
        </p>
    }
}

/// For those who come back.
fn resume(done: &[bool]) -> Html {
    let count = done.iter().filter(|done| **done).count();
    if count == 0 {
        return Html::default();
    }
    let (stage, words) = match done.iter().position(|done| !done) {
        Some(open) => (Stage::Question(open), ["Go on with question ", &(open + 1).to_string()].concat()),
        None => (Stage::Result, "See the result".to_owned()),
    };
    html! {
        <div class="quick-resume">
            <p>{ format!("You have answered {count} of {} questions.", done.len()) }</p>
            <Link to={stage.route(done.len())} class="button">{ words }</Link>
        </div>
    }
}

/// How far one has come: a line of words, and a tick for each question.
fn progress(stage: Stage, done: &[bool]) -> Html {
    // In hundredths of a percent, so that no float is needed; each tick has a gap at its end.
    let part = 10_000 / done.len().max(1);
    let (here, words) = match stage {
        Stage::Question(place) => (Some(place), format!("{} of {}", place + 1, done.len())),
        Stage::Profile => (None, "Quick check · who you are".to_owned()),
        _ => (None, "Quick check · who may ask".to_owned()),
    };
    let percent = |hundredths: usize| format!("{}.{:02}%", hundredths / 100, hundredths % 100);
    html! {
        <div class="quick-progress">
            <p>{ words }</p>
            <svg width="100%" height="4" aria-hidden="true">
                { for done.iter().enumerate().map(|(place, done)| {
                    let class = match (here == Some(place), done) {
                        (true, _) => "quick-tick-here",
                        (false, true) => "quick-tick-done",
                        (false, false) => "quick-tick",
                    };
                    html! { <rect key={place} {class} x={percent(place * part)} width={percent(part.saturating_sub(90))} height="4" /> }
                }) }
            </svg>
        </div>
    }
}
