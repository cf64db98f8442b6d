"""WD: the wording of the record."""

from __future__ import annotations

import re
from typing import Any

from .case import Case
from .text import given, plain

PROHIBITION = re.compile(r"严禁|禁止|必须|不得")
SENTENCE = re.compile(r"[。！!？?\n]")
FIGURE = re.compile(r"[0-9０-９]|[一二三四五六七八九十百千两半]+(米|分钟|小时|步|条|次|人|名|项|台|度|秒|天|个|组|点|级|页|吨|升|伏|安|瓦)")
JOINT = re.compile(r"[、→；;]")
ORDINAL = re.compile(r"[①②③④⑤⑥⑦⑧⑨]")


def runs(rich: dict[str, Any] | None) -> list[tuple[str, bool]]:
    """The text as runs, each marked or not; plain text is unmarked."""
    if rich is None:
        return []
    if rich.get("text") is None and rich.get("runs"):
        return [(run.get("text") or "", bool(run.get("bold") or run.get("underline"))) for run in rich["runs"]]
    return [(rich.get("text") or "", False)]


def texts(case: Case) -> list[tuple[str, str]]:
    """The texts of the record that are read for colloquial terms, by their paths."""
    log = case.get("lecture") or {}
    found = [("/name", case.get("name")), ("/topic", case.get("topic"))]
    found += [("/content_summary", plain(case.get("content_summary")))]
    found += [(f"/lecture/{field}", log.get(field)) for field in ("topic", "case_points", "interaction")]
    found += [("/lecture/knowledge_points", plain(log.get("knowledge_points")))]
    return [(path, text) for path, text in found if given(text)]


def colloquial(text: str, lexicon: list[dict[str, Any]]) -> int:
    """How many terms of the lexicon a text uses, none that is only part of a longer word."""
    count = 0
    for entry in lexicon:
        parts = entry["term"].split("…")
        if not all(part in text for part in parts):
            continue
        reduced = text
        for longer in sorted(entry.get("longer") or [], key=len, reverse=True):
            reduced = reduced.replace(longer, "\u0000")
        # An ellipsis stands for anything within the sentence.
        count += re.search("[^。！!？?\n]*".join(map(re.escape, parts)), reduced) is not None
    return count


def wd_01(case: Case) -> None:
    """WD-01: a colloquial expression of the lexicon (IV.1.2.a)."""
    for path, text in texts(case):
        for _ in range(colloquial(text, case.lexicon)):
            case.find("WD-01", path)


def wd_02(case: Case) -> None:
    """WD-02: a sentence with 严禁, 禁止, 必须 or 不得 without a marked run of two characters (IV.1.2.c)."""
    for field in ("content_summary", "lecture.knowledge_points"):
        if field.startswith("lecture") and not case.carries("lecture"):
            continue
        whole, marked = "", ""
        for text, is_marked in runs(case.get(field)):
            whole += text
            marked += ("1" if is_marked else "0") * len(text)
        start = 0
        for part in SENTENCE.split(whole):
            flags = marked[start:start + len(part)]
            start += len(part) + 1
            if PROHIBITION.search(part) and "11" not in flags:
                case.find("WD-02", "/" + field.replace(".", "/"))


def wd_03(case: Case) -> None:
    """WD-03: the summary holds neither a figure nor a list of two steps (IV.1.2.b)."""
    text = plain(case.get("content_summary"))
    steps = [step for step in JOINT.split(text) if step.strip("。 ")]
    if given(text) and not FIGURE.search(text) and len(steps) < 2 and len(ORDINAL.findall(text)) < 2:
        case.find("WD-03", "/content_summary")
