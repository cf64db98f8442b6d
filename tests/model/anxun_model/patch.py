"""RFC 6902, as far as the generator needs it: add, replace, remove. A change whose place is gone is left out."""

from __future__ import annotations

import marshal
from typing import Any

Change = dict[str, Any]


def copied(value: Any) -> Any:
    """A copy of a JSON value: by its bytes, which is faster than a walk. Version 2 keeps nothing shared in the copy."""
    return marshal.loads(marshal.dumps(value, 2))


def applied(request: dict[str, Any], changes: list[Change]) -> dict[str, Any]:
    """A copy of a request with changes."""
    request = copied(request)
    for change in changes:
        apply(request, change)
    return request


def apply(request: dict[str, Any], change: Change) -> None:
    """Makes one change in a request, or leaves it as it is."""
    try:
        _apply(request, change)
    except (KeyError, IndexError, TypeError, ValueError):
        pass


def _apply(request: dict[str, Any], change: Change) -> None:
    *way, last = change["path"].split("/")[1:]
    holder: Any = request
    for part in way:
        holder = holder[int(part)] if isinstance(holder, list) else holder[part]
    value = copied(change.get("value"))
    if isinstance(holder, list):
        at = len(holder) if last == "-" else int(last)
        if change["op"] == "add":
            holder.insert(at, value)
        elif change["op"] == "remove":
            del holder[at]
        else:
            holder[at] = value
    elif change["op"] == "remove":
        del holder[last]
    elif change["op"] == "replace" and last not in holder:
        raise KeyError(last)
    else:
        holder[last] = value
