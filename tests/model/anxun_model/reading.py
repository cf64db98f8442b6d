"""Requests that the reading faults (input-rules.md): the generator does not ask them.

A fault takes a fact out of the record, and the rules then judge a record that nobody wrote down.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from . import clock
from .case import session_span
from .shape import SCHEMA, Value, values
from .text import given

EMPLOYEE_NO = re.compile(r"[A-Za-z0-9-]{1,32}")
# What the others leave behind of the steps before them is not modelled.
NOT_OF_A_TEAM = {"plan_item", "notice", "sign_in", "lecture", "supervision", "presence", "photos", "videos", "assessment"}
"""What is asked of a log of a team that holds more than such a log is left open by C-52 and is not modelled."""
MODELLED_STATES = {"Collecting", "SelfChecked", "Submitted", "Received", "Returned", "Reviewed", "Numbered", "Archived"}
# Facts of one part of the record that have an order (input-rules.md, order of facts, and the rows it sums up).
ORDERS = [
    ("plan_item", "in_force_from", "in_force_to"),
    ("sign_in.entries", "at", "left_at"),
    ("supervision", "arrived_at", "left_at"),
    ("videos", "from", "to"),
    ("deviations", "found_at", "corrected_at"),
    ("certificates", "issued_on", "expires_on"),
    ("documents.drill", "started_at", "ended_at"),
    ("package", "handed_at", "received_at"),
    ("review.returns", "returned_at", "resubmitted_at"),
    ("review.returns", "resubmitted_at", "received_at"),
    ("review.returns", "returned_at", "received_at"),
    ("archive", "numbered_at", "archived_at"),
    ("holds", "placed_at", "lifted_at"),
    ("slips", "issued_at", "due"),
]


def faults(request: dict[str, Any]) -> list[str]:
    """What is wrong with the form of a request."""
    record, as_of = request["record"], clock.read_stamp(request["context"]["as_of"])
    known = values(record, SCHEMA)
    found = [*future(known, as_of), *session(record, as_of), *orders(record), *forms(record, known), *kinds(record)]
    if record["kind"] == "TeamActivity" and NOT_OF_A_TEAM & set(record):
        found.append("/kind")
    if record.get("state") and record["state"] not in MODELLED_STATES:
        found.append("/state")
    found += before_the_calendar(record)
    return found + spells(request["context"])


def future(known: list[Value], as_of: Any) -> list[str]:
    """Stamps of something done that lie after the question (C-47)."""
    moments = [clock.read_stamp(value) for schema, value in known if value and schema.get("x-past")]
    return [clock.show(moment) for moment in moments if moment > as_of]


def before_the_calendar(record: dict[str, Any]) -> list[str]:
    """Limits in working days that start before the notices which the model has; the core has older ones."""
    returns = (record.get("review") or {}).get("returns") or []
    starts = [("/package/received_at", (record.get("package") or {}).get("received_at"))]
    starts += [(f"/review/returns/{at}", one.get(field)) for at, one in enumerate(returns) for field in ("returned_at", "received_at")]
    return [path for path, stamp in starts if stamp and clock.read_stamp(stamp).date() < clock.FIRST]


def session(record: dict[str, Any], as_of: Any) -> list[str]:
    """From and to that are equal (C-46); a session that is still to come (C-47)."""
    start, end = session_span(record)
    span = record.get("time") or {}
    if span.get("from") and span.get("from") == span.get("to"):
        return ["/time"]
    if end and end > as_of:
        return ["/time"]
    day = clock.read_date(record.get("date"))
    return ["/date"] if day and day > as_of.date() else []


def orders(record: dict[str, Any]) -> list[str]:
    """Two facts of one part in an impossible order."""
    found = []
    for path, first, second in ORDERS:
        value: Any = record
        for part in path.split("."):
            value = (value or {}).get(part)
        for one in value if isinstance(value, list) else [value or {}]:
            if one.get(first) and one.get(second) and one[first] > one[second]:
                found.append(f"{path}/{second}")
    review = record.get("review") or {}
    for one in review.get("returns") or []:
        back = max((one.get(field) or "" for field in ("returned_at", "resubmitted_at", "received_at")), default="")
        if review.get("reviewed_at") and review["reviewed_at"] < back:
            found.append("/review/reviewed_at")
    drill = ((record.get("documents") or {}).get("drill")) or {}
    for group in drill.get("groups") or []:
        if group.get("arrived_at") and drill.get("started_at") and group["arrived_at"] < drill["started_at"]:
            found.append("/documents/drill/groups")
    return found


def forms(record: dict[str, Any], known: list[Value]) -> list[str]:
    """Employee numbers out of their pattern; marks above the full marks; a person written in two ways."""
    found = []
    for schema, value in known:
        if schema.get("x-bounds") == "from 0 to 1" and value is not None and not 0 <= Decimal(str(value)) <= 1:
            found.append(str(value))
        if schema["kind"] != "person" or not value:
            continue
        number = value.get("employee_no")
        if given(number) and not EMPLOYEE_NO.fullmatch(number.strip()):
            found.append(number)
        if given(number) and (value.get("other_key") or value.get("other_kind")):
            found.append(number)
    for page in (record.get("pdf") or {}).get("pages") or []:
        if 0 in (page.get("dpi_x"), page.get("dpi_y")):
            found.append("/pdf/pages")
        if page.get("numbered") is False and page.get("number") is not None:
            found.append("/pdf/pages")
    assessment = record.get("assessment") or {}
    full = (assessment.get("theory") or {}).get("full_marks")
    for result in assessment.get("results") or []:
        if full is not None and result.get("theory_score") is not None:
            if Decimal(str(result["theory_score"])) > Decimal(str(full)):
                found.append("/assessment/results")
    for sheet in assessment.get("practicals") or []:
        if sheet.get("full_marks") is not None and sheet.get("score") is not None:
            if Decimal(str(sheet["score"])) > Decimal(str(sheet["full_marks"])):
                found.append("/assessment/practicals")
    return found


def kinds(record: dict[str, Any]) -> list[str]:
    """Facts of another kind of training."""
    properties = SCHEMA["properties"]
    return [
        "/" + field for field in record
        if field in properties and "x-kinds" in properties[field] and record["kind"] not in properties[field]["x-kinds"]
    ]


def spells(context: dict[str, Any]) -> list[str]:
    """Employment that ends before it begins; one old key twice among the aliases."""
    organisation = context.get("organisation") or {}
    found = []
    for person in organisation.get("people") or []:
        for spell in person.get("spells") or []:
            if spell.get("from") and spell.get("to") and spell["from"] > spell["to"]:
                found.append("/context/organisation/people")
    olds = [str(alias.get("from")) for alias in organisation.get("aliases") or []]
    if len(olds) != len(set(olds)):
        found.append("/context/organisation/aliases")
    return found
