"""Small multiples: one panel for each place over the same years, with the country beside it. Nothing is joined over a gap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.charts.figures.base import LEAST, SMALL, WIDTH, Sheet, axis
from dashboard.charts.figures.trend_panel import FALL, HEAD, RIGHT, Grid, draw_panel
from dashboard.charts.figures.trend_parts import Scale, axis_of_years, year_span, year_ticks, years, zero_line
from dashboard.models.kinds import Figure, Form, Lang
from dashboard.models.marks import Facet, Stretch
from dashboard.svg import text_metrics

_COLUMNS: dict[Form, int] = {"wide": 3, "narrow": 2}
_PLOT: dict[Form, int] = {"wide": 126, "narrow": 112}
_FEET = 34


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
    head = HEAD + (FALL if fall else 0)
    room = LEAST[form] - left - RIGHT
    grid = Grid(
        columns=columns, rows=-(-len(facets) // columns), between=between, plot=_PLOT[form],
        column=(room - (columns - 1) * between) / columns, pitch=_PLOT[form] + head + _FEET,
        over=6.0 if own else RIGHT, grows=(WIDTH[form] - left - RIGHT) / room,
    )  # fmt: skip
    first, last = years(facets)
    sheet, axes, named = Sheet(), [], False
    for number, (facet, scale) in enumerate(zip(facets, scales, strict=True)):
        named |= draw_panel(
            sheet, facet, scale, number=number, grid=grid, span=year_span(first, last), fall=fall, name=not named
        )
        x, y = grid.domains(number)
        ticks = year_ticks(facets, first=first, last=last, room=grid.column, form=form)
        along = axis_of_years(axis(span=year_span(first, last), ticks=ticks, away=0)) | {"domain": x}
        labels = list(zip(scale.ticks, scale.words, strict=True))
        up = zero_line(axis(span=scale.span, ticks=labels, grid=True, away=6), scale) | {"domain": y}
        up |= {"showticklabels": own or not number % columns}
        axes.append((_named(along, "y", number), _named(up, "x", number)))
    lines = [line for text in foot for line in text_metrics.wrap(text, room=LEAST[form] - 4, size=SMALL)]
    bottom = _FEET + 4 + len(lines) * 17
    if lines:
        down = _FEET + 4 + (len(lines) * 17 - 4) / 2
        sheet.words(text_metrics.markup(lines), x=0, y=0, xref="paper", yref="paper", dx=-left, dy=down)
    return sheet.figure(
        height=head + grid.high + bottom, margin=(head, RIGHT, bottom, round(left)), x=axes[0][0], y=axes[0][1],
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
