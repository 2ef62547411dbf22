"""Read what to fetch from data/refresh.toml."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.errors import DashboardError


class RefreshError(DashboardError):
    """The refresh cannot go on, so nothing is written."""


@dataclass(frozen=True, kw_only=True)
class Time:
    """Limits in seconds, and how often a request is tried."""

    total_seconds: float = 300
    connect_seconds: float = 5
    read_seconds: float = 30
    tries: int = 4
    longest_pause_seconds: float = 20


@dataclass(frozen=True, kw_only=True)
class Words:
    """Templates of notes and reasons, and how the service names the country and a final period."""

    note_nl: str
    note_en: str
    reason_nl: str
    reason_en: str
    netherlands: tuple[str, ...]
    final: str


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The column of an indicator; `per` is the start of the key of the column that it is divided by."""

    indicator: str
    key: str
    title: str
    unit: str
    per: str = ""
    times: float = 1
    decimals: int | None = None


@dataclass(frozen=True, kw_only=True)
class TableSettings:
    """One table of a service; with `all_places`, figures of all municipalities in place of those with trials."""

    source: str
    base: str
    table: str
    region: str
    columns: tuple[Wanted, ...]
    period: str = ""
    years: tuple[int, ...] = ()
    modelled: bool = False
    provisional: bool = False
    dimensions: Mapping[str, str] = field(default_factory=dict)
    boundaries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unchecked: tuple[str, ...] = ()
    all_places: bool = False


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The whole file."""

    time: Time
    words: Words
    tables: tuple[TableSettings, ...]


def read_settings(path: Path) -> Settings:
    """Read the settings. Raises RefreshError that names what is wrong with the file."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        words = raw["words"]
        return Settings(
            time=Time(**raw.get("time", {})),
            words=Words(**{**words, "netherlands": tuple(words["netherlands"])}),
            tables=tuple(
                _table(name, raw=table, services=raw["service"], all_places=section == "places")
                for section in ("table", "places")
                for name, table in raw.get(section, {}).items()
            ),
        )
    except (OSError, ValueError, KeyError, TypeError, re.error) as error:
        raise RefreshError(
            f"{path.name} cannot be used: {type(error).__name__}: {error} (expected it as its head says)"
        ) from error


def _table(name: str, *, raw: dict[str, Any], services: dict[str, dict[str, str]], all_places: bool) -> TableSettings:
    if ("year" in raw) == ("period" in raw):
        raise ValueError(f"table {name} needs either year, or period and years")
    for pattern in (*raw.get("dimensions", {}).values(), *(column["title"] for column in raw["columns"].values())):
        re.compile(pattern)
    base = services[raw.pop("service")]["base"].rstrip("/")
    columns = tuple(Wanted(indicator=indicator, **column) for indicator, column in raw.pop("columns").items())
    years = tuple(raw.pop("years", None) or (raw.pop("year"),))
    unchecked = tuple(raw.pop("unchecked", ()))
    return TableSettings(
        source=name, base=base, columns=columns, years=years, unchecked=unchecked, all_places=all_places, **raw
    )
