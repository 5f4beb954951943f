//! Money: integer minor units with an ISO 4217 code.

use serde::{Serialize, Serializer};

/// The largest amount a file may carry: `2^53 − 1` minor units, exact in every JSON reader.
pub const MAX_AMOUNT: u64 = (1 << 53) - 1;

/// An ISO 4217 code: three capital letters. Whether it is in circulation is not checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro, the default of a new assessment.
    pub const EUR: Self = Self(*b"EUR");

    /// Three capital letters, or `None`.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// An amount in minor units (cents) of a currency, `0..=2^53 − 1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Money {
    amount: u64,
    currency: Currency,
}

impl Money {
    /// That many minor units; `None` above [`MAX_AMOUNT`].
    #[must_use]
    pub const fn new(amount: u64, currency: Currency) -> Option<Self> {
        if amount <= MAX_AMOUNT { Some(Self { amount, currency }) } else { None }
    }

    /// The minor units.
    #[must_use]
    pub const fn amount(&self) -> u64 {
        self.amount
    }

    /// The currency.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// The share `part / whole` of it, rounded down, in 128 bits; never above the amount itself.
    #[must_use]
    pub fn share(&self, part: u128, whole: u128) -> Self {
        let share = (u128::from(self.amount) * part).checked_div(whole);
        let amount =
            share.and_then(|share| u64::try_from(share).ok()).map_or(self.amount, |share| share.min(self.amount));
        Self { amount, currency: self.currency }
    }
}
