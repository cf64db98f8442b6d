"""The cost of one record through the Python door: `door.py POLICY ORGANISATION AS_OF RECORDS REQUESTS TURNS`."""

import json
import sys
import time
from pathlib import Path

import anxun


def main(policy: str, organisation: str, as_of: str, records: str, requests: str, turns: str) -> None:
    """Judges each record and asks each request, so many times; prints seconds and findings."""
    book = anxun.PolicyBook.from_json(Path(policy).read_text())
    people = anxun.Organisation.from_json(Path(organisation).read_text())
    context = anxun.Context(policy=book, calendar=anxun.WorkCalendar.china(), organisation=people, as_of=as_of)
    findings = size = 0
    lines = Path(records).read_bytes().splitlines()
    start = time.perf_counter()
    for _ in range(int(turns)):
        for line in lines:
            findings += len(anxun.review(line, context).codes)
    reviews = time.perf_counter() - start
    lines = Path(requests).read_bytes().splitlines()
    start = time.perf_counter()
    for _ in range(int(turns)):
        for line in lines:
            size += len(anxun.call_json("check.review", line).encode())
    calls = time.perf_counter() - start
    print(json.dumps({"review": reviews, "call": calls, "findings": findings, "bytes": size}))


if __name__ == "__main__":
    main(*sys.argv[1:])
