//! Labelled fields. Every field has a label tied to its control, an optional hint, and an error that
//! is tied to it by `aria-describedby`.
//!
//! Typing reaches the page at each key, so that nothing typed is lost.

mod choices;
mod parsed;

use std::cell::Cell;

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

pub use choices::{CheckGroup, CheckGroupProps, Choice, ChoiceProps, RadioGroup, SelectField};
pub use parsed::{MoneyField, MoneyFieldProps, NumberField, NumberFieldProps};

use crate::{app::text, units::Date};

/// An id that no other element has.
#[must_use]
pub fn fresh_id(what: &str) -> AttrValue {
    thread_local! {
        static NEXT: Cell<u32> = const { Cell::new(0) };
    }
    let number = NEXT.with(|next| {
        next.set(next.get().wrapping_add(1));
        next.get()
    });
    AttrValue::from([what, "-", &number.to_string()].concat())
}

/// A text as an optional one: nothing if it is empty.
#[must_use]
pub fn some_text(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// The frame of a field: label, hint, control, error.
#[derive(PartialEq, Properties)]
struct FrameProps {
    id: AttrValue,
    label: AttrValue,
    hint: Option<AttrValue>,
    error: Option<AttrValue>,
    class: Classes,
    children: Html,
}

#[component]
fn Frame(props: &FrameProps) -> Html {
    html! {
        <div class={classes!("field", props.class.clone(), props.error.is_some().then_some("field-wrong"))}>
            <label for={props.id.clone()}>{ &props.label }</label>
            if let Some(hint) = &props.hint {
                <p class="field-hint" id={told(&props.id, "hint")}>{ hint }</p>
            }
            { props.children.clone() }
            if let Some(error) = &props.error {
                <p class="field-error" id={told(&props.id, "error")}>{ error }</p>
            }
        </div>
    }
}

fn told(id: &str, what: &str) -> String {
    [id, "-", what].concat()
}

fn describedby(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (false, false) => None,
        (true, false) => Some(told(id, "hint")),
        (false, true) => Some(told(id, "error")),
        (true, true) => Some([told(id, "hint"), told(id, "error")].join(" ")),
    }
}

/// Of [`TextField`] and [`TextArea`].
#[derive(PartialEq, Properties)]
pub struct TextFieldProps {
    /// Its label.
    pub label: AttrValue,
    /// The text.
    pub value: AttrValue,
    /// Told at each key.
    pub oninput: Callback<String>,
    /// What to write.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// A class for its width: `narrow`, `wide`.
    #[prop_or_default]
    pub class: Classes,
    /// `text`, `search` or `url`.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// Whether it must be filled.
    #[prop_or_default]
    pub required: bool,
    /// An id of one's own, to move the focus to.
    #[prop_or_default]
    pub id: Option<AttrValue>,
}

/// A line of text.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let fresh = use_memo((), |()| fresh_id("field"));
    let id = props.id.clone().unwrap_or_else(|| (*fresh).clone());
    let oninput = props.oninput.reform(|event: InputEvent| {
        event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default()
    });
    html! {
        <Frame id={id.clone()} label={props.label.clone()} hint={props.hint.clone()} error={props.error.clone()}
            class={props.class.clone()}>
            <input id={id.clone()} type={props.kind.clone()} value={props.value.clone()} {oninput} autocomplete="off"
                required={props.required} aria-invalid={props.error.as_ref().map(|_| "true")}
                aria-describedby={describedby(&id, props.hint.is_some(), props.error.is_some())} />
        </Frame>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(props: &TextFieldProps) -> Html {
    let fresh = use_memo((), |()| fresh_id("field"));
    let id = props.id.clone().unwrap_or_else(|| (*fresh).clone());
    let oninput = props.oninput.reform(|event: InputEvent| {
        event.target_dyn_into::<HtmlTextAreaElement>().map(|input| input.value()).unwrap_or_default()
    });
    html! {
        <Frame id={id.clone()} label={props.label.clone()} hint={props.hint.clone()} error={props.error.clone()}
            class={props.class.clone()}>
            <textarea id={id.clone()} value={props.value.clone()} {oninput} rows="3" required={props.required}
                aria-invalid={props.error.as_ref().map(|_| "true")}
                aria-describedby={describedby(&id, props.hint.is_some(), props.error.is_some())} />
        </Frame>
    }
}

/// Of [`DateField`].
#[derive(PartialEq, Properties)]
pub struct DateFieldProps {
    /// Its label.
    pub label: AttrValue,
    /// The day.
    pub value: Option<Date>,
    /// Told of a whole date, or of none.
    pub onchange: Callback<Option<Date>>,
    /// What to choose.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// A class for its width.
    #[prop_or_default]
    pub class: Classes,
    /// Whether there must be a day. If so, an emptied field changes nothing: it says which day stays on
    /// record, and shows that day again when it is left.
    #[prop_or_default]
    pub required: bool,
}

/// A date, in the browser's own field.
#[component]
pub fn DateField(props: &DateFieldProps) -> Html {
    let id = use_memo((), |()| fresh_id("field"));
    let emptied = use_state_eq(|| false);
    {
        let emptied = emptied.setter();
        use_effect_with(props.value, move |_| emptied.set(false));
    }
    let onchange = {
        let (emptied, told, required) = (emptied.setter(), props.onchange.clone(), props.required);
        Callback::from(move |event: Event| {
            let day = event.target_dyn_into::<HtmlInputElement>().and_then(|input| Date::parse(&input.value()));
            emptied.set(required && day.is_none());
            if day.is_some() || !required {
                told.emit(day);
            }
        })
    };
    let onblur = {
        let emptied = emptied.setter();
        Callback::from(move |_: FocusEvent| emptied.set(false))
    };
    let stays = props.value.filter(|_| *emptied);
    let error = match stays {
        Some(day) => Some(AttrValue::from(
            ["A day is needed here. Until you choose another, ", &text::date(day), " stays on record."].concat(),
        )),
        None => props.error.clone(),
    };
    let shown = props.value.filter(|_| stays.is_none()).map(|day| day.to_string()).unwrap_or_default();
    html! {
        <Frame id={(*id).clone()} label={props.label.clone()} hint={props.hint.clone()} error={error.clone()}
            class={classes!("field-date", props.class.clone())}>
            <input id={(*id).clone()} type="date" value={shown} required={props.required}
                min="0001-01-01" max="9999-12-31" {onchange} {onblur} aria-invalid={error.as_ref().map(|_| "true")}
                aria-describedby={describedby(&id, props.hint.is_some(), error.is_some())} />
        </Frame>
    }
}
