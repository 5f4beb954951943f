//! The efforts, by group of requirements: five steps each, in days.

use yew::prelude::*;

use web_sys::HtmlInputElement;

use crate::{
    app::{
        session::{Session, use_session},
        text,
    },
    rules::{Group, Requirement},
    units::{Id, Level},
    update::Edit,
};

/// The most that a step may take, tenths of a day: ten years.
const MOST: u32 = 36_500;

/// All efforts, each group folded away.
#[component]
pub fn Efforts() -> Html {
    let session = use_session();
    let open = use_state_eq(|| None::<Id>);
    html! {
        <ul class="rows effort-groups">
            { for session.pack.groups().iter().map(|group| {
                let shown = open.as_ref() == Some(&group.id);
                let (set, id) = (open.setter(), (!shown).then(|| group.id.clone()));
                let toggle = Callback::from(move |_: MouseEvent| set.set(id.clone()));
                html! {
                    <li key={&*group.id}>
                        <button type="button" class="rec-toggle" aria-expanded={shown.to_string()} onclick={toggle}>
                            { &*group.id }{ " " }{ &group.title }
                        </button>
                        if shown { { table(&session, group) } }
                    </li>
                }
            }) }
        </ul>
    }
}

fn table(session: &Session, group: &Group) -> Html {
    let of_group = session.pack.requirements().iter().map(|(_, requirement)| requirement);
    html! {
        <div class="scroll">
            <table class="effort-table">
                <caption class="aloud">{ format!("Days from one level to the next: {}", group.title) }</caption>
                <thead><tr>
                    <th scope="col">{ "Requirement" }</th>
                    { for Level::ALL.iter().skip(1).map(|level| html! { <th key={level.digit()} scope="col">{ "to " }{ text::level(*level) }</th> }) }
                    <th scope="col"><span class="aloud">{ "Take back" }</span></th>
                </tr></thead>
                <tbody>{ for of_group.filter(|one| one.group == group.id).map(|one| row(session, one)) }</tbody>
            </table>
        </div>
    }
}

fn row(session: &Session, requirement: &Requirement) -> Html {
    let own = session.assessment().settings.effort.get(&requirement.id).copied();
    let effort = own.unwrap_or(requirement.effort);
    let name = text::requirement(&session.pack, &requirement.id);
    let back = {
        let (session, id) = (session.clone(), requirement.id.clone());
        Callback::from(move |_: MouseEvent| put(&session, &id, None))
    };
    html! {
        <tr key={&*requirement.id} class={own.map(|_| "effort-own")}>
            <th scope="row">{ &name }</th>
            { for effort.iter().zip(Level::ALL.iter().skip(1)).enumerate().map(|(step, (tenths, level))| {
                let (session, id, rules) = (session.clone(), requirement.id.clone(), requirement.effort);
                let onchange = Callback::from(move |tenths: u32| {
                    let mut effort = effort;
                    if let Some(slot) = effort.get_mut(step) {
                        *slot = tenths;
                    }
                    put(&session, &id, (effort != rules).then_some(effort));
                });
                html! { <td key={step}><Days value={*tenths} label={format!("{name}, days to {}", text::level(*level))} {onchange} /></td> }
            }) }
            <td>if own.is_some() { <button type="button" class="button-quiet" onclick={back} aria-label={format!("{name}: as the rules have it")}>{ "As before" }</button> }</td>
        </tr>
    }
}

/// Keeps an effort of one's own, or none.
fn put(session: &Session, id: &Id, effort: Option<[u32; 5]>) {
    let mut settings = session.assessment().settings.clone();
    match effort {
        Some(effort) => settings.effort.insert(id.clone(), effort),
        None => settings.effort.remove(id),
    };
    session.edit(Edit::Settings(settings));
}

#[derive(PartialEq, Properties)]
struct DaysProps {
    value: u32,
    label: AttrValue,
    onchange: Callback<u32>,
}

/// Days with one decimal. What is no number of days stays in the field, marked as wrong.
#[component]
fn Days(props: &DaysProps) -> Html {
    let wrong = use_state_eq(|| None::<String>);
    let onchange = {
        let (wrong, told) = (wrong.setter(), props.onchange.clone());
        Callback::from(move |event: Event| {
            let typed = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
            match read(&typed) {
                Some(tenths) => {
                    wrong.set(None);
                    told.emit(tenths);
                }
                None => wrong.set(Some(typed)),
            }
        })
    };
    html! {
        <input type="text" inputmode="decimal" class="effort-days" aria-label={&props.label} autocomplete="off"
            aria-invalid={wrong.as_ref().map(|_| "true")} title={wrong.as_ref().map(|_| "Write days, such as 2 or 0.5")}
            value={wrong.as_ref().cloned().unwrap_or_else(|| written(props.value))} {onchange} />
    }
}

fn written(tenths: u32) -> String {
    match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}.{tenth}"),
    }
}

/// Reads days with at most one decimal as tenths.
fn read(text: &str) -> Option<u32> {
    let (whole, tenth) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(tenth) || tenth.len() > 1 {
        return None;
    }
    let tenths = whole.parse::<u32>().ok()?.checked_mul(10)?.checked_add(tenth.parse().ok()?)?;
    (tenths <= MOST).then_some(tenths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        for (typed, tenths) in [("2", 20), ("0.5", 5), (" 12.3 ", 123), ("0", 0)] {
            assert_eq!(read(typed), Some(tenths), "{typed}");
            assert_eq!(read(&written(tenths)), Some(tenths));
        }
        for wrong in ["", "two", "-1", "1.25", ".5", "99999999999"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
