"""A register judged as a stream: findings as each record passes, the summary at the end.

``review_register`` reads a file of JSON Lines or any iterable of records. A broken line is a row of its own, counted as
failed; all others are judged. While the core works the interpreter is let go, so that the caller's own threads run on.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any, Literal, overload

from . import _anxun, _html
from ._shape import Frozen, Shape, read
from ._values import Document, document
from .context import Context, handle_of
from .faults import Fault
from .findings import Finding
from .quality import Inputs, Membership
from .retention import Record
from .reviewing import Review
from .summary import Department, NumberFinding, SharedFinding, Summary

if TYPE_CHECKING:
    from .frames import Frame, Judgements

__all__ = [
    "Entry",
    "Findings",
    "Register",
    "RegisterFinding",
    "RegisterReview",
    "review_register",
]

BATCH_LINES = 512
BATCH_BYTES = 4 << 20
PAGE = 512
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, repr=False)
class RegisterFinding(Finding):
    """A finding with the line and the record in which it stands."""

    line: int
    record: str
    number: str | None
    department: str | None


class Findings(Sequence[RegisterFinding]):
    """The findings of the records of a register, in the order of its lines; each is made when it is asked for."""

    __slots__ = ("_handle",)

    def __init__(self, handle: _anxun.Findings) -> None:
        self._handle = handle

    def __len__(self) -> int:
        return self._handle.count()

    @overload
    def __getitem__(self, at: int) -> RegisterFinding: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[RegisterFinding]: ...
    def __getitem__(self, at: int | slice) -> RegisterFinding | Sequence[RegisterFinding]:
        if isinstance(at, slice):
            return tuple(self[one] for one in range(*at.indices(len(self))))
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError("no such finding")
        return self._page(place, 1)[0]

    def __iter__(self) -> Iterator[RegisterFinding]:
        for start in range(0, len(self), PAGE):
            yield from self._page(start, PAGE)

    def _page(self, start: int, count: int) -> tuple[RegisterFinding, ...]:
        return read(tuple[RegisterFinding, ...], json.loads(self._handle.page(start, count)))

    def __repr__(self) -> str:
        return f"<{len(self)} findings>"


class Entry(Frozen):
    """What became of one line."""

    __slots__ = ("_handle", "line")
    _handle: _anxun.Entry
    line: int
    """Line in the register, from 1."""

    def __init__(self, line: int, handle: _anxun.Entry) -> None:
        object.__setattr__(self, "line", line)
        object.__setattr__(self, "_handle", handle)

    @property
    def kind(self) -> Literal["judged", "failed", "not_yet", "blank"]:
        """What became of it."""
        kind: Literal["judged", "failed", "not_yet", "blank"] = self._handle.kind()  # type: ignore[assignment]
        return kind

    @property
    def review(self) -> Review | None:
        """The review of a record that was judged."""
        handle = self._handle.review()
        return None if handle is None else Review._of(handle)

    @property
    def membership(self) -> Membership | None:
        """In which figures a record that was judged counts."""
        return Membership.from_dict(self._rest()) if self.kind == "judged" else None

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault of a line that could not be judged."""
        return read(tuple[Fault, ...], self._rest()) if self.kind == "failed" else ()

    @property
    def session_end(self) -> datetime | None:
        """End of a session that has not ended yet."""
        text = self._rest()["session_end"] if self.kind == "not_yet" else None
        return None if text is None else datetime.fromisoformat(text)

    def _rest(self) -> Any:
        return json.loads(self._handle.rest())

    def to_json(self) -> str:
        """The entry as canonical JSON."""
        return self._handle.to_json()

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        plain: dict[str, Any] = json.loads(self.to_json())
        return plain

    def __repr__(self) -> str:
        return f"<Entry line {self.line}: {self.kind}>"


class RegisterReview(Frozen):
    """A register that was judged."""

    __slots__ = ("_json", "findings", "summary")
    _json: str
    summary: Summary
    """Totals, rates, KPI, the worst, what falls due."""
    findings: Findings
    """The findings of the records; empty where they were not kept."""

    def __init__(self, summary: str, findings: _anxun.Findings) -> None:
        object.__setattr__(self, "_json", summary)
        object.__setattr__(self, "summary", Summary.from_dict(json.loads(summary)))
        object.__setattr__(self, "findings", Findings(findings))

    @property
    def departments(self) -> tuple[Department, ...]:
        """The departments with their rates and KPI, by code."""
        return self.summary.departments

    @property
    def number_findings(self) -> tuple[NumberFinding, ...]:
        """Findings between records: duplicates and gaps of the numbers, at most the first thousand of each code."""
        return self.summary.number_findings

    @property
    def shared_findings(self) -> tuple[SharedFinding, ...]:
        """What records share, at most the first thousand of each code."""
        return self.summary.shared_findings

    def to_json(self) -> str:
        """The summary as canonical JSON."""
        return self._json

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        plain: dict[str, Any] = json.loads(self._json)
        return plain

    def __repr__(self) -> str:
        return f"<RegisterReview: {self.summary!r}, {len(self.findings)} findings>"

    def _repr_html_(self) -> str:
        def row(one: Department) -> tuple[object, ...]:
            rates = one.rates
            score = "undefined" if one.kpi.score is None else one.kpi.score
            figures = rates.accuracy, rates.completeness, rates.timeliness, rates.format
            return (one.department, one.name or "", one.records, *figures, score)

        head = ("department", "name", "records", "准确率", "完整率", "及时率", "规范率", "KPI")
        return _html.titled(repr(self), head, [row(one) for one in self.departments])


class Register:
    """A register on its way: ``push`` lines, ``merge`` the parts of other threads, ``finish``.

    Lines count from 1 over the whole register, whatever part of it a thread reads. ``finish`` and being merged consume it.
    A register that keeps no findings can be pickled: that is how parts come from other processes and machines.
    """

    __slots__ = ("_context", "_handle", "_inputs", "_keep")

    def __init__(
        self,
        context: Context,
        inputs: Inputs | Document | None = None,
        *,
        keep_findings: bool = True,
        spill_to: str | os.PathLike[str] | None = None,
        spill_beyond: int | None = None,
    ) -> None:
        """A register with nothing in it.

        With a folder in ``spill_to``, numbers and what is compared between records go into a temporary file there beyond
        ``spill_beyond`` bytes (32 MiB) for each part and thread. The file has no name and is gone with the process.
        """
        given = None if inputs is None else document(inputs)
        self._context = context
        self._inputs = given
        self._handle = _anxun.Register(handle_of(context), given)
        self._keep = keep_findings
        if spill_to is not None:
            self._handle.spill(spill_to, None if spill_beyond is None else max(spill_beyond, 0))

    def part(self) -> Register:
        """Another register of the same context for a further thread, process or machine, to be merged into this one."""
        register = Register.__new__(Register)
        register._context, register._inputs, register._keep = self._context, self._inputs, self._keep
        register._handle = self._handle.part()
        return register

    def __reduce__(self) -> tuple[Callable[..., Register], tuple[Context, str | bytes | None, bytes]]:
        if self._keep:
            raise TypeError("a register that keeps findings cannot be pickled: make it with keep_findings=False")
        return _restored, (self._context, self._inputs, self.state())

    def push(self, line: int, record: Record) -> Entry:
        """Judges one line."""
        (entry,) = self._handle.push(line, [document(record)], 1, self._keep, True)
        return Entry(line, entry)

    def push_lines(self, first: int, records: Sequence[Record], *, threads: int = 1) -> tuple[Entry, ...]:
        """Judges lines from ``first`` on with the interpreter let go."""
        lines = [document(record) for record in records]
        entries = self._handle.push(first, lines, _some(threads), self._keep, True)
        return tuple(Entry(line, entry) for line, entry in enumerate(entries, first))

    def push_frame(self, first: int, frame: Frame, *, threads: int = 1) -> Judgements:
        """Judges a frame, its first row as the line ``first``, with the interpreter let go; answers its tables.

        What a frame is: see ``review_frame``.
        """
        # frames.py is built on this module.
        from .frames import judged

        return judged(frame, self, first, threads)

    def merge(self, other: Register) -> None:
        """Adds another part, which is consumed whatever comes of it. Parts merge in any order.

        One of another context or other inputs is refused (``StateMismatchError``), and nothing is added.
        """
        self._handle.merge(other._handle)

    def state(self) -> bytes:
        """What was judged so far as bytes, for ``merge_state`` in another process or on another machine.

        It carries all that the summary needs, 32 bytes of each record and no names; the findings that were kept stay here.
        Equal content has equal bytes.
        """
        return self._handle.state()

    def merge_state(self, state: bytes | bytearray | memoryview) -> None:
        """Adds what another register judged, from its ``state()``.

        States merge in any order; whoever merges one twice counts its records twice. The other register has to have the
        same context and inputs, and to be a ``part()`` where voids or rectifications are supplied: these are counted once.
        On an error nothing is added.
        """
        self._handle.merge_state(bytes(state))

    def finish(
        self,
        *,
        on_number_finding: Callable[[NumberFinding], object] | None = None,
        on_shared_finding: Callable[[SharedFinding], object] | None = None,
    ) -> RegisterReview:
        """The summary and the findings; consumes the register.

        ``on_number_finding`` gets every finding on numbers, by number and line, then ``on_shared_finding`` every finding on
        what records share, by line; the summary lists the first thousand of each code.
        """

        def tell(page: str) -> None:
            for finding in json.loads(page):
                if "period" in finding:
                    continue  # The summary lists all of them.
                if "other_line" in finding:
                    if on_shared_finding is not None:
                        on_shared_finding(read(SharedFinding, finding))
                elif on_number_finding is not None:
                    on_number_finding(read(NumberFinding, finding))

        is_told = on_number_finding is not None or on_shared_finding is not None
        return RegisterReview(*self._handle.finish(tell if is_told else None))


def _restored(context: Context, inputs: str | bytes | None, state: bytes) -> Register:
    """A register from its pickle. What is counted once comes with the state, or stayed elsewhere."""
    register = Register(context, inputs, keep_findings=False).part()
    register.merge_state(state)
    return register


def review_register(
    source: str | os.PathLike[str] | Iterable[Record],
    context: Context,
    inputs: Inputs | Document | None = None,
    *,
    on_entry: Callable[[Entry], object] | None = None,
    progress: Callable[[int], object] | None = None,
    threads: int = 1,
    keep_findings: bool = True,
    on_number_finding: Callable[[NumberFinding], object] | None = None,
    on_shared_finding: Callable[[SharedFinding], object] | None = None,
    spill_to: str | os.PathLike[str] | None = None,
    spill_beyond: int | None = None,
) -> RegisterReview:
    """Judges a register: the path of a file of JSON Lines, or an iterable of lines or records.

    ``on_entry`` gets each line in order as it passes; ``progress`` the number of lines so far. What they raise ends the
    judgement. With ``keep_findings=False`` memory does not grow with the findings. ``threads`` work side by side; the answer
    is the same whatever their number (at most 64). ``on_number_finding`` and ``on_shared_finding`` get every finding
    between records at the end. ``spill_to`` and ``spill_beyond``: see ``Register``.
    """
    if isinstance(source, bytes | bytearray | memoryview | Mapping):
        raise TypeError(f"the path of a file or an iterable of records is needed, not {type(source).__name__}")
    with contextlib.ExitStack() as stack:
        records: Iterable[Record | _TooLong]
        if isinstance(source, str | os.PathLike):
            records = _lines(stack.enter_context(open(source, "rb")))
        else:
            records = source
        register = Register(context, inputs, keep_findings=keep_findings, spill_to=spill_to, spill_beyond=spill_beyond)
        _judged(records, register, on_entry, progress, threads)
        return register.finish(on_number_finding=on_number_finding, on_shared_finding=on_shared_finding)


def _judged(
    records: Iterable[Record | _TooLong],
    register: Register,
    on_entry: Callable[[Entry], object] | None,
    progress: Callable[[int], object] | None,
    threads: int,
) -> None:
    first = 1
    threads = _some(threads)
    for batch in _batches(records, threads):
        entries = register._handle.push(first, batch, threads, register._keep, on_entry is not None)
        if on_entry is not None:
            for line, entry in enumerate(entries, first):
                on_entry(Entry(line, entry))
        first += len(batch)
        if progress is not None:
            progress(first - 1)


def _some(threads: int) -> int:
    return min(max(threads, 1), 64)


@dataclass(frozen=True, slots=True)
class _TooLong:
    """A line of so many bytes, too long to hold."""

    length: int


def _batches(records: Iterable[Record | _TooLong], threads: int) -> Iterator[list[str | bytes | int]]:
    batch: list[str | bytes | int] = []
    size = 0
    for record in records:
        line = record.length if isinstance(record, _TooLong) else document(record)
        batch.append(line)
        size += 0 if isinstance(line, int) else len(line)
        if len(batch) >= BATCH_LINES * threads or size >= BATCH_BYTES * threads:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _lines(file: IO[bytes]) -> Iterator[bytes | _TooLong]:
    """The lines of a file. A line beyond the limit is read over, and its length stands for it."""
    limit = _anxun.document_limit()
    first = True
    while line := file.readline(limit + 1):
        text, length = line.removesuffix(b"\n"), len(line)
        while not line.endswith(b"\n") and (line := file.readline(limit)):
            length += len(line)
        length -= line.endswith(b"\n")
        # The mark that some editors put before a text is no part of its first line.
        if first:
            text, first = text.removeprefix(BOM), False
        yield text if length <= limit else _TooLong(length)
