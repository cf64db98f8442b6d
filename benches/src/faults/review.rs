//! Faults of the review, the package and the slips: RV-01 to RV-07, RV-09.

use serde_json::{Value, json};

use super::part::{ASSESSMENT, CUSTODY, LECTURE, PLAN};
use super::{Expected, Fault, Scene, found, found_also};
use crate::faultless::Made;
use crate::moment::{later, text};
use crate::place::{has, list, list_mut, remove, set, text as text_at};

pub(super) const FAULTS: &[Fault] = &[
    Fault { code: "RV-01", touches: CUSTODY, plant: without_stamp },
    Fault { code: "RV-01", touches: CUSTODY, plant: another_stamp },
    Fault { code: "RV-02", touches: PLAN | LECTURE, plant: a_topic_left_out },
    Fault { code: "RV-03", touches: PLAN | ASSESSMENT, plant: a_goal_unasked },
    Fault { code: "RV-03", touches: PLAN | ASSESSMENT, plant: without_goals },
    Fault { code: "RV-04", touches: CUSTODY, plant: reviewed_by_the_recorder },
    Fault { code: "RV-04", touches: CUSTODY, plant: one_signs_two_stages },
    Fault { code: "RV-05", touches: CUSTODY, plant: changed_after_the_stamp },
    Fault { code: "RV-06", touches: CUSTODY, plant: cover_unsigned },
    Fault { code: "RV-06", touches: CUSTODY, plant: without_summary },
    Fault { code: "RV-07", touches: CUSTODY, plant: miscounted },
    Fault { code: "RV-07", touches: CUSTODY, plant: one_item_lost },
    Fault { code: "RV-09", touches: CUSTODY, plant: without_slip },
    Fault { code: "RV-09", touches: CUSTODY, plant: slips_out_of_order },
];

const STAMP: &str = "/review/stamp";

fn without_stamp(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    remove(&mut made.record, STAMP).then(|| vec![found("RV-01", STAMP)])
}

fn another_stamp(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    has(&made.record, STAMP).then_some(())?;
    set(&mut made.record, "/review/stamp/text", "已收");
    Some(vec![found("RV-01", STAMP)])
}

/// The plan holds one topic more than was taught.
fn a_topic_left_out(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if list(&made.record, "/lecture/topics").is_empty() {
        return None;
    }
    let topic = json!({"code": "LJ-09", "name": "劳动防护用品的检查与佩戴", "capabilities": ["Skills"]});
    list_mut(&mut made.record, "/plan_item/topics")?.push(topic);
    Some(vec![found("RV-02", "/plan_item/topics")])
}

fn a_goal_unasked(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if list(&made.record, "/assessment/items").is_empty() {
        return None;
    }
    let goal = json!({"id": "LJ-M9", "text": "能独立完成防护用品佩戴前的检查"});
    list_mut(&mut made.record, "/plan_item/goals")?.push(goal);
    Some(vec![found("RV-03", "/plan_item/goals")])
}

fn without_goals(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    has(&made.record, "/assessment").then_some(())?;
    remove(&mut made.record, "/plan_item/goals").then(|| vec![found_also("RV-03", "/plan_item/goals")])
}

fn reviewed_by_the_recorder(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    has(&made.record, STAMP).then_some(())?;
    let path = "/review/stamp/reviewer";
    set(&mut made.record, path, made.session.cast.recorder.reference());
    Some(vec![found("RV-04", path)])
}

/// Where each stage has its slip: that of the self-check and that of the review.
fn two_slips(made: &Made) -> Option<()> {
    (list(&made.record, "/review/confirmations").len() == 2).then_some(())
}

fn one_signs_two_stages(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    two_slips(made)?;
    let slip = "/review/confirmations/1";
    set(&mut made.record, &format!("{slip}/signer"), made.session.cast.officer.reference());
    Some(vec![found_also("RV-04", slip)])
}

/// Somebody writes into the summary what was not there when the record was stamped.
fn changed_after_the_stamp(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let path = "/package/summary/text";
    has(&made.record, path).then_some(())?;
    made.seal();
    made.is_sealed = has(&made.record, "/review/stamp/digest");
    made.is_sealed.then_some(())?;
    let changed = format!("{}请假人员另行补训。", text_at(&made.record, path));
    set(&mut made.record, path, changed);
    Some(vec![found("RV-05", "/review/stamp/digest")])
}

fn cover_unsigned(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let path = if scene.random.chance(1, 2) { "/package/cover/signature" } else { "/package/cover/items" };
    // Without its items the contents lack their measure, which is no finding.
    remove(&mut made.record, path).then(|| vec![found("RV-06", "/package/cover")])
}

fn without_summary(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    remove(&mut made.record, "/package/summary").then(|| vec![found_also("RV-06", "/package/summary")])
}

fn miscounted(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let contents = list(&made.record, "/package/contents").len();
    if contents == 0 || !has(&made.record, "/package/handed_at") {
        return None;
    }
    let at = scene.random.below(contents);
    let part = *scene.random.pick(&["count", "pages"]);
    let path = format!("/package/contents/{at}/{part}");
    let stated = made.record.pointer(&path).and_then(Value::as_u64)?;
    set(&mut made.record, &path, stated + 1);
    Some(vec![found("RV-07", "/package/contents")])
}

fn one_item_lost(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let path = "/package/received_count";
    let received = made.record.pointer(path)?.as_u64()?.checked_sub(1)?;
    set(&mut made.record, path, received);
    Some(vec![found("RV-07", path)])
}

fn without_slip(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    two_slips(made)?;
    remove(&mut made.record, &format!("/review/confirmations/{}", scene.random.below(2)));
    Some(vec![found("RV-09", "/review/confirmations")])
}

/// The slip of the review bears a time before that of the self-check.
fn slips_out_of_order(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    two_slips(made)?;
    let path = "/review/confirmations/1/at";
    let early = later(made.custody.self_checked?, -scene.random.between(1, 20));
    set(&mut made.record, path, text(early));
    Some(vec![found("RV-09", path)])
}
