"""Directions as a native table on a slide: a mark in the box of its side, and nothing that has a length."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.exports.office import Runs
from dashboard.exports.pptx import parts as parts
from dashboard.exports.pptx.parts import CHART, SMALL
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.marks import Direction

_SIDES = ("unfavourable", "same", "favourable", "other")
# The shape of each type, as a letter that office fonts have; the name of the type stands beside it.
_SHAPES = {
    "circle": "●", "square": "■", "diamond": "◆", "triangle-up": "▲", "pentagon": "⬟", "hexagon2": "⬢", "star": "★",
    "triangle-down": "▼", "cross": "✚",
}  # fmt: skip


def _sides(chart: Chart) -> list[str]:
    """The boxes that the figure has: the last one only where something is in it."""
    return [side for side in _SIDES if side != "other" or any(row.side == side for row in chart.directions)]


def widths_of(chart: Chart) -> list[float]:
    """The widths of the columns in inches: the outcome takes what the boxes of the sides and the test leave."""
    sides = len(_sides(chart))
    box = 1.3 if sides > 3 else 1.5
    tested = 1.15
    return [CHART - sides * box - tested, *[box] * sides, tested]


def heads(chart: Chart, lang: str) -> list[Runs]:
    """The heads of the columns: the outcome, a box for each side, and whether it was tested."""
    sides = [t(f"figure.side.{side}", lang).replace("\u00ad", "") for side in _sides(chart)]
    return [[(name, True)] for name in (t("set.outcome", lang), *sides, t("set.tested", lang))]


def rows_of(chart: Chart, lang: str) -> list[list[Runs]]:
    """A row for each outcome under the name of its trial; every box is equally wide, and a mark is a word with its shape."""
    names = {label.id: label.name for label in chart.marks}
    found: list[list[Runs]] = []
    block = ""
    for row in chart.directions:
        if row.block != block:
            block = row.block
            found.append([[(block, True)], *[[("", False)] for _ in _sides(chart)], [("", False)]])
        boxes: list[Runs] = [[(_marks(row, names) if row.side == side else "", False)] for side in _sides(chart)]
        found.append([[(row.row, False)], *boxes, [(row.test, False)]])
    return found


def _marks(row: Direction, names: dict[str, str]) -> str:
    from dashboard.style.palette import mark

    return "\n".join(f"{_SHAPES.get(mark(id)[1], '●')} {names.get(id, '')}".strip() for id in row.marks)


def paged(rows: Sequence[list[Runs]], *, widths: Sequence[float], room: float) -> list[list[list[Runs]]]:
    """The rows over as many slides as they need; the name of a trial stands above its first row on each."""
    pages: list[list[list[Runs]]] = [[]]
    used, block = 0.0, rows[0]
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        tall = _tall(row, widths)
        # A name alone at the end of a slide says nothing.
        need = tall + (_tall(following, widths) if _is_block(row) and following else 0)
        if pages[-1] and used + need > room:
            pages.append([])
            used = 0.0
            if not _is_block(row):
                pages[-1].append(block)
                used = _tall(block, widths)
        block = row if _is_block(row) else block
        pages[-1].append(row)
        used += tall
    return pages


def _is_block(row: Sequence[Runs]) -> bool:
    """Whether a row is the name of a trial."""
    return row[0][0][1]


def _tall(row: Sequence[Runs], widths: Sequence[float]) -> float:
    return parts.row_high(row, [sum(widths)] if _is_block(row) else widths, size=SMALL)
