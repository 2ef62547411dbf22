"""Official statistics fetched anew: what is new or differs, to look at; --apply writes it in the append-only way.

python -m dashboard.editing.statistics [--apply] [--only SOURCE ...]
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from dashboard import config
from dashboard.editing.cli import finish
from dashboard.editing.models import Plan, Reason
from dashboard.editing.plan import plan
from dashboard.editing.rows import Current, read_current
from dashboard.editing.statistics.reshape import Figure, fetch
from dashboard.editing.statistics.rows import compare
from dashboard.editing.statistics.service import Service
from dashboard.editing.statistics.settings import RefreshError, Settings, TableSettings, read_settings
from dashboard.errors import DataError
from dashboard.ingest.csv_reader import Unreadable


def main(arguments: list[str] | None = None) -> int:
    """Fetch and compare (0), or say what went wrong and change nothing (1)."""
    parser = argparse.ArgumentParser(
        prog="python -m dashboard.editing.statistics", description="Official statistics fetched anew."
    )
    parser.add_argument("--apply", action="store_true", help="write the changes, if nothing is wrong")
    parser.add_argument("--only", nargs="+", default=[], metavar="SOURCE", help="ids of sources, such as cbs_85984ned")
    parser.add_argument("--data", type=Path, default=config.DATA, help="folder with the csv files")
    parser.add_argument("--settings", type=Path, help="what to fetch; refresh.toml in the folder with the csv files")
    parser.add_argument("--database", type=Path, default=config.DATABASE, help="file to build after --apply")
    parser.add_argument(
        "--date", type=date.fromisoformat, default=date.today(), help="day of the change, YYYY-MM-DD; today"
    )
    chosen = parser.parse_args(arguments)
    console = Console(stderr=True)
    try:
        settings = read_settings(chosen.settings or chosen.data / "refresh.toml")
        current = read_current(chosen.data)
        tables = _chosen(settings, only=chosen.only, current=current)
        figures, missing = _fetch(tables, settings=settings, current=current, console=console)
        made = _plan(figures, missing, current=current, settings=settings, day=chosen.date)
        return finish(current, made, write=chosen.apply, database=chosen.database)
    except Unreadable as error:
        print(error.problem.in_folder(str(chosen.data)), file=sys.stderr)
    except (RefreshError, DataError, ValueError, OSError) as error:
        print(error, file=sys.stderr)
    print("nothing was written", file=sys.stderr)
    return 1


def _chosen(settings: Settings, *, only: list[str], current: Current) -> list[TableSettings]:
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


def _fetch(
    tables: list[TableSettings], *, settings: Settings, current: Current, console: Console
) -> tuple[list[Figure], list[str]]:
    areas = {row["gm_code"]: row["id"] for row in current.rows["municipalities"] if not row["withdrawn"]}
    figures: list[Figure] = []
    missing: list[str] = []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("tables", total=len(tables))
        service = Service(limits=settings.time, told=lambda text: console.print(f"tries again: {text}", markup=False))
        for table in tables:
            progress.update(task, description=table.source)
            fetched = fetch(table, service=service, areas=areas, words=settings.words)
            figures += fetched.figures
            missing += fetched.missing
            missing += [
                f"{table.table}: not checked at the service when this was written: {one}" for one in table.unchecked
            ]
            progress.advance(task)
    return figures, missing


def _plan(figures: list[Figure], missing: list[str], *, current: Current, settings: Settings, day: date) -> Plan:
    by_source = {table.source: table for table in settings.tables}
    compared = compare(figures, current=current, tables=by_source, words=settings.words, day=day)
    words = settings.words
    reason = Reason(day=day, nl=words.reason_nl.format(day=day), en=words.reason_en.format(day=day))
    made = plan(current, {"context": compared.wanted}, reason=reason, whole=False)
    remarks = (*missing, *compared.remarks)
    return Plan(changes=made.changes, troubles=made.troubles, rows=made.rows, remarks=remarks)


if __name__ == "__main__":
    sys.exit(main())
