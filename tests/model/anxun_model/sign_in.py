"""SG: the sign-in sheet."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Iterable

from . import clock
from .case import Case
from .people import Key
from .signatures import own, signed
from .text import given, same


def entries(case: Case) -> list[tuple[int, dict[str, Any]]]:
    """The entries with their positions."""
    return list(enumerate(case.all("sign_in.entries")))


def without_sheet(case: Case, code: str) -> bool:
    """Without a sheet there is nothing to judge: TP-01 says that it is missing."""
    if case.get("sign_in") is None:
        case.unknown(code)
        return True
    return False


def sg_01(case: Case) -> None:
    """SG-01: issued later than 10 minutes before the start; E after the start (III.2.1.a)."""
    if without_sheet(case, "SG-01"):
        return
    issued = case.stamp("sign_in.issued_at")
    if issued is None or case.start is None:
        return case.unknown("SG-01")
    if issued > case.start:
        case.find("SG-01", "/sign_in/issued_at", severity="E")
    elif issued > case.start - timedelta(minutes=case.policy.count("signin.issue_before")):
        case.find("SG-01", "/sign_in/issued_at")


def sg_02(case: Case) -> None:
    """SG-02: the own signature is missing; an authorised proxy is no SG-02 (III.2.1.b, C-07)."""
    if without_sheet(case, "SG-02"):
        return
    for at, entry in entries(case):
        if not own(entry):
            continue
        answer = signed(entry.get("signature"))
        if answer is False:
            case.find("SG-02", f"/sign_in/entries/{at}")
        elif answer is None:
            case.unknown("SG-02")


def sg_03(case: Case) -> None:
    """SG-03: no employee number, or no key of somebody who is no employee (III.2.1.b)."""
    if without_sheet(case, "SG-03"):
        return
    for at, entry in entries(case):
        if case.register.key(entry.get("person")) is None:
            case.find("SG-03", f"/sign_in/entries/{at}")


def sg_04(case: Case) -> None:
    """SG-04: somebody signed for another without a written statement (III.2.1.c)."""
    if without_sheet(case, "SG-04"):
        return
    for at, entry in entries(case):
        if not own(entry) and not given(entry["proxy"].get("statement")):
            case.find("SG-04", f"/sign_in/entries/{at}")


def hand_over_due(case: Case) -> datetime | None:
    """Until when the paper record has to be handed over (II.4.2.a)."""
    return case.end + timedelta(hours=case.policy.count("submit.paper.limit")) if case.end else None


def sg_05(case: Case) -> None:
    """SG-05: the head's signature is missing, the proxy's own, or later than the hand-over is due (III.2.1.c, C-07)."""
    if without_sheet(case, "SG-05"):
        return
    for at, entry in entries(case):
        if own(entry):
            continue
        answer = head_signed(case, entry)
        if answer is False:
            case.find("SG-05", f"/sign_in/entries/{at}")
        elif answer is None:
            case.unknown("SG-05")


def head_signed(case: Case, entry: dict[str, Any]) -> bool | None:
    """Whether the head of the department signed in time."""
    proxy = entry["proxy"]
    head, signer = case.register.key(proxy.get("approved_by")), case.register.key(proxy.get("signer"))
    approved, due = clock.read_stamp(proxy.get("approved_at")), hand_over_due(case)
    approver = proxy.get("approved_by") or {}
    if head is None and not given(approver.get("name")):
        return False
    if head is not None and head == signer:
        return False
    if approved and due and approved > due:
        return False
    if head is None or signer is None or approved is None or due is None:
        return None
    return True


def sg_06(case: Case) -> None:
    """SG-06: name, date or session is missing or differs, or issued on another day than start - 10 min (III.2.1.d, C-45)."""
    if without_sheet(case, "SG-06"):
        return
    sheet, record = case.get("sign_in"), case.record
    wrong, unknown = False, False
    for field in ("name", "date", "session_no"):
        one, other = sheet.get(field), record.get(field)
        if field == "name":
            one, other = one if given(one) else None, other if given(other) else None
        if one is None:
            wrong = True
        elif other is None:
            unknown = True
        elif (not same(one, other)) if field == "name" else one != other:
            wrong = True
    issued = case.stamp("sign_in.issued_at")
    if issued is None or case.start is None:
        unknown = True
    else:
        before = case.start - timedelta(minutes=case.policy.count("signin.issue_before"))
        wrong = wrong or issued.date() != before.date()
    if wrong:
        case.find("SG-06", "/sign_in")
    elif unknown:
        case.unknown("SG-06")


def sg_07(case: Case) -> None:
    """SG-07: an electronic sign-in without scan, or with a rejected one (III.2.1.e)."""
    if without_sheet(case, "SG-07"):
        return
    for at, entry in entries(case):
        signature = entry.get("signature") or {}
        accepted = (signature.get("scan") or {}).get("result") == "Accepted"
        if entry.get("signature") is not None and signature.get("kind") is None and not accepted:
            case.unknown("SG-07")
        if signature.get("kind") != "Electronic":
            continue
        scan = signature.get("scan")
        if scan is None or scan.get("result") not in (None, "Accepted"):
            case.find("SG-07", f"/sign_in/entries/{at}")
        elif scan.get("result") is None:
            case.unknown("SG-07")


def sg_08(case: Case) -> None:
    """SG-08: somebody appears more than once on a sheet (III.3.3)."""
    if without_sheet(case, "SG-08"):
        return
    seen: set[Key] = set()
    for at, entry in entries(case):
        key = case.register.key(entry.get("person"))
        if key is not None and key in seen:
            case.find("SG-08", f"/sign_in/entries/{at}")
        if key is not None:
            seen.add(key)


def present(case: Case) -> tuple[set[Key], int]:
    """The people who signed in themselves, and how many entries do not say whether or who (C-07)."""
    known: set[Key] = set()
    nameless = 0
    for _, entry in entries(case):
        answer = own(entry) and signed(entry.get("signature"))
        if answer is False:
            continue
        if answer is None:
            nameless += 1
            continue
        key = case.register.key(entry.get("person"))
        if key is None:
            nameless += 1
        else:
            known.add(key)
    return known, nameless


def keys(case: Case, people: Iterable[dict[str, Any]]) -> tuple[set[Key], int]:
    """The keys of people, and how many have none."""
    found = [case.register.key(person) for person in people]
    return {key for key in found if key is not None}, sum(key is None for key in found)


def sg_09(case: Case) -> None:
    """SG-09: the people (or number) signed in differ from those planned (III.3.2.b)."""
    if without_sheet(case, "SG-09"):
        return
    item = case.get("plan_item")
    if item is None:
        return case.unknown("SG-09")
    signed_in, nameless = present(case)
    if item.get("expected"):
        planned, unknown = keys(case, item["expected"])
        differ = compare(signed_in, nameless, planned, unknown)
    elif item.get("expected_count") is not None:
        differ = len(signed_in) + nameless != item["expected_count"]
    else:
        return case.unknown("SG-09")
    if differ:
        case.find("SG-09", "/sign_in/entries")
    elif differ is None:
        case.unknown("SG-09")


def compare(one: set[Key], nameless: int, other: set[Key], unknown: int) -> bool | None:
    """Whether two lists of people differ, where some on either side cannot be named."""
    missing, extra = len(other - one), len(one - other)
    if not nameless and not unknown:
        return bool(missing or extra)
    # The nameless may be the missing ones: they differ for certain only where the numbers cannot match.
    if missing > nameless or extra > unknown:
        return True
    return None


def sg_10(case: Case) -> None:
    """SG-10: the people (or number) signed in differ from those observed (II.2.2.b, V.5.1.a, VI.6.1.a)."""
    if without_sheet(case, "SG-10"):
        return
    asked = 0
    for at, seen in enumerate(case.all("presence")):
        moment = clock.read_stamp(seen.get("at"))
        if moment and case.start and case.end and not case.start <= moment <= case.end:
            continue  # Seen at another time: it says nothing of this session.
        asked += 1
        apart = difference(case, seen, moment)
        if apart is None:
            case.unknown("SG-10")
        elif apart[0] > case.policy.count("camera.tolerance"):
            case.find("SG-10", f"/presence/{at}", severity=weight(case, seen))
        elif apart[1] > case.policy.count("camera.tolerance"):
            case.unknown("SG-10")
    if asked == 0:
        case.unknown("SG-10")


def difference(case: Case, seen: dict[str, Any], moment: datetime | None) -> tuple[int, int] | None:
    """By how many people sheet and observation differ, at least and at most; `None` where nobody says who or how many.

    Who signed in after that moment, or had left by then, may have been there or not.
    """
    there: set[Key] = set()
    perhaps: set[Key] = set()
    nameless = 0
    for _, entry in entries(case):
        if not own(entry) or not signed(entry.get("signature")):
            continue
        key = case.register.key(entry.get("person"))
        came, left = clock.read_stamp(entry.get("at")), clock.read_stamp(entry.get("left_at"))
        away = moment and ((came and came > moment) or (left and left < moment))
        if key is None:
            nameless += 1
        elif away:
            perhaps.add(key)
        else:
            there.add(key)
    perhaps -= there
    if not seen.get("people"):
        if seen.get("count") is None:
            return None
        # Too few were seen, or too many.
        few, many = len(there) + nameless, len(there) + len(perhaps) + nameless
        apart = max(few - seen["count"], seen["count"] - many, 0)
        return apart, apart
    people, unknown = keys(case, seen["people"])
    missing, extra = len(there - people), len(people - there - perhaps)
    # At best those without a name are the ones that are missing on the other side.
    least = max(missing - unknown, 0) + max(extra - nameless, 0)
    return least, missing + extra + unknown + nameless


def weight(case: Case, seen: dict[str, Any]) -> str:
    """W while a source below the confidence is not confirmed by a person."""
    confidence = seen.get("confidence")
    least = case.policy.number("ai.min_confidence")
    if confidence is not None and least is not None and Decimal(str(confidence)) < least and not seen.get("confirmed"):
        return "W"
    return "E"


def sg_11(case: Case) -> None:
    """SG-11: people who share a signature image (suspected) or only a device (III.2.1.e, III.3.3; G-44: on both)."""
    if without_sheet(case, "SG-11"):
        return
    found: set[int] = set()
    for field, only_device in (("digest", False), ("device", True)):
        groups: dict[str, list[tuple[int, Key | None]]] = {}
        for at, entry in entries(case):
            # Where somebody else signed, the record says itself whose hand it was.
            signature = entry.get("signature") or {} if own(entry) else {}
            value = signature.get("digest") if field == "digest" else (signature.get("scan") or {}).get("device")
            if value:
                groups.setdefault(value.strip(), []).append((at, case.register.key(entry.get("person"))))
        for group in groups.values():
            known = {key for _, key in group} - {None}
            if len(known) < 2:
                if len(group) > 1 and any(key is None for _, key in group):
                    case.unknown("SG-11")  # One of them has no name: it may be the same person.
                continue
            for at, _ in group:
                if at in found:
                    continue
                if not only_device:
                    found.add(at)
                if only_device:
                    case.find("SG-11", f"/sign_in/entries/{at}", severity="W", grade="Minor", suspected=False)
                else:
                    case.find("SG-11", f"/sign_in/entries/{at}")


def sg_12(case: Case) -> None:
    """SG-12: between records only (III.3.3)."""
    case.unknown("SG-12")


def sg_13(case: Case) -> None:
    """SG-13: unknown to the register, not employed that day, or under another name (W) (II.3.2.a, III.2.1.b)."""
    if without_sheet(case, "SG-13"):
        return
    if not case.register.given:
        return case.unknown("SG-13")
    judged: set[tuple[Key | None, str | None]] = set()
    people = [(f"/sign_in/entries/{at}", entry.get("person")) for at, entry in entries(case)]
    people += [(f"/participants/{at}", one.get("person")) for at, one in enumerate(case.all("participants"))]
    for path, person in people:
        # Somebody without a key is SG-03 or EL-14; nobody is judged twice under one name.
        who = (case.register.key(person), (person or {}).get("name"))
        if who[0] is not None and who not in judged and (who[0], None) not in judged:
            judged.add(who)
            before = len(case.findings)
            judge_person(case, "SG-13", person, path)
            if len(case.findings) > before:
                judged.add((who[0], None))
    if not case.carries("evaluation"):
        return
    for at, observation in enumerate(case.all("observations")):
        # Of those whose effect was observed the register has to know who they are, no more (II.5.2.a).
        key = case.register.key(observation.get("person"))
        if key is not None and case.register.person(observation.get("person")) is None and (key, None) not in judged:
            judged.add((key, None))
            case.find("SG-13", f"/observations/{at}")


def judge_person(case: Case, code: str, ref: dict[str, Any] | None, path: str) -> None:
    """What the register says of somebody on the day of the session."""
    if case.register.key(ref) is None:
        return case.unknown(code)
    person = case.register.person(ref)
    if person is None:
        return case.find(code, path)
    if case.date is None or not person.get("spells"):
        case.unknown(code)
    elif case.register.spell(person, case.date) is None:
        return case.find(code, path)
    if ref is not None and given(ref.get("name")) and given(person.get("name")) and not same(ref["name"], person["name"]):
        case.find(code, path, severity="W")


def sg_14(case: Case) -> None:
    """SG-14: signed in before the issue of the sheet or after the end (III.2.1.b)."""
    if without_sheet(case, "SG-14"):
        return
    issued = case.stamp("sign_in.issued_at")
    for at, entry in entries(case):
        moment = clock.read_stamp(entry.get("at"))
        if moment and ((issued and moment < issued) or (case.end and moment > case.end)):
            case.find("SG-14", f"/sign_in/entries/{at}")
        elif moment is None or issued is None or case.end is None:
            case.unknown("SG-14")
