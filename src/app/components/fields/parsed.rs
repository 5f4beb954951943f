//! Fields whose text stands for a value: whole numbers, money.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{Frame, describedby, fresh_id};
use crate::{
    app::text,
    units::{Currency, Money},
};

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
