//! Which earlier states are kept beside the work: few, of growing age.

use crate::units::Date;

/// Seconds between two backups, at least.
pub const BACKUP_PAUSE: i64 = 600;
/// What all backups together may take, in UTF-16 units: a quarter of what a browser gives a site.
pub const BACKUP_ROOM: usize = (5 << 20) / 4;

/// The ages in seconds at which a new band begins. Of each band one backup is kept.
const BANDS: [i64; 4] = [3_600, 86_400, 7 * 86_400, 30 * 86_400];

/// A moment as seconds, from RFC 3339 UTC to the second; `None` if it is none.
#[must_use]
pub fn seconds(at: &str) -> Option<i64> {
    let start = Date::new(1970, 1, 1)?;
    let (day, time) = at.strip_suffix('Z')?.split_once('T')?;
    let mut parts = time.split(':').map(|part| part.parse::<i64>().ok());
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    Some(Date::parse(day)?.days_since(start) * 86_400 + hours * 3_600 + minutes * 60 + seconds)
}

/// Whether it is time for another backup.
#[must_use]
pub fn backup_due(latest: Option<i64>, now: i64) -> bool {
    // A clock that was set back must not stop backups until it has caught up.
    latest.is_none_or(|latest| now - latest >= BACKUP_PAUSE || latest > now)
}

/// Which of these backups go, given as (moment, length): of each band of ages the oldest stays, so that
/// it can grow into the next; the newest stays always; and the oldest go until the rest has room.
#[must_use]
pub fn surplus_backups(backups: &[(i64, usize)], now: i64, room: usize) -> Vec<usize> {
    let band = |at: i64| BANDS.iter().filter(|age| now - at >= **age).count();
    let newest = backups.iter().map(|(at, _)| *at).max();
    let oldest = |at: i64| backups.iter().map(|(at, _)| *at).filter(|other| band(*other) == band(at)).min();
    let mut kept: Vec<(i64, usize, usize)> = Vec::new();
    for (place, (at, length)) in backups.iter().enumerate() {
        if (Some(*at) == newest || Some(*at) == oldest(*at)) && kept.iter().all(|(other, ..)| other != at) {
            kept.push((*at, *length, place));
        }
    }
    kept.sort_unstable_by(|one, other| other.cmp(one));
    let mut used = 0;
    let fits: Vec<usize> = kept
        .into_iter()
        .take_while(|(_, length, _)| {
            used += length;
            used <= room
        })
        .map(|(.., place)| place)
        .collect();
    (0..backups.len()).filter(|place| !fits.contains(place)).collect()
}

/// After how many days without an export a reminder is due.
pub const EXPORT_AFTER: i64 = 14;

/// For how many days work has been in this browser alone, once that is worth a reminder.
#[must_use]
pub fn export_overdue(since: Option<Date>, today: Date) -> Option<i64> {
    since.map(|since| today.days_since(since)).filter(|days| *days >= EXPORT_AFTER)
}
