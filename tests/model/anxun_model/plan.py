"""PL: the plan behind the session, and the notice of it."""

from __future__ import annotations

from . import clock
from .case import Case


def pl_08(case: Case) -> None:
    """PL-08: no plan item in force on the date of the session (I.4.2, II.2.2; last day inclusive, C-41)."""
    item = case.get("plan_item")
    if item is None:
        return case.find("PL-08", "/plan_item")
    first, last = clock.read_date(item.get("in_force_from")), clock.read_date(item.get("in_force_to"))
    if case.date is None:
        return case.unknown("PL-08")
    if (first and case.date < first) or (last and case.date > last):
        return case.find("PL-08", "/plan_item")
    if first is None:
        case.unknown("PL-08")


def pl_15(case: Case) -> None:
    """PL-15: no notice, or sent after the start (II.3.1, IV.2.3)."""
    notice = case.get("notice")
    if notice is None:
        return case.find("PL-15", "/notice")
    sent = clock.read_stamp(notice.get("sent_at"))
    if sent is None or case.start is None:
        return case.unknown("PL-15")
    if sent > case.start:
        case.find("PL-15", "/notice/sent_at")
