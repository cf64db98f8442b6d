"""Who is who: keys, aliases, and what the register says of a person on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from . import clock
from .text import given

Key = tuple[str, ...]
Ref = dict[str, Any] | None


def key_of(person: Ref) -> Key | None:
    """The key as the record writes it: an employee number, or kind and key of somebody else (input-rules.md)."""
    if not person:
        return None
    if given(person.get("employee_no")):
        return ("Employee", person["employee_no"].strip())
    if given(person.get("other_key")):
        return (person.get("other_kind") or "Other", person["other_key"].strip())
    return None


class Register:
    """The people and units of the context; without it nothing is known of anybody."""

    def __init__(self, organisation: dict[str, Any] | None) -> None:
        self.given = organisation is not None
        self.organisation = organisation or {}
        self.aliases: dict[Key, Key] = {}
        for alias in self.organisation.get("aliases") or []:
            one, other = key_of(alias.get("from")), key_of(alias.get("to"))
            if one and other:
                self.aliases[one] = other
        self.people: dict[Key, dict[str, Any]] = {}
        for person in self.organisation.get("people") or []:
            key = self.canonical(key_of(person))
            if key:
                self.people[key] = person

    def canonical(self, key: Key | None) -> Key | None:
        """The key that a person bears today (X.9)."""
        while key in self.aliases:
            key = self.aliases[key]
        return key

    def key(self, person: Ref) -> Key | None:
        """The key of a reference, aliases followed."""
        return self.canonical(key_of(person))

    def person(self, ref: Ref) -> dict[str, Any] | None:
        """What the register holds of somebody."""
        key = self.key(ref)
        return self.people.get(key) if key else None

    def spell(self, person: dict[str, Any], day: date) -> dict[str, Any] | None:
        """The employment on a day; the last day is a day of employment (C-41)."""
        for spell in person.get("spells") or []:
            if not spell.get("retracted") and within(spell, day):
                return spell
        return None

    def holders(self, role: str, day: date) -> set[Key]:
        """Who holds a role on a day and is employed on it."""
        found: set[Key] = set()
        for key, person in self.people.items():
            held = any(one.get("role") == role and within(one, day) for one in person.get("roles") or [])
            if held and (not person.get("spells") or self.spell(person, day) is not None):
                found.add(key)
        return found

    def department_of(self, unit: str | None) -> str | None:
        """The department to which a unit belongs: itself or the first department above it."""
        units = {one["code"]: one for one in self.organisation.get("units") or []}
        seen: set[str] = set()
        while unit is not None and unit in units and unit not in seen:
            seen.add(unit)
            if units[unit].get("kind") == "Department":
                return unit
            unit = units[unit].get("parent")
        return None


def within(span: dict[str, Any], day: date) -> bool:
    """Whether a day lies between from and to, both inclusive (C-41)."""
    first, last = clock.read_date(span.get("from")), clock.read_date(span.get("to"))
    return (first is None or first <= day) and (last is None or day <= last)
