//! What the user knows of a trigger: signs, date, stake, or that it does not concern them.

use yew::prelude::*;

use super::gates::PartProps;
use crate::{
    app::{
        components::{CheckGroup, Choice, DateField, MoneyField, TextArea, TextField, fields::some_text},
        session::{Session, use_session},
    },
    assessment::TriggerEntry,
    units::{Id, Money},
    update::Edit,
};

/// The form.
#[component]
pub fn Known(props: &PartProps) -> Html {
    let session = use_session();
    let Some(trigger) = session.pack.trigger(&props.id) else { return Html::default() };
    let entry = session.assessment().triggers.get(&props.id).cloned().unwrap_or_default();
    let signs = trigger.signs.iter().map(|sign| Choice::new(sign.id.clone(), sign.text.clone())).collect::<Vec<_>>();
    let currency = entry.stake.map_or(session.assessment().settings.currency, |stake| stake.currency());
    let aside = entry.set_aside.is_some();
    let on_signs = change(&session, &props.id, &entry, false, |entry, signs: Vec<Id>| entry.signs = signs);
    let on_date = change(&session, &props.id, &entry, false, |entry, date| entry.date = date);
    let on_stake = change(&session, &props.id, &entry, true, |entry, stake: Option<Money>| entry.stake = stake);
    let on_aside = change(&session, &props.id, &entry, false, |entry, aside: bool| {
        entry.set_aside = aside.then(String::new);
    });
    let on_reason = change(&session, &props.id, &entry, true, |entry, reason: String| entry.set_aside = Some(reason));
    let on_note = change(&session, &props.id, &entry, true, |entry, note| entry.note = some_text(note));
    html! {
        <section class="part" aria-labelledby="known-title">
            <div class="part-head"><h2 id="known-title">{ "What you know about it" }</h2></div>
            <div class="columns part-text">
                <CheckGroup label="What do you see of it?" choices={signs} value={entry.signs.clone()} onchange={on_signs} />
                <div class="known-fields">
                    <DateField label="When is it due?" value={entry.date} onchange={on_date}
                        hint="With a date you also see what expires until then." />
                    <MoneyField label="What is at stake?" value={entry.stake} {currency} onchange={on_stake}
                        hint="The contract, the cover, the round. Leave it empty if you would rather not say." />
                    <TextArea label="Note" value={entry.note.clone().unwrap_or_default()} oninput={on_note} />
                    <div class="known-aside">
                        <label class="pick">
                            <input type="checkbox" checked={aside} onchange={on_aside.reform(move |_: Event| !aside)} />
                            <span>
                                { "Set it aside" }
                                <span class="pick-note">{ "It does not concern you. It then weighs nothing in the overall score." }</span>
                            </span>
                        </label>
                        if let Some(reason) = &entry.set_aside {
                            <TextField label="Why does it not concern you?" value={reason.clone()} oninput={on_reason}
                                error={reason.trim().is_empty().then_some("Say why: whoever reads this later will ask.")} />
                        }
                    </div>
                </div>
            </div>
        </section>
    }
}

/// A callback that changes one thing of the entry and puts it back.
fn change<T: 'static>(
    session: &Session,
    id: &Id,
    entry: &TriggerEntry,
    typed: bool,
    change: fn(&mut TriggerEntry, T),
) -> Callback<T> {
    let (session, id, entry) = (session.clone(), id.clone(), entry.clone());
    Callback::from(move |value: T| {
        let mut entry = entry.clone();
        change(&mut entry, value);
        let edit = Edit::Trigger(id.clone(), entry);
        if typed { session.typed(edit) } else { session.edit(edit) }
    })
}
