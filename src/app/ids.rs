//! Ids for new entries of a register.

use crate::units::Id;

/// The prefix with a number above all that are there: `e1`, `e2`, …
#[must_use]
pub fn fresh<'a>(prefix: &str, taken: impl Iterator<Item = &'a Id> + Clone) -> Id {
    let next = taken.clone().filter_map(|id| id.strip_prefix(prefix)?.parse::<u32>().ok()).max().unwrap_or(0);
    let mut number = next.wrapping_add(1);
    loop {
        let id = Id::from([prefix, &number.to_string()].concat());
        if !taken.clone().any(|other| *other == id) {
            return id;
        }
        number = number.wrapping_add(1);
    }
}
