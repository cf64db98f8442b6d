"""The work calendar, and adding a year to it (domain.md 9.3, 9.4)."""

from __future__ import annotations

import pickle
from datetime import date, datetime, timedelta, timezone
from typing import Any

import anxun
import pytest

NEXT: dict[str, Any] = {
    "name": "first days of 2027",
    "covered": {"from": date(2027, 1, 1), "to": date(2027, 1, 10)},
    "years": [{"year": 2027, "source": "host", "off": [date(2027, 1, 1)], "work": [date(2027, 1, 9)]}],
}


def test_working_days_with_make_up_days() -> None:
    china = anxun.WorkCalendar.china()
    assert china.add_working_days(date(2026, 2, 13), 3) == date(2026, 2, 25)
    assert china.is_working_day(date(2026, 10, 10)) and not china.is_working_day(date(2026, 10, 1))
    assert china.covered == (date(2004, 1, 1), date(2026, 12, 31))
    assert china.working_days_between(date(2026, 2, 13), date(2026, 2, 25)) == 4
    assert "国办" in (china.source(date(2026, 5, 1)) or "") and china.source(date(2030, 1, 1)) is None


def test_a_day_outside_is_an_error_that_names_it() -> None:
    china = anxun.WorkCalendar.china()
    with pytest.raises(anxun.CalendarCoverageError) as caught:
        china.is_working_day(date(2027, 1, 4))
    assert caught.value.found == "2027-01-04" and "2026-12-31" in caught.value.expected
    assert str(caught.value).startswith("CalendarCoverage: ") and caught.value.status == 140
    with pytest.raises(anxun.RangeError):
        china.add_working_days(date(2026, 1, 5), -1)


def test_a_host_adds_a_year() -> None:
    china = anxun.WorkCalendar.china()
    both = china.with_(NEXT)
    assert both.add_working_days(date(2026, 12, 31), 6) == date(2027, 1, 9)
    assert both == china.with_(anxun.WorkCalendar.from_json(NEXT)) != china
    assert anxun.WorkCalendar.from_json(both.to_json()) == both == pickle.loads(pickle.dumps(both))
    with pytest.raises(anxun.CalendarConflictError) as caught:
        both.with_(NEXT)
    assert caught.value.path == "/covered/from"
    wrong: dict[str, Any] = {**NEXT, "years": [{**NEXT["years"][0], "work": ["2027-01-08"]}]}
    with pytest.raises(anxun.CalendarConflictError) as caught:
        china.with_(wrong)
    assert caught.value.path == "/years/0/work/0"


def test_limits() -> None:
    china = anxun.WorkCalendar.china()
    friday = datetime(2024, 9, 27, 17, 0, tzinfo=timezone(timedelta(hours=8)))
    hours = china.deadline(friday, anxun.Limit("Hours", 24))
    assert (hours.due, hours.start, str(hours.limit)) == (friday + timedelta(days=1), friday, "24 Hours")
    days = china.deadline("2024-09-27T17:00:00+08:00", anxun.Limit("WorkingDays", 3))
    assert days.due == datetime.fromisoformat("2024-10-08T23:59:59+08:00")
    assert china.deadline(friday, anxun.Limit("SameDay")).due.hour == 23
    with pytest.raises(anxun.OffsetRequiredError) as caught:
        china.deadline(datetime(2024, 9, 27, 17, 0), anxun.Limit("Hours", 24))
    assert caught.value.path == "/start"
    with pytest.raises(anxun.AnxunError) as refused:
        china.deadline(friday, anxun.Limit("Fortnights", 1))
    assert refused.value.path.startswith("/limit")


def test_a_datetime_is_no_day() -> None:
    with pytest.raises(TypeError):
        anxun.WorkCalendar.china().is_working_day(datetime(2026, 1, 5, 9, 0))
    with pytest.raises(TypeError):
        anxun.WorkCalendar()
    with pytest.raises(AttributeError):
        anxun.WorkCalendar.china().name = "mine"  # type: ignore[misc]


def test_without_a_notice_only_when_asked() -> None:
    plain = anxun.WorkCalendar.weekdays_only(date(2031, 1, 1), date(2031, 12, 31))
    assert plain.is_working_day(date(2031, 1, 2)) and "no notice" in (plain.source(date(2031, 1, 2)) or "")
    with pytest.raises(anxun.DateOrderError):
        anxun.WorkCalendar.weekdays_only(date(2031, 1, 2), date(2031, 1, 1))
