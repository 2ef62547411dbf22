"""Made-up tables of any size: 340 municipalities, 60 indicators, 20 years, arms with groups. For measuring only.

The numbers are made by arithmetic from the number of the row; they mean nothing.
"""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import duckdb

from dashboard import callbacks, config
from dashboard.build import build
from dashboard.live import UPDATE
from dashboard.tables.load import run_queries
from tests.benchmarks.load import THEMES

MUNICIPALITIES, INDICATORS, YEARS = 340, 60, 20


def grow(database: Path, *, rows: int) -> dict[str, Any]:
    """Build the real tables to `database`, put made-up ones in place of some, and work out what a build works out.

    `rows` observations: two arms, in as many groups as are needed. Gives rows, seconds and bytes.
    """
    build(database=database)
    groups = max(1, round(rows / (MUNICIPALITIES * INDICATORS * YEARS * 2)))
    sizes = {"municipalities": MUNICIPALITIES, "indicators": INDICATORS, "years": YEARS, "groups": groups}
    if rows < MUNICIPALITIES * INDICATORS * YEARS * 2:
        sizes["municipalities"] = max(5, round(rows / (INDICATORS * YEARS * 2)))
    begun = time.perf_counter()
    with duckdb.connect(str(database)) as connection:
        connection.execute("set preserve_insertion_order = false")
        for path in sorted(Path(__file__).with_name("growing").glob("*.sql")):
            text = path.read_text(encoding="utf-8")
            connection.execute(text, {name: size for name, size in sizes.items() if f"${name}" in text})
        run_queries(connection, folder=config.QUERIES / "build")
        counted = connection.table("observations").aggregate("count(*)").fetchall()[0][0]
    return {"rows": counted, "seconds": time.perf_counter() - begun, "bytes": database.stat().st_size}


def answers(address: str, *, times: int = 80, seed: int = 5) -> list[float]:
    """Milliseconds of a callback for choices that nobody made before, in order of size."""
    chosen = random.Random(seed)
    took = []
    for turn in range(times):
        parts = (
            [f"theme={chosen.choice(THEMES)}"] if turn % 2 else [f"indicator=made_up_{chosen.randrange(INDICATORS)}"]
        )
        if turn % 4:
            numbers = chosen.sample(range(5), chosen.choice((1, 2, 3)))
            parts += [f"municipality=made_up_{number}" for number in numbers]
        body = json.dumps(
            callbacks.request_for(path="/vergelijken", query="&".join([*parts, *(["measured=yes"] * (turn % 3 == 0))]))
        )
        headers = {"Content-Type": "application/json", "Accept-Encoding": "br"}
        begun = time.perf_counter()
        with urlopen(Request(address + UPDATE, body.encode(), headers)) as answer:
            answer.read()
        took.append((time.perf_counter() - begun) * 1000)
    return sorted(took)
