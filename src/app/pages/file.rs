//! File: your work as a file, out and in; and how to take all of it away.

mod backups;
mod edition;
mod erase;
mod import;
mod preview;
pub mod storage;

use yew::prelude::*;

use super::record::record_tabs;
use crate::{
    app::{
        clock,
        components::Page,
        example::{Loading, use_example},
        files,
        route::Route,
        session::{Keeper, Session, use_keeper, use_session},
    },
    assessment::Assessment,
    exchange,
};
use backups::Backups;
use edition::Edition;
use erase::Erase;
use import::Import;

/// Export, import, erase.
#[component]
pub fn File() -> Html {
    let session = use_session();
    let keeper = use_keeper();
    html! {
        <Page title="File" tabs={record_tabs(&Route::File)} lead={html! { "Your work is one file. It is the only copy that lasts, and the only way to hand it on." }}>
            { exports(&session, &keeper) }
            <section class="part" aria-labelledby="file-import">
                <div class="part-head"><h2 id="file-import">{ "Open a file" }</h2></div>
                <Import />
            </section>
            <Example />
            <section class="part" aria-labelledby="file-storage">
                <div class="part-head"><h2 id="file-storage">{ "Where your work is" }</h2></div>
                { storage::facts(&session, &keeper) }
            </section>
            <Edition />
            <Backups />
            <Erase />
        </Page>
    }
}

/// Gives the user an export as a file: all of it, or what a recipient gets.
pub fn download_export(session: &Session, redact: bool) {
    let text = exchange::export(&session.pack, session.assessment(), &session.report, &clock::now(), redact);
    let name = if redact { "foreproof-for-recipient-" } else { "foreproof-" };
    // A browser that refuses a download says so itself.
    let _ = files::download(&format!("{name}{}.json", session.today), "application/json", &text);
}

fn exports(session: &Session, keeper: &Keeper) -> Html {
    let all = {
        let (session, store) = (session.clone(), keeper.store.clone());
        Callback::from(move |_: MouseEvent| {
            download_export(&session, false);
            store.exported();
        })
    };
    let recipient = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| download_export(&session, true))
    };
    let nothing = **session.assessment() == Assessment::default();
    html! {
        <section aria-labelledby="file-export">
            <div class="part-head"><h2 id="file-export">{ "Keep or hand on" }</h2></div>
            if nothing { <p class="rec-part quiet">{ "There is nothing to export yet." }</p> }
            <div class="columns file-exports">
                <div class="rec-part">
                    <h3>{ "Everything" }</h3>
                    <p>{ "For you: every answer, note and change. Open it here or in another browser and go on." }</p>
                    <button type="button" class="button-first" onclick={all} disabled={nothing}>{ "Export everything" }</button>
                </div>
                <div class="rec-part">
                    <h3>{ "For a recipient" }</h3>
                    <p>{ "The same scores, so that they can be checked. Left out: notes, owners, where evidence is kept, and the change log; who approved a retained risk is withheld." }</p>
                    <p class="small quiet">{ "Titles and descriptions of risks, evidence, systems, incidents and actions, justifications and stakes stay in. Read them once more before you send it." }</p>
                    <button type="button" class="button" onclick={recipient} disabled={nothing}>{ "Export for a recipient" }</button>
                </div>
            </div>
        </section>
    }
}

/// The example, to look around in.
#[component]
fn Example() -> Html {
    let session = use_session();
    let (load, loading) = use_example();
    let nothing = **session.assessment() == Assessment::default();
    html! {
        <section class="part" aria-labelledby="file-example">
            <div class="part-head"><h2 id="file-example">{ "Look around first" }</h2></div>
            <div class="rec-part">
                <p>
                    { "A made-up software company with answers of every kind, 40 pieces of evidence, 25 risks and an open incident. " }
                    if !nothing { { "It replaces what is here; you can undo that, and what is here stays among the earlier states." } }
                </p>
                <button type="button" class="button" onclick={load} disabled={loading == Loading::Busy}>{ "Load the example" }</button>
                if let Loading::Failed(words) = loading { <p class="fault" role="alert">{ words }</p> }
            </div>
        </section>
    }
}
