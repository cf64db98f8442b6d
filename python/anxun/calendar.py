"""The work calendar (工作日历): which days are worked, make-up days included, and limits that run on it.

A day outside the calendar is an error, never a guess. A host adds the next year as data: ``calendar.with_(document)``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, Self

from . import _anxun
from ._shape import Frozen, Shape, read
from ._values import Document, day, document, stamp_text

__all__ = ["CalendarWarning", "Covered", "Deadline", "Limit", "WorkCalendar"]


@dataclass(frozen=True, slots=True)
class Limit(Shape):
    """How long something may take: ``Limit("Hours", 24)``, ``Limit("SameDay")``."""

    unit: str
    """``Hours``, ``WorkingDays``, ``CalendarDays``, ``Months``, ``Years``; without count ``SameDay``, ``Immediate``."""
    count: int | None = None

    @classmethod
    def _read(cls, data: Any) -> Self:
        return cls(data["unit"], data.get("count"))

    def _write(self) -> Any:
        return {"unit": self.unit} if self.count is None else {"count": self.count, "unit": self.unit}

    def __str__(self) -> str:
        return self.unit if self.count is None else f"{self.count} {self.unit}"


@dataclass(frozen=True, slots=True)
class Deadline(Shape):
    """A limit that has started."""

    start: datetime
    limit: Limit
    due: datetime
    """The last second in time, at +08:00."""


@dataclass(frozen=True, slots=True)
class CalendarWarning(Shape):
    """A year whose days off and make-up days do not balance: worth a second look at its notice."""

    year: int
    balance: int
    """Days off from Monday to Friday less make-up days."""
    statutory: int
    """Statutory days of the year."""


class Covered(NamedTuple):
    """The days about which a calendar says something, both included."""

    first: date
    last: date


class WorkCalendar(Frozen):
    """Which days are worked."""

    __slots__ = ("_handle",)
    _handle: _anxun.WorkCalendar

    def __init__(self) -> None:
        raise TypeError("a calendar comes from WorkCalendar.china or WorkCalendar.from_json")

    @classmethod
    def _of(cls, handle: _anxun.WorkCalendar) -> Self:
        calendar = cls.__new__(cls)
        object.__setattr__(calendar, "_handle", handle)
        return calendar

    @classmethod
    def china(cls) -> Self:
        """The built-in calendar of China, 2004 to 2026, with make-up working days (调休)."""
        return cls._of(_anxun.WorkCalendar.china())

    @classmethod
    def from_json(cls, data: Document) -> Self:
        """A calendar from data: ``{"name", "covered": {"from", "to"}, "years": [{"year", "source", "off", "work"}]}``."""
        return cls._of(_anxun.WorkCalendar.from_json(document(data)))

    @classmethod
    def weekdays_only(cls, first: date, last: date) -> Self:
        """Monday to Friday, without any notice: wrong on some twenty days a year, and only for hosts that ask for it."""
        return cls._of(_anxun.WorkCalendar.weekdays_only(day(first), day(last)))

    def with_(self, data: Document | WorkCalendar) -> Self:
        """This calendar and the days of ``data``, which must touch it; the name of this one stays."""
        return self._of(self._handle.with_(document(data)))

    @property
    def name(self) -> str:
        """What the calendar is called."""
        return self._handle.name()

    @property
    def covered(self) -> Covered:
        """The days about which the calendar says something."""
        return Covered(*self._handle.covered())

    @property
    def warnings(self) -> tuple[CalendarWarning, ...]:
        """Whole years whose days off and make-up days do not balance."""
        return read(tuple[CalendarWarning, ...], json.loads(self._handle.warnings()))

    def source(self, of: date) -> str | None:
        """The notice on which a day rests; None outside the covered days."""
        return self._handle.source(day(of))

    def is_working_day(self, of: date) -> bool:
        """Whether a day is worked; ``CalendarCoverageError`` outside the covered days."""
        return self._handle.is_working_day(day(of))

    def add_working_days(self, start: date, days: int) -> date:
        """The n-th working day after ``start``, which itself does not count; with 0 the first one on or after it."""
        return self._handle.add_working_days(day(start), days)

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days lie from ``first`` to ``last``, both included."""
        return self._handle.working_days_between(day(first), day(last))

    def deadline(self, start: datetime | str, limit: Limit) -> Deadline:
        """By when a limit that starts at ``start`` is due."""
        text = self._handle.deadline(stamp_text(start, "/start"), limit.to_json())
        return Deadline.from_dict(json.loads(text))

    def to_json(self) -> str:
        """The calendar as JSON that ``from_json`` reads."""
        return self._handle.to_json()

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        plain: dict[str, Any] = json.loads(self.to_json())
        return plain

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WorkCalendar) and self._handle.equals(other._handle)

    def __hash__(self) -> int:
        return hash((self.name, self.covered))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).from_json, (self.to_json(),)

    def __repr__(self) -> str:
        first, last = self.covered
        return f"<WorkCalendar {self.name!r} {first} to {last}>"
