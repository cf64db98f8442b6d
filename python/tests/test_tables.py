"""What is generated is what the core says, and every table of the core is reached."""

from __future__ import annotations

import importlib.util
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Required, get_origin, get_type_hints

import anxun
import pytest
from anxun import errors, facts, vocabulary

PYTHON = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", PYTHON / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_errors_are_as_generated(generate: ModuleType) -> None:
    expected = generate.errors(anxun.call("error.list", {}))
    assert (PYTHON / "anxun" / "errors.py").read_text(encoding="utf-8") == expected


def test_vocabulary_is_as_generated(generate: ModuleType) -> None:
    expected = generate.vocabulary(anxun.call("vocabulary.list", {}))
    assert (PYTHON / "anxun" / "vocabulary.py").read_text(encoding="utf-8") == expected


def test_the_facts_of_a_record_are_as_generated(generate: ModuleType) -> None:
    expected = generate.facts(anxun.call("record.schema", {}))
    assert (PYTHON / "anxun" / "facts.py").read_text(encoding="utf-8") == expected
    rows = {row.path for row in anxun.columns() if row.path.count("/") == 1}
    assert {f"/{key}" for key in facts.TrainingRecord.__annotations__} == rows
    hints = get_type_hints(facts.TrainingRecord, include_extras=True)
    assert {key for key, hint in hints.items() if get_origin(hint) is Required} == {"schema_version", "kind"}


def test_a_record_is_checked_where_it_is_written() -> None:
    record: facts.TrainingRecord = {
        "schema_version": 1,
        "kind": "NewHire",
        "level": anxun.Level.TEAM,
        "date": date(2026, 3, 12),
        "time": {"from": "14:00", "to": "16:00"},
        "participants": [{"person": {"employee_no": "E1001"}, "department": "SC"}],
    }
    assert anxun.TrainingRecord.from_json(record).to_dict()["level"] == "Team"
    record["id"] = 17  # type: ignore[typeddict-item]
    with pytest.raises(anxun.AnxunError):
        anxun.TrainingRecord.from_json(record)
    wrong: facts.TrainingRecord = {"schema_version": 1, "kind": "Lunch"}  # type: ignore[typeddict-item]
    with pytest.raises(anxun.UnknownCodeError):
        anxun.TrainingRecord.from_json(wrong)


def test_every_code_has_one_class_with_its_status() -> None:
    for row in anxun.call("error.list"):
        kind = errors.BY_CODE[row["code"]]
        assert kind.__name__ == row["code"] + "Error"
        assert issubclass(kind, anxun.AnxunError)
        assert (kind.status, kind.zh, kind.en) == (row["status"], row["zh"], row["en"])


def test_a_code_is_its_text_and_has_its_terms() -> None:
    valid: anxun.Validity = anxun.Validity("Valid")
    assert valid == "Valid" and valid is anxun.Validity.VALID and {"Valid": 1}[valid] == 1
    assert issubclass(anxun.Validity, StrEnum)
    assert anxun.TrainingKind("NewHire") is anxun.TrainingKind.NEW_HIRE
    assert f"{anxun.Grade.SEVERE}" == "Severe" and anxun.Grade.SEVERE.zh == "严重"
    for table in anxun.call("vocabulary.list"):
        kind = getattr(vocabulary, table["name"])
        assert [member.value for member in kind] == [row["code"] for row in table["rows"]]


def test_rules_and_their_texts() -> None:
    rules = {rule.code: rule for rule in anxun.rules()}
    assert rules["TP-05"].severity is anxun.Severity.E
    assert rules["TP-05"].to_dict() in anxun.call("rule.list")
    assert rules["SG-01"].moved_by == ("signin.issue_before",)
    assert rules["AR-01"].asked_from is anxun.Step.ARCHIVED
    assert anxun.explain("TP-05").startswith("TP-05 ")
    assert anxun.explain("TP-05", "en") != anxun.explain("TP-05")
    with pytest.raises(anxun.UnknownCodeError) as caught:
        anxun.explain("XX-99")
    assert caught.value.path == "/code"


def test_every_operation_is_reached() -> None:
    names = [one.name for one in anxun.operations()]
    assert names == sorted(names) and "check.review" in names
    for name in names:
        with pytest.raises(anxun.AnxunError):
            anxun.call(name, "[]")
    with pytest.raises(anxun.UnknownOperationError):
        anxun.call("no.such", {})


def test_star_import_shadows_no_builtin() -> None:
    import builtins

    assert not set(anxun.__all__) & set(dir(builtins))
    assert len(set(anxun.__all__)) == len(anxun.__all__)
    assert set(anxun.__all__) >= {*errors.__all__, *vocabulary.__all__}
    assert all(hasattr(anxun, name) for name in anxun.__all__)


def test_the_lexicon_and_its_hints() -> None:
    entries = {entry.term: entry for entry in anxun.lexicon()}
    assert len(entries) >= 150
    crane = entries["塔吊"]
    assert (crane.preferred, crane.field) == ("塔式起重机", anxun.WordingField.LIFTING)
    for entry in entries.values():
        assert entry.term in {hint.term for hint in anxun.wording_hints(entry.example)}
        assert anxun.wording_hints(entry.counter_example) == ()
    text = "P-1泵：倒链和大锤"
    hints = anxun.wording_hints(text, terms={"大锤": "八角锤"}, without=["倒链"])
    assert [(text[slice(*hint.characters)], hint.preferred) for hint in hints] == [("大锤", "八角锤")]
