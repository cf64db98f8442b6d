//! The subset as a Rego policy (`benches/peers/subset.rego`), evaluated by `regorus`.

use std::path::Path;

use regorus::{Engine, Value};

use super::vector::{Judged, Vector};
use crate::measure::lines::in_parts;

const POLICY: &str = include_str!("../../peers/subset.rego");

/// The policy, compiled once.
///
/// # Panics
/// Where it does not compile.
#[must_use]
pub fn compiled() -> regorus::CompiledPolicy {
    let mut engine = Engine::new();
    engine.add_policy("subset.rego".to_owned(), POLICY.to_owned()).expect("the policy");
    engine.compile_with_entrypoint(&"data.subset.answer".into()).expect("the policy compiled")
}

fn judge(policy: &regorus::CompiledPolicy, record: Value) -> Judged {
    let answer = policy.eval_with_input(record).expect("an answer");
    let defects = answer["defects"].as_set().expect("defects");
    let bit = |defect: &Value| 1 << defect.as_u32().expect("a bit");
    Judged {
        mask: defects.iter().map(bit).fold(0, |mask, bit: u32| mask | bit),
        retention: answer["retention"].as_u64().expect("a retention date"),
    }
}

/// The subset; two threads share the compiled policy.
#[must_use]
pub fn subset(policy: &regorus::CompiledPolicy, file: &Path, threads: usize) -> Vector {
    let parts = in_parts(file, threads, |lines| {
        let mut vector = Vector::default();
        lines.each(|_, line| {
            let line = std::str::from_utf8(line).expect("UTF-8");
            let record = Value::from_json_str(line).expect("a record");
            let text = |value: &Value| value.as_string().map(ToString::to_string).unwrap_or_default();
            let (department, id) = (text(&record["department"]), text(&record["id"]));
            vector.add(judge(policy, record), &department, &id);
        });
        vector
    });
    parts.iter().fold(Vector::default(), Vector::merge)
}
