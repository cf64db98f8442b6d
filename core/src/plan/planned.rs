//! The hours of a plan item against the least that is prescribed for its kind (计划学时, PL-12).

use serde::{Deserialize, Serialize};

use super::answer::WorkTerms;
use super::data::IndustryKind;
use super::presets::{HourGroup, HourPhase};
use crate::error::Result;
use crate::rule::{PL_12, Reason};
use crate::vocab::TrainingKind;

/// A plan item, as far as its hours are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedHours {
    /// Kind of the training.
    pub kind: TrainingKind,
    /// Planned minutes; absent = not stated (PL-01).
    #[serde(default)]
    pub minutes: Option<u32>,
    /// Whether it is the first training of a manager, before the first qualification.
    #[serde(default)]
    pub initial: bool,
    /// Industry of the unit.
    #[serde(default)]
    pub industry: Option<IndustryKind>,
}

/// How the hours of an item stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedAnswer {
    /// Code of the rule where the hours are too few.
    pub code: Option<&'static str>,
    /// The least, in minutes; absent where none is prescribed for the kind, or nobody says.
    pub least: Option<u64>,
    /// How many minutes are missing.
    pub short: Option<u64>,
    /// Why it cannot be judged.
    pub not_assessed: Option<Reason>,
}

/// PL-12: whether an item plans enough hours. Of a kind for which no instrument prescribes hours nothing is asked.
///
/// # Errors
/// `PolicyNotInForce` for a day before the first version of the policy.
pub fn planned_hours(terms: &WorkTerms, item: PlannedHours, date: chrono::NaiveDate) -> Result<PlannedAnswer> {
    let version = terms.on(date).map_err(|error| error.at("/date"))?;
    let mut answer = PlannedAnswer { code: None, least: None, short: None, not_assessed: None };
    let (group, phase) = match (item.kind, item.initial) {
        (TrainingKind::NewHire, _) => (HourGroup::Worker, HourPhase::Initial),
        (TrainingKind::Refresher, _) => (HourGroup::Worker, HourPhase::Annual),
        (TrainingKind::Management, true) => (HourGroup::Manager, HourPhase::Initial),
        (TrainingKind::Management, false) => (HourGroup::Manager, HourPhase::Annual),
        _ => return Ok(answer),
    };
    let fact = |path: &'static str| Some(Reason::FactMissing { path: path.into() });
    match version.least_minutes(group, phase, item.industry) {
        Ok(None) => {}
        Err(Reason::FactMissing { .. }) => answer.not_assessed = fact("/item/industry"),
        Err(reason) => answer.not_assessed = Some(reason),
        Ok(Some(least)) => match item.minutes {
            None => answer.not_assessed = fact("/item/minutes"),
            Some(minutes) => {
                let short = least.saturating_sub(u64::from(minutes));
                answer.least = Some(least);
                answer.short = Some(short);
                answer.code = (short > 0).then_some(PL_12.code);
            }
        },
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::PresetName;
    use crate::policy::PolicyBook;
    use crate::value::parse_date;

    #[test]
    fn hours_of_a_plan_are_judged_by_what_is_prescribed_pl_12() {
        let date = parse_date("2026-01-05").unwrap();
        let seed = WorkTerms::new(&PolicyBook::seed());
        let item = |kind, minutes| PlannedHours { kind, minutes, initial: false, industry: Some(IndustryKind::Mine) };
        let unset = planned_hours(&seed, item(TrainingKind::NewHire, Some(9_999)), date).unwrap();
        assert_eq!(unset.not_assessed, Some(Reason::ParameterMissing { key: "hours.new_hire.min".into() }));
        let presets = [PresetName::Order3, PresetName::ClassHour45];
        let terms = WorkTerms::with_presets(&PolicyBook::seed(), &presets);
        let ask = |item| planned_hours(&terms, item, date).unwrap();
        // 72 class hours of 45 minutes.
        assert_eq!(ask(item(TrainingKind::NewHire, Some(3240))).code, None);
        let short = ask(item(TrainingKind::NewHire, Some(3239)));
        assert_eq!((short.code, short.least, short.short), (Some("PL-12"), Some(3240), Some(1)));
        assert_eq!(ask(item(TrainingKind::Refresher, Some(900))).code, None);
        assert_eq!(ask(item(TrainingKind::Management, Some(719))).code, Some("PL-12"));
        let first = PlannedHours { initial: true, ..item(TrainingKind::Management, Some(2160)) };
        assert_eq!(ask(first).code, None);
        let nothing = ask(item(TrainingKind::FourNew, None));
        assert_eq!((nothing.least, nothing.not_assessed), (None, None));
        let nowhere = PlannedHours { industry: None, ..item(TrainingKind::NewHire, Some(3240)) };
        assert_eq!(ask(nowhere).not_assessed, Some(Reason::FactMissing { path: "/item/industry".into() }));
    }
}
