"""TR and FV: traces of special kinds (IV.2.2) and the five musts (IV.3.2)."""

from __future__ import annotations

from datetime import date

from .case import Case
from .people import key_of
from .signatures import signed
from .sign_in import keys
from .text import given

REVIEW_ENDS = date(2026, 6, 1)
"""Sessions that end before this day follow the regime with reviews (domain.md section 4)."""
LEVELS = ["Company", "Workshop", "Team"]


def practice(case: Case) -> list[tuple[int, dict]]:
    """The recordings of practice."""
    return [(at, one) for at, one in enumerate(case.all("videos")) if one.get("subject") == "Practice"]


def tr_01(case: Case) -> None:
    """TR-01: no video of the practice of one or more trainees, one finding (IV.2.2.a, C-67)."""
    trainees, nameless = keys(case, [one.get("person") or {} for one in case.all("participants")])
    seen, unknown = keys(case, [one.get("trainee") or {} for _, one in practice(case)])
    unknown += sum(one.get("subject") is None for one in case.all("videos"))
    if len(trainees - seen) > unknown or (not trainees and not nameless and not practice(case)):
        case.find("TR-01", "/videos")
    elif trainees - seen or nameless:
        case.unknown("TR-01")


def tr_02(case: Case) -> None:
    """TR-02: console number or the trainee's own badge is not seen (IV.2.2.a)."""
    for at, video in practice(case):
        badge, trainee = video.get("badge_no"), key_of(video.get("trainee"))
        if not given(video.get("console_no")) or not given(badge):
            case.find("TR-02", f"/videos/{at}")
        elif trainee is None:
            case.unknown("TR-02")
        elif case.register.canonical((trainee[0], badge.strip())) != case.register.canonical(trainee):
            case.find("TR-02", f"/videos/{at}")


def tr_03(case: Case) -> None:
    """TR-03: no drill log, or one without start, responses of the groups, or material used (IV.2.2.b)."""
    log = case.get("documents.drill")
    if case.get("emergency") is None:
        return case.unknown("TR-03")
    if log is None:
        return case.find("TR-03", "/documents/drill")
    groups = log.get("groups") or []
    whole = log.get("started_at") and groups and all(one.get("arrived_at") for one in groups)
    if not whole or not log.get("supplies"):
        case.find("TR-03", "/documents/drill")


def tr_04(case: Case) -> None:
    """TR-04: minutes or signature page of a management training are missing (IV.2.2.c)."""
    if case.get("documents.minutes") is None or case.get("documents.signature_page") is None:
        case.find("TR-04", "/documents/minutes")


def fv_01(case: Case) -> None:
    """FV-01: three-level card, rows of the own and of earlier levels (IV.3.2.a, C-43)."""
    card = case.get("documents.three_level_card")
    if card is None:
        return case.find("FV-01", "/documents/three_level_card")
    level = case.get("level")
    if level is None:
        return case.unknown("FV-01")
    for wanted in LEVELS[:LEVELS.index(level) + 1]:
        rows = [row for row in card.get("rows") or [] if row.get("level") == wanted]
        if not any(row.get("minutes") and row.get("on") and row.get("verdict") and signed(row.get("signature")) for row in rows):
            return case.find("FV-01", "/documents/three_level_card")


def fv_02(case: Case) -> None:
    """FV-02: review record form, stage Review, session ends before 2026-06-01 (IV.3.2.b)."""
    if is_under_reviews(case) is None:
        return case.unknown("FV-02")
    if case.get("documents.review_form") is None:
        case.find("FV-02", "/documents/review_form")


def is_under_reviews(case: Case) -> bool | None:
    """Whether the session is a review of the regime before 2026-06-01 (I.3.b4)."""
    if case.get("stage") == "Certification" or (case.end and case.end.date() >= REVIEW_ENDS):
        return False
    return None if case.get("stage") is None or case.end is None else True


def fv_03(case: Case) -> None:
    """FV-03: consumption list, or the signed statement that nothing was used (IV.3.2.c)."""
    listed = case.get("documents.consumption")
    if case.get("emergency") is None:
        return case.unknown("FV-03")
    if listed is None:
        return case.find("FV-03", "/documents/consumption")
    if listed.get("items"):
        return
    if listed.get("none_used") is not True or not signed(listed.get("signature")):
        case.find("FV-03", "/documents/consumption")


def fv_04(case: Case) -> None:
    """FV-04: score form of a management record (IV.3.2.d)."""
    if case.get("documents.score_form") is None:
        case.find("FV-04", "/documents/score_form")


def fv_05(case: Case) -> None:
    """FV-05: effect report: three kinds, and every record of a special plan (IV.3.2.e)."""
    if case.get("documents.effect_report") is not None:
        return
    if is_asked_for_a_report(case):
        case.find("FV-05", "/documents/effect_report")
    else:
        case.unknown("FV-05")


def is_asked_for_a_report(case: Case) -> bool | None:
    """Whether an effect report is due; without a plan item the kind alone says so (section 0)."""
    if case.kind in ("Transfer", "ReturnToWork", "FourNew"):
        return True
    if not case.carries("plan"):
        return None
    item = case.get("plan_item")
    if item is None:
        return False
    return None if item.get("plan_kind") is None else item["plan_kind"] == "Special"
