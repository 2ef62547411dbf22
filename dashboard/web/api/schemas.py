"""JSON Schemas of what the service answers, made from data/schema.toml."""

from __future__ import annotations

from typing import Any

from dashboard.ingest.schema import Column, Table

Schema = dict[str, Any]
LINK: Schema = {"type": "string", "format": "uri-reference"}
# A date as exact as its source: a year, a month or a day.
PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def text(**more: Any) -> Schema:
    """A text, with what else holds for it."""
    return {"type": "string", **more}


def listed(properties: dict[str, Schema], *, optional: tuple[str, ...] = ()) -> Schema:
    """An object with these properties and no others, all there but the optional ones."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def envelope(own: dict[str, Schema], *, rows: Schema | None = None) -> Schema:
    """An answer: what it says of itself, what is its own, and a page of rows where it has them."""
    shared = {
        "data_version": text(), "as_of": text(format="date"), "licence": {"type": "string", "format": "uri"},
    }  # fmt: skip
    if rows is None:
        return listed({**shared, **own})
    links = ("self", "first", "prev", "next", "last")
    count: Schema = {"type": "integer", "minimum": 0}
    page = {
        "page": count, "page_size": count, "total": count,
        "links": listed(dict.fromkeys(links, LINK), optional=("prev", "next")),
        "rows": {"type": "array", "items": rows},
    }  # fmt: skip
    return listed({**shared, **own, **page})


def of_table(table: Table) -> Schema:
    """A page of rows of a table."""
    row = listed({name: of_column(column) for name, column in table.columns.items()})
    return envelope({"table": {"type": "string", "const": table.name}}, rows=row)


def of_column(column: Column) -> Schema:
    """The values of a column; null where it is not known or does not apply."""
    types = {"integer": "integer", "number": "number", "boolean": "boolean"}
    found: Schema = {"type": types.get(column.type, "string"), "description": column.description}
    if column.type == "date":
        found["format"] = "date"
    elif column.type == "partial_date":
        found["pattern"] = PARTIAL_DATE
    elif column.type == "url":
        found["format"] = "uri"
    if column.choices:
        found["enum"] = list(column.choices)
    if column.minimum is not None:
        found["minimum"] = column.minimum
    if not column.required:
        found["type"] = [found["type"], "null"]
        if "enum" in found:
            found["enum"] = [*found["enum"], None]
    return found
