"""The examples for Ray Data, Dask and DuckDB: each has to answer what one machine answers.

    python engines.py SCRATCH
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as dataset
import pyarrow.parquet as parquet
import ray
from distributed import Client
from one_machine import EXAMPLES, FOLDER, counted, expected, known, same
from register_parts import numbered, opened, rows_of

SUMMARY, ENTRIES, NUMBERS = expected(FOLDER)


def compare(name: str, out: Path, rows: list[dict[str, Any]]) -> None:
    """Compares what an engine left with the answer of one machine."""
    same((out / "summary.json").read_text(encoding="utf-8"), SUMMARY)
    assert (out / "numbers.jsonl").read_text(encoding="utf-8").splitlines() == NUMBERS
    wanted = [known(row) for entry in ENTRIES for row in rows_of(entry)]
    given = [known(row) for row in rows if row["part"] != "state"]
    assert counted(given) == counted(wanted), f"{name}: {len(given)} rows, {len(wanted)} on one machine"
    print(f"{name}: {len(given)} rows and the summary as on one machine", flush=True)


def with_ray(out: Path) -> None:
    """Two workers, blocks of 50 lines."""
    from ray_register import main

    ray.init(num_cpus=2, include_dashboard=False, runtime_env={"env_vars": {"PYTHONPATH": str(EXAMPLES)}})
    main(FOLDER, out)
    ray.shutdown()
    compare("Ray Data", out, dataset.dataset(out / "rows", partitioning="hive").to_table().to_pylist())


def with_dask(out: Path) -> None:
    """Two processes, blocks of 50 lines."""
    from dask_register import main

    main(FOLDER, out)
    compare("Dask", out, dataset.dataset(out / "rows").to_table().to_pylist())


def with_duckdb(out: Path) -> None:
    """A stream on two threads."""
    from duckdb_register import main

    out.mkdir()
    register = out / "register.parquet"
    parquet.write_table(pa.concat_tables(numbered(FOLDER / "register.jsonl")), register)
    main(register, FOLDER, out)
    with duckdb.connect(str(out / "rows.duckdb"), read_only=True) as connection:
        compare("DuckDB", out, connection.execute("SELECT * FROM rows").to_arrow_table().to_pylist())


if __name__ == "__main__":
    scratch = Path(sys.argv[1])
    with_duckdb(scratch / "duckdb")
    with_dask(scratch / "dask")
    with_ray(scratch / "ray")
