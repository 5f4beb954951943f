//! The references of an assessment, held against the pack and each other.
//!
//! It looks at the document itself, not at what was read of it: an entry in which something is wrong
//! is still there for those who name it, and its own references are held against the rest.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    assessment::Assessment,
    decode::{Node, Sink, document, join, shortened},
    rules::{ProfileEntry, RequirementKind, RulePack},
};

/// Tells of every reference that leads nowhere, and of every clause marked not applicable.
pub fn check(pack: &RulePack, assessment: &Assessment, path: &str, sink: &Sink) {
    references(pack, &document(assessment), path, sink);
}

/// The same of a document that may have other faults; those were told in reading.
pub(super) fn references(pack: &RulePack, document: &Value, path: &str, sink: &Sink) {
    let quiet = Sink::default();
    let root = &Node::root(document, path, &quiet);
    let listed = |name| at(root, name).map(|node| node.listed()).unwrap_or_default();
    let checker = Checker {
        pack,
        root,
        sink,
        systems: listed("systems"),
        evidence: listed("evidence"),
        risks: listed("risks"),
        actions: listed("actions"),
    };
    checker.organisation();
    checker.answers();
    checker.evidence();
    checker.triggers();
    checker.risks();
    checker.incidents_and_actions();
    checker.settings();
}

fn at<'a>(node: &Node<'a>, name: &'static str) -> Option<Node<'a>> {
    node.fields()?.get(name)
}

fn items<'a>(node: &Node<'a>, name: &'static str) -> Vec<Node<'a>> {
    at(node, name).map(|node| node.items()).unwrap_or_default()
}

fn entries<'a>(node: &Node<'a>, name: &'static str) -> Vec<(&'a str, Node<'a>)> {
    at(node, name).map(|node| node.entries()).unwrap_or_default()
}

struct Checker<'a> {
    pack: &'a RulePack,
    root: &'a Node<'a>,
    sink: &'a Sink,
    systems: BTreeSet<&'a str>,
    evidence: BTreeSet<&'a str>,
    risks: BTreeSet<&'a str>,
    actions: BTreeSet<&'a str>,
}

impl Checker<'_> {
    fn unknown(&self, path: &str, what: &str, id: &str) {
        let message = format!("there is no {what} `{}`", shortened(id));
        self.sink.tell(path, message, "correct the id, or take the reference away");
    }

    /// The text of a field must be one of these ids; an empty one was told already.
    fn known(&self, node: &Node<'_>, name: &'static str, what: &str, there: impl Fn(&str) -> bool) {
        if let Some(id) = at(node, name).and_then(|node| node.value().as_str())
            && !id.trim().is_empty()
            && !there(id)
        {
            self.unknown(&join(node.path(), name), what, id);
        }
    }

    /// The same of a field that is a list of ids.
    fn all_known(&self, node: &Node<'_>, name: &'static str, what: &str, there: impl Fn(&str) -> bool) {
        for id in items(node, name).iter().filter_map(|item| item.value().as_str()) {
            if !id.trim().is_empty() && !there(id) {
                self.unknown(&join(node.path(), name), what, id);
            }
        }
    }

    fn requirement(&self, id: &str) -> bool {
        self.pack.find(id).is_some()
    }

    fn organisation(&self) {
        let among = |list: &[ProfileEntry], id: &str| list.iter().any(|entry| *entry.id == *id);
        let role = |id: &str| among(self.pack.roles(), id);
        if let Some(organisation) = at(self.root, "organisation") {
            self.known(&organisation, "sector", "sector", |id| among(self.pack.sectors(), id));
            self.all_known(&organisation, "regions", "region", |id| among(self.pack.regions(), id));
            self.all_known(&organisation, "roles", "role", role);
            self.known(&organisation, "size", "size", |id| among(self.pack.sizes(), id));
        }
        for system in items(self.root, "systems") {
            self.known(&system, "role", "role", role);
        }
    }

    fn answers(&self) {
        for (id, answer) in entries(self.root, "answers") {
            let Some(req) = self.pack.find(id) else {
                self.unknown(answer.path(), "requirement", id);
                continue;
            };
            let excluded = at(&answer, "not_applicable").is_some();
            if excluded && self.pack.requirement(req).kind == RequirementKind::Clause {
                self.sink.tell(
                    &join(answer.path(), "not_applicable"),
                    format!("the clause `{id}` can't be marked not applicable"),
                    "give it a level; only the controls of Annex A can be excluded",
                );
            }
        }
    }

    fn evidence(&self) {
        for item in items(self.root, "evidence") {
            self.all_known(&item, "requirements", "requirement", |id| self.requirement(id));
            self.known(&item, "supersedes", "evidence item", |id| self.evidence.contains(id));
        }
    }

    fn triggers(&self) {
        for (id, entry) in entries(self.root, "triggers") {
            match self.pack.trigger(id) {
                None => self.unknown(entry.path(), "trigger", id),
                Some(trigger) => self.all_known(&entry, "signs", "sign of this trigger", |sign| {
                    trigger.signs.iter().any(|known| *known.id == *sign)
                }),
            }
        }
    }

    fn risks(&self) {
        for risk in items(self.root, "risks") {
            self.known(&risk, "category", "category", |id| {
                self.pack.categories().iter().any(|category| *category.id == *id)
            });
            self.known(&risk, "system", "AI system", |id| self.systems.contains(id));
            for link in items(&risk, "links") {
                let id = at(&link, "requirement").and_then(|node| node.value().as_str());
                if let Some(id) = id.filter(|id| !id.trim().is_empty() && !self.requirement(id)) {
                    self.unknown(&join(risk.path(), "links"), "requirement", id);
                }
            }
        }
    }

    fn incidents_and_actions(&self) {
        for incident in items(self.root, "incidents") {
            self.known(&incident, "system", "AI system", |id| self.systems.contains(id));
            self.known(&incident, "risk", "risk", |id| self.risks.contains(id));
            self.known(&incident, "action", "action", |id| self.actions.contains(id));
        }
        for action in items(self.root, "actions") {
            self.known(&action, "requirement", "requirement", |id| self.requirement(id));
            self.known(&action, "risk", "risk", |id| self.risks.contains(id));
        }
    }

    fn settings(&self) {
        let Some(settings) = at(self.root, "settings") else { return };
        self.known(&settings, "appetite", "band", |id| self.pack.bands().iter().any(|band| *band.id == *id));
        for (id, effort) in entries(&settings, "effort") {
            if !self.requirement(id) {
                self.unknown(effort.path(), "requirement", id);
            }
        }
    }
}
