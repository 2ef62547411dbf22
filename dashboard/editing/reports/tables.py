"""The tables of a page: each cell with the heads of its row and columns, also where a table goes on from the page before."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from dashboard.editing.reports.grids import CAPTION, Grid, box_of, grids
from dashboard.editing.reports.layout import blocks, joined, marks
from dashboard.editing.reports.numbers import is_number
from dashboard.editing.reports.pdf import Page
from dashboard.editing.reports.words import Box, around

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
        more = _with_heads(rest[0], found[-1])
        found[-1] = replace(found[-1], rows=(*found[-1].rows, *more.rows[more.head_rows :]))
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
    end = max(cell.box.bottom for row in table.rows for cell in row if cell.page == page.number)
    ends = [
        sum(word.top > end for word in page.words if word.bottom < page.height * 0.9),
        sum(word.bottom < other.box.top for word in following.words if word.top > following.height * 0.1),
    ]
    return ends[0] <= 3 and (ends[1] <= 3 or bool(other.name))


def _with_heads(table: Table, first: Table) -> Table:
    """Return the part of a table on a later page with the heads of its first part, unless it repeats them."""
    texts = [cell.text for row in first.rows[: first.head_rows] for cell in row]
    repeated = texts == [cell.text for row in table.rows[: first.head_rows] for cell in row]
    if not repeated and table.head_rows:
        return replace(table, continued=True)
    heads = first.rows[: first.head_rows]
    body = table.rows[first.head_rows if repeated else 0 :]
    rows = (*heads, *_labelled(body, heads))
    return replace(table, rows=rows, head_rows=len(heads), name=first.name, caption=first.caption, continued=True)


@lru_cache(maxsize=16)
def _tables(page: Page) -> tuple[Table, ...]:
    """Return the tables of a page as if it were alone."""
    return tuple(_table(page, grid) for grid in grids(page))


def _table(page: Page, grid: Grid) -> Table:
    """Return the table of a grid, as if its page were alone."""
    box = box_of(grid)
    rows = _spread(grid, Cell("", box, page=page.number))
    count = _head_rows(rows)
    name, caption = _caption(page, box)
    heads = [tuple(replace(cell, is_head=True) for cell in row) for row in rows[:count]]
    return Table(
        page.number, box, (*heads, *_labelled(rows[count:], heads)), head_rows=count, name=name, caption=caption
    )


def _spread(grid: Grid, empty: Cell) -> list[tuple[Cell, ...]]:
    """Return the rows, with a merged cell in each place that it covers, and without rows and columns that are empty."""
    width = max(piece.columns.stop for piece in grid)
    places = [[empty] * width for _ in range(max(piece.rows.stop for piece in grid))]
    for piece in grid:
        cell = replace(empty, text=joined(piece.words), box=piece.box, marks=marks(piece.words))
        for row, column in product(piece.rows, piece.columns):
            places[row][column] = cell
    used = [at for at in range(width) if any(row[at].text for row in places)]
    rows = [tuple(row[at] for at in used) for row in places if any(cell.text for cell in row)]
    return _with_intervals(rows)


def _with_intervals(rows: Iterable[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Return the rows, with numbers in brackets that stand below other numbers in the row of these."""
    found: list[tuple[Cell, ...]] = []
    for row in rows:
        filled = [at for at, cell in enumerate(row) if cell.text]
        below = bool(found) and not row[0].text and all(row[at].text[0] in "([" for at in filled)
        if below and all(is_number(found[-1][at].text) and is_number(row[at].text) for at in filled):
            above = zip(found[-1], row, strict=True)
            found[-1] = tuple(_under(cell, lower) if lower.text else cell for cell, lower in above)
        else:
            found.append(row)
    return found


def _under(cell: Cell, lower: Cell) -> Cell:
    both = f"{cell.marks} {lower.marks}".strip()
    return replace(cell, text=f"{cell.text} {lower.text}", box=around((cell.box, lower.box)), marks=both)


def _head_rows(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many rows at the top have no numbers but years; none when that would be all rows."""
    count = next((at for at, row in enumerate(rows) if not _is_head(row)), len(rows))
    return count if count < len(rows) else 0


def _is_head(row: Sequence[Cell]) -> bool:
    values = [cell.text for cell in row[1:] if is_number(cell.text)]
    filled = [cell.text for cell in row[1:] if cell.text]
    return bool(filled) and all(_YEAR.fullmatch(text) for text in values)


def _labelled(rows: Sequence[Sequence[Cell]], heads: Sequence[Sequence[Cell]]) -> list[tuple[Cell, ...]]:
    """Return the rows of the body with the heads of each column, and those of each row.

    Those of a row are its first cells, and the row that names a group of rows.
    """
    if not rows:
        return []
    above = [tuple(dict.fromkeys(row[at].text for row in heads if row[at].text)) for at in range(len(rows[0]))]
    width, group = _label_columns(rows), ""
    last = [""] * width
    found = []
    for row in rows:
        labels = [cell.text for cell in row[:width]]
        is_group = bool(labels[0]) and len({cell.text for cell in row if cell.text}) == 1
        if is_group:
            group, labels = labels[0], [""] * width
        elif not labels[0] and any(labels):
            # The first label holds for the rows below it until there is another one.
            labels = [label or before for label, before in zip(labels, last, strict=True)]
        last = labels
        beside = () if is_group else tuple(dict.fromkeys(text for text in (group, *labels) if text))
        found.append(
            tuple(
                replace(
                    cell,
                    row_heads=beside,
                    column_heads=above[at],
                    is_head=is_group or (at < width and not is_number(cell.text)),
                )
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
    above = [(_is_prose(text), box.top - at.bottom, text) for text, at in found if -5 < box.top - at.bottom < 60]
    below = [(_is_prose(text), at.top - box.bottom + 60, text) for text, at in found if -5 < at.top - box.bottom < 40]
    if not (nearest := sorted([*above, *below])):
        return "", ""
    caption = nearest[0][-1]
    match = CAPTION.match(caption)
    return (match.group() if match else ""), caption


def _is_prose(line: str) -> bool:
    """Return whether a line is text about a table, such as `Tabel 3 geeft`, rather than its caption."""
    return CAPTION.sub("", line, count=1).lstrip()[:1].islower()
