"""Days, stamps and working days: everything is judged on local days at +08:00 (C-36)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from typing import overload

LOCAL = timezone(timedelta(hours=8))
STAMP = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)")

# The notices of the State Council, as they were published: days off that a week would not give, and weekends worked.
# Statutory days that fall on a weekend need no line. domain.md 9.1 has 2026; 9.3 has the number of working days a year.
OFF: dict[int, str] = {
    2023: "0102 0123-0127 0405 0501-0503 0622-0623 0929 1002-1006",
    2024: "0101 0212-0216 0404-0405 0501-0503 0610 0916-0917 1001-1004 1007",
    2025: "0101 0128-0131 0203-0204 0404 0501-0502 0505 0602 1001-1003 1006-1008",
    2026: "0101-0102 0216-0220 0223 0406 0501 0504-0505 0619 0925 1001-1002 1005-1007",
}
WORKED: dict[int, str] = {
    2023: "0128 0129 0423 0506 0625 1007 1008",
    2024: "0204 0218 0407 0428 0511 0914 0929 1012",
    2025: "0126 0208 0427 0928 1011",
    2026: "0104 0214 0228 0509 0920 1010",
}
WORKING_DAYS = {2023: 249, 2024: 251, 2025: 248, 2026: 248}
FIRST, LAST = date(2023, 1, 1), date(2026, 12, 31)


def _days(year: int, text: str) -> set[date]:
    found: set[date] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        day = date(year, int(first[:2]), int(first[2:]))
        end = date(year, int(last[:2]), int(last[2:])) if last else day
        while day <= end:
            found.add(day)
            day += timedelta(days=1)
    return found


DAYS_OFF = set().union(*(_days(year, text) for year, text in OFF.items()))
DAYS_WORKED = set().union(*(_days(year, text) for year, text in WORKED.items()))


class NotCovered(Exception):
    """A day outside the work calendar: never a weekend rule (domain.md 9.4)."""


def is_working_day(day: date) -> bool:
    """Whether it is a working day in China."""
    if not FIRST <= day <= LAST:
        raise NotCovered(day)
    if day in DAYS_WORKED:
        return True
    return day.weekday() < 5 and day not in DAYS_OFF


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after a day, the day itself not counted; 0 is the day or the next that works (C-51)."""
    if count == 0:
        while not is_working_day(day):
            day += timedelta(days=1)
        return day
    is_working_day(day)
    while count > 0:
        day += timedelta(days=1)
        if is_working_day(day):
            count -= 1
    return day


def add_years(day: date, years: int) -> date:
    """So many years later; 29 February becomes 28 February (III.6.1.b)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def add_months(day: date, months: int) -> date:
    """So many months later, the last day of a shorter month where it has no such day (G-50)."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


@overload
def read_date(text: str) -> date: ...
@overload
def read_date(text: str | None) -> date | None: ...
def read_date(text: str | None) -> date | None:
    """A date, where there is one."""
    return date.fromisoformat(text) if text else None


@overload
def read_stamp(text: str) -> datetime: ...
@overload
def read_stamp(text: str | None) -> datetime | None: ...
def read_stamp(text: str | None) -> datetime | None:
    """A stamp at +08:00, fractions of a second cut off."""
    if not text:
        return None
    found = STAMP.fullmatch(text)
    if found is None:
        raise ValueError(text)
    offset = "+00:00" if found[4] == "Z" else found[4]
    return datetime.fromisoformat(f"{found[1]}T{found[2]}{offset}").astimezone(LOCAL)


def read_time(text: str) -> time:
    """A time of day."""
    return time.fromisoformat(text)


def at(day: date, moment: time) -> datetime:
    """A local stamp."""
    return datetime.combine(day, moment, LOCAL)


def end_of(day: date) -> datetime:
    """The last second of a day (C-36)."""
    return at(day, time(23, 59, 59))


@overload
def show(stamp: datetime) -> str: ...
@overload
def show(stamp: datetime | None) -> str | None: ...
def show(stamp: datetime | None) -> str | None:
    """As it stands in an answer."""
    return stamp.strftime("%Y-%m-%dT%H:%M:%S+08:00") if stamp else None


for _year, _count in WORKING_DAYS.items():
    _first = date(_year, 1, 1)
    _found = sum(is_working_day(_first + timedelta(days=n)) for n in range((date(_year + 1, 1, 1) - _first).days))
    assert _found == _count, (_year, _found, _count)
for _day, _add, _due in (  # domain.md 9.3
    ("2026-02-13", 3, "2026-02-25"), ("2026-04-30", 2, "2026-05-07"), ("2026-09-18", 3, "2026-09-22"),
    ("2026-09-30", 2, "2026-10-09"), ("2026-09-30", 5, "2026-10-13"), ("2025-01-24", 3, "2025-02-05"),
    ("2024-09-30", 3, "2024-10-10"), ("2024-10-11", 2, "2024-10-14"), ("2024-04-24", 5, "2024-04-30"),
):
    assert add_working_days(date.fromisoformat(_day), _add) == date.fromisoformat(_due), (_day, _add)
