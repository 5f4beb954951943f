//! How scores come about: the method page, with the numbers and the sources of the pack in use.

use yew::prelude::*;

use crate::{
    app::{
        components::{Link, Page},
        route::Route,
        session::{Session, use_session},
        text,
    },
    builtin,
    units::{EvidenceKind, Level},
};

/// What is counted, and how.
#[component]
pub fn Method() -> Html {
    let session = use_session();
    // Our own text, converted when the app was built: nothing of a user's is ever in it. Its own
    // heading is this page's.
    let page = builtin::METHOD.split_once("</h1>").map_or(builtin::METHOD, |(_, rest)| rest);
    html! {
        <Page title="How scores come about" class="method" lead={html! { "Every number here can be recomputed by hand. This is how." }}>
            <div class="method-text">{ Html::from_html_unchecked(AttrValue::from(page)) }</div>
            { numbers(&session) }
            { sources(&session) }
            <p class="method-on"><Link to={Route::Overview}>{ "See how you stand by this" }</Link></p>
        </Page>
    }
}

fn numbers(session: &Session) -> Html {
    let pack = &session.pack;
    let age = |&kind: &EvidenceKind| {
        html! {
            <div key={kind.name()}><dt>{ text::evidence_kind(kind) }</dt><dd>{ pack.max_age().of(kind) }{ " days" }</dd></div>
        }
    };
    let credit = |&level: &Level| {
        html! {
            <div key={level.name()}><dt>{ text::capital(text::level(level)) }</dt><dd>{ pack.credit().of(level) }{ " %" }</dd></div>
        }
    };
    html! {
        <section class="part" aria-labelledby="method-numbers">
            <div class="part-head"><h2 id="method-numbers">{ "The defaults in use" }</h2></div>
            <div class="columns">
                <div>
                    <h3>{ "How old evidence may be" }</h3>
                    <dl class="facts">{ for EvidenceKind::ALL.iter().map(age) }</dl>
                </div>
                <div>
                    <h3>{ "What each level earns" }</h3>
                    <dl class="facts">{ for Level::ALL.iter().map(credit) }</dl>
                </div>
            </div>
            <p class="small quiet">{ "Each trigger has its own; its page shows them." }</p>
        </section>
    }
}

fn sources(session: &Session) -> Html {
    let pack = &session.pack;
    let row = |source: &crate::rules::Source| {
        html! {
            <li key={&*source.id}>
                { &source.title }
                if let Some(licence) = &source.licence { <span class="quiet">{ " · " }{ licence }</span> }
                if let Some(note) = &source.note { <p class="small quiet">{ note }</p> }
            </li>
        }
    };
    html! {
        <section class="part" aria-labelledby="method-sources">
            <div class="part-head"><h2 id="method-sources">{ "Where facts come from" }</h2></div>
            <ul class="rows">{ for pack.sources().iter().map(row) }</ul>
            <p class="small quiet method-pack">
                { pack.title() }{ ", version " }{ pack.version() }{ ", for " }{ pack.edition() }{ ". SHA-256 " }{ pack.sha256() }
            </p>
        </section>
    }
}
