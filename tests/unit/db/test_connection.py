"""The data: replaced while they are read, and the same answers from a file, from Parquet files and from PostgreSQL."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from flask.testing import FlaskClient

from dashboard.db import backends, queries, replicas, sql
from dashboard.db import connection as store
from dashboard.db.connection import Store
from dashboard.errors import StoreError
from dashboard.models.context import Context
from dashboard.models.scope import Scope
from dashboard.web.pages.registry import everywhere
from tests.conftest import Use

COUNT = "select count(*) as n, max(released) as newest from releases"


def stamped(database: Path, target: Path, number: int) -> None:
    """The same tables with another stamp, moved into place in one step. Made up."""
    new = target.with_name(f"new-{number}.duckdb")
    shutil.copyfile(database, new)
    with duckdb.connect(str(new)) as connection:
        connection.execute("update version set data_version = $name", {"name": f"made-up-{number}"})
    os.replace(new, target)


# Replaced while it is read


@pytest.mark.nightly
def test_twenty_replacements_under_load_lose_no_read_and_show_new_data(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "served.duckdb"
    stamped(database, target, 0)
    reading = Store(target)
    statement = sql.statement("version")
    stop, faults, seen = threading.Event(), [], []

    def read() -> None:
        while not stop.is_set():
            try:
                seen.append(reading.ask(statement, {}).rows[0][0])
            except Exception as error:
                faults.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        for number in range(1, 21):
            stamped(database, target, number)
            end = time.monotonic() + 5
            while not seen or seen[-1] != f"made-up-{number}":
                assert time.monotonic() < end, f"replacement {number} was not seen"
                time.sleep(0.005)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert faults == []
    assert len(seen) > 100
    assert reading.generation == 21
    assert [path.name for path in tmp_path.iterdir()] == ["served.duckdb"]


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
    with pytest.raises(StoreError, match="no database"):
        Store(tmp_path / "none.duckdb").ask(COUNT, {})
    with pytest.raises(StoreError, match="no database"):
        Store(f"{tmp_path}/none/").ask(COUNT, {})


@pytest.mark.parametrize("address", ["mysql://x/y", "ducklake:catalog.db", "https://example.org/x.duckdb"])
def test_an_address_that_cannot_be_opened_is_refused_with_what_can(address: str) -> None:
    with pytest.raises(StoreError, match="expected a DuckDB file, a folder of Parquet files, or postgres://"):
        backends.kind_of(address)


# The same from everywhere


def _answers() -> list[object]:
    context = Context(lang="nl")
    scopes = (Scope(), Scope(theme="health"), Scope(municipalities=("oss",)), Scope(types=("earnings_premium",)))
    asked: list[object] = [
        queries.evidence(context),
        queries.facts_held(context),
        queries.releases(),
    ]
    for scope in scopes:
        asked += [
            queries.pairs(scope, context),
            queries.findings(scope, context),
            queries.numbers(scope, context),
            queries.gaps(scope, context),
        ]
    return asked


def _pages(client: FlaskClient) -> dict[str, str]:
    paths = [place.page.path(place.lang, place.item) for place in everywhere() if place.lang == "nl"]
    return {path: client.get(path).get_data(as_text=True) for path in [*paths, "/vergelijken?theme=health"]}


@pytest.fixture
def same_as_file(database: Path, client: FlaskClient, use: Use) -> Callable[[str], None]:
    """Compare what an address gives with what the file gives: rows and whole pages."""

    def compare(address: str) -> None:
        use(database)
        rows, pages = _answers(), _pages(client)
        use(address)  # type: ignore[arg-type]
        assert store.current()._kind.name != database.name
        assert _answers() == rows
        assert _pages(client) == pages

    return compare


def test_a_folder_of_parquet_files_gives_the_same_pages(
    database: Path, tmp_path: Path, same_as_file: Callable[[str], None]
) -> None:
    assert replicas.main([str(tmp_path / "tables"), "--database", str(database)]) == 0
    same_as_file(str(tmp_path / "tables"))


def test_a_folder_of_parquet_files_can_read_no_other_file_and_follows_its_link(database: Path, tmp_path: Path) -> None:
    for number in (1, 2):
        stamped(database, tmp_path / "one.duckdb", number)
        replicas.to_parquet(tmp_path / "one.duckdb", tmp_path / f"tables-{number}")
    link = tmp_path / "current"
    link.symlink_to(tmp_path / "tables-1")
    reading = Store(f"{link}/")
    statement = sql.statement("version")
    assert reading.ask(statement, {}).rows[0][0] == "made-up-1"
    for forbidden in (f"from '{tmp_path}/one.duckdb'", f"from read_csv('{Path(__file__)}')", "set threads = 4"):
        with pytest.raises(duckdb.Error):
            reading.ask(forbidden, {})
    (tmp_path / "next").symlink_to(tmp_path / "tables-2")
    os.replace(tmp_path / "next", link)
    time.sleep(0.25)
    assert reading.ask(statement, {}).rows[0][0] == "made-up-2"


def _as_other_user() -> list[str]:
    """PostgreSQL refuses to run as root; nobody is a user on every system."""
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if getpass.getuser() == "root" else []


def _postgres_programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    name = shutil.which("initdb")
    return found[-1].parent if found else Path(name).resolve().parent if name else None


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL of its own: in a temporary folder, on a free port of this machine, not as root."""
    programs = _postgres_programs()
    if programs is None:
        why = "no PostgreSQL found; get one with `apt-get install postgresql`"
        pytest.fail(why) if os.environ.get("DASHBOARD_BROWSER_REQUIRED") else pytest.skip(why)
    folder = Path(subprocess.check_output([*_as_other_user(), "mktemp", "-d"], text=True).strip())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(*command: str) -> None:
        subprocess.run([*_as_other_user(), *command], check=True, cwd="/", stdout=subprocess.DEVNULL)

    data = str(folder / "data")
    run(str(programs / "initdb"), "-D", data, "-U", "tables", "-A", "trust", "--no-sync", "-E", "UTF8")
    settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    run(str(programs / "pg_ctl"), "-D", data, "-l", str(folder / "log"), "-w", "-o", settings, "start")
    try:
        yield f"postgres://tables@127.0.0.1:{port}/postgres"
    finally:
        run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def test_postgresql_gives_the_same_pages(database: Path, postgres: str, same_as_file: Callable[[str], None]) -> None:
    assert replicas.main([postgres, "--database", str(database)]) == 0
    same_as_file(postgres)


def test_new_tables_in_postgresql_are_followed_and_a_lost_server_is_borne(
    database: Path, postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backends.Postgres, "look_again_after", 0.0)
    statement = sql.statement("version")
    stamped(database, tmp_path / "one.duckdb", 1)
    replicas.to_postgres(tmp_path / "one.duckdb", postgres)
    reading = Store(postgres)
    assert reading.ask(statement, {}).rows[0][0] == "made-up-1"
    stamped(database, tmp_path / "one.duckdb", 2)
    with duckdb.connect(str(tmp_path / "one.duckdb")) as connection:
        connection.execute("update version set content_hash = 'made-up'")
    replicas.to_postgres(tmp_path / "one.duckdb", postgres)
    assert reading.ask(statement, {}).rows[0][0] == "made-up-2"
    monkeypatch.setattr(reading._kind, "address", "postgres://tables@127.0.0.1:1/none")
    assert reading.ask(statement, {}).rows[0][0] == "made-up-2"
    with pytest.raises(StoreError, match="no database at PostgreSQL"):
        Store("postgres://tables@127.0.0.1:1/none").ask(statement, {})
