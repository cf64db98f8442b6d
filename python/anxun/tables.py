"""The tables of the core, and the JSON door."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from . import _anxun
from ._shape import Shape, read
from ._values import Document, document, encodable
from .vocabulary import Family, Grade, Remedy, Severity

__all__ = ["OperationInfo", "Rule", "RuleCase", "call", "call_json", "explain", "operations", "rules"]


@dataclass(frozen=True, slots=True)
class RuleCase(Shape):
    """A condition under which severity, grade or remedy are others."""

    severity: Severity
    grade: Grade | None
    suspected: bool
    remedy: Remedy | None
    zh: str
    """The condition in Chinese."""
    en: str
    """The condition in English."""


@dataclass(frozen=True, slots=True, repr=False)
class Rule(Shape):
    """One row of the rule catalogue."""

    code: str
    """The code, ``TP-05``."""
    name: str
    """The name, ``record-invalid``."""
    severity: Severity
    grade: Grade | None
    suspected: bool
    remedy: Remedy | None
    also: RuleCase | None
    family: Family
    clauses: tuple[str, ...]
    facets: dict[str, list[str]]
    """What the source must carry for the rule to be asked: ``all`` or ``any`` of the facets."""
    basis: tuple[str, ...]
    between_records: bool
    breaks: str
    zh: str
    en: str
    why_zh: str
    why_en: str

    def __repr__(self) -> str:
        return f"<Rule {self.code} {self.name}: {self.en}>"


@dataclass(frozen=True, slots=True)
class OperationInfo(Shape):
    """One row of the table of operations."""

    name: str
    zh: str
    en: str


def call_json(operation: str, request: Document) -> str:
    """Answers one operation: JSON in, canonical JSON out, the same bytes as in Rust and C."""
    return _anxun.call(encodable(operation), document(request))


def call(operation: str, request: Document | None = None) -> Any:
    """Answers one operation as plain data; records, contexts and values of this package may stand in the request."""
    return json.loads(call_json(operation, {} if request is None else request))


def operations() -> tuple[OperationInfo, ...]:
    """Every operation."""
    return read(tuple[OperationInfo, ...], call("operation.list"))


def rules() -> tuple[Rule, ...]:
    """The catalogue of rules."""
    return read(tuple[Rule, ...], call("rule.list"))


def explain(code: str, lang: str = "zh") -> str:
    """A rule as a text for people, in ``zh`` or ``en``; ``UnknownCodeError`` for what is no rule."""
    text: str = call("rule.explain", {"code": code, "lang": lang})["text"]
    return text
