"""What the build stores once for each release is what would be computed for any day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from dashboard.config import QUERIES
from dashboard.ingest.load import BY_RELEASE, run_queries


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


def test_withdrawn_row_stays_in_the_releases_that_had_it(database: Path, tmp_path: Path) -> None:
    """Made up: two more releases, one withdraws a number that stood beside its comparison arm, one adds it again."""
    later, last = dt.date(2030, 1, 1), dt.date(2031, 1, 1)
    copy = tmp_path / "later.duckdb"
    copy.write_bytes(database.read_bytes())
    with duckdb.connect(str(copy)) as connection:
        treated = connection.execute("select min(treated_id) from pairs(date '2029-01-01')").fetchall()[0][0]
        columns = [row[0] for row in connection.execute("describe observations").fetchall()]
        again = ", ".join({"added": "$last"}.get(name, f'"{name}"') for name in columns)
        values = {"treated": treated, "last": last}
        connection.execute(f"insert into observations select {again} from observations where id = $treated", values)
        connection.execute(
            "update observations set withdrawn = $later where id = $treated and added < $later",
            {"treated": treated, "later": later},
        )
        connection.executemany("insert into releases values (?)", [(later,), (last,)])
        before = connection.execute("from shown_pairs(date '2029-01-01')").fetchall()
        days = [later - dt.timedelta(days=1), later, last]
        assert _differences(connection, "pairs", days), "the stored rows are not computed again yet"
        run_queries(connection, folder=QUERIES / "build")
        assert not [name for name in BY_RELEASE if _differences(connection, name, days)]

        def has(day: dt.date) -> bool:
            found = connection.execute(
                "select count(*) from pairs($day) where treated_id = $id", {"day": day, "id": treated}
            )
            return bool(found.fetchall()[0][0])

        assert list(map(has, days)) == [True, False, True]
        assert sorted(map(str, before)) == sorted(
            map(str, connection.execute("from shown_pairs(date '2029-01-01')").fetchall())
        )
