"""What counts as a signature (III.2.1.b, C-07)."""

from __future__ import annotations

from typing import Any


def signed(signature: dict[str, Any] | None) -> bool | None:
    """Whether somebody signed: by hand, or by a scan that was accepted. `None`: the sheet does not say."""
    if signature is None:
        return False
    if signature.get("kind") == "Handwritten":
        return True
    if signature.get("kind") == "Electronic":
        result = (signature.get("scan") or {}).get("result")
        if result is None:
            return False if signature.get("scan") is None else None
        return result == "Accepted"
    return None


def own(entry: dict[str, Any]) -> bool:
    """Whether an entry is the person's own: nobody else signed for them."""
    return entry.get("proxy") is None
