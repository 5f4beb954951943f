//! The normal distribution by the ziggurat of Marsaglia and Tsang, in the variant with exact layers:
//! one word, one table row, one multiplication in 99 of 100 draws.

use super::stream::{Words, above_zero, below_one, word};

/// Where the tail begins with 256 layers (Marsaglia and Tsang, 2000).
const TAIL: f64 = 3.654_152_885_361_009;
/// The area of each layer, the lowest with the tail.
const AREA: f64 = 0.004_928_673_233_99;
/// The units of a layer's width: a word gives a whole number from −2^52 to 2^52 − 1.
const UNITS: f64 = (1_u64 << 52) as f64;

#[derive(Debug, Clone, Copy, Default)]
struct Layer {
    /// The layer's half width, in a unit's share.
    unit: f64,
    /// Below so many units it lies under the curve wholly.
    inside: u64,
}

/// The tables, computed once a run with `libm`.
#[derive(Debug, Clone)]
pub(super) struct Normal {
    layers: [Layer; 256],
    /// The curve's height at the lower and upper edge of each layer.
    heights: [[f64; 2]; 256],
}

impl Normal {
    pub(super) fn new() -> Self {
        let curve = |x: f64| libm::exp(-0.5 * x * x);
        let mut layers = [Layer::default(); 256];
        let mut heights = [[0.0; 2]; 256];
        // The lowest layer is as wide as its area asks, tail and all.
        let (mut width, mut next) = (AREA / curve(TAIL), TAIL);
        let mut height = 0.0;
        for (at, (layer, edges)) in layers.iter_mut().zip(&mut heights).enumerate() {
            *layer = Layer { unit: width / UNITS, inside: (next / width * UNITS) as u64 };
            let above = if at == 255 { 1.0 } else { curve(next) };
            *edges = [height, above];
            height = above;
            width = next;
            let top = AREA / width + above;
            next = if top < 1.0 { (-2.0 * libm::log(top)).sqrt() } else { 0.0 };
        }
        Self { layers, heights }
    }

    /// A standard normal number.
    #[inline(always)]
    pub(super) fn draw(&self, words: &mut Words) -> f64 {
        let (layer, step, index) = self.pick(words);
        if step.unsigned_abs() < layer.inside {
            step as f64 * layer.unit
        } else {
            self.beside(words, layer, step, index)
        }
    }

    #[inline(always)]
    fn pick(&self, words: &mut Words) -> (Layer, i64, usize) {
        let word = word(words);
        let index = usize::from(word as u8);
        // There are as many layers as a byte has values.
        (self.layers.get(index).copied().unwrap_or_default(), word as i64 >> 11, index)
    }

    /// The rare draw that isn't wholly inside its layer.
    #[cold]
    #[inline(never)]
    fn beside(&self, words: &mut Words, mut layer: Layer, mut step: i64, mut index: usize) -> f64 {
        loop {
            let x = step as f64 * layer.unit;
            if step.unsigned_abs() < layer.inside {
                return x;
            }
            if index == 0 {
                return tail(words).copysign(x);
            }
            let [below, above] = self.heights.get(index).copied().unwrap_or_default();
            if below + below_one(words) * (above - below) < libm::exp(-0.5 * x * x) {
                return x;
            }
            (layer, step, index) = self.pick(words);
        }
    }
}

/// A normal number beyond the last layer (Marsaglia, 1964).
fn tail(words: &mut Words) -> f64 {
    loop {
        let beyond = -libm::log(above_zero(words)) / TAIL;
        let height = -libm::log(above_zero(words));
        if 2.0 * height > beyond * beyond {
            return TAIL + beyond;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Normal, TAIL};
    use crate::quant::stream::Streams;

    fn below(x: f64) -> f64 {
        0.5 * libm::erfc(-x * core::f64::consts::FRAC_1_SQRT_2)
    }

    #[test]
    fn the_layers_meet_and_have_one_area() {
        let normal = Normal::new();
        for (layer, [low, high]) in normal.layers.iter().zip(normal.heights).skip(1) {
            let area = layer.unit * super::UNITS * (high - low);
            assert!((area / super::AREA - 1.0).abs() < 1e-9, "{area}");
        }
        assert!(normal.layers.iter().zip(normal.layers.iter().skip(1)).all(|(a, b)| a.unit > b.unit));
    }

    #[test]
    fn a_million_draws_are_normal() {
        const DRAWS: usize = 1_000_000;
        let normal = Normal::new();
        let words = &mut Streams::new(1, "normal").sizes;
        let mut draws: Vec<f64> = (0..DRAWS).map(|_| normal.draw(words)).collect();
        draws.sort_by(f64::total_cmp);
        // Kolmogorov and Smirnov, one in a thousand.
        let apart = (0_u32..).zip(&draws).map(|(at, &x)| (below(x) - f64::from(at) / DRAWS as f64).abs());
        let worst = apart.fold(0.0, f64::max);
        assert!(worst < 1.95 / (DRAWS as f64).sqrt(), "{worst}");
        for edge in [TAIL, 4.0, 4.5] {
            let expected = 2.0 * below(-edge) * DRAWS as f64;
            let seen = draws.iter().filter(|x| x.abs() > edge).count() as f64;
            assert!((seen - expected).abs() < 4.0 * expected.sqrt(), "{seen} beyond {edge}, {expected} expected");
        }
    }
}
