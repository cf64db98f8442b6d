"""The review of one record: which rules are asked, and what comes of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any, Callable

from . import (archive, assessment, clock, elements, format, lecture, numbering, photos, plan, proofs, retention, review,
               sign_in, supervision, timeliness, traces, wording)
from .case import Case, Finding
from .table import ROWS
from .text import given

MODULES = {
    "PL": plan, "SG": sign_in, "LC": lecture, "SV": supervision, "PH": photos, "AS": assessment, "EL": elements,
    "WD": wording, "FT": format, "TP": proofs, "TR": traces, "FV": traces, "TM": timeliness, "RV": review,
    "NB": numbering, "AR": archive, "RT": retention,
}

# Steps from which a code is asked (head of rules.md); a family by its two letters.
FROM_STEP = {
    "RV-01": "Reviewed", "RV-04": "Reviewed", "RV-05": "Reviewed",
    "RV-06": "Submitted", "RV-07": "Submitted", "RV-08": "Submitted",
    "AR-01": "Archived", "AR-02": "Archived", "AR-03": "Archived", "AR-04": "Archived", "AR-05": "Archived",
    "AR-08": "Archived",
}
NOT_OF_A_TEAM_LOG = {"PL-08", "PL-15", "RV-02", "RV-03", "RV-08", "AR-06", "AR-07"}
ON_PAPER = {"FT-01", "FT-02", "FT-03", "FT-04", "FT-07", "FT-08", "FT-09"}
IN_THE_FILE = {"FT-05", "FT-06", "FT-10", "FT-11", "FT-12"}


KIND_OF = {
    "TR-03": "Emergency", "FV-03": "Emergency", "TR-04": "Management", "FV-04": "Management", "FV-01": "NewHire",
    "FV-02": "SpecialOperation", "TP-04": "SpecialOperation",
}


@cache
def function(code: str) -> Callable[[Case], None] | None:
    """The function of a code."""
    return getattr(MODULES[code[:2]], code.lower().replace("-", "_"), None)


def applies(case: Case, code: str) -> bool:
    """Whether a rule is for this kind of record at all."""
    family = code[:2]
    if case.is_team_log:
        if family == "EL":
            return code in elements.TEAM_LOG
        # The log of a team is exempt from TP, PH, FV, SV (C-13) and has no sheet, lecture, exam or plan item.
        if family in ("TP", "PH", "FV", "SV", "SG", "LC", "AS", "TR") or code in NOT_OF_A_TEAM_LOG:
            return False
    elif code == "TM-04":
        return case.get("level") == "Team"
    if code in ("AR-01", "AR-02", "AR-03", "AR-04", "AR-05", "AR-08") and case.is_destroyed:
        return False  # What is destroyed is held nowhere.
    if code in IN_THE_FILE - {"FT-05"} and case.get("pdf.is_pdf") is False:
        return False  # FT-05 says so; there are no pages of a PDF file.
    if code == "FV-02" and traces.is_under_reviews(case) is False:
        return False
    if code == "EL-13" and not case.policy["elements.effect_evaluation"]:
        return False
    if code == "FV-05":
        return traces.is_asked_for_a_report(case) is not False
    if code in ("AR-06", "AR-07"):
        return case.kind == {"AR-06": "SpecialOperation", "AR-07": "Management"}[code]
    return True


def adapted(case: Case, code: str) -> bool:
    """Whether `proofs.online` takes the place of a rule: PH, TP, SV, SG-02 of a session that is not on site (X.8).

    AR-09 asks for a link to media, and which media there have to be is said by the same key.
    """
    if case.is_team_log or case.get("delivery") not in ("Online", "Blended"):
        return False
    return code[:2] in ("PH", "TP", "SV") or code in ("SG-02", "AR-09")


def of_its_kind(case: Case, code: str) -> bool:
    """Whether a rule for some kinds is for this one."""
    if code in KIND_OF and case.kind != KIND_OF[code]:
        return False
    if code in ("TR-03", "FV-03") and case.get("emergency") == "Skill":
        return False  # The other forms are drills (I.3.b7, V.3.1.d).
    if code in ("TR-01", "TR-02") and not given(case.get("equipment")):
        return False
    return True


def carried(case: Case, code: str) -> bool:
    """Whether the source carries the facets of a rule."""
    row = ROWS[code]
    answers = [case.carries(facet) for facet in row.facets]
    if code == "FV-05":
        return answers[0]
    return any(answers) if row.any_facet else all(answers)


def is_reached(case: Case, code: str) -> bool:
    """Whether the step of a rule is reached."""
    if code.startswith("NB"):
        return given(case.get("number"))
    if code in ON_PAPER:
        return case.get("paper") is not None or case.reached("Submitted")
    if code in IN_THE_FILE:
        return case.get("pdf") is not None or case.get("package.uploaded_at") is not None
    if code == "RV-09":
        sampled = any(check.get("at") for check in case.all("review.stage_checks"))
        return case.reached("SelfChecked") or case.reached("Reviewed") or sampled
    if code == "AR-09":
        return case.get("links") is not None or case.reached("Archived")
    if code == "RV-04" and case.get("review.stamp") is not None:
        return True
    step = FROM_STEP.get(code)
    return step is None or case.reached(step)


def ask(case: Case, code: str) -> None:
    """Asks one rule."""
    rule = function(code)
    if rule is None or not applies(case, code):
        return
    if adapted(case, code) and case.policy["proofs.online"] is None:
        if of_its_kind(case, code):
            case.unknown(code)
        if code == "AR-09" and carried(case, code) and is_reached(case, code):
            rule(case)
    elif case.get("delivery") == "Online" and code in ("TP-01", "TP-02", "TP-03"):
        rule(case)
    elif case.get("delivery") == "Online" and adapted(case, code) and not code.startswith(("TP", "AR")):
        return
    elif not carried(case, code):
        case.unknown(code)
    elif not of_its_kind(case, code):
        return
    elif not is_reached(case, code):
        case.unknown(code)
    else:
        rule(case)


def validity(case: Case) -> str:
    """Valid, Exempt, Invalid, Unknown (C-13, C-33)."""
    if case.is_team_log:
        return "Exempt"
    if case.found("TP-05"):
        return "Invalid"
    return "Unknown" if "TP-05" in case.unknown_codes else "Valid"


COMPLETE = [f"EL-{number:02}" for number in range(1, 14)] + [f"FV-{number:02}" for number in range(1, 6)]
"""Codes that break completeness (IV.3.2.f)."""


def completeness(case: Case) -> str:
    """Complete = no EL-01..EL-13, no FV, and no TP-03 for special operation (IV.3.2.f)."""
    codes = COMPLETE + (["TP-03"] if case.kind == "SpecialOperation" else [])
    codes = [code for code in codes if applies(case, code) and of_its_kind(case, code)]
    if any(case.found(code) for code in codes):
        return "Incomplete"
    return "Unknown" if any(code in case.unknown_codes for code in codes) else "Complete"


def grade(case: Case) -> str | None:
    """The heaviest grade."""
    grades = {finding.grade for finding in case.findings}
    return next((one for one in ("Severe", "General", "Minor") if one in grades), None)


def slip_due(case: Case, finding: Finding) -> datetime | None:
    """By a slip for the code: its due, else issue + limit of the grade (rules.md, due 4)."""
    key = {"Minor": "rectify.minor", "General": "rectify.general", "Severe": "rectify.severe.tolerance"}[finding.grade or ""]
    found = []
    for slip in case.all("slips"):
        if (slip.get("code") or "").strip() != finding.code:
            continue
        due, issued = clock.read_stamp(slip.get("due")), clock.read_stamp(slip.get("issued_at"))
        if due is None and issued is not None:
            due = issued + timedelta(hours=case.policy.count(key))
        if due is not None:
            found.append(due)
    return min(found) if found else None


def return_due(case: Case) -> datetime | None:
    """A returned record: the return + 2 working days."""
    last = (case.all("review.returns") or [{}])[-1]
    start = clock.read_stamp(last.get("returned_at"))
    if start is None or last.get("resubmitted_at") or last.get("received_at") or timeliness.reviewed(case):
        return None
    try:
        return clock.end_of(clock.add_working_days(start.date(), case.policy.count("return.limit")))
    except clock.NotCovered:
        return None


def set_due(case: Case, finding: Finding) -> None:
    """The first of the four that applies; with `conflict.strictest` the earliest of 2 to 4 (rules.md)."""
    if finding.due is not None or finding.grade is None:
        return
    hand_over = None
    if case.carries("package") and case.get("package.handed_at") is None:
        hand_over = timeliness.hours_after_end(case, "submit.paper.limit")
    dues = [due for due in (hand_over, return_due(case), slip_due(case, finding)) if due is not None]
    if dues:
        finding.due = min(dues) if case.policy["conflict.strictest"] else dues[0]


def judge(request: dict[str, Any], lexicon: list[dict[str, Any]]) -> dict[str, Any]:
    """What a review has to answer, as far as the specification fixes it."""
    case = Case(request["record"], request["context"])
    case.lexicon = lexicon
    for code in ROWS:
        ask(case, code)
    for finding in case.findings:
        set_due(case, finding)
    findings = [[one.code, one.severity, one.grade, one.suspected, clock.show(one.due), one.path] for one in case.findings]
    valid, complete = validity(case), completeness(case)
    passes = valid in ("Valid", "Exempt") and complete == "Complete" and all(one.severity != "E" for one in case.findings)
    return {
        "findings": sorted(findings, key=str),
        "not_assessed": sorted(case.unknown_codes),
        "validity": valid,
        "completeness": complete,
        "grade": grade(case),
        "passes": passes,
    }
