//! The search over the register, and how many items it found.

use yew::prelude::*;

use super::filter::{Filter, Show, Sort};
use crate::{
    app::{
        components::{Choice, SelectField, TextField},
        text,
    },
    units::{EvidenceKind, Id},
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

/// The search, two choices, the order, and how many rows they leave.
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
    let kinds = EvidenceKind::ALL.iter().map(|kind| Choice::new(kind.name(), text::evidence_kind(*kind)));
    let sorts = Sort::ALL.iter().map(|sort| Choice::new(sort.name(), sort.words()));
    let all = {
        let sort = filter.sort;
        props.onchange.reform(move |_: MouseEvent| Filter { sort, ..Filter::default() })
    };
    html! {
        <search class="finder screen-only">
            <TextField label="Search" kind="search" value={filter.text.clone()} {oninput} class="finder-text" />
            <SelectField label="Show" none={Some(AttrValue::Static(Show::All.words()))}
                choices={shows.map(|show| Choice::new(show.name(), show.words())).collect::<Vec<_>>()}
                value={(filter.show != Show::All).then(|| Id::from(filter.show.name()))}
                onchange={with_choice(|filter, id| filter.show = Show::from_name(id).unwrap_or_default())} />
            <SelectField label="Kind" none={Some(AttrValue::Static("Any"))} choices={kinds.collect::<Vec<_>>()}
                value={filter.kind.map(|kind| Id::from(kind.name()))}
                onchange={with_choice(|filter, id| filter.kind = EvidenceKind::from_name(id))} />
            <SelectField label="Order" choices={sorts.collect::<Vec<_>>()} value={Some(Id::from(filter.sort.name()))}
                onchange={with_choice(|filter, id| filter.sort = Sort::from_name(id).unwrap_or_default())} />
            <p class="finder-count small" role="status">
                { format!("{} of {} shown", props.shown, props.total) }
                if !filter.is_all() {
                    { " " }
                    <button type="button" class="button-quiet" onclick={all}>{ "Show all" }</button>
                }
            </p>
        </search>
    }
}
