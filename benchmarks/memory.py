"""What a worker holds without files, in steps: python -m benchmarks.memory

Megabytes (PSS) of each of two workers: after the start, after all pages and their callbacks, after 500 choices, and after
5,000 requests that nobody in good faith sends. Every step waits until a worker has given back what it can, and says the most
that one worker held on the way. Programs are shared with all that runs on a machine, so measure on one that does little else.
"""

from __future__ import annotations

import json
import random
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from hypothesis import strategies as st

from benchmarks import load_readers, serving
from dashboard.db import connection
from dashboard.ingest.build import build
from dashboard.web import callbacks
from dashboard.web.dash_app import UPDATE
from dashboard.web.pages.registry import everywhere
from tests import hostile
from tests.hostile import Ask, Line
from tests.test_fuzz import many

AT_ONCE = 4
# Each request comes so often, on a new connection, that either worker gets nearly all of them.
TIMES = 3
# A worker gives memory back every 30 seconds.
SETTLES = 35.0
HOSTILE = 5_000
_FILES = (".png", ".pdf", ".docx", ".pptx", ".xlsx", ".zip", ".duckdb", ".parquet", "/preview/", "favicon.ico")
_BR = (("Accept-Encoding", "br"),)


def _choice(path: str, query: str = "") -> Ask:
    body = json.dumps(callbacks.request_for(path=path, query=query)).encode()
    return Ask(method="POST", target=UPDATE, headers=(*_BR, ("Content-Type", "application/json")), body=body)


def all_pages() -> Iterator[Ask]:
    """Every page in both languages, and the callback of those that have one."""
    for place in everywhere():
        path = place.page.path(place.lang, place.item)
        yield Ask(target=path, headers=_BR)
        if place.page.live:
            yield _choice(path)


def choices(number: int = 500) -> Iterator[Ask]:
    """So many different choices, each as a page and as a callback."""
    luck = random.Random(1)
    queries: dict[str, None] = {}
    while len(queries) < number:
        queries[load_readers.some_query(luck)] = None
    for at, query in enumerate(queries):
        path = load_readers.COMPARE["en" if at % 2 else "nl"]
        yield _choice(path, query)
        yield Ask(target=f"{path}?{query}", headers=_BR)


def _often(port: int, asks: Sequence[Ask]) -> None:
    def one(ask: Ask) -> None:
        line = Line(port)
        told = line.ask(ask)
        line.close()
        if told.status != 200:
            raise RuntimeError(f"{ask.target}: {told.status} (expected 200)")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, [ask for _ in range(TIMES) for ask in asks]))


def _hostile(port: int) -> None:
    lines = [Line(port) for _ in range(AT_ONCE)]
    together = st.tuples(*[hostile.requests(hostile.site())] * AT_ONCE)
    with ThreadPoolExecutor(AT_ONCE) as pool:

        def check(asks: tuple[Ask, ...]) -> int:
            good = [ask for ask in asks if not any(part in ask.target.lower() for part in _FILES)]
            list(pool.map(Line.ask, lines, good))
            return len(good)

        many(together, HOSTILE, check)
    for line in lines:
        line.close()


class _Watch(threading.Thread):
    """Looks how much the larger of the workers holds, until they are gone."""

    def __init__(self, site: serving.Served) -> None:
        super().__init__(daemon=True)
        self._site, self.most = site, 0.0

    def run(self) -> None:
        """Look three times a second."""
        while True:
            try:
                self.most = max(self.most, *serving.memories(self._site).values())
            except (OSError, TypeError):
                return
            time.sleep(0.3)


def main() -> None:
    """Measure, and print a row for each step."""
    with tempfile.TemporaryDirectory() as name:
        database = Path(name) / "served.duckdb"
        build(database=database)
        connection.use(database)
        with serving.served(DASHBOARD_DATABASE=str(database)) as site:
            port = urlsplit(site.address).port or 80
            watch = _Watch(site)
            watch.start()
            print("| after | MB of each worker | the most on the way |\n| --- | --- | --- |")
            for step, do in (
                ("the start", lambda: None),
                ("all pages", lambda: _often(port, list(all_pages()))),
                ("500 choices", lambda: _often(port, list(choices()))),
                (f"{HOSTILE} hostile requests", lambda: _hostile(port)),
            ):
                do()
                time.sleep(SETTLES)
                held = ", ".join(f"{one:.0f}" for one in serving.memories(site).values())
                print(f"| {step} | {held} | {watch.most:.0f} |", flush=True)
                watch.most = 0.0


if __name__ == "__main__":
    main()
