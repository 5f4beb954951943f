//! Reading a pack document: its shape first, then its references (in [`super::check`]).

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Advice, Band, CatalogueRisk, Cause, Credit, EvidenceExample, Factor, Gate, Group, MaxAge, Need, PerReq, Posture,
    ProfileEntry, Provision, ProvisionPart, QuickOption, QuickQuestion, Regime, Req, Requirement, RequirementKind,
    RulePack, Sign, Source, Trigger, check, standard,
};
use crate::{
    assessment::{effort, link},
    decode::{Fields, Node, shortened},
    units::{Bp, EvidenceKind, Id, Level, Pct, mapped},
};

/// The postures that the method tells apart, first that fits first.
pub const POSTURES: [&str; 7] = [
    "certified",
    "unproven",
    "static_policies",
    "in_house_unaudited",
    "uncertified_governance",
    "building",
    "starting",
];

/// The most tenths of a day that a pack may give, and the highest agreement.
const MOST: u64 = 36_525;
/// The most days that evidence may count: more than there are from year 1 to year 9999, so that a
/// pack may also say that a kind never gets too old.
const MOST_DAYS: u64 = u32::MAX as u64;

pub(super) fn read(node: &Node<'_>, sha256: &str) -> Option<RulePack> {
    let fields = node.fields()?;
    let id = fields.required("id", filled);
    let version = fields.required("version", filled);
    let title = fields.required("title", filled);
    let edition = fields.required("edition", filled);
    let licence = fields.required("licence", filled);
    let sources = fields.unique("sources", source);
    let groups = fields.unique("groups", group);
    let (max_age, credit) = fields.required("default", standard_part).unwrap_or_default();
    let proof_effort = fields.required("proof_effort", |node| node.small(1, MOST));
    let shared_effort = fields.required("shared_effort", shared_effort);
    let requirements = fields.required("requirements", requirements);
    let places: BTreeMap<Id, Req> =
        mapped(requirements.iter().flat_map(|all| all.iter().map(|(req, requirement)| (requirement.id.clone(), req))));
    let triggers = fields.required("triggers", |node| Some(node.unique(|node| trigger(node, &places))));
    let profile = fields.required("profile", profile);
    let regimes = fields.required("regimes", |node| Some(node.unique(regime)));
    let postures = fields.required("postures", |node| Some(node.unique(posture)));
    let risk = fields.required("risk", risk);
    let quick = fields.required("quick", |node| Some(node.unique(quick_question)));
    fields.close();
    check::check(node);
    let [sectors, regions, roles, sizes] = profile?;
    let (bands, categories, catalogue) = risk?;
    Some(RulePack {
        id: id?,
        version: version?,
        title: title?,
        edition: edition?,
        licence: licence?,
        sha256: sha256.to_owned(),
        sources,
        groups,
        max_age: max_age?,
        credit: credit?,
        proof_effort: proof_effort?,
        shared_effort: shared_effort?,
        requirements: requirements?,
        places,
        triggers: triggers?,
        sectors,
        regions,
        roles,
        sizes,
        regimes: regimes?,
        postures: postures?,
        bands,
        categories,
        catalogue,
        quick: quick?,
    })
}

fn filled(node: &Node<'_>) -> Option<String> {
    node.filled().map(str::to_owned)
}

fn ids(fields: &Fields<'_>, name: &'static str) -> Vec<Id> {
    fields.list(name, Node::id)
}

fn source(node: &Node<'_>) -> Option<Source> {
    let fields = node.fields()?;
    let id = fields.required("id", Node::id);
    let title = fields.required("title", filled);
    let licence = fields.optional("licence", filled);
    let url = fields.optional("url", filled);
    let note = fields.optional("note", filled);
    fields.close();
    Some(Source { id: id?, title: title?, licence, url, note })
}

fn group(node: &Node<'_>) -> Option<Group> {
    let fields = node.fields()?;
    let id = fields.required("id", Node::id);
    let title = fields.required("title", filled);
    fields.close();
    Some(Group { id: id?, title: title? })
}

fn standard_part(node: &Node<'_>) -> Option<(Option<MaxAge>, Option<Credit>)> {
    let fields = node.fields()?;
    let max_age = fields.required("max_age", max_age);
    let curve = fields.required("credit", credit);
    if let Some(curve) = curve
        && curve.of(Level::Stated) != 0
    {
        fields.fault(
            "credit",
            "the default curve gives credit for level 1, but an intent reduces no risk",
            "make the second number of the default `credit` 0",
        );
    }
    fields.close();
    Some((max_age, curve))
}

fn max_age(node: &Node<'_>) -> Option<MaxAge> {
    let fields = node.fields()?;
    let days = |name| fields.required(name, |node| node.small(0, MOST_DAYS));
    let (document, record, review, assurance) = (days("document"), days("record"), days("review"), days("assurance"));
    fields.close();
    Some(MaxAge { document: document?, record: record?, review: review?, assurance: assurance? })
}

fn pct(node: &Node<'_>) -> Option<Pct> {
    node.small(0, 100).and_then(Pct::new)
}

fn bp(node: &Node<'_>) -> Option<Bp> {
    node.small(0, 10_000).and_then(Bp::new)
}

fn credit(node: &Node<'_>) -> Option<Credit> {
    let curve = <[Pct; 6]>::try_from(node.each(pct)).ok().and_then(Credit::new);
    if curve.is_none() {
        node.fault(
            "this is not a credit curve",
            "give six whole percentages, one a level, from 0 to 100, none below the one before it",
        );
    }
    curve
}

fn shared_effort(node: &Node<'_>) -> Option<[u32; 2]> {
    let fields = node.fields()?;
    let inside = fields.required("4", |node| node.small(0, MOST));
    let outside = fields.required("5", |node| node.small(0, MOST));
    fields.close();
    let (inside, outside): (u32, u32) = (inside?, outside?);
    if outside < inside {
        node.fault("the shared effort falls from level 4 to level 5", "make `5` at least as large as `4`");
    }
    Some([inside, outside])
}

fn requirements(node: &Node<'_>) -> Option<PerReq<Requirement>> {
    let listed = node.unique(requirement);
    let mut whole = true;
    let there = node.listed();
    for id in standard::IDS {
        if !there.contains(id) {
            node.fault(format!("the requirement `{id}` is missing"), format!("add a requirement with the id `{id}`"));
            whole = false;
        }
    }
    for item in node.items() {
        let id = item.value().get("id").and_then(|id| id.as_str());
        if let Some(id) = id.filter(|id| !standard::IDS.contains(id)) {
            item.fault(
                format!("`{}` is not a requirement of ISO/IEC 42001:2023", shortened(id)),
                "keep the 32 leaf clauses 4.1 to 10.2 and the 38 controls A.2.2 to A.10.4",
            );
            whole = false;
        }
    }
    whole.then(|| PerReq::from_vec(listed))?
}

fn requirement(node: &Node<'_>) -> Option<Requirement> {
    let fields = node.fields()?;
    let id = fields.required("id", Node::id);
    let title = fields.required("title", filled);
    let kind = fields.required("kind", |node| node.choice(RequirementKind::ALL, RequirementKind::name));
    let group = fields.required("group", Node::id);
    let question = fields.required("question", filled);
    let guidance = fields.required("guidance", filled);
    let evidence_examples = fields.list("evidence_examples", |node| {
        let fields = node.fields()?;
        let kind = fields.required("kind", |node| node.choice(EvidenceKind::ALL, EvidenceKind::name));
        let text = fields.required("text", filled);
        fields.close();
        Some(EvidenceExample { kind: kind?, text: text? })
    });
    let documented = fields.required("documented", Node::flag);
    let related = ids(&fields, "related");
    let effort = fields.required("effort", effort);
    let agreement = fields.required("agreement", |node| node.small(0, MOST));
    if let Some(id) = &id {
        let expected = if id.starts_with("A.") { RequirementKind::Control } else { RequirementKind::Clause };
        if kind.is_some_and(|kind| kind != expected) {
            fields.fault("kind", format!("`{id}` is a {}", expected.name()), format!("make it `{}`", expected.name()));
        }
        if group.as_deref().is_some_and(|group| group != standard::group_of(id)) {
            let expected = standard::group_of(id);
            fields.fault("group", format!("`{id}` belongs to `{expected}`"), format!("make it `{expected}`"));
        }
    }
    fields.close();
    Some(Requirement {
        id: id?,
        title: title?,
        kind: kind?,
        group: group?,
        question: question?,
        guidance: guidance?,
        evidence_examples,
        documented: documented?,
        related,
        effort: effort?,
        agreement: agreement?,
    })
}

fn trigger(node: &Node<'_>, places: &BTreeMap<Id, Req>) -> Option<Trigger> {
    let fields = node.fields()?;
    let id = fields.required("id", Node::id);
    let title = fields.required("title", filled);
    let who = fields.required("who", filled);
    let catalyst = fields.required("catalyst", filled);
    let cost_of_failure = fields.required("cost_of_failure", filled);
    let signs = fields.unique("signs", sign);
    let listed = fields.get("signs").map(|node| node.listed()).unwrap_or_default();
    let base: Option<u8> = fields.required("base_weight", weight);
    let exceptions = fields.optional("weights", |node| Some(weights(node, places))).unwrap_or_default();
    let credit = fields.required("credit", credit);
    let max_age = fields.required("max_age", max_age);
    let gates = fields.list("gates", |node| gate(node, places, &listed));
    let ready_bp = fields.required("ready_bp", bp);
    let close_bp = fields.required("close_bp", bp);
    let cap_bp = fields.required("cap_bp", bp);
    for (name, value) in [("close_bp", close_bp), ("cap_bp", cap_bp)] {
        if let (Some(value), Some(ready)) = (value, ready_bp)
            && value >= ready
        {
            fields.fault(
                name,
                format!("`{name}` is not below `ready_bp`"),
                format!("make it less than {}", ready.get()),
            );
        }
    }
    let base_pct = fields.required("base_pct", pct);
    let factors = fields.list("factors", |node| factor(node, &listed));
    let reasons = fields
        .optional("reasons", |node| {
            let reasons = node.entries().into_iter();
            Some(mapped(reasons.filter_map(|(name, node)| Some((name.to_owned(), filled(&node)?)))))
        })
        .unwrap_or_default();
    let audience = fields.required("audience", filled);
    let sources = ids(&fields, "sources");
    let advice = fields.optional("advice", advice);
    fields.close();
    let base = base?;
    Some(Trigger {
        id: id?,
        title: title?,
        who: who?,
        catalyst: catalyst?,
        cost_of_failure: cost_of_failure?,
        signs,
        weights: PerReq::from_fn(|req| exceptions.get(&req).copied().unwrap_or(base)),
        credit: credit?,
        max_age: max_age?,
        gates,
        ready_bp: ready_bp?,
        close_bp: close_bp?,
        cap_bp: cap_bp?,
        base_pct: base_pct?,
        factors,
        reasons,
        audience: audience?,
        sources,
        advice,
    })
}

fn sign(node: &Node<'_>) -> Option<Sign> {
    let fields = node.fields()?;
    let id = fields.required("id", Node::id);
    let text = fields.required("text", filled);
    fields.close();
    Some(Sign { id: id?, text: text? })
}

fn weight(node: &Node<'_>) -> Option<u8> {
    node.small(0, 10)
}

fn weights(node: &Node<'_>, places: &BTreeMap<Id, Req>) -> BTreeMap<Req, u8> {
    // Both are read, so that the faults of both are told.
    let read = |(id, node): (&str, Node<'_>)| {
        let (place, weight) = (place(&node, id, places), weight(&node));
        Some((place?, weight?))
    };
    mapped(node.entries().into_iter().filter_map(read))
}

/// The place of a requirement; a fault if the standard has no such one.
fn place(node: &Node<'_>, id: &str, places: &BTreeMap<Id, Req>) -> Option<Req> {
    if !standard::IDS.contains(&id) {
        check::unknown(node, "requirement", id);
    }
    places.get(id).copied()
}

fn gate(node: &Node<'_>, places: &BTreeMap<Id, Req>, signs: &BTreeSet<&str>) -> Option<Gate> {
    let fields = node.fields()?;
    let certificate = fields.optional("certificate", Node::flag);
    let need = if fields.has("certificate") {
        // Both are asked for, so that neither is an unknown field.
        let [requirement, level] = ["requirement", "min_level"].map(|name| fields.has(name));
        if certificate == Some(false) || requirement || level {
            node.fault(
                "a gate asks for a certificate or for a requirement",
                "write `certificate = true` alone, or `requirement` with `min_level`",
            );
        }
        Some(Need::Certificate)
    } else {
        let requirement = fields.required("requirement", |node| place(node, node.filled()?, places));
        let at_least = fields.required("min_level", |node| Level::new(node.whole(1, 5)?));
        requirement.zip(at_least).map(|(requirement, at_least)| Need::Level { requirement, at_least })
    };
    let when = fields.optional("when", |node| known_sign(node, signs));
    let text = fields.required("text", filled);
    fields.close();
    Some(Gate { need: need?, when, text: text? })
}

fn known_sign(node: &Node<'_>, signs: &BTreeSet<&str>) -> Option<Id> {
    let id = node.id()?;
    if !signs.contains(&*id) {
        check::unknown(node, "sign of this trigger", &id);
    }
    Some(id)
}

fn factor(node: &Node<'_>, signs: &BTreeSet<&str>) -> Option<Factor> {
    let fields = node.fields()?;
    let open_incident = fields.optional("open_incident", |node| {
        if node.flag()? {
            return Some(Cause::OpenIncident);
        }
        node.fault("`open_incident` can only be `true`", "remove it, or make it `true`");
        None
    });
    let causes: Vec<Cause> = [
        fields.optional("sector", Node::id).map(Cause::Sector),
        fields.optional("region", Node::id).map(Cause::Region),
        fields.optional("role", Node::id).map(Cause::Role),
        fields.optional("size", Node::id).map(Cause::Size),
        fields.optional("sign", |node| known_sign(node, signs)).map(Cause::Sign),
        open_incident,
    ]
    .into_iter()
    .flatten()
    .collect();
    let pct = fields.required("pct", pct);
    let reason = fields.required("reason", filled);
    fields.close();
    let [cause] = <[Cause; 1]>::try_from(causes)
        .map_err(|_| {
            node.fault(
                "a factor applies by exactly one cause",
                "give one of `sector`, `region`, `role`, `size`, `sign`, `open_incident`",
            );
        })
        .ok()?;
    Some(Factor { cause, pct: pct?, reason: reason? })
}

fn advice(node: &Node<'_>) -> Option<Advice> {
    let fields = node.fields()?;
    let text = |name| fields.required(name, filled);
    let (not_assessed, blocked, exposed) = (text("not_assessed"), text("blocked"), text("exposed"));
    let (close, ready) = (text("close"), text("ready"));
    fields.close();
    Some(Advice { not_assessed: not_assessed?, blocked: blocked?, exposed: exposed?, close: close?, ready: ready? })
}

fn profile(node: &Node<'_>) -> Option<[Vec<ProfileEntry>; 4]> {
    let fields = node.fields()?;
    let part = |name| fields.required(name, |node| Some(node.unique(profile_entry)));
    let (sectors, regions, roles, sizes) = (part("sectors"), part("regions"), part("roles"), part("sizes"));
    fields.close();
    Some([sectors?, regions?, roles?, sizes?])
}

fn profile_entry(node: &Node<'_>) -> Option<ProfileEntry> {
    let fields = node.fields()?;
    let id = fields.required("id", Node::id);
    let title = fields.required("title", filled);
    let note = fields.optional("note", filled);
    let statute = fields.optional("statute", filled);
    let practice = fields.optional("practice", filled);
    fields.close();
    Some(ProfileEntry { id: id?, title: title?, note, statute, practice })
}

fn regime(node: &Node<'_>) -> Option<Regime> {
    let fields = node.fields()?;
    let id = fields.required("id", Node::id);
    let title = fields.required("title", filled);
    let live_management = fields.required("live_management", filled);
    let accepts_42001 = fields.required("accepts_42001", filled);
    let gain = fields.required("gain", filled);
    let provisions = fields.unique("provisions", provision);
    let sources = ids(&fields, "sources");
    fields.close();
    Some(Regime {
        id: id?,
        title: title?,
        live_management: live_management?,
        accepts_42001: accepts_42001?,
        gain: gain?,
        provisions,
        sources,
    })
}

fn provision(node: &Node<'_>) -> Option<Provision> {
    let fields = node.fields()?;
    let id = fields.required("id", Node::id);
    let title = fields.required("title", filled);
    let requirements = fields.unique("requirements", |node| {
        let fields = node.fields()?;
        let id = fields.required("id", Node::id);
        let sources = ids(&fields, "sources");
        fields.close();
        if sources.is_empty() {
            node.fault("this mapping names no source", "add `sources` with at least one id of the pack's sources");
        }
        Some(ProvisionPart { id: id?, sources })
    });
    fields.close();
    Some(Provision { id: id?, title: title?, requirements })
}

fn posture(node: &Node<'_>) -> Option<Posture> {
    let fields = node.fields()?;
    let id = fields.required("id", |node| node.choice(&POSTURES, |id| id));
    let title = fields.required("title", filled);
    let resulting_risk = fields.required("resulting_risk", filled);
    fields.close();
    Some(Posture { id: id?.into(), title: title?, resulting_risk: resulting_risk? })
}

fn risk(node: &Node<'_>) -> Option<(Vec<Band>, Vec<Group>, Vec<CatalogueRisk>)> {
    let fields = node.fields()?;
    let bands = fields.required("bands", bands);
    let categories = fields.required("categories", |node| Some(node.unique(group)));
    let catalogue = fields.unique("catalogue", catalogue_risk);
    fields.close();
    Some((bands?, categories?, catalogue))
}

fn bands(node: &Node<'_>) -> Option<Vec<Band>> {
    let bands = node.unique(|node| {
        let fields = node.fields()?;
        let id = fields.required("id", Node::id);
        let from = fields.required("from", |node| node.small(1, 25));
        fields.close();
        Some(Band { id: id?, from: from? })
    });
    if bands.first().is_none_or(|band| band.from != 1) || !bands.is_sorted_by(|a, b| a.from < b.from) {
        node.fault("the bands do not rise from 1", "start the first band at 1 and each further one higher");
    }
    Some(bands)
}

fn catalogue_risk(node: &Node<'_>) -> Option<CatalogueRisk> {
    let fields = node.fields()?;
    let id = fields.required("id", Node::id);
    let title = fields.required("title", filled);
    let category = fields.required("category", Node::id);
    let description = fields.optional("description", filled);
    let links = fields.list("links", link);
    let sources = ids(&fields, "sources");
    fields.close();
    Some(CatalogueRisk { id: id?, title: title?, category: category?, description, links, sources })
}

fn quick_question(node: &Node<'_>) -> Option<QuickQuestion> {
    let fields = node.fields()?;
    let id = fields.required("id", Node::id);
    let text = fields.required("text", filled);
    let requirements = ids(&fields, "requirements");
    let options = fields.list("options", |node| {
        let fields = node.fields()?;
        let text = fields.required("text", filled);
        let level = fields.required("level", Node::level);
        fields.close();
        Some(QuickOption { text: text?, level: level? })
    });
    fields.close();
    Some(QuickQuestion { id: id?, text: text?, requirements, options })
}
