"""EL: the twelve elements, the effect evaluation, and who the participants are."""

from __future__ import annotations

from .assessment import results
from .case import Case
from .people import key_of
from .signatures import signed
from .text import folded, given, plain

TEAM_LOG = ("EL-02", "EL-03", "EL-06", "EL-07", "EL-08", "EL-11")
"""The elements of the log of a team (C-52)."""


def missing_text(case: Case, code: str, field: str) -> None:
    """An element that is one text."""
    if not given(case.get(field)):
        case.find(code, f"/{field}")


def el_01(case: Case) -> None:
    """EL-01: training name (IV.1.1)."""
    missing_text(case, "EL-01", "name")


def el_02(case: Case) -> None:
    """EL-02: date."""
    if case.date is None:
        case.find("EL-02", "/date")


def el_03(case: Case) -> None:
    """EL-03: time of day from-to."""
    span = case.get("time") or {}
    if not span.get("from") or not span.get("to"):
        case.find("EL-03", "/time")


def el_04(case: Case) -> None:
    """EL-04: place."""
    missing_text(case, "EL-04", "place")


def el_05(case: Case) -> None:
    """EL-05: instructor."""
    instructor = case.get("instructor") or {}
    if key_of(instructor) is None and not given(instructor.get("name")):
        case.find("EL-05", "/instructor")


def el_06(case: Case) -> None:
    """EL-06: participants."""
    if not case.all("participants"):
        case.find("EL-06", "/participants")


def el_07(case: Case) -> None:
    """EL-07: topic."""
    missing_text(case, "EL-07", "topic")


def el_08(case: Case) -> None:
    """EL-08: summary of the content."""
    if not given(plain(case.get("content_summary"))):
        case.find("EL-08", "/content_summary")


def el_09(case: Case) -> None:
    """EL-09: method of the assessment."""
    if not given(case.get("assessment.method")):
        case.find("EL-09", "/assessment/method")


def el_10(case: Case) -> None:
    """EL-10: no result at all (VI.2.1.b)."""
    if not results(case) and not any(sheet.get("score") is not None for sheet in case.all("assessment.practicals")):
        case.find("EL-10", "/assessment/results")


def el_11(case: Case) -> None:
    """EL-11: the recorder's signature."""
    answer = signed(case.get("recorder_signature"))
    if answer is False:
        case.find("EL-11", "/recorder_signature")
    elif answer is None:
        case.unknown("EL-11")


def el_12(case: Case) -> None:
    """EL-12: duration as stated (VI.2.1.a)."""
    if not case.get("duration_minutes"):
        case.find("EL-12", "/duration_minutes")


def el_13(case: Case) -> None:
    """EL-13: effect evaluation, where the version of the session demands it (VI.4.2.c)."""
    if case.policy["elements.effect_evaluation"] and case.get("evaluation") is None:
        case.find("EL-13", "/evaluation")


def el_14(case: Case) -> None:
    """EL-14: a participant without number (or key) or department; W: another department than the register's (IV.1.1.b)."""
    for at, participant in enumerate(case.all("participants")):
        if key_of(participant.get("person")) is None or not given(participant.get("department")):
            case.find("EL-14", f"/participants/{at}")
            continue
        if not case.register.given or case.date is None:
            continue
        person = case.register.person(participant.get("person"))
        spell = case.register.spell(person, case.date) if person else None
        if spell is None:
            continue
        department = case.register.department_of(spell.get("unit"))
        if department is not None and folded(participant["department"]) not in (department, spell.get("unit")):
            case.find("EL-14", f"/participants/{at}", severity="W")
