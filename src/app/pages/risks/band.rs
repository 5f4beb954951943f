//! A risk as a number and the word of its band, on every screen alike.

use yew::prelude::*;

use crate::{app::text, rules::RulePack, units::Id};

/// The appetite where the user chose none (method section 7).
pub const DEFAULT_APPETITE: &str = "moderate";

/// Ten-thousandths as a number with one decimal, rounded down like the bands: `6.3`.
#[must_use]
pub fn figure(ten_thousandths: u32) -> String {
    decimals(ten_thousandths / 1_000, 10)
}

/// A number of parts, so many to one, without trailing zeros: `decimals(242, 100)` is `2.42`.
#[must_use]
pub fn decimals(parts: u32, to_one: u32) -> String {
    let (whole, mut rest) = (parts / to_one.max(1), parts % to_one.max(1));
    let mut digits = to_one.checked_ilog10().unwrap_or(0) as usize;
    if rest == 0 {
        return whole.to_string();
    }
    while rest % 10 == 0 {
        rest /= 10;
        digits -= 1;
    }
    format!("{whole}.{rest:0digits$}")
}

/// The class that colours a band: by its place among the pack's, palest first.
#[must_use]
pub fn class(pack: &RulePack, band: &str) -> &'static str {
    let bands = pack.bands();
    let place = bands.iter().position(|candidate| &*candidate.id == band).unwrap_or(0);
    match (place * 3).checked_div(bands.len().saturating_sub(1)).unwrap_or(0) {
        0 => "band-low",
        1 => "band-moderate",
        2 => "band-high",
        _ => "band-extreme",
    }
}

/// A band as a coloured word.
pub fn mark(pack: &RulePack, band: &str) -> Html {
    html! { <span class={classes!("band", class(pack, band))}>{ text::band(band) }</span> }
}

/// A number with its band.
pub fn number(pack: &RulePack, ten_thousandths: u32) -> Html {
    let band = pack.band(ten_thousandths).map(|band| mark(pack, &band.id));
    html! {
        <span class="risk-number"><span class="risk-digits">{ figure(ten_thousandths) }</span>{ for band }</span>
    }
}

/// Whether a risk of that many ten-thousandths is within the appetite.
#[must_use]
pub fn accepted(pack: &RulePack, appetite: Option<&Id>, ten_thousandths: u32) -> bool {
    let rank = |id: &str| pack.bands().iter().position(|band| &*band.id == id);
    let limit = rank(appetite.map_or(DEFAULT_APPETITE, |id| id));
    let here = pack.band(ten_thousandths).and_then(|band| rank(&band.id));
    limit.zip(here).is_none_or(|(limit, here)| here <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_only_the_decimals_they_need() {
        for (parts, to_one, words) in
            [(242, 100, "2.42"), (300, 100, "3"), (250, 100, "2.5"), (75_020, 10_000, "7.502")]
        {
            assert_eq!(decimals(parts, to_one), words);
        }
        assert_eq!(decimals(1_005, 100), "10.05");
        assert_eq!(figure(49_999), "4.9", "rounded up, it would leave its band");
        assert_eq!(figure(160_000), "16");
    }
}
