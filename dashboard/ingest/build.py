"""Build one DuckDB file from the CSV files, or refuse them and name every problem."""

import hashlib
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from dashboard import config
from dashboard.errors import DataError, QueryError
from dashboard.ingest.cells import did_you_mean
from dashboard.ingest.keys import check_dates, check_keys, check_references
from dashboard.ingest.load import load_table, load_version, run_checks, run_queries
from dashboard.ingest.manifest import check_releases, read_releases
from dashboard.ingest.problems import Problem, TablesRefused
from dashboard.ingest.reader import TableContent, read_table
from dashboard.ingest.schema import SCHEMA, Table, load_schema

# Tables are short: sharing one among threads takes longer than reading it, and each column takes a block of the file. With the
# smallest block, the file that readers download is a sixth as large as with the default of 256 kB.
_IN_MEMORY: dict[str, str | bool | int | float | list[str]] = {"threads": 1}
_IN_FILE = {**_IN_MEMORY, "default_block_size": "16384"}
# What DuckDB raises for a disk that is full or cannot be written, besides the errors of the system itself.
_NOT_WRITTEN = (OSError, duckdb.IOException, duckdb.FatalException, duckdb.TransactionException)

Contents = Mapping[str, TableContent]


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What was built: rows by table (withdrawn ones included), and the stamp."""

    database: Path
    rows: Mapping[str, int]
    data_version: str
    content_hash: str
    releases: tuple[date, ...]

    @property
    def sources(self) -> int:
        """The number of rows in the table of sources."""
        return self.rows["sources"]


def build(*, data: Path = config.DATA, database: Path) -> Summary:
    """Check every table in `data` and write them to `database`, which is replaced in one step.

    Raises DataError, with one line for each problem in `.problems`, and then leaves an existing database as it was: also when
    there is no room for the new one, or no right to write it. Raises QueryError when a query of the build itself is wrong.
    """
    summary, contents, problems = _read(data, database=database)
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        _write(summary, contents, problems=problems, data=data)
    except (OSError, duckdb.Error, QueryError) as error:
        cause = error.__cause__ if isinstance(error, QueryError) else error
        if not isinstance(cause, _NOT_WRITTEN):
            raise
        raise DataError([f"{database} cannot be written: {str(cause).partition(chr(10))[0]}"]) from error
    return summary


def check(*, data: Path = config.DATA) -> None:
    """Check every table in `data` like `build`, and write nothing. Raises DataError like `build`."""
    summary, contents, problems = _read(data, database=Path())
    with duckdb.connect(":memory:", config=_IN_MEMORY) as connection:
        _load(connection, summary, contents, problems=problems, data=data)


def build_if_needed(*, data: Path = config.DATA, database: Path) -> Summary | None:
    """Build when there is no database for the tables as they are now. Raises DataError like `build`."""
    if database.is_file():
        try:
            with duckdb.connect(database, read_only=True) as connection:
                stamp = connection.execute((config.QUERIES / "version.sql").read_text(encoding="utf-8")).fetchall()
            if stamp[0][-1] == _hash(data, schema=load_schema()):
                return None
        except (duckdb.Error, IndexError):
            # A file that cannot be read, or of another version of DuckDB, is built again.
            pass
    return build(data=data, database=database)


def _read(data: Path, *, database: Path) -> tuple[Summary, Contents, list[Problem]]:
    """Read every table, and find what is wrong in the files. Raises DataError when rows or columns are missing."""
    schema = load_schema()
    contents = {name: read_table(data, table=table) for name, table in schema.items()} if data.is_dir() else {}
    problems = _check(contents, data=data, schema=schema)
    if not all(content.complete for content in contents.values()) or not contents:
        # The checks look across tables: with part of one missing they would report what is not wrong.
        raise _refusal(problems, data=data)
    releases = _releases(contents)
    content_hash = _hash(data, schema=schema)
    summary = Summary(
        database=database,
        rows={name: len(content.rows) for name, content in contents.items()},
        data_version=f"{releases[-1]}.{content_hash[:8]}" if releases else "",
        content_hash=content_hash,
        releases=releases,
    )
    return summary, contents, problems


def _check(contents: Contents, *, data: Path, schema: Mapping[str, Table]) -> list[Problem]:
    """Return what is wrong with the files, without a database."""
    if not contents:
        return [Problem(file="", problem="there is no such folder", expected="a folder with the csv files")]
    problems = [problem for content in contents.values() for problem in content.problems]
    known = [table.file for table in schema.values()]
    for path in sorted(data.glob("*.csv")):
        if path.name not in known:
            expected = "only tables of the schema" + did_you_mean(path.name, among=known)
            problems.append(Problem(file=path.name, problem="not a table that the schema knows", expected=expected))
    releases = read_releases(data)
    for content in contents.values():
        problems += [*check_keys(content), *check_references(content, contents=contents)]
        problems += check_dates(content, latest=releases.next_day)
    return [*problems, *check_releases(contents, releases=releases)]


def _write(summary: Summary, contents: Contents, *, problems: list[Problem], data: Path) -> None:
    """Fill a new file, and put it in place if the checks find nothing."""
    database = summary.database
    # A folder of its own, on the same disk: two builds at once do not meet, and a refusal leaves nothing behind.
    with tempfile.TemporaryDirectory(dir=database.parent, prefix=".build-") as folder:
        new = Path(folder) / database.name
        with duckdb.connect(new, config=_IN_FILE) as connection:
            _load(connection, summary, contents, problems=problems, data=data)
            run_queries(connection, folder=config.QUERIES / "build")
            # At the end DuckDB would do this by itself, and not report a failure.
            connection.checkpoint()
        _move(new, target=database)


def _load(
    connection: duckdb.DuckDBPyConnection, summary: Summary, contents: Contents, *, problems: list[Problem], data: Path
) -> None:
    """Create the tables and the stamp. Raises DataError when a file has a problem or a check finds one."""
    for content in contents.values():
        load_table(connection, content, smallest_group=config.settings().smallest_group)
    if summary.releases:
        load_version(
            connection,
            data_version=summary.data_version,
            content_hash=summary.content_hash,
            releases=summary.releases,
        )
    try:
        run_queries(connection, folder=config.QUERIES / "build", by_release=False)
        found = list(run_checks(connection, folder=config.QUERIES / "checks"))
    except QueryError:
        # A query may need the cells that were refused.
        if not problems:
            raise
        found = []
    if problems or found:
        raise _refusal([*problems, *found], data=data)


def _refusal(problems: list[Problem], *, data: Path) -> TablesRefused:
    folder = str(data.relative_to(Path.cwd())) if data.is_relative_to(Path.cwd()) else str(data)
    return TablesRefused(problems, folder=folder)


def _releases(contents: Contents) -> tuple[date, ...]:
    """Return every date on which the data changed, in order."""
    rows = [row.values for content in contents.values() for row in content.rows]
    days = {values[name] for values in rows for name in ("added", "withdrawn")}
    return tuple(sorted(day for day in days if isinstance(day, date)))


def _hash(data: Path, *, schema: Mapping[str, Table]) -> str:
    """Return the SHA-256 of the CSV files in order of name, the schema, the texts, the queries of the build, and a setting."""
    digest = hashlib.sha256(f"smallest group {config.settings().smallest_group}".encode())
    tables = sorted(data / table.file for table in schema.values())
    texts = sorted((data / config.TEXTS.name).glob("*.toml"))
    queries = sorted((config.QUERIES / "build").rglob("*.sql"))
    for path in (*tables, SCHEMA, *texts, *queries):
        if path.exists():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _move(new: Path, *, target: Path) -> None:
    """Put the new file in place of the old one, so that after a power cut there is one or the other."""
    with new.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(new, target)
    if sys.platform == "win32":
        # A folder cannot be opened there; the file itself is on the disk.
        return
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
