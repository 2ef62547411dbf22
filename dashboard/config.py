"""The settings, which the environment may change, and where the files are."""

from __future__ import annotations

import functools
import logging
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dashboard.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "queries"
ASSETS = ROOT / "assets"
DATA = Path(os.environ.get("DASHBOARD_DATA") or ROOT / "data")
TEXTS = DATA / "texts"

LANGUAGES = ("nl", "en")
DEFAULT_LANGUAGE = "nl"

_log = logging.getLogger("dashboard.config")
_MAIL = re.compile(r"[^\s@:/<>]+@[^\s@:/<>]+\.[^\s@:/<>]+")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings. `VARIABLES` names the variable of each one and what it may be."""

    database: str
    public_url: str
    contact: str
    publisher: str
    publisher_url: str
    embed_ancestors: str
    query_seconds: int
    query_megabytes: int
    export_workers: int
    port: int
    workers: int

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings from the environment. Raises SettingsError that names every problem."""
        values: dict[str, Any] = {}
        problems: list[str] = []
        for name, (read, default) in VARIABLES.items():
            raw = environ.get(name, "").strip() or default
            try:
                values |= read(raw)
            except ValueError as error:
                problems.append(f"{name} is {_masked(raw)!r} (expected {error})")
        if problems:
            raise SettingsError(problems)
        return cls(**values)

    @property
    def contact_url(self) -> str:
        """The contact as a link, or nothing."""
        return f"mailto:{self.contact}" if _MAIL.fullmatch(self.contact) else self.contact


def is_postgresql(database: str) -> bool:
    """Return whether the address of a database is one in PostgreSQL."""
    return database.startswith(("postgres://", "postgresql://"))


def _masked(raw: str) -> str:
    """Return a value without the password in a URL."""
    return re.sub(r"(://[^:/@\s]*):[^@\s]*@", r"\1:***@", raw)


def _database(raw: str) -> dict[str, str]:
    scheme = re.match(r"([a-z][a-z0-9+.-]+):", raw)
    if is_postgresql(raw):
        if find_spec("psycopg") is None:
            raise ValueError("its driver to be installed: pip install -r requirements-postgresql.txt")
    elif scheme or raw.endswith(("/", os.sep)) or Path(raw).is_dir():
        raise ValueError("a DuckDB file, or postgresql://user@host/name")
    return {"database": raw}


def _public_url(raw: str) -> dict[str, str]:
    expected = "an address such as https://example.org, without a query"
    parts = _split(raw, expected)
    if raw and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
        raise ValueError(expected)
    return {"public_url": raw.rstrip("/")}


def _contact(raw: str) -> dict[str, str]:
    contact = raw.removeprefix("mailto:")
    if raw and not _MAIL.fullmatch(contact) and not _is_page(raw):
        raise ValueError("a mail address, or a page with https://")
    return {"contact": contact}


def _publisher(raw: str) -> dict[str, str]:
    name, bracket, url = raw.partition("<")
    if bracket and not (name.strip() and url.endswith(">") and _is_page(url[:-1])):
        raise ValueError("Name, or Name <https://example.org>")
    return {"publisher": name.strip(), "publisher_url": url[:-1]}


def _embed_ancestors(raw: str) -> dict[str, str]:
    if any(letter in raw for letter in ";,\r\n"):
        raise ValueError("origins with spaces between them, *, or 'none'")
    return {"embed_ancestors": raw}


def _number(field: str, *, least: int, most: int) -> Callable[[str], dict[str, int]]:
    def read(raw: str) -> dict[str, int]:
        if not re.fullmatch(r"[0-9]{1,9}", raw) or not least <= int(raw) <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return {field: int(raw)}

    return read


def _split(raw: str, expected: str) -> Any:
    try:
        parts = urlsplit(raw)
        parts.port  # noqa: B018  raises ValueError for a port that is none
    except ValueError:
        raise ValueError(expected) from None
    if re.search(r"\s", raw):
        raise ValueError(expected)
    return parts


def _is_page(raw: str) -> bool:
    return bool(re.fullmatch(r"https://[^\s/?#<>]+\.[^\s<>]+", raw))


# A worker for each core, but at least two, so that a slow export leaves one for pages, and at most eight, for the memory.
_CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
_WORKERS = str(min(max(_CORES, 2), 8))

VARIABLES: dict[str, tuple[Callable[[str], Mapping[str, Any]], str]] = {
    # Where the data are: a DuckDB file, which is built when needed, or postgresql://user@host/name.
    "DASHBOARD_DATABASE": (_database, str(DATA / "indicators.duckdb")),
    # The public address of the site. Links in files, previews and catalogues begin with it; https turns on HSTS.
    "DASHBOARD_PUBLIC_URL": (_public_url, ""),
    # Where readers report a mistake: a mail address, or a page with https.
    "DASHBOARD_CONTACT": (_contact, ""),
    # Who publishes the data: `Name` or `Name <https://example.org>`.
    "DASHBOARD_PUBLISHER": (_publisher, ""),
    # Which sites may show a chart in a frame, as in a Content-Security-Policy; `'none'` forbids it.
    "DASHBOARD_EMBED_ANCESTORS": (_embed_ancestors, "*"),
    # How long a query may take, and how much memory the database may use in each process.
    "DASHBOARD_QUERY_SECONDS": (_number("query_seconds", least=1, most=600), "10"),
    "DASHBOARD_QUERY_MEGABYTES": (_number("query_megabytes", least=64, most=65536), "512"),
    # How many files each process makes at the same time.
    "DASHBOARD_EXPORT_WORKERS": (_number("export_workers", least=1, most=32), "2"),
    # The port to listen on, and the number of worker processes.
    "PORT": (_number("port", least=1, most=65535), "8050"),
    "WEB_CONCURRENCY": (_number("workers", least=1, most=256), _WORKERS),
}
"""Each variable with the function that reads it and its default. `DASHBOARD_DATA`, the folder of the tables, is read above."""


def unknown_variables(environ: Iterable[str]) -> list[str]:
    """Return a warning for each variable that looks like a setting and is none."""
    known = ["DASHBOARD_DATA", *VARIABLES]
    warnings = []
    for name in sorted(name for name in environ if name.startswith("DASHBOARD_") and name not in known):
        close = get_close_matches(name, known, n=1, cutoff=0.8)
        warnings.append(f"{name} is not a setting" + (f"; did you mean {close[0]}?" if close else ""))
    return warnings


@functools.lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of this process. Raises SettingsError that names every problem."""
    return Settings.from_env(os.environ)


def settings_or_exit() -> Settings:
    """Return the settings at a start. Unknown variables are logged; wrong values end the process with every problem."""
    for warning in unknown_variables(os.environ):
        _log.warning(warning)
    try:
        return settings()
    except SettingsError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
