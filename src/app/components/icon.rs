//! Line drawings for the places and a few actions, on a grid of 20.

use yew::prelude::*;

use crate::app::route::Place;

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// A place of the rail.
    Place(Place),
    /// More places.
    More,
    /// Takes back.
    Undo,
    /// Does again.
    Redo,
    /// Closes.
    Close,
    /// Leads on.
    Next,
}

/// Of [`Icon`].
#[derive(PartialEq, Properties)]
pub struct IconProps {
    /// What is drawn.
    pub glyph: Glyph,
}

const fn path(glyph: Glyph) -> &'static str {
    match glyph {
        Glyph::Place(Place::Overview) => "M3 6.5h9M3 13.5h5M15 3v14",
        Glyph::Place(Place::Triggers) => {
            "M10 2.5v3M3.5 9a6.5 6.5 0 0 1 13 0c0 4 1.5 5 1.5 5.5H2c0-.5 1.5-1.5 1.5-5.5M8 17.5h4"
        }
        Glyph::Place(Place::Requirements) => "M3 4.5l1.5 1.5L7 3M3 10.5L4.5 12 7 9M10 5h7M10 11h7M3 16.500h14",
        Glyph::Place(Place::Evidence) => "M5 2.5h7l3.5 3.500v11.500H5zM12 2.5V6h3.500M7.5 10h5.500M7.5 13.500h5.5",
        Glyph::Place(Place::Risks) => "M3 3v14h14M7 13.500v-2M11 13.500V8M15 13.500V4.5",
        Glyph::Place(Place::Plan) => "M3 16.500h4v-4h4v-4h4V4.500h2.5",
        Glyph::Place(Place::Reports) => "M3 5h14v11H3zM3 5.500l7 6 7-6",
        Glyph::Place(Place::Record) => {
            "M4 3h10.500a1.5 1.5 0 0 1 1.5 1.500V17H5.500A1.5 1.5 0 0 1 4 15.500zM4 15.500A1.5 1.5 0 0 1 5.5 14H16M7.5 6.500h5"
        }
        Glyph::Place(Place::Quick) => "M11 2L4.5 11.500H10L9 18l6.5-9.500H10z",
        Glyph::Place(Place::Aside) => "M10 9v5.500M10 5.500v.5M10 2.500a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15",
        Glyph::More => "M4 10h.01M10 10h.01M16 10h.01",
        Glyph::Undo => "M7.5 4L3.5 8l4 4M3.5 8H12a4.5 4.5 0 0 1 0 9H8",
        Glyph::Redo => "M12.5 4l4 4-4 4M16.5 8H8a4.5 4.5 0 0 0 0 9h4",
        Glyph::Close => "M5 5l10 10M15 5L5 15",
        Glyph::Next => "M8 4.500l5.5 5.500L8 15.5",
    }
}

/// A line drawing; the text beside it says what it means.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    html! {
        <svg class={classes!("icon", (props.glyph == Glyph::More).then_some("icon-dots"))} width="20" height="20"
            viewBox="0 0 20 20" aria-hidden="true">
            <path d={path(props.glyph)} />
        </svg>
    }
}
