//! Faults of the wording: WD-01 to WD-03.

use serde_json::json;

use super::part::HEADING;
use super::{Expected, Fault, Scene, found};
use crate::faultless::Made;
use crate::place::{has, list_mut, set, text};

pub(super) const FAULTS: &[Fault] = &[
    Fault { code: "WD-01", touches: HEADING, plant: colloquial },
    Fault { code: "WD-02", touches: HEADING, plant: unmarked },
    Fault { code: "WD-03", touches: HEADING, plant: vague },
];

/// Adds a sentence to the summary.
fn add(made: &mut Made, sentence: &str) -> bool {
    if let Some(runs) = list_mut(&mut made.record, "/content_summary/runs") {
        runs.push(json!({"text": sentence}));
        return true;
    }
    let whole = format!("{}{sentence}", text(&made.record, "/content_summary/text"));
    let is_there = has(&made.record, "/content_summary/text");
    if is_there {
        set(&mut made.record, "/content_summary/text", whole);
    }
    is_there
}

fn colloquial(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let sentences = ["塔吊下方不站人。", "消防栓前不堆料。", "电箱门及时上锁。", "摇表使用前校零。"];
    let sentence = *scene.random.pick(&sentences);
    add(made, sentence).then(|| vec![found("WD-01", "/content_summary")])
}

fn unmarked(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let sentences = ["无关人员不得入内。", "作业前必须确认许可。", "禁止擅自变更方案。"];
    let sentence = *scene.random.pick(&sentences);
    add(made, sentence).then(|| vec![found("WD-02", "/content_summary")])
}

fn vague(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let summary = *scene.random.pick(&["学习本岗位安全操作要求。", "讲解有关规定，强调注意安全。"]);
    let is_there = has(&made.record, "/content_summary");
    if is_there {
        set(&mut made.record, "/content_summary", json!({"text": summary}));
    }
    is_there.then(|| vec![found("WD-03", "/content_summary")])
}
