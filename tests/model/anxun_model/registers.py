"""Small registers: records of one base that differ in number, time, place, photos, and in the faults of each."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from . import clock, faults
from .patch import Change, copied
from .shape import BASES

NAMES = ["refresher", "special_review", "night", "drill", "equipment", "online", "plain", "team_activity", "after_revision"]


def a_register(rng: Random) -> dict[str, Any]:
    """A few records of one base; some share number, day, photos, people with others."""
    base = BASES[rng.choice(NAMES)]
    records = []
    for at in range(rng.choice([2, 2, 3, 4, 5])):
        record = copied(base["record"])
        record["id"] = f"R-{at}"
        if record.get("number") and rng.random() < 0.8:
            record["number"] = record["number"][:-3] + f"{rng.choice([1, 2, 3, 4, 5, 8, 9, 12]):03}"
        if rng.random() < 0.6:
            moved_in_the_day(rng, record)
        if rng.random() < 0.6:
            record["session_no"] = rng.choice([1, 2, 3])
        for photo in record.get("photos") or []:
            if rng.random() < 0.7:
                photo["digest"] = f"{photo['digest']}-{rng.choice([at, at, 0])}"
        if rng.random() < 0.6 and (record.get("sign_in") or {}).get("entries"):
            kept = rng.randrange(1, 4)
            record["sign_in"]["entries"] = rng.sample(record["sign_in"]["entries"], min(kept, len(record["sign_in"]["entries"])))
        records.append(record)
    request = {"records": records, "context": copied(base["context"]), "inputs": {"compare_records": rng.random() < 0.9}}
    number = base["record"].get("number")
    if number and rng.random() < 0.3:
        request["inputs"]["voids"] = [number[:-3] + f"{rng.randrange(1, 13):03}"]
    if number and rng.random() < 0.3:
        request["inputs"]["tombstones"] = [number[:-3] + f"{rng.randrange(1, 13):03}" for _ in range(rng.choice([1, 2]))]
    return request


def moved_in_the_day(rng: Random, record: dict[str, Any]) -> None:
    """Another time of the session: beside the others, touching them, over them."""
    start = clock.read_stamp(f"{record['date']}T{record['time']['from']}:00+08:00")
    end = clock.read_stamp(f"{record['date']}T{record['time']['to']}:00+08:00")
    length = end - start if end > start else end - start + timedelta(days=1)
    later = start + rng.choice([length, length - timedelta(minutes=1), -length, timedelta(minutes=1 - length.seconds // 60)])
    if later.date() != start.date():
        record["date"] = later.date().isoformat()
    record["time"] = {"from": later.strftime("%H:%M"), "to": (later + length).strftime("%H:%M")}


def a_change(rng: Random, request: dict[str, Any]) -> Change:
    """One change of one record of the register, or of its context."""
    at = rng.randrange(len(request["records"]))
    if rng.random() < 0.2:
        return faults.a_change_of_the_context(rng, request)
    change = faults.a_change(rng, request["records"][at])
    return {**change, "path": change["path"].replace("/record/", f"/records/{at}/", 1)}
