//! The steps of the quick check, and how far one has come. Pure.

use crate::{
    app::route::Route,
    assessment::{Answer, Assessment},
    rules::{QuickQuestion, RulePack},
    update::{QuickAnswer, quick_answer},
};

/// A step of the quick check. In an address they are counted from 1 in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Who you are.
    Profile,
    /// Who may ask.
    Triggers,
    /// A question, by its place in the pack, from 0.
    Question(usize),
    /// What it comes to.
    Result,
}

impl Stage {
    /// The stage of a step, if there is one.
    #[must_use]
    pub fn of(step: Option<u32>, questions: usize) -> Option<Self> {
        let step = usize::try_from(step.unwrap_or(1)).ok()?;
        match step {
            1 => Some(Self::Profile),
            2 => Some(Self::Triggers),
            step if (3..questions + 3).contains(&step) => Some(Self::Question(step - 3)),
            step if step == questions + 3 => Some(Self::Result),
            _ => None,
        }
    }

    /// Its number, from 1; the result has none of its own.
    #[must_use]
    pub const fn step(self) -> usize {
        match self {
            Self::Profile => 1,
            Self::Triggers => 2,
            Self::Question(number) => number + 3,
            Self::Result => 0,
        }
    }

    /// Its address.
    #[must_use]
    pub fn route(self, questions: usize) -> Route {
        let step = match self {
            Self::Profile => return Route::Quick,
            Self::Result => questions + 3,
            other => other.step(),
        };
        u32::try_from(step).map_or(Route::Quick, Route::QuickStep)
    }

    /// The one after it.
    #[must_use]
    pub const fn next(self, questions: usize) -> Self {
        match self {
            Self::Profile => Self::Triggers,
            Self::Triggers if questions > 0 => Self::Question(0),
            Self::Question(number) if number + 1 < questions => Self::Question(number + 1),
            _ => Self::Result,
        }
    }

    /// The one before it.
    #[must_use]
    pub const fn back(self, questions: usize) -> Self {
        match self {
            Self::Profile | Self::Triggers => Self::Profile,
            Self::Question(0) => Self::Triggers,
            Self::Question(number) => Self::Question(number - 1),
            Self::Result if questions > 0 => Self::Question(questions - 1),
            Self::Result => Self::Triggers,
        }
    }
}

/// What is known of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// Nothing yet.
    Open,
    /// What the quick check was told.
    Told(QuickAnswer),
    /// Each of its requirements was answered in full: the quick check leaves them alone.
    InFull,
}

/// What is known of a question.
#[must_use]
pub fn known(pack: &RulePack, assessment: &Assessment, question: &QuickQuestion) -> Known {
    if let Some(told) = quick_answer(pack, assessment, &question.id) {
        return Known::Told(told);
    }
    let full = |answer: &Answer| answer.given.is_some() && !answer.provisional;
    if question.requirements.iter().all(|id| assessment.answers.get(id).is_some_and(full)) {
        Known::InFull
    } else {
        Known::Open
    }
}

/// Whether each question is answered, in pack order.
#[must_use]
pub fn answered(pack: &RulePack, assessment: &Assessment) -> Vec<bool> {
    pack.quick().iter().map(|question| known(pack, assessment, question) != Known::Open).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_leads_to_the_next_and_back() {
        let questions = 12;
        let mut stage = Stage::Profile;
        let mut steps = 1;
        while stage != Stage::Result {
            let next = stage.next(questions);
            assert_eq!(next.back(questions), stage);
            stage = next;
            steps += 1;
            let Route::QuickStep(step) = stage.route(questions) else { continue };
            assert_eq!(Stage::of(Some(step), questions), Some(stage));
        }
        assert_eq!(steps, questions + 3);
    }

    #[test]
    fn a_step_that_is_not_there_is_none() {
        assert_eq!(Stage::of(None, 12), Some(Stage::Profile));
        assert_eq!(Stage::of(Some(1), 12), Some(Stage::Profile));
        for step in [0, 16, 99, u32::MAX] {
            assert_eq!(Stage::of(Some(step), 12), None, "{step}");
        }
    }
}
