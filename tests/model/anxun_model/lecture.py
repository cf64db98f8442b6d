"""LC: the lecture log."""

from __future__ import annotations

import re

from .case import Case
from .signatures import signed
from .text import given, plain

LAW_OR_PROHIBITION = re.compile(r"严禁|禁止|不得|《[^》]+》|第[0-9一二三四五六七八九十百]+条")


def without_log(case: Case, code: str) -> bool:
    """Without a log LC-01 says so; there is nothing else to judge."""
    if case.get("lecture") is None:
        case.unknown(code)
        return True
    return False


def lc_01(case: Case) -> None:
    """LC-01: log or a field of it missing, one finding a field; W: other author, unsigned transcript (III.2.2.a, V.5.1.c)."""
    log = case.get("lecture")
    if log is None:
        return case.find("LC-01", "/lecture")
    if not given(log.get("topic")) and not log.get("topics"):
        case.find("LC-01", "/lecture/topic")
    for field in ("case_points", "interaction"):
        if not given(log.get(field)):
            case.find("LC-01", f"/lecture/{field}")
    if not given(plain(log.get("knowledge_points"))):
        case.find("LC-01", "/lecture/knowledge_points")
    author, instructor = case.register.key(log.get("author")), case.register.key(case.get("instructor"))
    answer = signed(log.get("signature"))
    if answer is False:
        transcript = log.get("origin") == "Transcript"
        case.find("LC-01", "/lecture/signature", severity="W" if transcript else "E")
    elif answer is None:
        case.unknown("LC-01")
    if author and instructor and author != instructor:
        case.find("LC-01", "/lecture/author", severity="W")
    elif author is None or instructor is None:
        case.unknown("LC-01")


def lc_02(case: Case) -> None:
    """LC-02: the content names clauses or prohibitions and none is marked (III.2.2.b)."""
    if without_log(case, "LC-02"):
        return
    log = case.get("lecture")
    if log.get("marks"):
        return
    texts = [plain(log.get("knowledge_points")), log.get("case_points") or "", log.get("interaction") or ""]
    if any(LAW_OR_PROHIBITION.search(text) for text in texts):
        case.find("LC-02", "/lecture")
    elif not given(plain(log.get("knowledge_points"))):
        case.unknown("LC-02")


def lc_03(case: Case) -> None:
    """LC-03: courseware held neither on disc nor on the server; W: server copy without digest (III.2.2.c)."""
    if without_log(case, "LC-03"):
        return
    for at, item in enumerate(case.all("lecture.courseware")):
        if item.get("holding") is None:
            case.find("LC-03", f"/lecture/courseware/{at}")
        elif item["holding"] == "Server" and not given(item.get("digest")):
            case.find("LC-03", f"/lecture/courseware/{at}", severity="W")
        elif not given(item.get("location")):
            case.unknown("LC-03")


def topics(case: Case, path: str) -> tuple[set[str], set[str]]:
    """Topics by code, and the names of those without code."""
    listed = case.all(path)
    coded = {topic["code"].strip() for topic in listed if given(topic.get("code"))}
    names = {topic.get("name") or "" for topic in listed if not given(topic.get("code"))}
    return coded, names


def lc_04(case: Case) -> None:
    """LC-04: taught but not planned, or supervisor or camera reports a departure (II.2.2.c, VI.6.1.b)."""
    for at, event in enumerate(case.all("supervision.anomalies")):
        if event.get("kind") == "OffPlan":
            case.find("LC-04", f"/supervision/anomalies/{at}")
    if without_log(case, "LC-04"):
        return
    if case.get("plan_item") is None:
        return case.unknown("LC-04")
    planned, other_planned = topics(case, "plan_item.topics")
    taught, other_taught = topics(case, "lecture.topics")
    if not (taught or other_taught) or not (planned or other_planned):
        return case.unknown("LC-04")
    if taught - planned and not other_planned:
        case.find("LC-04", "/lecture/topics")
    if other_taught - other_planned or (other_planned and taught - planned):
        case.unknown("LC-04")


def lc_05(case: Case) -> None:
    """LC-05: a deviation without cause or correction (II.2.2.d)."""
    for at, deviation in enumerate(case.all("deviations")):
        if not given(deviation.get("cause")) or not given(deviation.get("correction")):
            case.find("LC-05", f"/deviations/{at}")
