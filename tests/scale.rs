//! Big registers and long portfolios. The ordinary run holds that the answers are right; `make scale`
//! measures time and memory as series, for anyone to see that they grow as the input does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
#![cfg(feature = "cli")]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use foreproof::{
    api::{Api, Call},
    rules::IDS,
};
use serde_json::{Value, json};

const AS_OF: &str = "2026-11-23";
const LEVELS: [&str; 4] = ["document", "record", "review", "assurance"];

/// A register of so many evidence items, risks and incidents each, all of it linked.
fn register(size: usize) -> Value {
    let id = |at: usize| IDS[at % IDS.len()];
    let answers: serde_json::Map<String, Value> = IDS
        .iter()
        .enumerate()
        .map(|(at, id)| {
            let excluded = at >= 32 && at % 7 == 0;
            let answer = if excluded { json!({"not_applicable": "none of it"}) } else { json!({"level": at % 6}) };
            ((*id).to_owned(), answer)
        })
        .collect();
    let evidence: Vec<Value> = (0..size)
        .map(|at| {
            json!({
                "id": format!("e{at}"), "title": format!("Item {at}"), "kind": LEVELS[at % 4],
                "dated": format!("202{}-{:02}-{:02}", 5 + at % 2, 1 + at % 10, 1 + at % 28),
                "requirements": [id(at), id(at * 3 + 1)],
            })
        })
        .collect();
    let risks: Vec<Value> = (0..size)
        .map(|at| {
            json!({
                "id": format!("r{at}"), "title": format!("Risk {at}"), "category": "privacy", "likelihood": 1 + at % 5,
                "consequence": {"organisation": 1 + at % 3, "individuals": 1 + at % 5, "society": 1},
                "treatment": "retain", "status": "open", "owner": "Ada",
                "links": [
                    {"requirement": id(at), "acts_on": "both", "strength": "weak"},
                    {"requirement": id(at + 1), "acts_on": "likelihood", "strength": "strong"},
                ],
            })
        })
        .collect();
    let incidents: Vec<Value> = (0..size / 10)
        .map(|at| {
            json!({"id": format!("i{at}"), "title": "x", "occurred_on": "2026-01-01", "status": "open", "risk": format!("r{at}")})
        })
        .collect();
    json!({
        "answers": answers, "evidence": evidence, "risks": risks, "incidents": incidents,
        "triggers": {"rfp": {"signs": [], "date": "2027-03-01"}, "insurer": {"signs": [], "date": "2027-09-01"}},
    })
}

fn call(call: Call, input: &Value) -> Value {
    serde_json::from_str(&Api::new().unwrap().answer(call, &input.to_string()).to_json()).unwrap()
}

#[test]
fn ten_thousand_risks_and_items_are_answered_as_a_few_are() {
    let all = register(10_000);
    let few = {
        // The items that settle the numbers are among the last ones as well as the first ones.
        let mut few = all.clone();
        few["risks"]
            .as_array_mut()
            .unwrap()
            .retain(|risk| risk["id"].as_str().unwrap().trim_start_matches('r').parse::<usize>().unwrap() % 1_000 < 3);
        few["incidents"] = json!([]);
        few
    };
    let [all, few] = [all, few].map(|assessment| {
        let mut answer = call(Call::Assess, &json!({"assessment": assessment, "as_of": AS_OF}));
        assert_eq!(answer["type"], "success", "{}", answer["errors"][0]);
        answer["report"].take()
    });
    assert_eq!(all["risks"].as_array().unwrap().len(), 10_000);
    assert_eq!(few["risks"].as_array().unwrap().len(), 30);
    for risk in few["risks"].as_array().unwrap() {
        assert!(all["risks"].as_array().unwrap().contains(risk), "{risk}");
    }
    assert_eq!(all["triggers"][0]["proven"], few["triggers"][0]["proven"]);
    let count = |report: &Value, kind: &str| {
        report["findings"].as_array().unwrap().iter().filter(|finding| finding["kind"] == kind).count()
    };
    assert_eq!(count(&all, "incident_open_without_action"), 1_000);
    let above = all["risks"].as_array().unwrap().iter().filter(|risk| risk["over_appetite"] == true).count();
    assert!(above > 100, "{above}");
    assert_eq!(count(&all, "retained_above_appetite_unapproved"), above);
    // A message about ten thousand risks stays a message.
    let relied =
        all["findings"].as_array().unwrap().iter().find(|one| one["kind"] == "excluded_but_relied_on").unwrap();
    let message = relied["message"].as_str().unwrap();
    assert!(message.len() < 300 && message.contains(" more"), "{message}");
}

#[test]
fn ten_thousand_faults_are_all_told() {
    let mut assessment = register(10_000);
    for item in assessment["evidence"].as_array_mut().unwrap() {
        item["requirements"] = json!(["4.1", "none"]);
    }
    let answer = call(Call::Assess, &json!({"assessment": assessment, "as_of": AS_OF}));
    assert_eq!(answer["errors"].as_array().unwrap().len(), 10_000);
    assert_eq!(answer["errors"][9_999]["path"], "assessment/evidence/e9999/requirements");
}

/// The most memory that a process ever held, MiB, as the system counts it; `None` where it doesn't.
fn peak(child: &Child) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().split(' ').next()?.parse::<f64>().ok().map(|kib| kib / 1024.0)
}

/// Seconds of processor time of a process's first thread; `None` where the system does not tell.
fn busy(child: &Child) -> Option<f64> {
    let text = fs::read_to_string(format!("/proc/{}/schedstat", child.id())).ok()?;
    text.split(' ').next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e9)
}

/// What a process took: looked at 500 times a second, so its last two milliseconds may be missed.
struct Taken {
    seconds: f64,
    /// Processor time of its first thread, or the time that passed where the system does not tell.
    busy: f64,
    /// Most memory, MiB.
    memory: f64,
}

fn watched(mut child: Child) -> Taken {
    let start = Instant::now();
    let mut taken = Taken { seconds: 0.0, busy: 0.0, memory: 0.0 };
    loop {
        taken.memory = peak(&child).unwrap_or(0.0).max(taken.memory);
        taken.busy = busy(&child).unwrap_or_else(|| start.elapsed().as_secs_f64());
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "{status}");
            taken.seconds = start.elapsed().as_secs_f64();
            return taken;
        }
        thread::sleep(Duration::from_millis(2));
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_foreproof"));
    command.args(arguments).stdout(Stdio::null());
    command
}

fn written(name: &str, value: &Value) -> (std::path::PathBuf, f64) {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let text = value.to_string();
    fs::write(&path, &text).unwrap();
    (path, text.len() as f64 / 1e6)
}

#[test]
#[ignore = "a measurement: make scale"]
fn measured_one_big_file() {
    println!("\n| items and risks, each | file | `assess` | per item | peak memory | `verify` | `diff` |");
    println!("|---|---|---|---|---|---|---|");
    for size in [1_000, 2_000, 5_000, 10_000, 20_000, 50_000] {
        let assessment = register(size);
        let file = json!({"format": "foreproof.assessment", "version": 1, "assessment": assessment});
        let mut other = assessment.clone();
        other["risks"][size / 2]["likelihood"] = json!(5);
        let calls = [
            ("assess", json!({"assessment": assessment, "as_of": AS_OF})),
            ("verify", json!({"file": file, "as_of": AS_OF})),
            ("diff", json!({"before": assessment, "after": other, "as_of": AS_OF})),
        ];
        let mut megabytes = Vec::new();
        let [assess, verify, diff] = calls.map(|(name, input)| {
            let (path, size) = written(&format!("{name}.json"), &input);
            megabytes.push(size);
            let runs = (0..3).map(|_| watched(command(&[name, path.to_str().unwrap()]).spawn().unwrap()));
            runs.min_by(|a, b| a.busy.total_cmp(&b.busy)).unwrap()
        });
        println!(
            "| {size} | {:.1} MB | {:.0} ms | {:.1} µs | {:.0} MiB | {:.0} ms | {:.0} ms |",
            megabytes[0],
            assess.busy * 1e3,
            assess.busy * 1e6 / size as f64,
            assess.memory,
            verify.busy * 1e3,
            diff.busy * 1e3,
        );
    }
}

#[test]
#[ignore = "a measurement: make scale"]
fn measured_a_long_portfolio() {
    let most = std::env::var("FOREPROOF_LINES").ok().and_then(|lines| lines.parse().ok()).unwrap_or(1_000_000_usize);
    let answers: serde_json::Map<String, Value> =
        IDS.iter().enumerate().map(|(at, id)| ((*id).to_owned(), json!({"level": at % 6}))).collect();
    let small = json!({"as_of": AS_OF, "assessment": {
        "answers": answers,
        "evidence": [{"id": "e1", "title": "t", "kind": "record", "dated": "2026-06-01", "requirements": ["4.1", "5.2"]}],
    }});
    println!("\n| lines, all 70 requirements answered | time | a second | peak memory |");
    println!("|---|---|---|---|");
    for lines in [1_000, 10_000, 100_000, 1_000_000].into_iter().filter(|lines| *lines <= most) {
        let mut child = command(&["assess", "--lines"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let line = format!("{small}\n");
        let writer = thread::spawn(move || (0..lines).for_each(|_| stdin.write_all(line.as_bytes()).unwrap()));
        let reader = thread::spawn(move || {
            stdout
                .split(b'\n')
                .map(|line| line.unwrap())
                .filter(|line| line.starts_with(b"{\"type\":\"success\""))
                .count()
        });
        let Taken { seconds, memory, .. } = watched(child);
        writer.join().unwrap();
        assert_eq!(reader.join().unwrap(), lines);
        println!("| {lines} | {seconds:.2} s | {:.0} | {memory:.0} MiB |", lines as f64 / seconds);
    }
}
