"""Records and reviews: what goes in, what comes out, what is refused."""

from __future__ import annotations

import json
import pickle
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import anxun
import pytest


def test_the_same_answer_however_the_record_comes(record: dict[str, Any], context: anxun.Context) -> None:
    text = json.dumps(record, ensure_ascii=False)
    owned = anxun.TrainingRecord.from_json(text)
    forms: list[Any] = [record, text, text.encode(), bytearray(text.encode()), memoryview(text.encode()), owned]
    answers = {anxun.review(form, context) for form in forms}
    assert len(answers) == 1
    review = answers.pop()
    assert review.validity is anxun.Validity.VALID and review.passes and review.findings == ()
    assert review.kind is anxun.TrainingKind.REFRESHER and review.grade is None
    assert review.session_end == datetime.fromisoformat("2024-03-12T16:00:00+08:00")
    assert review.retention.outcome.until == date(2027, 3, 12) and not review.retention.outcome.permanent


def test_dates_stamps_decimals_and_codes_may_stand_in_a_dict(record: dict[str, Any], context: anxun.Context) -> None:
    expected = anxun.review(record, context)
    record["kind"] = anxun.TrainingKind.REFRESHER
    record["date"] = date(2024, 3, 12)
    record["notice"]["sent_at"] = datetime.fromisoformat(record["notice"]["sent_at"])
    record["place"] = record["place"]
    assert anxun.review(record, context) == expected
    record["assessment"]["pass_mark"] = Decimal("80.00")
    assert anxun.review(record, context).faults == ()
    record["notice"]["sent_at"] = datetime(2024, 3, 9, 14, 0)
    with pytest.raises(anxun.OffsetRequiredError):
        anxun.review(record, context)


def test_findings_say_where_and_what(record: dict[str, Any], context: anxun.Context) -> None:
    del record["photos"]
    review = anxun.review(record, context)
    finding = next(one for one in review.findings if one.code == "PH-01")
    assert (finding.severity, finding.path) == (anxun.Severity.E, "/photos")
    assert finding.due is None or finding.due.tzinfo is not None
    assert finding.to_json() == anxun.Finding.from_dict(finding.to_dict()).to_json()
    assert not review.passes and review.incomplete == tuple(review.to_dict()["incomplete"])
    with pytest.raises(AttributeError):
        finding.code = "PH-02"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        review.grade = None  # type: ignore[misc]


def test_a_fault_in_the_head_is_an_error_with_every_fault(record: dict[str, Any], context: anxun.Context) -> None:
    record["date"] = "2024-02-30"
    record["photos"][0]["taken_at"] = "yesterday"
    with pytest.raises(anxun.DateFormatError) as caught:
        anxun.review(record, context)
    error = caught.value
    assert (error.code, error.path, error.found) == ("DateFormat", "/date", "2024-02-30")
    assert {fault.path for fault in error.faults} >= {"/date", "/photos/0/taken_at"}
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error) and again.faults == error.faults and str(again) == str(error)


def test_a_fault_elsewhere_leaves_its_fact_out(record: dict[str, Any], context: anxun.Context) -> None:
    record["photos"][0]["taken_at"] = "yesterday"
    record["colour"] = "blue"
    review = anxun.review(record, context)
    assert [fault.path for fault in review.faults] == ["/photos/0/taken_at"]
    assert [(one.code, one.at) for one in review.warnings] == [(anxun.WarningKind.UNKNOWN_KEY, "/colour")]
    with pytest.raises(anxun.DateFormatError):
        anxun.TrainingRecord.from_dict(record)


def test_a_record_goes_in_and_out(record: dict[str, Any]) -> None:
    owned = anxun.TrainingRecord.from_dict(record)
    assert anxun.TrainingRecord.from_json(owned.to_json()) == owned == pickle.loads(pickle.dumps(owned))
    assert (owned.number, owned.department, owned.date) == ("2024-ZZ-SC-007", "ZZ", date(2024, 3, 12))
    assert repr(owned) == "<TrainingRecord '2024-ZZ-SC-007' Refresher 2024-03-12>"
    with pytest.raises(anxun.SchemaVersionError) as caught:
        anxun.TrainingRecord.from_dict({**record, "schema_version": 2})
    assert caught.value.path == "/schema_version"


def test_until_when_and_may_it_go(record: dict[str, Any], context: anxun.Context) -> None:
    kept = anxun.retention_until(record, context)
    assert kept == anxun.review(record, context).retention
    answer = anxun.may_destroy(record, context)
    assert not answer.allowed and {one.code for one in answer.reasons} == {"DS-01"} and answer.retention == kept
    record["holds"] = [{"kind": "Accident", "placed_at": "2024-04-01T08:00:00+08:00"}]
    assert anxun.retention_until(record, context).outcome.permanent
    due = anxun.deadlines(anxun.TrainingRecord.from_dict(record), context)
    assert due.paper is not None and due.paper.limit == anxun.Limit("Hours", 24)
    del record["time"]
    with pytest.raises(anxun.MissingEndError):
        anxun.deadlines(record, context)


def test_a_score_is_exact() -> None:
    rates = anxun.KpiInputs((40, 40), (49, 50), (19, 20), (9, 10))
    score = anxun.department_score(rates)
    assert score.score == Decimal("96.25")
    missing = anxun.department_score(anxun.KpiInputs((40, 40), (49, 50), None, (9, 10)))
    part = next(one for one in missing.parts if one.part is anxun.KpiPartName.RECTIFICATION)
    assert (part.rate.value, part.rate.reason, part.weight_spread) == (None, "NotSupplied", True)
    weights = anxun.KpiWeights(Decimal("0.4"), Decimal("0.3"), Decimal("0.2"), Decimal("0.09"))
    with pytest.raises(anxun.WeightSumError) as caught:
        anxun.department_score(rates, weights)
    assert caught.value.found == "0.99"


def test_what_is_shown_has_no_personal_data(record: dict[str, Any], context: anxun.Context) -> None:
    record["sign_in"]["entries"][0].pop("signature")
    record["participants"] = record["participants"][:1]
    review = anxun.review(record, context)
    assert review.findings
    shown = repr(review) + repr(review.findings) + review._repr_html_()
    assert "E10021" not in shown and "测试" not in shown
    assert review._repr_html_().startswith("<p>") and "<table>" in review._repr_html_()
    assert repr(review).startswith("<Review '2024-ZZ-SC-007': ")


def test_what_is_shown_is_escaped(record: dict[str, Any], context: anxun.Context) -> None:
    record["number"] = "<script>alert(1)</script>"
    html = anxun.review(record, context)._repr_html_()
    assert "<script>" not in html and "&lt;script&gt;" in html
