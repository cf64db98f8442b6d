//! The second model of who may work: a slow, plain model in Python (`tests/model/anxun_model/work.py`) answers for random people
//! beside the core. `ANXUN_MODEL_WORK=COUNT:SEED` asks for more of them.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anxun::operations;
use anxun_tests::environment::python;
use anxun_tests::root;
use serde_json::{Value, json};

/// People who are asked for where nothing else is said, and their seed.
const USUAL: (u64, u64) = (400, 11);
/// Days that the model looks ahead for the end of an answer.
const HORIZON: u64 = 300;
/// Differences that are shown.
const SHOWN: usize = 5;

fn asked() -> (u64, u64) {
    let Ok(text) = std::env::var("ANXUN_MODEL_WORK") else { return USUAL };
    let (count, seed) = text.split_once(':').unwrap_or((&text, "11"));
    (count.parse().expect("a count"), seed.parse().expect("a seed"))
}

/// The part of an answer that both have; reasons as a set, for their order among items of one rule is not fixed.
fn said(may: &Value, reasons: Vec<Value>) -> Value {
    let mut reasons: Vec<String> = reasons.iter().map(Value::to_string).collect();
    reasons.sort();
    json!([may, reasons])
}

fn of_core(request: &Value) -> (Value, Option<String>) {
    let answer = operations::call("plan.may_work", request.to_string().as_bytes());
    let answer = answer.unwrap_or_else(|faults| panic!("{}: {request}", json!(faults)));
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    assert_eq!(answer["faults"], json!([]), "{request}");
    let columns = ["code", "severity", "state", "what", "since"];
    let reason = |one: &Value| columns.iter().map(|column| one[*column].clone()).collect::<Value>();
    let reasons = answer["reasons"].as_array().expect("reasons").iter().map(reason).collect();
    (said(&answer["may"], reasons), answer["valid_until"].as_str().map(str::to_owned))
}

/// Whether both say the same end: the model sees no further than its horizon.
fn is_same_end(model: &str, core: Option<&str>, date: &str) -> bool {
    let far = || {
        let from: chrono::NaiveDate = date.parse().expect("a day");
        from.checked_add_days(chrono::Days::new(HORIZON - 1)).expect("a day").to_string()
    };
    match (model, core) {
        ("later", None) => true,
        ("later", Some(core)) => far().as_str() <= core,
        (model, core) => core == Some(model),
    }
}

#[test]
fn model_and_core_say_the_same_of_who_may_work() {
    let (count, seed) = asked();
    let mut child = Command::new(python())
        .args(["-m", "anxun_model.work_generate"])
        .args([count, seed, HORIZON].map(|number| number.to_string()))
        .current_dir(root().join("tests/model"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONUTF8", "1")
        .env_remove("PYTHONPATH")
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 starts");
    let output = BufReader::new(child.stdout.take().expect("its output"));
    let (mut differ, mut answers) = (Vec::new(), std::collections::BTreeMap::new());
    for line in output.lines() {
        let line: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let (request, model) = (&line["request"], &line["answer"]);
        let date = request["date"].as_str().expect("a day");
        let (core, until) = of_core(request);
        *answers.entry(model["may"].to_string()).or_insert(0u64) += 1;
        let own = said(&model["may"], model["reasons"].as_array().expect("reasons").clone());
        let end = model["valid_until"].as_str().expect("an end");
        if own != core || !is_same_end(end, until.as_deref(), date) {
            differ.push(format!("seed {seed} at {}\nmodel {own} {end}\ncore  {core} {until:?}\n{request}", line["at"]));
        }
    }
    assert!(child.wait().expect("an end").success(), "the generator failed");
    assert_eq!(answers.values().sum::<u64>(), count);
    assert!(count < 100 || answers.len() == 3, "only {answers:?} were asked for");
    let shown: Vec<_> = differ.iter().take(SHOWN).cloned().collect();
    assert!(differ.is_empty(), "{} of {count} differ:\n{}", differ.len(), shown.join("\n\n"));
}
