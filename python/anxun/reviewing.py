"""The review of one record: three verdicts that stay apart, what was found, and what could not be judged."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from . import _anxun, _html
from ._shape import Frozen, Shape, read
from .calendar import Deadline, Limit
from .context import Context, handle_of
from .faults import Fault
from .findings import Finding, NotAssessed, Warning
from .retention import Deadlines, Record, Retention, _given
from .vocabulary import Completeness, Confirmer, Grade, ProofKind, Remedy, Responsible, TrainingKind, Validity

__all__ = ["Mending", "OpenStep", "Review", "ToPass", "review"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OpenStep(Shape):
    """A step that was not done yet."""

    step: str
    """Its name in ``Deadlines``."""
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Mending(Shape):
    """One thing that stands against passing (补救事项)."""

    path: str
    """Where it is mended: a JSON pointer in the record; empty for what the context or the source has to say."""
    codes: tuple[str, ...]
    """Codes of the rules that stand against it; empty for a fault."""
    remedy: Remedy | None
    """What mends it."""
    expected: str
    """What is expected there."""
    unknown: dict[str, Any] | None
    """Why nobody knows, where it is not known rather than wrong."""
    limit: Limit | None
    """Within which time."""
    due: datetime | None
    """By when; None while nothing has started the clock."""
    responsible: Responsible | None
    """Who mends it; None where it is no graded defect."""
    confirmer: Confirmer | None
    """Who confirms that it was mended."""


@dataclass(frozen=True, slots=True)
class ToPass(Shape):
    """What is missing to pass (达标差距). Where ``renew`` is empty, doing all of the other two makes the record pass."""

    supply: tuple[Mending, ...]
    """Facts to supply."""
    correct: tuple[Mending, ...]
    """Statements to correct by amendment."""
    renew: tuple[Mending, ...]
    """What only a repetition or a new record mends."""


class Review(Frozen):
    """What a review answers. Its parts are made when they are asked for."""

    __slots__ = ("_handle", "_parts")
    _handle: _anxun.Review
    _parts: dict[str, Any]

    def __init__(self) -> None:
        raise TypeError("a review comes from anxun.review")

    @classmethod
    def _of(cls, handle: _anxun.Review) -> Review:
        review = cls.__new__(cls)
        object.__setattr__(review, "_handle", handle)
        object.__setattr__(review, "_parts", {})
        return review

    def _part(self, name: str, kind: type[T]) -> T:
        made: T | None = self._parts.get(name)
        if made is None:
            made = self._parts[name] = read(kind, self._plain()[name])
        return made

    def _plain(self) -> dict[str, Any]:
        plain: dict[str, Any] | None = self._parts.get("")
        if plain is None:
            plain = self._parts[""] = json.loads(self.to_json())
        return plain

    @property
    def record(self) -> str:
        """The host's id of the record, without it the number, else empty."""
        return self._part("record", str)

    @property
    def number(self) -> str | None:
        """Record number as written."""
        return self._handle.number()

    @property
    def kind(self) -> TrainingKind | None:
        """Kind of training."""
        code = self._plain()["kind"]
        return None if code is None else TrainingKind(code)

    @property
    def department(self) -> str | None:
        """Department of the record."""
        department: str | None = self._plain()["department"]
        return department

    @property
    def session_end(self) -> datetime | None:
        """End of the session, where it can be derived."""
        text = self._plain()["session_end"]
        return None if text is None else datetime.fromisoformat(text)

    @property
    def policy(self) -> str:
        """Label of the policy version that judged: the one in force at the end of the session."""
        return self._part("policy", str)

    @property
    def passes(self) -> bool:
        """Whether it passes: valid or exempt, complete, and no finding of severity E."""
        return self._handle.passes()

    @property
    def to_pass(self) -> ToPass | None:
        """What is missing to pass; None where it passes, and for a session that has not been held."""
        plain = self._plain()["to_pass"]
        return None if plain is None else self._part("to_pass", ToPass)

    @property
    def validity(self) -> Validity:
        """Whether the proofs stand (有效性)."""
        return Validity(self._handle.validity())

    @property
    def missing_proofs(self) -> tuple[ProofKind, ...]:
        """Proofs that are missing."""
        return self._part("missing_proofs", tuple[ProofKind, ...])

    @property
    def completeness(self) -> Completeness:
        """Whether elements and musts stand (完整性)."""
        return Completeness(self._handle.completeness())

    @property
    def incomplete(self) -> tuple[str, ...]:
        """Codes that stand against completeness."""
        return self._part("incomplete", tuple[str, ...])

    @property
    def grade(self) -> Grade | None:
        """Grade of the worst defect; None without one."""
        code = self._handle.grade()
        return None if code is None else Grade(code)

    @property
    def codes(self) -> tuple[str, ...]:
        """The code of each finding: what counting needs, without making the findings."""
        return tuple(self._handle.codes())

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found, in the order of the catalogue and the document."""
        return self._part("findings", tuple[Finding, ...])

    @property
    def not_assessed(self) -> tuple[NotAssessed, ...]:
        """What could not be judged, each code and reason once."""
        return self._part("not_assessed", tuple[NotAssessed, ...])

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Facts that were left out, and why."""
        return self._part("faults", tuple[Fault, ...])

    @property
    def warnings(self) -> tuple[Warning, ...]:
        """What a reader of the answer should know besides."""
        return self._part("warnings", tuple[Warning, ...])

    @property
    def deadlines(self) -> Deadlines:
        """By when the steps are due."""
        return self._part("deadlines", Deadlines)

    @property
    def open_steps(self) -> tuple[OpenStep, ...]:
        """Steps whose due is known and that were not done."""
        return self._part("open_steps", tuple[OpenStep, ...])

    @property
    def retention(self) -> Retention:
        """How long the record lives."""
        return self._part("retention", Retention)

    def to_json(self) -> str:
        """The review as canonical JSON: the same bytes as ``anxun.call_json("check.review", …)``."""
        return self._handle.to_json()

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        plain: dict[str, Any] = json.loads(self.to_json())
        return plain

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Review) and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __repr__(self) -> str:
        grade = "no defect" if self.grade is None else self.grade.value
        verdicts = f"{self.validity.value}, {self.completeness.value}, {grade}"
        return f"<Review {self.number!r}: {verdicts}, {len(self.codes)} findings>"

    def _repr_html_(self) -> str:
        rows = [
            (one.code, one.severity, one.grade or "", one.path, one.message_zh, one.message_en, one.due or "")
            for one in self.findings
        ]
        return _html.titled(repr(self), ("code", "severity", "grade", "path", "问题", "finding", "due"), rows)


def review(record: Record, context: Context) -> Review:
    """Reviews a record: a dict, JSON text, bytes or a ``TrainingRecord``.

    Raises the exception of the first fault, with all of them in ``faults``, where one lies in the head of the record (schema
    version, kind, date, time), the document is no JSON, the session ends after ``as_of``, or no policy is in force. A fault
    elsewhere takes its fact out and stands in ``Review.faults``.
    """
    return Review._of(_anxun.review(_given(record), handle_of(context)))
