//! Reading an assessment from JSON: its shape, every fault told (method section 10).
//! Whether its references lead anywhere is [`crate::exchange::check`]'s to say.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{
    Action, ActionStatus, ActsOn, Answer, Assessment, Axes, Both, Certificate, CertificateStatus, Evidence, Given,
    Incident, IncidentStatus, Inclusion, Link, LogEntry, Loss, Organisation, Override, PackStamp, Rate, Risk,
    RiskStatus, Settings, Snapshot, Strength, System, SystemStage, Treatment, TriggerEntry,
};
use crate::{
    decode::{Fields, Node},
    units::{Bp, EvidenceKind, Id, MAX_AMOUNT, mapped},
};

/// The most events a year that a risk may have (method section 9).
const MOST_EVENTS: f64 = 10_000.0;

/// Reads an assessment. `None`, or a value that must not be used, if a fault was recorded.
pub fn read(node: &Node<'_>) -> Option<Assessment> {
    let fields = node.fields()?;
    let assessment = Assessment {
        organisation: fields.optional("organisation", organisation).unwrap_or_default(),
        systems: fields.unique("systems", system),
        answers: fields.required("answers", |node| Some(by_id(node, answer))).unwrap_or_default(),
        evidence: fields.unique("evidence", evidence),
        certificate: fields.optional("certificate", certificate).unwrap_or_default(),
        triggers: fields.optional("triggers", |node| Some(by_id(node, trigger))).unwrap_or_default(),
        risks: fields.unique("risks", risk),
        incidents: fields.unique("incidents", incident),
        actions: fields.unique("actions", action),
        snapshots: fields.unique("snapshots", snapshot),
        settings: fields.optional("settings", settings).unwrap_or_default(),
        log: fields.list("log", log_entry),
        extensions: fields
            .optional("extensions", |node| node.fields().and_then(|_| node.value().as_object().cloned()))
            .unwrap_or_default(),
    };
    fields.close();
    Some(assessment)
}

fn by_id<'a, T>(node: &Node<'a>, read: impl Fn(&Node<'a>) -> Option<T>) -> BTreeMap<Id, T> {
    mapped(node.entries().iter().filter_map(|(id, node)| Some((Id::from(*id), read(node)?))))
}

fn ids(fields: &Fields<'_>, name: &'static str) -> Vec<Id> {
    fields.get(name).map(|node| distinct(&node, Node::id)).unwrap_or_default()
}

/// A list in which nothing may stand twice.
fn distinct<'a, T: Ord + Clone>(node: &Node<'a>, mut read: impl FnMut(&Node<'a>) -> Option<T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    let mut found: Vec<T> = Vec::new();
    for item in node.items() {
        match read(&item) {
            Some(value) if !seen.insert(value.clone()) => {
                item.fault("this stands twice in the list", "remove one of the two");
            }
            Some(value) => found.push(value),
            None => {}
        }
    }
    found
}

fn text(fields: &Fields<'_>, name: &'static str) -> Option<String> {
    fields.optional(name, Node::text).map(str::to_owned)
}

fn owned(node: &Node<'_>) -> Option<String> {
    node.text().map(str::to_owned)
}

fn organisation(node: &Node<'_>) -> Option<Organisation> {
    let fields = node.fields()?;
    let organisation = Organisation {
        name: text(&fields, "name").unwrap_or_default(),
        sector: fields.optional("sector", Node::id),
        regions: ids(&fields, "regions"),
        roles: ids(&fields, "roles"),
        size: fields.optional("size", Node::id),
    };
    fields.close();
    Some(organisation)
}

fn system(node: &Node<'_>) -> Option<System> {
    let fields = node.fields()?;
    let id = fields.required("id", Node::id);
    let name = fields.required("name", owned);
    let purpose = text(&fields, "purpose");
    let role = fields.required("role", Node::id);
    let stage = fields.required("stage", |node| node.choice(SystemStage::ALL, SystemStage::name));
    let impact_assessed_on = fields.optional("impact_assessed_on", Node::date);
    fields.close();
    Some(System { id: id?, name: name?, purpose, role: role?, stage: stage?, impact_assessed_on })
}

fn answer(node: &Node<'_>) -> Option<Answer> {
    let fields = node.fields()?;
    let level = fields.optional("level", Node::level);
    let excluded = text(&fields, "not_applicable");
    if fields.has("level") && fields.has("not_applicable") {
        node.fault("`level` and `not_applicable` stand together", "keep one of the two");
    }
    let answer = Answer {
        given: level.map(Given::Level).or(excluded.map(Given::NotApplicable)),
        note: text(&fields, "note"),
        owner: text(&fields, "owner"),
        provisional: fields.optional("provisional", Node::flag).unwrap_or(false),
        included_because: fields
            .optional("included_because", |node| {
                Some(distinct(node, |node| node.choice(Inclusion::ALL, Inclusion::name)))
            })
            .unwrap_or_default(),
    };
    fields.close();
    Some(answer)
}

fn evidence(node: &Node<'_>) -> Option<Evidence> {
    let fields = node.fields()?;
    let id = fields.required("id", Node::id);
    let title = fields.required("title", owned);
    let kind = fields.required("kind", |node| node.choice(EvidenceKind::ALL, EvidenceKind::name));
    let dated = fields.required("dated", Node::date);
    let valid_until = fields.optional("valid_until", Node::date);
    let requirements = ids(&fields, "requirements");
    let location = text(&fields, "location");
    let sha256 = fields.optional("sha256", sha256);
    let supersedes = fields.optional("supersedes", Node::id);
    let provisional = fields.optional("provisional", Node::flag).unwrap_or(false);
    fields.close();
    Some(Evidence {
        id: id?,
        title: title?,
        kind: kind?,
        dated: dated?,
        valid_until,
        requirements,
        location,
        sha256,
        supersedes,
        provisional,
    })
}

/// 64 hexadecimal digits, kept in lower case.
fn sha256(node: &Node<'_>) -> Option<String> {
    let text = node.text()?;
    if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(text.to_ascii_lowercase());
    }
    node.fault("this is not a SHA-256 hash", "give 64 hexadecimal digits");
    None
}

fn certificate(node: &Node<'_>) -> Option<Certificate> {
    let fields = node.fields()?;
    let certificate = Certificate {
        status: fields
            .optional("status", |node| node.choice(CertificateStatus::ALL, CertificateStatus::name))
            .unwrap_or_default(),
        body: text(&fields, "body"),
        accreditation: text(&fields, "accreditation"),
        scope: text(&fields, "scope"),
        valid_from: fields.optional("valid_from", Node::date),
        valid_until: fields.optional("valid_until", Node::date),
    };
    fields.close();
    Some(certificate)
}

fn trigger(node: &Node<'_>) -> Option<TriggerEntry> {
    let fields = node.fields()?;
    let entry = TriggerEntry {
        signs: ids(&fields, "signs"),
        date: fields.optional("date", Node::date),
        stake: fields.optional("stake", Node::money),
        set_aside: text(&fields, "set_aside"),
        note: text(&fields, "note"),
    };
    fields.close();
    Some(entry)
}

fn grade(node: &Node<'_>) -> Option<u8> {
    node.small(1, 5)
}

fn risk(node: &Node<'_>) -> Option<Risk> {
    let fields = node.fields()?;
    let id = fields.required("id", Node::id);
    let title = fields.required("title", owned);
    let description = text(&fields, "description");
    let category = fields.required("category", Node::id);
    let system = fields.optional("system", Node::id);
    let owner = text(&fields, "owner");
    let likelihood = fields.required("likelihood", grade);
    let consequence = fields.required("consequence", axes);
    let treatment = fields.required("treatment", |node| node.choice(Treatment::ALL, Treatment::name));
    let status = fields.required("status", |node| node.choice(RiskStatus::ALL, RiskStatus::name));
    let review_on = fields.optional("review_on", Node::date);
    let approver = text(&fields, "approver");
    let links = fields.list("links", link);
    let mut linked = BTreeSet::new();
    for one in &links {
        if !linked.insert(&one.requirement) {
            fields.fault(
                "links",
                format!("`{}` is linked twice", one.requirement),
                "keep one link to each requirement",
            );
        }
    }
    let overridden = fields.optional("override", overridden);
    let loss = fields.optional("loss", loss);
    fields.close();
    Some(Risk {
        id: id?,
        title: title?,
        description,
        category: category?,
        system,
        owner,
        likelihood: likelihood?,
        consequence: consequence?,
        treatment: treatment?,
        status: status?,
        review_on,
        approver,
        links,
        overridden,
        loss,
    })
}

fn axes(node: &Node<'_>) -> Option<Axes> {
    let fields = node.fields()?;
    let organisation = fields.required("organisation", grade);
    let individuals = fields.required("individuals", grade);
    let society = fields.required("society", grade);
    fields.close();
    Some(Axes { organisation: organisation?, individuals: individuals?, society: society? })
}

/// Reads a link between a control and a risk; the pack's catalogue has the same shape.
pub(crate) fn link(node: &Node<'_>) -> Option<Link> {
    let fields = node.fields()?;
    let requirement = fields.required("requirement", Node::id);
    let acts_on = fields.required("acts_on", |node| node.choice(ActsOn::ALL, ActsOn::name));
    let strength = fields.required("strength", |node| node.choice(Strength::ALL, Strength::name));
    fields.close();
    Some(Link { requirement: requirement?, acts_on: acts_on?, strength: strength? })
}

fn overridden(node: &Node<'_>) -> Option<Override> {
    let fields = node.fields()?;
    let likelihood = fields.required("likelihood", grade);
    let consequence = fields.required("consequence", grade);
    let reason = fields.required("reason", owned);
    fields.close();
    Some(Override { likelihood: likelihood?, consequence: consequence?, reason: reason? })
}

fn loss(node: &Node<'_>) -> Option<Loss> {
    let fields = node.fields()?;
    let rate = fields.required("rate", rate);
    let low = fields.required("low", |node| node.whole(1, MAX_AMOUNT));
    let high = fields.required("high", |node| node.whole(1, MAX_AMOUNT));
    if let (Some(low), Some(high)) = (low, high)
        && high <= low
    {
        fields.fault("high", "`high` is not above `low`", "give the two ends of a range, the lower one as `low`");
    }
    let currency = fields.required("currency", Node::currency);
    fields.close();
    Some(Loss { rate: rate?, low: low?, high: high?, currency: currency? })
}

fn events(node: &Node<'_>) -> Option<f64> {
    let rate = node.measure()?;
    if rate > MOST_EVENTS {
        node.fault(format!("{rate} events a year is out of range"), "give a rate from 0 to 10000");
        return None;
    }
    Some(rate)
}

fn rate(node: &Node<'_>) -> Option<Rate> {
    if !node.value().is_object() {
        return events(node).map(Rate::Fixed);
    }
    let fields = node.fields()?;
    let min = fields.required("min", events);
    let likely = fields.required("likely", events);
    let max = fields.required("max", events);
    fields.close();
    let (min, likely, max) = (min?, likely?, max?);
    if min > likely || likely > max {
        node.fault("the three rates do not rise", "give `min` <= `likely` <= `max`");
        return None;
    }
    Some(Rate::Pert { min, likely, max })
}

fn incident(node: &Node<'_>) -> Option<Incident> {
    let fields = node.fields()?;
    let id = fields.required("id", Node::id);
    let title = fields.required("title", owned);
    let description = text(&fields, "description");
    let occurred_on = fields.required("occurred_on", Node::date);
    let status = fields.required("status", |node| node.choice(IncidentStatus::ALL, IncidentStatus::name));
    let system = fields.optional("system", Node::id);
    let risk = fields.optional("risk", Node::id);
    let action = fields.optional("action", Node::id);
    fields.close();
    Some(Incident {
        id: id?,
        title: title?,
        description,
        occurred_on: occurred_on?,
        status: status?,
        system,
        risk,
        action,
    })
}

fn action(node: &Node<'_>) -> Option<Action> {
    let fields = node.fields()?;
    let id = fields.required("id", Node::id);
    let title = fields.required("title", owned);
    let description = text(&fields, "description");
    let requirement = fields.optional("requirement", Node::id);
    let risk = fields.optional("risk", Node::id);
    let owner = text(&fields, "owner");
    let due_on = fields.optional("due_on", Node::date);
    let status = fields.required("status", |node| node.choice(ActionStatus::ALL, ActionStatus::name));
    let done_on = fields.optional("done_on", Node::date);
    fields.close();
    Some(Action { id: id?, title: title?, description, requirement, risk, owner, due_on, status: status?, done_on })
}

/// A number that may be `null`.
fn recorded(node: &Node<'_>) -> Option<Option<Bp>> {
    match node.value() {
        Value::Null => Some(None),
        _ => node.small(0, 10_000).map(Bp::new),
    }
}

fn both(node: &Node<'_>) -> Option<Both> {
    let fields = node.fields()?;
    let claimed = fields.required("claimed", recorded);
    let proven = fields.required("proven", recorded);
    fields.close();
    Some(Both { claimed: claimed?, proven: proven? })
}

fn snapshot(node: &Node<'_>) -> Option<Snapshot> {
    let fields = node.fields()?;
    let id = fields.required("id", Node::id);
    let name = fields.required("name", owned);
    let at = fields.required("at", owned);
    let pack = fields.required("pack", pack_stamp);
    let index_bp = fields.required("index_bp", both);
    let coverage_bp = fields.required("coverage_bp", recorded);
    let triggers = fields.required("triggers", |node| Some(by_id(node, both)));
    fields.close();
    Some(Snapshot {
        id: id?,
        name: name?,
        at: at?,
        pack: pack?,
        index_bp: index_bp?,
        coverage_bp: coverage_bp?,
        triggers: triggers?,
    })
}

fn pack_stamp(node: &Node<'_>) -> Option<PackStamp> {
    let fields = node.fields()?;
    let id = fields.required("id", owned);
    let version = fields.required("version", owned);
    fields.close();
    Some(PackStamp { id: id?, version: version? })
}

fn settings(node: &Node<'_>) -> Option<Settings> {
    let fields = node.fields()?;
    let standard = Settings::default();
    let settings = Settings {
        currency: fields.optional("currency", Node::currency).unwrap_or(standard.currency),
        appetite: fields.optional("appetite", Node::id),
        effort: fields.optional("effort", |node| Some(by_id(node, effort))).unwrap_or_default(),
    };
    fields.close();
    Some(settings)
}

/// Five efforts, one a step, in tenths of a day; the pack's requirements have the same shape.
pub(crate) fn effort(node: &Node<'_>) -> Option<[u32; 5]> {
    let steps: Vec<u32> = node.each(|item| item.small(0, u32::MAX.into()));
    let effort = <[u32; 5]>::try_from(steps).ok();
    if effort.is_none() {
        node.fault("this is not an effort", "give five whole numbers, tenths of a day for each step from level 0 to 5");
    }
    effort
}

fn log_entry(node: &Node<'_>) -> Option<LogEntry> {
    let fields = node.fields()?;
    let n = fields.required("n", |node| node.whole(0, MAX_AMOUNT));
    let at = fields.required("at", owned);
    let what = fields.required("what", owned);
    let path = text(&fields, "path");
    let before = fields.get("before").map(|node| node.value().clone());
    let after = fields.get("after").map(|node| node.value().clone());
    let prev = fields.required("prev", owned);
    let hash = fields.required("hash", owned);
    fields.close();
    Some(LogEntry { n: n?, at: at?, what: what?, path, before, after, prev: prev?, hash: hash? })
}
