//! `calendar.*`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Operation;
use super::context::{calendar, under};
use crate::calendar::{CalendarWarning, Deadline, DeadlineStatus, Limit, WorkCalendar, deadline};
use crate::error::{Faults, Result};
use crate::value::{Stamp, form};

type Part = Option<Box<RawValue>>;

fn read(part: &Part) -> Result<WorkCalendar> {
    calendar(part.as_deref()).map_err(under("/calendar"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DateAndDays {
    #[serde(with = "form::date")]
    date: NaiveDate,
    days: u32,
    #[serde(default)]
    calendar: Part,
}

#[derive(Serialize)]
pub(super) struct DateAnswer {
    #[serde(with = "form::date")]
    date: NaiveDate,
}

pub(super) struct AddWorkingDays;

impl Operation for AddWorkingDays {
    const NAME: &'static str = "calendar.add_working_days";
    const ZH: &'static str = "自某日起（首日不计）的第n个工作日";
    const EN: &'static str = "The n-th working day after a date, which itself does not count";
    type Request = DateAndDays;
    type Response = DateAnswer;

    fn answer(request: DateAndDays) -> std::result::Result<DateAnswer, Faults> {
        let date = read(&request.calendar)?.add_working_days(request.date, request.days)?;
        Ok(DateAnswer { date })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CalendarOnly {
    #[serde(default)]
    calendar: Part,
}

#[derive(Serialize)]
pub(super) struct CalendarFacts {
    name: String,
    #[serde(with = "form::date")]
    from: NaiveDate,
    #[serde(with = "form::date")]
    to: NaiveDate,
    warnings: Vec<CalendarWarning>,
}

pub(super) struct Check;

impl Operation for Check {
    const NAME: &'static str = "calendar.check";
    const ZH: &'static str = "检查工作日历数据是否自相矛盾，并给出覆盖范围";
    const EN: &'static str = "Whether the data of a work calendar contradict themselves, and what they cover";
    type Request = CalendarOnly;
    type Response = CalendarFacts;

    fn answer(request: CalendarOnly) -> std::result::Result<CalendarFacts, Faults> {
        let calendar = read(&request.calendar)?;
        let covered = calendar.covered();
        Ok(CalendarFacts {
            name: calendar.name().to_owned(),
            from: covered.from,
            to: covered.to,
            warnings: calendar.warnings(),
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StartAndLimit {
    #[serde(with = "form::stamp")]
    start: Stamp,
    limit: Limit,
    #[serde(default)]
    calendar: Part,
}

pub(super) struct DeadlineOf;

impl Operation for DeadlineOf {
    const NAME: &'static str = "calendar.deadline";
    const ZH: &'static str = "时限的截止时刻";
    const EN: &'static str = "By when a limit that has started is due";
    type Request = StartAndLimit;
    type Response = Deadline;

    fn answer(request: StartAndLimit) -> std::result::Result<Deadline, Faults> {
        Ok(deadline(request.start, request.limit, &read(&request.calendar)?)?)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DateOnly {
    #[serde(with = "form::date")]
    date: NaiveDate,
    #[serde(default)]
    calendar: Part,
}

#[derive(Serialize)]
pub(super) struct IsWorkingDayAnswer {
    is_working_day: bool,
    source: Option<String>,
}

pub(super) struct IsWorkingDay;

impl Operation for IsWorkingDay {
    const NAME: &'static str = "calendar.is_working_day";
    const ZH: &'static str = "某日是否为工作日（含调休），及其依据";
    const EN: &'static str = "Whether a date is a working day (make-up days included), and by which notice";
    type Request = DateOnly;
    type Response = IsWorkingDayAnswer;

    fn answer(request: DateOnly) -> std::result::Result<IsWorkingDayAnswer, Faults> {
        let calendar = read(&request.calendar)?;
        let is_working_day = calendar.is_working_day(request.date)?;
        Ok(IsWorkingDayAnswer { is_working_day, source: calendar.source(request.date).map(str::to_owned) })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatusRequest {
    deadline: Deadline,
    #[serde(default, with = "form::stamp::option")]
    done: Option<Stamp>,
    #[serde(with = "form::stamp")]
    as_of: Stamp,
}

pub(super) struct Status;

impl Operation for Status {
    const NAME: &'static str = "calendar.status";
    const ZH: &'static str = "时限的状态：未到期、按时、逾期";
    const EN: &'static str = "How a deadline stands: open, met on time, met late, overdue";
    type Request = StatusRequest;
    type Response = DeadlineStatus;

    fn answer(request: StatusRequest) -> std::result::Result<DeadlineStatus, Faults> {
        Ok(request.deadline.status(request.done, request.as_of))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FromTo {
    #[serde(with = "form::date")]
    from: NaiveDate,
    #[serde(with = "form::date")]
    to: NaiveDate,
    #[serde(default)]
    calendar: Part,
}

#[derive(Serialize)]
pub(super) struct WorkingDays {
    working_days: u32,
}

pub(super) struct WorkingDaysBetween;

impl Operation for WorkingDaysBetween {
    const NAME: &'static str = "calendar.working_days_between";
    const ZH: &'static str = "两日之间（含首尾）的工作日数";
    const EN: &'static str = "Working days from a date to another, both included";
    type Request = FromTo;
    type Response = WorkingDays;

    fn answer(request: FromTo) -> std::result::Result<WorkingDays, Faults> {
        let working_days = read(&request.calendar)?.working_days_between(request.from, request.to)?;
        Ok(WorkingDays { working_days })
    }
}
