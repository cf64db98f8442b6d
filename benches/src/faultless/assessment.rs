//! The assessment: exam, papers, practical sheets, results, and the retraining of the few who failed.

use anxun::value::date_text;
use serde_json::{Value, json};

use super::heading::signature;
use super::session::{Breadth, Session};
use crate::moment::{days_later, later, text};
use crate::place::{list_mut, set};
use crate::plant::Member;
use crate::random::Random;
use crate::subject::Practical;

/// Points of full marks everywhere.
const FULL: u32 = 100;

pub(super) fn write(record: &mut Value, session: &Session, random: &mut Random) {
    if session.is_planned || session.is_team_activity() {
        return;
    }
    let subject = session.subject;
    let mut parts = vec![];
    let mut assessment = json!({"method": subject.method});
    if let Some(paper) = subject.paper {
        parts.push("Theory");
        let version = format!("{}.{}", chrono::Datelike::year(&session.date()), 1);
        let held = later(session.end, -25);
        set(
            &mut assessment,
            "/theory",
            json!({"paper_id": paper, "paper_version": version, "full_marks": "100", "held_at": text(held)}),
        );
        set(&mut assessment, "/papers", papers(session, random));
    }
    let practicals = match &subject.practical {
        Some(practical) => {
            parts.push("Practical");
            session.members.iter().map(|member| sheet(member, practical, session, random)).collect::<Vec<Value>>()
        }
        None => vec![],
    };
    set(
        &mut assessment,
        "/score_sheet",
        json!({
            "digest": random.digest(),
            "marker": session.cast.instructor.reference(),
            "marker_signature": signature(session, later(session.end, random.between(3, 15)), random),
        }),
    );
    results(&mut assessment, session, &practicals, random);
    let filed = if session.breadth == Breadth::Full { practicals.len() } else { practicals.len().min(2) };
    if filed > 0 {
        // In a large register two sheets stand for the bundle.
        set(&mut assessment, "/practicals", practicals[..filed].to_vec());
    }
    set(&mut assessment, "/parts", parts);
    if !subject.goal.is_empty() {
        let items = json!([{"goal": format!("{}-M1", subject.code), "topic": subject.topic}]);
        set(&mut assessment, "/items", items);
    }
    set(record, "/assessment", assessment);
}

fn papers(session: &Session, random: &mut Random) -> Vec<Value> {
    match session.breadth {
        Breadth::Full => session
            .members
            .iter()
            .map(|member| json!({"person": member.reference(), "digest": random.digest(), "pages": 2}))
            .collect(),
        Breadth::Slim => vec![json!({"digest": random.digest(), "pages": 2 * session.members.len()})],
    }
}

fn sheet(member: &Member, practical: &Practical, session: &Session, random: &mut Random) -> Value {
    let mut left = FULL;
    let slips = random.between(0, 2);
    let steps: Vec<Value> = practical
        .steps
        .iter()
        .zip(0..)
        .map(|((name, error, reason), at)| {
            if at < slips && left > session.pass_mark + 5 {
                let deduction = u32::try_from(random.between(2, 5)).expect("points");
                left -= deduction;
                json!({"name": name, "done": true, "error": error, "deduction": deduction.to_string(), "reason": reason})
            } else {
                json!({"name": name, "done": true, "deduction": "0"})
            }
        })
        .collect();
    json!({
        "person": member.reference(),
        "task": practical.task,
        "steps": steps,
        "full_marks": FULL.to_string(),
        "score": left.to_string(),
        "time_limit_seconds": practical.seconds,
        "time_used_seconds": i64::from(practical.seconds) * random.between(60, 98) / 100,
        "digest": random.digest(),
    })
}

/// A result for each person. One in 60 fails, and is retrained in time with the result tracked.
fn results(assessment: &mut Value, session: &Session, practicals: &[Value], random: &mut Random) {
    let mark = i64::from(session.pass_mark);
    let given = later(session.end, 2);
    let may_fail = session.subject.paper.is_some()
        && session.breadth == Breadth::Full
        && crate::moment::at(days_later(session.date(), 4), "16:20") <= session.as_of;
    let mut results = vec![];
    let mut retrainings = vec![];
    for (at, member) in session.members.iter().enumerate() {
        let fails = may_fail && random.chance(1, 60);
        let score = if fails { random.between(mark - 25, mark - 2) } else { random.between(mark, 99) };
        let mut result = json!({"person": member.reference(), "verdict": if fails { "Fail" } else { "Pass" }});
        if session.breadth == Breadth::Full {
            set(&mut result, "/at", text(given));
        }
        if session.subject.paper.is_some() {
            set(&mut result, "/theory_score", score.to_string());
        }
        if let Some(sheet) = practicals.get(at) {
            set(&mut result, "/practical_score", sheet["score"].clone());
        }
        if fails {
            retrainings.push(retraining(member, session));
        }
        results.push(result);
    }
    set(assessment, "/results", results);
    if !retrainings.is_empty() {
        set(assessment, "/retrainings", Value::Array(vec![]));
        list_mut(assessment, "/retrainings").expect("set above").append(&mut retrainings);
    }
}

fn retraining(member: &Member, session: &Session) -> Value {
    let on = days_later(session.date(), 4);
    json!({
        "person": member.reference(),
        "planned_on": date_text(on),
        "record": format!("{}-BX", session.id),
        "verdict": "Pass",
        "recorded_at": text(crate::moment::at(on, "16:20")),
    })
}
