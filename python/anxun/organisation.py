"""The organisation (组织): units, people and their spells of employment, certificates and roles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Self

from . import _anxun
from ._shape import Frozen
from ._values import Document, document

__all__ = ["Organisation"]


class Organisation(Frozen):
    """Units and people whose facts fit together. Its people are personal data: ``repr`` only counts them."""

    __slots__ = ("_handle",)
    _handle: _anxun.Organisation

    def __init__(self) -> None:
        raise TypeError("an organisation comes from Organisation.from_json")

    @classmethod
    def from_json(cls, data: Document) -> Self:
        """An organisation from data: ``{"name", "units", "people", "safety_department", "aliases"}``."""
        organisation = cls.__new__(cls)
        object.__setattr__(organisation, "_handle", _anxun.Organisation.from_json(document(data)))
        return organisation

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The same from plain data."""
        return cls.from_json(data)

    @property
    def name(self) -> str:
        """Name of the company."""
        return self._handle.name()

    @property
    def departments(self) -> dict[str, str]:
        """The departments: name by code."""
        return dict(self._handle.departments())

    @property
    def people(self) -> int:
        """How many people it knows."""
        return self._handle.people()

    def to_json(self) -> str:
        """The organisation as JSON that ``from_json`` reads."""
        return self._handle.to_json()

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        plain: dict[str, Any] = json.loads(self.to_json())
        return plain

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).from_json, (self.to_json(),)

    def __repr__(self) -> str:
        return f"<Organisation {self.name!r}: {len(self.departments)} departments, {self.people} people>"
