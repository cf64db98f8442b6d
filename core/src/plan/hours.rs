//! Ledgers of hours (学时台账): minutes by person, kind and year. Nothing is carried over: a training counts for the calendar year
//! in which it ended, or for the one that it says it makes up.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::answer::{WorkTerms, fault_of};
use super::company::shown;
use super::judge::hours::group_on;
use super::presets::{HourGroup, HourPhase};
use super::question::{Question, after, later};
use super::workforce::{Attended, Workforce};
use crate::calendar::add_months;
use crate::error::{Error, ErrorCode, Fault, Result};
use crate::org::PersonKeyRef;
use crate::rule::Reason;
use crate::value::form;
use crate::vocab::TrainingKind;

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
    sum(attended.iter().filter(|one| is_refresher(one.kind, group) && year_of(one) == year))
}

/// Whether a kind of training counts for the yearly hours of a group: of managers their own kind too.
fn is_refresher(kind: TrainingKind, group: HourGroup) -> bool {
    kind == TrainingKind::Refresher || (group == HourGroup::Manager && kind == TrainingKind::Management)
}

/// The calendar year for which a training counts.
pub(super) fn year_of(one: &Attended) -> i32 {
    one.for_year.map_or_else(|| one.ended.year(), i32::from)
}

/// Minutes of those who were not failed, in records that are not invalid; a session counts once.
pub(super) fn sum<'a>(attended: impl Iterator<Item = &'a Attended>) -> Minutes {
    let mut minutes = Minutes { sure: 0, maybe: Some(0) };
    for one in attended.filter(|one| one.counts()) {
        let own = one.counted.map(u64::from);
        if one.valid == Some(true) {
            minutes.sure += own.unwrap_or(0);
        }
        minutes.maybe = minutes.maybe.zip(own).map(|(sum, own)| sum + own);
    }
    minutes
}

/// The day on which minutes that count for sure reach the least, over trainings in the order in which they became known.
pub(super) fn reached<'a>(attended: impl Iterator<Item = &'a Attended>, least: u64) -> Option<NaiveDate> {
    let mut minutes = 0;
    for one in attended.filter(|one| one.counts() && one.valid == Some(true)) {
        minutes += one.counted.map_or(0, u64::from);
        if least <= minutes {
            return Some(one.known);
        }
    }
    None
}

/// The hours of a person (学时台账).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HoursLedger {
    /// The number that goes on, masked unless revealed.
    pub person: String,
    /// The day of the question: what ended later does not count.
    #[serde(with = "form::date")]
    pub date: NaiveDate,
    /// The calendar year.
    pub year: i32,
    /// Minutes by kind of training, in the order of the kinds; what counts for the year.
    pub kinds: Vec<KindMinutes>,
    /// The refresher hours of the calendar year.
    pub annual: HoursStanding,
    /// The same of the twelve months up to the day, where asked for.
    pub rolling: Option<HoursStanding>,
    /// What is wrong with the facts of the person: with a fault nothing is judged.
    pub faults: Vec<Fault>,
}

/// Minutes of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KindMinutes {
    /// The kind.
    pub kind: TrainingKind,
    /// Minutes of valid records.
    pub minutes: u64,
    /// With those whose record could not be judged; absent where minutes are not stated.
    pub at_most: Option<u64>,
}

/// Refresher minutes against the least.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HoursStanding {
    /// First day of the window.
    #[serde(with = "form::date")]
    pub from: NaiveDate,
    /// Last day of the window.
    #[serde(with = "form::date")]
    pub to: NaiveDate,
    /// Whose hours.
    pub group: HourGroup,
    /// Minutes of valid records.
    pub minutes: u64,
    /// With those whose record could not be judged; absent where minutes are not stated.
    pub at_most: Option<u64>,
    /// The least, in minutes; absent where nobody says, or none is owed.
    pub least: Option<u64>,
    /// How many are missing, in minutes.
    pub short: Option<u64>,
    /// The day from which there is a shortfall if nothing is planned; absent where there will be none, or where it cannot be said.
    #[serde(with = "form::date::option")]
    pub short_from: Option<NaiveDate>,
    /// Why there is no least.
    pub not_assessed: Option<Reason>,
}

/// The hours of a person in a calendar year, as they stand on a day.
///
/// # Errors
/// `Missing` for a person whom the register does not know, `Range` for a year that has no calendar (1900 to 9999),
/// `PolicyNotInForce`.
pub fn hours(
    workforce: &Workforce,
    terms: &WorkTerms,
    person: PersonKeyRef<'_>,
    (year, date): (i32, NaiveDate),
    with_rolling: bool,
) -> Result<HoursLedger> {
    let own = workforce.person(person)?;
    let out_of_years = || Error::new(ErrorCode::Range, year.to_string(), "a year from 1900 to 9999").at("/year");
    let is_written = (1900..=9999).contains(&year);
    let first = NaiveDate::from_ymd_opt(year, 1, 1).filter(|_| is_written).ok_or_else(out_of_years)?;
    let last = NaiveDate::from_ymd_opt(year, 12, 31).ok_or_else(out_of_years)?;
    let version = terms.on(date).map_err(|error| error.at("/date"))?;
    let asked = Question { own, terms: version, day: date, known: date, post: None, operation: None };
    let of_kind = |kind: &TrainingKind| {
        let own = asked.attended().iter().filter(|one| one.kind == *kind && year_of(one) == year);
        let is_any = own.clone().next().is_some();
        let Minutes { sure, maybe } = sum(own);
        is_any.then_some(KindMinutes { kind: *kind, minutes: sure, at_most: maybe })
    };
    let group = group_on(&asked, Some(last.min(date).max(first)));
    let annual = {
        let minutes = minutes_of_year(asked.attended(), group, year);
        let mut standing = against(&asked, group, minutes, (first, last));
        // A year that is not over is short of nothing yet; it will be on its day after.
        standing.short_from = standing.short.filter(|short| *short > 0).and(last.succ_opt());
        standing
    };
    let rolling = if with_rolling { rolling(&asked, group) } else { None };
    Ok(HoursLedger {
        person: shown(&own, terms),
        date,
        year,
        kinds: TrainingKind::ALL.iter().filter_map(of_kind).collect(),
        annual,
        rolling,
        faults: fault_of(&own).into_iter().collect(),
    })
}

/// Minutes against the least of the group.
fn against(
    asked: &Question<'_>,
    group: HourGroup,
    Minutes { sure, maybe }: Minutes,
    (from, to): (NaiveDate, NaiveDate),
) -> HoursStanding {
    let industry = asked.stay().and_then(|stay| stay.industry);
    let (least, not_assessed) = match asked.terms.least_minutes(group, HourPhase::Annual, industry) {
        Ok(least) => (least, None),
        Err(reason) => (None, Some(reason)),
    };
    let short = least.map(|least| least.saturating_sub(sure));
    HoursStanding { from, to, group, minutes: sure, at_most: maybe, least, short, short_from: None, not_assessed }
}

/// The twelve months up to the day of the question, both ends included (C-53).
fn rolling(asked: &Question<'_>, group: HourGroup) -> Option<HoursStanding> {
    let from = add_months(asked.day, -12).ok()?;
    let in_window = |from: NaiveDate| {
        let own = asked.attended().iter().filter(move |one| is_refresher(one.kind, group) && from <= one.ended);
        sum(own)
    };
    let mut standing = against(asked, group, in_window(from), (from, asked.day));
    let Some(least) = standing.least else { return Some(standing) };
    // The sum falls on the days on which a training leaves the window.
    let leaves = |ended: NaiveDate| {
        let mut day = later(ended, 12)?;
        while add_months(day, -12).ok()? <= ended {
            day = after(day)?;
        }
        Some(day)
    };
    let own = asked.attended().iter().filter(|one| is_refresher(one.kind, group) && from <= one.ended);
    let mut days: Vec<NaiveDate> = own.filter_map(|one| leaves(one.ended)).collect();
    days.sort_unstable();
    let is_short = |day: &NaiveDate| add_months(*day, -12).is_ok_and(|from| in_window(from).sure < least);
    standing.short_from = std::iter::once(asked.day).chain(days).find(is_short);
    Some(standing)
}
