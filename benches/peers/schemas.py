"""The subset by JSON Schema as far as it goes, the rest by hand: `jsonschema-rs`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dicts import rest
from vector import Vector


def work() -> Any:
    """The whole subset."""
    import jsonschema_rs
    import orjson

    schema = json.loads(Path(__file__).with_name("schema.json").read_text())
    validator = jsonschema_rs.validator_for(schema)
    everybody, unless_team = (
        [1 << int(part["title"].removeprefix("bit ")) for part in parts] for parts in (schema["allOf"], schema["else"]["allOf"])
    )

    def run(lines: Iterator[bytes]) -> Vector:
        vector = Vector()
        for line in lines:
            record = orjson.loads(line)
            mask, retention = rest(record)
            if not validator.is_valid(record):
                for error in validator.iter_errors(record):
                    match error.schema_path:
                        case ["allOf", int(part), *_]:
                            mask |= everybody[part]
                        case ["else", "allOf", int(part), *_]:
                            mask |= unless_team[part]
            vector.add(mask, retention, record["department"], int(record["id"][4:]))
        return vector

    return run
