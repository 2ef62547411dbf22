"""200 simulated readers, exports and a data replacement at the same time: `python -m benchmarks.sessions`.

Each reader starts with an empty cache, pauses between requests, changes filters, opens other pages and returns to some; now and
then one leaves and another arrives. Two more download exports without pause. Halfway a new data version is built over the
database that is being read. The server has two workers on two cores.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import datetime as dt
import itertools
import json
import os
import random
import re
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from benchmarks import server
from benchmarks.http_client import Browser, Measurement
from benchmarks.load import PLACES, THEMES
from benchmarks.sessions_report import report, rows
from dashboard.config import DATA, ROOT
from dashboard.selection import filters
from dashboard.web import callbacks
from dashboard.web.dash_app import UPDATE

# Seconds between requests: mean, least and most.
PAUSE, PAUSE_MIN, PAUSE_MAX = 5.0, 1.0, 20.0
# Mean number of requests of a reader, and the seconds within which the first readers arrive.
REQUESTS, ARRIVALS = 15, 20.0
COMPARE = {"nl": "/vergelijken", "en": "/en/compare"}
TYPES = ("earnings_premium", "basic_job", "tailored_support", "self_direction", "free_choice")
_ASSETS = re.compile(r'(?:src|href)="(/assets/[^"]+)"|"(/assets/(?:dash|plotly)\.[^"]+)"')


def random_query(rng: random.Random) -> str:
    """Return one of some thousands of filter choices, most of which are not cached."""
    places = rng.sample(PLACES, k=rng.choice((0, 0, 1, 1, 2, 3)))
    types = rng.sample(TYPES, k=rng.choice((0, 0, 0, 1, 2)))
    parts = [f"theme={rng.choice(THEMES)}", *(f"type={type}" for type in types)]
    return "&".join([*parts, *(f"municipality={place}" for place in places)])


@dataclass(kw_only=True)
class Run:
    """What all readers share: the site, its paths, the end of the run, and the measurements."""

    address: str
    paths: list[str]
    versions: dict[bytes, str]
    until: float
    measurements: list[Measurement] = field(default_factory=list)

    def is_over(self) -> bool:
        """Return whether the run has ended."""
        return time.perf_counter() >= self.until

    def browser(self) -> Browser:
        """Return a browser with an empty cache."""
        return Browser(self.address, self.measurements, self.versions)


async def _open(browser: Browser, path: str, *, assets: set[str]) -> None:
    """Request a page and the assets that are not cached yet."""
    response = await browser.request("page", path)
    if response is None or response.status != 200:
        return
    for match in _ASSETS.findall(response.body.decode("utf-8")):
        name = match[0] or match[1]
        if name not in assets:
            assets.add(name)
            await browser.request("file", name)


async def _read(run: Run, rng: random.Random) -> None:
    """Act as one reader after another until the run is over."""
    await asyncio.sleep(rng.uniform(0, min(ARRIVALS, (run.until - time.perf_counter()) / 3)))
    while not run.is_over():
        browser, assets, history = run.browser(), set[str](), [rng.choice(run.paths)]
        await _open(browser, history[0], assets=assets)
        lang = rng.choice(("nl", "nl", "en"))
        while not run.is_over() and rng.random() > 1 / REQUESTS:
            await asyncio.sleep(min(max(rng.expovariate(1 / PAUSE), PAUSE_MIN), PAUSE_MAX))
            action = rng.random()
            if action < 0.6:
                body = json.dumps(callbacks.request_for(path=COMPARE[lang], query=random_query(rng))).encode()
                await browser.request("choice", UPDATE, body=body)
            elif action < 0.75:
                await _open(browser, f"{COMPARE[lang]}?{random_query(rng)}", assets=assets)
            elif action < 0.9:
                history.append(rng.choice(run.paths))
                await _open(browser, history[-1], assets=assets)
            else:
                await _open(browser, rng.choice(history), assets=assets)
        browser.close()


async def _exports(browser: Browser, rng: random.Random) -> list[tuple[str, str]]:
    """Return kind and path of exports for one choice: those that its page offers, a brief, and a set of its charts."""
    query = f"theme={rng.choice(THEMES)}"
    response = await browser.request("page", f"{COMPARE['nl']}?{query}")
    if response is None or response.status != 200:
        return []
    text = response.body.decode("utf-8").replace("&amp;", "&")
    pictures = sorted(set(re.findall(r'href="(/vergelijken/([\w.]+)\.png\?[^"#]*)"', text)))
    tables = sorted(set(re.findall(r'href="(/vergelijken/[\w.]+\.csv\?[^"#]*)"', text)))
    items = "&".join(f"item={filters.chart_item(key, query)}" for _, key in pictures[:4])
    place = rng.choice(PLACES)
    return [
        *(("PNG", path) for path, _ in pictures[:2]),
        *(("CSV", path) for path in tables[:2]),
        ("PDF", f"/raadsbrief.pdf?municipality={place}"),
        ("DOCX", f"/raadsbrief.docx?municipality={place}"),
        *((form.upper(), f"/vergaderset.{form}?{items}") for form in ("pptx", "pdf", "docx", "xlsx") if items),
    ]


async def _download(run: Run, rng: random.Random) -> None:
    """Download one export after another; a 503 with Retry-After is valid and counted as such."""
    while not run.is_over():
        browser = run.browser()
        for kind, path in await _exports(browser, rng):
            if run.is_over():
                break
            browser.etags.clear()
            response = await browser.request(kind, path, ok=(200, 503))
            if response and response.status == 503:
                await asyncio.sleep(float(response.headers.get("retry-after", "1")))
            elif response and len(response.body) < 100:
                run.measurements.append(
                    Measurement(
                        kind=kind, begun=time.perf_counter(), seconds=0, status=200, failure=f"{path}: empty file"
                    )
                )
        browser.close()


def changed_tables(folder: Path) -> tuple[Path, dict[bytes, str]]:
    """Copy the tables, add one made-up event a day later, and return the byte strings that tell old pages from new."""
    copy = Path(shutil.copytree(DATA, folder / "changed", ignore=shutil.ignore_patterns("*.duckdb*")))
    newest = max(
        dt.date.fromisoformat(row["added"])
        for path in copy.glob("*.csv")
        for row in csv.DictReader(path.open(encoding="utf-8", newline=""))
        if row.get("added")
    )
    later = newest + dt.timedelta(days=1)
    with (copy / "events.csv").open(encoding="utf-8", newline="") as file:
        row = {**next(iter(csv.DictReader(file))), "id": "made_up_for_a_measurement", "added": later.isoformat()}
    with (copy / "events.csv").open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, list(row), lineterminator="\n").writerow(row)
    # A page may link to an older version, so the address of its share card is looked for first.
    words = {
        f"/preview/{later}.": "new",
        f"/preview/{newest}.": "old",
        f"as_of={later}": "new",
        f"as_of={newest}": "old",
    }
    return copy, {word.encode(): version for word, version in words.items()}


async def _replace(run: Run, database: Path, *, data: Path, seconds: float) -> dict[str, float]:
    """Build a new version halfway; return when that began and when the file was replaced.

    On a slow machine the run is prolonged, so that a third of it comes after the replacement.
    """
    await asyncio.sleep(seconds / 2)
    begun, before = time.perf_counter(), database.stat().st_ino
    command = (sys.executable, "-m", "dashboard", "build", "--data", str(data), "--database", str(database))
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.DEVNULL)
    moved = 0.0
    while not moved:
        await asyncio.sleep(0.002)
        if database.stat().st_ino != before:
            moved = time.perf_counter()
            run.until = max(run.until, moved + seconds / 3)
        elif process.returncode:
            raise RuntimeError(f"the build of the new version exited with {process.returncode}")
        elif run.is_over():
            run.until += 1
    await process.wait()
    return {"begun": begun, "moved": moved}


async def _run(address: str, *, readers: int, seconds: float, folder: Path, database: Path) -> dict[str, Any]:
    data, versions = changed_tables(folder)
    with urlopen(f"{address}/sitemap.xml") as response:
        paths = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", response.read().decode("utf-8"))
    run = Run(address=address, paths=paths, versions=versions, until=time.perf_counter() + seconds)
    tasks = [_read(run, random.Random(number)) for number in range(readers)]
    tasks += [_download(run, random.Random(f"exports {number}")) for number in range(2)]
    replaced, *_ = await asyncio.gather(_replace(run, database, data=data, seconds=seconds), *tasks)
    return report(run.measurements, replaced=replaced)


def measure(*, readers: int = 200, seconds: float = 300) -> dict[str, Any]:
    """Run the sessions against two workers on two cores and return the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "served.duckdb"
        cores = ",".join(str(core) for core in itertools.islice(sorted(os.sched_getaffinity(0)), 2))
        with server.served(workers=2, cores=cores, DASHBOARD_DATABASE=str(database)) as site:
            time.sleep(2)
            before = server.memories(site)
            result = asyncio.run(_run(site.address, readers=readers, seconds=seconds, folder=folder, database=database))
            after, exports = server.memories(site), server.export_memories(site)
    result["readers"], result["seconds"] = readers, seconds
    result["workers lost"] = len(set(before) - set(after))
    result["memory at start"], result["memory at end"] = list(before.values()), list(after.values())
    result["memory of exports"] = exports
    return result


def main() -> None:
    """Measure, print the rows of the table, and write every figure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sessions", description=__doc__)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--out", type=Path, default=ROOT / ".cache" / "benchmarks")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    result = measure(readers=options.readers, seconds=options.seconds)
    (options.out / "sessions.json").write_text(json.dumps(result, indent=1), encoding="utf-8")
    print("\n".join(["| measure | product |", "| --- | --- |", *rows(result)]))
    print(f"load average {os.getloadavg()[0]:.1f}; also in {options.out}: sessions.json")


if __name__ == "__main__":
    main()
