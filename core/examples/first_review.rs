//! The shortest way in: a record number, working days, one record judged.
//!
//! `cargo run --example first_review`

use anxun::calendar::WorkCalendar;
use anxun::check::{Context, review_json};
use anxun::error::Faults;
use anxun::numbering::RecordNumber;
use anxun::policy::PolicyBook;
use anxun::record::Document;
use anxun::value::{parse_date, parse_stamp, stamp_text};

/// A refresher of two hours with a sign-in sheet but without photos, video and score sheet.
const RECORD: &str = r#"{
    "schema_version": 1,
    "id": "R-0007",
    "number": "2023-AJ-SC-001",
    "kind": "Refresher",
    "department": "AJ",
    "name": "灭火器使用复训",
    "date": "2023-09-12",
    "session_no": 1,
    "time": {"from": "14:00", "to": "16:00"},
    "duration_minutes": 120,
    "place": "一号培训教室",
    "instructor": {"employee_no": "E10001"},
    "topic": "干粉灭火器操作",
    "content_summary": {"runs": [{"text": "按四步讲解并演练；严禁带电操作。"}]},
    "participants": [{"person": {"employee_no": "E10021"}, "department": "AJ"}],
    "sign_in": {
        "issued_at": "2023-09-12T13:45:00+08:00",
        "name": "灭火器使用复训",
        "date": "2023-09-12",
        "session_no": 1,
        "entries": [{
            "person": {"employee_no": "E10021"},
            "department": "AJ",
            "signature": {"kind": "Handwritten", "digest": "sheet-1", "at": "2023-09-12T13:52:00+08:00"},
            "at": "2023-09-12T13:52:00+08:00"
        }]
    },
    "package": {"handed_at": "2023-09-14T09:00:00+08:00"}
}"#;

fn main() -> Result<(), Faults> {
    let number = RecordNumber::parse("2023-AJ-SC-001")?;
    println!("{number}: year {}, department {}", number.year, number.department);

    // Three working days after Friday, 13 February 2026: the Spring Festival lies between, the 14th is a make-up day.
    let calendar = WorkCalendar::china();
    println!("three working days later: {}", calendar.add_working_days(parse_date("2026-02-13")?, 3)?);

    // The library asks no clock: the moment of the question is a fact like any other.
    let as_of = parse_stamp("2023-10-01T08:00:00+08:00")?;
    let context = Context::new(PolicyBook::seed(), calendar, as_of)?;
    let review = review_json(&mut Document::new(context.limits()), RECORD.as_bytes(), &context)?;

    println!("passes: {}", review.passes);
    println!("validity: {}", review.validity.zh());
    println!("completeness: {}", review.completeness.zh());
    println!("grade of the worst defect: {}", review.grade.map_or("none", |grade| grade.zh()));
    for finding in &review.findings {
        let due = finding.due.map_or_else(String::new, |due| format!(" (due {})", stamp_text(due)));
        println!("  {} {} {}{due}", finding.code, finding.path, finding.message_zh);
    }
    // What could not be judged never passes: here the policy lists no department codes, for example.
    for open in review.not_assessed.iter().filter(|open| open.reason.leaves_verdict_open()) {
        println!("  {} not assessed: {}", open.code, open.reason.zh());
    }
    Ok(())
}
