"""When a text counts as missing, and when two texts are equal."""

from __future__ import annotations

import unicodedata
from typing import Any, TypeGuard

PLACEHOLDERS = {"无", "/", "—", "待定", "[企业名称]"}


def given(text: Any) -> TypeGuard[str]:
    """Whether a text says something: blanks and placeholders say nothing (input-rules.md, text)."""
    return isinstance(text, str) and text.strip() != "" and text.strip() not in PLACEHOLDERS


def folded(text: str) -> str:
    """Equal texts are equal after NFC, width folding and removal of spaces (requirements.md section 0)."""
    narrow = ""
    for sign in unicodedata.normalize("NFC", text):
        code = ord(sign)
        if code == 0x3000:
            continue
        narrow += chr(code - 0xFEE0) if 0xFF01 <= code <= 0xFF5E else sign
    return "".join(narrow.split())


def same(one: str, other: str) -> bool:
    """Whether two names, places, topics or titles are equal."""
    return folded(one) == folded(other)


def plain(rich: dict[str, Any] | None) -> str:
    """A text with emphasis, without it."""
    if rich is None:
        return ""
    if rich.get("text") is not None:
        return rich["text"]
    return "".join(run.get("text") or "" for run in rich.get("runs") or [])
