"""The policy (制度参数): every number, share, limit and switch of the scheme, version by version."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from . import _anxun
from ._shape import Frozen, Shape, read
from ._values import Document, day, document, encodable

__all__ = ["PolicyBook", "PolicyChange", "PolicyWarning"]


@dataclass(frozen=True, slots=True)
class PolicyWarning(Shape):
    """A value laxer than its source (``LaxerThanSource``), or a set of elements of another size (``ElementCount``)."""

    code: str
    version: int
    """The place of the version in the book."""
    zh: str
    en: str
    key: str | None = None
    value: Any = None
    asked: Any = None
    """What the source asks for."""
    source: str | None = None
    reason: str | None = None
    """Why, in the host's words."""
    count: int | None = None
    required: int | None = None

    @classmethod
    def _read(cls, data: Any) -> Self:
        return cls(**data)


@dataclass(frozen=True, slots=True)
class PolicyChange(Shape):
    """One value that differs between two policies on a day."""

    key: str
    before: Any
    after: Any
    direction: str
    """``Stricter``, ``Laxer`` or ``Different``."""
    unit: str
    zh: str
    en: str


class PolicyBook(Frozen):
    """The versions of the policy by the day on which each takes effect."""

    __slots__ = ("_handle",)
    _handle: _anxun.PolicyBook

    def __init__(self) -> None:
        raise TypeError("a policy comes from PolicyBook.seed or PolicyBook.from_json")

    @classmethod
    def _of(cls, handle: _anxun.PolicyBook) -> Self:
        book = cls.__new__(cls)
        object.__setattr__(book, "_handle", handle)
        return book

    @classmethod
    def seed(cls, revised_on: date | None = None) -> Self:
        """The values of the scheme; with a day, those before and after the change of 2023 (VI.4.2)."""
        return cls._of(_anxun.PolicyBook.seed(None if revised_on is None else day(revised_on)))

    @classmethod
    def from_json(cls, data: Document) -> Self:
        """A book from data: ``{"versions": [{"effective_from", "label", "set", "reasons"}]}``."""
        return cls._of(_anxun.PolicyBook.from_json(document(data)))

    def revise(self, from_: date, changes: Document, reason: str = "") -> Self:
        """The book with one version more: the last one with ``changes``, in force from a day on."""
        return self._of(self._handle.revise(day(from_), document(changes), encodable(reason, "/reason")))

    def validate(self, *, strict: bool = False) -> tuple[PolicyWarning, ...]:
        """Names each value laxer than its source; in strict mode each needs a reason."""
        return read(tuple[PolicyWarning, ...], json.loads(self._handle.validate(strict)))

    def diff(self, other: PolicyBook, on: date) -> tuple[PolicyChange, ...]:
        """How the other book differs from this one on a day."""
        return read(tuple[PolicyChange, ...], json.loads(self._handle.diff(other._handle, day(on))))

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the versions, the earliest first."""
        return tuple(self._handle.labels())

    def label_on(self, on: date) -> str:
        """The label of the version in force on a day; ``PolicyNotInForceError`` before the first."""
        return self._handle.label_on(day(on))

    def to_json(self) -> str:
        """The book as JSON that ``from_json`` reads."""
        return self._handle.to_json()

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        plain: dict[str, Any] = json.loads(self.to_json())
        return plain

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PolicyBook) and self._handle.equals(other._handle)

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).from_json, (self.to_json(),)

    def __repr__(self) -> str:
        return f"<PolicyBook {list(self.labels)!r}>"
