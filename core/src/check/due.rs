//! By when a finding has to be mended, and what sets that time ("remedy and limit" of the catalogue; C-05, C-19).

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::case::{Case, Hit};
use crate::calendar::{Deadline, Limit};
use crate::record::TrainingRecordView;
use crate::rule::{DueBy, Facet, Grade, Rule};
use crate::value::{CHINA, Stamp, stated};

/// Limit and due of one finding.
pub(super) struct Due {
    /// The limit.
    pub(super) limit: Option<Limit>,
    /// By when.
    pub(super) due: Option<Stamp>,
    /// What sets it.
    pub(super) by: Option<DueBy>,
}

/// The limit and the due of a finding of `grade`.
pub(super) fn due(case: &Case<'_, '_>, hit: &Hit, grade: Option<Grade>) -> Due {
    if let Some(own) = hit.own_due {
        return Due { limit: own_limit(case, hit.rule), due: Some(own), by: Some(DueBy::Rule) };
    }
    let Some(grade) = grade else { return Due { limit: None, due: None, by: None } };
    let steps = [
        of_deadline(before_hand_over(case), DueBy::HandOver),
        of_deadline(case.deadlines.resubmission, DueBy::Return),
        by_slip(case, hit.rule, grade),
    ];
    let mut applying = steps.into_iter().flatten();
    let chosen = if case.terms.strictest { applying.min_by_key(|one| one.due) } else { applying.next() };
    chosen.unwrap_or(Due { limit: Some(grade_limit(case, grade)), due: None, by: Some(DueBy::FromSlip) })
}

fn of_deadline(deadline: Option<Deadline>, by: DueBy) -> Option<Due> {
    deadline.map(|deadline| Due { limit: Some(deadline.limit), due: Some(deadline.due), by: Some(by) })
}

/// The limit of a rule that is itself a limit.
fn own_limit(case: &Case<'_, '_>, rule: &Rule) -> Option<Limit> {
    let steps = &case.terms.steps;
    match rule.code {
        "TM-01" => steps.paper.map(Limit::Hours),
        "TM-02" => steps.electronic.map(Limit::Hours),
        "TM-03" => steps.self_check.map(Limit::Hours),
        "TM-04" => Some(Limit::SameDay),
        "TM-05" => steps.review.map(Limit::WorkingDays),
        "TM-06" => steps.returned.map(Limit::WorkingDays),
        _ => None,
    }
}

/// The due of the hand-over, while the record has not been handed over.
fn before_hand_over(case: &Case<'_, '_>) -> Option<Deadline> {
    let is_handed = case.record.package.as_ref().is_some_and(|package| package.handed_at.is_some());
    if is_handed || !case.carries(Facet::Package) { None } else { case.deadlines.paper }
}

/// The limit of a grade.
fn grade_limit(case: &Case<'_, '_>, grade: Grade) -> Limit {
    match grade {
        Grade::Minor => Limit::Hours(case.terms.rectify_minor),
        Grade::General => Limit::Hours(case.terms.rectify_general),
        // Reported at once (VI.2.2.c); the tolerance is what "at once" allows.
        Grade::Severe => Limit::Hours(case.terms.severe_report.saturating_add(case.terms.severe_tolerance)),
    }
}

/// The due of the slip for the code: its own, else the limit of the grade from its issue. The earliest of several.
fn by_slip(case: &Case<'_, '_>, rule: &Rule, grade: Grade) -> Option<Due> {
    let limit = grade_limit(case, grade);
    let Limit::Hours(hours) = limit else { return None };
    let slip = case.slips.get(rule.code)?;
    let from_issue = slip.issued.and_then(|at| at.checked_add_signed(TimeDelta::hours(i64::from(hours))));
    let from_issue = from_issue.map(|due| due.with_timezone(&CHINA));
    let due = [slip.due, from_issue].into_iter().flatten().min()?;
    Some(Due { limit: Some(limit), due: Some(due), by: Some(DueBy::Slip) })
}

/// What the slips for one code say together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slips {
    /// The earliest due that a slip states.
    due: Option<Stamp>,
    /// The earliest issue of those that state none.
    issued: Option<Stamp>,
}

/// The slips of a record by code.
pub(super) fn slips<'a>(record: &TrainingRecordView<'a>) -> BTreeMap<&'a str, Slips> {
    let earlier = |one: Option<Stamp>, other: Stamp| Some(one.map_or(other, |one| one.min(other)));
    let mut found: BTreeMap<&str, Slips> = BTreeMap::new();
    for slip in &record.slips {
        let Some(code) = stated(slip.code) else { continue };
        let all = found.entry(code.trim()).or_default();
        match (slip.due, slip.issued_at) {
            (Some(due), _) => all.due = earlier(all.due, due),
            (None, Some(issued)) => all.issued = earlier(all.issued, issued),
            (None, None) => {}
        }
    }
    found
}
