"""What went wrong with a *question*: faults, and the base of all exceptions.

A record that breaks a rule is no error but a finding. An exception means that no answer could be computed; it carries every
fault of the document with its place. The classes, one for each code, are in ``anxun.errors``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from ._shape import Shape

__all__ = ["AnxunError", "Fault"]


@dataclass(frozen=True, slots=True)
class Fault(Shape):
    """One fault at one place of a document. Nothing in it shows a name or a number of a person."""

    code: str
    """Name of the code, such as ``DateFormat``."""
    path: str
    """JSON pointer to the place; empty for the whole document."""
    found: str
    """What was found there."""
    expected: str
    """What was expected."""


class AnxunError(Exception):
    """Why a question could not be answered. ``code``, ``path``, ``found`` and ``expected`` are those of the first fault."""

    status: ClassVar[int] = 0
    """The status of the code in C."""
    zh: ClassVar[str] = ""
    """What the code means, in Chinese."""
    en: ClassVar[str] = ""
    """What the code means, in English."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)

    @classmethod
    def of(cls, found: str, expected: str, path: str = "") -> Self:
        """The exception of one fault."""
        return cls(Fault(cls.__name__.removesuffix("Error"), path, found, expected))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault, in the order of the places."""
        return self.args

    @property
    def code(self) -> str:
        """Name of the code."""
        return self.faults[0].code

    @property
    def path(self) -> str:
        """JSON pointer to the place; empty for the whole document."""
        return self.faults[0].path

    @property
    def found(self) -> str:
        """What was found there."""
        return self.faults[0].found

    @property
    def expected(self) -> str:
        """What was expected."""
        return self.faults[0].expected

    def __str__(self) -> str:
        return "; ".join(_text(fault) for fault in self.faults)


def _text(fault: Fault) -> str:
    place = f" at {fault.path}" if fault.path else ""
    return f"{fault.code}{place}: {_class(fault.code).en} [found {fault.found}; expected {fault.expected}]"


def _class(code: str) -> type[AnxunError]:
    # errors.py is built on this module.
    from .errors import BY_CODE

    return BY_CODE.get(code, AnxunError)


def exception_of(rows: Sequence[tuple[str, str, str, str]]) -> AnxunError:
    """The exception of some faults (code, path, found, expected): what the Rust side raises."""
    faults = [Fault(*row) for row in rows]
    return _class(faults[0].code)(*faults)
