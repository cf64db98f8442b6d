"""Judges a register with Dask: verdicts and findings as Parquet, and the summary that one machine would give.

    python dask_register.py FOLDER OUT

FOLDER and OUT are those of `spark_register.py`. Without a client of your own the tasks run in processes of this machine.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import anxun
import pyarrow as pa
import pyarrow.parquet as parquet
from distributed import Client, as_completed
from register_parts import judge, numbered, opened, written


def task(block: pa.Table, whole: anxun.Register, file: Path) -> bytes:
    """Judges a block, writes its rows and answers the state. A task that runs twice writes its own file again."""
    table = pa.Table.from_batches(judge(block.to_batches(max_chunksize=1000), whole))
    is_state = pa.compute.equal(table["part"], "state")
    parquet.write_table(table.filter(pa.compute.invert(is_state)).drop_columns(["state"]), file)
    state: bytes = table.filter(is_state)["state"][0].as_py()
    return state


def review_register(
    client: Client, blocks: Iterable[pa.Table], whole: anxun.Register, out: Path
) -> anxun.RegisterReview:
    """Judges tables with the columns `line` and `record`, writes the rows below `out` and answers the summary."""
    rows = (out / "rows").absolute()
    rows.mkdir()
    # The register goes to each worker once.
    shared = client.scatter(whole, broadcast=True)
    tasks = [
        client.submit(task, block, shared, rows / f"{at:06}.parquet", pure=False) for at, block in enumerate(blocks)
    ]
    # States merge in any order: each as it comes.
    for future in as_completed(tasks):
        whole.merge_state(future.result())
    return written(whole, out)


def main(folder: Path, out: Path) -> None:
    """Judges the register of a folder."""
    out.mkdir(parents=True, exist_ok=True)
    with Client(n_workers=2, threads_per_worker=1, dashboard_address=None) as client:
        client.upload_file(str(Path(__file__).with_name("register_parts.py")))
        blocks = numbered(folder / "register.jsonl", 50)
        print(review_register(client, blocks, opened(folder), out))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
