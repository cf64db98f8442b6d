"""The subset over parsed JSON: `json` and `orjson`, and what JSON Schema leaves over."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from vector import BLANK, NOT_OF_TEAMS, NUMBER, Vector

DAY = timedelta(hours=24)
matches = re.compile(NUMBER).match
EMPTY: dict[str, Any] = {}

Record = dict[str, Any]


def retention_date(date: str) -> int:
    """Three years later as yyyymmdd; no leap year is three years after another."""
    month_day = int(date[5:7] + date[8:10])
    return (int(date[:4]) + 3) * 10000 + (228 if month_day == 229 else month_day)


def is_signed(entry: Record) -> bool:
    return entry.get("signature", EMPTY).get("kind") is not None


def elements(record: Record) -> int:
    """The twelve elements: bits 0 to 11."""
    time = record.get("time", EMPTY)
    instructor = record.get("instructor", EMPTY)
    assessment = record.get("assessment", EMPTY)
    runs = record.get("content_summary", EMPTY).get("runs", ())
    return (
        (record.get("name") in BLANK)
        | (record.get("date") is None) << 1
        | (time.get("from") is None or time.get("to") is None) << 2
        | (record.get("place") in BLANK) << 3
        | (instructor.get("employee_no") in BLANK and instructor.get("name") in BLANK) << 4
        | (not record.get("participants")) << 5
        | (record.get("topic") in BLANK) << 6
        | (all(run.get("text") in BLANK for run in runs)) << 7
        | (assessment.get("method") in BLANK) << 8
        | (all(result.get("verdict") is None for result in assessment.get("results", ()))) << 9
        | (record.get("recorder_signature", EMPTY).get("kind") is None) << 10
        | (not (record.get("duration_minutes") or 0) > 0) << 11
    )


def evidence(record: Record) -> int:
    """Sheet, photos, videos and number: bits 12, 13, 16, 17, 19."""
    sheet = record.get("sign_in")
    entries = sheet.get("entries", ()) if sheet else ()
    signed = sum(is_signed(entry) for entry in entries)
    photos = sum(photo.get("digest") is not None for photo in record.get("photos", ()))
    videos = record.get("videos", ())
    number = record.get("number")
    return (
        (signed == 0) << 12
        | (signed < len(entries)) << 13
        | (photos < 3) << 16
        | (not any(video.get("from") is not None and video.get("to") is not None for video in videos)) << 17
        | (number is not None and not matches(number)) << 19
    )


def rest(record: Record) -> tuple[int, int]:
    """Roster, hand-over and retention: bits 14, 15, 18, 20, and the retention date."""
    mask = retention = 0
    sheet = record.get("sign_in")
    if sheet is not None:
        signed = {entry.get("person", EMPTY).get("employee_no") for entry in sheet.get("entries", ()) if is_signed(entry)}
        listed = {one.get("person", EMPTY).get("employee_no") for one in record.get("participants", ())}
        signed.discard(None)
        listed.discard(None)
        mask |= (not listed <= signed) << 14 | (not signed <= listed) << 15
    date = record.get("date")
    if date is not None:
        retention = retention_date(date)
        to = record.get("time", EMPTY).get("to")
        handed = record.get("package", EMPTY).get("handed_at")
        if to is not None and handed is not None:
            end = datetime.fromisoformat(f"{date}T{to}:00+08:00")
            mask |= (datetime.fromisoformat(handed) - end > DAY) << 18
        until = record.get("archive", EMPTY).get("retention_until")
        mask |= (until is not None and int(until.replace("-", "")) < retention) << 20
    return mask, retention


def asked(record: Record, mask: int) -> int:
    """Without what a team activity is not asked."""
    return mask & ~NOT_OF_TEAMS if record.get("kind") == "TeamActivity" else mask


def work(loads: Callable[[bytes], Record]) -> Callable[[Iterator[bytes]], Vector]:
    """The whole subset by hand, over records that `loads` reads."""

    def run(lines: Iterator[bytes]) -> Vector:
        vector = Vector()
        for line in lines:
            record = loads(line)
            mask, retention = rest(record)
            mask |= asked(record, elements(record) | evidence(record))
            vector.add(mask, retention, record["department"], int(record["id"][4:]))
        return vector

    return run
