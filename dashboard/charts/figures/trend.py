"""One place in focus over the years: its line firm, the country a line of its own, the other places grey and named.

A line joins only years that follow each other. Years without a figure of the place in focus are striped.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.figures.base import LEAST, SMALL, VALUE, WIDTH, Sheet, axis
from dashboard.charts.figures.trend_labels import Frame, label, write
from dashboard.charts.figures.trend_parts import (
    Scale,
    axis_of_years,
    draw,
    stripes,
    year_span,
    year_ticks,
    years,
    zero_line,
)
from dashboard.models.kinds import Figure, Form, Lang
from dashboard.models.marks import Facet, Stretch
from dashboard.svg import text_metrics

_PLOT: dict[Form, int] = {"wide": 270, "narrow": 270}
_HEAD, _BARE, _PERIOD, _FALL, _FEET = 30, 12, 30, 22, 34


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
    bars = [(period, text_metrics.wrap(period.text, room=LEAST[form] - 8, size=SMALL)) for period in periods]
    head = (_HEAD if unit_label else _BARE) + sum(_high(lines) for _, lines in bars) + (_FALL if fall else 0)
    left, right = scale.room, _right(facet, form)
    frames = [Frame(width, left=left, right=right, head=head, plot=_PLOT[form]) for width in (LEAST[form], WIDTH[form])]
    sheet = Sheet()
    if facet.missing:
        sheet.hatch("no figure", stripes(facet.missing, span=span), span=scale.span)
    for course in reversed(facet.courses):
        draw(sheet, course)
    plot = _PLOT[form]
    up = _periods(sheet, bars, scale=scale, span=span, frame=frames[0], plot=plot)
    if fall and fall.end is not None:
        bar = 1 + (up + 6) / plot
        sheet.rule(at=(fall.start, bar), to=(fall.end, bar), token="chart-value", refs="x paper", width=3)
        sheet.words(text_metrics.markup(fall.text), x=fall.end, y=scale.top, dx=2, dy=-up - 18, anchor="right")
    write(sheet, facet, scale=scale, span=span, frames=frames, no_figure=no_figure, edges=also)
    if unit_label:
        sheet.words(text_metrics.markup(unit_label), x=0, y=1, xref="paper", yref="paper", dx=-left, dy=-head + 9)
    lines = [line for text in foot for line in text_metrics.wrap(text, room=LEAST[form] - 4, size=SMALL)]
    bottom = _FEET + 4 + len(lines) * 17
    if lines:
        down = _FEET + 4 + (len(lines) * 17 - 4) / 2
        sheet.words(text_metrics.markup(lines), x=0, y=0, xref="paper", yref="paper", dx=-left, dy=down)
    ticks = year_ticks([facet], first=first, last=last, room=frames[0].across, form=form)
    along = axis_of_years(axis(span=span, ticks=ticks, away=0))
    counts = zero_line(
        axis(span=scale.span, ticks=list(zip(scale.ticks, scale.words, strict=True)), grid=True, away=6), scale
    )
    return sheet.figure(
        height=head + _PLOT[form] + bottom, margin=(head, right, bottom, round(left)), x=along, y=counts
    )


def _right(facet: Facet, form: Form) -> float:
    """The room right of the plot area for the names; on a phone the value stands below the name."""
    found = [0.0]
    for number, course in enumerate(facet.courses):
        text = label(course, facet)
        size = VALUE if number == 0 else SMALL
        lines = text.split(" ", 1) if form == "narrow" else [text]
        found.append(text_metrics.widest(lines, size=size, bold=number == 0))
    return round(max(found)) + 14.0


def _high(lines: Sequence[str]) -> int:
    """The px that a bar takes with the words over it."""
    return _PERIOD + (len(lines) - 1) * 17


def _periods(
    sheet: Sheet,
    bars: Sequence[tuple[Stretch, list[str]]],
    *,
    scale: Scale,
    span: tuple[float, float],
    frame: Frame,
    plot: float,
) -> float:
    """A bar above the plot area for each period with its words over it, and hairlines at its ends; gives the px they take.

    Words are moved up from the plot area: Plotly leaves out those that stand at a value beyond the axis.
    """
    up = 0
    for period, lines in bars:
        end = period.end if period.end is not None else period.start
        bar = 1 + (up + 6) / plot
        if period.end is not None:
            sheet.rule(at=(period.start, bar), to=(end, bar), token="chart-value", refs="x paper", width=5)
        for edge in dict.fromkeys((period.start, end)):
            sheet.rule(at=(edge, 0), to=(edge, bar), token="rule-firm", refs="x paper")
        wide = text_metrics.widest(lines, size=SMALL)
        starts, ends = (frame.left + (at - span[0]) / (span[1] - span[0]) * frame.across for at in (period.start, end))
        x, anchor, dx = period.start, "left", 0.0
        if starts + wide > frame.box.x1:
            x, anchor = end, "right"
            if ends - wide < 0:
                x, anchor, dx = span[0], "left", -frame.left
        middle = -up - 19 - (len(lines) - 1) * 17 / 2
        sheet.words(text_metrics.markup(lines), x=x, y=scale.top, dx=dx, dy=middle, anchor=anchor, knock=True)  # type: ignore[arg-type]
        up += _high(lines)
    return up
