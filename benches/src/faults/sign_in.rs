//! Faults of the plan item and the sign-in sheet: PL-08, SG-01 to SG-09.

use anxun::value::date_text;
use serde_json::{Value, json};

use super::part::{ASSESSMENT, PEOPLE, PLAN, SIGN_IN, SUPERVISION};
use super::{Expected, Fault, Scene, found, found_also};
use crate::faultless::Made;
use crate::moment::{days_earlier, days_later, later, text};
use crate::place::{has, list, list_mut, remove, set};

pub(super) const FAULTS: &[Fault] = &[
    Fault { code: "PL-08", touches: PLAN | SIGN_IN, plant: without_plan },
    Fault { code: "PL-08", touches: PLAN, plant: plan_over },
    Fault { code: "SG-01", touches: SIGN_IN, plant: issued_late },
    Fault { code: "SG-01", touches: SIGN_IN, plant: issued_after_start },
    Fault { code: "SG-02", touches: ABSENCE, plant: unsigned },
    Fault { code: "SG-02", touches: ABSENCE, plant: scan_rejected },
    Fault { code: "SG-03", touches: ABSENCE, plant: without_number },
    Fault { code: "SG-04", touches: ABSENCE, plant: proxy_without_statement },
    Fault { code: "SG-05", touches: ABSENCE, plant: proxy_without_head },
    Fault { code: "SG-05", touches: ABSENCE, plant: proxy_approved_late },
    Fault { code: "SG-06", touches: SIGN_IN, plant: heading_differs },
    Fault { code: "SG-07", touches: ABSENCE, plant: scan_rejected },
    Fault { code: "SG-08", touches: SIGN_IN | PLAN, plant: signed_twice },
    Fault { code: "SG-09", touches: SIGN_IN | PLAN | PEOPLE, plant: one_absent },
];

/// What somebody's absence brings out: the plan counted on the person, was examined and seen.
const ABSENCE: u32 = SIGN_IN | PLAN | ASSESSMENT | SUPERVISION;

fn has_plan(made: &Made) -> bool {
    !made.session.is_team_activity() && has(&made.record, "/plan_item")
}

fn has_sheet(made: &Made) -> bool {
    list(&made.record, "/sign_in/entries").len() > 2
}

/// An entry that is not the first.
fn entry(made: &Made, scene: &mut Scene<'_>) -> usize {
    1 + scene.random.below(list(&made.record, "/sign_in/entries").len() - 1)
}

/// Whoever has not signed is absent: the plan counted on the person, who was seen and has a result.
fn absence(made: &Made, at: usize) -> Vec<Expected> {
    let is_planned = has(&made.record, "/plan_item/expected") || has(&made.record, "/plan_item/expected_count");
    let mut list: Vec<Expected> = is_planned.then(|| found("SG-09", "/sign_in/entries")).into_iter().collect();
    if has(&made.record, "/presence/0/count") {
        list.push(found("SG-10", "/presence/0"));
    }
    // Results stand in the order of the sheet.
    if has(&made.record, &format!("/assessment/results/{at}")) {
        list.push(found("AS-09", format!("/assessment/results/{at}")));
    }
    list
}

fn without_plan(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    // In a special plan the effect report hangs on the plan item; leave those alone.
    if !has_plan(made) || made.session.is_special_plan {
        return None;
    }
    remove(&mut made.record, "/plan_item");
    made.relink();
    Some(vec![found("PL-08", "/plan_item"), found("AR-09", "/links/plan")])
}

fn plan_over(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has_plan(made) {
        return None;
    }
    let date = made.session.date();
    if scene.random.chance(1, 2) {
        set(&mut made.record, "/plan_item/in_force_from", date_text(days_earlier(date, 90)));
        set(&mut made.record, "/plan_item/in_force_to", date_text(days_earlier(date, 1)));
    } else {
        set(&mut made.record, "/plan_item/in_force_from", date_text(days_later(date, 1)));
        set(&mut made.record, "/plan_item/in_force_to", date_text(days_later(date, 60)));
    }
    Some(vec![found("PL-08", "/plan_item")])
}

fn issued_late(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has_sheet(made) {
        return None;
    }
    let issued = later(made.session.start, -scene.random.between(1, 9));
    set(&mut made.record, "/sign_in/issued_at", text(issued));
    sign_from(made, 0);
    Some(vec![found("SG-01", "/sign_in/issued_at")])
}

fn issued_after_start(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has_sheet(made) {
        return None;
    }
    let minutes = scene.random.between(1, 6);
    set(&mut made.record, "/sign_in/issued_at", text(later(made.session.start, minutes)));
    sign_from(made, minutes + 2);
    Some(vec![found_also("SG-01", "/sign_in/issued_at")])
}

/// Everybody signs some minutes after the start: nobody can sign before the sheet is there.
fn sign_from(made: &mut Made, minutes: i64) {
    let at = text(later(made.session.start, minutes));
    for row in list_mut(&mut made.record, "/sign_in/entries").into_iter().flatten() {
        set(row, "/at", at.clone());
        if has(row, "/signature/scan/at") {
            set(row, "/signature/scan/at", at.clone());
        }
    }
}

fn unsigned(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has_sheet(made) {
        return None;
    }
    let at = entry(made, scene);
    remove(&mut made.record, &format!("/sign_in/entries/{at}/signature"));
    let mut list = vec![found("SG-02", format!("/sign_in/entries/{at}/signature"))];
    list.extend(absence(made, at));
    Some(list)
}

fn scan_rejected(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has_sheet(made) {
        return None;
    }
    let at = entry(made, scene);
    let signed = made.record.pointer(&format!("/sign_in/entries/{at}/at")).cloned()?;
    let result = *scene.random.pick(&["Expired", "WrongSession"]);
    let signature = json!({"kind": "Electronic", "scan": {"result": result, "at": signed}});
    set(&mut made.record, &format!("/sign_in/entries/{at}/signature"), signature);
    let mut list = vec![found("SG-02", format!("/sign_in/entries/{at}/signature"))];
    list.push(found("SG-07", format!("/sign_in/entries/{at}/signature/scan")));
    list.extend(absence(made, at));
    Some(list)
}

fn without_number(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has_sheet(made) {
        return None;
    }
    let at = entry(made, scene);
    let name = made.session.members.get(at)?.name.clone();
    set(&mut made.record, &format!("/sign_in/entries/{at}/person"), json!({"name": name}));
    // Who cannot be told cannot be compared with the plan: the plan of this record does not say who or how many.
    remove(&mut made.record, "/plan_item/expected");
    remove(&mut made.record, "/plan_item/expected_count");
    Some(vec![found("SG-03", format!("/sign_in/entries/{at}/person"))])
}

/// Somebody signs for the person of an entry; the fields of the paper are added by the caller.
fn proxy(made: &mut Made, scene: &mut Scene<'_>) -> Option<(usize, Value)> {
    if !has_sheet(made) {
        return None;
    }
    let at = entry(made, scene);
    remove(&mut made.record, &format!("/sign_in/entries/{at}/signature"));
    Some((at, json!({"signer": made.session.members[0].reference()})))
}

fn proxied(made: &mut Made, code: &'static str, at: usize, paper: Value) -> Option<Vec<Expected>> {
    let pointer = format!("/sign_in/entries/{at}/proxy");
    set(&mut made.record, &pointer, paper);
    let mut list = vec![found(code, pointer)];
    list.extend(absence(made, at));
    Some(list)
}

fn proxy_without_statement(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let (at, mut paper) = proxy(made, scene)?;
    set(&mut paper, "/approved_by", made.session.cast.head.reference());
    set(&mut paper, "/approved_at", text(later(made.session.end, 45)));
    proxied(made, "SG-04", at, paper)
}

fn proxy_without_head(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let (at, mut paper) = proxy(made, scene)?;
    set(&mut paper, "/statement", format!("DQ-{}", made.session.id));
    if scene.random.chance(1, 2) {
        set(&mut paper, "/approved_by", made.session.members[0].reference());
        set(&mut paper, "/approved_at", text(later(made.session.end, 45)));
    }
    proxied(made, "SG-05", at, paper)
}

fn proxy_approved_late(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let late = later(made.session.end, 24 * 60 + scene.random.between(30, 600));
    if late > scene.as_of {
        return None;
    }
    let (at, mut paper) = proxy(made, scene)?;
    set(&mut paper, "/statement", format!("DQ-{}", made.session.id));
    set(&mut paper, "/approved_by", made.session.cast.head.reference());
    set(&mut paper, "/approved_at", text(late));
    proxied(made, "SG-05", at, paper)
}

fn heading_differs(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has_sheet(made) {
        return None;
    }
    match scene.random.below(4) {
        0 => set(&mut made.record, "/sign_in/name", "安全例会"),
        1 => set(&mut made.record, "/sign_in/date", date_text(days_earlier(made.session.date(), 7))),
        2 => set(&mut made.record, "/sign_in/session_no", made.session.session_no + 1),
        _ => {
            remove(&mut made.record, "/sign_in/session_no");
        }
    }
    Some(vec![found("SG-06", "/sign_in")])
}

fn signed_twice(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has_sheet(made) {
        return None;
    }
    let at = entry(made, scene);
    let digest = scene.random.digest();
    let rows = list_mut(&mut made.record, "/sign_in/entries")?;
    let mut again = rows[at].clone();
    set(&mut again, "/signature", json!({"kind": "Handwritten", "digest": digest}));
    rows.push(again);
    let last = rows.len() - 1;
    if remove(&mut made.record, "/plan_item/expected_count") {
        // By people the sheet is as planned; by mere numbers one could see it either way.
        let people: Vec<Value> = made.session.members.iter().map(crate::plant::Member::reference).collect();
        set(&mut made.record, "/plan_item/expected", people);
    }
    Some(vec![found("SG-08", format!("/sign_in/entries/{last}"))])
}

fn one_absent(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has_sheet(made) {
        return None;
    }
    let head = made.session.cast.head.reference();
    match (list(&made.record, "/plan_item/expected").len(), made.record.pointer("/plan_item/expected_count")) {
        (0, Some(count)) => {
            let more = count.as_u64()? + u64::try_from(scene.random.between(1, 3)).ok()?;
            set(&mut made.record, "/plan_item/expected_count", more);
        }
        (0, None) => return None,
        _ => list_mut(&mut made.record, "/plan_item/expected")?.push(head),
    }
    Some(vec![found("SG-09", "/sign_in/entries")])
}
