"""What docs/scale.md shows for one engine, run as it stands in a folder with the files that it names.

    python page.py SECTION SCRATCH

The last line of a section prints the summary or a table of it; the register has to have been judged whole.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
from one_machine import FOLDER, expected, same
from register_parts import numbered

PAGE = Path(__file__).parents[2] / "docs" / "scale.md"


def blocks(heading: str) -> list[str]:
    """The Python of a section."""
    text = PAGE.read_text(encoding="utf-8")
    section = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"```python\n(.*?)```", section, re.DOTALL)


def main(heading: str, scratch: Path) -> None:
    """Runs the block that every section begins with, and that of the section."""
    shutil.copytree(FOLDER, scratch, dirs_exist_ok=True)
    os.chdir(scratch)
    parquet.write_table(pa.concat_tables(numbered(Path("register.jsonl"))), "register.parquet")
    names: dict[str, Any] = {}
    if heading == "Apache Spark":
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        names["spark"] = builder.config("spark.sql.warehouse.dir", str(scratch)).getOrCreate()
    for block in blocks("The register of the examples")[:1] + blocks(heading):
        exec(compile(block, f"docs/scale.md, {heading}", "exec"), names)
    same(names["review"].to_json(), expected(FOLDER)[0])
    print(f"{heading}: as on one machine")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
