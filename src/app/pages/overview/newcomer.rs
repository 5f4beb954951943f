//! What a newcomer sees: what this is, and three ways in.

use yew::prelude::*;

use crate::app::{
    components::{Bars, BarsSize, Link, Page},
    example::{Loading, use_example},
    route::Route,
    session::use_session,
};
use crate::units::Bp;

/// Three doors.
#[component]
pub fn Newcomer() -> Html {
    let session = use_session();
    let (load, loading) = use_example();
    let known = session.assessment().organisation.sector.is_some();
    html! {
        <Page title="Can you prove control of your AI before somebody asks?" class="newcomer" lead={html! {
            "No law demands ISO/IEC 42001. A tender, an insurer, an investor or an incident does, each by its own date and \
             with its own idea of proof. Foreproof scores you against eight of them, on what you can show rather than on what you say."
        }}>
            <figure class="newcomer-figure">
                <Bars proven={Bp::new(3_800)} claimed={Bp::new(6_200)} ready={Bp::new(7_200)} size={BarsSize::Card}
                    sentence="An example: 38 of 100 backed by evidence, 62 claimed, ready at 72" />
                <figcaption class="small quiet">
                    { "Solid is what evidence backs. Hatched is what is claimed beyond it. The tick is where an asker is satisfied." }
                </figcaption>
            </figure>
            <ul class="doors">
                <li>
                    <h2>{ "Quick check" }</h2>
                    <p>{ "Twelve questions, and what you could show tomorrow. You see who is likely to ask, and what would happen." }</p>
                    <p class="quiet small">{ "About three minutes" }</p>
                    <Link to={Route::Quick} class="button-first">{ "Start the quick check" }</Link>
                </li>
                <li>
                    <h2>{ "Full assessment" }</h2>
                    <p>{ "All 70 requirements with their evidence, your AI systems, risks and incidents, and one page for each asker." }</p>
                    <p class="quiet small">{ "Some days of work, at your own pace" }</p>
                    <Link to={if known { Route::Requirements(None) } else { Route::Record }} class="button">
                        { if known { "Go to the requirements" } else { "Say who you are" } }
                    </Link>
                </li>
                <li>
                    <h2>{ "Example" }</h2>
                    <p>{ "A made-up software company with a tender in sight: look around, change things, then take it back with one click." }</p>
                    <p class="quiet small">{ "Nothing to fill in" }</p>
                    <button type="button" class="button" onclick={load} disabled={loading == Loading::Busy}>{ "Load the example" }</button>
                    if let Loading::Failed(words) = &loading {
                        <p class="fault small" role="alert">{ words }</p>
                    }
                </li>
            </ul>
            <p class="newcomer-file small">
                { "Have a file from Foreproof? " }<Link to={Route::File}>{ "Open it" }</Link>
            </p>
        </Page>
    }
}
