//! A new item of evidence, made where it is missed.

use yew::prelude::*;

use crate::{
    app::{
        components::{Choice, DateField, SelectField, TextField, fields::fresh_id},
        dom, ids,
        session::use_session,
        text,
    },
    assessment::Evidence,
    units::{Date, EvidenceKind, Id},
    update::Edit,
};

/// Of [`NewItem`].
#[derive(PartialEq, Properties)]
pub struct NewItemProps {
    /// The requirement that it will support.
    pub requirement: Id,
    /// The kind that helps most.
    pub kind: EvidenceKind,
    /// Told when it was added, or given up.
    pub ondone: Callback<()>,
}

/// The kinds of evidence as choices, each with examples.
#[must_use]
pub fn kinds() -> Vec<Choice> {
    let words = |kind: EvidenceKind| format!("{}: {}", text::evidence_kind(kind), text::evidence_kind_examples(kind));
    EvidenceKind::ALL.iter().map(|kind| Choice::new(kind.name(), words(*kind))).collect()
}

/// The small form: title, kind, dates.
#[component]
pub fn NewItem(props: &NewItemProps) -> Html {
    let session = use_session();
    let title = use_state_eq(String::new);
    let kind = use_state_eq(|| props.kind);
    let dated = use_state_eq(|| Some(session.today));
    let until = use_state_eq(|| None::<Date>);
    let tried = use_state_eq(|| false);
    let field = use_memo((), |()| fresh_id("new-item"));
    {
        // Whoever opened the form wants to write.
        let field = field.clone();
        use_effect_with((), move |()| dom::focus(&["#", &field].concat()));
    }
    let add = {
        let (session, requirement, done) = (session.clone(), props.requirement.clone(), props.ondone.clone());
        let (title, dated, until, kind) = ((*title).clone(), *dated, *until, *kind);
        let (tried, field) = (tried.setter(), field.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            tried.set(true);
            let Some(dated) = dated.filter(|_| !title.trim().is_empty()) else {
                dom::focus(&["#", &field].concat());
                return;
            };
            let id = ids::fresh("e", session.assessment().evidence.iter().map(|item| &item.id));
            session.edit(Edit::PutEvidence(Evidence {
                id,
                title: title.trim().to_owned(),
                kind,
                dated,
                valid_until: until,
                requirements: vec![requirement.clone()],
                location: None,
                sha256: None,
                supersedes: None,
                provisional: false,
            }));
            done.emit(());
        })
    };
    let no_title = (*tried && title.trim().is_empty()).then_some(AttrValue::Static("Say what it is called."));
    let no_date = (*tried && dated.is_none()).then_some(AttrValue::Static("Say from which day it is."));
    let onkind = {
        let kind = kind.setter();
        Callback::from(move |id: Option<Id>| {
            if let Some(chosen) = id.and_then(|id| EvidenceKind::from_name(&id)) {
                kind.set(chosen);
            }
        })
    };
    let set = |state: UseStateSetter<Option<Date>>| Callback::from(move |date: Option<Date>| state.set(date));
    let ontitle = {
        let title = title.setter();
        Callback::from(move |text: String| title.set(text))
    };
    html! {
        // The browser's own complaints would come before ours, in words of its own.
        <form class="proof-panel" onsubmit={add} novalidate=true>
            <div class="fields">
                <TextField label="What it is called" id={(*field).clone()} value={(*title).clone()} required=true class="wide"
                    oninput={ontitle} error={no_title} />
                <SelectField label="Kind" class="wide" choices={kinds()} value={Some(Id::from(kind.name()))} onchange={onkind} />
                <DateField label="Dated" value={*dated} onchange={set(dated.setter())} error={no_date} />
                <DateField label="Valid until, if it says so" value={*until} onchange={set(until.setter())} />
            </div>
            <div class="proof-panel-ways">
                <button type="submit" class="button-first">{ "Add and link" }</button>
                <button type="button" class="button-quiet" onclick={props.ondone.reform(|_: MouseEvent| ())}>{ "Cancel" }</button>
            </div>
        </form>
    }
}
