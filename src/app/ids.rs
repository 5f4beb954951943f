//! Ids for new entries of a register.

use crate::units::Id;

/// How many different ends an id may have: four letters or digits.
const ENDS: f64 = 1_679_616.0;

/// The prefix with a number above all that are there, and an end by chance: `e1-x4kd`, `e2-09aq`, …
///
/// The end keeps two tabs, or two people with a copy each, from giving one id to two different things.
#[must_use]
pub fn fresh<'a>(prefix: &str, taken: impl Iterator<Item = &'a Id>) -> Id {
    let number = |id: &'a Id| id.strip_prefix(prefix)?.split('-').next()?.parse::<u32>().ok();
    let next = taken.filter_map(number).max().unwrap_or(0).saturating_add(1);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to below ENDS")]
    let mut chance = (js_sys::Math::random() * ENDS) as u32;
    let mut end = String::new();
    for _ in 0..4 {
        end.extend(char::from_digit(chance % 36, 36));
        chance /= 36;
    }
    Id::from([prefix, &next.to_string(), "-", &end].concat())
}
