"""One place in focus over the years: its line firm, the country thinner, the other places grey, all named at their marks.

A line joins only years that follow each other. Years without a figure of the place in focus are hatched.
"""

from collections.abc import Sequence

from dashboard.charts.figures.base import LABEL, MIN_WIDTH, SMALL, VALUE, FigureBuilder, Margin
from dashboard.charts.figures.labels import Box, Label, Place, label
from dashboard.charts.figures.trend_panel import NOTE_HEIGHT, Panel, write_footnotes
from dashboard.charts.figures.trend_parts import ValueAxis, YearAxis
from dashboard.models.kinds import Figure, Form, Lang
from dashboard.models.marks import Facet, Period, PlaceSeries
from dashboard.svg import elements

# px: the plot area; above it the name of the axis or a bare edge, and a bar with one line of text.
_PLOT = 270
_AXIS_NAME, _BARE, _BAR = 30, 12, 30
# More values than this beside one line cannot be read; then only the first and the newest are written.
_MAX_VALUES = 8
# px between a mark and its name. A name further above or below is joined to its mark by a thin line.
_GAP, _NEAR = 11, 9


def trend(
    facet: Facet, *, unit: str, unit_label: str, no_figure: str, periods: Sequence[Period] = (), fall: Period | None = None,
    foot: Sequence[str] = (), lang: Lang, form: Form,
) -> Figure:  # fmt: skip
    """Return the figure of a facet whose first series is in focus.

    `unit_label` says what the axis counts where its numbers do not, `no_figure` names the hatching, `periods` and `fall`
    are bars above the plot area, `foot` are texts below it. Raises ValueError without a figure.
    """
    figures = [point.value for series in facet.series for point in series.points]
    if not figures:
        raise ValueError("a trend got no figures (expected at least one)")
    values = ValueAxis(figures, unit=unit, lang=lang)
    years = YearAxis([facet], also=[end for period in periods for end in (period.start, period.end) if end is not None])
    bars = [*periods, fall] if fall else periods
    texts = [elements.wrap(bar.text, room=MIN_WIDTH[form] - 8, size=SMALL) for bar in bars]
    heights = [_BAR + (len(lines) - 1) * NOTE_HEIGHT for lines in texts]
    top = (_AXIS_NAME if unit_label else _BARE) + sum(heights)
    left, right = values.text_width, round(max(_name(series, facet, form).width for series in facet.series)) + 14.0
    builder, box = FigureBuilder(), Box(left, top, MIN_WIDTH[form] - right, top + _PLOT)
    bounds = box._replace(left=left - 4, right=MIN_WIDTH[form])
    panel = Panel(builder, years, values, box=box, paper=box, bounds=bounds)
    panel.draw(facet)
    up = 6
    for bar, lines, height in zip(bars, texts, heights, strict=True):
        panel.add_bar(bar, lines, up=up, width=3 if bar is fall else 5)
        for edge in () if bar is fall else dict.fromkeys((bar.start, bar.end or bar.start)):
            builder.add_rule((edge, 0), (edge, panel.share(up)), token="rule-firm", refs="x paper")
        up += height
    _write_labels(panel, facet, form)
    _name_hatching(panel, facet, no_figure)
    if unit_label:
        text = elements.markup(unit_label)
        builder.add_text(text, x=0, y=1, refs="paper paper", dx=-left, dy=9 - top)
    bottom = write_footnotes(builder, foot, left=left, form=form)
    return builder.build(
        height=top + _PLOT + bottom, margin=Margin(top, right, bottom, left), axes=[panel.axes(form=form)]
    )


def _name(series: PlaceSeries, facet: Facet, form: Form) -> Label:
    """Return the name of a place, with its newest value for the one in focus and for the country.

    The value stands below the name where the screen is narrow.
    """
    parts, is_focus = [series.name], series is facet.series[0]
    if series.role != "other" and series.points:
        newest, focus = series.points[-1], facet.series[0].points[-1]
        # Figures of different years are not read as a pair when the year stands beside one.
        parts.append(newest.text if newest.year == focus.year else f"{newest.text} ({newest.year})")
    lines = parts if form == "narrow" else [" ".join(parts)]
    if is_focus:
        return label(lines, size=VALUE, bold=True, token="chart-value")
    return label(lines, size=SMALL)


def _write_labels(panel: Panel, facet: Facet, form: Form) -> None:
    """Write the names right of the newest marks, then the older values of the place in focus."""
    focus, *others = (series for series in facet.series if series.points)
    level = focus.points[-1].value
    # From the place in focus outwards, so that the names keep the order of their marks.
    for series in (focus, *sorted(others, key=lambda series: abs(series.points[-1].value - level))):
        newest = series.points[-1]
        outwards = 1 if newest.value < level else -1
        moves = sorted(range(-240, 241, 6), key=lambda dy: dy * outwards if dy * outwards >= 0 else -2 * dy * outwards)
        places: list[Place] = [("left", _GAP, dy) for dy in moves]
        options = _name(series, facet, form).at(places)
        written = panel.write(options, x=newest.year, y=newest.value, always=series.role != "other")
        if written and abs(written.place[2]) > _NEAR:
            # A name that had to move points at its mark, or it would be read at another height.
            ends = (newest.year, newest.value), panel.values_at(newest, written)
            panel.builder.add_rule(*ends, token="rule-firm", refs="x y")
    for point in focus.points[:-1] if len(focus.points) <= _MAX_VALUES else focus.points[:1]:
        # A value that would cover something is read in the table.
        panel.write(label([point.text], size=LABEL).around(), x=point.year, y=point.value)


def _name_hatching(panel: Panel, facet: Facet, text: str) -> None:
    """Write what hatching means low in the widest hatched area where the text fits and covers nothing."""
    name = label([text], size=SMALL)
    options = name.at(("center", 0, dy) for dy in range(-14, 10 - _PLOT, -12))
    for start, end in sorted(panel.years.hatched(facet.missing), key=lambda span: span[0] - span[1]):
        fits = panel.area.x_px(end) - panel.area.x_px(start) >= name.width + 8
        if fits and panel.write(options, x=(start + end) / 2, y=panel.values.low):
            return
