"""RV: the checks of the record and the package."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from . import clock
from .case import Case
from .lecture import topics
from .people import Key
from .signatures import signed
from .text import given

STAGES = ["SelfCheck", "Review", "InternalAudit", "ExternalAudit"]


def rv_01(case: Case) -> None:
    """RV-01: no stamp 已审核 from Reviewed on (III.3.2.e)."""
    stamp = case.get("review.stamp")
    if stamp is None or (stamp.get("text") is not None and stamp["text"].strip() != "已审核"):
        case.find("RV-01", "/review/stamp")
    elif stamp.get("text") is None:
        case.unknown("RV-01")


def rv_02(case: Case) -> None:
    """RV-02: too few of the planned topics were taught (III.3.2.c)."""
    if case.get("plan_item") is None or case.get("lecture") is None:
        return case.unknown("RV-02")
    planned, other_planned = topics(case, "plan_item.topics")
    taught, other_taught = topics(case, "lecture.topics")
    if not (planned or other_planned) or not (taught or other_taught):
        return case.unknown("RV-02")
    count = len(planned) + len(other_planned)
    surely = len(planned & taught) + len(other_planned & other_taught)
    unclear = len(other_planned - other_taught) if taught - planned or other_taught - other_planned else 0
    unclear += len(planned - taught) if other_taught - other_planned else 0
    least = case.policy.number("review.content_match_min") or Decimal(1)
    if Decimal(surely) >= least * count:
        return
    if unclear and Decimal(min(surely + unclear, count)) >= least * count:
        return case.unknown("RV-02")
    case.find("RV-02", "/plan_item/topics")


def rv_03(case: Case) -> None:
    """RV-03: a goal is linked to no assessed item; W: no goals (III.3.2.d)."""
    if case.get("plan_item") is None:
        return case.unknown("RV-03")
    goals = case.all("plan_item.goals")
    if not goals:
        return case.find("RV-03", "/plan_item/goals", severity="W")
    if not case.all("assessment.items"):
        return case.unknown("RV-03")
    assessed = {item["goal"].strip() for item in case.all("assessment.items") if given(item.get("goal"))}
    # One finding that lists them (III.3.2.d).
    if any(given(goal.get("id")) and goal["id"].strip() not in assessed for goal in goals):
        case.find("RV-03", "/plan_item/goals")
    elif any(not given(goal.get("id")) for goal in goals):
        case.unknown("RV-03")


def rv_04(case: Case) -> None:
    """RV-04: the reviewer is the recorder; W: one person signed two stages (III.3.2.e, IV.3.1.f, C-61)."""
    reviewer = case.register.key(case.get("review.stamp.reviewer"))
    recorder = case.register.key(case.get("recorder"))
    if reviewer and recorder and reviewer == recorder:
        case.find("RV-04", "/review/stamp/reviewer")
    elif reviewer is None or recorder is None:
        case.unknown("RV-04")
    slips = case.all("review.confirmations")
    signed_by: dict[Key, list[tuple[int, int]]] = {}
    for at, slip in enumerate(slips):
        key = case.register.key(slip.get("signer"))
        if key is None and is_somebody(case, slip.get("signer")) and len(slips) > 1:
            case.unknown("RV-04")  # Nobody can say whether it is the one of another stage.
        if key and slip.get("stage"):
            signed_by.setdefault(key, []).append((STAGES.index(slip["stage"]), at))
    for signed_slips in signed_by.values():
        # A slip was signed whether or not the stage was passed. One finding for each person, at the latest stage.
        if len({stage for stage, _ in signed_slips}) > 1:
            case.find("RV-04", f"/review/confirmations/{max(signed_slips)[1]}", severity="W")


def is_somebody(case: Case, person: dict | None) -> bool:
    """Whether a person is named at all, by a key or by a name."""
    return case.register.key(person) is not None or given((person or {}).get("name"))


def rv_05(case: Case) -> None:
    """RV-05: content digest and that of the stamp (I.4.1, III.3.2): only the missing digest is modelled."""
    case.unknown("RV-05")


def rv_06(case: Case) -> None:
    """RV-06: no cover with items and signature, or no summary (W) (III.3.1.c, II.4.1.c)."""
    cover = case.get("package.cover") or {}
    # A cover that counts nothing has no number of items.
    counted = any(item.get("count") for item in cover.get("items") or [])
    if not counted or not signed(cover.get("signature")):
        case.find("RV-06", "/package/cover")
    elif not given(case.get("package.summary.text")):
        case.find("RV-06", "/package/summary", severity="W")


def is_empty(item: dict) -> bool:
    """A part that is there and has no pages (III.3.1.a)."""
    return item.get("pages") == 0 and item.get("count") != 0 and has_pages(item)


def has_pages(item: dict) -> bool:
    """Recordings and courseware have no pages to count."""
    return item.get("kind") not in ("Video", "Courseware")


def rv_07(case: Case) -> None:
    """RV-07: contents or received count differ from the cover, or a part has no pages (II.4.2.c, III.3.1.c)."""
    cover, contents = case.get("package.cover.items"), case.get("package.contents")
    received = case.get("package.received_count")
    if not cover:
        if any(is_empty(item) for item in contents or []):
            case.find("RV-07", "/package/contents")
        return case.unknown("RV-07")

    def total(items: list[dict], kind: str, field: str) -> int | None:
        """So many of a kind; `None` where one of them does not say."""
        values = [item.get(field) for item in listed(items, kind)]
        return None if None in values else sum(value for value in values if value is not None)

    def listed(items: list[dict], kind: str) -> list[dict]:
        return [item for item in items if item.get("kind") == kind]

    contents = contents or None
    parts = cover + (contents or [])
    kinds = {item["kind"] for item in parts if item.get("kind")}
    unsaid = any(not item.get("kind") or item.get("count") is None for item in parts)
    unsaid = unsaid or contents is None or any(item.get("pages") is None and has_pages(item) for item in contents)
    if unsaid or (received is None and case.get("package.received_at")):
        case.unknown("RV-07")
    # An item without kind may be of any: then nothing is sure to differ.
    differ = False
    if contents is not None and all(item.get("kind") for item in parts):
        for kind in kinds:
            one, other = total(cover, kind, "count"), total(contents, kind, "count")
            in_both = bool(listed(cover, kind) and listed(contents, kind))
            # What only one of the lists names is not in the other, unless it says itself that there is none of it.
            differ = differ or (not in_both if None in (one, other) else one != other)
            one, other = total(cover, kind, "pages"), total(contents, kind, "pages")
            differ = differ or (in_both and None not in (one, other) and one != other)
    if differ or any(is_empty(item) for item in parts):
        case.find("RV-07", "/package/contents")
    counts = [item.get("count") for item in cover]
    if received is not None and None not in counts and received != sum(counts):
        case.find("RV-07", "/package/received_count")


def rv_08(case: Case) -> None:
    """RV-08: between records only (III.3.1.b)."""
    case.unknown("RV-08")


def rv_09(case: Case) -> None:
    """RV-09: a stage that was passed has no signed slip, or slips are in the wrong order (IV.3.1.f)."""
    # Only a signed slip is one. Of several of a stage the first counts.
    slips: dict[str, tuple[datetime | None, int]] = {}
    for at, slip in enumerate(case.all("review.confirmations")):
        if slip.get("stage") and slip.get("passed") is not False and is_somebody(case, slip.get("signer")):
            signed_at = clock.read_stamp(slip.get("at"))
            before = slips.get(slip["stage"])
            if before is None or (signed_at and (before[0] is None or signed_at < before[0])):
                slips[slip["stage"]] = (signed_at, at)
    passed = [
        case.reached("SelfChecked"),
        case.reached("Reviewed"),
        any(check.get("stage") == "InternalAudit" and check.get("at") for check in case.all("review.stage_checks")),
        any(check.get("stage") == "ExternalAudit" and check.get("at") for check in case.all("review.stage_checks")),
    ]
    for stage, was_passed in zip(STAGES, passed):
        if was_passed and stage not in slips:
            case.find("RV-09", "/review/confirmations")
    # The two audits sample apart, so that either may come first (C-17).
    for stage, earlier_ones in (("Review", STAGES[:1]), ("InternalAudit", STAGES[:2]), ("ExternalAudit", STAGES[:2])):
        earlier = [slips[one][0] for one in earlier_ones if one in slips]
        if stage not in slips or not earlier:
            continue
        (signed_at, at), dated = slips[stage], [stamp for stamp in earlier if stamp]
        if signed_at and dated and signed_at < dated[-1]:
            case.find("RV-09", f"/review/confirmations/{at}")
        elif signed_at is None or None in earlier:
            case.unknown("RV-09")
