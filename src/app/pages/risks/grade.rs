//! A step from 1 to 5 on one of the two scales of risk, as a row of radios: a digit and its word.

use yew::prelude::*;

use crate::app::{components::fields::fresh_id, text};

/// What is graded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// How likely.
    Likelihood,
    /// How bad.
    Consequence,
}

impl Scale {
    /// The word of a step.
    #[must_use]
    pub const fn word(self, step: u8) -> &'static str {
        match self {
            Self::Likelihood => text::likelihood(step),
            Self::Consequence => text::consequence(step),
        }
    }
}

/// Of [`Grade`].
#[derive(PartialEq, Properties)]
pub struct GradeProps {
    /// What is graded.
    pub label: AttrValue,
    /// What to think of.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// The scale.
    pub scale: Scale,
    /// The step.
    pub value: u8,
    /// Told of another step.
    pub onchange: Callback<u8>,
}

/// A step from 1 to 5.
#[component]
pub fn Grade(props: &GradeProps) -> Html {
    let name = use_memo((), |()| fresh_id("grade"));
    html! {
        <fieldset class="grade">
            <legend>{ &props.label }</legend>
            if let Some(hint) = &props.hint {
                <p class="field-hint">{ hint }</p>
            }
            <div class="grade-steps">
                { for (1..=5_u8).map(|step| {
                    let onchange = props.onchange.reform(move |_: Event| step);
                    html! {
                        <label key={step} class="grade-step">
                            <input type="radio" name={(*name).clone()} value={step.to_string()}
                                checked={props.value == step} {onchange} />
                            <span class="grade-digit">{ step }</span>
                            <span class="grade-word">{ props.scale.word(step) }</span>
                        </label>
                    }
                }) }
            </div>
            // Where the steps are too narrow for their words, the chosen one is said here.
            <p class="grade-chosen" aria-hidden="true">{ props.scale.word(props.value) }</p>
        </fieldset>
    }
}
