"""Made-up tables, about 300 times as large as the published ones, to measure how the cost of a filter change grows.

The numbers are computed from the row number and mean nothing.
"""

from __future__ import annotations

import itertools
import json
import random
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import duckdb

from benchmarks.load import THEMES
from dashboard.config import QUERIES, ROOT
from dashboard.ingest.build import build
from dashboard.ingest.load import run_queries
from dashboard.web import callbacks
from dashboard.web.dash_app import UPDATE

SQL = ROOT / "tests" / "fixtures" / "growing"
SIZES = {"municipalities": 340, "indicators": 15, "years": 1, "groups": 1}


def build_large(database: Path) -> int:
    """Build the published tables, add 340 made-up municipalities with results, and return the number of observations."""
    build(database=database)
    with duckdb.connect(str(database)) as connection:
        for path in sorted(SQL.glob("*.sql")):
            text = path.read_text(encoding="utf-8")
            connection.execute(text, {name: size for name, size in SIZES.items() if f"${name}" in text})
        run_queries(connection, folder=QUERIES / "build")
        return int(connection.table("observations").aggregate("count(*)").fetchall()[0][0])


def queries(*, seed: int) -> Iterator[str]:
    """Yield distinct filter choices; the sequence depends on the seed alone."""
    chosen, seen = random.Random(seed), set()
    for turn in itertools.count():
        first = (
            f"theme={chosen.choice(THEMES)}"
            if turn % 2
            else f"indicator=made_up_{chosen.randrange(SIZES['indicators'])}"
        )
        places = sorted(chosen.sample(range(SIZES["municipalities"]), turn % 4))
        query = "&".join([first, *(f"municipality=made_up_{place}" for place in places)])
        if query not in seen:
            seen.add(query)
            yield query


def cold_filter_changes(address: str, choices: Iterable[str]) -> list[float]:
    """Return the sorted milliseconds of a callback for each of these choices, which were never requested before."""
    took = []
    for query in choices:
        body = json.dumps(callbacks.request_for(path="/vergelijken", query=query)).encode()
        request = Request(address + UPDATE, body, {"Content-Type": "application/json", "Accept-Encoding": "br"})
        started = time.perf_counter()
        with urlopen(request) as response:
            response.read()
        took.append((time.perf_counter() - started) * 1000)
    return sorted(took)
