"""Find which cells of a table are heads, and give each other cell the heads of its row and columns."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dashboard.editing.reports.cells import CAPTION, Cell, Grid, Table
from dashboard.editing.reports.layout import blocks, joined, marks
from dashboard.editing.reports.numbers import is_number
from dashboard.editing.reports.pdf import Page
from dashboard.editing.reports.words import Box, around

_YEAR = re.compile(r"(19|20)\d\d")


def table_of(page: Page, grid: Grid) -> Table:
    """Return the table of a grid, as if its page were alone."""
    rows = _spread(grid, page=page.number)
    count = _head_rows(rows)
    heads = rows[:count]
    body = [
        tuple(replace(cell, column_heads=column_heads(heads, at)) for at, cell in enumerate(row))
        for row in labelled(rows[count:], page=page.number)
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
    rows = [tuple(row[at] for at in used) for row in places if any(cell.text for cell in row)]
    return _with_intervals(rows)


def _with_intervals(rows: Iterable[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Return the rows, with numbers in brackets that stand below other numbers in the row of these."""
    found: list[tuple[Cell, ...]] = []
    for row in rows:
        filled = [at for at, cell in enumerate(row) if cell.text]
        below = bool(found) and not row[0].text and all(row[at].text[0] in "([" for at in filled)
        if below and all(is_number(found[-1][at].text) and is_number(row[at].text) for at in filled):
            found[-1] = tuple(
                _under(cell, lower) if lower.text else cell for cell, lower in zip(found[-1], row, strict=True)
            )
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


def column_heads(heads: Iterable[Sequence[Cell]], column: int) -> tuple[str, ...]:
    """Return the texts of the rows of heads in a column, from top to bottom."""
    return tuple(dict.fromkeys(row[column].text for row in heads if row[column].text))


def labelled(rows: Sequence[Sequence[Cell]], *, page: int) -> list[tuple[Cell, ...]]:
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
