//! Earlier states of the work, kept beside it and given up first when there is no room.

use std::rc::Rc;

use gloo_storage::{LocalStorage, Storage as _};

use super::shelf::{available, keys};
use crate::{
    app::clock,
    exchange::{BACKUP_ROOM, backup_due, seconds, surplus_backups},
};

/// What the keys of backups begin with; the moment follows.
const BACKUP: &str = "foreproof.backup.";

/// An earlier state of the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// When it was put there, RFC 3339 UTC.
    pub at: String,
    /// Its length in UTF-16 units.
    pub length: usize,
}

impl Backup {
    fn key(&self) -> String {
        [BACKUP, &self.at].concat()
    }
}

/// All backups, the newest first.
pub(super) fn list() -> Rc<[Backup]> {
    if !available() {
        return Rc::new([]);
    }
    let mut all: Vec<Backup> = keys(BACKUP)
        .into_iter()
        .filter_map(|key| {
            let length = LocalStorage::raw().get_item(&key).ok()??.encode_utf16().count();
            Some(Backup { at: key.strip_prefix(BACKUP)?.to_owned(), length })
        })
        .collect();
    all.sort_by(|one, other| other.at.cmp(&one.at));
    all.into()
}

/// The text of one.
pub(super) fn text(backup: &Backup) -> Option<String> {
    if available() { LocalStorage::raw().get_item(&backup.key()).ok()? } else { None }
}

/// Keeps a text as a backup if the last one is old enough.
pub(super) fn make_if_due(text: Option<&str>) {
    let Some(now) = seconds(&clock::now()) else { return };
    let newest = keys(BACKUP).iter().filter_map(|key| seconds(key.strip_prefix(BACKUP)?)).max();
    if backup_due(newest, now) {
        make(text);
    }
}

/// Keeps a text as a backup, and thins out the others. Without room there is none: it is no more than a backup.
pub(super) fn make(text: Option<&str>) {
    let at = clock::now();
    let (Some(text), Some(now)) = (text, seconds(&at)) else { return };
    let storage = LocalStorage::raw();
    let _ = storage.set_item(&[BACKUP, &at].concat(), text);
    let all = list();
    let ages: Vec<(i64, usize)> = all.iter().map(|it| (seconds(&it.at).unwrap_or(0), it.length)).collect();
    for backup in surplus_backups(&ages, now, BACKUP_ROOM).into_iter().filter_map(|place| all.get(place)) {
        let _ = storage.remove_item(&backup.key());
    }
}

/// Gives up the oldest; whether there was one.
pub(super) fn drop_oldest() -> bool {
    list().last().is_some_and(|oldest| LocalStorage::raw().remove_item(&oldest.key()).is_ok())
}
