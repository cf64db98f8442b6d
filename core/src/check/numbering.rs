//! The record number on a record (II.6.1, III.4.1): NB-01 to NB-03, NB-06 to NB-09. NB-04 and NB-05 compare records.

use chrono::Datelike;

use super::case::{Case, Hits};
use super::{Row, row};
use crate::numbering::NumberParts;
use crate::rule::{self, Reason, Rule};
use crate::value::{local_date, stamp_text, stated};

/// The number as written; a rule is asked only once there is one.
fn number<'a>(case: &Case<'_, 'a>, rule: &'static Rule, hits: &mut Hits) -> Option<&'a str> {
    let number = stated(case.record.number);
    if number.is_none() {
        hits.unknown(rule, Reason::NotReached);
    }
    number
}

/// The parts of a number of the right form.
fn parts<'a>(case: &Case<'_, 'a>, rule: &'static Rule, hits: &mut Hits) -> Option<NumberParts<'a>> {
    number(case, rule, hits)?;
    if case.number.is_none() {
        // NB-01 says what is wrong; the parts of a malformed number are not known.
        hits.missing(rule, "/number");
    }
    case.number
}

/// NB-01: the number does not follow year–department–type–sequence.
fn malformed(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::NB_01;
    let Some(number) = number(case, rule, hits) else { return };
    if case.number.is_none() {
        hits.find(rule, "/number", number, "year-department-type-sequence, as 2023-AJ-SC-001");
    }
}

/// NB-02: the department code is not in the table.
fn department_unknown(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::NB_02;
    let Some(parts) = parts(case, rule, hits) else { return };
    match &case.terms.departments {
        None => hits.unset(rule, "number.department_codes"),
        Some(table) if !table.contains_key(parts.department) => {
            hits.find(rule, "/number", parts.department, "a department code of the table");
        }
        Some(_) => {}
    }
}

/// NB-03: the type code is not in the table.
fn type_unknown(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::NB_03;
    let Some(parts) = parts(case, rule, hits) else { return };
    match &case.terms.types {
        None => hits.unset(rule, "number.type_codes"),
        Some(table) if !table.contains_key(parts.training_type) => {
            hits.find(rule, "/number", parts.training_type, "a type code of the table");
        }
        Some(_) => {}
    }
}

/// NB-06: a number was given to a record that had not passed the review.
fn before_review(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::NB_06;
    if number(case, rule, hits).is_none() {
        return;
    }
    let review = case.record.review.as_ref();
    let numbered = case.record.archive.as_ref().and_then(|archive| archive.numbered_at);
    match (review.and_then(|review| review.passed_at()), numbered) {
        // It was passed, and nobody says when.
        (None, _) if review.is_some_and(|review| review.is_stamped()) => hits.missing(rule, "/review/reviewed_at"),
        // A stamp that does not say what it is may be that of the review.
        (None, _) if review.is_some_and(|review| review.has_stamp_without_text()) => {
            hits.missing(rule, "/review/stamp/text")
        }
        (None, _) => {
            hits.find(rule, "/number", "not reviewed", "reviewed before it was numbered");
        }
        (Some(reviewed), Some(numbered)) if numbered < reviewed => {
            hits.find(rule, "/number", stamp_text(numbered), format!("not before {}", stamp_text(reviewed)));
        }
        _ => {}
    }
}

/// NB-07: the year is not that of the session's end.
fn year_wrong(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::NB_07;
    let Some(parts) = parts(case, rule, hits) else { return };
    let Some(session) = case.session else { return hits.missing(rule, "/time") };
    let year = local_date(session.end).year();
    if i32::from(parts.year) != year {
        hits.find(rule, "/number", parts.year.to_string(), year.to_string());
    }
}

/// NB-08: the sequence passed 999.
fn widened(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::NB_08;
    let Some(parts) = parts(case, rule, hits) else { return };
    if parts.is_widened() {
        hits.find(rule, "/number", parts.sequence.to_string(), "three digits up to 999");
    }
}

/// NB-09: the department or the type of the number is not the record's.
fn contradicts_record(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::NB_09;
    let Some(parts) = parts(case, rule, hits) else { return };
    let (Some(departments), Some(types)) = (&case.terms.departments, &case.terms.types) else {
        let key = if case.terms.departments.is_none() { "number.department_codes" } else { "number.type_codes" };
        return hits.unset(rule, key);
    };
    let unit = departments.get(parts.department);
    let mut wrong = Vec::new();
    match (stated(case.record.department).map(str::trim), unit) {
        // A code may stand for the unit itself or for the department in which it lies.
        (Some(own), Some(unit)) if own != unit && !is_department_of(case, unit, own) => {
            wrong.push(format!("department {own}"))
        }
        (None, Some(_)) => hits.missing(rule, "/department"),
        _ => {}
    }
    if let (Some(kind), Some(kinds)) = (case.record.kind, types.get(parts.training_type)) {
        if !kinds.is_empty() && !kinds.iter().any(|code| code == kind.code()) {
            wrong.push(format!("kind {}", kind.code()));
        }
    }
    if !wrong.is_empty() {
        let expected = format!("department {}, type {}", parts.department, parts.training_type);
        hits.find(rule, "/number", wrong.join(", "), expected);
    }
}

/// Whether `unit` is the department in which the unit `own` lies.
fn is_department_of(case: &Case<'_, '_>, unit: &str, own: &str) -> bool {
    let people = case.context.organisation.as_ref();
    people.and_then(|people| people.department_of(own)).is_some_and(|department| department.code == unit)
}

/// The family.
pub(super) const RULES: &[Row] = &[
    row(&rule::NB_01, malformed),
    row(&rule::NB_02, department_unknown),
    row(&rule::NB_03, type_unknown),
    row(&rule::NB_06, before_review),
    row(&rule::NB_07, year_wrong),
    row(&rule::NB_08, widened),
    row(&rule::NB_09, contradicts_record),
];
