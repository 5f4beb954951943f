//! Random but valid assessments over a pack, from a seed.
//! Many dates fall on, or one day beside, a limit of the method.

use super::dates::{date_text, day_number};
use super::dice::Dice;
use super::{list, must_text, must_whole, text};

#[allow(unused_imports)] // not every test binary perturbs packs
pub use super::random_pack::random_pack;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

pub const KINDS: [&str; 4] = ["document", "record", "review", "assurance"];
const BLANKS: [&str; 4] = ["", " ", "\t\n", "\u{00a0}\u{3000}"];
const MOST_MONEY: i64 = (1 << 53) - 1;

pub fn ids(value: &Value) -> Vec<&str> {
    value.as_array().map_or(Vec::new(), |all| all.iter().map(|e| must_text(e, "id")).collect())
}

/// What all parts of one assessment have in common.
pub struct Maker<'p> {
    pub(super) dice: Dice,
    pub(super) pack: &'p Value,
    pub(super) as_of: i64,
    pub(super) requirements: Vec<&'p str>,
    controls: Vec<&'p str>,
    /// 0..=4: from nearly empty to nearly all at level 5.
    ripeness: i64,
    pub(super) currency: &'static str,
    /// The days the triggers are dated, to put limits of evidence there too.
    trigger_days: Vec<i64>,
    /// The levels answered, to find links with.
    pub(super) levels: BTreeMap<String, usize>,
    /// Losses are given only where the settings name their currency.
    pub(super) has_settings: bool,
}

/// A random valid assessment over a valid pack.
pub fn random_assessment(pack: &Value, as_of: &str, seed: u64) -> Value {
    let mut dice = Dice(seed);
    let ripeness = dice.between(0, 4);
    let currency = *dice.pick(&["EUR", "USD", "GBP", "CHF"]);
    let requirements = list(pack, "requirements");
    let mut maker = Maker {
        dice,
        pack,
        as_of: i64::try_from(day_number(as_of)).expect("a day"),
        requirements: ids(&pack["requirements"]),
        controls: requirements
            .iter()
            .filter(|r| text(r, "kind") == Some("control"))
            .map(|r| must_text(r, "id"))
            .collect(),
        ripeness,
        currency,
        trigger_days: Vec::new(),
        levels: BTreeMap::new(),
        has_settings: true,
    };
    maker.assessment()
}

impl Maker<'_> {
    fn assessment(&mut self) -> Value {
        let mut all = Map::new();
        all.insert("answers".into(), self.answers());
        // Triggers before evidence, which looks at their days.
        if self.dice.chance(90) {
            let triggers = self.triggers();
            all.insert("triggers".into(), triggers);
        }
        if self.dice.chance(92) {
            let evidence = self.evidence();
            all.insert("evidence".into(), evidence);
        }
        if self.dice.chance(80) {
            let organisation = self.organisation();
            all.insert("organisation".into(), organisation);
        }
        if self.dice.chance(60) {
            let certificate = self.certificate();
            all.insert("certificate".into(), certificate);
        }
        self.has_settings = self.dice.chance(80);
        if self.has_settings {
            let settings = self.settings();
            all.insert("settings".into(), settings);
        }
        let systems = self.systems();
        let risks = self.risks(&systems);
        let actions = self.actions(&risks);
        let incidents = self.incidents(&systems, &risks, &actions);
        for (name, entries) in [("systems", systems), ("risks", risks), ("actions", actions), ("incidents", incidents)]
        {
            if !entries.is_empty() || self.dice.chance(50) {
                all.insert(name.into(), Value::Array(entries));
            }
        }
        if self.dice.chance(15) {
            all.insert("extensions".into(), json!({"others": {"kept": [1, true, null, "\u{e9}"]}}));
        }
        Value::Object(all)
    }

    /// A day as text, kept within what a date can say.
    pub(super) fn date(&self, day: i64) -> Value {
        let last = i64::try_from(day_number("9999-12-31")).expect("a day");
        Value::from(date_text(i128::from(day.clamp(1, last))))
    }

    fn level(&mut self) -> i64 {
        match self.ripeness {
            0 => self.dice.between(0, 2),
            1 => self.dice.between(0, 5),
            2 => self.dice.between(1, 4),
            3 => self.dice.between(3, 5),
            _ => 5 - i64::from(self.dice.chance(10)),
        }
    }

    /// All states: absent, note or owner alone, excluded (controls), a level.
    fn answers(&mut self) -> Value {
        let silent = *self.dice.pick(&[0, 0, 0, 2, 10, 30, 60, 100]);
        let excluded = *self.dice.pick(&[0, 5, 15, 40]);
        let blank = *self.dice.pick(&[0, 0, 25]);
        let mut answers = Map::new();
        for id in self.requirements.clone() {
            let mut answer = Map::new();
            if self.dice.chance(silent) {
                if self.dice.chance(70) {
                    continue; // nothing said at all
                }
                if self.dice.chance(50) {
                    answer.insert("note".into(), json!("to be asked"));
                } else {
                    answer.insert("owner".into(), json!("Ada"));
                }
            } else if self.controls.contains(&id) && self.dice.chance(excluded) {
                let why = if self.dice.chance(blank) { *self.dice.pick(&BLANKS) } else { "we build no AI system" };
                answer.insert("not_applicable".into(), json!(why));
            } else {
                let level = self.level();
                self.levels.insert(id.into(), usize::try_from(level).expect("a level"));
                answer.insert("level".into(), json!(level));
                if self.dice.chance(15) {
                    answer.insert("provisional".into(), json!(self.dice.chance(80)));
                }
                if self.controls.contains(&id) && self.dice.chance(20) {
                    let reasons = ["risk", "law", "contract", "good_practice"];
                    answer.insert("included_because".into(), json!(self.dice.some_of(&reasons, 40)));
                }
                if self.dice.chance(10) {
                    answer.insert("note".into(), json!("seen"));
                }
            }
            answers.insert(id.into(), Value::Object(answer));
        }
        Value::Object(answers)
    }

    /// Signs, dates on and beside the limits, stakes, setting aside.
    fn triggers(&mut self) -> Value {
        let mut triggers = Map::new();
        for trigger in list(self.pack, "triggers") {
            if self.dice.chance(20) {
                continue;
            }
            let mut said = Map::new();
            if self.dice.chance(80) {
                let pct = *self.dice.pick(&[0, 30, 60]);
                let signs = self.dice.some_of(&ids(&trigger["signs"]), pct);
                said.insert("signs".into(), json!(signs));
            }
            if self.dice.chance(60) {
                let ahead = match self.dice.between(0, 2) {
                    0 => *self.dice.pick(&[-366, -1, 0, 1, 29, 30, 31, 364, 365, 366]),
                    1 => self.dice.between(1, 120),
                    _ => self.dice.between(-400, 900),
                };
                self.trigger_days.push(self.as_of + ahead);
                said.insert("date".into(), self.date(self.as_of + ahead));
            }
            if self.dice.chance(50) {
                let amount = match self.dice.between(0, 3) {
                    0 => self.dice.between(1, 999),
                    1 | 2 => self.dice.between(1, 1_000_000_000),
                    _ => MOST_MONEY - self.dice.between(0, 9),
                };
                said.insert("stake".into(), json!({"amount": amount, "currency": self.currency}));
            }
            if self.dice.chance(12) {
                said.insert("set_aside".into(), json!("not our market"));
            }
            if self.dice.chance(10) {
                said.insert("note".into(), json!("heard in May"));
            }
            triggers.insert(must_text(trigger, "id").into(), Value::Object(said));
        }
        Value::Object(triggers)
    }

    /// A maximum age of this kind, of the default or of some trigger.
    fn some_max_age(&mut self, kind: &str) -> i64 {
        let pack = self.pack;
        let mut all = vec![&pack["default"]["max_age"]];
        all.extend(list(pack, "triggers").iter().map(|t| &t["max_age"]));
        i64::try_from(must_whole(self.dice.pick::<&Value>(&all), kind)).expect("small")
    }

    /// A day that matters: `as_of` or that of a trigger.
    pub(super) fn some_day(&mut self) -> i64 {
        if self.trigger_days.is_empty() || self.dice.chance(50) {
            return self.as_of;
        }
        *self.dice.pick(&self.trigger_days)
    }

    fn evidence(&mut self) -> Value {
        let most = match self.ripeness {
            0 => 4,
            1 => 15,
            2 => 30,
            3 => 60,
            _ => 90,
        };
        let audited = self.dice.chance(65);
        let count = self.dice.between(0, most);
        let mut all: Vec<Value> = Vec::new();
        for n in 1..=count {
            let kind = if !audited {
                *self.dice.pick(&KINDS[..2])
            } else if self.ripeness >= 3 && self.dice.chance(60) {
                *self.dice.pick(&KINDS[2..])
            } else {
                *self.dice.pick(&KINDS)
            };
            // From four years before to one year after, often at the edge of fresh.
            let (earliest, latest) = (self.as_of - 1461, self.as_of + 365);
            let dated = match self.dice.between(0, 9) {
                0..=2 => {
                    let edge = self.some_day() - self.some_max_age(kind);
                    edge + self.dice.between(-1, 1)
                }
                3 => self.as_of + self.dice.between(-1, 1),
                4 => self.dice.between(earliest, latest),
                _ => self.as_of - self.dice.between(0, 300),
            };
            let dated = dated.clamp(earliest, latest);
            let mut requirements: Vec<&str> = Vec::new();
            let most_links = *self.dice.pick(&[0, 1, 1, 2, 4, 12]);
            for _ in 0..most_links {
                let id = *self.dice.pick(&self.requirements);
                if !requirements.contains(&id) {
                    requirements.push(id);
                }
            }
            if self.ripeness >= 2 && n == 1 && self.dice.chance(70) {
                requirements = self.requirements.clone(); // one item for it all
            }
            let mut item = Map::new();
            item.insert("id".into(), json!(format!("e{n}")));
            item.insert("title".into(), json!(format!("Item {n}")));
            item.insert("kind".into(), json!(kind));
            item.insert("dated".into(), self.date(dated));
            item.insert("requirements".into(), json!(requirements));
            if self.dice.chance(35) {
                let until = if self.dice.chance(60) {
                    self.some_day() + self.dice.between(-1, 1)
                } else {
                    dated + self.dice.between(0, 1000)
                };
                item.insert("valid_until".into(), self.date(until.max(dated)));
            }
            if n > 1 && self.dice.chance(15) {
                let older = self.dice.between(1, n - 1);
                item.insert("supersedes".into(), json!(format!("e{older}")));
            }
            if self.dice.chance(10) {
                item.insert("provisional".into(), json!(true));
            }
            if self.dice.chance(10) {
                item.insert("location".into(), json!("shelf 3"));
                item.insert("sha256".into(), json!("0123456789abcdef".repeat(4)));
            }
            all.push(Value::Object(item));
        }
        self.dice.shuffle(&mut all);
        Value::Array(all)
    }
}
