"""AS: the assessment."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from . import clock
from .case import Case
from .people import Key
from .sign_in import present
from .signatures import signed
from .text import given


def number(value: Any) -> Decimal | None:
    """A mark."""
    return None if value is None else Decimal(str(value))


def has_result(result: dict[str, Any]) -> bool:
    """Whether a row says how somebody did."""
    return any(result.get(field) is not None for field in ("theory_score", "practical_score", "merged_score", "verdict"))


def results(case: Case) -> list[tuple[int, dict[str, Any]]]:
    """The results with their positions."""
    return [(at, one) for at, one in enumerate(case.all("assessment.results")) if has_result(one)]


def as_01(case: Case) -> None:
    """AS-01: a result is stated and no sheet or paper for it is attached (III.2.4.a)."""
    if not results(case):
        return
    sheets = case.get("assessment.score_sheet"), case.all("assessment.papers"), case.all("assessment.practicals")
    if not any(sheets):
        case.find("AS-01", "/assessment")


def assessed_parts(case: Case) -> set[str]:
    """Theory and practical, as far as they were assessed: as stated, else by what is there of them."""
    stated = set(case.get("assessment.parts") or [])
    if stated:
        return stated & {"Theory", "Practical"}
    found: set[str] = set()
    rows = case.all("assessment.results")
    if case.get("assessment.theory") is not None or any(one.get("theory_score") is not None for one in rows):
        found.add("Theory")
    if case.all("assessment.practicals") or any(one.get("practical_score") is not None for one in rows):
        found.add("Practical")
    return found


def as_02(case: Case) -> None:
    """AS-02: the theory exam names no standard paper, id and version (III.2.4.a)."""
    if "Theory" not in assessed_parts(case):
        return
    theory = case.get("assessment.theory") or {}
    if not given(theory.get("paper_id")) or not given(theory.get("paper_version")):
        case.find("AS-02", "/assessment/theory")


def without_sheet(case: Case, code: str) -> None:
    """A written exam without score sheet has a marker nobody knows of; where nothing is attached, AS-01 says so."""
    is_written = "Theory" in assessed_parts(case) or bool(case.all("assessment.papers"))
    if results(case) and is_written and not case.found("AS-01"):
        case.unknown(code)


def as_03(case: Case) -> None:
    """AS-03: the marker has not signed the score sheet (III.2.4.b)."""
    sheet = case.get("assessment.score_sheet")
    if sheet is None:
        return without_sheet(case, "AS-03")
    answer = signed(sheet.get("marker_signature"))
    if answer is False:
        case.find("AS-03", "/assessment/score_sheet")
    elif answer is None:
        case.unknown("AS-03")


def as_04(case: Case) -> None:
    """AS-04: a practical result lacks steps, errors or the reason of a deduction (III.2.4.c)."""
    for at, sheet in enumerate(case.all("assessment.practicals")):
        steps = sheet.get("steps") or []
        lacking = not steps or any(
            (step.get("done") is False and not given(step.get("error")))
            or (number(step.get("deduction")) and not (given(step.get("error")) and given(step.get("reason"))))
            for step in steps
        )
        if lacking:
            case.find("AS-04", f"/assessment/practicals/{at}")


Mark = tuple[Decimal | None, Decimal]
"""A score and the full marks out of which it is."""
HUNDRED = Decimal(100)


def as_05(case: Case) -> None:
    """AS-05: a verdict contradicts its scores, or was given while a part is unscored (III.2.4.d)."""
    least = case.policy.number("assess.pass_mark")
    for at, one in results(case):
        if one.get("verdict") is None:
            continue
        marks = marks_of(case, one)
        merged = number(one.get("merged_score"))
        if merged is None and any(marks[part][0] is None for part in assessed_parts(case)):
            case.find("AS-05", f"/assessment/results/{at}")
            continue
        known = [(score, full) for score, full in (*marks.values(), (merged, HUNDRED)) if score is not None]
        if not known:
            continue
        if least is None:
            case.unknown("AS-05")
        elif (one["verdict"] == "Pass") != all(score * HUNDRED >= least * full for score, full in known):
            case.find("AS-05", f"/assessment/results/{at}")


def marks_of(case: Case, result: dict[str, Any]) -> dict[str, Mark]:
    """Theory and practical of a result; the pass mark is one out of 100, the full marks are 100 where nobody says so.

    A practical score that the result does not state is the sum of the person's sheets.
    """
    key = case.register.key(result.get("person"))
    sheets = [one for one in case.all("assessment.practicals") if key is not None and case.register.key(one.get("person")) == key]
    full = sum((number(sheet.get("full_marks")) or HUNDRED for sheet in sheets), Decimal(0)) or HUNDRED
    practical = number(result.get("practical_score"))
    if practical is None and sheets and all(sheet.get("score") is not None for sheet in sheets):
        practical = sum((Decimal(str(sheet["score"])) for sheet in sheets), Decimal(0))
    theory_full = number(case.get("assessment.theory.full_marks")) or HUNDRED
    return {"Theory": (number(result.get("theory_score")), theory_full), "Practical": (practical, full)}


def failed(case: Case) -> list[tuple[int, dict[str, Any]]]:
    """The results that say Fail."""
    return [(at, one) for at, one in results(case) if one.get("verdict") == "Fail"]


def as_06(case: Case) -> None:
    """AS-06: somebody failed and has no date for the retraining (III.2.4.e)."""
    for at, one in failed(case):
        key = case.register.key(one.get("person"))
        dates = [
            training.get("planned_on")
            for training in case.all("assessment.retrainings")
            if key is not None and case.register.key(training.get("person")) == key
        ]
        if not any(dates):
            if key is None and case.all("assessment.retrainings"):
                case.unknown("AS-06")
            else:
                case.find("AS-06", f"/assessment/results/{at}")


def as_07(case: Case) -> None:
    """AS-07: no tracked result from the day after the retraining date on (III.2.4.e)."""
    for at, training in enumerate(case.all("assessment.retrainings")):
        planned = clock.read_date(training.get("planned_on"))
        if training.get("verdict") is None and planned and planned < case.as_of_day:
            case.find("AS-07", f"/assessment/retrainings/{at}")
            case.findings[-1].due = clock.end_of(planned)


def as_08(case: Case) -> None:
    """AS-08: theory and practical were assessed and only one merged mark is given (IV.1.1.c)."""
    for at, one in results(case):
        merged = one.get("merged_score") is not None
        separate = one.get("theory_score") is not None and one.get("practical_score") is not None
        if merged and not separate and assessed_parts(case) == {"Theory", "Practical"}:
            case.find("AS-08", f"/assessment/results/{at}")


def as_09(case: Case) -> None:
    """AS-09: an absent person has a score, or somebody present has no result (III.3.3, C-07)."""
    scored = [(f"/assessment/results/{at}", one) for at, one in results(case)]
    scored += [(f"/assessment/practicals/{at}", one) for at, one in enumerate(case.all("assessment.practicals"))
               if one.get("score") is not None]
    if not scored:
        return
    if case.get("sign_in") is None:
        return case.unknown("AS-09")
    there, nameless = present(case)
    judged: set[Key] = set()
    unnamed = 0
    blamed: set[Key] = set()
    for path, one in scored:
        key = case.register.key(one.get("person"))
        if key is None:
            unnamed += 1
            continue
        judged.add(key)
        if key not in there and key not in blamed:
            blamed.add(key)
            if nameless:
                case.unknown("AS-09")
            else:
                case.find("AS-09", path)
    for at, entry in enumerate(case.all("sign_in.entries")):
        key = case.register.key(entry.get("person"))
        if key in there - judged:
            judged.add(key)
            if unnamed:
                case.unknown("AS-09")
            else:
                case.find("AS-09", f"/sign_in/entries/{at}")
    if nameless or unnamed:
        case.unknown("AS-09")


def as_10(case: Case) -> None:
    """AS-10: full marks minus the deductions are not the score (III.2.4.c)."""
    for at, sheet in enumerate(case.all("assessment.practicals")):
        full, score = number(sheet.get("full_marks")), number(sheet.get("score"))
        if full is None or score is None:
            case.unknown("AS-10")
            continue
        lost = sum((number(step.get("deduction")) or Decimal(0) for step in sheet.get("steps") or []), Decimal(0))
        if full - lost != score:
            case.find("AS-10", f"/assessment/practicals/{at}")


def as_11(case: Case) -> None:
    """AS-11: the marker is one of the examinees (III.2.4.b)."""
    sheet = case.get("assessment.score_sheet")
    if sheet is None:
        return without_sheet(case, "AS-11")
    marker = case.register.key(sheet.get("marker"))
    if marker is None:
        return case.unknown("AS-11")
    examinees = {case.register.key(one.get("person")) for _, one in results(case)}
    examinees |= {case.register.key(one.get("person")) for one in case.all("assessment.papers")}
    examinees |= {case.register.key(one.get("person")) for one in case.all("assessment.practicals")}
    if marker in examinees:
        case.find("AS-11", "/assessment/score_sheet/marker")
    elif any(case.register.key(one.get("person")) is None for _, one in results(case)):
        case.unknown("AS-11")


def as_12(case: Case) -> None:
    """AS-12: answer sheets of two people have one digest (III.3.3)."""
    sheets: dict[str, set[Key | None]] = {}
    for paper in case.all("assessment.papers"):
        if given(paper.get("digest")):
            sheets.setdefault(paper["digest"].strip(), set()).add(case.register.key(paper.get("person")))
    for at, paper in enumerate(case.all("assessment.papers")):
        if given(paper.get("digest")) and len(sheets[paper["digest"].strip()]) > 1:
            case.find("AS-12", f"/assessment/papers/{at}")
