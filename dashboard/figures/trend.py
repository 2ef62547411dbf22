"""One place in focus over the years: its line firm, the country a line of its own, the other places grey and named.

A line joins only years that follow each other. Years without a figure of the place in focus are striped.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dashboard.figures import measure
from dashboard.figures.base import LABEL, LEAST, LINE, SMALL, VALUE, WIDTH, Sheet, axis
from dashboard.figures.placing import Box, Place, Point, Taken, around, best
from dashboard.figures.trend_parts import (
    Scale,
    axis_of_years,
    draw,
    runs,
    stripes,
    year_span,
    year_ticks,
    years,
    zero_line,
)
from dashboard.model import Facet, Figure, Form, Lang, Spot, Stretch

_PLOT: dict[Form, int] = {"wide": 270, "narrow": 270}
_HEAD, _PERIOD, _FALL, _FEET = 30, 30, 22, 34
_RIGHT: dict[Form, int] = {"wide": 124, "narrow": 84}
_MARK = 7
# More values than this beside one line cannot be read; then the first and the last are written.
_MOST_VALUES = 8


class _Frame:
    """The plot area at one width of the chart, in px."""

    def __init__(self, width: int, *, left: float, right: float, head: float, plot: float) -> None:
        self.left, self.head, self.plot = left, head, plot
        self.across = width - left - right
        self.box = Box(0, head, width, head + plot)

    def at(self, year: float, value: float, *, span: tuple[float, float], scale: Scale) -> Point:
        """The px of a value in a year."""
        x = self.left + (year - span[0]) / (span[1] - span[0]) * self.across
        return x, self.head + (1 - (value - scale.low) / (scale.top - scale.low)) * self.plot


def trend(
    facet: Facet,
    *,
    unit: str,
    unit_label: str,
    no_figure: str,
    periods: Sequence[Stretch] = (),
    fall: Stretch | None = None,
    foot: Sequence[str] = (),
    lang: Lang,
    form: Form,
) -> Figure:
    """The courses of a facet on one axis. The first is in focus; `periods` are bars above, `foot` words below.

    `unit_label` says what the axis counts where its numbers do not, `no_figure` names the stripes. Raises ValueError
    without a figure.
    """
    values = [spot.value for course in facet.courses for spot in course.spots]
    if not values:
        raise ValueError("a trend got no figures (expected at least one)")
    scale = Scale(values, unit=unit, lang=lang)
    also = [end for period in periods for end in (period.start, period.end) if end is not None]
    first, last = years([facet], also=also)
    span = year_span(first, last)
    head = _HEAD + len(periods) * _PERIOD + (_FALL if fall else 0)
    left, right = scale.room, _RIGHT[form]
    frames = [
        _Frame(width, left=left, right=right, head=head, plot=_PLOT[form]) for width in (LEAST[form], WIDTH[form])
    ]
    sheet = Sheet()
    if facet.missing:
        sheet.hatch("no figure", stripes(facet.missing, span=span), span=scale.span)
    for course in reversed(facet.courses):
        draw(sheet, course)
    pixel = (scale.top - scale.low) / _PLOT[form]
    base = _periods(sheet, periods, scale=scale, span=span, frame=frames[0], pixel=pixel)
    if fall and fall.end is not None:
        sheet.path("fall", [(fall.start, base + 6 * pixel), (fall.end, base + 6 * pixel)], token="chart-value", width=3)
        sheet.words(measure.markup(fall.text), x=fall.end, y=base, dx=2, dy=-18, anchor="right")
    _labels(sheet, facet, scale=scale, span=span, frames=frames, no_figure=no_figure)
    if unit_label:
        sheet.words(measure.markup(unit_label), x=0, y=1, xref="paper", yref="paper", dx=-left, dy=-head + 9)
    lines = [line for text in foot for line in measure.wrap(text, room=LEAST[form] - 4, size=SMALL)]
    bottom = _FEET + 4 + len(lines) * 17
    if lines:
        down = _FEET + 4 + (len(lines) * 17 - 4) / 2
        sheet.words(measure.markup(lines), x=0, y=0, xref="paper", yref="paper", dx=-left, dy=down)
    ticks = year_ticks([facet], first=first, last=last, room=frames[0].across, form=form)
    along = axis_of_years(axis(span=span, ticks=ticks, away=0))
    up = zero_line(
        axis(span=scale.span, ticks=list(zip(scale.ticks, scale.words, strict=True)), grid=True, away=6), scale
    )
    return sheet.figure(height=head + _PLOT[form] + bottom, margin=(head, right, bottom, round(left)), x=along, y=up)


def _periods(
    sheet: Sheet, periods: Sequence[Stretch], *, scale: Scale, span: tuple[float, float], frame: _Frame, pixel: float
) -> float:
    """A bar above the plot area for each period with its words over it, and hairlines at its ends; gives the new top."""
    base = scale.top
    for period in periods:
        end = period.end if period.end is not None else period.start
        bar = base + 6 * pixel
        if period.end is not None:
            sheet.path("period", [(period.start, bar), (end, bar)], token="chart-value", width=5)
        for edge in dict.fromkeys((period.start, end)):
            sheet.rule(at=(edge, scale.low), to=(edge, bar), token="rule-firm", refs="x y")
        wide = measure.width(period.text, size=SMALL)
        starts, ends = (frame.left + (at - span[0]) / (span[1] - span[0]) * frame.across for at in (period.start, end))
        x, anchor, dx = period.start, "left", 0.0
        if starts + wide > frame.box.x1:
            x, anchor = end, "right"
            if ends - wide < 0:
                x, anchor, dx = span[0], "left", -frame.left
        sheet.words(measure.markup(period.text), x=x, y=base, dx=dx, dy=-19, anchor=anchor, knock=True)  # type: ignore[arg-type]
        base += _PERIOD * pixel
    return base


def _labels(
    sheet: Sheet, facet: Facet, *, scale: Scale, span: tuple[float, float], frames: list[_Frame], no_figure: str
) -> None:
    """Names and values at the marks: the place in focus first, then the country, then the rest."""
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
        marks = tuple(Box(x - _MARK, y - _MARK, x + _MARK, y + _MARK) for x, y in points)
        taken.append(Taken(frame.box, marks, tuple(lines)))

    def put(spot: Spot, text: str, *, bold: bool, size: int, name: bool) -> None:
        nonlocal taken
        wide = measure.width(text, size=size, bold=bold)
        written = measure.markup(text, bold=bold)
        places = around(written, wide=wide, high=LINE)
        if name:
            stacked = text.split(" ", 1)
            narrow = measure.widest(stacked, size=size, bold=bold)
            two = measure.markup(stacked, bold=bold)
            places = [*_beside(written, wide=wide), *_beside(two, wide=narrow, lines=len(stacked)), *places]
        points = [frame.at(spot.year, spot.value, span=span, scale=scale) for frame in frames]
        boxes = [[place.box(point) for point in points] for place in places]
        chosen = best(boxes, taken)
        place = places[chosen]
        sheet.words(
            place.text, x=spot.year, y=spot.value, dx=place.dx, dy=place.dy, anchor=place.anchor,
            token="chart-value" if bold else "chart-text", size=size, knock=True,
        )  # fmt: skip
        taken = [room.plus(box.grown(2)) for room, box in zip(taken, boxes[chosen], strict=True)]

    for number, course in enumerate(facet.courses):
        if not course.spots:
            continue
        *before, newest = course.spots
        own = number == 0
        text = course.name if course.role == "other" else f"{course.name} {newest.text}"
        if course.role == "country" and newest.year != facet.courses[0].spots[-1].year:
            # Figures of different years are not read as a pair when the year stands beside one.
            text += f" ({newest.year})"
        put(newest, text, bold=own, size=VALUE if own else SMALL, name=True)
        if own:
            for spot in before if len(before) < _MOST_VALUES else before[:1]:
                put(spot, spot.text, bold=False, size=LABEL, name=False)
    _name_stripes(sheet, facet, scale=scale, span=span, frame=frames[0], text=no_figure, taken=taken)


def _beside(text: str, *, wide: float, lines: int = 1) -> list[Place]:
    """Places right of a mark, moved up and down to keep clear of the labels of other lines."""
    return [
        Place(text=text, anchor="left", dx=11, dy=dy, wide=wide, high=lines * LINE)
        for dy in (0, *(side * step for step in range(9, 73, 9) for side in (-1, 1)))
    ]


def _name_stripes(
    sheet: Sheet,
    facet: Facet,
    *,
    scale: Scale,
    span: tuple[float, float],
    frame: _Frame,
    text: str,
    taken: list[Taken],
) -> None:
    """What stripes mean, in the widest stretch of them, where the words cover nothing."""
    found = stripes(facet.missing, span=span)
    wide = measure.width(text, size=SMALL)
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
                sheet.words(measure.markup(text), x=middle, y=scale.low, dy=-up, anchor="center", knock=True)
                return
