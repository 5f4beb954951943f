//! What is due: evidence that stops counting, reviews, actions, triggers, the certificate; in date order.

use yew::prelude::*;

use crate::{
    app::{
        components::{Empty, Link, apart},
        pages::evidence::freshness::last_day,
        route::Route,
        session::Session,
        text,
    },
    assessment::{ActionStatus, Assessment, RiskStatus},
    rules::RulePack,
    units::{Date, sorted},
};

/// How far ahead the agenda looks, in days.
const AHEAD: i64 = 90;

/// How much of it is shown before the rest folds away.
const FIRST: usize = 10;

/// Something that is due.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// The day.
    pub day: Date,
    /// What is due.
    pub words: String,
    /// Where it is seen to.
    pub to: Route,
}

/// Everything that is overdue or due within the next 90 days, the earliest first. Evidence that
/// stopped counting more than 90 days ago is history, not a task.
#[must_use]
pub fn due(pack: &RulePack, assessment: &Assessment, today: Date) -> Vec<Due> {
    let mut found = Vec::new();
    let mut add = |day: Option<Date>, words: String, to: Route| {
        if let Some(day) = day.filter(|day| day.days_since(today) <= AHEAD) {
            found.push(Due { day, words, to });
        }
    };
    let replaced = |id| assessment.evidence.iter().any(|item| item.supersedes.as_ref() == Some(id));
    for item in assessment.evidence.iter().filter(|item| !item.requirements.is_empty() && !replaced(&item.id)) {
        let day = last_day(item, pack.max_age()).filter(|day| day.days_since(today) >= -AHEAD);
        add(day, format!("“{}” stops counting", item.title), Route::Evidence(Some(item.id.clone())));
    }
    for risk in assessment.risks.iter().filter(|risk| risk.status == RiskStatus::Open) {
        add(risk.review_on, format!("Risk review: {}", risk.title), Route::Risks(Some(risk.id.clone())));
    }
    for action in assessment.actions.iter().filter(|action| action.status == ActionStatus::Open) {
        add(action.due_on, format!("Action: {}", action.title), Route::Plan(Some(action.id.clone())));
    }
    for trigger in pack.triggers() {
        let entry = assessment.triggers.get(&trigger.id).filter(|entry| entry.set_aside.is_none());
        let day = entry.and_then(|entry| entry.date).filter(|&day| day >= today);
        add(day, trigger.title.clone(), Route::Trigger(trigger.id.clone()));
    }
    add(assessment.certificate.valid_until, "The certificate runs out".to_owned(), Route::Certificate);
    sorted(found, |a, b| a.day.cmp(&b.day))
}

/// The agenda.
pub fn agenda(session: &Session) -> Html {
    let found = due(&session.pack, session.assessment(), session.today);
    if found.is_empty() {
        return html! {
            <Empty title="Nothing is due">
                <p>{ "Dates on evidence, risk reviews, actions and triggers appear here as their day comes near." }</p>
            </Empty>
        };
    }
    let row = |due: &Due| {
        let late = due.day < session.today;
        html! {
            <li key={due.words.clone()} class="plan-due">
                <span class={classes!("plan-day", late.then_some("late"))}>
                    { text::short_date(due.day) }
                    <span class="small quiet">{ text::distance(session.today, due.day) }</span>
                </span>
                <Link to={due.to.clone()} class="row-link">{ apart(&due.words) }</Link>
            </li>
        }
    };
    let (first, rest) = found.split_at(found.len().min(FIRST));
    html! {
        <>
            <ul class="rows">{ for first.iter().map(row) }</ul>
            if !rest.is_empty() {
                <details class="more">
                    <summary>{ [&rest.len().to_string(), " later"].concat() }</summary>
                    <ul class="rows">{ for rest.iter().map(row) }</ul>
                </details>
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        assessment::{Evidence, TriggerEntry},
        builtin,
        units::EvidenceKind,
    };

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|| unreachable!("a date"))
    }

    fn item(id: &str, dated: &str) -> Evidence {
        Evidence {
            id: id.into(),
            title: id.to_owned(),
            kind: EvidenceKind::Record,
            dated: day(dated),
            valid_until: None,
            requirements: vec!["5.2".into()],
            location: None,
            sha256: None,
            supersedes: None,
            provisional: false,
        }
    }

    #[test]
    fn the_agenda_runs_by_date_and_leaves_out_what_is_far_or_done_with() {
        let Ok(pack) = builtin::pack() else { unreachable!("the built-in pack is sound") };
        let mut assessment = Assessment::default();
        // Records count for 365 days.
        assessment.evidence =
            vec![item("soon", "2026-01-10"), item("old", "2024-01-10"), item("replaced", "2026-01-05")];
        let mut newer = item("newer", "2026-11-01");
        newer.supersedes = Some("replaced".into());
        assessment.evidence.push(newer);
        let fires = TriggerEntry { date: Some(day("2026-12-24")), ..TriggerEntry::default() };
        assessment.triggers.insert("rfp".into(), fires.clone());
        let aside = TriggerEntry { set_aside: Some("no".to_owned()), ..fires };
        assessment.triggers.insert("esg".into(), aside);
        let found = due(&pack, &assessment, day("2026-11-23"));
        let shown: Vec<_> = found.iter().map(|due| (due.to.clone(), due.day)).collect();
        let expected = [
            (Route::Trigger("rfp".into()), day("2026-12-24")),
            (Route::Evidence(Some("soon".into())), day("2027-01-10")),
        ];
        assert_eq!(shown, expected);
    }
}
