"""How long a record lives, whether it may be destroyed, and by when its steps are due."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from . import _anxun
from ._shape import Shape
from ._values import Document, document
from .calendar import Deadline
from .context import Context, handle_of
from .record import TrainingRecord
from .vocabulary import OpenReason, Why

__all__ = [
    "Against",
    "Deadlines",
    "MayDestroy",
    "Outcome",
    "Retention",
    "RetentionRule",
    "deadlines",
    "may_destroy",
    "retention_until",
]


@dataclass(frozen=True, slots=True)
class Outcome(Shape):
    """Until when a record has to be kept: ``until`` a day, without end yet for a reason (``open``), or for ever."""

    until: date | None = None
    """The last day on which it has to be kept."""
    open: OpenReason | None = None
    """Why there is no end yet."""

    @property
    def permanent(self) -> bool:
        """Whether it is kept for ever."""
        return self.until is None and self.open is None

    @classmethod
    def _read(cls, data: Any) -> Self:
        if data == "Permanent":
            return cls()
        if "until" in data:
            return cls(until=date.fromisoformat(data["until"]))
        return cls(open=OpenReason(data["open"]))

    def _write(self) -> Any:
        if self.until is not None:
            return {"until": self.until.isoformat()}
        return "Permanent" if self.open is None else {"open": self.open.value}

    def __str__(self) -> str:
        if self.until is not None:
            return f"until {self.until}"
        return "permanent" if self.open is None else f"open ({self.open.value})"


@dataclass(frozen=True, slots=True)
class RetentionRule(Shape):
    """One rule that applies to a record."""

    why: Why
    outcome: Outcome
    wins: bool
    """Whether it is the one that decides."""


@dataclass(frozen=True, slots=True)
class Retention(Shape):
    """How long a record lives."""

    outcome: Outcome
    """The longest of all rules."""
    destruction_start: date | None
    """Day on which the procedure of destruction may be started; nothing is destroyed before the end."""
    rules: tuple[RetentionRule, ...]
    """Every rule that applies."""


@dataclass(frozen=True, slots=True)
class Against(Shape):
    """One reason against destruction."""

    code: str
    """Code of the rule that destruction would break."""
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class MayDestroy(Shape):
    """Whether a record may be destroyed."""

    allowed: bool
    """True only without any reason against."""
    reasons: tuple[Against, ...]
    retention: Retention


@dataclass(frozen=True, slots=True)
class Deadlines(Shape):
    """By when the steps of one record are due; None where start or limit are not known."""

    paper: Deadline | None
    """Hand-over of the paper record (纸质移交)."""
    electronic: Deadline | None
    """Upload of the electronic record (电子上传)."""
    self_check: Deadline | None
    """Self-check by the department (部门自查)."""
    completion: Deadline | None
    """Completion of a record of team level (当日完成)."""
    review: Deadline | None
    """Review after the last receipt (审核)."""
    resubmission: Deadline | None
    """Resubmission after the last return that is still open (退回补正)."""
    archive: Deadline | None
    """Archiving (归档)."""


Record = TrainingRecord | Document


def _given(record: Record) -> _anxun.TrainingRecord | str | bytes:
    return record._handle if isinstance(record, TrainingRecord) else document(record)


def retention_until(record: Record, context: Context) -> Retention:
    """Until when a record has to be kept, with every rule that applies."""
    return Retention.from_dict(json.loads(_anxun.retention_until(_given(record), handle_of(context))))


def may_destroy(record: Record, context: Context) -> MayDestroy:
    """Whether a record may be destroyed at ``as_of``, with each reason against."""
    return MayDestroy.from_dict(json.loads(_anxun.may_destroy(_given(record), handle_of(context))))


def deadlines(record: Record, context: Context) -> Deadlines:
    """By when the steps of a record are due; ``MissingEndError`` where the end of the session is not known."""
    return Deadlines.from_dict(json.loads(_anxun.deadlines(_given(record), handle_of(context))))
