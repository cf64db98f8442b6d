"""What a caller hands over, in the one form that the core reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from ._shape import Shape, write
from .errors import DateFormatError, InvalidUtf8Error, LimitError, OffsetRequiredError

Document = str | bytes | bytearray | memoryview | Mapping[str, Any]
"""A JSON text, its bytes, or the same as a dict; dates, aware datetimes, decimals and enumerations may stand in it."""


def document(value: object) -> str | bytes:
    """The JSON text of a document."""
    if isinstance(value, str | bytes):
        return value
    if isinstance(value, bytearray | memoryview):
        return bytes(value)
    to_json = getattr(value, "to_json", None)
    if to_json is not None:
        text: str = to_json()
        return text
    if not isinstance(value, Mapping):
        raise TypeError(f"a dict, a JSON text or its bytes is needed, not {type(value).__name__}")
    try:
        return json.dumps(dict(value), ensure_ascii=False, default=_plain)
    except (RecursionError, ValueError) as error:
        # ValueError: the data contain themselves.
        raise LimitError.of("data nested too deep", "plain data") from error


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return stamp_text(value)
    if isinstance(value, time):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date | Decimal | Shape):
        return write(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    to_dict = getattr(value, "to_dict", None)
    if to_dict is not None:
        return to_dict()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def stamp_text(value: datetime | str, path: str = "") -> str:
    """A stamp with its offset; a naive datetime is refused, an offset is never guessed."""
    if isinstance(value, str):
        return encodable(value, path)
    if not isinstance(value, datetime):
        raise TypeError(f"an aware datetime is needed, not {type(value).__name__}")
    offset = value.utcoffset()
    if offset is None:
        raise OffsetRequiredError.of("a datetime without tzinfo", "an aware datetime", path)
    if offset.total_seconds() % 60 or offset.microseconds:
        raise DateFormatError.of("an offset with seconds", "an offset of hours and minutes", path)
    return value.isoformat(timespec="seconds")


def day(value: date) -> date:
    """A date that is no datetime: which day a datetime means would be a guess."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError(f"a datetime.date is needed, not {type(value).__name__}")
    return value


def encodable(text: str, path: str = "") -> str:
    """A text without lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidUtf8Error.of("lone surrogates", "UTF-8", path) from error
    return text
