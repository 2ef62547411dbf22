"""The tables of a page: each cell with the heads of its row and columns, also where a table goes on from the page before."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dashboard.editing.reports.cells import CAPTION, Grid
from dashboard.editing.reports.grids import grids
from dashboard.editing.reports.layout import blocks, joined, marks
from dashboard.editing.reports.numbers import is_number
from dashboard.editing.reports.pdf import Page
from dashboard.editing.reports.words import Box

_YEAR = re.compile(r"(19|20)\d\d")
_MOST_PAGES = 20


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


def tables(page: Page) -> tuple[Table, ...]:
    """Return the tables of a page from top to bottom. The last has its rows on the pages that follow too.

    A table that began on an earlier page has its own rows only, with the heads of that page.
    """
    found = list(_tables(page))
    if found and (before := _begun_before(page, found[0])):
        found[0] = _with_heads(found[0], before)
    number = page.number
    while found and number < page.report.page_count and number - page.number < _MOST_PAGES:
        following = page.report.page(number + 1)
        rest = _tables(following)
        if not rest or not _goes_on(page.report.page(number), found[-1], following, rest[0]):
            break
        found[-1] = replace(found[-1], rows=(*found[-1].rows, *_body(_with_heads(rest[0], found[-1]))))
        if len(rest) > 1:
            break
        number += 1
    return tuple(found)


def _begun_before(page: Page, table: Table) -> Table | None:
    """Return the first part of a table that goes on on this page."""
    number, first, start = page.number, table, None
    while number > 1 and page.number - number < _MOST_PAGES:
        before = page.report.page(number - 1)
        earlier = _tables(before)
        if not earlier or not _goes_on(before, earlier[-1], page.report.page(number), first):
            break
        start = first = earlier[-1]
        if len(earlier) > 1:
            break
        number -= 1
    return start


def _goes_on(page: Page, table: Table, following: Page, other: Table) -> bool:
    """Return whether a table is the same one as the first of the next page: same columns, and no text between the two."""
    if len(table.rows[0]) != len(other.rows[0]) or other.name not in ("", table.name):
        return False
    ends = [
        sum(word.top > _end(table, page.number) for word in page.words if word.bottom < page.height * 0.9),
        sum(word.bottom < other.box.top for word in following.words if word.top > following.height * 0.1),
    ]
    return ends[0] <= 3 and (ends[1] <= 3 or bool(other.name))


def _end(table: Table, number: int) -> float:
    return max(cell.box.bottom for row in table.rows for cell in row if cell.page == number)


def _body(table: Table) -> tuple[tuple[Cell, ...], ...]:
    return table.rows[table.head_rows :]


def _with_heads(table: Table, first: Table) -> Table:
    """Return the part of a table on a later page with the heads of its first part, unless it repeats them."""
    texts = [cell.text for row in first.rows[: first.head_rows] for cell in row]
    repeated = texts == [cell.text for row in table.rows[: first.head_rows] for cell in row]
    if not repeated and table.head_rows:
        return replace(table, continued=True)
    heads = first.rows[: first.head_rows]
    body = table.rows[first.head_rows if repeated else 0 :]
    rows = tuple(
        tuple(replace(cell, column_heads=_heads(heads, at)) for at, cell in enumerate(row))
        for row in _labelled(body, page=table.page)
    )
    return replace(
        table, rows=(*heads, *rows), head_rows=first.head_rows, name=first.name, caption=first.caption, continued=True
    )


@lru_cache(maxsize=16)
def _tables(page: Page) -> tuple[Table, ...]:
    """Return the tables of a page as if it were alone."""
    return tuple(_table(page, grid) for grid in grids(page))


def _table(page: Page, grid: Grid) -> Table:
    rows = _spread(grid, page=page.number)
    count = _head_rows(rows)
    heads = rows[:count]
    body = [
        tuple(replace(cell, column_heads=_heads(heads, at)) for at, cell in enumerate(row))
        for row in _labelled(rows[count:], page=page.number)
    ]
    name, caption = _caption(page, grid.box)
    shown = [tuple(replace(cell, is_head=True) for cell in row) for row in heads]
    return Table(page.number, grid.box, (*shown, *body), head_rows=count, name=name, caption=caption)


def _spread(grid: Grid, *, page: int) -> list[tuple[Cell, ...]]:
    """Return the rows, with a merged cell in each place that it covers, and without rows and columns that are empty."""
    places = [[Cell("", grid.box, page=page)] * grid.column_count for _ in range(grid.row_count)]
    for piece in grid.pieces:
        cell = Cell(joined(piece.words), piece.box, marks=marks(piece.words), page=page)
        for row in range(piece.rows[0], piece.rows[1] + 1):
            for column in range(piece.columns[0], piece.columns[1] + 1):
                places[row][column] = cell
    used = [at for at in range(grid.column_count) if any(row[at].text for row in places)]
    return [tuple(row[at] for at in used) for row in places if any(cell.text for cell in row)]


def _head_rows(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many rows at the top have no numbers but years; none when that would be all rows."""
    count = next((at for at, row in enumerate(rows) if not _is_head(row)), len(rows))
    return count if count < len(rows) else 0


def _is_head(row: Sequence[Cell]) -> bool:
    values = [cell.text for cell in row[1:] if is_number(cell.text)]
    filled = [cell.text for cell in row[1:] if cell.text]
    return bool(filled) and all(_YEAR.fullmatch(text) for text in values)


def _heads(heads: Iterable[Sequence[Cell]], column: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row[column].text for row in heads if row[column].text))


def _labelled(rows: Sequence[Sequence[Cell]], *, page: int) -> list[tuple[Cell, ...]]:
    """Return the rows of the body with the heads of each row: its first cells, and the row that names a group of rows."""
    if not rows:
        return []
    width = _label_columns(rows)
    group = ""
    last = [""] * width
    found = []
    for row in rows:
        labels = [cell.text for cell in row[:width]]
        if labels[0] and len({cell.text for cell in row if cell.text}) == 1:
            group, last = labels[0], [""] * width
            found.append(tuple(replace(cell, is_head=True) for cell in row))
            continue
        if not labels[0] and any(labels):
            # The first label holds for the rows below it until there is another one.
            labels = [label or before for label, before in zip(labels, last, strict=True)]
        last = labels
        heads = tuple(dict.fromkeys(text for text in (group, *labels) if text))
        found.append(
            tuple(
                replace(cell, row_heads=heads, is_head=at < width and not is_number(cell.text))
                for at, cell in enumerate(row)
            )
        )
    return found


def _label_columns(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many columns at the left name the rows: the first, and those after it that are mostly words."""
    width = 1
    while width < len(rows[0]) - 1:
        texts = [row[width].text for row in rows if row[width].text and len({cell.text for cell in row}) > 1]
        if not texts or sum(is_number(text) or text in "-–." for text in texts) * 2 >= len(texts):
            break
        width += 1
    return width


def _caption(page: Page, box: Box) -> tuple[str, str]:
    """Return the name of a table and its whole caption, from the line above it or else below it."""
    found = [(line.text, line.box) for block in blocks(page) for line in block if CAPTION.match(line.text)]
    above = [(box.top - at.bottom, text) for text, at in found if -5 < box.top - at.bottom < 60]
    below = [(at.top - box.bottom + 60, text) for text, at in found if -5 < at.top - box.bottom < 40]
    if not (nearest := sorted([*above, *below])):
        return "", ""
    caption = nearest[0][1]
    match = CAPTION.match(caption)
    return (match.group() if match else ""), caption
