"""Runs one Python peer: `peer.py NAME THREADS FILE…` prints its answer, seconds and peak memory as one JSON object.

Threads of a program that holds the interpreter's lock are processes. A file that is named several times is gone through
as often. `peer.py parquet OUT FILE` makes the Parquet file.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

from vector import Vector, in_parts, peak_mib

Answer = tuple[Vector, float]
Job = Callable[[], Answer]


def line_by_line(work: Any, files: list[str], threads: int) -> Job:
    return lambda: in_parts(work, files, threads)


def one_process(answer: Callable[[], Vector]) -> Job:
    def job() -> Answer:
        vector = answer()
        return vector, peak_mib()

    return job


def prepared(name: str, files: list[str], threads: int) -> Job:
    """The peer with its imports, schemas and (in memory) data ready."""
    if name == "json":
        import dicts

        return line_by_line(dicts.work(json.loads), files, threads)
    if name == "orjson":
        import dicts
        import orjson

        return line_by_line(dicts.work(orjson.loads), files, threads)
    if name in ("msgspec", "pydantic"):
        import typed

        return line_by_line(typed.work(typed.structs() if name == "msgspec" else typed.models()), files, threads)
    if name == "jsonschema-rs":
        import schemas

        return line_by_line(schemas.work(), files, threads)
    if name == "zen":
        import zen_rules

        return line_by_line(zen_rules.work(), files, threads)
    if name.startswith("polars"):
        # Polars asks for its threads when it is imported.
        os.environ["POLARS_MAX_THREADS"] = str(threads)
        import frames
        import polars

        if name == "polars-json":
            return one_process(lambda: frames.answer(frames.scan(files)))
        if name == "polars-parquet":
            return one_process(lambda: frames.answer(polars.scan_parquet(files)))
        frame = frames.scan(files).collect()
        return one_process(lambda: frames.answer(frame.lazy()))
    import sql

    database = sql.connect(threads)
    source = sql.load(database, files) if name == "duckdb-memory" else sql.lines(files)
    return one_process(lambda: sql.answer(database, source))


def main(name: str, threads: str, *files: str) -> None:
    """Prints the answer of one run."""
    if name == "parquet":
        import frames

        frames.scan(list(files)).sink_parquet(threads)
        return
    job = prepared(name, list(files), int(threads))
    start = time.perf_counter()
    vector, peak = job()
    seconds = time.perf_counter() - start
    print(json.dumps({"answer": vector.as_json(), "seconds": seconds, "peak_mib": peak}, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
