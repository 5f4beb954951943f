//! The TypeScript types of the built engine, held against its real answers by the compiler that their
//! users use: answers are written as literals of those types, in which the compiler refuses every
//! field that the types do not name.

mod harness;
mod headless;
#[path = "../../twin/mod.rs"]
mod twin;

use std::{collections::BTreeSet, env, fs, process::Command};

use foreproof::builtin;
use harness::{Folder, Page, Result, root};
use headless::{alone, with_engine};
use serde_json::{Value, json};
use twin::random;

const AS_OF: &str = "2026-11-23";
/// So many random assessments beside the example.
const RANDOM: u64 = 6;

/// A type's name, and a document that is of it.
type Typed = (&'static str, Value);

/// The calls as their types name them.
const CALLS: [(&str, &str, &str); 5] = [
    ("assess", "AssessInput", "AssessAnswer"),
    ("route", "RouteInput", "RouteAnswer"),
    ("simulate", "SimulateInput", "SimulateAnswer"),
    ("verify", "VerifyInput", "VerifyAnswer"),
    ("diff", "DiffInput", "DiffAnswer"),
];

/// Sound inputs of each call.
fn inputs() -> Result<Vec<(&'static str, Value)>> {
    let document: Value = serde_json::from_str(builtin::DOCUMENT)?;
    let file: Value = serde_json::from_str(&fs::read_to_string(root().join("tests/data/example.json"))?)?;
    let triggers = random::ids(&document["triggers"]);
    let mut edited = file.clone();
    edited["digest"] = json!("sha256:0");
    edited["summary"] = json!({"as_of": AS_OF, "index_bp": {"claimed": 1, "proven": null}, "triggers": {
        "rfp": {"claimed": 1, "proven": 2, "verdict": "ready"},
    }});
    let mut inputs = vec![
        ("assess", json!({"assessment": file["assessment"], "as_of": AS_OF, "explain": true})),
        ("verify", json!({"file": file})),
        ("verify", json!({"file": edited, "as_of": AS_OF})),
    ];
    // Many years; one, which has no standard error; and losses that never happen, of which no risk has a share.
    let mut never = everything();
    for risk in never["risks"].as_array_mut().ok_or("no risks")? {
        risk["loss"]["rate"] = json!(0);
    }
    for (assessment, trials) in [(&file["assessment"], 1_000), (&everything(), 1), (&never, 10)] {
        let input = json!({"assessment": assessment, "as_of": AS_OF, "seed": "42", "trials": trials});
        inputs.push(("simulate", input));
    }
    let everything = everything();
    inputs.push(("assess", json!({"assessment": everything, "as_of": AS_OF, "explain": true, "pack": document})));
    let mut before = json!({"answers": {}});
    for assessment in (0..RANDOM).map(|seed| random::random_assessment(&document, AS_OF, seed)).chain([everything]) {
        let route = json!({"assessment": assessment, "as_of": AS_OF, "triggers": triggers, "node_budget": 20});
        inputs.push(("assess", json!({"assessment": assessment, "as_of": AS_OF})));
        inputs.push(("route", route));
        inputs.push(("diff", json!({"before": before, "after": assessment, "as_of": AS_OF})));
        before = assessment;
    }
    Ok(inputs)
}

/// An assessment in which every field stands.
fn everything() -> Value {
    let risk = |rate: Value| {
        json!({"title": "Risk", "description": "d", "category": "privacy", "system": "s1", "owner": "Ada",
            "likelihood": 4, "consequence": {"organisation": 1, "individuals": 5, "society": 2},
            "treatment": "retain", "status": "open", "review_on": "2027-01-01", "approver": "Bo",
            "links": [{"requirement": "A.5.2", "acts_on": "both", "strength": "strong"}],
            "override": {"likelihood": 1, "consequence": 1, "reason": "r"},
            "loss": {"rate": rate, "low": 1, "high": 2, "currency": "EUR"}})
    };
    let mut risks = [risk(json!(0.5)), risk(json!({"min": 0, "likely": 1, "max": 2.5}))];
    for (id, risk) in ["r1", "r2"].iter().zip(&mut risks) {
        risk["id"] = json!(id);
    }
    json!({
        "organisation": {"name": "Example", "sector": "technology", "regions": ["eu"], "roles": [], "size": "large"},
        "systems": [{"id": "s1", "name": "S", "purpose": "p", "role": "ai_provider", "stage": "in_use",
            "impact_assessed_on": "2026-01-01"}],
        "answers": {
            "4.1": {"level": 3, "note": "n", "owner": "Ada", "provisional": true},
            "A.2.2": {"level": 0, "included_because": ["risk", "law", "contract", "good_practice"]},
            "A.9.2": {"not_applicable": "we use none"},
            "5.1": {"note": "to be asked"},
        },
        "evidence": [{"id": "e1", "title": "T", "kind": "record", "dated": "2026-10-01", "valid_until": "2027-10-01",
            "requirements": ["4.1"], "location": "shelf", "sha256": "0".repeat(64), "provisional": true},
            {"id": "e2", "title": "T", "kind": "assurance", "dated": "2026-10-02", "supersedes": "e1"}],
        "certificate": {"status": "planned", "body": "b", "accreditation": "a", "scope": "s",
            "valid_from": "2026-01-01", "valid_until": "2029-01-01"},
        "triggers": {"rfp": {"signs": [], "date": "2027-02-01", "stake": {"amount": 5, "currency": "EUR"}, "note": "n"},
            "esg": {"set_aside": "not listed"}},
        "risks": risks,
        "incidents": [{"id": "i1", "title": "I", "description": "d", "occurred_on": "2026-11-01", "status": "open",
            "system": "s1", "risk": "r1", "action": "a1"}],
        "actions": [{"id": "a1", "title": "A", "description": "d", "requirement": "4.1", "risk": "r1", "owner": "Ada",
            "due_on": "2026-12-01", "status": "done", "done_on": "2026-11-20"}],
        "snapshots": [{"id": "n1", "name": "N", "at": "2026-10-01", "pack": {"id": "foreproof", "version": "1.0.0"},
            "index_bp": {"claimed": 1, "proven": null}, "coverage_bp": 3,
            "triggers": {"rfp": {"claimed": 4, "proven": null}}}],
        "settings": {"currency": "EUR", "appetite": "moderate", "effort": {"4.1": [1, 2, 3, 4, 5]}},
        "log": [{"n": 1, "at": "2026-11-01T10:00:00Z", "what": "w", "path": "answers/4.1", "before": null,
            "after": {"level": 3}, "prev": "0".repeat(64), "hash": "0".repeat(64)}],
        "extensions": {"others": {"kept": [1, true, null, "x", {"deep": -0.5}]}},
    })
}

/// The inputs, and what the engine in the page answers to them, each with its type.
async fn real(page: &Page) -> Result<Vec<Typed>> {
    let mut typed = Vec::new();
    let mut succeeded = BTreeSet::new();
    for (call, input) in inputs()? {
        let (_, of_input, of_answer) = CALLS.into_iter().find(|(name, ..)| *name == call).ok_or("no such call")?;
        let script = "return engine[arguments[0]](arguments[1])";
        let answer: Value = page.js(script, vec![json!(call), input.clone()]).await?;
        assert_eq!(answer["type"], "success", "{call}: {answer}");
        succeeded.insert(call);
        typed.push((of_input, input));
        typed.push((of_answer, answer));
    }
    assert_eq!(succeeded.len(), CALLS.len());
    for (call, _, of_answer) in CALLS {
        let script = "return engine[arguments[0]]({ as_of: 7, unknown: true })";
        let answer: Value = page.js(script, vec![json!(call)]).await?;
        assert_eq!(answer["type"], "failure", "{call}: {answer}");
        typed.push((of_answer, answer));
    }
    typed.push(("Pack", page.js("return engine.pack()", vec![]).await?));
    Ok(typed)
}

/// A document as a literal on one line. JSON is JavaScript, but a `__proto__` would not be a field.
fn literal(document: &Value) -> String {
    document.to_string()
}

/// The places in a document, one of each kind: entries of lists stand for their neighbours, as long as
/// they have the same fields.
fn places(document: &Value) -> Vec<String> {
    fn walk(value: &Value, path: String, kind: String, seen: &mut BTreeSet<String>, found: &mut Vec<String>) {
        let fields = value.as_object().map(|object| object.keys().cloned().collect::<Vec<_>>().join(","));
        // Null and a number at the same place are two kinds: only one of them may be refused.
        let kind = format!("{kind}{{{}}}", fields.unwrap_or_else(|| value.is_null().to_string()));
        if !seen.insert(kind.clone()) {
            return;
        }
        found.push(path.clone());
        match value {
            Value::Object(object) => {
                for (name, value) in object {
                    // Names that are ids are all of one kind.
                    let of_a_map = object.len() > 1 && object.keys().all(|name| name.contains('.'));
                    let named = if of_a_map { "*" } else { name };
                    let name = name.replace('~', "~0").replace('/', "~1");
                    walk(value, format!("{path}/{name}"), format!("{kind}/{named}"), seen, found);
                }
            }
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    walk(item, format!("{path}/{at}"), format!("{kind}/*"), seen, found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(document, String::new(), String::new(), &mut BTreeSet::new(), &mut found);
    found
}

/// A value that is of no JSON type at all, so that no place in a document may hold it.
const FOREIGN: &str = "\"1n\"";

/// Documents that are almost of a type: each with one value or one more field that belongs nowhere.
fn spoilt(document: &Value) -> Vec<String> {
    let mut all = Vec::new();
    for path in places(document) {
        let mut wrong = document.clone();
        let Some(place) = wrong.pointer_mut(&path) else { continue };
        if let Some(object) = place.as_object_mut() {
            object.insert("surplus".to_owned(), json!("1n"));
        } else if let Some(list) = place.as_array_mut() {
            list.push(json!("1n"));
        } else {
            *place = json!("1n");
        }
        all.push(literal(&wrong).replace(FOREIGN, "1n"));
    }
    all
}

/// A document cut down to two entries of each list, so that its spoilt copies stay small.
fn cut(document: &Value) -> Value {
    match document {
        // Lists of fixed length are left as they are.
        Value::Array(items) if items.iter().all(Value::is_number) => document.clone(),
        Value::Array(items) => items.iter().take(2).map(cut).collect(),
        Value::Object(object) => object.iter().map(|(name, value)| (name.clone(), cut(value))).collect(),
        _ => document.clone(),
    }
}

/// What must not compile, by hand: what a user is most likely to get wrong.
const WRONG: &str = r#"
// @ts-expect-error the day is missing
export const w1: AssessInput = { assessment: { answers: {} } };
// @ts-expect-error answers are missing
export const w2: AssessInput = { assessment: {}, as_of: "2026-11-23" };
// @ts-expect-error a level is 0 to 5
export const w3: Answer = { level: 6 };
// @ts-expect-error a level and an exclusion
export const w4: Answer = { level: 3, not_applicable: "no" };
// @ts-expect-error a day is a text
export const w5: AssessInput = { assessment: { answers: {} }, as_of: new Date() };
// @ts-expect-error a trigger of a route is an id
export const w6: RouteInput = { assessment: { answers: {} }, as_of: "2026-11-23", triggers: [1] };
// @ts-expect-error a kind that is none
export const w7: Evidence = { id: "e1", title: "t", kind: "rumour", dated: "2026-01-01" };
// @ts-expect-error a gate asks for a certificate or for a requirement
export const w8: PackGate = { certificate: true, requirement: "5.2", min_level: 3, text: "t" };
// @ts-expect-error an answer may be a failure
export const w9 = (answer: AssessAnswer): Report => answer.report;
// @ts-expect-error there is no such call
export const w10 = call("asses", "{}");
// @ts-expect-error a score may be null
export const w11 = (score: Score): number => score.score_bp;
// @ts-expect-error the loading takes a promise's time
export const w12: InitOutput = init();
// @ts-expect-error a seed is a text, because a number holds only 2^53
export const w13: SimulateInput = { assessment: { answers: {} }, as_of: "2026-11-23", seed: 42, trials: 10 };
// @ts-expect-error a risk may have no share
export const w14 = (share: LossShare): number => share.residual;
export const right: Report | Fault[] = ((answer) => answer.type === "success" ? answer.report : answer.errors)(
  assess({ assessment: { answers: { "5.2": { level: 3 } } }, as_of: "2026-11-23" }));
export const text: string = call("assess", "{}") + pack().version;
"#;

const HEAD: &str = r#"import init, { assess, call, pack } from "./engine/foreproof.js";
import type { Answer, AssessAnswer, AssessInput, DiffAnswer, DiffInput, Evidence, Fault, InitOutput, LossShare, Pack,
  PackGate, Report, RouteAnswer, RouteInput, Score, SimulateAnswer, SimulateInput, VerifyAnswer, VerifyInput } from "./engine/foreproof.js";
"#;

/// Compiles a text beside the built engine, as strictly as the compiler can, and answers with what it says.
fn compile(name: &str, text: &str) -> Result<String> {
    let tsc = env::var("FOREPROOF_TSC").map_err(|_| "no TypeScript; see .ci/setup test")?;
    let temporary = Folder::new()?;
    let folder = temporary.downloads();
    fs::create_dir(folder.join("engine"))?;
    for file in ["foreproof.js", "foreproof.d.ts"] {
        fs::copy(root().join("dist/engine").join(file), folder.join("engine").join(file))?;
    }
    fs::write(folder.join(name), text)?;
    let out = Command::new("node")
        .args([&tsc, "--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"])
        .args(["--target", "es2022", "--lib", "es2022,dom", "--module", "esnext"])
        .args(["--moduleResolution", "bundler", "--pretty", "false", name])
        .current_dir(&folder)
        .output()
        .map_err(|fault| format!("cannot start node: {fault}; see .ci/setup test"))?;
    let said: String = String::from_utf8_lossy(&out.stdout).chars().take(4_000).collect();
    assert_eq!(out.status.success(), said.is_empty(), "{said}{}", String::from_utf8_lossy(&out.stderr));
    Ok(said)
}

#[test]
fn the_types_hold_for_real_answers_and_for_nothing_beside() -> Result {
    let mut typed = Vec::new();
    with_engine("the_types_hold_for_real_answers", alone, async |page| {
        typed = real(page).await?;
        Ok(())
    })?;
    let mut text = HEAD.to_owned();
    for (number, (name, document)) in typed.iter().enumerate() {
        text += &format!("export const real{number}: {name} = {};\n", literal(document));
    }
    text += WRONG;
    assert_eq!(compile("real.ts", &text)?, "");

    // The same documents, each with one thing that belongs nowhere: none of them may compile.
    let mut text = HEAD.replace("init, { assess, call, pack }", "init");
    let mut kinds = BTreeSet::new();
    let mut count = 0;
    // The largest of each type says most.
    typed.sort_by_key(|(_, document)| std::cmp::Reverse(document.to_string().len()));
    for (name, document) in &typed {
        let kind = (*name, document["type"].as_str());
        if kinds.insert(kind) {
            for wrong in spoilt(&cut(document)) {
                count += 1;
                text += &format!("// @ts-expect-error\nexport const wrong{count}: {name} = {wrong};\n");
            }
        }
    }
    assert_eq!(kinds.len(), 2 * CALLS.len() + CALLS.len() + 1, "{kinds:?}");
    assert!(count > 300, "{count}");
    println!("{} real documents, {count} spoilt ones", typed.len());
    assert_eq!(compile("wrong.ts", &text)?, "");
    Ok(())
}

#[test]
fn the_check_of_the_types_can_fail() -> Result {
    let said = compile("fails.ts", &format!("{HEAD}export const a: AssessInput = {{ as_off: 1 }};\n"))?;
    assert!(said.contains("as_off"), "{said}");
    let said = compile("fails.ts", &format!("{HEAD}// @ts-expect-error\nexport const a: Answer = {{ level: 3 }};\n"))?;
    assert!(said.contains("Unused '@ts-expect-error'"), "{said}");
    Ok(())
}
