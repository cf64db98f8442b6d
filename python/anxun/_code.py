"""The base of the trade's enumerations."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """A code of the trade: equal to its text, with the Chinese and the English term."""

    zh: str
    """The Chinese term."""
    en: str
    """The English term."""

    def __new__(cls, code: str, zh: str = "", en: str = "") -> Self:
        value = str.__new__(cls, code)
        value._value_ = code
        value.zh = zh
        value.en = en
        return value
