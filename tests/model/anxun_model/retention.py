"""RT: how long the record is kept (II.6.2, III.6.1)."""

from __future__ import annotations

from datetime import date

from . import clock
from .case import Case
from .text import given

Outcome = tuple[str, date | None]
"""("Until", day), ("Permanent", None), ("Open", None) or ("Unclear", None)."""


def is_held(case: Case) -> bool:
    """Whether a hold stands; one for an accident is never lifted (III.6.1.c)."""
    return any(hold.get("kind") == "Accident" or not hold.get("lifted_at") for hold in case.all("holds"))


def is_permanent(case: Case) -> bool:
    """Whether the record is taken for an accident."""
    accident = any(hold.get("kind") == "Accident" for hold in case.all("holds"))
    return case.get("archive.retention_class") == "AccidentRelated" or accident or bool(case.all("archive.accidents"))


def ordinary_until(case: Case) -> date | None:
    """Three years from the end of the session."""
    return clock.add_years(case.end.date(), case.policy.count("retention.ordinary")) if case.end else None


def ends(case: Case) -> list[tuple[str, date]]:
    """The stated end, deletion and destruction."""
    found = [(path, case.day(f"archive.{path}")) for path in ("retention_until", "deleted_on", "destroyed_on")]
    return [(path, day) for path, day in found if day is not None]


def too_early(path: str, day: date, until: date) -> bool:
    """The record is kept on its last day (G-04): it may end on it, and go on the next."""
    return day < until if path == "retention_until" else day <= until


def rt_01(case: Case) -> None:
    """RT-01: an end, deletion or destruction before three years are over (III.6.1.a)."""
    until = ordinary_until(case)
    if not ends(case):
        return
    if until is None:
        return case.unknown("RT-01")
    for path, day in ends(case):
        if too_early(path, day, until):
            case.find("RT-01", f"/archive/{path}")


def is_special(case: Case) -> bool:
    """Whether the kind, or the class that the host states, makes everybody on the record one (III.6.1.b)."""
    return case.kind == "SpecialOperation" or case.get("archive.retention_class") == "SpecialOperation"


def special_people(case: Case) -> tuple[list[dict], bool]:
    """The special-operation people of the record, and whether some may be missing (III.6.1.b)."""
    found, unclear = [], not case.all("participants")
    for participant in case.all("participants"):
        answer = special_on_the_day(case, participant)
        if answer is None:
            unclear = True
        elif answer:
            found.append(participant)
    return found, unclear


def special_on_the_day(case: Case, participant: dict) -> bool | None:
    """Whether a participant held a special-operation post or certificate on the day."""
    if is_special(case) or participant.get("special_operation") is True:
        return True
    person = case.register.person(participant.get("person"))
    if person is not None and case.date is not None:
        spell = case.register.spell(person, case.date)
        if spell is not None and spell.get("special_operation") is True:
            return True
        for one in person.get("certificates") or []:
            if one.get("kind") == "SpecialOperation":
                first, last = clock.read_date(one.get("issued_on")), clock.read_date(one.get("expires_on"))
                if (first is None or first <= case.date) and (last is None or case.date <= last):
                    return True
        if spell is not None and spell.get("special_operation") is False:
            return False
    return participant.get("special_operation")


def left_on(case: Case, participant: dict) -> tuple[str, date | None]:
    """("Left", day), ("Employed", None) or ("Unknown", None)."""
    person = case.register.person(participant.get("person"))
    spells = [spell for spell in (person or {}).get("spells") or [] if not spell.get("retracted")]
    # What begins after the question is not yet known to happen.
    spells = [spell for spell in spells if not spell.get("from") or clock.read_date(spell["from"]) <= case.as_of_day]
    if not spells:
        return ("Unknown", None)
    lasts = [clock.read_date(spell.get("to")) for spell in spells]
    if None in lasts or max(lasts) >= case.as_of_day:
        return ("Employed", None)
    return ("Left", max(lasts))


def special_until(case: Case) -> Outcome:
    """Five years after the last of them has left."""
    people, unclear = special_people(case)
    states = [left_on(case, participant) for participant in people]
    if any(state == "Employed" for state, _ in states):
        return ("Open", None)
    if unclear or any(state == "Unknown" for state, _ in states):
        return ("Unclear", None)
    if not people:
        return ("None", None)
    years = case.policy.count("retention.special_after_leaving")
    return ("Until", max(clock.add_years(day, years) for _, day in states if day))


def rt_02(case: Case) -> None:
    """RT-02: a special-operation person's record ends before five years after leaving (III.6.1.b)."""
    if not ends(case):
        return
    outcome, until = special_until(case)
    if outcome == "None":
        return
    for path, day in ends(case):
        if outcome == "Open" or (until and too_early(path, day, until)):
            case.find("RT-02", f"/archive/{path}")
        elif outcome == "Unclear":
            case.unknown("RT-02")


def rt_03(case: Case) -> None:
    """RT-03: an accident-related or held record has an end date or stands on a destruction list (III.6.1.c)."""
    if not is_permanent(case) and not is_held(case):
        return
    for path, _ in ends(case):
        case.find("RT-03", f"/archive/{path}")
    if given(case.get("archive.destruction_list")):
        case.find("RT-03", "/archive/destruction_list")


def rt_04(case: Case) -> None:
    """RT-04: the class cannot be determined: Open{ClassMissing} or Open{PeopleUnknown} (III.6.1)."""
    if is_permanent(case):
        return
    if special_people(case)[1]:
        case.find("RT-04", "/participants")


def rt_05(case: Case) -> None:
    """RT-05: evidence was or will be deleted before the record that it proves (VII.2.3, C-09)."""
    for at, deletion in enumerate(case.all("storage.deletions")):
        day = clock.read_date(deletion.get("on"))
        if day is None:
            case.unknown("RT-05")
            continue
        if is_permanent(case) or is_held(case):
            case.find("RT-05", f"/storage/deletions/{at}")
            continue
        ordinary = ordinary_until(case)
        outcome, until = special_until(case)
        if outcome == "Open" or (ordinary and day <= ordinary) or (until and day <= until):
            case.find("RT-05", f"/storage/deletions/{at}")
        elif ordinary is None or outcome == "Unclear" or not case.carries("archive"):
            # Without the archive nobody says whether it is held.
            case.unknown("RT-05")
