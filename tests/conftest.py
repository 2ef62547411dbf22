"""Which tests run by default, and fixtures of many tests: the real and the made-up tables, the app, a browser and a server."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import flask
import hypothesis
import pytest
from flask.testing import FlaskClient

from dashboard import config
from dashboard.db import connection, sql
from dashboard.editing.csv_files import stamp_of
from dashboard.ingest import build
from tests import postgresql_server
from tests.csv_tables import MADE_UP
from tests.postgresql_server import PostgreSQLServer
from tests.shared import SharedPages, one_process

Use = Callable[[Path], None]
SetVariables = Callable[..., None]

TESTS = config.ROOT / "tests"

# How long an example takes depends on the load of the machine.
hypothesis.settings.register_profile("any_load", deadline=None, max_examples=50)
hypothesis.settings.load_profile("any_load")

# Parsed pages are millions of objects that stay: with the usual thresholds, a sixth of the time is spent on looking for garbage.
gc.set_threshold(100_000, 50, 50)
# Tests request every page again and again; a process for readers keeps fewer rows.
sql._result = lru_cache(maxsize=2000)(sql._result.__wrapped__)
sql._rows = lru_cache(maxsize=2000)(sql._rows.__wrapped__)
# Pages name the day, and a run may go on past midnight.
config.today = lru_cache(config.today)


def pytest_configure(config: pytest.Config) -> None:
    """Leave out what is slow, unless `-m nightly` or a path below tests/nightly is given."""
    asked = [config.option.markexpr, *config.args]
    if not any("nightly" in part for part in asked):
        config.option.markexpr = " and ".join(filter(None, [f"({asked[0]})" if asked[0] else "", "not nightly"]))


def pytest_sessionfinish() -> None:
    """Keep what is still in memory, such as parsed pages, out of the five garbage collections with which pytest ends."""
    gc.freeze()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Run two tests at once; a single file starts faster in this process alone."""
    return 0 if all(".py" in path for path in config.args) and len(config.args) == 1 else 2


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests below tests/browser and tests/nightly."""
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        if folder in ("browser", "nightly"):
            item.add_marker(folder)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the whole run, for what one process makes and every process reads."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def database(shared: Path) -> Path:
    """The real tables in data/, built once for all tests."""
    path = shared / "indicators.duckdb"
    with one_process(shared / "database.lock"):
        build.build_if_needed(database=path)
    return path


@pytest.fixture(scope="session")
def made_up_database(shared: Path) -> Path:
    """The made-up tables as they are, built once for all tests."""
    path = shared / f"{stamp_of(MADE_UP)}.duckdb"
    with one_process(shared / "made_up.lock"):
        build.build_if_needed(data=MADE_UP, database=path)
    return path


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    """A copy of the made-up tables, to change."""
    return Path(shutil.copytree(MADE_UP, tmp_path / "data"))


# Answers are kept by store, so a store that a test used must not give its place in memory to another.
_used: list[connection.Database] = []


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Read a database in this test: `use(path)`."""

    def reading(path: Path) -> None:
        made = connection.Database(path)
        _used.append(made)
        monkeypatch.setattr(connection, "_database", made)

    return reading


@pytest.fixture
def build_and_use(made_up: Path, use: Use, shared: Path) -> Callable[[], None]:
    """Build the made-up tables as they are now, and read them in this test. Equal tables are built once."""

    def building() -> None:
        target = shared / f"{stamp_of(made_up)}.duckdb"
        build.build_if_needed(data=made_up, database=target)
        use(target)

    return building


@pytest.fixture(scope="session")
def real_store(database: Path) -> connection.Database:
    made = connection.Database(database)
    _used.append(made)
    return made


@pytest.fixture
def real(real_store: connection.Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the real tables in this test."""
    monkeypatch.setattr(connection, "_database", real_store)


@pytest.fixture(scope="session")
def server(real_store: connection.Database, shared: Path) -> flask.Flask:
    """The whole application in this process, warmed up on the real tables; its pages are shared with the other process."""
    from dashboard.web import app as module
    from dashboard.web import middleware, prewarm

    middleware.cache = SharedPages(shared / "pages", serial=real_store.serial)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "_database", real_store)
        # It would go on in a thread of its own while a test reads other tables.
        patch.setattr(prewarm, "start", lambda *_: None)
        return module.make_server()


@pytest.fixture
def client(server: flask.Flask, real: None) -> FlaskClient:
    """Asks the application for pages about the real tables, or about what the test uses."""
    return server.test_client()


@pytest.fixture
def set_variables(monkeypatch: pytest.MonkeyPatch) -> Iterator[SetVariables]:
    """Change settings in this test: `set_variables(DASHBOARD_CONTACT="a@example.org")`."""

    def change(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        config.settings.cache_clear()

    yield change
    monkeypatch.undo()
    config.settings.cache_clear()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQLServer]:
    """Run a real PostgreSQL for the tests of this process."""
    if postgresql_server.programs() is None:
        why = "no PostgreSQL found; get one with `apt-get install postgresql`"
        pytest.fail(why) if os.environ.get("BROWSER_REQUIRED") else pytest.skip(why)
    with postgresql_server.running() as server:
        yield server


# A browser, and a server for it


def find_chromium() -> str | None:
    """A Chromium of the system, or the one that playwright installs."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        own = started.chromium.executable_path
    return own if own and Path(own).exists() else None


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running Chromium that asks nothing of its own."""
    api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install -r requirements.txt"
    )
    path = find_chromium()
    if path is None:
        why = "no Chromium found; get one with `apt-get install chromium` or `python -m playwright install chromium`"
        pytest.fail(why) if os.environ.get("BROWSER_REQUIRED") else pytest.skip(why)
    with api.sync_playwright() as started:
        arguments = (
            "--no-sandbox --disable-gpu --disable-background-networking --disable-quic --no-first-run "
            "--disable-component-update --disable-sync"
        ).split()
        browser = started.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where `python app.py` listens, started as a reader of README.md would, on a port and with a database of its own."""
    folder = tmp_path_factory.mktemp("served")
    port = _free_port()
    settings = {**os.environ, "PORT": str(port), "DASHBOARD_DATABASE": str(folder / "indicators.duckdb")}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([sys.executable, "app.py"], cwd=config.ROOT, env=settings, stdout=log, stderr=log)
    try:
        for _ in range(240):
            try:
                urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
                break
            except (URLError, OSError):
                if process.poll() is not None:
                    break
                time.sleep(0.25)
        else:
            pytest.fail("app.py did not answer within a minute")
        if process.poll() is not None:
            pytest.fail(f"app.py stopped: {(folder / 'log').read_text(encoding='utf-8')}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)
