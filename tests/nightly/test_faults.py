"""Faults that come to every service, each of them really made: it goes on, or says calmly what is wrong."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dashboard.config import ROOT
from dashboard.ingest import build
from tests.gunicorn_server import TIMEOUT, Site, reading, serving, until
from tests.unit.db.test_connection import stamped

COMPARE = "/vergelijken"


def cut(path: Path, target: Path, *, part: float) -> None:
    """Put the first part of a file in place, as a copy that was broken off leaves it."""
    half = target.with_name("half")
    half.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    os.replace(half, target)


@pytest.fixture(scope="module")
def served(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Path]]:
    """A site that several tests try in turn, and the database that it reads."""
    folder = tmp_path_factory.mktemp("site")
    target = folder / "served.duckdb"
    shutil.copyfile(database, target)
    with serving(target, folder) as site:
        yield site, target


@pytest.fixture
def site(served: tuple[Site, Path], database: Path) -> Iterator[Site]:
    """The site, which serves the right database again after the test."""
    found, target = served
    yield found
    stamped(database, target, 0)
    until(lambda: all_say(found, "ok", "made-up-0"), "all is well again")


@pytest.fixture
def target(served: tuple[Site, Path]) -> Path:
    return served[1]


def all_say(site: Site, status: str, version: str) -> bool:
    """Whether a number of answers in a row, from whichever worker, say the same."""
    found = [site.get("/healthz").json for _ in range(4)]
    return all((one["status"], one["data_version"]) == (status, version) for one in found)


# The database


def test_twenty_replacements_under_load_lose_no_page_and_are_seen_within_a_second(
    site: Site, target: Path, database: Path
) -> None:
    late = []
    with reading(site, COMPARE, number=2) as readers:
        begun = time.monotonic()
        assert all(all_say(site, "ok", site.get("/readyz").json["data_version"]) for _ in range(5))
        asking = (time.monotonic() - begun) / 5
        for number in range(1, 21):
            stamped(database, target, number)
            begun = time.monotonic()
            until(lambda name=f"made-up-{number}": all_say(site, "ok", name), f"replacement {number} is seen")
            late.append(time.monotonic() - begun)
        # Each replacement has pages made anew, of which a busy machine makes few in the same time.
        until(lambda: len(readers.seen) > 100, "a hundred pages were read")
    assert readers.faults == []
    # Beside the time that asking takes, which on a busy machine is most of it.
    assert sorted(late)[len(late) // 2] < 1.0 + 3 * asking
    assert [path.name for path in target.parent.iterdir() if path.name.startswith(".")] == []


LOCK = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


def test_a_database_that_another_process_writes_in_is_served(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "served.duckdb"
    shutil.copyfile(database, target)
    writer = subprocess.Popen(
        [sys.executable, "-c", LOCK, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert writer.stdout
        assert writer.stdout.readline() == "held\n"
        with pytest.raises(duckdb.IOException, match="lock"):
            duckdb.connect(str(target), read_only=True)
        with serving(target, tmp_path, workers=1) as found:
            assert found.get(COMPARE).status == 200
            assert found.get("/healthz").json["status"] == "ok"
    finally:
        writer.communicate("")


@pytest.mark.parametrize("part", [None, 0.5])
def test_a_start_with_no_database_or_half_of_one_rebuilds_it(
    database: Path, tmp_path: Path, part: float | None
) -> None:
    target = tmp_path / "served.duckdb"
    if part is not None:
        cut(database, target, part=part)
    assert build.build_if_needed(data=ROOT / "data", database=target)
    with duckdb.connect(str(target), read_only=True) as connection:
        assert connection.table("observations").count("*").fetchall()[0][0] > 0


FULL = (
    "import resource, sys\n"
    "from dashboard.__main__ import main\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), -1))\n"
    "sys.exit(main(['build', '--database', sys.argv[2]]))"
)


@pytest.mark.parametrize("room", [100_000, 1_000_000])
def test_a_full_disk_during_a_build_leaves_the_old_file_and_says_so(tmp_path: Path, database: Path, room: int) -> None:
    """A limit on the size of files stands in for the disk: it fails at the same places, and needs no rights."""
    target = tmp_path / "indicators.duckdb"
    shutil.copyfile(database, target)
    before = target.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(room), str(target)], cwd=ROOT, capture_output=True, text=True, timeout=TIMEOUT
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"{target} cannot be written" in done.stderr
    assert "nothing was written" in done.stderr
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


# The file system


def closed(folder: Path) -> tuple[str, ...]:
    """The command in front that takes away every right to write, as far as this machine allows it."""
    script = 'mount -o remount,bind,ro / && mount -o remount,bind,ro /dev/shm && exec "$@"'
    for how in (("unshare", "-m"), ("unshare", "-rm")):
        if subprocess.run([*how, "sh", "-c", script, "sh", "true"], capture_output=True).returncode == 0:
            return (*how, "sh", "-c", script, "sh")
    folder.chmod(0o555)
    return ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups") if os.getuid() == 0 else ()


PAGE = "import app; print(app.server.test_client().get('/vergelijken').status)"


def _started(database: Path, *, before: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, sys.executable, "-B", "-c", PAGE],
        cwd=ROOT, env={**os.environ, "DASHBOARD_DATABASE": str(database)}, capture_output=True, text=True, timeout=TIMEOUT,
    )  # fmt: skip


def test_on_a_disk_that_cannot_be_written_a_database_is_served_and_a_missing_one_is_named(
    tmp_path: Path, database: Path
) -> None:
    shutil.copyfile(database, tmp_path / "served.duckdb")
    before = closed(tmp_path)
    done = _started(tmp_path / "served.duckdb", before=before)
    assert done.stdout.splitlines()[-1] == "200 OK", done.stderr
    done = _started(tmp_path / "none.duckdb", before=before)
    assert done.returncode == 1
    assert "none.duckdb cannot be written: " in done.stderr
    assert "Traceback" not in done.stderr


# The processes


def test_a_worker_that_is_killed_takes_only_its_own_requests_along(site: Site) -> None:
    before = site.workers()
    assert len(before) == 2
    with reading(site, COMPARE, number=4) as readers:
        until(lambda: len(readers.seen) > 50, "readers are served")
        victim = min(before)
        os.kill(victim, signal.SIGKILL)
        until(lambda: victim not in site.workers() and len(site.workers()) == 2, "a new worker came")
        known = len(readers.seen)
        until(lambda: len(readers.seen) > known + 50, "readers are served again")
    assert len(readers.faults) <= 4, readers.faults


def test_a_reload_loses_no_request(site: Site) -> None:
    before = site.workers()
    # While new workers start, requests wait for them.
    with reading(site, COMPARE, number=4, timeout=TIMEOUT) as readers:
        until(lambda: len(readers.seen) > 20, "readers are served")
        site.process.send_signal(signal.SIGHUP)
        until(lambda: len(site.workers()) == 2 and not site.workers() & before, "all workers are new")
        known = len(readers.seen)
        until(lambda: len(readers.seen) > known + 20, "readers are served again")
    assert readers.faults == []


def test_stop_finishes_requests_in_progress(database: Path, tmp_path: Path) -> None:
    with serving(database, tmp_path, workers=1) as found:
        got: list[int] = []
        slow = threading.Thread(
            target=lambda: got.append(found.get("/raadsbrief.docx?municipality=amsterdam", timeout=TIMEOUT).status)
        )
        slow.start()
        time.sleep(0.05)
        found.process.send_signal(signal.SIGTERM)
        slow.join()
        assert got == [200]
        assert found.process.wait(timeout=20) == 0
        with pytest.raises(ConnectionRefusedError):
            found.connect()
        assert found.lines("fault") == []


# The clock

CLOCK = """
import datetime, os, time

_real, _now = time.time, datetime.datetime.now

def _shift():
    with open(os.environ["MADE_UP_CLOCK"]) as file:
        return float(file.read() or 0)

class DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return _now(tz) + datetime.timedelta(seconds=_shift())

class Date(datetime.date):
    @classmethod
    def today(cls):
        return DateTime.now().date()

time.time = lambda: _real() + _shift()
datetime.datetime, datetime.date = DateTime, Date
"""
DAY = 86_400


def test_a_clock_that_jumps_disturbs_nothing(database: Path, tmp_path: Path) -> None:
    """A module that Python reads at every start gives the service a clock that the test moves."""
    (tmp_path / "sitecustomize.py").write_text(CLOCK)
    clock, target = tmp_path / "clock", tmp_path / "served.duckdb"
    clock.write_text("0")
    shutil.copyfile(database, target)
    with serving(target, tmp_path, workers=1, PYTHONPATH=str(tmp_path), MADE_UP_CLOCK=str(clock)) as found:
        first, workers = found.get("/readyz").json, found.workers()
        for number, shift in enumerate((DAY, -DAY, 365 * DAY, -365 * DAY, 0), start=1):
            clock.write_text(str(shift))
            got = found.get(COMPARE)
            assert got.status == 200
            ready = found.get("/readyz").json
            assert ready["age_days"] - first["age_days"] in (shift // DAY, shift // DAY + 1)
            stamped(database, target, number)
            old = time.time() - 1000 * number
            os.utime(target, (old, old))
            until(lambda name=f"made-up-{number}": found.get("/healthz").json["data_version"] == name, "it is seen")
        assert found.workers() == workers
        took = [line["ms"] for line in found.lines("request")]
        assert took
        assert all(0 <= one < 60_000 for one in took)
