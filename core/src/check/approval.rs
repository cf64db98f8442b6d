//! The review of the record (III.3.2) and the four stages of checking (IV.3.1): RV-01 to RV-05, RV-09.

use rust_decimal::Decimal;

use super::case::{Case, Hits};
use super::steps::{was_reviewed, was_self_checked};
use super::topics::matched;
use super::{Row, row};
use crate::org::PersonKeyRef;
use crate::record::content_digest;
use crate::record::custody::{QualityConfirmationView, ReviewStampView, STAMP};
use crate::record::people::PersonRefView;
use crate::rule::{self, Facet, Reason, Rule};
use crate::value::{Stamp, decimal_text, stamp_text, stated};
use crate::vocab::CheckStage;

/// The stamp; where there is none, the record has not come so far, or RV-01 says so.
fn stamp<'r, 'a>(case: &Case<'r, 'a>, rule: &'static Rule, hits: &mut Hits) -> Option<&'r ReviewStampView<'a>> {
    let stamp = case.record.review.as_ref().and_then(|review| review.stamp.as_ref());
    if stamp.is_none() && hits.reached(rule, was_reviewed(case)) {
        hits.missing(rule, "/review/stamp");
    }
    stamp
}

/// The confirmation slips.
fn slips<'r, 'a>(case: &Case<'r, 'a>) -> &'r [QualityConfirmationView<'a>] {
    case.record.review.as_ref().map_or(&[], |review| &review.confirmations)
}

/// RV-01: the record passed the review and carries no stamp.
fn stamp_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::RV_01;
    if !hits.reached(rule, was_reviewed(case)) {
        return;
    }
    let stamp = case.record.review.as_ref().and_then(|review| review.stamp.as_ref());
    match stamp {
        Some(stamp) if stamp.says_passed() => {}
        Some(stamp) if stamp.text.is_none() => hits.missing(rule, "/review/stamp/text"),
        Some(_) => {
            hits.find(rule, "/review/stamp", "another text", STAMP);
        }
        None => {
            hits.find(rule, "/review/stamp", "no stamp", STAMP);
        }
    }
}

/// RV-02: too few of the planned topics were taught.
fn topics_untaught(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::RV_02;
    let Some(item) = &case.record.plan_item else { return hits.missing(rule, "/plan_item") };
    if item.topics.is_empty() {
        return hits.missing(rule, "/plan_item/topics");
    }
    let Some(lecture) = &case.record.lecture else { return hits.missing(rule, "/lecture") };
    if lecture.topics.is_empty() {
        return hits.missing(rule, "/lecture/topics");
    }
    let planned = matched(&item.topics, &lecture.topics);
    let asked = case.terms.content_match * Decimal::from(planned.of);
    if Decimal::from(planned.found) >= asked {
        return;
    }
    if Decimal::from(planned.found + planned.open()) >= asked {
        return hits.unknown(rule, Reason::NeedsHumanReview);
    }
    let absent = planned.absent.iter().filter_map(|at| item.topics.get(*at)?.code).collect::<Vec<_>>().join(", ");
    let observed = format!("{} of {} taught; not taught: {absent}", planned.found, planned.of);
    let expected = format!("a share of {} of the planned topics", decimal_text(case.terms.content_match));
    hits.find(rule, "/plan_item/topics", observed, expected);
}

/// RV-03: a goal is linked to no assessed item; a plan without goals cannot be judged.
fn goal_not_assessed(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::RV_03;
    let Some(item) = &case.record.plan_item else { return hits.missing(rule, "/plan_item") };
    if item.goals.is_empty() {
        hits.find(rule, "/plan_item/goals", "no goals", "the goals of the training").also(true);
        return;
    }
    let Some(assessment) = &case.record.assessment else { return hits.missing(rule, "/assessment") };
    // Of an assessment without items nobody knows what was asked.
    if assessment.items.is_empty() {
        return hits.missing(rule, "/assessment/items");
    }
    let goal_of = |at: usize| assessment.items.get(at).and_then(|item| stated(item.goal)).map(str::trim);
    let mut sorted: Option<Vec<&str>> = None;
    let mut without = Vec::new();
    for (at, goal) in item.goals.iter().enumerate() {
        let Some(id) = stated(goal.id).map(str::trim) else {
            hits.missing(rule, format!("/plan_item/goals/{}/id", goal.index));
            continue;
        };
        // Mostly the items stand in the order of the goals; else they are sorted once.
        let is_linked = goal_of(at) == Some(id) || {
            let goals = sorted.get_or_insert_with(|| {
                let mut goals: Vec<&str> = (0..assessment.items.len()).filter_map(goal_of).collect();
                goals.sort_unstable();
                goals
            });
            goals.binary_search(&id).is_ok()
        };
        if !is_linked {
            without.push(id);
        }
    }
    if !without.is_empty() {
        let observed = format!("not assessed: {}", without.join(", "));
        hits.find(rule, "/plan_item/goals", observed, "an assessed item for each goal");
    }
}

/// RV-04: the reviewer is the recorder; or one person signed two stages (two facts, C-61).
fn not_independent(case: &Case<'_, '_>, hits: &mut Hits) {
    reviewer_is_recorder(case, hits);
    one_for_two_stages(case, hits);
}

fn reviewer_is_recorder(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::RV_04;
    let Some(stamp) = stamp(case, rule, hits) else { return };
    let Some(reviewer) = PersonRefView::key_of(stamp.reviewer.as_ref()) else {
        return hits.missing(rule, "/review/stamp/reviewer");
    };
    let Some(recorder) = PersonRefView::key_of(case.record.recorder.as_ref()) else {
        return hits.missing(rule, "/recorder");
    };
    if case.is_one_person(reviewer, recorder) {
        let shown = case.shown(reviewer);
        hits.find(rule, "/review/stamp/reviewer", shown.clone(), "somebody other than the recorder").about(Some(shown));
    }
}

/// Slips that are looked at without a list of their own: two a record, with the samples four.
const FEW: usize = 8;

fn one_for_two_stages(case: &Case<'_, '_>, hits: &mut Hits) {
    type Signed<'k> = Option<(PersonKeyRef<'k>, CheckStage, u32)>;
    let rule = &rule::RV_04;
    let slips = slips(case);
    let mut few: [Signed<'_>; FEW] = [None; FEW];
    let mut many: Vec<Signed<'_>> = Vec::new();
    let room: &mut [Signed<'_>] = if slips.len() <= FEW {
        few.get_mut(..slips.len()).unwrap_or_default()
    } else {
        many.resize(slips.len(), None);
        &mut many
    };
    // Who found that a stage is not passed signed it as well.
    for (place, slip) in room.iter_mut().zip(slips) {
        *place = case.key_of(slip.signer.as_ref()).and_then(|key| Some((key, slip.stage?, slip.index)));
    }
    let is_nameless = |slip: &&QualityConfirmationView<'_>| {
        slip.signer.as_ref().is_some_and(|signer| signer.is_stated() && signer.key().is_none())
    };
    // Somebody without a number may be the one who signed another slip.
    if let Some(slip) = slips.iter().find(is_nameless).filter(|_| slips.len() > 1) {
        hits.missing(rule, format!("/review/confirmations/{}/signer", slip.index));
    }
    room.sort_unstable();
    for same in room.chunk_by(|one, other| one.map(|(key, ..)| key) == other.map(|(key, ..)| key)) {
        let (Some(Some((key, first, _))), Some(Some((_, last, index)))) = (same.first(), same.last()) else { continue };
        if first != last {
            let shown = case.shown(*key);
            let observed = format!("{shown} signed {} and {}", first.code(), last.code());
            hits.find(rule, format!("/review/confirmations/{index}"), observed, "a signer of its own for each stage")
                .also(true)
                .about(Some(shown));
        }
    }
}

/// RV-05: the content is not that which was stamped, and no amendment began with it.
fn changed_after_stamp(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::RV_05;
    let Some(stamp) = stamp(case, rule, hits) else { return };
    // A text that is no digest of a content says nothing about it.
    let is_digest = |text: &&str| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let Some(stamped) = stated(stamp.digest).map(str::trim).filter(is_digest) else {
        return hits.missing(rule, "/review/stamp/digest");
    };
    // A part of the record has a digest of its own.
    if !Facet::ALL.iter().all(|facet| case.carries(*facet)) {
        return hits.unknown(rule, Reason::FacetAbsent);
    }
    let digest = content_digest(case.record);
    if digest.eq_ignore_ascii_case(stamped) {
        return;
    }
    let amendments = case.record.archive.as_ref().map_or(&[][..], |archive| &archive.amendments);
    let mut unknown = None;
    for amendment in amendments {
        match stated(amendment.digest_before).map(str::trim) {
            Some(before) if before.eq_ignore_ascii_case(stamped) => return,
            Some(_) => {}
            None => unknown = unknown.or(Some(amendment.index)),
        }
    }
    match unknown {
        Some(index) => hits.missing(rule, format!("/archive/amendments/{index}/digest_before")),
        None => {
            hits.find(rule, "/review/stamp/digest", digest, format!("{stamped}, or an amendment that began with it"));
        }
    }
}

/// Whether a stage was passed: the last two where the record was sampled for them.
fn was_passed(case: &Case<'_, '_>, stage: CheckStage) -> bool {
    let sampled = || {
        let checks = case.record.review.as_ref().map_or(&[][..], |review| &review.stage_checks);
        checks.iter().any(|check| check.stage == Some(stage) && check.at.is_some())
    };
    match stage {
        CheckStage::SelfCheck => was_self_checked(case),
        CheckStage::Review => was_reviewed(case),
        CheckStage::InternalAudit | CheckStage::ExternalAudit => sampled(),
    }
}

/// The first signed slip of a stage: its position and, where it says so, when it was signed.
type Slip = Option<(u32, Option<Stamp>)>;

/// RV-09: a stage that was passed has no signed slip, or slips are dated in the wrong order.
fn slip_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::RV_09;
    let mut is_any = false;
    // The first signed slip of each stage with its day.
    let mut dated: [Slip; 4] = [None; 4];
    for (stage, place) in CheckStage::ALL.iter().zip(&mut dated) {
        let of_stage = slips(case).iter().filter(|slip| slip.stage == Some(*stage) && slip.passed != Some(false));
        let signed = of_stage.filter(|slip| slip.signer.as_ref().is_some_and(PersonRefView::is_stated));
        *place = signed.map(|slip| (slip.index, slip.at)).min_by_key(|(_, at)| (at.is_none(), *at));
        is_any |= place.is_some();
        if was_passed(case, *stage) {
            is_any = true;
            if place.is_none() {
                let observed = format!("no signed slip of the stage {}", stage.code());
                hits.find(rule, "/review/confirmations", observed, "a signed confirmation slip of each stage passed");
            }
        }
    }
    if !hits.reached(rule, is_any) {
        return;
    }
    // Internal and external audit sample apart, so that either may come first (C-17).
    let [own, review, internal, external] = dated;
    slip_before(hits, [own, None], review);
    slip_before(hits, [own, review], internal);
    slip_before(hits, [own, review], external);
}

/// Whether the slip of a stage was signed before the last dated one of the stages before it.
fn slip_before(hits: &mut Hits, earlier: [Slip; 2], later: Slip) {
    let rule = &rule::RV_09;
    let Some((later_at, later)) = later else { return };
    let last = earlier.into_iter().flatten().filter_map(|(_, at)| at).next_back();
    let undated = earlier.into_iter().flatten().find(|(_, at)| at.is_none()).map(|(index, _)| index);
    match (last, later) {
        (Some(last), Some(later)) if later < last => {
            let expected = format!("not before {}", stamp_text(last));
            hits.find(rule, format!("/review/confirmations/{later_at}/at"), stamp_text(later), expected);
        }
        (None, _) if undated.is_none() => {}
        (_, None) => hits.missing(rule, format!("/review/confirmations/{later_at}/at")),
        _ => {
            if let Some(at) = undated {
                hits.missing(rule, format!("/review/confirmations/{at}/at"));
            }
        }
    }
}

/// The family up to the package.
pub(super) const REVIEW: &[Row] = &[
    row(&rule::RV_01, stamp_missing),
    row(&rule::RV_02, topics_untaught),
    row(&rule::RV_03, goal_not_assessed),
    row(&rule::RV_04, not_independent),
    row(&rule::RV_05, changed_after_stamp),
];

/// The slips.
pub(super) const SLIPS: &[Row] = &[row(&rule::RV_09, slip_missing)];
