//! The rule pack: everything that can be tuned, and nothing of it in code (method section 11).
//!
//! A [`RulePack`] is made by [`RulePack::read`] alone, which checks it as a whole, so whoever holds
//! one can trust every id, range and curve in it.

mod check;
mod parts;
mod read;
mod standard;
mod trigger;

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest, Sha256};

pub use parts::{
    Band, CatalogueRisk, Credit, EvidenceExample, Group, MaxAge, Posture, ProfileEntry, Provision, ProvisionPart,
    QuickOption, QuickQuestion, Regime, Requirement, RequirementKind, Source,
};
pub use read::POSTURES;
pub use standard::{COUNT, IDS, PerReq, Req, group_of};
pub use trigger::{Advice, Cause, Factor, Gate, Need, Sign, Trigger};

use crate::{
    decode::{Fault, Node, Sink},
    units::Id,
};

/// A whole, checked rule pack.
#[derive(Debug, Clone)]
pub struct RulePack {
    id: String,
    version: String,
    title: String,
    edition: String,
    licence: String,
    sha256: String,
    sources: Vec<Source>,
    groups: Vec<Group>,
    max_age: MaxAge,
    credit: Credit,
    proof_effort: u32,
    shared_effort: [u32; 2],
    requirements: PerReq<Requirement>,
    places: BTreeMap<Id, Req>,
    triggers: Vec<Trigger>,
    sectors: Vec<ProfileEntry>,
    regions: Vec<ProfileEntry>,
    roles: Vec<ProfileEntry>,
    sizes: Vec<ProfileEntry>,
    regimes: Vec<Regime>,
    postures: Vec<Posture>,
    bands: Vec<Band>,
    categories: Vec<Group>,
    catalogue: Vec<CatalogueRisk>,
    quick: Vec<QuickQuestion>,
}

impl RulePack {
    /// Reads a pack document and checks it as a whole; `path` is what the faults' paths start with.
    ///
    /// # Errors
    /// Every fault found, each with its path and how to mend it.
    pub fn read(document: &Value, path: &str) -> Result<Self, Vec<Fault>> {
        Self::known(document, path, &digest(document))
    }

    /// Reads a pack document whose SHA-256 is known already.
    ///
    /// # Errors
    /// As [`RulePack::read`].
    pub(crate) fn known(document: &Value, path: &str, sha256: &str) -> Result<Self, Vec<Fault>> {
        let sink = Sink::default();
        let pack = read::read(&Node::root(document, path, &sink), sha256);
        match pack {
            Some(pack) if sink.count() == 0 => Ok(pack),
            _ => Err(sink.into_faults()),
        }
    }

    /// The pack's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The pack's version.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The pack's title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The edition of the standard that it is about.
    #[must_use]
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// The licence of its texts and numbers.
    #[must_use]
    pub fn licence(&self) -> &str {
        &self.licence
    }

    /// SHA-256 of the RFC 8785 form of the pack document, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Where its facts come from.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The clause groups and Annex A areas that it gives a title.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Maximum ages for everything that is not a trigger.
    #[must_use]
    pub const fn max_age(&self) -> &MaxAge {
        &self.max_age
    }

    /// Credit curve for everything that is not a trigger; level 1 earns nothing in it.
    #[must_use]
    pub const fn credit(&self) -> &Credit {
        &self.credit
    }

    /// Effort of making one item of proof, tenths of a day, at least 1.
    #[must_use]
    pub const fn proof_effort(&self) -> u32 {
        self.proof_effort
    }

    /// Effort of the audit that level 4, or level 5, needs once; tenths of a day.
    #[must_use]
    pub const fn shared_effort(&self) -> [u32; 2] {
        self.shared_effort
    }

    /// All 70 requirements.
    #[must_use]
    pub const fn requirements(&self) -> &PerReq<Requirement> {
        &self.requirements
    }

    /// One requirement.
    #[must_use]
    pub fn requirement(&self, req: Req) -> &Requirement {
        &self.requirements[req]
    }

    /// The requirement of that id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Req> {
        self.places.get(id).copied()
    }

    /// The triggers, in pack order.
    #[must_use]
    pub fn triggers(&self) -> &[Trigger] {
        &self.triggers
    }

    /// The trigger of that id.
    #[must_use]
    pub fn trigger(&self, id: &str) -> Option<&Trigger> {
        self.triggers.iter().find(|trigger| &*trigger.id == id)
    }

    /// The sectors of the profile.
    #[must_use]
    pub fn sectors(&self) -> &[ProfileEntry] {
        &self.sectors
    }

    /// The regions of the profile.
    #[must_use]
    pub fn regions(&self) -> &[ProfileEntry] {
        &self.regions
    }

    /// The roles of the profile.
    #[must_use]
    pub fn roles(&self) -> &[ProfileEntry] {
        &self.roles
    }

    /// The sizes of the profile.
    #[must_use]
    pub fn sizes(&self) -> &[ProfileEntry] {
        &self.sizes
    }

    /// The regimes.
    #[must_use]
    pub fn regimes(&self) -> &[Regime] {
        &self.regimes
    }

    /// The postures, each with what it risks.
    #[must_use]
    pub fn postures(&self) -> &[Posture] {
        &self.postures
    }

    /// The bands of risk, rising; the first starts at 1.
    #[must_use]
    pub fn bands(&self) -> &[Band] {
        &self.bands
    }

    /// The band of that many ten-thousandths; the one function for every place that shows a band.
    #[must_use]
    pub fn band(&self, ten_thousandths: u32) -> Option<&Band> {
        self.bands
            .iter()
            .rev()
            .find(|band| u32::from(band.from) * 10_000 <= ten_thousandths)
            .or_else(|| self.bands.first())
    }

    /// The categories of risk.
    #[must_use]
    pub fn categories(&self) -> &[Group] {
        &self.categories
    }

    /// The starter catalogue of risks.
    #[must_use]
    pub fn catalogue(&self) -> &[CatalogueRisk] {
        &self.catalogue
    }

    /// The quick check's questions.
    #[must_use]
    pub fn quick(&self) -> &[QuickQuestion] {
        &self.quick
    }
}

/// SHA-256 of a document's RFC 8785 form, in hexadecimal.
#[must_use]
pub fn digest(document: &Value) -> String {
    use std::fmt::Write as _;

    // Serialising a `Value` can't fail: its names are texts and its numbers finite.
    let canonical = serde_json_canonicalizer::to_vec(document).unwrap_or_default();
    Sha256::digest(canonical).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a `String` can't fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
