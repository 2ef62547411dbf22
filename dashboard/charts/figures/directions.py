"""Directions: on which side a result lies, where no size is known.

Every box is as large as the others, every mark is as large as the others and stands in the middle of its box. There is
no axis, no line and no length, so that nothing in the picture can be read as a size.
"""

from collections.abc import Sequence
from itertools import chain, zip_longest

from dashboard.charts.figures.base import LABEL, LINE_HEIGHT, MIN_WIDTH, SMALL, WIDTH, FigureBuilder, Margin, axis
from dashboard.i18n.catalogue import t
from dashboard.models.kinds import Figure, Form, Lang
from dashboard.models.marks import Direction
from dashboard.svg import elements

_SIDES = ("unfavourable", "same", "favourable")
_ALL_SIDES = (*_SIDES, "other")
# px
_BOX = 25
_ROW_HEIGHT = 30
_BLOCK_GAP = 14
_GAP: dict[Form, int] = {"wide": 8, "narrow": 6}
# The distance of marks in a box; greater in the narrow form, because a narrower screen draws them closer together.
_STEP: dict[Form, float] = {"wide": 19.0, "narrow": 22.0}
_EDGE = 1
_TEST_LINE = SMALL * elements.LEADING


def directions(rows: Sequence[Direction], *, lang: Lang, form: Form) -> Figure:
    """Return a figure with a block for each experiment and a line for each outcome in it, in the order they appear.

    Rows of the same block and outcome share a line. Raises ValueError without rows.
    """
    if not rows:
        raise ValueError("a chart of directions got no rows (expected at least one)")
    blocks: dict[str, dict[str, list[Direction]]] = {}
    for row in rows:
        blocks.setdefault(row.block, {}).setdefault(row.row, []).append(row)
    drawing = _Drawing(list(chain.from_iterable(lines.values() for lines in blocks.values())), lang, form)
    drawing.draw_heads()
    for number, (block, lines) in enumerate(blocks.items()):
        drawing.y += _BLOCK_GAP if number else 6
        if block:
            drawing.write(block, bold=True)
            drawing.y += 6
        for label, found in lines.items():
            drawing.draw_line(label, found)
    return drawing.figure()


def _marks(found: Sequence[Direction], side: str) -> dict[str, str]:
    """Return the marks in the box of a side, each once, in the order given, with the ids of their details."""
    marks: dict[str, str] = {}
    for item in found:
        for mark, id in zip_longest(item.marks, item.ids, fillvalue="") if item.side == side else ():
            marks.setdefault(mark, id)
    return marks


class _Drawing:
    """A chart of directions that is drawn from the top down; `y` is the px that it has reached."""

    def __init__(self, lines: Sequence[Sequence[Direction]], lang: Lang, form: Form) -> None:
        self._builder, self._lang, self._form, self.y = FigureBuilder(), lang, form, 0.0
        self._sides = _ALL_SIDES if any(item.side == "other" for item in chain(*lines)) else _SIDES
        # Left and right of the boxes, and the boxes themselves, at the width that the form is designed for.
        wide = (228, 244) if self._sides == _SIDES else (200, 240)
        self._left, self._right = wide if form == "wide" else (_EDGE, _EDGE)
        self._plot = WIDTH[form] - self._left - self._right
        self._width = (self._plot - _GAP[form] * (len(self._sides) - 1)) / len(self._sides)
        most = max(len(_marks(line, side)) for line in lines for side in self._sides)
        self._step = min(_STEP[form], self._width / most)

    def _middle(self, number: int) -> float:
        """Return the middle of a box."""
        return number * (self._width + _GAP[self._form]) + self._width / 2

    def draw_heads(self) -> None:
        """Write the names of the sides once, above all boxes."""
        wide = self._form == "wide"
        size = LABEL if wide else SMALL
        room = self._width * (MIN_WIDTH[self._form] / WIDTH[self._form]) + _GAP[self._form] - (4 if wide else 0)
        heads = [elements.wrap(t(f"figure.side.{side}", self._lang), room=room, size=size) for side in self._sides]
        step = size * elements.LEADING
        bottom = 2 + max(len(lines) for lines in heads) * step
        for number, lines in enumerate(heads):
            self._builder.add_text(
                elements.markup(lines), x=self._middle(number), y=bottom - len(lines) * step / 2, anchor="center",
                token="chart-value", size=size,
            )  # fmt: skip
        self.y = bottom + 2

    def write(self, text: str, *, bold: bool = False) -> None:
        """Write a text over the whole width, from `y` down."""
        room = WIDTH["wide"] if self._form == "wide" else MIN_WIDTH["narrow"]
        lines = elements.wrap(text, room=room - 4, size=LABEL, bold=bold)
        self._at_left(elements.markup(lines, bold=bold), y=self.y + len(lines) * LINE_HEIGHT / 2)
        self.y += len(lines) * LINE_HEIGHT

    def _at_left(self, text: str, *, y: float, token: str = "chart-value", size: int = LABEL) -> None:
        self._builder.add_text(text, x=0, y=y, refs="paper y", dx=_EDGE - self._left, token=token, size=size)

    def draw_line(self, label: str, found: Sequence[Direction]) -> None:
        """Draw all that was found on one outcome in one experiment."""
        if self._form == "wide":
            lines = elements.wrap(label, room=self._left - 16, size=LABEL)
            tests = self._tests(found, room=self._right - 18)
            height = max(_ROW_HEIGHT, len(lines) * LINE_HEIGHT + 10, len(tests) * _TEST_LINE + 10)
            middle = self.y + height / 2
            self._draw_boxes(found, middle=middle)
            self._at_left(elements.markup(lines), y=middle)
            self._builder.add_text(elements.markup(tests), x=1, y=middle, refs="paper y", dx=18 - _EDGE)
            self.y += height
        else:
            self.write(label)
            tests = self._tests(found, room=MIN_WIDTH["narrow"] - 4)
            height = len(tests) * _TEST_LINE
            self._at_left(elements.markup(tests), y=self.y + height / 2, token="chart-text", size=SMALL)
            self.y += height + 3
            self._draw_boxes(found, middle=self.y + _BOX / 2)
            self.y += _BOX + 5

    def _tests(self, found: Sequence[Direction], *, room: float) -> list[str]:
        """Return how it was tested as lines: once, or for each side where the sides differ."""
        tests = list(dict.fromkeys(item.test for item in found))
        if len(tests) > 1:
            ordered = sorted(found, key=lambda item: _ALL_SIDES.index(item.side))
            tests = list(dict.fromkeys(self._side_test(item) for item in ordered))
        return [line for test in tests for line in elements.wrap(test, room=room, size=SMALL)]

    def _side_test(self, item: Direction) -> str:
        side = t(f"figure.side_in_row.{item.side}", self._lang)
        return t("figure.side_test", self._lang, side=side, test=item.test)

    def _draw_boxes(self, found: Sequence[Direction], *, middle: float) -> None:
        """Draw a box for each side: filled where nothing was found, with an edge where marks stand."""
        for number, side in enumerate(self._sides):
            marks = _marks(found, side)
            x, half = self._middle(number), self._width / 2
            fill, edge = ("paper", "rule-firm") if marks else ("wash", "wash")
            corners = (x - half, middle - _BOX / 2), (x + half, middle + _BOX / 2)
            self._builder.add_rectangle(*corners, fill=fill, edge=edge)
            for place, (mark, id) in enumerate(marks.items()):
                offset = (place - (len(marks) - 1) / 2) * self._step
                self._builder.add_type_mark(mark, type_id=mark, x=round(x + offset, 3), y=middle, id=id)

    def figure(self) -> Figure:
        """Return the figure."""
        height = round(self.y) + 2
        # The plot area is a little wider than the boxes, or Plotly would cut their outer edges.
        axes = (axis(span=(-_EDGE, self._plot + _EDGE)), axis(span=(height, 0)))
        margin = Margin(0, self._right - _EDGE, 0, self._left - _EDGE)
        return self._builder.build(height=height, margin=margin, axes=[axes])
