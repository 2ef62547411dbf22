"""Measure the product beside plain Dash and print a table: `python -m benchmarks [--quick] [--browser] [--out FOLDER]`.

Needs Chromium; uses wrk, nginx and npm where they are installed, and leaves out what needs them otherwise. `--quick` asks
Lighthouse for two pages and runs the reader sessions for half a minute. `--browser` measures only what readers wait for.
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

from benchmarks import browser, cards, large_tables, load, proxy, server, sessions
from benchmarks.lighthouse import lighthouse
from benchmarks.sessions_report import percentile
from benchmarks.table import pages_table, table
from dashboard.config import ROOT
from dashboard.ingest.build import build
from dashboard.web import callbacks
from dashboard.web.dash_app import UPDATE
from dashboard.web.pages.paths import ITEMS, PATHS, path

COMPARE = "/vergelijken"
PLAIN = "benchmarks.plain_dash:server"
PLAIN_LIVE = "document.querySelectorAll('#results .main-svg').length > 2"
# Filter changes that are not cached; the p95 is then the fourth slowest.
_COLD = 60


def _callbacks() -> list[dict[str, str]]:
    requests = (callbacks.request_for(path=COMPARE, query=query) for query in load.queries())
    return [{"method": "POST", "path": UPDATE, "body": json.dumps(request)} for request in requests]


def _plain_callbacks() -> list[dict[str, str]]:
    def request(theme: str) -> dict[str, Any]:
        inputs = [
            {"id": "theme", "property": "value", "value": theme},
            {"id": "places", "property": "value", "value": []},
        ]
        output = {"id": "results", "property": "children"}
        return {"output": "results.children", "outputs": output, "inputs": inputs, "changedPropIds": ["theme.value"]}

    path = "/_dash-update-component"
    return [{"method": "POST", "path": path, "body": json.dumps(request(theme))} for theme in load.THEMES]


def product(result: dict[str, Any], *, quick: bool) -> None:
    """Measure the dashboard as it is served."""
    with server.served() as site, browser.browser() as chromium:
        result["start"] = site.started
        server.wait_until_idle(site)
        result["memory at start"] = server.memory(site)
        in_browser(result, chromium, site.address, quick=quick)
        if load.has_wrk():
            for requests in (load.pages(COMPARE), _callbacks()):
                load.warm(site.address, requests)
            result["callbacks"] = load.wrk(site.address, _callbacks())
            result["pages"] = load.wrk(site.address, load.pages(COMPARE))
            result["pages, one in a hundred not cached"] = load.wrk(site.address, load.pages(COMPARE, fresh=1))
        result["memory"] = server.memory(site)
    with server.served(workers=1, cores="0") as site:
        load.warm(site.address, _callbacks())
        result["readers"] = load.held(site.address, _callbacks(), steps=(400, 800, 1600, 3200, 4800), cores="1")


def in_browser(result: dict[str, Any], chromium: Any, site: str, *, quick: bool) -> None:
    """Measure what readers download and wait for."""
    address = site + COMPARE
    result["readable"], result["requests"], result["interactive"] = browser.bytes_of(
        chromium, address, live=browser.LIVE, start=True
    )
    result["first choice"] = browser.first_choice(chromium, address)
    result["first card"], result["first card, slow"] = (
        cards.first_card(chromium, address, slow=slow) for slow in (1, 4)
    )
    result["live card"] = cards.live_card(chromium, address)
    result["choice"], result["choice, live charts"] = browser.choices(chromium, address)
    every = [path(name, lang, ITEMS[name]()[0] if name in ITEMS else "") for name in PATHS for lang in PATHS[name]]
    pages = ["/", COMPARE] if quick else every
    result["slow network"] = {page: browser.slow_network(chromium, site + page) for page in pages}
    scores = {page: lighthouse(site + page) for page in pages}
    result["lighthouse"] = {page: score for page, score in scores.items() if score}


def plain_dash(result: dict[str, Any]) -> None:
    """Measure the same page in plain Dash."""
    with server.served(PLAIN, page="/") as site, browser.browser() as chromium:
        result["start"] = site.started
        plain_in_browser(result, chromium, site.address)
        if load.has_wrk():
            load.warm(site.address, _plain_callbacks())
            result["callbacks"] = load.wrk(site.address, _plain_callbacks(), connections=8)
        result["memory"] = server.memory(site)
    with server.served(PLAIN, page="/", workers=1, cores="0") as site:
        result["readers"] = load.held(site.address, _plain_callbacks(), steps=(20, 40, 60, 80, 100, 140), cores="1")


def plain_in_browser(result: dict[str, Any], chromium: Any, site: str) -> None:
    """Measure what readers download and wait for in plain Dash."""
    _, result["requests"], result["interactive"] = browser.bytes_of(chromium, site, live=PLAIN_LIVE, start=False)
    result["readable"] = result["interactive"]
    result["choice"] = browser.plain_choices(chromium, site)
    result["slow network"] = {"/": browser.slow_network(chromium, site)}
    score = lighthouse(site)
    result["lighthouse"] = {"/": score} if score else {}


def both_in_browser(results: dict[str, Any], *, quick: bool) -> None:
    """Measure only the browser figures, of the product and of plain Dash."""
    with server.served() as site, browser.browser() as chromium:
        server.wait_until_idle(site)
        in_browser(results["product"], chromium, site.address, quick=quick)
    with server.served(PLAIN, page="/") as site, browser.browser() as chromium:
        plain_in_browser(results["plain"], chromium, site.address)


def behind_proxy(result: dict[str, Any]) -> None:
    """Measure two instances of one worker each behind a caching nginx."""
    if not (proxy.has_nginx() and load.has_wrk()):
        return
    with (
        server.served(workers=1) as first,
        server.served(workers=1) as second,
        proxy.behind_nginx([first.address, second.address]) as address,
    ):
        result["etag"] = proxy.etag_is_honoured(address, COMPARE)
        load.warm(address, load.pages(COMPARE))
        result["pages"] = load.wrk(address, load.pages(COMPARE))


def large(result: dict[str, Any], folder: Path) -> None:
    """Measure filter changes that are not cached on tables about 300 times as large."""
    database = folder / "large.duckdb"
    observations = large_tables.build_large(database)
    choices = large_tables.queries(seed=5)
    with server.served(workers=1, page="/healthz", DASHBOARD_DATABASE=str(database)) as site:
        server.wait_until_idle(site)
        large_tables.cold_filter_changes(site.address, itertools.islice(choices, 8))
        took = large_tables.cold_filter_changes(site.address, itertools.islice(choices, _COLD))
    result[str(observations)] = {"median": statistics.median(took), "p95": percentile(took, 0.95)}


def main() -> None:
    """Measure, print the tables, and write them with every figure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--out", type=Path, default=ROOT / ".cache" / "benchmarks")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    results: dict[str, Any] = {"product": {}, "plain": {}, "proxy": {}, "tables": {}, "sessions": {}}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["DASHBOARD_DATABASE"] = str(folder / "indicators.duckdb")
        build(database=folder / "indicators.duckdb")
        parts: list[Callable[[], None]] = [
            lambda: product(results["product"], quick=options.quick),
            lambda: plain_dash(results["plain"]),
            lambda: behind_proxy(results["proxy"]),
            lambda: results["sessions"].update(sessions.measure(seconds=30 if options.quick else 300)),
            lambda: large(results["tables"], folder),
        ]
        if options.browser:
            parts = [lambda: both_in_browser(results, quick=options.quick)]
        for part in parts:
            try:
                part()
            except Exception as error:  # one failed measurement must not lose the others
                results.setdefault("not measured", []).append(f"{type(error).__name__}: {error}"[:300])
    results["load average"] = os.getloadavg()
    (options.out / "figures.json").write_text(json.dumps(results, indent=1), encoding="utf-8")
    text = f"{table(results)}\n{pages_table(results['product'])}"
    (options.out / "table.md").write_text(text, encoding="utf-8")
    print(text)
    print(f"also in {options.out}: figures.json, table.md")


if __name__ == "__main__":
    main()
