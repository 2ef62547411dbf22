"""A table on a page: first the words in each cell, then cells with their heads."""

import re
from dataclasses import dataclass

from dashboard.editing.reports.numbers import is_number
from dashboard.editing.reports.words import Box, Word

CAPTION = re.compile(r"(Tabel|Table|Figuur|Figure|Overzicht)\s+[A-Z]?[\d]+([.\-]\d+)*[a-z]?\b")
"""What the line above a table begins with."""

NEAR = 3.0
"""Edges that are this close, in points, are the same edge."""


@dataclass(frozen=True)
class Piece:
    """The words of a cell, and the rows and columns that it covers."""

    words: tuple[Word, ...]
    box: Box
    rows: range
    columns: range


Grid = tuple[Piece, ...]
"""The cells of a table on one page."""


@dataclass(frozen=True)
class Cell:
    """A cell: its text without the marks of footnotes, where it is, and the heads that it stands under and beside."""

    text: str
    box: Box
    row_heads: tuple[str, ...] = ()
    column_heads: tuple[str, ...] = ()
    marks: str = ""
    page: int = 0
    is_head: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is a number that may become a row."""
        return not self.is_head and is_number(self.text)


@dataclass(frozen=True)
class Table:
    """A table: rows of equal length, of which the first `head_rows` are heads, and the cells that merged heads cover repeat.

    `continued`: it began on an earlier page, which gave its heads. `name` is how the report calls it, such as `Tabel 3`.
    """

    page: int
    box: Box
    rows: tuple[tuple[Cell, ...], ...]
    head_rows: int = 0
    name: str = ""
    caption: str = ""
    continued: bool = False

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that it stands on."""
        return tuple(sorted({cell.page for row in self.rows for cell in row}))
