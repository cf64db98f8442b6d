//! Which steps of its life a record has reached (SM-2): by the state that the host states, or by a milestone.
//!
//! An invalid, superseded or destroyed record may have left its way at several places: of it only the milestones speak.

use super::case::Case;
use crate::rule::Facet;
use crate::vocab::RecordState::{
    AmendPending, Archived, Destroyed, Numbered, Received, Returned, Reviewed, SelfChecked, Submitted,
};

/// Collected and checked by the officer of the department.
pub(super) fn was_self_checked(case: &Case<'_, '_>) -> bool {
    let checked = case.record.review.as_ref().is_some_and(|review| review.self_checked_at.is_some());
    checked || case.record.state == Some(SelfChecked) || was_handed_over_by_state(case)
}

fn was_handed_over_by_state(case: &Case<'_, '_>) -> bool {
    matches!(case.record.state, Some(Submitted | Received | Returned)) || was_reviewed_by_state(case)
}

/// Handed over as paper.
pub(super) fn was_handed_over(case: &Case<'_, '_>) -> bool {
    let package = case.record.package.as_ref();
    let handed = package.is_some_and(|package| package.handed_at.is_some() || package.received_at.is_some());
    handed || was_handed_over_by_state(case)
}

/// Whether the state says that it was received, and is not on its way back.
pub(super) fn was_received_by_state(case: &Case<'_, '_>) -> bool {
    case.record.state == Some(Received) || was_reviewed_by_state(case)
}

fn was_reviewed_by_state(case: &Case<'_, '_>) -> bool {
    matches!(case.record.state, Some(Reviewed | Numbered)) || was_archived_by_state(case)
}

/// Passed the review.
pub(super) fn was_reviewed(case: &Case<'_, '_>) -> bool {
    let reviewed = case.record.review.as_ref().is_some_and(|review| review.passed_at().is_some());
    let numbered = case.record.archive.as_ref().is_some_and(|archive| archive.numbered_at.is_some());
    reviewed || numbered || was_archived(case) || was_reviewed_by_state(case)
}

fn was_archived_by_state(case: &Case<'_, '_>) -> bool {
    matches!(case.record.state, Some(Archived | AmendPending))
}

/// Archived.
pub(super) fn was_archived(case: &Case<'_, '_>) -> bool {
    let archived = case.record.archive.as_ref().is_some_and(|archive| archive.archived_at.is_some());
    archived || was_archived_by_state(case)
}

/// Destroyed: nothing is held any more.
pub(super) fn is_destroyed(case: &Case<'_, '_>) -> bool {
    let archive = case.record.archive.as_ref().filter(|_| case.carries(Facet::Archive));
    let on = archive.and_then(|archive| archive.destroyed_on);
    case.record.state == Some(Destroyed) || on.is_some_and(|on| on <= case.today())
}
