//! Is it required of us? Law against practice, in one's own regions.

use yew::prelude::*;

use super::gates::PartProps;
use crate::{
    app::{components::Link, pages::necessity, route::Route, session::use_session, text},
    rules::ProfileEntry,
};

/// Whether it is required, and why.
#[component]
pub fn Required(props: &PartProps) -> Html {
    let session = use_session();
    let Some((trigger, report)) = session.pack.trigger(&props.id).zip(session.report.trigger(&props.id)) else {
        return Html::default();
    };
    let organisation = &session.assessment().organisation;
    let regions = session.pack.regions().iter().filter(|region| organisation.regions.contains(&region.id));
    let sector = session.pack.sectors().iter().filter(|sector| organisation.sector.as_ref() == Some(&sector.id));
    let known: Vec<&ProfileEntry> = regions.chain(sector).collect();
    html! {
        <section class="part" aria-labelledby="required-title">
            <div class="part-head">
                <h2 id="required-title">{ "Is it required of you?" }</h2>
                <span class="necessity">{ text::capital(text::necessity(report.necessity)) }</span>
            </div>
            <p class="part-text">{ necessity::why(&session, trigger, report) }</p>
            if known.is_empty() {
                <p class="part-text"><Link to={Route::Record}>{ "Say where you do business, to see what law and practice are there" }</Link></p>
            }
            { for known.into_iter().filter(|entry| entry.statute.is_some() || entry.practice.is_some()).map(place) }
        </section>
    }
}

fn place(entry: &ProfileEntry) -> Html {
    html! {
        <details key={&*entry.id} class="more law">
            <summary>{ &entry.title }</summary>
            <dl class="facts small">
                if let Some(statute) = &entry.statute {
                    <dt>{ "Law" }</dt><dd>{ statute }</dd>
                }
                if let Some(practice) = &entry.practice {
                    <dt>{ "Practice" }</dt><dd>{ practice }</dd>
                }
            </dl>
        </details>
    }
}
