//! The subset as an expression of CEL (`benches/peers/subset.cel`), evaluated by the crate `cel`, which `cel-interpreter`
//! became.

use std::path::Path;
use std::sync::Arc;

use cel::{Context, Env, Program, Value};

use super::vector::{Judged, NOT_OF_TEAMS, Vector};
use crate::measure::lines::in_parts;

const EXPRESSION: &str = include_str!("../../peers/subset.cel");
const BLANK: [&str; 5] = ["", "无", "/", "—", "待定"];

/// The expression, compiled once.
#[allow(missing_debug_implementations)]
pub struct Compiled {
    environment: Arc<Env>,
    program: Program,
}

/// Compiles the expression.
///
/// # Panics
/// Where it does not compile.
#[must_use]
pub fn compiled() -> Compiled {
    let environment = Arc::new(Env::stdlib());
    let program = environment.compile(EXPRESSION).expect("the expression");
    Compiled { environment, program }
}

fn judge(compiled: &Compiled, record: &serde_json::Value) -> Judged {
    let mut context = Context::with_env(Arc::clone(&compiled.environment));
    context.add_variable("blank", BLANK.as_slice()).expect("a variable");
    context.add_variable("r", record).expect("a variable");
    let Ok(Value::List(found)) = compiled.program.execute(&context) else { panic!("no list") };
    let mut judged = Judged::default();
    for (bit, value) in found.iter().enumerate() {
        match value {
            Value::Bool(is_hit) => judged.mask |= u32::from(*is_hit) << bit,
            Value::Int(last) => judged.retention = u64::try_from(*last).expect("a date"),
            other => panic!("{other:?}"),
        }
    }
    if record["kind"] == "TeamActivity" {
        judged.mask &= !NOT_OF_TEAMS;
    }
    judged
}

/// The subset; two threads share the compiled expression.
#[must_use]
pub fn subset(compiled: &Compiled, file: &Path, threads: usize) -> Vector {
    let parts = in_parts(file, threads, |lines| {
        let mut vector = Vector::default();
        lines.each(|_, line| {
            let record: serde_json::Value = serde_json::from_slice(line).expect("a record");
            let text = |key: &str| record[key].as_str().unwrap_or_default();
            vector.add(judge(compiled, &record), text("department"), text("id"));
        });
        vector
    });
    parts.iter().fold(Vector::default(), Vector::merge)
}
