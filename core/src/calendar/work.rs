//! The work calendar (工作日历): which days are worked, counted by working days.
//!
//! One bit for each covered day, so that a question costs a few machine words. A day outside is an error, never a
//! guess. Build a calendar once and share it: it is plain data and does not change.
//! Uses [`error`](crate::error) and [`value`](crate::value). Source: domain.md 9; parameters C-51, 2d "work calendar".

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::data::{CalendarData, CalendarWarning, CalendarYear, DateSpan, balance, fixed_days, weekend};
use super::deadline::checked_local_date;
use crate::error::{Error, ErrorCode, Result};
use crate::value::{Stamp, date_text};

/// Which days are worked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CalendarData", into = "CalendarData")]
pub struct WorkCalendar {
    name: String,
    covered: DateSpan,
    /// Ascending, with ascending days.
    years: Vec<CalendarYear>,
    /// One bit for each covered day, the first day lowest; set when the day is worked.
    words: Vec<u64>,
}

impl TryFrom<CalendarData> for WorkCalendar {
    type Error = Error;

    fn try_from(data: CalendarData) -> Result<Self> {
        WorkCalendar::new(data)
    }
}

impl From<WorkCalendar> for CalendarData {
    fn from(calendar: WorkCalendar) -> Self {
        CalendarData { name: calendar.name, covered: calendar.covered, years: calendar.years }
    }
}

impl WorkCalendar {
    /// The built-in calendar of China, 2004-01-01 to 2026-12-31, with make-up working days (调休).
    #[must_use]
    pub fn china() -> Self {
        super::china::calendar()
    }

    /// A calendar from data.
    ///
    /// # Errors
    /// [`ErrorCode::CalendarConflict`] for data that contradicts itself: a day both off and make-up, a make-up day
    /// from Monday to Friday, an extra day off on a weekend, a day outside the covered span, a statutory day of
    /// fixed date worked, a day or year twice, a covered year without row. [`ErrorCode::Missing`] for a blank name or
    /// source, [`ErrorCode::DateOrder`] and [`ErrorCode::Range`] for the span. The path points to the place.
    pub fn new(mut data: CalendarData) -> Result<Self> {
        data.check()?;
        data.sort();
        Ok(WorkCalendar::assemble(data.name, data.covered, data.years))
    }

    /// A calendar from JSON.
    ///
    /// # Errors
    /// Those of [`new`](Self::new), and of the document: [`ErrorCode::Syntax`], [`ErrorCode::UnknownField`],
    /// [`ErrorCode::Missing`], [`ErrorCode::DuplicateKey`], [`ErrorCode::DateFormat`], [`ErrorCode::Type`].
    ///
    /// ```
    /// use anxun::calendar::WorkCalendar;
    /// use anxun::value::parse_date;
    /// let next = WorkCalendar::from_json(r#"{
    ///     "name": "first days of 2027", "covered": {"from": "2027-01-01", "to": "2027-01-10"},
    ///     "years": [{"year": 2027, "source": "host", "off": ["2027-01-01"], "work": ["2027-01-09"]}]
    /// }"#)?;
    /// let both = WorkCalendar::china().with(next.data())?;
    /// assert_eq!(both.add_working_days(parse_date("2026-12-31")?, 6)?, parse_date("2027-01-09")?);
    /// # Ok::<(), anxun::error::Error>(())
    /// ```
    pub fn from_json(json: &str) -> Result<Self> {
        WorkCalendar::new(crate::json::typed_object(json)?)
    }

    /// The calendar as data, rows and days in ascending order.
    #[must_use]
    pub fn data(&self) -> CalendarData {
        self.clone().into()
    }

    /// The calendar as JSON that [`from_json`](Self::from_json) reads, the same bytes for equal calendars.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Text, numbers and lists only: nothing in the data can fail to be written.
        serde_json::to_string(&self.data()).unwrap_or_default()
    }

    /// This calendar and the days of `data`, which must begin on the day after its end or end on the day before its
    /// beginning. The name of this calendar stays.
    ///
    /// # Errors
    /// Those of [`new`](Self::new); [`ErrorCode::CalendarConflict`] at `/covered/from` when a day of `data` is
    /// covered already or a gap would be left.
    pub fn with(&self, data: CalendarData) -> Result<Self> {
        let added = WorkCalendar::new(data)?;
        let follows = |earlier: DateSpan, later: DateSpan| earlier.to.succ_opt() == Some(later.from);
        if !follows(self.covered, added.covered) && !follows(added.covered, self.covered) {
            let spans = |span: DateSpan| format!("{} to {}", date_text(span.from), date_text(span.to));
            let expected = format!("days that touch {} and are not in it", spans(self.covered));
            return Err(Error::new(ErrorCode::CalendarConflict, spans(added.covered), expected).at("/covered/from"));
        }
        let covered =
            DateSpan { from: self.covered.from.min(added.covered.from), to: self.covered.to.max(added.covered.to) };
        let mut whole = CalendarData { name: self.name.clone(), covered, years: self.years.clone() };
        for row in added.years {
            match whole.years.iter_mut().find(|year| year.year == row.year) {
                // Two parts of one year.
                Some(year) => {
                    year.off.extend(row.off);
                    year.work.extend(row.work);
                    if year.source != row.source {
                        year.source = format!("{}；{}", year.source, row.source);
                    }
                }
                None => whole.years.push(row),
            }
        }
        WorkCalendar::new(whole)
    }

    /// A calendar that follows **no notice**: Monday to Friday are worked, except the statutory days of fixed date.
    ///
    /// It knows neither the Spring Festival nor make-up days and is wrong on some 20 days a year. It is there for
    /// hosts that ask for it; nothing in this crate falls back to it. Its sources say what it is.
    ///
    /// # Errors
    /// [`ErrorCode::DateOrder`] and [`ErrorCode::Range`] for the span.
    pub fn weekdays_only(from: NaiveDate, to: NaiveDate) -> Result<Self> {
        let covered = DateSpan { from, to };
        let row = |year| CalendarYear {
            year,
            source: "no notice: Monday to Friday as asked for by the host (无通知依据，按周一至周五推定)".to_owned(),
            off: fixed_days(year).filter(|day| covered.holds(*day) && !weekend(*day)).collect(),
            work: Vec::new(),
        };
        // The years of a span that is refused anyway are not built: they could be many.
        let last = if from <= to { to.year().min(9999) } else { from.year() };
        let years = (from.year().max(1900)..=last).map(row).collect();
        WorkCalendar::new(CalendarData { name: "Monday to Friday (周一至周五)".to_owned(), covered, years })
    }

    /// Sets the bits. The rows have passed [`CalendarData::check`] or are the built-in ones, and are in order.
    pub(super) fn assemble(name: String, covered: DateSpan, years: Vec<CalendarYear>) -> Self {
        let first = covered.from.num_days_from_ce();
        let mut worked: Vec<bool> =
            covered.from.iter_days().take_while(|date| *date <= covered.to).map(|date| !weekend(date)).collect();
        for date in years.iter().flat_map(|year| year.off.iter().chain(&year.work)) {
            let place = usize::try_from(date.num_days_from_ce() - first).ok();
            if let Some(day) = place.and_then(|place| worked.get_mut(place)) {
                *day = weekend(*date);
            }
        }
        let word = |days: &[bool]| days.iter().rev().fold(0, |word, worked| word << 1 | u64::from(*worked));
        let words = worked.chunks(64).map(word).collect();
        WorkCalendar { name, covered, years, words }
    }

    /// What the calendar is called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The days about which the calendar says something.
    #[must_use]
    pub const fn covered(&self) -> DateSpan {
        self.covered
    }

    /// The notice on which the day rests; `None` outside the covered span.
    #[must_use]
    pub fn source(&self, date: NaiveDate) -> Option<&str> {
        let row = || self.years.iter().find(|row| row.year == date.year());
        self.covered.holds(date).then(row).flatten().map(|row| row.source.as_str())
    }

    /// Whole years whose days off and make-up days do not balance, ascending.
    #[must_use]
    pub fn warnings(&self) -> Vec<CalendarWarning> {
        let whole = |year: i32| year_span(year).is_some_and(|span| self.covered.holds_all(span));
        self.years.iter().filter(|row| whole(row.year)).filter_map(balance).collect()
    }

    /// The end of the covered span, when the local day of `as_of` is at most 60 days before it or after it: answers
    /// that use working days then say that the calendar is running out.
    #[must_use]
    pub fn ends_within_60_days(&self, as_of: Stamp) -> Option<NaiveDate> {
        let edge = self.covered.to.checked_sub_days(Days::new(60))?;
        let near = checked_local_date(as_of).map_or(as_of.naive_utc().date() > edge, |day| day >= edge);
        near.then_some(self.covered.to)
    }

    /// Whether the day is worked.
    ///
    /// # Errors
    /// [`ErrorCode::CalendarCoverage`] when the day is not covered.
    pub fn is_working_day(&self, date: NaiveDate) -> Result<bool> {
        let place = self.place(date)?;
        Ok(self.words.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1))
    }

    /// The day that is `count` working days after `date`; the first day is not counted. With 0 it is the day itself
    /// when it is worked, else the next working day (C-51), which from a day off is also the answer with 1.
    ///
    /// # Errors
    /// [`ErrorCode::CalendarCoverage`] when `date` or the answer is not covered; `found` is that day, or the first
    /// day after the calendar.
    ///
    /// ```
    /// use anxun::calendar::WorkCalendar;
    /// use anxun::value::parse_date;
    /// let china = WorkCalendar::china();
    /// // Saturday 2026-10-10 is a make-up day.
    /// assert_eq!(china.add_working_days(parse_date("2026-09-30")?, 5)?, parse_date("2026-10-13")?);
    /// # Ok::<(), anxun::error::Error>(())
    /// ```
    pub fn add_working_days(&self, date: NaiveDate, count: u32) -> Result<NaiveDate> {
        let place = self.place(date)?;
        match count {
            0 => self.nth_from(place, 1),
            count => self.nth_from(place + 1, count),
        }
    }

    /// The first working day on or after `date`.
    ///
    /// # Errors
    /// As [`add_working_days`](Self::add_working_days).
    pub fn first_working_day(&self, date: NaiveDate) -> Result<NaiveDate> {
        self.add_working_days(date, 0)
    }

    /// How many working days the year has.
    ///
    /// # Errors
    /// [`ErrorCode::CalendarCoverage`] when the whole year is not covered, [`ErrorCode::Range`] when it is no year.
    pub fn working_days(&self, year: i32) -> Result<u32> {
        let span = year_span(year)
            .ok_or_else(|| Error::new(ErrorCode::Range, year.to_string(), "a year from 1900 to 9999"))?;
        self.working_days_between(span.from, span.to)
    }

    /// How many working days lie from `from` to `to`, both included.
    ///
    /// # Errors
    /// [`ErrorCode::CalendarCoverage`] when a day is not covered, [`ErrorCode::DateOrder`] when `to` is before `from`.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> Result<u32> {
        if to < from {
            return Err(Error::new(ErrorCode::DateOrder, date_text(to), format!("{} or later", date_text(from))));
        }
        let (first, last) = (self.place(from)?, self.place(to)?);
        let words = self.words.iter().enumerate().take(last / 64 + 1).skip(first / 64);
        let count = words.map(|(number, word)| {
            let below = if number == first / 64 { u64::MAX << (first % 64) } else { u64::MAX };
            let above = if number == last / 64 { u64::MAX >> (63 - last % 64) } else { u64::MAX };
            (word & below & above).count_ones()
        });
        Ok(count.sum())
    }

    /// The place of a day in the bits.
    fn place(&self, date: NaiveDate) -> Result<usize> {
        if !self.covered.holds(date) {
            return Err(self.not_covered(date));
        }
        let place = date.num_days_from_ce() - self.covered.from.num_days_from_ce();
        usize::try_from(place).map_err(|_| self.not_covered(date))
    }

    /// The `count`-th working day at or after `place`; `count` is not 0.
    fn nth_from(&self, place: usize, count: u32) -> Result<NaiveDate> {
        let mut left = count;
        for (number, word) in self.words.iter().enumerate().skip(place / 64) {
            let mut word = if number == place / 64 { word & (u64::MAX << (place % 64)) } else { *word };
            if word.count_ones() < left {
                left -= word.count_ones();
                continue;
            }
            for _ in 1..left {
                word &= word.wrapping_sub(1); // clears the lowest day
            }
            let days = number * 64 + word.trailing_zeros() as usize;
            return Ok(self.covered.from + Days::new(days as u64));
        }
        Err(self.not_covered(self.covered.to.succ_opt().unwrap_or(self.covered.to)))
    }

    fn not_covered(&self, date: NaiveDate) -> Error {
        let DateSpan { from, to } = self.covered;
        let expected = format!("a day from {} to {}", date_text(from), date_text(to));
        Error::new(ErrorCode::CalendarCoverage, date_text(date), expected)
    }
}

fn year_span(year: i32) -> Option<DateSpan> {
    let (from, to) = (NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?);
    (1900..=9999).contains(&year).then_some(DateSpan { from, to })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{parse_date, parse_stamp};
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    fn add(start: &str, count: u32) -> String {
        date_text(WorkCalendar::china().add_working_days(date(start), count).unwrap())
    }

    #[test]
    fn check_vectors_9_3() {
        assert_eq!(add("2026-02-13", 3), "2026-02-25");
        assert_eq!(add("2026-04-30", 2), "2026-05-07");
        assert_eq!(add("2026-09-18", 3), "2026-09-22");
        assert_eq!(add("2026-09-30", 2), "2026-10-09");
        assert_eq!(add("2026-09-30", 5), "2026-10-13");
        assert_eq!(add("2025-01-24", 3), "2025-02-05");
    }

    #[test]
    fn counts_of_g_03_and_g_05() {
        assert_eq!(add("2024-09-30", 3), "2024-10-10");
        assert_eq!(add("2024-10-11", 2), "2024-10-14");
        assert_eq!(add("2024-04-24", 5), "2024-04-30");
        assert_eq!(add("2024-04-30", 3), "2024-05-08");
    }

    #[test]
    fn c_51_no_working_days_is_the_day_itself_or_the_next_one_that_works() {
        assert_eq!(add("2024-10-12", 0), "2024-10-12"); // a Saturday that works
        assert_eq!(add("2024-10-13", 0), "2024-10-14");
        assert_eq!(add("2024-10-01", 0), "2024-10-08");
    }

    #[test]
    fn a_day_outside_is_an_error_that_names_it() {
        let china = WorkCalendar::china();
        let found = |result: Result<NaiveDate>| {
            let error = result.unwrap_err();
            assert_eq!(error.code, ErrorCode::CalendarCoverage);
            error.found
        };
        for day in ["2003-12-31", "2027-01-01", "1900-01-01", "9999-12-31"] {
            assert_eq!(china.is_working_day(date(day)).unwrap_err().found, day);
            assert_eq!(found(china.add_working_days(date(day), 1)), day);
            assert_eq!(found(china.first_working_day(date(day))), day);
            assert_eq!(china.source(date(day)), None);
        }
        assert!(china.add_working_days(date("2026-12-30"), 1).is_ok());
        assert_eq!(found(china.add_working_days(date("2026-12-31"), 1)), "2027-01-01");
        assert_eq!(found(china.add_working_days(date("2004-01-01"), u32::MAX)), "2027-01-01");
        assert!(china.is_working_day(NaiveDate::MAX).is_err());
        assert!(china.is_working_day(NaiveDate::MIN).is_err());
        assert_eq!(china.working_days(i32::MAX).unwrap_err().code, ErrorCode::Range);
    }

    #[test]
    fn counts_between_days_include_both_ends() {
        let china = WorkCalendar::china();
        let count = |from, to| china.working_days_between(date(from), date(to));
        assert_eq!(count("2024-10-08", "2024-10-14").unwrap(), 6);
        assert_eq!(count("2024-10-01", "2024-10-07").unwrap(), 0);
        assert_eq!(count("2024-10-12", "2024-10-12").unwrap(), 1);
        assert_eq!(count("2004-01-01", "2026-12-31").unwrap(), 5744);
        assert_eq!(count("2024-10-12", "2024-10-11").unwrap_err().code, ErrorCode::DateOrder);
        assert_eq!(count("2026-10-12", "2027-01-01").unwrap_err().code, ErrorCode::CalendarCoverage);
    }

    #[test]
    fn each_day_names_its_notice() {
        let china = WorkCalendar::china();
        assert!(china.source(date("2026-10-10")).unwrap().contains("2026年"));
        assert!(china.source(date("2005-06-01")).unwrap().contains("two sources that agree"));
    }

    #[test]
    fn the_end_is_announced_from_60_days_before() {
        let china = WorkCalendar::china();
        let ends = |text: &str| china.ends_within_60_days(parse_stamp(text).unwrap());
        assert_eq!(ends("2026-10-31T23:59:59+08:00"), None);
        assert_eq!(ends("2026-11-01T00:00:00+08:00"), Some(date("2026-12-31")));
        assert_eq!(ends("2026-10-31T16:00:00Z"), Some(date("2026-12-31")));
        assert_eq!(ends("2028-01-01T00:00:00+08:00"), Some(date("2026-12-31")));
        assert_eq!(ends("1990-01-01T00:00:00+08:00"), None);
        // Stamps that cannot be written, but made.
        let made = |stamp: chrono::DateTime<chrono::Utc>| china.ends_within_60_days(stamp.fixed_offset());
        assert_eq!(made(chrono::DateTime::<chrono::Utc>::MAX_UTC), Some(date("2026-12-31")));
        assert_eq!(made(chrono::DateTime::<chrono::Utc>::MIN_UTC), None);
    }

    #[test]
    fn a_host_adds_a_year() {
        let next = WorkCalendar::weekdays_only(date("2027-01-01"), date("2027-12-31")).unwrap();
        let both = WorkCalendar::china().with(next.data()).unwrap();
        assert_eq!(both.covered(), DateSpan { from: date("2004-01-01"), to: date("2027-12-31") });
        assert_eq!(both.name(), WorkCalendar::china().name());
        assert_eq!(both.add_working_days(date("2026-12-31"), 1).unwrap(), date("2027-01-04"));
        assert_eq!(both.working_days(2026).unwrap(), 248);
        assert!(both.source(date("2027-03-01")).unwrap().contains("no notice"));
        let earlier = WorkCalendar::weekdays_only(date("2003-01-01"), date("2003-12-31")).unwrap();
        assert_eq!(both.with(earlier.data()).unwrap().covered().from, date("2003-01-01"));
    }

    #[test]
    fn two_parts_of_a_year_become_one_row() {
        let part = |from, to| WorkCalendar::weekdays_only(date(from), date(to)).unwrap();
        let (first, second) = (part("2027-01-01", "2027-06-30"), part("2027-07-01", "2027-12-31"));
        let whole = part("2027-01-01", "2027-12-31");
        assert_eq!(first.with(second.data()).unwrap(), whole);
        assert_eq!(second.with(first.data()).unwrap(), whole);
    }

    #[test]
    fn overlaps_and_gaps_are_refused() {
        let china = WorkCalendar::china();
        for (from, to) in [
            ("2026-12-31", "2027-12-31"),
            ("2027-01-02", "2027-12-31"),
            ("2026-01-01", "2026-12-31"),
            ("2002-01-01", "2002-12-31"),
            ("2003-01-01", "2004-01-01"),
        ] {
            let added = WorkCalendar::weekdays_only(date(from), date(to)).unwrap();
            let error = china.with(added.data()).unwrap_err();
            assert_eq!(
                (error.code, error.path.as_str()),
                (ErrorCode::CalendarConflict, "/covered/from"),
                "{from} {to}"
            );
        }
    }

    #[test]
    fn the_weekday_rule_is_only_there_when_asked_for() {
        let rule = WorkCalendar::weekdays_only(date("2027-01-01"), date("2027-12-31")).unwrap();
        assert!(!rule.is_working_day(date("2027-01-01")).unwrap());
        assert!(rule.is_working_day(date("2027-02-08")).unwrap()); // the Spring Festival is not known
        assert_eq!(rule.working_days(2027).unwrap(), 259);
        assert_eq!(rule.warnings().len(), 1);
        let span = |from, to| WorkCalendar::weekdays_only(from, to).unwrap_err().code;
        assert_eq!(span(date("2027-02-01"), date("2027-01-01")), ErrorCode::DateOrder);
        assert_eq!(span(date("1999-01-01"), date("2027-01-01")), ErrorCode::Range);
        assert_eq!(span(date("2027-01-01"), NaiveDate::MAX), ErrorCode::Range);
        assert_eq!(span(NaiveDate::MIN, NaiveDate::MAX), ErrorCode::Range);
    }

    /// The slow model: step by step through the days.
    fn walk(calendar: &WorkCalendar, start: NaiveDate, count: u32) -> Option<NaiveDate> {
        let worked = |day: &NaiveDate| calendar.is_working_day(*day).ok();
        let mut days = start.iter_days().skip(usize::from(count > 0)).map_while(|day| Some((day, worked(&day)?)));
        days.by_ref().filter(|(_, works)| *works).map(|(day, _)| day).nth(count.max(1) as usize - 1)
    }

    proptest! {
        #[test]
        fn counting_agrees_with_walking(day in 0_u64..8401, count in 0_u32..700) {
            let china = WorkCalendar::china();
            let start = date("2004-01-01") + Days::new(day);
            prop_assert_eq!(china.add_working_days(start, count).ok(), walk(&china, start, count));
        }

        #[test]
        fn an_answer_is_a_working_day_and_order_is_kept(day in 0_u64..7000, count in 0_u32..300, more in 0_u64..30) {
            let china = WorkCalendar::china();
            let start = date("2004-01-01") + Days::new(day);
            let due = china.add_working_days(start, count).unwrap();
            prop_assert!(china.is_working_day(due).unwrap());
            prop_assert!(due >= start);
            // From a day off, 0 and 1 working days are the same day (C-51).
            let moves = count > 0 || china.is_working_day(start).unwrap();
            let longer = china.add_working_days(start, count + 1).unwrap();
            prop_assert_eq!(longer > due, moves);
            prop_assert!(longer >= due);
            prop_assert!(china.add_working_days(start + Days::new(more), count).unwrap() >= due);
            if count > 0 {
                prop_assert_eq!(china.working_days_between(start.succ_opt().unwrap(), due).unwrap(), count);
                let step = china.add_working_days(start, count - 1).unwrap();
                prop_assert!(count == 1 || china.add_working_days(step, 1).unwrap() == due);
            }
        }
    }
}
