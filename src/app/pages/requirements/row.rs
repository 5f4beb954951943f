//! A requirement as a row: at rest one line, open the whole bench.

use yew::prelude::*;

use super::bench::Bench;
use crate::{
    app::{components::LevelMark, text},
    report::State,
    units::{Id, Level},
};

/// What a row shows at rest. Compared at every change, so that only rows that differ are drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Glance {
    /// The requirement.
    pub id: Id,
    /// Its title.
    pub title: AttrValue,
    /// Its group.
    pub group: Id,
    /// Whether it has an answer.
    pub state: State,
    /// The level claimed.
    pub claimed: Option<Level>,
    /// The level backed.
    pub proven: Option<Level>,
    /// How many items are linked.
    pub items: usize,
    /// Who answers for it.
    pub owner: Option<AttrValue>,
    /// Whether it waits to be confirmed.
    pub provisional: bool,
    /// Whether an asker stops at it.
    pub gate: bool,
    /// Whether the search admits it.
    pub shown: bool,
}

impl Glance {
    /// Where it stands, in words.
    #[must_use]
    pub fn standing(&self) -> String {
        standing(self.state, self.claimed, self.proven)
    }
}

/// Where a requirement stands, in words: `operating · backed: defined`.
#[must_use]
pub fn standing(state: State, claimed: Option<Level>, proven: Option<Level>) -> String {
    match (state, claimed, proven) {
        (State::Answered, Some(Level::Absent), _) => "absent".to_owned(),
        (State::Answered, Some(claimed), Some(proven)) if claimed == proven => {
            [text::level(claimed), ", backed"].concat()
        }
        (State::Answered, Some(claimed), Some(Level::Absent) | None) => {
            [text::level(claimed), " · not backed"].concat()
        }
        (State::Answered, Some(claimed), Some(proven)) => {
            [text::level(claimed), " · backed: ", text::level(proven)].concat()
        }
        (state, ..) => text::state(state).to_owned(),
    }
}

/// Of [`Row`].
#[derive(PartialEq, Properties)]
pub struct RowProps {
    /// What it shows at rest.
    pub glance: Glance,
    /// Whether it is open.
    pub open: bool,
    /// Told of its id, and whether it is to be open.
    pub ontoggle: Callback<(Id, bool)>,
}

/// A requirement.
#[component]
pub fn Row(props: &RowProps) -> Html {
    let (glance, open) = (&props.glance, props.open);
    let onclick = {
        let id = glance.id.clone();
        props.ontoggle.reform(move |_: MouseEvent| (id.clone(), !open))
    };
    let (row, bench) = (format!("req-{}", glance.id), format!("bench-{}", glance.id));
    html! {
        <li id={row} class={classes!("req-row", open.then_some("req-row-open"))}>
            <div class="req-head">
                <h3 class="req-name">
                    <button type="button" aria-expanded={open.to_string()} aria-controls={open.then(|| bench.clone())} {onclick}>
                        <span class="req-id">{ &*glance.id }</span>
                        { " " }
                        <span class="req-title">{ &glance.title }</span>
                    </button>
                </h3>
                <p class="req-standing">
                    <LevelMark claimed={glance.claimed} proven={glance.proven} />
                    <span class={(glance.state != State::Answered).then_some("quiet")}>{ glance.standing() }</span>
                </p>
                <p class="req-marks">
                    if glance.gate {
                        <span class="req-gate">
                            <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
                                <path class="gate-open" d="M1 1h8v8h-8zM1 5h8" />
                            </svg>
                            { "condition open" }
                        </span>
                    }
                    if glance.provisional {
                        <span class="req-provisional">{ "to confirm" }</span>
                    }
                </p>
                <p class="req-items">
                    { if glance.items == 0 { "no items".to_owned() } else { text::count(glance.items, "item", "items") } }
                </p>
                <p class="req-owner" title={glance.owner.clone()}>{ glance.owner.as_ref().map_or_else(Html::default, |owner| html! {
                    <><span class="aloud">{ "Owner: " }</span>{ owner }</>
                }) }</p>
            </div>
            if open {
                <div id={bench} class="req-bench"><Bench id={glance.id.clone()} /></div>
            }
        </li>
    }
}
