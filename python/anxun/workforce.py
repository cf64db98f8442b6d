"""Who may work today, and why not (能否上岗): obligations, certificates, trainings."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from . import _anxun
from ._shape import Frozen, Shape, canonical
from ._values import Document, day, document
from .faults import Fault
from .frames import Table, TableSchema
from .policy import PolicyBook
from .vocabulary import ManagementPost, May, Obligation, ObligationState, PersonKind, PresetName, ReleaseKind, Severity

__all__ = [
    "CompanyDay",
    "CompanyPerson",
    "CompanyTables",
    "DueSoon",
    "Lapse",
    "MayWork",
    "ObligationCell",
    "WorkReason",
    "WorkRelease",
    "Workforce",
]


@dataclass(frozen=True, slots=True)
class WorkReason(Shape):
    """One thing that stands in the way, cannot be judged, or has to be explained."""

    obligation: Obligation
    code: str | None
    """Code of the rule."""
    severity: Severity
    """E stands in the way, W has to be explained."""
    state: ObligationState
    what: str | None
    """What exactly: a level, an operation, an item, a year."""
    since: dt.date | None
    not_assessed: Mapping[str, Any] | None
    """Why it cannot be judged."""
    clauses: tuple[str, ...]
    basis: tuple[str, ...]
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class WorkRelease(Shape):
    """What would release one of the reasons."""

    obligation: Obligation
    release: ReleaseKind
    what: str | None
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class DueSoon(Shape):
    """Something that is met today and lapses soon."""

    obligation: Obligation
    what: str | None
    last_day: dt.date | None


@dataclass(frozen=True, slots=True)
class MayWork(Shape):
    """Whether a person may work on a day. Truth is a yes; unknown is none."""

    person: str
    """The number that goes on, masked unless revealed."""
    date: dt.date
    post: str | None
    operation: str | None
    may: May
    reasons: tuple[WorkReason, ...]
    releases: tuple[WorkRelease, ...]
    """What would release each reason, in the same order."""
    valid_until: dt.date | None
    """The last day on which the answer stays the same if nothing happens; None = no end is in sight."""
    due_soon: tuple[DueSoon, ...]
    faults: tuple[Fault, ...]
    """What is wrong with the facts of the person: with a fault the answer is unknown."""

    def __bool__(self) -> bool:
        return self.may is May.YES

    def __str__(self) -> str:
        said = [reason.en for reason in self.reasons] + [str(fault) for fault in self.faults]
        until = "" if self.valid_until is None else f" until {self.valid_until}"
        return "\n  ".join([f"{self.person} on {self.date}: {self.may.value}{until}", *said])


@dataclass(frozen=True, slots=True)
class ObligationCell(Shape):
    """A person against an obligation."""

    obligation: Obligation
    code: str | None
    severity: Severity
    """How it weighs where it is open."""
    state: ObligationState
    what: str | None
    since: dt.date | None
    until: dt.date | None
    """The last day on which it is met."""
    not_assessed: Mapping[str, Any] | None
    release: ReleaseKind | None
    """What releases it, where it is open."""


@dataclass(frozen=True, slots=True)
class CompanyPerson(Shape):
    """One person of the company on a day."""

    person: str
    unit: str | None
    post: str | None
    may: May
    valid_until: dt.date | None
    obligations: tuple[ObligationCell, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Lapse(Shape):
    """Something that is met today and will not be."""

    on: dt.date
    """The first day on which it is not met, if nothing happens."""
    person: str
    obligation: Obligation
    what: str | None
    state: ObligationState
    unit: str | None
    post: str | None
    role: ManagementPost | None
    """The highest role of management that the person holds on the day asked."""


@dataclass(frozen=True, slots=True)
class CompanyDay(Shape):
    """Everybody on a day."""

    date: dt.date
    people: tuple[CompanyPerson, ...]
    not_employed: int
    lapses: tuple[Lapse, ...]
    """What lapses within the days asked, in their order."""
    faults: tuple[Fault, ...]
    """Faults that belong to nobody who is known."""
    strangers: int
    """Trainings, events and works of people whom the register does not know."""


@dataclass(frozen=True, slots=True)
class _Notes(Shape):
    """What stands in no row."""

    faults: tuple[Fault, ...]
    not_employed: int
    strangers: int


class CompanyTables(Frozen):
    """Everybody on a day as tables: row for row the answer of ``Workforce.company``."""

    __slots__ = ("faults", "lapses", "not_employed", "obligations", "strangers")
    obligations: Table
    """One row a person and thing owed; somebody of whom none can be told has one row without any."""
    lapses: Table
    """One row for each thing that lapses within the days asked."""
    not_employed: int
    """How many people of the register are not employed on the day."""
    faults: tuple[Fault, ...]
    """Faults that belong to nobody who is known."""
    strangers: int
    """Trainings, events and works of people whom the register does not know."""

    def __init__(self, obligations: _anxun.Table, lapses: _anxun.Table, notes: str) -> None:
        told = _Notes.from_dict(json.loads(notes))
        for name, value in (
            ("obligations", Table(obligations)),
            ("lapses", Table(lapses)),
            ("not_employed", told.not_employed),
            ("faults", told.faults),
            ("strangers", told.strangers),
        ):
            object.__setattr__(self, name, value)

    @staticmethod
    def obligations_schema() -> TableSchema:
        """The schema of ``obligations``: ``pyarrow.schema(CompanyTables.obligations_schema())``."""
        return TableSchema(_anxun.empty_company()[0])

    @staticmethod
    def lapses_schema() -> TableSchema:
        """The schema of ``lapses``."""
        return TableSchema(_anxun.empty_company()[1])

    def __repr__(self) -> str:
        return f"<CompanyTables: {len(self.obligations)} obligations, {len(self.lapses)} lapses>"


class Workforce(Frozen):
    """People with their spells, certificates and trainings, what posts ask for, and the numbers that decide."""

    __slots__ = ("_handle",)
    _handle: _anxun.Workforce

    def __init__(
        self,
        data: Document,
        *,
        policy: PolicyBook | None = None,
        presets: Iterable[PresetName | str] = (),
        reveal: bool = False,
    ) -> None:
        """Facts as data or JSON; what is wrong with one person's facts makes the answers of that person unknown."""
        book = PolicyBook.seed() if policy is None else policy
        names = [str(name) for name in presets]
        handle = _anxun.Workforce(document(data), book._handle, names, reveal)
        object.__setattr__(self, "_handle", handle)

    @classmethod
    def from_json(cls, data: Document) -> Self:
        """A workforce judged by the values of the scheme alone."""
        return cls(data)

    @property
    def people(self) -> int:
        """How many people it knows."""
        return self._handle.people()

    def may_work(
        self,
        person: str | tuple[PersonKind | str, str],
        on: dt.date,
        *,
        post: str | None = None,
        operation: str | None = None,
    ) -> MayWork:
        """Whether somebody may work on a day; ``person`` is an employee number, or kind and key of somebody without one."""
        key = (person, None, None) if isinstance(person, str) else (None, str(person[0]), person[1])
        text = self._handle.may_work(key, (post, operation), day(on))
        return MayWork.from_dict(json.loads(text))

    def company(self, on: dt.date, *, days: int = 0) -> CompanyDay:
        """Everybody on a day, and what lapses within ``days`` days after it."""
        return CompanyDay.from_dict(self.ask("plan.company", date=day(on).isoformat(), days=days))

    def tables(self, on: dt.date, *, days: int = 0) -> CompanyTables:
        """The same as Arrow tables, which Polars, pandas, DuckDB and pyarrow read without a copy."""
        return CompanyTables(*self._handle.tables(day(on), days))

    def ask(self, operation: str, **request: Any) -> Any:
        """Any operation that takes a workforce (``plan.hours``, ``plan.person_file``, …), with the other fields of its request."""
        return json.loads(self._handle.ask(operation, canonical(request)))

    def __repr__(self) -> str:
        return f"<Workforce: {self.people} people>"
