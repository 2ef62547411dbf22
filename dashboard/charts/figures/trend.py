"""One place in focus over the years: its line firm, the country thinner, the other places grey, all named at their marks.

A line joins only years that follow each other. Years without a figure of the place in focus are hatched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.charts.figures.base import LABEL, LINE_HEIGHT, MIN_WIDTH, SMALL, VALUE, FigureBuilder, Margin
from dashboard.charts.figures.labels import Box, Label
from dashboard.charts.figures.trend_panel import Panel, footnotes
from dashboard.charts.figures.trend_parts import ValueAxis, YearAxis
from dashboard.models.kinds import Figure, Form, Lang
from dashboard.models.marks import Course, Facet, Stretch
from dashboard.svg import text_metrics
from dashboard.svg.plot_area import PlotArea

# px: the plot area; above it the name of the axis or a bare edge, and a bar with one line of text.
_PLOT = 270
_AXIS_NAME, _BARE, _BAR = 30, 12, 30
# More values than this beside one line cannot be read; then only the first and the newest are written.
_MOST_VALUES = 8
# A name further from its mark than this, in px, is joined to it by a thin line.
_NEAR = 9
_MARK_GAP = 11


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
    """Return the figure of a facet whose first course is in focus.

    `unit_label` says what the axis counts where its numbers do not, `no_figure` names the hatching, `periods` and `fall`
    are bars above the plot area, `foot` are texts below it. Raises ValueError without a figure.
    """
    figures = [spot.value for course in facet.courses for spot in course.spots]
    if not figures:
        raise ValueError("a trend got no figures (expected at least one)")
    values = ValueAxis(figures, unit=unit, lang=lang)
    moments = [moment for period in periods for moment in (period.start, period.end) if moment is not None]
    years = YearAxis([facet], also=moments)
    bars = [*periods, fall] if fall else periods
    texts = [text_metrics.wrap(bar.text, room=MIN_WIDTH[form] - 8, size=SMALL) for bar in bars]
    heights = [_BAR + (len(lines) - 1) * 17 for lines in texts]
    top = (_AXIS_NAME if unit_label else _BARE) + sum(heights)
    left, right = values.text_width, _room_for_names(facet, form)
    area = Box(left, top, MIN_WIDTH[form] - right, top + _PLOT)
    builder = FigureBuilder()
    panel = Panel(
        builder, years=years, values=values, area=PlotArea(*area, x=years.span, y=values.span, paper=area),
        bounds=area._replace(left=left - 4, right=MIN_WIDTH[form]),
    )  # fmt: skip
    panel.draw(facet)
    up = 0
    for bar, lines, height in zip(bars, texts, heights, strict=True):
        panel.add_bar(bar, lines, up=up + 6, width=3 if bar is fall else 5)
        if bar is not fall:
            for edge in dict.fromkeys((bar.start, bar.end or bar.start)):
                builder.add_rule((edge, 0), (edge, panel.share(up + 6)), token="rule-firm", refs="x paper")
        up += height
    _write_labels(panel, facet, form)
    _name_hatching(panel, facet, no_figure)
    if unit_label:
        text = text_metrics.markup(unit_label)
        builder.add_text(text, x=0, y=1, refs="paper paper", dx=-left, dy=9 - top)
    bottom = footnotes(builder, foot, left=left, form=form)
    axes = (years.plotly(width=area.right - left, form=form), values.plotly())
    return builder.build(height=top + _PLOT + bottom, margin=Margin(top, right, bottom, left), axes=[axes])


def _name(course: Course, facet: Facet) -> list[str]:
    """Return the name of a place, and its newest value for the one in focus and for the country."""
    if course.role == "other":
        return [course.name]
    newest, focus = course.spots[-1], facet.courses[0].spots[-1]
    # Figures of different years are not read as a pair when the year stands beside one.
    year = f" ({newest.year})" if course.role == "country" and newest.year != focus.year else ""
    return [course.name, newest.text + year]


def _name_label(course: Course, facet: Facet, form: Form) -> Label:
    """Return the name right of the newest mark; the value is below it where the screen is narrow."""
    bold = course is facet.courses[0]
    size = VALUE if bold else SMALL
    parts = _name(course, facet)
    lines = parts if form == "narrow" else [" ".join(parts)]
    width = text_metrics.widest(lines, size=size, bold=bold)
    text = text_metrics.markup(lines, bold=bold)
    return Label(text=text, width=width, height=len(lines) * LINE_HEIGHT, dx=_MARK_GAP)


def _room_for_names(facet: Facet, form: Form) -> float:
    """Return the px right of the plot area that the names need."""
    return round(max(_name_label(course, facet, form).width for course in facet.courses if course.spots)) + 14.0


def _write_labels(panel: Panel, facet: Facet, form: Form) -> None:
    """Write the names at the newest marks, then the older values of the place in focus."""
    focus, *others = (course for course in facet.courses if course.spots)
    start = focus.spots[-1].value
    # From the place in focus outwards, so that the names keep the order of their marks.
    for course in (focus, *sorted(others, key=lambda course: abs(course.spots[-1].value - start))):
        _write_name(panel, course, _name_label(course, facet, form), down=course.spots[-1].value < start)
    older = focus.spots[:-1] if len(focus.spots) <= _MOST_VALUES else focus.spots[:1]
    for spot in older:
        # A value that would cover something is read in the table.
        panel.write_beside(spot, spot.text, size=LABEL)


def _write_name(panel: Panel, course: Course, label: Label, *, down: bool) -> None:
    """Write a name at the newest mark, or as near as it is free: rather away from the place in focus than towards it."""
    spot, side = course.spots[-1], 1 if down else -1
    moves = sorted(range(-240, 241, 6), key=lambda dy: dy * side if dy * side >= 0 else -2 * dy * side)
    options = [replace(label, dy=dy) for dy in moves]
    bold = course.role == "own"
    written = panel.write(
        options, x=spot.year, y=spot.value, size=VALUE if bold else SMALL, bold=bold, always=course.role != "other"
    )
    if written and abs(written.dy) > _NEAR:
        # A name that had to move points at its mark, or it would be read at another height.
        end = panel.values_at(spot, dx=written.dx, dy=written.dy)
        panel.builder.add_rule((spot.year, spot.value), end, token="rule-firm", refs="x y")


def _name_hatching(panel: Panel, facet: Facet, text: str) -> None:
    """Write what hatching means low in the widest hatched area where the text fits and covers nothing."""
    width = text_metrics.width(text, size=SMALL)
    moves = range(-14, 10 - _PLOT, -12)
    options = [Label(text=text_metrics.markup(text), width=width, anchor="center", dy=dy) for dy in moves]
    for start, end in sorted(panel.years.hatched(facet.missing), key=lambda span: span[0] - span[1]):
        fits = panel.area.x_px(end) - panel.area.x_px(start) >= width + 8
        if fits and panel.write(options, x=(start + end) / 2, y=panel.values.low, size=SMALL):
            return
