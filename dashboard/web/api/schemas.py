"""JSON Schemas of the responses, made from data/schema.toml."""

from typing import Any

from dashboard.ingest.schema import Column, Table

Schema = dict[str, Any]
LINK: Schema = {"type": "string", "format": "uri-reference"}
# A date as exact as its source: a year, a month or a day.
PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def text(**more: Any) -> Schema:
    """Return the schema of a string, with more keywords."""
    return {"type": "string", **more}


def object_schema(properties: dict[str, Schema], *, optional: tuple[str, ...] = ()) -> Schema:
    """Return the schema of an object with exactly these properties, required unless optional."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def envelope(own: dict[str, Schema], *, rows: Schema | None = None) -> Schema:
    """Return the schema of a response: metadata, its own properties, and a page of rows if it has any."""
    shared = {
        "data_version": text(), "as_of": text(format="date"), "licence": {"type": "string", "format": "uri"},
    }  # fmt: skip
    if rows is None:
        return object_schema({**shared, **own})
    links = ("self", "first", "prev", "next", "last")
    count: Schema = {"type": "integer", "minimum": 0}
    page = {
        "page": count, "page_size": count, "total": count,
        "links": object_schema(dict.fromkeys(links, LINK), optional=("prev", "next")),
        "rows": {"type": "array", "items": rows},
    }  # fmt: skip
    return object_schema({**shared, **own, **page})


def of_table(table: Table) -> Schema:
    """Return the schema of a page of rows of a table."""
    row = object_schema({name: of_column(column) for name, column in table.columns.items()})
    return envelope({"table": {"type": "string", "const": table.name}}, rows=row)


def of_column(column: Column) -> Schema:
    """Return the schema of a column; null where the value is unknown or does not apply."""
    types = {"integer": "integer", "number": "number", "boolean": "boolean"}
    result: Schema = {"type": types.get(column.type, "string"), "description": column.description}
    if column.type == "date":
        result["format"] = "date"
    elif column.type == "partial_date":
        result["pattern"] = PARTIAL_DATE
    elif column.type == "url":
        result["format"] = "uri"
    result |= limits(column)
    if not column.required:
        result["type"] = [result["type"], "null"]
        if "enum" in result:
            result["enum"] = [*result["enum"], None]
    return result


def limits(column: Column) -> Schema:
    """Return what the values of a column are limited to."""
    found = {"enum": list(column.choices) or None, "minimum": column.minimum, "maximum": column.maximum}
    return {name: limit for name, limit in found.items() if limit is not None}
