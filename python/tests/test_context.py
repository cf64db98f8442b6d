"""Policy, organisation, context."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import anxun
import pytest


def test_the_seed_before_and_after_the_change_of_2023() -> None:
    book = anxun.PolicyBook.seed(date(2023, 7, 1))
    assert book.label_on(date(2023, 6, 30)) == "before the 2023 revision" and len(book.labels) == 2
    assert anxun.PolicyBook.from_json(book.to_json()) == book == pickle.loads(pickle.dumps(book))
    warnings = book.validate()
    assert {one.key for one in warnings} >= {"submit.electronic.limit"} and warnings[0].code == "LaxerThanSource"
    assert book.validate(strict=True) == warnings
    assert anxun.PolicyBook.seed().validate() == ()


def test_a_revision_and_its_difference() -> None:
    book = anxun.PolicyBook.seed().revise(date(2026, 1, 1), {"photos.min": 5}, "试点")
    (change,) = anxun.PolicyBook.seed().diff(book, date(2026, 1, 1))
    assert (change.key, change.after, change.direction) == ("photos.min", 5, "Stricter")
    with pytest.raises(anxun.UnknownParameterError):
        book.revise(date(2027, 1, 1), {"photos.max": 5})
    with pytest.raises(anxun.DateOrderError):
        book.revise(date(2025, 1, 1), {"photos.min": 5})


def test_an_organisation_shows_no_person(refresher: dict[str, Any]) -> None:
    organisation = anxun.Organisation.from_dict(refresher["context"]["organisation"])
    people = refresher["context"]["organisation"]["people"]
    assert organisation.people == len(people) and organisation.departments
    for person in people:
        assert person["employee_no"] not in repr(organisation)
    assert anxun.Organisation.from_json(organisation.to_json()).to_dict() == organisation.to_dict()
    with pytest.raises(anxun.DuplicateIdError) as caught:
        anxun.Organisation.from_json({"name": "示例化工", "people": [{"employee_no": "E1"}, {"employee_no": "E1"}]})
    assert caught.value.path.startswith("/people/1") and "E1" not in str(caught.value)


def test_the_moment_has_an_offset() -> None:
    with pytest.raises(anxun.OffsetRequiredError) as caught:
        anxun.Context(as_of=datetime(2026, 1, 1, 8, 0))
    assert caught.value.path == "/as_of" and caught.value.code == "OffsetRequired"
    with pytest.raises(anxun.OffsetRequiredError):
        anxun.Context(as_of="2026-01-01T08:00:00")
    with pytest.raises(anxun.DateFormatError):
        anxun.Context(as_of=datetime(1800, 1, 1, tzinfo=UTC))
    with pytest.raises(anxun.DateFormatError):
        anxun.Context(as_of=datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=8, seconds=1))))
    exact = anxun.Context(as_of=datetime(2026, 1, 1, 8, 0, 0, 999999, tzinfo=UTC))
    assert exact.as_of == datetime(2026, 1, 1, 8, tzinfo=UTC)


def test_a_context_goes_into_the_json_door_and_over_to_processes(
    record: dict[str, Any], context: anxun.Context
) -> None:
    asked = anxun.call_json("check.review", {"record": record, "context": context})
    assert asked == anxun.review(record, context).to_json()
    assert anxun.review(record, pickle.loads(pickle.dumps(context))).to_json() == asked
    assert "Context as of" in repr(context)


def test_a_part_that_is_refused_says_so() -> None:
    with pytest.raises(anxun.UnknownFieldError):
        anxun.Context(as_of="2026-01-01T08:00:00+08:00", policy={"version": []})
    with pytest.raises(TypeError):
        anxun.Context(as_of="2026-01-01T08:00:00+08:00", organisation=5)  # type: ignore[arg-type]
