//! Working days with make-up working days (调休), limits, deadlines, periods and cadences.
//!
//! Nothing here asks a clock: the host gives the day. A day that the calendar does not cover is an error
//! ([`CalendarCoverage`](crate::error::ErrorCode::CalendarCoverage)) and never a guess by weekday, because the
//! make-up days of a year cannot be computed; they are announced. All local days are +08:00, whatever offset a
//! stamp carries. All arithmetic with dates of this crate is done here.
//!
//! Uses [`error`](crate::error) and [`value`](crate::value). Source: domain.md 9; parameters C-36, C-38, C-51,
//! C-53, C-54 and 2d "work calendar"; golden cases G-03, G-05, G-50; input rules "working days".
//!
//! ```
//! use anxun::calendar::{Limit, WorkCalendar, deadline};
//! use anxun::value::{parse_stamp, stamp_text};
//!
//! let china = WorkCalendar::china();
//! let received = parse_stamp("2024-09-30T09:00:00+08:00")?;
//! let review = deadline(received, Limit::WorkingDays(3), &china)?;
//! assert_eq!(stamp_text(review.due), "2024-10-10T23:59:59+08:00"); // 10-01 to 10-07 are off
//! # Ok::<(), anxun::error::Error>(())
//! ```

mod china;
mod data;
mod deadline;
#[cfg(test)]
mod document;
mod limit;
mod months;
mod period;
mod work;

pub use data::{CalendarData, CalendarWarning, CalendarYear, DateSpan};
pub use deadline::{Deadline, DeadlineStatus, action_date, deadline};
pub use limit::Limit;
pub use months::{add_months, add_years};
pub use period::{Cadence, Period, PeriodKind, consecutive, missed, period_of};
pub use work::WorkCalendar;
