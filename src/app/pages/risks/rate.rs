//! Events a year as text: a few digits, no more. Whole numbers carry it, so that no code for
//! formatting floats has to be loaded.

use crate::assessment::Rate;

/// The most events a year (method section 9).
const MOST: u64 = 10_000;
/// Decimals that can be typed.
const DECIMALS: usize = 4;

/// Reads events a year: `2`, `0.25`, `1,000`. Nothing typed is nothing.
///
/// # Errors
/// In words, what is wrong with it.
pub fn read(text: &str) -> Result<Option<f64>, &'static str> {
    let text: String = text.trim().chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | ',')).collect();
    if text.is_empty() {
        return Ok(None);
    }
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let only_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !only_digits(whole) || !only_digits(rest) || (whole.is_empty() && rest.is_empty()) {
        return Err("Write a number such as 2 or 0.25.");
    }
    if rest.len() > DECIMALS {
        return Err("Four decimals are enough.");
    }
    let parts = format!("{whole}{rest:0<DECIMALS$}").parse::<u64>();
    match parts {
        // Both are exact, so the quotient is the closest number to what was typed.
        Ok(parts) if parts <= MOST * 10_000 => Ok(Some(parts as f64 / 10_000.0)),
        _ => Err("That is more than 10,000 a year."),
    }
}

/// Writes events a year, with up to six decimals.
#[must_use]
pub fn written(rate: f64) -> String {
    let millionths = (rate * 1_000_000.0).round() as u64;
    let (whole, rest) = (millionths / 1_000_000, millionths % 1_000_000);
    if rest == 0 {
        return whole.to_string();
    }
    let rest = format!("{rest:06}");
    [&whole.to_string(), ".", rest.trim_end_matches('0')].concat()
}

/// Events a year in words: `once in 4 years`, `twice a year`.
#[must_use]
pub fn in_words(rate: f64) -> String {
    if rate <= 0.0 {
        return "never".to_owned();
    }
    if rate < 0.95 {
        let years = (1.0 / rate).round() as u64;
        return if years <= 1 { "about once a year".to_owned() } else { format!("about once in {years} years") };
    }
    match rate.round() as u64 {
        1 => "about once a year".to_owned(),
        2 => "about twice a year".to_owned(),
        12 => "about once a month".to_owned(),
        52 => "about once a week".to_owned(),
        times => format!("about {times} times a year"),
    }
}

/// A rate or a range of rates in words: `about 3 times a year, between 1 and 8 times a year`.
#[must_use]
pub fn said(rate: &Rate) -> String {
    match *rate {
        Rate::Fixed(rate) => in_words(rate),
        Rate::Pert { min, likely, max } => {
            format!("{}, between {} and {} times a year", in_words(likely), written(min), written(max))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_what_is_kept_and_shown() {
        for (typed, shown) in [("2", "2"), ("0.25", "0.25"), (".5", "0.5"), ("1,000", "1000"), ("0.3", "0.3")] {
            let rate = read(typed).ok().flatten();
            assert_eq!(rate.map(written).as_deref(), Some(shown), "{typed}");
        }
        assert!(read("0.3").is_ok_and(|rate| rate.is_some_and(|rate| (rate - 0.3).abs() < f64::EPSILON)));
        assert_eq!(read(" "), Ok(None));
        for wrong in ["often", "-1", "1.23456", "10001", ".", "99999999999999999999"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn rates_read_as_a_person_would_say_them() {
        assert_eq!(in_words(0.25), "about once in 4 years");
        assert_eq!(in_words(0.9), "about once a year");
        assert_eq!(in_words(2.0), "about twice a year");
        assert_eq!(in_words(30.0), "about 30 times a year");
        assert_eq!(in_words(0.0), "never");
    }
}
