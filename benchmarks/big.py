"""Made-up tables of any size: 340 municipalities, 60 indicators, 20 years, arms with groups. For measuring only.

The numbers are made by arithmetic from the number of the row; they mean nothing.
"""

from __future__ import annotations

import itertools
import json
import random
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import duckdb

from benchmarks import load
from benchmarks.load import THEMES
from dashboard import config
from dashboard.ingest.build import build
from dashboard.ingest.load import run_queries
from dashboard.web import callbacks
from dashboard.web.dash_app import UPDATE

MUNICIPALITIES, INDICATORS, YEARS = 340, 60, 20
_MEMORY = "9GB"


def sizes(rows: int) -> dict[str, int]:
    """How many made-up municipalities, indicators, years and groups come near to so many rows, with two arms in each."""
    each = INDICATORS * YEARS * 2
    places = MUNICIPALITIES if rows >= MUNICIPALITIES * each else max(5, round(rows / each))
    groups = max(1, round(rows / (MUNICIPALITIES * each)))
    return {"municipalities": places, "indicators": INDICATORS, "years": YEARS, "groups": groups}


def grow(database: Path, *, rows: int) -> dict[str, Any]:
    """Build the real tables to `database`, put made-up ones in place of some, and work out what a build works out.

    `rows` observations: two arms, in as many groups as are needed. Gives rows, seconds and bytes.
    """
    build(database=database)
    asked = sizes(rows)
    begun = time.perf_counter()
    with duckdb.connect(str(database)) as connection:
        connection.execute("set preserve_insertion_order = false")
        # Sorting millions of rows as wide as ours would take all the memory of the machine; so it uses the disk.
        connection.execute(f"set memory_limit = '{_MEMORY}'")
        for path in sorted(Path(__file__).with_name("growing").glob("*.sql")):
            text = path.read_text(encoding="utf-8")
            connection.execute(text, {name: size for name, size in asked.items() if f"${name}" in text})
        run_queries(connection, folder=config.QUERIES / "build")
        counted = connection.table("observations").aggregate("count(*)").fetchall()[0][0]
    return {"rows": counted, "seconds": time.perf_counter() - begun, "bytes": database.stat().st_size}


def real(database: Path) -> dict[str, Any]:
    """The real tables, built to `database`: rows, seconds and bytes, as `grow` gives them."""
    begun = time.perf_counter()
    counted = build(database=database).rows["observations"]
    return {"rows": counted, "seconds": time.perf_counter() - begun, "bytes": database.stat().st_size}


def choices(rows: int, *, seed: int) -> Iterator[str]:
    """Choices of filters that readers could make, each one only once, in an order that depends on nothing but the seed.

    Half of them ask for a theme and half for one outcome; three in four name up to three of the made-up municipalities.
    """
    chosen, seen = random.Random(seed), set()
    places = sizes(rows)["municipalities"]
    for turn in itertools.count():
        parts = (
            [f"theme={chosen.choice(THEMES)}"] if turn % 2 else [f"indicator=made_up_{chosen.randrange(INDICATORS)}"]
        )
        if turn % 4:
            numbers = sorted(chosen.sample(range(places), chosen.choice((1, 2, 3))))
            parts += [f"municipality=made_up_{number}" for number in numbers]
        query = "&".join([*parts, *(["measured=yes"] * (turn % 3 == 0))])
        if query not in seen:
            seen.add(query)
            yield query


def real_choices() -> Iterator[str]:
    """The same of the real tables: a theme and some of the municipalities, without those that a start has made already."""
    found = [query for query in load.queries() if "municipality" in query]
    random.Random(1).shuffle(found)
    yield from found


def answers(address: str, queries: Iterable[str]) -> dict[str, list[float]]:
    """Milliseconds of callbacks and of whole pages, each for its own choices that nobody made before, in order of size."""
    took: dict[str, list[float]] = {"choice": [], "page": []}
    for turn, query in enumerate(queries):
        if turn % 2:
            request = Request(f"{address}/vergelijken?{query}", headers={"Accept-Encoding": "br"})
        else:
            body = json.dumps(callbacks.request_for(path="/vergelijken", query=query)).encode()
            headers = {"Content-Type": "application/json", "Accept-Encoding": "br"}
            request = Request(address + UPDATE, body, headers)
        begun = time.perf_counter()
        with urlopen(request) as answer:
            answer.read()
        took["page" if turn % 2 else "choice"].append((time.perf_counter() - begun) * 1000)
    return {kind: sorted(times) for kind, times in took.items()}
