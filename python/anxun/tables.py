"""The tables of the core, and the JSON door."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from . import _anxun
from ._shape import Shape, read
from ._values import Document, document, encodable
from .vocabulary import Family, Grade, Remedy, Severity, Step, WordingField

__all__ = [
    "LexiconEntry",
    "OperationInfo",
    "Rule",
    "RuleCase",
    "WordingHint",
    "call",
    "call_json",
    "explain",
    "lexicon",
    "operations",
    "rules",
    "wording_hints",
]


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
    asked_from: Step
    """The step of its life from which a record is asked."""
    between_records: bool
    is_limit: bool
    """Whether the rule is itself a limit, whose end is the due of its findings."""
    breaks: str
    zh: str
    en: str
    why_zh: str
    why_en: str
    observed_zh: str
    """What ``observed`` of a finding holds."""
    observed_en: str
    expected_zh: str
    """What ``expected`` of a finding holds."""
    expected_en: str
    moved_by: tuple[str, ...]
    """The parameters of the policy on which it rests whether the rule fires, by key."""

    def __repr__(self) -> str:
        return f"<Rule {self.code} {self.name}: {self.en}>"


@dataclass(frozen=True, slots=True)
class OperationInfo(Shape):
    """One row of the table of operations."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class LexiconEntry(Shape):
    """One row of the lexicon of wording."""

    term: str
    """The colloquial expression; ``…`` in it stands for anything within one clause."""
    preferred: str
    """The term of the trade."""
    field: WordingField
    longer: tuple[str, ...]
    """Longer correct terms, inside which the expression does not fire."""
    example: str
    """A sentence in which it fires."""
    counter_example: str
    """A sentence in which it must not."""


@dataclass(frozen=True, slots=True)
class WordingHint(Shape):
    """A colloquial expression in a text."""

    bytes: tuple[int, ...]
    """Where it begins and ends, in bytes of UTF-8."""
    characters: tuple[int, ...]
    """Where it begins and ends, in characters: ``text[slice(*characters)]``."""
    term: str
    preferred: str


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


def lexicon() -> tuple[LexiconEntry, ...]:
    """The lexicon of colloquial expressions that ships."""
    return read(tuple[LexiconEntry, ...], call("wording.lexicon"))


def wording_hints(
    text: str, *, terms: dict[str, str] | None = None, without: list[str] | None = None
) -> tuple[WordingHint, ...]:
    """The colloquial expressions of a text; ``terms`` and ``without`` as the parameters ``wording.*``."""
    request: dict[str, Any] = {"text": text, "terms": terms or {}, "without": without or []}
    return read(tuple[WordingHint, ...], call("wording.hints", request)["hints"])
