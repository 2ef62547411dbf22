"""What the modules of this package exchange: tables as they are, wanted rows, and the changes between the two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from dashboard.ingest.manifest import Releases
from dashboard.ingest.problems import one_line
from dashboard.ingest.schema import Table

Cells = Mapping[str, str]
"""A row as text, by column."""

ChangeKind = Literal["added", "corrected", "withdrawn", "changed", "removed"]


@dataclass(frozen=True, kw_only=True)
class Current:
    """The tables as they are, in the order of the files; `stamp` changes with every byte of them."""

    folder: Path
    schema: Mapping[str, Table]
    rows: Mapping[str, Sequence[Cells]]
    releases: Releases
    stamp: str

    def live(self, table: str) -> list[Cells]:
        """Return the rows of a table that are not withdrawn."""
        return [row for row in self.rows[table] if not row["withdrawn"]]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a wanted row stands. `letters` are those of the columns in a worksheet; elsewhere columns go by their name."""

    where: str
    row: int = 0
    letters: Mapping[str, str] = field(default_factory=dict)
    unit: str = "row"

    def at(self, column: str = "") -> str:
        """Return `sheet observations, cell M12`, or the row when no column is given."""
        if column and self.letters.get(column):
            return f"{self.where}, cell {self.letters[column]}{self.row}"
        row = f", {self.unit} {self.row}" if self.row else ""
        return f"{self.where}{row}" + (f", column {column}" if column else "")


@dataclass(frozen=True, kw_only=True)
class EditProblem:
    """One thing that stops a change: where it is, what it is, and what was expected."""

    place: str
    problem: str
    expected: str
    value: str = ""

    def __str__(self) -> str:
        return one_line(self.place, self.problem, value=self.value, expected=self.expected)


@dataclass(frozen=True, kw_only=True)
class WantedRow:
    """A row as it should be; columns that are left out are empty."""

    place: Place
    cells: Cells


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why rows are corrected or withdrawn, in both languages, and from which day."""

    day: date
    nl: str = ""
    en: str = ""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change. Rows that are `changed` and `removed` were not published yet; `reason` is (Dutch, English)."""

    kind: ChangeKind
    table: str
    key: tuple[str, ...]
    place: str
    old: Cells | None = None
    new: Cells | None = None
    columns: tuple[str, ...] = ()
    reason: tuple[str, str] = ("", "")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What would change, what stops it, and the rows that each changed table would have, with where each comes from."""

    changes: tuple[Change, ...] = ()
    problems: tuple[EditProblem, ...] = ()
    rows: Mapping[str, Sequence[tuple[Cells, Place | None]]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
