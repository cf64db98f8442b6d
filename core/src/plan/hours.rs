//! Ledgers of hours (学时台账): minutes by person, kind and year. Nothing is carried over: a training counts for the calendar year
//! in which it ended, or for the one that it says it makes up.

use chrono::Datelike;

use super::presets::HourGroup;
use super::workforce::Attended;
use crate::vocab::{TrainingKind, Verdict};

/// Minutes of some trainings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Minutes {
    /// Of valid records, with their minutes.
    pub(super) sure: u64,
    /// With the records that could not be judged; `None` where minutes are not stated.
    pub(super) maybe: Option<u64>,
}

/// The refresher minutes that count for a calendar year; those of managers with their own kind.
pub(super) fn minutes_of_year(attended: &[Attended], group: HourGroup, year: i32) -> Minutes {
    let is_kind = |kind: TrainingKind| {
        kind == TrainingKind::Refresher || (group == HourGroup::Manager && kind == TrainingKind::Management)
    };
    sum(attended.iter().filter(|one| is_kind(one.kind) && year_of(one) == year))
}

/// The calendar year for which a training counts.
pub(super) fn year_of(one: &Attended) -> i32 {
    one.for_year.map_or_else(|| one.ended.year(), i32::from)
}

/// Minutes of those who were not failed, in records that are not invalid.
pub(super) fn sum<'a>(attended: impl Iterator<Item = &'a Attended>) -> Minutes {
    let mut minutes = Minutes { sure: 0, maybe: Some(0) };
    for one in attended.filter(|one| one.verdict != Some(Verdict::Fail) && one.valid != Some(false)) {
        let own = one.minutes.map(u64::from);
        if one.valid == Some(true) {
            minutes.sure += own.unwrap_or(0);
        }
        minutes.maybe = minutes.maybe.zip(own).map(|(sum, own)| sum + own);
    }
    minutes
}
