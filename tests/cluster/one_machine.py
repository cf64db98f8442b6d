"""What one machine answers about a register: the measure for every engine."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import anxun

EXAMPLES = Path(__file__).parents[2] / "python" / "examples"
FOLDER = Path(__file__).parents[2] / "core" / "examples" / "registers" / "chemical-plant-2025"
sys.path.insert(0, str(EXAMPLES))

from register_parts import opened  # noqa: E402


def expected(folder: Path) -> tuple[str, list[anxun.Entry], list[str]]:
    """The summary, the entries of all lines and the findings between records."""
    register = opened(folder)
    entries = []
    for line, text in enumerate((folder / "register.jsonl").read_bytes().splitlines(), 1):
        entries.append(register.push(line, text))
    numbers: list[str] = []

    def note(finding: anxun.NumberFinding | anxun.SharedFinding) -> None:
        numbers.append(finding.to_json())

    review = register.finish(on_number_finding=note, on_shared_finding=note)
    return review.to_json(), entries, numbers


def same(given: str, wanted: str) -> None:
    """Fails where two summaries are not the same bytes, and says in which field."""
    if given != wanted:
        one, other = json.loads(given), json.loads(wanted)
        raise AssertionError({key: (one.get(key), other[key]) for key in other if one.get(key) != other[key]})


def known(row: dict[str, Any]) -> dict[str, Any]:
    """A row without what it does not say."""
    return {key: value for key, value in row.items() if value is not None}


def counted(rows: list[dict[str, Any]]) -> list[str]:
    """Rows in an order of their own, so that nothing lost and nothing twice is one comparison."""
    return sorted(json.dumps(row, sort_keys=True, ensure_ascii=False) for row in rows)
