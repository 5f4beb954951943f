//! The references of an assessment, held against the pack and each other.

use std::collections::BTreeSet;

use crate::{
    assessment::Assessment,
    decode::{Sink, join},
    rules::{ProfileEntry, RequirementKind, RulePack},
    units::Id,
};

/// Tells of every reference that leads nowhere, and of every clause marked not applicable.
pub fn check(pack: &RulePack, assessment: &Assessment, path: &str, sink: &Sink) {
    let checker = Checker { pack, assessment, path, sink };
    checker.organisation();
    checker.answers();
    checker.evidence();
    checker.triggers();
    checker.risks();
    checker.incidents_and_actions();
    checker.settings();
}

struct Checker<'a> {
    pack: &'a RulePack,
    assessment: &'a Assessment,
    path: &'a str,
    sink: &'a Sink,
}

impl Checker<'_> {
    fn tell(&self, path: &str, message: String, help: &str) {
        self.sink.tell(&join(self.path, path), message, help);
    }

    /// A reference to something that must be in a list.
    fn known(&self, path: &str, what: &str, id: &Id, there: bool) {
        if !there {
            self.tell(path, format!("there is no {what} `{id}`"), "correct the id, or take the reference away");
        }
    }

    fn requirement(&self, path: &str, id: &Id) {
        self.known(path, "requirement", id, self.pack.find(id).is_some());
    }

    fn profile(&self, path: &str, what: &str, list: &[ProfileEntry], id: &Id) {
        self.known(path, what, id, list.iter().any(|entry| entry.id == *id));
    }

    fn system(&self, path: &str, id: Option<&Id>) {
        if let Some(id) = id {
            self.known(path, "AI system", id, self.assessment.systems.iter().any(|system| system.id == *id));
        }
    }

    fn risk(&self, path: &str, id: Option<&Id>) {
        if let Some(id) = id {
            self.known(path, "risk", id, self.assessment.risks.iter().any(|risk| risk.id == *id));
        }
    }

    fn organisation(&self) {
        let organisation = &self.assessment.organisation;
        if let Some(id) = &organisation.sector {
            self.profile("organisation/sector", "sector", self.pack.sectors(), id);
        }
        for id in &organisation.regions {
            self.profile("organisation/regions", "region", self.pack.regions(), id);
        }
        for id in &organisation.roles {
            self.profile("organisation/roles", "role", self.pack.roles(), id);
        }
        if let Some(id) = &organisation.size {
            self.profile("organisation/size", "size", self.pack.sizes(), id);
        }
        for system in &self.assessment.systems {
            self.profile(&format!("systems/{}/role", system.id), "role", self.pack.roles(), &system.role);
        }
    }

    fn answers(&self) {
        for (id, answer) in &self.assessment.answers {
            let path = format!("answers/{id}");
            let Some(req) = self.pack.find(id) else {
                self.requirement(&path, id);
                continue;
            };
            if answer.justification().is_some() && self.pack.requirement(req).kind == RequirementKind::Clause {
                self.tell(
                    &join(&path, "not_applicable"),
                    format!("the clause `{id}` can't be marked not applicable"),
                    "give it a level; only the controls of Annex A can be excluded",
                );
            }
        }
    }

    fn evidence(&self) {
        let ids: BTreeSet<&Id> = self.assessment.evidence.iter().map(|item| &item.id).collect();
        for item in &self.assessment.evidence {
            let path = format!("evidence/{}", item.id);
            for id in &item.requirements {
                self.requirement(&join(&path, "requirements"), id);
            }
            if let Some(id) = &item.supersedes {
                self.known(&join(&path, "supersedes"), "evidence item", id, ids.contains(id));
            }
        }
    }

    fn triggers(&self) {
        for (id, entry) in &self.assessment.triggers {
            let path = format!("triggers/{id}");
            let Some(trigger) = self.pack.trigger(id) else {
                self.known(&path, "trigger", id, false);
                continue;
            };
            for sign in &entry.signs {
                let there = trigger.signs.iter().any(|known| known.id == *sign);
                self.known(&join(&path, "signs"), "sign of this trigger", sign, there);
            }
        }
    }

    fn risks(&self) {
        for risk in &self.assessment.risks {
            let path = format!("risks/{}", risk.id);
            let there = self.pack.categories().iter().any(|category| category.id == risk.category);
            self.known(&join(&path, "category"), "category", &risk.category, there);
            self.system(&join(&path, "system"), risk.system.as_ref());
            for link in &risk.links {
                self.requirement(&join(&path, "links"), &link.requirement);
            }
        }
    }

    fn incidents_and_actions(&self) {
        for incident in &self.assessment.incidents {
            let path = format!("incidents/{}", incident.id);
            self.system(&join(&path, "system"), incident.system.as_ref());
            self.risk(&join(&path, "risk"), incident.risk.as_ref());
            if let Some(id) = &incident.action {
                let there = self.assessment.actions.iter().any(|action| action.id == *id);
                self.known(&join(&path, "action"), "action", id, there);
            }
        }
        for action in &self.assessment.actions {
            let path = format!("actions/{}", action.id);
            if let Some(id) = &action.requirement {
                self.requirement(&join(&path, "requirement"), id);
            }
            self.risk(&join(&path, "risk"), action.risk.as_ref());
        }
    }

    fn settings(&self) {
        let settings = &self.assessment.settings;
        if let Some(id) = &settings.appetite {
            let there = self.pack.bands().iter().any(|band| band.id == *id);
            self.known("settings/appetite", "band", id, there);
        }
        for id in settings.effort.keys() {
            self.requirement(&format!("settings/effort/{id}"), id);
        }
    }
}
