//! What was done: an entry of the change log for each edit, and the steps of undo kept over a reload.

use std::rc::Rc;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Burst, Change, ChangeKind, Moment, Msg, State, UNDO_DEPTH};
use crate::{
    assessment::{self, Assessment, LogEntry},
    decode::{Node, Sink},
    exchange::{Op, Patch, bounded, fingerprint, logged},
    rules::RulePack,
    units::Id,
};

impl State {
    /// [`State::update`], and each edit is entered in the log; `at` is RFC 3339 UTC to the second.
    ///
    /// A burst of typing is one entry. An undo and a redo are entries of their own. What replaces
    /// everything (an import, the example, a backup, erasing) brings its own log and adds nothing to it.
    #[must_use]
    pub fn logged(&self, pack: &RulePack, msg: Msg, at: &str) -> Self {
        let (verb, undone) = match msg {
            Msg::Undo => ("undo: ", true),
            Msg::Redo => ("redo: ", false),
            _ => ("", false),
        };
        let silent = matches!(msg, Msg::Load(_) | Msg::Join { .. } | Msg::Settle | Msg::Rest);
        let mut state = self.update(pack, msg);
        let moment = if undone { state.future.last() } else { state.past.last() };
        let Some(moment) = moment.filter(|moment| !silent && moment.logs.is_none()) else { return state };
        if Rc::ptr_eq(&state.assessment, &self.assessment) {
            return state;
        }
        let mut log = state.assessment.log.clone();
        // The entry that this burst of typing wrote is written anew, unless another tab's stands behind it.
        let written = state.burst.as_ref().and_then(|burst| burst.entry.as_ref());
        let patch = match written {
            Some(entry) if log.last() == Some(entry) => {
                log.pop();
                moment.patch.clone()
            }
            Some(_) => crate::exchange::diff(&self.assessment, &state.assessment),
            None if undone => moment.patch.inverse(),
            None => moment.patch.clone(),
        };
        if !patch.0.is_empty() {
            let (path, change) = told(&patch.0);
            let entry = logged(&log, at, &[verb, &words(&moment.change)].concat(), path.as_deref(), change);
            log.push(entry);
        }
        let entry = log.last().cloned();
        if let Some(Burst { entry: last, .. }) = &mut state.burst {
            last.clone_from(&entry);
        }
        state.assessment = Rc::new(Assessment { log: bounded(log, at), ..Assessment::clone(&state.assessment) });
        state
    }

    /// The steps of undo and redo as text of at most so many bytes, the oldest left out first; with the
    /// state that they belong to.
    #[must_use]
    pub fn remembered(&self, most: usize) -> String {
        let written = |moments: &[Moment]| -> Vec<String> {
            moments
                .iter()
                .rev()
                .filter_map(|moment| serde_json::to_value(Kept::from(moment)).ok())
                .map(|value| value.to_string())
                .collect()
        };
        let (past, future) = (written(&self.past), written(&self.future));
        let mut room = most.saturating_sub(100);
        // The latest of each come first; once one has no room, none before it is of use.
        let mut fitting = |list: Vec<String>| -> Vec<String> {
            let mut kept: Vec<String> = list
                .into_iter()
                .map_while(|text| {
                    room = room.checked_sub(text.len() + 1)?;
                    Some(text)
                })
                .collect();
            kept.reverse();
            kept
        };
        let (past, future) = (fitting(past), fitting(future));
        let of = fingerprint(&self.assessment);
        format!("{{\"of\":\"{of}\",\"past\":[{}],\"future\":[{}]}}", past.join(","), future.join(","))
    }

    /// This state with the steps that [`State::remembered`] wrote, if they belong to it; else with none.
    #[must_use]
    pub fn recalling(&self, text: &str) -> Self {
        let Ok(value) = serde_json::from_str::<Value>(text) else { return self.clone() };
        if value.get("of").and_then(Value::as_str) != Some(fingerprint(&self.assessment).as_str()) {
            return self.clone();
        }
        let list = |name| {
            let moments = value.get(name)?.as_array()?;
            moments.iter().skip(moments.len().saturating_sub(UNDO_DEPTH)).map(moment).collect::<Option<Vec<_>>>()
        };
        match (list("past"), list("future")) {
            (Some(past), Some(future)) => Self { past, future, ..self.clone() },
            _ => self.clone(),
        }
    }
}

#[derive(Serialize)]
struct Kept<'a> {
    kind: ChangeKind,
    subject: &'a Id,
    patch: &'a Patch,
    #[serde(skip_serializing_if = "Option::is_none")]
    logs: Option<&'a [Vec<LogEntry>; 2]>,
}

impl<'a> From<&'a Moment> for Kept<'a> {
    fn from(moment: &'a Moment) -> Self {
        let Moment { change: Change { kind, subject }, patch, logs } = moment;
        Self { kind: *kind, subject, patch, logs: logs.as_deref() }
    }
}

fn moment(value: &Value) -> Option<Moment> {
    let kind = ChangeKind::from_name(value.get("kind")?.as_str()?)?;
    let change = Change { kind, subject: value.get("subject")?.as_str()?.into() };
    let logs = match value.get("logs") {
        None => None,
        Some(both) => Some(Box::new([log(both.get(0)?)?, log(both.get(1)?)?])),
    };
    Some(Moment { change, patch: Patch::read(value.get("patch")?)?, logs })
}

/// Reads a log by the one reader that there is for it.
fn log(value: &Value) -> Option<Vec<LogEntry>> {
    let document = json!({ "answers": {}, "log": value });
    let sink = Sink::default();
    let read = assessment::read(&Node::root(&document, "", &sink))?;
    (sink.count() == 0).then_some(read.log)
}

/// What was done, in the words of the log.
fn words(change: &Change) -> String {
    let kind = change.kind.name().replace('_', " ");
    if change.subject.is_empty() { kind } else { [&kind, &*change.subject].join(" ") }
}

/// Where changes are, and the values before and after: of one change its own, of several an object each
/// with a value for every path.
fn told(ops: &[Op]) -> (Option<String>, [Option<Value>; 2]) {
    if let [op] = ops {
        return (Some(op.place()), [op.before.clone(), op.after.clone()]);
    }
    let all = |value: fn(&Op) -> Option<&Value>| {
        let values = ops.iter().filter_map(|op| Some((op.place(), value(op)?.clone())));
        let values: Map<String, Value> = values.collect();
        (!values.is_empty()).then_some(Value::Object(values))
    };
    (None, [all(|op| op.before.as_ref()), all(|op| op.after.as_ref())])
}
