"""Small multiples: one panel for each place over the same years, with the country beside it. Nothing is joined over a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dashboard.figures import measure
from dashboard.figures.base import LABEL, LEAST, LINE, SMALL, Sheet, axis
from dashboard.figures.placing import Box, Taken, around, best
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
from dashboard.model import Course, Facet, Figure, Form, Lang, Stretch

_COLUMNS: dict[Form, int] = {"wide": 3, "narrow": 2}
_PLOT: dict[Form, int] = {"wide": 126, "narrow": 112}
_HEAD, _FALL, _FEET = 28, 18, 34
_RIGHT = 16
_MARK = 6


@dataclass(frozen=True, kw_only=True)
class _Grid:
    """Where the panels stand, in px at the narrowest width and as shares of the plot area."""

    columns: int
    rows: int
    column: float
    between: float
    plot: float
    pitch: float

    def domains(self, number: int) -> tuple[list[float], list[float]]:
        """The part of the plot area that a panel has, across and up."""
        row, column = divmod(number, self.columns)
        wide = self.columns * self.column + (self.columns - 1) * self.between
        high = self.plot + (self.rows - 1) * self.pitch
        left, top = column * (self.column + self.between), row * self.pitch
        return (
            [round(left / wide, 5), round((left + self.column) / wide, 5)],
            [round(1 - (top + self.plot) / high, 5), round(1 - top / high, 5)],
        )


def trend_many(
    facets: Sequence[Facet],
    *,
    shared: bool,
    unit: str,
    fall: Stretch | None = None,
    foot: Sequence[str] = (),
    lang: Lang,
    form: Form,
) -> Figure:
    """A panel for each facet. With `shared` all have the axis of the first, but for those whose own values lie beyond it.

    `fall` marks two years in every panel; `foot` are words below, a line each. Raises ValueError without facets.
    """
    if not facets:
        raise ValueError("small multiples got no facets (expected at least one)")
    scales = _scales(facets, shared=shared, unit=unit, lang=lang)
    left = max(scale.room for scale in scales)
    columns = min(_COLUMNS[form], len(facets))
    own = any(scales[number] is not scales[number // columns * columns] for number in range(len(facets)))
    between = left + 10.0 if own else 26.0
    head = _HEAD + (_FALL if fall else 0)
    room = LEAST[form] - left - _RIGHT
    grid = _Grid(
        columns=columns, rows=-(-len(facets) // columns), between=between, plot=_PLOT[form],
        column=(room - (columns - 1) * between) / columns, pitch=_PLOT[form] + head + _FEET,
    )  # fmt: skip
    first, last = years(facets)
    sheet, axes = Sheet(), []
    for number, (facet, scale) in enumerate(zip(facets, scales, strict=True)):
        _panel(sheet, facet, scale, number=number, grid=grid, span=year_span(first, last), fall=fall)
        x, y = grid.domains(number)
        ticks = year_ticks(facets, first=first, last=last, room=grid.column, form=form)
        along = axis_of_years(axis(span=year_span(first, last), ticks=ticks, away=0)) | {"domain": x}
        labels = list(zip(scale.ticks, scale.words, strict=True))
        up = zero_line(axis(span=scale.span, ticks=labels, grid=True, away=6), scale) | {"domain": y}
        up |= {"showticklabels": own or not number % columns}
        axes.append((_named(along, "y", number), _named(up, "x", number)))
    lines = [line for text in foot for line in measure.wrap(text, room=LEAST[form] - 4, size=SMALL)]
    bottom = _FEET + 4 + len(lines) * 17
    high = grid.plot + (grid.rows - 1) * grid.pitch
    if lines:
        down = _FEET + 4 + (len(lines) * 17 - 4) / 2
        sheet.words(measure.markup(lines), x=0, y=0, xref="paper", yref="paper", dx=-left, dy=down)
    return sheet.figure(
        height=head + high + bottom, margin=(head, _RIGHT, bottom, round(left)), x=axes[0][0], y=axes[0][1],
        more=axes[1:],
    )  # fmt: skip


def _named(drawn: dict[str, Any], other: str, number: int) -> dict[str, Any]:
    """An axis with the name of the one that it stands on."""
    return drawn | {"anchor": other if number == 0 else f"{other}{number + 1}"}


def _values(facet: Facet) -> list[float]:
    return [spot.value for course in facet.courses for spot in course.spots]


def _scales(facets: Sequence[Facet], *, shared: bool, unit: str, lang: Lang) -> list[Scale]:
    """A scale for each facet. Numbers of people in a whole country never share an axis with those of a municipality."""
    if not shared:
        return [Scale(_values(facet), unit=unit, lang=lang) for facet in facets]
    apart = [unit == "persons" and facet.courses[0].role == "country" for facet in facets]
    common = [value for facet, alone in zip(facets, apart, strict=True) if not alone for value in _values(facet)]
    one = Scale(common, unit=unit, lang=lang) if common else None
    return [
        one if one is not None and not alone else Scale(_values(facet), unit=unit, lang=lang)
        for facet, alone in zip(facets, apart, strict=True)
    ]


def _panel(
    sheet: Sheet,
    facet: Facet,
    scale: Scale,
    *,
    number: int,
    grid: _Grid,
    span: tuple[float, float],
    fall: Stretch | None,
) -> None:
    panel = number + 1
    xref, yref = ("x", "y") if panel == 1 else (f"x{panel}", f"y{panel}")
    if facet.missing:
        sheet.hatch("no figure", stripes(facet.missing, span=span), span=scale.span, panel=panel)
    for course in reversed(facet.courses):
        draw(sheet, course, panel=panel)
    high = _HEAD / 2 + 1 + (_FALL if fall else 0)
    title = measure.markup(facet.title, bold=True)
    sheet.words(title, x=span[0], y=scale.top, dy=-high, token="chart-value", size=LABEL, xref=xref, yref=yref)
    if fall and fall.end is not None:
        # A bar over the plot area, on the years that it is about.
        at = scale.top + (scale.top - scale.low) * 5 / grid.plot
        sheet.path("fall", [(fall.start, at), (fall.end, at)], token="chart-value", width=3, panel=panel)
        sheet.words(
            measure.markup(fall.text), x=fall.end, y=scale.top, dy=-17, dx=2, anchor="right", xref=xref, yref=yref
        )
    _labels(sheet, facet, scale, grid=grid, span=span, panel=panel)


def _labels(
    sheet: Sheet,
    facet: Facet,
    scale: Scale,
    *,
    grid: _Grid,
    span: tuple[float, float],
    panel: int,
) -> None:
    """The newest value at its mark; the name of the country once, in the first panel."""

    def at(year: float, value: float) -> tuple[float, float]:
        across = (year - span[0]) / (span[1] - span[0]) * grid.column
        return across, (1 - (value - scale.low) / (scale.top - scale.low)) * grid.plot

    points = [at(spot.year, spot.value) for course in facet.courses for spot in course.spots]
    lines = [
        (at(a.year, a.value), at(b.year, b.value))
        for course in facet.courses
        for run in runs(course.spots)
        for a, b in pairwise(run)
    ]
    frame = Box(0, 0, grid.column + _RIGHT, grid.plot)
    taken = Taken(frame, tuple(Box(x - _MARK, y - _MARK, x + _MARK, y + _MARK) for x, y in points), tuple(lines))
    xref, yref = ("x", "y") if panel == 1 else (f"x{panel}", f"y{panel}")
    for course in facet.courses:
        text = _label(course, alone=course is facet.courses[0], first=panel == 1)
        if not text or not course.spots:
            continue
        bold = course is facet.courses[0]
        size = LABEL if bold else SMALL
        places = around(measure.markup(text, bold=bold), wide=measure.width(text, size=size, bold=bold), high=LINE)
        # The name of the country may stand at any of its marks; a value only at its own.
        choices = [(spot, place) for spot in (course.spots[-1:] if bold else course.spots[::-1]) for place in places]
        boxes = [[place.box(at(spot.year, spot.value))] for spot, place in choices]
        chosen = best(boxes, [taken])
        spot, place = choices[chosen]
        sheet.words(
            place.text, x=spot.year, y=spot.value, dx=place.dx, dy=place.dy, anchor=place.anchor,
            token="chart-value" if bold else "chart-text", size=size, knock=True, xref=xref, yref=yref,
        )  # fmt: skip
        taken = taken.plus(boxes[chosen][0].grown(2))


def _label(course: Course, *, alone: bool, first: bool) -> str:
    if alone:
        return course.spots[-1].text if course.spots else ""
    return course.name if first and course.role == "country" else ""
