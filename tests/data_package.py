"""Validate an unpacked tabular data package: https://specs.frictionlessdata.io/tabular-data-package/."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

# The cell of a CSV file as JSON has it, and the JSON Schema of each type.
_TYPES: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "string", "pattern": r"^-?\d+$"},
    "number": {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    "boolean": {"enum": ["true", "false"]},
    "date": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
}


def problems(folder: Path) -> list[str]:
    """Return what is wrong with each resource: bytes, hash, header, cells, keys and references."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables: dict[str, list[dict[str, str]]] = {}
    found = []
    for resource in package["resources"]:
        body = (folder / resource["path"]).read_bytes()
        if resource["bytes"] != len(body) or resource["hash"] != f"sha256:{hashlib.sha256(body).hexdigest()}":
            found.append(f"{resource['name']}: other bytes than the package says")
        reader = csv.DictReader(io.StringIO(body.decode(resource["encoding"]), newline=""))
        tables[resource["name"]] = list(reader)
        if reader.fieldnames != [field["name"] for field in resource["schema"]["fields"]]:
            found.append(f"{resource['name']}: other columns than the package says")
    for resource in package["resources"]:
        schema, rows = resource["schema"], tables[resource["name"]]
        validator = Draft202012Validator(_row_schema(schema["fields"]))
        for number, row in enumerate(rows, start=2):
            cells = {name: cell for name, cell in row.items() if cell not in schema["missingValues"]}
            found += [f"{resource['name']}:{number}: {error.message}" for error in validator.iter_errors(cells)]
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
        if len(keys) != len(set(keys)):
            found.append(f"{resource['name']}: a primary key is there twice")
        for key in schema.get("foreignKeys", []):
            (column,), (target,) = key["fields"], key["reference"]["fields"]
            # An empty name refers to the same resource.
            known = {row[target] for row in tables[key["reference"]["resource"] or resource["name"]]} | {""}
            unknown = sorted({row[column] for row in rows} - known)
            found += [f"{resource['name']}: {column} refers to {value}, which does not exist" for value in unknown]
    return found


def _row_schema(fields: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the JSON Schema of a row; a minimum cannot be checked on text and is left to the build."""
    properties, required = {}, []
    for field in fields:
        constraints = dict(field.get("constraints", {}))
        if constraints.pop("required", False):
            required.append(field["name"])
        constraints.pop("minimum", None)
        properties[field["name"]] = {"allOf": [_TYPES[field["type"]], constraints]}
    return {"properties": properties, "required": required, "additionalProperties": False}
