"""200 readers for five minutes, with files being made and the data replaced: python -m benchmarks.load_readers

Each reader comes with an empty browser, reads at a pace of their own, changes filters, goes to other pages and comes back to
some; now and then one leaves and another comes. Two more take files along without pause. Halfway,
`python -m dashboard.ingest.build` writes a new version of the data over the database that is
being read. The server has two workers on two cores.
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

from benchmarks import serving
from benchmarks.load import PLACES, THEMES
from benchmarks.load_client import Browser, Note
from benchmarks.load_plot import plot
from benchmarks.load_report import report, rows
from dashboard.config import DATA, ROOT
from dashboard.selection import chart_set
from dashboard.web import callbacks
from dashboard.web.dash_app import UPDATE

# Seconds that a reader looks at what is there, on average; never less than the second, never more than the third.
THINKS, AT_LEAST, AT_MOST = 5.0, 1.0, 20.0
# A reader does so many things on average and leaves; the first of all come within so many seconds.
STAYS, ARRIVE = 15, 20.0
COMPARE = {"nl": "/vergelijken", "en": "/en/compare"}
TYPES = ("earnings_premium", "basic_job", "tailored_support", "self_direction", "free_choice")
_FILES = re.compile(r'(?:src|href)="(/assets/[^"]+)"|"(/assets/(?:dash|plotly)\.[^"]+)"')


def some_query(luck: random.Random) -> str:
    """A choice out of some thousands, few of which were asked before."""
    places = luck.sample(PLACES, k=luck.choice((0, 0, 1, 1, 2, 3)))
    types = luck.sample(TYPES, k=luck.choice((0, 0, 0, 1, 2)))
    pairs = [
        f"theme={luck.choice(THEMES)}",
        *(f"type={one}" for one in types),
        *(f"municipality={one}" for one in places),
    ]
    return "&".join(pairs)


async def _look(browser: Browser, path: str, *, files: set[str]) -> None:
    """Open a page, and fetch what it needs and is not held."""
    answer = await browser.ask("page", path)
    if answer is None or answer.status != 200:
        return
    for found in _FILES.findall(answer.body.decode("utf-8")):
        name = found[0] or found[1]
        if name not in files:
            files.add(name)
            await browser.ask("file", name)


@dataclass(kw_only=True)
class Evening:
    """What all readers share: the site and its pages, until when they stay, and what they met."""

    address: str
    paths: list[str]
    versions: dict[bytes, str]
    until: float
    notes: list[Note] = field(default_factory=list)

    def is_over(self) -> bool:
        """Whether it is time to go."""
        return time.perf_counter() >= self.until

    def browser(self) -> Browser:
        """One that holds nothing yet."""
        return Browser(self.address, self.notes, self.versions)


async def _reader(evening: Evening, luck: random.Random) -> None:
    """Readers on one place after each other, until the time is over."""
    paths = evening.paths
    await asyncio.sleep(luck.uniform(0, min(ARRIVE, (evening.until - time.perf_counter()) / 3)))
    while not evening.is_over():
        browser, files, read = evening.browser(), set[str](), [luck.choice(paths)]
        await _look(browser, read[0], files=files)
        lang = luck.choice(("nl", "nl", "en"))
        while not evening.is_over() and luck.random() > 1 / STAYS:
            await asyncio.sleep(min(max(luck.expovariate(1 / THINKS), AT_LEAST), AT_MOST))
            what = luck.random()
            if what < 0.6:
                body = json.dumps(callbacks.request_for(path=COMPARE[lang], query=some_query(luck))).encode()
                await browser.ask("choice", UPDATE, body=body)
            elif what < 0.75:
                await _look(browser, f"{COMPARE[lang]}?{some_query(luck)}", files=files)
            elif what < 0.9:
                read.append(luck.choice(paths))
                await _look(browser, read[-1], files=files)
            else:
                await _look(browser, luck.choice(read), files=files)
        browser.leave()


async def _files(browser: Browser, luck: random.Random) -> list[tuple[str, str]]:
    """Kind and address of files for one choice: those that its page offers, a brief, and a set of its charts."""
    query = f"theme={luck.choice(THEMES)}"
    answer = await browser.ask("page", f"{COMPARE['nl']}?{query}")
    if answer is None or answer.status != 200:
        return []
    text = answer.body.decode("utf-8").replace("&amp;", "&")
    pictures = sorted(set(re.findall(r'href="(/vergelijken/([\w.]+)\.png\?[^"#]*)"', text)))
    tables = sorted(set(re.findall(r'href="(/vergelijken/[\w.]+\.csv\?[^"#]*)"', text)))
    items = "&".join(f"item={chart_set.text(key, query)}" for _, key in pictures[:4])
    place = luck.choice(PLACES)
    return [
        *(("PNG", path) for path, _ in pictures[:2]),
        *(("CSV", path) for path in tables[:2]),
        ("PDF", f"/raadsbrief.pdf?municipality={place}"),
        ("DOCX", f"/raadsbrief.docx?municipality={place}"),
        *((form.upper(), f"/vergaderset.{form}?{items}") for form in ("pptx", "pdf", "docx", "xlsx") if items),
    ]


async def _taker(evening: Evening, luck: random.Random) -> None:
    """Somebody who takes one file after the other along. `503` with a time to come back is an answer, and noted as such."""
    while not evening.is_over():
        browser = evening.browser()
        for kind, path in await _files(browser, luck):
            if evening.is_over():
                break
            browser.held.clear()
            answer = await browser.ask(kind, path, well=(200, 503))
            if answer and answer.status == 503:
                await asyncio.sleep(float(answer.head.get("retry-after", "1")))
            elif answer and len(answer.body) < 100:
                evening.notes.append(
                    Note(kind=kind, begun=time.perf_counter(), took=0, status=200, fault=f"{path}: an empty file")
                )
        browser.leave()


def changed_tables(folder: Path) -> tuple[Path, dict[bytes, str]]:
    """A copy of the tables with one made-up event of a day later, and the words of pages that tell old from new."""
    copy = Path(shutil.copytree(DATA, folder / "changed", ignore=shutil.ignore_patterns("*.duckdb*")))
    newest = max(
        dt.date.fromisoformat(row["added"])
        for path in copy.glob("*.csv")
        for row in csv.DictReader(path.open(encoding="utf-8", newline=""))
        if row.get("added")
    )
    later = newest + dt.timedelta(days=1)
    with (copy / "events.csv").open(encoding="utf-8", newline="") as file:
        events = csv.DictReader(file)
        row = {**next(iter(events)), "id": "made_up_for_a_measurement", "added": later.isoformat()}
    with (copy / "events.csv").open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, list(row), lineterminator="\n").writerow(row)
    # A page names its version in the address of its picture; what a filter gives has only the fixed links of its charts. A page
    # may lead to an older version too, so the picture is looked for first.
    words = {
        f"/preview/{later}.": "new",
        f"/preview/{newest}.": "old",
        f"as_of={later}": "new",
        f"as_of={newest}": "old",
    }
    return copy, {word.encode(): told for word, told in words.items()}


async def _replace(evening: Evening, database: Path, *, data: Path, seconds: float) -> dict[str, float]:
    """Halfway, build anew over a database that is read; gives when that began, and when the new file stood in its place.

    On a slow machine all stay longer, so that a third of the time is after it.
    """
    await asyncio.sleep(seconds / 2)
    begun, before = time.perf_counter(), database.stat().st_ino
    command = (sys.executable, "-m", "dashboard.ingest.build", "--data", str(data), "--database", str(database))
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.DEVNULL)
    moved = 0.0
    while not moved:
        await asyncio.sleep(0.002)
        if database.stat().st_ino != before:
            moved = time.perf_counter()
            evening.until = max(evening.until, moved + seconds / 3)
        elif process.returncode:
            raise RuntimeError(f"the build of the new version ended with {process.returncode}")
        elif evening.is_over():
            evening.until += 1
    await process.wait()
    return {"begun": begun, "moved": moved}


async def _all(address: str, *, readers: int, seconds: float, folder: Path, database: Path) -> dict[str, Any]:
    data, versions = changed_tables(folder)
    with urlopen(f"{address}/sitemap.xml") as answer:
        paths = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", answer.read().decode("utf-8"))
    start = time.perf_counter()
    evening = Evening(address=address, paths=paths, versions=versions, until=start + seconds)
    jobs = [_reader(evening, random.Random(number)) for number in range(readers)]
    jobs += [_taker(evening, random.Random(f"files {number}")) for number in range(2)]
    replaced, *_ = await asyncio.gather(_replace(evening, database, data=data, seconds=seconds), *jobs)
    return report(evening.notes, start=start, replaced=replaced)


def measure(*, readers: int = 200, seconds: float = 300) -> dict[str, Any]:
    """Run all of it against two workers on two cores, and give what happened."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "served.duckdb"
        cores = ",".join(str(one) for one in itertools.islice(sorted(os.sched_getaffinity(0)), 2))
        with serving.served(workers=2, cores=cores, DASHBOARD_DATABASE=str(database)) as site:
            time.sleep(2)
            before = serving.memories(site)
            found = asyncio.run(_all(site.address, readers=readers, seconds=seconds, folder=folder, database=database))
            after, beside = serving.memories(site), serving.beside(site)
    found["readers"], found["seconds"] = readers, seconds
    found["workers lost"] = len(set(before) - set(after))
    found["memory at start"], found["memory at end"] = list(before.values()), list(after.values())
    found["memory of files"] = beside
    return found


def main() -> None:
    """Measure, print the rows of the table, and write every number and the plot."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load_readers", description=__doc__)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--out", type=Path, default=ROOT / ".cache" / "benchmarks")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    found = measure(readers=chosen.readers, seconds=chosen.seconds)
    (chosen.out / "readers.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    (chosen.out / "readers.svg").write_text(plot(found), encoding="utf-8")
    print("\n".join(["| measure | ours |", "| --- | --- |", *rows(found)]))
    print(f"load average {os.getloadavg()[0]:.1f}; also in {chosen.out}: readers.json, readers.svg")


if __name__ == "__main__":
    main()
