//! Labelled fields. Every field has a label tied to its control, an optional hint, and an error that
//! is tied to it by `aria-describedby`.
//!
//! Typing reaches the page at each key, so that nothing typed is lost.

use std::cell::Cell;

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::{
    app::text,
    units::{Currency, Date, Id, Money},
};

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
}

/// A date, in the browser's own field.
#[component]
pub fn DateField(props: &DateFieldProps) -> Html {
    let id = use_memo((), |()| fresh_id("field"));
    let onchange = props.onchange.reform(|event: Event| {
        event.target_dyn_into::<HtmlInputElement>().and_then(|input| Date::parse(&input.value()))
    });
    html! {
        <Frame id={(*id).clone()} label={props.label.clone()} hint={props.hint.clone()} error={props.error.clone()}
            class={classes!("field-date", props.class.clone())}>
            <input id={(*id).clone()} type="date" value={props.value.map(|date| date.to_string()).unwrap_or_default()}
                min="0001-01-01" max="9999-12-31" {onchange} aria-invalid={props.error.as_ref().map(|_| "true")}
                aria-describedby={describedby(&id, props.hint.is_some(), props.error.is_some())} />
        </Frame>
    }
}

/// Of [`NumberField`].
#[derive(PartialEq, Properties)]
pub struct NumberFieldProps {
    /// Its label.
    pub label: AttrValue,
    /// The number.
    pub value: Option<u64>,
    /// Told of a number within bounds, or of none.
    pub onchange: Callback<Option<u64>>,
    /// The least.
    #[prop_or_default]
    pub min: u64,
    /// The most.
    #[prop_or(u64::MAX)]
    pub max: u64,
    /// What to write.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// A class for its width.
    #[prop_or_default]
    pub class: Classes,
}

/// A whole number. What is typed and isn't one stays in the field, with what is wrong.
#[component]
pub fn NumberField(props: &NumberFieldProps) -> Html {
    let (min, max) = (props.min, props.max);
    let read = move |text: &str| -> Result<Option<u64>, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let number = text.parse().ok().filter(|number| (min..=max).contains(number));
        number.map(Some).ok_or_else(|| {
            if max == u64::MAX {
                format!("Write a whole number from {min}.")
            } else {
                format!("Write a whole number from {min} to {max}.")
            }
        })
    };
    html! {
        <Parsed<u64> label={props.label.clone()} value={props.value} hint={props.hint.clone()} class={props.class.clone()}
            write={Write(|number: &u64| number.to_string())} read={Read(std::rc::Rc::new(read), min ^ max)}
            onchange={props.onchange.clone()} />
    }
}

/// Of [`MoneyField`].
#[derive(PartialEq, Properties)]
pub struct MoneyFieldProps {
    /// Its label.
    pub label: AttrValue,
    /// The amount.
    pub value: Option<Money>,
    /// The currency of what is typed.
    pub currency: Currency,
    /// Told of an amount, or of none.
    pub onchange: Callback<Option<Money>>,
    /// What to write.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// A class for its width.
    #[prop_or_default]
    pub class: Classes,
}

/// An amount of money, typed in major units.
#[component]
pub fn MoneyField(props: &MoneyFieldProps) -> Html {
    let currency = props.currency;
    let read = move |text: &str| text::read_amount(text, currency).map_err(str::to_owned);
    let code = currency.code().bytes().fold(0, |sum, byte| sum * 256 + u64::from(byte));
    let label = format!("{} ({})", props.label, currency.code());
    html! {
        <Parsed<Money> {label} value={props.value} hint={props.hint.clone()} class={classes!("field-money", props.class.clone())}
            write={Write(|money: &Money| text::typed_amount(*money))} read={Read(std::rc::Rc::new(read), code)}
            onchange={props.onchange.clone()} />
    }
}

type Reader<T> = dyn Fn(&str) -> Result<Option<T>, String>;

/// A value as text. Compared by where the function lies, which is the same for one field.
struct Write<T>(fn(&T) -> String);

/// Text as a value; equal if its parameters (the number) are.
struct Read<T>(std::rc::Rc<Reader<T>>, u64);

impl<T> PartialEq for Write<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> PartialEq for Read<T> {
    fn eq(&self, other: &Self) -> bool {
        self.1 == other.1
    }
}

#[derive(PartialEq, Properties)]
struct ParsedProps<T: PartialEq> {
    label: AttrValue,
    value: Option<T>,
    hint: Option<AttrValue>,
    class: Classes,
    write: Write<T>,
    read: Read<T>,
    onchange: Callback<Option<T>>,
}

/// A field whose text stands for a value. It keeps the text as typed for as long as that stands for
/// the value it was given; anything else that changes the value shows.
#[component]
fn Parsed<T: PartialEq + Clone + 'static>(props: &ParsedProps<T>) -> Html {
    let id = use_memo((), |()| fresh_id("field"));
    let typed = use_state_eq(|| None::<String>);
    let written = || props.value.as_ref().map(|value| (props.write.0)(value)).unwrap_or_default();
    let (shown, error) = match typed.as_ref().map(|text| (text, (props.read.0)(text))) {
        Some((text, Ok(value))) if value == props.value => (text.clone(), None),
        Some((text, Err(error))) => (text.clone(), Some(AttrValue::from(error))),
        _ => (written(), None),
    };
    let oninput = {
        let (typed, read, told) = (typed.clone(), props.read.0.clone(), props.onchange.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
            if let Ok(value) = read(&text) {
                told.emit(value);
            }
            typed.set(Some(text));
        })
    };
    html! {
        <Frame id={(*id).clone()} label={props.label.clone()} hint={props.hint.clone()} error={error.clone()}
            class={classes!("field-number", props.class.clone())}>
            <input id={(*id).clone()} type="text" inputmode="decimal" value={shown} {oninput} autocomplete="off"
                aria-invalid={error.as_ref().map(|_| "true")}
                aria-describedby={describedby(&id, props.hint.is_some(), error.is_some())} />
        </Frame>
    }
}

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
