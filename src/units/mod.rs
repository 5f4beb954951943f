//! Types for the method's units. Each has one checked constructor, so a value that exists is in range.

mod date;
mod level;
mod money;
mod named;
mod order;
mod scale;

pub use date::Date;
pub use level::{EvidenceKind, Level};
pub use money::{Currency, MAX_AMOUNT, Money};
pub use scale::{Bp, Pct, Ppm};

pub(crate) use named::named;
pub use order::{mapped, sorted};

/// An identifier: of a requirement, a trigger, an evidence item. Cheap to clone.
pub type Id = std::sync::Arc<str>;
