"""The subset as Polars expressions over JSON lines, Parquet and a frame in memory."""

from typing import Any

import polars as pl

from typed import CLASSES
from vector import BLANK, CHECKS, LATE, NOT_OF_TEAMS, NUMBER, Vector

WORDS = sorted(word for word in BLANK if word is not None)


def schema() -> dict[str, Any]:
    """The fields of the subset as Polars types; dates and stamps stay texts, as JSON has them."""
    made: dict[str, Any] = {"str": pl.String, "int": pl.Int64, "date": pl.String, "datetime": pl.String}
    for name, fields in CLASSES.items():
        columns = {}
        for key, text in fields:
            inner = made[text.strip("[]")]
            columns[key.strip("_")] = pl.List(inner) if text.startswith("[") else inner
        made[name] = pl.Struct(columns)
    return {field.name: field.dtype for field in made["Record"].fields}


def blank(text: pl.Expr) -> pl.Expr:
    return text.is_null() | text.is_in(WORDS)


def at(column: str, *path: str) -> pl.Expr:
    found = pl.col(column)
    for step in path:
        found = found.struct.field(step)
    return found


def none_of(items: pl.Expr, holds: pl.Expr) -> pl.Expr:
    """No item of a list (absent: empty) for which something holds."""
    return ~items.list.eval(holds).list.any().fill_null(False)


def count(items: pl.Expr, holds: pl.Expr) -> pl.Expr:
    return items.list.eval(holds).list.sum().fill_null(0)


SIGNED = pl.element().struct.field("signature").struct.field("kind").is_not_null()


def checks() -> list[pl.Expr]:
    """The checks by bit."""
    element = pl.element().struct.field
    entries, participants = at("sign_in", "entries"), pl.col("participants")
    number_of = element("person").struct.field("employee_no")
    # A bare frame of one list element: null where it has no signature.
    signed = entries.list.eval(pl.when(SIGNED).then(number_of).drop_nulls())
    listed = participants.list.eval(number_of.drop_nulls())
    nobody = pl.lit([], dtype=pl.List(pl.String))
    signed, listed = signed.fill_null(nobody), listed.fill_null(nobody)
    end = (pl.col("date") + "T" + at("time", "to") + ":00+08:00").str.to_datetime("%Y-%m-%dT%H:%M:%S%z")
    handed = at("package", "handed_at").str.to_datetime("%Y-%m-%dT%H:%M:%S%z")
    until = at("archive", "retention_until").str.replace_all("-", "", literal=True).cast(pl.Int64)
    return [
        blank(pl.col("name")),
        pl.col("date").is_null(),
        at("time", "from").is_null() | at("time", "to").is_null(),
        blank(pl.col("place")),
        blank(at("instructor", "employee_no")) & blank(at("instructor", "name")),
        participants.list.len().fill_null(0) == 0,
        blank(pl.col("topic")),
        none_of(at("content_summary", "runs"), ~blank(element("text"))),
        blank(at("assessment", "method")),
        none_of(at("assessment", "results"), element("verdict").is_not_null()),
        at("recorder_signature", "kind").is_null(),
        ~(pl.col("duration_minutes") > 0).fill_null(False),
        none_of(entries, SIGNED),
        entries.list.eval(~SIGNED).list.any().fill_null(False),
        pl.col("sign_in").is_not_null() & (listed.list.set_difference(signed).list.len() > 0),
        signed.list.set_difference(listed).list.len() > 0,
        count(pl.col("photos"), element("digest").is_not_null()) < 3,
        none_of(pl.col("videos"), element("from").is_not_null() & element("to").is_not_null()),
        (handed - end > pl.duration(hours=24)).fill_null(False),
        ~pl.col("number").str.contains(NUMBER).fill_null(True),
        (until < pl.col("last")).fill_null(False),
    ]


def retention() -> pl.Expr:
    """The retention date as yyyymmdd, null without a date."""
    day = pl.col("date").str.replace_all("-", "", literal=True).cast(pl.Int64) + 30000
    return pl.when(day % 10000 == 229).then(day - 1).otherwise(day)


def answer(frame: pl.LazyFrame) -> Vector:
    """The whole subset of a frame."""
    mask = pl.sum_horizontal(check.cast(pl.Int64) * (1 << bit) for bit, check in enumerate(checks()))
    is_team = (pl.col("kind") == "TeamActivity").fill_null(False)
    judged = (
        frame.with_columns(last=retention())
        .with_columns(mask=mask)
        .select(
            "department",
            last=pl.col("last").fill_null(0),
            serial=pl.col("id").str.slice(4).cast(pl.Int64),
            mask=pl.when(is_team).then(pl.col("mask") & ~NOT_OF_TEAMS).otherwise(pl.col("mask")),
        )
    )
    sums = judged.group_by("department").agg(
        pl.len().alias("records"),
        (pl.col("mask") > 0).sum().alias("flagged"),
        (pl.col("mask") & LATE > 0).sum().alias("late"),
        pl.col("last").sum().alias("retention"),
        (pl.col("mask") * (pl.col("serial") % 1009 + 1)).sum().alias("checksum"),
        *((pl.col("mask") & (1 << bit) > 0).sum().alias(f"bit{bit}") for bit in range(CHECKS)),
    )
    vector = Vector()
    for row in sums.collect().iter_rows(named=True):
        part = Vector(
            row["records"],
            [row[f"bit{bit}"] for bit in range(CHECKS)],
            {row["department"]: [row["records"], row["flagged"], row["late"]]},
            row["retention"],
            row["checksum"],
        )
        vector.merge(part)
    return vector


def scan(files: list[str]) -> pl.LazyFrame:
    """The fields of the subset from JSON lines."""
    return pl.scan_ndjson(files, schema=schema())
