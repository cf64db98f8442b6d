"""
The core of `anxun`. Use the package `anxun`, which lies on top.
"""

from _typeshed import SupportsGetItem
from datetime import date
from os import PathLike
from typing import Any, SupportsIndex, final

__all__ = ["Block", "Columns", "Context", "Entry", "Findings", "Organisation", "PolicyBook", "Register", "Review", "Sequence", "Table", "TrainingRecord", "WorkCalendar", "Workforce", "call", "columns_schema", "deadlines", "document_limit", "empty_company", "empty_tables", "may_destroy", "number_text", "parse_lenient", "parse_number", "retention_until", "review", "voids"]

@final
class Block:
    """
    Handle of a reserved block; giving it back consumes it.
    """
    def __new__(cls, /, document: str) -> Block:
        """
        A block from the row that the host kept.
        """
    def give_back(self, /, sequence: Sequence) -> str: ...
    def row(self, /) -> str:
        """
        Scope, first, last and next number.
        """
    def take(self, /) -> tuple[int, str, str, int]: ...

@final
class Columns:
    """
    Handle of records as columns on their way.
    """
    def __new__(cls, /, frame: Any, first: SupportsIndex) -> Columns:
        """
        Looks at the schema of a frame: anything with `__arrow_c_stream__` or `__arrow_c_array__`.
        """
    def absent(self, /) -> list[str]:
        """
        The facets that no column carries.
        """
    def follow(self, /, frame: Any) -> None:
        """
        Goes on with a further frame of the same schema.
        """
    def next_line(self, /) -> int:
        """
        The line of the next record.
        """
    def step(self, /, register: Register, threads: SupportsIndex, keep: bool) -> tuple[Table, Table, Table] | None:
        """
        Judges the next rows into a register: their tables, or nothing at the end.
        """
    def unknown(self, /) -> tuple[list[str], int]:
        """
        The unknown columns, at most a hundred of them, and how many there are.
        """

@final
class Context:
    """
    Handle of a context, with room for reading records that goes from call to call.
    """
    def __new__(cls, /, policy: PolicyBook, calendar: WorkCalendar, organisation: Organisation | None, as_of: str, reveal: bool) -> Context: ...

@final
class Entry:
    """
    What became of one line.
    """
    def kind(self, /) -> str:
        """
        `judged`, `failed`, `not_yet` or `blank`.
        """
    def rest(self, /) -> str:
        """
        Everything else: the membership, the faults, or the session that has not ended yet.
        """
    def review(self, /) -> Review | None:
        """
        The review of a record that was judged.
        """
    def to_json(self, /) -> str: ...

@final
class Findings:
    """
    The findings of a register, in the order of its lines.
    """
    def count(self, /) -> int: ...
    def page(self, /, start: SupportsIndex, count: SupportsIndex) -> str:
        """
        A stretch of them.
        """

@final
class Organisation:
    """
    Handle of an organisation.
    """
    def departments(self, /) -> list[tuple[str, str]]: ...
    @staticmethod
    def from_json(document: str | bytes) -> Organisation: ...
    def name(self, /) -> str: ...
    def people(self, /) -> int: ...
    def to_json(self, /) -> str: ...

@final
class PolicyBook:
    """
    Handle of a policy book.
    """
    def diff(self, /, other: PolicyBook, day: date) -> str: ...
    def equals(self, /, other: PolicyBook) -> bool: ...
    @staticmethod
    def from_json(document: str | bytes) -> PolicyBook: ...
    def label_on(self, /, day: date) -> str: ...
    def labels(self, /) -> list[str]: ...
    def revise(self, /, day: date, changes: str | bytes, reason: str) -> PolicyBook: ...
    @staticmethod
    def seed(revised_on: date | None) -> PolicyBook: ...
    def to_json(self, /) -> str: ...
    def validate(self, /, strict: bool) -> str: ...

@final
class Register:
    """
    Handle of a register on its way; finishing or merging it into another consumes it.
    """
    def __new__(cls, /, context: Context, inputs: str | bytes | None) -> Register: ...
    def finish(self, /, each: Any | None) -> tuple[str, Findings]:
        """
        The summary and the findings that were kept. `each` gets all findings between records, in pages of JSON.
        """
    def merge(self, /, other: Register) -> None:
        """
        Adds another register of the same context, which is consumed.
        """
    def merge_state(self, /, state: bytes | bytearray) -> None:
        """
        Adds what another register judged, from the bytes of its state.
        """
    def part(self, /) -> Register:
        """
        Another register for a further thread, to be merged into this one.
        """
    def push(self, /, first: SupportsIndex, lines: SupportsGetItem[int, str | bytes | SupportsIndex], threads: SupportsIndex, keep: bool, entries: bool) -> list[Entry]:
        """
        Judges lines from `first` on, on so many threads; answers the entries in their order where they are asked for.
        """
    def spill(self, /, folder: str | PathLike[str], beyond: SupportsIndex | None) -> None:
        """
        Puts what memory is not to hold into a temporary file in a folder, beyond so many bytes (or the usual) for each part.
        """
    def state(self, /) -> bytes:
        """
        What was judged so far as bytes, without the findings that were kept.
        """

@final
class Review:
    """
    Handle of a review.
    """
    def codes(self, /) -> list[str]: ...
    def completeness(self, /) -> str: ...
    def grade(self, /) -> str | None: ...
    def number(self, /) -> str | None: ...
    def passes(self, /) -> bool: ...
    def to_json(self, /) -> str: ...
    def validity(self, /) -> str: ...

@final
class Sequence:
    """
    Handle of the counter of one scope.
    """
    def __new__(cls, /, year: SupportsIndex, department: str, training_type: str, next: SupportsIndex) -> Sequence: ...
    def counter(self, /) -> int: ...
    def left(self, /) -> int: ...
    def next(self, /) -> tuple[int, str, str, int]: ...
    def reserve(self, /, numbers: SupportsIndex) -> Block: ...

@final
class Table:
    """
    Handle of a table.
    """
    def columns(self, /) -> list[tuple[str, str]]:
        """
        Names of the columns, and what their texts in JSON stand for: a stamp, a date, or nothing else.
        """
    def count(self, /) -> int:
        """
        How many rows it has.
        """
    def rows(self, /, start: SupportsIndex, count: SupportsIndex) -> str:
        """
        A stretch of its rows, as a list of lists in JSON.
        """
    def schema(self, /) -> Any:
        """
        Its schema.
        """
    def stream(self, /) -> Any:
        """
        The table as a stream, as often as it is asked for.
        """
    def with_(self, /, others: SupportsGetItem[int, Table]) -> Table:
        """
        This table and others of the same schema as one; nothing is copied.
        """

@final
class TrainingRecord:
    """
    Handle of a record.
    """
    def equals(self, /, other: TrainingRecord) -> bool: ...
    @staticmethod
    def from_json(document: str | bytes) -> TrainingRecord: ...
    def head(self, /) -> tuple[str | None, str | None, str | None, str | None, str | None]:
        """
        Id, number, kind, department and date.
        """
    def to_json(self, /) -> str: ...

@final
class WorkCalendar:
    """
    Handle of a work calendar.
    """
    def add_working_days(self, /, day: date, days: SupportsIndex) -> date: ...
    @staticmethod
    def china() -> WorkCalendar: ...
    def covered(self, /) -> tuple[date, date]: ...
    def deadline(self, /, start: str, limit: str) -> str: ...
    def equals(self, /, other: WorkCalendar) -> bool: ...
    @staticmethod
    def from_json(document: str | bytes) -> WorkCalendar: ...
    def is_working_day(self, /, day: date) -> bool: ...
    def name(self, /) -> str: ...
    def source(self, /, day: date) -> str | None: ...
    def to_json(self, /) -> str: ...
    def warnings(self, /) -> str: ...
    @staticmethod
    def weekdays_only(first: date, last: date) -> WorkCalendar: ...
    def with_(self, /, document: str | bytes) -> WorkCalendar: ...
    def working_days_between(self, /, first: date, last: date) -> int: ...

@final
class Workforce:
    """
    Handle of a workforce with the numbers that decide.
    """
    def __new__(cls, /, document: str | bytes, policy: PolicyBook, presets: SupportsGetItem[int, str], reveal: bool) -> Workforce: ...
    def ask(self, /, operation: str, request: str | bytes) -> str: ...
    def may_work(self, /, person: tuple[str | None, str | None, str | None], work: tuple[str | None, str | None], date: date) -> str:
        """
        `person` is the employee number, or kind and key of somebody without one; `work` is post and operation.
        """
    def people(self, /) -> int: ...
    def tables(self, /, date: date, days: SupportsIndex) -> tuple[Table, Table, str]:
        """
        People by obligations on a day, what lapses within so many days, and what stands in no row as JSON.
        """

def call(name: str, request: str | bytes) -> str:
    """
    Answers one operation of the table: JSON in, canonical JSON out.
    """

def columns_schema() -> Any:
    """
    The documented schema of a record as columns.
    """

def deadlines(record: "TrainingRecord | str | bytes", context: "Context") -> "str":
    """
    By when the steps of a record are due.
    """

def document_limit() -> int:
    """
    Bytes of the longest line that is read; a longer one is an error.
    """

def empty_company() -> tuple[Table, Table]:
    """
    The tables of a company without a row.
    """

def empty_tables() -> tuple[Table, Table, Table]:
    """
    Tables without a row.
    """

def may_destroy(record: "TrainingRecord | str | bytes", context: "Context") -> "str":
    """
    Whether a record may be destroyed.
    """

def number_text(year: SupportsIndex, department: str, training_type: str, sequence: SupportsIndex) -> str:
    """
    The text of a record number; refuses parts that are none.
    """

def parse_lenient(text: str | bytes) -> tuple[tuple[int, str, str, int], str]:
    """
    Reads a record number leniently: its parts, and what was normalised.
    """

def parse_number(text: str | bytes) -> tuple[int, str, str, int]:
    """
    Reads a record number strictly.
    """

def retention_until(record: "TrainingRecord | str | bytes", context: "Context") -> "str":
    """
    Until when a record has to be kept.
    """

def review(record: "TrainingRecord | str | bytes", context: "Context") -> "Review":
    """
    Reviews a record.
    """

def voids(returned: str, reason: str, by: str | None, at: str) -> str:
    """
    The void entries of the numbers of a returned block that could not go back.
    """
