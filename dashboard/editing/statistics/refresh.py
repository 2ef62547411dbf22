"""Fetch the official statistics again, and plan what would change in the tables."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click
import pandas as pd

from dashboard.editing.csv_files import read_current
from dashboard.editing.diff import plan
from dashboard.editing.models import Current, Plan, Reason
from dashboard.editing.statistics.reshape import fetch
from dashboard.editing.statistics.rows import wanted_rows
from dashboard.editing.statistics.service import Service
from dashboard.editing.statistics.settings import RefreshError, Settings, TableSettings, read_settings


def plan_refresh(data: Path, *, settings: Path, only: Sequence[str], day: date) -> tuple[Current, Plan]:
    """Fetch the statistics of the sources in `only`, or of all. Returns the tables and what would change in them.

    Raises RefreshError when the settings or the services do not allow it.
    """
    chosen = read_settings(settings)
    current = read_current(data)
    words, tables = chosen.words, _choose(chosen, only=only, current=current)
    figures, missing = _fetch(tables, settings=chosen, current=current)
    by_source = {table.source: table for table in chosen.tables}
    wanted, remarks = wanted_rows(figures, current=current, tables=by_source, words=words, day=day)
    reason = Reason(day=day, nl=words.reason_nl.format(day=day), en=words.reason_en.format(day=day))
    planned = plan(current, {"context": wanted}, reason=reason, whole=False)
    return current, replace(planned, remarks=(*missing, *remarks))


def _choose(settings: Settings, *, only: Sequence[str], current: Current) -> list[TableSettings]:
    """Return the tables to fetch. Each must be a source of the data, whose title names the number of the table."""
    titles = {row["id"]: row["title"] for row in current.rows["sources"] if not row["withdrawn"]}
    for table in settings.tables:
        if table.table.lower() not in titles.get(table.source, "").lower():
            raise RefreshError(
                f"refresh.toml: {table.source} is no source with {table.table} in its title (expected one in sources.csv)"
            )
    unknown = set(only) - {table.source for table in settings.tables}
    if unknown:
        known = ", ".join(table.source for table in settings.tables)
        raise RefreshError(f"no table for {', '.join(sorted(unknown))} in refresh.toml (expected one of {known})")
    return [table for table in settings.tables if not only or table.source in only]


def _fetch(tables: list[TableSettings], *, settings: Settings, current: Current) -> tuple[pd.DataFrame, list[str]]:
    areas = {row["gm_code"]: row["id"] for row in current.rows["municipalities"] if not row["withdrawn"]}
    service = Service(limits=settings.time, on_retry=lambda text: click.echo(f"tries again: {text}", err=True))
    frames: list[pd.DataFrame] = []
    missing: list[str] = []
    with click.progressbar(tables, label="tables", file=sys.stderr, item_show_func=_source) as progress:
        for table in progress:
            figures, gaps = fetch(table, service=service, areas=areas, words=settings.words)
            frames.append(figures)
            unchecked = (
                f"{table.table}: not checked at the service when this was written: {one}" for one in table.unchecked
            )
            missing += [*gaps, *unchecked]
    return pd.concat(frames, ignore_index=True), missing


def _source(table: TableSettings | None) -> str:
    return table.source if table else ""
