"""NB: the record number."""

from __future__ import annotations

import re

from .case import Case
from .text import given
from .timeliness import is_stamped, reviewed

NUMBER = re.compile(r"(\d{4})-([A-Z0-9]+)-([A-Z0-9]+)-(\d{3}|[1-9]\d{3,})")


def parts(case: Case) -> tuple[int, str, str, int] | None:
    """Year, department, type and sequence of a well-formed number (G-01, C-35)."""
    found = NUMBER.fullmatch(case.record["number"])
    if found is None or int(found[4]) == 0:
        return None
    return int(found[1]), found[2], found[3], int(found[4])


def nb_01(case: Case) -> None:
    """NB-01: malformed (II.6.1.c)."""
    if parts(case) is None:
        case.find("NB-01", "/number")


def nb_02(case: Case) -> None:
    """NB-02: department code unknown."""
    table, read = case.policy["number.department_codes"], parts(case)
    if table is None or read is None:
        return case.unknown("NB-02")
    if read[1] not in table:
        case.find("NB-02", "/number")


def nb_03(case: Case) -> None:
    """NB-03: type code unknown."""
    table, read = case.policy["number.type_codes"], parts(case)
    if table is None or read is None:
        return case.unknown("NB-03")
    if read[2] not in table:
        case.find("NB-03", "/number")


def nb_04(case: Case) -> None:
    """NB-04: between records."""
    case.unknown("NB-04")


def nb_05(case: Case) -> None:
    """NB-05: between records."""
    case.unknown("NB-05")


def nb_06(case: Case) -> None:
    """NB-06: numbered before the review was passed (III.4.1.a)."""
    # What the stamps say goes before the state that the host states.
    passed, numbered = reviewed(case), case.stamp("archive.numbered_at")
    if passed and numbered and numbered < passed:
        return case.find("NB-06", "/number")
    if passed is None and is_stamped(case) is False:
        case.find("NB-06", "/number")
    elif passed is None:
        # It was passed and nobody says when, or the stamp does not say what it is.
        case.unknown("NB-06")


def nb_07(case: Case) -> None:
    """NB-07: not the year of the session's end."""
    read = parts(case)
    if read is None or case.end is None:
        return case.unknown("NB-07")
    if read[0] != case.end.year:
        case.find("NB-07", "/number")


def nb_08(case: Case) -> None:
    """NB-08: the sequence has four digits."""
    read = parts(case)
    if read is None:
        return case.unknown("NB-08")
    if read[3] > 999:
        case.find("NB-08", "/number")


def nb_09(case: Case) -> None:
    """NB-09: department or type of the number disagree with the record."""
    departments, types, read = case.policy["number.department_codes"], case.policy["number.type_codes"], parts(case)
    if departments is None or types is None or read is None:
        return case.unknown("NB-09")
    department = (case.get("department") or "").strip() if given(case.get("department")) else None
    other_department = read[1] in departments and department and departments[read[1]] != department
    other_kind = read[2] in types and case.kind not in types[read[2]]
    if other_department or other_kind:
        case.find("NB-09", "/number")
    elif not department and read[1] in departments:
        case.unknown("NB-09")
