"""Who may work, through the classes."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import anxun
import pytest

from .arrow_by_hand import read
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


def rows_of(company: anxun.CompanyDay) -> list[dict[str, Any]]:
    """The rows that the answer of a company asks for."""
    rows = []
    for person in company.people:
        fault = person.faults[0] if person.faults else None
        for cell in person.obligations or (None,):
            said = {} if cell is None else cell.to_dict()
            reason = said.pop("not_assessed", None) or {}
            rows.append(
                {
                    **dict.fromkeys(("obligation", "code", "severity", "state", "what", "release")),
                    **said,
                    "date": company.date,
                    "person": person.person,
                    "unit": person.unit,
                    "post": person.post,
                    "may": person.may.value,
                    "valid_until": person.valid_until,
                    "since": None if cell is None else cell.since,
                    "until": None if cell is None else cell.until,
                    "not_assessed": reason.get("reason"),
                    "missing": reason.get("key", reason.get("path")),
                    "error": None if fault is None else fault.code,
                    "error_path": None if fault is None else fault.path,
                }
            )
    return rows


def test_a_company_is_a_table_row_for_row(cases: list[Case]) -> None:
    seen = 0
    for case in [case for case in cases if case.operation.startswith("plan.") and "workforce" in case.request]:
        try:
            workforce, on = made(case), dt.date.fromisoformat(case.request["date"])
            company = workforce.company(on, days=400)
        except (anxun.AnxunError, KeyError, ValueError):
            continue
        tables = workforce.tables(on, days=400)
        rows = tables.obligations.to_pylist()
        assert rows == rows_of(company), case.id
        assert tables.lapses.to_pylist() == [
            {**lapse.to_dict(), "date": company.date, "on": lapse.on} for lapse in company.lapses
        ], case.id
        assert (tables.not_employed, tables.faults, tables.strangers) == (
            company.not_employed,
            company.faults,
            company.strangers,
        )
        names, columns, places = read(tables.obligations)
        assert names == list(tables.obligations.column_names) == list(columns)
        assert columns == {name: [row[name] for row in rows] for name in names}
        assert read(tables.obligations)[2] == places, "read again without a copy"
        seen += len(rows)
    assert seen > 1000, seen


def test_the_schemas_of_the_tables_are_told_without_a_workforce(cases: list[Case]) -> None:
    tables = made(of(cases, "plan.company")[0]).tables(DAY)
    for schema, table in (
        (anxun.CompanyTables.obligations_schema(), tables.obligations),
        (anxun.CompanyTables.lapses_schema(), tables.lapses),
    ):
        assert repr(schema) == f"<TableSchema: {', '.join(table.column_names)}>"
        assert schema.__arrow_c_schema__() is not None
    assert len(tables.lapses) == 0 and repr(tables).startswith("<CompanyTables: ")
    with pytest.raises(AttributeError):
        setattr(tables, "strangers", 1)
    with pytest.raises(TypeError):
        made(of(cases, "plan.company")[0]).tables(dt.datetime(2026, 3, 10, 8, 0))
    with pytest.raises(OverflowError):
        made(of(cases, "plan.company")[0]).tables(DAY, days=-1)


def test_a_company_by_classes(cases: list[Case]) -> None:
    masked = [case for case in of(cases, "plan.company") if not case.request["terms"].get("reveal")]
    company = made(masked[0]).company(DAY, days=400)
    assert len(company.people) == 4
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
