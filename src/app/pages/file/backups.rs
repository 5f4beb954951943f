//! Earlier states of the work, to go back to.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    app::{
        files,
        session::{Session, use_keeper, use_session},
        storage::Backup,
        text,
    },
    exchange,
    units::Date,
    update::{ChangeKind, Edit},
};

/// The backups, each with a way back to it.
#[component]
pub fn Backups() -> Html {
    let session = use_session();
    let keeper = use_keeper();
    let said = use_state_eq(|| None::<AttrValue>);
    let restore = |backup: &Backup| {
        let (session, store, backup, said) = (session.clone(), keeper.store.clone(), backup.clone(), said.setter());
        Callback::from(move |_: MouseEvent| {
            let read = store.backup(&backup).map(|text| exchange::import(&session.pack, &text));
            said.set(Some(match read {
                Some(Ok(assessment)) => {
                    store.back_up();
                    session.edit(Edit::Replace(ChangeKind::Restore, Rc::new(assessment)));
                    "This is the state of that time. Undo brings back what was here.".into()
                }
                _ => "This state can’t be read any more. Download it to have it looked at.".into(),
            }));
        })
    };
    let get = |backup: &Backup| {
        let (store, backup) = (keeper.store.clone(), backup.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(text) = store.backup(&backup) {
                let name = format!("foreproof-{}.json", backup.at.replace(':', "-"));
                // A browser that refuses a download says so itself.
                let _ = files::download(&name, "application/json", &text);
            }
        })
    };
    let all = &keeper.view.backups;
    html! {
        <section class="part" aria-labelledby="file-backups">
            <div class="part-head"><h2 id="file-backups">{ "Earlier states" }</h2></div>
            <div class="rec-part">
                <p>{ "Beside your work this browser keeps a few earlier states, the older the fewer. They give way first when room is short, and go with the work when it is erased or cleared." }</p>
                if let Some(words) = &*said { <p role="status">{ words }</p> }
                if all.is_empty() {
                    <p class="quiet">{ "There is none yet." }</p>
                } else {
                    <table class="rec-table">
                        <caption class="aloud">{ "Earlier states" }</caption>
                        <thead><tr>
                            <th scope="col">{ "Kept" }</th><th scope="col" class="number">{ "Characters" }</th>
                            <th scope="col"><span class="aloud">{ "What to do" }</span></th>
                        </tr></thead>
                        <tbody>
                            { for all.iter().map(|backup| html! {
                                <tr key={backup.at.clone()}>
                                    <th scope="row">{ when(&session, &backup.at) }</th>
                                    <td class="number">{ text::thousands(backup.length as u64) }</td>
                                    <td class="number">
                                        <button type="button" class="button-quiet" onclick={restore(backup)}>{ "Go back to it" }</button>
                                        <button type="button" class="button-quiet" onclick={get(backup)}>{ "Download" }</button>
                                    </td>
                                </tr>
                            }) }
                        </tbody>
                    </table>
                }
            </div>
        </section>
    }
}

/// A moment in words: day and time in UTC, as it stands in the file.
fn when(session: &Session, at: &str) -> String {
    let time = at.get(11..16).unwrap_or_default();
    match at.get(..10).and_then(Date::parse) {
        Some(day) if day == session.today => format!("today, {time} UTC"),
        Some(day) => format!("{}, {time} UTC", text::short_date(day)),
        None => at.to_owned(),
    }
}
