//! Assessments with risks that carry loss figures, for the simulation's tests.
#![allow(dead_code, reason = "each test file uses a part of it")]

use foreproof::{
    assessment::{Assessment, Rate},
    builtin,
    decode::Fault,
    exchange::read_assessment,
    quant::Simulation,
    rules::RulePack,
    units::Date,
};
use serde_json::{Value, json};

pub const AS_OF: &str = "2026-11-23";

/// Controls that are proven at level 3, credit 80 %, and what they leave of a risk.
const PROVEN: [&str; 4] = ["A.2.2", "A.5.2", "A.6.2.4", "A.8.4"];

pub struct Case {
    pub pack: RulePack,
    pub risks: Vec<Value>,
}

/// A risk with these figures and links, `[requirement, acts_on, strength]`.
pub fn risk(id: &str, rate: Value, low: u64, high: u64, links: &[[&str; 3]]) -> Value {
    let links: Vec<Value> = links
        .iter()
        .map(|[requirement, acts_on, strength]| {
            json!({"requirement": requirement, "acts_on": acts_on, "strength": strength})
        })
        .collect();
    json!({
        "id": id, "title": id, "category": "privacy", "likelihood": 3,
        "consequence": {"organisation": 3, "individuals": 2, "society": 1}, "treatment": "modify",
        "status": "open", "links": links,
        "loss": {"rate": rate, "low": low, "high": high, "currency": "EUR"},
    })
}

impl Case {
    pub fn new(risks: Vec<Value>) -> Self {
        Self { pack: builtin::pack().unwrap(), risks }
    }

    pub fn document(&self) -> Value {
        let answers: Value = PROVEN.iter().map(|&id| (id.to_owned(), json!({"level": 3}))).collect();
        json!({
            "answers": answers,
            "evidence": [{"id": "e1", "title": "Log", "kind": "record", "dated": "2026-10-01", "requirements": PROVEN}],
            "risks": self.risks,
            "settings": {"currency": "EUR"},
        })
    }

    pub fn assessment(&self) -> Assessment {
        read_assessment(&self.pack, &self.document(), "").unwrap()
    }

    pub fn try_simulation(&self, seed: u64, trials: u32) -> Result<Simulation, Vec<Fault>> {
        Simulation::new(&self.pack, &self.assessment(), Date::parse(AS_OF).unwrap(), seed, trials)
    }

    pub fn simulation(&self, seed: u64, trials: u32) -> Simulation {
        self.try_simulation(seed, trials).unwrap()
    }

    /// What controls leave of a risk's likelihood and consequence, by method section 7.
    pub fn left(&self, risk: &Value) -> [f64; 2] {
        ["likelihood", "consequence"].map(|axis| {
            let links = risk["links"].as_array().unwrap();
            let acting = links.iter().filter(|link| link["acts_on"] == axis || link["acts_on"] == "both");
            let left = acting.fold(1_000_000_u64, |left, link| {
                let strength = match link["strength"].as_str().unwrap() {
                    "weak" => 25,
                    "moderate" => 50,
                    _ => 75,
                };
                let proven = PROVEN.contains(&link["requirement"].as_str().unwrap());
                let credit =
                    if proven { u64::from(self.pack.credit().of(foreproof::units::Level::Operating)) } else { 0 };
                (left * (10_000 - strength * credit)).div_ceil(10_000)
            });
            left.max(100_000) as f64 / 1e6
        })
    }

    /// The risks' figures as numbers alone, logarithms natural, for whoever computes them otherwise.
    pub fn plain(&self) -> Value {
        let risks = self.assessment().risks;
        let plain = risks.iter().zip(&self.risks).map(|(risk, value)| {
            let loss = risk.loss.as_ref().unwrap();
            let (low, high) = ((loss.low as f64).ln(), (loss.high as f64).ln());
            let [likelihood, consequence] = self.left(value);
            let mut plain = match loss.rate {
                Rate::Fixed(rate) => json!({"rate": rate}),
                Rate::Pert { min, likely, max } => json!({"min": min, "likely": likely, "max": max}),
            };
            plain["mu"] = json!((low + high) / 2.0);
            plain["sigma"] = json!((high - low) / (2.0 * 1.644_853_626_951_472_2));
            plain["likelihood"] = json!(likelihood);
            plain["consequence"] = json!(consequence);
            plain
        });
        plain.collect()
    }
}

/// Controls on both axes.
const BOTH: &[[&str; 3]] = &[["A.2.2", "likelihood", "moderate"], ["A.5.2", "consequence", "strong"]];

/// A case of one risk under those controls.
pub fn one(rate: Value, low: u64, high: u64) -> Case {
    Case::new(vec![risk("r1", rate, low, high, BOTH)])
}

fn fifty(rate: impl Fn(usize) -> Value) -> Case {
    let links: [&[[&str; 3]]; 4] = [
        &[],
        &[["A.2.2", "likelihood", "moderate"]],
        &[["A.5.2", "consequence", "strong"], ["A.6.2.4", "likelihood", "weak"]],
        &[["A.2.2", "both", "moderate"], ["A.8.4", "both", "strong"], ["A.9.2", "likelihood", "strong"]],
    ];
    let risk = |at: usize| {
        let low = 100_000 * (1 + at as u64 % 7);
        risk(&format!("r{at:02}"), rate(at), low, low * (3 + at as u64 * 2), links[at % 4])
    };
    Case::new((0..50).map(risk).collect())
}

/// Fifty risks that happen 0.1 to 4 times a year, on average 1.3 times.
pub fn fixed_rates() -> Case {
    fifty(|at| json!([0.1, 0.2, 0.5, 1.0, 2.0, 4.0][at % 6]))
}

/// Fifty risks with uncertain rates, about as frequent.
pub fn uncertain_rates() -> Case {
    fifty(|at| {
        let likely = [0.1, 0.2, 0.5, 1.0, 2.0, 4.0][at % 6];
        json!({"min": likely * 0.2, "likely": likely, "max": likely * (2.0 + (at % 3) as f64)})
    })
}
