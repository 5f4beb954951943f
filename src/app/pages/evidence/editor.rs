//! An open item: all that is recorded of it, for whom it counts, and what it supports.

use std::rc::Rc;

use yew::prelude::*;

use super::{hash::Hash, links::Links, standing::Standing};
use crate::{
    app::{
        components::{Choice, DateField, RadioGroup, SelectField, TextField, fields::some_text},
        dom,
        session::{Session, use_session},
        text,
    },
    assessment::Evidence,
    units::{Date, EvidenceKind, Id},
    update::Edit,
};

/// Changes an item: a step that can be taken back, and a confirmation of what was pre-filled.
pub fn put(session: &Session, item: &Evidence, change: impl FnOnce(&mut Evidence)) {
    let mut item = Evidence { provisional: false, ..item.clone() };
    change(&mut item);
    session.edit(Edit::PutEvidence(item));
}

/// Of [`Editor`].
#[derive(PartialEq, Properties)]
pub struct EditorProps {
    /// The item.
    pub id: Id,
}

/// All that is recorded of an item.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let session = use_session();
    let found = session.assessment().evidence.iter().find(|item| item.id == props.id);
    let Some(item) = found.cloned().map(Rc::new) else { return Html::default() };
    html! {
        <>
            if item.provisional {
                { confirm(&session, &item) }
            }
            <div class="item-columns">
                { fields(&session, &item) }
                <Standing item={item.clone()} />
            </div>
            <Links item={item.clone()} />
            <p class="item-foot">
                <button type="button" class="button-quiet button-danger" onclick={remove(&session, &item)}>{ "Remove this item" }</button>
                <span class="small quiet">{ "Undo brings it back." }</span>
            </p>
        </>
    }
}

fn confirm(session: &Session, item: &Rc<Evidence>) -> Html {
    let keep = {
        let (session, item) = (session.clone(), item.clone());
        Callback::from(move |_: MouseEvent| {
            // The button goes with what it says.
            dom::focus(&["[id=\"title-", &item.id, "\"]"].concat());
            put(&session, &item, |_| ());
        })
    };
    html! {
        <p class="bench-line">
            <span class="caution">{ "The quick check made this item. Say what it really is, or keep it as it stands." }</span>
            <button type="button" class="button" onclick={keep}>{ "Keep this" }</button>
        </p>
    }
}

fn remove(session: &Session, item: &Rc<Evidence>) -> Callback<MouseEvent> {
    let (session, id) = (session.clone(), item.id.clone());
    Callback::from(move |_: MouseEvent| {
        session.edit(Edit::RemoveEvidence(id.clone()));
        // The button that had the focus is gone with its row.
        dom::focus("main h1");
    })
}

fn typed(session: &Session, item: &Rc<Evidence>, change: fn(&mut Evidence, String)) -> Callback<String> {
    let (session, item) = (session.clone(), item.clone());
    Callback::from(move |text: String| {
        let mut item = Evidence { provisional: false, ..(*item).clone() };
        change(&mut item, text);
        session.typed(Edit::PutEvidence(item));
    })
}

/// The kinds, each with plain examples and what it backs.
fn kinds() -> Vec<Choice> {
    let note = |kind: EvidenceKind| text::capital(text::evidence_kind_examples(kind));
    let choice = |kind: &EvidenceKind| Choice::noted(kind.name(), text::evidence_kind(*kind), Some(note(*kind)));
    EvidenceKind::ALL.iter().map(choice).collect()
}

fn fields(session: &Session, item: &Rc<Evidence>) -> Html {
    let onkind = {
        let (session, item) = (session.clone(), item.clone());
        Callback::from(move |id: Option<Id>| {
            if let Some(kind) = id.and_then(|id| EvidenceKind::from_name(&id)) {
                put(&session, &item, |item| item.kind = kind);
            }
        })
    };
    let ondated = {
        let (session, item) = (session.clone(), item.clone());
        Callback::from(move |date: Option<Date>| {
            if let Some(date) = date {
                put(&session, &item, |item| item.dated = date);
            }
        })
    };
    let onuntil = {
        let (session, item) = (session.clone(), item.clone());
        Callback::from(move |date: Option<Date>| put(&session, &item, |item| item.valid_until = date))
    };
    let onsupersedes = {
        let (session, item) = (session.clone(), item.clone());
        Callback::from(move |id: Option<Id>| put(&session, &item, |item| item.supersedes = id))
    };
    let early = item.valid_until.filter(|until| *until < item.dated);
    let no_title = item.title.trim().is_empty().then_some("Say what it is called: whoever asks for it has to find it.");
    let mut others: Vec<&Evidence> = session.assessment().evidence.iter().filter(|other| other.id != item.id).collect();
    others.sort_by(|a, b| b.dated.cmp(&a.dated).then_with(|| a.id.cmp(&b.id)));
    let earlier = others
        .iter()
        .map(|other| Choice::new(other.id.clone(), format!("{} · {}", other.title, text::short_date(other.dated))));
    html! {
        <div class="fields">
            <TextField label="What it is called" class="wide" id={format!("title-{}", item.id)} value={item.title.clone()}
                required=true hint={no_title.map(AttrValue::from)} oninput={typed(session, item, |item, text| item.title = text)} />
            <RadioGroup label="Kind" class="wide item-kinds" choices={kinds()} value={Some(Id::from(item.kind.name()))} onchange={onkind}
                hint={Some(AttrValue::from(format!("It backs up to “{}”.", text::level(item.kind.proves()))))} />
            <DateField label="Dated" required=true value={Some(item.dated)} onchange={ondated} />
            <DateField label="Valid until, if it says so" value={item.valid_until} onchange={onuntil}
                error={early.map(|_| AttrValue::Static("This lies before its own date, so it never counts."))} />
            <TextField label="Where it is kept" class="wide" value={item.location.clone().unwrap_or_default()}
                hint={Some(AttrValue::Static("A path, an address, a shelf. It stays in this browser; copies for others leave it out."))}
                oninput={typed(session, item, |item, text| item.location = some_text(text))} />
            <Hash item={item.clone()} />
            <SelectField label="Takes the place of" class="wide" none={Some(AttrValue::Static("No earlier item"))}
                choices={earlier.collect::<Vec<_>>()} value={item.supersedes.clone()} onchange={onsupersedes} />
        </div>
    }
}
