//! The loss exceedance curve: how likely a year costs more than an amount. It can be read point by
//! point with the pointer or the keys, and stands below as a table.

use web_sys::Element;
use yew::prelude::*;

use super::{
    geometry::{Field, WHOLE, chance, percent},
    run::Shown,
    words,
};
use crate::{
    app::text,
    quant::{Distribution, Losses},
    units::{Currency, Money},
};

/// Height of the field in pixels; its width is the page's.
const HEIGHT: f64 = 300.0;
/// Room above it.
const ABOVE: f64 = 10.0;
/// Room below it, for the amounts.
const BELOW: f64 = 44.0;
/// Keys that leap go so many points.
const LEAP: usize = 5;
/// Where the name of a curve would leave the field, in hundredths of a percent.
const RIGHT: f64 = 6_000.0;
/// Where there is no room left of a curve.
const LEFT: f64 = 3_600.0;

/// Of [`Curve`].
#[derive(PartialEq, Properties)]
pub struct CurveProps {
    /// The run.
    pub outcome: Shown,
    /// An amount to compare with.
    pub compared: Option<Money>,
}

/// The curve and its table.
#[component]
pub fn Curve(props: &CurveProps) -> Html {
    let losses = &props.outcome.losses;
    let Losses { inherent, residual, currency, .. } = losses;
    let chosen = use_state_eq(|| None::<usize>);
    let compared = props.compared.map(|money| money.amount() as f64);
    let Some(field) = Field::new([inherent, residual], compared) else { return Html::default() };
    let points = field.points(inherent);
    // Read first where a bad year begins.
    let first = if inherent.p95 > 0.0 { inherent.p95 } else { inherent.p99.max(inherent.mean) };
    let at = chosen.unwrap_or_else(|| field.nearest(&points, field.x(first))).min(points.len().saturating_sub(1));
    let amount = points.get(at).copied();
    let onkeydown = {
        let (chosen, count) = (chosen.setter(), points.len());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(place) = moved(&event.key(), at, count) {
                event.prevent_default();
                chosen.set(Some(place));
            }
        })
    };
    let onpoint = {
        let (chosen, points) = (chosen.setter(), points.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(glass) = event.target_dyn_into::<Element>() else { return };
            let share = f64::from(event.offset_x()) / f64::from(glass.client_width().max(1));
            chosen.set(Some(field.nearest(&points, share * WHOLE)));
        })
    };
    let reading = amount.map(|amount| reading(losses, amount)).unwrap_or_default();
    html! {
        <figure class="loss-curve">
            <div class="loss-plot">
                <svg class="loss-field" width="100%" height={(ABOVE + HEIGHT + BELOW).to_string()} aria-hidden="true">
                    { for field.lines().into_iter().map(|line| rule(field, line)) }
                    <svg x="0" y={ABOVE.to_string()} width="100%" height={HEIGHT.to_string()} viewBox="0 0 10000 10000"
                        preserveAspectRatio="none">
                        <path class="loss-off" d={field.hatching(inherent, residual)} />
                        <path class="loss-inherent" d={field.line(inherent)} />
                        <path class="loss-residual" d={field.line(residual)} />
                    </svg>
                    <line class="loss-floor" x1="0" x2="100%" y1={(ABOVE + HEIGHT).to_string()} y2={(ABOVE + HEIGHT).to_string()} />
                    { ticks(field, *currency) }
                    { names(field, inherent, residual) }
                    if let Some(amount) = compared.filter(|amount| *amount > 0.0 && field.holds(*amount)) {
                        { comparison(field.x(amount)) }
                    }
                    if let Some(amount) = amount { { mark(field, losses, amount) } }
                </svg>
                <div class="loss-glass" role="slider" tabindex="0" aria-label="Read the curve at an amount"
                    aria-valuemin="1" aria-valuemax={points.len().to_string()} aria-valuenow={(at + 1).to_string()}
                    aria-valuetext={reading.clone()} {onkeydown} onpointermove={onpoint.clone()} onpointerdown={onpoint}></div>
            </div>
            <p class="loss-reading" aria-hidden="true">{ reading }</p>
            <figcaption class="small quiet">
                { "How likely a year costs more than an amount. The lines between the curves are what controls take off, as far as evidence backs them. Point at the curve, or move along it with the arrow keys. Indicative." }
            </figcaption>
            <details class="more">
                <summary>{ "The curve as a table" }</summary>
                { table(losses, &points) }
            </details>
        </figure>
    }
}

/// Where a key leads, from one of so many points.
fn moved(key: &str, at: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match key {
        "ArrowRight" | "ArrowUp" => (at + 1).min(last),
        "ArrowLeft" | "ArrowDown" => at.saturating_sub(1),
        "PageUp" => (at + LEAP).min(last),
        "PageDown" => at.saturating_sub(LEAP),
        "Home" => 0,
        "End" => last,
        _ => return None,
    })
}

/// A point of the curve in words.
fn reading(losses: &Losses, amount: f64) -> String {
    let money = text::spoken(amount, losses.currency);
    let before = words::percent(chance(&losses.inherent, amount));
    let after = words::percent(chance(&losses.residual, amount));
    format!("More than {money} in a year: {before} before controls, {after} with them.")
}

/// A place on the field as pixels from the top of the drawing.
fn down(place: f64) -> f64 {
    ABOVE + HEIGHT * place / WHOLE
}

/// Pixels as an SVG length.
fn px(pixels: f64) -> String {
    (pixels.round() as i64).to_string()
}

fn rule(field: Field, line: u32) -> Html {
    let y = down(field.y(f64::from(line) / 10_000.0));
    html! {
        <g key={line}>
            <line class="loss-rule" x1="0" x2="100%" y1={px(y)} y2={px(y)} />
            <text class="loss-tick" x="100%" y={px(y - 4.0)} text-anchor="end">{ words::percent(f64::from(line) / 10_000.0) }</text>
        </g>
    }
}

fn ticks(field: Field, currency: Currency) -> Html {
    let unit = 10_u64.pow(text::minor_digits(currency)) as f64;
    let floor = ABOVE + HEIGHT;
    html! {
        <>
            { for field.ticks(unit).into_iter().map(|tick| {
                let place = field.x(tick as f64 * unit);
                let (x, anchor) = (percent(place), if place < 600.0 { "start" } else if place > 9_400.0 { "end" } else { "middle" });
                html! {
                    <g key={tick}>
                        <line class="loss-floor" x1={x.clone()} x2={x.clone()} y1={px(floor)} y2={px(floor + 5.0)} />
                        <text class="loss-tick" {x} y={px(floor + 19.0)} text-anchor={anchor}>{ text::large(tick) }</text>
                    </g>
                }
            }) }
            <text class="loss-tick" x="100%" y={px(floor + 38.0)} text-anchor="end">{ format!("loss in a year, {}, on a logarithmic scale", currency.code()) }</text>
        </>
    }
}

/// The names of the curves, beside them.
fn names(field: Field, inherent: &Distribution, residual: &Distribution) -> Html {
    let name = |words: &'static str, class: &'static str, (x, y): (f64, f64), right: bool| {
        let (dx, anchor) = if right { ("10", "start") } else { ("-10", "end") };
        html! { <text class={classes!("loss-name", class)} x={percent(x)} y={px(down(y) + 4.0)} {dx} text-anchor={anchor}>{ words }</text> }
    };
    let above = field.passes(inherent, 0.62);
    if field.hatching(inherent, residual).is_empty() {
        return name("before and with controls", "loss-name-residual", above, above.0 < RIGHT);
    }
    let below = field.passes(residual, 0.4);
    html! {
        <>
            { name("before controls", "loss-name-inherent", above, above.0 < RIGHT) }
            { name("with controls", "loss-name-residual", below, below.0 < LEFT) }
        </>
    }
}

fn comparison(place: f64) -> Html {
    let x = percent(place);
    let (dx, anchor) = if place < RIGHT { ("6", "start") } else { ("-6", "end") };
    html! {
        <>
            <line class="loss-compared" x1={x.clone()} x2={x.clone()} y1={px(ABOVE)} y2={px(ABOVE + HEIGHT)} />
            <text class="loss-name" {x} y={px(ABOVE + HEIGHT - 8.0)} {dx} text-anchor={anchor}>{ "your amount" }</text>
        </>
    }
}

/// The point that is read: an open mark before controls, a filled one with them.
fn mark(field: Field, losses: &Losses, amount: f64) -> Html {
    let x = percent(field.x(amount));
    let [before, after] = [&losses.inherent, &losses.residual].map(|of| px(down(field.y(chance(of, amount)))));
    html! {
        <g class="loss-mark">
            <line x1={x.clone()} x2={x.clone()} y1={px(ABOVE)} y2={px(ABOVE + HEIGHT)} />
            <circle class="loss-mark-inherent" cx={x.clone()} cy={before} r="4.5" />
            <circle class="loss-mark-residual" cx={x} cy={after} r="4.5" />
        </g>
    }
}

fn table(losses: &Losses, points: &[f64]) -> Html {
    html! {
        <table class="loss-table">
            <caption>{ "The chance that a year costs more than each amount, amounts to two digits" }</caption>
            <thead><tr>
                <th scope="col" class="number">{ format!("More than, {}", losses.currency.code()) }</th>
                <th scope="col" class="number">{ "Before controls" }</th>
                <th scope="col" class="number">{ "With controls" }</th>
            </tr></thead>
            <tbody>
                { for points.iter().enumerate().map(|(place, amount)| html! {
                    <tr key={place}>
                        <th scope="row" class="number">{ text::thousands(text::leading(*amount, losses.currency, 2)) }</th>
                        <td class="number">{ words::percent(chance(&losses.inherent, *amount)) }</td>
                        <td class="number">{ words::percent(chance(&losses.residual, *amount)) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_along_the_curve_and_stop_at_its_ends() {
        for (key, at, to) in [
            ("ArrowRight", 3, Some(4)),
            ("ArrowRight", 9, Some(9)),
            ("ArrowLeft", 0, Some(0)),
            ("PageUp", 3, Some(8)),
            ("PageDown", 3, Some(0)),
            ("Home", 5, Some(0)),
            ("End", 5, Some(9)),
            ("Tab", 5, None),
        ] {
            assert_eq!(moved(key, at, 10), to, "{key} from {at}");
        }
        assert_eq!(moved("End", 0, 0), None);
    }
}
