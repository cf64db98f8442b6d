"""The frames of pyarrow, Polars, pandas, DuckDB and nanoarrow: the page for each runs as it stands, all answer the same.

These packages are heavy: without them the tests are skipped, and say so. The test target `cluster` installs them.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anxun
import pytest

REASON = "no {}: the test target `cluster` brings it"
ROOT = Path(__file__).parents[2]
PLANT = ROOT / "core" / "examples" / "registers" / "chemical-plant-2025"


def package(name: str) -> Any:
    """A package that a light run does not have."""
    return pytest.importorskip(name, reason=REASON.format(name))


def whole(line: str) -> bool:
    """Whether a line of the register can be a row: it is read without a fault of form."""
    try:
        return isinstance(json.loads(line), dict) and not anxun.call("record.check", {"record": json.loads(line)})["faults"]
    except (ValueError, anxun.AnxunError):
        return False


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files of the page."""
    polars = package("polars")
    shutil.copytree(PLANT, tmp_path, dirs_exist_ok=True)
    lines = filter(whole, (PLANT / "register.jsonl").read_text(encoding="utf-8").splitlines())
    (tmp_path / "register.jsonl").write_text("\n".join(lines), encoding="utf-8")
    polars.read_ndjson(tmp_path / "register.jsonl", infer_schema_length=None).write_parquet(tmp_path / "register.parquet")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def blocks() -> dict[str, str]:
    """The Python of each section of the page."""
    page = (ROOT / "docs" / "frames.md").read_text(encoding="utf-8")
    found = {}
    for section in page.split("\n## "):
        for text in re.findall(r"```python\n(.*?)```", section, re.DOTALL):
            found[section.splitlines()[0].removeprefix("# ")] = text
    return found


def opened(folder: Path) -> tuple[anxun.Context, str]:
    """The context of the plant, and the summary of its register by lines of JSON."""
    names: dict[str, Any] = {}
    exec(compile(blocks()["Frames: Polars, DuckDB, pandas, pyarrow"], "docs/frames.md", "exec"), names)
    return names["context"], anxun.review_register(folder / "register.jsonl", names["context"]).to_json()


@pytest.mark.parametrize("section", ["Polars", "DuckDB", "pandas", "pyarrow"])
def test_the_page_of_each_library(section: str, plant: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package(section.lower())
    package("pyarrow")
    context, expected = opened(plant)
    names: dict[str, Any] = {"anxun": anxun, "context": context}
    text = blocks()[section]
    assert len([line for line in text.splitlines() if not line.startswith("import ")]) <= 5
    exec(compile(text, f"docs/frames.md, {section}", "exec"), names)
    assert names["review"].to_json() == expected
    assert f"of {json.loads(expected)['totals']['judged']}" in capsys.readouterr().out


def sources() -> dict[str, Callable[[Any, Any], Any]]:
    """How each library hands a table of pyarrow over."""
    return {
        "pyarrow Table": lambda table, _: table,
        "pyarrow RecordBatchReader": lambda table, _: table.to_reader(max_chunksize=50),
        "pyarrow batches": lambda table, _: iter(table.to_batches(max_chunksize=30)),
        "Polars DataFrame": lambda table, _: package("polars").DataFrame(table),
        "Polars LazyFrame": lambda table, _: package("polars").LazyFrame(package("polars").DataFrame(table)),
        "pandas DataFrame": lambda table, _: table.to_pandas(types_mapper=package("pandas").ArrowDtype),
        "DuckDB relation": lambda table, _: package("duckdb").sql("FROM 'register.parquet'"),
        "nanoarrow stream": lambda table, _: package("nanoarrow").ArrayStream(table),
    }


@pytest.mark.parametrize("name", sources())
def test_every_library_gets_the_same_answer(name: str, plant: Path) -> None:
    parquet = package("pyarrow.parquet")
    context, expected = opened(plant)
    table = parquet.read_table("register.parquet")
    frame = sources()[name](table, None)
    review = anxun.review_frame(frame, context, threads=2)
    assert review.to_json() == expected
    wanted = anxun.review_frame(table, context)
    for one, other in ((review.verdicts, wanted.verdicts), (review.findings, wanted.findings), (review.faults, wanted.faults)):
        assert one.to_pylist() == other.to_pylist()


def test_every_library_reads_the_tables_and_pyarrow_without_a_copy(plant: Path) -> None:
    pyarrow, polars, pandas, duckdb, nanoarrow = map(package, ("pyarrow", "polars", "pandas", "duckdb", "nanoarrow"))
    context, _ = opened(plant)
    review = anxun.review_frame(polars.read_parquet("register.parquet"), context)
    findings = review.findings
    rows = findings.to_pylist()
    assert pyarrow.table(findings).to_pylist() == rows
    assert polars.DataFrame(findings).to_dicts() == rows
    assert len(pandas.DataFrame.from_arrow(findings)) == len(rows) == nanoarrow.Array(findings).to_pylist().__len__()
    assert duckdb.sql("SELECT count(*) FROM findings").fetchall() == [(len(rows),)]
    addresses = [
        [buffer.address for chunk in pyarrow.table(findings)["code"].chunks for buffer in chunk.buffers() if buffer]
        for _ in range(2)
    ]
    assert addresses[0] == addresses[1]
    schema = pyarrow.schema(anxun.schema())
    assert schema.names == [row.path[1:] for row in anxun.columns() if row.path.count("/") == 1]
    assert schema.field("photos").metadata[b"anxun.facet"] == b"photos"


@pytest.mark.parametrize("section", ["Polars", "DuckDB"])
def test_the_page_of_who_may_work(section: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package(section.lower())
    package("pyarrow")
    page = (ROOT / "docs" / "may-work.md").read_text(encoding="utf-8")
    shutil.copy(ROOT / "core" / "examples" / "welder.json", tmp_path)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for text in re.findall(rf"## (?:In Python|{section})\n```python\n(.*?)```", page, re.DOTALL):
        exec(compile(text, f"docs/may-work.md, {section}", "exec"), names)
    assert len(names["obligations"]) == len(names["tables"].obligations) > 5


def test_every_library_reads_a_company(plant: Path) -> None:
    pyarrow, polars, pandas, duckdb, nanoarrow = map(package, ("pyarrow", "polars", "pandas", "duckdb", "nanoarrow"))
    beside = json.loads((plant / "workforce.json").read_text(encoding="utf-8"))
    presets = beside.pop("presets")
    organisation = json.loads((plant / "company.json").read_text(encoding="utf-8"))["organisation"]
    workforce = anxun.Workforce({"organisation": organisation, **beside}, presets=presets)
    tables = workforce.tables(dt.date(2026, 7, 5), days=400)
    for one, schema in (
        (tables.obligations, anxun.CompanyTables.obligations_schema()),
        (tables.lapses, anxun.CompanyTables.lapses_schema()),
    ):
        rows = one.to_pylist()
        assert pyarrow.schema(schema) == pyarrow.table(one).schema
        assert pyarrow.table(one).to_pylist() == polars.DataFrame(one).to_dicts() == rows
        assert len(pandas.DataFrame.from_arrow(one)) == len(nanoarrow.Array(one).to_pylist()) == len(rows) > 20
        assert duckdb.sql("SELECT count(*) FROM one").fetchall() == [(len(rows),)]


def test_a_producer_in_python_that_raises_is_an_error(plant: Path) -> None:
    pyarrow = package("pyarrow")
    context, _ = opened(plant)
    batch = pyarrow.record_batch({"schema_version": pyarrow.array([1], pyarrow.uint32()), "kind": ["Refresher"]})

    def batches() -> Any:
        yield batch
        raise RuntimeError("the warehouse is gone")

    with pytest.raises(anxun.StreamFailedError) as caught:
        anxun.review_frame(pyarrow.RecordBatchReader.from_batches(batch.schema, batches()), context)
    assert "the warehouse is gone" in caught.value.found

    def raising() -> Any:
        yield batch
        raise RuntimeError("the warehouse is gone")

    with pytest.raises(RuntimeError):
        anxun.review_frame(raising(), context)
