//! Numbers, dates and efforts in words.

use crate::units::{Bp, Date, Ppm};

/// A date: `3 March 2027`.
#[must_use]
pub fn date(date: Date) -> String {
    let (year, month, day) = date.parts();
    format!("{day} {} {year}", month_name(month))
}

/// A date for a table: `3 Mar 2027`.
#[must_use]
pub fn short_date(date: Date) -> String {
    let (year, month, day) = date.parts();
    format!("{day} {} {year}", month_name(month).get(..3).unwrap_or_default())
}

/// How far off a day is: `in 9 days`, `today`, `9 days ago`.
#[must_use]
pub fn distance(from: Date, to: Date) -> String {
    match to.days_since(from) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("in {days} days"),
        days => format!("{} days ago", -days),
    }
}

const fn month_name(month: i8) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

/// A share as a whole number of a hundred; a dash where there is none.
#[must_use]
pub fn percent(bp: Option<Bp>) -> String {
    bp.map_or_else(|| "–".to_owned(), |bp| bp.percent().to_string())
}

/// A likelihood in whole percent: `44 %`.
#[must_use]
pub fn pressure(ppm: Ppm) -> String {
    format!("{} %", ppm.get() / 10_000)
}

/// An effort in tenths of a day: `2.5 days`.
#[must_use]
pub fn days(tenths: u64) -> String {
    match (tenths / 10, tenths % 10) {
        (1, 0) => "1 day".to_owned(),
        (whole, 0) => format!("{whole} days"),
        (whole, tenth) => format!("{whole}.{tenth} days"),
    }
}

/// A count with its noun: `1 item`, `3 items`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A number with its thousands set off: `12,500`.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(days(25), "2.5 days");
        assert_eq!(days(10), "1 day");
    }
}
