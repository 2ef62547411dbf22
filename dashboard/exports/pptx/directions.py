"""Directions as a native table on a slide: a mark in the box of its side, and nothing that has a length."""

from collections.abc import Mapping, Sequence

from dashboard.exports.office import Runs
from dashboard.exports.pptx.deck import row_height
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.marks import Direction
from dashboard.style.palette import mark

Row = list[Runs]
_SIDES = ("unfavourable", "same", "favourable", "other")
# The shape of each type, as a letter that office fonts have; the name of the type stands beside it.
_SHAPES = {
    "circle": "●", "square": "■", "diamond": "◆", "triangle-up": "▲", "pentagon": "⬟", "hexagon2": "⬢", "star": "★",
    "triangle-down": "▼", "cross": "✚",
}  # fmt: skip


def _sides(chart: Chart) -> list[str]:
    """Return the boxes that the figure has: the last one only where something is in it."""
    return [side for side in _SIDES if side != "other" or any(row.side == side for row in chart.directions)]


def widths_of(chart: Chart, *, room: float) -> list[float]:
    """Return the widths of the columns in inches: the outcome takes what the boxes of the sides and the test leave."""
    sides, test = len(_sides(chart)), 2.2
    box = 1.75 if sides > 3 else 2.3
    return [room - sides * box - test, *[box] * sides, test]


def heads(chart: Chart, lang: str) -> Row:
    """Return the heads of the columns: the outcome, a box for each side, and whether it was tested."""
    sides = [t(f"figure.side.{side}", lang).replace("\u00ad", "") for side in _sides(chart)]
    return [[(name, True)] for name in (t("set.outcome", lang), *sides, t("set.tested", lang))]


def rows_of(chart: Chart) -> list[Row]:
    """Return a row for each outcome under the name of its trial; a mark is a word with its shape."""
    names = {label.id: label.name for label in chart.types}
    rows: list[Row] = []
    block = ""
    for one in chart.directions:
        if one.block != block:
            block = one.block
            rows.append([[(block, True)], *[[("", False)] for _ in _sides(chart)], [("", False)]])
        boxes = [_marks(one, names) if one.side == side else "" for side in _sides(chart)]
        rows.append([[(text, False)] for text in (one.row, *boxes, one.test)])
    return rows


def _marks(row: Direction, names: Mapping[str, str]) -> str:
    return "\n".join(f"{_SHAPES.get(mark(id)[1], '●')} {names.get(id, '')}".strip() for id in row.marks)


def paged(rows: Sequence[Row], *, widths: Sequence[float], room: float, size: float) -> list[list[Row]]:
    """Divide the rows over as many slides as they need; the name of a trial stands above its first row on each."""

    def tall(row: Row) -> float:
        return row_height(row, [sum(widths)] if _is_block(row) else widths, size=size)

    pages: list[list[Row]] = [[]]
    used, block = 0.0, rows[0]
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        # A name alone at the end of a slide says nothing.
        need = tall(row) + (tall(following) if _is_block(row) and following else 0)
        if pages[-1] and used + need > room:
            pages.append([] if _is_block(row) else [block])
            used = 0.0 if _is_block(row) else tall(block)
        block = row if _is_block(row) else block
        pages[-1].append(row)
        used += tall(row)
    return pages


def _is_block(row: Row) -> bool:
    """Return whether a row is the name of a trial."""
    return row[0][0][1]
