//! The rest of a random assessment: organisation, certificate, settings, and the registers.

use super::must_text;
use super::random::{Maker, ids};
use serde_json::{Map, Value, json};

/// A link, with the place of its requirement.
struct Link {
    at: usize,
    acts_on: &'static str,
    strength: &'static str,
}

/// Whether the claimed likelihood, from 5, ends in another hundredth if what remains is rounded down
/// at each link.
fn rounding_tells(links: &[Link], credits: &[i64]) -> bool {
    let (mut up, mut down) = (1_000_000_i64, 1_000_000_i64);
    for link in links {
        let strength = match link.strength {
            "weak" => 25,
            "moderate" => 50,
            _ => 75,
        };
        if link.acts_on != "consequence" {
            let left = 10_000 - strength * credits[link.at];
            up = (up * left + 9_999) / 10_000;
            down = down * left / 10_000;
        }
    }
    let hundredths = |rem: i64| (4 * 100 * rem.max(100_000) + 999_999) / 1_000_000;
    hundredths(up) != hundredths(down)
}

impl Maker<'_> {
    pub(super) fn organisation(&mut self) -> Value {
        let profile = &self.pack["profile"];
        let mut organisation = Map::new();
        organisation.insert("name".into(), json!("Example Ltd"));
        for (field, choices) in [("sector", "sectors"), ("size", "sizes")] {
            let choices = ids(&profile[choices]);
            if !choices.is_empty() && self.dice.chance(80) {
                organisation.insert(field.into(), json!(self.dice.pick(&choices)));
            }
        }
        for field in ["regions", "roles"] {
            let chosen = self.dice.some_of(&ids(&profile[field]), 50);
            organisation.insert(field.into(), json!(chosen));
        }
        Value::Object(organisation)
    }

    pub(super) fn certificate(&mut self) -> Value {
        let states = ["none", "planned", "stage1", "certified", "suspended", "withdrawn"];
        let status = if self.dice.chance(60) { "certified" } else { *self.dice.pick(&states) };
        let mut certificate = Map::new();
        certificate.insert("status".into(), json!(status));
        let from = if self.dice.chance(40) {
            self.some_day() + self.dice.between(-1, 1)
        } else {
            self.as_of - self.dice.between(0, 900)
        };
        let until = if self.dice.chance(40) {
            self.some_day() + self.dice.between(-1, 1)
        } else {
            from + self.dice.between(0, 1095)
        };
        if self.dice.chance(90) {
            certificate.insert("valid_from".into(), self.date(from));
        }
        if self.dice.chance(90) {
            certificate.insert("valid_until".into(), self.date(until.max(from)));
        }
        if self.dice.chance(40) {
            certificate.insert("body".into(), json!("Body"));
            certificate.insert("accreditation".into(), json!("A-1"));
            certificate.insert("scope".into(), json!("all of it"));
        }
        Value::Object(certificate)
    }

    pub(super) fn settings(&mut self) -> Value {
        let mut settings = Map::new();
        settings.insert("currency".into(), json!(self.currency));
        let bands = ids(&self.pack["risk"]["bands"]);
        if self.dice.chance(70) {
            settings.insert("appetite".into(), json!(self.dice.pick(&bands)));
        }
        if self.dice.chance(40) {
            let mut effort = Map::new();
            for id in self.requirements.clone() {
                if self.dice.chance(25) {
                    let five: Vec<i64> = (0..5).map(|_| self.dice.between(0, 120)).collect();
                    effort.insert(id.into(), json!(five));
                }
            }
            settings.insert("effort".into(), Value::Object(effort));
        }
        Value::Object(settings)
    }

    pub(super) fn systems(&mut self) -> Vec<Value> {
        let roles = ids(&self.pack["profile"]["roles"]);
        if roles.is_empty() {
            return Vec::new();
        }
        let stages = ["planned", "in_development", "in_use", "retired"];
        let count = self.dice.between(0, 12);
        let mut all = Vec::new();
        for n in 1..=count {
            let mut system = Map::new();
            system.insert("id".into(), json!(format!("s{n}")));
            system.insert("name".into(), json!(format!("System {n}")));
            system.insert("role".into(), json!(self.dice.pick(&roles)));
            system.insert("stage".into(), json!(self.dice.pick(&stages)));
            if self.dice.chance(30) {
                system.insert("purpose".into(), json!("sorting post"));
            }
            if self.dice.chance(60) {
                let day = match self.dice.between(0, 1) {
                    0 => self.as_of + self.dice.between(-1, 1),
                    _ => self.as_of - self.dice.between(-200, 900),
                };
                system.insert("impact_assessed_on".into(), self.date(day));
            }
            all.push(Value::Object(system));
        }
        self.dice.shuffle(&mut all);
        all
    }

    pub(super) fn risks(&mut self, systems: &[Value]) -> Vec<Value> {
        let categories = ids(&self.pack["risk"]["categories"]);
        if categories.is_empty() {
            return Vec::new();
        }
        let count = self.dice.between(0, 14);
        let mut all = Vec::new();
        for n in 1..=count {
            let mut risk = Map::new();
            risk.insert("id".into(), json!(format!("r{n}")));
            risk.insert("title".into(), json!(format!("Risk {n}")));
            risk.insert("category".into(), json!(self.dice.pick(&categories)));
            let likelihood = if self.dice.chance(30) { 5 } else { self.dice.between(1, 5) };
            risk.insert("likelihood".into(), json!(likelihood));
            risk.insert(
                "consequence".into(),
                json!({
                    "organisation": self.dice.between(1, 5),
                    "individuals": self.dice.between(1, 5),
                    "society": self.dice.between(1, 5),
                }),
            );
            let treatment = *self.dice.pick(&["modify", "share", "avoid", "retain", "retain"]);
            risk.insert("treatment".into(), json!(treatment));
            let status = if self.dice.chance(75) { "open" } else { "closed" };
            risk.insert("status".into(), json!(status));
            let links = if self.dice.chance(50) { self.links() } else { self.sharp_links() };
            risk.insert("links".into(), links);
            if self.dice.chance(20) {
                risk.insert("description".into(), json!("what may happen"));
            }
            if self.dice.chance(60) {
                risk.insert("owner".into(), json!("Grace"));
            }
            if treatment == "retain" && self.dice.chance(50) {
                risk.insert("approver".into(), json!("Edith"));
            }
            if self.dice.chance(50) {
                let day = self.as_of + *self.dice.pick(&[-400, -1, 0, 1, 200]);
                risk.insert("review_on".into(), self.date(day));
            }
            if !systems.is_empty() && self.dice.chance(50) {
                let system = must_text(self.dice.pick(systems), "id");
                risk.insert("system".into(), json!(system));
            }
            if self.dice.chance(30) {
                risk.insert(
                    "override".into(),
                    json!({
                        "likelihood": self.dice.between(1, 5),
                        "consequence": self.dice.between(1, 5),
                        "reason": "the board knows better",
                    }),
                );
            }
            if self.has_settings && self.dice.chance(40) {
                risk.insert("loss".into(), self.loss());
            }
            all.push(Value::Object(risk));
        }
        self.dice.shuffle(&mut all);
        all
    }

    /// A requirement is linked to a risk at most once.
    fn drawn_links(&mut self) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for _ in 0..*self.dice.pick(&[0, 0, 1, 2, 3, 6, 12]) {
            let at = usize::try_from(self.dice.between(0, self.requirements.len() as i64 - 1)).expect("an index");
            if links.iter().any(|link| link.at == at) {
                continue;
            }
            links.push(Link {
                at,
                acts_on: self.dice.pick::<&str>(&["likelihood", "consequence", "both"]),
                strength: self.dice.pick::<&str>(&["weak", "moderate", "strong"]),
            });
        }
        links
    }

    fn told(&self, links: &[Link]) -> Value {
        let told = links.iter().map(|link| {
            json!({"requirement": self.requirements[link.at], "acts_on": link.acts_on, "strength": link.strength})
        });
        told.collect()
    }

    pub(super) fn links(&mut self) -> Value {
        let links = self.drawn_links();
        self.told(&links)
    }

    /// Links for which rounding what remains of the likelihood up or down tells, if some are
    /// found among many drawn: such lists are rare, and without them no comparison would see it.
    fn sharp_links(&mut self) -> Value {
        let credit: Vec<i64> =
            (0..6).map(|level| self.pack["default"]["credit"][level].as_i64().unwrap_or(0)).collect();
        let at_level = |id: &&str| credit[self.levels.get(*id).copied().unwrap_or(0)];
        let credits: Vec<i64> = self.requirements.iter().map(at_level).collect();
        let mut links = self.drawn_links();
        for _ in 0..300 {
            if rounding_tells(&links, &credits) {
                break;
            }
            links = self.drawn_links();
        }
        self.told(&links)
    }

    pub(super) fn loss(&mut self) -> Value {
        let low = self.dice.between(1, 5_000_000);
        let high = match self.dice.between(0, 3) {
            0 => low * 1_000,
            1 => low * 1_000 + 1,
            2 => low + self.dice.between(1, 1_000_000),
            _ => low * self.dice.between(2, 2_000),
        };
        let rate = match self.dice.between(0, 3) {
            0 => json!(self.dice.between(0, 12)),
            1 => json!(0.25),
            2 => {
                let min = self.dice.between(0, 4);
                let likely = min + self.dice.between(0, 4);
                json!({"min": min, "likely": likely, "max": likely + self.dice.between(0, 9)})
            }
            _ => json!({"min": 0.5, "likely": 0.5, "max": 0.5}),
        };
        json!({"rate": rate, "low": low, "high": high, "currency": self.currency})
    }

    pub(super) fn actions(&mut self, risks: &[Value]) -> Vec<Value> {
        let count = self.dice.between(0, 5);
        let mut all = Vec::new();
        for n in 1..=count {
            let mut action = Map::new();
            action.insert("id".into(), json!(format!("a{n}")));
            action.insert("title".into(), json!(format!("Action {n}")));
            if self.dice.chance(50) {
                action.insert("requirement".into(), json!(self.dice.pick(&self.requirements)));
            }
            if !risks.is_empty() && self.dice.chance(40) {
                action.insert("risk".into(), json!(must_text(self.dice.pick(risks), "id")));
            }
            if self.dice.chance(40) {
                let due = self.as_of + self.dice.between(-90, 200);
                action.insert("due_on".into(), self.date(due));
            }
            let done = self.dice.chance(40);
            action.insert("status".into(), json!(if done { "done" } else { "open" }));
            if done {
                let day = self.as_of - self.dice.between(0, 90);
                action.insert("done_on".into(), self.date(day));
            }
            all.push(Value::Object(action));
        }
        all
    }

    pub(super) fn incidents(&mut self, systems: &[Value], risks: &[Value], actions: &[Value]) -> Vec<Value> {
        let count = *self.dice.pick(&[0, 0, 1, 1, 3, 11]);
        let open = *self.dice.pick(&[0, 50, 100]);
        let mut all = Vec::new();
        for n in 1..=count {
            let mut incident = Map::new();
            incident.insert("id".into(), json!(format!("i{n}")));
            incident.insert("title".into(), json!(format!("Incident {n}")));
            let ago = *self.dice.pick(&[0, 29, 30, 31, 32, 400]);
            incident.insert("occurred_on".into(), self.date(self.as_of - ago));
            let status = if self.dice.chance(open) { "open" } else { "closed" };
            incident.insert("status".into(), json!(status));
            for (field, among) in [("system", systems), ("risk", risks), ("action", actions)] {
                if !among.is_empty() && self.dice.chance(40) {
                    incident.insert(field.into(), json!(must_text(self.dice.pick(among), "id")));
                }
            }
            all.push(Value::Object(incident));
        }
        self.dice.shuffle(&mut all);
        all
    }
}
