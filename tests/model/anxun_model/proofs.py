"""TP: the three proofs (IV.2.1, C-13)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from . import clock
from .case import Case
from .signatures import own, signed
from .text import given


def proof_set(case: Case) -> list[str]:
    """The proofs that the policy demands for the kind."""
    return case.policy["proofs.special_operation" if case.kind == "SpecialOperation" else "proofs"]


def sign_in_given(case: Case) -> bool | None:
    """A sheet with a signed entry; an authorised proxy proves no presence (C-07)."""
    answers = [signed(entry.get("signature")) for entry in case.all("sign_in.entries") if own(entry)]
    if True in answers:
        return True
    return None if None in answers else False


ONLINE = {"TP-01": ("LoginTrace", "login_trace"), "TP-02": ("Recording", "recording"), "TP-03": ("OnlineTest", "test")}


def by_traces(case: Case, code: str) -> bool:
    """The proof of an online session (X.8); whether that is all there is to ask: a blended one is asked on site as well."""
    if case.get("delivery") not in ("Online", "Blended"):
        return False
    proof, field = ONLINE[code]
    if not case.carries("video"):
        case.unknown(code)
    elif proof in case.policy["proofs.online"] and not given(case.get(f"online.{field}")):
        case.find(code, "/online")
    return case.get("delivery") == "Online"


def tp_01(case: Case) -> None:
    """TP-01: no sheet, or no signed entry."""
    if by_traces(case, "TP-01"):
        return
    answer = sign_in_given(case)
    if answer is False:
        case.find("TP-01", "/sign_in")
    elif answer is None:
        case.unknown("TP-01")


def covered(intervals: list[tuple[datetime, datetime]]) -> timedelta:
    """The time that intervals cover, overlaps counted once."""
    total, last = timedelta(), None
    for start, end in sorted(intervals):
        if last is not None and start < last:
            start = last
        if end > start:
            total += end - start
            last = end
    return total


def tp_02(case: Case) -> None:
    """TP-02: less than 15:00 minutes of video inside the session (G-30)."""
    if by_traces(case, "TP-02"):
        return
    videos = case.all("videos")
    if not videos:
        return case.find("TP-02", "/videos")
    inside, doubtful = [], False
    for video in videos:
        start, end = clock.read_stamp(video.get("from")), clock.read_stamp(video.get("to"))
        if start is None or end is None:
            doubtful = True
            continue
        inside.append((max(start, case.start or start), min(end, case.end or end)))
    enough = covered(inside) >= timedelta(minutes=case.policy.count("video.min"))
    if enough and case.start is not None:
        return
    # Without the times of the session all of it may lie inside, and no more than all.
    if enough or doubtful:
        case.unknown("TP-02")
    else:
        case.find("TP-02", "/videos")


def tp_03(case: Case) -> None:
    """TP-03: neither exam paper nor practical sheet (C-13)."""
    if by_traces(case, "TP-03"):
        return
    if not case.all("assessment.papers") and not case.all("assessment.practicals"):
        case.find("TP-03", "/assessment/papers")


def tp_04(case: Case) -> None:
    """TP-04: no copy of the certificate (special operation only)."""
    answers = [is_of_special_operation(copy) for copy in case.all("certificates")]
    if True in answers:
        return
    if None in answers:
        case.unknown("TP-04")
    else:
        case.find("TP-04", "/certificates")


def is_of_special_operation(copy: dict[str, Any]) -> bool | None:
    """Whether a copy is one of a special-operation certificate: other systems have other ones (domain.md 5, C-16)."""
    if copy.get("kind") is not None:
        return bool(copy["kind"] == "SpecialOperation")
    return True if copy.get("operation") is not None else None


CODE_OF = {"SignIn": "TP-01", "Video": "TP-02", "ExamPaper": "TP-03", "CertificateCopy": "TP-04"}


def tp_05(case: Case) -> None:
    """TP-05: a proof of the set is missing; not assessed when none that was asked is missing and one was not asked."""
    codes = [CODE_OF[proof] for proof in proof_set(case)]
    if any(case.found(code) for code in codes):
        case.find("TP-05", "")
    elif any(code in case.unknown_codes for code in codes):
        case.unknown("TP-05")
