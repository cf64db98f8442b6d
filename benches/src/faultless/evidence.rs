//! Supervision, photos, recordings, evaluation, certificates, the facts of file and paper.

use anxun::value::date_text;
use anxun::vocab::CertificateKind;
use serde_json::{Value, json};

use super::session::{Breadth, Session};
use crate::moment::{days_earlier, days_later, later, text};
use crate::place::set;
use crate::plant::{Member, certificate_number};
use crate::random::Random;
use crate::subject::Variant;

pub(super) fn write(record: &mut Value, session: &Session, random: &mut Random) {
    if session.is_planned || session.is_team_activity() {
        return;
    }
    supervision(record, session);
    set(record, "/photos", photos(session, random));
    set(record, "/videos", videos(session, random));
    if session.is_evaluated {
        set(record, "/evaluation", evaluation(session, random));
    }
    match session.subject.variant {
        Variant::Operation(..) => {
            set(record, "/certificates", certificates(session, random));
            set(record, "/person_files", person_files(session, random));
        }
        Variant::Management(_) => {
            let number = format!("AG{}", random.between(100_000, 999_999));
            let issued = days_earlier(session.date(), 400);
            let copy = json!([{
                "kind": CertificateKind::SafetyManagement,
                "number": number,
                "issued_on": date_text(issued),
                "expires_on": date_text(days_later(issued, 3 * 365)),
                "digest": random.digest(),
            }]);
            set(record, "/certificate_no", number);
            set(record, "/certificates", copy);
        }
        _ => {}
    }
}

fn supervision(record: &mut Value, session: &Session) {
    set(
        record,
        "/supervision",
        json!({
            "supervisor": session.cast.supervisor.reference(),
            "arrived_at": text(later(session.start, -5)),
            "left_at": text(later(session.end, 2)),
            "discipline": "按时到场，手机统一存放，无迟到早退。",
            "participation": "听讲认真，提问和讨论参与度高。",
            "no_anomaly": true,
        }),
    );
    let seen = json!([{"source": "Supervisor", "at": text(later(session.start, 20)), "count": session.members.len()}]);
    set(record, "/presence", seen);
}

fn photos(session: &Session, random: &mut Random) -> Vec<Value> {
    let more: &[&str] = if random.chance(1, 4) { &["Interaction"] } else { &[] };
    let third = (session.minutes() / 4).max(1);
    ["Panorama", "CloseUp", "Interaction"]
        .iter()
        .chain(more)
        .zip(0..)
        .map(|(view, at)| {
            let taken = later(session.start, 2 + at * third * 4 / 5 + random.between(0, 2));
            json!({
                "digest": random.digest(),
                "view": view,
                "taken_at": text(taken.min(session.end)),
                "place": session.place,
                "embedded": true,
            })
        })
        .collect()
}

fn videos(session: &Session, random: &mut Random) -> Vec<Value> {
    // Now and then two clips that overlap; together they are long enough.
    let length = (session.video_minutes + random.between(3, 20)).min(session.minutes() - 4);
    let from = later(session.start, random.between(1, 3));
    let clip = |random: &mut Random, from, to| {
        json!({
            "digest": random.digest(),
            "subject": "Session",
            "from": text(from),
            "to": text(to),
            "place": session.place,
        })
    };
    let mut videos = if random.chance(1, 5) {
        let half = later(from, length / 2);
        vec![clip(random, from, later(half, 2)), clip(random, half, later(from, length))]
    } else {
        vec![clip(random, from, later(from, length))]
    };
    if session.is_on_equipment() {
        for (member, at) in session.members.iter().zip(0..) {
            videos.push(practice(member, at, session, random));
        }
    }
    videos
}

fn practice(member: &Member, at: i64, session: &Session, random: &mut Random) -> Value {
    let from = later(session.start, 30 + at * 8);
    json!({
        "digest": random.digest(),
        "subject": "Practice",
        "from": text(from),
        "to": text(later(from, 6)),
        "place": session.place,
        "trainee": member.reference(),
        "console_no": format!("{}-{:02}", session.department, random.between(1, 9)),
        "badge_no": member.number(),
    })
}

fn evaluation(session: &Session, random: &mut Random) -> Value {
    let goal = if session.subject.goal.is_empty() { session.subject.topic } else { session.subject.goal };
    json!({
        "goals": goal,
        "method": "考核成绩分析与现场提问",
        "findings": session.subject.effect,
        "met": !random.chance(1, 25),
        "evaluator": session.cast.officer.reference(),
        "on": date_text(session.date()),
        "digest": random.digest(),
    })
}

/// The file of each person, with every part (一人一档).
fn person_files(session: &Session, random: &mut Random) -> Vec<Value> {
    let Variant::Operation(operation, _) = session.subject.variant else { return vec![] };
    let file = |member: &Member| {
        json!({
            "person": member.reference(),
            "operation": operation,
            "certificate_copy": random.digest(),
            "review_record": random.digest(),
            "practical_video": random.digest(),
        })
    };
    session.members.iter().map(file).collect()
}

/// The copies of the certificates: in a certification the new ones, in a review those reviewed. Reviews that fall due on 2026-06-01 or later are not stated: the regime has ended.
fn certificates(session: &Session, random: &mut Random) -> Vec<Value> {
    let Variant::Operation(operation, stage) = session.subject.variant else { return vec![] };
    let is_review = stage == anxun::vocab::Stage::Review;
    let is_old_regime = session.end < crate::moment::stamp("2026-06-01T00:00:00+08:00");
    let people = session.members.iter().take(if session.breadth == Breadth::Full { usize::MAX } else { 8 });
    people
        .map(|member| {
            let issued = if is_review { days_earlier(session.date(), 1_060) } else { session.date() };
            let mut copy = json!({
                "holder": member.reference(),
                "kind": CertificateKind::SpecialOperation,
                "operation": operation,
                "number": certificate_number(random),
                "issued_on": date_text(issued),
                "expires_on": date_text(days_later(issued, 6 * 365)),
                "digest": random.digest(),
            });
            if is_review && is_old_regime {
                set(&mut copy, "/review_due", date_text(days_later(issued, 3 * 365)));
                set(&mut copy, "/reviewed_on", date_text(session.date()));
            }
            copy
        })
        .collect()
}
