"""The shape of a record: the JSON Schema of the project, read for the generator."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
BASES: dict[str, Any] = json.loads((ROOT / "tests/conformance/bases.json").read_text(encoding="utf-8"))
_WRITTEN: dict[str, Any] = json.loads((ROOT / "docs/schema/training-record.schema.json").read_text(encoding="utf-8"))


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema with all that it refers to, each place with its kind under `kind`; what a field says of itself stays."""
    while "anyOf" in schema or "$ref" in schema:
        if "anyOf" in schema:
            schema = {**schema, **schema["anyOf"][0]}
            del schema["anyOf"]
        else:
            name = schema["$ref"].rsplit("/", 1)[1]
            schema = {**_WRITTEN["$defs"][name], **{key: value for key, value in schema.items() if key != "$ref"}}
    schema = {**schema, "kind": _kind(schema)}
    if "properties" in schema:
        schema["properties"] = {key: _resolved(below) for key, below in schema["properties"].items()}
    if "items" in schema:
        schema["items"] = _resolved(schema["items"])
    return schema


def _kind(schema: dict[str, Any]) -> str:
    """What a place holds: object, array, enum, date, stamp, person, text, integer, decimal, boolean."""
    types = schema.get("type")
    kind = types if isinstance(types, str) else (types or ["?"])[0]
    if "enum" in schema:
        return "enum"
    if schema.get("format") in ("date", "date-time"):
        return "date" if schema["format"] == "date" else "stamp"
    if kind == "object" and set(schema.get("properties", {})) == {"employee_no", "name", "other_key", "other_kind"}:
        return "person"
    if types != "number" and "number" in (types or []):
        return "decimal"
    return {"string": "text"}.get(kind, kind)


SCHEMA = _resolved(_WRITTEN)
FACETS: list[str] = _WRITTEN["$defs"]["Facet"]["enum"]

Place = tuple[str, dict[str, Any], Any]
"""A path, its schema, the value that stands there."""


def places(value: Any, schema: dict[str, Any], path: str = "") -> list[Place]:
    """Every place of a record that holds something, parents before children."""
    found: list[Place] = []
    _walk(value, schema, path, found)
    return found


Value = tuple[dict[str, Any], Any]
"""A schema and a value that stands in a place of it."""


def values(value: Any, schema: dict[str, Any]) -> list[Value]:
    """As `places`, without the paths: which take as long as all the rest."""
    found: list[Value] = []
    _values(value, schema, found)
    return found


def _values(value: Any, schema: dict[str, Any], found: list[Value]) -> None:
    found.append((schema, value))
    if isinstance(value, dict):
        fields = schema.get("properties", {})
        for key, below in value.items():
            if key in fields:
                _values(below, fields[key], found)
    elif isinstance(value, list):
        items = schema["items"]
        for below in value:
            _values(below, items, found)


def _walk(value: Any, schema: dict[str, Any], path: str, found: list[Place]) -> None:
    found.append((path, schema, value))
    if isinstance(value, dict):
        fields = schema.get("properties", {})
        for key, below in value.items():
            if key in fields:
                _walk(below, fields[key], f"{path}/{key}", found)
    elif isinstance(value, list):
        for at, below in enumerate(value):
            _walk(below, schema["items"], f"{path}/{at}", found)
