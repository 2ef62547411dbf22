"""Exports run in child processes: the same files, and children that end with their parent and recover from a crash."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.config import ROOT
from dashboard.errors import StorageError
from dashboard.exports import docx, pdf, share_card, xlsx
from dashboard.exports import pool as exports
from dashboard.exports.png import png
from dashboard.exports.pool import ExportLost, ExportPool
from dashboard.exports.pptx import write as pptx
from dashboard.i18n.catalogue import t
from dashboard.style import palette
from dashboard.web.pages.brief import page as brief
from dashboard.web.pages.context import resolve_context
from tests.exports.test_chart_set import every, made, query
from tests.gunicorn_server import Got, Site, serving, until

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads processes as Linux shows them")

HEAVY = ("docx", "lxml", "pptx", "typst", "xlsxwriter")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><text x="9" y="20">{}</text></svg>'


def children(pid: int) -> set[int]:
    """Return the export workers of a process; Python also starts a tracker of shared resources."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    found = {int(one) for task in tasks for one in (task / "children").read_text().split()}
    return {one for one in found if "spawn_main" in Path(f"/proc/{one}/cmdline").read_text()}


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def evaluate(pool: ExportPool, code: str) -> str:
    """Return the value of an expression in a child."""
    return pool.run(eval, f"repr({code}).encode()").decode()  # type: ignore[arg-type]


def child_of(pool: ExportPool) -> int:
    return int(evaluate(pool, "__import__('os').getpid()"))


@pytest.fixture(scope="module")
def pool() -> Iterator[ExportPool]:
    """A pool for all tests of this module that change nothing in it; after an export that failed it must go on."""
    found = ExportPool()
    yield found
    found.close()


def contents(body: bytes, *, inner: bool = False) -> Any:
    """Return a file without the times at which it, and workbooks inside it, were written."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        names = [name for name in archive.namelist() if not (inner and name == "docProps/core.xml")]
        return {name: contents(archive.read(name), inner=True) for name in names}


def a_brief() -> tuple[object, ...]:
    return (brief.build(resolve_context(lang="nl", path="/raadsbrief", query="municipality=oss")),)


def a_set() -> tuple[object, ...]:
    return (made(every()[:6]),)


def a_share_card() -> tuple[object, ...]:
    return (share_card.ShareCard(site="Naam", title="Titel", sentence="Zin.", below="Onder"),)


KINDS: dict[str, tuple[Callable[..., bytes], Callable[[], tuple[object, ...]]]] = {
    "png": (png, lambda: (SVG.format("é"),)),
    "share card": (share_card.picture, a_share_card),
    "brief.pdf": (pdf.write, a_brief),
    "brief.docx": (docx.write, a_brief),
    "set.pdf": (pdf.write, a_set),
    "set.docx": (docx.write, a_set),
    "set.pptx": (pptx.write, a_set),
    "set.xlsx": (xlsx.write, a_set),
}


def test_files_are_the_same_in_a_child_and_here(real: None, pool: ExportPool) -> None:
    for make, arguments in KINDS.values():
        values = arguments()
        assert contents(pool.run(make, *values)) == contents(make(*values))
    modules = "[one for one in ('duckdb', 'flask', 'dash', 'gunicorn') if one in __import__('sys').modules]"
    assert evaluate(pool, modules) == "[]"
    assert os.getpriority(os.PRIO_PROCESS, child_of(pool)) > os.getpriority(os.PRIO_PROCESS, 0)


def test_approaches_added_later_keep_their_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(palette, "later_types", lambda: ("first", "second"))
    here = [palette.mark(one) for one in ("first", "second", "unknown")]
    there = "[__import__('dashboard.style.palette').style.palette.mark(one) for one in ('first', 'second', 'unknown')]"
    pool = ExportPool()
    assert evaluate(pool, there) == repr(here)
    pool.close()


def test_child_serves_exports_until_it_is_idle() -> None:
    pool = ExportPool(idle=0.6)
    pid = child_of(pool)
    for _ in range(3):
        time.sleep(0.3)
        assert child_of(pool) == pid
    until(lambda: not is_running(pid), "the idle child ends", timeout=10)
    assert child_of(pool) != pid


def test_children_are_replaced_after_a_number_of_exports() -> None:
    pool = ExportPool(lifetime=2)
    pids = [child_of(pool) for _ in range(4)]
    assert len(set(pids)) == 2
    until(lambda: not any(map(is_running, pids)), "old children end", timeout=10)


def test_errors_of_an_export_are_raised_here(pool: ExportPool) -> None:
    with pytest.raises(exports.TooLarge, match="expected at most"):
        pool.run(bytes, exports.MOST_BYTES + 1)
    with pytest.raises(RuntimeError, match=r"ValueError: .*no width or height") as found:
        pool.run(png, "<svg>")
    assert "in png" in str(found.value.__cause__)
    # A device that is always full.
    with pytest.raises(StorageError, match="No space left on device"):
        evaluate(pool, "__import__('pathlib').Path('/dev/full').write_text('x')")
    with pytest.raises(RuntimeError, match="TypstError"):
        pool.run(png, SVG.format("<"))


@pytest.mark.parametrize("end", ["os._exit(0)", "os.kill(os.getpid(), 9)"])
def test_pool_recovers_when_a_child_ends_during_an_export(pool: ExportPool, end: str) -> None:
    pid = child_of(pool)
    with pytest.raises(ExportLost):
        evaluate(pool, f"[{end} for os in [__import__('os')]]")
    assert pool.run(png, SVG.format("a")).startswith(b"\x89PNG")
    assert not is_running(pid)


def test_pool_recovers_when_an_idle_child_was_killed(pool: ExportPool) -> None:
    pid = child_of(pool)
    os.kill(pid, signal.SIGKILL)
    until(lambda: not is_running(pid), "it is dead", timeout=5)
    # The pool notices it at the latest with the next export.
    for _ in range(2):
        try:
            found = child_of(pool)
        except ExportLost:
            continue
    assert found != pid


def test_export_that_takes_too_long_is_ended() -> None:
    pool = ExportPool(timeout=1)
    begun = time.monotonic()
    with pytest.raises(ExportLost):
        pool.run(time.sleep, 30)  # type: ignore[arg-type]
    assert time.monotonic() - begun < 20


def test_failure_to_start_a_child_is_reported_as_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.spawn._python_exe", b"/none")
    with pytest.raises(ExportLost):
        ExportPool().run(png, SVG.format("a"))


# In a server

EVERY_KIND = f"""
import sys

if __name__ == "__main__":
    import app
    client = app.server.test_client()
    files = [f"/vergaderset.{{form}}?{{sys.argv[1]}}" for form in ("pptx", "pdf", "docx", "xlsx", "html")]
    files += ["/raadsbrief.pdf", "/raadsbrief.docx", "/favicon.ico"]
    page = client.get("/vergelijken").text
    links = [part.split('"')[0].replace("&amp;", "&") for part in page.split('href="')[1:]]
    files += [link for link in links if ".png" in link][:1]
    files += [part.split('"')[0] for part in page.split('content="')[1:] if "/preview/" in part.split('"')[0]][:1]
    failed = [path for path in files if client.get(path).status_code != 200]
    print("done", len(files), failed, [name for name in {HEAVY!r} if name in sys.modules])
"""


@pytest.mark.nightly
def test_worker_that_served_every_kind_of_file_has_no_library_for_them(database: Path, real: None) -> None:
    found = subprocess.run(
        [sys.executable, "-c", EVERY_KIND, query(every()[:6])],
        cwd=ROOT, env={**os.environ, "DASHBOARD_DATABASE": str(database)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert found.stdout.splitlines()[-1] == "done 10 [] []"


def test_child_of_the_development_server_does_not_start_the_application() -> None:
    """`python app.py` is the main module there, which a child imports."""
    code = "import runpy, sys; runpy.run_path('app.py', run_name='__mp_main__'); print('dash' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


@contextmanager
def export_in_progress(site: Site, *, charts: int = 15) -> Iterator[tuple[int, int, list[Got]]]:
    """Yield the worker, its child that writes a document, and the response when it is there."""
    path = f"/vergaderset.docx?{query(every()[:charts])}"
    (worker,) = site.workers()
    got: list[Got] = []
    thread = threading.Thread(target=lambda: _request(site, path, got))
    thread.start()
    until(lambda: children(worker), "a child starts")
    (child,) = children(worker)
    until(lambda: "/lxml/" in Path(f"/proc/{child}/maps").read_text(), "it writes a document")
    yield worker, child, got
    thread.join()


def _request(site: Site, path: str, got: list[Got]) -> None:
    try:
        got.append(site.get(path, timeout=120))
    except (OSError, ValueError) as error:
        got.append(Got(status=0, headers={}, body=repr(error).encode()))


@pytest.fixture
def site(database: Path, tmp_path: Path, real: None) -> Iterator[Site]:
    with serving(database, tmp_path, workers=1) as found:
        yield found


def test_reader_whose_export_is_lost_is_asked_to_come_back(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("dashboard.exports.pool.run", lost)
        for path in ("/raadsbrief.docx?municipality=oss", f"/vergaderset.docx?{query(every()[:2])}"):
            answer = client.get(path)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, str(exports.RETRY_AFTER))
            assert t("busy.text", "nl") in answer.get_data(as_text=True)
    assert client.get("/raadsbrief.docx?municipality=oss").get_data().startswith(b"PK")


def lost(*_: object) -> bytes:
    raise ExportLost("made up")


@pytest.mark.nightly
def test_worker_goes_on_when_the_child_of_an_export_is_killed(site: Site) -> None:
    with export_in_progress(site) as (worker, child, got):
        os.kill(child, signal.SIGKILL)
    (response,) = got
    assert (response.status, response.headers["Retry-After"]) == (503, str(exports.RETRY_AFTER))
    assert t("busy.text", "nl") in response.body.decode()
    assert site.get("/raadsbrief.docx?municipality=oss", timeout=60).body.startswith(b"PK")
    assert site.workers() == {worker}
    assert not any("trace" in line for line in site.lines())
    assert "item" not in str(site.lines("log"))


@pytest.mark.nightly
def test_child_ends_when_its_worker_is_killed(site: Site) -> None:
    with export_in_progress(site) as (worker, child, _):
        os.kill(worker, signal.SIGKILL)
        until(lambda: not is_running(child), "it ends with its worker", timeout=10)


@pytest.mark.nightly
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGHUP])
def test_stop_and_reload_let_an_export_finish(site: Site, stop: signal.Signals) -> None:
    with export_in_progress(site, charts=2) as (_, child, got):
        site.process.send_signal(stop)
    assert got[0].status == 200
    assert got[0].body.startswith(b"PK")
    until(lambda: not is_running(child), "it ends with its worker", timeout=10)
