//! The short program of the first page.

use std::sync::Arc;

use anxun::calendar::WorkCalendar;
use anxun::check::{Context, review_json};
use anxun::error::Faults;
use anxun::numbering::RecordNumber;
use anxun::org::Organisation;
use anxun::policy::PolicyBook;
use anxun::record::Document;
use anxun::register::{Inputs, Register};
use anxun::value::{parse_date, parse_stamp};

const ORGANISATION: &str =
    r#"{"name":"安江化工","units":[{"code":"AJ","name":"安全部","kind":"Headquarters"}],"people":[]}"#;
const RECORD: &str = r#"{"schema_version":1,"id":"R-1","number":"2026-AJ-SC-001","kind":"Refresher",
    "department":"AJ","date":"2026-03-12","time":{"from":"14:00","to":"16:00"}}"#;

fn main() -> Result<(), Faults> {
    let number = RecordNumber::parse("2023-AJ-SC-001")?;
    println!("year: {}", number.year);

    let calendar = WorkCalendar::china();
    println!("due: {}", calendar.add_working_days(parse_date("2026-02-13")?, 3)?);

    let when = parse_stamp("2026-06-30T18:00:00+08:00")?;
    let organisation = Organisation::from_json(ORGANISATION)?;
    let context = Context::new(PolicyBook::seed(), calendar, when)?.with_organisation(organisation);

    let review = review_json(&mut Document::default(), RECORD.as_bytes(), &context)?;
    println!("validity: {}, completeness: {}", review.validity, review.completeness);
    if let (Some(grade), Some(first)) = (review.grade, review.findings.first()) {
        println!("grade: {grade}, first finding: {}", first.code);
    }

    let mut register = Register::new(Arc::new(context), &Inputs::default())?;
    register.push(1, RECORD.as_bytes());
    println!("judged: {}", register.finish()?.totals.judged);

    println!("{}", anxun::rulebook::explain("TP-05", "en").unwrap_or_default());
    Ok(())
}
