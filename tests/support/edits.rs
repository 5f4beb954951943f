//! Random edits that a user could make, from a seed.
#![allow(dead_code, reason = "each test file uses a part of it")]

use foreproof::{
    assessment::{
        Action, ActionStatus, ActsOn, Answer, Assessment, Axes, Certificate, CertificateStatus, Evidence, Given,
        Incident, IncidentStatus, Inclusion, Link, Loss, Organisation, Override, Rate, Risk, RiskStatus, Settings,
        Strength, System, SystemStage, Treatment, TriggerEntry,
    },
    rules::{IDS, RulePack},
    units::{Currency, Date, EvidenceKind, Id, Level, Money},
    update::{Edit, QuickAnswer},
};

use crate::dice::Dice;

/// A word with letters that JSON and UTF-16 make work of.
fn word(dice: &mut Dice) -> String {
    const WORDS: [&str; 8] = ["policy", "", "Prüfung", "a/b", "\"q\"", "𝔸I", "line\nline", "e1"];
    format!("{} {}", dice.pick(&WORDS), dice.between(0, 9))
}

fn some<T>(dice: &mut Dice, make: impl FnOnce(&mut Dice) -> T) -> Option<T> {
    if dice.chance(50) { Some(make(dice)) } else { None }
}

fn day(dice: &mut Dice) -> Date {
    let day = Date::parse("2026-01-01").and_then(|day| day.plus_days(dice.between(0, 700)));
    day.expect("a day")
}

fn requirement(dice: &mut Dice) -> Id {
    // Few of them, so that two sides often mean the same one.
    let few = [4, 0, 3, 38, 45, 69].map(|at| IDS[at]);
    if dice.chance(60) { Id::from(*dice.pick(&few)) } else { Id::from(*dice.pick(IDS.as_slice())) }
}

/// An id of the list, or now and then a new one.
fn known_or_new(dice: &mut Dice, ids: &[Id]) -> Id {
    if ids.is_empty() || dice.chance(25) { Id::from(format!("n{:x}", dice.roll())) } else { dice.pick(ids).clone() }
}

fn reference(dice: &mut Dice, ids: &[Id]) -> Option<Id> {
    if ids.is_empty() || dice.chance(30) { None } else { Some(dice.pick(ids).clone()) }
}

fn answer(dice: &mut Dice, id: &Id, now: Option<&Answer>) -> Answer {
    let mut answer = now.cloned().unwrap_or_default();
    match dice.between(0, 5) {
        0 | 1 => answer.given = Level::new(u64::try_from(dice.between(0, 5)).expect("small")).map(Given::Level),
        2 if id.starts_with('A') => answer.given = Some(Given::NotApplicable(word(dice))),
        3 => answer.note = some(dice, word),
        4 => answer.owner = some(dice, word),
        5 => return Answer::default(),
        _ => {
            answer.provisional = dice.chance(50);
            answer.included_because = Inclusion::ALL.iter().copied().filter(|_| dice.chance(40)).collect();
        }
    }
    answer
}

fn evidence(dice: &mut Dice, id: Id, now: &Assessment) -> Evidence {
    let there = now.evidence.iter().find(|item| item.id == id).cloned();
    let others: Vec<Id> = now.evidence.iter().map(|item| item.id.clone()).filter(|other| *other != id).collect();
    let mut item = there.unwrap_or_else(|| Evidence {
        id,
        title: String::new(),
        kind: EvidenceKind::Document,
        dated: day(dice),
        valid_until: None,
        requirements: Vec::new(),
        location: None,
        sha256: None,
        supersedes: None,
        provisional: false,
    });
    match dice.between(0, 6) {
        0 => item.title = word(dice),
        1 => item.kind = *dice.pick(EvidenceKind::ALL),
        2 => item.dated = day(dice),
        3 => item.valid_until = some(dice, day),
        4 => item.supersedes = reference(dice, &others),
        5 => item.location = some(dice, word),
        _ => {
            let id = requirement(dice);
            if item.requirements.contains(&id) {
                item.requirements.retain(|other| *other != id);
            } else {
                item.requirements.push(id);
            }
        }
    }
    item
}

fn risk(dice: &mut Dice, id: Id, now: &Assessment, pack: &RulePack) -> Risk {
    let systems: Vec<Id> = now.systems.iter().map(|system| system.id.clone()).collect();
    let there = now.risks.iter().find(|risk| risk.id == id).cloned();
    let mut risk = there.unwrap_or_else(|| Risk {
        id,
        title: word(dice),
        description: None,
        category: pack.categories()[0].id.clone(),
        system: None,
        owner: None,
        likelihood: 3,
        consequence: Axes { organisation: 1, individuals: 2, society: 3 },
        treatment: Treatment::Modify,
        status: RiskStatus::Open,
        review_on: None,
        approver: None,
        links: Vec::new(),
        overridden: None,
        loss: None,
    });
    let grade = |dice: &mut Dice| u8::try_from(dice.between(1, 5)).expect("small");
    match dice.between(0, 7) {
        0 => risk.title = word(dice),
        1 => risk.likelihood = grade(dice),
        2 => risk.consequence.individuals = grade(dice),
        3 => risk.system = reference(dice, &systems),
        4 => {
            risk.overridden =
                some(dice, |dice| Override { likelihood: grade(dice), consequence: 1, reason: word(dice) });
        }
        5 => {
            risk.loss = some(dice, |dice| Loss {
                rate: Rate::Fixed(f64::from(grade(dice)) / 8.0),
                low: 10,
                high: u64::from(grade(dice)) * 1_000,
                currency: Currency::EUR,
            });
        }
        6 => risk.owner = some(dice, word),
        _ => {
            let requirement = requirement(dice);
            if risk.links.iter().any(|link| link.requirement == requirement) {
                risk.links.retain(|link| link.requirement != requirement);
            } else {
                risk.links.push(Link { requirement, acts_on: ActsOn::Both, strength: Strength::Strong });
            }
        }
    }
    risk
}

/// A random edit of an assessment.
pub fn random_edit(dice: &mut Dice, pack: &RulePack, now: &Assessment) -> Edit {
    macro_rules! ids {
        ($list:ident) => {
            now.$list.iter().map(|entry| entry.id.clone()).collect::<Vec<Id>>()
        };
    }
    let gone = |dice: &mut Dice, ids: &[Id]| known_or_new(dice, ids);
    match dice.between(0, 19) {
        0 => {
            let mut organisation: Organisation = now.organisation.clone();
            if dice.chance(50) {
                organisation.name = word(dice);
            } else {
                let id = dice.pick(pack.regions()).id.clone();
                if organisation.regions.contains(&id) {
                    organisation.regions.retain(|other| *other != id);
                } else {
                    organisation.regions.push(id);
                }
            }
            Edit::Organisation(organisation)
        }
        1..=5 => {
            let id = requirement(dice);
            let answer = answer(dice, &id, now.answers.get(&id));
            Edit::Answer(id, answer)
        }
        6 => {
            let ids = [requirement(dice), requirement(dice)];
            Edit::Answers(
                ids.into_iter()
                    .map(|id| (id, Answer { given: Some(Given::Level(Level::Defined)), ..Answer::default() }))
                    .collect(),
            )
        }
        7 => {
            let trigger = dice.pick(pack.triggers());
            let mut entry: TriggerEntry = now.triggers.get(&trigger.id).cloned().unwrap_or_default();
            match dice.between(0, 3) {
                0 => entry.date = some(dice, day),
                1 => {
                    entry.stake =
                        some(dice, |dice| Money::new(dice.between(1, 9).unsigned_abs(), Currency::EUR).expect("money"))
                }
                2 => entry.note = some(dice, word),
                _ => {
                    entry.signs = trigger.signs.iter().map(|sign| sign.id.clone()).filter(|_| dice.chance(50)).collect()
                }
            }
            Edit::Trigger(trigger.id.clone(), entry)
        }
        8 => {
            let mut certificate: Certificate = now.certificate.clone();
            match dice.between(0, 3) {
                0 => certificate.status = *dice.pick(CertificateStatus::ALL),
                1 => certificate.body = some(dice, word),
                2 => certificate.valid_from = certificate.valid_until.or_else(|| Date::parse("2026-01-01")),
                _ => {
                    certificate.valid_until = certificate.valid_from.and_then(|day| day.plus_days(dice.between(0, 400)))
                }
            }
            Edit::Certificate(certificate)
        }
        9 | 10 => {
            let id = known_or_new(dice, &ids!(evidence));
            Edit::PutEvidence(evidence(dice, id, now))
        }
        11 => Edit::RemoveEvidence(gone(dice, &ids!(evidence))),
        12 => {
            let id = known_or_new(dice, &ids!(systems));
            let there = now.systems.iter().find(|system| system.id == id).cloned();
            let mut system = there.unwrap_or_else(|| System {
                id,
                name: String::new(),
                purpose: None,
                role: pack.roles()[0].id.clone(),
                stage: SystemStage::InUse,
                impact_assessed_on: None,
            });
            if dice.chance(50) {
                system.name = word(dice);
            } else {
                system.impact_assessed_on = some(dice, day);
            }
            Edit::PutSystem(system)
        }
        13 => Edit::RemoveSystem(gone(dice, &ids!(systems))),
        14 | 15 => {
            let id = known_or_new(dice, &ids!(risks));
            Edit::PutRisk(Box::new(risk(dice, id, now, pack)))
        }
        16 => Edit::RemoveRisk(gone(dice, &ids!(risks))),
        17 => {
            let (systems, risks, actions) = (ids!(systems), ids!(risks), ids!(actions));
            if dice.chance(50) {
                Edit::PutIncident(Incident {
                    id: known_or_new(dice, &ids!(incidents)),
                    title: word(dice),
                    description: None,
                    occurred_on: day(dice),
                    status: IncidentStatus::Open,
                    system: reference(dice, &systems),
                    risk: reference(dice, &risks),
                    action: reference(dice, &actions),
                })
            } else {
                Edit::PutAction(Action {
                    id: known_or_new(dice, &actions),
                    title: word(dice),
                    description: None,
                    requirement: Some(requirement(dice)),
                    risk: reference(dice, &risks),
                    owner: None,
                    due_on: some(dice, day),
                    status: ActionStatus::Open,
                    done_on: None,
                })
            }
        }
        18 => {
            if dice.chance(50) {
                Edit::RemoveAction(gone(dice, &ids!(actions)))
            } else {
                let mut settings: Settings = now.settings.clone();
                if dice.chance(50) {
                    settings.currency = Currency::new(dice.pick::<&str>(&["EUR", "USD"])).expect("a currency");
                } else {
                    settings.effort.insert(requirement(dice), [1, 2, 3, 4, 5]);
                }
                Edit::Settings(settings)
            }
        }
        _ => {
            let question = dice.pick(pack.quick());
            let level = question.options[0].level;
            let shown = some(dice, |dice| (EvidenceKind::Document, day(dice)));
            Edit::Quick(QuickAnswer { question: question.id.clone(), level, shown })
        }
    }
}
