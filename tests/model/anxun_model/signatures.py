"""What counts as a signature (III.2.1.b, C-07)."""

from __future__ import annotations

from typing import Any


def signed(signature: dict[str, Any] | None) -> bool:
    """Whether somebody signed: by hand, or by a scan that was accepted. Anything else is no signature."""
    if signature is None:
        return False
    if signature.get("kind") == "Electronic":
        return (signature.get("scan") or {}).get("result") == "Accepted"
    return signature.get("kind") == "Handwritten"


def own(entry: dict[str, Any]) -> bool:
    """Whether an entry is the person's own: nobody else signed for them."""
    return entry.get("proxy") is None
