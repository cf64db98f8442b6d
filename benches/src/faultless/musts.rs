//! Documents by kind of training (五个必做) and the traces of drills and management trainings.

use anxun::value::date_text;
use anxun::vocab::{EmergencyForm, Level, Stage, TrainingKind};
use serde_json::{Value, json};

use super::heading::signature;
use super::session::Session;
use crate::moment::{days_earlier, later, stamp, text};
use crate::place::set;
use crate::random::Random;
use crate::subject::{Drill, Variant};

pub(super) fn write(record: &mut Value, session: &Session, random: &mut Random) {
    if session.is_planned || session.is_team_activity() {
        return;
    }
    match session.subject.variant {
        Variant::Operation(_, Stage::Review) if session.end < stamp("2026-06-01T00:00:00+08:00") => {
            set(record, "/documents/review_form", document(session, 2, random));
        }
        Variant::Management(_) => {
            set(record, "/documents/minutes", document(session, 3, random));
            set(record, "/documents/signature_page", document(session, 1, random));
            set(record, "/documents/score_form", document(session, 1, random));
        }
        Variant::Emergency(form, drill) if form != EmergencyForm::Skill => {
            set(record, "/documents/drill", drill_log(session, &drill, random));
            set(record, "/documents/consumption", consumption(session, &drill, random));
        }
        _ => {}
    }
    if session.kind() == TrainingKind::NewHire {
        set(record, "/documents/three_level_card", card(session, random));
    }
    let asks_report =
        matches!(session.kind(), TrainingKind::Transfer | TrainingKind::ReturnToWork | TrainingKind::FourNew);
    if asks_report || session.is_special_plan {
        set(record, "/documents/effect_report", document(session, 4, random));
    }
}

fn document(session: &Session, pages: u32, random: &mut Random) -> Value {
    json!({
        "digest": random.digest(),
        "on": date_text(session.date()),
        "author": session.cast.recorder.reference(),
        "pages": pages,
    })
}

fn card(session: &Session, random: &mut Random) -> Value {
    let own = session.subject.level.unwrap_or(Level::Company);
    let levels = [(Level::Company, 240, 4), (Level::Workshop, 180, 2), (Level::Team, 120, 0)];
    let last = levels.iter().position(|(level, ..)| *level == own).unwrap_or_default();
    let rows: Vec<Value> = levels
        .iter()
        .take(last + 1)
        .map(|(level, minutes, back)| {
            let on = if *level == own { session.date() } else { days_earlier(session.date(), *back) };
            json!({
                "level": level,
                "minutes": minutes,
                "on": date_text(on),
                "verdict": "Pass",
                "signature": signature(session, crate::moment::at(on, "17:00").min(later(session.end, 10)), random),
            })
        })
        .collect();
    json!({"rows": rows, "digest": random.digest()})
}

fn drill_log(session: &Session, drill: &Drill, random: &mut Random) -> Value {
    let start = later(session.start, 10);
    let groups: Vec<Value> = drill
        .groups
        .iter()
        .map(|(group, minutes)| json!({"group": group, "arrived_at": text(later(start, *minutes))}))
        .collect();
    let performances: Vec<Value> = session
        .members
        .iter()
        .take(4)
        .map(|member| json!({"person": member.reference(), "task": "按分工处置", "correct": !random.chance(1, 8)}))
        .collect();
    let mut log = json!({
        "started_at": text(start),
        "ended_at": text(later(session.end, -15)),
        "drill_type": drill.kind,
        "groups": groups,
        "performances": performances,
    });
    if !drill.supplies.is_empty() {
        set(&mut log, "/supplies", supplies(drill));
    }
    log
}

fn supplies(drill: &Drill) -> Vec<Value> {
    let one = |(item, quantity, unit): &(&str, &str, &str)| json!({"item": item, "quantity": quantity, "unit": unit, "ok": true});
    drill.supplies.iter().map(one).collect()
}

/// The list of what was used, or the signed statement that nothing was.
fn consumption(session: &Session, drill: &Drill, random: &mut Random) -> Value {
    let signature = signature(session, later(session.end, 8), random);
    if drill.supplies.is_empty() {
        json!({"none_used": true, "signature": signature})
    } else {
        json!({"items": supplies(drill), "signature": signature})
    }
}
