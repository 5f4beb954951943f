//! Rough answers to "from when?". Pure.

use crate::units::Date;

/// A rough answer: its words, and how many days ago it stands for; none stands for this month.
pub const PICKS: [(&str, Option<i64>); 5] = [
    ("This month", None),
    ("3 months ago", Some(91)),
    ("Half a year ago", Some(182)),
    ("A year ago", Some(365)),
    ("Two years ago", Some(731)),
];

/// The day that a rough answer stands for: of a month its first, so that nothing counts as fresher than it is.
#[must_use]
pub fn day(today: Date, ago: Option<i64>) -> Option<Date> {
    let (year, month, _) = today.parts();
    ago.map_or_else(|| Date::new(year, month, 1), |ago| today.plus_days(-ago))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rough_answer_is_a_day_of_its_own_in_the_past() {
        let Some(today) = Date::new(2026, 3, 31) else { return };
        let days: Vec<Option<Date>> = PICKS.iter().map(|(_, ago)| day(today, *ago)).collect();
        assert_eq!(days.first(), Some(&Date::new(2026, 3, 1)));
        assert!(days.is_sorted_by(|a, b| a > b), "{days:?}");
    }
}
