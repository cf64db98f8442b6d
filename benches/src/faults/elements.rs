//! Faults of the core elements: EL-01 to EL-14.

use anxun::value::local_date;

use super::part::{ALL, ARCHIVE, ASSESSMENT, EVALUATION, HEADING, PEOPLE, PHOTOS, SIGN_IN};
use super::{Expected, Fault, Scene, found, found_also};
use crate::faultless::Made;
use crate::place::{has, list, remove, set};

pub(super) const FAULTS: &[Fault] = &[
    Fault { code: "EL-01", touches: HEADING | SIGN_IN, plant: without_name },
    Fault { code: "EL-02", touches: ALL, plant: without_date },
    Fault { code: "EL-03", touches: ALL, plant: without_time },
    Fault { code: "EL-04", touches: HEADING | PHOTOS, plant: without_place },
    Fault { code: "EL-05", touches: HEADING, plant: without_instructor },
    Fault { code: "EL-06", touches: PEOPLE | ARCHIVE, plant: without_participants },
    Fault { code: "EL-07", touches: HEADING, plant: without_topic },
    Fault { code: "EL-08", touches: HEADING, plant: without_summary },
    Fault { code: "EL-09", touches: ASSESSMENT, plant: without_method },
    Fault { code: "EL-10", touches: ASSESSMENT, plant: without_result },
    Fault { code: "EL-11", touches: HEADING, plant: unsigned },
    Fault { code: "EL-12", touches: HEADING, plant: without_duration },
    Fault { code: "EL-13", touches: EVALUATION, plant: without_evaluation },
    Fault { code: "EL-14", touches: PEOPLE, plant: without_department },
    Fault { code: "EL-14", touches: PEOPLE, plant: of_another_department },
];

/// Takes a fact out, or puts a placeholder in its place, which is the same.
fn take(made: &mut Made, scene: &mut Scene<'_>, name: &str, code: &'static str) -> Option<Vec<Expected>> {
    if made.session.is_team_activity() && !matches!(code, "EL-07" | "EL-08") {
        return None;
    }
    let pointer = format!("/{name}");
    let is_text = made.record.pointer(&pointer).is_some_and(serde_json::Value::is_string);
    if is_text && scene.random.chance(1, 3) {
        set(&mut made.record, &pointer, *scene.random.pick(&["无", "/", "待定"]));
    } else if !remove(&mut made.record, &pointer) {
        return None;
    }
    Some(vec![found(code, pointer)])
}

fn without_name(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    take(made, scene, "name", "EL-01")
}

fn without_date(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    // What hangs on the end of the session is not assessed then, and the policy of the question judges instead of that
    // of the session: it has to be the same one.
    let is_same = crate::register::pass_mark_on(local_date(scene.as_of)) == made.session.pass_mark;
    (is_same && !made.session.is_team_level()).then_some(())?;
    remove(&mut made.record, "/date").then(|| vec![found("EL-02", "/date")])
}

fn without_time(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    (!made.session.is_team_level()).then_some(())?;
    remove(&mut made.record, "/time").then(|| vec![found("EL-03", "/time")])
}

fn without_place(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    take(made, scene, "place", "EL-04").inspect(|_| {
        remove(&mut made.record, "/place");
    })
}

fn without_instructor(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    take(made, scene, "instructor", "EL-05")
}

fn without_participants(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    // Of whom nobody knows who they were, nobody knows how long the record lives.
    let list = vec![found("EL-06", "/participants"), found("RT-04", "/participants")];
    (!made.session.is_on_equipment() && remove(&mut made.record, "/participants")).then_some(list)
}

fn without_topic(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    take(made, scene, "topic", "EL-07")
}

fn without_summary(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    take(made, scene, "content_summary", "EL-08")
}

fn without_method(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    remove(&mut made.record, "/assessment/method").then(|| vec![found("EL-09", "/assessment/method")])
}

fn without_result(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !list(&made.record, "/assessment/practicals").is_empty() || !has(&made.record, "/assessment/results") {
        return None;
    }
    remove(&mut made.record, "/assessment/results");
    remove(&mut made.record, "/assessment/retrainings");
    Some(vec![found("EL-10", "/assessment/results")])
}

fn unsigned(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let is_logged = has(&made.record, "/logged_at");
    let mut list = vec![found("EL-11", "/recorder_signature")];
    if made.session.is_team_level() && !is_logged {
        list.push(found("TM-04", "/recorder_signature/at"));
    }
    remove(&mut made.record, "/recorder_signature").then_some(list)
}

fn without_duration(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    take(made, scene, "duration_minutes", "EL-12")
}

fn without_evaluation(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    remove(&mut made.record, "/evaluation").then(|| vec![found("EL-13", "/evaluation")])
}

fn participant(made: &Made, scene: &mut Scene<'_>) -> Option<usize> {
    let count = list(&made.record, "/participants").len();
    (count > 1 && !made.session.is_team_activity()).then(|| scene.random.below(count))
}

fn without_department(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let at = participant(made, scene)?;
    remove(&mut made.record, &format!("/participants/{at}/department"));
    Some(vec![found("EL-14", format!("/participants/{at}"))])
}

fn of_another_department(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let at = participant(made, scene)?;
    let other = if made.session.department == "RZ" { "CW" } else { "RZ" };
    if made.session.members.get(at)?.department == other {
        return None;
    }
    set(&mut made.record, &format!("/participants/{at}/department"), other);
    Some(vec![found_also("EL-14", format!("/participants/{at}"))])
}
