//! Calendar days counted one year and one month at a time (proleptic Gregorian).

fn is_leap(year: i32) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

fn days_in_year(year: i32) -> i32 {
    if is_leap(year) { 366 } else { 365 }
}

fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// `YYYY-MM-DD` as a count of days; 0001-01-01 is day 1. Only differences are used.
pub fn day_number(date: &str) -> i128 {
    let parts: Vec<i32> = date.split('-').map(|part| part.parse().expect("a valid date")).collect();
    let (year, month, day) = (parts[0], parts[1], parts[2]);
    // Every 400 years the calendar begins anew, after 146 097 days.
    let begun = (year - 1) / 400;
    let mut days = begun * 146_097;
    for y in 400 * begun + 1..year {
        days += days_in_year(y);
    }
    for m in 1..month {
        days += days_in_month(year, m);
    }
    i128::from(days + day)
}

/// The way back, for the generator.
pub fn date_text(number: i128) -> String {
    let number = i32::try_from(number).expect("a day");
    let begun = (number - 1) / 146_097;
    let mut rest = number - begun * 146_097;
    let mut year = 400 * begun + 1;
    while rest > days_in_year(year) {
        rest -= days_in_year(year);
        year += 1;
    }
    let mut month = 1;
    while rest > days_in_month(year, month) {
        rest -= days_in_month(year, month);
        month += 1;
    }
    format!("{year:04}-{month:02}-{rest:02}")
}
