"""Write rows to files that other programs read: Parquet, and a DuckDB file.

The files are made by a connection that knows no other data, in a folder that is deleted afterwards.
"""

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dashboard.errors import StorageError
from dashboard.ingest.load import create_table

# Every DuckDB from 1.0 on reads files of this form.
_READABLE_FROM = "v1.0.0"
_TYPES = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


@dataclass(frozen=True, kw_only=True)
class Field:
    """A column: its name, its type (text, integer, number, boolean or date), and its description."""

    name: str
    type: str = "text"
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class ExportRows:
    """Rows with typed columns, ready to be written in any form."""

    fields: tuple[Field, ...]
    rows: tuple[tuple[Any, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(field.name for field in self.fields)

    @property
    def types(self) -> dict[str, str]:
        """The type of each column in DuckDB."""
        return {field.name: _TYPES.get(field.type, "VARCHAR") for field in self.fields}


def json_value(value: Any) -> Any:
    """Return a value as JSON has it: a date as 2026-11-21."""
    return value.isoformat() if isinstance(value, dt.date) else value


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    """Give a folder for one file."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
    except (OSError, duckdb.IOException, duckdb.FatalException) as error:
        raise StorageError(f"a file cannot be written: {error}") from error


def parquet(table: ExportRows) -> bytes:
    """Return the rows as a Parquet file. Raises StorageError."""
    with _temporary_folder() as folder, duckdb.connect(config={"threads": 1}) as connection:
        path = folder / "rows.parquet"
        create_table(connection, "rows", types=table.types, rows=table.rows)
        connection.table("rows").write_parquet(str(path), compression="zstd")
        return path.read_bytes()


def database(tables: Mapping[str, ExportRows]) -> bytes:
    """Return a DuckDB file with these tables. Raises StorageError."""
    with _temporary_folder() as folder:
        path = folder / "data.duckdb"
        settings: dict[str, str | bool | int | float | list[str]] = {
            "storage_compatibility_version": _READABLE_FROM,
            "default_block_size": 16384,
            "threads": 1,
        }
        with duckdb.connect(str(path), config=settings) as connection:
            for name, table in tables.items():
                create_table(connection, name, types=table.types, rows=table.rows)
        return path.read_bytes()


def infer(rows: Sequence[Mapping[str, Any]]) -> ExportRows:
    """Return rows without a schema as typed rows: a column has the one type that all its values have, or text."""
    names = dict.fromkeys(name for row in rows for name in row)
    fields = tuple(Field(name=name, type=_type({type(row.get(name)) for row in rows})) for name in names)
    return ExportRows(fields=fields, rows=tuple(tuple(_cell(row.get(f.name), f.type) for f in fields) for row in rows))


def _type(types: set[type]) -> str:
    types -= {type(None)}
    if types == {bool}:
        return "boolean"
    if types and types <= {int, float}:
        return "integer" if types == {int} else "number"
    return "date" if types == {dt.date} else "text"


def _cell(value: Any, kind: str) -> Any:
    return str(value) if kind == "text" and value is not None else value
