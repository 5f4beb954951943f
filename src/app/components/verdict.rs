//! A verdict: a shape, a word and a colour, never a colour alone.

use yew::prelude::*;

use crate::{app::text, report::Verdict};

/// Of [`VerdictMark`].
#[derive(PartialEq, Properties)]
pub struct VerdictProps {
    /// The verdict.
    pub verdict: Verdict,
    /// The shape alone; the word is then only read aloud.
    #[prop_or_default]
    pub bare: bool,
}

/// The class of a verdict's colour.
#[must_use]
pub const fn verdict_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NotAssessed => "v-none",
        Verdict::Blocked => "v-blocked",
        Verdict::Exposed => "v-exposed",
        Verdict::Close => "v-close",
        Verdict::Ready => "v-ready",
    }
}

/// The shape of a verdict around (8, 8), for a chart of its own.
pub fn verdict_shape(verdict: Verdict) -> Html {
    match verdict {
        Verdict::Ready => html! { <circle class="v-fill" cx="8" cy="8" r="6.5" /> },
        Verdict::Close => html! {
            <>
                <circle class="v-line" cx="8" cy="8" r="5.75" />
                <path class="v-fill" d="M8 2.25a5.75 5.75 0 0 0 0 11.5z" />
            </>
        },
        Verdict::Exposed => html! { <circle class="v-line" cx="8" cy="8" r="5.75" /> },
        Verdict::Blocked => html! {
            <>
                <rect class="v-fill" x="1.5" y="1.5" width="13" height="13" />
                <rect class="v-gap" x="4" y="6.75" width="8" height="2.5" />
            </>
        },
        Verdict::NotAssessed => html! { <circle class="v-line v-dash" cx="8" cy="8" r="5.75" /> },
    }
}

/// A verdict with its shape and word.
#[component]
pub fn VerdictMark(props: &VerdictProps) -> Html {
    let word = text::verdict(props.verdict);
    html! {
        <span class={classes!("verdict", verdict_class(props.verdict))}>
            <svg class="verdict-shape" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
                { verdict_shape(props.verdict) }
            </svg>
            <span class={if props.bare { "aloud" } else { "verdict-word" }}>{ word }</span>
        </span>
    }
}
