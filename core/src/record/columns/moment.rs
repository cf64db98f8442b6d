//! Dates, times of day and stamps: as texts, or typed.

use std::ops::Range;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    Date32Type, Date64Type, Time32MillisecondType, Time32SecondType, Time64MicrosecondType, Time64NanosecondType,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, ArrowPrimitiveType};
use arrow_buffer::NullBuffer;
use arrow_schema::{DataType, TimeUnit};
use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveTime, Offset as _, Utc};

use super::bind::{Binding, wrong_type};
use super::parsed::{FromText, ParsedColumn};
use super::text::refused;
use super::{ColumnValue, DAYS, Notes, Place, each};
use crate::error::{Error, ErrorCode, Result};
use crate::record::fact::{Path, shown};
use crate::record::field::Field;
use crate::value::{CHINA, Stamp, parse_date, parse_stamp, parse_time};

const DATES: &str = "Date32, Date64 or Utf8 (or another text type)";
const TIMES: &str = "Time32, Time64 or Utf8 (or another text type)";
const STAMPS: &str = "a Timestamp with the zone UTC, Asia/Shanghai or ±hh:mm, or Utf8 (or another text type)";

macro_rules! from_text {
    ($($type:ty, $parse:ident;)*) => { $(
        impl FromText for $type {
            fn from_text(text: &str, field: &'static Field) -> Result<$type> {
                $parse(text).map_err(|error| Error { found: shown(field, error.found), ..error })
            }
        }
    )* };
}

from_text! {
    NaiveDate, parse_date;
    NaiveTime, parse_time;
    Stamp, parse_stamp;
}

/// Counted units: days, seconds or parts of them.
#[derive(Debug)]
pub(crate) struct Ticks<'b> {
    values: Values<'b>,
    nulls: Option<&'b NullBuffer>,
    /// How many of them are one unit (a second, for dates a day).
    per_unit: i64,
}

#[derive(Debug)]
enum Values<'b> {
    Of32(&'b [i32]),
    Of64(&'b [i64]),
}

impl<'b> Ticks<'b> {
    fn of32<T: ArrowPrimitiveType<Native = i32>>(array: &'b dyn Array, per_unit: i64) -> Option<Self> {
        let array = array.as_primitive_opt::<T>()?;
        Some(Ticks {
            values: Values::Of32(array.values()),
            nulls: array.nulls().filter(|nulls| nulls.null_count() > 0),
            per_unit,
        })
    }

    fn of64<T: ArrowPrimitiveType<Native = i64>>(array: &'b dyn Array, per_unit: i64) -> Option<Self> {
        let array = array.as_primitive_opt::<T>()?;
        Some(Ticks {
            values: Values::Of64(array.values()),
            nulls: array.nulls().filter(|nulls| nulls.null_count() > 0),
            per_unit,
        })
    }

    /// The count of a row.
    #[inline]
    fn count(&self, row: usize) -> Option<i64> {
        if self.nulls.is_some_and(|nulls| nulls.is_null(row)) {
            return None;
        }
        match self.values {
            Values::Of32(values) => values.get(row).copied().map(i64::from),
            Values::Of64(values) => values.get(row).copied(),
        }
    }

    /// Whole units and whether something is left over.
    #[inline]
    fn units(&self, count: i64) -> (i64, bool) {
        // The divisors as constants: a division by one of them is a multiplication.
        let whole = match self.per_unit {
            1 => count,
            1_000 => count.div_euclid(1_000),
            1_000_000 => count.div_euclid(1_000_000),
            1_000_000_000 => count.div_euclid(1_000_000_000),
            per_unit => count.div_euclid(per_unit),
        };
        (whole, whole.wrapping_mul(self.per_unit) != count)
    }
}

/// Values as texts or as counts.
pub(crate) enum Moments<'b, T> {
    Texts(ParsedColumn<'b, T>),
    Ticks(Ticks<'b>, FixedOffset),
}

impl<'b, T: FromText> Moments<'b, T> {
    fn of(
        array: &'b dyn Array,
        ticks: Option<(Ticks<'b>, FixedOffset)>,
        rows: usize,
        field: &'static Field,
        expected: &str,
        to: &Binding,
    ) -> Result<Self> {
        match ticks {
            Some((ticks, offset)) => Ok(Moments::Ticks(ticks, offset)),
            None => ParsedColumn::of(array, rows, field, expected, to).map(Moments::Texts),
        }
    }

    #[inline]
    fn lend(
        &self,
        row: usize,
        field: &'static Field,
        path: Path<'_>,
        to: &mut Notes,
        value: impl FnOnce(i64, bool) -> Option<T>,
        expected: &'static str,
    ) -> Option<T> {
        match self {
            Moments::Texts(texts) => texts.get(row, field, path, to),
            Moments::Ticks(ticks, _) => {
                let count = ticks.count(row)?;
                let (units, is_broken) = ticks.units(count);
                let value = value(units, is_broken);
                if value.is_none() {
                    let found = shown(field, count.to_string());
                    return refused(Error::new(ErrorCode::DateFormat, found, expected), path, to);
                }
                value
            }
        }
    }
}

/// Seconds of a day.
const DAY: i64 = 86_400;

/// The day that many days after 1970-01-01.
fn day_of(days: i64) -> Option<NaiveDate> {
    /// Days from 0001-01-01, which is day 1, to 1970-01-01.
    const EPOCH: i64 = 719_163;
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(days.checked_add(EPOCH)?).ok()?)
}

/// Seconds from 1970 of the local years 1900 to 9999, which a text can write.
const YEARS: std::ops::Range<i64> = -2_208_988_800..253_402_300_800;

/// Whether a day lies in the same years.
fn in_range(date: NaiveDate) -> bool {
    (1900..=9999).contains(&date.year())
}

impl ColumnValue for NaiveDate {
    type Column<'b> = Moments<'b, NaiveDate>;

    fn bind<'b>(
        array: &'b dyn Array,
        rows: Range<usize>,
        field: &'static Field,
        to: &mut Binding,
    ) -> Result<Self::Column<'b>> {
        let ticks = match array.data_type() {
            DataType::Date32 => Ticks::of32::<Date32Type>(array, 1),
            DataType::Date64 => Ticks::of64::<Date64Type>(array, 86_400_000),
            _ => None,
        };
        Moments::of(array, ticks.map(|ticks| (ticks, CHINA)), rows.len(), field, DATES, to)
    }

    #[inline]
    fn lend<'b: 'b>(
        column: &Self::Column<'b>,
        row: usize,
        _: u32,
        field: &'static Field,
        path: Path<'_>,
        to: &mut Notes,
    ) -> Option<NaiveDate> {
        let day = |days: i64, is_broken: bool| day_of(days).filter(|date| !is_broken && in_range(*date));
        column.lend(row, field, path, to, day, "a whole day from 1900-01-01 to 9999-12-31")
    }
}

impl ColumnValue for NaiveTime {
    type Column<'b> = Moments<'b, NaiveTime>;

    fn bind<'b>(
        array: &'b dyn Array,
        rows: Range<usize>,
        field: &'static Field,
        to: &mut Binding,
    ) -> Result<Self::Column<'b>> {
        let ticks = match array.data_type() {
            DataType::Time32(TimeUnit::Second) => Ticks::of32::<Time32SecondType>(array, 1),
            DataType::Time32(TimeUnit::Millisecond) => Ticks::of32::<Time32MillisecondType>(array, 1_000),
            DataType::Time64(TimeUnit::Microsecond) => Ticks::of64::<Time64MicrosecondType>(array, 1_000_000),
            DataType::Time64(TimeUnit::Nanosecond) => Ticks::of64::<Time64NanosecondType>(array, 1_000_000_000),
            _ => None,
        };
        Moments::of(array, ticks.map(|ticks| (ticks, CHINA)), rows.len(), field, TIMES, to)
    }

    #[inline]
    fn lend<'b: 'b>(
        column: &Self::Column<'b>,
        row: usize,
        _: u32,
        field: &'static Field,
        path: Path<'_>,
        to: &mut Notes,
    ) -> Option<NaiveTime> {
        let time = |seconds: i64, is_broken: bool| {
            let seconds = u32::try_from(seconds).ok().filter(|_| !is_broken)?;
            NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)
        };
        column.lend(row, field, path, to, time, "whole seconds of one day")
    }
}

impl ColumnValue for Stamp {
    type Column<'b> = Moments<'b, Stamp>;

    fn bind<'b>(
        array: &'b dyn Array,
        rows: Range<usize>,
        field: &'static Field,
        to: &mut Binding,
    ) -> Result<Self::Column<'b>> {
        let ticks = match array.data_type() {
            DataType::Timestamp(unit, zone) => {
                // A zone is never guessed: without one the column is of another type.
                let offset = zone.as_deref().and_then(offset_of);
                let offset = offset.ok_or_else(|| wrong_type(array.data_type(), STAMPS, &to.place()))?;
                let ticks = match unit {
                    TimeUnit::Second => Ticks::of64::<TimestampSecondType>(array, 1),
                    TimeUnit::Millisecond => Ticks::of64::<TimestampMillisecondType>(array, 1_000),
                    TimeUnit::Microsecond => Ticks::of64::<TimestampMicrosecondType>(array, 1_000_000),
                    TimeUnit::Nanosecond => Ticks::of64::<TimestampNanosecondType>(array, 1_000_000_000),
                };
                ticks.map(|ticks| (ticks, offset))
            }
            _ => None,
        };
        Moments::of(array, ticks, rows.len(), field, STAMPS, to)
    }

    #[inline]
    fn lend<'b: 'b>(
        column: &Self::Column<'b>,
        row: usize,
        _: u32,
        field: &'static Field,
        path: Path<'_>,
        to: &mut Notes,
    ) -> Option<Stamp> {
        let stamp = match column {
            Moments::Texts(texts) => texts.get(row, field, path, to),
            Moments::Ticks(ticks, offset) => stamp_of(ticks, ticks.count(row)?, *offset, field, path, to),
        }?;
        if field.is_past {
            to.spared.latest = to.spared.latest.max(stamp.timestamp());
        }
        Some(stamp)
    }

    #[inline]
    fn run<'b: 'b, I>(
        column: &Self::Column<'b>,
        rows: Range<usize>,
        field: &'static Field,
        items: &mut [I],
        place: impl Place<'b, I, Option<Stamp>>,
        to: &mut Notes,
    ) {
        let Moments::Ticks(ticks @ Ticks { values: Values::Of64(values), .. }, offset) = column else {
            return each(rows, None, items, place, |row| Self::lend(column, row, 0, field, Path::ROOT, to));
        };
        each(rows, ticks.nulls, items, place, |row| {
            let stamp = stamp_of(ticks, *values.get(row)?, *offset, field, Path::ROOT, to)?;
            if field.is_past {
                to.spared.latest = to.spared.latest.max(stamp.timestamp());
            }
            Some(stamp)
        });
    }
}

/// The stamp of a count. Fractions of a second are cut off, as in a text.
#[inline]
fn stamp_of(
    ticks: &Ticks<'_>,
    count: i64,
    offset: FixedOffset,
    field: &'static Field,
    path: Path<'_>,
    to: &mut Notes,
) -> Option<Stamp> {
    let (seconds, _) = ticks.units(count);
    let in_years = |seconds: i64| YEARS.contains(&seconds.saturating_add(i64::from(offset.local_minus_utc())));
    let stamp = if in_years(seconds) { to.stamp(seconds, offset) } else { None };
    match stamp {
        Some(stamp) => Some(stamp),
        None => {
            let found = shown(field, count.to_string());
            refused(Error::new(ErrorCode::DateFormat, found, "a stamp from 1900 to 9999"), path, to)
        }
    }
}

impl Notes {
    /// The stamp of some seconds. The stamps of a batch lie on few days: a day is counted once.
    #[inline]
    fn stamp(&mut self, seconds: i64, offset: FixedOffset) -> Option<Stamp> {
        let (number, second) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
        let place = self.days.get_mut((number & (DAYS as i64 - 1)) as usize)?;
        if place.0 != number || place.1 == NaiveDate::MIN {
            *place = (number, day_of(number)?);
        }
        let time = NaiveTime::from_num_seconds_from_midnight_opt(u32::try_from(second).ok()?, 0)?;
        Some(DateTime::from_naive_utc_and_offset(place.1.and_time(time), offset))
    }
}

/// The offset of a zone that has only one: UTC, China (since 1991), or the offset itself.
fn offset_of(zone: &str) -> Option<FixedOffset> {
    match zone {
        "Asia/Shanghai" | "PRC" => Some(CHINA),
        "UTC" | "Etc/UTC" | "GMT" | "Z" => Some(Utc.fix()),
        // What a stamp may end with, read where stamps are read.
        _ if !zone.starts_with(['+', '-']) => None,
        _ => parse_stamp(&format!("2000-01-01T00:00:00{zone}")).ok().map(|stamp| *stamp.offset()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_with_one_offset() {
        for (zone, seconds) in [
            ("UTC", 0),
            ("Z", 0),
            ("Etc/UTC", 0),
            ("+00:00", 0),
            ("Asia/Shanghai", 28_800),
            ("+08:00", 28_800),
            ("-03:30", -12_600),
        ] {
            assert_eq!(offset_of(zone).map(|offset| offset.local_minus_utc()), Some(seconds), "{zone}");
        }
        for zone in ["", "Europe/Berlin", "+0800", "-00:00", "+25:00", ".5Z", "CST", " "] {
            assert_eq!(offset_of(zone), None, "{zone}");
        }
    }
}
