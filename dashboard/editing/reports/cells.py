"""The cells of a table on a page, before it is known which are heads."""

import re
from dataclasses import dataclass

from dashboard.editing.reports.words import Box, Word

CAPTION = re.compile(r"(Tabel|Table|Figuur|Figure|Overzicht)\s+[A-Z]?[\d]+([.\-]\d+)*[a-z]?\b")
"""What the line above a table begins with."""

NEAR = 3.0
"""Edges that are this close, in points, are the same edge."""


@dataclass(frozen=True)
class Piece:
    """The words of a cell, and the rows and columns that it covers, both ends included."""

    words: tuple[Word, ...]
    box: Box
    rows: tuple[int, int]
    columns: tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """The cells of a table on one page."""

    box: Box
    pieces: tuple[Piece, ...]

    @property
    def row_count(self) -> int:
        """The number of rows."""
        return 1 + max(piece.rows[1] for piece in self.pieces)

    @property
    def column_count(self) -> int:
        """The number of columns."""
        return 1 + max(piece.columns[1] for piece in self.pieces)
