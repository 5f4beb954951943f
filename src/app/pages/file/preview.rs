//! What a file holds beside what is here, before one takes the place of the other.

use std::{collections::BTreeSet, rc::Rc};

use yew::prelude::*;

use crate::{
    app::{
        session::{Session, use_session},
        text,
    },
    assessment::Assessment,
    engine,
    exchange::Envelope,
    report::Report,
    units::{Bp, Date, Id},
};

/// Of [`Preview`].
#[derive(Properties)]
pub struct PreviewProps {
    /// The file's name.
    pub name: String,
    /// What was read.
    pub envelope: Rc<Envelope>,
    /// Told to replace what is here.
    pub onreplace: Callback<MouseEvent>,
    /// Told to leave it.
    pub onkeep: Callback<MouseEvent>,
}

impl PartialEq for PreviewProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.envelope, &other.envelope) && self.onreplace == other.onreplace
    }
}

/// The envelope and the day, which is all that its report depends on.
#[derive(Clone)]
struct Key(Rc<Envelope>, Date);

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) && self.1 == other.1
    }
}

/// What a file holds beside what is here.
#[component]
pub fn Preview(props: &PreviewProps) -> Html {
    let session = use_session();
    let after = {
        let pack = session.pack.clone();
        use_memo(Key(props.envelope.clone(), session.today), move |key| {
            engine::assess(&pack, &key.0.assessment, key.1, false)
        })
    };
    let (now, new) = (session.assessment(), &props.envelope.assessment);
    let lost = losses(now, new);
    html! {
        <section class="file-preview" aria-labelledby="file-preview">
            <h3 id="file-preview">{ &props.name }</h3>
            <p class="small quiet">{ saved(&props.envelope) }</p>
            { table(&session, now, new, &after) }
            <p class={(!lost.is_empty()).then_some("caution")}>
                if **now == Assessment::default() {
                    { "There is nothing here that could be lost." }
                } else if *new == **now {
                    { "The file holds exactly what is here." }
                } else if lost.is_empty() {
                    { "Everything that is here by name is in the file too; what differs is taken from the file." }
                } else {
                    { "Here and not in the file, so it would go: " }{ lost.join(", ") }{ ". What differs is taken from the file." }
                }
                if **now != Assessment::default() && *new != **now { { " You can undo it until you close this tab." } }
            </p>
            <p class="rec-actions">
                <button type="button" class="button-first" onclick={props.onreplace.clone()}>{ "Replace what is here" }</button>
                <button type="button" class="button" onclick={props.onkeep.clone()}>{ "Keep what I have" }</button>
            </p>
        </section>
    }
}

fn saved(envelope: &Envelope) -> String {
    let day = envelope.saved_at.get(..10).and_then(Date::parse);
    let time = envelope.saved_at.get(11..16).unwrap_or_default();
    let when = day.map_or_else(|| "at an unknown time".to_owned(), |day| format!("{} {time} UTC", text::date(day)));
    if envelope.engine.is_empty() {
        format!("Saved {when}")
    } else {
        format!("Saved {when} by Foreproof {}", envelope.engine)
    }
}

fn table(session: &Session, now: &Assessment, new: &Assessment, after: &Report) -> Html {
    let before = &session.report.index_bp;
    let name = |assessment: &Assessment| {
        let name = assessment.organisation.name.trim();
        if name.is_empty() { "not named".to_owned() } else { name.to_owned() }
    };
    let answered = |assessment: &Assessment| {
        assessment.answers.values().filter(|answer| answer.given.is_some()).count().to_string()
    };
    let bp = |bp: Option<Bp>| text::percent(bp);
    let rows: [(&str, String, String); 9] = [
        ("Organisation", name(now), name(new)),
        ("Answers of 70", answered(now), answered(new)),
        ("Evidence", now.evidence.len().to_string(), new.evidence.len().to_string()),
        ("Risks", now.risks.len().to_string(), new.risks.len().to_string()),
        ("AI systems", now.systems.len().to_string(), new.systems.len().to_string()),
        (
            "Incidents and actions",
            (now.incidents.len() + now.actions.len()).to_string(),
            (new.incidents.len() + new.actions.len()).to_string(),
        ),
        ("Snapshots", now.snapshots.len().to_string(), new.snapshots.len().to_string()),
        ("Overall, backed by evidence", bp(before.proven), bp(after.index_bp.proven)),
        ("Overall, claimed", bp(before.claimed), bp(after.index_bp.claimed)),
    ];
    html! {
        <table class="preview-table">
            <caption class="aloud">{ "What is here, and what the file holds" }</caption>
            <thead><tr><th></th><th scope="col">{ "Here now" }</th><th scope="col">{ "In the file" }</th></tr></thead>
            <tbody>
                { for rows.into_iter().map(|(what, here, there)| html! {
                    <tr key={what} class={(here != there).then_some("preview-differs")}>
                        <th scope="row">{ what }</th><td>{ here }</td><td>{ there }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

/// What is here and not in the file, by id, in words.
fn losses(now: &Assessment, new: &Assessment) -> Vec<String> {
    fn missing<'a>(now: impl Iterator<Item = &'a Id>, new: impl Iterator<Item = &'a Id>) -> usize {
        let there: BTreeSet<&Id> = new.collect();
        now.filter(|id| !there.contains(id)).count()
    }
    let counts = [
        (missing(now.answers.keys(), new.answers.keys()), "answer", "answers"),
        (
            missing(now.evidence.iter().map(|one| &one.id), new.evidence.iter().map(|one| &one.id)),
            "piece of evidence",
            "pieces of evidence",
        ),
        (missing(now.risks.iter().map(|one| &one.id), new.risks.iter().map(|one| &one.id)), "risk", "risks"),
        (
            missing(now.systems.iter().map(|one| &one.id), new.systems.iter().map(|one| &one.id)),
            "AI system",
            "AI systems",
        ),
        (
            missing(now.incidents.iter().map(|one| &one.id), new.incidents.iter().map(|one| &one.id)),
            "incident",
            "incidents",
        ),
        (missing(now.actions.iter().map(|one| &one.id), new.actions.iter().map(|one| &one.id)), "action", "actions"),
        (
            missing(now.snapshots.iter().map(|one| &one.id), new.snapshots.iter().map(|one| &one.id)),
            "snapshot",
            "snapshots",
        ),
        (missing(now.triggers.keys(), new.triggers.keys()), "trigger’s signs and date", "triggers’ signs and dates"),
    ];
    counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| text::count(count, one, many))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::Answer;

    #[test]
    fn only_what_the_file_lacks_is_lost() {
        let mut now = Assessment::default();
        now.answers.insert("4.1".into(), Answer { note: Some("a".into()), ..Answer::default() });
        now.answers.insert("5.2".into(), Answer::default());
        let mut new = Assessment::default();
        assert_eq!(losses(&now, &new), ["2 answers"]);
        new.answers.insert("4.1".into(), Answer::default());
        assert_eq!(losses(&now, &new), ["1 answer"]);
        assert!(losses(&new, &now).is_empty());
    }
}
