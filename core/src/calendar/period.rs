//! Periods (周期) and cadences (频次): what is owed once in every week, month, quarter …
//!
//! Weeks are ISO weeks, Monday to Sunday. Two-year periods begin with even years (2024-2025, 2026-2027), so that a
//! duty of every two years falls into the same pairs for everybody.
//! Uses [`error`](crate::error) and [`value`](crate::value). Source: signatures module 1; parameters C-53, C-54.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::data::DateSpan;
use super::work::WorkCalendar;
use crate::error::{Error, ErrorCode, Result};
use crate::value::{date_text, form};

/// The kinds of periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PeriodKind {
    /// A day (日).
    Day,
    /// An ISO week, Monday to Sunday (周).
    Week,
    /// A month (月).
    Month,
    /// A quarter (季度).
    Quarter,
    /// A half-year (半年).
    HalfYear,
    /// A calendar year (年).
    Year,
    /// Two calendar years, the first one even (两年).
    TwoYears,
}

impl PeriodKind {
    /// The kind in Chinese.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            PeriodKind::Day => "日",
            PeriodKind::Week => "周",
            PeriodKind::Month => "月",
            PeriodKind::Quarter => "季度",
            PeriodKind::HalfYear => "半年",
            PeriodKind::Year => "年",
            PeriodKind::TwoYears => "两年",
        }
    }

    /// The kind in English.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            PeriodKind::Day => "day",
            PeriodKind::Week => "week",
            PeriodKind::Month => "month",
            PeriodKind::Quarter => "quarter",
            PeriodKind::HalfYear => "half-year",
            PeriodKind::Year => "year",
            PeriodKind::TwoYears => "two years",
        }
    }

    /// Months of a period; `None` for days and weeks.
    const fn months(self) -> Option<u32> {
        match self {
            PeriodKind::Day | PeriodKind::Week => None,
            PeriodKind::Month => Some(1),
            PeriodKind::Quarter => Some(3),
            PeriodKind::HalfYear => Some(6),
            PeriodKind::Year => Some(12),
            PeriodKind::TwoYears => Some(24),
        }
    }
}

/// One period: a certain week, month, quarter ….
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Form")]
pub struct Period {
    /// First day.
    #[serde(with = "form::date")]
    pub from: NaiveDate,
    /// Last day.
    #[serde(with = "form::date")]
    pub to: NaiveDate,
    /// What kind of period.
    pub kind: PeriodKind,
}

/// A period as it stands in JSON, before it is known that its days are those of its kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    #[serde(with = "form::date")]
    from: NaiveDate,
    #[serde(with = "form::date")]
    to: NaiveDate,
    kind: PeriodKind,
}

impl TryFrom<Form> for Period {
    type Error = Error;

    fn try_from(found: Form) -> Result<Self> {
        let period = period_of(found.from, found.kind);
        if (period.from, period.to) != (found.from, found.to) {
            let span = |from, to| format!("{} to {}", date_text(from), date_text(to));
            return Err(Error::new(ErrorCode::Range, span(found.from, found.to), span(period.from, period.to)));
        }
        Ok(period)
    }
}

/// The period of a kind in which the day lies.
///
/// ```
/// use anxun::calendar::{PeriodKind, period_of};
/// use anxun::value::parse_date;
/// assert_eq!(period_of(parse_date("2024-12-30")?, PeriodKind::Week).label(), "2025-W01");
/// # Ok::<(), anxun::error::Error>(())
/// ```
#[must_use]
pub fn period_of(date: NaiveDate, kind: PeriodKind) -> Period {
    // The steps fail only at the ends of chrono's calendar, some 262 000 years away: the day stands for itself there.
    let (from, to) = bounds(date, kind).unwrap_or((date, date));
    Period { from, to, kind }
}

fn bounds(date: NaiveDate, kind: PeriodKind) -> Option<(NaiveDate, NaiveDate)> {
    match (kind.months(), kind) {
        (Some(months), _) => {
            let past = date.month0() + if date.year().rem_euclid(2) == 1 { 12 } else { 0 };
            let from = date.with_day(1)?.checked_sub_months(chrono::Months::new(past % months))?;
            Some((from, from.checked_add_months(chrono::Months::new(months))?.pred_opt()?))
        }
        (None, PeriodKind::Week) => {
            let from = date.checked_sub_days(Days::new(u64::from(date.weekday().num_days_from_monday())))?;
            Some((from, from.checked_add_days(Days::new(6))?))
        }
        (None, _) => Some((date, date)),
    }
}

impl Period {
    /// Whether the day lies in the period.
    #[must_use]
    pub fn holds(&self, date: NaiveDate) -> bool {
        self.span().holds(date)
    }

    /// The days of the period.
    #[must_use]
    pub const fn span(&self) -> DateSpan {
        DateSpan { from: self.from, to: self.to }
    }

    /// The period after this one.
    #[must_use]
    pub fn next(&self) -> Period {
        period_of(self.to.succ_opt().unwrap_or(self.to), self.kind)
    }

    /// The period before this one.
    #[must_use]
    pub fn previous(&self) -> Period {
        period_of(self.from.pred_opt().unwrap_or(self.from), self.kind)
    }

    /// The period as a short text: `2025-07-01`, `2025-W27`, `2025-07`, `2025-Q3`, `2025-H2`, `2025`, `2024-2025`.
    #[must_use]
    pub fn label(&self) -> String {
        let (year, month0) = (self.from.year(), self.from.month0());
        match self.kind {
            PeriodKind::Day => date_text(self.from),
            PeriodKind::Week => format!("{:04}-W{:02}", self.from.iso_week().year(), self.from.iso_week().week()),
            PeriodKind::Month => format!("{year:04}-{:02}", month0 + 1),
            PeriodKind::Quarter => format!("{year:04}-Q{}", month0 / 3 + 1),
            PeriodKind::HalfYear => format!("{year:04}-H{}", month0 / 6 + 1),
            PeriodKind::Year => format!("{year:04}"),
            PeriodKind::TwoYears => format!("{year:04}-{:04}", self.to.year()),
        }
    }
}

/// How many periods follow one another without a gap up to the latest one: the length of the run that ends last.
///
/// The order of the list does not matter and a period that stands twice counts once. Periods of another kind than
/// the latest one are passed over. 0 for an empty list.
#[must_use]
pub fn consecutive(periods: &[Period]) -> usize {
    let Some(latest) = periods.iter().max() else { return 0 };
    let mut same: Vec<Period> = periods.iter().filter(|period| period.kind == latest.kind).copied().collect();
    same.sort_unstable();
    same.dedup();
    let later = same.iter().rev();
    1 + later.clone().skip(1).zip(later).take_while(|(earlier, later)| earlier.next() == **later).count()
}

/// How often something is owed: once in every `every` periods of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cadence {
    /// How many periods make one turn; at least 1.
    pub every: u32,
    /// The kind of period.
    pub kind: PeriodKind,
}

impl Cadence {
    /// Once in every period of the kind.
    #[must_use]
    pub const fn each(kind: PeriodKind) -> Self {
        Cadence { every: 1, kind }
    }
}

/// The periods of `span` for which there is no evidence, in order.
///
/// Only whole turns inside the span are owed: a period that the span cuts is judged by a wider span. With `every`
/// above 1 the turns are counted from the first whole period of the span, and a missed turn is told by its last
/// period. A week or a day without a working day owes nothing (C-54); the calendar is asked for those two kinds only,
/// and only where evidence is missing.
///
/// # Errors
/// [`ErrorCode::Range`] when `every` is 0, [`ErrorCode::DateOrder`] when the span ends before it begins,
/// [`ErrorCode::CalendarCoverage`] when a week or day without evidence is not covered.
pub fn missed(
    cadence: Cadence,
    evidence: &[NaiveDate],
    span: DateSpan,
    calendar: &WorkCalendar,
) -> Result<Vec<Period>> {
    if cadence.every == 0 {
        return Err(Error::new(ErrorCode::Range, "0", "1 or more periods").at("/every"));
    }
    if span.to < span.from {
        return Err(Error::new(ErrorCode::DateOrder, date_text(span.to), "a last day that is not before the first"));
    }
    let mut days = evidence.to_vec();
    days.sort_unstable();
    let mut missed = Vec::new();
    let mut turn = first_whole(cadence.kind, span.from);
    while let Some(last) = last_of_turn(turn, cadence.every, span.to) {
        let whole = DateSpan { from: turn.from, to: last.to };
        let after = days.partition_point(|day| *day < whole.from);
        let done = days.get(after).is_some_and(|day| *day <= whole.to);
        if !done && owed(cadence.kind, whole, calendar)? {
            missed.push(last);
        }
        turn = last.next();
    }
    Ok(missed)
}

/// The first period of a kind that begins on or after the day.
fn first_whole(kind: PeriodKind, from: NaiveDate) -> Period {
    let period = period_of(from, kind);
    if period.from == from { period } else { period.next() }
}

/// The last period of a turn that begins with `first`; `None` when the turn does not end by `end`.
fn last_of_turn(first: Period, every: u32, end: NaiveDate) -> Option<Period> {
    let mut last = first;
    for _ in 1..every {
        if last.to > end {
            return None;
        }
        last = last.next();
    }
    (last.to <= end).then_some(last)
}

fn owed(kind: PeriodKind, turn: DateSpan, calendar: &WorkCalendar) -> Result<bool> {
    match kind {
        PeriodKind::Day | PeriodKind::Week => Ok(calendar.working_days_between(turn.from, turn.to)? > 0),
        _ => Ok(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse_date;
    use proptest::prelude::*;

    const KINDS: [PeriodKind; 7] = [
        PeriodKind::Day,
        PeriodKind::Week,
        PeriodKind::Month,
        PeriodKind::Quarter,
        PeriodKind::HalfYear,
        PeriodKind::Year,
        PeriodKind::TwoYears,
    ];

    fn date(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    fn span(from: &str, to: &str) -> DateSpan {
        DateSpan { from: date(from), to: date(to) }
    }

    fn labels(cadence: Cadence, evidence: &[&str], from: &str, to: &str) -> Vec<String> {
        let days: Vec<NaiveDate> = evidence.iter().map(|day| date(day)).collect();
        let missed = missed(cadence, &days, span(from, to), &WorkCalendar::china()).unwrap();
        missed.iter().map(Period::label).collect()
    }

    #[test]
    fn labels_and_bounds() {
        for (day, kind, label, from, to) in [
            ("2025-07-01", PeriodKind::Day, "2025-07-01", "2025-07-01", "2025-07-01"),
            ("2025-07-01", PeriodKind::Week, "2025-W27", "2025-06-30", "2025-07-06"),
            ("2025-07-01", PeriodKind::Month, "2025-07", "2025-07-01", "2025-07-31"),
            ("2024-02-29", PeriodKind::Month, "2024-02", "2024-02-01", "2024-02-29"),
            ("2025-07-01", PeriodKind::Quarter, "2025-Q3", "2025-07-01", "2025-09-30"),
            ("2025-07-01", PeriodKind::HalfYear, "2025-H2", "2025-07-01", "2025-12-31"),
            ("2025-06-30", PeriodKind::HalfYear, "2025-H1", "2025-01-01", "2025-06-30"),
            ("2025-07-01", PeriodKind::Year, "2025", "2025-01-01", "2025-12-31"),
            ("2025-07-01", PeriodKind::TwoYears, "2024-2025", "2024-01-01", "2025-12-31"),
            ("2026-01-01", PeriodKind::TwoYears, "2026-2027", "2026-01-01", "2027-12-31"),
            // ISO weeks belong to the year of their Thursday.
            ("2027-01-03", PeriodKind::Week, "2026-W53", "2026-12-28", "2027-01-03"),
            ("2024-12-30", PeriodKind::Week, "2025-W01", "2024-12-30", "2025-01-05"),
        ] {
            let period = period_of(date(day), kind);
            assert_eq!((period.label().as_str(), period.span()), (label, span(from, to)), "{day} {kind:?}");
        }
    }

    #[test]
    fn json_holds_only_true_periods() {
        let json = r#"{"from":"2025-07-01","to":"2025-09-30","kind":"Quarter"}"#;
        let quarter = period_of(date("2025-08-08"), PeriodKind::Quarter);
        assert_eq!(serde_json::to_string(&quarter).unwrap(), json);
        assert_eq!(serde_json::from_str::<Period>(json).unwrap(), quarter);
        for (from, to) in [("09-30", "09-29"), ("07-01", "07-02"), ("Quarter", "Month"), ("}", ",\"label\":\"\"}")] {
            assert!(serde_json::from_str::<Period>(&json.replacen(from, to, 1)).is_err(), "{from} -> {to}");
        }
    }

    #[test]
    fn runs_that_end_last() {
        let month = |text| period_of(date(text), PeriodKind::Month);
        assert_eq!(consecutive(&[]), 0);
        assert_eq!(consecutive(&[month("2025-07-01")]), 1);
        // Over the turn of the year, in any order, one of them twice.
        let run = [month("2025-01-09"), month("2024-11-01"), month("2024-12-31"), month("2025-01-01")];
        assert_eq!(consecutive(&run), 3);
        // A longer run that ended earlier does not count.
        let gap = [month("2024-01-01"), month("2024-02-01"), month("2024-03-01"), month("2024-05-01")];
        assert_eq!(consecutive(&gap), 1);
        let mixed = [month("2024-04-01"), month("2024-05-01"), period_of(date("2024-04-30"), PeriodKind::Week)];
        assert_eq!(consecutive(&mixed), 2);
    }

    #[test]
    fn missed_months_and_quarters_are_those_without_evidence() {
        let month = Cadence::each(PeriodKind::Month);
        assert_eq!(labels(month, &["2025-01-31", "2025-03-01"], "2025-01-01", "2025-04-30"), ["2025-02", "2025-04"]);
        // January and April are cut by the span.
        assert_eq!(labels(month, &[], "2025-01-02", "2025-04-29"), ["2025-02", "2025-03"]);
        let quarter = Cadence::each(PeriodKind::Quarter);
        assert_eq!(labels(quarter, &["2025-06-30"], "2025-01-01", "2025-12-31"), ["2025-Q1", "2025-Q3", "2025-Q4"]);
        // Months ask no calendar, even after its end.
        assert_eq!(labels(month, &[], "2027-01-01", "2027-02-28"), ["2027-01", "2027-02"]);
    }

    #[test]
    fn every_other_month_is_told_by_the_last_one_of_the_turn() {
        let cadence = Cadence { every: 2, kind: PeriodKind::Month };
        assert_eq!(labels(cadence, &["2025-01-31"], "2025-01-01", "2025-06-30"), ["2025-04", "2025-06"]);
        assert_eq!(labels(cadence, &[], "2025-01-01", "2025-03-31"), ["2025-02"]);
        let longer = Cadence { every: u32::MAX, kind: PeriodKind::Day };
        assert!(labels(longer, &[], "2025-01-01", "2025-03-31").is_empty());
    }

    #[test]
    fn c_54_a_week_without_a_working_day_owes_nothing() {
        let week = Cadence::each(PeriodKind::Week);
        // 2024-02-12 to 02-18: off up to Saturday, but Sunday 02-18 is a make-up day.
        assert_eq!(labels(week, &[], "2024-02-12", "2024-02-18"), ["2024-W07"]);
        // 2021-10-04 to 10-10: Saturday 10-09 works. 2023-01-23 to 01-29: both weekend days work.
        assert_eq!(labels(week, &[], "2021-10-04", "2021-10-10"), ["2021-W40"]);
        // 2006-05-01 to 05-07 has no working day.
        assert_eq!(WorkCalendar::china().working_days_between(date("2006-05-01"), date("2006-05-07")), Ok(0));
        assert_eq!(labels(week, &[], "2006-04-24", "2006-05-14"), ["2006-W17", "2006-W19"]);
        let day = Cadence::each(PeriodKind::Day);
        assert_eq!(
            labels(day, &["2024-10-11"], "2024-10-05", "2024-10-14"),
            ["2024-10-08", "2024-10-09", "2024-10-10", "2024-10-12", "2024-10-14"]
        );
    }

    #[test]
    fn what_has_no_answer() {
        let china = WorkCalendar::china();
        let week = Cadence::each(PeriodKind::Week);
        let code = |cadence, from, to| missed(cadence, &[], span(from, to), &china).unwrap_err().code;
        assert_eq!(code(week, "2026-12-28", "2027-01-10"), ErrorCode::CalendarCoverage);
        assert_eq!(code(week, "2026-12-28", "2026-12-27"), ErrorCode::DateOrder);
        assert_eq!(code(Cadence { every: 0, kind: PeriodKind::Week }, "2026-01-01", "2026-12-27"), ErrorCode::Range);
        // With evidence the calendar is not asked.
        assert_eq!(missed(week, &[date("2027-01-04")], span("2027-01-04", "2027-01-10"), &china), Ok(vec![]));
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        for kind in KINDS {
            for day in [NaiveDate::MIN, NaiveDate::MAX] {
                let period = period_of(day, kind);
                assert!(period.holds(day));
                let _ = (period.next(), period.previous(), period.label());
            }
        }
    }

    proptest! {
        #[test]
        fn periods_tile_the_days(day in 0_u64..60_000, kind in 0_usize..7) {
            let (day, kind) = (date("1990-01-01") + Days::new(day), KINDS[kind]);
            let period = period_of(day, kind);
            prop_assert!(period.holds(day));
            prop_assert_eq!(period_of(period.from, kind), period);
            prop_assert_eq!(period_of(period.to, kind), period);
            prop_assert_eq!(Some(period.next().from), period.to.succ_opt());
            prop_assert_eq!(period.next().previous(), period);
            prop_assert!(period.label() != period.next().label());
        }

        #[test]
        fn more_evidence_never_adds_a_missed_period(
            days in proptest::collection::vec(0_u64..730, 0..20), extra in 0_u64..730, kind in 0_usize..7, every in 1_u32..4,
        ) {
            let (china, first) = (WorkCalendar::china(), date("2024-01-01"));
            let cadence = Cadence { every, kind: KINDS[kind] };
            let year = span("2024-01-01", "2025-12-31");
            let mut evidence: Vec<NaiveDate> = days.iter().map(|day| first + Days::new(*day)).collect();
            let before = missed(cadence, &evidence, year, &china).unwrap();
            evidence.push(first + Days::new(extra));
            let after = missed(cadence, &evidence, year, &china).unwrap();
            prop_assert!(after.iter().all(|period| before.contains(period)));
            prop_assert!(before.len() <= after.len() + 1);
        }
    }
}
