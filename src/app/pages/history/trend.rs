//! Where the points of the trend stand: hundredths of a percent, by day and by score.

use crate::units::{Bp, Date};

/// Room kept free at each side, so that a dot at the edge is whole.
const MARGIN: u32 = 400;
/// All of it.
const FULL: u32 = 10_000;

/// A place in the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
}

/// How far from the top a score stands.
#[must_use]
pub fn height(bp: u32) -> u32 {
    let room = FULL - 2 * MARGIN;
    FULL - MARGIN - bp.min(FULL) * room / FULL
}

/// The places of the scores that there are; the first day stands left, the last right.
#[must_use]
pub fn places(points: &[(Date, Option<Bp>)]) -> Vec<Place> {
    let days = |day: Date| points.first().map_or(0, |(first, _)| day.days_since(*first).max(0));
    let span = points.iter().map(|(day, _)| days(*day)).max().unwrap_or(0).max(1);
    let room = i64::from(FULL - 2 * MARGIN);
    points
        .iter()
        .filter_map(|(day, bp)| {
            let along = u32::try_from(days(*day) * room / span).unwrap_or(0);
            Some(Place { x: MARGIN + along, y: height(u32::from((*bp)?.get())) })
        })
        .collect()
}

/// A place as an SVG length.
#[must_use]
pub fn length(place: u32) -> String {
    format!("{}.{:02}%", place / 100, place % 100)
}

#[cfg(test)]
#[allow(clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn days_run_from_left_to_right_and_scores_upwards() {
        let day = |days| Date::new(2026, 1, 1).and_then(|first| first.plus_days(days));
        let points: Vec<_> = [(0, 0), (50, 5_000), (100, 10_000)]
            .into_iter()
            .filter_map(|(days, bp)| Some((day(days)?, Bp::new(bp))))
            .collect();
        assert_eq!(
            places(&points),
            [Place { x: 400, y: 9_600 }, Place { x: 5_000, y: 5_000 }, Place { x: 9_600, y: 400 }]
        );
    }

    #[test]
    fn what_has_no_score_has_no_place() {
        let Some(day) = Date::new(2026, 1, 1) else { panic!("no day") };
        assert!(places(&[(day, None)]).is_empty());
        assert_eq!(places(&[(day, Bp::new(0))]).len(), 1);
    }
}
