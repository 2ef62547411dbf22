"""Find where the tables of a page are, and which words are in each cell.

Where a table has lines around its cells, the lines give the cells. Elsewhere the cells follow from what stands below each
other: a column is what the numbers of several lines have in common.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dashboard.editing.reports.cells import NEAR, Grid, Piece
from dashboard.editing.reports.layout import blocks, lines
from dashboard.editing.reports.numbers import is_number
from dashboard.editing.reports.pdf import Page
from dashboard.editing.reports.spaced import from_gaps
from dashboard.editing.reports.words import Box, Word


def grids(page: Page) -> tuple[Grid, ...]:
    """Return the tables of a page from top to bottom."""
    ruled, rules = _from_lines(page)
    rest = [word for word in page.words if not any(grid.box.holds(word.box) for grid in ruled)]
    spaced = [grid for block in blocks(replace(page, words=tuple(rest))) for grid in from_gaps(block, rules)]
    return tuple(sorted([*ruled, *spaced], key=lambda grid: (grid.box.top, grid.box.x0)))


def _from_lines(page: Page) -> tuple[list[Grid], list[Box]]:
    """Return the tables with lines around their cells, and all horizontal lines of the page."""
    with page.report.plumber(page) as plumbed:
        if plumbed is None:
            return [], []
        across, down = page.report.crop_offset(page)
        tables = [[_moved(cell, across, down) for cell in table.cells] for table in plumbed.find_tables()]
        rules = [_moved((edge["x0"], edge["top"], edge["x1"], edge["bottom"]), across, down) for edge in plumbed.edges]
    found = [grid for cells in tables if (grid := _ruled(cells, page.words))]
    return found, [rule for rule in rules if rule.bottom - rule.top < 1 and rule.x1 - rule.x0 > 10]


def _moved(box: tuple[float, float, float, float], across: float, down: float) -> Box:
    return Box(box[0] - across, box[1] - down, box[2] - across, box[3] - down)


def _ruled(cells: Sequence[Box], words: Iterable[Word]) -> Grid | None:
    """Return the table of these cells; None for a frame around text, and for lines that do not divide the rows."""
    xs = _edges(side for cell in cells for side in (cell.x0, cell.x1))
    ys = _edges(side for cell in cells for side in (cell.top, cell.bottom))
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    inside = [word for word in words if box.holds(word.box)]
    pieces = [
        Piece(
            words=tuple(word for word in inside if cell.holds(word.box)),
            box=cell,
            rows=_span(cell.top, cell.bottom, ys),
            columns=_span(cell.x0, cell.x1, xs),
        )
        for cell in cells
    ]
    filled = [piece for piece in pieces if piece.words]
    used = [{at for piece in filled for at in range(span(piece)[0], span(piece)[1] + 1)} for span in (_rows, _columns)]
    if min(len(side) for side in used) < 2 or any(_has_rows_inside(piece) for piece in filled):
        return None
    return Grid(box, tuple(pieces))


def _rows(piece: Piece) -> tuple[int, int]:
    return piece.rows


def _columns(piece: Piece) -> tuple[int, int]:
    return piece.columns


def _has_rows_inside(piece: Piece) -> bool:
    """Return whether three lines of a cell are numbers: its table has lines between columns only."""
    return sum(is_number(line.text) for line in lines(piece.words)) >= 3


def _edges(sides: Iterable[float]) -> list[float]:
    found: list[float] = []
    for side in sorted(sides):
        if not found or side - found[-1] > NEAR:
            found.append(side)
    return found


def _span(start: float, end: float, edges: Sequence[float]) -> tuple[int, int]:
    first = min(range(len(edges)), key=lambda at: abs(edges[at] - start))
    last = min(range(len(edges)), key=lambda at: abs(edges[at] - end)) - 1
    return first, max(first, last)
