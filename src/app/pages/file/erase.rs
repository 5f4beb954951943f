//! Taking everything away: of ours, and of nobody else's.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    app::{
        components::Dialog,
        session::{use_keeper, use_session},
        text,
    },
    assessment::Assessment,
    update::{ChangeKind, Edit},
};

/// Erasing, behind a dialog.
#[component]
pub fn Erase() -> Html {
    let session = use_session();
    let keeper = use_keeper();
    let open = use_state_eq(|| false);
    let show = {
        let open = open.setter();
        Callback::from(move |_: MouseEvent| open.set(true))
    };
    let close = {
        let open = open.setter();
        Callback::from(move |()| open.set(false))
    };
    let copy = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| super::download_export(&session, false))
    };
    let erase = {
        let (session, store, open) = (session.clone(), keeper.store.clone(), open.setter());
        Callback::from(move |_: MouseEvent| {
            store.erase();
            session.edit(Edit::Replace(ChangeKind::Erase, Rc::default()));
            open.set(false);
        })
    };
    let assessment = session.assessment();
    let nothing =
        **assessment == Assessment::default() && keeper.view.aside.is_empty() && keeper.view.backups.is_empty();
    let answers = assessment.answers.values().filter(|answer| answer.given.is_some()).count();
    html! {
        <section class="part" aria-labelledby="file-erase">
            <div class="part-head"><h2 id="file-erase">{ "Erase" }</h2></div>
            <div class="rec-part">
                <p>{ "Takes away everything that Foreproof keeps in this browser. What other pages of this address keep is not touched." }</p>
                <button type="button" class="button button-danger" onclick={show} disabled={nothing}>{ "Erase everything…" }</button>
            </div>
            <Dialog open={*open} title="Erase everything here?" onclose={close.clone()}>
                <p>
                    { text::count(answers, "answer", "answers") }{ ", " }
                    { text::count(assessment.evidence.len(), "piece of evidence", "pieces of evidence") }{ ", " }
                    { text::count(assessment.risks.len(), "risk", "risks") }
                    { " and all else on record go from this browser. Undo brings them back until you close this tab; after that, only a file does." }
                </p>
                if !keeper.view.aside.is_empty() || !keeper.view.backups.is_empty() {
                    <p class="caution">{ "Earlier states, and what could not be read and was put aside, go too, for good." }</p>
                }
                <p class="dialog-actions">
                    <button type="button" class="button" onclick={copy}>{ "Export a copy first" }</button>
                    <button type="button" class="button-first button-erase" onclick={erase}>{ "Erase everything" }</button>
                    <button type="button" class="button-quiet" onclick={close.reform(|_: MouseEvent| ())}>{ "Keep it" }</button>
                </p>
            </Dialog>
        </section>
    }
}
