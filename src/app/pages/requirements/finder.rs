//! The search over the rows, and how many it found.

use yew::prelude::*;

use super::filter::{Filter, Show};
use crate::{
    app::{
        components::{Choice, SelectField, TextField},
        text,
    },
    rules::RequirementKind,
    units::{Id, Level},
};

/// Of [`Finder`].
#[derive(PartialEq, Properties)]
pub struct FinderProps {
    /// What is asked for.
    pub filter: Filter,
    /// How many are shown.
    pub shown: usize,
    /// Of how many.
    pub total: usize,
    /// Told what is asked for now.
    pub onchange: Callback<Filter>,
}

const fn part(kind: RequirementKind) -> &'static str {
    match kind {
        RequirementKind::Clause => "Clauses 4 to 10",
        RequirementKind::Control => "Annex A controls",
    }
}

/// The search, three choices, and how many rows they leave.
#[component]
pub fn Finder(props: &FinderProps) -> Html {
    let filter = &props.filter;
    // Each field tells the filter with its own part changed.
    let with_choice = |change: fn(&mut Filter, &str)| {
        let filter = filter.clone();
        props.onchange.reform(move |id: Option<Id>| {
            let mut filter = filter.clone();
            change(&mut filter, id.as_deref().unwrap_or_default());
            filter
        })
    };
    let oninput = {
        let filter = filter.clone();
        props.onchange.reform(move |text: String| Filter { text, ..filter.clone() })
    };
    let shows = Show::ALL.iter().filter(|show| **show != Show::All);
    let levels = Level::ALL.iter().map(|level| Choice::new(level.name(), text::capital(text::level(*level))));
    let parts = RequirementKind::ALL.iter().map(|kind| Choice::new(kind.name(), part(*kind)));
    html! {
        <search class="finder screen-only">
            <TextField label="Search" kind="search" value={filter.text.clone()} {oninput} class="finder-text" />
            <SelectField label="Show" none={Some(AttrValue::Static(Show::All.words()))}
                choices={shows.map(|show| Choice::new(show.name(), show.words())).collect::<Vec<_>>()}
                value={(filter.show != Show::All).then(|| Id::from(filter.show.name()))}
                onchange={with_choice(|filter, id| filter.show = Show::from_name(id).unwrap_or_default())} />
            <SelectField label="Level claimed" none={Some(AttrValue::Static("Any"))} choices={levels.collect::<Vec<_>>()}
                value={filter.level.map(|level| Id::from(level.name()))}
                onchange={with_choice(|filter, id| filter.level = Level::from_name(id))} />
            <SelectField label="Part" none={Some(AttrValue::Static("Both"))} choices={parts.collect::<Vec<_>>()}
                value={filter.kind.map(|kind| Id::from(kind.name()))}
                onchange={with_choice(|filter, id| filter.kind = RequirementKind::from_name(id))} />
            <p class="finder-count small" role="status">
                { format!("{} of {} shown", props.shown, props.total) }
                if !filter.is_all() {
                    { " " }
                    <button type="button" class="button-quiet" onclick={props.onchange.reform(|_: MouseEvent| Filter::default())}>
                        { "Show all" }
                    </button>
                }
            </p>
        </search>
    }
}
