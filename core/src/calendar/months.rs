//! Steps of months and years (月限、年限).
//!
//! A step keeps the day of the month and takes the last day of a shorter month: 11-30 and three months is 02-28,
//! in a leap year 02-29. Uses [`error`](crate::error) and [`value`](crate::value). Source: golden G-04, G-50.

use chrono::{Datelike, Months, NaiveDate};

use crate::error::{Error, ErrorCode, Result};
use crate::value::date_text;

/// Whether a date can be written and read again: a year from 1900 to 9999.
pub(super) fn written(date: NaiveDate) -> bool {
    (1900..=9999).contains(&date.year())
}

/// The error for a date that steps out of the years that can be written.
pub(super) fn out_of_years(date: NaiveDate) -> Error {
    Error::new(ErrorCode::Range, format!("a step from {}", date_text(date)), "a day from 1900-01-01 to 9999-12-31")
}

/// The day `months` months later (earlier when negative); the last day of a month that is too short for it.
///
/// # Errors
/// [`ErrorCode::Range`] when the day is not in the years 1900 to 9999.
///
/// ```
/// use anxun::calendar::add_months;
/// use anxun::value::parse_date;
/// assert_eq!(add_months(parse_date("2023-11-30")?, 3)?, parse_date("2024-02-29")?);
/// # Ok::<(), anxun::error::Error>(())
/// ```
pub fn add_months(date: NaiveDate, months: i32) -> Result<NaiveDate> {
    let step = Months::new(months.unsigned_abs());
    let day = if months < 0 { date.checked_sub_months(step) } else { date.checked_add_months(step) };
    day.filter(|day| written(*day)).ok_or_else(|| out_of_years(date))
}

/// The same day `years` years later (earlier when negative); 29 February becomes 28 February in a common year.
///
/// # Errors
/// [`ErrorCode::Range`] when the day is not in the years 1900 to 9999.
pub fn add_years(date: NaiveDate, years: i32) -> Result<NaiveDate> {
    let months = years.checked_mul(12).ok_or_else(|| out_of_years(date))?;
    add_months(date, months)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse_date;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    #[test]
    fn g_50_a_month_too_short_gives_its_last_day() {
        assert_eq!(add_months(date("2025-11-30"), 3).unwrap(), date("2026-02-28"));
        assert_eq!(add_months(date("2023-11-30"), 3).unwrap(), date("2024-02-29"));
        assert_eq!(add_months(date("2024-11-30"), 3).unwrap(), date("2025-02-28"));
        assert_eq!(add_months(date("2024-05-31"), -3).unwrap(), date("2024-02-29"));
        assert_eq!(add_months(date("2024-01-31"), 0).unwrap(), date("2024-01-31"));
    }

    #[test]
    fn g_04_years_after_a_leap_day() {
        assert_eq!(add_years(date("2024-02-29"), 5).unwrap(), date("2029-02-28"));
        assert_eq!(add_years(date("2024-02-29"), 4).unwrap(), date("2028-02-29"));
        assert_eq!(add_years(date("2021-03-15"), 3).unwrap(), date("2024-03-15"));
        assert_eq!(add_years(date("2024-02-29"), -1).unwrap(), date("2023-02-28"));
    }

    #[test]
    fn steps_out_of_the_written_years_are_refused() {
        for step in [i32::MAX, i32::MIN, 120_000, -120_000] {
            assert_eq!(add_months(date("2024-01-31"), step).unwrap_err().code, ErrorCode::Range, "{step}");
            assert_eq!(add_years(date("2024-01-31"), step).unwrap_err().code, ErrorCode::Range, "{step}");
        }
        assert_eq!(add_months(date("9999-12-31"), 1).unwrap_err().code, ErrorCode::Range);
        assert_eq!(add_months(date("1900-01-01"), -1).unwrap_err().code, ErrorCode::Range);
    }

    proptest! {
        #[test]
        fn a_step_lands_in_its_month_and_keeps_order(day in 0_u64..80_000, more in 0_u64..60, step in -600_i32..600) {
            let first = date("1970-01-01") + chrono::Days::new(day);
            let landed = add_months(first, step).unwrap();
            let months = |date: NaiveDate| date.year() * 12 + date.month0() as i32;
            prop_assert_eq!(months(landed), months(first) + step);
            prop_assert!(landed.day() <= first.day());
            prop_assert!(landed <= add_months(first + chrono::Days::new(more), step).unwrap());
        }
    }
}
