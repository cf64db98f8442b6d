//! Limits of the steps and the order of facts of different parts (II.4.2, III.3): TM-01 to TM-07.

use std::collections::BTreeMap;

use super::case::{Case, Hits};
use super::steps::was_received_by_state;
use super::{Row, row, row_with_own_facets};
use crate::calendar::{Deadline, Limit, deadline};
use crate::record::review_rounds;
use crate::rule::{self, Facet, Reason, Rule};
use crate::value::{Stamp, date_text, local_date, stamp_text};
use crate::vocab::{RecordState, Verdict};

/// A step with a limit: late, or not done and past its due.
fn step(
    case: &Case<'_, '_>,
    hits: &mut Hits,
    rule: &'static Rule,
    path: impl Into<String>,
    done: Option<Stamp>,
    due: Deadline,
) {
    let late = done.map_or_else(|| case.is_past(due), |done| due.is_late(done));
    if late {
        let observed = done.map_or_else(|| "not done".to_owned(), stamp_text);
        hits.find(rule, path, observed, format!("by {}", stamp_text(due.due))).due(due.due);
    }
}

/// A step that runs from the end of the session.
fn from_end(
    case: &Case<'_, '_>,
    hits: &mut Hits,
    rule: &'static Rule,
    path: &str,
    done: Option<Stamp>,
    due: Option<Deadline>,
) {
    match due {
        Some(due) => step(case, hits, rule, path, done, due),
        None => hits.missing(rule, if case.record.date.is_none() { "/date" } else { "/time" }),
    }
}

/// TM-01: the paper record was handed over late.
fn paper_late(case: &Case<'_, '_>, hits: &mut Hits) {
    let done = case.record.package.as_ref().and_then(|package| package.handed_at);
    from_end(case, hits, &rule::TM_01, "/package/handed_at", done, case.deadlines.paper);
}

/// TM-02: the electronic record was uploaded late.
fn upload_late(case: &Case<'_, '_>, hits: &mut Hits) {
    let done = case.record.package.as_ref().and_then(|package| package.uploaded_at);
    from_end(case, hits, &rule::TM_02, "/package/uploaded_at", done, case.deadlines.electronic);
}

/// TM-03: the officer of the department ended collecting and self-check late.
fn self_check_late(case: &Case<'_, '_>, hits: &mut Hits) {
    let done = case.record.review.as_ref().and_then(|review| review.self_checked_at);
    from_end(case, hits, &rule::TM_03, "/review/self_checked_at", done, case.deadlines.self_check);
}

/// TM-04: a record of team level was completed on a later day.
fn team_record_late(case: &Case<'_, '_>, hits: &mut Hits) {
    if case.record.is_team_level() {
        let done = case.record.completed_at();
        from_end(case, hits, &rule::TM_04, "/recorder_signature/at", done, case.deadlines.completion);
    }
}

/// Starts a limit in working days; a day outside the calendar is noted.
fn working_days(
    case: &Case<'_, '_>,
    hits: &mut Hits,
    rule: &'static Rule,
    start: Stamp,
    days: Option<u32>,
) -> Option<Deadline> {
    let found = deadline(start, Limit::WorkingDays(days?), &case.context.calendar);
    if let Err(error) = &found {
        let date = crate::value::parse_date(&error.found).unwrap_or_else(|_| local_date(start));
        hits.unknown(rule, Reason::CalendarCoverage { date });
    }
    found.ok()
}

/// Where the receipt of a round stands: on the package, or on the return that it follows.
fn receipt(follows_return: Option<u32>) -> String {
    follows_return.map_or_else(|| "/package/received_at".to_owned(), |at| format!("/review/returns/{at}/received_at"))
}

/// When a stamp was set that does not say what it is.
fn stamp_without_text_at(case: &Case<'_, '_>) -> Option<Stamp> {
    let review = case.record.review.as_ref().filter(|review| review.has_stamp_without_text())?;
    review.stamp.as_ref()?.at
}

/// TM-05: a round of the review ended late.
fn review_late(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::TM_05;
    for round in review_rounds(case.record) {
        let is_last = round.ended_by_return.is_none();
        let is_open = is_last && round.ended_at.is_none();
        let may_be_returned = round.received_at.is_some() || round.follows_return.is_none();
        if is_open && may_be_returned && case.record.state == Some(RecordState::Returned) {
            // The state says that this round ended with a return, which nobody listed.
            hits.missing(rule, "/review/returns");
            continue;
        }
        let Some(start) = round.received_at else {
            // Without a receipt nothing is due (III.3.2); a round that ended, or of which the state says so, was received
            // some time.
            if round.ended_at.is_some() || !is_last || was_received_by_state(case) {
                hits.missing(rule, receipt(round.follows_return));
            }
            continue;
        };
        let Some(due) = working_days(case, hits, rule, start, case.terms.steps.review) else { continue };
        let path = match round.ended_by_return {
            // The review went on, so the return took place; when, nobody says.
            Some(at) if round.ended_at.is_none() => {
                hits.missing(rule, format!("/review/returns/{at}/returned_at"));
                continue;
            }
            Some(at) => format!("/review/returns/{at}/returned_at"),
            None => "/review/reviewed_at".to_owned(),
        };
        // In time if the stamp is that of the review, else never: nobody says what it is.
        if is_open && case.is_past(due) && stamp_without_text_at(case).is_some_and(|at| !due.is_late(at)) {
            hits.missing(rule, "/review/stamp/text");
            continue;
        }
        step(case, hits, rule, path, round.ended_at, due);
    }
}

/// TM-06: a returned record came back late.
fn resubmission_late(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::TM_06;
    let Some(review) = &case.record.review else { return };
    let last = review.returns.last().map(|last| last.index);
    for one in &review.returns {
        let Some(start) = one.returned_at else {
            hits.missing(rule, format!("/review/returns/{}/returned_at", one.index));
            continue;
        };
        let Some(due) = working_days(case, hits, rule, start, case.terms.steps.returned) else { continue };
        // What was received again came back by then at the latest; a record that was reviewed or returned again came back
        // some time.
        let done = one.resubmitted_at.or(one.received_at);
        let path = format!("/review/returns/{}/resubmitted_at", one.index);
        let came_back = review.passed_at().is_some() || last > Some(one.index);
        if done.is_none() && came_back {
            hits.missing(rule, path);
            continue;
        }
        if one.resubmitted_at.is_none() && done.is_some_and(|done| due.is_late(done)) {
            // Received too late, yet it may have come back in time.
            hits.missing(rule, path);
            continue;
        }
        step(case, hits, rule, path, done, due);
    }
}

/// TM-07: two facts of different parts of the record are in an impossible order.
fn order_contradictory(case: &Case<'_, '_>, hits: &mut Hits) {
    let carried = |facets: &[Facet]| facets.iter().all(|facet| case.carries(*facet));
    let mut pair = |path: String, later: Option<Stamp>, earlier: Option<Stamp>, facets: &[Facet]| {
        if let (Some(later), Some(earlier), true) = (later, earlier, carried(facets)) {
            if later < earlier {
                let expected = format!("not before {}", stamp_text(earlier));
                hits.find(&rule::TM_07, path, stamp_text(later), expected);
            }
        }
    };
    let end = case.session.map(|session| session.end);
    let package = case.record.package.as_ref();
    let review = case.record.review.as_ref();
    let archive = case.record.archive.as_ref();
    let handed = package.and_then(|package| package.handed_at);
    let received = package.and_then(|package| package.received_at);
    pair("/package/handed_at".into(), handed, end, &[Facet::Package]);
    pair("/package/uploaded_at".into(), package.and_then(|package| package.uploaded_at), end, &[Facet::Package]);
    pair("/review/self_checked_at".into(), review.and_then(|review| review.self_checked_at), end, &[Facet::Review]);
    let both = [Facet::Review, Facet::Package];
    for round in review_rounds(case.record) {
        let path = match round.ended_by_return {
            Some(at) => format!("/review/returns/{at}/returned_at"),
            None => "/review/reviewed_at".to_owned(),
        };
        pair(path, round.ended_at, round.received_at, &both);
    }
    let stamp = review.and_then(|review| review.stamp.as_ref()).and_then(|stamp| stamp.at);
    pair("/review/stamp/at".into(), stamp, received, &both);
    let reviewed = review.and_then(|review| review.passed_at());
    let archived = archive.and_then(|archive| archive.archived_at);
    pair("/archive/archived_at".into(), archived, reviewed, &[Facet::Archive, Facet::Review]);
    if case.carries(Facet::Assessment) {
        retraining_before_failure(case, hits);
    }
    if case.carries(Facet::Supervision) {
        anomaly_outside_session(case, hits);
    }
}

fn retraining_before_failure(case: &Case<'_, '_>, hits: &mut Hits) {
    let Some(assessment) = &case.record.assessment else { return };
    let mut failed: BTreeMap<_, Stamp> = BTreeMap::new();
    for result in assessment.results.iter().filter(|result| result.verdict == Some(Verdict::Fail)) {
        if let (Some(person), Some(at)) = (result.person.as_ref().and_then(|person| person.key()), result.at) {
            failed.entry(case.canonical(person)).or_insert(at);
        }
    }
    for one in &assessment.retrainings {
        let (Some(planned), Some(person)) = (one.planned_on, one.person.as_ref().and_then(|person| person.key()))
        else {
            continue;
        };
        if let Some(at) = failed.get(&case.canonical(person)).filter(|at| planned < local_date(**at)) {
            let expected = format!("not before {}", date_text(local_date(*at)));
            let path = format!("/assessment/retrainings/{}/planned_on", one.index);
            hits.find(&rule::TM_07, path, date_text(planned), expected).about(Some(case.shown(person)));
        }
    }
}

fn anomaly_outside_session(case: &Case<'_, '_>, hits: &mut Hits) {
    let (Some(log), Some(session)) = (&case.record.supervision, case.session) else { return };
    for anomaly in &log.anomalies {
        if let Some(at) = anomaly.at.filter(|at| !session.holds(*at)) {
            let expected = format!("in {}..{}", stamp_text(session.start), stamp_text(session.end));
            hits.find(&rule::TM_07, format!("/supervision/anomalies/{}/at", anomaly.index), stamp_text(at), expected)
                .also(true);
        }
    }
}

/// The family.
pub(super) const RULES: &[Row] = &[
    row(&rule::TM_01, paper_late),
    row(&rule::TM_02, upload_late),
    row(&rule::TM_03, self_check_late),
    row(&rule::TM_04, team_record_late),
    row(&rule::TM_05, review_late),
    row(&rule::TM_06, resubmission_late),
    row_with_own_facets(&rule::TM_07, order_contradictory),
];
