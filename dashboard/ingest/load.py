"""Fill a DuckDB file: the tables, the stamp, the queries of the build, and the checks that must find nothing."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from dashboard.errors import QueryError
from dashboard.ingest.problems import Problem
from dashboard.ingest.reader import TableContent

Connection = duckdb.DuckDBPyConnection

_TYPES = {"integer": "INTEGER", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
"""The other types of the schema are text. A partial date stays text too: it is as exact as its source."""

BY_RELEASE = (
    "pairs", "results", "evidence", "shown_pairs", "shown_findings", "shown_numbers", "shown_gaps", "likeness",
)  # fmt: skip
"""What the build computes once for each release, as computing it takes longer than all else on a page."""

_CHECK_COLUMNS = ("file", "line", "problem", "value", "expected")


def create_table(connection: Connection, name: str, *, types: Mapping[str, str], rows: Iterable[Iterable[Any]]) -> None:
    """Create a table from rows; a value that is None becomes null.

    DuckDB reads the rows from lines of JSON: a literal for each value is 14 times slower, and CSV has no null of its own.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.json"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(dict(zip(types, row, strict=True)), default=str) + "\n" for row in rows)
        connection.read_json(str(path), columns=dict(types), format="newline_delimited").create(name)


def load_table(connection: Connection, content: TableContent, *, smallest_group: int = 1) -> None:
    """Create the table of the schema, typed, with `line`, the line of a row in its file.

    A row about fewer people than `smallest_group` loses the values that the schema suppresses, before any query sees them.
    """
    types = {name: _TYPES.get(column.type, "VARCHAR") for name, column in content.table.columns.items()}
    hidden = dict.fromkeys((column.name for column in content.table.columns.values() if column.suppress), None)
    rows = []
    for row in content.rows:
        values = row.values
        people = values.get("n")
        if hidden and (values["qualifier"] == "suppressed" or (isinstance(people, int) and people < smallest_group)):
            values = {**values, **hidden, "qualifier": "suppressed"}
        rows.append((*(values[name] for name in types), row.line))
    create_table(connection, content.table.name, types={**types, "line": "INTEGER"}, rows=rows)


def load_version(connection: Connection, *, data_version: str, content_hash: str, releases: Sequence[date]) -> None:
    """Create `version` (one row: data_version, released, built_at in UTC, content_hash) and `releases` (released)."""
    built = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    types = {"data_version": "VARCHAR", "released": "DATE", "built_at": "TIMESTAMP", "content_hash": "VARCHAR"}
    create_table(connection, "version", types=types, rows=[(data_version, releases[-1], built, content_hash)])
    create_table(connection, "releases", types={"released": "DATE"}, rows=[(day,) for day in releases])


def run_queries(connection: Connection, *, folder: Path, by_release: bool = True) -> None:
    """Execute the queries of the folder in the order of their names. Raises QueryError.

    After a query that defines a macro `compute_NAME`, its rows are stored for each release, with a macro `NAME` to read them.
    These are left out without `by_release`: no check needs them.
    """
    for path in sorted(folder.glob("*.sql")):
        name = path.stem.partition("_")[2]
        if name not in BY_RELEASE:
            _execute(connection, path=path)
        elif by_release:
            for template in (path, *sorted((folder / "by_release").glob("*.sql"))):
                _execute(connection, path=template, name=name)


def run_checks(connection: Connection, *, folder: Path) -> Iterator[Problem]:
    """Give what the checks of the folder find. Raises QueryError for a check that fails or has other columns."""
    for path in sorted(folder.glob("*.sql")):
        result = _execute(connection, path=path)
        columns = tuple(column[0] for column in result.description)
        if columns != _CHECK_COLUMNS:
            raise QueryError(f"{path.name} returns {', '.join(columns)} (expected {', '.join(_CHECK_COLUMNS)})")
        for file, line, problem, value, expected in result.fetchall():
            # A cell that was refused is null, and so is what a check makes of it.
            yield Problem(
                file=file,
                line=line or 0,
                problem=problem or path.stem,
                value=value or "",
                expected=expected or path.stem,
            )


def _execute(connection: Connection, *, path: Path, name: str = "") -> Connection:
    """Execute the query in a file, with `name` in place of each `{name}`."""
    try:
        return connection.execute(path.read_text(encoding="utf-8").replace("{name}", name))
    except duckdb.Error as error:
        raise QueryError(f"{path.parent.name}/{path.name} cannot be executed: {error}") from error
