"""Judges a register that DuckDB reads, on the threads of one machine: verdicts and findings as a table of DuckDB.

    python duckdb_register.py REGISTER.parquet FOLDER OUT

REGISTER has the columns `line` and `record` (the JSON text); FOLDER and OUT are those of `spark_register.py`, and the rows
stand in `OUT/rows.duckdb`, table `rows`. Records stream through: neither the register nor the rows are held in memory.
"""

from __future__ import annotations

import sys
from pathlib import Path

import anxun
import duckdb
import pyarrow as pa
from register_parts import ROWS, judge, opened, written


def review_register(
    connection: duckdb.DuckDBPyConnection, query: str, values: list[str], whole: anxun.Register, out: Path
) -> anxun.RegisterReview:
    """Judges what a query answers, `line` and `record`; the rows go into the table `rows`."""
    # A cursor of its own: the connection writes while the query is read.
    batches = connection.cursor().execute(query, values).to_arrow_reader(1000)
    if batches is None:
        raise ValueError("a statement that answers no rows")
    reader = pa.RecordBatchReader.from_batches(ROWS, judge(batches, whole, threads=2))
    connection.register("judged", reader)
    connection.execute("CREATE TABLE rows AS SELECT * FROM judged")
    for (state,) in connection.execute("SELECT state FROM rows WHERE part = 'state'").fetchall():
        whole.merge_state(state)
    return written(whole, out)


def main(register: Path, folder: Path, out: Path) -> None:
    """Judges the register of a file of Parquet."""
    out.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(out / "rows.duckdb")) as connection:
        query = "SELECT line, record FROM read_parquet(?) ORDER BY line"
        print(review_register(connection, query, [str(register)], opened(folder), out))
        commonest = "SELECT code, count(*) FROM rows WHERE part = 'finding' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5"
        print(connection.execute(commonest).fetchall())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
