//! Heading, plan item, notice, sign-in sheet, list of participants, lecture log.

use anxun::value::{date_text, local_date, time_text};
use chrono::Datelike;
use serde_json::{Value, json};

use super::session::{Breadth, Session};
use crate::moment::{days_earlier, days_later, later, text};
use crate::place::{list_mut, set};
use crate::plant::Member;
use crate::random::Random;
use crate::subject::Variant;

pub(super) fn write(record: &mut Value, session: &Session, random: &mut Random) {
    head(record, session, random);
    variant(record, session);
    set(record, "/participants", session.members.iter().map(|one| participant(one, session)).collect::<Vec<_>>());
    if session.is_team_activity() {
        // Every third weekly study has a sheet and is one of a series that the plan counts; the others are in the log only.
        if session.minutes() > 30 && random.chance(1, 3) {
            set(record, "/plan_item", plan_item(session, random));
            set(record, "/sign_in", sign_in(session, random));
        }
        return;
    }
    set(record, "/plan_item", plan_item(session, random));
    set(record, "/notice", notice(session));
    if !session.is_planned {
        set(record, "/sign_in", sign_in(session, random));
        set(record, "/lecture", lecture(session, random));
    }
}

fn head(record: &mut Value, session: &Session, random: &mut Random) {
    let subject = session.subject;
    let name = if session.is_team_activity() {
        json!(subject.name)
    } else {
        json!(format!("{}年{}", session.date().year(), subject.name))
    };
    *record = json!({
        "schema_version": 1,
        "id": session.id,
        "kind": session.kind(),
        "department": session.department,
        "name": name,
        "date": date_text(session.date()),
        "time": {"from": time_text(session.start.time()), "to": time_text(session.end.time())},
        "session_no": session.session_no,
        "duration_minutes": session.minutes(),
        "place": session.place,
        "instructor": session.cast.instructor.named(),
        "topic": subject.topic,
        "content_summary": rich(subject.summary),
        "recorder": session.cast.recorder.named(),
    });
    if !subject.high_risk.is_empty() {
        set(record, "/high_risk", subject.high_risk.to_vec());
    }
    if let Some(course) = &session.course {
        set(record, "/course_id", course.clone());
    }
    if session.is_planned {
        set(record, "/state", "Planned");
        return;
    }
    let signed = later(session.end, random.between(4, 20));
    set(record, "/recorder_signature", signature(session, signed, random));
    if session.is_team_activity() {
        set(record, "/logged_at", text(later(session.end, 3)));
    }
}

fn variant(record: &mut Value, session: &Session) {
    if let Some(level) = session.subject.level {
        set(record, "/level", level.code());
    }
    match session.subject.variant {
        Variant::Plain => {}
        Variant::Equipment(name) => set(record, "/equipment", name),
        Variant::Operation(operation, stage) => {
            set(record, "/operation", operation.code());
            set(record, "/stage", stage.code());
        }
        Variant::Management(post) => set(record, "/management", post.code()),
        Variant::FourNew(subject, item) => {
            set(record, "/four_new", subject.code());
            set(record, "/four_new_item", item);
            set(record, "/in_use_from", date_text(days_later(session.date(), 12)));
        }
        Variant::Emergency(form, _) => set(record, "/emergency", form.code()),
        Variant::Team(activity) => set(record, "/activity", activity.code()),
        Variant::Other(name, basis) => {
            set(record, "/other_name", name);
            set(record, "/other_basis", basis);
        }
    }
}

/// A text as runs: what stands between `**` is bold.
pub(super) fn rich(sentences: &[&str]) -> Value {
    let whole = sentences.concat();
    let runs = whole.split("**").enumerate().filter(|(_, part)| !part.is_empty());
    let runs: Vec<Value> = runs
        .map(|(at, part)| if at % 2 == 1 { json!({"text": part, "bold": true}) } else { json!({"text": part}) })
        .collect();
    if runs.len() == 1 { json!({"text": whole}) } else { json!({"runs": runs}) }
}

/// A text without marks.
pub(super) fn plain(sentences: &[&str]) -> String {
    sentences.concat().replace("**", "")
}

/// A handwritten signature.
pub(super) fn signature(session: &Session, at: anxun::value::Stamp, random: &mut Random) -> Value {
    match session.breadth {
        Breadth::Full => json!({"kind": "Handwritten", "digest": random.digest(), "at": text(at)}),
        Breadth::Slim => json!({"kind": "Handwritten", "at": text(at)}),
    }
}

fn participant(member: &Member, session: &Session) -> Value {
    let person = if session.breadth == Breadth::Full { member.named() } else { member.reference() };
    let mut row = json!({
        "person": person,
        "department": member.department,
        "special_operation": member.special,
    });
    if session.breadth == Breadth::Full && !member.post.is_empty() {
        set(&mut row, "/post", member.post.clone());
    }
    row
}

fn plan_item(session: &Session, random: &mut Random) -> Value {
    let subject = session.subject;
    let date = session.date();
    let (plan, kind, from, to) = if session.is_special_plan {
        let from = days_earlier(date, 15);
        (format!("ZX-{}-{:02}", date.year(), random.between(1, 30)), "Special", from, days_later(date, 60))
    } else {
        let of = |month, day| chrono::NaiveDate::from_ymd_opt(date.year(), month, day).expect("a day of the year");
        (format!("ND-{}", date.year()), "Annual", of(1, 1), of(12, 31))
    };
    let mut item = json!({
        "id": format!("{plan}-{}-{}", session.department, subject.code),
        "plan": plan,
        "plan_kind": kind,
        "in_force_from": date_text(from),
        "in_force_to": date_text(to),
        "owner": session.department,
        "minutes": session.minutes(),
        "topics": [{"code": subject.code, "name": subject.topic, "capabilities": subject.capabilities}],
    });
    if !subject.goal.is_empty() {
        set(&mut item, "/goals", json!([{"id": format!("{}-M1", subject.code), "text": subject.goal}]));
    }
    if session.breadth == Breadth::Full && !session.is_team_activity() && random.chance(1, 2) {
        set(&mut item, "/expected", session.members.iter().map(Member::reference).collect::<Vec<_>>());
    } else {
        set(&mut item, "/expected_count", session.members.len());
    }
    item
}

fn notice(session: &Session) -> Value {
    // A planned session is announced early enough to be known at the time of the register.
    let days = if session.is_planned { 6 } else { 2 };
    let sent = later(session.start, -days * 24 * 60 - 35);
    json!({
        "sent_at": text(sent),
        "channel": "OA",
        "starts_at": text(session.start),
        "place": session.place,
        "topic": session.subject.topic,
    })
}

fn sign_in(session: &Session, random: &mut Random) -> Value {
    let issued = later(session.start, -random.between(11, 25));
    let entries: Vec<Value> = session
        .members
        .iter()
        .map(|member| {
            let at = later(session.start, -random.between(0, 9));
            match session.breadth {
                Breadth::Slim => json!({"person": member.reference(), "signature": {"kind": "Handwritten"}}),
                Breadth::Full if session.members.len() > 25 && random.chance(1, 5) => json!({
                    "person": member.reference(),
                    "department": member.department,
                    "signature": {"kind": "Electronic", "scan": {"result": "Accepted", "at": text(at)}},
                    "at": text(at),
                }),
                Breadth::Full => json!({
                    "person": member.reference(),
                    "department": member.department,
                    "signature": {"kind": "Handwritten", "digest": random.digest()},
                    "at": text(at),
                }),
            }
        })
        .collect();
    let name = if session.is_team_activity() {
        session.subject.name.to_owned()
    } else {
        format!("{}年{}", session.date().year(), session.subject.name)
    };
    debug_assert!(local_date(issued) == local_date(later(session.start, -10)));
    json!({
        "issued_at": text(issued),
        "name": name,
        "date": date_text(session.date()),
        "session_no": session.session_no,
        "entries": entries,
        "digest": random.digest(),
    })
}

fn lecture(session: &Session, random: &mut Random) -> Value {
    let subject = session.subject;
    let points = if subject.points.is_empty() { subject.summary } else { subject.points };
    let mut log = json!({
        "topic": subject.topic,
        "topics": [{"code": subject.code, "name": subject.topic, "capabilities": subject.capabilities}],
        "knowledge_points": rich(points),
        "case_points": subject.cases,
        "interaction": subject.interaction,
        "author": session.cast.instructor.reference(),
        "signature": signature(session, later(session.end, random.between(2, 15)), random),
        "origin": "Written",
        "marks": [{"kind": "LawClause", "text": subject.law}],
        "courseware": [{
            "name": format!("{}课件", subject.topic),
            "holding": "Server",
            "location": format!("kj/{}/{}.pptx", session.date().year(), subject.code),
            "digest": random.digest(),
        }],
    });
    if !subject.prohibition.is_empty() {
        let mark = json!({"kind": "Prohibition", "text": subject.prohibition});
        list_mut(&mut log, "/marks").expect("the marks above").push(mark);
    }
    log
}
