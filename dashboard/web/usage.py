"""Count pages, files and claims per day from access logs, of gunicorn or of a proxy, without anything about readers.

Only paths that the site answered and that have the form of a page or file of ours are named, so nothing that a visitor
typed is in the result: no addresses of clients, no queries, no unknown paths.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TextIO, cast
from urllib.parse import unquote

from dashboard.config import day_of
from dashboard.web.pages.paths import MOVED, PATHS

# The Common and the Combined Log Format; the last quoted part of the latter is the program of the reader.
_COMMON = re.compile(
    r'\S+ \S+ .*?\[(?P<time>[^\]]+)\] "(?P<method>[A-Z]+) (?P<path>\S+)[^"]*" (?P<status>\d{3}) \S+'
    r'(?: "[^"]*" "(?P<agent>[^"]*)")?'
)
_ROBOT = re.compile(r"bot\b|crawl|spider|slurp|monitor|curl|wget|python-|headless", re.IGNORECASE)
_FILE = re.compile(
    r"(?P<page>/[\w\-/.]*?)\.(csv|xlsx|json|svg|png|pdf|docx|pptx|html|ris|bib|atom|ics|md|zip|duckdb|parquet)"
)
_PAGES = {
    re.compile(re.escape(path).replace("<id>", r"[\w\-]+")): name
    for table in (PATHS, MOVED)
    for name, paths in table.items()
    for path in paths.values()
}
# Files that every page loads, and the share cards that other sites load.
_PARTS = ("/assets/", "/preview/", "/favicon", "/_dash")


class Line(NamedTuple):
    """What counts of one line of a log."""

    event: str
    day: str
    method: str
    path: str
    status: int
    agent: str


@dataclass
class Usage:
    """Requests by day, kind (page, claim or file) and path, and what was not counted."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    lines: int = 0
    bad: int = 0
    robots: int = 0
    failed: int = 0

    def rows(self) -> list[tuple[str, str, str, int]]:
        """Return day, kind, path and number of requests, the most requested of each day and kind first."""
        return sorted(((*key, many) for key, many in self.counts.items()), key=lambda row: (*row[:2], -row[3], row[2]))


def _parse(text: str) -> Line | None:
    """Return a line of a log, or None for one that cannot be read."""
    try:
        if text.startswith("{"):
            line = json.loads(text)
            if "status" not in line:
                return Line(str(line.get("event", "")), "", "", "", 0, "")
            day = day_of(datetime.fromisoformat(line["time"])).isoformat()
            return Line(line["event"], day, line["method"], str(line["path"]), int(line["status"]), "")
        match = _COMMON.match(text)
        if match is None:
            return None
        day = day_of(datetime.strptime(match["time"], "%d/%b/%Y:%H:%M:%S %z")).isoformat()
        path = unquote(match["path"].partition("?")[0])
        return Line("proxy", day, match["method"], path, int(match["status"]), match["agent"] or "")
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _kind(path: str) -> str:
    """Return whether a path is that of a page, a claim or a file; empty for anything else."""
    if path.startswith(_PARTS):
        return ""
    if _FILE.fullmatch(path) or path.startswith(("/embed/", "/en/embed/")):
        return "file"
    name = next((name for pattern, name in _PAGES.items() if pattern.fullmatch(path)), "")
    return "claim" if name == "claim" else "page" if name else ""


def count(texts: Iterable[str]) -> Usage:
    """Count the lines of logs. Where a proxy logged too, its lines count, because it answers more than the application."""
    usage, found = Usage(), {"proxy": Usage(), "request": Usage()}
    for text in texts:
        usage.lines += bool(text.strip())
        line = _parse(text.strip()) if text.strip() else None
        own = found.get(line.event) if line else None
        if line is None:
            usage.bad += bool(text.strip())
        elif own is None or line.method != "GET":
            continue
        elif line.agent and _ROBOT.search(line.agent):
            own.robots += 1
        elif line.status not in (200, 304):
            own.failed += line.status >= 400
        elif kind := _kind(line.path):
            own.counts[line.day, kind, line.path] += 1
    own = found["proxy"] if found["proxy"].counts or found["proxy"].failed else found["request"]
    usage.counts, usage.robots, usage.failed = own.counts, own.robots, own.failed
    return usage


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a log; one that ends in .gz is decompressed."""
    opened = gzip.open if path.suffix == ".gz" else open
    with cast(TextIO, opened(path, "rt", encoding="utf-8", errors="replace")) as file:
        yield from file
