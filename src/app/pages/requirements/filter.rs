//! Which of the 70 rows are shown: a search over their words, and three choices.

use crate::{
    app::text,
    report::{RequirementReport, State},
    rules::{Requirement, RequirementKind},
    units::{Level, named},
};

named! {
    /// What the rows that are shown have in common.
    #[derive(Default)]
    pub enum Show {
        /// Nothing: all are.
        #[default]
        All = "all",
        /// They have no answer.
        Unanswered = "unanswered",
        /// They were pre-filled by the quick check.
        Provisional = "provisional",
        /// More is claimed than is backed.
        Unbacked = "unbacked",
        /// They do not apply.
        Excluded = "excluded",
        /// An asker stops at them.
        Gates = "gates",
    }
}

impl Show {
    /// Its words in the list of choices.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Unanswered => "Not answered",
            Self::Provisional => "To be confirmed",
            Self::Unbacked => "Claimed beyond evidence",
            Self::Excluded => "Not applicable",
            Self::Gates => "Condition of an asker open",
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
    /// The level claimed.
    pub level: Option<Level>,
    /// Clauses or controls only.
    pub kind: Option<RequirementKind>,
}

/// A requirement with what was said of it.
#[derive(Clone, Copy)]
pub struct Candidate<'a> {
    /// The pack's side.
    pub requirement: &'a Requirement,
    /// The engine's side.
    pub report: &'a RequirementReport,
    /// Who answers for it.
    pub owner: Option<&'a str>,
    /// The note.
    pub note: Option<&'a str>,
    /// Whether it waits to be confirmed.
    pub provisional: bool,
    /// Whether an asker stops at it.
    pub gate: bool,
}

impl Filter {
    /// Whether everything is shown.
    #[must_use]
    pub fn is_all(&self) -> bool {
        Self { text: self.text.trim().to_owned(), ..self.clone() } == Self::default()
    }

    /// Whether that row is shown.
    #[must_use]
    pub fn admits(&self, candidate: &Candidate<'_>) -> bool {
        let report = candidate.report;
        let state = match self.show {
            Show::All => true,
            Show::Unanswered => report.state == State::Unanswered,
            Show::Provisional => candidate.provisional,
            Show::Unbacked => report.claimed > report.proven,
            Show::Excluded => report.state == State::Excluded,
            Show::Gates => candidate.gate,
        };
        state
            && self.level.is_none_or(|level| report.claimed == Some(level))
            && self.kind.is_none_or(|kind| candidate.requirement.kind == kind)
            && self.finds(candidate)
    }

    fn finds(&self, candidate: &Candidate<'_>) -> bool {
        let wanted = text::folded(&self.text);
        let mut wanted = wanted.split_whitespace().peekable();
        if wanted.peek().is_none() {
            return true;
        }
        let requirement = candidate.requirement;
        let texts = [&*requirement.id, &requirement.title, &requirement.question];
        let said = [candidate.owner, candidate.note];
        let there: Vec<String> = texts.into_iter().chain(said.into_iter().flatten()).map(text::folded).collect();
        wanted.all(|word| there.iter().any(|text| text.contains(word)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requirement() -> Requirement {
        Requirement {
            id: "A.6.2.4".into(),
            title: "Verification and validation".to_owned(),
            kind: RequirementKind::Control,
            group: "A.6".into(),
            question: "Do you test each system before release?".to_owned(),
            guidance: String::new(),
            evidence_examples: Vec::new(),
            documented: true,
            related: Vec::new(),
            effort: [1; 5],
            agreement: 3,
        }
    }

    fn report() -> RequirementReport {
        RequirementReport {
            id: "A.6.2.4".into(),
            state: State::Answered,
            claimed: Some(Level::Operating),
            proven: Some(Level::Defined),
            because: None,
        }
    }

    #[test]
    fn every_word_must_be_found_somewhere() {
        let (requirement, report) = (requirement(), report());
        let row = Candidate {
            requirement: &requirement,
            report: &report,
            owner: Some("Ana"),
            note: Some("Waiting for QA"),
            provisional: false,
            gate: false,
        };
        for (text, found) in
            [("", true), ("  ", true), ("a.6.2", true), ("ANA release", true), ("qa", true), ("ana budget", false)]
        {
            let filter = Filter { text: text.to_owned(), ..Filter::default() };
            assert_eq!(filter.admits(&row), found, "{text}");
        }
    }

    #[test]
    fn choices_narrow_each_other() {
        let (requirement, report) = (requirement(), report());
        let row = Candidate {
            requirement: &requirement,
            report: &report,
            owner: None,
            note: None,
            provisional: false,
            gate: false,
        };
        let unbacked = Filter { show: Show::Unbacked, ..Filter::default() };
        assert!(unbacked.admits(&row));
        assert!(Filter { level: Some(Level::Operating), ..unbacked.clone() }.admits(&row));
        assert!(!Filter { level: Some(Level::Defined), ..unbacked.clone() }.admits(&row));
        assert!(!Filter { kind: Some(RequirementKind::Clause), ..unbacked }.admits(&row));
        assert!(!Filter { show: Show::Provisional, ..Filter::default() }.admits(&row));
        assert!(Filter { text: " ".to_owned(), ..Filter::default() }.is_all());
    }
}
