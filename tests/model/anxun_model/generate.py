"""Random requests and what the model answers to them, one JSON line each: `python -m anxun_model.generate COUNT SEED`.

The same seed and index give the same request on every machine: `random.Random` is seeded with a text of both.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import sys
from datetime import date, timedelta
from random import Random
from typing import Any, Iterator

from . import faults, reading, registers
from .between import between
from .judge import judge
from .patch import Change, applied, apply, copied
from .shape import BASES, FACETS, SCHEMA

Request = dict[str, Any]
REGISTERS = 10
"""One in so many is a register."""
# The bases that a review is asked of. Those of retention begin before the calendar of the model.
NAMES = sorted(name for name, base in BASES.items() if "record" in base and not name.startswith("keep_"))


def a_faultless_one(rng: Random) -> Request:
    """A base, varied: kind, people, facets, steps reached."""
    name = rng.choice(NAMES)
    request = copied(BASES[name])
    record = request["record"]
    if name == "transfer" and rng.random() < 0.5:
        record["kind"] = "ReturnToWork"
    if name == "refresher" and rng.random() < 0.2:
        record["kind"] = "Other"
        record["other_name"], record["other_basis"] = "职业卫生培训", "职业病防治法"
    if rng.random() < 0.3:
        fewer_people(rng, record)
    if rng.random() < 0.3:
        request = moved(request, rng.choice([1, 2, 3, 5, 30, 90, 180, 365, -1, -60]))
        record = request["record"]
    if rng.random() < 0.2:
        fewer_steps(rng, record)
    if rng.random() < 0.1:
        record["facets"] = [facet for facet in FACETS if facet == "heading" or rng.random() < 0.8]
        for field in [field for field in record if not is_carried(field, record["facets"])]:
            del record[field]
    return request


def fewer_people(rng: Random, record: dict[str, Any]) -> None:
    """Takes the last people out of every list of the record."""
    people = record.get("participants") or []
    if len(people) < 2:
        return
    left = {person["person"]["employee_no"] for person in people[rng.randrange(1, len(people)):]}

    def is_left(one: Any) -> bool:
        if not isinstance(one, dict):
            return False
        named = one.get("person") or one.get("trainee") or one.get("holder") or one
        return named.get("employee_no") in left

    def without(value: Any) -> Any:
        if isinstance(value, list):
            return [without(one) for one in value if not is_left(one)]
        return {key: without(one) for key, one in value.items()} if isinstance(value, dict) else value

    count = len(people) - len(left)
    record.update(without(record))
    for seen in record.get("presence") or []:
        seen["count"] = count


DATE = re.compile(r"\d{4}-\d\d-\d\d")


def moved(request: Request, days: int) -> Request:
    """The same request so many days later or earlier; the notices of the calendar then fall otherwise."""

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            return [walk(one) for one in value]
        if isinstance(value, dict):
            return {key: walk(one) for key, one in value.items()}
        found = DATE.match(value) if isinstance(value, str) else None
        if found is None or found[0].startswith(("0", "9")):
            return value
        day = date.fromisoformat(found[0]) + timedelta(days=days)
        return day.isoformat() + value[10:] if len(value) in (10, 25) else value

    result: Request = walk(request)
    return result


def is_carried(field: str, facets: list[str]) -> bool:
    """Whether a source with these facets has a field at all."""
    return SCHEMA["properties"][field].get("x-facet") in (None, *facets)


def fewer_steps(rng: Random, record: dict[str, Any]) -> None:
    """Takes the record back to an earlier step."""
    state = rng.choice(faults.STATES)
    record["state"] = state
    rank = faults.STATES.index(state)
    review, package, archive = record.get("review") or {}, record.get("package") or {}, record.get("archive") or {}
    if rank < faults.STATES.index("Archived"):
        record.pop("storage", None)
        archive.pop("archived_at", None)
    if rank < faults.STATES.index("Numbered"):
        record.pop("archive", None)
        record.pop("number", None)
    if rank < faults.STATES.index("Reviewed"):
        for field in ("reviewed_at", "stamp"):
            review.pop(field, None)
        if review.get("confirmations"):
            review["confirmations"] = review["confirmations"][:1]
    if rank < faults.STATES.index("Received"):
        for field in ("received_at", "received_by", "received_count"):
            package.pop(field, None)
    if rank < faults.STATES.index("Submitted"):
        record.pop("package", None)
    if rank < faults.STATES.index("SelfChecked"):
        record.pop("review", None)


def reading_faults(request: Request) -> list[str]:
    """What is wrong with the form of a request, of one record or of several."""
    records = request.get("records") or [request["record"]]
    return [fault for record in records for fault in reading.faults({"record": record, "context": request["context"]})]


def draw(seed: int, index: int) -> tuple[Request, list[Change], Request]:
    """The faultless request of an index, its changes and what comes of them: a request in which the reading finds no fault."""
    for attempt in range(50):
        rng = Random(f"{seed}/{index}/{attempt}")
        is_register = index % REGISTERS == REGISTERS - 1
        request = registers.a_register(rng) if is_register else a_faultless_one(rng)
        changes: list[Change] = []
        whole = copied(request)
        for _ in range(rng.choice([0, 1, 1, 1, 2, 2, 3, 4, 5])):
            if is_register:
                change = registers.a_change(rng, whole)
            elif rng.random() < 0.2:
                change = faults.a_change_of_the_context(rng, whole)
            else:
                change = faults.a_change(rng, whole["record"])
            changes.append(change)
            apply(whole, change)
        if not reading_faults(whole):
            return request, changes, whole
    raise RuntimeError(f"no request without faults of the reading for {seed}/{index}")


def line(index: int, changes: list[Change], whole: Request, lexicon: list[Any]) -> str:
    """One line for the test."""
    is_register = "records" in whole
    answer = {
        "index": index, "changes": changes, "request": whole,
        "operation": "register.review" if is_register else "check.review",
        "expected": between(whole) if is_register else judge(whole, lexicon),
    }
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def subsets(changes: list[Change]) -> Iterator[list[Change]]:
    """The parts of a list of changes, the smallest first."""
    for size in range(len(changes) + 1):
        yield from (list(part) for part in itertools.combinations(changes, size))


def main() -> None:
    """Writes the lines; the lexicon of the project comes from the standard input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("--first", type=int, default=0, help="the first index")
    parser.add_argument("--step", type=int, default=1, help="every so many indices")
    parser.add_argument("--at", type=int, nargs="+", help="these indices alone")
    parser.add_argument("--parts", type=int, help="every part of the changes of this index, the smallest first")
    given = parser.parse_args()
    lexicon = json.load(sys.stdin)
    if given.parts is not None:
        request, changes, _ = draw(given.seed, given.parts)
        for part in subsets(changes):
            whole = applied(request, part)
            if not reading_faults(whole):
                print(line(given.parts, part, whole, lexicon))
        return
    for index in given.at or range(given.first, given.count, given.step):
        _, changes, whole = draw(given.seed, index)
        print(line(index, changes, whole, lexicon))


if __name__ == "__main__":
    main()
