//! The engine in JavaScript, without the app: in a page of its own under the strict policy each call
//! answers, byte for byte as natively, and whatever is handed over, nothing is ever thrown.

mod harness;
mod headless;
#[path = "../../twin/mod.rs"]
mod twin;

use std::{collections::BTreeMap, env, fs, path::Path};

use foreproof::{
    api::Call,
    builtin, engine,
    exchange::{export, read_assessment},
    rules::RulePack,
    units::Date,
};
use harness::{Result, root};
use headless::{
    alone,
    native::{native, native_answers},
    with_engine,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use twin::{dice::Dice, random};

const AS_OF: &str = "2026-11-23";
/// How many random assessments are compared; `FOREPROOF_CASES` asks for more.
const CASES: u64 = 500;
/// How many of them make one file of calls.
const A_FILE: u64 = 25;

// ------------------------------------------------------- native against wasm

/// A call, and its input.
type Asked = (Call, Value);

struct Cases {
    pack: RulePack,
    document: Value,
}

impl Cases {
    fn new() -> Self {
        let document: Value = serde_json::from_str(builtin::DOCUMENT).unwrap();
        Self { pack: builtin::pack().unwrap(), document }
    }

    /// The calls about one random assessment, sound ones and one that is not.
    fn calls(&self, seed: u64) -> Vec<Asked> {
        let mut dice = Dice(seed ^ 0x5eed);
        let assessment = random::random_assessment(&self.document, AS_OF, seed);
        let other = random::random_assessment(&self.document, AS_OF, seed + 1_000_000);
        let mut calls = Vec::new();

        let mut assess = json!({"assessment": assessment, "as_of": AS_OF, "explain": true});
        // A pack is long: some carry one of their own.
        if seed % 20 == 7 {
            let pack = random::random_pack(&self.document, seed);
            assess = json!({"assessment": random::random_assessment(&pack, AS_OF, seed), "as_of": AS_OF, "pack": pack});
        }
        calls.push((Call::Assess, assess));

        let triggers: Vec<&str> = random::ids(&self.document["triggers"]);
        let chosen = dice.some_of(&triggers, 60);
        let budget = *dice.pick(&[1, 40, 400]);
        let route = json!({"assessment": assessment, "as_of": AS_OF, "triggers": chosen, "node_budget": budget});
        calls.push((Call::Route, route));

        let mut at_risk = self.at_risk(&assessment, &mut dice);
        let [few, many] = [dice.between(1, 3), dice.between(20, 300)];
        let trials = *dice.pick(&[few, many]);
        let seed_text = dice.roll().to_string();
        let simulate = json!({"assessment": at_risk, "as_of": AS_OF, "seed": seed_text, "trials": trials});
        calls.push((Call::Simulate, simulate));
        // Amounts of two currencies can't be added: a failure, and the same one everywhere.
        if seed % 10 == 3 {
            for risk in at_risk["risks"].as_array_mut().unwrap() {
                if risk["loss"].is_object() && dice.chance(70) {
                    risk["loss"]["currency"] = json!("SEK");
                }
            }
            calls
                .push((Call::Simulate, json!({"assessment": at_risk, "as_of": AS_OF, "seed": "-1", "trials": trials})));
        }

        let mut file = self.exported(&assessment);
        match dice.between(0, 3) {
            0 => file["assessment"]["answers"]["5.2"] = json!({"level": 5}),
            1 => file["summary"]["index_bp"]["proven"] = json!(10_000),
            2 => drop(file.as_object_mut().unwrap().remove("digest")),
            _ => {}
        }
        calls.push((Call::Verify, json!({"file": file})));
        calls.push((Call::Diff, json!({"before": assessment, "after": other, "as_of": AS_OF})));

        let mut broken = json!({"assessment": assessment, "as_of": "2026-02-30", "explian": dice.chance(50)});
        broken["assessment"]["answers"]["A.99"] = json!({"level": 9});
        broken["assessment"]["evidence"] = json!([{"id": "e\u{1F642}", "kind": "rumour", "dated": 7}]);
        calls.push((*dice.pick(Call::ALL), broken));
        calls
    }

    /// The same with a risk that is simulated, most often at a rate that takes all digits of a number.
    fn at_risk(&self, assessment: &Value, dice: &mut Dice) -> Value {
        let mut assessment = assessment.clone();
        let currency = assessment["settings"]["currency"].as_str().unwrap_or("EUR").to_owned();
        let mut rates = [dice.roll(), dice.roll(), dice.roll()];
        rates.sort_unstable();
        // 53 bits each: 0 to 8 events a year.
        let [min, likely, max] = rates.map(|rate| json!((rate >> 11) as f64 / (1_u64 << 50) as f64));
        let rate = match dice.between(0, 3) {
            0 => json!(0),
            1 => json!({"min": min, "likely": likely, "max": max}),
            _ => likely,
        };
        let low = dice.between(1, 1_000_000);
        let links = dice.some_of(&["A.5.2", "A.6.2.4", "8.2"], 60);
        let risk = json!({
            "id": "simulated", "title": "Risk", "category": self.document["risk"]["categories"][0]["id"],
            "likelihood": 3, "consequence": {"organisation": 3, "individuals": 2, "society": 1},
            "treatment": "modify", "status": "open",
            "links": links.iter().map(|id| json!({"requirement": id, "acts_on": "both", "strength": "strong"}))
                .collect::<Value>(),
            "loss": {"rate": rate, "low": low, "high": low * dice.between(2, 1_000), "currency": currency},
        });
        match assessment["risks"].as_array_mut() {
            Some(risks) => risks.push(risk),
            None => assessment["risks"] = json!([risk]),
        }
        assessment
    }

    fn exported(&self, assessment: &Value) -> Value {
        let assessment = read_assessment(&self.pack, assessment, "").unwrap_or_else(|faults| panic!("{faults:#?}"));
        let report = engine::assess(&self.pack, &assessment, Date::parse(AS_OF).unwrap(), false);
        serde_json::from_str(&export(&self.pack, &assessment, &report, "2026-11-23T10:00:00Z", false)).unwrap()
    }

    /// The calls about the example.
    fn example(&self) -> Result<Vec<Asked>> {
        let file: Value = serde_json::from_str(&fs::read_to_string(root().join("tests/data/example.json"))?)?;
        let assessment = &file["assessment"];
        let triggers = random::ids(&self.document["triggers"]);
        Ok(vec![
            (Call::Assess, json!({"assessment": assessment, "as_of": AS_OF, "explain": true})),
            (Call::Route, json!({"assessment": assessment, "as_of": AS_OF, "triggers": triggers})),
            (Call::Simulate, json!({"assessment": assessment, "as_of": AS_OF, "seed": "42", "trials": 10_000})),
            (Call::Verify, json!({"file": file})),
            (Call::Diff, json!({"before": {"answers": {}}, "after": assessment, "as_of": AS_OF})),
        ])
    }
}

fn hex(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn native_and_browser_give_the_same_bytes() -> Result {
    let cases = Cases::new();
    let count = env::var("FOREPROOF_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(CASES);
    let mut files = vec![cases.example()?];
    for start in (0..count).step_by(usize::try_from(A_FILE)?) {
        files.push((start..count.min(start + A_FILE)).flat_map(|seed| cases.calls(seed)).collect());
    }
    let write = |folder: &Path| -> Result {
        for (number, calls) in files.iter().enumerate() {
            let calls: Vec<(&str, &Value)> = calls.iter().map(|(call, input)| (call.name(), input)).collect();
            fs::write(folder.join(format!("calls-{number}.json")), serde_json::to_vec(&calls)?)?;
        }
        Ok(())
    };
    // The native answers, before the browser's time runs: of each call in the order of the files.
    let mut outcomes: BTreeMap<(&str, bool), u64> = BTreeMap::new();
    let mut native: BTreeMap<Call, _> = BTreeMap::new();
    for &call in Call::ALL {
        let asked = files.iter().flatten().filter(|(other, _)| *other == call);
        let inputs: Vec<&Value> = asked.map(|(_, input)| input).collect();
        let answers = native_answers(call, &inputs)?;
        for answer in answers.lines() {
            *outcomes.entry((call.name(), answer.starts_with("{\"type\":\"success\""))).or_default() += 1;
        }
        assert_eq!(answers.lines().count(), inputs.len());
        native.insert(call, answers.lines().map(hex).collect::<Vec<_>>().into_iter());
    }
    with_engine("native_and_browser_give_the_same_bytes", write, async |page| {
        for (number, calls) in files.iter().enumerate() {
            let file = format!("calls-{number}.json");
            let digests: Vec<String> = page.js("return digests(arguments[0])", vec![json!(file)]).await?;
            assert_eq!(digests.len(), calls.len());
            for ((call, input), digest) in calls.iter().zip(digests) {
                if native.get_mut(call).and_then(Iterator::next).as_ref() != Some(&digest) {
                    let native = native_answers(*call, &[input])?;
                    let script = "return engine.call(arguments[0], JSON.stringify(arguments[1]))";
                    let wasm: String = page.js(script, vec![json!(call.name()), input.clone()]).await?;
                    let same = native.bytes().zip(wasm.bytes()).take_while(|(a, b)| a == b).count();
                    let from = |text: &str| text.chars().skip(same.saturating_sub(60)).take(200).collect::<String>();
                    panic!("{file}, {}: from byte {same} on\n{}\nagainst\n{}", call.name(), from(&native), from(&wasm));
                }
            }
        }
        Ok(())
    })?;
    // All calls were compared, in success and in failure.
    println!("compared, by call and success: {outcomes:?}");
    for call in Call::ALL {
        assert!(outcomes[&(call.name(), true)] >= count, "{outcomes:?}");
        assert!(outcomes[&(call.name(), false)] > 0, "{outcomes:?}");
    }
    Ok(())
}

#[test]
fn the_pack_is_the_built_in_one() -> Result {
    with_engine("the_pack_is_the_built_in_one", alone, async |page| {
        let pack: Value = page.js("return engine.pack()", vec![]).await?;
        assert_eq!(pack, serde_json::from_str::<Value>(&native(&["pack"])?)?);
        Ok(())
    })
}

// ----------------------------------------------------------------- bad input

/// What each hostile input of `hostile.js` comes to: how its only faults begin, one a line.
const HOSTILE: [(&str, &str); 43] = [
    ("undefined", ": expected an object, found nothing (`null`)"),
    ("null", ": expected an object, found nothing (`null`)"),
    ("a number", ": expected an object, found `7`"),
    ("a text", ": expected an object, found the text `{}`"),
    ("a list", ": expected an object, found a list"),
    ("a function", ": a function is not plain data"),
    ("a symbol", ": a symbol is not plain data"),
    ("a BigInt", ": a BigInt is not plain data"),
    ("NaN", ": `NaN` is not plain data"),
    ("a function inside", "as_of: a function is not plain data"),
    ("a symbol inside", "as_of: a symbol is not plain data"),
    ("a BigInt inside", "node_budget: a BigInt is not plain data"),
    ("NaN inside", "assessment/extensions/others/1: `NaN` is not plain data"),
    ("Infinity inside", "assessment/extensions/others/most: an infinity is not plain data"),
    ("a date", "as_of: an instance of `Date` is not plain data"),
    ("a map", "assessment/answers: an instance of `Map` is not plain data"),
    ("a set", "assessment/evidence/e1/requirements: an instance of `Set` is not plain data"),
    ("a promise", "assessment: an instance of `Promise` is not plain data"),
    ("an instance", "assessment/answers: an instance of `Answers` is not plain data"),
    ("a boxed text", "as_of: an instance of `String` is not plain data"),
    ("bytes", "assessment/extensions/others: an instance of `Uint8Array` is not plain data"),
    ("a cycle", "assessment/extensions/others/self: an object that holds itself is not plain data"),
    ("a cycle of lists", "assessment/extensions/others/0/0: an object that holds itself is not plain data"),
    ("far too deep", "assessment/extensions/others/0/…/0/0/0: this lies more than 127 objects and lists deep"),
    ("endless getters", "assessment/extensions/others/next/…/next/next/next: this lies more than 127 objects"),
    ("shared a thousand times over", ": this holds more than 1000000 values"),
    ("a list of holes", ": this holds more than 1000000 values"),
    ("a getter that throws", "assessment: this can't be read, it throws: `not today`"),
    ("a getter that throws a text", "assessment/evidence/e1/valid_until: this can't be read, it throws: `nor ever`"),
    ("a getter that throws nothing", "assessment/extensions/others/it: this can't be read, it throws"),
    ("an error with a hostile message", "assessment/extensions/others/it: this can't be read, it throws"),
    ("a proxy without keys", ": this can't be read, it throws: `no keys`"),
    ("a revoked proxy", "assessment/extensions/others: this can't be read, it throws: `"),
    ("a revoked list", "assessment/extensions/others: this can't be read, it throws: `"),
    ("half a character", "assessment/extensions/others: this text holds half a character"),
    ("half a character in a name", "assessment/extensions/others: this text holds half a character"),
    ("a prototype", "assessment/extensions/others/__proto__: a field named `__proto__` is not plain data"),
    (
        "several at once",
        "as_of: an instance of `Date` is not plain data\npack: a function is not plain data\n\
         explain: a symbol is not plain data",
    ),
    ("an unknown field", "explian: the field `explian` is unknown"),
    ("a level that is none", "assessment/answers/5.2/level: `3.5` is not a level"),
    (
        "a number too large",
        "assessment/triggers/rfp/stake/amount: expected a whole number from 0 to 9007199254740991, found",
    ),
    ("two unknown fields", "ready: the field `ready` is unknown\nsteady: the field `steady` is unknown"),
    ("an unknown trigger", "assessment/triggers/tender: there is no trigger `tender`"),
];

/// The faults of a failure answer, one a line, long paths shortened; anything else as it is.
fn told(answer: &Value) -> String {
    let fault = |error: &Value| {
        for text in ["message", "path", "help"] {
            assert!(error[text].is_string(), "{error}");
        }
        assert_eq!(error.as_object().unwrap().len(), 3, "{error}");
        let mut path: Vec<&str> = error["path"].as_str().unwrap().split('/').collect();
        if path.len() > 20 {
            path.splice(4..path.len() - 3, ["…"]);
        }
        format!("{}: {}", path.join("/"), error["message"].as_str().unwrap())
    };
    match answer["errors"].as_array().filter(|_| answer["type"] == "failure") {
        Some(errors) => errors.iter().map(fault).collect::<Vec<_>>().join("\n"),
        None => answer.to_string().chars().take(300).collect(),
    }
}

#[test]
fn bad_input_gets_the_failure_answer() -> Result {
    with_engine("bad_input_gets_the_failure_answer", alone, async |page| {
        let script =
            "return Object.entries(inputs).map(([name, input]) => [name, attempt(() => engine.assess(input))])";
        let answers: Vec<(String, Value)> = page.js(script, vec![]).await?;
        let mut faults = Vec::new();
        for (name, answer) in &answers {
            let expected = HOSTILE.iter().find(|(known, _)| known == name).map(|(_, faults)| *faults);
            let told = told(answer);
            let begins = expected.is_some_and(|expected| {
                told.lines().count() == expected.lines().count()
                    && told.lines().zip(expected.lines()).all(|(told, expected)| told.starts_with(expected))
            });
            if !begins {
                faults.push(format!("{name}: {told}\n  expected {expected:?}"));
            }
        }
        assert_eq!(answers.len(), HOSTILE.len(), "an input of the list was not tried");
        assert!(faults.is_empty(), "{}", faults.join("\n"));

        // The other calls read with the same eyes. The two that take a while were tried enough.
        let script = "const long = ['shared a thousand times over', 'a list of holes'];
            return Object.entries(inputs).filter(([name]) => !long.includes(name)).flatMap(([name, input]) =>
                ['route', 'simulate', 'verify', 'diff'].map((call) => [`${call}: ${name}`, attempt(() => engine[call](input))]))";
        let answers: Vec<(String, Value)> = page.js(script, vec![]).await?;
        assert_eq!(answers.len(), 4 * (HOSTILE.len() - 2));
        for (name, answer) in answers {
            assert_eq!(answer["type"], "failure", "{name}: {}", told(&answer));
        }
        // And after all of that the engine is as it was.
        let script = "return [engine.assess({ assessment: { answers: {} }, as_of: '2026-11-23' }).type]";
        assert_eq!(page.js::<Vec<String>>(script, vec![]).await?, ["success"]);
        Ok(())
    })
}

/// A number holds no seed above 2^53, so none is taken, not even one that would fit.
#[test]
fn a_seed_is_a_text_of_digits() -> Result {
    let cases = [
        ("42", "seed: expected a text, found `42`"),
        ("2 ** 64", "seed: expected a text, found `1.8446744073709552e+19`"),
        ("42n", "seed: a BigInt is not plain data"),
        ("new String('42')", "seed: an instance of `String` is not plain data"),
        ("Symbol('42')", "seed: a symbol is not plain data"),
        ("undefined", ": `seed` is missing"),
        ("null", "seed: expected a text, found nothing (`null`)"),
        ("'4.2e1'", "seed: `4.2e1` is not a seed"),
        ("'18446744073709551616'", "seed: `18446744073709551616` is not a seed"),
    ];
    with_engine("a_seed_is_a_text_of_digits", alone, async |page| {
        let ask = async |seed: &str| -> Result<Value> {
            let input = format!("{{ assessment: {{ answers: {{}} }}, as_of: '{AS_OF}', seed: {seed}, trials: 10 }}");
            page.js(&format!("return attempt(() => engine.simulate({input}))"), vec![]).await
        };
        for (seed, expected) in cases {
            let answer = ask(seed).await?;
            assert_eq!(told(&answer), expected, "{seed}");
        }
        for (seed, given) in [("'18446744073709551615'", "18446744073709551615"), ("'007'", "7")] {
            let answer = ask(seed).await?;
            assert_eq!((&answer["type"], &answer["simulate"]["seed"]), (&json!("success"), &json!(given)));
        }
        Ok(())
    })
}

#[test]
fn what_is_plain_is_taken_wherever_it_comes_from() -> Result {
    with_engine("what_is_plain_is_taken_wherever_it_comes_from", alone, async |page| {
        let script = "return Object.entries(plain).map(([name, input]) => [name, attempt(() => engine.assess(input))])";
        let answers: Vec<(String, Value)> = page.js(script, vec![]).await?;
        assert_eq!(answers.len(), 7);
        for (name, answer) in answers {
            assert_eq!(answer["type"], "success", "{name}: {}", told(&answer));
        }
        Ok(())
    })
}

#[test]
fn a_call_as_text_never_throws() -> Result {
    let cases: [(&str, &str); 7] = [
        ("", ": this is not a call"),
        ("'assess'", ": the call is not a well-formed text"),
        ("'assess', {}", ": the call is not a well-formed text"),
        ("'assess', '{'", ": this is not readable JSON"),
        ("'assess', '\\ud83d'", ": the call is not a well-formed text"),
        ("'nonsense', '{}'", ": `nonsense` is not a call"),
        ("Symbol('assess'), '{}'", ": this is not a call"),
    ];
    with_engine("a_call_as_text_never_throws", alone, async |page| {
        for (arguments, expected) in cases {
            let script = format!("return attempt(() => JSON.parse(engine.call({arguments})))");
            let answer: Value = page.js(&script, vec![]).await?;
            assert!(told(&answer).starts_with(expected), "{arguments}: {}", told(&answer));
        }
        Ok(())
    })
}

// -------------------------------------------------------------------- README

#[test]
fn the_example_of_the_readme_runs() -> Result {
    let readme = fs::read_to_string(root().join("README.md"))?;
    let section = readme.split_once("## In JavaScript").ok_or("the README says nothing of JavaScript")?.1;
    let example = section.split("```").nth(1).and_then(|block| block.strip_prefix("js\n")).ok_or("no example")?;
    assert!(example.contains("console.assert("), "the example asserts nothing");
    let module = format!("{example}\ndocument.title = 'the example ran to its end';\n");
    let add = |folder: &Path| Ok(fs::write(folder.join("example.js"), module)?);
    with_engine("the_example_of_the_readme_runs", add, async |page| {
        let script = "const script = document.createElement('script');
            script.type = 'module'; script.src = 'example.js'; document.body.append(script)";
        page.driver.execute(script, vec![]).await?;
        page.wait_until("the end of the example", async || Ok(page.title().await? == "the example ran to its end"))
            .await
        // What `console.assert` finds is an error in the console, which fails the test.
    })
}
