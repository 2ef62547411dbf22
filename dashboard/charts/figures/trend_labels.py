"""The words in a trend with one place in focus: names and values at the marks, and what the stripes mean."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dashboard.charts.figures.base import LABEL, LINE, SMALL, VALUE, Sheet
from dashboard.charts.figures.trend_parts import Scale, runs, stripes
from dashboard.models.kinds import Anchor
from dashboard.models.marks import Course, Facet, Spot
from dashboard.svg import text_metrics
from dashboard.svg.label_placement import Box, Place, Point, Taken, around, best

_MARK = 7
_NEAR = 9
# More values than this beside one line cannot be read; then the first and the last are written.
_MOST_VALUES = 8


class Frame:
    """The plot area at one width of the chart, in px."""

    def __init__(self, width: int, *, left: float, right: float, head: float, plot: float) -> None:
        self.left, self.head, self.plot = left, head, plot
        self.across = width - left - right
        self.box = Box(0, head, width, head + plot)

    def at(self, year: float, value: float, *, span: tuple[float, float], scale: Scale) -> Point:
        """The px of a value in a year."""
        x = self.left + (year - span[0]) / (span[1] - span[0]) * self.across
        return x, self.head + (1 - (value - scale.low) / (scale.top - scale.low)) * self.plot


def label(course: Course, facet: Facet) -> str:
    """The name of a place, with its newest value for the one in focus and for the country."""
    if course.role == "other" or not course.spots:
        return course.name
    newest = course.spots[-1]
    text = f"{course.name} {newest.text}"
    if course.role == "country" and newest.year != facet.courses[0].spots[-1].year:
        # Figures of different years are not read as a pair when the year stands beside one.
        text += f" ({newest.year})"
    return text


def write(
    sheet: Sheet,
    facet: Facet,
    *,
    scale: Scale,
    span: tuple[float, float],
    frames: list[Frame],
    no_figure: str,
    edges: Sequence[float] = (),
) -> None:
    """Names and values at the marks: the place in focus first, then the country, then the rest. They keep off `edges`."""
    taken = []
    for frame in frames:
        spots = [spot for course in facet.courses for spot in course.spots]
        points = [frame.at(spot.year, spot.value, span=span, scale=scale) for spot in spots]
        lines = [
            (frame.at(a.year, a.value, span=span, scale=scale), frame.at(b.year, b.value, span=span, scale=scale))
            for course in facet.courses
            for run in runs(course.spots)
            for a, b in pairwise(run)
        ]
        for edge in edges:
            foot = frame.at(edge, scale.low, span=span, scale=scale)
            lines.append((foot, (foot[0], frame.head)))
        marks = tuple(Box(x - _MARK, y - _MARK, x + _MARK, y + _MARK) for x, y in points)
        heights = (frame.at(span[0], tick, span=span, scale=scale)[1] for tick in scale.ticks)
        numbers = tuple(Box(0, y - 8, frame.left - 4, y + 8) for y in heights)
        taken.append(Taken(frame.box, marks + numbers, tuple(lines)))

    def put(spot: Spot, text: str, *, bold: bool, size: int, name: bool) -> None:
        nonlocal taken
        wide = text_metrics.width(text, size=size, bold=bold)
        written = text_metrics.markup(text, bold=bold)
        places = around(written, wide=wide, high=LINE)
        if name:
            stacked = text.split(" ", 1)
            narrow = text_metrics.widest(stacked, size=size, bold=bold)
            two = text_metrics.markup(stacked, bold=bold)
            places = [*_beside(written, wide=wide), *_beside(two, wide=narrow, lines=len(stacked)), *places]
        points = [frame.at(spot.year, spot.value, span=span, scale=scale) for frame in frames]
        boxes = [[place.box(point) for point in points] for place in places]
        chosen = best(boxes, taken)
        if not name and any(room.cost(box) for room, box in zip(taken, boxes[chosen], strict=True)):
            # An older value that would cover something is read in the table.
            return
        place = places[chosen]
        if name and abs(place.dy) > _NEAR:
            # A name that had to move points at its mark, or it would be read at another height.
            frame = frames[-1]
            across = place.dx / frame.across * (span[1] - span[0])
            up = place.dy / frame.plot * (scale.top - scale.low)
            tip = (spot.year + across, min(max(spot.value - up, scale.low), scale.top))
            sheet.rule(at=(spot.year, spot.value), to=tip, token="rule-firm", refs="x y")
        sheet.words(
            place.text, x=spot.year, y=spot.value, dx=place.dx, dy=place.dy, anchor=place.anchor,
            token="chart-value" if bold else "chart-text", size=size, knock=True,
        )  # fmt: skip
        taken = [room.plus(box.grown(2)) for room, box in zip(taken, boxes[chosen], strict=True)]

    # Greyed names from the highest mark down, so that they keep the order of their marks.
    first = [course for course in facet.courses if course.role != "other" or course is facet.courses[0]]
    rest = sorted(
        (one for one in facet.courses if one not in first and one.spots), key=lambda one: -one.spots[-1].value
    )
    for number, course in enumerate([*first, *rest]):
        if not course.spots:
            continue
        *before, newest = course.spots
        own = number == 0
        text = label(course, facet)
        put(newest, text, bold=own, size=VALUE if own else SMALL, name=True)
        if own:
            for spot in before if len(before) < _MOST_VALUES else before[:1]:
                put(spot, spot.text, bold=False, size=LABEL, name=False)
    _name_stripes(sheet, facet, scale=scale, span=span, frame=frames[0], text=no_figure, taken=taken)


def _beside(text: str, *, wide: float, lines: int = 1) -> list[Place]:
    """Places right and left of a mark, moved up and down to keep clear of the labels of other lines."""
    sides: tuple[tuple[Anchor, float], ...] = (("left", 11), ("right", -11))
    return [
        Place(text=text, anchor=anchor, dx=dx, dy=dy, wide=wide, high=lines * LINE)
        for anchor, dx in sides
        for dy in (0, *(side * step for step in range(9, 118, 9) for side in (-1, 1)))
    ]


def _name_stripes(
    sheet: Sheet,
    facet: Facet,
    *,
    scale: Scale,
    span: tuple[float, float],
    frame: Frame,
    text: str,
    taken: list[Taken],
) -> None:
    """What stripes mean, in the widest stretch of them, where the words cover nothing."""
    found = stripes(facet.missing, span=span)
    wide = text_metrics.width(text, size=SMALL)
    fitting = [
        (end - start, (start + end) / 2)
        for start, end in found
        if (end - start) / (span[1] - span[0]) * frame.across >= wide + 8
    ]
    for _, middle in sorted(fitting, reverse=True):
        x, y = frame.at(middle, scale.low, span=span, scale=scale)
        for up in range(14, int(frame.plot) - 10, 12):
            box = Box(x - wide / 2, y - up - 9, x + wide / 2, y - up + 9)
            if taken[0].cost(box) == 0:
                sheet.words(text_metrics.markup(text), x=middle, y=scale.low, dy=-up, anchor="center", knock=True)
                return
