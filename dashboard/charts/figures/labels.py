"""Places for labels beside marks: the first of several options that covers nothing.

Places are looked for at the minimum width of a figure only. At a greater width everything moves further apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any, NamedTuple

from dashboard.charts.figures.base import LINE_HEIGHT, FigureBuilder
from dashboard.models.kinds import Anchor
from dashboard.svg.plot_area import PlotArea

# px between two points of a line that labels keep off; less than the height of a label.
_STEP = 12


class Box(NamedTuple):
    """A rectangle in px."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Return whether two boxes share an area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def contains(self, other: Box) -> bool:
        """Return whether the other box lies within this one."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, kw_only=True)
class Label:
    """A text (`text_metrics.markup`) of `width` by `height` px, moved `dx` and `dy` px from its mark."""

    text: str
    width: float
    height: float = LINE_HEIGHT
    anchor: Anchor = "left"
    dx: float = 0
    dy: float = 0

    def box(self, x: float, y: float) -> Box:
        """Return the rectangle that the label takes beside a mark at these px."""
        left = x + self.dx - {"left": 0.0, "center": 0.5, "right": 1.0}[self.anchor] * self.width
        return Box(left, y + self.dy - self.height / 2, left + self.width, y + self.dy + self.height / 2)


def around(text: str, *, width: float, height: float = LINE_HEIGHT) -> list[Label]:
    """Return the label above its mark, at its sides, below it, and then further above and below."""
    near = height / 2 + 11
    sides: tuple[tuple[Anchor, float], ...] = (("center", 0), ("right", -2), ("left", 2))
    heights = [side * (near + more) for more in (0, 12, 24) for side in (-1, 1)]
    rows = [[(anchor, dx, dy) for anchor, dx in sides] for dy in heights]
    places: list[tuple[Anchor, float, float]] = [*rows[0], ("right", -13, -3), ("left", 13, 3), *chain(*rows[1:])]
    return [Label(text=text, width=width, height=height, anchor=anchor, dx=dx, dy=dy) for anchor, dx, dy in places]


class LabelLayout:
    """Writes labels in a panel, none on a mark or on another label, and off the lines where there is room.

    `area` is the panel at the minimum width of the figure, `bounds` the area in px that labels stay in, `refs` the axes.
    """

    def __init__(self, builder: FigureBuilder, area: PlotArea, *, bounds: Box, refs: str = "x y") -> None:
        self._builder, self._area, self._bounds, self._refs = builder, area, bounds, refs
        self._taken: list[Box] = []
        self._lines: list[Box] = []

    def add_marks(self, points: Iterable[tuple[Any, float]], *, radius: float) -> None:
        """Keep labels off marks of a radius in px."""
        for x, y in (self._px(*point) for point in points):
            self._taken.append(Box(x - radius, y - radius, x + radius, y + radius))

    def add_box(self, box: Box) -> None:
        """Keep labels off a rectangle in px."""
        self._taken.append(box)

    def add_line(self, points: Iterable[tuple[Any, float]]) -> None:
        """Keep labels off a line through points, where there is room elsewhere."""
        for (x0, y0), (x1, y1) in pairwise([self._px(*point) for point in points]):
            steps = math.ceil(math.dist((x0, y0), (x1, y1)) / _STEP) or 1
            for step in range(steps + 1):
                x, y = x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
                self._lines.append(Box(x - 1, y - 1, x + 1, y + 1))

    def write(
        self, options: Sequence[Label], *, x: Any, y: float, size: int, token: str = "chart-text", always: bool = False
    ) -> Label | None:
        """Write the first option that is free, beside the mark at the values `x` and `y`, and return it.

        Without a free one nothing is written, or the first option with `always`.
        """
        at = self._px(x, y)
        free = [option for option in options if self._is_free(option.box(*at))]
        off_lines = (option for option in free if not any(map(option.box(*at).overlaps, self._lines)))
        chosen = next(off_lines, free[0] if free else options[0] if always else None)
        if chosen:
            self._builder.add_text(
                chosen.text, x=x, y=y, refs=self._refs, dx=chosen.dx, dy=chosen.dy, anchor=chosen.anchor, token=token,
                size=size, background=True,
            )  # fmt: skip
            left, top, right, bottom = chosen.box(*at)
            # The background of the next label would otherwise cover the edge of this one.
            self._taken.append(Box(left - 3, top - 3, right + 3, bottom + 3))
        return chosen

    def _is_free(self, box: Box) -> bool:
        return self._bounds.contains(box) and not any(map(box.overlaps, self._taken))

    def _px(self, x: Any, y: float) -> tuple[float, float]:
        return self._area.x_px(x), self._area.y_px(y)
