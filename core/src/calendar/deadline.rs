//! Deadlines (到期时刻): a limit that has started.
//!
//! Hour limits are elapsed time, through nights and weekends, and inclusive to the second. All others end with a
//! day, printed as its last second at +08:00, and a fact is late only when its local day is a later one. Only
//! working-day limits ask the calendar. Fractions of a second do not count.
//! Uses [`error`](crate::error) and [`value`](crate::value). Source: parameters C-36, C-38, C-51; golden G-03, G-50.

use chrono::{DateTime, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::limit::Limit;
use super::months::{add_months, add_years, out_of_years, written};
use super::work::WorkCalendar;
use crate::error::{Error, ErrorCode, Result};
use crate::value::{CHINA, Stamp, end_of_day, form};

/// A limit that has started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// What starts the limit, with the offset that it carries.
    #[serde(with = "form::stamp")]
    pub start: Stamp,
    /// The limit.
    pub limit: Limit,
    /// The last second in time, at +08:00.
    #[serde(with = "form::stamp")]
    pub due: Stamp,
}

/// How a deadline stands. All times are whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", deny_unknown_fields)]
pub enum DeadlineStatus {
    /// Not done, and still in time (未到期).
    Open {
        /// Seconds up to and including the due second, at least 0.
        left: u64,
    },
    /// Done in time (按时完成).
    MetOnTime,
    /// Done late (逾期完成).
    MetLate {
        /// Seconds after the due second.
        by: u64,
    },
    /// Not done, and late (逾期未完成).
    Overdue {
        /// Seconds after the due second.
        by: u64,
    },
}

/// Starts a limit.
///
/// # Errors
/// [`ErrorCode::CalendarCoverage`] when a working-day limit reaches a day that the calendar does not cover,
/// [`ErrorCode::Range`] when start or due lie outside the years 1900 to 9999.
///
/// ```
/// use anxun::calendar::{Limit, WorkCalendar, deadline};
/// use anxun::value::{parse_stamp, stamp_text};
/// let ended = parse_stamp("2024-09-27T17:00:00+08:00")?; // a Friday
/// let hand_over = deadline(ended, Limit::Hours(24), &WorkCalendar::china())?;
/// assert_eq!(stamp_text(hand_over.due), "2024-09-28T17:00:00+08:00");
/// # Ok::<(), anxun::error::Error>(())
/// ```
pub fn deadline(start: Stamp, limit: Limit, calendar: &WorkCalendar) -> Result<Deadline> {
    let day = checked_local_date(start)?;
    let signed = |count: u32| i32::try_from(count).map_err(|_| out_of_years(day));
    let due = match limit {
        Limit::Hours(count) => after_seconds(start, i64::from(count) * 3600)?,
        Limit::Immediate => after_seconds(start, 0)?,
        Limit::WorkingDays(count) => end_of_day(calendar.add_working_days(day, count)?),
        Limit::CalendarDays(count) => end_of_day(after_days(day, count)?),
        Limit::Months(count) => end_of_day(add_months(day, signed(count)?)?),
        Limit::Years(count) => end_of_day(add_years(day, signed(count)?)?),
        Limit::SameDay => end_of_day(day),
    };
    Ok(Deadline { start, limit, due })
}

/// The day on which an action that is due `months` months after `date` has to be done: the first working day on or
/// after that day (C-38). The end of a retention period does not move; use [`add_months`] or [`add_years`] for it.
///
/// # Errors
/// [`ErrorCode::CalendarCoverage`] when the calendar does not cover the day, [`ErrorCode::Range`] as [`add_months`].
pub fn action_date(date: NaiveDate, months: i32, calendar: &WorkCalendar) -> Result<NaiveDate> {
    calendar.first_working_day(add_months(date, months)?)
}

impl Deadline {
    /// Whether something done at `done` is late: after the due second of an `Hours` or `Immediate` limit, on a later
    /// local day than the due day of every other limit (C-36).
    #[must_use]
    pub fn is_late(&self, done: Stamp) -> bool {
        if self.limit.ends_with_day() {
            day_number(done) > day_number(self.due)
        } else {
            done.timestamp() > self.due.timestamp()
        }
    }

    /// How the deadline stands at `as_of`. What was done after `as_of` was not yet done then.
    #[must_use]
    pub fn status(&self, done: Option<Stamp>, as_of: Stamp) -> DeadlineStatus {
        let after_due = |stamp: Stamp| stamp.timestamp().abs_diff(self.due.timestamp());
        match done.filter(|done| done.timestamp() <= as_of.timestamp()) {
            Some(done) if self.is_late(done) => DeadlineStatus::MetLate { by: after_due(done) },
            Some(_) => DeadlineStatus::MetOnTime,
            None if self.is_late(as_of) => DeadlineStatus::Overdue { by: after_due(as_of) },
            None => DeadlineStatus::Open { left: after_due(as_of) },
        }
    }
}

/// The local day as a number that can be compared; cannot overflow, unlike a date at the ends of chrono's calendar.
fn day_number(stamp: Stamp) -> i64 {
    (stamp.timestamp() + i64::from(CHINA.local_minus_utc())).div_euclid(86_400)
}

/// The local day of a stamp in the years that can be written.
pub(super) fn checked_local_date(stamp: Stamp) -> Result<NaiveDate> {
    local(stamp.timestamp()).map(|local| local.date_naive())
}

fn after_seconds(start: Stamp, seconds: i64) -> Result<Stamp> {
    local(start.timestamp().saturating_add(seconds))
}

fn local(timestamp: i64) -> Result<Stamp> {
    DateTime::from_timestamp(timestamp, 0)
        .filter(|utc| (1899..=9999).contains(&chrono::Datelike::year(&utc.naive_utc())))
        .map(|utc| utc.with_timezone(&CHINA))
        .filter(|local| written(local.date_naive()))
        .ok_or_else(|| {
            Error::new(ErrorCode::Range, format!("second {timestamp} of the Unix time"), "a year from 1900 to 9999")
        })
}

fn after_days(day: NaiveDate, count: u32) -> Result<NaiveDate> {
    day.checked_add_days(Days::new(u64::from(count))).filter(|day| written(*day)).ok_or_else(|| out_of_years(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{parse_date, parse_stamp, stamp_text};
    use proptest::prelude::*;

    fn at(text: &str) -> Stamp {
        parse_stamp(text).unwrap()
    }

    fn due(start: &str, limit: Limit) -> String {
        stamp_text(deadline(at(start), limit, &WorkCalendar::china()).unwrap().due)
    }

    #[test]
    fn g_03_hours_run_through_weekends_and_day_limits_do_not() {
        assert_eq!(due("2024-09-27T17:00:00+08:00", Limit::Hours(24)), "2024-09-28T17:00:00+08:00");
        assert_eq!(due("2024-09-30T09:00:00+08:00", Limit::WorkingDays(3)), "2024-10-10T23:59:59+08:00");
        assert_eq!(due("2024-10-11T09:00:00+08:00", Limit::WorkingDays(2)), "2024-10-14T23:59:59+08:00");
        assert_eq!(due("2024-10-11T10:30:00+08:00", Limit::Hours(24)), "2024-10-12T10:30:00+08:00");
    }

    #[test]
    fn g_03_without_2024_in_the_calendar_there_is_no_answer() {
        let day = |text| parse_date(text).unwrap();
        let other = WorkCalendar::weekdays_only(day("2023-01-01"), day("2023-12-31")).unwrap();
        let start = at("2024-09-30T09:00:00+08:00");
        let error = deadline(start, Limit::WorkingDays(3), &other).unwrap_err();
        assert_eq!((error.code, error.found.as_str()), (ErrorCode::CalendarCoverage, "2024-09-30"));
        for limit in [Limit::Hours(24), Limit::SameDay, Limit::CalendarDays(3), Limit::Months(1), Limit::Immediate] {
            assert!(deadline(start, limit, &other).is_ok(), "{limit:?} needs no calendar");
        }
    }

    #[test]
    fn c_36_of_a_limit_in_days_only_the_local_day_counts() {
        let noon = at("2024-09-27T12:00:00+08:00");
        let stated = Deadline { start: noon, limit: Limit::SameDay, due: noon };
        assert!(!stated.is_late(at("2024-09-27T23:59:59+08:00")));
        assert!(stated.is_late(at("2024-09-27T16:00:00Z")));
    }

    #[test]
    fn g_05_plan_and_publicity() {
        assert_eq!(due("2024-04-24T10:00:00+08:00", Limit::WorkingDays(5)), "2024-04-30T23:59:59+08:00");
        assert_eq!(due("2024-04-30T10:00:00+08:00", Limit::WorkingDays(3)), "2024-05-08T23:59:59+08:00");
    }

    #[test]
    fn g_50_actions_move_to_a_working_day_and_retention_does_not() {
        let china = WorkCalendar::china();
        let act = |text| action_date(parse_date(text).unwrap(), 3, &china);
        let day = |text| parse_date(text).unwrap();
        assert_eq!(act("2025-11-30").unwrap(), day("2026-02-28")); // a Saturday that works
        assert_eq!(act("2024-11-30").unwrap(), day("2025-02-28"));
        assert_eq!(act("2023-11-30").unwrap(), day("2024-02-29"));
        assert_eq!(act("2025-06-30").unwrap(), day("2025-09-30"));
        assert_eq!(act("2025-07-03").unwrap(), day("2025-10-09")); // 10-03 lies in the holidays
        let error = act("2026-11-30").unwrap_err();
        assert_eq!((error.code, error.found.as_str()), (ErrorCode::CalendarCoverage, "2027-02-28"));
        assert_eq!(add_months(day("2025-07-03"), 3).unwrap(), day("2025-10-03"));
        assert_eq!(due("2025-07-03T08:00:00+08:00", Limit::Months(3)), "2025-10-03T23:59:59+08:00");
    }

    #[test]
    fn the_local_day_is_that_of_china_whatever_the_offset_c_36() {
        // 16:30Z is 00:30 of the next day at +08:00.
        assert_eq!(due("2024-09-26T16:30:00Z", Limit::SameDay), "2024-09-27T23:59:59+08:00");
        assert_eq!(due("2024-09-26T16:30:00Z", Limit::Hours(24)), "2024-09-28T00:30:00+08:00");
        assert_eq!(due("2024-09-26T16:30:00Z", Limit::CalendarDays(30)), "2024-10-27T23:59:59+08:00");
        assert_eq!(due("2024-02-29T08:00:00+08:00", Limit::Years(1)), "2025-02-28T23:59:59+08:00");
        let late = deadline(at("2024-09-27T08:00:00+08:00"), Limit::SameDay, &WorkCalendar::china()).unwrap();
        assert!(!late.is_late(at("2024-09-27T15:59:59Z")));
        assert!(late.is_late(at("2024-09-27T16:00:00Z")));
        assert!(!late.is_late(at("2024-09-28T00:30:00+09:00")));
    }

    #[test]
    fn hour_limits_are_inclusive_to_the_second_and_fractions_do_not_count() {
        let start = at("2024-09-27T17:00:00+08:00") + chrono::TimeDelta::milliseconds(900);
        let limit = deadline(start, Limit::Hours(24), &WorkCalendar::china()).unwrap();
        assert_eq!(stamp_text(limit.due), "2024-09-28T17:00:00+08:00");
        assert!(!limit.is_late(at("2024-09-28T17:00:00+08:00") + chrono::TimeDelta::milliseconds(999)));
        assert!(limit.is_late(at("2024-09-28T17:00:01+08:00")));
        let at_once = deadline(at("2024-09-27T09:00:00Z"), Limit::Immediate, &WorkCalendar::china()).unwrap();
        assert_eq!(stamp_text(at_once.due), "2024-09-27T17:00:00+08:00");
        assert!(at_once.is_late(at("2024-09-27T17:00:01+08:00")));
    }

    #[test]
    fn the_four_states() {
        let limit = deadline(at("2024-09-27T17:00:00+08:00"), Limit::Hours(24), &WorkCalendar::china()).unwrap();
        let now = at("2024-09-28T18:00:00+08:00");
        assert_eq!(limit.status(None, at("2024-09-28T16:59:00+08:00")), DeadlineStatus::Open { left: 60 });
        assert_eq!(limit.status(None, limit.due), DeadlineStatus::Open { left: 0 });
        assert_eq!(limit.status(None, now), DeadlineStatus::Overdue { by: 3600 });
        assert_eq!(limit.status(Some(limit.due), now), DeadlineStatus::MetOnTime);
        assert_eq!(limit.status(Some(at("2024-09-28T17:00:30+08:00")), now), DeadlineStatus::MetLate { by: 30 });
        // Not yet done at as_of.
        assert_eq!(limit.status(Some(now), at("2024-09-28T16:59:00+08:00")), DeadlineStatus::Open { left: 60 });
        let day = deadline(at("2024-09-27T17:00:00+08:00"), Limit::SameDay, &WorkCalendar::china()).unwrap();
        assert_eq!(day.status(None, at("2024-09-28T00:00:00+08:00")), DeadlineStatus::Overdue { by: 1 });
    }

    #[test]
    fn json_forms() {
        let limit = deadline(at("2024-09-27T17:00:00+08:00"), Limit::Hours(24), &WorkCalendar::china()).unwrap();
        let json = r#"{"start":"2024-09-27T17:00:00+08:00","limit":{"count":24,"unit":"Hours"},"due":"2024-09-28T17:00:00+08:00"}"#;
        assert_eq!(serde_json::to_string(&limit).unwrap(), json);
        assert_eq!(serde_json::from_str::<Deadline>(json).unwrap(), limit);
        for (status, json) in [
            (DeadlineStatus::Open { left: 60 }, r#"{"status":"Open","left":60}"#),
            (DeadlineStatus::MetOnTime, r#"{"status":"MetOnTime"}"#),
            (DeadlineStatus::MetLate { by: 1 }, r#"{"status":"MetLate","by":1}"#),
            (DeadlineStatus::Overdue { by: 1 }, r#"{"status":"Overdue","by":1}"#),
        ] {
            assert_eq!(serde_json::to_string(&status).unwrap(), json);
            assert_eq!(serde_json::from_str::<DeadlineStatus>(json).unwrap(), status);
        }
    }

    #[test]
    fn ends_of_the_calendar_give_errors_and_never_panic() {
        let china = WorkCalendar::china();
        let far = DateTime::<chrono::Utc>::MAX_UTC.with_timezone(&CHINA);
        let long_ago = DateTime::<chrono::Utc>::MIN_UTC.fixed_offset();
        let max = u32::MAX;
        let limits = [
            Limit::Hours(max),
            Limit::CalendarDays(max),
            Limit::Months(max),
            Limit::Years(max),
            Limit::SameDay,
            Limit::Immediate,
            Limit::WorkingDays(max),
        ];
        for limit in limits {
            assert!(deadline(far, limit, &china).is_err(), "{limit:?}");
            assert!(deadline(long_ago, limit, &china).is_err(), "{limit:?}");
        }
        let start = at("2024-09-27T17:00:00+08:00");
        for limit in [Limit::CalendarDays(max), Limit::Months(max), Limit::Years(max), Limit::Years(7976)] {
            assert_eq!(deadline(start, limit, &china).unwrap_err().code, ErrorCode::Range, "{limit:?}");
        }
        assert_eq!(deadline(start, Limit::WorkingDays(max), &china).unwrap_err().code, ErrorCode::CalendarCoverage);
        let open = deadline(start, Limit::SameDay, &china).unwrap();
        assert!(open.is_late(far) && !open.is_late(long_ago));
    }

    proptest! {
        #[test]
        fn a_later_start_and_a_longer_limit_are_never_due_earlier(
            second in 1_100_000_000_i64..1_700_000_000, more in 0_i64..1_000_000, count in 0_u32..200, longer in 0_u32..50,
        ) {
            let china = WorkCalendar::china();
            let (start, later) = (local(second).unwrap(), local(second + more).unwrap());
            for limit in [Limit::Hours, Limit::WorkingDays, Limit::CalendarDays, Limit::Months] {
                let base = deadline(start, limit(count), &china).unwrap();
                prop_assert!(base.due >= start);
                prop_assert!(base.due <= deadline(later, limit(count), &china).unwrap().due);
                prop_assert!(base.due <= deadline(start, limit(count + longer), &china).unwrap().due);
                prop_assert!(!base.is_late(base.due));
                prop_assert!(base.is_late(base.due + chrono::TimeDelta::seconds(1)));
            }
        }
    }
}
