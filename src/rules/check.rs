//! The pack's references held against each other. Shapes, ranges and curves were checked in reading.

use std::collections::BTreeSet;

use super::{Cause, ProfileEntry, RulePack, read::POSTURES};
use crate::{
    decode::{Node, join},
    units::Id,
};

/// Tells of an id that leads nowhere.
pub(super) fn unknown(node: &Node<'_>, what: &str, id: &str) {
    node.fault(format!("there is no {what} `{id}`"), "correct the id, or add what it names");
}

pub(super) fn check(pack: &RulePack, node: &Node<'_>) {
    let checker = Checker { pack, node, sources: pack.sources.iter().map(|source| &source.id).collect() };
    checker.requirements();
    checker.triggers();
    checker.regimes();
    checker.postures();
    checker.catalogue();
    checker.quick();
}

struct Checker<'a> {
    pack: &'a RulePack,
    node: &'a Node<'a>,
    sources: BTreeSet<&'a Id>,
}

impl Checker<'_> {
    fn unknown(&self, path: &str, what: &str, id: &str) {
        self.tell(path, format!("there is no {what} `{id}`"), "correct the id, or add what it names");
    }

    fn tell(&self, path: &str, message: String, help: &str) {
        self.node.sink().tell(&join(self.node.path(), path), message, help);
    }

    fn requirement(&self, path: &str, id: &Id) {
        if self.pack.find(id).is_none() {
            self.unknown(path, "requirement", id);
        }
    }

    fn sources(&self, path: &str, sources: &[Id]) {
        for id in sources.iter().filter(|id| !self.sources.contains(id)) {
            self.unknown(path, "source", id);
        }
    }

    fn requirements(&self) {
        for (_, requirement) in self.pack.requirements.iter() {
            let path = format!("requirements/{}/related", requirement.id);
            for id in &requirement.related {
                match self.pack.find(id).map(|req| self.pack.requirement(req)) {
                    None => self.unknown(&path, "requirement", id),
                    Some(other) if other.kind == requirement.kind => self.tell(
                        &path,
                        format!("`{id}` is a {} as well", other.kind.name()),
                        "relate controls to clauses, and clauses to controls",
                    ),
                    Some(_) => {}
                }
            }
        }
    }

    fn triggers(&self) {
        for trigger in &self.pack.triggers {
            let path = format!("triggers/{}", trigger.id);
            self.sources(&format!("{path}/sources"), &trigger.sources);
            for (at, factor) in trigger.factors.iter().enumerate() {
                let (what, list, id): (_, &[ProfileEntry], _) = match &factor.cause {
                    Cause::Sector(id) => ("sector", &self.pack.sectors, id),
                    Cause::Region(id) => ("region", &self.pack.regions, id),
                    Cause::Role(id) => ("role", &self.pack.roles, id),
                    Cause::Size(id) => ("size", &self.pack.sizes, id),
                    Cause::Sign(_) | Cause::OpenIncident => continue,
                };
                if !list.iter().any(|entry| entry.id == *id) {
                    self.unknown(&format!("{path}/factors/{at}/{what}"), what, id);
                }
            }
        }
    }

    fn regimes(&self) {
        for regime in &self.pack.regimes {
            self.sources(&format!("regimes/{}/sources", regime.id), &regime.sources);
            for provision in &regime.provisions {
                let path = format!("regimes/{}/provisions/{}/requirements", regime.id, provision.id);
                for part in &provision.requirements {
                    self.requirement(&format!("{path}/{}", part.id), &part.id);
                    self.sources(&format!("{path}/{}/sources", part.id), &part.sources);
                }
            }
        }
    }

    fn postures(&self) {
        for id in POSTURES {
            if !self.pack.postures.iter().any(|posture| &*posture.id == id) {
                self.tell(
                    "postures",
                    format!("the posture `{id}` is missing"),
                    "add it with a title and what it risks",
                );
            }
        }
    }

    fn catalogue(&self) {
        for risk in &self.pack.catalogue {
            let path = format!("risk/catalogue/{}", risk.id);
            if !self.pack.categories.iter().any(|category| category.id == risk.category) {
                self.unknown(&format!("{path}/category"), "category", &risk.category);
            }
            for (at, link) in risk.links.iter().enumerate() {
                self.requirement(&format!("{path}/links/{at}"), &link.requirement);
            }
            self.sources(&format!("{path}/sources"), &risk.sources);
        }
    }

    fn quick(&self) {
        for question in &self.pack.quick {
            for (at, id) in question.requirements.iter().enumerate() {
                self.requirement(&format!("quick/{}/requirements/{at}", question.id), id);
            }
        }
    }
}
