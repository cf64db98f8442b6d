"""The example for Spark on a cluster of two executors, of which one is killed in the middle of a task.

    python spark_killed.py ENVIRONMENT.tar.gz SCRATCH

The executors run the Python of the archive, not that of the driver. The answer has to be that of one machine, byte for byte,
and every row has to be there once.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyspark
from one_machine import EXAMPLES, FOLDER, counted, expected, known, same
from pyspark import Broadcast, TaskContext
from pyspark.sql import SparkSession
from register_parts import judge, opened, rows_of
from spark_register import DDL, numbered, review_register

import anxun

EXECUTOR = "CoarseGrainedExecutorBackend"
PARTITION = 3


def interrupted(scratch: Path) -> Callable[..., Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]]:
    """The task of the example; the first attempt at one partition stops in its middle and waits to be killed."""

    def task_of(whole: Broadcast[anxun.Register]) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
        def task(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            context = TaskContext.get()
            assert context is not None
            victim = context.partitionId() == PARTITION
            for at, batch in enumerate(judge(batches, whole.value)):
                yield batch
                if victim and at == 1:
                    mark = scratch / f"attempt-{context.attemptNumber()}"
                    mark.with_suffix(".new").write_text(f"{os.getpid()} {sys.prefix}")
                    mark.with_suffix(".new").rename(mark)
                    if context.attemptNumber() == 0:
                        time.sleep(300)
                        raise TimeoutError("nobody killed the executor")

        return task

    return task_of


def ancestor(pid: int, word: str) -> int:
    """The process above `pid` whose command line has a word."""
    while pid > 1:
        if word in Path(f"/proc/{pid}/cmdline").read_text():
            return pid
        pid = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    raise LookupError(f"no process above has {word}")


def kill_the_executor(scratch: Path) -> None:
    """Waits until the task is in its middle, then kills the executor that runs it."""
    mark = scratch / "attempt-0"
    while not mark.exists():
        time.sleep(0.1)
    executor = ancestor(int(mark.read_text().split()[0]), EXECUTOR)
    os.kill(executor, signal.SIGKILL)
    (scratch / "killed").write_text(str(executor))


def main(archive: str, scratch: Path) -> None:
    """Judges the register of the plant and compares."""
    spark = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("anxun")
        .config("spark.ui.enabled", "false")
        .config("spark.archives", f"{archive}#environment")
        # Eight tasks or more, and several batches in each.
        .config("spark.sql.files.maxPartitionBytes", "512k")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "8")
        .getOrCreate()
    )
    for name in ("register_parts.py", "spark_register.py"):
        spark.sparkContext.addPyFile(str(EXAMPLES / name))
    threading.Thread(target=kill_the_executor, args=(scratch,), daemon=True).start()
    out = scratch / "out"
    out.mkdir()
    lines = numbered(spark, str(FOLDER / "register.jsonl"))
    review = review_register(spark, lines, opened(FOLDER), out, interrupted(scratch))

    summary, entries, numbers = expected(FOLDER)
    same(review.to_json(), summary)
    same((out / "summary.json").read_text(encoding="utf-8"), summary)
    assert (out / "numbers.jsonl").read_text(encoding="utf-8").splitlines() == numbers
    rows = spark.read.schema(DDL).parquet(str(out / "rows"))
    given = [known(row.asDict()) for row in rows.where("part != 'state'").drop("state").collect()]
    wanted = [known(row) for entry in entries for row in rows_of(entry)]
    assert counted(given) == counted(wanted), f"{len(given)} rows, {len(wanted)} on one machine"
    tasks = rows.where("part = 'state'").count()
    assert tasks >= 8, tasks

    # It was killed, and another attempt was made; both ran the Python of the archive.
    assert (scratch / "killed").exists()
    for attempt in (0, 1):
        prefix = (scratch / f"attempt-{attempt}").read_text().split()[1]
        assert prefix.endswith("/environment") and prefix != sys.prefix, prefix
    spark.stop()
    # What the executors unpacked lies beside the installed Spark.
    shutil.rmtree(Path(pyspark.__file__).with_name("work"), ignore_errors=True)
    print(f"{len(given)} rows and the summary of {tasks} tasks as on one machine; executor killed")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
