//! The plan item behind a session and its notice (I.4.2, II.2.2, II.3.1): PL-08, PL-15.

use super::case::{Case, Hits};
use super::{Row, row};
use crate::rule;
use crate::value::{date_text, stamp_text};

/// PL-08: the session carries out no plan item that was in force on its date.
fn session_without_plan(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::PL_08;
    let Some(item) = &case.record.plan_item else {
        hits.find(rule, "/plan_item", "no plan item", "a plan item in force on the date of the session");
        return;
    };
    let Some(date) = case.record.date else { return hits.missing(rule, "/date") };
    let is_over = item.in_force_to.is_some_and(|last| date > last);
    match item.in_force_from {
        Some(from) if date < from || is_over => {
            let until = item.in_force_to.map(date_text).unwrap_or_default();
            hits.find(rule, "/plan_item", date_text(date), format!("a date in {}..{until}", date_text(from)));
        }
        Some(_) => {}
        // Whenever it began, it is over.
        None if is_over => {
            let until = item.in_force_to.map(date_text).unwrap_or_default();
            hits.find(rule, "/plan_item", date_text(date), format!("a date up to {until}"));
        }
        None => hits.missing(rule, "/plan_item/in_force_from"),
    }
}

/// PL-15: there is no notice of the session, or it was sent after the start.
fn notice_missing_or_late(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::PL_15;
    let Some(notice) = &case.record.notice else {
        hits.find(rule, "/notice", "no notice", "a notice sent before the session");
        return;
    };
    let Some(sent) = notice.sent_at else { return hits.missing(rule, "/notice/sent_at") };
    let Some(session) = case.session else { return hits.missing(rule, "/time") };
    if sent > session.start {
        hits.find(rule, "/notice/sent_at", stamp_text(sent), format!("not after {}", stamp_text(session.start)));
    }
}

/// The family.
pub(super) const RULES: &[Row] = &[row(&rule::PL_08, session_without_plan), row(&rule::PL_15, notice_missing_or_late)];
