"""The command line: `python -m dashboard COMMAND` builds, edits and releases the data."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from dashboard import config
from dashboard.errors import DashboardError, DatabaseError, DataError
from dashboard.ingest.build import build as build_database


class Commands(click.Group):
    """A group whose commands name every problem on standard error and exit with 1."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command that was chosen."""
        try:
            return super().invoke(context)
        except ModuleNotFoundError as error:
            raise click.ClickException(f"{error.name} is missing: pip install -r requirements-editing.txt") from error
        except (DashboardError, OSError) as error:
            # The system names the file apart from what is wrong with it.
            text = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else error
            problems = getattr(error, "problems", None) or (text,)
            click.echo("\n".join(map(str, problems)), err=True)
            click.echo(f"{len(problems)} to put right; nothing was written", err=True)
            sys.exit(1)


def _existing(context: click.Context, parameter: click.Parameter, files: Any) -> Any:
    """Refuse files that are not there, all of them at once."""
    missing = [file for file in (files if isinstance(files, tuple) else (files,)) if not file.exists() or file.is_dir()]
    if missing:
        raise DataError([f"{file} is not there (expected a file)" for file in missing])
    return files


_data = click.option("--data", type=click.Path(path_type=Path), default=config.DATA, help="Folder with the CSV files.")
_database = click.option(
    "--database",
    default=lambda: config.settings().database,
    help="What to build: a DuckDB file, or postgresql://user@host/name.",
)
_date = click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), default=lambda: str(config.today()), help="Day of the change."
)
_apply = click.option("--apply", "write", is_flag=True, help="Write the changes, if nothing is wrong.")


@contextmanager
def _file_for(database: str) -> Iterator[Path]:
    """Give the file to build; for PostgreSQL a temporary one, which is published after the block."""
    if not config.is_postgresql(database):
        yield Path(database)
        return
    from dashboard.db.postgres import publish

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "indicators.duckdb"
        yield file
        if file.exists():
            try:
                publish(file, database)
            except DatabaseError as error:
                click.echo(f"{error}\nnothing was published; `python -m dashboard build` tries again", err=True)
                sys.exit(1)


@click.group(cls=Commands)
def cli() -> None:
    """Build, edit and release the data of the dashboard."""


@cli.command()
@_data
@_database
def build(data: Path, database: str) -> None:
    """Check the tables and build the database."""
    with _file_for(database) as file:
        summary = build_database(data=data, database=file)
    for name, rows in summary.rows.items():
        click.echo(f"{name:20} {rows:5} rows")
    target = "PostgreSQL" if config.is_postgresql(database) else database
    click.echo(f"data version {summary.data_version}, {summary.sources} sources, written to {target}")


@cli.command()
@_data
@click.option("--check", is_flag=True, help="Only say what is new.")
def release(data: Path, check: bool) -> None:
    """Release what is new: from then on these rows are not edited."""
    from dashboard.ingest.release import release as release_tables

    news, path = release_tables(data=data, write=not check)
    lines = news.lines()
    for line in lines:
        click.echo(line)
    if not lines:
        click.echo("nothing is new since the last release")
    elif path is None:
        click.echo(f"{len(lines)} new since the last release; not released, because of --check")
    else:
        click.echo(f"{len(lines)} new; released as {path.name}: from now on these rows are not edited")


@cli.group()
def workbook() -> None:
    """Edit the tables in a workbook."""


@workbook.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_data
def export_workbook(file: Path, data: Path) -> None:
    """Write a workbook with a sheet for each table."""
    from dashboard.editing.csv_files import read_current
    from dashboard.editing.workbook.export import export

    current = read_current(data)
    file.write_bytes(export(current))
    rows = sum(len(rows) for rows in current.rows.values())
    click.echo(f"{len(current.rows)} tables, {rows} rows, written to {file}")


@workbook.command("import")
@click.argument("file", type=click.Path(path_type=Path), callback=_existing)
@click.option("--reason-nl", default="", help="Why rows are corrected or withdrawn, where a row gives no reason.")
@click.option("--reason-en", default="", help="The same in English.")
@_data
@_database
@_date
@_apply
def import_workbook(
    file: Path, data: Path, database: str, day: datetime, reason_nl: str, reason_en: str, write: bool
) -> None:
    """Show what a workbook or a CSV file changes; --apply writes it."""
    from dashboard.editing.apply import finish
    from dashboard.editing.csv_files import read_current
    from dashboard.editing.models import Reason
    from dashboard.editing.workbook.reader import plan_upload

    current = read_current(data)
    reason = Reason(day=day.date(), nl=reason_nl.strip(), en=reason_en.strip())
    plan = plan_upload(current, file.read_bytes(), name=file.name, reason=reason)
    with _file_for(database) as target:
        code = finish(current, plan, write=write, database=target)
    sys.exit(code)


@cli.command()
@click.option("--only", multiple=True, metavar="SOURCE", help="Id of a source, such as cbs_85984ned; may be repeated.")
@click.option(
    "--settings", type=click.Path(path_type=Path), help="What to fetch; default refresh.toml beside the CSV files."
)
@_data
@_database
@_date
@_apply
def refresh(
    only: tuple[str, ...], settings: Path | None, data: Path, database: str, day: datetime, write: bool
) -> None:
    """Fetch the official statistics and show what is new or differs."""
    from dashboard.editing.apply import finish
    from dashboard.editing.statistics.refresh import plan_refresh

    current, plan = plan_refresh(data, settings=settings or data / "refresh.toml", only=only, day=day.date())
    with _file_for(database) as target:
        code = finish(current, plan, write=write, database=target)
    sys.exit(code)


@cli.command()
@click.argument("reports", nargs=-1, type=click.Path(path_type=Path), metavar="[REPORT.pdf ...]", callback=_existing)
@_data
@click.option(
    "--folder", type=click.Path(file_okay=False, path_type=Path), default="desk", help="Where drafts are stored."
)
@click.option("--port", type=click.IntRange(1, 65535), default=8060, help="Port on 127.0.0.1; there is no other host.")
def desk(reports: tuple[Path, ...], data: Path, folder: Path, port: int) -> None:
    """Open the report desk: from a page of a report to a checked row."""
    try:
        from dashboard.desk.app import serve
    except ModuleNotFoundError as error:
        package = str(error.name).partition(".")[0]
        raise click.ClickException(f"{package} is missing: pip install -r requirements-desk.txt") from error
    serve(reports, data=data, folder=folder, port=port)


@cli.command()
@click.argument("logs", nargs=-1, required=True, metavar="LOG...", type=click.Path(path_type=Path), callback=_existing)
def usage(logs: tuple[Path, ...]) -> None:
    """Count pages, files and claims per day in access logs, as CSV, without anything about readers."""
    import csv
    from itertools import chain

    from dashboard.web.usage import count, lines_of

    found = count(chain.from_iterable(map(lines_of, logs)))
    csv.writer(sys.stdout, lineterminator="\n").writerows([("day", "kind", "path", "requests"), *found.rows()])
    click.echo(
        f"{found.lines} lines, {found.bad} could not be read; {found.robots} requests of robots and", err=True, nl=False
    )
    click.echo(f" {found.failed} that failed are not counted", err=True)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    try:
        cli.main(arguments, prog_name="python -m dashboard")
    except SystemExit as ended:
        return int(ended.code or 0)


if __name__ == "__main__":
    sys.exit(main())
