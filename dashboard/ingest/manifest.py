"""What was published: a digest of every cell of every row, by release, so that an edited or vanished row is refused.

A release is a file releases/<date>.json beside the tables. It has the rows that came with that release, and the rows that it
withdrew. A row is named by its table, its key and the date it was added; its digests stand in the order of `columns`, a dash
for an empty cell. A column that is added to a table later is not in them, so filling it in is no edit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.ingest.cells import Value
from dashboard.ingest.problems import Problem
from dashboard.ingest.reader import Content, Row

FOLDER = "releases"

LIFE = ("added", "withdrawn", "withdrawn_reason_nl", "withdrawn_reason_en")
"""The columns that say when a row holds; all others are its content. Only the last three may be filled in afterwards."""

_END = LIFE[1:]


@dataclass(frozen=True, kw_only=True)
class Release:
    """One release: its date, the columns of each table then, and digests of the rows that came and that went, by name."""

    day: date
    columns: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, Mapping[str, str]]
    withdrawn: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class Released:
    """All releases in order, and what is wrong with their files."""

    releases: tuple[Release, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def last(self) -> date | None:
        """The day of the last release."""
        return self.releases[-1].day if self.releases else None

    def came_with(self, table: str, name: str) -> Release | None:
        """The release that published a row; None for a row that was never published."""
        return next((one for one in self.releases if name in one.rows.get(table, {})), None)

    def went_with(self, table: str, name: str) -> Release | None:
        """The release that withdrew a row; None for a row that holds, or whose withdrawal was not published."""
        return next((one for one in self.releases if name in one.withdrawn.get(table, {})), None)


def name_of(row: Row, *, key: Iterable[str]) -> str:
    """The name of one version of a row: its key and the date it was added."""
    return f"{','.join(str(row.values[name]) for name in key)}@{row.values['added']}"


def digests(values: Mapping[str, Value], *, columns: Iterable[str]) -> str:
    """A short digest of each cell, in the order of the columns; a dash for an empty cell."""
    return " ".join(_digest(values.get(name)) for name in columns)


def end_digests(values: Mapping[str, Value]) -> str:
    """The digests of when and why a row was withdrawn."""
    return digests(values, columns=_END)


def _digest(value: Value) -> str:
    if value is None:
        return "-"
    return hashlib.sha256(str(value).encode()).hexdigest()[:8]


def file_digest(path: Path) -> str:
    """The digest of a release file, which the next one repeats, so that an old release cannot change unnoticed."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def read_released(data: Path) -> Released:
    """The releases of a data folder; none when nothing was released yet. Nothing is raised: see `problems`."""
    releases: list[Release] = []
    problems: list[Problem] = []
    before: Path | None = None
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
            expected = "the file as python -m dashboard release wrote it"
            problems.append(
                Problem(file=file, problem="not a release that can be read", value=str(error), expected=expected)
            )
            continue
        if path.stem != release.day.isoformat():
            problems.append(
                Problem(
                    file=file,
                    problem="not named after its date",
                    value=str(release.day),
                    expected=f"{release.day}.json",
                )
            )
        wanted = {"release": before.stem, "sha256": file_digest(before)} if before else None
        if follows != wanted:
            expected = "every release as it was published" if before else "the releases before it"
            value = follows["release"] if isinstance(follows, dict) and "release" in follows else ""
            problems.append(
                Problem(
                    file=file, problem="the release before it is gone or was edited", value=value, expected=expected
                )
            )
        releases.append(release)
        before = path
    return Released(releases=tuple(releases), problems=tuple(problems))


def check_released(contents: Mapping[str, Content], *, released: Released) -> Iterator[Problem]:
    """Published rows that were edited, have vanished or hold again, and rows that change what an earlier date gives."""
    yield from released.problems
    if released.last is None:
        return
    for content in contents.values():
        # In a table with refused cells or lines, every one of them would be told again as an edit.
        if content.problems:
            continue
        yield from _check_table(content, released=released, last=released.last)


def _check_table(content: Content, *, released: Released, last: date) -> Iterator[Problem]:
    table = content.table
    there: set[str] = set()
    # A table that came after the last release changes nothing that an earlier date gave.
    known = any(table.name in release.columns for release in released.releases)
    for row in content.rows:
        name = name_of(row, key=table.key)
        release = released.came_with(table.name, name)
        if release:
            there.add(name)
            yield from _edited(content, row=row, name=name, release=release)
            yield from _ended(content, row=row, name=name, released=released, last=last)
        elif known and isinstance(row.values["added"], date) and row.values["added"] <= last:
            yield Problem(
                file=table.file,
                line=row.line,
                problem=f"added is not after the last release, {last}, and the row was not in it",
                value=name,
                expected=f"a date after {last} for a new row; a published row keeps its key and its date",
            )
    for release in released.releases:
        for name in release.rows.get(table.name, {}):
            if name not in there:
                yield Problem(
                    file=table.file,
                    problem=f"a row that was published on {release.day} is gone",
                    value=name,
                    expected="the row as it was, with withdrawn and its reasons when it no longer holds",
                )


def _edited(content: Content, *, row: Row, name: str, release: Release) -> Iterator[Problem]:
    table = content.table
    columns = release.columns[table.name]
    before = release.rows[table.name][name].split(" ")
    changed = [
        column
        for column, digest in zip(columns, before, strict=False)
        if column in table.columns and _digest(row.values[column]) != digest
    ]
    if changed:
        yield Problem(
            file=table.file,
            line=row.line,
            problem=f"{', '.join(changed)} was edited in a row that was published on {release.day}",
            value=name,
            expected="the row as it was, withdrawn with its reasons, and a new row with the same key and the correction",
        )


def _ended(content: Content, *, row: Row, name: str, released: Released, last: date) -> Iterator[Problem]:
    file = content.table.file
    release = released.went_with(content.table.name, name)
    if release and end_digests(row.values) != release.withdrawn[content.table.name][name]:
        yield Problem(
            file=file,
            line=row.line,
            problem=f"the withdrawal that was published on {release.day} was edited",
            value=name,
            expected="withdrawn and its reasons as they were; what holds again is a new row",
        )
    day = row.values["withdrawn"]
    if not release and isinstance(day, date) and day <= last:
        yield Problem(
            file=file,
            line=row.line,
            problem=f"withdrawn is not after the last release, {last}, which still had the row",
            value=str(day),
            expected=f"a date after {last}",
        )
