"""What only several records show: numbers borne twice and gaps, people in two places, photos reused, packages of one key."""

from __future__ import annotations

from typing import Any

from .case import Case
from .numbering import NUMBER
from .people import Key
from .photos import given
from .sign_in import entries, own, signed
from .text import folded

Scope = tuple[str, str, str]


def between(request: dict[str, Any]) -> dict[str, Any]:
    """The findings between the records of a register, lines counted from 1."""
    cases = [Case(record, request["context"]) for record in request["records"]]
    inputs = request.get("inputs") or {}
    shared = sg_12(cases) + ph_05(cases) + rv_08(cases) if inputs.get("compare_records") else []
    numbers = nb_04(cases, inputs.get("tombstones") or [])
    numbers += nb_05(cases, inputs.get("tombstones") or [], inputs.get("voids") or [])
    return {"number_findings": sorted(numbers, key=str), "shared_findings": sorted(shared, key=str)}


def parsed(number: str | None) -> tuple[Scope, int] | None:
    """Scope and sequence of a well-formed number."""
    found = NUMBER.fullmatch(number or "")
    return ((found[1], found[2], found[3]), int(found[4])) if found and int(found[4]) else None


def number_of(case: Case) -> str | None:
    """The number that a record bears, where the source carries it."""
    return case.get("number") if case.carries("heading") and parsed(case.get("number")) else None


def nb_04(cases: list[Case], tombstones: list[str]) -> list[list[Any]]:
    """NB-04: a number borne by another record or a tombstone, on each that bears it (I.4.4.a)."""
    numbers = [number_of(case) for case in cases]
    return [
        ["NB-04", "E", number, None, line]
        for line, number in enumerate(numbers, 1)
        if number and (numbers.count(number) > 1 or number in tombstones)
    ]


def nb_05(cases: list[Case], tombstones: list[str], voids: list[str]) -> list[list[Any]]:
    """NB-05: numbers between the first and the last of a sequence that nothing explains, one finding a gap (II.6.1.c)."""
    used: dict[Scope, set[int]] = {}
    # A void number stays used (X.9): it was issued, and so were those before it.
    for number in [*(number_of(case) for case in cases), *tombstones, *voids]:
        if found := parsed(number):
            used.setdefault(found[0], set()).add(found[1])
    findings: list[list[Any]] = []
    for scope, sequences in used.items():
        known = sorted(sequences)
        for earlier, later in zip(known, known[1:]):
            if later > earlier + 1:
                first, last = shown(scope, earlier + 1), shown(scope, later - 1)
                findings.append(["NB-05", "W", first, last if last != first else None, None])
    return findings


def shown(scope: Scope, sequence: int) -> str:
    """A number as it is written: three digits up to 999 (C-35)."""
    return "-".join((*scope, f"{sequence:03}"))


def there(case: Case) -> dict[Key, str]:
    """Who was there, and where the sheet says so: own entries, and those who signed for others (C-42)."""
    found: dict[Key, str] = {}
    for at, entry in entries(case):
        key = case.register.key(entry.get("person"))
        if own(entry) and key is not None and signed(entry.get("signature")):
            found.setdefault(key, f"/sign_in/entries/{at}")
    for at, entry in entries(case):
        signer = None if own(entry) else case.register.key(entry["proxy"].get("signer"))
        if signer is not None:
            found.setdefault(signer, f"/sign_in/entries/{at}/proxy/signer")
    return found


def sg_12(cases: list[Case]) -> list[list[Any]]:
    """SG-12: one person in two sessions that overlap; end = start does not (III.3.3, G-43: on both)."""
    people = [there(case) if case.carries("sign_in") and not case.is_team_log else {} for case in cases]
    findings: list[list[Any]] = []
    for line, case in enumerate(cases, 1):
        for key, path in people[line - 1].items():
            for other_line, other in enumerate(cases, 1):
                if other_line == line or key not in people[other_line - 1]:
                    continue
                if case.start and case.end and other.start and other.end and case.start < other.end and other.start < case.end:
                    # Which of several other sessions is named is left open.
                    findings.append(["SG-12", "E", "Severe", line, path, None])
                    break
    return findings


def asks_for_photos(case: Case) -> bool:
    """Whether photos are asked of the session: not of one online, and of a blended one only by the policy (X.8)."""
    if case.get("delivery") == "Blended":
        return case.policy["proofs.online"] is not None
    return case.get("delivery") != "Online"


def ph_05(cases: list[Case]) -> list[list[Any]]:
    """PH-05: a photo of another record, one finding for each digest (III.2.3.c)."""
    shown_by: list[dict[str, str]] = []
    for case in cases:
        found: dict[str, str] = {}
        if case.carries("photos") and not case.is_team_log and asks_for_photos(case):
            for at, photo in enumerate(case.all("photos")):
                if given(photo.get("digest")):
                    found.setdefault(photo["digest"].strip(), f"/photos/{at}")
        shown_by.append(found)
    findings: list[list[Any]] = []
    for line, photos in enumerate(shown_by, 1):
        for digest, path in photos.items():
            other = next((at for at, one in enumerate(shown_by, 1) if at != line and digest in one), None)
            if other is not None:
                findings.append(["PH-05", "E", "Severe", line, path, other])
    return findings


def rv_08(cases: list[Case]) -> list[list[Any]]:
    """RV-08: two packages of one key, name - date - session of a department (III.3.1.b); the order is not stated."""
    keys: list[tuple[Any, ...] | None] = []
    for case in cases:
        name, department = case.get("name"), case.get("department")
        whole = given(name) and given(department) and case.date and case.get("session_no") is not None
        bound = whole and case.get("package") is not None and case.carries("package") and not case.is_team_log
        keys.append((department.strip(), folded(name), case.date, case.get("session_no")) if bound else None)
    findings: list[list[Any]] = []
    for line, key in enumerate(keys, 1):
        other = next((at for at, one in enumerate(keys, 1) if at != line and one == key), None)
        if key is not None and other is not None:
            findings.append(["RV-08", "E", "Minor", line, "/package", other])
    return findings
