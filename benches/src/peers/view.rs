//! The subset by hand over the library's borrowed view. The library itself judges a record by all its rules: it cannot be
//! asked for some of them, so this shows what its reader gives to a program with rules of its own.

use std::path::Path;

use anxun::calendar::add_years;
use anxun::record::{Document, SignatureView, TrainingRecordView};
use anxun::value::stamp_at;
use anxun::vocab::TrainingKind;
use chrono::TimeDelta;

use super::by_hand::{as_integer, is_blank, is_number, roster};
use super::vector::{Judged, LATE, NOT_OF_TEAMS, Vector};
use crate::measure::lines::in_parts;

/// The subset of one record.
fn judge(record: &TrainingRecordView<'_>) -> Judged {
    let (time, instructor, assessment) = (&record.time, &record.instructor, &record.assessment);
    let is_signature = |signature: &Option<SignatureView<'_>>| signature.as_ref().is_some_and(|one| one.kind.is_some());
    let entries = record.sign_in.as_ref().map_or(&[][..], |sheet| sheet.entries.as_slice());
    let on_sheet = || entries.iter().filter(|entry| is_signature(&entry.signature));
    let signed = on_sheet().count();
    let bits = [
        is_blank(record.name),
        record.date.is_none(),
        time.as_ref().is_none_or(|time| time.from.is_none() || time.to.is_none()),
        is_blank(record.place),
        instructor.as_ref().is_none_or(|one| is_blank(one.employee_no) && is_blank(one.name)),
        record.participants.is_empty(),
        is_blank(record.topic),
        record.content_summary.as_ref().is_none_or(|text| text.runs.iter().all(|run| is_blank(run.text))),
        assessment.as_ref().is_none_or(|one| is_blank(one.method)),
        assessment.as_ref().is_none_or(|one| one.results.iter().all(|result| result.verdict.is_none())),
        !is_signature(&record.recorder_signature),
        record.duration_minutes.is_none_or(|minutes| minutes == 0),
        signed == 0,
        signed < entries.len(),
        false,
        false,
        record.photos.iter().filter(|photo| photo.digest.is_some()).count() < 3,
        !record.videos.iter().any(|video| video.from.is_some() && video.to.is_some()),
        false,
        record.number.is_some_and(|number| !is_number(number)),
    ];
    let mut mask = bits.iter().enumerate().fold(0, |mask, (bit, is_hit)| mask | u32::from(*is_hit) << bit);
    if record.kind == Some(TrainingKind::TeamActivity) {
        mask &= !NOT_OF_TEAMS;
    }
    let signers = on_sheet().filter_map(|entry| entry.person.as_ref()?.employee_no);
    let listed = record.participants.iter().filter_map(|one| one.person.as_ref()?.employee_no);
    mask |= roster(signers, listed, record.sign_in.is_some());
    let Some(day) = record.date else { return Judged { mask, retention: 0 } };
    let handed = record.package.as_ref().and_then(|package| package.handed_at);
    if let (Some(to), Some(handed)) = (time.as_ref().and_then(|time| time.to), handed) {
        mask |= if handed - stamp_at(day, to) > TimeDelta::hours(24) { LATE } else { 0 };
    }
    let Ok(last) = add_years(day, 3) else { return Judged { mask, retention: 0 } };
    let until = record.archive.as_ref().and_then(|archive| archive.retention_until);
    mask |= u32::from(until.is_some_and(|until| until < last)) << 20;
    Judged { mask, retention: as_integer(last) }
}

/// The subset over the view that the library reads.
#[must_use]
pub fn subset(file: &Path, threads: usize) -> Vector {
    let parts = in_parts(file, threads, |lines| {
        let mut vector = Vector::default();
        let mut document = Document::default();
        lines.each(|_, line| {
            let facts = document.read(line).expect("a record");
            let record = &facts.record;
            vector.add(judge(record), record.department.unwrap_or(""), record.id.unwrap_or(""));
        });
        vector
    });
    parts.iter().fold(Vector::default(), Vector::merge)
}
