"""Read the manifests of releases, and refuse tables in which a published row was edited or is gone.

A manifest is a file releases/<date>.json beside the tables. It names the rows that came with that release and the rows
that it withdrew, each by its key and the date it was added, with a short digest of every cell in the order of `columns`.
A column that a table gets later is not in it, so filling in that column is no edit.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dashboard import config
from dashboard.ingest.problems import Problem
from dashboard.ingest.reader import Row, TableContent
from dashboard.ingest.schema import Table

FOLDER = "releases"
END_COLUMNS = ("withdrawn", "withdrawn_reason_nl", "withdrawn_reason_en")
"""The columns that may be filled in after a row was published: from when on it no longer holds, and why."""


@dataclass(frozen=True, kw_only=True)
class Release:
    """One release: its date, the columns of each table then, and digests of the rows that came and went, by their name."""

    day: date
    columns: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, Mapping[str, str]]
    withdrawn: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class Releases:
    """All releases in order, and what is wrong with their files."""

    releases: tuple[Release, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def last(self) -> date | None:
        """The day of the last release."""
        return self.releases[-1].day if self.releases else None

    @property
    def next_day(self) -> date:
        """The day on which tables may change, and the latest that a row may have: today, or the day after the last release."""
        return max(config.today(), self.last + timedelta(days=1)) if self.last else config.today()

    def came_with(self, table: str, name: str) -> Release | None:
        """Return the release that published a row; None for a row that was never published."""
        return next((release for release in self.releases if name in release.rows.get(table, {})), None)

    def went_with(self, table: str, name: str) -> Release | None:
        """Return the release that withdrew a row; None when no release did."""
        return next((release for release in self.releases if name in release.withdrawn.get(table, {})), None)


def content_columns(table: Table) -> list[str]:
    """Return the columns of a table that do not say when a row holds."""
    return [name for name in table.columns if name != "added" and name not in END_COLUMNS]


def version_name(cells: Mapping[str, object], *, key: Iterable[str]) -> str:
    """Return the name of one version of a row: its key and the date it was added."""
    return f"{','.join(str(cells[name]) for name in key)}@{cells['added']}"


def digests(cells: Mapping[str, object], *, columns: Iterable[str]) -> str:
    """Return a short digest of each cell, in the order of the columns; a dash for an empty cell."""
    values = (cells.get(name) for name in columns)
    return " ".join("-" if v is None else hashlib.sha256(str(v).encode()).hexdigest()[:8] for v in values)


def file_digest(path: Path) -> str:
    """Return the digest of a manifest, which the next one repeats, so that an old one cannot change unnoticed."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def read_releases(data: Path) -> Releases:
    """Read the manifests of a data folder. Nothing is raised: see `problems`."""
    releases: list[Release] = []
    problems: list[Problem] = []
    previous: Path | None = None
    for path in sorted((data / FOLDER).glob("*.json")):
        file = f"{FOLDER}/{path.name}"
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            release = Release(
                day=date.fromisoformat(raw["released"]),
                columns={name: tuple(columns) for name, columns in raw["columns"].items()},
                rows={name: dict(rows) for name, rows in raw["rows"].items()},
                withdrawn={name: dict(rows) for name, rows in raw["withdrawn"].items()},
            )
            follows = raw["follows"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            expected = "the file as `python -m dashboard release` wrote it"
            problems.append(
                Problem(file=file, problem="not a release that can be read", value=str(error), expected=expected)
            )
            continue
        if path.stem != str(release.day):
            expected, value = f"{release.day}.json", str(release.day)
            problems.append(Problem(file=file, problem="not named after its date", value=value, expected=expected))
        if follows != ({"release": previous.stem, "sha256": file_digest(previous)} if previous else None):
            problem = "the release before it is gone or was edited"
            expected = "every release as it was published" if previous else "the releases before it"
            value = str(follows.get("release", "")) if isinstance(follows, dict) else ""
            problems.append(Problem(file=file, problem=problem, value=value, expected=expected))
        releases.append(release)
        previous = path
    return Releases(releases=tuple(releases), problems=tuple(problems))


def check_releases(contents: Mapping[str, TableContent], *, releases: Releases) -> Iterator[Problem]:
    """Find published rows that were edited, are gone or hold again, and rows that change what an earlier date gives."""
    yield from releases.problems
    if releases.last is None:
        return
    for content in contents.values():
        # In a table with refused cells or lines, each of them would be reported again as an edit.
        if not content.problems:
            yield from _check_table(content, releases, releases.last)


def _check_table(content: TableContent, releases: Releases, last: date) -> Iterator[Problem]:
    table = content.table
    names: set[str] = set()
    # A table that came after the last release changes nothing that an earlier date gave.
    is_known = any(table.name in release.columns for release in releases.releases)
    for row in content.rows:
        name, added = version_name(row.values, key=table.key), row.values["added"]
        release = releases.came_with(table.name, name)
        if release:
            names.add(name)
            yield from _check_content(table, row, name, release)
            yield from _check_end(table, row, name, releases, last)
        elif is_known and isinstance(added, date) and added <= last:
            problem = f"added is not after the last release, {last}, and the row was not in it"
            expected = f"a date after {last} for a new row; a published row keeps its key and its date"
            yield Problem(file=table.file, line=row.line, problem=problem, value=name, expected=expected)
    for release in releases.releases:
        for name in release.rows.get(table.name, {}):
            if name not in names:
                problem = f"a row that was published on {release.day} is gone"
                expected = "the row as it was, with withdrawn and its reasons when it no longer holds"
                yield Problem(file=table.file, problem=problem, value=name, expected=expected)


def _check_content(table: Table, row: Row, name: str, release: Release) -> Iterator[Problem]:
    columns = [column for column in release.columns[table.name] if column in table.columns]
    published = dict(zip(release.columns[table.name], release.rows[table.name][name].split(" "), strict=False))
    edited = [column for column in columns if digests(row.values, columns=[column]) != published.get(column)]
    if edited:
        problem = f"{', '.join(edited)} was edited in a row that was published on {release.day}"
        expected = "the row as it was, withdrawn with its reasons, and a new row with the same key and the correction"
        yield Problem(file=table.file, line=row.line, problem=problem, value=name, expected=expected)


def _check_end(table: Table, row: Row, name: str, releases: Releases, last: date) -> Iterator[Problem]:
    release, day = releases.went_with(table.name, name), row.values["withdrawn"]
    if release and digests(row.values, columns=END_COLUMNS) != release.withdrawn[table.name][name]:
        problem = f"the withdrawal that was published on {release.day} was edited"
        expected = "withdrawn and its reasons as they were; what holds again is a new row"
        yield Problem(file=table.file, line=row.line, problem=problem, value=name, expected=expected)
    elif not release and isinstance(day, date) and day <= last:
        problem = f"withdrawn is not after the last release, {last}, which still had the row"
        yield Problem(file=table.file, line=row.line, problem=problem, value=str(day), expected=f"a date after {last}")
