//! What a run comes to, in the words of those who decide. Every number here is an estimate and is told
//! with no more digits than an estimate deserves.

use crate::{
    app::text,
    quant::{Distribution, Losses},
};

/// Events that a browser simulates in a second, below what was measured on a laptop (some 20 million):
/// only for the words before a run.
const EVENTS_A_SECOND: u64 = 10_000_000;

/// How long so much work takes, roughly.
#[must_use]
pub fn duration(work: u64) -> String {
    let tenths = work / (EVENTS_A_SECOND / 10);
    match tenths {
        0..=2 => "at once".to_owned(),
        3..=7 => "half a second".to_owned(),
        8..=17 => "about a second".to_owned(),
        18..=94 => format!("about {} seconds", (tenths + 5) / 10),
        95..=549 => format!("about {} seconds", (tenths + 25) / 50 * 5),
        550..=899 => "about a minute".to_owned(),
        _ => format!("about {} minutes", (tenths + 300) / 600),
    }
}

/// A chance, `0..=1`: `42 %`, `4.2 %`, `under 0.1 %`.
#[must_use]
pub fn percent(chance: f64) -> String {
    let thousandths = (chance.clamp(0.0, 1.0) * 1_000.0).round() as u64;
    match thousandths {
        0 if chance > 0.0 => "under 0.1 %".to_owned(),
        0 => "0 %".to_owned(),
        1..=99 if !thousandths.is_multiple_of(10) => format!("{}.{} %", thousandths / 10, thousandths % 10),
        995.. if chance < 1.0 => "over 99 %".to_owned(),
        _ => format!("{} %", (thousandths + 5) / 10),
    }
}

/// How many years: `42 years out of 100`, `one year out of 400`, `none of the simulated years`.
#[must_use]
pub fn years(chance: f64) -> String {
    if chance <= 0.0 {
        return "none of the simulated years".to_owned();
    }
    if chance >= 1.0 {
        return "every simulated year".to_owned();
    }
    if chance < 0.0095 {
        return one_in(chance);
    }
    match (chance * 100.0).round() as u64 {
        // One in so many is the better word where it is a round one.
        ..=1 => "one year out of 100".to_owned(),
        2 => "one year out of 50".to_owned(),
        4 => "one year out of 25".to_owned(),
        5 => "one year out of 20".to_owned(),
        10 => "one year out of 10".to_owned(),
        20 => "one year out of 5".to_owned(),
        25 => "one year out of 4".to_owned(),
        50 => "one year out of two".to_owned(),
        99.. => "nearly every year".to_owned(),
        hundredths => format!("{hundredths} years out of 100"),
    }
}

fn one_in(chance: f64) -> String {
    let years = (1.0 / chance).round() as u64;
    let step = 10_u64.pow(years.checked_ilog10().unwrap_or(0).saturating_sub(1));
    ["one year out of ", &text::thousands((years + step / 2) / step * step)].concat()
}

/// By how much the second is below the first: `52 %`. `None` if by nothing that shows.
#[must_use]
pub fn reduction(before: f64, after: f64) -> Option<String> {
    let share = (before > 0.0).then(|| (before - after) / before)?;
    (share >= 0.0005).then(|| percent(share))
}

/// The result in two or three sentences: a bad year, an average one, and whether anything happens at
/// all. The first can stand alone.
#[must_use]
pub fn sentences(losses: &Losses) -> Vec<String> {
    let Losses { inherent, residual, currency, .. } = losses;
    if inherent.probability_any <= 0.0 {
        return vec!["In none of the simulated years did any of these risks come true.".to_owned()];
    }
    let money = |minor: f64| text::spoken(minor, *currency);
    vec![bad_year(inherent, residual, &money), average(inherent, residual, &money), any(inherent, residual)]
}

/// One year out of twenty; where nothing is lost in most of those, one out of a hundred.
fn bad_year(inherent: &Distribution, residual: &Distribution, money: &impl Fn(f64) -> String) -> String {
    let (years, before, after) = if inherent.p95 > 0.0 {
        ("one year out of twenty", inherent.p95, residual.p95)
    } else if inherent.p99 > 0.0 {
        ("one year out of a hundred", inherent.p99, residual.p99)
    } else {
        return "In ninety-nine years out of a hundred your AI risks cost nothing; the rest is in the tail of the curve."
            .to_owned();
    };
    let first = format!("In {years} your AI risks cost more than {}", money(before));
    if money(before) == money(after) {
        return format!("{first}; the controls that evidence backs leave that as it is.");
    }
    if after <= 0.0 {
        return format!("{first}; with the controls that evidence backs, they cost nothing in such a year.");
    }
    format!("{first}; with the controls that evidence backs it is {}.", money(after))
}

fn average(inherent: &Distribution, residual: &Distribution, money: &impl Fn(f64) -> String) -> String {
    let before = money(inherent.mean);
    match reduction(inherent.mean, residual.mean) {
        Some(off) => {
            format!(
                "An average year costs {before} before controls and {} with them, {off} less.",
                money(residual.mean)
            )
        }
        None => format!("An average year costs {before}."),
    }
}

fn any(inherent: &Distribution, residual: &Distribution) -> String {
    let (before, after) = (years(inherent.probability_any), years(residual.probability_any));
    if before == after {
        return format!("Something is lost in {before}.");
    }
    format!("Something is lost in {before}, with controls in {after}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Currency;

    fn distribution(mean: f64, p95: f64, p99: f64, any: f64) -> Distribution {
        Distribution {
            mean,
            standard_error: None,
            p50: 0.0,
            p90: 0.0,
            p95,
            p99,
            es95: p99,
            probability_any: any,
            exceedance: Vec::new(),
        }
    }

    fn said(inherent: Distribution, residual: Distribution) -> Vec<String> {
        sentences(&Losses { inherent, residual, shares: Vec::new(), currency: Currency::EUR, seed: 1, trials: 1_000 })
    }

    #[test]
    fn a_board_reads_what_a_bad_and_an_average_year_cost() {
        let words = said(distribution(31e6, 123e6, 200e6, 0.97), distribution(15e6, 64.3e6, 90e6, 0.8));
        assert_eq!(
            words,
            [
                "In one year out of twenty your AI risks cost more than EUR 1.2 million; with the controls that evidence backs it is EUR 640,000.",
                "An average year costs EUR 310,000 before controls and EUR 150,000 with them, 52 % less.",
                "Something is lost in 97 years out of 100, with controls in 80 years out of 100.",
            ]
        );
    }

    #[test]
    fn what_controls_do_not_change_is_said_once() {
        let words = said(distribution(31e6, 123e6, 200e6, 1.0), distribution(31e6, 123e6, 200e6, 1.0));
        assert_eq!(
            words,
            [
                "In one year out of twenty your AI risks cost more than EUR 1.2 million; the controls that evidence backs leave that as it is.",
                "An average year costs EUR 310,000.",
                "Something is lost in every simulated year.",
            ]
        );
    }

    #[test]
    fn rare_losses_are_told_by_the_years_in_which_they_come() {
        let rare = said(distribution(1e6, 0.0, 60e6, 0.03), distribution(0.4e6, 0.0, 0.0, 0.006));
        assert_eq!(
            rare.first().map(String::as_str),
            Some(
                "In one year out of a hundred your AI risks cost more than EUR 600,000; with the controls that evidence backs, they cost nothing in such a year."
            )
        );
        assert_eq!(
            rare.last().map(String::as_str),
            Some("Something is lost in 3 years out of 100, with controls in one year out of 170.")
        );
        let rarer = said(distribution(1e5, 0.0, 0.0, 0.004), distribution(1e5, 0.0, 0.0, 0.004));
        assert!(rarer.first().is_some_and(|first| first.contains("in the tail")));
        let never = said(distribution(0.0, 0.0, 0.0, 0.0), distribution(0.0, 0.0, 0.0, 0.0));
        assert_eq!(never.len(), 1);
    }

    #[test]
    fn chances_read_well_and_never_claim_certainty() {
        for (chance, words) in [
            (0.0, "0 %"),
            (0.000_2, "under 0.1 %"),
            (0.003, "0.3 %"),
            (0.042, "4.2 %"),
            (0.05, "5 %"),
            (0.423, "42 %"),
            (0.999_9, "over 99 %"),
            (1.0, "100 %"),
        ] {
            assert_eq!(percent(chance), words, "{chance}");
        }
        for (chance, words) in [
            (0.0, "none of the simulated years"),
            (0.000_23, "one year out of 4,300"),
            (0.05, "one year out of 20"),
            (0.42, "42 years out of 100"),
            (0.997, "nearly every year"),
            (1.0, "every simulated year"),
        ] {
            assert_eq!(years(chance), words, "{chance}");
        }
    }

    #[test]
    fn a_wait_is_told_in_words() {
        for (tenths, words) in [
            (0, "at once"),
            (5, "half a second"),
            (10, "about a second"),
            (32, "about 3 seconds"),
            (131, "about 15 seconds"),
            (600, "about a minute"),
            (1_800, "about 3 minutes"),
        ] {
            assert_eq!(duration(tenths * EVENTS_A_SECOND / 10), words);
        }
    }

    #[test]
    fn a_reduction_is_told_where_there_is_one() {
        assert_eq!(reduction(200.0, 100.0).as_deref(), Some("50 %"));
        assert_eq!(reduction(0.0, 0.0), None);
        assert_eq!(reduction(100.0, 100.0), None);
    }
}
