"""The rows of rules.md: severity, grade, facets, remedy, read from `rules.tsv`; and the step from which a code is asked."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One row."""

    code: str
    severity: str
    grade: str
    suspected: bool
    facets: tuple[str, ...]
    any_facet: bool
    remedy: str


def _read() -> dict[str, Row]:
    rows: dict[str, Row] = {}
    with (Path(__file__).parent / "rules.tsv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t"):
            grade = re.match(r"Minor|General|Severe", line["grade"])
            suspected = re.match(r"\w+ \(suspected\)", line["grade"])
            facets = tuple(re.split(r"[,/] ?| / ", line["facet"].replace(" ", "")))
            rows[line["code"]] = Row(
                line["code"], line["severity"][0], grade[0] if grade else "", suspected is not None, facets,
                "/" in line["facet"], line["remedy"],
            )
    return rows


ROWS = _read()
