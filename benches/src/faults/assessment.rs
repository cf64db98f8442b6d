//! Faults of the assessment: AS-01 to AS-08, AS-10.

use anxun::value::date_text;
use serde_json::{Value, json};

use super::part::ASSESSMENT;
use super::{Expected, Fault, Scene, found, proof};
use crate::faultless::Made;
use crate::moment::{days_later, text};
use crate::place::{has, list, list_mut, remove, set, text as text_at};

pub(super) const FAULTS: &[Fault] = &[
    Fault { code: "AS-01", touches: ASSESSMENT, plant: no_sheets },
    Fault { code: "AS-02", touches: ASSESSMENT, plant: no_standard_paper },
    Fault { code: "AS-03", touches: ASSESSMENT, plant: marker_unsigned },
    Fault { code: "AS-04", touches: ASSESSMENT, plant: no_reason },
    Fault { code: "AS-05", touches: ASSESSMENT, plant: passed_below_the_mark },
    Fault { code: "AS-05", touches: ASSESSMENT, plant: failed_above_the_mark },
    Fault { code: "AS-06", touches: ASSESSMENT, plant: failed_without_date },
    Fault { code: "AS-07", touches: ASSESSMENT, plant: retraining_overdue },
    Fault { code: "AS-08", touches: ASSESSMENT, plant: merged },
    Fault { code: "AS-10", touches: ASSESSMENT, plant: does_not_add },
];

fn has_theory(made: &Made) -> bool {
    has(&made.record, "/assessment/theory")
}

fn has_practice(made: &Made) -> bool {
    !list(&made.record, "/assessment/practicals").is_empty()
}

/// A result that stands at Pass.
fn passed(made: &Made, scene: &mut Scene<'_>) -> Option<usize> {
    let results = list(&made.record, "/assessment/results");
    let all: Vec<usize> = (0..results.len()).filter(|at| text_at(&results[*at], "/verdict") == "Pass").collect();
    if all.is_empty() { None } else { Some(*scene.random.pick(&all)) }
}

fn no_sheets(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has(&made.record, "/assessment/results") {
        return None;
    }
    for part in ["score_sheet", "papers", "practicals"] {
        remove(&mut made.record, &format!("/assessment/{part}"));
    }
    made.relink();
    let mut list = vec![found("AS-01", "/assessment"), found("AR-09", "/links/papers")];
    list.extend(proof("TP-03", "/assessment/papers", made));
    Some(list)
}

fn no_standard_paper(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has_theory(made) {
        return None;
    }
    let part = *scene.random.pick(&["paper_id", "paper_version"]);
    remove(&mut made.record, &format!("/assessment/theory/{part}"));
    Some(vec![found("AS-02", "/assessment/theory")])
}

fn marker_unsigned(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    remove(&mut made.record, "/assessment/score_sheet/marker_signature")
        .then(|| vec![found("AS-03", "/assessment/score_sheet")])
}

/// A practical sheet and a step of it with a deduction.
fn deduction(made: &Made) -> Option<(usize, usize)> {
    let sheets = list(&made.record, "/assessment/practicals").iter().enumerate();
    let mut found = sheets.flat_map(|(sheet, value)| {
        let steps = list(value, "/steps").iter().enumerate();
        steps.filter(|(_, step)| text_at(step, "/deduction") != "0").map(move |(step, _)| (sheet, step))
    });
    found.next()
}

fn no_reason(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let sheet = if scene.random.chance(1, 3) && has_practice(made) {
        // Not done, and no word on what went wrong.
        set(&mut made.record, "/assessment/practicals/0/steps/1/done", false);
        remove(&mut made.record, "/assessment/practicals/0/steps/1/error");
        0
    } else {
        let (sheet, step) = deduction(made)?;
        let part = *scene.random.pick(&["error", "reason"]);
        remove(&mut made.record, &format!("/assessment/practicals/{sheet}/steps/{step}/{part}"));
        sheet
    };
    Some(vec![found("AS-04", format!("/assessment/practicals/{sheet}"))])
}

fn below_the_mark(made: &mut Made, at: usize, scene: &mut Scene<'_>) {
    let score = i64::from(made.session.pass_mark) - scene.random.between(1, 15);
    set(&mut made.record, &format!("/assessment/results/{at}/theory_score"), score.to_string());
}

fn passed_below_the_mark(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has_theory(made) {
        return None;
    }
    let at = passed(made, scene)?;
    below_the_mark(made, at, scene);
    Some(vec![found("AS-05", format!("/assessment/results/{at}"))])
}

fn failed_above_the_mark(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has_theory(made) {
        return None;
    }
    let at = passed(made, scene)?;
    let on = days_later(made.session.date(), 4);
    if crate::moment::at(on, "16:30") > scene.as_of {
        return None;
    }
    set(&mut made.record, &format!("/assessment/results/{at}/verdict"), "Fail");
    let mut retraining = planned(made, at, on);
    set(&mut retraining, "/verdict", "Pass");
    set(&mut retraining, "/recorded_at", text(crate::moment::at(on, "16:30")));
    retrain(made, retraining);
    Some(vec![found("AS-05", format!("/assessment/results/{at}"))])
}

fn planned(made: &Made, at: usize, on: chrono::NaiveDate) -> Value {
    let person = made.record.pointer(&format!("/assessment/results/{at}/person")).cloned().unwrap_or_default();
    json!({"person": person, "planned_on": date_text(on), "record": format!("{}-BX", made.session.id)})
}

/// Adds a retraining and says at which place.
fn retrain(made: &mut Made, retraining: Value) -> usize {
    if !has(&made.record, "/assessment/retrainings") {
        set(&mut made.record, "/assessment/retrainings", Value::Array(vec![]));
    }
    let rows = list_mut(&mut made.record, "/assessment/retrainings").expect("set above");
    rows.push(retraining);
    rows.len() - 1
}

fn failed_without_date(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has_theory(made) {
        return None;
    }
    let at = passed(made, scene)?;
    below_the_mark(made, at, scene);
    set(&mut made.record, &format!("/assessment/results/{at}/verdict"), "Fail");
    Some(vec![found("AS-06", format!("/assessment/results/{at}"))])
}

fn retraining_overdue(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let on = days_later(made.session.date(), 5);
    if !has_theory(made) || crate::moment::at(days_later(on, 1), "08:00") > scene.as_of {
        return None;
    }
    let at = passed(made, scene)?;
    below_the_mark(made, at, scene);
    set(&mut made.record, &format!("/assessment/results/{at}/verdict"), "Fail");
    let retraining = planned(made, at, on);
    let place = retrain(made, retraining);
    Some(vec![found("AS-07", format!("/assessment/retrainings/{place}"))])
}

fn merged(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has_theory(made) || !has_practice(made) {
        return None;
    }
    let at = passed(made, scene)?;
    remove(&mut made.record, &format!("/assessment/results/{at}/theory_score"));
    remove(&mut made.record, &format!("/assessment/results/{at}/practical_score"));
    let mark = i64::from(made.session.pass_mark) + scene.random.between(2, 10);
    set(&mut made.record, &format!("/assessment/results/{at}/merged_score"), mark.to_string());
    Some(vec![found("AS-08", format!("/assessment/results/{at}"))])
}

fn does_not_add(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let (sheet, step) = deduction(made)?;
    let pointer = format!("/assessment/practicals/{sheet}/steps/{step}/deduction");
    let points: u32 = text_at(&made.record, &pointer).parse().ok()?;
    set(&mut made.record, &pointer, (points + 3).to_string());
    Some(vec![found("AS-10", format!("/assessment/practicals/{sheet}"))])
}
