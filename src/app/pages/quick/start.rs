//! The steps before the questions: who you are, and who may ask.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    app::{
        components::{CheckGroup, Choice, DateField, RadioGroup, SelectField, TextField},
        pages::{necessity, record::putting},
        session::Session,
        text,
    },
    assessment::{Organisation, TriggerEntry},
    report::TriggerReport,
    rules::{ProfileEntry, Trigger},
    units::Id,
    update::Edit,
};

/// Why a trigger may not concern an organisation; the words are kept as the reason for setting it aside.
const REASONS: [&str; 4] = [
    "It does not happen in our line of business",
    "Not within the next two years",
    "Somebody else in our group answers for it",
    "What is at stake is too small to matter",
];

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
        <div class="quick-form">
            <SelectField label="What do you do?" choices={choices(pack.sectors())} value={organisation.sector.clone()}
                none="Choose…" onchange={one(|organisation, id| organisation.sector = id)} />
            <SelectField label="How many are you?" choices={choices(pack.sizes())} value={organisation.size.clone()}
                none="Choose…" onchange={one(|organisation, id| organisation.size = id)} />
            <CheckGroup label="Where do you do business?" choices={choices(pack.regions())} class="quick-pair"
                value={organisation.regions.clone()} onchange={many(|organisation, ids| organisation.regions = ids)} />
            <CheckGroup label="What do you do with AI?" choices={choices(pack.roles())} class="quick-pair"
                value={organisation.roles.clone()} onchange={many(|organisation, ids| organisation.roles = ids)} />
            <TextField label="Name of the organisation" hint="Only for the result. Leave it empty if you like."
                class="wide" value={organisation.name.clone()} oninput={name} />
        </div>
    }
}

/// Who may ask.
pub fn triggers(session: &Session) -> Html {
    let rows = session.pack.triggers().iter().zip(&session.report.triggers);
    html! { <ul class="rows quick-triggers">{ for rows.map(|(trigger, report)| row(session, trigger, report)) }</ul> }
}

fn row(session: &Session, trigger: &Trigger, report: &TriggerReport) -> Html {
    let entry = necessity::entry(session, &trigger.id).cloned().unwrap_or_default();
    let reason = entry.set_aside.clone();
    let entry = Rc::new((trigger.id.clone(), entry));
    let edit = |(id, entry): (Id, TriggerEntry)| Edit::Trigger(id, entry);
    let ours = reason.is_none();
    let on_ours = putting(session, &entry, false, edit, |(_, entry), ours: bool| {
        entry.set_aside = (!ours).then(|| REASONS.first().copied().unwrap_or_default().to_owned());
    });
    html! {
        <li key={&*trigger.id}>
            <label class="pick">
                <input type="checkbox" checked={ours} onchange={on_ours.reform(move |_: Event| !ours)} />
                <span>
                    <strong class="quick-trigger-title">{ &trigger.title }</strong>
                    <span class="pick-note">{ &trigger.catalyst }</span>
                </span>
            </label>
            <div class="quick-trigger-more">
                if let Some(reason) = &reason {
                    <RadioGroup label="Why does it not concern you?" choices={reasons(reason)} value={Some(Id::from(reason.as_str()))}
                        onchange={putting(session, &entry, false, edit, |(_, entry), reason: Option<Id>| {
                            entry.set_aside = Some(reason.map(|reason| reason.to_string()).unwrap_or_default());
                        })} />
                } else {
                    <details class="more">
                        <summary>{ seen(session, trigger) }</summary>
                        <CheckGroup label="Tick what you see" choices={signs(trigger)} value={entry.1.signs.clone()}
                            onchange={putting(session, &entry, false, edit, |(_, entry), signs: Vec<Id>| entry.signs = signs)} />
                        <DateField label="By when, if you know" value={entry.1.date}
                            onchange={putting(session, &entry, false, edit, |(_, entry), date| entry.date = date)} />
                    </details>
                    <p class="small quiet quick-necessity">{ necessity::line(session, trigger, report) }</p>
                }
            </div>
        </li>
    }
}

fn signs(trigger: &Trigger) -> Vec<Choice> {
    trigger.signs.iter().map(|sign| Choice::new(sign.id.clone(), sign.text.clone())).collect()
}

/// The usual reasons, and the one that was given if it is another.
fn reasons(given: &str) -> Vec<Choice> {
    let own = (!REASONS.contains(&given) && !given.is_empty()).then_some(given);
    REASONS.into_iter().chain(own).map(|reason| Choice::new(reason, reason.to_owned())).collect()
}

fn seen(session: &Session, trigger: &Trigger) -> String {
    match necessity::observed(session, trigger) {
        0 => "What do you see of it?".to_owned(),
        count => ["You see ", &text::count(count, "sign", "signs"), " of it"].concat(),
    }
}
