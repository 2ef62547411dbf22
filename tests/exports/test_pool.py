"""Files are made in a process apart: the same files, by a process that ends when nobody needs it, and that nobody misses."""

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

from dashboard.config import ROOT
from dashboard.exports import concurrency, docx, pdf, share_card, xlsx
from dashboard.exports.png import png
from dashboard.exports.pool import Apart, Lost
from dashboard.exports.pool import made as made_apart
from dashboard.exports.pptx import write as pptx
from dashboard.i18n.catalogue import t
from dashboard.style import palette
from dashboard.web.pages import brief
from dashboard.web.pages.context import arrive
from tests.exports.test_chart_set import every, made, query
from tests.gunicorn_server import Got, Site, serving, until

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/smaps_rollup").exists(), reason="processes are read as Linux tells"
)

# Of these a worker has none, whatever it made: that is what the process apart is for.
HEAVY = ("docx", "lxml", "pptx", "typst", "xlsxwriter")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><text x="9" y="20">{}</text></svg>'


def children(pid: int) -> set[int]:
    """The processes that any thread of a process started."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return {int(one) for task in tasks for one in (task / "children").read_text().split()}


def is_there(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def seen(apart: Apart, what: str) -> str:
    """What the process apart says of itself."""
    return apart.made(eval, f"repr({what}).encode()").decode()  # type: ignore[arg-type]


def told(apart: Apart) -> int:
    """Its number."""
    return int(seen(apart, "__import__('os').getpid()"))


@pytest.fixture
def apart() -> Iterator[Apart]:
    found = Apart()
    yield found
    for process, _ in found._free:
        process.end()


def parts(body: bytes, *, inner: bool = False) -> Any:
    """A file without the moments at which it, and the workbooks within it, were packed."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        names = [name for name in packed.namelist() if not (inner and name == "docProps/core.xml")]
        return {name: parts(packed.read(name), inner=True) for name in names}


def paper() -> tuple[object, ...]:
    return (brief.build(arrive(lang="nl", path="/raadsbrief", query="municipality=oss")),)


def a_set() -> tuple[object, ...]:
    return (made(every()[:6]),)


def a_preview() -> tuple[object, ...]:
    return (share_card.Preview(site="Naam", title="Titel", sentence="Zin.", below="Onder"),)


KINDS: dict[str, tuple[Callable[..., bytes], Callable[[], tuple[object, ...]]]] = {
    "png": (png, lambda: (SVG.format("é"),)),
    "preview": (share_card.picture, a_preview),
    "brief.pdf": (pdf.write, paper),
    "brief.docx": (docx.write, paper),
    "set.pdf": (pdf.write, a_set),
    "set.docx": (docx.write, a_set),
    "set.pptx": (pptx.write, a_set),
    "set.xlsx": (xlsx.write, a_set),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_the_same_wherever_it_is_made(real: None, kind: str) -> None:
    make, given = KINDS[kind]
    values = given()
    assert parts(made_apart(make, *values)) == parts(make(*values))


def test_types_that_came_later_keep_their_marks(apart: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(palette, "later", lambda: ("first", "second"))
    here = [palette.mark(one) for one in ("first", "second", "never_heard_of")]
    there = "[__import__('dashboard.style.palette').theme.mark(one) for one in ('first', 'second', 'never_heard_of')]"
    assert seen(apart, there) == repr(here)


def test_it_has_no_data_no_server_and_a_lower_priority(apart: Apart, real: None) -> None:
    for kind in ("set.docx", "set.pptx", "set.xlsx", "brief.pdf"):
        make, given = KINDS[kind]
        apart.made(make, *given())
    modules = "[one for one in ('duckdb', 'flask', 'dash', 'plotly', 'gunicorn') if one in __import__('sys').modules]"
    assert seen(apart, modules) == "[]"
    assert os.getpriority(os.PRIO_PROCESS, told(apart)) > os.getpriority(os.PRIO_PROCESS, 0)


def test_one_process_makes_what_is_asked_in_turn_and_ends_when_nobody_asks() -> None:
    apart = Apart(idle=0.6)
    pid = told(apart)
    for _ in range(3):
        time.sleep(0.3)
        assert told(apart) == pid
    until(lambda: not is_there(pid), "the process that nobody asks ends", patience=5)
    assert told(apart) != pid


def test_an_error_of_ours_comes_back_as_what_it_is(apart: Apart) -> None:
    with pytest.raises(concurrency.TooLarge, match="expected at most"):
        apart.made(concurrency.bounded, b"x" * (concurrency.MOST_BYTES + 1))
    with pytest.raises(ValueError, match="no width or height") as found:
        apart.made(png, "<svg>")
    assert any("in png" in note for note in found.value.__notes__)
    # One of a library would have the worker import it.
    with pytest.raises(RuntimeError, match="TypstError"):
        apart.made(png, SVG.format("<"))
    assert told(apart) == told(apart)


def test_what_a_library_prints_is_no_part_of_a_file(apart: Apart) -> None:
    assert apart.made(eval, "print('hello') or __import__('os').write(1, b'hello') and b'whole'") == b"whole"


@pytest.mark.parametrize("end", ["os._exit(0)", "os._exit(1)", "os.kill(os.getpid(), 9)"])
def test_one_that_ends_in_the_middle_is_told_and_the_next_file_is_made(apart: Apart, end: str) -> None:
    pid = told(apart)
    with pytest.raises(Lost):
        seen(apart, f"[{end} for os in [__import__('os')]]")
    assert not is_there(pid)
    assert png(SVG.format("a")) == apart.made(png, SVG.format("a"))


def test_one_that_was_lost_while_nobody_asked_is_not_missed(apart: Apart) -> None:
    pid = told(apart)
    os.kill(pid, signal.SIGKILL)
    # Dead for who started it is a process whose threads are all gone.
    until(
        lambda: list(Path(f"/proc/{pid}/task").iterdir()) == [Path(f"/proc/{pid}/task/{pid}")],
        "one is left",
        patience=5,
    )
    until(lambda: "Z" in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2], "it is dead", patience=5)
    assert told(apart) != pid
    assert not is_there(pid)


def test_who_takes_too_long_is_stopped() -> None:
    apart = Apart(longest=1.0)
    begun = time.monotonic()
    with pytest.raises(Lost):
        apart.made(time.sleep, 30)  # type: ignore[arg-type]
    assert time.monotonic() - begun < 10


def test_where_no_process_can_be_started_a_reader_is_asked_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/none")
    with pytest.raises(Lost):
        Apart().made(png, SVG.format("a"))


# In a server

EVERY_KIND = f"""
import sys, app
client = app.server.test_client()
items = sys.argv[1]
files = [f"/vergaderset.{{form}}?{{items}}" for form in ("pptx", "pdf", "docx", "xlsx", "html")]
files += ["/raadsbrief.pdf", "/raadsbrief.docx", "/favicon.ico"]
page = client.get("/vergelijken").text
files += [part.split('"')[0].replace("&amp;", "&") for part in page.split('href="')[1:] if ".png" in part.split('"')[0]][:1]
files += [part.split('"')[0] for part in page.split('content="')[1:] if "/preview/" in part.split('"')[0]][:1]
print(len(files), [path for path in files if client.get(path).status_code != 200])
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_a_worker_that_made_every_kind_of_file_has_no_library_for_them(database: Path, real: None) -> None:
    found = subprocess.run(
        [sys.executable, "-c", EVERY_KIND, query(every()[:6])],
        cwd=ROOT, env={**os.environ, "DASHBOARD_DATABASE": str(database)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert found.stdout.splitlines() == ["10 []", "[]"]


@contextmanager
def in_the_middle(site: Site, *, charts: int = 15) -> Iterator[tuple[int, int, list[Got]]]:
    """The worker and its process for files, which are making a document, and the answer when it is there."""
    path = f"/vergaderset.docx?{query(every()[:charts])}"
    (worker,) = site.workers()
    got: list[Got] = []

    thread = threading.Thread(target=lambda: _asked(site, path, got))
    thread.start()
    until(lambda: children(worker), "a process for files")
    (child,) = children(worker)
    until(lambda: _has_read(child), "it makes a file")
    yield worker, child, got
    thread.join()


def _asked(site: Site, path: str, got: list[Got]) -> None:
    try:
        got.append(site.get(path, patience=120))
    except (OSError, ValueError) as error:
        got.append(Got(status=0, headers={}, body=repr(error).encode()))


def _has_read(child: int) -> bool:
    """Whether it has the library for documents, so that it is at work on one."""
    return "/lxml/" in Path(f"/proc/{child}/maps").read_text()


@pytest.fixture
def site(database: Path, tmp_path: Path, real: None) -> Iterator[Site]:
    with serving(database, tmp_path, workers=1) as found:
        yield found


def test_a_reader_whose_file_is_lost_gets_a_calm_answer_and_the_next_file(site: Site) -> None:
    with in_the_middle(site) as (worker, child, got):
        os.kill(child, signal.SIGKILL)
    (answer,) = got
    assert (answer.status, answer.headers["Retry-After"]) == (503, str(concurrency.AGAIN_AFTER))
    assert t("busy.text", "nl") in answer.body.decode()
    assert site.get("/raadsbrief.docx?municipality=oss", patience=60).body.startswith(b"PK")
    assert site.workers() == {worker}
    assert not is_there(child)
    assert not any("trace" in line for line in site.lines())
    assert "item" not in str(site.lines("log"))


def test_it_ends_in_the_middle_of_a_file_when_its_worker_is_killed(site: Site) -> None:
    with in_the_middle(site) as (worker, child, _):
        os.kill(worker, signal.SIGKILL)
        until(lambda: not is_there(child), "it ends with its worker", patience=3)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGHUP])
def test_a_stop_or_a_reload_lets_it_finish_its_file_and_end(site: Site, stop: Any) -> None:
    with in_the_middle(site, charts=2) as (_, child, got):
        # One who stops all processes of a service at once tells this one too.
        os.kill(child, signal.SIGTERM)
        site.process.send_signal(stop)
    assert got[0].status == 200
    assert got[0].body.startswith(b"PK")
    until(lambda: not is_there(child), "it ends with its worker", patience=5)
