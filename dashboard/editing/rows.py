"""Rows as text, as they stand in the csv files or as somebody wants them, and what is wrong with those."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.ingest.cells import read_cell
from dashboard.ingest.csv_reader import Unreadable, read_lines
from dashboard.ingest.manifest import LIFE, Released, read_released
from dashboard.ingest.problems import TablesRefused
from dashboard.ingest.schema import Table, load_schema

Cells = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a wanted row stands. `letters` names the columns of a sheet; without them a column goes by its own name."""

    where: str
    row: int = 0
    letters: Mapping[str, str] = field(default_factory=dict)
    unit: str = "row"

    def at(self, column: str = "") -> str:
        """`sheet observations, cell M12`, or the row when no column is given."""
        if column and self.letters.get(column):
            return f"{self.where}, cell {self.letters[column]}{self.row}"
        row = f", {self.unit} {self.row}" if self.row else ""
        return f"{self.where}{row}" + (f", column {column}" if column else "")


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """One thing that stops a change: where it is, what it is, and what would cure it."""

    place: str
    problem: str
    cure: str
    value: str = ""

    def __str__(self) -> str:
        shown = " ".join(self.value.split())
        shown = f": {shown[:77]}..." if len(shown) > 80 else f": {shown}" if shown else ""
        return f"{self.place}: {self.problem}{shown} (expected {self.cure})"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A row as somebody wants it; columns that are left out are empty."""

    place: Place
    cells: Cells


@dataclass(frozen=True, kw_only=True)
class Current:
    """The tables as they are: rows as text in the order of the files, what is released, and a stamp of it all."""

    folder: Path
    schema: Mapping[str, Table]
    rows: Mapping[str, Sequence[Cells]]
    released: Released
    stamp: str


def read_current(data: Path) -> Current:
    """Read the tables of a folder that the build accepts. Raises DataError when a file cannot be read."""
    schema = load_schema()
    rows: dict[str, list[Cells]] = {}
    for name, table in schema.items():
        try:
            (_, header), *lines = read_lines(data / table.file)
        except Unreadable as error:
            raise TablesRefused([error.problem], folder=str(data)) from error
        rows[name] = [dict(zip(header, cells, strict=True)) for _, cells in lines]
    return Current(folder=data, schema=schema, rows=rows, released=read_released(data), stamp=stamp_of(data))


def stamp_of(data: Path) -> str:
    """Changes with every byte of the tables."""
    digest = hashlib.sha256()
    for table in load_schema().values():
        digest.update((data / table.file).read_bytes())
    return digest.hexdigest()[:16]


def content_columns(table: Table) -> list[str]:
    """The columns that are not about when a row holds."""
    return [name for name in table.columns if name not in LIFE]


def same(one: str, other: str, *, table: Table, column: str) -> bool:
    """Whether two texts are the same value: 38 and 38.0 are."""
    if one == other:
        return True
    known = table.columns[column]
    return known.type in ("number", "integer") and read_cell(one, column=known) == read_cell(other, column=known)


def differing(one: Cells, other: Cells, *, table: Table) -> list[str]:
    """The content columns in which two rows differ."""
    return [
        name
        for name in content_columns(table)
        if not same(one.get(name, ""), other.get(name, ""), table=table, column=name)
    ]


def as_csv(rows: Sequence[Cells], *, table: Table) -> tuple[str, list[int]]:
    """The text of a csv file with these rows, and the line on which each begins."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.columns)
    lines, line = [], 2
    for cells in rows:
        lines.append(line)
        start = buffer.tell()
        writer.writerow([cells.get(name, "") for name in table.columns])
        line += buffer.getvalue().count("\n", start)
    return buffer.getvalue(), lines
