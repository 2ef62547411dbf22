"""One panel of small multiples: its stripes, lines and marks, its title, and the words that stand at marks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from dashboard.charts.figures.base import LABEL, LINE, SMALL, Sheet
from dashboard.charts.figures.trend_parts import Scale, draw, runs, stripes
from dashboard.models.kinds import Anchor
from dashboard.models.marks import Course, Facet, Stretch
from dashboard.svg import text_metrics
from dashboard.svg.label_placement import Box, Place, Taken, around, best

RIGHT = 16
HEAD, FALL = 28, 18
_MARK = 6
_SIDES: tuple[tuple[Anchor, float], ...] = (("center", 0), ("right", 6), ("left", -6))


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Where the panels stand, in px at the narrowest width and as shares of the plot area."""

    columns: int
    rows: int
    column: float
    between: float
    plot: float
    pitch: float
    grows: float
    over: float

    @property
    def high(self) -> float:
        """The height of the plot area with all panels in it."""
        return self.plot + (self.rows - 1) * self.pitch

    def domains(self, number: int) -> tuple[list[float], list[float]]:
        """The part of the plot area that a panel has, across and up."""
        row, column = divmod(number, self.columns)
        wide = self.columns * self.column + (self.columns - 1) * self.between
        high = self.high
        left, top = column * (self.column + self.between), row * self.pitch
        return (
            [round(left / wide, 5), round((left + self.column) / wide, 5)],
            [round(1 - (top + self.plot) / high, 5), round(1 - top / high, 5)],
        )


def draw_panel(
    sheet: Sheet,
    facet: Facet,
    scale: Scale,
    *,
    number: int,
    grid: Grid,
    span: tuple[float, float],
    fall: Stretch | None,
    name: bool,
) -> bool:
    """One panel; gives whether the country was named in it, which is asked with `name`."""
    panel = number + 1
    xref, yref = ("x", "y") if panel == 1 else (f"x{panel}", f"y{panel}")
    if facet.missing:
        sheet.hatch("no figure", stripes(facet.missing, span=span), span=scale.span, panel=panel)
    for course in reversed(facet.courses):
        draw(sheet, course, panel=panel)
    high = HEAD / 2 + 1 + (FALL if fall else 0)
    title = text_metrics.markup(facet.title, bold=True)
    sheet.words(title, x=span[0], y=scale.top, dy=-high, token="chart-value", size=LABEL, xref=xref, yref=yref)
    if fall and fall.end is not None:
        # A bar over the plot area, on the years that it is about.
        at = grid.domains(number)[1][1] + 5 / grid.high
        sheet.rule(at=(fall.start, at), to=(fall.end, at), token="chart-value", refs=f"{xref} paper", width=3)
        sheet.words(
            text_metrics.markup(fall.text), x=fall.end, y=scale.top, dy=-17, dx=2, anchor="right", xref=xref, yref=yref
        )
    return _labels(sheet, facet, scale, grid=grid, span=span, panel=panel, name=name)


def _labels(
    sheet: Sheet,
    facet: Facet,
    scale: Scale,
    *,
    grid: Grid,
    span: tuple[float, float],
    panel: int,
    name: bool,
) -> bool:
    """The newest value at its mark; the name of the country once, in the first panel where it covers nothing."""

    def at(wide: float, year: float, value: float) -> tuple[float, float]:
        across = (year - span[0]) / (span[1] - span[0]) * wide
        return across, (1 - (value - scale.low) / (scale.top - scale.low)) * grid.plot

    widths = (grid.column, grid.column * grid.grows)
    taken = []
    for width in widths:
        points = [at(width, spot.year, spot.value) for course in facet.courses for spot in course.spots]
        lines = [
            (at(width, a.year, a.value), at(width, b.year, b.value))
            for course in facet.courses
            for run in runs(course.spots)
            for a, b in pairwise(run)
        ]
        marks = tuple(Box(x - _MARK, y - _MARK, x + _MARK, y + _MARK) for x, y in points)
        taken.append(Taken(Box(0, -4, width + grid.over, grid.plot), marks, tuple(lines)))
    xref, yref = ("x", "y") if panel == 1 else (f"x{panel}", f"y{panel}")
    named = False
    for course in facet.courses:
        text = _label(course, alone=course is facet.courses[0], named=name)
        if not text or not course.spots:
            continue
        bold = course is facet.courses[0]
        size = LABEL if bold else SMALL
        places = _places(text_metrics.markup(text, bold=bold), wide=text_metrics.width(text, size=size, bold=bold))
        # The name of the country may stand at any of its marks; a value only at its own.
        choices = [(spot, place) for spot in (course.spots[-1:] if bold else course.spots[::-1]) for place in places]
        boxes = [[place.box(at(width, spot.year, spot.value)) for width in widths] for spot, place in choices]
        chosen = best(boxes, taken)
        covers = any(box.overlap(other) for room, box in zip(taken, boxes[chosen], strict=True) for other in room.boxes)
        if covers:
            # Words that would hide a figure are left out: the value is in the table, the name in another panel.
            continue
        named |= not bold
        spot, place = choices[chosen]
        sheet.words(
            place.text, x=spot.year, y=spot.value, dx=place.dx, dy=place.dy, anchor=place.anchor,
            token="chart-value" if bold else "chart-text", size=size, knock=True, xref=xref, yref=yref,
        )  # fmt: skip
        taken = [room.plus(box.grown(2)) for room, box in zip(taken, boxes[chosen], strict=True)]
    return named


def _places(text: str, *, wide: float) -> list[Place]:
    """The places around a mark, then further above and below it."""
    further = [
        Place(text=text, anchor=anchor, dx=dx, dy=side * away, wide=wide, high=LINE)
        for away in (28, 38, 48)
        for side in (-1, 1)
        for anchor, dx in _SIDES
    ]
    return [*around(text, wide=wide, high=LINE), *further]


def _label(course: Course, *, alone: bool, named: bool) -> str:
    if alone:
        return course.spots[-1].text if course.spots else ""
    return course.name if named and course.role == "country" else ""
