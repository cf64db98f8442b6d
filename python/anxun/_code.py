"""The base of the trade's enumerations."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """A code of the trade: equal to its text, with the Chinese and the English term."""

    @property
    def zh(self) -> str:
        """The Chinese term."""
        return self._terms()[0]

    @property
    def en(self) -> str:
        """The English term."""
        return self._terms()[1]

    def _terms(self) -> tuple[str, str]:
        # vocabulary.py is built on this module.
        from .vocabulary import TERMS

        return TERMS[type(self).__name__][self.value]
