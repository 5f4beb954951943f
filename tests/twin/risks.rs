//! Section 7: the risk register.

use super::proof::{self, Mode};
use super::{Case, Mutation, by_id, divided_up, list, must_text, must_whole, nth, number, text};
use serde_json::{Value, json};

/// The consequence that counts is the worst of the three.
fn consequence(case: &Case, risk: &Value) -> i128 {
    let three = &risk["consequence"];
    let organisation = must_whole(three, "organisation");
    if case.mutated(Mutation::ConsequenceOfOrganisationOnly) {
        return organisation;
    }
    organisation.max(must_whole(three, "individuals")).max(must_whole(three, "society"))
}

/// Likelihood times consequence.
pub fn inherent(case: &Case, risk: &Value) -> i128 {
    must_whole(risk, "likelihood") * consequence(case, risk)
}

fn acts(case: &Case, link: &Value, axis: &str) -> bool {
    let acts_on = must_text(link, "acts_on");
    if case.mutated(Mutation::LinksOnBothActOnLikelihoodOnly) && acts_on == "both" {
        return axis == "likelihood";
    }
    acts_on == axis || acts_on == "both"
}

fn strength(case: &Case, link: &Value) -> i128 {
    if case.mutated(Mutation::StrengthIgnored) {
        return 75;
    }
    match must_text(link, "strength") {
        "weak" => 25,
        "moderate" => 50,
        "strong" => 75,
        other => panic!("unknown strength {other}"),
    }
}

/// What remains on an axis after its links, in the register's order, in ppm; at least a tenth.
fn rem(case: &Case, risk: &Value, axis: &str, mode: Mode) -> i128 {
    let mut rem = 1_000_000;
    for link in list(risk, "links") {
        if !acts(case, link, axis) {
            continue;
        }
        // 0 if unanswered or excluded
        let level = proof::default_level(case, must_text(link, "requirement"), mode).unwrap_or(0);
        let credit = nth(&case.pack["default"], "credit", level);
        let left = rem * (10_000 - strength(case, link) * credit);
        rem = if case.mutated(Mutation::RemRoundedDown) { left / 10_000 } else { divided_up(left, 10_000) };
    }
    if case.mutated(Mutation::ResidualFloorMissing) {
        return rem;
    }
    rem.max(100_000)
}

/// An axis after its links, in hundredths.
fn axis_h(case: &Case, axis: i128, rem: i128) -> i128 {
    let above = (axis - 1) * 100 * rem;
    if case.mutated(Mutation::AxisRoundedDown) {
        return 100 + above / 1_000_000;
    }
    100 + divided_up(above, 1_000_000)
}

/// The place, in the pack's order, of the band a value in ten-thousandths falls into.
fn band_place(case: &Case, value_hh: i128) -> usize {
    let mut place = 0;
    for (n, band) in list(&case.pack["risk"], "bands").iter().enumerate() {
        if value_hh >= must_whole(band, "from") * 10_000 {
            place = n;
        }
    }
    place
}

/// Likelihood and consequence in hundredths, and their product, in a mode.
fn residual(case: &Case, risk: &Value, mode: Mode) -> (i128, i128, i128) {
    let stated = risk.get("override").filter(|o| !o.is_null());
    if let (true, Some(stated)) = (case.mutated(Mutation::OverrideFollowed), stated) {
        let l = must_whole(stated, "likelihood") * 100;
        let c = must_whole(stated, "consequence") * 100;
        return (l, c, l * c);
    }
    let l = axis_h(case, must_whole(risk, "likelihood"), rem(case, risk, "likelihood", mode));
    let c = axis_h(case, consequence(case, risk), rem(case, risk, "consequence", mode));
    (l, c, l * c)
}

fn residual_told(case: &Case, risk: &Value, mode: Mode) -> Value {
    let (l, c, hh) = residual(case, risk, mode);
    let shown = if case.mutated(Mutation::BandOfInherentForResidual) { inherent(case, risk) * 10_000 } else { hh };
    let band = &list(&case.pack["risk"], "bands")[band_place(case, shown)];
    json!({
        "likelihood_h": number(l),
        "consequence_h": number(c),
        "residual_hh": number(hh),
        "band": must_text(band, "id"),
    })
}

/// The computed proven residual's band is above the chosen one (default `moderate`).
// Reading: over_appetite is computed for closed risks too, and an override does not move it.
pub fn over_appetite(case: &Case, risk: &Value) -> bool {
    let chosen = text(&case.assessment["settings"], "appetite").unwrap_or("moderate");
    let chosen_place = list(&case.pack["risk"], "bands")
        .iter()
        .position(|band| text(band, "id") == Some(chosen))
        .expect("the appetite names a band");
    let place = band_place(case, residual(case, risk, Mode::Proven).2);
    if case.mutated(Mutation::AppetiteInclusive) {
        return place >= chosen_place;
    }
    place > chosen_place
}

/// All risks, by id.
// Reading: risks holds closed risks as well as open ones.
pub fn risks(case: &Case) -> Vec<Value> {
    by_id(case.assessment, "risks")
        .into_iter()
        .map(|risk| {
            json!({
                "id": must_text(risk, "id"),
                "inherent": number(inherent(case, risk)),
                "claimed": residual_told(case, risk, Mode::Claimed),
                "proven": residual_told(case, risk, Mode::Proven),
                "over_appetite": over_appetite(case, risk),
            })
        })
        .collect()
}
