"""Judges a register with Ray Data: verdicts and findings as Parquet, and the summary that one machine would give.

    python ray_register.py FOLDER OUT

FOLDER and OUT are those of `spark_register.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import anxun
import pyarrow as pa
import ray
import ray.data
from register_parts import judge, numbered, opened, written


def review_register(lines: ray.data.Dataset, whole: anxun.Register, out: Path) -> anxun.RegisterReview:
    """Judges a data set with the columns `line` and `record`, writes the rows below `out` and answers the summary."""
    shared = ray.put(whole)

    def task(block: pa.Table) -> Iterator[pa.Table]:
        # The register comes once to each machine, by the store of Ray.
        for batch in judge(block.to_batches(max_chunksize=1000), ray.get(shared)):
            yield pa.Table.from_batches([batch])

    rows = str((out / "rows").absolute())
    lines.map_batches(task, batch_format="pyarrow", batch_size=None).write_parquet(rows, partition_cols=["part"])
    # Read back from what was written, and not judged a second time.
    for row in ray.data.read_parquet(f"{rows}/part=state", columns=["state"]).iter_rows():
        whole.merge_state(row["state"])
    return written(whole, out)


def main(folder: Path, out: Path) -> None:
    """Judges the register of a folder. A register in Parquet is read by `ray.data.read_parquet`."""
    out.mkdir(parents=True, exist_ok=True)
    lines = ray.data.from_arrow(list(numbered(folder / "register.jsonl", 50)))
    print(review_register(lines, opened(folder), out))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
