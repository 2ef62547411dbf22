"""The settings, which the environment may change, and where the files are."""

import datetime as dt
import functools
import logging
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from dashboard.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "queries"
ASSETS = ROOT / "assets"
DATA = Path(os.environ.get("DASHBOARD_DATA") or ROOT / "data")
TEXTS = DATA / "texts"

LANGUAGES = ("nl", "en")
DEFAULT_LANGUAGE = "nl"

_TIME_ZONE = ZoneInfo("Europe/Amsterdam")

_log = logging.getLogger("dashboard.config")

_PAGE = r"https://[^\s/?#<>]+\.[^\s<>]+"
_MAIL = r"[^\s@:/<>?&#,;]+@[^\s@:/<>?&#,;]+\.[^\s@:/<>?&#,;]+"
_PORT = r"(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}))?"
_NAME = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?"
_SITE = rf"https?://({_NAME}(\.{_NAME})*|\[[0-9a-f:]+\]){_PORT}/?"
# A word without quotes or a dot, such as none or self, would be the name of a host.
_ANCESTOR = rf"\*|'none'|'self'|https?:|https?://(\*\.)?{_NAME}(\.{_NAME})*{_PORT}|(\*\.)?{_NAME}(\.{_NAME})+{_PORT}"
# A worker for each core, but at least two, so that a slow export leaves one for pages, and at most eight, for the memory.
_CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def today() -> date:
    """Return the date in the Netherlands, wherever the server is."""
    return day_of(datetime.now(_TIME_ZONE))


def day_of(moment: datetime) -> date:
    """Return the date that a moment has in the Netherlands."""
    return moment.astimezone(_TIME_ZONE).date()


def is_postgresql(database: str) -> bool:
    """Return whether the address of a database is one in PostgreSQL."""
    return database.startswith(("postgres://", "postgresql://"))


def _database(raw: str) -> None:
    if is_postgresql(raw):
        if find_spec("psycopg") is None:
            raise ValueError("its driver to be installed: pip install -r requirements-postgresql.txt")
    elif re.match(r"[a-z][a-z0-9+.-]+:", raw) or raw.endswith(("/", os.sep)) or Path(raw).is_dir():
        raise ValueError("a DuckDB file, or postgresql://user@host/name")


def _like(pattern: str, expected: str) -> Callable[[str], None]:
    def check(raw: str) -> None:
        if raw and not re.fullmatch(pattern, raw):
            raise ValueError(expected)

    return check


def _between(least: int, most: int) -> Callable[[str], None]:
    def check(raw: str) -> None:
        if not re.fullmatch(r"[0-9]{1,9}", raw) or not least <= int(raw) <= most:
            raise ValueError(f"a whole number from {least} to {most}")

    return check


def _day(raw: str) -> None:
    try:
        if raw and dt.date.fromisoformat(raw).isoformat() != raw:
            raise ValueError
    except ValueError:
        raise ValueError("a date such as 2027-03-01") from None


VARIABLES: dict[str, tuple[str, Callable[[str], None]]] = {
    # Where the data are: a DuckDB file, which is built when needed, or postgresql://user@host/name.
    "DASHBOARD_DATABASE": (str(DATA / "indicators.duckdb"), _database),
    # The public address of the site. Links in files, previews and catalogues begin with it; https turns on HSTS.
    "DASHBOARD_PUBLIC_URL": (
        "",
        _like(_SITE, "an address such as https://example.org, without a path: the site needs a host of its own"),
    ),
    # Where readers report a mistake, also at each chart: a mail address, or a page with https.
    "DASHBOARD_CONTACT": ("", _like(f"(mailto:)?{_MAIL}|{_PAGE}", "a mail address, or a page with https://")),
    # Where the code of this instance is, for the page on the method.
    "DASHBOARD_CODE_URL": ("", _like(_PAGE, "a page with https://")),
    # Who publishes the data: `Name` or `Name <https://example.org>`.
    "DASHBOARD_PUBLISHER": ("", _like(rf"[^<>]+(<{_PAGE}>)?", "Name, or Name <https://example.org>")),
    # Which sites may show a chart in a frame, as in a Content-Security-Policy; `'none'` forbids it.
    "DASHBOARD_EMBED_ANCESTORS": (
        "*",
        _like(rf"({_ANCESTOR})( +({_ANCESTOR}))*", "origins with spaces between them, *, or 'none'"),
    ),
    # How many seconds a query may take, and how much memory the database may use in each process.
    "DASHBOARD_QUERY_SECONDS": ("10", _between(1, 600)),
    "DASHBOARD_QUERY_MEGABYTES": ("512", _between(64, 65536)),
    # How many days a rule of law may be old before a page says that it may be outdated.
    "DASHBOARD_RULE_DAYS": ("365", _between(1, 36500)),
    # After how many days the data are shown as old, and when the next update is expected.
    "DASHBOARD_STALE_DAYS": ("180", _between(1, 36500)),
    "DASHBOARD_NEXT_UPDATE": ("", _day),
    # Numbers about fewer people than this are not shown; 1 shows all.
    "DASHBOARD_SMALLEST_GROUP": ("10", _between(1, 1000)),
    # How many files each process makes at the same time.
    "DASHBOARD_EXPORT_WORKERS": ("2", _between(1, 32)),
    # The port to listen on, and the number of worker processes.
    "PORT": ("8050", _between(1, 65535)),
    "WEB_CONCURRENCY": (str(min(max(_CORES, 2), 8)), _between(1, 256)),
}
"""Each variable with its default and its check. `DASHBOARD_DATA`, the folder of the tables, is read above."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings; `VARIABLES` says what each one means."""

    database: str
    public_url: str
    contact: str
    code_url: str
    publisher: str
    publisher_url: str
    embed_ancestors: str
    query_seconds: int
    query_megabytes: int
    rule_days: int
    stale_days: int
    next_update: dt.date | None
    smallest_group: int
    export_workers: int
    port: int
    workers: int

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Read the settings from the environment. Raises SettingsError that names every problem."""
        values = {name: environ.get(name, "").strip() or default for name, (default, _) in VARIABLES.items()}
        problems: list[str] = []
        for name, (_, check) in VARIABLES.items():
            try:
                check(values[name])
            except ValueError as error:
                # Without the password in a URL.
                shown = re.sub(r"(://[^:/@\s]*):[^@\s]*@", r"\1:***@", values[name])
                problems.append(f"{name} is {shown!r} (expected {error})")
        folder = environ.get("DASHBOARD_DATA") or str(DATA)
        if not (Path(folder) / TEXTS.name).is_dir():
            problems.append(
                f"DASHBOARD_DATA is {folder!r} (expected a folder with the tables, and {TEXTS.name}/ in it)"
            )
        if prefix := environ.get("SCRIPT_NAME", ""):
            problems.append(f"SCRIPT_NAME is {prefix!r} (expected none: links begin at the root of a host of its own)")
        if problems:
            raise SettingsError(problems)
        publisher, _, publisher_url = values["DASHBOARD_PUBLISHER"].partition("<")
        return cls(
            database=values["DASHBOARD_DATABASE"],
            public_url=values["DASHBOARD_PUBLIC_URL"].rstrip("/"),
            contact=values["DASHBOARD_CONTACT"].removeprefix("mailto:"),
            code_url=values["DASHBOARD_CODE_URL"],
            publisher=publisher.strip(),
            publisher_url=publisher_url.rstrip(">"),
            embed_ancestors=values["DASHBOARD_EMBED_ANCESTORS"],
            query_seconds=int(values["DASHBOARD_QUERY_SECONDS"]),
            query_megabytes=int(values["DASHBOARD_QUERY_MEGABYTES"]),
            rule_days=int(values["DASHBOARD_RULE_DAYS"]),
            stale_days=int(values["DASHBOARD_STALE_DAYS"]),
            next_update=dt.date.fromisoformat(day) if (day := values["DASHBOARD_NEXT_UPDATE"]) else None,
            smallest_group=int(values["DASHBOARD_SMALLEST_GROUP"]),
            export_workers=int(values["DASHBOARD_EXPORT_WORKERS"]),
            port=int(values["PORT"]),
            workers=int(values["WEB_CONCURRENCY"]),
        )

    @property
    def contact_url(self) -> str:
        """The contact as a link, or nothing."""
        return f"mailto:{self.contact}" if re.fullmatch(_MAIL, self.contact) else self.contact


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
