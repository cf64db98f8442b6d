"""TM: the limits."""

from __future__ import annotations

from datetime import datetime, timedelta

from . import clock
from .case import Case
from .signatures import signed


def late(case: Case, code: str, path: str, done: datetime | None, due: datetime | None) -> None:
    """A limit: late when done after it, or not done and past; the limit is the due of the finding."""
    if due is None:
        return case.unknown(code)
    if (done or case.as_of) > due:
        case.find(code, path)
        case.findings[-1].due = due


def hours_after_end(case: Case, key: str) -> datetime | None:
    """An hour limit runs through weekends, inclusive to the second (C-36)."""
    return case.end + timedelta(hours=case.policy.count(key)) if case.end else None


def days_after(case: Case, code: str, start: datetime, days: int) -> datetime | None:
    """A day limit ends with the last working day; outside the calendar it is unknown."""
    try:
        return clock.end_of(clock.add_working_days(start.date(), days))
    except clock.NotCovered:
        case.unknown(code)
        return None


def tm_01(case: Case) -> None:
    """TM-01: paper handed over after 24 h (II.4.2.a)."""
    due = hours_after_end(case, "submit.paper.limit")
    late(case, "TM-01", "/package/handed_at", case.stamp("package.handed_at"), due)


def tm_02(case: Case) -> None:
    """TM-02: uploaded after 24 h (48 h before the revision) (II.4.2.b, VI.4.2.b)."""
    due = hours_after_end(case, "submit.electronic.limit")
    late(case, "TM-02", "/package/uploaded_at", case.stamp("package.uploaded_at"), due)


def tm_03(case: Case) -> None:
    """TM-03: self-check ended after 24 h (III.3.1.a)."""
    due = hours_after_end(case, "stage1.limit")
    late(case, "TM-03", "/review/self_checked_at", case.stamp("review.self_checked_at"), due)


def completed(case: Case) -> datetime | None:
    """When a team record was completed: recorder's signature or entry in the log, the first (C-04)."""
    by_hand = case.stamp("recorder_signature.at") if signed(case.get("recorder_signature")) else None
    stamps = [by_hand, case.stamp("logged_at")]
    given = [stamp for stamp in stamps if stamp]
    return min(given) if given else None


def tm_04(case: Case) -> None:
    """TM-04: a team-level record completed on a later local day than that of the end (VII.1.2.b)."""
    if case.end is None:
        return case.unknown("TM-04")
    due = clock.end_of(case.end.date() + timedelta(days=case.policy.count("submit.team.limit")))
    late(case, "TM-04", "/recorder_signature/at", completed(case), due)


def reviewed(case: Case) -> datetime | None:
    """When the review was passed: as stated, or as the stamp 已审核 says (III.3.2.e)."""
    stamped = case.stamp("review.stamp.at") if is_stamped(case) else None
    return case.stamp("review.reviewed_at") or stamped


def is_stamped(case: Case) -> bool | None:
    """Whether a stamp says that the review was passed: one of another text does not, of one without text nobody knows."""
    stamp = case.get("review.stamp")
    if stamp is None:
        return False
    return None if stamp.get("text") is None else bool(stamp["text"].strip() == "已审核")


def tm_05(case: Case) -> None:
    """TM-05: a review that ended after the 3rd working day following receipt (III.3.2.a); never received: no deadline.

    A return ends a review as well (states.md SM-2, Return), and the record is received again after it.
    """
    returns = case.all("review.returns")
    receipts = [case.stamp("package.received_at")] + [clock.read_stamp(one.get("received_at")) for one in returns]
    ends = [(f"/review/returns/{at}/returned_at", clock.read_stamp(one.get("returned_at"))) for at, one in enumerate(returns)]
    ends.append(("/review/reviewed_at", reviewed(case)))
    for number, (received, (path, done)) in enumerate(zip(receipts, ends)):
        is_last = number == len(returns)
        if is_last and done is None and case.record.get("state") == "Returned" and (received or not returns):
            # The state says that the round ended with a return, which nobody listed.
            case.unknown("TM-05")
            continue
        if received is None:
            is_on_its_way = bool(returns) and case.record.get("state") in ("Returned", "Submitted")
            was_received = done is not None or not is_last or (case.reached("Received") and not is_on_its_way)
            if was_received:
                case.unknown("TM-05")
            continue
        if done is None and not is_last:
            case.unknown("TM-05")
            continue
        due = days_after(case, "TM-05", received, case.policy.count("review.limit"))
        if due is None:
            continue
        perhaps = case.stamp("review.stamp.at") if is_last and done is None and is_stamped(case) is None else None
        if perhaps and perhaps <= due < case.as_of:
            # In time if the stamp is that of the review, else never.
            case.unknown("TM-05")
        else:
            late(case, "TM-05", path, done, due)


def tm_06(case: Case) -> None:
    """TM-06: back after the 2nd working day following the return (III.3.2.f)."""
    returns = case.all("review.returns")
    for at, one in enumerate(returns):
        returned = clock.read_stamp(one.get("returned_at"))
        if returned is None:
            case.unknown("TM-06")
            continue
        back = clock.read_stamp(one.get("resubmitted_at"))
        due = days_after(case, "TM-06", returned, case.policy.count("return.limit"))
        received = clock.read_stamp(one.get("received_at"))
        if due is None or (back is None and received and received <= due):
            continue  # It was back by then, whenever that was.
        went_on = reviewed(case) or at < len(returns) - 1
        if back is None and (received or went_on):
            # It came back, or it would not have been received, reviewed or returned again; nobody says when.
            case.unknown("TM-06")
        else:
            late(case, "TM-06", f"/review/returns/{at}", back, due)


def tm_07(case: Case) -> None:
    """TM-07: facts of different parts in an impossible order (III.3.3): the pairs that the rows name, no others."""
    exam = case.stamp("assessment.theory.held_at")
    failed_people = {
        case.register.key(one.get("person")) for one in case.all("assessment.results") if one.get("verdict") == "Fail"
    } - {None}
    pairs = [
        (case.end, "package.handed_at"),  # II.4.2.a
        (case.end, "package.uploaded_at"),
        (case.end, "review.self_checked_at"),
        (case.stamp("package.received_at"), "review.reviewed_at"),  # input-rules.md, order of facts
        (case.stamp("review.reviewed_at"), "archive.archived_at"),
    ]
    for first, path in pairs:
        second = case.stamp(path)
        facet = {"package": "package", "review": "review", "archive": "archive"}[path.split(".")[0]]
        if first and second and second < first and case.carries(facet):
            case.find("TM-07", "/" + path.replace(".", "/"))
    for at, training in enumerate(case.all("assessment.retrainings")):
        planned = clock.read_date(training.get("planned_on"))
        failed_too = case.register.key(training.get("person")) in failed_people
        if exam and planned and failed_too and planned < exam.date():  # III.2.4.e
            case.find("TM-07", f"/assessment/retrainings/{at}")
    for at, event in enumerate(case.all("supervision.anomalies")):
        moment = clock.read_stamp(event.get("at"))
        if moment and case.start and case.end and not case.start <= moment <= case.end:  # III.2.3.b
            case.find("TM-07", f"/supervision/anomalies/{at}", severity="W")
