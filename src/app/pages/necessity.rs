//! Is it required of us? In one line, and when.

use yew::prelude::*;

use crate::{
    app::{session::Session, text},
    assessment::TriggerEntry,
    report::{Necessity, TriggerReport},
    rules::{Need, Trigger},
};

/// What was said of a trigger, if anything.
#[must_use]
pub fn entry<'a>(session: &'a Session, id: &str) -> Option<&'a TriggerEntry> {
    session.assessment().triggers.get(id)
}

/// The reason for which a trigger was set aside, if it was.
#[must_use]
pub fn set_aside<'a>(session: &'a Session, id: &str) -> Option<&'a str> {
    entry(session, id)?.set_aside.as_deref()
}

/// One line: whether it is required, and on what day.
#[must_use]
pub fn line(session: &Session, trigger: &Trigger, report: &TriggerReport) -> String {
    if let Some(reason) = set_aside(session, &trigger.id) {
        let reason = reason.trim();
        return if reason.is_empty() { "Set aside".to_owned() } else { ["Set aside: ", reason].concat() };
    }
    let mut line = text::capital(text::necessity(report.necessity));
    line.push_str(match report.necessity {
        Necessity::Required => ": a certificate is a condition",
        Necessity::Expected if dated(session, &trigger.id) => ": due ",
        Necessity::Expected if observed(session, trigger) > 0 => ": you see signs of it",
        Necessity::Expected => ": likely within a year",
        Necessity::Voluntary => ": no sign of it yet",
    });
    if let Some(date) = entry(session, &trigger.id).and_then(|entry| entry.date) {
        if !(report.necessity == Necessity::Expected && dated(session, &trigger.id)) {
            line.push_str(", due ");
        }
        line.push_str(&text::distance(session.today, date));
    }
    line
}

/// How many signs of a trigger were observed.
#[must_use]
pub fn observed(session: &Session, trigger: &Trigger) -> usize {
    let signs = entry(session, &trigger.id).map(|entry| entry.signs.as_slice()).unwrap_or_default();
    trigger.signs.iter().filter(|sign| signs.contains(&sign.id)).count()
}

/// Whether a trigger has a date that makes it certain.
fn dated(session: &Session, id: &str) -> bool {
    let date = entry(session, id).and_then(|entry| entry.date);
    date.is_some_and(|date| (0..=365).contains(&date.days_since(session.today)))
}

/// Why it is required, expected or voluntary: a sentence or two.
#[must_use]
pub fn why(session: &Session, trigger: &Trigger, report: &TriggerReport) -> String {
    let likelihood = text::pressure(report.pressure_ppm);
    let signs = observed(session, trigger);
    match report.necessity {
        Necessity::Required => {
            let signs = entry(session, &trigger.id).map(|entry| entry.signs.as_slice()).unwrap_or_default();
            let sign = trigger
                .gates
                .iter()
                .filter(|gate| gate.need == Need::Certificate)
                .filter_map(|gate| gate.when.as_ref())
                .find(|when| signs.contains(when))
                .and_then(|when| trigger.signs.iter().find(|sign| sign.id == *when));
            match sign {
                Some(sign) => format!("You observed: “{}” With that, a certificate is a condition.", sign.text),
                None => "A certificate is a condition here.".to_owned(),
            }
        }
        Necessity::Expected if dated(session, &trigger.id) => {
            let seen = if signs == 0 {
                String::new()
            } else {
                format!(" You observed {} as well.", text::count(signs, "sign", "signs"))
            };
            format!("You gave it a date within a year, so it counts as certain.{seen}")
        }
        Necessity::Expected if signs > 0 => format!(
            "You observed {}, which makes it {likelihood} likely within a year.",
            text::count(signs, "sign of it", "signs of it"),
        ),
        Necessity::Expected => {
            format!(
                "You observed no sign of it. For an organisation like yours it is still {likelihood} likely within a year."
            )
        }
        Necessity::Voluntary if set_aside(session, &trigger.id).is_some() => {
            "You have set it aside, so it weighs nothing.".to_owned()
        }
        Necessity::Voluntary => {
            format!(
                "You observed no sign of it, and it is {likelihood} likely within a year. What you do for it is your choice."
            )
        }
    }
}

/// The trigger's day as the start of a sentence.
#[must_use]
pub fn day(session: &Session, report: &TriggerReport) -> Option<Html> {
    let date = entry(session, &report.id)?.date?;
    let days = text::distance(session.today, date);
    Some(html! { <>{ "It is due on " }{ text::date(date) }{ ", " }{ days }{ ". " }</> })
}
