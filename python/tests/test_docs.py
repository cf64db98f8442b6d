"""What docs/python.md shows runs as it stands, in a folder with the files that it names."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def test_the_page_of_the_python_door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(python|json)\n(.*?)```", page, re.DOTALL)
    shutil.copytree(ROOT / "core" / "examples" / "registers" / "chemical-plant-2025", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    (document,) = (text for kind, text in blocks if kind == "json")
    Path("calendar-2027.json").write_text(document, encoding="utf-8")
    names: dict[str, Any] = {}
    for kind, text in blocks:
        if kind == "python":
            exec(compile(text, "docs/python.md", "exec"), names)
    printed = capsys.readouterr().out
    assert "/date 2026-02-30 - " in printed and "2027-12-31 2027-01-04" in printed
    assert f"{names['register'].summary.totals.judged}\n" in printed and names["review"].findings


def test_the_page_of_who_may_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs" / "may-work.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"## In Python\n```python\n(.*?)```", page, re.DOTALL)
    shutil.copy(ROOT / "core" / "examples" / "welder.json", tmp_path)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(compile(text, "docs/may-work.md", "exec"), names)
    printed = capsys.readouterr().out
    assert "OB-08 岗位应训内容（HotWork）：已过期 → " in printed and "No until 2027-05-31" in printed
    assert "2027-01-21 ***02 PostTraining Expired" in printed and names["tables"].obligations.to_pylist()
