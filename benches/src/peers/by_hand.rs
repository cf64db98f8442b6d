//! The subset by hand in Rust over what `serde_json` parses: the whole record of the unit, or the needed fields only.

use std::path::Path;

use anxun::calendar::add_years;
use anxun::value::parse_date;
use chrono::{DateTime, Datelike, TimeDelta};

use super::narrow;
use super::vector::{Judged, LATE, NOT_OF_TEAMS, Vector};
use crate::measure::lines::in_parts;
use crate::measure::unit;

/// Whether a text is absent or says nothing.
pub(super) fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| matches!(text, "" | "无" | "/" | "—" | "待定"))
}

/// Whether a number has its shape.
pub(super) fn is_number(text: &str) -> bool {
    let parts: Vec<&[u8]> = text.split('-').map(str::as_bytes).collect();
    let [year, department, kind, sequence] = parts.as_slice() else { return false };
    let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let letters = |part: &[u8]| part.iter().all(u8::is_ascii_uppercase);
    year.len() == 4
        && digits(year)
        && department.len() == 2
        && letters(department)
        && matches!(kind.len(), 2 | 3)
        && letters(kind)
        && digits(sequence)
        && (sequence.len() == 3 || sequence.len() == 4 && sequence.first() != Some(&b'0'))
}

/// Bits 14 and 15: who is listed and did not sign, who signed and is not listed.
pub(super) fn roster<'r>(
    signed: impl Iterator<Item = &'r str>,
    listed: impl Iterator<Item = &'r str>,
    is_sheet_there: bool,
) -> u32 {
    let (mut signed, mut listed): (Vec<&str>, Vec<&str>) = (signed.collect(), listed.collect());
    signed.sort_unstable();
    listed.sort_unstable();
    let is_within = |one: &[&str], other: &[&str]| one.iter().all(|number| other.binary_search(number).is_ok());
    let is_missing = is_sheet_there && !is_within(&listed, &signed);
    u32::from(is_missing) << 14 | u32::from(!is_within(&signed, &listed)) << 15
}

/// A day as the integer yyyymmdd.
pub(super) fn as_integer(day: chrono::NaiveDate) -> u64 {
    u64::try_from(day.year()).unwrap_or(0) * 10_000 + u64::from(day.month() * 100 + day.day())
}

/// Bits 18 and 20 and the retention date, from texts.
fn dates(date: Option<&str>, to: Option<&str>, handed: Option<&str>, until: Option<&str>) -> Judged {
    let Some(day) = date.and_then(|date| parse_date(date).ok()) else { return Judged::default() };
    let mut judged = Judged::default();
    if let (Some(to), Some(handed)) = (to, handed.and_then(|at| DateTime::parse_from_rfc3339(at).ok())) {
        let end = DateTime::parse_from_rfc3339(&format!("{day}T{to}:00+08:00"));
        judged.mask |= if end.is_ok_and(|end| handed - end > TimeDelta::hours(24)) { LATE } else { 0 };
    }
    let Ok(last) = add_years(day, 3) else { return judged };
    let is_cut = until.and_then(|until| parse_date(until).ok()).is_some_and(|until| until < last);
    judged.mask |= u32::from(is_cut) << 20;
    judged.retention = as_integer(last);
    judged
}

/// The subset of a record whose texts are texts; one source for both sets of structs.
macro_rules! judge {
    ($record:expr) => {{
        let record = $record;
        let (time, instructor, assessment) = (&record.time, &record.instructor, &record.assessment);
        let entries = record.sign_in.as_ref().map_or(&[][..], |sheet| sheet.entries.as_slice());
        let is_signed = |at: &usize| entries[*at].signature.as_ref().is_some_and(|one| one.kind.is_some());
        let signed = (0..entries.len()).filter(is_signed).count();
        let bits = [
            is_blank(record.name.as_deref()),
            record.date.is_none(),
            time.as_ref().is_none_or(|time| time.from.is_none() || time.to.is_none()),
            is_blank(record.place.as_deref()),
            instructor.as_ref().is_none_or(|one| is_blank(one.employee_no.as_deref()) && is_blank(one.name.as_deref())),
            record.participants.is_empty(),
            is_blank(record.topic.as_deref()),
            record
                .content_summary
                .as_ref()
                .is_none_or(|text| text.runs.iter().all(|run| is_blank(run.text.as_deref()))),
            assessment.as_ref().is_none_or(|one| is_blank(one.method.as_deref())),
            assessment.as_ref().is_none_or(|one| one.results.iter().all(|result| result.verdict.is_none())),
            record.recorder_signature.as_ref().is_none_or(|signature| signature.kind.is_none()),
            record.duration_minutes.is_none_or(|minutes| minutes <= 0),
            signed == 0,
            signed < entries.len(),
            false,
            false,
            record.photos.iter().filter(|photo| photo.digest.is_some()).count() < 3,
            !record.videos.iter().any(|video| video.from.is_some() && video.to.is_some()),
            false,
            record.number.as_deref().is_some_and(|number| !is_number(number)),
        ];
        let mut mask = bits.iter().enumerate().fold(0, |mask, (bit, is_hit)| mask | u32::from(*is_hit) << bit);
        if record.kind.as_deref() == Some("TeamActivity") {
            mask &= !NOT_OF_TEAMS;
        }
        let on_sheet = (0..entries.len()).filter(is_signed).filter_map(|at| entries[at].person.as_ref());
        let on_sheet = on_sheet.filter_map(|person| person.employee_no.as_deref());
        let listed = record.participants.iter().filter_map(|one| one.person.as_ref()?.employee_no.as_deref());
        mask |= roster(on_sheet, listed, record.sign_in.is_some());
        let judged = dates(
            record.date.as_deref(),
            time.as_ref().and_then(|time| time.to.as_deref()),
            record.package.as_ref().and_then(|package| package.handed_at.as_deref()),
            record.archive.as_ref().and_then(|archive| archive.retention_until.as_deref()),
        );
        Judged { mask: mask | judged.mask, ..judged }
    }};
}

/// The subset over the whole record of the unit, owned.
#[must_use]
pub fn whole(file: &Path, threads: usize) -> Vector {
    let parts = in_parts(file, threads, |lines| {
        let mut vector = Vector::default();
        lines.each(|_, line| {
            let record: unit::TrainingRecord = serde_json::from_slice(line).expect("a record");
            let (department, id) = (record.department.as_deref(), record.id.as_deref());
            vector.add(judge!(&record), department.unwrap_or(""), id.unwrap_or(""));
        });
        vector
    });
    parts.iter().fold(Vector::default(), Vector::merge)
}

/// The subset over the needed fields only, borrowed.
#[must_use]
pub fn needed(file: &Path, threads: usize) -> Vector {
    let parts = in_parts(file, threads, |lines| {
        let mut vector = Vector::default();
        lines.each(|_, line| {
            let record: narrow::Record<'_> = serde_json::from_slice(line).expect("a record");
            let (department, id) = (record.department.as_deref(), record.id.as_deref());
            vector.add(judge!(&record), department.unwrap_or(""), id.unwrap_or(""));
        });
        vector
    });
    parts.iter().fold(Vector::default(), Vector::merge)
}
