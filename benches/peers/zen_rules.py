"""The subset as expressions of the ZEN engine; the program around it adds up."""

import json
from collections.abc import Iterator
from typing import Any

from vector import BLANK, NOT_OF_TEAMS, NUMBER, Vector

WORDS = "[" + ", ".join(json.dumps(word, ensure_ascii=False) for word in sorted(w for w in BLANK if w is not None)) + "]"


def blank(text: str) -> str:
    return f"({text} == null or {text} in {WORDS})"


CHECKS = [
    blank("name"),
    "date == null",
    "time.from == null or time.to == null",
    blank("place"),
    f"{blank('instructor.employee_no')} and {blank('instructor.name')}",
    "len(participants ?? []) == 0",
    blank("topic"),
    f"none(content_summary.runs ?? [], not {blank('#.text')})",
    blank("assessment.method"),
    "none(assessment.results ?? [], #.verdict != null)",
    "recorder_signature.kind == null",
    "(duration_minutes ?? 0) <= 0",
    "none(sign_in.entries ?? [], #.signature.kind != null)",
    "some(sign_in.entries ?? [], #.signature.kind == null)",
    "sign_in != null and some($.listed, not (# in $.signed))",
    "some($.signed, not (# in $.listed))",
    "count(photos ?? [], #.digest != null) < 3",
    "none(videos ?? [], #.from != null and #.to != null)",
    "date != null and time.to != null and package.handed_at != null"
    " and d(package.handed_at).timestamp() - d(date + 'T' + time.to + ':00+08:00').timestamp() > 86400000",
    f"number != null and not matches(number, '{NUMBER}')",
    "date != null and archive.retention_until != null"
    " and number(d(archive.retention_until).format('%Y%m%d')) < $.retention",
]

# What the checks use, before them: $ is what the node has given so far.
BEFORE = {
    "signed": "filter(map(filter(sign_in.entries ?? [], #.signature.kind != null), #.person.employee_no), # != null)",
    "listed": "filter(map(participants ?? [], #.person.employee_no), # != null)",
    # By hand: three years after 29 February the engine finds no date.
    "retention": "date == null ? 0 : number(d(date).format('%Y%m%d')) + 30000"
    " - (d(date).format('%m%d') == '0229' ? 1 : 0)",
}


def graph() -> str:
    """The decision: one node of expressions between input and output."""
    rows = BEFORE | {f"b{bit}": f"({check}) ? 1 : 0" for bit, check in enumerate(CHECKS)}
    expressions = [{"id": key, "key": key, "value": value} for key, value in rows.items()]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "rules", "type": "expressionNode", "name": "rules", "content": {"expressions": expressions}},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "e1", "type": "edge", "sourceId": "in", "targetId": "rules"},
        {"id": "e2", "type": "edge", "sourceId": "rules", "targetId": "out"},
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def work() -> Any:
    """The whole subset."""
    import orjson
    import zen

    decision = zen.ZenEngine().create_decision(graph())
    keys = [f"b{bit}" for bit in range(len(CHECKS))]

    def run(lines: Iterator[bytes]) -> Vector:
        vector = Vector()
        for line in lines:
            record = orjson.loads(line)
            found = decision.evaluate(record)["result"]
            mask = sum(1 << bit for bit, key in enumerate(keys) if found[key])
            if record.get("kind") == "TeamActivity":
                mask &= ~NOT_OF_TEAMS
            vector.add(mask, int(found["retention"]), record["department"], int(record["id"][4:]))
        return vector

    return run
