"""What the tests share: the conformance cases of all languages, a context, a faultless record."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import anxun
import jsonpatch
import pytest

FOLDER = Path(__file__).parents[2] / "tests" / "conformance"
CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Case:
    """One case, ready to be asked."""

    id: str
    operation: str
    request: Any
    expect: dict[str, Any]
    is_pending: bool = False

    @property
    def text(self) -> str:
        """The request as text, its keys in order as in every language."""
        return json.dumps(self.request, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def register_of(base: dict[str, Any], patches: list[Any], inputs: Any) -> dict[str, Any]:
    """The request of a register: the record of the base once for each patch, in the context of the base."""
    records = [jsonpatch.apply_patch(copy.deepcopy(base["record"]), patch) for patch in patches]
    request = {"records": records, "context": base["context"]}
    return request if inputs is None else {**request, "inputs": inputs}


def read_cases() -> list[Case]:
    """Every case, in the order of files and cases."""
    bases = json.loads((FOLDER / "bases.json").read_text(encoding="utf-8"))
    cases = []
    for path in sorted(FOLDER.glob("*.json")):
        if path.name == "bases.json":
            continue
        for case in json.loads(path.read_text(encoding="utf-8"))["cases"]:
            request = case.get("request")
            if "records" in case:
                request = register_of(bases[case["base"]], case["records"], case.get("inputs"))
            elif "base" in case:
                request = jsonpatch.apply_patch(copy.deepcopy(bases[case["base"]]), case.get("patch", []))
            cases.append(Case(case["id"], case["operation"], request, case["expect"], case.get("pending", False)))
    return cases


@pytest.fixture(scope="session")
def cases() -> list[Case]:
    """Every conformance case."""
    return read_cases()


@pytest.fixture(scope="session")
def refresher() -> dict[str, Any]:
    """A faultless record with its context, as a request of `check.review`."""
    bases: dict[str, Any] = json.loads((FOLDER / "bases.json").read_text(encoding="utf-8"))
    request: dict[str, Any] = bases["refresher"]
    return request


@pytest.fixture
def record(refresher: dict[str, Any]) -> dict[str, Any]:
    """A faultless record, to be changed at will."""
    copied: dict[str, Any] = copy.deepcopy(refresher["record"])
    return copied


@pytest.fixture(scope="session")
def context(refresher: dict[str, Any]) -> anxun.Context:
    """The context of that record."""
    return anxun.Context(**refresher["context"])


@pytest.fixture(scope="session")
def as_of() -> datetime:
    """A moment of the question."""
    return datetime(2026, 7, 1, 9, 0, tzinfo=CHINA)
