"""Find where the tables of a page are, and which words are in each cell.

Where a table has lines around its cells, the lines give the cells. Elsewhere the cells follow from what stands below each
other: a column is what the numbers of several lines have in common, and a head that stands over several columns covers them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dashboard.editing.reports.layout import Line, Segment, blocks, lines
from dashboard.editing.reports.numbers import is_number
from dashboard.editing.reports.pdf import Page
from dashboard.editing.reports.words import Box, Word, around

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


def grids(page: Page) -> tuple[Grid, ...]:
    """Return the tables of a page from top to bottom."""
    ruled, rules = _from_lines(page)
    frames = [box_of(grid) for grid in ruled]
    rest = [word for word in page.words if not any(frame.holds(word.box) for frame in frames)]
    spaced = [grid for block in blocks(replace(page, words=tuple(rest))) for grid in _from_gaps(block, rules)]
    return tuple(sorted([*ruled, *spaced], key=lambda grid: (box_of(grid).top, box_of(grid).x0)))


def box_of(grid: Grid) -> Box:
    """Return where a table stands."""
    return around(piece.box for piece in grid)


def _from_lines(page: Page) -> tuple[list[Grid], list[Box]]:
    """Return the tables with lines around their cells, and all horizontal lines of the page."""
    tables, edges = page.report.drawn_lines(page)
    found = [grid for cells in tables if (grid := _ruled(cells, page.words))]
    return found, [edge for edge in edges if edge.bottom - edge.top < 1 and edge.x1 - edge.x0 > 10]


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


def _from_gaps(page_lines: Sequence[Line], rules: Sequence[Box]) -> Iterator[Grid]:
    """Give the tables whose columns follow from the gaps between them."""
    start = 0
    while start < len(page_lines):
        end = _end_of_body(page_lines, start)
        dotted = sum("...." in line.text or ". . ." in line.text for line in page_lines[start:end])
        # A list of contents has rows of dots.
        if end - start >= 2 and dotted * 2 < end - start and sum(_is_row(line) for line in page_lines[start:end]) >= 2:
            head = _start_of_head(page_lines, start, end, rules)
            yield _spaced(page_lines[head:start], page_lines[start:end], rules)
            start = end
        else:
            start += 1


def _is_row(line: Line) -> bool:
    """Return whether a line is a row of a table: most of what follows its first part is numbers."""
    values = [is_number(segment.text) for segment in line.segments[1:]]
    return sum(values) * 2 > len(values)


def _end_of_body(page_lines: Sequence[Line], start: int) -> int:
    """Return the line after the last row that begins in line `start`; lines without numbers may stand between rows."""
    if not _is_row(page_lines[start]):
        return start
    end = start + 1
    for at in range(start + 1, len(page_lines)):
        line, last = page_lines[at], page_lines[at - 1]
        if line.box.top - last.box.bottom > 2.5 * line.height or at - end > 2:
            break
        if _is_row(line):
            end = at + 1
    return end


def _start_of_head(page_lines: Sequence[Line], start: int, end: int, rules: Sequence[Box]) -> int:
    """Return the first line of the head: below a line over the table, or while lines have parts above its columns."""
    body = around(line.box for line in page_lines[start:end])
    first = page_lines[start]
    above = [rule.top for rule in rules if _is_over(rule, body) and body.top - 6 * first.height < rule.top < body.top]
    head = start
    while head > 0 and start - head < 5:
        line, below = page_lines[head - 1], page_lines[head]
        if CAPTION.match(line.text):
            break
        if above:
            if line.box.top < min(above) - NEAR:
                break
        elif below.box.top - line.box.bottom > 1.5 * line.height or not _may_be_head(line, page_lines[start:end]):
            break
        head -= 1
    return head


def _is_over(rule: Box, body: Box) -> bool:
    return rule.x0 < body.x0 + 4 * NEAR and rule.x1 > body.x1 - 4 * NEAR


def _may_be_head(line: Line, body: Sequence[Line]) -> bool:
    """Return whether all parts of a line but the first stand above the columns of numbers."""
    first = max(row.segments[0].box.x1 for row in body if _is_row(row))
    box, segments = around(row.box for row in body), line.segments
    widest = max(segment.box.x1 - segment.box.x0 for segment in segments)
    if len(segments) == 1:
        return segments[0].box.x0 > first
    return widest < 0.6 * (box.x1 - box.x0) and segments[-1].box.x0 < box.x1 and segments[0].box.x1 > box.x0


def _spaced(head: Sequence[Line], body: Sequence[Line], rules: Sequence[Box]) -> Grid:
    columns = _bands(segment.box for line in body if _is_row(line) for segment in line.segments)
    pieces: list[Piece] = []
    for row, line in enumerate(head):
        below = head[row + 1].segments if row + 1 < len(head) else ()
        pieces += _repeated(row, line.segments, below, columns) or _head_pieces(row, line.segments, columns, rules)
    for row, words in enumerate(_rows_of(body), start=len(head)):
        cells: dict[int, list[Word]] = {}
        for word in words:
            cells.setdefault(_nearest(word.box, columns), []).append(word)
        pieces += [_piece(row, Segment(tuple(inside)), range(at, at + 1)) for at, inside in cells.items()]
    return tuple(pieces)


def _piece(row: int, segment: Segment, columns: range) -> Piece:
    return Piece(segment.words, segment.box, range(row, row + 1), columns)


def _bands(boxes: Iterable[Box]) -> list[tuple[float, float]]:
    """Return the columns, as what is left of the width when boxes that overlap are joined."""
    found: list[tuple[float, float]] = []
    for box in sorted(boxes, key=lambda box: box.x0):
        if found and box.x0 < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], box.x1))
        else:
            found.append((box.x0, box.x1))
    return found


def _nearest(box: Box, columns: Sequence[tuple[float, float]]) -> int:
    return min(range(len(columns)), key=lambda at: max(columns[at][0] - box.x1, box.x0 - columns[at][1], 0.0))


def _rows_of(body: Sequence[Line]) -> Iterator[tuple[Word, ...]]:
    """Give the words of each row. A line without numbers that is closer to its row than rows are to each other is part of it."""
    pitch = min((b.box.top - a.box.top for a, b in pairwise(body) if _is_row(a) and _is_row(b)), default=0.0)
    row: list[Word] = []
    last: Line | None = None
    for line in body:
        is_close = last is not None and line.box.top - last.box.top < 0.9 * pitch
        if row and not (is_close and not (_is_row(line) and last is not None and _is_row(last))):
            yield tuple(row)
            row = []
        row += line.words
        last = line
    if row:
        yield tuple(row)


def _repeated(
    row: int, segments: Sequence[Segment], below: Sequence[Segment], columns: Sequence[tuple[float, float]]
) -> list[Piece]:
    """Return the cells of a line above heads that repeat, such as `%, n, %, n`: each covers one repetition."""
    names = {_nearest(segment.box, columns): segment.text for segment in below}
    over = [segment for segment in segments if segment.box.x0 > columns[0][1]]
    size, left = divmod(len(columns) - 1, len(over) or 1)
    repeats = all(names.get(at) == names.get(at + size) for at in range(1, len(columns) - size)) and 1 in names
    if len(over) < 2 or size < 2 or left or not repeats:
        return []
    spans = [range(1 + at * size, 1 + (at + 1) * size) for at in range(len(over))]
    first = [(segment, range(1)) for segment in segments if segment not in over]
    return [_piece(row, segment, span) for segment, span in [*first, *zip(over, spans, strict=True)]]


def _head_pieces(
    row: int, segments: Sequence[Segment], columns: Sequence[tuple[float, float]], rules: Sequence[Box]
) -> Iterator[Piece]:
    """Give the cells of a line of the head; a part that stands over several columns covers them all."""
    touched = [_touched(segment.box, columns) for segment in segments]
    for at, segment in enumerate(segments):
        taken = {column for other, span in enumerate(touched) if other != at for column in span}
        yield _piece(row, segment, _covered(segment.box, touched[at], taken, columns, rules))


def _touched(box: Box, columns: Sequence[tuple[float, float]]) -> range:
    found = [at for at, (x0, x1) in enumerate(columns) if box.x0 < x1 and box.x1 > x0] or [_nearest(box, columns)]
    return range(found[0], found[-1] + 1)


def _covered(
    box: Box, touched: range, taken: set[int], columns: Sequence[tuple[float, float]], rules: Sequence[Box]
) -> range:
    """Return the columns that a head covers: those above the line below it, or those that it stands in the middle of."""
    # A line that goes on below another head is no line of this one.
    below = [
        rule
        for rule in rules
        if -NEAR < rule.top - box.bottom < 8 and rule.x0 - NEAR < box.x0 and box.x1 < rule.x1 + NEAR
    ]
    table = columns[-1][1] - columns[0][0]
    if below and (rule := min(below, key=lambda rule: rule.x1 - rule.x0)).x1 - rule.x0 < 0.8 * table:
        inside = [at for at, (x0, x1) in enumerate(columns) if rule.x0 - NEAR < (x0 + x1) / 2 < rule.x1 + NEAR]
        if inside and taken.isdisjoint(inside):
            return range(inside[0], inside[-1] + 1)
    first, last = touched[0], touched[-1]
    x0, x1, middle = columns[first][0], columns[last][1], box.middle[0]
    if first == last and min(abs(box.x0 - x0), abs(box.x1 - x1), abs(middle - (x0 + x1) / 2)) < NEAR:
        return touched
    spans = [
        span
        for left in range(first, -1, -1)
        for span in (range(left, right + 1) for right in range(last, len(columns)))
        if taken.isdisjoint(span) and (left > 0 or first == 0)
    ]
    return min(spans or [touched], key=lambda span: abs(middle - (columns[span[0]][0] + columns[span[-1]][1]) / 2))
