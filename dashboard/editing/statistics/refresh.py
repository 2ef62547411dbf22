"""Fetch the official statistics again, as changes to look at before anything is written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from dashboard.editing.models import Plan, Reason
from dashboard.editing.plan import plan
from dashboard.editing.rows import Current, read_current
from dashboard.editing.statistics.reshape import Figure, fetch
from dashboard.editing.statistics.rows import compare
from dashboard.editing.statistics.service import Service
from dashboard.editing.statistics.settings import RefreshError, Settings, TableSettings, read_settings


def plan_refresh(data: Path, *, settings: Path, only: Sequence[str], day: date) -> tuple[Current, Plan]:
    """Fetch the statistics of the sources in `only`, or of all, and return the tables with what would change in them.

    Raises RefreshError for what the services or the settings do not allow; nothing is written.
    """
    chosen = read_settings(settings)
    current = read_current(data)
    tables = _chosen(chosen, only=only, current=current)
    figures, missing = _fetch(tables, settings=chosen, current=current)
    return current, _plan(figures, missing, current=current, settings=chosen, day=day)


def _chosen(settings: Settings, *, only: Sequence[str], current: Current) -> list[TableSettings]:
    """The tables to fetch; each must be a source that the data cite, under the number that its title names."""
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


def _fetch(tables: list[TableSettings], *, settings: Settings, current: Current) -> tuple[list[Figure], list[str]]:
    areas = {row["gm_code"]: row["id"] for row in current.rows["municipalities"] if not row["withdrawn"]}
    figures: list[Figure] = []
    missing: list[str] = []
    service = Service(limits=settings.time, on_retry=lambda text: click.echo(f"tries again: {text}", err=True))
    with click.progressbar(tables, label="tables", file=sys.stderr, item_show_func=_source) as progress:
        for table in progress:
            fetched = fetch(table, service=service, areas=areas, words=settings.words)
            figures += fetched.figures
            missing += fetched.missing
            missing += [
                f"{table.table}: not checked at the service when this was written: {one}" for one in table.unchecked
            ]
    return figures, missing


def _source(table: TableSettings | None) -> str:
    return table.source if table else ""


def _plan(figures: list[Figure], missing: list[str], *, current: Current, settings: Settings, day: date) -> Plan:
    by_source = {table.source: table for table in settings.tables}
    compared = compare(figures, current=current, tables=by_source, words=settings.words, day=day)
    words = settings.words
    reason = Reason(day=day, nl=words.reason_nl.format(day=day), en=words.reason_en.format(day=day))
    made = plan(current, {"context": compared.wanted}, reason=reason, whole=False)
    remarks = (*missing, *compared.remarks)
    return Plan(changes=made.changes, troubles=made.troubles, rows=made.rows, remarks=remarks)
