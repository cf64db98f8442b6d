"""Hostile input ends in an error within stated limits, through every function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anxun
import pytest

DEEP = "[" * 100_000
HOSTILE: dict[str, str | bytes] = {
    "nothing": "",
    "no JSON": "{",
    "deep": '{"x":' + DEEP,
    "deep and closed": '{"schema_version":1,"photos":' + DEEP + "]" * 100_000 + "}",
    "not UTF-8": b'{"name":"\xff"}',
    "lone surrogate": '{"name":"\ud800"}',
    "escaped lone surrogate": '{"name":"\\ud800"}',
    "NUL": '{"name":"\0"}',
    "NaN": '{"schema_version":NaN}',
    "number without end": '{"schema_version":' + "9" * 100_000 + "}",
    "large": '{"name":"' + "x" * (17 << 20) + '"}',
    "duplicate keys": '{"schema_version":1,"schema_version":1}',
    "another type": "[]",
    "a text": '"x"',
}


def doors(context: anxun.Context) -> dict[str, Callable[[Any], object]]:
    return {
        "record": anxun.TrainingRecord.from_json,
        "review": lambda text: anxun.review(text, context),
        "until": lambda text: anxun.retention_until(text, context),
        "destroy": lambda text: anxun.may_destroy(text, context),
        "deadlines": lambda text: anxun.deadlines(text, context),
        "calendar": anxun.WorkCalendar.from_json,
        "with": anxun.WorkCalendar.china().with_,
        "policy": anxun.PolicyBook.from_json,
        "organisation": anxun.Organisation.from_json,
        "call": lambda text: anxun.call("check.review", text),
        "inputs": lambda text: anxun.Register(context, text),
    }


@pytest.mark.parametrize("name", HOSTILE)
def test_every_function_refuses_it(name: str, context: anxun.Context) -> None:
    for door, ask in doors(context).items():
        with pytest.raises(anxun.AnxunError) as caught:
            ask(HOSTILE[name])
        assert caught.value.code != "Panicked", door
        assert len(str(caught.value)) < 10_000, door


@pytest.mark.parametrize("name", HOSTILE)
def test_a_register_goes_on(name: str, context: anxun.Context, record: dict[str, Any]) -> None:
    register = anxun.review_register([record, HOSTILE[name], record], context)
    totals = register.summary.totals
    assert totals.judged == 2 and totals.failed == (0 if name == "nothing" else 1)


def test_data_that_contain_themselves(context: anxun.Context) -> None:
    ring: dict[str, Any] = {"schema_version": 1}
    ring["ring"] = ring
    deep: Any = {}
    for _ in range(100_000):
        deep = {"x": deep}
    for data in (ring, deep):
        with pytest.raises(anxun.LimitError):
            anxun.review(data, context)
    # Taken apart step by step: the interpreter would do it on its stack.
    while deep:
        deep = deep.pop("x")


def test_what_has_no_form_in_json(context: anxun.Context) -> None:
    with pytest.raises(TypeError):
        anxun.review({"name": object()}, context)
    with pytest.raises(TypeError):
        anxun.review(5, context)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        anxun.review({}, None)  # type: ignore[arg-type]
