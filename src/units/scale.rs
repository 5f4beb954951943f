//! The three scales of the method: basis points, parts per million, whole percent.

use serde::Serialize;

/// A share in basis points, `0..=10_000`; 10 000 is 100 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Bp(u16);

impl Bp {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// All of it, 100 %.
    pub const FULL: Self = Self(10_000);

    /// The share of that many basis points; `None` above 10 000.
    #[must_use]
    pub const fn new(bp: u16) -> Option<Self> {
        if bp <= 10_000 { Some(Self(bp)) } else { None }
    }

    /// `part / whole`, rounded down; `None` if `whole` is 0. A part above the whole is the whole.
    #[must_use]
    pub fn of(part: u64, whole: u64) -> Option<Self> {
        let bp = (10_000 * u128::from(part)).checked_div(u128::from(whole))?;
        Some(Self(u16::try_from(bp).map_or(10_000, |bp| bp.min(10_000))))
    }

    /// The number of basis points.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }

    /// What is missing to 100 %.
    #[must_use]
    pub const fn rest(self) -> u16 {
        10_000 - self.0
    }

    /// Whole percent, rounded down, as the screen shows it.
    #[must_use]
    pub const fn percent(self) -> u16 {
        self.0 / 100
    }
}

/// A likelihood in parts per million, `0..=1_000_000`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Ppm(u32);

impl Ppm {
    /// It won't.
    pub const ZERO: Self = Self(0);
    /// It will.
    pub const ONE: Self = Self(1_000_000);

    /// The likelihood of that many parts per million; `None` above one million.
    #[must_use]
    pub const fn new(ppm: u32) -> Option<Self> {
        if ppm <= 1_000_000 { Some(Self(ppm)) } else { None }
    }

    /// The number of parts per million.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The likelihood that this does not happen.
    #[must_use]
    pub const fn complement(self) -> Self {
        Self(1_000_000 - self.0)
    }

    /// What is left after removing `pct` of it, rounded down.
    #[must_use]
    pub fn less(self, pct: Pct) -> Self {
        Self(self.0 * (100 - u32::from(pct.get())) / 100)
    }
}

/// A share in whole percent, `0..=100`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Pct(u8);

impl Pct {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// All of it.
    pub const FULL: Self = Self(100);

    /// The share of that many percent; `None` above 100.
    #[must_use]
    pub const fn new(pct: u8) -> Option<Self> {
        if pct <= 100 { Some(Self(pct)) } else { None }
    }

    /// The number of percent.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}
