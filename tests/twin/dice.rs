//! The generator's own small source of chance.

/// splitmix64.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low).expect("low <= high") + 1;
        low + i64::try_from(self.roll() % span).expect("small")
    }

    pub fn chance(&mut self, pct: i64) -> bool {
        self.between(1, 100) <= pct
    }

    pub fn pick<'v, T>(&mut self, all: &'v [T]) -> &'v T {
        let last = i64::try_from(all.len()).expect("small") - 1;
        &all[usize::try_from(self.between(0, last)).expect("an index")]
    }

    /// Each entry with a chance.
    pub fn some_of<'v>(&mut self, all: &[&'v str], pct: i64) -> Vec<&'v str> {
        all.iter().copied().filter(|_| self.chance(pct)).collect()
    }

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for n in (1..all.len()).rev() {
            let high = i64::try_from(n).expect("small");
            all.swap(n, usize::try_from(self.between(0, high)).expect("an index"));
        }
    }
}
