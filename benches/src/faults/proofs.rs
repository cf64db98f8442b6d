//! Faults of the proofs, traces of drills and management, documents by kind: TP-01 to TP-05, TR-03, TR-04, FV-01 to FV-05.

use serde_json::json;

use super::part::{ASSESSMENT, CERTIFICATES, MUSTS, SIGN_IN, VIDEO};
use super::{Expected, Fault, Scene, found, proof};
use crate::faultless::Made;
use crate::moment::{later, text};
use crate::place::{has, list, remove, set};

pub(super) const FAULTS: &[Fault] = &[
    Fault { code: "TP-01", touches: SIGN_IN, plant: without_sheet },
    Fault { code: "TP-02", touches: VIDEO, plant: a_second_short },
    Fault { code: "TP-03", touches: ASSESSMENT, plant: without_papers },
    Fault { code: "TP-04", touches: CERTIFICATES, plant: without_certificates },
    Fault { code: "TP-05", touches: VIDEO, plant: without_video },
    Fault { code: "TR-03", touches: MUSTS, plant: drill_without_start },
    Fault { code: "TR-04", touches: MUSTS, plant: without_minutes },
    Fault { code: "FV-01", touches: MUSTS, plant: card_row_unsigned },
    Fault { code: "FV-01", touches: MUSTS, plant: without_card },
    Fault { code: "FV-02", touches: MUSTS, plant: without_review_form },
    Fault { code: "FV-03", touches: MUSTS, plant: without_consumption },
    Fault { code: "FV-04", touches: MUSTS, plant: without_score_form },
    Fault { code: "FV-05", touches: MUSTS, plant: without_effect_report },
];

fn without_sheet(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if made.session.is_team_activity() || !remove(&mut made.record, "/sign_in") {
        return None;
    }
    made.relink();
    let mut list = proof("TP-01", "/sign_in", made);
    list.push(found("AR-09", "/links/sign_in"));
    Some(list)
}

fn a_second_short(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if made.session.is_on_equipment() || list(&made.record, "/videos").is_empty() {
        return None;
    }
    let from = later(made.session.start, 1);
    let to = later(from, made.session.video_minutes) - chrono::TimeDelta::seconds(scene.random.between(1, 240));
    let video = json!([{
        "digest": scene.random.digest(), "subject": "Session", "from": text(from), "to": text(to), "place": made.session.place,
    }]);
    set(&mut made.record, "/videos", video);
    made.relink();
    Some(proof("TP-02", "/videos", made))
}

fn without_video(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if made.session.is_on_equipment() || !remove(&mut made.record, "/videos") {
        return None;
    }
    made.relink();
    Some(proof("TP-02", "/videos", made))
}

fn without_papers(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if list(&made.record, "/assessment/papers").is_empty() {
        return None;
    }
    remove(&mut made.record, "/assessment/papers");
    remove(&mut made.record, "/assessment/practicals");
    made.relink();
    Some(proof("TP-03", "/assessment/papers", made))
}

fn without_certificates(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let is_special = made.session.kind() == anxun::vocab::TrainingKind::SpecialOperation;
    (is_special && remove(&mut made.record, "/certificates")).then(|| proof("TP-04", "/certificates", made))
}

fn drill_without_start(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has(&made.record, "/documents/drill") {
        return None;
    }
    match scene.random.below(3) {
        0 => remove(&mut made.record, "/documents/drill/started_at"),
        1 => remove(&mut made.record, "/documents/drill/groups/1/arrived_at"),
        _ => remove(&mut made.record, "/documents/drill/groups"),
    };
    Some(vec![found("TR-03", "/documents/drill")])
}

fn without_minutes(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let which = *scene.random.pick(&["minutes", "signature_page"]);
    let pointer = format!("/documents/{which}");
    remove(&mut made.record, &pointer).then(|| vec![found("TR-04", pointer)])
}

fn card_row_unsigned(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let rows = list(&made.record, "/documents/three_level_card/rows").len();
    if rows == 0 {
        return None;
    }
    let at = scene.random.below(rows);
    let part = *scene.random.pick(&["signature", "minutes", "on", "verdict"]);
    remove(&mut made.record, &format!("/documents/three_level_card/rows/{at}/{part}"));
    Some(vec![found("FV-01", "/documents/three_level_card")])
}

fn without_card(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    remove(&mut made.record, "/documents/three_level_card").then(|| vec![found("FV-01", "/documents/three_level_card")])
}

fn without_review_form(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    remove(&mut made.record, "/documents/review_form").then(|| vec![found("FV-02", "/documents/review_form")])
}

fn without_consumption(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if has(&made.record, "/documents/consumption/none_used") {
        remove(&mut made.record, "/documents/consumption/signature");
    } else if !remove(&mut made.record, "/documents/consumption") {
        return None;
    }
    Some(vec![found("FV-03", "/documents/consumption")])
}

fn without_score_form(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    remove(&mut made.record, "/documents/score_form").then(|| vec![found("FV-04", "/documents/score_form")])
}

fn without_effect_report(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    remove(&mut made.record, "/documents/effect_report").then(|| vec![found("FV-05", "/documents/effect_report")])
}
