//! Settings: choices that bear on the numbers.

mod effort;

use std::rc::Rc;

use yew::prelude::*;

use super::record::{putting, record_tabs};
use crate::{
    app::{
        components::{Choice, Link, Page, RadioGroup, SelectField},
        pages::file::storage,
        route::Route,
        session::{use_keeper, use_session},
        text,
    },
    assessment::Assessment,
    units::{Currency, Id},
    update::Edit,
};
use effort::Efforts;

/// Currencies to choose from; one that a file brings along is added.
const CURRENCIES: [(&str, &str); 20] = [
    ("EUR", "Euro"),
    ("USD", "US dollar"),
    ("GBP", "Pound sterling"),
    ("CHF", "Swiss franc"),
    ("AUD", "Australian dollar"),
    ("BRL", "Brazilian real"),
    ("CAD", "Canadian dollar"),
    ("CNY", "Chinese yuan"),
    ("CZK", "Czech koruna"),
    ("DKK", "Danish krone"),
    ("HKD", "Hong Kong dollar"),
    ("INR", "Indian rupee"),
    ("JPY", "Japanese yen"),
    ("KRW", "South Korean won"),
    ("NOK", "Norwegian krone"),
    ("NZD", "New Zealand dollar"),
    ("PLN", "Polish zloty"),
    ("SEK", "Swedish krona"),
    ("SGD", "Singapore dollar"),
    ("ZAR", "South African rand"),
];

/// The appetite where none was chosen (method section 7).
const DEFAULT_APPETITE: &str = "moderate";

/// Choices that bear on the numbers.
#[component]
pub fn Settings() -> Html {
    let session = use_session();
    let keeper = use_keeper();
    let assessment = session.assessment();
    let settings = Rc::new(assessment.settings.clone());
    let mut currencies: Vec<Choice> =
        CURRENCIES.iter().map(|(code, name)| Choice::new(*code, [code, ", ", name].concat())).collect();
    let own = settings.currency.code().to_owned();
    if !CURRENCIES.iter().any(|(code, _)| *code == own) {
        currencies.push(Choice::new(own.as_str(), own.clone()));
    }
    let bands: Vec<Choice> = session
        .pack
        .bands()
        .iter()
        .enumerate()
        .map(|(place, band)| {
            let next = session.pack.bands().get(place + 1).map_or(26, |next| next.from);
            let reach = format!("{} to {} of 25", band.from, next.saturating_sub(1));
            Choice::noted(band.id.clone(), text::capital(&text::band(&band.id)), Some(reach))
        })
        .collect();
    let chosen = settings.appetite.clone().unwrap_or_else(|| DEFAULT_APPETITE.into());
    html! {
        <Page title="Settings" tabs={record_tabs(&Route::Settings)} lead={html! { "Choices that bear on the numbers. They are part of your file." }}>
            <div class="columns rec-profile">
                <div class="risk-stack">
                    <SelectField label="Currency" hint="For stakes and losses." choices={currencies} value={Some(Id::from(own.as_str()))}
                        onchange={putting(&session, &settings, false, Edit::Settings, |settings, id: Option<Id>| {
                            if let Some(currency) = id.and_then(|id| Currency::new(&id)) { settings.currency = currency; }
                        })} />
                    if let Some(words) = others(assessment) { <p class="caution">{ words }</p> }
                </div>
                <RadioGroup label="The largest risk that you accept" choices={bands} value={Some(chosen)}
                    hint="Whatever evidence leaves above this band is marked as over your appetite."
                    onchange={putting(&session, &settings, false, Edit::Settings, |settings, id| settings.appetite = id)} />
            </div>
            <section class="part" aria-labelledby="rec-effort">
                <div class="part-head">
                    <h2 id="rec-effort">{ "Effort" }</h2>
                    <span class="quiet">{ own_efforts(settings.effort.len()) }</span>
                </div>
                <p class="rec-part">{ "Days of your own people’s work from one level to the next. The plan weighs steps by them. Change what you know better; the rest stays as the rules have it." }</p>
                <Efforts />
            </section>
            <section class="part" aria-labelledby="rec-storage">
                <div class="part-head"><h2 id="rec-storage">{ "Where your work is" }</h2></div>
                { storage::facts(&session, &keeper) }
                <p class="rec-part"><Link to={Route::File}>{ "Export, import, erase" }</Link></p>
            </section>
        </Page>
    }
}

fn own_efforts(count: usize) -> String {
    match count {
        0 => "all as the rules have it".to_owned(),
        count => format!("{} of 70 are your own", count),
    }
}

/// Amounts keep the currency in which they were entered.
fn others(assessment: &Assessment) -> Option<String> {
    let own = assessment.settings.currency;
    let stakes = assessment.triggers.values().filter_map(|entry| entry.stake).filter(|stake| stake.currency() != own);
    let losses = assessment.risks.iter().filter_map(|risk| risk.loss.as_ref()).filter(|loss| loss.currency != own);
    let count = stakes.count() + losses.count();
    (count > 0).then(|| {
        let amounts = text::count(count, "amount was", "amounts were");
        format!("{amounts} entered in another currency and stay as they are. Nothing is converted: enter them anew where they stand.")
    })
}
