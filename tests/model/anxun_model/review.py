"""RV: the checks of the record and the package."""

from __future__ import annotations

from decimal import Decimal

from . import clock
from .case import Case
from .lecture import topics
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
    stages: dict[tuple, set[str]] = {}
    for at, slip in enumerate(case.all("review.confirmations")):
        key = case.register.key(slip.get("signer"))
        if key is None and is_somebody(case, slip.get("signer")):
            case.unknown("RV-04")  # Nobody can say whether it is the one of another stage.
        if not key or not slip.get("stage"):
            continue
        if stages.get(key, set()) - {slip["stage"]}:
            case.find("RV-04", f"/review/confirmations/{at}", severity="W")
        stages.setdefault(key, set()).add(slip["stage"])


def is_somebody(case: Case, person: dict | None) -> bool:
    """Whether a person is named at all, by a key or by a name."""
    return case.register.key(person) is not None or given((person or {}).get("name"))


def rv_05(case: Case) -> None:
    """RV-05: content digest and that of the stamp (I.4.1, III.3.2): only the missing digest is modelled."""
    case.unknown("RV-05")


def rv_06(case: Case) -> None:
    """RV-06: no cover with items and signature, or no summary (W) (III.3.1.c, II.4.1.c)."""
    cover = case.get("package.cover") or {}
    counted = any(item.get("kind") or item.get("count") is not None for item in cover.get("items") or [])
    if not counted or not signed(cover.get("signature")):
        case.find("RV-06", "/package/cover")
    elif not given(case.get("package.summary.text")):
        case.find("RV-06", "/package/summary", severity="W")


def rv_07(case: Case) -> None:
    """RV-07: contents or received count differ from the cover, or a part has no pages (II.4.2.c, III.3.1.c)."""
    cover, contents = case.get("package.cover.items"), case.get("package.contents")
    received = case.get("package.received_count")
    if not cover:
        if any(item.get("pages") == 0 for item in contents or []):
            case.find("RV-07", "/package/contents")
        return case.unknown("RV-07")

    def total(items: list[dict], kind: str, field: str) -> int | None:
        """So many of a kind; `None` where one of them does not say."""
        values = [item.get(field) for item in items if item.get("kind") == kind]
        return None if None in values else sum(value for value in values if value is not None)

    contents = contents or None
    parts = cover + (contents or [])
    kinds = {item["kind"] for item in parts if item.get("kind")}
    unsaid = any(not item.get("kind") or item.get("count") is None for item in parts)
    unsaid = unsaid or contents is None or any(item.get("pages") is None for item in contents)
    if unsaid or (received is None and case.get("package.received_at")):
        case.unknown("RV-07")
    # An item without kind may be of any: then nothing is sure to differ.
    differ = False
    if contents is not None and all(item.get("kind") for item in parts):
        for kind in kinds:
            for field in ("count", "pages"):
                one, other = total(cover, kind, field), total(contents, kind, field)
                differ = differ or (one is not None and other is not None and one != other)
    if differ or any(item.get("pages") == 0 for item in parts):
        case.find("RV-07", "/package/contents")
    counts = [item.get("count") for item in cover]
    if received is not None and None not in counts and received != sum(counts):
        case.find("RV-07", "/package/received_count")


def rv_08(case: Case) -> None:
    """RV-08: between records only (III.3.1.b)."""
    case.unknown("RV-08")


def rv_09(case: Case) -> None:
    """RV-09: a stage that was passed has no signed slip, or slips are in the wrong order (IV.3.1.f)."""
    slips = {slip.get("stage"): slip for slip in case.all("review.confirmations") if slip.get("passed") is not False}
    passed = [
        case.reached("SelfChecked"),
        case.reached("Reviewed"),
        any(check.get("stage") == "InternalAudit" and check.get("at") for check in case.all("review.stage_checks")),
        any(check.get("stage") == "ExternalAudit" and check.get("at") for check in case.all("review.stage_checks")),
    ]
    for stage, was_passed in zip(STAGES, passed):
        slip = slips.get(stage)
        if was_passed and (slip is None or not is_somebody(case, slip.get("signer"))):
            case.find("RV-09", "/review/confirmations")
    stamps = [clock.read_stamp(slips[stage].get("at")) for stage in STAGES if stage in slips]
    known = [stamp for stamp in stamps if stamp]
    for earlier, later in zip(known, known[1:]):
        if later < earlier:
            at = next(at for at, slip in enumerate(case.all("review.confirmations")) if clock.read_stamp(slip.get("at")) == later)
            case.find("RV-09", f"/review/confirmations/{at}")
    if None in stamps and len(stamps) > 1:
        case.unknown("RV-09")
