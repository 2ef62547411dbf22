"""The tables in another place: a folder of Parquet files, or a PostgreSQL database that many instances read.

python -m dashboard.db.replicas TARGET [--database FILE]     writes the built database to TARGET, a folder or postgres://...

DuckDB 2.0 has no PostgreSQL reader built in, and one that is fetched while the service runs is not wanted. So each instance
copies the tables from PostgreSQL to a DuckDB file of its own, when it starts and when their version changes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from dashboard import config
from dashboard.errors import StoreError
from dashboard.ingest.load import run_queries
from dashboard.ingest.schema import load_schema

if TYPE_CHECKING:
    import psycopg

_FOLDER = config.QUERIES / "elsewhere"
_STAMPS = ("version", "releases")
# PostgreSQL's numbers for the types that our tables have, and both names of each type.
_TYPES = {25: "VARCHAR", 701: "DOUBLE", 23: "INTEGER", 20: "BIGINT", 16: "BOOLEAN", 1082: "DATE", 1114: "TIMESTAMP"}
_NAMES = {
    "VARCHAR": "text", "DOUBLE": "double precision", "INTEGER": "integer", "BIGINT": "bigint", "BOOLEAN": "boolean",
    "DATE": "date", "TIMESTAMP": "timestamp",
}  # fmt: skip


def _statement(name: str) -> str:
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def tables() -> tuple[str, ...]:
    """The tables that are facts: what the build works out from them is worked out again where they come."""
    return (*load_schema(), *_STAMPS)


@contextmanager
def _postgres(address: str) -> Iterator[psycopg.Connection]:
    """A connection to PostgreSQL; one transaction. Raises StoreError when there is none to be had."""
    import psycopg  # only where it is used: other instances need not have it in memory

    try:
        with psycopg.connect(address, connect_timeout=5) as connection:
            yield connection
    except psycopg.Error as error:
        raise StoreError(f"PostgreSQL: {error}") from error


@contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "rows.csv"


def _asked(name: str, **parts: Any) -> Any:
    from psycopg import sql

    return sql.SQL(_statement(name)).format(**parts)


def _name(name: str) -> Any:
    from psycopg import sql

    return sql.Identifier(name)


def to_postgres(database: Path, address: str) -> None:
    """Write the facts to PostgreSQL in one transaction, in place of those that are there."""
    from psycopg import sql

    with duckdb.connect(database, read_only=True) as source, _postgres(address) as target, _scratch() as path:
        for table in tables():
            found = source.table(table)
            kinds = [(name, _NAMES[str(kind)]) for name, kind in zip(found.columns, found.types, strict=True)]
            columns = sql.SQL(", ").join(sql.SQL("{} {}").format(_name(n), sql.SQL(kind)) for n, kind in kinds)
            target.execute(_asked("no_table", table=_name(table)))
            target.execute(_asked("new_table", table=_name(table), columns=columns))
            found.write_csv(str(path), header=False, na_rep="\\N")
            with path.open("rb") as file, target.cursor().copy(_asked("fill_table", table=_name(table))) as rows:
                while part := file.read(1_000_000):
                    rows.write(part)


def version_in_postgres(address: str) -> tuple[Any, ...] | None:
    """content_hash and built_at of the tables in PostgreSQL; None when nothing was written there yet."""
    with _postgres(address) as source:
        rows = source.execute(_asked("version_of")).fetchall()
    return tuple(rows[0]) if rows else None


def from_postgres(address: str, database: Path) -> None:
    """Copy the facts from PostgreSQL, all of one version, to a new DuckDB file, and work out what the build works out."""
    import psycopg

    with duckdb.connect(database) as target, _postgres(address) as source, _scratch() as path:
        source.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        for table in tables():
            described = source.execute(_asked("columns_of", table=_name(table))).description or ()
            kinds = {column.name: _TYPES[column.type_code] for column in described}
            with path.open("wb") as file, source.cursor().copy(_asked("read_table", table=_name(table))) as parts:
                for part in parts:
                    file.write(part)
            target.read_csv(
                str(path), columns=kinds, header=False, na_values="\\N", allow_quoted_nulls=False, auto_detect=False,
                quotechar='"', escapechar='"', sep=",",
            ).create(table)  # fmt: skip
        run_queries(target, folder=config.QUERIES / "build")


def to_parquet(database: Path, folder: Path) -> None:
    """Write every table, worked-out ones included, to a new folder of Parquet files."""
    folder.mkdir(parents=True)
    with duckdb.connect(database, read_only=True) as source:
        for table in (row[0] for row in source.table_function("duckdb_tables").select("table_name").fetchall()):
            source.table(table).write_parquet(str(folder / f"{table}.parquet"))


def from_parquet(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory whose tables are the files of a folder; it can read nothing else."""
    # DuckDB reads the files while it answers: a link is followed once, so that a folder that replaces it is not mixed in.
    place = folder.resolve()
    connection = duckdb.connect(":memory:", config={**config.database_bounds()})
    for path in sorted(place.glob("*.parquet")):
        connection.read_parquet(str(path)).create_view(path.stem)
    run_queries(connection, folder=config.QUERIES / "build")
    connection.execute(_statement("only_this_folder"), {"folder": f"{place}/"})
    for name in ("only_these_files", "only_these_settings"):
        connection.execute(_statement(name))
    return connection


def main(arguments: list[str] | None = None) -> int:
    """Write the built database elsewhere."""
    parser = argparse.ArgumentParser(
        prog="python -m dashboard.db.replicas", description="Write the database elsewhere."
    )
    parser.add_argument("target", help="a new folder for Parquet files, or postgres://user@host/name")
    parser.add_argument("--database", type=Path, default=config.DATABASE, help="the built file to read")
    chosen = parser.parse_args(arguments)
    try:
        if config.is_postgres(chosen.target):
            to_postgres(chosen.database, chosen.target)
        else:
            to_parquet(chosen.database, Path(chosen.target))
    except (StoreError, OSError, duckdb.Error) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
