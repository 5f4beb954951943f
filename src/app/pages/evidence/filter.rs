//! Which items of the register are shown, and in what order.

use std::cmp::Ordering;

use super::freshness::{freshness, last_day, refusals};
use crate::{
    app::text::folded,
    assessment::{Assessment, Evidence},
    rules::RulePack,
    units::{Date, EvidenceKind, named},
};

named! {
    /// What the items that are shown have in common.
    #[derive(Default)]
    pub enum Show {
        /// Nothing: all are.
        #[default]
        All = "all",
        /// They do not count today, by the default ages.
        Stale = "stale",
        /// An asker does not accept them, today or on its day.
        Refused = "refused",
        /// They support nothing.
        Unlinked = "unlinked",
        /// They were made by the quick check.
        Provisional = "provisional",
    }
}

named! {
    /// In what order.
    #[derive(Default)]
    pub enum Sort {
        /// The latest first.
        #[default]
        Newest = "newest",
        /// What stops counting first, first.
        Expiry = "expiry",
        /// By title.
        Title = "title",
        /// The highest kind first.
        Kind = "kind",
    }
}

impl Show {
    /// Its words in the list of choices.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Stale => "Not counting today",
            Self::Refused => "Not accepted by an asker",
            Self::Unlinked => "Supporting nothing",
            Self::Provisional => "To be confirmed",
        }
    }
}

impl Sort {
    /// Its words in the list of choices.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Newest => "Newest first",
            Self::Expiry => "First to expire",
            Self::Title => "By title",
            Self::Kind => "Strongest kind first",
        }
    }
}

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Words that must all be found.
    pub text: String,
    /// What they have in common.
    pub show: Show,
    /// Of one kind only.
    pub kind: Option<EvidenceKind>,
    /// In what order.
    pub sort: Sort,
}

impl Filter {
    /// Whether everything is shown.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.text.trim().is_empty() && self.show == Show::All && self.kind.is_none()
    }

    /// Whether that item is shown.
    #[must_use]
    pub fn admits(&self, pack: &RulePack, assessment: &Assessment, item: &Evidence, today: Date) -> bool {
        let state = match self.show {
            Show::All => true,
            Show::Stale => !freshness(item, today, pack.max_age()).counts(),
            Show::Refused => !refusals(pack, assessment, item, today).is_empty(),
            Show::Unlinked => item.requirements.is_empty(),
            Show::Provisional => item.provisional,
        };
        state && self.kind.is_none_or(|kind| item.kind == kind) && self.finds(item)
    }

    fn finds(&self, item: &Evidence) -> bool {
        let location = item.location.as_deref().unwrap_or_default();
        let there = folded(&[&item.title, location].join("\n"));
        let wanted = folded(&self.text);
        wanted
            .split_whitespace()
            .all(|word| there.contains(word) || item.requirements.iter().any(|id| id.eq_ignore_ascii_case(word)))
    }

    /// Which of two items stands first; the same order whatever the order of the file.
    #[must_use]
    pub fn order(&self, pack: &RulePack, a: &Evidence, b: &Evidence) -> Ordering {
        let end = |item: &Evidence| {
            let day = last_day(item, pack.max_age());
            (day.is_none(), day)
        };
        let title = |item: &Evidence| folded(&item.title);
        match self.sort {
            Sort::Newest => b.dated.cmp(&a.dated),
            Sort::Expiry => end(a).cmp(&end(b)),
            Sort::Title => title(a).cmp(&title(b)),
            Sort::Kind => (b.kind, b.dated).cmp(&(a.kind, a.dated)),
        }
        .then_with(|| a.id.cmp(&b.id))
    }
}
