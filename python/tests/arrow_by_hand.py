"""A producer and a reader of the Arrow PyCapsule interface in plain ctypes: for batches that no library would make."""

from __future__ import annotations

import ctypes as c
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any


class Schema(c.Structure):
    """``struct ArrowSchema``."""


class Array(c.Structure):
    """``struct ArrowArray``."""


class Stream(c.Structure):
    """``struct ArrowArrayStream``."""


SCHEMA_RELEASE = c.CFUNCTYPE(None, c.POINTER(Schema))
ARRAY_RELEASE = c.CFUNCTYPE(None, c.POINTER(Array))
STREAM_RELEASE = c.CFUNCTYPE(None, c.POINTER(Stream))
GET_SCHEMA = c.CFUNCTYPE(c.c_int, c.POINTER(Stream), c.POINTER(Schema))
GET_NEXT = c.CFUNCTYPE(c.c_int, c.POINTER(Stream), c.POINTER(Array))
GET_ERROR = c.CFUNCTYPE(c.c_void_p, c.POINTER(Stream))
Schema._fields_ = [
    ("format", c.c_char_p),
    ("name", c.c_char_p),
    ("metadata", c.c_void_p),
    ("flags", c.c_int64),
    ("n_children", c.c_int64),
    ("children", c.POINTER(c.POINTER(Schema))),
    ("dictionary", c.POINTER(Schema)),
    ("release", c.c_void_p),
    ("private_data", c.c_void_p),
]
Array._fields_ = [
    *((name, c.c_int64) for name in ("length", "null_count", "offset", "n_buffers", "n_children")),
    ("buffers", c.POINTER(c.c_void_p)),
    ("children", c.POINTER(c.POINTER(Array))),
    ("dictionary", c.POINTER(Array)),
    ("release", c.c_void_p),
    ("private_data", c.c_void_p),
]
Stream._fields_ = [(name, c.c_void_p) for name in ("get_schema", "get_next", "get_last_error", "release", "private_data")]

new_capsule = c.pythonapi.PyCapsule_New
new_capsule.restype, new_capsule.argtypes = c.py_object, [c.c_void_p, c.c_char_p, c.c_void_p]
pointer_of = c.pythonapi.PyCapsule_GetPointer
pointer_of.restype, pointer_of.argtypes = c.c_void_p, [c.py_object, c.c_char_p]


@dataclass
class Column:
    """A column: format and buffers as they go over the border."""

    format: bytes
    buffers: list[bytes | None]
    length: int
    null_count: int = 0
    offset: int = 0


def texts(values: list[str | bytes]) -> Column:
    """A column of Utf8."""
    parts = [one.encode() if isinstance(one, str) else one for one in values]
    offsets = [sum(map(len, parts[:at])) for at in range(len(parts) + 1)]
    return Column(b"u", [None, bytes((c.c_int32 * len(offsets))(*offsets)), b"".join(parts)], len(parts))


def numbers(values: list[int], format: bytes = b"l", kind: Any = c.c_int64) -> Column:
    """A column of integers."""
    return Column(format, [None, bytes((kind * len(values))(*values))], len(values))


@dataclass
class Producer:
    """A frame of batches, which counts what is released."""

    columns: dict[str, Column]
    batches: int = 1
    root: bytes = b"+s"
    capsule: bytes = b"arrow_array_stream"
    fails_at: int | None = None
    length: int | None = None
    children: int | None = None
    is_released: bool = False
    given: int = 0
    alive: int = 0
    kept: list[Any] = field(default_factory=list)

    def keep(self, value: Any) -> Any:
        """Keeps what the other side only has a pointer to."""
        self.kept.append(value)
        return value

    def address(self, callback: Any) -> Any:
        """The address of a callback."""
        return c.cast(self.keep(callback), c.c_void_p)

    def _released(self, place: Any) -> None:
        place.contents.release = None
        self.alive -= 1

    def _schema(self, _: Any, out: Any) -> int:
        if self.fails_at == -1:
            return 5
        children = (c.POINTER(Schema) * len(self.columns))()
        for at, (name, column) in enumerate(self.columns.items()):
            child = self.keep(Schema(format=column.format, name=name.encode(), flags=2))
            child.release = self.address(SCHEMA_RELEASE(lambda place: setattr(place.contents, "release", None)))
            children[at] = c.pointer(child)
        out[0] = Schema(format=self.root, name=b"", n_children=len(children), children=self.keep(children))
        out.contents.release = self.address(SCHEMA_RELEASE(self._released))
        self.alive += 1
        return 0

    def _next(self, _: Any, out: Any) -> int:
        if self.given == self.fails_at:
            return 5
        if self.given == self.batches:
            out[0] = Array()
            return 0
        self.given += 1
        children = (c.POINTER(Array) * len(self.columns))()
        for at, one in enumerate(self.columns.values()):
            child = self.keep(Array(length=one.length, null_count=one.null_count, offset=one.offset))
            child.n_buffers, child.buffers = len(one.buffers), self._buffers(one.buffers)
            child.release = self.address(ARRAY_RELEASE(lambda place: setattr(place.contents, "release", None)))
            children[at] = c.pointer(child)
        rows = next(iter(self.columns.values())).length if self.length is None else self.length
        count = len(children) if self.children is None else self.children
        out[0] = Array(length=rows, n_buffers=1, n_children=count, children=self.keep(children))
        out.contents.buffers = self._buffers([None])
        out.contents.release = self.address(ARRAY_RELEASE(self._released))
        self.alive += 1
        return 0

    def _buffers(self, buffers: list[bytes | None]) -> Any:
        pointers = (c.c_void_p * len(buffers))()
        for at, content in enumerate(buffers):
            if content is not None:
                pointers[at] = c.addressof(self.keep(c.create_string_buffer(content, len(content) + 64)))
        return self.keep(pointers)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The stream in its capsule."""
        text = self.keep(c.create_string_buffer("the disk is gone".encode()))
        stream = self.keep(Stream())
        stream.get_schema = self.address(GET_SCHEMA(self._schema))
        stream.get_next = self.address(GET_NEXT(self._next))
        stream.get_last_error = self.address(GET_ERROR(lambda _: c.addressof(text)))
        stream.release = None if self.is_released else self.address(STREAM_RELEASE(self._released))
        self.alive += not self.is_released
        self.keep(self.capsule)
        return new_capsule(c.addressof(stream), self.capsule, None)


@dataclass
class One:
    """A single batch, by ``__arrow_c_array__``."""

    producer: Producer

    def __arrow_c_array__(self, requested_schema: object = None) -> object:
        """The schema and the array in their capsules."""
        schema, array = self.producer.keep(Schema()), self.producer.keep(Array())
        self.producer._schema(None, c.pointer(schema))
        self.producer._next(None, c.pointer(array))
        return new_capsule(c.addressof(schema), b"arrow_schema", None), new_capsule(c.addressof(array), b"arrow_array", None)


def read(table: Any) -> tuple[list[str], dict[str, list[Any]], set[int]]:
    """Names, the texts, line numbers and days of a table, and the addresses of its buffers."""
    capsule = table.__arrow_c_stream__()
    stream = Stream.from_address(pointer_of(capsule, b"arrow_array_stream"))
    schema = Schema()
    assert GET_SCHEMA(stream.get_schema)(c.pointer(stream), c.pointer(schema)) == 0
    children = [schema.children[at].contents for at in range(schema.n_children)]
    names, formats = [one.name.decode() for one in children], [one.format for one in children]
    rows: dict[str, list[Any]] = {name: [] for name, form in zip(names, formats, strict=True) if form in (b"u", b"L", b"tdD")}
    places: set[int] = set()
    while True:
        array = Array()
        assert GET_NEXT(stream.get_next)(c.pointer(stream), c.pointer(array)) == 0
        if array.release is None:
            break
        for at, (name, form) in enumerate(zip(names, formats, strict=True)):
            child = array.children[at].contents
            places.update(child.buffers[one] or 0 for one in range(child.n_buffers))
            if name in rows:
                rows[name] += [_cell(child, form, child.offset + row) for row in range(child.length)]
        ARRAY_RELEASE(array.release)(c.pointer(array))
    SCHEMA_RELEASE(schema.release)(c.pointer(schema))
    STREAM_RELEASE(stream.release)(c.pointer(stream))
    return names, rows, places - {0}


def _cell(array: Any, form: bytes, row: int) -> Any:
    if array.buffers[0] and not c.c_uint8.from_address(array.buffers[0] + row // 8).value >> row % 8 & 1:
        return None
    if form == b"L":
        return c.c_uint64.from_address(array.buffers[1] + 8 * row).value
    if form == b"tdD":
        return date(1970, 1, 1) + timedelta(days=c.c_int32.from_address(array.buffers[1] + 4 * row).value)
    start, end = (c.c_int32 * 2).from_address(array.buffers[1] + 4 * row)
    return c.string_at(array.buffers[2] + start, end - start).decode()
