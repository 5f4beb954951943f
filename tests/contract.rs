//! Sentences of the method that are easily read past, one test each: what is refused, what is not,
//! and where a boundary lies.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod support;

use foreproof::api::{Api, Call};
use serde_json::{Value, json};
use support::pack_document;

const AS_OF: &str = "2026-11-23";

fn call(call: Call, input: &Value) -> Value {
    serde_json::from_str(&Api::new().unwrap().answer(call, &input.to_string()).to_json()).unwrap()
}

#[track_caller]
fn report(assessment: &Value) -> Value {
    let mut answer = call(Call::Assess, &json!({"assessment": assessment, "as_of": AS_OF}));
    assert_eq!(answer["type"], "success", "{}", answer["errors"]);
    answer["report"].take()
}

fn trigger<'a>(report: &'a Value, id: &str) -> &'a Value {
    report["triggers"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap()
}

/// Section 3: a certificate is in force only between two dates; one that ends before it begins never is,
/// and neither it nor one without a status is bad input (section 10: absent means the default).
#[test]
fn an_odd_certificate_is_not_in_force_and_no_fault() {
    let answers: Value = json!({"4.1": {"level": 5}});
    for (certificate, posture) in [
        (json!({}), "starting"),
        (json!({"body": "B"}), "starting"),
        (json!({"status": "certified"}), "starting"),
        (json!({"status": "certified", "valid_from": "2026-01-01"}), "starting"),
        (json!({"status": "certified", "valid_until": "2027-01-01"}), "starting"),
        (json!({"status": "certified", "valid_from": "2026-11-24", "valid_until": "2026-11-22"}), "starting"),
        (json!({"status": "certified", "valid_from": "2026-11-24", "valid_until": "2027-01-01"}), "starting"),
        (json!({"status": "certified", "valid_from": "2026-01-01", "valid_until": "2026-11-22"}), "starting"),
        (json!({"status": "suspended", "valid_from": "2026-01-01", "valid_until": "2027-01-01"}), "starting"),
        (json!({"status": "certified", "valid_from": AS_OF, "valid_until": AS_OF}), "certified"),
    ] {
        let report = report(&json!({"answers": answers, "certificate": certificate}));
        assert_eq!(report["posture"], posture, "{certificate}");
    }
}

/// Section 2: an item may say that it held until a day before it was made. It is never fresh.
#[test]
fn an_item_that_ends_before_it_begins_proves_nothing() {
    let item = |valid_until: &str| {
        let report = report(&json!({"answers": {"4.1": {"level": 3}}, "evidence": [{
            "id": "e", "title": "t", "kind": "record", "dated": "2026-11-01", "valid_until": valid_until,
            "requirements": ["4.1"],
        }]}));
        report["requirements"][0]["proven"].clone()
    };
    assert_eq!(
        [item("2026-10-31"), item("2026-11-22"), item(AS_OF), item("9999-12-31")],
        [0, 0, 3, 3].map(|n| json!(n))
    );
}

/// Section 4: certain from the day itself to the 365th after it; set aside beats a date.
#[test]
fn a_date_is_certain_within_365_days_unless_set_aside() {
    let pressure = |entry: Value| {
        let report = report(&json!({"answers": {"4.1": {"level": 0}}, "triggers": {"rfp": entry}}));
        let rfp = trigger(&report, "rfp").clone();
        (rfp["pressure_ppm"].as_u64().unwrap(), rfp["on_date"].clone())
    };
    let base = pressure(json!({})).0;
    assert!(0 < base && base < 1_000_000);
    for (date, expected) in [
        ("2026-11-22", base),
        (AS_OF, 1_000_000),
        ("2027-11-23", 1_000_000),
        ("2027-11-24", base),
        ("9999-12-31", base),
    ] {
        let (found, on_date) = pressure(json!({ "date": date }));
        assert_eq!(found, expected, "{date}");
        assert_eq!(on_date.is_null(), date <= AS_OF, "only a date after the day is scored again: {date}");
    }
    let (aside, on_date) = pressure(json!({"date": "2026-12-01", "set_aside": "no"}));
    assert_eq!((aside, on_date["date"].clone()), (0, json!("2026-12-01")));
}

/// Section 4: an index of triggers that were all set aside is of nothing.
#[test]
fn an_index_without_pressure_is_null_and_the_stake_is_not_at_risk() {
    let most = (1_u64 << 53) - 1;
    let ids: Vec<String> = pack_document()["triggers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect();
    let entries = |aside: bool| {
        let entry = json!({"date": "2026-12-01", "stake": {"amount": most, "currency": "EUR"}});
        let entry = |_| {
            let mut entry = entry.clone();
            if aside {
                entry["set_aside"] = json!("no");
            }
            entry
        };
        ids.iter().map(|id| (id.clone(), entry(id))).collect::<serde_json::Map<String, Value>>()
    };
    let all: serde_json::Map<String, Value> =
        foreproof::rules::IDS.iter().map(|id| ((*id).to_owned(), json!({"level": 0}))).collect();
    let aside = report(&json!({"answers": all, "triggers": entries(true)}));
    assert_eq!(aside["index_bp"], json!({"claimed": null, "proven": null}));
    assert!(aside["triggers"].as_array().unwrap().iter().all(|one| one["at_risk"]["amount"] == 0));
    // Nothing earned, certain to come: all of it is at risk, to the last unit.
    let certain = report(&json!({"answers": all, "triggers": entries(false)}));
    assert!(certain["triggers"].as_array().unwrap().iter().all(|one| one["at_risk"]["amount"] == most));
    assert_eq!(certain["index_bp"], json!({"claimed": 0, "proven": 0}));
}

/// Section 2 gives maximum ages no upper bound: a pack may say that a kind never gets too old.
#[test]
fn a_pack_may_say_that_evidence_never_gets_too_old() {
    let mut pack = pack_document();
    for kind in ["document", "record", "review", "assurance"] {
        pack["default"]["max_age"][kind] = json!(u32::MAX);
    }
    let assessment = json!({"answers": {"4.1": {"level": 5}}, "evidence": [
        {"id": "e", "title": "t", "kind": "assurance", "dated": "0001-01-01", "requirements": ["4.1"]},
    ]});
    let answer = call(Call::Assess, &json!({"assessment": assessment, "as_of": "9999-12-31", "pack": pack}));
    assert_eq!(answer["report"]["requirements"][0]["proven"], 5, "{}", answer["errors"]);
}

/// Section 13: what is added to a list is told by its id, the first entry as well as the second; what is
/// not said and what is the default are the same.
#[test]
fn a_diff_tells_the_first_entry_of_a_list_as_it_tells_the_second() {
    let item =
        |id: &str| json!({"id": id, "title": "t", "kind": "record", "dated": "2026-11-01", "requirements": ["4.1"]});
    let entry = |n: u64| json!({"n": n, "at": "2026-11-23T08:00:00Z", "what": "w", "prev": "p", "hash": "h"});
    let with = |evidence: Value, log: Value| json!({"answers": {}, "evidence": evidence, "log": log, "organisation": {"name": ""}, "certificate": {"status": "none"}});
    let paths = |before: &Value, after: &Value| -> Vec<String> {
        let answer = call(Call::Diff, &json!({"before": before, "after": after, "as_of": AS_OF}));
        let changed = answer["diff"]["changed"].as_array().unwrap().clone();
        assert!(changed.iter().all(|one| one["before"] != one["after"]));
        changed.iter().map(|one| one["path"].as_str().unwrap().to_owned()).collect()
    };
    let none = json!({"answers": {}});
    let one = with(json!([item("a")]), json!([entry(1)]));
    let two = with(json!([item("a"), item("b")]), json!([entry(1), entry(2)]));
    assert_eq!(paths(&none, &with(json!([]), json!([]))), [""; 0]);
    assert_eq!(paths(&none, &one), ["evidence/a", "log/1"]);
    assert_eq!(paths(&one, &two), ["evidence/b", "log/2"]);
    assert_eq!(paths(&two, &none), ["evidence/a", "evidence/b", "log/1", "log/2"]);
    assert_eq!(
        paths(&none, &json!({"answers": {"4.1": {"level": 2}}, "settings": {"currency": "USD"}})),
        ["answers/4.1", "settings/currency"]
    );
}

/// Section 10: the day of `verify` is the call's, else the summary's, else that of `saved_at`.
#[test]
fn verify_takes_the_day_of_the_call_then_of_the_summary_then_of_saving() {
    let file = json!({
        "format": "foreproof.assessment", "version": 1, "saved_at": "2025-05-05T23:59:59Z",
        "summary": {"as_of": "2026-06-06"}, "assessment": {"answers": {}},
    });
    let day = |input: Value| call(Call::Verify, &input)["verify"]["report"]["as_of"].clone();
    assert_eq!(day(json!({"file": file, "as_of": "2024-04-04"})), "2024-04-04");
    assert_eq!(day(json!({ "file": file })), "2026-06-06");
    let mut unsaid = file.clone();
    unsaid.as_object_mut().unwrap().remove("summary");
    assert_eq!(day(json!({ "file": unsaid })), "2025-05-05");
}

/// Section 10: an import adds no log entry, and never reads a summary in.
#[test]
fn an_import_is_the_assessment_and_nothing_else() {
    let pack = foreproof::builtin::pack().unwrap();
    let file = json!({
        "format": "foreproof.assessment", "version": 1, "summary": {"index_bp": "nonsense"}, "digest": 7, "pack": [],
        "assessment": {"answers": {"4.1": {"level": 3}}},
    });
    let read = foreproof::exchange::import(&pack, &file.to_string()).unwrap();
    assert_eq!(json!(read), file["assessment"]);
    assert!(read.log.is_empty());
}
