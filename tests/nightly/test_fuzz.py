"""Whatever is asked, the answer is calm, soon there and safe; no worker is lost and none grows. See hostile.py for what is asked.

20,000 requests, the same on every machine; `DASHBOARD_FUZZ=200000` asks for more. Three in ten are asked of the application
in this process, six in ten of gunicorn with two workers over sockets, four at once, and the rest are bytes that are no
whole request.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import flask
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from benchmarks.server import Served, served
from dashboard.db import connection
from tests import hostile_requests as hostile
from tests.hostile_requests import Ask, Line, Site, Told, faults

MANY = int(os.environ.get("DASHBOARD_FUZZ") or 20_000)
HERE, BROKEN = MANY * 3 // 10, MANY // 10
OVER = MANY - HERE - BROKEN
AT_ONCE = 4
# Of one request: a page takes hundredths of a second, a set of forty charts as slides two of a core that is shared with others.
SECONDS_OF_WORK, SECONDS_ON_THE_CLOCK = 5.0, 20.0
# Of each worker, after the first quarter of all, and at the end. What is kept has bounds of some 30 MB
# (dashboard/web/http/cache.py, api/answer.py, plumbing.py), and what makes files brings some 40 with its first file,
# which may come late to one of the two.
# A worker that does all of it ends at about 160; what leaks shows with more requests.
MOST_GROWTH_MB, MOST_MB = 70, 200
BATCH = 250


def batch(strategy: SearchStrategy[Any], check: Callable[[Any], int], *, start: int, size: int) -> int:
    """Check so many values from a fixed seed; how many requests that were."""
    asked = 0

    @seed(start)
    @settings(
        max_examples=size, deadline=None, database=None, phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(value=strategy)
    def values(value: Any) -> None:
        nonlocal asked
        asked += check(value)

    values()
    return asked


def many(strategy: SearchStrategy[Any], number: int, check: Callable[[Any], int]) -> int:
    """Check values until there were so many requests. `check` gives how many it made of one.

    In batches, each from a seed of its own: hypothesis remembers all that it tried of one.
    """
    asked = start = 0
    while asked < number:
        start += 1
        asked += batch(strategy, check, start=start, size=BATCH)
    return asked


@pytest.fixture(scope="module")
def own(real_store: connection.Store) -> Iterator[Site]:
    """What there is to ask for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "_store", real_store)
        yield hostile.site()


@pytest.fixture(scope="module")
def checking(real_store: connection.Store) -> flask.Flask:
    """The application with the page on which tables are checked."""
    from dashboard.web import app as module
    from dashboard.web import prewarm

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "_store", real_store)
        patch.setattr(prewarm, "start", lambda *_: None)
        return module.make_server()


def test_in_this_process(checking: flask.Flask, real: None, own: Site) -> None:
    statuses: Counter[int] = Counter()

    def check(ask: Ask) -> int:
        told = hostile.asked_here(checking.wsgi_app, ask)
        assert not faults(ask, told, seconds=SECONDS_OF_WORK), ask
        statuses[told.status] += 1
        return 1

    assert many(hostile.requests(own), HERE, check) >= HERE
    # What is asked is not refused as a whole: pages, refusals and files of every kind are among the answers.
    assert {200, 400, 404, 405} <= set(statuses)
    assert statuses[200] > HERE // 5


@pytest.fixture(scope="module")
def gunicorn(database: Path) -> Iterator[Served]:
    """The service as in Procfile, with two workers and room for every file that is asked at once."""
    with served(workers=2, DASHBOARD_DATABASE=str(database), DASHBOARD_EXPORTS=str(AT_ONCE)) as found:
        yield found


def workers(of: Served) -> tuple[int, ...]:
    """The processes that answer."""
    return tuple(sorted(map(int, Path(f"/proc/{of.pid}/task/{of.pid}/children").read_text().split())))


def megabytes(pid: int) -> float:
    """Memory of a process, what it shares counted in parts (PSS)."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024


def broken_faults(sent: bytes, answer: bytes) -> list[str]:
    """What is wrong with what a server says to bytes that are no whole request: it may say nothing."""
    statuses = [
        int(line.split()[1]) for line in answer.split(b"\r\n") if line.startswith(b"HTTP/1.") and line[9:12].isdigit()
    ]
    wrong = [f"status {status}" for status in statuses if status not in hostile.FINE | {100}]
    if statuses and b"nosniff" not in answer and 100 not in statuses:
        wrong.append("no nosniff")
    if leak := hostile.leaks(answer):
        wrong.append(f"says {leak!r}")
    return wrong


def test_over_sockets_no_worker_is_lost_and_none_grows(gunicorn: Served, own: Site) -> None:
    port = urlsplit(gunicorn.address).port
    assert port
    before = workers(gunicorn)
    lines = [Line(port) for _ in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:

        def check(asks: tuple[Ask, ...]) -> int:
            answers: list[Told] = list(pool.map(Line.ask, lines, asks))
            for ask, told in zip(asks, answers, strict=True):
                assert not faults(ask, told, seconds=SECONDS_ON_THE_CLOCK), ask
            return len(asks)

        def check_broken(sent: bytes) -> int:
            answer = hostile.raw(port, sent, patience=SECONDS_ON_THE_CLOCK)
            assert not broken_faults(sent, answer), (sent[:300], answer[:300])
            return 1

        together = st.tuples(*[hostile.requests(own)] * AT_ONCE)
        asked = many(together, OVER // 4, check) + many(hostile.broken(own), BROKEN // 4, check_broken)
        warm = {pid: megabytes(pid) for pid in workers(gunicorn)}
        asked += many(together, OVER - OVER // 4, check) + many(hostile.broken(own), BROKEN - BROKEN // 4, check_broken)
    assert asked >= OVER + BROKEN
    assert workers(gunicorn) == before == tuple(sorted(warm))
    ended = {pid: megabytes(pid) for pid in before}
    grown = {pid: ended[pid] - warm[pid] for pid in before}
    print(f"{asked} requests; MB of each worker after a quarter {warm}, growth since {grown}")
    assert max(grown.values()) < MOST_GROWTH_MB, grown
    assert max(ended.values()) < MOST_MB, ended
    for line in lines:
        line.close()
