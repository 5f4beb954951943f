//! Section 5 (coverage, the audit forecast) and the regimes and posture of section 8. Default ages.

use super::proof::{self, Mode, State};
use super::{Case, Mutation, flag, list, must_text, nth, number, number_or_null, text};
use serde_json::{Value, json};

fn claimed(case: &Case, id: &str) -> Option<i128> {
    proof::default_level(case, id, Mode::Claimed)
}

fn proven(case: &Case, id: &str) -> Option<i128> {
    proof::default_level(case, id, Mode::Proven)
}

/// Per requirement the state and both levels.
// Reading: claimed and proven of an unanswered or excluded requirement are null.
pub fn requirements(case: &Case) -> Vec<Value> {
    list(case.pack, "requirements")
        .iter()
        .map(|requirement| {
            let id = must_text(requirement, "id");
            let state = match proof::state(case, id) {
                State::Unanswered => "unanswered",
                State::Excluded => "excluded",
                State::Answered(_) => "answered",
            };
            json!({
                "id": id,
                "state": state,
                "claimed": number_or_null(claimed(case, id)),
                "proven": number_or_null(proven(case, id)),
                "because": proof::because(case, id),
            })
        })
        .collect()
}

/// "all", then the groups in order of first appearance.
pub fn coverage(case: &Case) -> Vec<Value> {
    let mut groups: Vec<&str> = Vec::new();
    for requirement in list(case.pack, "requirements") {
        let group = must_text(requirement, "group");
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    let mut rows = vec![coverage_of(case, "all")];
    for group in groups {
        rows.push(coverage_of(case, group));
    }
    rows
}

/// How many of each state, and the share of the applicable proven at 3 or higher.
// Reading: applicable is everything not excluded, so unanswered requirements are in the denominator of coverage_bp and in the A of the posture.
fn coverage_of(case: &Case, group: &str) -> Value {
    let (mut total, mut excluded, mut unanswered) = (0_i128, 0_i128, 0_i128);
    let mut claimed_at = [0_i128; 6];
    let mut proven_at = [0_i128; 6];
    let mut covered = 0;
    for requirement in list(case.pack, "requirements") {
        if group != "all" && must_text(requirement, "group") != group {
            continue;
        }
        let id = must_text(requirement, "id");
        total += 1;
        match proof::state(case, id) {
            State::Unanswered => unanswered += 1,
            State::Excluded => excluded += 1,
            State::Answered(claimed) => {
                let proven = proven(case, id).expect("answered");
                claimed_at[usize::try_from(claimed).expect("a level")] += 1;
                proven_at[usize::try_from(proven).expect("a level")] += 1;
                let level = if case.mutated(Mutation::CoverageOfClaimed) { claimed } else { proven };
                if level >= 3 {
                    covered += 1;
                }
            }
        }
    }
    let applicable = total - excluded;
    let coverage_bp = if applicable == 0 { None } else { Some(10_000 * covered / applicable) };
    json!({
        "group": group,
        "total": number(total),
        "excluded": number(excluded),
        "unanswered": number(unanswered),
        "claimed": claimed_at.map(number),
        "proven": proven_at.map(number),
        "coverage_bp": number_or_null(coverage_bp),
    })
}

fn outcome(clear: bool) -> &'static str {
    if clear { "clear" } else { "gaps" }
}

/// Stage 1: documented requirements proven at 2, and every control decided.
// Reading: a documented control that is unanswered has two shortfalls, document_missing then undecided; shortfalls run in pack order, and within a requirement in the order document_missing, undecided, unjustified.
// Reading: the path of a shortfall is answers/ID.
pub fn stage1(case: &Case) -> Value {
    let mut shortfalls = Vec::new();
    for requirement in list(case.pack, "requirements") {
        let id = must_text(requirement, "id");
        let state = proof::state(case, id);
        let is_control = text(requirement, "kind") == Some("control");
        let mut short = |reason: &str| {
            shortfalls.push(json!({"path": format!("answers/{id}"), "reason": reason}));
        };
        // Applicable, documented, and not proven at 2 (unanswered is not proven).
        if flag(requirement, "documented") && state != State::Excluded && proven(case, id).unwrap_or(0) < 2 {
            short("document_missing");
        }
        // A control is decided by a level, even 0, or by a justified exclusion.
        if is_control && state == State::Unanswered {
            short("undecided");
        }
        if is_control && state == State::Excluded && !proof::is_justified(case, id) {
            short("unjustified");
        }
    }
    json!({"outcome": outcome(shortfalls.is_empty()), "shortfalls": shortfalls})
}

/// Stage 2: proven below 2 or unanswered is a major, proven 2 a minor.
// Reading: stage 2 concerns applicable requirements only; an excluded one is neither major nor minor.
pub fn stage2(case: &Case) -> Value {
    let mut majors = Vec::new();
    let mut minors = Vec::new();
    for requirement in list(case.pack, "requirements") {
        let id = must_text(requirement, "id");
        match (proof::state(case, id), proven(case, id)) {
            (State::Excluded, _) => {}
            (State::Unanswered, _) if case.mutated(Mutation::Stage2UnansweredIsFine) => {}
            (State::Unanswered, _) => majors.push(id),
            (_, Some(level)) if level < 2 => majors.push(id),
            (_, Some(2)) => minors.push(id),
            _ => {}
        }
    }
    json!({"outcome": outcome(majors.is_empty()), "majors": majors, "minors": minors})
}

/// Section 8: the regimes with their provisions, in pack order.
pub fn regimes(case: &Case) -> Vec<Value> {
    list(case.pack, "regimes")
        .iter()
        .map(|regime| {
            let provisions: Vec<Value> =
                list(regime, "provisions").iter().map(|provision| provision_told(case, provision)).collect();
            json!({"id": must_text(regime, "id"), "provisions": provisions})
        })
        .collect()
}

/// Over the mapped requirements that are not excluded: the mean default credit of the proven level.
// Reading: an unanswered requirement mapped to a provision stays in n with level 0.
// Reading: `requirements` of a provision lists the ids of all mapped requirements in pack order of the mapping, excluded ones too.
fn provision_told(case: &Case, provision: &Value) -> Value {
    let mapped: Vec<&str> = list(provision, "requirements").iter().map(|mapping| must_text(mapping, "id")).collect();
    let levels: Vec<i128> = mapped
        .iter()
        .filter(|id| !proof::is_excluded(case, id) || case.mutated(Mutation::ProvisionCountsExcluded))
        .map(|id| proven(case, id).unwrap_or(0))
        .collect();
    let mut credits = 0;
    for level in &levels {
        credits += nth(&case.pack["default"], "credit", *level);
    }
    let n = i128::try_from(levels.len()).expect("a count");
    let bp = if n == 0 { None } else { Some(100 * credits / n) };
    let one_is_enough = case.mutated(Mutation::SupportedByOne);
    let state = if levels.is_empty() {
        "not_applicable"
    } else if levels.iter().all(|level| *level >= 3) || (one_is_enough && levels.iter().any(|level| *level >= 3)) {
        "supported"
    } else if levels.iter().any(|level| *level >= 2) {
        "partial"
    } else {
        "open"
    };
    json!({
        "id": must_text(provision, "id"),
        "bp": number_or_null(bp),
        "state": state,
        "requirements": mapped,
    })
}

/// Section 8: the posture, first that fits.
// Reading: `posture` is the id alone, a string; "certificate in force" is the condition of a met certificate gate at as_of.
pub fn posture(case: &Case) -> &'static str {
    let (mut a, mut c3, mut p3, mut p4, mut c12) = (0, 0, 0, 0, 0);
    for requirement in list(case.pack, "requirements") {
        let id = must_text(requirement, "id");
        if proof::is_excluded(case, id) {
            continue;
        }
        a += 1;
        let claimed = claimed(case, id).unwrap_or(0);
        let proven = proven(case, id).unwrap_or(0);
        if claimed >= 3 {
            c3 += 1;
        }
        if claimed == 1 || claimed == 2 {
            c12 += 1;
        }
        if proven >= 3 {
            p3 += 1;
        }
        if proven >= 4 {
            p4 += 1;
        }
    }
    let unproven = 2 * c3 >= a && 2 * p3 < c3;
    if case.mutated(Mutation::PostureOrderSwapped) && unproven {
        return "unproven";
    }
    if proof::certificate_in_force(case, case.as_of) {
        "certified"
    } else if unproven {
        "unproven"
    } else if 4 * c3 < a && 10 * c12 >= 3 * a {
        "static_policies"
    } else if 2 * p3 >= a && 10 * p4 < a {
        "in_house_unaudited"
    } else if 2 * p3 >= a {
        "uncertified_governance"
    } else if 4 * c3 >= a {
        "building"
    } else {
        "starting"
    }
}
