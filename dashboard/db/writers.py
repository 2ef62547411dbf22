"""Rows written to files that other programs read: Parquet, and a DuckDB file of their own.

The rows come from the store; the files are made by a connection that knows no other data, in a folder that is gone afterwards.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

# Files of this form are read by every DuckDB from 1.0 on; what the service itself keeps is read by its own version only.
_READABLE_FROM = "v1.0.0"
_TYPES = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


@dataclass(frozen=True, kw_only=True)
class Field:
    """A column of rows: its name, its type (text, integer, number, boolean or date), and what it says."""

    name: str
    type: str = "text"
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Rows with typed columns, ready to be written in any form."""

    fields: tuple[Field, ...]
    rows: tuple[tuple[Any, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(field.name for field in self.fields)


def plain(value: Any) -> Any:
    """A value as JSON has it: a date as 2026-11-21."""
    return value.isoformat() if isinstance(value, dt.date) else value


def _relation(connection: duckdb.DuckDBPyConnection, sheet: Sheet, *, folder: Path) -> duckdb.DuckDBPyRelation:
    """The rows as DuckDB reads them from lines of JSON: that keeps types and empty cells, and is quick."""
    lines = folder / "rows.json"
    with lines.open("w", encoding="utf-8") as file:
        for row in sheet.rows:
            file.write(json.dumps(dict(zip(sheet.names, map(plain, row), strict=True)), ensure_ascii=False) + "\n")
    columns = {field.name: _TYPES.get(field.type, "VARCHAR") for field in sheet.fields}
    return connection.read_json(str(lines), columns=columns, format="newline_delimited")


def parquet(sheet: Sheet) -> bytes:
    """The rows as a Parquet file."""
    with tempfile.TemporaryDirectory() as name, duckdb.connect(config={"threads": 1}) as connection:
        path = Path(name) / "rows.parquet"
        _relation(connection, sheet, folder=Path(name)).write_parquet(str(path), compression="zstd")
        return path.read_bytes()


def database(sheets: Mapping[str, Sheet]) -> bytes:
    """A DuckDB file with one table for each sheet."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "data.duckdb"
        settings: dict[str, str | bool | int | float | list[str]] = {
            "storage_compatibility_version": _READABLE_FROM,
            "default_block_size": 16384,
            "threads": 1,
        }
        with duckdb.connect(str(path), config=settings) as connection:
            for table, sheet in sheets.items():
                _relation(connection, sheet, folder=Path(name)).create(table)
        return path.read_bytes()


def guessed(rows: Sequence[Mapping[str, Any]]) -> Sheet:
    """A sheet of rows without a schema: a column has the one type that all its values have, or text."""
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    fields = tuple(Field(name=name, type=_guess({type(row.get(name)) for row in rows})) for name in names)
    return Sheet(fields=fields, rows=tuple(tuple(_cell(row.get(f.name), f.type) for f in fields) for row in rows))


def _guess(found: set[type]) -> str:
    kinds = found - {type(None)}
    if kinds == {bool}:
        return "boolean"
    if kinds and kinds <= {int, float}:
        return "integer" if kinds == {int} else "number"
    return "date" if kinds == {dt.date} else "text"


def _cell(value: Any, kind: str) -> Any:
    return str(value) if kind == "text" and value is not None else value
