"""The examples run and say what the documentation says."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_the_program_of_the_first_page(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(EXAMPLES / "readme.py"), run_name="__main__")
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["2023-AJ-SC-001 2023 AJ SC 1", "2026-02-25", "Invalid Incomplete General PL-08"]
