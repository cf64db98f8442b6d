"""Record numbers (记录编号) and their allocation in one scope.

A host keeps one counter row for each scope (year, department, training type); a ``Sequence`` is that row. Numbers are never
recycled.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import total_ordering
from typing import Any, Self

from . import _anxun
from ._shape import Shape, read
from ._values import encodable, stamp_text

__all__ = ["Block", "Normalisation", "NumberRange", "RecordNumber", "Returned", "Scope", "Sequence", "Void"]


@total_ordering
@dataclass(frozen=True, slots=True)
class Scope(Shape):
    """What a sequence counts within."""

    year: int
    """Year (年度), 1900 to 9999."""
    department: str
    """Department code (部门代码)."""
    training_type: str
    """Type code (培训类型代码)."""

    def __post_init__(self) -> None:
        self.number(1)

    def number(self, sequence: int) -> RecordNumber:
        """The number of that sequence in this scope."""
        return RecordNumber(self.year, self.department, self.training_type, sequence)

    def __lt__(self, other: object) -> bool:
        return self._key() < other._key() if isinstance(other, Scope) else NotImplemented

    def _key(self) -> tuple[int, str, str]:
        return self.year, self.department, self.training_type

    def __str__(self) -> str:
        return str(self.number(1)).rpartition("-")[0]


@dataclass(frozen=True, slots=True)
class Normalisation(Shape):
    """One change that lenient reading made."""

    what: str
    """``Trimmed``, ``Narrowed``, ``Dashes``, ``UpperCased`` or ``SequenceWidth``."""
    from_: str
    """The text before this change."""
    to: str
    """The text after it."""
    zh: str
    """The change in Chinese."""
    en: str
    """The change in English."""


@total_ordering
@dataclass(frozen=True, slots=True)
class RecordNumber(Shape):
    """The number of a record, such as ``2023-AJ-SC-001``. Numbers sort by year, department, type and sequence."""

    year: int
    """Year (年度), 1900 to 9999."""
    department: str
    """Department code (部门代码)."""
    training_type: str
    """Type code (培训类型代码)."""
    sequence: int
    """Sequence (序号), 1 to 9999."""

    def __post_init__(self) -> None:
        str(self)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads a number strictly, byte for byte; ``NumberMalformedError`` (NB-01) for all else."""
        return cls(*_anxun.parse_number(text))

    @classmethod
    def parse_lenient(cls, text: str) -> tuple[Self, tuple[Normalisation, ...]]:
        """Reads a number leniently (white space, full width, dashes, small letters, width); says what was changed."""
        parts, notes = _anxun.parse_lenient(text)
        return cls(*parts), read(tuple[Normalisation, ...], json.loads(notes))

    @property
    def scope(self) -> Scope:
        """The scope in which the number was counted."""
        return Scope(self.year, self.department, self.training_type)

    @property
    def is_widened(self) -> bool:
        """Whether the sequence passed 999 and has four digits (NB-08)."""
        return self.sequence > 999

    def __lt__(self, other: object) -> bool:
        return self._key() < other._key() if isinstance(other, RecordNumber) else NotImplemented

    def _key(self) -> tuple[int, str, str, int]:
        return self.year, self.department, self.training_type, self.sequence

    def __str__(self) -> str:
        codes = encodable(self.department, "/department"), encodable(self.training_type, "/training_type")
        return _anxun.number_text(self.year, *codes, self.sequence)

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __repr__(self) -> str:
        return f"RecordNumber.parse({str(self)!r})"

    @classmethod
    def _read(cls, data: Any) -> Self:
        return cls.parse(data)

    def _write(self) -> Any:
        return str(self)


@dataclass(frozen=True, slots=True)
class NumberRange(Shape):
    """Sequences from one to another, both included."""

    from_: int
    to: int

    def __len__(self) -> int:
        return max(0, self.to - self.from_ + 1)


@dataclass(frozen=True, slots=True)
class Void(Shape):
    """The void entry of a number (作废登记): it explains the gap, and the number stays used."""

    number: RecordNumber
    reason: str
    """Why it is void, never blank."""
    by: str | None
    """The role that voided it, never a name."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Returned(Shape):
    """What became of the unused tail of a block."""

    scope: Scope
    returned: NumberRange | None
    """The numbers that went back to the counter and will be given out again."""
    to_void: NumberRange | None
    """The numbers that cannot go back, because later ones were given out: they have to be voided with a reason."""

    def voids(self, reason: str, at: datetime, by: str | None = None) -> tuple[Void, ...]:
        """The void entries of ``to_void``."""
        role = None if by is None else encodable(by, "/by")
        rows = _anxun.voids(self.to_json(), encodable(reason, "/reason"), role, stamp_text(at, "/at"))
        return read(tuple[Void, ...], json.loads(rows))


class Sequence:
    """The counter row of one scope (序号计数). Threads may share it."""

    __slots__ = ("_handle", "_scope")

    def __init__(self, scope: Scope, counter: int = 1) -> None:
        self._scope = scope
        self._handle = _anxun.Sequence(scope.year, scope.department, scope.training_type, counter)

    @property
    def scope(self) -> Scope:
        """What is counted within."""
        return self._scope

    @property
    def counter(self) -> int:
        """The number that is given out next: what the host writes back to its row."""
        return self._handle.counter()

    @property
    def left(self) -> int:
        """How many numbers are left."""
        return self._handle.left()

    def next(self) -> RecordNumber:
        """Gives out the next number; ``SequenceEndError`` after 9999."""
        return RecordNumber(*self._handle.next())

    def reserve(self, count: int) -> Block:
        """Reserves the next ``count`` numbers as a block."""
        return Block._of(self._handle.reserve(count))

    def to_dict(self) -> dict[str, Any]:
        """The row: scope and next number."""
        return {"scope": self.scope.to_dict(), "next": self.counter}

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Self:
        """The counter of a row."""
        return cls(Scope.from_dict(row["scope"]), row["next"])

    def __repr__(self) -> str:
        return f"Sequence({self.scope!r}, {self.counter})"


class Block:
    """A reserved block of numbers (预留号段). It has one owner, and giving it back consumes it."""

    __slots__ = ("_handle",)
    _handle: _anxun.Block

    def __init__(self) -> None:
        raise TypeError("a block comes from Sequence.reserve or Block.from_json")

    @classmethod
    def _of(cls, handle: _anxun.Block) -> Self:
        block = cls.__new__(cls)
        block._handle = handle
        return block

    @classmethod
    def from_json(cls, row: str) -> Self:
        """The block of a row that the host kept."""
        return cls._of(_anxun.Block(encodable(row)))

    def to_json(self) -> str:
        """The row: scope, first, last and next number."""
        return self._handle.row()

    def take(self) -> RecordNumber:
        """Takes the next number of the block; ``NumberNotReservedError`` when all are taken."""
        return RecordNumber(*self._handle.take())

    @property
    def unused(self) -> NumberRange | None:
        """The numbers that were not taken."""
        row = json.loads(self.to_json())
        return NumberRange(row["next"], row["to"]) if row["next"] <= row["to"] else None

    def give_back(self, sequence: Sequence) -> Returned:
        """Gives the block back: its tail returns to the counter, or has to be voided where later numbers were given out."""
        return Returned.from_dict(json.loads(self._handle.give_back(sequence._handle)))

    def __repr__(self) -> str:
        return f"Block.from_json({self.to_json()!r})"
