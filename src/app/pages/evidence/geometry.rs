//! The geometry of the expiry timeline: days as places on a line. Pure, and tested as such.

use crate::units::Date;

/// The whole width, in hundredths of a percent.
const WIDTH: i64 = 10_000;
/// How far the line reaches at least, in days: 18 months.
const LEAST: i64 = 548;
/// And at most: what lies further off is far enough.
const MOST: i64 = 3 * 366;

/// A line of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
}

impl Axis {
    /// From today to a little past the last of those days, and 18 months at least. `None` at the end of
    /// all calendars.
    #[must_use]
    pub fn new(today: Date, days: impl Iterator<Item = Date>) -> Option<Self> {
        let last = days.map(|day| day.days_since(today)).max().unwrap_or(0);
        let reach = (last + last / 10).clamp(LEAST, MOST);
        Some(Self { from: today, to: today.plus_days(reach)? })
    }

    /// Where a day lies; the ends where it lies beyond them.
    #[must_use]
    pub fn place(&self, day: Date) -> Place {
        let whole = self.to.days_since(self.from).max(1);
        let at = day.days_since(self.from).clamp(0, whole);
        Place(u16::try_from(at * WIDTH / whole).unwrap_or_default())
    }

    /// Whether a day lies on it.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// First days of months for the scale: no more than nine.
    #[must_use]
    pub fn months(&self) -> Vec<Date> {
        let whole = self.to.days_since(self.from);
        let every = [1_i16, 2, 3, 6, 12].into_iter().find(|every| whole <= i64::from(*every) * 30 * 8).unwrap_or(12);
        let (year, month, _) = self.from.parts();
        // Months counted from the year 0, from the next one on that the step divides.
        let first = (year * 12 + i16::from(month) - 1) / every * every + every;
        (0..9)
            .filter_map(|step| {
                let month = first.checked_add(step * every)?;
                Date::new(month / 12, i8::try_from(month % 12 + 1).ok()?, 1)
            })
            .filter(|day| self.holds(*day))
            .collect()
    }
}

/// A place on the line, in hundredths of a percent from its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(u16);

impl Place {
    /// As an SVG length.
    #[must_use]
    pub fn percent(self) -> String {
        format!("{}.{:02}%", self.0 / 100, self.0 % 100)
    }

    /// Whether it lies so far to the right that its name had better stand left of it.
    #[must_use]
    pub const fn is_right(self) -> bool {
        self.0 > 5_500
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn the_line_reaches_18_months_or_past_the_last_day() {
        let today = day("2026-11-24");
        let axis = |days: &[&str]| Axis::new(today, days.iter().map(|text| day(text))).unwrap();
        assert_eq!(axis(&[]).to, day("2028-05-25"));
        assert_eq!(axis(&["2027-01-15"]).to, day("2028-05-25"));
        assert_eq!(axis(&["2028-11-24"]).to.days_since(today), 731 + 73);
        assert_eq!(axis(&["2099-01-01"]).to.days_since(today), MOST);
        assert_eq!(axis(&["2020-01-01"]).to, day("2028-05-25"));
        assert_eq!(Axis::new(day("9999-12-31"), std::iter::empty()), None);
    }

    #[test]
    fn days_lie_between_the_ends() {
        let axis = Axis { from: day("2026-01-01"), to: day("2026-12-27") };
        assert_eq!(axis.place(day("2026-01-01")).percent(), "0.00%");
        assert_eq!(axis.place(day("2026-06-30")).percent(), "50.00%");
        assert_eq!(axis.place(day("2026-12-27")).percent(), "100.00%");
        assert_eq!(axis.place(day("2020-01-01")).percent(), "0.00%");
        assert_eq!(axis.place(day("2030-01-01")).percent(), "100.00%");
        assert!(axis.place(day("2026-12-01")).is_right());
    }

    #[test]
    fn the_scale_is_even_and_sparse() {
        let axis = Axis { from: day("2026-11-24"), to: day("2027-11-24") };
        let months: Vec<String> = axis.months().iter().map(ToString::to_string).collect();
        assert_eq!(months, ["2027-01-01", "2027-03-01", "2027-05-01", "2027-07-01", "2027-09-01", "2027-11-01"]);
        let long = Axis { from: day("2026-01-01"), to: day("2029-01-01") };
        assert!(long.months().len() <= 9);
        assert!(long.months().iter().all(|day| long.holds(*day)));
    }
}
