"""A flat ledger: rows become records, contradictions name row and column, nothing is found missing that no ledger has."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import anxun
import pytest

LEDGER = """培训日期,培训名称,培训类型,开始时间,结束时间,培训地点,授课教师,责任部门,工号,姓名,部门,岗位,签到,成绩,是否合格,天气
2024-03-05,电工复审,特种作业培训,08:30,12:30,实训室,钱某,SB,E10001,甲某,SB,电工,是,88,合格,晴
2024-03-05,电工复审,特种作业培训,08:30,12:30,实训室,,SB,E10002,乙某,AH,焊工,否,,不合格,
2024-03-06,电工复审,特种作业培训,08:30,12:30,实训室,钱某,SB,E10001,甲某,SB,电工,是,90.5,合格,
"""


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(LEDGER)))


def test_a_ledger_as_plants_keep_it(context: anxun.Context) -> None:
    review = anxun.review_ledger(csv.DictReader(io.StringIO(LEDGER)), context)
    assert [one.rows for one in review.ledger.records] == [(0, 1), (2,)]
    assert review.summary.totals.judged == 2 and review.problems == ()
    assert review.ledger.unknown == ("天气",)
    absent = set(review.absent_facets)
    assert {anxun.Facet.PHOTOS, anxun.Facet.VIDEO, anxun.Facet.SIGN_IN, anxun.Facet.ASSESSMENT} <= absent
    assert not {anxun.Facet.HEADING, anxun.Facet.PEOPLE} & absent
    assert not {finding.facet for finding in review.findings} & absent, "nothing that no ledger has"
    assert "EL-03" not in {finding.code for finding in review.findings}, "the times are there"
    assert len(review.ledger.records[0].record["participants"]) == 2


def test_a_contradiction_names_row_and_column_and_no_person(context: anxun.Context) -> None:
    wrong = rows()
    wrong[1]["培训地点"] = "食堂"
    with pytest.raises(anxun.DuplicateKeyError) as caught:
        anxun.review_ledger(wrong, context)
    assert caught.value.path == "/rows/1/培训地点" and caught.value.found == "another value than in row 0"
    assert "某" not in str(caught.value) and "食堂" not in str(caught.value)
    seen: list[Any] = []
    review = anxun.review_ledger(wrong, context, problems=seen.append)
    assert seen == [review.problems] and [one.rows for one in review.ledger.records] == [(2,)]


def test_mapping_constants_and_values_of_python(context: anxun.Context) -> None:
    row = {"课": "消防", "何时": date(2024, 3, 5), "开始时间": time(8, 30), "结束时间": time(9, 0), "工号": 10001.0}
    others = {"成绩": Decimal("88.50"), "岗位": float("nan"), "场次": 1, "姓名": None}
    ledger = anxun.ledger_records([{**row, **others}], {"name": "课", "date": "何时"}, {"kind": "在岗定期复训"})
    record = ledger.records[0].record
    assert record["time"] == {"from": "08:30", "to": "09:00"} and record["date"] == "2024-03-05"
    assert record["kind"] == "Refresher" and record["session_no"] == 1
    assert record["participants"] == [{"person": {"employee_no": "10001"}}]
    assert record["assessment"]["results"][0]["theory_score"] == "88.50"
    with pytest.raises(anxun.UnknownFieldError) as caught:
        anxun.ledger_records([row], {"no_such": "课"})
    assert caught.value.path == "/options/mapping/no_such" or caught.value.path == "/mapping/no_such"


def test_what_is_no_ledger() -> None:
    for wrong in ("ledger.csv", b"", 5, {"a": 1}, [1]):
        with pytest.raises(TypeError):
            anxun.ledger_records(wrong)
    with pytest.raises(TypeError):
        anxun.ledger_records([{"姓名": object()}])
    assert anxun.ledger_records([]).records == ()


def test_the_page_names_every_heading() -> None:
    page = (Path(__file__).parents[2] / "docs" / "frames.md").read_text(encoding="utf-8")
    for heading in anxun.ledger_headings():
        assert f"| `{heading.name}` | {'、'.join(heading.zh)} | `{heading.path}` |" in page


def test_the_page_runs(
    context: anxun.Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "frames.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", page.split("## A flat ledger\n")[1], re.DOTALL)
    text = LEDGER.replace("培训名称", "课程").replace("培训类型,", "").replace("特种作业培训,", "")
    (tmp_path / "ledger.csv").write_text(text, encoding="utf-8-sig")
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "docs/frames.md", "exec"), {"anxun": anxun, "context": context})
    assert capsys.readouterr().out.startswith("电工复审 from the rows (0, 1)\n电工复审 from the rows (2,)\n2 records; not carried: plan")


@pytest.mark.parametrize("library", ["polars", "pandas", "pyarrow", "duckdb"])
def test_frames_of_each_library(library: str, context: anxun.Context) -> None:
    package: Any = pytest.importorskip(library, reason=f"no {library}: the test target `cluster` brings it")
    if library == "polars":
        frame = package.DataFrame(rows())
    elif library == "pandas":
        frame = package.DataFrame(rows())
    else:
        pyarrow: Any = pytest.importorskip("pyarrow", reason="no pyarrow: the test target `cluster` brings it")
        table = pyarrow.Table.from_pylist(rows())
        frame = table if library == "pyarrow" else package.sql("FROM table_", connection=package.connect().register("table_", table))
    assert anxun.ledger_records(frame) == anxun.ledger_records(rows())
