//! Limits of time (时限): how long something may take, not yet from when.
//!
//! Uses [`error`](crate::error). Source: signatures module 1; parameters C-04, C-36, C-38.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorCode};

/// How long something may take.
///
/// In JSON `{"count":24,"unit":"Hours"}`; `SameDay` and `Immediate` have no count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Form", into = "Form")]
pub enum Limit {
    /// Elapsed hours, through nights and weekends (小时).
    Hours(u32),
    /// Working days (工作日); the first day is not counted; ends with the last one.
    WorkingDays(u32),
    /// Calendar days (日历日); the first day is not counted; ends with the last one.
    CalendarDays(u32),
    /// Months (个月); ends with the last day.
    Months(u32),
    /// Years (年); ends with the last day.
    Years(u32),
    /// The local day of the start (当日).
    SameDay,
    /// At once (立即): due is the start itself.
    Immediate,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Unit {
    Hours,
    WorkingDays,
    CalendarDays,
    Months,
    Years,
    SameDay,
    Immediate,
}

/// The limit as it stands in JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    count: Option<u32>,
    unit: Unit,
}

impl From<Limit> for Form {
    fn from(limit: Limit) -> Self {
        Form { count: limit.count(), unit: limit.unit() }
    }
}

impl TryFrom<Form> for Limit {
    type Error = Error;

    fn try_from(form: Form) -> Result<Self, Error> {
        let limit = match (form.unit, form.count) {
            (Unit::Hours, Some(count)) => Limit::Hours(count),
            (Unit::WorkingDays, Some(count)) => Limit::WorkingDays(count),
            (Unit::CalendarDays, Some(count)) => Limit::CalendarDays(count),
            (Unit::Months, Some(count)) => Limit::Months(count),
            (Unit::Years, Some(count)) => Limit::Years(count),
            (Unit::SameDay, None) => Limit::SameDay,
            (Unit::Immediate, None) => Limit::Immediate,
            (unit, None) => return Err(Error::new(ErrorCode::Missing, format!("{unit:?}"), "a count").at("/count")),
            (unit, Some(_)) => {
                return Err(Error::new(ErrorCode::OtherVariant, "a count", format!("{unit:?} alone")).at("/count"));
            }
        };
        Ok(limit)
    }
}

impl Limit {
    fn unit(self) -> Unit {
        match self {
            Limit::Hours(_) => Unit::Hours,
            Limit::WorkingDays(_) => Unit::WorkingDays,
            Limit::CalendarDays(_) => Unit::CalendarDays,
            Limit::Months(_) => Unit::Months,
            Limit::Years(_) => Unit::Years,
            Limit::SameDay => Unit::SameDay,
            Limit::Immediate => Unit::Immediate,
        }
    }

    /// The count of units; `None` for `SameDay` and `Immediate`.
    #[must_use]
    pub const fn count(self) -> Option<u32> {
        match self {
            Limit::Hours(count)
            | Limit::WorkingDays(count)
            | Limit::CalendarDays(count)
            | Limit::Months(count)
            | Limit::Years(count) => Some(count),
            Limit::SameDay | Limit::Immediate => None,
        }
    }

    /// Whether the limit ends with a day, so that a fact is late only on a later local day (C-36). The others end
    /// with a second.
    #[must_use]
    pub const fn ends_with_day(self) -> bool {
        !matches!(self, Limit::Hours(_) | Limit::Immediate)
    }

    /// Whether the work calendar is asked.
    #[must_use]
    pub const fn needs_calendar(self) -> bool {
        matches!(self, Limit::WorkingDays(_))
    }

    /// The limit in Chinese: `24小时`, `3个工作日`.
    #[must_use]
    pub fn zh(self) -> String {
        match self {
            Limit::Hours(count) => format!("{count}小时"),
            Limit::WorkingDays(count) => format!("{count}个工作日"),
            Limit::CalendarDays(count) => format!("{count}天"),
            Limit::Months(count) => format!("{count}个月"),
            Limit::Years(count) => format!("{count}年"),
            Limit::SameDay => "当日".to_owned(),
            Limit::Immediate => "立即".to_owned(),
        }
    }

    /// The limit in English: `24 h`, `3 working days`.
    #[must_use]
    pub fn en(self) -> String {
        let counted = |count: u32, unit: &str| format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
        match self {
            Limit::Hours(count) => format!("{count} h"),
            Limit::WorkingDays(count) => counted(count, "working day"),
            Limit::CalendarDays(count) => counted(count, "day"),
            Limit::Months(count) => counted(count, "month"),
            Limit::Years(count) => counted(count, "year"),
            Limit::SameDay => "the same day".to_owned(),
            Limit::Immediate => "at once".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: &[(Limit, &str, &str, &str)] = &[
        (Limit::Hours(24), r#"{"count":24,"unit":"Hours"}"#, "24小时", "24 h"),
        (Limit::WorkingDays(3), r#"{"count":3,"unit":"WorkingDays"}"#, "3个工作日", "3 working days"),
        (Limit::WorkingDays(1), r#"{"count":1,"unit":"WorkingDays"}"#, "1个工作日", "1 working day"),
        (Limit::CalendarDays(30), r#"{"count":30,"unit":"CalendarDays"}"#, "30天", "30 days"),
        (Limit::Months(3), r#"{"count":3,"unit":"Months"}"#, "3个月", "3 months"),
        (Limit::Years(1), r#"{"count":1,"unit":"Years"}"#, "1年", "1 year"),
        (Limit::SameDay, r#"{"unit":"SameDay"}"#, "当日", "the same day"),
        (Limit::Immediate, r#"{"unit":"Immediate"}"#, "立即", "at once"),
    ];

    #[test]
    fn every_limit_is_written_read_and_named() {
        for (limit, json, zh, en) in ALL {
            assert_eq!(serde_json::to_string(limit).unwrap(), *json);
            assert_eq!(serde_json::from_str::<Limit>(json).unwrap(), *limit);
            assert_eq!(limit.zh(), *zh);
            assert_eq!(limit.en(), *en);
        }
    }

    #[test]
    fn refused_forms() {
        for json in [
            r#"{"unit":"Hours"}"#,
            r#"{"count":1,"unit":"SameDay"}"#,
            r#"{"count":1,"unit":"Immediate"}"#,
            r#"{"count":-1,"unit":"Hours"}"#,
            r#"{"count":1.5,"unit":"Hours"}"#,
            r#"{"count":1,"unit":"hours"}"#,
            r#"{"count":1,"unit":"Hours","from":"now"}"#,
            r#"{"count":4294967296,"unit":"Hours"}"#,
            r#"{"count":1}"#,
            "24",
        ] {
            assert!(serde_json::from_str::<Limit>(json).is_err(), "{json}");
        }
    }
}
