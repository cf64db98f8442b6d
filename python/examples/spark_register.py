"""Judges a register on Apache Spark: verdicts and findings as Parquet, and the summary that one machine would give.

    spark-submit spark_register.py FOLDER OUT      (or python, with PYSPARK_PYTHON set to the same Python)

FOLDER is read as `register_parts` says. `OUT/rows` gets a row for each record that was judged (part=verdict), for each
finding, for each fault of a line that could not be judged, and for each task its partial state; `OUT/summary.json` the
summary, `OUT/numbers.jsonl` the findings between records. How the package comes to the executors: docs/scale.md.

Each task judges its lines with a part of the register and hands over the state of that part beside its rows, in the same
commit. A task that is lost is run again and leaves what it leaves once: rows and state together.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import anxun
import pyarrow as pa
from pyspark import Broadcast
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql
from register_parts import ROWS, judge, opened, written

DDL = ", ".join(
    f"{field.name} " + {"string": "string", "int64": "bigint", "bool": "boolean", "binary": "binary"}[str(field.type)]
    for field in ROWS
)


def task_of(whole: Broadcast[anxun.Register]) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What `mapInArrow` runs. The register goes to each executor once, whatever the number of tasks."""
    return lambda batches: judge(batches, whole.value)


def numbered(spark: SparkSession, path: str) -> DataFrame:
    """The lines of one file of JSON Lines with their numbers from 1: `line` and `record`.

    Spark numbers the rows of each partition; how many rows the partitions before it have is counted first. A table that has
    a column with a number of its own, unique and below 2^60, needs none of this.
    """
    # The file is cut alike for both jobs, however many executors there are at the moment of each.
    cores = str(spark.sparkContext.defaultParallelism)
    key = "spark.sql.files.minPartitionNum"
    spark.conf.set(key, spark.conf.get(key, None) or cores)
    text = spark.read.option("lineSep", "\n").text(path)
    at = text.select(sql.col("value").alias("record"), sql.monotonically_increasing_id().alias("at"))
    partition, place = sql.shiftright("at", 33), sql.col("at").bitwiseAND((1 << 33) - 1)
    counts = {row.partition: row["count"] for row in at.groupBy(partition.alias("partition")).count().collect()}
    before, offsets = 0, []
    for index in range(max(counts, default=-1) + 1):
        offsets.append(sql.lit(before))
        before += counts.get(index, 0)
    first = sql.element_at(sql.array(*offsets), (partition + 1).cast("int")) if offsets else sql.lit(0)
    return at.select((first + place + 1).cast("bigint").alias("line"), "record")


def review_register(
    spark: SparkSession,
    lines: DataFrame,
    whole: anxun.Register,
    out: Path,
    task_of: Callable[..., Any] = task_of,
) -> anxun.RegisterReview:
    """Judges the lines, writes the rows below `out` and answers the summary; `whole` is consumed."""
    rows = str(out / "rows")
    judged = lines.mapInArrow(task_of(spark.sparkContext.broadcast(whole)), DDL)
    judged.write.mode("overwrite").partitionBy("part").parquet(rows)
    # Read back from what was committed, and not judged a second time.
    states = spark.read.schema(DDL).parquet(rows).where("part = 'state'").select("state")
    for row in states.toLocalIterator():
        whole.merge_state(row.state)
    return written(whole, out)


def main(folder: Path, out: Path) -> None:
    """Judges the register of a folder."""
    out.mkdir(parents=True, exist_ok=True)
    spark = SparkSession.builder.appName("anxun").getOrCreate()
    # Records are large: fewer of them in a batch than Spark would take.
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "1000")
    spark.sparkContext.addPyFile(str(Path(__file__).with_name("register_parts.py")))
    lines = numbered(spark, str(folder / "register.jsonl"))
    review = review_register(spark, lines, opened(folder), out)
    print(review)
    spark.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
