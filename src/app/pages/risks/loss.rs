//! Figures of loss: how often a risk comes true, and what one such event costs. With help for those
//! who have never estimated either.

use std::rc::Rc;

use yew::prelude::*;

use super::{panel::changing, rate};
use crate::{
    app::{
        components::{Choice, MoneyField, RadioGroup, TextField},
        session::Session,
        text,
    },
    assessment::{Loss, Rate, Risk},
    units::{Currency, Id, Money},
};

/// Figures on their way: kept in the risk as soon as they are whole.
#[derive(Debug, Clone, PartialEq, Default)]
struct Draft {
    range: bool,
    /// How often: at least or fixed, likely, at most; as typed.
    rates: [String; 3],
    low: Option<u64>,
    high: Option<u64>,
}

impl Draft {
    fn of(loss: Option<&Loss>) -> Self {
        let Some(loss) = loss else { return Self::default() };
        let (range, rates) = match loss.rate {
            Rate::Fixed(rate) => (false, [rate::written(rate), String::new(), String::new()]),
            Rate::Pert { min, likely, max } => (true, [min, likely, max].map(rate::written)),
        };
        Self { range, rates, low: Some(loss.low), high: Some(loss.high) }
    }

    fn rate(&self) -> Result<Rate, &'static str> {
        let [first, likely, last] = &self.rates;
        let number = |text: &str| rate::read(text).ok().flatten();
        if !self.range {
            return number(first).map(Rate::Fixed).ok_or("how often it happens");
        }
        match (number(first), number(likely), number(last)) {
            (Some(min), Some(likely), Some(max)) if min <= likely && likely <= max => {
                Ok(Rate::Pert { min, likely, max })
            }
            (Some(_), Some(_), Some(_)) => Err("three rates that rise from left to right"),
            _ => Err("all three rates"),
        }
    }

    /// The figures, if they are whole; else what is missing.
    fn loss(&self, currency: Currency) -> Result<Loss, &'static str> {
        let rate = self.rate()?;
        let low = self.low.filter(|low| *low > 0).ok_or("the lower amount, above zero")?;
        let high = self.high.ok_or("the upper amount")?;
        if high <= low {
            return Err("an upper amount above the lower one");
        }
        Ok(Loss { rate, low, high, currency })
    }
}

/// Of [`LossFigures`].
#[derive(PartialEq, Properties)]
pub struct LossProps {
    /// The session.
    pub session: Session,
    /// The risk.
    pub risk: Rc<Risk>,
    /// Whether it is open although there are no figures yet.
    pub open: bool,
}

/// The part of a risk's page that is about money.
#[component]
pub fn LossFigures(props: &LossProps) -> Html {
    let (session, risk) = (&props.session, &props.risk);
    // The draft stands for as long as the risk holds what the draft last put there: an undo shows.
    let held = use_state(|| (Draft::of(risk.loss.as_ref()), risk.loss.clone()));
    let draft = if held.1 == risk.loss { held.0.clone() } else { Draft::of(risk.loss.as_ref()) };
    let own = session.assessment().settings.currency;
    let currency = risk.loss.as_ref().map_or(own, |loss| loss.currency);
    let put = changing(session, risk, true, |risk: &mut Risk, loss: Option<Loss>| risk.loss = loss);
    let change = {
        let (held, kept) = (held.setter(), risk.loss.clone());
        Callback::from(move |draft: Draft| {
            let whole = draft.loss(currency).ok();
            if let Some(loss) = &whole {
                put.emit(Some(loss.clone()));
            }
            held.set((draft, whole.or_else(|| kept.clone())));
        })
    };
    let touched = draft != Draft::default();
    let missing = draft.loss(currency).err().filter(|_| touched);
    let empty = risk.loss.is_none() && !touched;
    html! {
        <section class="part risk-loss" aria-labelledby="risk-loss">
            <div class="part-head">
                <h2 id="risk-loss" tabindex="-1">{ "In money" }</h2>
                <span class="quiet">{ "optional, and indicative" }</span>
            </div>
            <details class="more" open={!empty || props.open}>
                <summary>{ "How often, and how much" }</summary>
                { help() }
                { frequency(&draft, &change) }
                { amounts(&draft, currency, &change) }
                if let Some(missing) = missing {
                    <p class="caution">
                        { "Not kept yet. Still to give: " }{ missing }{ "." }
                        if risk.loss.is_some() { { " Until then the last complete figures stand." } }
                    </p>
                }
                if let Some(loss) = &risk.loss { { in_words(loss) } }
                if currency != own {
                    <p class="caution">
                        { format!("These amounts are in {}, your currency is {}. ", currency.code(), own.code()) }
                        <button type="button" class="button-quiet" onclick={
                            changing(session, risk, false, |risk, (_, own): (MouseEvent, Currency)| {
                                if let Some(loss) = &mut risk.loss { loss.currency = own; }
                            }).reform(move |event| (event, own))
                        }>{ format!("They are {}: only the label was wrong", own.code()) }</button>
                    </p>
                }
                if touched {
                    <button type="button" class="button-quiet" onclick={
                        let (held, put) = (held.setter(), changing(session, risk, false, |risk, ()| risk.loss = None));
                        Callback::from(move |_: MouseEvent| { put.emit(()); held.set((Draft::default(), None)); })
                    }>{ "Remove the figures" }</button>
                }
            </details>
        </section>
    }
}

/// How to estimate, for those who never have.
pub fn help() -> Html {
    html! {
        <div class="risk-help">
            <p>{ "You need no statistics for this, only honest ranges. Think of the risk as it would be without the controls." }</p>
            <ul>
                <li>
                    <strong>{ "How often. " }</strong>
                    { "If you never saw it, ask how many organisations like yours did last year: one in fifty is 0.02." }
                    <span class="risk-rates">{ for RATES.into_iter().map(|(words, rate)| html! { <span key={words}>{ words }{ " " }<strong>{ rate }</strong></span> }) }</span>
                </li>
                <li>
                    <strong>{ "How much. " }</strong>
                    { "Give two amounts so wide apart that in nine of ten cases the loss lies between them. Start absurdly wide, with 100 and 100 million, then move each end in until you would hesitate to bet on it." }
                </li>
                <li>
                    <strong>{ "Test it. " }</strong>
                    { "Which would you rather bet on: that the next event costs something within your range, or that you draw a red ball from a bag with nine red ones and a white one? If you would take the bag, the range is too narrow. If you can’t tell, it is right." }
                </li>
                <li>
                    <strong>{ "Count everything " }</strong>
                    { "that one event costs: hours of your people, outside help, refunds, fines, customers who leave." }
                </li>
                <li>
                    <strong>{ "An example. " }</strong>
                    { "A wrong answer reaches customers about three times a year: 3. At its mildest that costs an apology and an hour’s work: 100. At its worst, short of the one in twenty, it costs a refund, a lawyer and a contract: 20,000. That is all there is to give." }
                </li>
            </ul>
        </div>
    }
}

/// How often something happens, and the rate that this is.
const RATES: [(&str, &str); 6] = [
    ("every month", "12"),
    ("every quarter", "4"),
    ("every year", "1"),
    ("once in 4 years", "0.25"),
    ("once in 10 years", "0.1"),
    ("once in 50 years", "0.02"),
];

fn frequency(draft: &Draft, change: &Callback<Draft>) -> Html {
    let field = |place: usize, label: &'static str, hint: Option<&'static str>| {
        let text = draft.rates.get(place).cloned().unwrap_or_default();
        let wrong = rate::read(&text).err();
        let said = rate::read(&text).ok().flatten().map(rate::in_words);
        let (draft, change) = (draft.clone(), change.clone());
        let oninput = Callback::from(move |typed: String| {
            let mut draft = draft.clone();
            if let Some(text) = draft.rates.get_mut(place) {
                *text = typed;
            }
            change.emit(draft);
        });
        let hint = said.map(AttrValue::from).or(hint.map(AttrValue::from));
        html! { <TextField key={place} {label} value={text} {oninput} {hint} error={wrong} class="field-number" /> }
    };
    let choices = vec![Choice::new("fixed", "One number will do"), Choice::new("range", "I would rather give a range")];
    let pick = {
        let (draft, change) = (draft.clone(), change.clone());
        Callback::from(move |id: Option<Id>| {
            change.emit(Draft { range: id.as_deref() == Some("range"), ..draft.clone() })
        })
    };
    html! {
        <>
            <RadioGroup label="How often it would happen" {choices} onchange={pick}
                value={Some(Id::from(if draft.range { "range" } else { "fixed" }))} />
            <div class="fields">
                if draft.range {
                    { field(0, "At the least, times a year", Some("in the calmest year")) }
                    { field(1, "Most likely, times a year", Some("in an ordinary year")) }
                    { field(2, "At the most, times a year", Some("in the worst year")) }
                } else {
                    { field(0, "Times a year", Some("2, or 0.25 for once in four years")) }
                }
            </div>
        </>
    }
}

fn amounts(draft: &Draft, currency: Currency, change: &Callback<Draft>) -> Html {
    let money = |amount: Option<u64>| amount.and_then(|amount| Money::new(amount, currency));
    let set = |high: bool| {
        let (draft, change) = (draft.clone(), change.clone());
        Callback::from(move |money: Option<Money>| {
            let amount = money.map(|money| money.amount());
            let draft = draft.clone();
            change.emit(if high { Draft { high: amount, ..draft } } else { Draft { low: amount, ..draft } });
        })
    };
    html! {
        <fieldset class="picks">
            <legend>{ "What one event would cost" }</legend>
            <p class="field-hint">{ "Nine in ten such events would cost between these two." }</p>
            <div class="fields">
                <MoneyField label="Lower end" value={money(draft.low)} {currency} onchange={set(false)}
                    hint="one in twenty costs less" />
                <MoneyField label="Upper end" value={money(draft.high)} {currency} onchange={set(true)}
                    hint="one in twenty costs more" />
            </div>
        </fieldset>
    }
}

fn in_words(loss: &Loss) -> Html {
    let often = rate::said(&loss.rate);
    let amount = |amount: u64| Money::new(amount, loss.currency).map(text::money).unwrap_or_default();
    let wide = loss.high / 1_000 > loss.low;
    html! {
        <>
            <p class="risk-said">
                { "It would happen " }{ often }{ " and cost " }{ amount(loss.low) }{ " to " }{ amount(loss.high) }{ " each time." }
            </p>
            if wide {
                <p class="caution">{ "The upper end is more than 1,000 times the lower one. Is this one risk, or two?" }</p>
            }
        </>
    }
}
