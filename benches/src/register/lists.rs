//! The lists beside a register: spot checks of reality (核验) and rectifications (整改).

use anxun::calendar::WorkCalendar;
use anxun::rule::Grade;
use anxun::value::Stamp;
use serde_json::{Value, json};

use super::planting::Found;
use crate::faultless::Made;
use crate::moment::{later, text, working_days_later};
use crate::random::Random;

const ITEMS: [&str; 6] = [
    "电话回访：参训人员确认到场",
    "电话回访：参训人员能说出培训主题",
    "现场抽查：学员实操与记录一致",
    "培训通知与实际时间、地点一致",
    "视频与签到人数一致",
    "试卷笔迹与签到笔迹一致",
];

/// A fifth of the archived records, one item each; nearly all match.
pub(super) fn verifications(records: &[Made], seed: u64) -> Value {
    let mut random = Random::branch(seed, "verifications");
    let mut rows = vec![];
    for made in records.iter().filter(|made| made.custody.archived.is_some()) {
        if !random.chance(1, 5) {
            continue;
        }
        let result = match rows.len() {
            31 => "Mismatch",
            52 => "NotVerifiable",
            _ => "Match",
        };
        rows.push(json!({"record": made.session.id, "item": random.pick(&ITEMS), "result": result}));
    }
    Value::Array(rows)
}

/// Rectifications of what the checks had found: most are closed in time, some late, some are open.
pub(super) fn rectifications(
    records: &[Made],
    found: &Found,
    calendar: &WorkCalendar,
    as_of: Stamp,
    seed: u64,
) -> Value {
    let mut random = Random::branch(seed, "rectifications");
    let mut rows = vec![];
    for (at, list) in found {
        let made = &records[*at];
        let graded = list.iter().find_map(|one| {
            let grade = anxun::rule::by_code(one.code)?.grade?;
            Some((one.code, grade))
        });
        let (Some((code, grade)), Some(archived)) = (graded, made.custody.archived) else { continue };
        if !random.chance(4, 5) {
            continue;
        }
        let days = u32::try_from(random.between(2, 9)).expect("days");
        let issued = working_days_later(archived, days, random.between(0, 300), calendar);
        if issued > as_of {
            continue;
        }
        let hours = match grade {
            Grade::Minor => 24,
            Grade::General => 48,
            Grade::Severe => 1,
        };
        let due = later(issued, hours * 60);
        let mut row = json!({
            "id": format!("ZG-{}-{:03}", chrono::Datelike::year(&issued), rows.len() + 1),
            "record": made.session.id,
            "department": made.session.department,
            "code": code,
            "grade": grade,
            "issued_at": text(issued),
            "due": text(due),
        });
        let closed = match random.below(10) {
            0 => None,
            1 => Some(later(due, random.between(30, 2_000))),
            _ => Some(later(issued, random.between(hours * 10, hours * 58))),
        };
        if let Some(closed) = closed.filter(|closed| *closed <= as_of) {
            crate::place::set(&mut row, "/closed_at", text(closed));
        }
        rows.push(row);
    }
    Value::Array(rows)
}
