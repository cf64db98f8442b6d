"""A record with its context, as the rules see it, and what they find."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache, cached_property
from typing import Any

from . import clock, policy
from .people import Register
from .table import ROWS

# The order in which a record moves (states.md SM-2).
STEPS = ["Planned", "InProgress", "Collecting", "SelfChecked", "Submitted", "Received", "Reviewed", "Numbered", "Archived"]
RANK = {
    **{state: rank for rank, state in enumerate(STEPS)},
    "Returned": STEPS.index("Received"),
    "Invalid": STEPS.index("Received"),
    "Superseded": STEPS.index("Received"),
    "AmendPending": STEPS.index("Archived"),
    "DestructionPending": STEPS.index("Archived"),
    "Destroyed": STEPS.index("Archived"),
    "Cancelled": 0,
}


@cache
def parts(path: str) -> list[str]:
    """The names on the way to a fact."""
    return path.split(".")


class Finding:
    """One finding."""

    def __init__(self, code: str, path: str, severity: str | None, grade: str | None, suspected: bool) -> None:
        self.code = code
        self.path = path
        self.severity = severity
        self.grade = grade
        self.suspected = suspected
        self.due: datetime | None = None


class Case:
    """The record, its context, and the answers so far."""

    def __init__(self, record: dict[str, Any], context: dict[str, Any]) -> None:
        self.record = record
        self.context = context
        self.as_of = clock.read_stamp(context["as_of"])
        self.register = Register(context.get("organisation"))
        self.facets: set[str] = set(record.get("facets") or [])
        self.date = clock.read_date(record.get("date"))
        self.start, self.end = session_span(record)
        self.policy = policy.in_force(context, self.policy_moment())
        self.findings: list[Finding] = []
        self.unknown_codes: set[str] = set()
        self.lexicon: list[dict[str, Any]] = []

    def policy_moment(self) -> datetime:
        """The end of the session, else the end of its date, else `as_of` (IV.1.1.a)."""
        if self.end:
            return self.end
        return clock.end_of(self.date) if self.date else self.as_of

    # What the record says -------------------------------------------------------------------------------------------

    def get(self, path: str) -> Any:
        """A fact by its path, `None` where anything on the way is absent."""
        value: Any = self.record
        for part in parts(path):
            if value is None:
                return None
            value = value.get(part)
        return value

    def all(self, path: str) -> list[dict[str, Any]]:
        """A list, empty where it is absent."""
        return self.get(path) or []

    def stamp(self, path: str) -> datetime | None:
        """A stamp."""
        return clock.read_stamp(self.get(path))

    def day(self, path: str) -> date | None:
        """A date."""
        return clock.read_date(self.get(path))

    def carries(self, facet: str) -> bool:
        """Whether the source carries a facet; none named means all of them (X.6)."""
        return not self.facets or facet in self.facets

    @cached_property
    def kind(self) -> str:
        """Kind of training."""
        return self.record["kind"]

    @cached_property
    def is_team_log(self) -> bool:
        """The log book of a team has a lighter set of rules (II.5.1, C-13)."""
        return self.kind == "TeamActivity"

    @cached_property
    def as_of_day(self) -> date:
        """The local day of the question."""
        return self.as_of.date()

    @cached_property
    def is_destroyed(self) -> bool:
        """Whether nothing is held of the record any more."""
        destroyed = self.day("archive.destroyed_on")
        return destroyed is not None and destroyed <= self.as_of_day

    def reached(self, step: str) -> bool:
        """Whether the record has come as far as a step: by its state, or by what that step itself leaves behind.

        What a later step left behind proves nothing of an earlier one: a record of a ledger may hold one stamp alone.
        """
        state = self.record.get("state")
        if state and RANK[state] >= RANK[step]:
            return True
        marks = {
            "SelfChecked": ["review.self_checked_at"],
            "Submitted": ["package.handed_at", "package.received_at"],
            # Nothing is numbered or archived before it was reviewed (states.md SM-2, III.4.1.a).
            "Reviewed": ["review.reviewed_at", "archive.numbered_at", "archive.archived_at"],
            "Archived": ["archive.archived_at"],
        }
        return any(self.get(path) for path in marks.get(step, []))

    # What is found --------------------------------------------------------------------------------------------------

    def find(self, code: str, path: str = "", severity: str | None = None, grade: str | None = None,
             suspected: bool | None = None) -> None:
        """A finding; severity and grade are those of the table where nothing else is said."""
        row = ROWS[code]
        chosen = row.grade if grade is None else grade
        doubtful = row.suspected if suspected is None else suspected
        self.findings.append(Finding(code, path, severity or row.severity, chosen or None, doubtful))

    def unknown(self, code: str) -> None:
        """The rule cannot be answered: never a finding, never a pass."""
        self.unknown_codes.add(code)

    def found(self, code: str) -> bool:
        """Whether a code was found."""
        return any(finding.code == code for finding in self.findings)


def session_span(record: dict[str, Any]) -> tuple[datetime | None, datetime | None]:
    """Start and end by the stated date and time; an end before the start lies on the next day (C-46)."""
    day, span = clock.read_date(record.get("date")), record.get("time") or {}
    if day is None:
        return None, None
    start = clock.at(day, clock.read_time(span["from"])) if span.get("from") else None
    end = clock.at(day, clock.read_time(span["to"])) if span.get("to") else None
    if start and end and end < start:
        end += timedelta(days=1)
    # Half a span is none: it cannot be derived (IV.1.1.a).
    return (start, end) if start and end else (None, None)
