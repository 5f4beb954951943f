//! The command line, run as whoever scripts it runs it.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod support;

use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
    thread,
};

use foreproof::{api::Call, quant::MOST_TRIALS, route::NODE_BUDGET};
use serde_json::{Value, json};
use support::{digest, example_value, pack_document};

/// What a run came to.
struct Run {
    status: i32,
    out: String,
    err: String,
}

impl Run {
    /// The answers, one a line.
    fn answers(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The faults of the only answer as lines.
    fn faults(&self) -> Vec<String> {
        let [answer] = <[Value; 1]>::try_from(self.answers()).unwrap();
        assert_eq!((answer["type"].as_str(), self.status), (Some("failure"), 1));
        faults(&answer)
    }
}

fn faults(answer: &Value) -> Vec<String> {
    let text = |fault: &Value, name: &str| fault[name].as_str().unwrap().to_owned();
    let line = |fault| format!("{}: {}; {}", text(fault, "path"), text(fault, "message"), text(fault, "help"));
    answer["errors"].as_array().unwrap().iter().map(line).collect()
}

fn run(arguments: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_foreproof"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // Wrong use ends before it reads: then nobody takes the input.
    let writer = thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Run {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn assess(call: &Value) -> Run {
    run(&["assess"], call.to_string().as_bytes())
}

fn example_call() -> Value {
    json!({ "assessment": example_value(), "as_of": "2026-11-23" })
}

fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).unwrap();
    path
}

#[test]
fn pack_prints_the_whole_pack_whose_digest_every_report_names() {
    let printed = run(&["pack"], b"");
    assert_eq!((printed.status, printed.err.as_str()), (0, ""));
    let document: Value = serde_json::from_str(&printed.out).unwrap();
    assert_eq!(document, pack_document());
    let report = assess(&example_call());
    assert_eq!(report.answers()[0]["report"]["pack"]["sha256"], digest(&document));
}

#[test]
fn a_pack_that_a_call_carries_gives_the_same_bytes_as_the_built_in_one() {
    let mut call = example_call();
    let plain = assess(&call);
    assert_eq!(plain.status, 0);
    call["pack"] = serde_json::from_str(&run(&["pack"], b"").out).unwrap();
    let carried = assess(&call);
    assert_eq!((carried.status, carried.err.as_str()), (0, ""));
    assert!(carried.out == plain.out, "the bytes differ");
    // And one that differs counts: with another base the pressure of the first trigger is another.
    call["pack"]["triggers"][0]["base_pct"] = json!(100);
    call["assessment"]["triggers"]["rfp"]["date"].take();
    call["assessment"]["triggers"]["rfp"].as_object_mut().unwrap().remove("date");
    let other = assess(&call).answers()[0]["report"].clone();
    assert_eq!(other["triggers"][0]["pressure_ppm"], 1_000_000);
    assert_eq!(other["pack"]["sha256"], digest(&call["pack"]));
}

#[test]
fn a_call_is_read_from_standard_input_or_from_a_file() {
    let text = example_call().to_string();
    let path = file("call.json", text.as_bytes());
    let from_input = run(&["assess"], text.as_bytes());
    assert_eq!((from_input.status, from_input.err.as_str()), (0, ""));
    let answer = &from_input.answers()[0];
    assert_eq!((answer["type"].as_str(), answer["report"]["as_of"].as_str()), (Some("success"), Some("2026-11-23")));
    assert_eq!(from_input.out.lines().count(), 1);
    for arguments in [&["assess", path.to_str().unwrap()][..], &["assess", "-"]] {
        let run = run(arguments, text.as_bytes());
        assert!(run.out == from_input.out, "{arguments:?}");
        assert_eq!((run.status, run.err.as_str()), (0, ""));
    }
}

#[test]
fn terms_are_given_where_the_call_asks_for_them() {
    let mut call = example_call();
    let score = |call: &Value| assess(call).answers()[0]["report"]["triggers"][0]["proven"].clone();
    assert_eq!(score(&call).get("terms"), None);
    call["explain"] = json!(false);
    assert_eq!(score(&call).get("terms"), None);
    call["explain"] = json!(true);
    let score = score(&call);
    let terms = score["terms"].as_array().unwrap();
    let excluded = example_value()["answers"]
        .as_object()
        .unwrap()
        .values()
        .filter(|answer| answer.get("not_applicable").is_some())
        .count();
    assert_eq!(terms.len(), 70 - excluded);
    let sum = |name: &str, by: &dyn Fn(&Value) -> u64| terms.iter().map(|term| by(&term[name])).sum::<u64>();
    let number = |value: &Value| value.as_u64().unwrap();
    assert_eq!(number(&score["score_bp"]), 100 * sum("earned", &number) / sum("weight", &number));
}

#[test]
fn many_calls_are_answered_in_order_good_and_bad() {
    let mut input = Vec::new();
    let mut good = 0;
    for n in 0..1_000_usize {
        match n % 5 {
            0 => input.extend_from_slice(b"not JSON\n"),
            1 => input.extend_from_slice(
                b"{\"as_of\":\"2026-11-23\",\"assessment\":{\"answers\":{\"4.1\":{\"level\":\xff}}}}\n",
            ),
            2 => input.extend_from_slice(
                format!("{{\"as_of\":\"2026-11-23\",\"assessment\":{{\"answers\":{{}}}},\"n{n}\":1}}\r\n").as_bytes(),
            ),
            _ => {
                good += 1;
                let day = format!("{:04}-01-01", 1 + n);
                let call = json!({ "as_of": day, "assessment": { "answers": { "4.1": { "level": n % 6 } } } });
                input.extend_from_slice(call.to_string().as_bytes());
                // The last line has no end; blank lines between are passed over.
                input.extend_from_slice(match n {
                    999 => b"",
                    _ if n % 50 == 3 => b"\n\n  \n",
                    _ => b"\n",
                });
            }
        }
    }
    assert_eq!(good, 400);
    let path = file("calls.jsonl", &input);
    let ran = run(&["assess", "--lines"], &input);
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    let answers = ran.answers();
    assert_eq!(answers.len(), 1_000);
    for (n, answer) in answers.iter().enumerate() {
        match n % 5 {
            0 => assert!(faults(answer)[0].contains("not readable JSON"), "{n}: {answer}"),
            1 => assert!(faults(answer)[0].contains("not UTF-8"), "{n}: {answer}"),
            2 => assert!(faults(answer)[0].contains(&format!("`n{n}`")), "{n}: {answer}"),
            _ => {
                let report = &answer["report"];
                assert_eq!(report["as_of"], format!("{:04}-01-01", 1 + n));
                assert_eq!(report["requirements"][0]["claimed"], n % 6, "{n}");
            }
        }
    }
    let from_file = run(&["assess", "--lines", path.to_str().unwrap()], b"");
    assert!(from_file.out == ran.out);
    assert_eq!(from_file.status, 1);
}

#[test]
fn a_line_gives_what_the_same_call_gives_alone() {
    let text = example_call().to_string() + "\n";
    let alone = run(&["assess"], text.as_bytes());
    let line = run(&["assess", "--lines"], text.as_bytes());
    assert!(line.out == alone.out);
    assert_eq!(line.status, 0);
    assert_eq!(run(&["assess", "--lines"], text.repeat(3).as_bytes()).out, alone.out.repeat(3));
    assert_eq!(run(&["assess", "--lines"], b"\n \n").out, "");
}

#[test]
fn what_is_no_call_is_a_failure_with_status_1() {
    let cases: [(&[u8], &str); 6] = [
        (
            b"",
            ": this is not readable JSON: EOF while parsing a value at line 1 column 0; choose a file that Foreproof wrote, and send it unchanged",
        ),
        (b"[]", ": expected an object, found a list; give an object"),
        (
            b"\xff\xfe{}",
            ": the call is not UTF-8: invalid utf-8 sequence of 1 bytes from index 0; send the call as UTF-8 text",
        ),
        (
            b"{\"as_of\": 1, \"as_of\": 2}",
            ": this is not readable JSON: `as_of` stands twice in one object at line 1 column 24; choose a file that Foreproof wrote, and send it unchanged",
        ),
        (
            b"{\"as_of\":\"2026-02-30\",\"assessment\":{\"answers\":{}}}",
            "as_of: `2026-02-30` is not a date that exists; give a calendar date as YYYY-MM-DD, for instance 2026-11-30",
        ),
        (
            b"{\"as_of\":\"2026-11-23\",\"assessment\":{\"answers\":{}},\"explain\":1}",
            "explain: expected `true` or `false`, found `1`; give `true` or `false`",
        ),
    ];
    for (input, expected) in cases {
        assert_eq!(run(&["assess"], input).faults(), [expected]);
    }
}

#[test]
fn unknown_fields_of_a_call_are_refused_by_name() {
    let call = json!({ "assesment": {}, "as_of": "2026-11-23", "trials": 5, "assessment": { "answers": {} } });
    assert_eq!(
        assess(&call).faults(),
        [
            "assesment: the field `assesment` is unknown; did you mean `assessment`?",
            "trials: the field `trials` is unknown; remove it; the fields here are pack, assessment, as_of, explain",
        ]
    );
}

#[test]
fn faults_of_call_pack_and_assessment_are_told_together() {
    let mut call = json!({ "as_of": "tomorrow", "assessment": { "answers": { "4.1": { "level": 6 } } } });
    call["pack"] = pack_document();
    call["pack"]["proof_effort"] = json!(0);
    call["pack"]["triggers"][0]["base_pct"] = json!(101);
    assert_eq!(
        assess(&call).faults(),
        [
            "pack/proof_effort: 0 is out of range; give a whole number from 1 to 36525",
            "pack/triggers/rfp/base_pct: 101 is out of range; give a whole number from 0 to 100",
            "as_of: `tomorrow` is not a date that exists; give a calendar date as YYYY-MM-DD, for instance 2026-11-30",
            "assessment/answers/4.1/level: `6` is not a level; give a whole number from 0 (absent) to 5 (assured)",
        ]
    );
    assert_eq!(
        assess(&json!({})).faults(),
        [": `assessment` is missing; add `assessment`", ": `as_of` is missing; add `as_of`"]
    );
}

#[test]
fn wrong_use_says_what_is_wrong_and_how_to_use_it_with_status_2() {
    let cases: [(&[&str], &str); 8] = [
        (&[], "no command given"),
        (&["score"], "`score` is not a command"),
        (&["Assess"], "`Assess` is not a command"),
        (&["pack", "x"], "`x` is not expected here"),
        (&["assess", "--line"], "`--line` is not expected here"),
        (&["assess", "a.json", "b.json"], "`b.json` is not expected here"),
        (&["assess", "a.json", "--lines"], "`--lines` is not expected here"),
        (&["--help", "me"], "`me` is not expected here"),
    ];
    for (arguments, complaint) in cases {
        let run = run(arguments, b"{}");
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.starts_with(&format!("foreproof: {complaint}\n\n")), "{}", run.err);
        assert!(run.err.contains("foreproof CALL --lines [FILE]"), "{}", run.err);
    }
}

#[test]
fn a_file_that_can_not_be_read_is_wrong_use_too() {
    let run = run(&["assess", "no/such/file.json"], b"{}");
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("foreproof: `no/such/file.json` can't be read: "), "{}", run.err);
}

#[test]
fn help_and_version_are_answers_with_status_0() {
    let help = run(&["--help"], b"");
    assert_eq!((help.status, help.err.as_str()), (0, ""));
    for words in
        ["foreproof pack ", "foreproof CALL [FILE]", "foreproof CALL --lines [FILE]", "The exit status is 0, 1"]
    {
        assert!(help.out.contains(words), "{words}");
    }
    // Every call with its fields, and the bounds that the calls hold to.
    for call in Call::ALL {
        assert!(help.out.contains(&format!("\n  {:<9} {{", call.name())), "{}: {}", call.name(), help.out);
    }
    for bound in [format!("{NODE_BUDGET} if absent"), format!("0 to {}", u64::MAX), format!("1 to {MOST_TRIALS}.")] {
        assert!(help.out.contains(&bound), "{bound}: {}", help.out);
    }
    for other in ["-h", "help"] {
        assert_eq!(run(&[other], b"").out, help.out);
    }
    let version = run(&["--version"], b"");
    assert_eq!((version.status, version.out), (0, format!("foreproof {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn whoever_stops_reading_early_is_no_failure() {
    let path = file("long.jsonl", (example_call().to_string() + "\n").repeat(40).as_bytes());
    let mut child = Command::new(env!("CARGO_BIN_EXE_foreproof"))
        .args(["assess", "--lines", path.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()));
}
