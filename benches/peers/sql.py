"""The subset as one SQL statement of DuckDB, over JSON lines and over a table in memory."""

import duckdb

from typed import CLASSES
from vector import BLANK, CHECKS, LATE, NOT_OF_TEAMS, NUMBER, Vector

WORDS = ", ".join(f"'{word}'" for word in sorted(word for word in BLANK if word is not None))


def columns() -> dict[str, str]:
    """The fields of the subset as types of DuckDB; the database parses dates and stamps."""
    made = {"str": "VARCHAR", "int": "BIGINT", "date": "DATE", "datetime": "TIMESTAMPTZ"}
    for name, fields in CLASSES.items():
        inner = []
        for key, text in fields:
            ty = made[text.strip("[]")] + ("[]" if text.startswith("[") else "")
            inner.append((key.strip("_"), ty))
        if name == "Record":
            return dict(inner)
        made[name] = "STRUCT(" + ", ".join(f'"{key}" {ty}' for key, ty in inner) + ")"
    raise AssertionError("no record")


def blank(text: str) -> str:
    return f"({text} IS NULL OR {text} IN ({WORDS}))"


def count(items: str, holds: str) -> str:
    """Items of a list (absent: empty) for which something holds; `x` is the item."""
    return f"coalesce(len(list_filter({items}, lambda x: {holds})), 0)"


SIGNED = "x.signature.kind IS NOT NULL"
CHECKS_SQL = [
    blank("name"),
    "date IS NULL",
    'time."from" IS NULL OR time."to" IS NULL',
    blank("place"),
    f"{blank('instructor.employee_no')} AND {blank('instructor.name')}",
    "coalesce(len(participants), 0) = 0",
    blank("topic"),
    f"{count('content_summary.runs', 'NOT ' + blank('x.text'))} = 0",
    blank("assessment.method"),
    f"{count('assessment.results', 'x.verdict IS NOT NULL')} = 0",
    "recorder_signature.kind IS NULL",
    "coalesce(duration_minutes, 0) <= 0",
    f"{count('sign_in.entries', SIGNED)} = 0",
    f"{count('sign_in.entries', 'NOT (' + SIGNED + ')')} > 0",
    "sign_in IS NOT NULL AND NOT list_has_all(signed, listed)",
    "NOT list_has_all(listed, signed)",
    f"{count('photos', 'x.digest IS NOT NULL')} < 3",
    f"""{count('videos', 'x."from" IS NOT NULL AND x."to" IS NOT NULL')} = 0""",
    """coalesce(package.handed_at - (date || 'T' || time."to" || ':00+08:00')::TIMESTAMPTZ > INTERVAL 24 HOURS, false)""",
    f"number IS NOT NULL AND NOT regexp_matches(number, '{NUMBER}')",
    "coalesce(archive.retention_until < last, false)",
]


def statement(source: str) -> str:
    """The whole subset of a source."""
    mask = " + ".join(f"(({check})::INT::BIGINT << {bit})" for bit, check in enumerate(CHECKS_SQL))
    per_bit = ", ".join(f"count_if((mask & {1 << bit}) > 0)" for bit in range(CHECKS))
    numbers = "list_filter(list_transform({}, lambda x: x.person.employee_no), lambda x: x IS NOT NULL)"
    signed = numbers.format(f"list_filter(sign_in.entries, lambda x: {SIGNED})")
    return f"""
        WITH prepared AS (
            SELECT *, coalesce({signed}, []) AS signed, coalesce({numbers.format("participants")}, []) AS listed,
                   date + INTERVAL 3 YEARS AS last
            FROM {source}
        ), masked AS (SELECT department, id, kind, last, {mask} AS mask FROM prepared),
        judged AS (
            SELECT department, id[5:]::BIGINT AS serial, coalesce(strftime(last, '%Y%m%d')::BIGINT, 0) AS retention,
                   CASE WHEN kind = 'TeamActivity' THEN mask & ~{NOT_OF_TEAMS} ELSE mask END AS mask
            FROM masked
        )
        SELECT department, count(*), count_if(mask > 0), count_if((mask & {LATE}) > 0), sum(retention)::BIGINT,
               sum(mask * (serial % 1009 + 1))::BIGINT, {per_bit}
        FROM judged GROUP BY department"""


def connect(threads: int) -> duckdb.DuckDBPyConnection:
    """A database of its own in memory."""
    database = duckdb.connect(":memory:", config={"threads": threads})
    database.execute("SET TimeZone = 'Asia/Shanghai'")
    return database


def lines(files: list[str]) -> str:
    """JSON lines as a source."""
    return f"read_json({files!r}, format = 'newline_delimited', columns = {columns()!r})"


def load(database: duckdb.DuckDBPyConnection, files: list[str]) -> str:
    """A table in memory with the fields of the subset."""
    database.execute(f"CREATE TABLE register AS SELECT * FROM {lines(files)}")
    return "register"


def answer(database: duckdb.DuckDBPyConnection, source: str) -> Vector:
    """The whole subset of a source."""
    vector = Vector()
    for department, records, flagged, late, retention, checksum, *bits in database.execute(statement(source)).fetchall():
        vector.merge(Vector(records, list(bits), {department: [records, flagged, late]}, retention, checksum))
    return vector
