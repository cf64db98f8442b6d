"""Who may work, through the classes."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import anxun
import pytest

from .conftest import Case

DAY = dt.date(2026, 3, 10)


def made(case: Case) -> anxun.Workforce:
    """The workforce of a case."""
    terms: dict[str, Any] = case.request.get("terms", {})
    policy = anxun.PolicyBook.from_json(terms["policy"]) if "policy" in terms else None
    presets, reveal = terms.get("presets", []), terms.get("reveal", False)
    return anxun.Workforce(case.request["workforce"], policy=policy, presets=presets, reveal=reveal)


def of(cases: list[Case], operation: str) -> list[Case]:
    return [case for case in cases if case.operation == operation and "error" not in case.expect]


def test_the_classes_answer_the_same_bytes(cases: list[Case]) -> None:
    for case in of(cases, "plan.may_work"):
        request = case.request
        person = request["person"].get("employee_no") or (request["person"]["other_kind"], request["person"]["other_key"])
        work = {key: request[key] for key in ("post", "operation") if key in request}
        answer = made(case).may_work(person, dt.date.fromisoformat(request["date"]), **work)
        assert answer.to_json() == anxun.call_json(case.operation, case.text), case.id
        assert bool(answer) == (answer.may is anxun.May.YES)
        assert len(answer.reasons) == len(answer.releases)


def test_other_questions_have_the_bytes_of_the_json_door(cases: list[Case]) -> None:
    names = (
        "plan.alerts",
        "plan.company",
        "plan.competence",
        "plan.completion",
        "plan.course",
        "plan.coverage",
        "plan.drills",
        "plan.history",
        "plan.hours",
        "plan.person_file",
        "plan.works",
    )
    for case in [case for name in names for case in of(cases, name)]:
        request = {key: value for key, value in case.request.items() if key not in ("workforce", "terms")}
        assert made(case).ask(case.operation, **request) == json.loads(anxun.call_json(case.operation, case.text)), case.id


def test_a_company_is_a_table(cases: list[Case]) -> None:
    masked = [case for case in of(cases, "plan.company") if not case.request["terms"].get("reveal")]
    company = made(masked[0]).company(DAY, days=400)
    assert len(company.people) == 4
    assert {row["obligation"] for row in company.table()} >= {"ThreeLevels", "SpecialOperation"}
    assert [lapse.on for lapse in company.lapses] == sorted(lapse.on for lapse in company.lapses)
    assert all(row["person"].startswith("***") for row in company.to_dict()["people"])
    hours = next(lapse for lapse in company.lapses if lapse.person == "***04")
    assert (hours.unit, hours.post, hours.role) == ("SC", "安全员", anxun.ManagementPost.SAFETY_MANAGER)


def test_only_a_day_is_a_day_and_a_known_name_a_preset(cases: list[Case]) -> None:
    workforce = made(of(cases, "plan.may_work")[0])
    with pytest.raises(TypeError):
        workforce.may_work("E2001", dt.datetime(2026, 3, 10, 8, 0))
    with pytest.raises(anxun.AnxunError) as caught:
        workforce.may_work("E9999", DAY)
    assert caught.value.path == "/person"
    assert "E9999" not in str(caught.value)
    with pytest.raises(anxun.errors.UnknownCodeError):
        anxun.Workforce({"organisation": {"name": "示例化工"}}, presets=["Order4"])
    with pytest.raises(anxun.errors.UnknownCodeError):
        workforce.may_work(("Guest", "1"), DAY)
    assert repr(workforce) == "<Workforce: 4 people>"
