//! Traces of special equipment, drills and management training (IV.2.2): TR-01 to TR-04.

use super::case::{Case, Hits};
use super::{Row, row};
use crate::record::media::VideoView;
use crate::record::people::PersonRefView;
use crate::rule;
use crate::value::stated;
use crate::vocab::{TrainingKind, VideoSubject};

/// Whether the tag for special equipment is set.
fn has_equipment(case: &Case<'_, '_>) -> bool {
    stated(case.record.equipment).is_some()
}

/// TR-01: trainees at special equipment without a video of their practice.
fn equipment_video(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::TR_01;
    if !has_equipment(case) {
        return;
    }
    let practice = || case.record.videos.iter().filter(|video| video.subject == Some(VideoSubject::Practice));
    if case.record.participants.is_empty() {
        if practice().next().is_none() {
            hits.find(rule, "/videos", "no practice video", "a practice video of each trainee");
        }
        return;
    }
    let mut shown: Vec<_> =
        practice().filter_map(|video| Some(case.canonical(video.trainee.as_ref()?.key()?))).collect();
    shown.sort_unstable();
    let mut without = Vec::new();
    for participant in &case.record.participants {
        match case.key_of(participant.person.as_ref()) {
            Some(key) if shown.binary_search(&key).is_ok() => {}
            Some(key) => without.push(key),
            // Whose video is sought is not known: EL-14 asks who it is.
            None => hits.missing(rule, format!("/participants/{}/person", participant.index)),
        }
    }
    if without.is_empty() {
        return;
    }
    let mut sought = without.clone();
    sought.sort_unstable();
    // A video that does not say what it shows, or whose practice, may be that of one who has no other.
    let may_be = |video: &&VideoView<'_>| match (video.subject, case.key_of(video.trainee.as_ref())) {
        (Some(VideoSubject::Practice), trainee) => trainee.is_none(),
        (None, trainee) => trainee.is_none_or(|trainee| sought.binary_search(&trainee).is_ok()),
        (Some(_), _) => false,
    };
    let mut possible = case.record.videos.iter().filter(may_be);
    match possible.next() {
        Some(video) if without.len() <= 1 + possible.count() => {
            let lacks = if video.subject.is_none() { "subject" } else { "trainee" };
            hits.missing(rule, format!("/videos/{}/{lacks}", video.index));
        }
        _ => {
            let observed = format!("without: {}", case.shown_all(&without));
            hits.find(rule, "/videos", observed, "a practice video of each trainee");
        }
    }
}

/// TR-02: a practice video does not show the console number or the trainee's own badge.
fn console_or_badge(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::TR_02;
    if !has_equipment(case) {
        return;
    }
    for video in case.record.videos.iter().filter(|video| video.subject == Some(VideoSubject::Practice)) {
        let trainee = PersonRefView::key_of(video.trainee.as_ref());
        let badge = stated(video.badge_no).map(str::trim);
        let observed = if stated(video.console_no).is_none() {
            "no console number"
        } else if badge.is_none() {
            "no badge"
        } else {
            match trainee {
                Some(trainee) if badge == Some(trainee.text()) => continue,
                Some(_) => "a badge that is not the trainee's",
                None => {
                    hits.missing(rule, format!("/videos/{}/trainee", video.index));
                    continue;
                }
            }
        };
        hits.find(rule, format!("/videos/{}", video.index), observed, "console number and the trainee's own badge")
            .about(trainee.map(|key| case.shown(key)));
    }
}

/// TR-03: a drill without log, or a log without start, responses of the groups or detail of material.
fn drill_data(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::TR_03;
    match case.record.is_drill() {
        Some(true) => {}
        Some(false) => return,
        None => return hits.missing(rule, "/emergency"),
    }
    let documents = case.record.documents.as_ref();
    let Some(drill) = documents.and_then(|documents| documents.drill.as_ref()) else {
        hits.find(rule, "/documents/drill", "no drill log", "a drill log");
        return;
    };
    let none_used =
        documents.and_then(|documents| documents.consumption.as_ref()).is_some_and(|list| list.none_used == Some(true));
    let mut lacks = Vec::new();
    if drill.started_at.is_none() {
        lacks.push("start");
    }
    if drill.groups.is_empty() || drill.groups.iter().any(|group| group.arrived_at.is_none()) {
        lacks.push("response of the groups");
    }
    if drill.supplies.is_empty() && !none_used {
        lacks.push("material used");
    }
    if !lacks.is_empty() {
        hits.find(
            rule,
            "/documents/drill",
            format!("lacks: {}", lacks.join(", ")),
            "start, response of each group, material used",
        );
    }
}

/// TR-04: a management training without minutes or signature page.
fn minutes_or_signatures(case: &Case<'_, '_>, hits: &mut Hits) {
    if case.record.kind != Some(TrainingKind::Management) {
        return;
    }
    let documents = case.record.documents.as_ref();
    let minutes = documents.is_some_and(|documents| documents.minutes.is_some());
    let page = documents.is_some_and(|documents| documents.signature_page.is_some());
    let (path, observed) = match (minutes, page) {
        (true, true) => return,
        (false, true) => ("/documents/minutes", "no minutes"),
        (true, false) => ("/documents/signature_page", "no signature page"),
        (false, false) => ("/documents/minutes", "neither minutes nor signature page"),
    };
    hits.find(&rule::TR_04, path, observed, "minutes and signature page");
}

/// The family.
pub(super) const RULES: &[Row] = &[
    row(&rule::TR_01, equipment_video),
    row(&rule::TR_02, console_or_badge),
    row(&rule::TR_03, drill_data),
    row(&rule::TR_04, minutes_or_signatures),
];
