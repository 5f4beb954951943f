//! Choices: one of many, one of few, any of several.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{Frame, describedby, fresh_id, some_text};
use crate::units::Id;

/// A choice: its id in the data, its words, and what else there is to say about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Its id in the data.
    pub id: Id,
    /// Its words.
    pub title: AttrValue,
    /// What else there is to say.
    pub note: Option<AttrValue>,
}

impl Choice {
    /// A choice without a note.
    #[must_use]
    pub fn new(id: impl Into<Id>, title: impl Into<AttrValue>) -> Self {
        Self { id: id.into(), title: title.into(), note: None }
    }

    /// With a note.
    #[must_use]
    pub fn noted(id: impl Into<Id>, title: impl Into<AttrValue>, note: Option<impl Into<AttrValue>>) -> Self {
        Self { note: note.map(Into::into), ..Self::new(id, title) }
    }
}

/// Of [`SelectField`] and [`RadioGroup`].
#[derive(PartialEq, Properties)]
pub struct ChoiceProps {
    /// Its label.
    pub label: AttrValue,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// What is chosen.
    pub value: Option<Id>,
    /// Told of the choice; `None` only where `none` is given.
    pub onchange: Callback<Option<Id>>,
    /// The words for no choice, where that is one.
    #[prop_or_default]
    pub none: Option<AttrValue>,
    /// What to choose.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// A class for its width.
    #[prop_or_default]
    pub class: Classes,
}

/// One of many, in the browser's own list.
#[component]
pub fn SelectField(props: &ChoiceProps) -> Html {
    let id = use_memo((), |()| fresh_id("field"));
    let onchange = props.onchange.reform(|event: Event| {
        let value = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default();
        some_text(value).map(Id::from)
    });
    html! {
        <Frame id={(*id).clone()} label={props.label.clone()} hint={props.hint.clone()} error={props.error.clone()}
            class={classes!("field-select", props.class.clone())}>
            <select id={(*id).clone()} {onchange}
                aria-describedby={describedby(&id, props.hint.is_some(), props.error.is_some())}>
                if props.none.is_some() || props.value.is_none() {
                    <option value="" selected={props.value.is_none()}>{ props.none.clone().unwrap_or("Choose…".into()) }</option>
                }
                { for props.choices.iter().map(|choice| html! {
                    <option key={&*choice.id} value={choice.id.to_string()} selected={props.value.as_ref() == Some(&choice.id)}>
                        { &choice.title }
                    </option>
                }) }
            </select>
        </Frame>
    }
}

/// One of few.
#[component]
pub fn RadioGroup(props: &ChoiceProps) -> Html {
    let name = use_memo((), |()| fresh_id("radio"));
    let pick = |id: Option<Id>, title: &AttrValue, note: Option<&AttrValue>| {
        let chosen = props.value == id;
        let key = id.as_ref().map(ToString::to_string).unwrap_or_default();
        let onchange = props.onchange.reform(move |_: Event| id.clone());
        html! {
            <label {key} class="pick">
                <input type="radio" name={(*name).clone()} checked={chosen} {onchange} />
                <span>{ title }{ noted(note) }</span>
            </label>
        }
    };
    html! {
        <fieldset class={classes!("picks", props.class.clone())}>
            <legend>{ &props.label }</legend>
            if let Some(hint) = &props.hint {
                <p class="field-hint">{ hint }</p>
            }
            { for props.none.iter().map(|none| pick(None, none, None)) }
            { for props.choices.iter().map(|choice| pick(Some(choice.id.clone()), &choice.title, choice.note.as_ref())) }
            if let Some(error) = &props.error {
                <p class="field-error">{ error }</p>
            }
        </fieldset>
    }
}

/// Of [`CheckGroup`].
#[derive(PartialEq, Properties)]
pub struct CheckGroupProps {
    /// What the group is about.
    pub label: AttrValue,
    /// What can be checked.
    pub choices: Vec<Choice>,
    /// What is checked.
    pub value: Vec<Id>,
    /// Told of all that is checked now, in the order of the choices.
    pub onchange: Callback<Vec<Id>>,
    /// What to check.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// A class of one's own.
    #[prop_or_default]
    pub class: Classes,
}

/// Any of several.
#[component]
pub fn CheckGroup(props: &CheckGroupProps) -> Html {
    html! {
        <fieldset class={classes!("picks", props.class.clone())}>
            <legend>{ &props.label }</legend>
            if let Some(hint) = &props.hint {
                <p class="field-hint">{ hint }</p>
            }
            { for props.choices.iter().map(|choice| {
                let checked = props.value.contains(&choice.id);
                let (all, value, id) = (props.choices.clone(), props.value.clone(), choice.id.clone());
                let onchange = props.onchange.reform(move |_: Event| {
                    let kept = |other: &Id| if *other == id { !checked } else { value.contains(other) };
                    all.iter().map(|choice| choice.id.clone()).filter(kept).collect::<Vec<Id>>()
                });
                html! {
                    <label key={&*choice.id} class="pick">
                        <input type="checkbox" {checked} {onchange} />
                        <span>{ &choice.title }{ noted(choice.note.as_ref()) }</span>
                    </label>
                }
            }) }
        </fieldset>
    }
}

fn noted(note: Option<&AttrValue>) -> Html {
    note.map_or_else(Html::default, |note| html! { <span class="pick-note">{ note }</span> })
}
