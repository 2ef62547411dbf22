"""The data: replaced while they are read, and the same pages from a file and from PostgreSQL."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from flask.testing import FlaskClient

from dashboard.db import backends, postgres, queries, sql
from dashboard.db import connection as store
from dashboard.db.connection import Database
from dashboard.db.postgres import publish
from dashboard.errors import DatabaseError
from dashboard.models.context import Context, Scope
from dashboard.web.pages.registry import PAGES
from tests.conftest import Use
from tests.postgresql_server import PostgreSQLServer

COUNT = "select count(*) as n, max(released) as newest from releases"


def stamped(database: Path, target: Path, number: int) -> None:
    """The same tables with another stamp, moved into place in one step. Made up."""
    new = target.with_name(f"new-{number}.duckdb")
    shutil.copyfile(database, new)
    with duckdb.connect(str(new)) as connection:
        connection.execute("update version set data_version = $name", {"name": f"made-up-{number}"})
    os.replace(new, target)


# Replaced while it is read


def test_pages_and_their_cache_follow_a_replaced_file(
    database: Path, tmp_path: Path, client: FlaskClient, use: Use
) -> None:
    target = tmp_path / "served.duckdb"
    stamped(database, target, 1)
    use(target)
    first = client.get("/vergelijken")
    assert client.get("/healthz").get_json()["data_version"] == "made-up-1"
    assert client.get("/vergelijken", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    with duckdb.connect(str(target)) as connection:
        connection.execute("update themes set label_nl = 'Made-up theme'")
    stamped(target, target, 2)
    time.sleep(0.25)
    again = client.get("/vergelijken", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert "Made-up theme" in again.get_data(as_text=True)


def test_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="no database"):
        Database(tmp_path / "none.duckdb").execute(COUNT, {})


# The same from everywhere


def _answers() -> list[object]:
    scopes = (Scope(), Scope(theme="health"), Scope(municipalities=("oss",)), Scope(types=("earnings_premium",)))
    context = Context(lang="nl")
    results: list[object] = [queries.evidence(context), queries.facts_held(context), queries.releases()]
    for scope in scopes:
        for query in (queries.pairs, queries.findings, queries.unpaired_numbers, queries.gaps):
            results.append(query(scope, context))
    return results


def _pages(client: FlaskClient, each: int) -> dict[str, str]:
    paths = [page.path("nl", page.ids()[-1] if page.ids else "") for page in PAGES[::each]]
    return {path: client.get(path).get_data(as_text=True) for path in [*paths, "/vergelijken?theme=health"]}


@pytest.fixture
def same_as_file(client: FlaskClient, use: Use) -> Callable[[str, int], None]:
    """Compare what an address gives with what the file gives: rows and whole pages, one of `each`."""

    def compare(address: str, each: int) -> None:
        name, rows, pages = store.current()._backend.name, _answers(), _pages(client, each)
        use(address)  # type: ignore[arg-type]
        assert store.current()._backend.name != name
        assert _answers() == rows
        assert _pages(client, each) == pages

    return compare


@pytest.mark.parametrize("each", [16, pytest.param(1, marks=pytest.mark.nightly)])
def test_postgresql_gives_the_same_pages(
    database: Path, postgresql: PostgreSQLServer, same_as_file: Callable[[str, int], None], each: int
) -> None:
    publish(database, postgresql.address())
    same_as_file(postgresql.address(), each)


@pytest.mark.nightly
def test_new_tables_in_postgresql_are_followed_and_a_lost_server_is_borne(
    database: Path, postgresql: PostgreSQLServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backends.PostgreSQL, "check_seconds", 0.0)
    statement = sql.statement("version")
    stamped(database, tmp_path / "one.duckdb", 1)
    publish(tmp_path / "one.duckdb", postgresql.address())
    reading = Database(postgresql.address())
    assert reading.execute(statement, {}).rows[0][0] == "made-up-1"
    stamped(database, tmp_path / "one.duckdb", 2)
    with duckdb.connect(str(tmp_path / "one.duckdb")) as connection:
        connection.execute("update version set content_hash = 'made-up'")
    publish(tmp_path / "one.duckdb", postgresql.address())
    assert reading.execute(statement, {}).rows[0][0] == "made-up-2"
    monkeypatch.setattr(reading._backend, "address", "postgres://tables@127.0.0.1:1/none")
    assert reading.execute(statement, {}).rows[0][0] == "made-up-2"
    with pytest.raises(DatabaseError, match="no database at PostgreSQL"):
        Database("postgres://tables@127.0.0.1:1/none").execute(statement, {})


def test_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DatabaseError, match=r"pip install -r requirements-postgresql\.txt"):
        postgres.version("postgresql://tables@127.0.0.1/none")
