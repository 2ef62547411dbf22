"""Health endpoints: the service is alive, whether it has the newest data, and how old they are."""

from __future__ import annotations

import csv
import datetime as dt
import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest
from flask.testing import FlaskClient

from dashboard.config import DATA
from dashboard.db import backends, rejection
from dashboard.db import connection as store
from dashboard.i18n.catalogue import t
from dashboard.ingest.schema import load_schema
from tests.conftest import Use
from tests.nightly.test_faults import cut
from tests.unit.db.test_connection import stamped

ADDRESSES = ("/healthz", "/readyz")


@pytest.fixture
def target(database: Path, tmp_path: Path, use: Use, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database that the application reads, looked at anew for each request."""
    monkeypatch.setattr(backends.DuckDBFile, "check_seconds", 0.0)
    found = tmp_path / "served.duckdb"
    stamped(database, found, 1)
    use(found)
    return found


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_answer_is_for_machines_and_for_now(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_ready_tells_the_version_the_ages_and_the_rows_of_every_table(client: FlaskClient, target: Path) -> None:
    said = client.get("/readyz").get_json()
    with duckdb.connect(str(target), read_only=True) as connection:
        released, built = connection.table("version").select("released, built_at").fetchall()[0]
    assert (said["status"], said["data_version"], said["refused"]) == ("ready", "made-up-1", None)
    assert said["released"] == released.isoformat()
    assert said["built_at"] == f"{built.isoformat()}Z"
    assert said["age_days"] == (dt.datetime.now(ZoneInfo("Europe/Amsterdam")).date() - released).days
    assert said["built_days"] == 0
    for name in load_schema():
        with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert said["rows"].pop(name) == len(list(csv.DictReader(file))), name
    assert said["rows"] == {}


def _half(database: Path, target: Path) -> None:
    cut(database, target, part=0.5)


def _nonsense(database: Path, target: Path) -> None:
    (target.parent / "new").write_bytes(b"not a database")
    os.replace(target.parent / "new", target)


def _other_tables(database: Path, target: Path) -> None:
    shutil.copyfile(database, target.parent / "new")
    with duckdb.connect(str(target.parent / "new")) as connection:
        connection.execute("drop table terms")
    os.replace(target.parent / "new", target)


def _gone(database: Path, target: Path) -> None:
    target.unlink()


REFUSED: dict[str, Callable[[Path, Path], None]] = {
    "cut_short": _half, "unreadable": _nonsense, "other_tables": _other_tables, "not_there": _gone,
}  # fmt: skip


@pytest.mark.parametrize("reason", REFUSED)
def test_rejected_data_are_reported_without_paths_until_better_ones_come(
    client: FlaskClient, target: Path, database: Path, reason: str
) -> None:
    before = client.get("/kosten").get_data()
    REFUSED[reason](database, target)
    answer = client.get("/healthz")
    said = answer.get_json()
    assert (answer.status_code, said["status"], said["data_version"]) == (200, "degraded", "made-up-1")
    assert said["refused"]["reason"] == reason
    assert said["refused"]["text"] == t(f"refusal.{reason}", "en")
    since = dt.datetime.fromisoformat(said["refused"]["since"])
    assert dt.timedelta(0) <= dt.datetime.now(dt.UTC) - since < dt.timedelta(minutes=2)
    words = answer.get_data(as_text=True).lower()
    assert str(target.parent) not in words
    assert "duckdb" not in words
    assert "select" not in words
    assert client.get("/readyz").status_code == 200
    assert client.get("/kosten").get_data() == before
    stamped(database, target, 2)
    assert client.get("/healthz").get_json() == {"status": "ok", "data_version": "made-up-2", "refused": None}


def test_the_same_broken_file_is_logged_once_and_tried_again_after_a_pause_that_grows(
    client: FlaskClient, target: Path, database: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried = []
    opened = backends.DuckDBFile.open
    monkeypatch.setattr(backends.DuckDBFile, "open", lambda self: (tried.append(1), opened(self))[1])
    client.get("/healthz")
    tried.clear()
    _half(database, target)
    with caplog.at_level(logging.WARNING, logger="dashboard.db"):
        for _ in range(20):
            client.get("/healthz")
        assert len(tried) == 1
        monkeypatch.setattr(store.current(), "_retry_at", 0.0)
        times = [client.get("/healthz").get_json()["refused"]["times"] for _ in range(20)]
        assert (times[0], len(tried)) == (2, 2)
        # Another file is tried at once.
        cut(database, target, part=0.4)
        client.get("/healthz")
        assert len(tried) == 3
    assert [record.name for record in caplog.records] == ["dashboard.db"] * 2
    assert (
        rejection.retry_seconds(1)
        < rejection.retry_seconds(2)
        < rejection.retry_seconds(9)
        == rejection.retry_seconds(10**6)
        == 60.0
    )


def test_a_file_that_is_written_over_in_place_does_no_harm(target: Path) -> None:
    """As `cp` and `scp` do: the file that is open is emptied first. What was not asked before must still be there."""
    reading = store.current()
    reading.refresh()
    os.truncate(target, 0)
    for table in ("sources", "observations", "terms"):
        assert reading.execute(f"from {table}", {}).rows
    assert reading.rejected


def test_no_data_is_alive_and_not_ready(client: FlaskClient, tmp_path: Path, use: Use) -> None:
    use(tmp_path / "nothing.duckdb")
    health, ready = (client.get(path) for path in ADDRESSES)
    assert (health.status_code, health.get_json()["status"]) == (200, "no_data")
    assert (ready.status_code, ready.get_json()["status"]) == (503, "no_data")
    assert ready.headers["Cache-Control"] == "no-store"
    for answer in (health, ready):
        assert answer.get_json()["refused"]["reason"] == "not_there"
        assert "nothing.duckdb" not in answer.get_data(as_text=True)


def test_a_file_that_is_cut_where_its_stamp_can_still_be_read_is_not_whole(
    client: FlaskClient, target: Path, database: Path, tmp_path: Path
) -> None:
    with duckdb.connect(str(tmp_path / "stamped-first.duckdb")) as connection:
        connection.execute(f"attach '{database}' as old (read_only)")
        tables = connection.table_function("duckdb_tables").filter("database_name = 'old'").select("table_name")
        for (name,) in sorted(tables.fetchall(), key=lambda row: row[0] != "version"):
            connection.execute(f"create table {name} as from old.{name}")
            connection.execute('checkpoint "stamped-first"')
    cut(tmp_path / "stamped-first.duckdb", target, part=0.9)
    assert client.get("/healthz").get_json()["refused"]["reason"] == "cut_short"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "made up"), "not_permitted"),
        (FileNotFoundError(2, "made up"), "not_there"),
        (OSError(28, "made up"), "no_room"),
        (OSError(24, "made up"), "no_room"),
        (RuntimeError("made up"), "unreadable"),
    ],
)
def test_an_error_of_the_system_is_one_of_the_reasons(error: Exception, reason: str) -> None:
    assert rejection.reason_for(error) == reason


def test_a_page_is_never_half_of_one_version_and_half_of_another(target: Path, database: Path) -> None:
    def name() -> Any:
        return store.current().execute("from version", {}).rows[0][0]

    with store.pinned():
        assert name() == "made-up-1"
        stamped(database, target, 2)
        assert name() == "made-up-1"
    assert name() == "made-up-2"
