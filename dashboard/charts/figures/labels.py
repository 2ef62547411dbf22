"""Places for labels beside marks: the first of several that covers nothing.

Only the minimum width of a figure is looked at, because at a greater width everything moves further apart.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple, Self

from dashboard.charts.figures.base import LINE_HEIGHT, FigureBuilder
from dashboard.models.kinds import Anchor
from dashboard.svg import elements
from dashboard.svg.render import PlotArea

# px between two points of a line that labels keep off; less than the height of a label.
_STEP = 12
# Which part of a label stands at its mark, and how far it is moved to the right and down, in px.
Place = tuple[Anchor, float, float]


class Box(NamedTuple):
    """A rectangle in px."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Self) -> bool:
        """Return whether two rectangles share an area."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, kw_only=True)
class Label:
    """A text (`elements.markup`) of `width` by `height` px, and its place beside its mark."""

    text: str
    width: float
    height: float = LINE_HEIGHT
    size: int
    token: str
    place: Place = ("left", 0, 0)

    def at(self, places: Iterable[Place]) -> list[Self]:
        """Return the label at other places."""
        return [replace(self, place=place) for place in places]

    def around(self) -> list[Self]:
        """Return the label above its mark, at its sides, below it, and then further above and below."""
        near = self.height / 2 + 11
        heights = [side * (near + more) for more in (0, 12, 24) for side in (-1, 1)]
        places: list[Place] = [
            place for dy in heights for place in (("center", 0, dy), ("right", -2, dy), ("left", 2, dy))
        ]
        return self.at([*places[:3], ("right", -13, -3), ("left", 13, 3), *places[3:]])

    def box(self, x: float, y: float) -> Box:
        """Return the rectangle that the label takes beside a mark at these px."""
        anchor, dx, dy = self.place
        left = x + dx - {"left": 0.0, "center": 0.5, "right": 1.0}[anchor] * self.width
        return Box(left, y + dy - self.height / 2, left + self.width, y + dy + self.height / 2)


def label(lines: Sequence[str], *, size: int, bold: bool = False, token: str = "chart-text") -> Label:
    """Return a label of one or more lines."""
    text, width = elements.markup(lines, bold=bold), elements.widest(lines, size=size, bold=bold)
    return Label(text=text, width=width, height=len(lines) * LINE_HEIGHT, size=size, token=token)


class LabelLayout:
    """Writes labels in a plot area: none on a mark or on another label, and off the lines where there is room.

    `area` is the plot area at the minimum width of the figure, `bounds` the px that labels stay in, `refs` the axes.
    """

    def __init__(self, builder: FigureBuilder, area: PlotArea, *, bounds: Box, refs: str = "x y") -> None:
        self.builder, self.area, self.bounds, self.refs = builder, area, bounds, refs
        self._taken: list[Box] = []
        self._lines: list[Box] = []

    def keep_off_marks(self, points: Iterable[tuple[Any, float]], *, radius: float) -> None:
        """Keep labels off marks of a radius in px."""
        for x, y in (self._px(*point) for point in points):
            self._taken.append(Box(x - radius, y - radius, x + radius, y + radius))

    def keep_off_line(self, points: Iterable[tuple[Any, float]]) -> None:
        """Keep labels off a line through points, where there is room elsewhere."""
        for (x0, y0), (x1, y1) in pairwise([self._px(*point) for point in points]):
            steps = math.ceil(math.dist((x0, y0), (x1, y1)) / _STEP) or 1
            for step in range(steps + 1):
                x, y = x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
                self._lines.append(Box(x - 1, y - 1, x + 1, y + 1))

    def write(self, options: Sequence[Label], *, x: Any, y: float, always: bool = False) -> Label | None:
        """Write the first free option beside the mark at the values `x` and `y`, and return it.

        Without a free one nothing is written, or the first option with `always`.
        """
        at = self._px(x, y)
        free = [option for option in options if self._is_free(option.box(*at))]
        off_lines = (option for option in free if not any(map(option.box(*at).overlaps, self._lines)))
        chosen = next(off_lines, free[0] if free else options[0] if always else None)
        if chosen:
            anchor, dx, dy = chosen.place
            self.builder.add_text(
                chosen.text, x=x, y=y, refs=self.refs, dx=dx, dy=dy, anchor=anchor, token=chosen.token,
                size=chosen.size, background=True,
            )  # fmt: skip
            left, top, right, bottom = chosen.box(*at)
            # The background of the next label would otherwise cover the edge of this one.
            self._taken.append(Box(left - 3, top - 3, right + 3, bottom + 3))
        return chosen

    def _is_free(self, box: Box) -> bool:
        low, high = self.bounds[:2], self.bounds[2:]
        inside = low[0] <= box.left and box.right <= high[0] and low[1] <= box.top and box.bottom <= high[1]
        return inside and not any(map(box.overlaps, self._taken))

    def _px(self, x: Any, y: float) -> tuple[float, float]:
        return self.area.x_px(x), self.area.y_px(y)
