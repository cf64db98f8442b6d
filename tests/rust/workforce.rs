//! The workforce beside the register of the chemical plant: what was planted is what is open on the day, nothing missed, nothing
//! extra (OB-01 … OB-08); and the audit shows it.

use std::path::PathBuf;

use anxun::operations;
use anxun_tests::native::{cargo, succeed};
use serde_json::{Value, json};

fn folder() -> PathBuf {
    anxun_tests::root().join("core/examples/registers/chemical-plant-2025")
}

fn read(name: &str) -> Value {
    let text = std::fs::read_to_string(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn ask(operation: &str, request: &Value) -> Value {
    let answer = operations::call(operation, request.to_string().as_bytes());
    serde_json::from_str(&answer.unwrap_or_else(|faults| panic!("{operation}: {faults}"))).expect("JSON")
}

/// The trainings of the register; lines that are no JSON have none.
fn trainings(company: &Value) -> Vec<Value> {
    let text = std::fs::read_to_string(folder().join("register.jsonl")).expect("register.jsonl");
    let records: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let context = json!({
        "as_of": company["as_of"], "organisation": company["organisation"], "policy": read("policy.json"),
    });
    let of = |part: &[Value]| {
        let answer = ask("plan.trainings", &json!({"records": part, "context": context}));
        answer["trainings"].as_array().expect("trainings").clone()
    };
    records.chunks(100).flat_map(of).collect()
}

/// What is open on a day, in the shape of the manifest.
fn open(date: &Value) -> Vec<String> {
    let company = read("company.json");
    let mut workforce = read("workforce.json");
    let fields = workforce.as_object_mut().expect("an object");
    let presets = fields.remove("presets").expect("presets");
    fields.insert("organisation".to_owned(), company["organisation"].clone());
    let of_the_register = trainings(&company);
    assert!(of_the_register.len() > 2_000, "{}", of_the_register.len());
    fields.get_mut("trainings").and_then(Value::as_array_mut).expect("trainings").extend(of_the_register);
    let terms = json!({"presets": presets, "policy": read("policy.json"), "reveal": true});
    let answer = ask("plan.company", &json!({"workforce": workforce, "terms": terms, "date": date, "days": 0}));
    assert_eq!(answer["faults"], json!([]));
    let mut found = Vec::new();
    for person in answer["people"].as_array().expect("people") {
        for fault in person["faults"].as_array().expect("faults") {
            found.push(json!({"person": person["person"], "error": fault["code"]}).to_string());
        }
        let cells = person["obligations"].as_array().expect("obligations");
        let is_open = |cell: &&Value| !matches!(cell["state"].as_str(), Some("Met" | "MetLate" | "DueSoon"));
        for cell in cells.iter().filter(is_open) {
            let row = json!({"person": person["person"], "obligation": cell["obligation"], "code": cell["code"],
                             "what": cell["what"], "state": cell["state"]});
            found.push(row.to_string());
        }
    }
    found.sort();
    found
}

#[test]
fn what_is_open_is_what_was_planted() {
    let manifest = read("workforce-manifest.json");
    let mut planted: Vec<String> = manifest["open"].as_array().expect("rows").iter().map(Value::to_string).collect();
    planted.sort();
    let found = open(&manifest["date"]);
    let without = |one: &[String], other: &[String]| -> String {
        one.iter().filter(|row| other.binary_search(row).is_err()).map(|row| format!("\n{row}")).collect()
    };
    let (missed, extra) = (without(&planted, &found), without(&found, &planted));
    assert!(missed.is_empty() && extra.is_empty(), "missed:{missed}\nextra:{extra}");
    assert_eq!(planted.len(), found.len());
    for code in ["OB-01", "OB-02", "OB-03", "OB-04", "OB-05", "OB-06", "OB-07", "OB-08"] {
        assert!(planted.iter().any(|row| row.contains(code)), "nothing is planted for {code}");
    }
}

#[test]
fn the_audit_shows_what_is_open() {
    let said = succeed(
        cargo("run").args([
            "--package",
            "anxun",
            "--example",
            "audit",
            "--",
            "--lang",
            "en",
            "--who-may-work",
            "2026-07-05",
        ]),
        "cargo",
    );
    let said = String::from_utf8(said.stdout).expect("UTF-8");
    let rows = |code: &str| {
        let manifest = read("workforce-manifest.json");
        manifest["open"].as_array().expect("rows").iter().filter(|row| row["code"] == code).count()
    };
    for code in ["OB-01", "OB-02", "OB-03", "OB-04", "OB-05", "OB-06", "OB-07", "OB-08"] {
        let lines: Vec<&str> = said.lines().filter(|line| line.trim_start().starts_with(code)).collect();
        assert!(!lines.is_empty(), "the audit does not show {code}:\n{said}");
        let counted: usize =
            lines.iter().filter_map(|line| line.split_whitespace().last()?.parse::<usize>().ok()).sum();
        assert_eq!(counted, rows(code), "{code}: {lines:?}");
    }
}
