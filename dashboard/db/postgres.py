"""Share the tables between machines in PostgreSQL.

`publish` writes the tables of a built database. Each process copies them to a DuckDB file of its own when it starts and
when their version changes, so DuckDB answers every query and a lost server does not stop the dashboard. DuckDB 2.0 has
no PostgreSQL reader built in, and an extension that is downloaded at run time is not wanted.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from dashboard.config import QUERIES
from dashboard.errors import DatabaseError
from dashboard.ingest.load import run_queries
from dashboard.ingest.schema import load_schema

if TYPE_CHECKING:
    import psycopg

_STAMPS = ("version", "releases")
# The object identifiers that PostgreSQL has for the types of our tables, and the names that both databases have for them.
_TYPES = {25: "VARCHAR", 701: "DOUBLE", 23: "INTEGER", 20: "BIGINT", 16: "BOOLEAN", 1082: "DATE", 1114: "TIMESTAMP"}
_NAMES = {"VARCHAR": "text", "DOUBLE": "double precision"}


@contextmanager
def _connect(address: str) -> Iterator[psycopg.Connection]:
    """Open a connection with one transaction. Raises DatabaseError when that fails, or anything in the block."""
    try:
        import psycopg
    except ImportError as error:
        raise DatabaseError("PostgreSQL needs its driver: pip install -r requirements-postgresql.txt") from error
    try:
        with psycopg.connect(address, connect_timeout=5) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            yield connection
    except psycopg.Error as error:
        raise DatabaseError(f"PostgreSQL: {error}") from error


def _query(name: str, table: str = "", columns: tuple[tuple[str, str], ...] = ()) -> Any:
    from psycopg import sql

    parts = [sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(kind)) for column, kind in columns]
    text = (QUERIES / "postgres" / f"{name}.sql").read_text(encoding="utf-8")
    return sql.SQL(text).format(table=sql.Identifier(table), columns=sql.SQL(", ").join(parts))


def _tables() -> tuple[str, ...]:
    """Return the tables that are copied. What the build computes from them is computed again from the copy."""
    return (*load_schema(), *_STAMPS)


def publish(database: Path, address: str) -> None:
    """Replace the tables in PostgreSQL by those of a built database, in one transaction."""
    with (
        duckdb.connect(database, read_only=True) as source,
        _connect(address) as target,
        tempfile.TemporaryDirectory() as folder,
    ):
        for table in _tables():
            rows = source.table(table)
            types = (_NAMES.get(str(kind), str(kind)) for kind in rows.types)
            target.execute(_query("drop_table", table))
            target.execute(_query("create_table", table, tuple(zip(rows.columns, types, strict=True))))
            path = Path(folder) / f"{table}.csv"
            rows.write_csv(str(path), header=False, na_rep="\\N")
            with target.cursor().copy(_query("copy_in", table)) as copy:
                copy.write(path.read_bytes())


def version(address: str) -> tuple[Any, ...] | None:
    """Return what changes with the tables in PostgreSQL; None when nothing was published."""
    with _connect(address) as source:
        rows = source.execute(_query("version")).fetchall()
    return tuple(rows[0]) if rows else None


def copy_to(database: Path, address: str) -> None:
    """Write the tables in PostgreSQL, all of one version, to a new DuckDB file, with what the build computes."""
    with duckdb.connect(database) as target, _connect(address) as source, tempfile.TemporaryDirectory() as folder:
        for table in _tables():
            described = source.execute(_query("columns", table)).description or ()
            types = {column.name: _TYPES[column.type_code] for column in described}
            path = Path(folder) / f"{table}.csv"
            with source.cursor().copy(_query("copy_out", table)) as copy:
                path.write_bytes(b"".join(copy))
            target.read_csv(
                str(path), columns=types, header=False, na_values="\\N", allow_quoted_nulls=False, auto_detect=False,
                quotechar='"', escapechar='"', sep=",",
            ).create(table)  # fmt: skip
        run_queries(target, folder=QUERIES / "build")
