//! From what an expiry is counted (到期起算), as the systems of hosts have it: from the day of completion, from the previous expiry
//! where it was renewed inside a window, or on a fixed day of the year with a least time of validity.
//!
//! The law counts the validity of its certificates itself; this is for what a host certifies of its own, and each answer says
//! in words how it was counted. The last day is a day of validity (C-41).

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::calendar::add_months;
use crate::error::{Error, ErrorCode, Result};
use crate::value::{date_text, form};
use crate::vocab::code::codes;

/// Months and days that a rule may name at the most: a hundred years.
const MOST_MONTHS: u32 = 1200;
const MOST_DAYS: u32 = 36_525;

codes! {
    /// From what the expiry of a certificate is counted (到期起算方式).
    ExpiryBasis {
        Completion "自完成之日起" "from the day of completion";
        PreviousExpiry "自上一到期日起" "from the previous expiry, where it was renewed inside the window";
        FixedDate "固定日期" "on a fixed day of the year";
    }
}

/// How a host counts an expiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpiryRule {
    /// From what.
    pub basis: ExpiryBasis,
    /// Months that it is valid; on a fixed day of the year it stands nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// Days before the previous expiry from which a renewal goes on from that expiry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window_days: Option<u32>,
    /// The fixed day of the year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed: Option<DayOfYear>,
    /// Months that it is valid at the least, where the next fixed day comes sooner; absent = none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least_months: Option<u32>,
}

/// A day of every year. A 29 February is the 28th in a common year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayOfYear {
    /// Month, 1 to 12.
    pub month: u32,
    /// Day of the month.
    pub day: u32,
}

/// An expiry with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expiry {
    /// The last day of validity.
    #[serde(with = "form::date")]
    pub expires_on: NaiveDate,
    /// From what it was counted in the end.
    pub counted_from: ExpiryBasis,
    /// The first day on which a renewal goes on from this expiry; absent where a rule has no window.
    #[serde(with = "form::date::option")]
    pub renewable_from: Option<NaiveDate>,
    /// How it was counted, in Chinese.
    pub zh: String,
    /// How it was counted, in English.
    pub en: String,
}

/// The expiry of what was completed on a day.
///
/// # Errors
/// `Missing` for a number that the basis needs, `OtherVariant` for one that it does not have, `Range` for a number out of
/// bounds, for a day that no year has and for an expiry that cannot be written.
pub fn expiry(rule: &ExpiryRule, completed: NaiveDate, previous: Option<NaiveDate>) -> Result<Expiry> {
    let is_fixed = rule.basis == ExpiryBasis::FixedDate;
    let is_by_previous = rule.basis == ExpiryBasis::PreviousExpiry;
    let stray = [
        ("/rule/months", is_fixed && rule.months.is_some()),
        ("/rule/window_days", !is_by_previous && rule.window_days.is_some()),
        ("/rule/fixed", !is_fixed && rule.fixed.is_some()),
        ("/rule/least_months", !is_fixed && rule.least_months.is_some()),
    ];
    if let Some((path, _)) = stray.into_iter().find(|(_, is_stray)| *is_stray) {
        return Err(Error::new(ErrorCode::OtherVariant, "a number of another basis", "none").at(path));
    }
    match rule.basis {
        ExpiryBasis::Completion => from_completion(rule, completed),
        ExpiryBasis::PreviousExpiry => from_previous(rule, completed, previous),
        ExpiryBasis::FixedDate => on_fixed_day(rule, completed),
    }
}

fn from_completion(rule: &ExpiryRule, completed: NaiveDate) -> Result<Expiry> {
    let months = counted("/rule/months", rule.months, 1, MOST_MONTHS)?;
    let (day, expires_on) = (date_text(completed), step(completed, months)?);
    Ok(Expiry {
        expires_on,
        counted_from: ExpiryBasis::Completion,
        renewable_from: None,
        zh: format!("自完成之日{day}起{months}个月"),
        en: format!("{months} months from the completion on {day}"),
    })
}

fn from_previous(rule: &ExpiryRule, completed: NaiveDate, previous: Option<NaiveDate>) -> Result<Expiry> {
    let months = counted("/rule/months", rule.months, 1, MOST_MONTHS)?;
    let window = counted("/rule/window_days", rule.window_days, 0, MOST_DAYS)?;
    let opens = |last: NaiveDate| last.checked_sub_days(Days::new(u64::from(window)));
    let mut expiry = from_completion(rule, completed)?;
    if let Some(last) = previous {
        let (last_day, day) = (date_text(last), date_text(completed));
        if opens(last).is_some_and(|first| first <= completed) && completed <= last {
            expiry = Expiry {
                expires_on: step(last, months)?,
                counted_from: ExpiryBasis::PreviousExpiry,
                renewable_from: None,
                zh: format!("{day}在到期日{last_day}前{window}天之内完成，自该到期日起{months}个月"),
                en: format!(
                    "{months} months from the previous expiry on {last_day}: completed on {day}, within {window} days before it"
                ),
            };
        } else {
            // Too early or too late it is a new beginning.
            let (zh, en) = if last < completed { ("晚于", "after") } else { ("早于", "too long before") };
            expiry.zh = format!("{day}{zh}上一到期日{last_day}的换证期，{}", expiry.zh);
            expiry.en = format!("{}, {en} the previous expiry on {last_day}", expiry.en);
        }
    }
    expiry.renewable_from = opens(expiry.expires_on);
    Ok(expiry)
}

fn on_fixed_day(rule: &ExpiryRule, completed: NaiveDate) -> Result<Expiry> {
    let missing = || Error::new(ErrorCode::Missing, "no fixed day", "month and day").at("/rule/fixed");
    let DayOfYear { month, day } = rule.fixed.ok_or_else(missing)?;
    let months = counted("/rule/least_months", rule.least_months.or(Some(0)), 0, MOST_MONTHS)?;
    // A leap year has every day that any year has.
    if NaiveDate::from_ymd_opt(2024, month, day).is_none() {
        let found = format!("{month}-{day}");
        return Err(Error::new(ErrorCode::Range, found, "a day of the year").at("/rule/fixed"));
    }
    let least = step(completed, months)?;
    let on = |year: i32| {
        let last_of_february = || (month == 2 && day == 29).then(|| NaiveDate::from_ymd_opt(year, 2, 28)).flatten();
        NaiveDate::from_ymd_opt(year, month, day).or_else(last_of_february).filter(|day| day.year() <= 9999)
    };
    let own = on(least.year()).filter(|own| least <= *own);
    let expires_on = own.or_else(|| on(least.year() + 1)).ok_or_else(cannot_be_written)?;
    let start = date_text(completed);
    Ok(Expiry {
        expires_on,
        counted_from: ExpiryBasis::FixedDate,
        renewable_from: None,
        zh: format!("{start}完成，至少有效{months}个月，其后第一个{month}月{day}日"),
        en: format!("the first {month:02}-{day:02} that leaves at least {months} months from {start}"),
    })
}

/// A number that the basis needs.
fn counted(path: &'static str, number: Option<u32>, least: u32, most: u32) -> Result<u32> {
    let number = number.ok_or_else(|| Error::new(ErrorCode::Missing, "nothing", "a number").at(path))?;
    if (least..=most).contains(&number) {
        return Ok(number);
    }
    Err(Error::new(ErrorCode::Range, number.to_string(), format!("{least} to {most}")).at(path))
}

fn step(from: NaiveDate, months: u32) -> Result<NaiveDate> {
    let day = i32::try_from(months).ok().and_then(|months| add_months(from, months).ok());
    day.filter(|day| day.year() <= 9999).ok_or_else(cannot_be_written)
}

fn cannot_be_written() -> Error {
    Error::new(ErrorCode::Range, "an expiry after 9999-12-31", "a day that can be written").at("/completed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse_date;

    const BARE: ExpiryRule =
        ExpiryRule { basis: ExpiryBasis::Completion, months: None, window_days: None, fixed: None, least_months: None };

    fn ask(rule: ExpiryRule, completed: &str, previous: Option<&str>) -> (String, ExpiryBasis) {
        let previous = previous.map(|day| parse_date(day).unwrap());
        let found = expiry(&rule, parse_date(completed).unwrap(), previous).unwrap();
        (date_text(found.expires_on), found.counted_from)
    }

    #[test]
    fn each_basis_counts_from_its_own_day() {
        let from = |basis, months| ExpiryRule { basis, months, ..BARE };
        let completion = from(ExpiryBasis::Completion, Some(36));
        assert_eq!(ask(completion, "2024-02-29", None), ("2027-02-28".into(), ExpiryBasis::Completion));
        let window = ExpiryRule { window_days: Some(60), ..from(ExpiryBasis::PreviousExpiry, Some(36)) };
        let previous = ExpiryBasis::PreviousExpiry;
        assert_eq!(ask(window, "2026-05-02", Some("2026-07-01")), ("2029-07-01".into(), previous), "60 days");
        assert_eq!(ask(window, "2026-05-01", Some("2026-07-01")), ("2029-05-01".into(), ExpiryBasis::Completion));
        assert_eq!(ask(window, "2026-07-01", Some("2026-07-01")), ("2029-07-01".into(), previous), "the last day");
        assert_eq!(ask(window, "2026-07-02", Some("2026-07-01")), ("2029-07-02".into(), ExpiryBasis::Completion));
        let fixed = |least| ExpiryRule {
            fixed: Some(DayOfYear { month: 12, day: 31 }),
            least_months: Some(least),
            ..from(ExpiryBasis::FixedDate, None)
        };
        assert_eq!(ask(fixed(6), "2026-06-30", None).0, "2026-12-31");
        assert_eq!(ask(fixed(6), "2026-07-01", None).0, "2027-12-31");
        let leap = ExpiryRule { fixed: Some(DayOfYear { month: 2, day: 29 }), ..fixed(0) };
        assert_eq!(ask(leap, "2026-02-28", None).0, "2026-02-28");
        assert_eq!(ask(leap, "2026-03-01", None).0, "2027-02-28");
        assert_eq!(ask(leap, "2027-03-01", None).0, "2028-02-29");
    }

    #[test]
    fn a_rule_that_cannot_say_is_refused_with_its_place() {
        let refused = |rule: ExpiryRule| {
            let error = expiry(&rule, parse_date("2026-01-05").unwrap(), None).unwrap_err();
            (error.code, error.path)
        };
        assert_eq!(refused(BARE), (ErrorCode::Missing, "/rule/months".into()));
        assert_eq!(refused(ExpiryRule { months: Some(0), ..BARE }), (ErrorCode::Range, "/rule/months".into()));
        let fixed = ExpiryRule { basis: ExpiryBasis::FixedDate, ..BARE };
        assert_eq!(refused(fixed), (ErrorCode::Missing, "/rule/fixed".into()));
        let never = ExpiryRule { fixed: Some(DayOfYear { month: 2, day: 30 }), ..fixed };
        assert_eq!(refused(never), (ErrorCode::Range, "/rule/fixed".into()));
        let stray = ExpiryRule { months: Some(12), window_days: Some(30), ..BARE };
        assert_eq!(refused(stray), (ErrorCode::OtherVariant, "/rule/window_days".into()));
    }
}
