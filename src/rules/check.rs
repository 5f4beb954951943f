//! The pack's references held against each other. Shapes, ranges and curves are told in reading.
//!
//! It looks at the document itself, not at what was read of it: an entry in which something is wrong
//! is still there for those who name it, and its own references are held against the rest.

use std::collections::BTreeSet;

use super::{
    read::POSTURES,
    standard::{IDS, group_of},
};
use crate::decode::{Node, Sink, join, shortened};

/// Tells of an id that leads nowhere.
pub(super) fn unknown(node: &Node<'_>, what: &str, id: &str) {
    node.fault(format!("there is no {what} `{}`", shortened(id)), "correct the id, or add what it names");
}

pub(super) fn check(node: &Node<'_>) {
    // What is wrong in the shape was told already.
    let quiet = Sink::default();
    let root = node.telling(&quiet);
    let list = |name| at(&root, name).map(|node| node.listed()).unwrap_or_default();
    let checker = Checker { sink: node.sink(), root: &root, sources: list("sources") };
    checker.requirements();
    checker.triggers();
    checker.regimes();
    checker.postures();
    checker.catalogue();
    checker.quick();
}

fn at<'a>(node: &Node<'a>, name: &'static str) -> Option<Node<'a>> {
    node.fields()?.get(name)
}

fn items<'a>(node: &Node<'a>, name: &'static str) -> Vec<Node<'a>> {
    at(node, name).map(|node| node.items()).unwrap_or_default()
}

fn text<'a>(node: &Node<'a>, name: &'static str) -> Option<&'a str> {
    at(node, name)?.value().as_str()
}

struct Checker<'a> {
    sink: &'a Sink,
    root: &'a Node<'a>,
    sources: BTreeSet<&'a str>,
}

impl Checker<'_> {
    /// The text at a node must be one of these ids; an empty one was told already.
    fn known(&self, node: &Node<'_>, path: &str, what: &str, there: impl Fn(&str) -> bool) {
        if let Some(id) = node.value().as_str().filter(|id| !id.trim().is_empty() && !there(id)) {
            let message = format!("there is no {what} `{}`", shortened(id));
            self.sink.tell(path, message, "correct the id, or add what it names");
        }
    }

    fn requirement(&self, node: &Node<'_>, path: &str) {
        self.known(node, path, "requirement", |id| IDS.contains(&id));
    }

    fn sources(&self, node: &Node<'_>) {
        for source in items(node, "sources") {
            self.known(&source, &join(node.path(), "sources"), "source", |id| self.sources.contains(id));
        }
    }

    fn requirements(&self) {
        for requirement in items(self.root, "requirements") {
            let control = |id: &str| group_of(id).starts_with("A.");
            let Some(own) = text(&requirement, "id").map(control) else { continue };
            let path = join(requirement.path(), "related");
            for related in items(&requirement, "related") {
                self.requirement(&related, &path);
                let Some(id) = related.value().as_str().filter(|id| IDS.contains(id) && control(id) == own) else {
                    continue;
                };
                let kind = if own { "control" } else { "clause" };
                self.sink.tell(
                    &path,
                    format!("`{id}` is a {kind} as well"),
                    "relate controls to clauses, and clauses to controls",
                );
            }
        }
    }

    fn triggers(&self) {
        let profile = at(self.root, "profile");
        let list = |name| profile.as_ref().and_then(|node| at(node, name)).map(|node| node.listed());
        let lists = [
            ("sector", list("sectors").unwrap_or_default()),
            ("region", list("regions").unwrap_or_default()),
            ("role", list("roles").unwrap_or_default()),
            ("size", list("sizes").unwrap_or_default()),
        ];
        for trigger in items(self.root, "triggers") {
            self.sources(&trigger);
            for factor in items(&trigger, "factors") {
                for (what, listed) in &lists {
                    if let Some(node) = at(&factor, what) {
                        self.known(&node, node.path(), what, |id| listed.contains(id));
                    }
                }
            }
        }
    }

    fn regimes(&self) {
        for regime in items(self.root, "regimes") {
            self.sources(&regime);
            for part in items(&regime, "provisions").iter().flat_map(|provision| items(provision, "requirements")) {
                if let Some(id) = at(&part, "id") {
                    self.requirement(&id, part.path());
                }
                self.sources(&part);
            }
        }
    }

    fn postures(&self) {
        let listed = at(self.root, "postures").map(|node| node.listed()).unwrap_or_default();
        for id in POSTURES.iter().filter(|id| !listed.contains(**id)) {
            self.sink.tell(
                &join(self.root.path(), "postures"),
                format!("the posture `{id}` is missing"),
                "add it with a title and what it risks",
            );
        }
    }

    fn catalogue(&self) {
        let Some(risk) = at(self.root, "risk") else { return };
        let categories = at(&risk, "categories").map(|node| node.listed()).unwrap_or_default();
        for entry in items(&risk, "catalogue") {
            if let Some(node) = at(&entry, "category") {
                self.known(&node, node.path(), "category", |id| categories.contains(id));
            }
            for link in items(&entry, "links") {
                if let Some(id) = at(&link, "requirement") {
                    self.requirement(&id, link.path());
                }
            }
            self.sources(&entry);
        }
    }

    fn quick(&self) {
        for named in items(self.root, "quick").iter().flat_map(|question| items(question, "requirements")) {
            self.requirement(&named, named.path());
        }
    }
}
