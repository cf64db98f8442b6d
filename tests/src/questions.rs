//! The conformance cases as lines for programs of other languages, and what they have to answer.

use anxun::error::Faults;
use anxun::operations;
use anxun::record::{TrainingRecord, Type};
use serde_json::Value;

use crate::cases::all;

/// A line for a program, and the line that it has to answer.
#[derive(Clone, Debug)]
pub struct Question {
    /// Id of the case.
    pub id: String,
    /// What the program reads.
    pub line: String,
    /// What it has to write: status, tab, answer or faults.
    pub answer: String,
}

fn answer(result: &Result<String, Faults>) -> String {
    match result {
        Ok(text) => format!("0\t{text}"),
        Err(faults) => {
            let status = faults.0.first().map_or(-1, |fault| fault.code.info().status);
            format!("{status}\t{}", anxun::json::canonical(faults).expect("faults can be written"))
        }
    }
}

/// Every case as `operation<TAB>request`.
#[must_use]
pub fn of_the_json_door() -> Vec<Question> {
    let ask = |case: &crate::cases::Case| {
        let request = case.request().to_string();
        Question {
            id: case.id.clone(),
            line: format!("{}\t{request}", case.operation),
            answer: answer(&operations::call(&case.operation, request.as_bytes())),
        }
    };
    all().iter().map(ask).collect()
}

const TYPED: &[&str] = &["check.review", "record.deadlines", "retention.until", "retention.may_destroy"];

/// The cases that the typed functions answer too, as
/// `operation<TAB>as_of<TAB>reveal<TAB>policy<TAB>calendar<TAB>organisation<TAB>record`. Pointers of errors begin in the
/// part and not in the request, so that only the status of a refusal is compared.
#[must_use]
pub fn of_the_typed_door() -> Vec<Question> {
    let mut found = Vec::new();
    for case in all().iter().filter(|case| TYPED.contains(&case.operation.as_str())) {
        let request = case.request();
        let Some(as_of) = request["context"]["as_of"].as_str() else { continue };
        let part = |name: &str| match &request["context"][name] {
            Value::Null => String::new(),
            part => part.to_string(),
        };
        let reveal = if request["context"]["reveal"] == true { "1" } else { "" };
        let columns = [part("policy"), part("calendar"), part("organisation"), request["record"].to_string()];
        found.push(Question {
            id: case.id.clone(),
            line: format!("{}\t{as_of}\t{reveal}\t{}", case.operation, columns.join("\t")),
            answer: answer(&operations::call(&case.operation, request.to_string().as_bytes())),
        });
    }
    found.extend(of_workforces());
    found.extend(asked_of_workforces());
    found
}

/// The answers of who may work through the typed functions, as
/// `plan.may_work<TAB>workforce<TAB>policy<TAB>presets<TAB>reveal<TAB>employee number<TAB>post<TAB>operation<TAB>year<TAB>month<TAB>day`.
fn of_workforces() -> Vec<Question> {
    let mut found = Vec::new();
    for case in all().iter().filter(|case| case.operation == "plan.may_work") {
        let request = case.request();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        // People without a number and days that are none have no place in the typed call.
        let (Some(number), Some(date)) = (request["person"]["employee_no"].as_str(), request["date"].as_str()) else {
            continue;
        };
        if anxun::value::parse_date(date).is_err() {
            continue;
        }
        let terms = &request["terms"];
        let policy = if terms["policy"].is_null() { String::new() } else { terms["policy"].to_string() };
        let presets = terms["presets"].as_array().into_iter().flatten().map(text).collect::<Vec<_>>().join(",");
        let reveal = if terms["reveal"] == true { "1" } else { "" };
        let work = format!("{number}\t{}\t{}", text(&request["post"]), text(&request["operation"]));
        let workforce = request["workforce"].to_string();
        found.push(Question {
            id: case.id.clone(),
            line: format!(
                "{}\t{workforce}\t{policy}\t{presets}\t{reveal}\t{work}\t{}",
                case.operation,
                date.replace('-', "\t")
            ),
            answer: answer(&operations::call(&case.operation, request.to_string().as_bytes())),
        });
    }
    found
}

/// The other questions to a workforce, as
/// `ask<TAB>workforce<TAB>policy<TAB>presets<TAB>reveal<TAB>operation<TAB>request`.
fn asked_of_workforces() -> Vec<Question> {
    let mut found = Vec::new();
    for case in all().iter().filter(|case| case.operation.starts_with("plan.") && case.operation != "plan.may_work") {
        let mut request = case.request();
        let text = request.to_string();
        let Some(parts) = request.as_object_mut() else { continue };
        let (Some(workforce), terms) = (parts.remove("workforce"), parts.remove("terms").unwrap_or_default()) else {
            continue;
        };
        let policy = if terms["policy"].is_null() { String::new() } else { terms["policy"].to_string() };
        let names = terms["presets"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let presets = names.collect::<Vec<_>>().join(",");
        let reveal = if terms["reveal"] == true { "1" } else { "" };
        found.push(Question {
            id: case.id.clone(),
            line: format!("ask\t{workforce}\t{policy}\t{presets}\t{reveal}\t{}\t{request}", case.operation),
            answer: answer(&operations::call(&case.operation, text.as_bytes())),
        });
    }
    found
}

/// The faultless records of the cases as lines of `type<TAB>pointer<TAB>value`, ended by a line `.`; the answer is the record.
#[must_use]
pub fn of_drafts() -> Vec<Question> {
    let mut found = Vec::new();
    for case in all().iter().filter(|case| case.operation == "check.review") {
        let record = &case.request()["record"];
        let Ok(owned) = TrainingRecord::from_json(&record.to_string()) else { continue };
        let mut lines = Vec::new();
        if flatten(record, "", &mut lines) {
            lines.push(".".to_owned());
            let text = owned.to_json().expect("a record can be written");
            found.push(Question { id: case.id.clone(), line: lines.join("\n"), answer: format!("0\t{text}") });
        }
    }
    found
}

/// The leaves of a record; `false` where one cannot be a line (an empty object, a text with line breaks, an unknown key).
fn flatten(value: &Value, pointer: &str, lines: &mut Vec<String>) -> bool {
    match value {
        Value::Object(map) => {
            !map.is_empty() && map.iter().all(|(key, value)| flatten(value, &format!("{pointer}/{key}"), lines))
        }
        Value::Array(items) => {
            !items.is_empty()
                && items.iter().enumerate().all(|(at, value)| flatten(value, &format!("{pointer}/{at}"), lines))
        }
        Value::Null => true,
        leaf => {
            let Some(field) = TrainingRecord::shape().at(pointer) else { return false };
            let mut ty = field.ty;
            while let Type::List(item) = ty {
                ty = *item;
            }
            let letter = match ty {
                Type::Count => 'C',
                Type::Flag => 'F',
                Type::Decimal => 'D',
                _ => 'T',
            };
            let text = leaf.as_str().map_or_else(|| leaf.to_string(), str::to_owned);
            lines.push(format!("{letter}\t{pointer}\t{text}"));
            !text.is_empty() && !text.contains(['\n', '\t', '\r'])
        }
    }
}
