//! All 70 levels at a glance: a column for each requirement, solid up to what is backed and hollow up
//! to what is claimed.

use std::rc::Rc;

use yew::prelude::*;

use super::row::Glance;
use crate::{
    app::text,
    report::State,
    units::{Id, Level},
};

/// Height of a level, in units of the drawing.
const STEP: u32 = 9;
/// Height of all five, and of the line they stand on.
const HEIGHT: u32 = 5 * STEP + 3;
/// Width of a column with the gap after it.
const COLUMN: u32 = 10;
/// The gap between groups.
const GAP: u32 = 10;

/// Of [`Strip`].
#[derive(PartialEq, Properties)]
pub struct StripProps {
    /// The requirements in pack order.
    pub glances: Rc<[Glance]>,
    /// Told of the one that is clicked.
    pub onpick: Callback<Id>,
}

/// Where each column begins, and where a group does: by the groups of the columns in order.
fn places<'a>(groups: impl Iterator<Item = &'a str>) -> (Vec<u32>, u32) {
    let (mut at, mut before) = (0, None);
    let places = groups
        .map(|group| {
            if before.is_some_and(|before| before != group) {
                at += GAP;
            }
            before = Some(group);
            let place = at;
            at += COLUMN;
            place
        })
        .collect();
    (places, at)
}

/// The columns. The list below holds the same, so to those who don't see it this is one sentence.
#[component]
pub fn Strip(props: &StripProps) -> Html {
    let (places, width) = places(props.glances.iter().map(|glance| &*glance.group));
    let beyond = props.glances.iter().filter(|glance| glance.claimed > glance.proven).count();
    let sentence = format!(
        "Levels of all {} requirements, claimed and backed. {} claimed beyond their evidence.",
        props.glances.len(),
        text::count(beyond, "is", "are"),
    );
    html! {
        <figure class="strip screen-only">
            <svg class="strip-drawing" width="100%" height={(HEIGHT + 1).to_string()} role="img" aria-label={sentence}
                viewBox={format!("0 0 {width} {}", HEIGHT + 1)} preserveAspectRatio="none">
                { for props.glances.iter().zip(&places).map(|(glance, x)| column(glance, *x, &props.onpick)) }
            </svg>
            <figcaption class="small quiet">
                { "One column for each requirement, from clause 4 to control A.10: solid is backed by evidence, hollow is claimed, a dot is not answered, a gap does not apply." }
            </figcaption>
        </figure>
    }
}

fn column(glance: &Glance, x: u32, onpick: &Callback<Id>) -> Html {
    let onclick = {
        let id = glance.id.clone();
        onpick.reform(move |_: MouseEvent| id.clone())
    };
    let tall = |level: Option<Level>| level.map_or(0, |level| u32::from(level.digit()) * STEP);
    let bar = |class: &'static str, height: u32| {
        html! {
            <rect {class} x={x.to_string()} y={(HEIGHT - 2 - height).to_string()} width={(COLUMN - 3).to_string()}
                height={height.to_string()} />
        }
    };
    html! {
        <g key={&*glance.id} class={classes!("strip-column", (!glance.shown).then_some("strip-faint"))} {onclick}>
            <title>{ format!("{} {}: {}", glance.id, glance.title, glance.standing()) }</title>
            <rect class="strip-reach" x={x.to_string()} y="0" width={COLUMN.to_string()} height={HEIGHT.to_string()} />
            if glance.state == State::Answered {
                if glance.claimed > glance.proven {
                    { bar("strip-claimed", tall(glance.claimed)) }
                }
                { bar("strip-backed", tall(glance.proven)) }
                <rect class="strip-foot" x={x.to_string()} y={(HEIGHT - 1).to_string()} width={(COLUMN - 3).to_string()} height="1" />
            } else if glance.state == State::Unanswered {
                <rect class="strip-open" x={(x + 2).to_string()} y={(HEIGHT - 4).to_string()} width="3" height="4" />
            }
        </g>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_side_by_side_and_groups_apart() {
        let (at, width) = places(["4", "4", "5", "A.2"].into_iter());
        assert_eq!(at, [0, COLUMN, 2 * COLUMN + GAP, 3 * COLUMN + 2 * GAP]);
        assert_eq!(width, 4 * COLUMN + 2 * GAP);
        assert_eq!(places(std::iter::empty()), (Vec::new(), 0));
    }
}
