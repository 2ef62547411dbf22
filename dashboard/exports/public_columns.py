"""The public columns of the tables, with the rows that hold at one date.

`note` is an internal remark; `withdrawn` and its reasons say what became of a row later, so they would change a table as of
an earlier date. The table of changes has corrections and withdrawals instead.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from dashboard.db import queries
from dashboard.db.writers import ExportRows, Field, json_value
from dashboard.exports.csv_table import csv_rows
from dashboard.ingest.schema import Column, Table, load_schema

LEFT_OUT = frozenset({"note", "withdrawn", "withdrawn_reason_nl", "withdrawn_reason_en"})


@lru_cache(maxsize=1)
def tables() -> Mapping[str, Table]:
    """Return the tables of data/schema.toml by name, with their public columns; what may be suppressed may be empty."""
    return {
        name: replace(
            table,
            columns={
                key: replace(one, required=one.required and not one.suppress)
                for key, one in table.columns.items()
                if key not in LEFT_OUT
            },
        )
        for name, table in load_schema().items()
    }


def kind(column: Column) -> str:
    """Return the type of a column in a file: a date that may be a year alone, a name and an address are text."""
    return column.type if column.type in ("integer", "number", "boolean", "date") else "text"


def sheet(table: str, *, as_of: dt.date) -> ExportRows:
    """Return the rows of a table that hold at a date. Raises KeyError for a table that does not exist."""
    columns = tables()[table].columns.values()
    fields = tuple(Field(name=one.name, type=kind(one), description=one.description) for one in columns)
    rows = queries.table(table=table, as_of=as_of)
    return ExportRows(fields=fields, rows=tuple(tuple(row[field.name] for field in fields) for row in rows))


def json_rows(sheet: ExportRows) -> list[dict[str, Any]]:
    """Return the rows as JSON objects."""
    return [dict(zip(sheet.names, map(json_value, row), strict=True)) for row in sheet.rows]


def csv_bytes(sheet: ExportRows) -> bytes:
    """Return the rows as CSV. A quote (') precedes text that a spreadsheet would take for a formula, unlike in JSON."""
    return csv_rows(sheet.names, sheet.rows)
