//! Where a risk stands on the map: pure arithmetic, so that it is tested without a browser.
//!
//! The map has five columns (consequence 1 to 5, left to right) and five rows (likelihood 5 to 1,
//! top to bottom). Places are in hundredths of a percent of its width and height.

/// Steps of a scale.
const STEPS: u32 = 5;

/// A point of the map: hundredths of a percent from the left and from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
}

/// A straight line on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Where it starts.
    pub from: Point,
    /// Where it ends.
    pub to: Point,
}

/// The place of a risk, its likelihood and consequence in hundredths (`100..=500`): a whole step
/// stands in the middle of its cell.
#[must_use]
pub fn point(likelihood_h: u32, consequence_h: u32) -> Point {
    let within = |hundredths: u32| hundredths.clamp(50, 550);
    Point { x: (within(consequence_h) - 50) * 20, y: (550 - within(likelihood_h)) * 20 }
}

/// The cell (likelihood, consequence) that a risk stands in: the nearest, halves away from 1.
#[must_use]
pub fn cell(likelihood_h: u32, consequence_h: u32) -> (u8, u8) {
    let nearest = |hundredths: u32| u8::try_from(((hundredths + 50) / 100).clamp(1, STEPS)).unwrap_or(1);
    (nearest(likelihood_h), nearest(consequence_h))
}

/// The way from before the controls to after them; `None` if they move nothing.
#[must_use]
pub fn arrow(before: (u32, u32), after: (u32, u32)) -> Option<Line> {
    (before != after).then(|| Line { from: point(before.0, before.1), to: point(after.0, after.1) })
}

/// The borders between cells that are within the appetite and cells that are not.
#[must_use]
pub fn appetite_line(accepted: impl Fn(u8, u8) -> bool) -> Vec<Line> {
    const CELL: u32 = 2_000;
    let mut lines = Vec::new();
    for likelihood in 1..=5_u8 {
        for consequence in 1..=5_u8 {
            let here = accepted(likelihood, consequence);
            let (right, top) = (u32::from(consequence) * CELL, (STEPS - u32::from(likelihood)) * CELL);
            if consequence < 5 && accepted(likelihood, consequence + 1) != here {
                lines.push(Line { from: Point { x: right, y: top }, to: Point { x: right, y: top + CELL } });
            }
            if likelihood < 5 && accepted(likelihood + 1, consequence) != here {
                lines.push(Line { from: Point { x: right - CELL, y: top }, to: Point { x: right, y: top } });
            }
        }
    }
    lines
}

/// A place as an SVG length: `1234` is `12.34%`.
#[must_use]
pub fn length(place: u32) -> String {
    format!("{}.{:02}%", place / 100, place % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_steps_stand_in_the_middle_of_their_cell() {
        assert_eq!(point(500, 100), Point { x: 1_000, y: 1_000 });
        assert_eq!(point(100, 500), Point { x: 9_000, y: 9_000 });
        assert_eq!(point(300, 300), Point { x: 5_000, y: 5_000 });
    }

    #[test]
    fn a_risk_stands_in_the_nearest_cell() {
        for (place, expected) in
            [((100, 100), (1, 1)), ((149, 150), (1, 2)), ((500, 451), (5, 5)), ((242, 310), (2, 3))]
        {
            assert_eq!(cell(place.0, place.1), expected);
        }
    }

    #[test]
    fn every_point_lies_in_its_cell() {
        for likelihood_h in 100..=500 {
            for consequence_h in [100, 149, 150, 333, 500] {
                let (likelihood, consequence) = cell(likelihood_h, consequence_h);
                let at = point(likelihood_h, consequence_h);
                let column = at.x / 2_000 + 1;
                assert!(column == u32::from(consequence), "{likelihood_h} {consequence_h}");
                // On the border between two rows the upper one is meant.
                let row = 5 - at.y / 2_000;
                assert!(row == u32::from(likelihood) || at.y.is_multiple_of(2_000), "{likelihood_h} {consequence_h}");
            }
        }
    }

    #[test]
    fn controls_that_move_nothing_draw_no_arrow() {
        assert_eq!(arrow((400, 300), (400, 300)), None);
        let line = arrow((400, 300), (200, 300));
        assert_eq!(line.map(|line| (line.from.y, line.to.y)), Some((3_000, 7_000)));
    }

    #[test]
    fn the_appetite_line_is_a_staircase() {
        // Everything at or below 9 is accepted.
        let lines = appetite_line(|likelihood, consequence| likelihood * consequence <= 9);
        let length: u32 = lines.iter().map(|line| line.to.x - line.from.x + line.to.y - line.from.y).sum();
        // From the top edge at column 1 to the right edge at row 1: four steps down and four to the right.
        assert_eq!(length, 16_000);
        assert!(appetite_line(|_, _| true).is_empty());
    }

    #[test]
    fn lengths_read_as_percent() {
        assert_eq!(length(1_234), "12.34%");
        assert_eq!(length(5), "0.05%");
    }
}
