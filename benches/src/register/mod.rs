//! The registers of `core/examples/registers`: a year of a chemical plant, and June and July 2023, each with company,
//! policy, manifest and the lists that the figures need.

use anxun::vocab::TrainingKind;
use serde_json::{Map, Value, json};

/// Codes of the types in record numbers (类型代码), with their kinds.
pub const TYPE_CODES: [(&str, &[TrainingKind]); 8] = [
    ("SC", &[TrainingKind::NewHire, TrainingKind::Refresher]),
    ("ZG", &[TrainingKind::Transfer, TrainingKind::ReturnToWork]),
    ("TZ", &[TrainingKind::SpecialOperation]),
    ("GL", &[TrainingKind::Management]),
    ("SX", &[TrainingKind::FourNew]),
    ("YJ", &[TrainingKind::Emergency]),
    ("QT", &[TrainingKind::Other]),
    ("BZ", &[TrainingKind::TeamActivity]),
];

/// The code of a kind in record numbers.
#[must_use]
pub fn type_code(kind: TrainingKind) -> &'static str {
    TYPE_CODES.iter().find(|(_, kinds)| kinds.contains(&kind)).map_or("QT", |(code, _)| code)
}

/// The code tables of the numbers: departments are numbered by their own codes.
fn codes(departments: &[String]) -> Map<String, Value> {
    let own: Map<String, Value> = departments.iter().map(|code| (code.clone(), json!(code))).collect();
    let types: Map<String, Value> = TYPE_CODES.iter().map(|(code, kinds)| ((*code).to_owned(), json!(kinds))).collect();
    let mut set = Map::new();
    set.insert("number.department_codes".to_owned(), Value::Object(own));
    set.insert("number.type_codes".to_owned(), Value::Object(types));
    set
}
