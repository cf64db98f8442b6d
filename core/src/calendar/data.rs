//! The work calendar as data: what hosts add and what they may not say.
//!
//! A calendar says for each year what differs from a week of Monday to Friday: days off and make-up working days,
//! with the notice that says so. Data that contradicts itself is refused at the place of the contradiction.
//! Uses [`error`](crate::error) and [`value`](crate::value). Source: domain.md 9.1, 9.4; input rules "working days".

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorCode, Result};
use crate::value::{date_text, form, is_blank};

/// Days from a first to a last one, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateSpan {
    /// First day.
    #[serde(with = "form::date")]
    pub from: NaiveDate,
    /// Last day, not before the first.
    #[serde(with = "form::date")]
    pub to: NaiveDate,
}

impl DateSpan {
    /// Whether the day lies inside, both ends included.
    #[must_use]
    pub fn holds(&self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }

    /// Whether all days of the other span lie inside.
    #[must_use]
    pub fn holds_all(&self, other: DateSpan) -> bool {
        self.from <= other.from && other.to <= self.to
    }
}

/// A work calendar as data; [`WorkCalendar::new`](super::WorkCalendar::new) checks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarData {
    /// What the calendar is called.
    pub name: String,
    /// The days about which it says something. Every year of it has a row in `years`.
    pub covered: DateSpan,
    /// The years.
    pub years: Vec<CalendarYear>,
}

/// One year of a work calendar: what differs from a week of Monday to Friday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// The notice that says so (依据).
    pub source: String,
    /// Days from Monday to Friday that are off (放假).
    #[serde(with = "dates")]
    pub off: Vec<NaiveDate>,
    /// Saturdays and Sundays that are worked (调休上班).
    #[serde(with = "dates")]
    pub work: Vec<NaiveDate>,
}

/// A year whose days do not balance: the days off from Monday to Friday without the make-up days are not as many as
/// the statutory days of that year.
///
/// A warning and no error: it also fails on true data, because a holiday may borrow a weekend from the year before
/// and a notice may give days that nobody makes up (2020).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CalendarWarning {
    /// The year.
    pub year: i32,
    /// Days off from Monday to Friday less make-up days.
    pub balance: i64,
    /// Statutory days of the year (法定节假日), each compensated when it falls on a weekend.
    pub statutory: i64,
}

impl CalendarWarning {
    /// The warning in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        let CalendarWarning { year, balance, statutory } = self;
        format!("{year}年：周一至周五放假天数减调休上班天数为{balance}，法定节假日为{statutory}天，请核对当年通知")
    }

    /// The warning in English.
    #[must_use]
    pub fn en(&self) -> String {
        let CalendarWarning { year, balance, statutory } = self;
        format!(
            "{year}: weekdays off less make-up days are {balance}, statutory days are {statutory}; check the notice"
        )
    }
}

/// 全国年节及纪念日放假办法 in one of its versions: how many statutory days a year has, and those of fixed date.
struct Law {
    from_year: i32,
    days: i64,
    fixed: &'static [(u32, u32)],
}

/// The versions of 1999, 2007 and 2024 (that of 2013 moved a day of the Spring Festival and changed no number).
const LAWS: &[Law] = &[
    Law { from_year: 2000, days: 10, fixed: &[(1, 1), (5, 1), (5, 2), (5, 3), (10, 1), (10, 2), (10, 3)] },
    Law { from_year: 2008, days: 11, fixed: &[(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)] },
    Law { from_year: 2025, days: 13, fixed: &[(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)] },
];

fn law(year: i32) -> Option<&'static Law> {
    LAWS.iter().rev().find(|law| law.from_year <= year)
}

/// The statutory days of fixed date in a year (1 January, 1 May, 1 to 3 October; 2 May from 2025 and up to 2007).
pub(super) fn fixed_days(year: i32) -> impl Iterator<Item = NaiveDate> {
    let days = law(year).map_or(&[][..], |law| law.fixed);
    days.iter().filter_map(move |(month, day)| NaiveDate::from_ymd_opt(year, *month, *day))
}

/// Whether the day is a Saturday or a Sunday.
pub(super) fn weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The balance of a year against the law, when they differ.
pub(super) fn balance(year: &CalendarYear) -> Option<CalendarWarning> {
    let count = |days: &[NaiveDate]| i64::try_from(days.len()).unwrap_or(i64::MAX);
    let (balance, statutory) = (count(&year.off) - count(&year.work), law(year.year)?.days);
    (balance != statutory).then_some(CalendarWarning { year: year.year, balance, statutory })
}

fn conflict(found: impl Into<String>, expected: &str) -> Error {
    Error::new(ErrorCode::CalendarConflict, found, expected)
}

impl CalendarData {
    /// Refuses what contradicts itself, each at its JSON pointer.
    pub(super) fn check(&self) -> Result<()> {
        if is_blank(&self.name) {
            return Err(Error::new(ErrorCode::Missing, "a blank text", "the name of the calendar").at("/name"));
        }
        check_span(self.covered).map_err(|error| error.under("/covered"))?;
        let mut years = BTreeMap::new();
        for (place, row) in self.years.iter().enumerate() {
            let under = |error: Error| error.under(&format!("/years/{place}"));
            if years.insert(row.year, place).is_some() {
                return Err(under(conflict(row.year.to_string(), "each year once").at("/year")));
            }
            row.check(self.covered).map_err(under)?;
        }
        match (self.covered.from.year()..=self.covered.to.year()).find(|year| !years.contains_key(year)) {
            Some(year) => Err(conflict(format!("no row for {year}"), "a row for every year covered").at("/years")),
            None => Ok(()),
        }
    }

    /// Rows and days in ascending order: the one order in which a calendar is written.
    pub(super) fn sort(&mut self) {
        self.years.sort_by_key(|row| row.year);
        for row in &mut self.years {
            row.off.sort_unstable();
            row.work.sort_unstable();
        }
    }
}

fn check_span(covered: DateSpan) -> Result<()> {
    let DateSpan { from, to } = covered;
    if from > to {
        return Err(
            Error::new(ErrorCode::DateOrder, date_text(to), "a last day that is not before the first").at("/to")
        );
    }
    let first = LAWS.first().map_or(i32::MAX, |law| law.from_year);
    if from.year() < first {
        // The statutory days of earlier years are not held here: a calendar of them could not be checked.
        return Err(Error::new(ErrorCode::Range, date_text(from), format!("{first}-01-01 or later")).at("/from"));
    }
    if to.year() > 9999 {
        return Err(Error::new(ErrorCode::Range, "a year after 9999", "9999-12-31 or earlier").at("/to"));
    }
    Ok(())
}

impl CalendarYear {
    fn check(&self, covered: DateSpan) -> Result<()> {
        if !(covered.from.year()..=covered.to.year()).contains(&self.year) {
            return Err(conflict(self.year.to_string(), "a year of the covered span").at("/year"));
        }
        if is_blank(&self.source) {
            return Err(Error::new(ErrorCode::Missing, "a blank text", "the notice of the year").at("/source"));
        }
        let off = self.check_list("off", &self.off, covered, &BTreeSet::new())?;
        let work = self.check_list("work", &self.work, covered, &off)?;
        let worked = |day: &NaiveDate| if weekend(*day) { work.contains(day) } else { !off.contains(day) };
        match fixed_days(self.year).filter(|day| covered.holds(*day)).find(worked) {
            Some(day) => {
                let place = self.work.iter().position(|made_up| *made_up == day);
                let path = place.map_or_else(|| "/off".to_owned(), |place| format!("/work/{place}"));
                Err(conflict(date_text(day), "a statutory day that is off").at(path))
            }
            None => Ok(()),
        }
    }

    /// Checks one of the two lists; `off` holds the days off when it is the list of make-up days.
    fn check_list(
        &self,
        list: &str,
        days: &[NaiveDate],
        covered: DateSpan,
        off: &BTreeSet<NaiveDate>,
    ) -> Result<BTreeSet<NaiveDate>> {
        let mut seen = BTreeSet::new();
        for (place, day) in days.iter().enumerate() {
            let refused = if day.year() != self.year {
                Some("a day of the year of its row")
            } else if !covered.holds(*day) {
                Some("a day of the covered span")
            } else if off.contains(day) {
                Some("a day that is not also off")
            } else if list == "off" && weekend(*day) {
                Some("an extra day off from Monday to Friday")
            } else if list == "work" && !weekend(*day) {
                Some("a make-up day on Saturday or Sunday")
            } else if !seen.insert(*day) {
                Some("each day once")
            } else {
                None
            };
            if let Some(expected) = refused {
                return Err(conflict(date_text(*day), expected).at(format!("/{list}/{place}")));
            }
        }
        Ok(seen)
    }
}

/// Lists of days as `YYYY-MM-DD`.
mod dates {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::value::form;

    #[derive(Serialize, Deserialize)]
    #[serde(transparent)]
    struct Day(#[serde(with = "form::date")] NaiveDate);

    pub(super) fn serialize<S: Serializer>(days: &[NaiveDate], out: S) -> std::result::Result<S::Ok, S::Error> {
        out.collect_seq(days.iter().map(|day| Day(*day)))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> std::result::Result<Vec<NaiveDate>, D::Error> {
        Ok(Vec::<Day>::deserialize(input)?.into_iter().map(|day| day.0).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::WorkCalendar;
    use super::*;
    use crate::value::parse_date;

    fn date(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    /// 2027 with its computable days only (domain.md 9.1), written the way a host would write it.
    fn host_year() -> CalendarData {
        let days = |list: &[&str]| list.iter().map(|day| date(&format!("2027-{day}"))).collect();
        CalendarData {
            name: "host".to_owned(),
            covered: DateSpan { from: date("2027-01-01"), to: date("2027-12-31") },
            years: vec![CalendarYear {
                year: 2027,
                source: "host's own arrangement".to_owned(),
                off: days(&["10-01", "01-01", "02-05", "02-08", "05-03", "04-05"]),
                work: days(&["09-26"]),
            }],
        }
    }

    fn refusal(change: impl Fn(&mut CalendarData)) -> (ErrorCode, String, String) {
        let mut data = host_year();
        change(&mut data);
        let error = WorkCalendar::new(data).unwrap_err();
        (error.code, error.path, error.found)
    }

    fn conflict_at(path: &str, found: &str, change: impl Fn(&mut CalendarData)) {
        assert_eq!(refusal(change), (ErrorCode::CalendarConflict, path.to_owned(), found.to_owned()));
    }

    #[test]
    fn the_unchanged_data_is_accepted_and_written_in_order() {
        let data = WorkCalendar::new(host_year()).unwrap().data();
        assert_eq!(data.years[0].off[0], date("2027-01-01"));
        assert_eq!(data.years[0].off[5], date("2027-10-01"));
    }

    #[test]
    fn a_day_both_off_and_make_up() {
        conflict_at("/years/0/work/1", "2027-01-01", |data| data.years[0].work.push(date("2027-01-01")));
    }

    #[test]
    fn a_make_up_day_on_monday_to_friday() {
        conflict_at("/years/0/work/1", "2027-09-27", |data| data.years[0].work.push(date("2027-09-27")));
    }

    #[test]
    fn an_extra_day_off_on_a_weekend() {
        conflict_at("/years/0/off/6", "2027-02-06", |data| data.years[0].off.push(date("2027-02-06")));
    }

    #[test]
    fn a_day_outside_the_covered_span_or_of_another_year() {
        conflict_at("/years/0/off/6", "2028-01-03", |data| data.years[0].off.push(date("2028-01-03")));
        conflict_at("/years/0/off/0", "2027-10-01", |data| data.covered.to = date("2027-09-30"));
        conflict_at("/years/1/year", "2028", |data| {
            let next = CalendarYear { year: 2028, ..data.years[0].clone() };
            data.years.push(next);
        });
    }

    #[test]
    fn a_statutory_day_of_fixed_date_worked() {
        // 2027-01-01 and 10-01 are Fridays, 05-01 and 10-02 Saturdays, 05-02 and 10-03 Sundays.
        conflict_at("/years/0/off", "2027-01-01", |data| data.years[0].off.retain(|day| *day != date("2027-01-01")));
        conflict_at("/years/0/off", "2027-10-01", |data| data.years[0].off.retain(|day| *day != date("2027-10-01")));
        for day in ["2027-05-01", "2027-05-02", "2027-10-02", "2027-10-03"] {
            conflict_at("/years/0/work/1", day, |data| data.years[0].work.push(date(day)));
        }
    }

    #[test]
    fn two_may_is_statutory_up_to_2007_and_from_2025() {
        let fixed = |year, text| fixed_days(year).any(|day| day == date(text));
        assert!(fixed(2007, "2007-05-02"));
        assert!(!fixed(2024, "2024-05-02"));
        assert!(fixed(2025, "2025-05-02"));
        assert!(!fixed(2025, "2025-05-03"));
    }

    #[test]
    fn years_and_days_once_each_and_no_year_without_a_row() {
        conflict_at("/years/0/off/6", "2027-02-05", |data| data.years[0].off.push(date("2027-02-05")));
        conflict_at("/years/1/year", "2027", |data| data.years.push(data.years[0].clone()));
        conflict_at("/years", "no row for 2028", |data| data.covered.to = date("2028-01-31"));
    }

    #[test]
    fn what_is_missing_or_turned_round() {
        let found = refusal(|data| data.years[0].source = "无".to_owned());
        assert_eq!((found.0, found.1.as_str()), (ErrorCode::Missing, "/years/0/source"));
        let found = refusal(|data| data.name = " ".to_owned());
        assert_eq!((found.0, found.1.as_str()), (ErrorCode::Missing, "/name"));
        let found = refusal(|data| data.covered.to = date("2026-12-31"));
        assert_eq!((found.0, found.1.as_str()), (ErrorCode::DateOrder, "/covered/to"));
        let found = refusal(|data| data.covered.from = date("1999-12-31"));
        assert_eq!((found.0, found.1.as_str()), (ErrorCode::Range, "/covered/from"));
    }

    #[test]
    fn the_ends_of_what_can_be_covered_belong_to_it() {
        for (from, to) in [("2027-03-01", "2027-03-01"), ("2000-01-01", "2000-12-31"), ("9999-01-01", "9999-12-31")] {
            assert!(WorkCalendar::weekdays_only(date(from), date(to)).is_ok(), "{from} to {to}");
        }
    }

    #[test]
    fn a_year_of_which_a_part_is_covered_need_not_balance() {
        let warnings = |from, to| WorkCalendar::weekdays_only(date(from), date(to)).unwrap().warnings().len();
        assert_eq!(warnings("2027-01-01", "2027-12-31"), 1);
        assert_eq!(warnings("2027-01-01", "2027-12-30"), 0);
        assert_eq!(warnings("2027-01-02", "2027-12-31"), 0);
    }

    #[test]
    fn a_span_that_does_not_hold_a_statutory_day_need_not_name_it() {
        let mut data = host_year();
        data.covered = DateSpan { from: date("2027-05-03"), to: date("2027-09-30") };
        data.years[0].off = vec![date("2027-05-03")];
        assert!(WorkCalendar::new(data).is_ok());
    }

    #[test]
    fn the_balance_warns_on_true_data_of_six_years_9_4() {
        let years: Vec<i32> = WorkCalendar::china().warnings().iter().map(|warning| warning.year).collect();
        assert_eq!(years, [2006, 2007, 2011, 2012, 2015, 2020]);
        let warning = WorkCalendar::new(host_year()).unwrap().warnings()[0];
        assert_eq!(warning, CalendarWarning { year: 2027, balance: 5, statutory: 13 });
        assert!(warning.zh().starts_with("2027年") && warning.en().starts_with("2027: "));
    }
}
