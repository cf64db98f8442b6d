//! Stated ends against the period of retention (III.6.1): RT-01 to RT-05.

use chrono::NaiveDate;

use super::case::{Case, Hits};
use super::{Row, row, row_with_own_facets};
use crate::retention::{OpenReason, Outcome, Why, certain_rules, evidence_dies_first};
use crate::rule::{self, Facet, Reason, Rule};
use crate::value::{date_text, stated};

/// The stated ends of a record: the last day of retention, and the days on which it was or will be gone.
fn stated_ends(case: &Case<'_, '_>) -> Vec<(&'static str, NaiveDate, bool)> {
    let Some(archive) = &case.record.archive else { return vec![] };
    [
        ("/archive/retention_until", archive.retention_until, false),
        ("/archive/deleted_on", archive.deleted_on, true),
        ("/archive/destroyed_on", archive.destroyed_on, true),
    ]
    .into_iter()
    .filter_map(|(path, date, is_gone)| Some((path, date?, is_gone)))
    .collect()
}

/// What one rule of retention answers for the record.
fn outcome(case: &Case<'_, '_>, why: Why) -> Option<Outcome> {
    case.retention.rules.iter().find(|rule| rule.why == why).map(|rule| rule.outcome)
}

/// Notes each stated end that comes before the end of a period.
fn cut(case: &Case<'_, '_>, hits: &mut Hits, rule: &'static Rule, outcome: Outcome) {
    for (path, date, is_gone) in stated_ends(case) {
        // A stated last day may be the last day; what is gone has to be gone after it.
        let is_last = outcome == Outcome::Until(date);
        if !outcome.is_over(date) && (is_gone || !is_last) {
            hits.find(rule, path, date_text(date), asked(outcome, is_gone));
        }
    }
}

/// What is expected of an end: of the last day itself, or of the day on which it is gone.
fn asked(outcome: Outcome, is_gone: bool) -> String {
    match outcome {
        Outcome::Until(last) if is_gone => format!("after {}", date_text(last)),
        Outcome::Until(last) => format!("{} or later", date_text(last)),
        Outcome::Open(reason) => format!("no end: {}", reason.en()),
        Outcome::Permanent => "no end: permanent".to_owned(),
    }
}

/// RT-01: an ordinary record ends too early.
fn ordinary_cut(case: &Case<'_, '_>, hits: &mut Hits) {
    match outcome(case, Why::Ordinary) {
        Some(found @ Outcome::Until(_)) => cut(case, hits, &rule::RT_01, found),
        _ if stated_ends(case).is_empty() => {}
        _ => hits.missing(&rule::RT_01, if case.record.date.is_none() { "/date" } else { "/time" }),
    }
}

/// What keeps the record for certain, by the reason.
fn certain(case: &Case<'_, '_>, why: impl Fn(Why) -> bool) -> Option<Outcome> {
    let people = case.context.organisation.as_ref().map(|_| case.people.as_slice());
    certain_rules(case.record, people, &case.terms.retention, case.context.as_of)
        .filter_map(|(one, outcome)| why(one).then_some(outcome))
        .reduce(Outcome::longest)
}

/// RT-02: a record of special-operation staff ends before five years after leaving.
fn special_cut(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::RT_02;
    if stated_ends(case).is_empty() {
        return;
    }
    match outcome(case, Why::SpecialOperation) {
        Some(found) if found.is_certain() => cut(case, hits, rule, found),
        // Of somebody it is not known whether or until when; those of whom it is known ask for their part all the same.
        Some(_) => {
            if let Some(found) = certain(case, |why| why == Why::SpecialOperation) {
                cut(case, hits, rule, found);
            }
            if !hits.has(rule) {
                hits.unknown(rule, Reason::FacetAbsent);
            }
        }
        None => {}
    }
}

/// RT-03: an accident-related or held record has an end or stands on a destruction list.
fn permanent_or_held(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::RT_03;
    let Some(found) = outcome(case, Why::Accident).or_else(|| outcome(case, Why::Hold)) else { return };
    cut(case, hits, rule, found);
    let list = case.record.archive.as_ref().and_then(|archive| stated(archive.destruction_list));
    if list.is_some() {
        hits.find(rule, "/archive/destruction_list", "on a destruction list", "on none");
    }
}

/// RT-04: the class cannot be determined, so that the record stays open-ended.
fn class_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    if case.retention.outcome == Outcome::Permanent {
        // It has no end whatever its class.
        return;
    }
    let open = case.retention.rules.iter().find_map(|rule| match rule.outcome {
        Outcome::Open(reason @ (OpenReason::ClassMissing | OpenReason::PeopleUnknown)) => Some(reason),
        _ => None,
    });
    if let Some(reason) = open {
        hits.find(&rule::RT_04, "/participants", reason.code(), "participants known as special-operation staff or not");
    }
}

/// RT-05: evidence was or will be deleted before the record that it proves.
fn evidence_first(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::RT_05;
    let Some(storage) = case.record.storage.as_ref().filter(|storage| !storage.deletions.is_empty()) else { return };
    let whole = case.retention.outcome;
    // A reason that only says what is not known blames nobody: what is certain is asked for.
    let kept = if whole.is_certain() { Some(whole) } else { certain(case, |_| true) };
    if let Some(kept) = kept {
        for deletion in evidence_dies_first(case.record, kept) {
            let day = deletion.on.map(date_text).unwrap_or_default();
            hits.find(rule, format!("/storage/deletions/{}", deletion.index), day, asked(kept, true));
        }
    }
    if hits.has(rule) {
        return;
    }
    if let Some(undated) = storage.deletions.iter().find(|deletion| deletion.on.is_none()) {
        hits.missing(rule, format!("/storage/deletions/{}/on", undated.index));
    } else if !whole.is_certain() {
        hits.unknown(rule, Reason::FacetAbsent);
    }
}

/// RT-02 needs the archive and the people, whether the list of the record or the organisation.
fn special_cut_with_facets(case: &Case<'_, '_>, hits: &mut Hits) {
    if case.carries(Facet::Archive) && case.carries(Facet::People) {
        special_cut(case, hits);
    } else {
        hits.unknown(&rule::RT_02, Reason::FacetAbsent);
    }
}

/// The family.
pub(super) const RULES: &[Row] = &[
    row(&rule::RT_01, ordinary_cut),
    row_with_own_facets(&rule::RT_02, special_cut_with_facets),
    row(&rule::RT_03, permanent_or_held),
    row(&rule::RT_04, class_missing),
    row(&rule::RT_05, evidence_first),
];
