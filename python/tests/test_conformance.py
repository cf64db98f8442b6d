"""The conformance cases in Python, through `anxun.call_json` and through the typed functions."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anxun
import pytest

from .conftest import Case

Shown = anxun.Review | anxun.Retention | anxun.MayDestroy


def ask(case: Case) -> tuple[str | None, list[dict[str, Any]]]:
    """The canonical answer, or the faults."""
    try:
        return anxun.call_json(case.operation, case.text), []
    except anxun.AnxunError as error:
        return None, [fault.to_dict() for fault in error.faults]


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def by_text(rows: list[Any]) -> list[Any]:
    return sorted(rows, key=compact)


def unrepeated(rows: list[Any]) -> list[Any]:
    return [row for at, row in enumerate(rows) if at == 0 or row != rows[at - 1]]


def shaped(operation: str, answer: Any) -> Any:
    """The answer in the shape in which a case expects it."""
    if operation == "check.review":

        def finding(one: dict[str, Any]) -> list[Any]:
            return [one[key] for key in ("code", "severity", "grade", "path", "due")]

        unknown = unrepeated(by_text([[one["code"], one["reason"]] for one in answer["not_assessed"]]))
        return {
            **answer,
            "findings": by_text([finding(one) for one in answer["findings"]]),
            "not_assessed": [one for one in unknown if one[1] != "NoOtherRecords" or one[0] in ("NB-04", "NB-05")],
            "no_other_records": [code for code, reason in unknown if reason == "NoOtherRecords"],
            "faults": by_text([[one["path"], one["code"]] for one in answer["faults"]]),
            "explained": [finding(one) for one in answer["findings"] if one["explained"]],
        }
    if operation == "ledger.records":
        return {**answer, "problems": by_text([[one["path"], one["code"]] for one in answer["problems"]])}
    if operation == "retention.may_destroy":
        return {**answer, "codes": unrepeated([one["code"] for one in answer["reasons"]])}
    if operation == "plan.may_work":

        def table(key: str, *columns: str) -> list[Any]:
            return [[one[column] for column in columns] for one in answer[key]]

        return {
            **answer,
            "reasons": table("reasons", "code", "severity", "state", "what", "since"),
            "releases": table("releases", "release", "what"),
            "faults": table("faults", "path", "code"),
        }
    if operation == "plan.trainings":
        named = ("record", "employee_no", "verdict", "minutes", "valid", "recorded")
        return {**answer, "trainings": [[one.get(key) for key in named] for one in answer["trainings"]]}
    if operation == "plan.works":
        told = ("person", "on", "operation", "may")
        works = [
            [*(one[key] for key in told), [[why["code"], why["state"], why["what"]] for why in one["reasons"]]]
            for one in answer
        ]
        return {"works": works}
    if operation == "register.review":
        summary = answer["summary"]
        columns = ("code", "severity", "number", "to", "line")
        shared = ("code", "severity", "grade", "line", "path", "other_line")
        return {
            "number_findings": [[one[key] for key in columns] for one in summary["number_findings"]],
            "shared_findings": [[one[key] for key in shared] for one in summary["shared_findings"]],
            "period_findings": [
                [one["code"], one["severity"], one["period"], [session["line"] for session in one["sessions"]]]
                for one in summary["period_findings"]
            ],
            "supervision": [
                [one["month"], one["sessions"], one["supervised"], one["unknown"], one["coverage"]["met"]]
                for one in summary["supervision"]
            ],
            "not_compared": summary["not_compared"],
            "totals": summary["totals"],
            "entries": [one["entry"] for one in answer["entries"]],
        }
    if operation == "archive.room":
        return {
            **answer,
            "findings": by_text([[one["code"], one["path"], one["observed"]] for one in answer["findings"]]),
            "not_assessed": by_text(
                [[one["code"], one["reason"], one.get("path", one.get("key"))] for one in answer["not_assessed"]]
            ),
        }
    if operation == "numbering.parse_lenient":
        return {**answer, "notes": [note["what"] for note in answer["notes"]]}
    return answer


def differences(case: Case, answer: str | None, faults: list[dict[str, Any]]) -> list[str]:
    """What differs from what the case expects; only the keys that it names are compared."""
    if "error" in case.expect:
        if not faults:
            return [f"no error {case.expect['error']}"]
        first = faults[0]
        wrong = [key for key, of in (("error", "code"), ("path", "path")) if case.expect.get(key, first[of]) != first[of]]
        return [f"{key}: {first}" for key in wrong]
    if answer is None:
        return [f"error {faults}"]
    shape = shaped(case.operation, json.loads(answer))
    # Of the totals of a register only those that are named count.
    if named := case.expect.get("totals"):
        shape["totals"] = {key: count for key, count in shape["totals"].items() if key in named}
    return [
        f"{key}: {compact(shape.get(key))} instead of {compact(value)}"
        for key, value in case.expect.items()
        if compact(shape.get(key)) != compact(value)
    ]


def test_every_case_is_answered_as_it_says(cases: list[Case]) -> None:
    assert len(cases) > 700
    answers = {case.id: ask(case) for case in cases}
    assert len(answers) == len(cases)
    wrong = []
    for case in cases:
        found = differences(case, *answers[case.id])
        if case.is_pending:
            found = [] if found else ["answered as it says; take the mark `pending` away"]
        wrong += [f"{case.id}: {difference}" for difference in found]
    assert not wrong, "\n".join(wrong)
    # The Rust side compares these with its own, byte for byte.
    if path := os.environ.get("ANXUN_ANSWERS"):
        rows = [{"id": key, "answer": answer, "faults": faults} for key, (answer, faults) in answers.items()]
        Path(path).write_text("".join(compact(row) + "\n" for row in rows), encoding="utf-8")


def typed(case: Case) -> str:
    """The same question through the typed functions."""
    request = case.request
    given = request["context"]
    context = anxun.Context(**given)
    functions: dict[str, Callable[[bytes, anxun.Context], Shown]] = {
        "check.review": anxun.review,
        "retention.until": anxun.retention_until,
        "retention.may_destroy": anxun.may_destroy,
    }
    text = compact(request["record"]).encode()
    return functions[case.operation](text, context).to_json()


TYPED = ("check.review", "retention.until", "retention.may_destroy")


@pytest.mark.parametrize("operation", TYPED)
def test_the_typed_functions_answer_the_same_bytes(cases: list[Case], operation: str) -> None:
    asked = 0
    for case in cases:
        if case.operation != operation or "record" not in case.request or not isinstance(case.request["context"], dict):
            continue
        answer, faults = ask(case)
        # A context that is refused has no such place outside a request.
        if any(fault["path"].startswith("/context") for fault in faults):
            continue
        if answer is None:
            with pytest.raises(anxun.AnxunError) as caught:
                typed(case)
            assert [fault.to_dict() for fault in caught.value.faults] == faults, case.id
        else:
            assert typed(case) == answer, case.id
        asked += 1
    assert asked > 0


def test_a_review_gives_back_what_it_read(cases: list[Case]) -> None:
    """Each part as a frozen class has the JSON form from which it was made."""
    for case in cases:
        if case.operation != "check.review" or "error" in case.expect:
            continue
        review = anxun.review(case.request["record"], anxun.Context(**case.request["context"]))
        plain = review.to_dict()
        for name in ("findings", "not_assessed", "faults", "warnings", "open_steps"):
            assert [part.to_dict() for part in getattr(review, name)] == plain[name], (case.id, name)
        assert review.deadlines.to_dict() == plain["deadlines"], case.id
        assert review.retention.to_dict() == plain["retention"], case.id
        assert review.codes == tuple(one["code"] for one in plain["findings"]), case.id
