//! The steps before the questions: who you are, and who may ask.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    app::{
        components::{CheckGroup, Choice, DateField, RadioGroup, SelectField, TextField},
        pages::record::putting,
        session::Session,
    },
    assessment::{Organisation, TriggerEntry},
    rules::{ProfileEntry, Trigger},
    units::Id,
    update::Edit,
};

/// Why a trigger may not concern an organisation; kept as the reason for setting it aside.
const NOT_OURS: &str = "Does not concern us (quick check)";

fn choices(list: &[ProfileEntry]) -> Vec<Choice> {
    list.iter().map(|entry| Choice::new(entry.id.clone(), entry.title.clone())).collect()
}

/// Who you are.
pub fn profile(session: &Session) -> Html {
    let pack = &session.pack;
    let organisation = Rc::new(session.assessment().organisation.clone());
    let one = |set: fn(&mut Organisation, Option<Id>)| putting(session, &organisation, false, Edit::Organisation, set);
    let many = |set: fn(&mut Organisation, Vec<Id>)| putting(session, &organisation, false, Edit::Organisation, set);
    let name = putting(session, &organisation, true, Edit::Organisation, |organisation, name| organisation.name = name);
    html! {
        <>
            <p class="quick-lead">{ "It decides who asks, and how soon. Nothing you enter leaves this browser." }</p>
            <div class="fields">
                <TextField class="wide" label="Name" hint="Only if you like." value={organisation.name.clone()} oninput={name} />
                <SelectField class="wide" label="Sector" choices={choices(pack.sectors())} value={organisation.sector.clone()}
                    none="Not said" onchange={one(|organisation, id| organisation.sector = id)} />
            </div>
            <CheckGroup label="Where you do business" choices={choices(pack.regions())} value={organisation.regions.clone()}
                onchange={many(|organisation, ids| organisation.regions = ids)} />
            <CheckGroup label="What you do with AI" choices={choices(pack.roles())} value={organisation.roles.clone()}
                onchange={many(|organisation, ids| organisation.roles = ids)} />
            <RadioGroup label="How many you are" choices={choices(pack.sizes())} value={organisation.size.clone()}
                onchange={one(|organisation, id| organisation.size = id)} />
        </>
    }
}

/// Who may ask.
pub fn triggers(session: &Session) -> Html {
    html! {
        <>
            <p class="quick-lead">{ "Untick what does not concern you. Say what you see of the rest: it makes the difference between voluntary and required." }</p>
            <ul class="rows">{ for session.pack.triggers().iter().map(|trigger| row(session, trigger)) }</ul>
        </>
    }
}

fn row(session: &Session, trigger: &Trigger) -> Html {
    let entry =
        Rc::new((trigger.id.clone(), session.assessment().triggers.get(&trigger.id).cloned().unwrap_or_default()));
    let edit = |(id, entry): (Id, TriggerEntry)| Edit::Trigger(id, entry);
    let ours = entry.1.set_aside.is_none();
    let on_ours = putting(session, &entry, false, edit, |(_, entry), ours: bool| {
        entry.set_aside = (!ours).then(|| NOT_OURS.to_owned());
    });
    let on_signs = putting(session, &entry, false, edit, |(_, entry), signs: Vec<Id>| entry.signs = signs);
    let on_date = putting(session, &entry, false, edit, |(_, entry), date| entry.date = date);
    let signs: Vec<Choice> = trigger.signs.iter().map(|sign| Choice::new(sign.id.clone(), sign.text.clone())).collect();
    html! {
        <li key={&*trigger.id} class="quick-trigger">
            <label class="pick">
                <input type="checkbox" checked={ours} onchange={on_ours.reform(move |_: Event| !ours)} />
                <span><strong>{ &trigger.title }</strong><span class="pick-note">{ &trigger.catalyst }</span></span>
            </label>
            if ours {
                <details class="more" open={!entry.1.signs.is_empty() || entry.1.date.is_some()}>
                    <summary>{ "What you see of it" }</summary>
                    <CheckGroup label="Signs" choices={signs} value={entry.1.signs.clone()} onchange={on_signs} />
                    <DateField label="When is it due, if you know?" value={entry.1.date} onchange={on_date} />
                </details>
            }
        </li>
    }
}
