//! Who may work today, and why not: `cargo run --example may_work`.

use anxun::error::Faults;
use anxun::org::PersonKeyRef;
use anxun::plan::{PresetName, WorkAsked, WorkTerms, Workforce, may_work};
use anxun::policy::PolicyBook;
use anxun::value::{date_text, parse_date};

/// A welder whose certificate expires, and what the work asks for.
const WORKFORCE: &str = r#"{
  "organisation": {
    "name": "示例化工有限公司",
    "units": [{"code": "SC", "name": "生产部", "kind": "Department"}],
    "people": [{
      "employee_no": "E2002",
      "spells": [{"from": "2024-05-06", "unit": "SC", "post": "焊工", "employment": "Employee"}],
      "certificates": [{"kind": "SpecialOperation", "operation": "Welding", "number": "T110101199001011237",
        "issued_on": "2021-06-01", "review_due": "2024-05-31", "reviewed_on": "2024-05-10", "expires_on": "2027-05-31"}]
    }]
  },
  "industries": {"SC": "General"},
  "posts": [{"name": "焊工", "special_operations": ["Welding"], "trainings": [{"detail": "HotWork", "every_months": 12}]}],
  "trainings": [
    {"employee_no": "E2002", "kind": "NewHire", "level": "Company", "ended": "2024-05-01", "minutes": 480, "verdict": "Pass", "valid": true},
    {"employee_no": "E2002", "kind": "NewHire", "level": "Workshop", "ended": "2024-05-02", "minutes": 480, "verdict": "Pass", "valid": true},
    {"employee_no": "E2002", "kind": "NewHire", "level": "Team", "ended": "2024-05-03", "minutes": 480, "verdict": "Pass", "valid": true},
    {"employee_no": "E2002", "kind": "Other", "details": ["HotWork"], "ended": "2026-01-20", "verdict": "Pass", "valid": true}
  ]
}"#;

/// The answers for some days, as lines.
pub(crate) fn answers() -> Result<String, Faults> {
    let workforce = Workforce::from_json(WORKFORCE)?;
    // Numbers of external law decide only where they are switched on.
    let presets = [PresetName::Order3, PresetName::ClassHour45, PresetName::DrillAnyOne];
    let terms = WorkTerms::with_presets(&PolicyBook::seed(), &presets);
    let mut lines = String::new();
    for day in ["2026-03-10", "2027-01-21", "2027-06-01"] {
        let date = parse_date(day)?;
        let answer = may_work(&workforce, &terms, PersonKeyRef::Employee("E2002"), WorkAsked::default(), date)?;
        let until = answer.valid_until.map_or_else(|| "no end in sight".to_owned(), date_text);
        lines += &format!("{day} {} until {until}\n", answer.may);
        for (reason, release) in answer.reasons.iter().zip(&answer.releases) {
            lines += &format!("  {} {} -> {}\n", reason.code.unwrap_or("-"), reason.en, release.en);
        }
    }
    Ok(lines)
}

fn main() -> Result<(), Faults> {
    print!("{}", answers()?);
    Ok(())
}
