//! Work that was done without the right to it (无证上岗、未合格上岗): each work event against the obligations of its day.

use chrono::NaiveDate;
use serde::Serialize;

use super::answer::{May, Work, WorkReason, WorkTerms, answer};
use super::company::Place;
use super::question::Question;
use super::workforce::Workforce;
use crate::error::Result;
use crate::rule::Severity;
use crate::value::form;

/// A day's work that stands against an obligation, or cannot be judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WorkFinding {
    /// Who: the number that goes on, masked unless revealed.
    pub person: String,
    /// The day.
    #[serde(with = "form::date")]
    pub on: NaiveDate,
    /// The operation; absent = the work of the post.
    pub operation: Option<String>,
    /// Unit, post and role of the person on the day.
    #[serde(flatten)]
    pub place: Place,
    /// No, or unknown.
    pub may: May,
    /// What stands in the way, of severity E.
    pub reasons: Vec<WorkReason>,
}

/// The work between two days, both included, that its people were not free to do, in the order of the register and of days.
/// What became known after a day's work does not excuse it.
///
/// # Errors
/// `PolicyNotInForce` for a day of work before the first version of the policy.
pub fn works(workforce: &Workforce, terms: &WorkTerms, from: NaiveDate, to: NaiveDate) -> Result<Vec<WorkFinding>> {
    let mut found = Vec::new();
    for own in workforce.organisation().people().filter_map(|someone| workforce.own_of(someone)) {
        for work in own.works.iter().filter(|work| from <= work.on && work.on <= to) {
            let version = terms.on(work.on)?;
            let day = Question { own, terms: version, day: work.on, known: work.on, post: None, operation: None };
            let asked = work.operation.map(|operation| Work::of_word(workforce, operation)).unwrap_or_default();
            let own = answer(own, terms, asked, work.on);
            if own.may == May::Yes {
                continue;
            }
            let reasons = own.reasons.into_iter().filter(|reason| reason.severity == Severity::E).collect();
            let operation = work.operation.map(|operation| workforce.words.text(operation).to_owned());
            let place = Place::of(&day);
            found.push(WorkFinding { person: own.person, on: work.on, operation, place, may: own.may, reasons });
        }
    }
    Ok(found)
}
