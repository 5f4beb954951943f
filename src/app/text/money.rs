//! Money, as it is shown and as it is typed.

use super::thousands;
use crate::units::{Currency, Money};

/// How many digits of a currency's amounts are minor units.
#[must_use]
pub fn minor_digits(currency: Currency) -> u32 {
    match currency.code() {
        "JPY" | "KRW" | "CLP" | "VND" | "ISK" | "UGX" | "XAF" | "XOF" | "XPF" | "PYG" | "RWF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// Money in words: `EUR 12,500`, or `EUR 12,500.50`.
#[must_use]
pub fn money(money: Money) -> String {
    [money.currency().code(), " ", &amount(money)].concat()
}

/// Money rounded down to what an estimate deserves: two leading digits.
#[must_use]
pub fn rough_money(money: Money) -> String {
    let unit = 10_u64.pow(minor_digits(money.currency()));
    let whole = money.amount() / unit;
    let step = 10_u64.pow(whole.checked_ilog10().unwrap_or(0).saturating_sub(1));
    [money.currency().code(), " ", &thousands(whole / step * step)].concat()
}

/// An estimate in whole units of a currency, to so many leading digits, to the nearest: of `1234567.8`
/// cents, two are 12,000 euros. `minor` is in minor units; below nothing is nothing, and what 64 bits
/// can't hold is the most they can.
#[must_use]
pub fn leading(minor: f64, currency: Currency, digits: u32) -> u64 {
    let whole = (minor / 10_u64.pow(minor_digits(currency)) as f64).round() as u64;
    let more = whole.checked_ilog10().unwrap_or(0).saturating_sub(digits.saturating_sub(1));
    let step = 10_u64.checked_pow(more).unwrap_or(u64::MAX);
    (whole / step + u64::from(whole % step >= step.div_ceil(2) && step > 1)).saturating_mul(step)
}

/// An estimate as one says it: `EUR 640,000`, `EUR 1.2 million`. `minor` is in minor units; two digits
/// are told.
#[must_use]
pub fn spoken(minor: f64, currency: Currency) -> String {
    [currency.code(), " ", &large(leading(minor, currency, 2))].concat()
}

/// A round number as one says it: `640,000`, `1.2 million`, `35 billion`.
#[must_use]
pub fn large(number: u64) -> String {
    const NAMES: [(u64, &str); 3] =
        [(1_000_000_000_000, " trillion"), (1_000_000_000, " billion"), (1_000_000, " million")];
    let Some((unit, name)) = NAMES.into_iter().find(|(unit, _)| number >= *unit) else { return thousands(number) };
    let tenths = number / (unit / 10);
    let (whole, tenth) = (thousands(tenths / 10), tenths % 10);
    if tenth == 0 { [&whole, name].concat() } else { [&whole, ".", &tenth.to_string(), name].concat() }
}

/// An amount without its currency: `12,500.50`.
#[must_use]
pub fn amount(money: Money) -> String {
    let digits = minor_digits(money.currency());
    let unit = 10_u64.pow(digits);
    let (whole, rest) = (money.amount() / unit, money.amount() % unit);
    let whole = thousands(whole);
    if rest == 0 { whole } else { format!("{whole}.{rest:0width$}", width = digits as usize) }
}

/// An amount as one would type it; the inverse of [`read_amount`].
#[must_use]
pub fn typed_amount(money: Money) -> String {
    amount(money).replace(',', "")
}

/// Reads an amount as typed: digits, thousands set off by commas, blanks or apostrophes, and a point
/// before the minor units.
///
/// # Errors
/// In words, what is wrong with it.
pub fn read_amount(text: &str, currency: Currency) -> Result<Option<Money>, &'static str> {
    let text: String =
        text.trim().chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | ',' | '\'' | '’')).collect();
    if text.is_empty() {
        return Ok(None);
    }
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let digits = minor_digits(currency) as usize;
    let only_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !only_digits(whole) || !only_digits(rest) || (whole.is_empty() && rest.is_empty()) {
        return Err("Write an amount in digits, such as 250000.");
    }
    if rest.len() > digits {
        return Err("That has more decimals than the currency.");
    }
    let minor = format!("{whole}{rest:0<digits$}");
    minor.parse().ok().and_then(|amount| Money::new(amount, currency)).map(Some).ok_or("That is more than can be kept.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_it_is_written() {
        let eur = Currency::EUR;
        for (typed, minor) in [("250000", 25_000_000), ("1,250.5", 125_050), ("0.07", 7), (" 12 ", 1200)] {
            let money = read_amount(typed, eur).ok().flatten().map(|money| money.amount());
            assert_eq!(money, Some(minor), "{typed}");
        }
        assert_eq!(read_amount("", eur), Ok(None));
        for wrong in ["abc", "1.234", "-5", "99999999999999999999", "."] {
            assert!(read_amount(wrong, eur).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_estimate_is_said_with_the_digits_that_it_deserves() {
        let eur = Currency::EUR;
        for (minor, said) in [
            (0.0, "EUR 0"),
            (49.0, "EUR 0"),
            (370.0, "EUR 4"),
            (12_345.0, "EUR 120"),
            (99_600.0, "EUR 1,000"),
            (64_123_456.0, "EUR 640,000"),
            (99_550_000.0, "EUR 1 million"),
            (123_456_789.0, "EUR 1.2 million"),
            (3_499_000_000_000.0, "EUR 35 billion"),
            (1e300, "EUR 18,000,000 trillion"),
            (-5.0, "EUR 0"),
        ] {
            assert_eq!(spoken(minor, eur), said, "{minor}");
        }
        assert_eq!(leading(123_456_789.0, eur, 3), 1_230_000);
        assert_eq!(leading(123_456_789.0, eur, 12), 1_234_568);
        assert_eq!(Currency::new("JPY").map(|yen| spoken(123_456.0, yen)).as_deref(), Some("JPY 120,000"));
    }

    #[test]
    fn an_estimate_is_rounded_down() {
        assert_eq!(Money::new(123_456_789, Currency::EUR).map(rough_money).as_deref(), Some("EUR 1,200,000"));
    }
}
