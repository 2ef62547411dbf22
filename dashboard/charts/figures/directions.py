"""Directions: on which side a result lies, where no size is known.

Every box is as large as the others, every mark is as large as the others and stands in the middle of its box. There is
no axis, no line and no length, so that nothing in the picture can be read as a size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.figures.base import LABEL, LINE_HEIGHT, MIN_WIDTH, SMALL, WIDTH, FigureBuilder, Margin, axis
from dashboard.i18n.catalogue import t
from dashboard.models.kinds import Figure, Form, Lang
from dashboard.models.marks import Direction
from dashboard.svg import text_metrics

_SIDES = ("unfavourable", "same", "favourable")
_BOX = 28
_PITCH = 34
_BLOCK_GAP = 20
_GAP = {"wide": 8, "narrow": 6}
# Further apart on a phone, because a narrower screen draws them closer together.
_STEP = {"wide": 19.0, "narrow": 22.0}
_EDGE = 1


@dataclass(frozen=True, kw_only=True)
class _Row:
    """All that was found on one outcome in one experiment."""

    label: str
    found: tuple[Direction, ...]

    def marks(self, side: str) -> list[str]:
        """The marks in the box of a side, each once, in the order given."""
        return list(dict.fromkeys(mark for item in self.found if item.side == side for mark in item.marks))

    def tests(self, lang: Lang) -> list[str]:
        """How it was tested: in one line, or a line for each side where the sides differ."""
        tests = list(dict.fromkeys(item.test for item in self.found))
        if len(tests) == 1:
            return tests
        return list(
            dict.fromkeys(
                t("figure.side_test", lang, side=t(f"figure.side_in_row.{item.side}", lang), test=item.test)
                for item in sorted(self.found, key=lambda item: (*_SIDES, "other").index(item.side))
            )
        )


@dataclass(frozen=True, kw_only=True)
class _Columns:
    """Where the boxes stand, in px at the width that the form is designed for."""

    sides: tuple[str, ...]
    left: int
    right: int
    gap: int
    whole: float
    step: float
    most: int

    @property
    def width(self) -> float:
        """The width of a box."""
        return (self.whole - self.gap * (len(self.sides) - 1)) / len(self.sides)

    @property
    def pitch(self) -> float:
        """The distance between marks in one box, the same in all boxes."""
        return min(self.step, self.width / self.most)

    def middle(self, number: int) -> float:
        """The middle of a box."""
        return number * (self.width + self.gap) + self.width / 2


def directions(rows: Sequence[Direction], *, lang: Lang, form: Form) -> Figure:
    """A block for each experiment and a line for each outcome in it, both in the order in which they first appear.

    Rows of the same block and outcome share a line. Raises ValueError without rows.
    """
    if not rows:
        raise ValueError("a chart of directions got no rows (expected at least one)")
    columns = _columns(rows, form=form)
    builder = FigureBuilder()
    y = _heads(builder, columns, lang=lang, form=form)
    blocks = dict.fromkeys(item.block for item in rows)
    for number, block in enumerate(blocks):
        y += _BLOCK_GAP if number else 6
        if block:
            y = _left(builder, columns, block, y=y, lang=lang, form=form, bold=True) + 6
        for found in (line for line in _lines(rows) if line[0].block == block):
            draw = _wide_row if form == "wide" else _narrow_row
            y = draw(builder, columns, _Row(label=found[0].row, found=tuple(found)), y=y, lang=lang)
    height = round(y) + 2
    # The plot area is a hair wider than the boxes, or Plotly would cut their outer edges.
    x = axis(span=(-_EDGE, columns.whole + _EDGE))
    margin = Margin(0, columns.right - _EDGE, 0, columns.left - _EDGE)
    return builder.build(height=height, margin=margin, axes=[(x, axis(span=(height, 0)))])


def _columns(rows: Sequence[Direction], *, form: Form) -> _Columns:
    sides = (*_SIDES, "other") if any(item.side == "other" for item in rows) else _SIDES
    left, right = (_EDGE, _EDGE) if form == "narrow" else (200, 240) if len(sides) == 4 else (228, 244)
    most = max(len(_Row(label="", found=tuple(rows_of)).marks(side)) for rows_of in _lines(rows) for side in sides)
    return _Columns(
        sides=sides,
        left=left,
        right=right,
        gap=_GAP[form],
        whole=WIDTH[form] - left - right,
        step=_STEP[form],
        most=most,
    )


def _lines(rows: Sequence[Direction]) -> list[list[Direction]]:
    """The rows that share a line, in the order in which lines first appear within their blocks."""
    found: dict[tuple[str, str], list[Direction]] = {}
    for item in rows:
        found.setdefault((item.block, item.row), []).append(item)
    return list(found.values())


def _heads(builder: FigureBuilder, columns: _Columns, *, lang: Lang, form: Form) -> float:
    """The names of the boxes, once, above all rows. Gives the place below them."""
    size = LABEL if form == "wide" else SMALL
    room = columns.width * (MIN_WIDTH[form] / WIDTH[form]) + columns.gap - (4 if form == "wide" else 0)
    heads = [text_metrics.wrap(t(f"figure.side.{side}", lang), room=room, size=size) for side in columns.sides]
    most = max(len(lines) for lines in heads)
    step = size * text_metrics.LEADING
    for number, lines in enumerate(heads):
        y = 2 + most * step - len(lines) * step / 2
        words = text_metrics.markup(lines)
        builder.add_text(words, x=columns.middle(number), y=y, anchor="center", token="chart-value", size=size)
    return 2 + most * step + 2


def _left(
    builder: FigureBuilder, columns: _Columns, words: str, *, y: float, lang: Lang, form: Form, bold: bool = False
) -> float:
    """A label over the whole width, from `y` down. Gives the place below it."""
    room = WIDTH["wide"] if form == "wide" else MIN_WIDTH["narrow"]
    lines = text_metrics.wrap(words, room=room - 4, size=LABEL, bold=bold)
    high = len(lines) * LINE_HEIGHT
    text = text_metrics.markup(lines, bold=bold)
    builder.add_text(
        text, x=0, y=y + high / 2, refs="paper y", dx=_EDGE - columns.left, token="chart-value", size=LABEL
    )
    return y + high


def _wide_row(builder: FigureBuilder, columns: _Columns, row: _Row, *, y: float, lang: Lang) -> float:
    label = text_metrics.wrap(row.label, room=columns.left - 16, size=LABEL)
    tests = [line for test in row.tests(lang) for line in text_metrics.wrap(test, room=columns.right - 18, size=SMALL)]
    pitch = max(_PITCH, len(label) * LINE_HEIGHT + 10, len(tests) * SMALL * text_metrics.LEADING + 10)
    middle = y + pitch / 2
    _boxes(builder, columns, row, middle=middle)
    text = text_metrics.markup(label)
    builder.add_text(text, x=0, y=middle, refs="paper y", dx=_EDGE - columns.left, token="chart-value", size=LABEL)
    builder.add_text(text_metrics.markup(tests), x=1, y=middle, refs="paper y", dx=18 - _EDGE)
    return y + pitch


def _narrow_row(builder: FigureBuilder, columns: _Columns, row: _Row, *, y: float, lang: Lang) -> float:
    y = _left(builder, columns, row.label, y=y, lang=lang, form="narrow")
    tests = [
        line for test in row.tests(lang) for line in text_metrics.wrap(test, room=MIN_WIDTH["narrow"] - 4, size=SMALL)
    ]
    high = len(tests) * SMALL * text_metrics.LEADING
    builder.add_text(text_metrics.markup(tests), x=0, y=y + high / 2, refs="paper y", dx=_EDGE - columns.left)
    y += high + 5
    _boxes(builder, columns, row, middle=y + _BOX / 2)
    return y + _BOX + 14


def _boxes(builder: FigureBuilder, columns: _Columns, row: _Row, *, middle: float) -> None:
    """A box for each side: a wash where nothing was found, paper with an edge where marks stand."""
    for number, side in enumerate(columns.sides):
        marks = row.marks(side)
        x, half = columns.middle(number), columns.width / 2
        fill, edge = ("paper", "rule-firm") if marks else ("wash", "wash")
        builder.add_rectangle((x - half, middle - _BOX / 2), (x + half, middle + _BOX / 2), fill=fill, edge=edge)
        for place, mark in enumerate(marks):
            offset = (place - (len(marks) - 1) / 2) * columns.pitch
            builder.add_type_mark(mark, type_id=mark, x=round(x + offset, 3), y=middle)
