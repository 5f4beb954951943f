//! Notices about work that two tabs changed apart, that has gone, or that only this browser holds.

use serde_json::Value;
use yew::prelude::*;

use super::Notice;
use crate::{
    app::{
        components::Link,
        route::Route,
        session::{Keeper, Session},
        text,
    },
    exchange::{Conflict, export_overdue},
    update::{Edit, Msg},
};

/// How many characters of a value are shown.
const SHOWN: usize = 160;

/// What this tab and another one changed, each in its own way.
pub fn conflicts(session: &Session) -> Html {
    let all = session.state.conflicts();
    if all.is_empty() {
        return Html::default();
    }
    let settle = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| session.send(Msg::Settle))
    };
    html! {
        <Notice title="Another tab changed the same thing">
            <p>{ "Both tabs are joined. Where both changed the same value, this tab’s stands; the other one is here until you have seen it." }</p>
            <ul class="conflicts">{ for all.iter().map(|conflict| line(session, conflict)) }</ul>
            <p class="notice-actions">
                <button type="button" class="button-quiet" onclick={settle}>{ "Keep what stands" }</button>
            </p>
        </Notice>
    }
}

fn line(session: &Session, conflict: &Conflict) -> Html {
    let turn = {
        let (session, conflict) = (session.clone(), conflict.clone());
        Callback::from(move |_: MouseEvent| session.edit(Edit::Turn(conflict.clone())))
    };
    html! {
        <li key={conflict.path.join("/")}>
            <strong>{ conflict.path.join(" / ") }</strong>{ ": here " }<q>{ words(conflict.kept.as_ref()) }</q>
            { ", there " }<q>{ words(conflict.other.as_ref()) }</q>{ " " }
            <button type="button" class="button-quiet" onclick={turn}>{ "Take the other" }</button>
        </li>
    }
}

/// A value in a few words.
pub fn words(value: Option<&Value>) -> String {
    let text = match value {
        None => return "nothing".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Object(fields)) => match ["title", "name"].iter().find_map(|name| fields.get(*name)?.as_str()) {
            Some(title) => title.to_owned(),
            None => Value::Object(fields.clone()).to_string(),
        },
        Some(value) => value.to_string(),
    };
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => [text.get(..end).unwrap_or_default(), "…"].concat(),
        None => text,
    }
}

/// What was here and is gone; and work that has been in this browser alone for long.
pub fn safety(session: &Session, keeper: &Keeper) -> Html {
    if keeper.view.gone {
        return html! {
            <Notice title="What was kept here is gone">
                <p>
                    { "This browser held an assessment, and Foreproof did not take it away: the browser or somebody cleared it in part. " }
                    if keeper.view.backups.is_empty() {
                        { "Open the last file that you exported." }
                    } else {
                        { "Earlier states are still here." }
                    }
                </p>
                <p class="notice-actions"><Link to={Route::File} class="button">{ "Bring it back" }</Link></p>
            </Notice>
        };
    }
    match export_overdue(keeper.view.since, session.today) {
        Some(days) if !keeper.view.at_risk() => html! {
            <p class="reminder small" role="note">
                { format!("The work of {} is in this browser alone. ", text::count(usize::try_from(days).unwrap_or(0), "day", "days")) }
                <Link to={Route::File}>{ "Export it as a file" }</Link>
            </p>
        },
        _ => Html::default(),
    }
}
