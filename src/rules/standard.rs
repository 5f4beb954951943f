//! The 70 requirements of ISO/IEC 42001:2023 by id: 32 leaf clauses and 38 Annex A controls.
//! A pack says all else about them; which ones there are is the standard's to say.

use std::ops::Index;

/// How many requirements there are.
pub const COUNT: usize = 70;

/// The ids, in the order of the standard.
pub const IDS: [&str; COUNT] = [
    "4.1", "4.2", "4.3", "4.4", "5.1", "5.2", "5.3", "6.1.1", "6.1.2", "6.1.3", "6.1.4", "6.2", "6.3", "7.1", "7.2",
    "7.3", "7.4", "7.5.1", "7.5.2", "7.5.3", "8.1", "8.2", "8.3", "8.4", "9.1", "9.2.1", "9.2.2", "9.3.1", "9.3.2",
    "9.3.3", "10.1", "10.2", "A.2.2", "A.2.3", "A.2.4", "A.3.2", "A.3.3", "A.4.2", "A.4.3", "A.4.4", "A.4.5", "A.4.6",
    "A.5.2", "A.5.3", "A.5.4", "A.5.5", "A.6.1.2", "A.6.1.3", "A.6.2.2", "A.6.2.3", "A.6.2.4", "A.6.2.5", "A.6.2.6",
    "A.6.2.7", "A.6.2.8", "A.7.2", "A.7.3", "A.7.4", "A.7.5", "A.7.6", "A.8.2", "A.8.3", "A.8.4", "A.8.5", "A.9.2",
    "A.9.3", "A.9.4", "A.10.2", "A.10.3", "A.10.4",
];

/// The group of a requirement: its clause ("4" to "10") or its Annex A area ("A.2" to "A.10").
#[must_use]
pub fn group_of(id: &str) -> &str {
    let dots = if id.starts_with("A.") { 2 } else { 1 };
    id.match_indices('.').nth(dots - 1).and_then(|(at, _)| id.get(..at)).unwrap_or(id)
}

/// A requirement, as its place in the pack. Made only by a pack, so always below [`COUNT`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Req(u8);

impl Req {
    /// All places in pack order.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        (0..70_u8).map(Self)
    }

    /// The place in the pack, `0..70`.
    #[must_use]
    pub fn place(self) -> usize {
        self.0.into()
    }
}

/// One value for each requirement, in pack order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PerReq<T>(Box<[T; COUNT]>);

impl<T> PerReq<T> {
    /// Makes each value from its requirement.
    pub fn from_fn(mut make: impl FnMut(Req) -> T) -> Self {
        Self(Box::new(std::array::from_fn(|place| make(Req(u8::try_from(place).unwrap_or_default())))))
    }

    /// The values of a list that has one for each.
    pub(super) fn from_vec(values: Vec<T>) -> Option<Self> {
        Box::<[T; COUNT]>::try_from(values.into_boxed_slice()).ok().map(Self)
    }

    /// The values with their requirements, in pack order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Req, &T)> + ExactSizeIterator {
        Req::all().zip(self.0.iter())
    }

    /// Replaces one value.
    pub fn set(&mut self, req: Req, value: T) {
        if let Some(slot) = self.0.get_mut(req.place()) {
            *slot = value;
        }
    }
}

impl<T> Index<Req> for PerReq<T> {
    type Output = T;

    #[allow(clippy::indexing_slicing, reason = "a `Req` is always below `COUNT`, the length of the array")]
    fn index(&self, req: Req) -> &T {
        &self.0[req.place()]
    }
}
