//! The policy of the registers: code tables, the pass mark, and what becomes stricter in the middle of the year.

use anxun::value::local_date;
use anxun::vocab::TrainingKind;
use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use crate::faultless::Session;
use crate::moment::day;
use crate::plant::Plant;

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

/// The day of the change of 2023 (VI.4.2).
const REVISED: &str = "2023-07-01";
/// The day from which the plant is stricter.
const STRICTER: &str = "2026-01-01";

/// Points and minutes that the policy demands of a session that ends on a day, and whether it demands the evaluation.
fn demanded(on: NaiveDate) -> (u32, i64, bool) {
    if on >= day(STRICTER) { (85, 20, true) } else { (80, 15, on >= day(REVISED)) }
}

/// The pass mark in force on a day.
#[must_use]
pub fn pass_mark_on(on: NaiveDate) -> u32 {
    demanded(on).0
}

/// Holds a session to the policy in force at its end.
pub fn apply_policy(session: &mut Session) {
    let (mark, video, evaluated) = demanded(local_date(session.end));
    session.pass_mark = mark;
    session.video_minutes = video;
    session.is_evaluated = evaluated;
}

/// The policy of the year: a pass mark of 80, from 2026 on 85 and five more minutes of video; a disc off site each month.
#[must_use]
pub fn policy(plant: &Plant) -> Value {
    let mut first = codes(plant);
    first.insert("backup.disc.every".to_owned(), json!(1));
    let mut stricter = first.clone();
    stricter.insert("assess.pass_mark".to_owned(), json!("85"));
    stricter.insert("video.min".to_owned(), json!(20));
    first.insert("assess.pass_mark".to_owned(), json!("80"));
    json!({"versions": [
        {"effective_from": null, "label": "2025年版", "set": first, "reasons": {}},
        {"effective_from": STRICTER, "label": "2026年版", "set": stricter, "reasons": {}},
    ]})
}

/// The two versions of 2023, with the code tables.
pub(super) fn policy_2023(plant: &Plant) -> Value {
    let mut before = codes(plant);
    before.insert("assess.pass_mark".to_owned(), json!("80"));
    let after = before.clone();
    before.insert("submit.electronic.limit".to_owned(), json!(48));
    before.insert("elements.effect_evaluation".to_owned(), json!(false));
    json!({"versions": [
        {"effective_from": null, "label": "2023年修订前", "set": before, "reasons": {}},
        {"effective_from": REVISED, "label": "2023年修订版", "set": after, "reasons": {}},
    ]})
}

/// The code tables of the numbers: departments are numbered by their own codes.
fn codes(plant: &Plant) -> Map<String, Value> {
    let own: Map<String, Value> = plant.departments().into_iter().map(|code| (code.clone(), json!(code))).collect();
    let types: Map<String, Value> = TYPE_CODES.iter().map(|(code, kinds)| ((*code).to_owned(), json!(kinds))).collect();
    let mut set = Map::new();
    set.insert("number.department_codes".to_owned(), Value::Object(own));
    set.insert("number.type_codes".to_owned(), Value::Object(types));
    set
}
