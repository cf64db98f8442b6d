//! The conformance cases: read, patched, compared. Every language runs the same files.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// One case, ready to be asked.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id, unique over all files.
    pub id: String,
    /// Rows of the requirements, conflicts and golden cases that it proves.
    pub rows: Vec<String>,
    /// The operation.
    pub operation: String,
    /// The base and the patch, or neither.
    pub base: Option<(Value, Value)>,
    /// The request where there is no base.
    pub request: Value,
    /// What is expected.
    pub expect: Value,
    /// The core is wrong there and waits for its mend: the case has to differ, until the mark is taken away.
    pub is_pending: bool,
    /// The name of the file that holds it, without its ending.
    pub file: String,
    /// The case as it is written.
    pub written: Value,
}

impl Case {
    /// The request: that of the case, or its base with the patch.
    #[must_use]
    pub fn request(&self) -> Value {
        let Some((base, patch)) = &self.base else { return self.request.clone() };
        let mut request = base.clone();
        let patch: json_patch::Patch = serde_json::from_value(patch.clone()).expect("a patch");
        json_patch::patch(&mut request, &patch).unwrap_or_else(|error| panic!("{}: {error}", self.id));
        request
    }
}

/// Every case of `tests/conformance`, in the order of files and cases.
#[must_use]
pub fn all() -> Vec<Case> {
    let folder = crate::root().join("tests/conformance");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the conformance folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json") && !path.ends_with("bases.json"))
        .collect();
    files.sort();
    let read = |path: &std::path::Path| -> Value {
        let text = std::fs::read_to_string(path).expect("a readable file");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let bases: BTreeMap<String, Value> =
        serde_json::from_value(read(&folder.join("bases.json"))).expect("bases by name");
    let mut found = Vec::new();
    for file in files {
        for case in read(&file)["cases"].as_array().expect("cases") {
            let text = |key: &str| case[key].as_str().unwrap_or_else(|| panic!("{key} of {case}")).to_owned();
            let named = case.get("base").map(|name| {
                let name = name.as_str().expect("the name of a base");
                bases.get(name).unwrap_or_else(|| panic!("no base {name}")).clone()
            });
            let (base, request) = match (named, case.get("records")) {
                (Some(base), Some(patches)) => (None, register_of(&base, patches, case.get("inputs"))),
                (Some(base), None) => {
                    (Some((base, case.get("patch").cloned().unwrap_or_else(|| json!([])))), Value::Null)
                }
                (None, _) => (None, case.get("request").cloned().unwrap_or(Value::Null)),
            };
            found.push(Case {
                id: text("id"),
                rows: case["rows"]
                    .as_array()
                    .expect("rows")
                    .iter()
                    .map(|row| row.as_str().unwrap_or("").to_owned())
                    .collect(),
                operation: text("operation"),
                base,
                request,
                expect: case["expect"].clone(),
                is_pending: case.get("pending").is_some_and(|pending| pending == true),
                file: file.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned(),
                written: case.clone(),
            });
        }
    }
    found
}

/// The request of a register: the record of the base once for each patch, in the context of the base.
fn register_of(base: &Value, patches: &Value, inputs: Option<&Value>) -> Value {
    let patched = |patch: &Value| {
        let mut record = base["record"].clone();
        let patch: json_patch::Patch = serde_json::from_value(patch.clone()).expect("a patch of a record");
        json_patch::patch(&mut record, &patch).unwrap_or_else(|error| panic!("{patch}: {error}"));
        record
    };
    let records: Vec<Value> = patches.as_array().expect("a patch for each record").iter().map(patched).collect();
    let mut request = json!({"records": records, "context": base["context"]});
    if let Some(inputs) = inputs {
        request["inputs"] = inputs.clone();
    }
    request
}

/// The request of a base, by name.
#[must_use]
pub fn base(name: &str) -> Value {
    let text = std::fs::read_to_string(crate::root().join("tests/conformance/bases.json")).expect("the bases");
    let bases: Value = serde_json::from_str(&text).expect("JSON");
    bases[name].clone()
}

/// The answer of an operation in the shape in which a case expects it.
#[must_use]
pub fn shaped(operation: &str, answer: &Value) -> Value {
    match operation {
        "check.review" => {
            let finding = |one: &Value| json!([one["code"], one["severity"], one["grade"], one["path"], one["due"]]);
            let unknown = |one: &Value| json!([one["code"], one["reason"]]);
            let fault = |one: &Value| json!([one["path"], one["code"]]);
            let mut shape = answer.clone();
            shape["findings"] = sorted(&answer["findings"], finding);
            shape["not_assessed"] = sorted(&answer["not_assessed"], unknown);
            let unknown = shape["not_assessed"].as_array_mut().expect("a list");
            unknown.dedup();
            let alone = |one: &Value| one[1] == "NoOtherRecords";
            let codes = unknown.iter().filter(|one| alone(one)).map(|one| one[0].clone()).collect();
            unknown.retain(|one| !alone(one) || one[0] == "NB-04" || one[0] == "NB-05");
            shape["no_other_records"] = Value::Array(codes);
            shape["faults"] = sorted(&answer["faults"], fault);
            shape["explained"] = Value::Array(
                answer["findings"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter(|one| one["explained"] == true)
                    .map(finding)
                    .collect(),
            );
            shape
        }
        "retention.may_destroy" => {
            let mut shape = answer.clone();
            let codes = answer["reasons"].as_array().into_iter().flatten().map(|one| one["code"].clone());
            let mut codes: Vec<Value> = codes.collect();
            codes.dedup();
            shape["codes"] = Value::Array(codes);
            shape
        }
        "ledger.records" => {
            let mut shape = answer.clone();
            shape["problems"] = sorted(&answer["problems"], |one| json!([one["path"], one["code"]]));
            shape
        }
        "plan.may_work" => {
            let list = |key: &str, columns: &[&str]| -> Value {
                let rows = answer[key].as_array().into_iter().flatten();
                rows.map(|one| columns.iter().map(|column| one[*column].clone()).collect::<Value>()).collect()
            };
            let mut shape = answer.clone();
            shape["reasons"] = list("reasons", &["code", "severity", "state", "what", "since"]);
            shape["releases"] = list("releases", &["release", "what"]);
            shape["faults"] = list("faults", &["path", "code"]);
            shape
        }
        "plan.trainings" => {
            let columns = ["record", "employee_no", "verdict", "minutes", "valid", "recorded"];
            let row = |one: &Value| columns.iter().map(|column| one[*column].clone()).collect::<Value>();
            let rows: Vec<Value> = answer["trainings"].as_array().into_iter().flatten().map(row).collect();
            json!({"trainings": rows, "faults": answer["faults"]})
        }
        // An answer that is a list stands below a name, so that a case can expect it.
        "plan.works" => {
            let reason = |one: &Value| json!([one["code"], one["state"], one["what"]]);
            let work = |one: &Value| {
                let reasons: Vec<Value> = one["reasons"].as_array().into_iter().flatten().map(reason).collect();
                json!([one["person"], one["on"], one["operation"], one["may"], reasons])
            };
            json!({"works": answer.as_array().into_iter().flatten().map(work).collect::<Vec<_>>()})
        }
        "register.review" => {
            let summary = &answer["summary"];
            let found = |one: &Value| json!([one["code"], one["severity"], one["number"], one["to"], one["line"]]);
            let list = |list: &Value, shape: &dyn Fn(&Value) -> Value| -> Vec<Value> {
                list.as_array().into_iter().flatten().map(shape).collect()
            };
            json!({
                "number_findings": list(&summary["number_findings"], &found),
                "shared_findings": list(&summary["shared_findings"], &|one| {
                    json!([one["code"], one["severity"], one["grade"], one["line"], one["path"], one["other_line"]])
                }),
                "period_findings": list(&summary["period_findings"], &|one| {
                    let lines = list(&one["sessions"], &|session| session["line"].clone());
                    json!([one["code"], one["severity"], one["period"], lines])
                }),
                "supervision": list(&summary["supervision"], &|one| {
                    json!([one["month"], one["sessions"], one["supervised"], one["unknown"], one["coverage"]["met"]])
                }),
                "not_compared": summary["not_compared"],
                "totals": summary["totals"],
                "entries": list(&answer["entries"], &|one| one["entry"].clone()),
            })
        }
        "archive.room" => {
            let mut shape = answer.clone();
            shape["findings"] = sorted(&answer["findings"], |one| json!([one["code"], one["path"], one["observed"]]));
            shape["not_assessed"] = sorted(&answer["not_assessed"], |one| {
                json!([one["code"], one["reason"], one.get("path").or(one.get("key"))])
            });
            shape
        }
        "numbering.parse_lenient" => {
            let mut shape = answer.clone();
            shape["notes"] =
                Value::Array(answer["notes"].as_array().into_iter().flatten().map(|one| one["what"].clone()).collect());
            shape
        }
        _ => answer.clone(),
    }
}

fn sorted(list: &Value, shape: impl Fn(&Value) -> Value) -> Value {
    let mut items: Vec<Value> = list.as_array().into_iter().flatten().map(shape).collect();
    items.sort_by_key(Value::to_string);
    Value::Array(items)
}

/// What differs between an answer and what a case expects; empty where they agree. Only the keys that `expect` names
/// are compared.
#[must_use]
pub fn differences(case: &Case, answer: &Result<Value, Vec<Value>>) -> Vec<String> {
    let expect = case.expect.as_object().expect("an object");
    match (answer, expect.get("error")) {
        (Err(faults), Some(code)) => {
            let first = faults.first().cloned().unwrap_or(Value::Null);
            let mut differences = Vec::new();
            if first["code"] != *code {
                differences.push(format!("error {} instead of {code}", first["code"]));
            }
            if expect.get("path").is_some_and(|path| first["path"] != *path) {
                differences.push(format!("error at {} instead of {}", first["path"], expect["path"]));
            }
            differences
        }
        (Err(faults), None) => vec![format!("error {}", Value::Array(faults.clone()))],
        (Ok(answer), Some(code)) => vec![format!("no error {code} but {answer}")],
        (Ok(answer), None) => {
            let mut shape = shaped(&case.operation, answer);
            // Of the totals of a register only those that are named count.
            let totals = shape.get_mut("totals").and_then(Value::as_object_mut);
            if let (Some(totals), Some(named)) = (totals, expect.get("totals")) {
                totals.retain(|key, _| named.get(key).is_some());
            }
            let differs = expect.iter().filter(|(key, value)| shape[key.as_str()] != **value);
            differs.map(|(key, value)| explain(key, &shape[key.as_str()], value)).collect()
        }
    }
}

/// A difference of lists as what is missing and what is extra.
fn explain(key: &str, got: &Value, expected: &Value) -> String {
    match (got.as_array(), expected.as_array()) {
        (Some(got), Some(expected)) => {
            let without = |one: &[Value], other: &[Value]| {
                let mut other = other.to_vec();
                let left = one.iter().filter(|value| match other.iter().position(|same| same == *value) {
                    Some(at) => {
                        other.remove(at);
                        false
                    }
                    None => true,
                });
                left.map(ToString::to_string).collect::<Vec<_>>().join(" ")
            };
            format!("{key}: missing [{}] extra [{}]", without(expected, got), without(got, expected))
        }
        _ => format!("{key}: {got} instead of {expected}"),
    }
}
