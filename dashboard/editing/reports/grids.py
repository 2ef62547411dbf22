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
from dashboard.editing.reports.words import Box, Word, around


def grids(page: Page) -> tuple[Grid, ...]:
    """Return the tables of a page from top to bottom."""
    ruled, rules = _from_lines(page)
    frames = [box_of(grid) for grid in ruled]
    rest = [word for word in page.words if not any(frame.holds(word.box) for frame in frames)]
    spaced = [grid for block in blocks(replace(page, words=tuple(rest))) for grid in from_gaps(block, rules)]
    return tuple(sorted([*ruled, *spaced], key=lambda grid: (box_of(grid).top, box_of(grid).x0)))


def box_of(grid: Grid) -> Box:
    """Return where a table stands."""
    return around(piece.box for piece in grid)


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
    frame = around(cells)
    inside = [word for word in words if frame.holds(word.box)]
    pieces = tuple(
        Piece(
            words=tuple(word for word in inside if cell.holds(word.box)),
            box=cell,
            rows=_span(cell.top, cell.bottom, ys),
            columns=_span(cell.x0, cell.x1, xs),
        )
        for cell in cells
    )
    filled = [piece for piece in pieces if piece.words]
    rows = {at for piece in filled for at in piece.rows}
    columns = {at for piece in filled for at in piece.columns}
    if min(len(rows), len(columns)) < 2 or any(_has_rows_inside(piece) for piece in filled):
        return None
    return pieces


def _has_rows_inside(piece: Piece) -> bool:
    """Return whether three lines of a cell are numbers: its table has lines between columns only."""
    return sum(is_number(line.text) for line in lines(piece.words)) >= 3


def _edges(sides: Iterable[float]) -> list[float]:
    found: list[float] = []
    for side in sorted(sides):
        if not found or side - found[-1] > NEAR:
            found.append(side)
    return found


def _span(start: float, end: float, edges: Sequence[float]) -> range:
    first, after = (min(range(len(edges)), key=lambda at: abs(edges[at] - side)) for side in (start, end))
    return range(first, max(first + 1, after))
