"""Measure all of it and write a table and a plot: python -m benchmarks [--quick] [--browser] [--out FOLDER]

Needs Chromium; wrk, nginx and npm where they are (`apt-get install wrk nginx-light npm`), else what they measure is left out.
It fails on nothing by itself. --quick leaves out the sizes above a million rows, asks Lighthouse for two pages only, and
lets the 200 readers stay for half a minute in place of five. --browser measures only what readers wait for and download.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import big, browser, load, load_plot, load_readers, proxied, serving
from benchmarks.growth_plot import plot
from benchmarks.load_report import at
from benchmarks.table import pages_table, table
from dashboard.config import ROOT
from dashboard.db import connection
from dashboard.ingest.build import build
from dashboard.web import callbacks
from dashboard.web.dash_app import UPDATE
from dashboard.web.pages.registry import PAGES

COMPARE = "/vergelijken"
PLAIN = "benchmarks.plain:server"
PLAIN_LIVE = "document.querySelectorAll('#results .main-svg').length > 2"
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
# Choices of each kind for each size: the p95 is then the fourth from the top.
_ASKED = 60


def _callbacks() -> list[dict[str, str]]:
    asked = (callbacks.request_for(path=COMPARE, query=query) for query in load.queries())
    return [{"method": "POST", "path": UPDATE, "body": json.dumps(one)} for one in asked]


def _plain_callbacks() -> list[dict[str, str]]:
    def one(theme: str) -> dict[str, Any]:
        inputs = [
            {"id": "theme", "property": "value", "value": theme},
            {"id": "places", "property": "value", "value": []},
        ]
        output = {"id": "results", "property": "children"}
        return {"output": "results.children", "outputs": output, "inputs": inputs, "changedPropIds": ["theme.value"]}

    return [
        {"method": "POST", "path": "/_dash-update-component", "body": json.dumps(one(theme))} for theme in load.THEMES
    ]


def ours(found: dict[str, Any], *, quick: bool) -> None:
    """The dashboard as it is served."""
    with serving.served() as site, browser.browser() as chromium:
        found["start"] = site.started
        serving.quiet(site)
        found["memory at start"] = serving.memory(site)
        in_browser(found, chromium, site.address, quick=quick)
        if load.has_wrk():
            for requests in (load.pages(COMPARE), _callbacks()):
                load.warm(site.address, requests)
            found["callbacks"] = load.wrk(site.address, _callbacks())
            found["pages"] = load.wrk(site.address, load.pages(COMPARE))
            found["pages, one in a hundred never seen"] = load.wrk(site.address, load.pages(COMPARE, fresh=1))
        found["memory"] = serving.memory(site)
    with serving.served(workers=1, cores="0") as site:
        load.warm(site.address, _callbacks())
        found["readers"] = load.held(site.address, _callbacks(), steps=(400, 800, 1600, 3200, 4800), cores="1")


def in_browser(found: dict[str, Any], chromium: Any, site: str, *, quick: bool) -> None:
    """What readers wait for and download."""
    address = site + COMPARE
    found["readable"], found["requests"], found["interactive"] = browser.bytes_of(
        chromium, address, live=browser.LIVE, start=True
    )
    found["first choice"] = browser.first_choice(chromium, address)
    found["choice"], found["choice, live charts"] = browser.choices(chromium, address)
    # Every page in both languages, with the first of its items.
    places = [page.path(lang, page.ids()[0] if page.ids else "") for page in PAGES for lang in page.paths]
    asked = ["/", COMPARE] if quick else places
    found["slow line"] = {path: browser.slow_line(chromium, site + path) for path in asked}
    scores = {path: browser.lighthouse(site + path) for path in asked}
    found["lighthouse"] = {path: score for path, score in scores.items() if score}


def plain(found: dict[str, Any]) -> None:
    """The same page in plain Dash."""
    with serving.served(PLAIN, page="/") as site, browser.browser() as chromium:
        found["start"] = site.started
        plain_in_browser(found, chromium, site.address)
        if load.has_wrk():
            load.warm(site.address, _plain_callbacks())
            found["callbacks"] = load.wrk(site.address, _plain_callbacks(), connections=8)
        found["memory"] = serving.memory(site)
    with serving.served(PLAIN, page="/", workers=1, cores="0") as site:
        found["readers"] = load.held(site.address, _plain_callbacks(), steps=(20, 40, 60, 80, 100, 140), cores="1")


def plain_in_browser(found: dict[str, Any], chromium: Any, site: str) -> None:
    """What readers wait for and download of the same page in plain Dash."""
    _, found["requests"], found["interactive"] = browser.bytes_of(chromium, site, live=PLAIN_LIVE, start=False)
    found["readable"] = found["interactive"]
    found["choice"] = browser.plain_choices(chromium, site)
    found["slow line"] = {"/": browser.slow_line(chromium, site)}
    score = browser.lighthouse(site)
    found["lighthouse"] = {"/": score} if score else {}


def both_in_browser(found: dict[str, Any], *, quick: bool) -> None:
    """Only what readers wait for and download: ours, and beside it plain Dash."""
    with serving.served() as site, browser.browser() as chromium:
        serving.quiet(site)
        in_browser(found["ours"], chromium, site.address, quick=quick)
    with serving.served(PLAIN, page="/") as site, browser.browser() as chromium:
        plain_in_browser(found["plain"], chromium, site.address)


def behind_a_proxy(found: dict[str, Any]) -> None:
    """Two instances of one worker each, behind nginx."""
    if not (proxied.has_nginx() and load.has_wrk()):
        return
    with (
        serving.served(workers=1) as one,
        serving.served(workers=1) as other,
        proxied.behind_nginx([one.address, other.address]) as address,
    ):
        found["etag"] = proxied.etag_is_honoured(address, COMPARE)
        load.warm(address, load.pages(COMPARE))
        found["pages"] = load.wrk(address, load.pages(COMPARE))


def growing(found: dict[str, Any], *, quick: bool, folder: Path) -> None:
    """The cost of a choice and of a page that nobody asked for before, against the number of rows; the real tables first."""
    for rows in (0, *(SIZES[:3] if quick else SIZES)):
        database = folder / f"{rows}.duckdb"
        made = big.grow(database, rows=rows) if rows else big.real(database)
        queries = big.choices(rows, seed=5) if rows else big.real_choices()
        with serving.served(workers=1, page="/healthz", DASHBOARD_DATABASE=str(database)) as site:
            serving.quiet(site)
            big.answers(site.address, itertools.islice(queries, 8))
            took = big.answers(site.address, itertools.islice(queries, 2 * _ASKED))
            held = serving.memory(site)
        found[str(made["rows"])] = {
            "median": statistics.median(took["choice"]), "p95": at(took["choice"], 0.95),
            "page median": statistics.median(took["page"]), "page p95": at(took["page"], 0.95),
            "seconds to build": made["seconds"], "megabytes": made["bytes"] / 1e6, "memory": held,
        }  # fmt: skip
        database.unlink()


def main() -> None:
    """Measure, print the table, and write it with the plot and every number."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--out", type=Path, default=ROOT / ".cache" / "benchmarks")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    found: dict[str, Any] = {"ours": {}, "plain": {}, "proxy": {}, "rows": {}, "readers": {}}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["DASHBOARD_DATABASE"] = str(folder / "indicators.duckdb")
        build(database=folder / "indicators.duckdb")
        connection.use(folder / "indicators.duckdb")
        parts: list[Callable[[], None]] = [
            lambda: ours(found["ours"], quick=chosen.quick),
            lambda: plain(found["plain"]),
            lambda: behind_a_proxy(found["proxy"]),
            lambda: found["readers"].update(load_readers.measure(seconds=30 if chosen.quick else 300)),
            lambda: growing(found["rows"], quick=chosen.quick, folder=folder),
        ]
        if chosen.browser:
            parts = [lambda: both_in_browser(found, quick=chosen.quick)]
        for part in parts:
            try:
                part()
            except Exception as error:  # what could not be measured is left open in the table, the rest is not lost
                found.setdefault("left out", []).append(f"{type(error).__name__}: {error}"[:300])
    found["load average"] = os.getloadavg()
    (chosen.out / "figures.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    written = f"{table(found)}\n{pages_table(found['ours'])}"
    (chosen.out / "table.md").write_text(written, encoding="utf-8")
    (chosen.out / "rows.svg").write_text(plot(found["rows"]), encoding="utf-8")
    if found["readers"]:
        (chosen.out / "readers.svg").write_text(load_plot.plot(found["readers"]), encoding="utf-8")
    print(written)
    print(f"also in {chosen.out}: figures.json, table.md, rows.svg, readers.svg")


if __name__ == "__main__":
    main()
