"""What the build stores once for each release is what would be computed for any day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from dashboard.ingest.load import BY_RELEASE


def _days(connection: duckdb.DuckDBPyConnection) -> list[dt.date]:
    """Every release, the day before each, and a day after all: between two releases nothing changes."""
    released = [row[0] for row in connection.execute("select released from releases").fetchall()]
    near = {day - dt.timedelta(days=step) for day in released for step in (0, 1)}
    return sorted({*near, dt.date(9999, 12, 31)})


def _differences(connection: duckdb.DuckDBPyConnection, name: str, days: list[dt.date]) -> list[dt.date]:
    """The days on which the stored rows are not those that are computed."""

    def rows(source: str, day: dt.date) -> list[str]:
        result = connection.execute(f"from {source}($day)", {"day": day})
        names = [column[0] for column in result.description]
        return sorted(str(sorted(zip(names, row, strict=True))) for row in result.fetchall())

    return [day for day in days if rows(name, day) != rows(f"compute_{name}", day)]


@pytest.mark.parametrize("name", BY_RELEASE)
def test_stored_rows_equal_computed_rows(database: Path, name: str) -> None:
    with duckdb.connect(str(database), read_only=True) as connection:
        assert connection.execute(f"select count(*) from {name}(date '9999-12-31')").fetchall()[0][0]
        assert not _differences(connection, name, _days(connection))
