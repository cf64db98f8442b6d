//! Faults of the session itself: PL-15, SG-10, SG-11, SG-13, SG-14, LC-01 to LC-05, SV-01 to SV-05, AS-09, AS-11, AS-12.

use serde_json::{Value, json};

use super::part::{ASSESSMENT, HEADING, LECTURE, NOTICE, PEOPLE, PLAN, SIGN_IN, SUPERVISION};
use super::{Expected, Fault, Scene, found, found_also};
use crate::faultless::Made;
use crate::moment::{later, text};
use crate::place::{has, list, list_mut, remove, set};

pub(super) const FAULTS: &[Fault] = &[
    Fault { code: "PL-15", touches: NOTICE, plant: without_notice },
    Fault { code: "PL-15", touches: NOTICE, plant: noticed_late },
    Fault { code: "SG-10", touches: SUPERVISION | SIGN_IN, plant: fewer_seen },
    Fault { code: "SG-10", touches: SUPERVISION | SIGN_IN, plant: unsure_camera },
    Fault { code: "SG-11", touches: SIGN_IN, plant: one_hand },
    Fault { code: "SG-11", touches: SIGN_IN, plant: one_device },
    Fault { code: "SG-13", touches: SIGN_IN | PEOPLE, plant: another_name },
    Fault { code: "SG-14", touches: SIGN_IN, plant: signed_before_the_issue },
    Fault { code: "LC-01", touches: LECTURE, plant: without_log },
    Fault { code: "LC-01", touches: LECTURE, plant: without_a_field },
    Fault { code: "LC-01", touches: LECTURE | HEADING, plant: another_author },
    Fault { code: "LC-02", touches: LECTURE, plant: without_marks },
    Fault { code: "LC-03", touches: LECTURE, plant: courseware_lost },
    Fault { code: "LC-04", touches: LECTURE | PLAN, plant: a_topic_more },
    Fault { code: "LC-05", touches: SUPERVISION, plant: unexplained },
    Fault { code: "SV-01", touches: SUPERVISION, plant: without_supervision },
    Fault { code: "SV-02", touches: SUPERVISION, plant: log_lacks },
    Fault { code: "SV-03", touches: SUPERVISION, plant: came_late },
    Fault { code: "SV-05", touches: SUPERVISION | LECTURE | HEADING, plant: watched_himself },
    Fault { code: "AS-09", touches: ASSESSMENT | SIGN_IN, plant: one_result_lost },
    Fault { code: "AS-11", touches: ASSESSMENT, plant: marked_by_an_examinee },
    Fault { code: "AS-12", touches: ASSESSMENT, plant: one_paper_twice },
];

fn without_notice(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    remove(&mut made.record, "/notice").then(|| vec![found("PL-15", "/notice")])
}

fn noticed_late(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has(&made.record, "/notice") {
        return None;
    }
    set(&mut made.record, "/notice/sent_at", text(later(made.session.start, scene.random.between(1, 40))));
    Some(vec![found("PL-15", "/notice/sent_at")])
}

fn is_counted(made: &Made) -> bool {
    has(&made.record, "/presence/0/count") && list(&made.record, "/sign_in/entries").len() > 2
}

fn fewer_seen(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !is_counted(made) {
        return None;
    }
    let seen = list(&made.record, "/sign_in/entries").len() - 1 - scene.random.below(2);
    set(&mut made.record, "/presence/0/count", seen);
    Some(vec![found("SG-10", "/presence/0")])
}

fn unsure_camera(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !is_counted(made) {
        return None;
    }
    let seen = list(&made.record, "/sign_in/entries").len() + 1;
    let at = text(later(made.session.start, 30));
    let camera = json!({"source": "Camera", "at": at, "count": seen, "confidence": "0.71"});
    list_mut(&mut made.record, "/presence")?.push(camera);
    Some(vec![found_also("SG-10", "/presence/1")])
}

/// Two entries that were signed by hand.
fn two_hands(made: &Made) -> Option<(usize, usize)> {
    let entries = list(&made.record, "/sign_in/entries").iter().enumerate();
    let mut by_hand = entries.filter(|(_, entry)| has(entry, "/signature/digest")).map(|(at, _)| at);
    by_hand.next().zip(by_hand.next_back())
}

fn one_hand(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let (one, other) = two_hands(made)?;
    let digest = made.record.pointer(&format!("/sign_in/entries/{one}/signature/digest")).cloned()?;
    set(&mut made.record, &format!("/sign_in/entries/{other}/signature/digest"), digest);
    Some([one, other].map(|at| found("SG-11", format!("/sign_in/entries/{at}/signature"))).to_vec())
}

fn one_device(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let (one, other) = two_hands(made)?;
    for at in [one, other] {
        let signed = made.record.pointer(&format!("/sign_in/entries/{at}/at")).cloned()?;
        let scan = json!({"result": "Accepted", "device": "PDA-07", "at": signed});
        set(&mut made.record, &format!("/sign_in/entries/{at}/signature"), json!({"kind": "Electronic", "scan": scan}));
    }
    Some([one, other].map(|at| found_also("SG-11", format!("/sign_in/entries/{at}/signature"))).to_vec())
}

fn another_name(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let count = list(&made.record, "/participants").len();
    if count < 3 || !has(&made.record, "/participants/0/person/name") || !has(&made.record, "/sign_in") {
        return None;
    }
    let at = scene.random.below(count);
    let pointer = format!("/participants/{at}/person");
    set(&mut made.record, &format!("{pointer}/name"), "某某某");
    Some(vec![found_also("SG-13", pointer)])
}

fn signed_before_the_issue(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let count = list(&made.record, "/sign_in/entries").len();
    if count < 3 {
        return None;
    }
    let at = scene.random.below(count);
    let pointer = format!("/sign_in/entries/{at}/at");
    let early = text(later(made.session.start, -scene.random.between(31, 50)));
    set(&mut made.record, &pointer, early.clone());
    if has(&made.record, &format!("/sign_in/entries/{at}/signature/scan/at")) {
        set(&mut made.record, &format!("/sign_in/entries/{at}/signature/scan/at"), early);
    }
    Some(vec![found("SG-14", pointer)])
}

fn without_log(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    remove(&mut made.record, "/lecture").then(|| vec![found("LC-01", "/lecture")])
}

fn without_a_field(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let field = *scene.random.pick(&["knowledge_points", "case_points", "interaction", "signature"]);
    let pointer = format!("/lecture/{field}");
    remove(&mut made.record, &pointer).then(|| vec![found("LC-01", pointer)])
}

fn another_author(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has(&made.record, "/lecture/author") || made.session.cast.instructor.key == made.session.cast.head.key {
        return None;
    }
    set(&mut made.record, "/lecture/author", made.session.cast.head.reference());
    Some(vec![found_also("LC-01", "/lecture/author")])
}

fn without_marks(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !remove(&mut made.record, "/lecture/marks") {
        return None;
    }
    set(
        &mut made.record,
        "/lecture/knowledge_points",
        json!({"text": "依据《中华人民共和国安全生产法》第二十八条讲解三项要点。"}),
    );
    Some(vec![found("LC-02", "/lecture/marks")])
}

fn courseware_lost(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has(&made.record, "/lecture/courseware/0/holding") {
        return None;
    }
    let path = "/lecture/courseware/0";
    if scene.random.chance(1, 2) {
        remove(&mut made.record, "/lecture/courseware/0/digest");
        return Some(vec![found_also("LC-03", path)]);
    }
    for part in ["holding", "location", "digest"] {
        remove(&mut made.record, &format!("{path}/{part}"));
    }
    Some(vec![found("LC-03", path)])
}

fn a_topic_more(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has(&made.record, "/plan_item/topics/0/code") {
        return None;
    }
    list_mut(&mut made.record, "/lecture/topics")?.push(json!({"code": "LS-01", "name": "临时增讲内容"}));
    Some(vec![found("LC-04", "/lecture/topics")])
}

fn unexplained(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has(&made.record, "/supervision") {
        return None;
    }
    let mut deviation = json!({
        "what": "实操时间比计划少三十分钟",
        "found_at": text(later(made.session.start, 15)),
        "by": made.session.cast.supervisor.reference(),
        "cause": "设备临时检修",
        "correction": "次日补做实操",
    });
    let part = *scene.random.pick(&["/cause", "/correction"]);
    remove(&mut deviation, part);
    set(&mut made.record, "/deviations", vec![deviation]);
    Some(vec![found("LC-05", "/deviations/0")])
}

/// The findings on supervision of high-risk work are errors.
fn by_risk(made: &Made, code: &'static str, path: &str) -> Expected {
    if list(&made.record, "/high_risk").is_empty() { found(code, path) } else { found_also(code, path) }
}

fn without_supervision(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    remove(&mut made.record, "/supervision").then(|| vec![by_risk(made, "SV-01", "/supervision")])
}

fn log_lacks(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let part = *scene.random.pick(&["discipline", "participation", "no_anomaly"]);
    remove(&mut made.record, &format!("/supervision/{part}")).then(|| vec![found("SV-02", "/supervision")])
}

fn came_late(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has(&made.record, "/supervision/arrived_at") {
        return None;
    }
    let arrived = later(made.session.start, scene.random.between(1, 8));
    set(&mut made.record, "/supervision/arrived_at", text(arrived));
    Some(vec![by_risk(made, "SV-03", "/supervision/arrived_at")])
}

/// The administrator also taught.
fn watched_himself(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has(&made.record, "/supervision") || !has(&made.record, "/lecture") || made.session.is_team_level() {
        return None;
    }
    let supervisor = made.session.cast.supervisor.reference();
    set(&mut made.record, "/instructor", made.session.cast.supervisor.named());
    set(&mut made.record, "/lecture/author", supervisor);
    Some(vec![found("SV-05", "/supervision/supervisor")])
}

fn one_result_lost(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let count = list(&made.record, "/assessment/results").len();
    let is_plain = list(&made.record, "/assessment/practicals").is_empty()
        && list(&made.record, "/assessment/retrainings").is_empty()
        && list(&made.record, "/sign_in/entries").len() == count;
    if count < 3 || !is_plain {
        return None;
    }
    let at = scene.random.below(count);
    list_mut(&mut made.record, "/assessment/results")?.remove(at);
    Some(vec![found_also("AS-09", format!("/sign_in/entries/{at}"))])
}

fn marked_by_an_examinee(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let results = list(&made.record, "/assessment/results");
    if results.len() < 3 || !has(&made.record, "/assessment/score_sheet/marker") {
        return None;
    }
    let examinee: Value = results[scene.random.below(results.len())]["person"].clone();
    set(&mut made.record, "/assessment/score_sheet/marker", examinee);
    Some(vec![found("AS-11", "/assessment/score_sheet/marker")])
}

fn one_paper_twice(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let papers = list(&made.record, "/assessment/papers");
    if papers.len() < 3 || !has(&papers[0], "/person") {
        return None;
    }
    let (digest, last) = (papers[0]["digest"].clone(), papers.len() - 1);
    set(&mut made.record, &format!("/assessment/papers/{last}/digest"), digest);
    Some([0, last].map(|at| found("AS-12", format!("/assessment/papers/{at}"))).to_vec())
}
