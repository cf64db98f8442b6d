"""What a rule found, and what could not be judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from ._shape import Shape
from .calendar import Limit
from .vocabulary import DueBy, Facet, Grade, Remedy, Severity, WarningKind

__all__ = ["Finding", "NotAssessed", "Warning"]


@dataclass(frozen=True, slots=True, repr=False)
class Finding(Shape):
    """One finding (问题). Employee numbers are masked unless the context reveals them; names never appear."""

    id: str
    """Identity, the same in every run and language."""
    code: str
    """Code of the rule, such as ``TP-05``."""
    severity: Severity
    grade: Grade | None
    """Grade of the record defect; None where it is none."""
    suspected: bool
    """Whether the grade is only suspected until somebody confirms it."""
    explained: bool
    """Whether an explanation on the record answers it."""
    facet: Facet | None
    """Part of the record in which it was found."""
    subject: str | None
    """The person whom it is about, where it is one."""
    path: str
    """JSON pointer in the record."""
    observed: str
    expected: str
    remedy: Remedy | None
    """What mends it; None where it is no defect of the record."""
    limit: Limit | None
    """Within which time, once the clock has started."""
    due: datetime | None
    """By when; None while nothing has started the clock."""
    due_by: DueBy | None
    """What started the clock of ``due``, or what will."""
    clauses: tuple[str, ...]
    """Clauses of the scheme."""
    basis: tuple[str, ...]
    """Legal bases."""
    message_zh: str
    message_en: str

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.code} {self.severity.value} at {self.path!r}: {self.message_en}>"


@dataclass(frozen=True, slots=True)
class NotAssessed(Shape):
    """A rule that was not assessed: neither passed nor failed."""

    code: str
    """Code of the rule."""
    reason: str
    """``FacetAbsent``, ``ParameterMissing``, ``FactMissing``, ``ItemFaulty``, ``CalendarCoverage``, ``NotReached``,
    ``Encrypted``, ``NoOtherRecords`` or ``NeedsHumanReview``."""
    key: str | None = None
    """The parameter that the policy does not set."""
    path: str | None = None
    """JSON pointer to the fact that is absent or faulty."""
    date: date | None = None
    """The day that the calendar does not cover."""

    @classmethod
    def _read(cls, data: Any) -> Self:
        day = data.get("date")
        found = None if day is None else date.fromisoformat(day)
        return cls(data["code"], data["reason"], data.get("key"), data.get("path"), found)

    def _write(self) -> Any:
        day = None if self.date is None else self.date.isoformat()
        parts = {"code": self.code, "reason": self.reason, "key": self.key, "path": self.path, "date": day}
        return {key: value for key, value in parts.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Warning(Shape):
    """A warning (提醒): nothing is wrong with the record."""

    code: WarningKind
    at: str
    """Where: a JSON pointer, or the last day of the calendar."""
    zh: str
    en: str
