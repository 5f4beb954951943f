//! What a run came to: first in sentences, then as numbers, as a curve, and risk by risk.

use yew::prelude::*;

use super::{
    curve::Curve,
    run::{Choices, Shown},
    words,
};
use crate::{
    app::{
        components::{Link, MoneyField, fields::fresh_id},
        route::Route,
        session::{Session, use_session},
        text,
    },
    quant::{Distribution, Losses, Share},
    units::{Currency, Money},
};

/// Of [`Outcome`].
#[derive(PartialEq, Properties)]
pub struct OutcomeProps {
    /// The run.
    pub outcome: Shown,
    /// Whether the register has changed since.
    pub stale: bool,
    /// How many open risks carry no figures.
    pub without: usize,
    /// The choices, of which one is an amount to compare with.
    pub choices: Choices,
    /// Told of other choices.
    pub onchoose: Callback<Choices>,
}

/// What a run came to.
#[component]
pub fn Outcome(props: &OutcomeProps) -> Html {
    let session = use_session();
    let losses = &props.outcome.losses;
    let sentences = words::sentences(losses);
    html! {
        <section class="part loss-result" aria-labelledby="loss-result">
            <div class="part-head">
                <h2 id="loss-result">{ "What a year may cost you" }</h2>
                <span class="quiet">{ "indicative" }</span>
            </div>
            if props.stale {
                <p class="caution loss-stale" role="status">{ "The register has changed since this run. Run it again for what holds now." }</p>
            }
            <div class="loss-said">
                { for sentences.into_iter().enumerate().map(|(place, sentence)| html! { <p key={place}>{ unbroken(&sentence, losses.currency) }</p> }) }
            </div>
            <p class="small quiet">
                { basis(losses) }
                if props.without > 0 {
                    { format!(" {} no figures and count{} as nothing here.",
                        text::count(props.without, "open risk carries", "open risks carry"), if props.without == 1 { "s" } else { "" }) }
                }
            </p>
            { numbers(losses) }
            <Curve outcome={props.outcome.clone()} compared={own(props)} />
            { compare(props) }
            <Shares {session} outcome={props.outcome.clone()} />
        </section>
    }
}

/// The sentence with amounts and shares that stay in one line.
fn unbroken(sentence: &str, currency: Currency) -> String {
    let code = currency.code();
    sentence.replace(&[code, " "].concat(), &[code, "\u{a0}"].concat()).replace(" %", "\u{a0}%")
}

/// What the numbers are made of, and how much of them is chance.
fn basis(losses: &Losses) -> String {
    let chance = losses.inherent.standard_error.filter(|error| *error > 0.0).map(|error| {
        let money = text::spoken(1.96 * error, losses.currency);
        format!(" Chance alone moves the average by up to {money} from seed to seed.")
    });
    format!(
        "{} simulated years of {}, seed {}. Made from your own estimates, not from claims of others.{}",
        text::thousands(losses.trials.into()),
        text::count(losses.shares.len(), "risk", "risks"),
        losses.seed,
        chance.unwrap_or_default()
    )
}

/// What a measure is called, what it is in the field's own words, and the measure.
type Measure = (&'static str, &'static str, fn(&Distribution) -> f64);

/// The measures, from an ordinary year to the worst.
const MEASURES: [Measure; 6] = [
    ("An average year", "mean", |of| of.mean),
    ("Every other year costs more than", "median", |of| of.p50),
    ("One year in 10 costs more than", "90th percentile", |of| of.p90),
    ("One year in 20 costs more than", "95th percentile", |of| of.p95),
    ("One year in 100 costs more than", "99th percentile", |of| of.p99),
    ("The average of the worst 20th of years", "expected shortfall, 95 %", |of| of.es95),
];

/// The measures side by side.
fn numbers(losses: &Losses) -> Html {
    let Losses { inherent, residual, currency, .. } = losses;
    let money = |minor: f64| text::thousands(text::leading(minor, *currency, 3));
    let row = |name: &'static str, term: &'static str, before: String, after: String, off: Option<String>| {
        html! {
            <tr key={name}>
                <th scope="row">{ name }<span class="loss-term">{ term }</span></th>
                <td class="number">{ before }</td>
                <td class="number">{ after }if let Some(off) = off { <span class="loss-term">{ off }{ " less" }</span> }</td>
            </tr>
        }
    };
    html! {
        <table class="loss-table loss-measures">
            <caption>{ format!("In {}, to three digits. Controls count as far as evidence backs them. Indicative.", currency.code()) }</caption>
            <thead><tr>
                <th scope="col"></th>
                <th scope="col" class="number">{ "Before controls" }</th>
                <th scope="col" class="number">{ "With controls" }</th>
            </tr></thead>
            <tbody>
                { for MEASURES.into_iter().map(|(name, term, of)| {
                    row(name, term, money(of(inherent)), money(of(residual)), words::reduction(of(inherent), of(residual)))
                }) }
                { row("A year with any loss", "probability", words::percent(inherent.probability_any),
                    words::percent(residual.probability_any), None) }
            </tbody>
        </table>
    }
}

/// The amount to compare with, if it is in the currency of the run.
fn own(props: &OutcomeProps) -> Option<Money> {
    props.choices.compared.filter(|money| money.currency() == props.outcome.losses.currency)
}

/// An amount of one's own: the file has no place for one, so it is asked for here.
fn compare(props: &OutcomeProps) -> Html {
    let onchange = {
        let (choices, onchoose) = (props.choices.clone(), props.onchoose.clone());
        Callback::from(move |compared| onchoose.emit(Choices { compared, ..choices.clone() }))
    };
    let said = own(props).map(|money| {
        let [before, after] = props.outcome.above(money.amount() as f64);
        let amount = text::money(money);
        match (words::years(before), words::years(after)) {
            (before, after) if before == after => {
                format!("More than {amount} is lost in {before}, with or without controls.")
            }
            (before, after) => {
                format!("More than {amount} is lost in {before} before controls, and in {after} with them.")
            }
        }
    });
    html! {
        <div class="loss-compare">
            <MoneyField label="An amount to compare with" value={own(props)} currency={props.outcome.losses.currency} {onchange}
                hint="What you could bear in a year: a reserve, the cover of a policy, the board’s limit. It stays on this page and is not kept." />
            <p class="loss-answer" role="status">{ said.unwrap_or_default() }</p>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct SharesProps {
    session: Session,
    outcome: Shown,
}

/// Which risks the average year is made of, the largest of what is left first.
#[component]
fn Shares(props: &SharesProps) -> Html {
    let hatch = use_memo((), |()| fresh_id("loss-hatch"));
    let losses = &props.outcome.losses;
    let shares = sorted(&losses.shares);
    let most = shares.iter().map(|share| share.inherent_mean).fold(0.0, f64::max);
    if most <= 0.0 {
        return Html::default();
    }
    let fill = format!("url(#{hatch})");
    let wide = |mean: f64| super::geometry::percent(mean / most * super::geometry::WHOLE);
    let risks = &props.session.assessment().risks;
    html! {
        <section class="loss-shares" aria-labelledby="loss-shares">
            <h3 id="loss-shares">{ "What an average year is made of" }</h3>
            <p class="small quiet loss-key">
                <svg width="20" height="10" aria-hidden="true"><rect class="bar-solid" width="20" height="10" /></svg>
                <span>{ "what is left with controls that evidence backs" }</span>
                <svg width="20" height="10" aria-hidden="true">
                    <defs>
                        <pattern id={(*hatch).clone()} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                            <rect class="bar-hatch" width="1.75" height="5" />
                        </pattern>
                    </defs>
                    <rect class="bar-claimed" x="0.5" y="0.5" width="19" height="9" fill={fill.clone()} />
                </svg>
                <span>{ "what they take off" }</span>
            </p>
            <ol class="rows">
                { for shares.iter().map(|share| {
                    let title = risks.iter().find(|risk| risk.id == share.risk).map(|risk| risk.title.trim());
                    let title = title.filter(|title| !title.is_empty()).unwrap_or(&share.risk).to_owned();
                    html! {
                        <li key={&*share.risk} class="loss-share">
                            <Link to={Route::Risks(Some(share.risk.clone()))}>{ title }</Link>
                            <svg class="loss-bar" width="100%" height="14" aria-hidden="true">
                                <rect class="bar-claimed" x="0" y="1" height="12" width={wide(share.inherent_mean)} fill={fill.clone()} />
                                <rect class="bar-solid" x="0" y="1" height="12" width={wide(share.residual_mean)} />
                            </svg>
                            <span class="loss-part">{ part(losses, share) }</span>
                        </li>
                    }
                }) }
            </ol>
        </section>
    }
}

/// By what is left, the largest first.
fn sorted(shares: &[Share]) -> Vec<&Share> {
    let mut sorted: Vec<&Share> = shares.iter().collect();
    let order = |share: &Share| (share.residual_mean, share.inherent_mean);
    sorted.sort_by(|a, b| order(b).0.total_cmp(&order(a).0).then(order(b).1.total_cmp(&order(a).1)));
    sorted
}

/// A risk's part of the average year in words.
fn part(losses: &Losses, share: &Share) -> Html {
    let money = text::spoken(share.residual_mean, losses.currency);
    let before = text::spoken(share.inherent_mean, losses.currency);
    html! {
        <>
            <strong>{ share.residual.map_or_else(|| "–".to_owned(), words::percent) }</strong>
            <span>{ money }if words::reduction(share.inherent_mean, share.residual_mean).is_some() { { format!(", before controls {before}") } }</span>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_of_what_is_left_stands_first() {
        let share = |risk: &str, inherent_mean, residual_mean| Share {
            risk: risk.into(),
            inherent: None,
            residual: None,
            inherent_mean,
            residual_mean,
        };
        let shares = [share("a", 9.0, 1.0), share("b", 3.0, 2.0), share("c", 4.0, 1.0), share("d", 10.0, 1.0)];
        let order: Vec<&str> = sorted(&shares).iter().map(|share| &*share.risk).collect();
        assert_eq!(order, ["b", "d", "a", "c"]);
    }
}
