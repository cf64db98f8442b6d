//! Days and stamps of a working life: office hours, the next working day.

use anxun::calendar::WorkCalendar;
use anxun::value::{Stamp, local_date, parse_date, parse_stamp, parse_time, stamp_at, stamp_text};
use chrono::{Days, NaiveDate, TimeDelta, Timelike};
use serde_json::Value;

/// A day from its text.
#[must_use]
pub fn day(text: &str) -> NaiveDate {
    parse_date(text).expect("a date of the maker")
}

/// A stamp from its text.
#[must_use]
pub fn stamp(text: &str) -> Stamp {
    parse_stamp(text).expect("a stamp of the maker")
}

/// A time of a day at +08:00.
#[must_use]
pub fn at(date: NaiveDate, time: &str) -> Stamp {
    stamp_at(date, parse_time(time).expect("a time of the maker"))
}

/// A stamp some minutes later, or earlier.
#[must_use]
pub fn later(stamp: Stamp, minutes: i64) -> Stamp {
    stamp + TimeDelta::minutes(minutes)
}

/// A day some days later.
#[must_use]
pub fn days_later(date: NaiveDate, days: u64) -> NaiveDate {
    date + Days::new(days)
}

/// A day some days earlier.
#[must_use]
pub fn days_earlier(date: NaiveDate, days: u64) -> NaiveDate {
    date - Days::new(days)
}

/// A stamp as a JSON text.
#[must_use]
pub fn text(stamp: Stamp) -> Value {
    Value::String(stamp_text(stamp))
}

/// The stamp itself in office hours, else the next morning (of any day: the 24 hours run through days off).
#[must_use]
pub fn in_office(stamp: Stamp, spread: i64) -> Stamp {
    let date = local_date(stamp);
    match hour(stamp) {
        0..=7 => later(at(date, "08:20"), spread),
        8..=17 => stamp,
        _ => later(at(days_later(date, 1), "08:20"), spread),
    }
}

/// The first moment of a working day's office hours that is not before the stamp.
#[must_use]
pub fn at_work(stamp: Stamp, spread: i64, calendar: &WorkCalendar) -> Stamp {
    let date = local_date(stamp);
    if is_working_day(date, calendar) && (8..17).contains(&hour(stamp)) {
        return later(stamp, spread.min(45));
    }
    let first = if hour(stamp) >= 17 { days_later(date, 1) } else { date };
    let first = calendar.first_working_day(first).expect("a covered day");
    later(at(first, "08:40"), spread).max(later(stamp, 5))
}

/// Some minutes after 09:00 of the working day that is `count` working days later.
#[must_use]
pub fn working_days_later(stamp: Stamp, count: u32, minutes: i64, calendar: &WorkCalendar) -> Stamp {
    let date = calendar.add_working_days(local_date(stamp), count).expect("a covered day");
    later(at(date, "09:00"), minutes).max(later(stamp, 20))
}

/// Whether people work on a day, make-up days included.
#[must_use]
pub fn is_working_day(date: NaiveDate, calendar: &WorkCalendar) -> bool {
    calendar.is_working_day(date).expect("a covered day")
}

/// The hour of a stamp at +08:00.
#[must_use]
pub fn hour(stamp: Stamp) -> u32 {
    anxun_local(stamp).hour()
}

fn anxun_local(stamp: Stamp) -> chrono::NaiveTime {
    // The registers are written at +08:00 throughout.
    stamp.time()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn office_hours_and_working_days() {
        let calendar = WorkCalendar::china();
        let night = stamp("2026-02-13T23:50:00+08:00");
        assert_eq!(stamp_text(in_office(night, 10)), "2026-02-14T08:30:00+08:00");
        // 2026-02-14 is a Saturday on which people work.
        assert_eq!(stamp_text(at_work(night, 0, &calendar)), "2026-02-14T08:40:00+08:00");
        let eve = stamp("2026-02-14T17:30:00+08:00");
        assert_eq!(stamp_text(at_work(eve, 0, &calendar)), "2026-02-24T08:40:00+08:00");
        assert_eq!(stamp_text(working_days_later(eve, 1, 30, &calendar)), "2026-02-24T09:30:00+08:00");
    }
}
