"""The subset over typed records of which only its fields are declared: `msgspec` structs and `pydantic` models."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any

from vector import BLANK, NOT_OF_TEAMS, NUMBER, Vector

DAY = timedelta(hours=24)
CHINA = timezone(timedelta(hours=8))
matches = re.compile(NUMBER).match

# Fields by class: (name, type); a type in quotes is another class, in brackets a list of it. Everything may be absent.
CLASSES: dict[str, list[tuple[str, str]]] = {
    "TimeRange": [("from_", "str"), ("to", "str")],
    "Person": [("employee_no", "str"), ("name", "str")],
    "Run": [("text", "str")],
    "RichText": [("runs", "[Run]")],
    "Signature": [("kind", "str")],
    "Entry": [("person", "Person"), ("signature", "Signature")],
    "SignIn": [("entries", "[Entry]")],
    "Participant": [("person", "Person")],
    "Result": [("verdict", "str")],
    "Assessment": [("method", "str"), ("results", "[Result]")],
    "Photo": [("digest", "str")],
    "Video": [("from_", "datetime"), ("to", "datetime")],
    "Package": [("handed_at", "datetime")],
    "Archive": [("retention_until", "date")],
    "Record": [
        ("id", "str"),
        ("number", "str"),
        ("kind", "str"),
        ("department", "str"),
        ("name", "str"),
        ("date", "date"),
        ("time", "TimeRange"),
        ("duration_minutes", "int"),
        ("place", "str"),
        ("instructor", "Person"),
        ("topic", "str"),
        ("content_summary", "RichText"),
        ("recorder_signature", "Signature"),
        ("sign_in", "SignIn"),
        ("participants", "[Participant]"),
        ("assessment", "Assessment"),
        ("photos", "[Photo]"),
        ("videos", "[Video]"),
        ("package", "Package"),
        ("archive", "Archive"),
    ],
}


def type_of(name: str, made: dict[str, Any]) -> tuple[Any, bool]:
    """The type of a field, and whether it is a list."""
    plain = {"str": str, "int": int, "date": date, "datetime": datetime}
    inner = name.strip("[]")
    ty = plain.get(inner) or made[inner]
    return (list[ty], True) if name.startswith("[") else (ty | None, False)  # type: ignore[valid-type]


def structs() -> Any:
    """The record as msgspec structs."""
    import msgspec

    made: dict[str, Any] = {}
    for name, fields in CLASSES.items():
        columns = []
        for key, text in fields:
            ty, is_list = type_of(text, made)
            columns.append((key, ty, msgspec.field(default_factory=list) if is_list else None))
        made[name] = msgspec.defstruct(name, columns, rename={"from_": "from"}, gc=False)
    return msgspec.json.Decoder(made["Record"]).decode


def models() -> Any:
    """The record as pydantic models."""
    import pydantic

    made: dict[str, Any] = {}
    for name, fields in CLASSES.items():
        columns: dict[str, Any] = {}
        for key, text in fields:
            ty, is_list = type_of(text, made)
            alias = "from" if key == "from_" else None
            columns[key] = (ty, pydantic.Field(default_factory=list, alias=alias) if is_list else pydantic.Field(None, alias=alias))
        made[name] = pydantic.create_model(name, **columns)
    return made["Record"].model_validate_json


def three_years_later(day: date) -> date:
    """The retention date: no leap year is three years after another."""
    return day.replace(year=day.year + 3, day=28) if day.month == 2 and day.day == 29 else day.replace(year=day.year + 3)


def is_signed(entry: Any) -> bool:
    return entry.signature is not None and entry.signature.kind is not None


def judge(record: Any) -> tuple[int, int]:
    """Mask and retention date of a record."""
    time, instructor, assessment, sheet = record.time, record.instructor, record.assessment, record.sign_in
    summary, signature = record.content_summary, record.recorder_signature
    entries = sheet.entries if sheet is not None else []
    signed = [entry for entry in entries if is_signed(entry)]
    mask = (
        (record.name in BLANK)
        | (record.date is None) << 1
        | (time is None or time.from_ is None or time.to is None) << 2
        | (record.place in BLANK) << 3
        | (instructor is None or (instructor.employee_no in BLANK and instructor.name in BLANK)) << 4
        | (not record.participants) << 5
        | (record.topic in BLANK) << 6
        | (summary is None or all(run.text in BLANK for run in summary.runs)) << 7
        | (assessment is None or assessment.method in BLANK) << 8
        | (assessment is None or all(result.verdict is None for result in assessment.results)) << 9
        | (signature is None or signature.kind is None) << 10
        | (record.duration_minutes is None or record.duration_minutes <= 0) << 11
        | (not signed) << 12
        | (len(signed) < len(entries)) << 13
        | (sum(photo.digest is not None for photo in record.photos) < 3) << 16
        | (not any(video.from_ is not None and video.to is not None for video in record.videos)) << 17
        | (record.number is not None and not matches(record.number)) << 19
    )
    if record.kind == "TeamActivity":
        mask &= ~NOT_OF_TEAMS
    if sheet is not None:
        on_sheet = {entry.person.employee_no for entry in signed if entry.person is not None}
        listed = {one.person.employee_no for one in record.participants if one.person is not None}
        on_sheet.discard(None)
        listed.discard(None)
        mask |= (not listed <= on_sheet) << 14 | (not on_sheet <= listed) << 15
    if record.date is None:
        return mask, 0
    last = three_years_later(record.date)
    if time is not None and time.to is not None and record.package is not None and record.package.handed_at is not None:
        hour, minute = time.to.split(":")
        end = datetime(record.date.year, record.date.month, record.date.day, int(hour), int(minute), tzinfo=CHINA)
        mask |= (record.package.handed_at - end > DAY) << 18
    until = record.archive.retention_until if record.archive is not None else None
    mask |= (until is not None and until < last) << 20
    return mask, last.year * 10000 + last.month * 100 + last.day


def work(read: Any) -> Any:
    """The whole subset, over records that `read` makes."""

    def run(lines: Iterator[bytes]) -> Vector:
        vector = Vector()
        for line in lines:
            record = read(line)
            mask, retention = judge(record)
            vector.add(mask, retention, record.department, int(record.id[4:]))
        return vector

    return run
