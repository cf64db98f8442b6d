//! The work calendar (工作日历).

use anxun::calendar::{CalendarData, WorkCalendar};

use crate::door::{guard, out};
use crate::failure::AnxunError;
use crate::handle::{Handle, free, give, lent, shared_by_threads};
use crate::text::{AnxunDate, AnxunStr, AnxunString};

/// A work calendar with make-up working days (调休). It never changes: threads may share it.
pub struct AnxunCalendar {
    _private: [u8; 0],
}

impl Handle for AnxunCalendar {
    type Value = WorkCalendar;
    const TAG: u64 = u64::from_be_bytes(*b"anxnCALE");
}

const _: () = shared_by_threads::<WorkCalendar>();

/// The built-in calendar of China. The caller owns `calendar`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_calendar_china(calendar: *mut *mut AnxunCalendar, error: *mut *mut AnxunError) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            out(calendar)?.put(give(WorkCalendar::china()));
            Ok(())
        })
    }
}

/// A calendar from JSON: `{"name","covered":{"from","to"},"years":[{"year","source","off","work"}]}`. Data that
/// contradicts itself is refused at its place. The caller owns `calendar`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_calendar_from_json(
    json: AnxunStr,
    calendar: *mut *mut AnxunCalendar,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let calendar = out(calendar)?;
            calendar.put(give(WorkCalendar::from_json(json.text()?)?));
            Ok(())
        })
    }
}

/// A new calendar of `base` and the days of `json`, which must touch those of `base` without overlap: how a host adds
/// the next year. `base` stays as it is. The caller owns `calendar`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_calendar_with_json(
    base: *const AnxunCalendar,
    json: AnxunStr,
    calendar: *mut *mut AnxunCalendar,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let calendar = out(calendar)?;
            let added: CalendarData = anxun::json::typed(json.text()?)?;
            calendar.put(give(lent(base)?.with(added)?));
            Ok(())
        })
    }
}

/// The calendar as JSON that `anxun_calendar_from_json` reads. The caller owns `json`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_calendar_to_json(
    calendar: *const AnxunCalendar,
    json: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let json = out(json)?;
            json.put(AnxunString::give(lent(calendar)?.to_json()));
            Ok(())
        })
    }
}

/// Whether the day is worked. A day that the calendar does not cover is an error that names it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_calendar_is_working_day(
    calendar: *const AnxunCalendar,
    date: AnxunDate,
    is_working_day: *mut bool,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let is_working_day = out(is_working_day)?;
            is_working_day.put(lent(calendar)?.is_working_day(date.date()?)?);
            Ok(())
        })
    }
}

/// The day that is `days` working days after `date`, which itself is not counted. With 0 it is the day itself or the next
/// working day.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_calendar_add_working_days(
    calendar: *const AnxunCalendar,
    date: AnxunDate,
    days: u32,
    due: *mut AnxunDate,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let due = out(due)?;
            due.put(AnxunDate::of(lent(calendar)?.add_working_days(date.date()?, days)?));
            Ok(())
        })
    }
}

/// How many working days lie from `from` to `to`, both included.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_calendar_working_days_between(
    calendar: *const AnxunCalendar,
    from: AnxunDate,
    to: AnxunDate,
    count: *mut u32,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let count = out(count)?;
            count.put(lent(calendar)?.working_days_between(from.date()?, to.date()?)?);
            Ok(())
        })
    }
}

/// The first and the last day that the calendar covers.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_calendar_covered(
    calendar: *const AnxunCalendar,
    from: *mut AnxunDate,
    to: *mut AnxunDate,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let (from, to) = (out(from)?, out(to)?);
            let covered = lent(calendar)?.covered();
            from.put(AnxunDate::of(covered.from));
            to.put(AnxunDate::of(covered.to));
            Ok(())
        })
    }
}

/// Whether the calendar ends within 60 days of `as_of` (RFC 3339 with offset), or has ended: add the next year then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_calendar_ends_soon(
    calendar: *const AnxunCalendar,
    as_of: AnxunStr,
    ends_soon: *mut bool,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let ends_soon = out(ends_soon)?;
            ends_soon.put(lent(calendar)?.ends_within_60_days(as_of.stamp()?).is_some());
            Ok(())
        })
    }
}

/// The notice on which a day rests (依据), borrowed from the calendar; absent for a day that is not covered.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_calendar_source(
    calendar: *const AnxunCalendar,
    date: AnxunDate,
    source: *mut AnxunStr,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let source = out(source)?;
            source.put(AnxunStr::lend_optional(lent(calendar)?.source(date.date()?)));
            Ok(())
        })
    }
}

/// Frees a calendar. NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_calendar_free(calendar: *mut AnxunCalendar) {
    // SAFETY: the conventions.
    unsafe { free(calendar) }
}
