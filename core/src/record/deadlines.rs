//! By when a record has to be handed over, uploaded, checked, reviewed and archived.
//!
//! Every limit runs from a milestone of the record; hours run through weekends, working days end with the day (C-36).
//! Source: II.4.2, III.3.1, III.3.2, VI.3.1.b, VII.1.2; C-04, C-05, C-20.

use serde::Serialize;

use super::custody::ReturnView;
use super::heading::TrainingRecordView;
use crate::calendar::{Deadline, Limit, WorkCalendar, deadline};
use crate::error::{Error, ErrorCode, Result};
use crate::policy::PolicyVersion;
use crate::value::Stamp;

/// The limits of the steps, taken from one version of the policy; `None` where the host has to set one and has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepLimits {
    /// Hand-over of the paper record, hours.
    pub paper: Option<u32>,
    /// Upload of the electronic record, hours.
    pub electronic: Option<u32>,
    /// Self-check by the officer of the department, hours.
    pub self_check: Option<u32>,
    /// Review after receipt, working days.
    pub review: Option<u32>,
    /// Resubmission after a return, working days.
    pub returned: Option<u32>,
}

impl StepLimits {
    /// The limits of a version.
    #[must_use]
    pub fn of(policy: &PolicyVersion) -> Self {
        let count = |key: &str| policy.count(key).and_then(|count| u32::try_from(count).ok());
        StepLimits {
            paper: count("submit.paper.limit"),
            electronic: count("submit.electronic.limit"),
            self_check: count("stage1.limit"),
            review: count("review.limit"),
            returned: count("return.limit"),
        }
    }
}

/// By when the steps of one record are due; a step whose start or limit is not known has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Deadlines {
    /// Hand-over of the paper record (纸质移交).
    pub paper: Option<Deadline>,
    /// Upload of the electronic record (电子上传).
    pub electronic: Option<Deadline>,
    /// Self-check by the officer of the department (部门自查).
    pub self_check: Option<Deadline>,
    /// Completion of a record of team level (当日完成).
    pub completion: Option<Deadline>,
    /// Review after the last receipt (审核).
    pub review: Option<Deadline>,
    /// Resubmission after the last return that is still open (退回补正).
    pub resubmission: Option<Deadline>,
    /// Archiving (归档): the first receipt + the limit of the review, + both limits again for each return.
    pub archive: Option<Deadline>,
}

/// By when the steps of a record are due (the direct question; a review asks step by step).
///
/// # Errors
/// [`ErrorCode::MissingEnd`] where the session's end cannot be derived, [`ErrorCode::CalendarCoverage`] where a working-day
/// limit reaches a day that the calendar does not cover.
pub fn deadlines(
    record: &TrainingRecordView<'_>,
    policy: &PolicyVersion,
    calendar: &WorkCalendar,
) -> Result<Deadlines> {
    if record.session_end().is_none() {
        return Err(Error::new(ErrorCode::MissingEnd, "no end of the session", "date and time from–to"));
    }
    let mut failed = None;
    let found = Deadlines::of(record, &StepLimits::of(policy), calendar, &mut |error| failed = Some(error));
    match failed {
        Some(error) => Err(error),
        None => Ok(found),
    }
}

impl Deadlines {
    /// The deadlines that can be derived; `failed` is told of each that the calendar cannot answer.
    pub(crate) fn of(
        record: &TrainingRecordView<'_>,
        limits: &StepLimits,
        calendar: &WorkCalendar,
        failed: &mut dyn FnMut(Error),
    ) -> Deadlines {
        let end = record.session_end();
        let mut run = |start: Option<Stamp>, limit: Option<Limit>| match deadline(start?, limit?, calendar) {
            Ok(deadline) => Some(deadline),
            Err(error) => {
                failed(error);
                None
            }
        };
        let hours = |count: Option<u32>| count.map(Limit::Hours);
        let days = |count: Option<u32>| count.map(Limit::WorkingDays);
        let received = record.package.as_ref().and_then(|package| package.received_at);
        let last = review_rounds(record).last().and_then(|round| round.received_at);
        let returns = record.review.as_ref().map_or(&[][..], |review| review.returns.as_slice());
        let is_reviewed = record.review.as_ref().is_some_and(|review| review.passed_at().is_some());
        let is_open = |one: &&ReturnView<'_>| one.resubmitted_at.or(one.received_at).is_none() && !is_reviewed;
        let open = returns.last().filter(is_open).and_then(|one| one.returned_at);
        let count = u32::try_from(returns.len()).unwrap_or(u32::MAX);
        let archive = limits
            .review
            .zip(limits.returned)
            .and_then(|(review, returned)| review.checked_add(review.checked_add(returned)?.checked_mul(count)?));
        Deadlines {
            paper: run(end, hours(limits.paper)),
            electronic: run(end, hours(limits.electronic)),
            self_check: run(end, hours(limits.self_check)),
            completion: run(end.filter(|_| record.is_team_level()), Some(Limit::SameDay)),
            review: run(last, days(limits.review)),
            resubmission: run(open, days(limits.returned)),
            archive: run(received, days(archive)),
        }
    }
}

/// One round of the review: from a receipt to its return or to the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// Receipt that starts it.
    pub received_at: Option<Stamp>,
    /// Return or review that ends it.
    pub ended_at: Option<Stamp>,
    /// Position of the return that ends it; `None` for the last round.
    pub ended_by_return: Option<u32>,
    /// Position of the return after which it was received again; `None` for the first round.
    pub follows_return: Option<u32>,
}

/// The rounds of the review, the last one open or ended by the review. Each runs from a receipt of its own: that a record
/// came back does not say that it was received (III.3.2.a).
#[must_use]
pub fn review_rounds(record: &TrainingRecordView<'_>) -> Vec<Round> {
    let mut received_at = record.package.as_ref().and_then(|package| package.received_at);
    let mut follows_return = None;
    let mut rounds = Vec::new();
    if let Some(review) = &record.review {
        for one in &review.returns {
            rounds.push(Round {
                received_at,
                ended_at: one.returned_at,
                ended_by_return: Some(one.index),
                follows_return,
            });
            follows_return = Some(one.index);
            received_at = one.received_at;
        }
    }
    let ended_at = record.review.as_ref().and_then(|review| review.passed_at());
    rounds.push(Round { received_at, ended_at, ended_by_return: None, follows_return });
    rounds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::PolicyBook;
    use crate::record::TrainingRecord;
    use crate::value::stamp_text;

    fn found(body: &str) -> Result<Deadlines> {
        let record = TrainingRecord::from_json(&format!(r#"{{"schema_version":1,"kind":"Refresher"{body}}}"#)).unwrap();
        let book = PolicyBook::seed();
        let at = crate::value::parse_stamp("2024-09-27T17:00:00+08:00").unwrap();
        deadlines(&record.facts().record, book.at(at).unwrap(), &WorkCalendar::china())
    }

    fn due(deadline: Option<Deadline>) -> String {
        deadline.map(|deadline| stamp_text(deadline.due)).unwrap_or_default()
    }

    #[test]
    fn g_03_hours_through_the_weekend_and_working_days_through_the_holidays() {
        let all = found(
            r#","date":"2024-09-27","time":{"from":"15:00","to":"17:00"},"level":"Team",
               "package":{"received_at":"2024-09-30T09:00:00+08:00"},
               "review":{"returns":[{"returned_at":"2024-10-11T10:00:00+08:00"}]}"#,
        )
        .unwrap();
        assert_eq!(due(all.paper), "2024-09-28T17:00:00+08:00");
        assert_eq!(due(all.electronic), "2024-09-28T17:00:00+08:00");
        assert_eq!(due(all.completion), "2024-09-27T23:59:59+08:00");
        assert_eq!(due(all.resubmission), "2024-10-14T23:59:59+08:00");
        // Received again: never, so no review is due; the archive is 3 + 5 working days after the first receipt.
        assert_eq!(all.review, None);
        assert_eq!(due(all.archive), "2024-10-16T23:59:59+08:00");
        let first = found(
            r#","date":"2024-09-27","time":{"from":"15:00","to":"17:00"},"package":{"received_at":"2024-09-30T09:00:00+08:00"}"#,
        );
        assert_eq!(due(first.unwrap().review), "2024-10-10T23:59:59+08:00");
    }

    #[test]
    fn without_an_end_there_is_no_answer() {
        assert_eq!(found(r#","date":"2024-09-27""#).unwrap_err().code, ErrorCode::MissingEnd);
    }

    #[test]
    fn a_day_outside_the_calendar_is_an_error() {
        let body = r#","date":"2003-09-26","time":{"from":"15:00","to":"17:00"},"package":{"received_at":"2003-09-30T09:00:00+08:00"}"#;
        assert_eq!(found(body).unwrap_err().code, ErrorCode::CalendarCoverage);
    }
}
