"""A flat ledger (培训台账), one row a person and session as plants keep it, turned into records and judged.

Which headings are understood, how rows become records, and what a ledger does not carry: ``ledger_headings`` and docs/frames.md.
"""

from __future__ import annotations

import importlib
import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from ._shape import Frozen, Shape, read
from ._values import Document
from .context import Context
from .errors import BY_CODE
from .faults import Fault
from .quality import Inputs
from .register import Findings, Register, RegisterReview
from .summary import Summary
from .tables import call
from .vocabulary import Facet

__all__ = [
    "Ledger",
    "LedgerHeading",
    "LedgerRecord",
    "LedgerReview",
    "ledger_headings",
    "ledger_records",
    "review_ledger",
]


@dataclass(frozen=True, slots=True)
class LedgerHeading(Shape):
    """A column of a ledger that is understood."""

    name: str
    """Its name in a mapping, also a heading of its own."""
    zh: tuple[str, ...]
    """Other headings that are understood."""
    path: str
    """Where it goes in the record; ``*`` stands for the entry of the person."""
    of: str
    """``Session`` (every row of a record says the same, or nothing) or ``Person``."""


@dataclass(frozen=True, slots=True, repr=False)
class LedgerRecord(Shape):
    """A record made of rows."""

    record: dict[str, Any]
    """The record, as ``review`` reads it."""
    rows: tuple[int, ...]
    """The rows that it was made of, from 0."""

    def __repr__(self) -> str:
        return f"<LedgerRecord of {len(self.rows)} rows>"


@dataclass(frozen=True, slots=True, repr=False)
class Ledger(Shape):
    """The records of a ledger. Every row is in one of them, or named by a problem."""

    records: tuple[LedgerRecord, ...]
    """In the order of their first rows."""
    absent_facets: tuple[Facet, ...]
    """Facets that the ledger does not carry: what needs them is not assessed."""
    unknown: tuple[str, ...]
    """Headings that are not understood; they are not read."""
    problems: tuple[Fault, ...]
    """What contradicts itself or cannot be read, by row from 0 and heading. Never a value, never a person."""

    def __repr__(self) -> str:
        return f"<Ledger: {len(self.records)} records, {len(self.problems)} problems>"


class LedgerReview(Frozen):
    """A ledger that was judged: the line of a finding is the place of its record in ``ledger.records``, from 1."""

    __slots__ = ("_review", "ledger")
    _review: RegisterReview
    ledger: Ledger
    """The records and the rows that they were made of."""

    def __init__(self, ledger: Ledger, review: RegisterReview) -> None:
        object.__setattr__(self, "ledger", ledger)
        object.__setattr__(self, "_review", review)

    @property
    def summary(self) -> Summary:
        """Totals, rates, KPI, the worst, what falls due."""
        return self._review.summary

    @property
    def findings(self) -> Findings:
        """The findings of the records."""
        return self._review.findings

    @property
    def absent_facets(self) -> tuple[Facet, ...]:
        """Facets that the ledger does not carry."""
        return self.ledger.absent_facets

    @property
    def problems(self) -> tuple[Fault, ...]:
        """What was left out of the judgement; empty unless it was asked to go on."""
        return self.ledger.problems

    def __repr__(self) -> str:
        return f"<LedgerReview: {self.ledger!r}, {self.summary!r}>"


def ledger_headings() -> tuple[LedgerHeading, ...]:
    """The headings that are understood."""
    return read(tuple[LedgerHeading, ...], call("ledger.headings"))


def ledger_records(
    frame: object, mapping: Mapping[str, str] | None = None, constants: Mapping[str, object] | None = None
) -> Ledger:
    """The records of a ledger: a frame of pyarrow, Polars or pandas, a DuckDB relation, or an iterable of dicts such as a
    ``csv.DictReader``.

    ``mapping`` gives headings for the names of ``ledger_headings`` where they are others; ``constants`` what holds for every
    row, such as ``{"kind": "Refresher"}``.
    """
    constant = {name: _cell(value) for name, value in (constants or {}).items()}
    options = {"mapping": dict(mapping or {}), "constants": constant}
    request = json.dumps({"rows": [_row(row) for row in _rows(frame)], "options": options}, ensure_ascii=False)
    return Ledger.from_dict(call("ledger.records", request))


def review_ledger(
    frame: object,
    context: Context,
    mapping: Mapping[str, str] | None = None,
    *,
    constants: Mapping[str, object] | None = None,
    inputs: Inputs | Document | None = None,
    problems: Callable[[tuple[Fault, ...]], object] | None = None,
) -> LedgerReview:
    """Judges a ledger. Rows that contradict each other or cannot be read are an exception that names row and column; with
    ``problems`` that function gets them, and the other records are judged."""
    ledger = ledger_records(frame, mapping, constants)
    if ledger.problems:
        if problems is None:
            raise BY_CODE[ledger.problems[0].code](*ledger.problems)
        problems(ledger.problems)
    register = Register(context, inputs)
    records = [json.dumps(one.record, ensure_ascii=False) for one in ledger.records]
    for start in range(0, len(records), 512):
        register.push_lines(start + 1, records[start : start + 512])
    return LedgerReview(ledger, register.finish())


def _rows(frame: Any) -> Iterable[Mapping[str, object]]:
    """The rows of a frame, each as a dict: by the frame's own method, no package is imported but for a relation."""
    if isinstance(frame, str | bytes | Mapping):
        raise TypeError(f"a frame or an iterable of dicts is needed, not {type(frame).__name__}")
    module = type(frame).__module__.partition(".")[0]
    if module == "polars":
        rows: Iterable[Mapping[str, object]] = getattr(frame, "collect", lambda: frame)().to_dicts()
        return rows
    if module == "pandas":
        rows = frame.to_dict("records")
        return rows
    if module == "pyarrow" and hasattr(frame, "read_all"):
        frame = frame.read_all()
    if module in ("pyarrow", "anxun"):
        rows = frame.to_pylist()
        return rows
    if module == "duckdb" or module == "_duckdb" or hasattr(frame, "__arrow_c_stream__"):
        rows = importlib.import_module("pyarrow").table(frame).to_pylist()
        return rows
    if not isinstance(frame, Iterable):
        raise TypeError(f"a frame or an iterable of dicts is needed, not {type(frame).__name__}")
    return frame


def _row(row: object) -> dict[str, object]:
    if not isinstance(row, Mapping):
        raise TypeError(f"rows are dicts, not {type(row).__name__}")
    return {str(heading): _cell(cell) for heading, cell in row.items()}


def _cell(cell: object) -> object:
    """A cell as JSON. A moment without an offset at midnight is the day that a spreadsheet means by it."""
    if cell is None or isinstance(cell, str | bool | int):
        return cell
    if isinstance(cell, float):
        # A column of whole numbers with gaps comes as floats.
        return None if math.isnan(cell) else int(cell) if cell.is_integer() else cell
    if cell != cell:
        return None
    if isinstance(cell, datetime):
        is_day = cell.tzinfo is None and cell.time() == time(0)
        return cell.date().isoformat() if is_day else cell.isoformat(timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat(timespec="minutes" if cell.second == 0 else "seconds")
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else format(cell, "f")
    item = getattr(cell, "item", None)
    if item is not None:
        # A number of numpy.
        return _cell(item())
    raise TypeError(f"a cell of the type {type(cell).__name__} has no form in a ledger")
