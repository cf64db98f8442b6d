"""Frozen classes to and from the JSON of the core, by their annotations.

One reader and one writer for all of them: the class says what a field holds (a date, a decimal, an enumeration, another
class), and JSON has the one form of the core for it.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Self, TypeVar

T = TypeVar("T")
Reader = Callable[[Any], Any]
_FIELDS: dict[Any, tuple[tuple[str, str, Reader], ...]] = {}
_READERS: dict[Any, Reader] = {}


def canonical(value: object) -> str:
    """The canonical JSON text (RFC 8785) of plain data with ASCII keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Shape:
    """A frozen class with a form in JSON."""

    __slots__ = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """From the JSON form."""
        return read(cls, data)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form as plain data."""
        plain: dict[str, Any] = write(self)
        return plain

    def to_json(self) -> str:
        """The JSON form as canonical text."""
        return canonical(write(self))

    @classmethod
    def _read(cls, data: Any) -> Self:
        return cls(**{name: reader(data[key]) for name, key, reader in _fields_of(cls)})

    def _write(self) -> Any:
        return {key: write(getattr(self, name)) for name, key, _ in _fields_of(type(self))}


class Frozen:
    """A class over a handle: nothing can be set."""

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")


def read(kind: type[T], data: Any) -> T:
    """A value of a type from its JSON form."""
    hint: Any = kind
    value: T = _reader(hint)(data)
    return value


def write(value: Any) -> Any:
    """The JSON form of a value."""
    if isinstance(value, Shape):
        return value._write()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple):
        return [write(item) for item in value]
    return value


def _fields_of(kind: Any) -> tuple[tuple[str, str, Reader], ...]:
    """Name, JSON key and reader of each field."""
    made = _FIELDS.get(kind)
    if made is None:
        hints = typing.get_type_hints(kind)
        names = [field.name for field in dataclasses.fields(kind)]
        # `from` is a word of Python: a field `from_` is `from` in JSON.
        made = _FIELDS[kind] = tuple((name, name.rstrip("_"), _reader(hints[name])) for name in names)
    return made


def _reader(hint: Any) -> Reader:
    made = _READERS.get(hint)
    if made is None:
        made = _READERS[hint] = _new_reader(hint)
    return made


def _new_reader(hint: Any) -> Reader:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _optional(_reader(next(one for one in arguments if one is not types.NoneType)))
    if origin is tuple and arguments[-1] is Ellipsis:
        return _list(_reader(arguments[0]))
    if origin is tuple:
        return tuple
    if isinstance(hint, type):
        if issubclass(hint, Shape):
            return hint._read
        if issubclass(hint, datetime | date):
            return hint.fromisoformat
        if issubclass(hint, Decimal | Enum):
            return hint
    return _same


def _same(value: Any) -> Any:
    return value


def _optional(reader: Reader) -> Reader:
    return lambda value: None if value is None else reader(value)


def _list(reader: Reader) -> Reader:
    return lambda values: tuple(map(reader, values))
