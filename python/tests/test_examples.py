"""The examples run and say what the documentation says."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_the_program_of_the_first_page(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(EXAMPLES / "readme.py"), run_name="__main__")
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["year: 2023", "due: 2026-02-25", "validity: Invalid, completeness: Incomplete"]
    assert lines[3].startswith("grade: General, first finding: ") and lines[4] == "judged: 1"
    assert lines[5].startswith("TP-05 ")
