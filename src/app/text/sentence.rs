//! Sentences about things that have a name of their own.

use crate::{
    assessment::Assessment,
    report::Limiting,
    rules::{ProfileEntry, RulePack},
    units::Id,
    update::{Change, ChangeKind},
};

/// What limits a score.
#[must_use]
pub fn limiting(pack: &RulePack, limiting: &Limiting) -> String {
    match limiting {
        Limiting::Certificate => "a certificate in force".to_owned(),
        Limiting::Requirement(id) => requirement(pack, id),
    }
}

/// A requirement: `5.2 AI policy`.
#[must_use]
pub fn requirement(pack: &RulePack, id: &str) -> String {
    pack.find(id).map_or_else(|| id.to_owned(), |req| [id, &pack.requirement(req).title].join(" "))
}

/// The title of a profile entry, or its id if the pack doesn't know it.
#[must_use]
pub fn profile(list: &[ProfileEntry], id: &Id) -> String {
    list.iter().find(|entry| entry.id == *id).map_or_else(|| id.to_string(), |entry| entry.title.clone())
}

/// What a change was about, in words that follow "Undo": `answer to 5.2`.
#[must_use]
pub fn change(change: &Change, pack: &RulePack, assessment: &Assessment) -> String {
    let subject = &change.subject;
    let named = |what: &str, title: Option<&str>| {
        title
            .filter(|title| !title.is_empty())
            .map_or_else(|| what.to_owned(), |title| format!("{what} “{}”", short(title)))
    };
    match change.kind {
        ChangeKind::Organisation => "organisation".to_owned(),
        ChangeKind::Answer => format!("answer to {subject}"),
        ChangeKind::Answers => "several answers".to_owned(),
        ChangeKind::Trigger => named("trigger", pack.trigger(subject).map(|trigger| trigger.title.as_str())),
        ChangeKind::Certificate => "certificate".to_owned(),
        ChangeKind::Evidence => named(
            "evidence",
            assessment.evidence.iter().find(|item| item.id == *subject).map(|item| item.title.as_str()),
        ),
        ChangeKind::EvidenceRemoved => "removal of evidence".to_owned(),
        ChangeKind::System => named(
            "AI system",
            assessment.systems.iter().find(|item| item.id == *subject).map(|item| item.name.as_str()),
        ),
        ChangeKind::SystemRemoved => "removal of an AI system".to_owned(),
        ChangeKind::Risk => {
            named("risk", assessment.risks.iter().find(|item| item.id == *subject).map(|item| item.title.as_str()))
        }
        ChangeKind::Risks => "risks from the catalogue".to_owned(),
        ChangeKind::RiskRemoved => "removal of a risk".to_owned(),
        ChangeKind::Incident => named(
            "incident",
            assessment.incidents.iter().find(|item| item.id == *subject).map(|item| item.title.as_str()),
        ),
        ChangeKind::IncidentRemoved => "removal of an incident".to_owned(),
        ChangeKind::Action => {
            named("action", assessment.actions.iter().find(|item| item.id == *subject).map(|item| item.title.as_str()))
        }
        ChangeKind::ActionRemoved => "removal of an action".to_owned(),
        ChangeKind::Snapshot => "snapshot".to_owned(),
        ChangeKind::SnapshotRemoved => "removal of a snapshot".to_owned(),
        ChangeKind::Settings => "settings".to_owned(),
        ChangeKind::Quick => "answer of the quick check".to_owned(),
        ChangeKind::Import => "import".to_owned(),
        ChangeKind::Example => "loading of the example".to_owned(),
        ChangeKind::Erase => "erasing".to_owned(),
        ChangeKind::Restore => "return to a backup".to_owned(),
        ChangeKind::Conflict => "choice of the other tab’s value".to_owned(),
    }
}

/// The beginning of a text, for a button.
#[must_use]
pub fn short(text: &str) -> String {
    const MOST: usize = 32;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(MOST - 1).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// Words of the engine as a sentence on screen: a capital first, names in quotes, a full stop.
#[must_use]
pub fn said(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 8);
    let mut open = false;
    for letter in words.chars() {
        match letter {
            '`' => {
                open = !open;
                text.push(if open { '“' } else { '”' });
            }
            letter if text.is_empty() => text.push(letter.to_ascii_uppercase()),
            letter => text.push(letter),
        }
    }
    if !text.ends_with(['.', '?']) {
        text.push('.');
    }
    text
}

/// The first letter as a capital, for the start of a sentence or a cell.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| std::iter::once(first.to_ascii_uppercase()).chain(rest).collect())
}

/// A text for searching: small letters of the European alphabets. The standard library knows them all,
/// with tables that weigh more than a page.
#[must_use]
pub fn folded(text: &str) -> String {
    let small = |letter: char| {
        let code = u32::from(letter);
        let code = match letter {
            'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => code + 32,
            'Ѐ'..='Џ' => code + 80,
            'Ā'..='Į' | '\u{132}'..='Ķ' | 'Ŋ'..='Ŷ' => code | 1,
            'Ĺ'..='Ň' | 'Ź'..='Ž' if code % 2 == 1 => code + 1,
            _ => code,
        };
        char::from_u32(code).unwrap_or(letter)
    };
    text.chars().map(small).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_is_lower_case_for_the_letters_of_europe() {
        let letters = ('A'..='Z').chain('À'..='į').chain('\u{132}'..='ž').chain('Α'..='ω').chain('Ѐ'..='џ');
        for letter in letters.filter(|letter| !matches!(letter, 'Ÿ' | 'ĸ' | '\u{149}')) {
            let text = letter.to_string();
            assert_eq!(folded(&text), text.to_lowercase(), "{letter}");
        }
    }
}
