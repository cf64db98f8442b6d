//! Who may work today, and why not: `cargo run --example may_work`.

use anxun::error::Faults;
use anxun::org::PersonKeyRef;
use anxun::plan::{PresetName, WorkAsked, WorkTerms, Workforce, may_work};
use anxun::policy::PolicyBook;
use anxun::value::{date_text, parse_date};

/// A welder whose certificate expires, and what the work asks for.
const WORKFORCE: &str = include_str!("welder.json");

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
