//! The edge to the clock: the engine has none, so the app tells it the day.

use crate::units::Date;

/// Today, where the user is.
///
/// `None` if the clock shows a year beyond 9999.
#[must_use]
pub fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let part = |number: u32| i8::try_from(number).ok();
    i16::try_from(now.get_full_year())
        .ok()
        .zip(part(now.get_month() + 1))
        .zip(part(now.get_date()))
        .and_then(|((year, month), day)| Date::new(year, month, day))
}

/// The moment in milliseconds, to tell how long something took. A browser may round it, and a user may
/// set the clock between two looks.
#[must_use]
pub fn milliseconds() -> f64 {
    js_sys::Date::now()
}

/// The moment, RFC 3339 UTC to the second, as files carry it.
#[must_use]
pub fn now() -> String {
    let text = String::from(js_sys::Date::new_0().to_iso_string());
    text.split_once('.').map_or(text.clone(), |(seconds, _)| format!("{seconds}Z"))
}

/// The time of day where the user is: `14:05`.
#[must_use]
pub fn time_of_day() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}
