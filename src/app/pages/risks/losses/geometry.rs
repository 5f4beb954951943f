//! The geometry of the loss exceedance curve: amounts and chances as places in a field. Pure, and
//! tested as such.
//!
//! The field is [`WHOLE`] wide and [`WHOLE`] high, whatever its size on screen. Amounts lie on it by
//! their logarithm, chances evenly, from a top that fits them down to none.

use crate::quant::{Distribution, Exceedance};

/// The width and the height of the field, in hundredths of a percent.
pub const WHOLE: f64 = 10_000.0;
/// Chances that the top of the field may stand for, in basis points; each has four even steps.
const TOPS: [u32; 8] = [100, 200, 400, 800, 1_600, 2_000, 4_000, 10_000];
/// The chance below which the tail is no longer drawn.
const TAIL: f64 = 0.001;
/// How near to its highest chance a curve may already be where the field begins.
const SHOULDER: f64 = 0.985;
/// How far the field reaches beyond the curves to show an amount that somebody compares with: a factor.
const REACH: f64 = 10.0;
/// The most amounts that are named below the field, on a narrow phone too.
const NAMED: usize = 5;
/// Half the distance between two lines of the hatching.
const PITCH: f64 = 50.0;

/// A chance between two points of a curve; the ends where the amount lies beyond them.
#[must_use]
pub fn chance(of: &Distribution, amount: f64) -> f64 {
    let curve = &of.exceedance;
    let after = curve.partition_point(|point| point.amount < amount);
    match (after.checked_sub(1).and_then(|place| curve.get(place)), curve.get(after)) {
        (None, _) => of.probability_any,
        (Some(_), None) => 0.0,
        (Some(before), Some(after)) => {
            let whole = libm::log10(after.amount) - libm::log10(before.amount);
            let part = libm::log10(amount) - libm::log10(before.amount);
            before.probability + (after.probability - before.probability) * part / whole
        }
    }
}

/// The field's two scales.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// The logarithm, base 10, of the amount at the left end.
    from: f64,
    /// And at the right end.
    to: f64,
    /// The chance at the top, in basis points.
    top: u32,
}

impl Field {
    /// A field that shows both curves, inherent first, where they say something; and the amount that
    /// somebody compares with, unless it lies far off. `None` if nobody ever lost anything.
    #[must_use]
    pub fn new(curves: [&Distribution; 2], compared: Option<f64>) -> Option<Self> {
        let [inherent, residual] = curves;
        let points = &inherent.exceedance;
        let flat = |of: &Distribution, point: &Exceedance| chance(of, point.amount) >= of.probability_any * SHOULDER;
        let shoulder = points.iter().take_while(|point| flat(inherent, point) && flat(residual, point)).last();
        let tail = points.iter().find(|point| point.probability < TAIL).or(points.last());
        let from = shoulder.or(points.first())?.amount;
        let to = tail?.amount;
        let (low, high) = match compared {
            Some(amount) if amount > 0.0 && amount >= from / REACH && amount <= to * REACH => {
                (from.min(amount * 0.9), to.max(amount * 1.1))
            }
            _ => (from, to),
        };
        let (mut from, mut to) = (libm::log10(low), libm::log10(high));
        // At least a third of a power of ten, or there is nothing to see.
        let missing = (1.0 / 3.0 - (to - from)).max(0.0);
        from -= missing / 2.0;
        to += missing / 2.0;
        let most = inherent.probability_any.max(residual.probability_any) * 10_000.0;
        let top = TOPS.into_iter().find(|top| f64::from(*top) >= most).unwrap_or(10_000);
        Some(Self { from, to, top })
    }

    /// Where an amount lies, from the left: beyond `0..=WHOLE` if the field does not reach it.
    #[must_use]
    pub fn x(&self, amount: f64) -> f64 {
        (libm::log10(amount) - self.from) / (self.to - self.from) * WHOLE
    }

    /// Where a chance lies, from the top.
    #[must_use]
    pub fn y(&self, chance: f64) -> f64 {
        (1.0 - chance * 10_000.0 / f64::from(self.top)).clamp(0.0, 1.0) * WHOLE
    }

    /// The amount at a place.
    #[must_use]
    pub fn amount(&self, x: f64) -> f64 {
        libm::exp10(self.from + (self.to - self.from) * x / WHOLE)
    }

    /// Whether an amount lies on the field.
    #[must_use]
    pub fn holds(&self, amount: f64) -> bool {
        (0.0..=WHOLE).contains(&self.x(amount))
    }

    /// The amounts on the field at which the curves are known exactly.
    #[must_use]
    pub fn points(&self, of: &Distribution) -> Vec<f64> {
        of.exceedance.iter().map(|point| point.amount).filter(|amount| self.holds(*amount)).collect()
    }

    /// Which of those points lies nearest to a place, from the left.
    #[must_use]
    pub fn nearest(&self, points: &[f64], x: f64) -> usize {
        let off = |amount: &f64| (self.x(*amount) - x).abs();
        let places = points.iter().enumerate();
        places.min_by(|(_, a), (_, b)| off(a).total_cmp(&off(b))).map_or(0, |(place, _)| place)
    }

    /// The chances that have a line, in basis points, from the top down to a quarter of it.
    #[must_use]
    pub fn lines(&self) -> [u32; 4] {
        [4, 3, 2, 1].map(|quarter| self.top * quarter / 4)
    }

    /// The whole amounts, in units of so many of what the curve counts, that are named: 1, 10, 100, …,
    /// with 2 and 5 between them where few of those lie on the field, not all where many do.
    #[must_use]
    pub fn ticks(&self, unit: f64) -> Vec<u64> {
        let (from, to) = (self.amount(0.0) / unit, self.amount(WHOLE) / unit);
        let steps = |among: &[u64]| -> Vec<u64> {
            let powers = std::iter::successors(Some(1_u64), |power| power.checked_mul(10));
            let all = powers.flat_map(|power| among.iter().filter_map(move |step| power.checked_mul(*step)));
            let least = all.skip_while(|tick| (*tick as f64) < from);
            least.take_while(|tick| *tick as f64 <= to).collect()
        };
        let fine = steps(&[1, 2, 5]);
        if fine.len() <= NAMED {
            return fine;
        }
        let tens = steps(&[1]);
        let every = tens.len().div_ceil(NAMED).max(1);
        if tens.len() == 1 { steps(&[1, 3]) } else { tens.into_iter().step_by(every).collect() }
    }

    /// The line of a curve, as an SVG path.
    #[must_use]
    pub fn line(&self, of: &Distribution) -> String {
        let mut path = format!("M0 {}", whole(self.y(chance(of, self.amount(0.0)))));
        for point in of.exceedance.iter().filter(|point| self.x(point.amount) > 0.0) {
            path.push_str(&format!("L{} {}", whole(self.x(point.amount)), whole(self.y(point.probability))));
        }
        path
    }

    /// Upright lines between the two curves, as an SVG path: what controls take off.
    #[must_use]
    pub fn hatching(&self, inherent: &Distribution, residual: &Distribution) -> String {
        let mut path = String::new();
        let mut x = PITCH;
        while x < WHOLE {
            let [high, low] = [inherent, residual].map(|of| whole(self.y(chance(of, self.amount(x)))));
            if low > high {
                path.push_str(&format!("M{} {high}V{low}", whole(x)));
            }
            x += 2.0 * PITCH;
        }
        path
    }

    /// Where a curve passes a share of the height of its left end, from the left: a place for its name.
    #[must_use]
    pub fn passes(&self, of: &Distribution, share: f64) -> (f64, f64) {
        let wanted = chance(of, self.amount(0.0)) * share;
        let points = &of.exceedance;
        let after = points.partition_point(|point| point.probability > wanted);
        let before = after.checked_sub(1).and_then(|place| points.get(place));
        let x = match (before, points.get(after)) {
            (Some(before), Some(after)) => {
                let part = (before.probability - wanted) / (before.probability - after.probability);
                self.x(before.amount) + (self.x(after.amount) - self.x(before.amount)) * part
            }
            (one, other) => one.or(other).map_or(0.0, |point| self.x(point.amount)),
        };
        (x.clamp(0.0, WHOLE), self.y(wanted))
    }
}

/// A place without decimals: a hundredth of a percent is finer than any screen.
fn whole(place: f64) -> i64 {
    place.round() as i64
}

/// A place as an SVG length: `1234` is `12.34%`.
#[must_use]
pub fn percent(place: f64) -> String {
    let place = whole(place.clamp(0.0, WHOLE));
    format!("{}.{:02}%", place / 100, place % 100)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    /// A curve that falls from `any` at 100 to nothing at `to`, evenly over the logarithm.
    fn falling(any: f64, to: f64) -> Distribution {
        let points = (0..50).map(|step| {
            let part = f64::from(step) / 49.0;
            Exceedance { amount: libm::exp10(2.0 + (libm::log10(to) - 2.0) * part), probability: any * (1.0 - part) }
        });
        Distribution {
            mean: 0.0,
            standard_error: None,
            p50: 0.0,
            p90: 0.0,
            p95: 0.0,
            p99: 0.0,
            es95: 0.0,
            probability_any: any,
            exceedance: points.collect(),
        }
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6
    }

    #[test]
    fn a_chance_lies_between_the_points_beside_it() {
        let curve = falling(0.5, 1e6);
        assert!(near(chance(&curve, 1.0), 0.5), "below the smallest loss every loss is larger");
        assert!(near(chance(&curve, 1e4), 0.25));
        assert!(near(chance(&curve, 1e9), 0.0));
        let mut last = 1.0;
        for step in 0..600 {
            let now = chance(&curve, libm::exp10(f64::from(step) / 100.0));
            assert!(now <= last + 1e-12, "it never rises: {step}");
            last = now;
        }
    }

    #[test]
    fn the_field_shows_where_the_curves_say_something() {
        let (inherent, residual) = (falling(0.9, 1e6), falling(0.7, 1e6));
        let field = Field::new([&inherent, &residual], None).unwrap();
        assert!(field.holds(100.0) && field.holds(5e5) && !field.holds(1e7));
        assert!(near(field.x(field.amount(3_000.0)), 3_000.0), "there and back");
        assert!(near(field.y(1.0), 0.0) && near(field.y(0.5), 5_000.0) && near(field.y(0.0), WHOLE));
        assert_eq!(field.lines(), [10_000, 7_500, 5_000, 2_500]);
    }

    #[test]
    fn a_long_flat_beginning_and_a_thin_tail_are_left_out() {
        let mut inherent = falling(0.9, 1e6);
        for (point, amount) in inherent.exceedance.iter_mut().zip(1..) {
            point.amount = libm::exp10(f64::from(amount) / 10.0);
            point.probability = match amount {
                ..=20 => 0.9,
                21..=40 => 0.9 - f64::from(amount - 20) * 0.0449,
                _ => 0.0009,
            };
        }
        let field = Field::new([&inherent, &inherent], None).unwrap();
        assert!(!field.holds(1e1) && field.holds(1e2) && field.holds(1e4) && !field.holds(2e4));
    }

    #[test]
    fn a_rare_loss_fills_the_field_too() {
        let curve = falling(0.03, 1e6);
        let field = Field::new([&curve, &curve], None).unwrap();
        assert_eq!(field.lines(), [400, 300, 200, 100]);
        let never = Distribution { exceedance: Vec::new(), ..falling(0.0, 1e6) };
        assert_eq!(Field::new([&never, &never], Some(1.0)), None);
    }

    #[test]
    fn one_amount_that_always_comes_still_has_a_field() {
        let certain =
            Distribution { exceedance: vec![Exceedance { amount: 5_000.0, probability: 0.0 }], ..falling(1.0, 1e6) };
        let field = Field::new([&certain, &certain], None).unwrap();
        assert!(near(field.x(5_000.0), WHOLE / 2.0));
        assert!(field.line(&certain).contains("L5000 10000"));
    }

    #[test]
    fn an_amount_to_compare_with_is_on_the_field_unless_it_is_far_off() {
        let curve = falling(0.9, 1e6);
        let field = |amount| Field::new([&curve, &curve], Some(amount)).unwrap();
        for amount in [20.0, 5e3, 5e6] {
            assert!(field(amount).holds(amount), "{amount}");
        }
        for amount in [0.0, 1.0, 1e12] {
            assert_eq!(field(amount), Field::new([&curve, &curve], None).unwrap(), "{amount}");
        }
    }

    #[test]
    fn few_round_amounts_are_named() {
        let ticks = |from: f64, to: f64| Field { from, to, top: 10_000 }.ticks(100.0);
        assert_eq!(ticks(2.0, 6.0), [1, 10, 100, 1_000, 10_000]);
        assert_eq!(ticks(5.1, 6.2), [2_000, 5_000, 10_000]);
        assert_eq!(ticks(5.9, 7.05), [10_000, 20_000, 50_000, 100_000]);
        for tenths in 0..180 {
            for wide in 4..120 {
                let (from, to) = (f64::from(tenths) / 10.0, f64::from(tenths + wide) / 10.0);
                let named = ticks(from, to);
                assert!(named.len() <= NAMED && named.is_sorted(), "{from} {to} {named:?}");
                // Below one unit there is no whole amount, and above 64 bits none either.
                assert!(to < 2.4 || from > 19.0 || !named.is_empty(), "{from} {to}");
            }
        }
    }

    #[test]
    fn the_hatching_stands_between_the_curves() {
        let (inherent, residual) = (falling(0.9, 1e6), falling(0.6, 1e5));
        let field = Field::new([&inherent, &residual], None).unwrap();
        let path = field.hatching(&inherent, &residual);
        assert!(path.matches('M').count() > 80);
        for upright in path.split('M').skip(1) {
            let (_, ends) = upright.split_once(' ').unwrap();
            let (high, low) = ends.split_once('V').unwrap();
            assert!(high.parse::<i64>().unwrap() < low.parse::<i64>().unwrap());
        }
        assert_eq!(field.hatching(&inherent, &inherent), "");
    }

    #[test]
    fn the_nearest_point_is_found() {
        let curve = falling(0.8, 1e6);
        let field = Field::new([&curve, &curve], None).unwrap();
        let points = field.points(&curve);
        for (place, amount) in points.iter().enumerate() {
            assert_eq!(field.nearest(&points, field.x(*amount) + 1.0), place);
        }
        assert_eq!(field.nearest(&points, -50.0), 0);
        assert_eq!(field.nearest(&points, 2.0 * WHOLE), points.len() - 1);
        assert_eq!(field.nearest(&[], 5.0), 0);
    }

    #[test]
    fn a_name_stands_where_its_curve_passes() {
        let curve = falling(0.8, 1e6);
        let field = Field::new([&curve, &curve], None).unwrap();
        let (x, y) = field.passes(&curve, 0.5);
        assert!(near(x, field.x(1e4)) && near(y, field.y(0.4)), "{x} {y}");
    }

    #[test]
    fn places_read_as_percent() {
        assert_eq!(percent(1_234.4), "12.34%");
        assert_eq!(percent(5.0), "0.05%");
        assert_eq!(percent(20_000.0), "100.00%");
    }
}
