//! Faults of what becomes of a record: TM-01 to TM-07, NB-01 to NB-03 and NB-06 to NB-09, RT-01 to RT-05.

use anxun::calendar::add_years;
use anxun::value::{date_text, local_date};
use serde_json::{Value, json};

use super::part::{ALL, ARCHIVE, ASSESSMENT, CUSTODY, HEADING, NUMBER};
use super::{Expected, Fault, Scene, found};
use crate::faultless::{Made, Round};
use crate::moment::{at, days_earlier, days_later, later, text, working_days_later};
use crate::place::{has, list, list_mut, remove, replace_person, set, text as text_at};

pub(super) const FAULTS: &[Fault] = &[
    Fault { code: "TM-01", touches: CUSTODY | ARCHIVE | NUMBER, plant: handed_late },
    Fault { code: "TM-02", touches: CUSTODY | ARCHIVE | NUMBER, plant: uploaded_late },
    Fault { code: "TM-03", touches: CUSTODY, plant: checked_late },
    Fault { code: "TM-04", touches: HEADING, plant: team_late },
    Fault { code: "TM-05", touches: CUSTODY | ARCHIVE | NUMBER, plant: reviewed_late },
    Fault { code: "TM-06", touches: CUSTODY | ARCHIVE | NUMBER, plant: resubmitted_late },
    Fault { code: "TM-07", touches: CUSTODY, plant: handed_before_the_end },
    Fault { code: "TM-07", touches: ASSESSMENT, plant: retraining_before_the_exam },
    Fault { code: "NB-01", touches: NUMBER, plant: malformed },
    Fault { code: "NB-02", touches: NUMBER, plant: department_unknown },
    Fault { code: "NB-03", touches: NUMBER, plant: type_unknown },
    Fault { code: "NB-06", touches: NUMBER | CUSTODY, plant: numbered_before_review },
    Fault { code: "NB-07", touches: NUMBER, plant: of_another_year },
    Fault { code: "NB-08", touches: NUMBER, plant: widened },
    Fault { code: "NB-09", touches: NUMBER, plant: of_another_department },
    Fault { code: "RT-01", touches: ARCHIVE, plant: ends_too_early },
    Fault { code: "RT-02", touches: ARCHIVE, plant: special_ends },
    Fault { code: "RT-03", touches: ARCHIVE, plant: accident_ends },
    Fault { code: "RT-03", touches: ARCHIVE, plant: held_is_listed },
    Fault { code: "RT-04", touches: ALL & !HEADING, plant: class_unknown },
    Fault { code: "RT-05", touches: ARCHIVE, plant: video_dies_first },
];

/// Minutes of a day.
const DAY: i64 = 24 * 60;

fn is_archived(made: &Made) -> bool {
    made.custody.archived.is_some() && has(&made.record, "/archive")
}

/// Changes the milestones where all of them still lie before `as_of`.
fn rewritten(made: &mut Made, before: crate::faultless::Custody, scene: &Scene<'_>) -> Option<()> {
    let milestones = [made.custody.archived, made.custody.reviewed, made.custody.handed, made.custody.uploaded];
    if milestones.into_iter().flatten().any(|stamp| stamp > scene.as_of) {
        made.custody = before;
        return None;
    }
    made.rewrite_custody();
    Some(())
}

fn handed_late(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    is_archived(made).then_some(())?;
    let before = made.custody.clone();
    let handed = later(made.session.end, DAY + scene.random.between(1, 2 * DAY));
    made.custody.handed = Some(handed);
    made.custody.go_on(scene.random, scene.calendar);
    rewritten(made, before, scene)?;
    Some(vec![found("TM-01", "/package/handed_at")])
}

fn uploaded_late(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    is_archived(made).then_some(())?;
    let before = made.custody.clone();
    made.custody.uploaded = Some(later(made.session.end, DAY + scene.random.between(1, 3 * DAY)));
    made.custody.go_on(scene.random, scene.calendar);
    rewritten(made, before, scene)?;
    Some(vec![found("TM-02", "/package/uploaded_at")])
}

fn checked_late(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let checked = later(made.session.end, DAY + scene.random.between(10, 600));
    if !is_archived(made) || made.custody.received.is_none_or(|received| received < checked) {
        return None;
    }
    made.custody.self_checked = Some(checked);
    made.rewrite_custody();
    Some(vec![found("TM-03", "/review/self_checked_at")])
}

fn team_late(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !made.session.is_team_level() || !has(&made.record, "/recorder_signature") {
        return None;
    }
    let next = at(days_later(local_date(made.session.end), 1), "08:10");
    let signed = later(next, scene.random.between(0, 90));
    if signed > scene.as_of {
        return None;
    }
    set(&mut made.record, "/recorder_signature/at", text(signed));
    if has(&made.record, "/logged_at") {
        set(&mut made.record, "/logged_at", text(later(signed, 5)));
    }
    Some(vec![found("TM-04", "/recorder_signature/at")])
}

fn reviewed_late(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    is_archived(made).then_some(())?;
    let before = made.custody.clone();
    let from = made.custody.rounds.last().and_then(|round| round.received).or(made.custody.received)?;
    let days = u32::try_from(scene.random.between(4, 7)).ok()?;
    let reviewed = working_days_later(from, days, scene.random.between(0, 400), scene.calendar);
    made.custody.review_at(reviewed, scene.random);
    rewritten(made, before, scene)?;
    Some(vec![found("TM-05", "/review/reviewed_at")])
}

fn resubmitted_late(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    is_archived(made).then_some(())?;
    let before = made.custody.clone();
    let received = made.custody.received?;
    let returned = working_days_later(received, 1, scene.random.between(0, 300), scene.calendar);
    let days = u32::try_from(scene.random.between(3, 5)).ok()?;
    let resubmitted = working_days_later(returned, days, scene.random.between(0, 300), scene.calendar);
    let again = later(resubmitted, 25);
    made.custody.rounds = vec![Round {
        returned,
        reason: "试卷缺少阅卷人签字，请补签后重新提交。",
        resubmitted: Some(resubmitted),
        received: Some(again),
    }];
    let reviewed = working_days_later(again, 1, scene.random.between(0, 300), scene.calendar);
    made.custody.review_at(reviewed, scene.random);
    rewritten(made, before, scene)?;
    Some(vec![found("TM-06", "/review/returns/0/resubmitted_at")])
}

fn handed_before_the_end(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    is_archived(made).then_some(())?;
    made.custody.handed = Some(later(made.session.end, -scene.random.between(5, 40)));
    made.rewrite_custody();
    Some(vec![found("TM-07", "/package/handed_at")])
}

fn retraining_before_the_exam(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let results = list(&made.record, "/assessment/results");
    let at = results.iter().position(|result| text_at(result, "/verdict") == "Pass" && has(result, "/at"))?;
    if !has(&made.record, "/assessment/theory") || has(&made.record, "/assessment/retrainings") {
        return None;
    }
    let person = results[at]["person"].clone();
    let on = days_earlier(made.session.date(), 3);
    let score = made.session.pass_mark - 9;
    set(&mut made.record, &format!("/assessment/results/{at}/verdict"), "Fail");
    set(&mut made.record, &format!("/assessment/results/{at}/theory_score"), score.to_string());
    let retraining = json!([{
        "person": person, "planned_on": date_text(on), "record": format!("{}-BX", made.session.id), "verdict": "Pass",
    }]);
    set(&mut made.record, "/assessment/retrainings", retraining);
    Some(vec![found("TM-07", "/assessment/retrainings/0/planned_on")])
}

/// The parts of the number: year, department, type, sequence.
fn number(made: &Made) -> Option<[String; 4]> {
    let parts: Vec<String> = text_at(&made.record, "/number").split('-').map(str::to_owned).collect();
    parts.try_into().ok()
}

fn renumbered(made: &mut Made, number: &str, code: &'static str) -> Option<Vec<Expected>> {
    set(&mut made.record, "/number", number);
    Some(vec![found(code, "/number")])
}

fn malformed(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let [year, department, kind, sequence] = number(made)?;
    let text = match scene.random.below(3) {
        0 => format!("{year}-{department}-{kind}-0{sequence}"),
        1 => format!("{year}{department}-{kind}-{sequence}"),
        _ => format!("{year}-{}-{kind}-{sequence}", department.to_lowercase()),
    };
    renumbered(made, &text, "NB-01")
}

fn department_unknown(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let [year, _, kind, sequence] = number(made)?;
    renumbered(made, &format!("{year}-XX-{kind}-{sequence}"), "NB-02")
}

fn type_unknown(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let [year, department, _, sequence] = number(made)?;
    renumbered(made, &format!("{year}-{department}-PX-{sequence}"), "NB-03")
}

fn numbered_before_review(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    has(&made.record, "/number").then_some(())?;
    made.custody.numbered = Some(later(made.custody.received?, 5));
    made.rewrite_custody();
    Some(vec![found("NB-06", "/number")])
}

fn of_another_year(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let [year, department, kind, sequence] = number(made)?;
    let year: i32 = year.parse().ok()?;
    let other = if scene.random.chance(1, 2) { year + 1 } else { year - 1 };
    renumbered(made, &format!("{other}-{department}-{kind}-{sequence}"), "NB-07")
}

fn widened(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let [year, department, kind, _] = number(made)?;
    let sequence = scene.random.between(1000, 1400);
    renumbered(made, &format!("{year}-{department}-{kind}-{sequence}"), "NB-08")
}

fn of_another_department(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let [year, department, kind, sequence] = number(made)?;
    let other = if department == "CW" { "XS" } else { "CW" };
    renumbered(made, &format!("{year}-{other}-{kind}-{sequence}"), "NB-09")
}

fn ends_too_early(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !is_archived(made) || !has(&made.record, "/archive/retention_until") {
        return None;
    }
    let last = add_years(local_date(made.session.end), 3).ok()?;
    let days = *scene.random.pick(&[1, 30, 365]);
    set(&mut made.record, "/archive/retention_until", date_text(days_earlier(last, days)));
    Some(vec![found("RT-01", "/archive/retention_until")])
}

fn special_ends(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !is_archived(made) || !made.session.is_special_class() {
        return None;
    }
    let until = add_years(local_date(made.session.end), 3).ok()?;
    set(&mut made.record, "/archive/retention_until", date_text(until));
    Some(vec![found("RT-02", "/archive/retention_until")])
}

fn accident_ends(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let archived = made.custody.archived?;
    if !is_archived(made) || made.session.is_special_class() {
        return None;
    }
    let accident = json!([{"id": format!("SG-{}", made.session.date()), "at": text(archived)}]);
    set(&mut made.record, "/archive/accidents", accident);
    set(&mut made.record, "/archive/retention_class", "AccidentRelated");
    Some(vec![found("RT-03", "/archive/retention_until")])
}

fn held_is_listed(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let archived = made.custody.archived?;
    is_archived(made).then_some(())?;
    let hold = json!([{"kind": "Audit", "id": "SJ-01", "placed_at": text(archived), "reason": "审计抽样未结。"}]);
    set(&mut made.record, "/holds", hold);
    set(&mut made.record, "/archive/destruction_list", "XH-2026-01");
    remove(&mut made.record, "/archive/retention_until");
    Some(vec![found("RT-03", "/archive/destruction_list")])
}

/// A visitor of whom nobody knows anything takes the place of the last participant.
fn class_unknown(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if made.session.is_special_class() || made.session.is_team_activity() || made.session.is_on_equipment() {
        return None;
    }
    let last = made.session.members.len().checked_sub(1).filter(|last| *last > 1)?;
    let member = made.session.members[last].clone();
    if !matches!(member.key, anxun::org::PersonKey::Employee(_)) {
        return None;
    }
    let stranger = json!({"other_kind": "Contractor", "other_key": format!("CB-{}", member.number())});
    replace_person(&mut made.record, &member.number(), &stranger);
    let row = list_mut(&mut made.record, "/participants")?.get_mut(last)?;
    remove(row, "/special_operation");
    remove(&mut made.record, "/archive/retention_until");
    remove(&mut made.record, "/archive/retention_class");
    // Whom the register does not know, it does not know on the sheet either.
    let unknown = found("SG-13", format!("/sign_in/entries/{last}/person"));
    Some(vec![found("RT-04", "/participants"), unknown])
}

fn video_dies_first(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !is_archived(made) || list(&made.record, "/videos").is_empty() {
        return None;
    }
    let digest: Value = made.record["videos"][0]["digest"].clone();
    let on = add_years(local_date(made.session.end), 1).ok()?;
    let deletion = json!([{"kind": "Video", "digest": digest, "on": date_text(on), "reason": "存储空间清理。"}]);
    set(&mut made.record, "/storage/deletions", deletion);
    Some(vec![found("RT-05", "/storage/deletions/0")])
}
