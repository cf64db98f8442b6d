"""Records as columns: frames of pyarrow, Polars, pandas, DuckDB or nanoarrow judged as they stand, tables given back.

``review_frame`` takes whatever has the Arrow PyCapsule interface, and gives tables that every such library reads without a
copy. A row is judged as the same record in JSON would be. ``review_batches`` gives the tables batch by batch and keeps none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any, Protocol, Self, TypeGuard

from . import _anxun, _html
from ._shape import Frozen, Shape, read
from ._values import Document
from .context import Context
from .errors import WrongHandleError
from .findings import Warning
from .quality import Inputs
from .register import Register, RegisterReview
from .summary import Summary
from .tables import call
from .vocabulary import Facet, TrainingKind, WarningKind

__all__ = [
    "ColumnInfo",
    "Frame",
    "FrameBatches",
    "FrameReview",
    "Judgements",
    "RecordSchema",
    "Table",
    "TableSchema",
    "columns",
    "review_batches",
    "review_frame",
    "schema",
]


class _Stream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...


class _Array(Protocol):
    def __arrow_c_array__(self, requested_schema: object = None) -> object: ...


Frame = _Stream | _Array | Iterable[_Stream | _Array]
"""What can be judged: a frame, or an iterable of frames of the same columns, such as an iterator of record batches."""


_READERS: dict[str, Callable[[str], date]] = {"stamp": datetime.fromisoformat, "date": date.fromisoformat}


class Table(Frozen):
    """A table of the answer. Any library with the Arrow PyCapsule interface reads it, as often as it likes, without a copy:
    ``polars.DataFrame(table)``, ``pyarrow.table(table)``, ``pandas.DataFrame.from_arrow(table)``; DuckDB by its name."""

    __slots__ = ("_handle",)
    _handle: _anxun.Table

    def __init__(self, handle: _anxun.Table) -> None:
        object.__setattr__(self, "_handle", handle)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A stream of the table. Its schema is stable: another one that is asked for is not made."""
        return self._handle.stream()

    def __arrow_c_schema__(self) -> object:
        """The schema, with the meaning of each column in its metadata."""
        return self._handle.schema()

    def __len__(self) -> int:
        return self._handle.count()

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(name for name, _ in self._handle.columns())

    def to_pylist(self) -> list[dict[str, Any]]:
        """The rows as dicts; stamps are aware datetimes, days are dates."""
        return self._page(0, len(self))

    def _page(self, start: int, count: int) -> list[dict[str, Any]]:
        columns = [(name, _READERS.get(stands_for)) for name, stands_for in self._handle.columns()]
        return [
            {
                name: cell if reader is None or cell is None else reader(cell)
                for (name, reader), cell in zip(columns, row, strict=True)
            }
            for row in json.loads(self._handle.rows(start, count))
        ]

    def __repr__(self) -> str:
        return f"<Table of {len(self)} rows: {', '.join(self.column_names)}>"

    def _repr_html_(self) -> str:
        shown = ["" if cell is None else cell for row in self._page(0, _html.ROWS) for cell in row.values()]
        width = len(self.column_names)
        rows = [shown[at : at + width] for at in range(0, len(shown), width)]
        more = f", of which the first {len(rows)}" if len(self) > len(rows) else ""
        return _html.titled(f"{len(self)} rows{more}", self.column_names, rows)


class Judgements(Frozen):
    """What became of some rows: tables that are joined by ``line``."""

    __slots__ = ("faults", "findings", "verdicts")
    verdicts: Table
    """One row a record: whether it passes, validity, completeness, grade, counts."""
    findings: Table
    """One row a finding."""
    faults: Table
    """One row for each fact that was left out, or that stands against judging a record."""

    def __init__(self, tables: tuple[_anxun.Table, _anxun.Table, _anxun.Table]) -> None:
        for name, table in zip(("verdicts", "findings", "faults"), tables, strict=True):
            object.__setattr__(self, name, Table(table))

    def __repr__(self) -> str:
        counts = f"{len(self.verdicts)} verdicts, {len(self.findings)} findings, {len(self.faults)} faults"
        return f"<{type(self).__name__}: {counts}>"


class FrameBatches(Iterator[Judgements]):
    """The tables of a frame, batch by batch: each is made when it is asked for, and none is kept."""

    def __init__(
        self,
        frame: Frame,
        register: Register,
        first_line: int,
        progress: Callable[[int], object] | None,
        threads: int,
    ) -> None:
        self._frames = _frames(frame)
        self._register = register
        self._first = first_line
        self._progress = progress
        self._threads = min(max(threads, 1), 64)
        self._review: RegisterReview | None = None
        first = next(self._frames, None)
        self._columns = None if first is None else _anxun.Columns(first, first_line)
        self._unknown, self._unknown_count = ([], 0) if self._columns is None else self._columns.unknown()
        self._absent = [] if self._columns is None else self._columns.absent()

    def __next__(self) -> Judgements:
        if self._columns is None:
            raise StopIteration
        handle, keeps = self._register._handle, self._register._keep
        while (tables := self._columns.step(handle, self._threads, keeps)) is None:
            further = next(self._frames, None)
            if further is None:
                raise StopIteration
            self._columns.follow(further)
        if self._progress is not None:
            self._progress(self._columns.next_line() - self._first)
        return Judgements(tables)

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """Columns that the record does not know, by their pointers: the first hundred. They are not read."""
        return tuple(self._unknown)

    @property
    def unknown_count(self) -> int:
        """How many unknown columns there are."""
        return self._unknown_count

    @property
    def absent_facets(self) -> tuple[Facet, ...]:
        """Facets that no column carries: what needs them is not assessed."""
        return tuple(map(Facet, self._absent))

    @property
    def warnings(self) -> tuple[Warning, ...]:
        """The unknown columns as warnings; once finished also a calendar that ends soon."""
        found = [_warning(WarningKind.UNKNOWN_KEY, path) for path in self._unknown]
        ends = None if self._review is None else self._review.summary.calendar_ends
        return (*found, *([] if ends is None else [_warning(WarningKind.CALENDAR_ENDS, ends.isoformat())]))

    def finish(self) -> RegisterReview:
        """Judges what is left, and answers the summary; consumes the register."""
        for _ in self:
            pass
        if self._review is None:
            self._review = self._register.finish()
        return self._review

    def __repr__(self) -> str:
        return f"<FrameBatches: {self._columns.next_line() - self._first if self._columns else 0} rows judged>"


class FrameReview(Judgements):
    """A frame that was judged."""

    __slots__ = ("_review", "absent_facets", "unknown_columns", "unknown_count", "warnings")
    _review: RegisterReview | None
    unknown_columns: tuple[str, ...]
    """Columns that the record does not know, by their pointers: the first hundred. They are not read."""
    unknown_count: int
    """How many unknown columns there are."""
    absent_facets: tuple[Facet, ...]
    """Facets that no column carries: what needs them is not assessed."""
    warnings: tuple[Warning, ...]
    """The unknown columns as warnings, and a calendar that ends soon."""

    @classmethod
    def _of(cls, batches: FrameBatches, finish: bool) -> Self:
        made = cls(_joined(batches))
        review = batches.finish() if finish else None
        for name, value in (
            ("_review", review),
            ("unknown_columns", batches.unknown_columns),
            ("unknown_count", batches.unknown_count),
            ("absent_facets", batches.absent_facets),
            ("warnings", batches.warnings),
        ):
            object.__setattr__(made, name, value)
        return made

    @property
    def summary(self) -> Summary:
        """Totals, rates, KPI, the worst, what falls due: as ``Register.finish`` gives it."""
        return self._whole().summary

    def to_json(self) -> str:
        """The summary as canonical JSON."""
        return self._whole().to_json()

    def _whole(self) -> RegisterReview:
        if self._review is None:
            raise WrongHandleError.of("a register of the caller that goes on", "its own finish()")
        return self._review


def review_frame(
    frame: Frame,
    context: Context | None = None,
    inputs: Inputs | Document | None = None,
    *,
    first_line: int = 1,
    register: Register | None = None,
    progress: Callable[[int], object] | None = None,
    threads: int = 1,
) -> FrameReview:
    """Judges a frame, one record a row: a pyarrow ``Table`` or ``RecordBatchReader``, a Polars ``DataFrame`` or ``LazyFrame``,
    a pandas ``DataFrame`` (2.2 or newer, with pyarrow), a DuckDB relation, a nanoarrow stream, or an iterable of such frames.

    The columns are those of ``schema()``; what is missing is not assessed, what is unknown is not read. With ``register`` the
    rows go into a register that goes on, which has the context and gives the summary. ``progress`` gets the number of rows so
    far; what it raises ends the judgement. ``threads`` work side by side, the answer is the same whatever their number.
    """
    whole = _register(register, context, inputs)
    return FrameReview._of(FrameBatches(frame, whole, first_line, progress, threads), finish=register is None)


def review_batches(
    frame: Frame,
    context: Context | None = None,
    inputs: Inputs | Document | None = None,
    *,
    first_line: int = 1,
    register: Register | None = None,
    progress: Callable[[int], object] | None = None,
    threads: int = 1,
) -> FrameBatches:
    """The same as ``review_frame``, batch by batch: memory does not grow with the frame. ``finish()`` gives the summary."""
    return FrameBatches(frame, _register(register, context, inputs), first_line, progress, threads)


def judged(frame: Frame, register: Register, first: int, threads: int) -> Judgements:
    """The tables of a frame that goes into a register."""
    return Judgements(_joined(FrameBatches(frame, register, first, None, threads)))


def _register(register: Register | None, context: Context | None, inputs: Inputs | Document | None) -> Register:
    if register is None:
        if context is None:
            raise TypeError("an anxun.Context is needed, or a register that has one")
        # The findings go out as a table.
        return Register(context, inputs, keep_findings=False)
    if context is not None or inputs is not None:
        raise TypeError("a register brings its context and inputs with it")
    return register


def _joined(batches: FrameBatches) -> tuple[_anxun.Table, _anxun.Table, _anxun.Table]:
    parts = [(one.verdicts._handle, one.findings._handle, one.faults._handle) for one in batches]
    verdicts, findings, faults = _anxun.empty_tables()
    return (
        verdicts.with_([part[0] for part in parts]),
        findings.with_([part[1] for part in parts]),
        faults.with_([part[2] for part in parts]),
    )


def _is_frame(value: object) -> TypeGuard[_Stream | _Array]:
    # An instance: the class of a frame has the methods too, and is none.
    return not isinstance(value, type) and (hasattr(value, "__arrow_c_stream__") or hasattr(value, "__arrow_c_array__"))


def _frames(value: object) -> Iterator[_Stream | _Array]:
    """The frames that somebody handed over."""
    collect = getattr(value, "collect_batches", None) or getattr(value, "collect", None)
    if not _is_frame(value) and collect is not None:
        # A lazy frame of Polars, by batches where it can.
        value = collect()
    if _is_frame(value):
        return iter([value])
    if isinstance(value, str | bytes | bytearray | memoryview | Mapping) or not isinstance(value, Iterable):
        raise TypeError(f"a frame with __arrow_c_stream__ is needed, not {type(value).__name__}")
    frames = iter(value)
    first = next(frames, None)
    return iter(()) if first is None else map(_frame, chain([first], frames))


def _frame(value: object) -> _Stream | _Array:
    if not _is_frame(value):
        raise TypeError(f"frames with __arrow_c_stream__ are needed, not {type(value).__name__}; records go to review_register")
    return value


def _warning(code: WarningKind, at: str) -> Warning:
    return Warning(code, at, code.zh, code.en)


@dataclass(frozen=True, slots=True, repr=False)
class ColumnInfo(Shape):
    """One field of the record as a column, nested ones too."""

    path: str
    """Its place: a JSON pointer in which ``*`` stands for the items of a list."""
    type: str
    """Its type in the documented Arrow schema."""
    codes: str | None
    """The enumeration, where it is a code."""
    unit: str | None
    """Unit of the value."""
    facet: Facet | None
    """Facet to which it belongs."""
    clause: str
    """Row of the requirements where it comes from."""
    confidentiality: str
    """Who may see it: Internal, Personal or Sensitive."""
    kinds: tuple[TrainingKind, ...]
    """Kinds of training to which it belongs; empty for all."""
    doc: str
    """What it means."""

    def __repr__(self) -> str:
        return f"<ColumnInfo {self.path} {self.type}: {self.doc}>"


class RecordSchema:
    """The documented schema of a record as columns: ``pyarrow.schema(anxun.schema())``."""

    __slots__ = ()

    def __arrow_c_schema__(self) -> object:
        """The schema; clause, unit, facet and meaning of each field are in its metadata."""
        return _anxun.columns_schema()

    def __repr__(self) -> str:
        return "<RecordSchema>"


class TableSchema(Frozen):
    """The schema of a table that goes out, with the meaning of each column in its metadata. It is stable: columns are only
    ever added at the end."""

    __slots__ = ("_handle",)
    _handle: _anxun.Table

    def __init__(self, handle: _anxun.Table) -> None:
        object.__setattr__(self, "_handle", handle)

    def __arrow_c_schema__(self) -> object:
        """The schema."""
        return self._handle.schema()

    def __repr__(self) -> str:
        return f"<TableSchema: {', '.join(name for name, _ in self._handle.columns())}>"


def schema() -> RecordSchema:
    """The documented Arrow schema of the whole record. Every field may be null; other types are taken too."""
    return RecordSchema()


def columns() -> tuple[ColumnInfo, ...]:
    """The same as plain rows: every field with path, type, unit, facet, clause and meaning."""
    return read(tuple[ColumnInfo, ...], call("columns.schema"))
