//! The conformance cases in Rust, through the table of operations.

use anxun::operations;
use anxun_tests::cases::{Case, all, differences};
use serde_json::Value;

fn ask(case: &Case) -> Result<Value, Vec<Value>> {
    match operations::call(&case.operation, case.request().to_string().as_bytes()) {
        Ok(answer) => Ok(serde_json::from_str(&answer).expect("JSON")),
        Err(faults) => match serde_json::to_value(&faults).expect("JSON") {
            Value::Array(faults) => Err(faults),
            other => Err(vec![other]),
        },
    }
}

#[test]
fn every_case_is_answered_as_it_says() {
    let cases = all();
    assert!(cases.len() > 700, "only {} cases were found", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let differences = differences(case, &ask(case));
        if case.is_pending && differences.is_empty() {
            wrong.push(format!("{}: answered as it says; take the mark `pending` away", case.id));
        } else if !case.is_pending && !differences.is_empty() {
            wrong.push(format!("{}: {}", case.id, differences.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases differ:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn ids_are_unique() {
    let mut ids: Vec<_> = all().into_iter().map(|case| case.id).collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}
