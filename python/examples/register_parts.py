"""What the examples of many machines share: a folder to judge, tasks that judge parts of it, rows, the summary.

A folder is one as the program `audit` reads it: `register.jsonl`, `company.json` (the moment of the question, people and
units) and, where they are there, `policy.json`, `calendar.json`, `verifications.json`, `rectifications.json`, `voids.json`,
`tombstones.json`.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import anxun
import pyarrow as pa

ROWS = pa.schema(
    [(name, pa.string()) for name in ("part", "record", "number", "department", "validity", "completeness", "grade")]
    + [(name, pa.string()) for name in ("code", "severity", "path", "observed", "expected", "due")]
    + [("line", pa.int64()), ("passes", pa.bool_()), ("state", pa.binary())]
)
"""A row for each record that was judged (part=verdict), for each finding, for each fault of a line that could not be judged,
and for each task its partial state."""

LINES = pa.schema([("line", pa.int64()), ("record", pa.binary())])


def opened(folder: Path) -> anxun.Register:
    """The register with nothing in it yet. It keeps no findings, so that it can be sent to other machines."""

    def beside(name: str) -> str | None:
        path = folder / f"{name}.json"
        return path.read_text(encoding="utf-8") if path.exists() else None

    company = json.loads((folder / "company.json").read_text(encoding="utf-8"))
    context = anxun.Context(
        as_of=company["as_of"],
        policy=beside("policy"),
        calendar=beside("calendar"),
        organisation=company["organisation"],
    )
    lists = ("verifications", "rectifications", "voids", "tombstones")
    inputs = {name: json.loads(text) for name in lists if (text := beside(name)) is not None}
    inputs["compare_records"] = True
    return anxun.Register(context, inputs, keep_findings=False)


def pushed(
    part: anxun.Register, numbered: Iterable[tuple[int, bytes | str | None]], threads: int
) -> Iterator[anxun.Entry]:
    """Judges lines that carry their numbers; neighbours are judged together. A record that is null is a failed line."""
    for _, run in itertools.groupby(enumerate(numbered), lambda one: one[1][0] - one[0]):
        lines = [line for _, line in run]
        records = ["null" if record is None else record for _, record in lines]
        yield from part.push_lines(lines[0][0], records, threads=threads)


def rows_of(entry: anxun.Entry) -> Iterator[dict[str, Any]]:
    """The rows of one line."""
    if entry.kind == "failed":
        for fault in entry.faults:
            place = {"code": fault.code, "path": fault.path, "observed": fault.found, "expected": fault.expected}
            yield {"part": "fault", "line": entry.line, **place}
    elif entry.kind == "judged":
        review = entry.to_dict()["review"]
        head = {"line": entry.line} | {name: review[name] for name in ("record", "number", "department")}
        verdict = {name: review[name] for name in ("passes", "validity", "completeness", "grade")}
        yield {"part": "verdict", **head, **verdict}
        for finding in review["findings"]:
            names = ("code", "severity", "path", "observed", "expected", "due")
            yield {"part": "finding", **head} | {name: finding[name] for name in names}


def judge(
    batches: Iterable[pa.RecordBatch], whole: anxun.Register, threads: int = 1
) -> Iterator[pa.RecordBatch]:
    """One task: judges batches of `line` and `record`, yields the rows of each and at the end the state of all."""
    part = whole.part()
    for batch in batches:
        # Bytes and not texts: what is no UTF-8 is a fault of its line, and of no other.
        records = batch.column("record").cast(pa.binary()).to_pylist()
        entries = pushed(part, zip(batch.column("line").to_pylist(), records, strict=True), threads)
        yield pa.RecordBatch.from_pylist([row for entry in entries for row in rows_of(entry)], ROWS)
    yield pa.RecordBatch.from_pylist([{"part": "state", "state": part.state()}], ROWS)


def numbered(path: Path, count: int = 1000) -> Iterator[pa.Table]:
    """The lines of a file with their numbers from 1, in tables of so many lines."""
    with path.open("rb") as file:
        lines = enumerate(file, 1)
        while block := list(itertools.islice(lines, count)):
            rows = [{"line": line, "record": text.removesuffix(b"\n")} for line, text in block]
            yield pa.Table.from_pylist(rows, LINES)


def written(whole: anxun.Register, out: Path) -> anxun.RegisterReview:
    """Finishes a register: its summary and its findings between records as files."""
    with (out / "numbers.jsonl").open("w", encoding="utf-8") as file:
        def write(finding: anxun.NumberFinding | anxun.SharedFinding) -> None:
            file.write(finding.to_json() + "\n")

        review = whole.finish(on_number_finding=write, on_shared_finding=write)
    (out / "summary.json").write_text(review.to_json(), encoding="utf-8")
    return review
