"""The shape of a record: the JSON Schema of the project, read for the generator."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
SCHEMA: dict[str, Any] = json.loads((ROOT / "docs/schema/training-record.schema.json").read_text(encoding="utf-8"))
BASES: dict[str, Any] = json.loads((ROOT / "tests/conformance/bases.json").read_text(encoding="utf-8"))


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without its references and the alternative `null`; what the field says of itself stays."""
    while True:
        if "anyOf" in schema:
            schema = {**schema, **schema["anyOf"][0]}
            del schema["anyOf"]
        elif "$ref" in schema:
            name = schema["$ref"]
            rest = {key: value for key, value in schema.items() if key != "$ref"}
            schema = {**SCHEMA["$defs"][name.rsplit("/", 1)[1]], **rest}
        else:
            return schema


def kind_of(schema: dict[str, Any]) -> str:
    """What a place holds: object, array, enum, date, stamp, person, text, integer, decimal, boolean."""
    kind = schema["type"] if isinstance(schema.get("type"), str) else (schema.get("type") or ["?"])[0]
    if "enum" in schema:
        return "enum"
    if schema.get("format") == "date":
        return "date"
    if schema.get("format") == "date-time":
        return "stamp"
    if kind == "object" and "employee_no" in schema.get("properties", {}) and len(schema["properties"]) == 4:
        return "person"
    if "number" in (schema.get("type") or []):
        return "decimal"
    return {"string": "text"}.get(kind, kind)


Place = tuple[str, dict[str, Any], Any]
"""A path, its schema, the value that stands there."""


def places(value: Any, schema: dict[str, Any], path: str = "") -> list[Place]:
    """Every place of a record that holds something, parents before children."""
    schema = resolved(schema)
    found: list[Place] = [(path, schema, value)]
    if isinstance(value, dict):
        for key, below in value.items():
            if key in schema.get("properties", {}):
                found += places(below, schema["properties"][key], f"{path}/{key}")
    elif isinstance(value, list):
        for at, below in enumerate(value):
            found += places(below, schema["items"], f"{path}/{at}")
    return found
