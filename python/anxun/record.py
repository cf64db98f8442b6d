"""The training record as an object of its own: read once, judged as often as one likes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from . import _anxun
from ._shape import Frozen
from ._values import Document, document
from .vocabulary import TrainingKind

__all__ = ["TrainingRecord"]


class TrainingRecord(Frozen):
    """A training record, read whole or not at all. What its fields mean is in ``anxun.call("record.schema", {})``."""

    __slots__ = ("_handle",)
    _handle: _anxun.TrainingRecord

    def __init__(self) -> None:
        raise TypeError("a record comes from TrainingRecord.from_json")

    @classmethod
    def from_json(cls, data: Document) -> Self:
        """A record from data; an exception with every fault otherwise. To judge a record in spite of its faults, hand
        the data to ``anxun.review``."""
        record = cls.__new__(cls)
        object.__setattr__(record, "_handle", _anxun.TrainingRecord.from_json(document(data)))
        return record

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The same from plain data."""
        return cls.from_json(data)

    @property
    def id(self) -> str | None:
        """The host's id of the record."""
        return self._handle.head()[0]

    @property
    def number(self) -> str | None:
        """Record number as written."""
        return self._handle.head()[1]

    @property
    def kind(self) -> TrainingKind | None:
        """Kind of training."""
        code = self._handle.head()[2]
        return None if code is None else TrainingKind(code)

    @property
    def department(self) -> str | None:
        """Department of the record."""
        return self._handle.head()[3]

    @property
    def date(self) -> date | None:
        """Date of the session."""
        text = self._handle.head()[4]
        return None if text is None else date.fromisoformat(text)

    def to_json(self) -> str:
        """The record as canonical JSON; absent facts are not written."""
        return self._handle.to_json()

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        plain: dict[str, Any] = json.loads(self.to_json())
        return plain

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TrainingRecord) and self._handle.equals(other._handle)

    def __hash__(self) -> int:
        return hash(self._handle.head())

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).from_json, (self.to_json(),)

    def __repr__(self) -> str:
        kind = None if self.kind is None else self.kind.value
        return f"<TrainingRecord {self.number!r} {kind} {self.date}>"
