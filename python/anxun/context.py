"""The context of a judgement: policy, calendar, people and the moment of the question."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from . import _anxun
from ._shape import Frozen
from ._values import Document, stamp_text
from .calendar import WorkCalendar
from .organisation import Organisation
from .policy import PolicyBook

__all__ = ["Context"]


class Context(Frozen):
    """Prepared once for many records; threads may share it.

    ``as_of`` is the moment of the question, an aware datetime (or the same as text): the library asks no clock. Findings
    mask employee numbers unless ``reveal`` is set. Parts may be given as data too.
    """

    __slots__ = ("_as_of", "_calendar", "_handle", "_organisation", "_policy", "_reveal")
    _as_of: str
    _calendar: WorkCalendar
    _handle: _anxun.Context
    _organisation: Organisation | None
    _policy: PolicyBook
    _reveal: bool

    def __init__(
        self,
        *,
        as_of: datetime | str,
        policy: PolicyBook | Document | None = None,
        calendar: WorkCalendar | Document | None = None,
        organisation: Organisation | Document | None = None,
        reveal: bool = False,
    ) -> None:
        stamp = stamp_text(as_of, "/as_of")
        if policy is None:
            policy = PolicyBook.seed()
        elif not isinstance(policy, PolicyBook):
            policy = PolicyBook.from_json(policy)
        if calendar is None:
            calendar = WorkCalendar.china()
        elif not isinstance(calendar, WorkCalendar):
            calendar = WorkCalendar.from_json(calendar)
        if organisation is not None and not isinstance(organisation, Organisation):
            organisation = Organisation.from_json(organisation)
        people = None if organisation is None else organisation._handle
        handle = _anxun.Context(policy._handle, calendar._handle, people, stamp, reveal)
        for name, value in (
            ("_as_of", stamp),
            ("_policy", policy),
            ("_calendar", calendar),
            ("_organisation", organisation),
            ("_reveal", reveal),
            ("_handle", handle),
        ):
            object.__setattr__(self, name, value)

    @property
    def as_of(self) -> datetime:
        """The moment of the question."""
        return datetime.fromisoformat(self._as_of).replace(microsecond=0)

    @property
    def policy(self) -> PolicyBook:
        """The policy."""
        return self._policy

    @property
    def calendar(self) -> WorkCalendar:
        """The work calendar."""
        return self._calendar

    @property
    def organisation(self) -> Organisation | None:
        """The organisation."""
        return self._organisation

    @property
    def reveal(self) -> bool:
        """Whether findings show employee numbers whole."""
        return self._reveal

    def to_dict(self) -> dict[str, Any]:
        """The context as ``anxun.call`` reads it."""
        return {
            "as_of": self._as_of,
            "policy": self.policy.to_dict(),
            "calendar": self.calendar.to_dict(),
            "organisation": None if self.organisation is None else self.organisation.to_dict(),
            "reveal": self.reveal,
        }

    def to_json(self) -> str:
        """The same as text."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def __reduce__(self) -> tuple[Any, ...]:
        parts = self._as_of, self._policy, self._calendar, self._organisation, self._reveal
        return _context, parts

    def __repr__(self) -> str:
        return f"<Context as of {self._as_of}: {self.policy!r}, {self.calendar!r}, {self.organisation!r}>"


def handle_of(context: Context) -> _anxun.Context:
    """The handle of a context; what is none is an error of the program."""
    if not isinstance(context, Context):
        raise TypeError(f"an anxun.Context is needed, not {type(context).__name__}")
    return context._handle


def _context(
    as_of: str, policy: PolicyBook, calendar: WorkCalendar, organisation: Organisation | None, reveal: bool
) -> Context:
    return Context(as_of=as_of, policy=policy, calendar=calendar, organisation=organisation, reveal=reveal)
