"""Native charts for slides: the values of the page are in the file, so that they can be edited."""

import datetime as dt
from typing import Any

from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from dashboard.charts.figures.base import nice_ticks
from dashboard.exports.pptx.axes import Place, add, fill, label, set_axes
from dashboard.exports.pptx.deck import describe, rgb
from dashboard.exports.pptx.forest import draw_forest, has_effects
from dashboard.exports.pptx.pairs import MOST_COLUMNS, draw_arms, draw_bars
from dashboard.exports.pptx.trends import draw_latest, draw_years
from dashboard.models.chart import Chart


def can_draw(chart: Chart) -> bool:
    """Return whether a chart becomes a native one; directions have no size, so they become a table."""
    return bool(chart.pairs or chart.moments or chart.series) or has_effects(chart)


def form_of(chart: Chart) -> str:
    """Return the form of the native chart: that of the page, where the pairs have room beside each other."""
    if chart.form in ("slope", "latest"):
        return chart.form
    if chart.form in ("dots", "forest") and len(chart.pairs) <= MOST_COLUMNS:
        return "dots"
    return next(
        (name for name in ("pairs", "moments", "series") if getattr(chart, name)),
        "effects" if has_effects(chart) else "directions",
    )


def draw(page: Any, chart: Chart, *, place: Place, lang: str) -> None:
    """Add the native chart. Raises ValueError for directions."""
    make = _FORMS.get(form_of(chart))
    if make is None:
        raise ValueError(f"chart {chart.key!r} has nothing that can be drawn natively (expected numbers)")
    describe(make(page, chart, place=place, lang=lang), name=chart.question, description=chart.description)


def _year(day: str) -> float:
    """Return a date as a year with its part; office programs put their own ticks on an axis of dates."""
    date = dt.date.fromisoformat(day)
    return round(date.year + (date.timetuple().tm_yday - 1) / 365.25, 3)


def _draw_moments(page: Any, chart: Chart, *, place: Place, lang: str) -> Any:
    """Draw counts on a true axis of time, joined by dots; an event that divides the time is a thin line."""
    moments = chart.moments
    data = XyChartData(number_format="General")
    series = data.add_series(chart.table.heads[1].label)
    for moment in moments:
        series.add_data_point(_year(moment.at), moment.value)
    ticks = nice_ticks(max(moment.value for moment in moments), whole=True)
    for event in chart.events:
        line = data.add_series(event.text)
        for value in (0, ticks[-1]):
            line.add_data_point(_year(event.at), value)
    frame = add(page, XL_CHART_TYPE.XY_SCATTER_LINES, data, place)
    native = frame.chart
    set_axes(native, ticks=ticks, number_format="#,##0")
    dates = sorted([*(moment.at for moment in moments), *(event.at for event in chart.events)])
    first, last = int(dates[0][:4]) - dates[0].endswith("-01-01"), int(dates[-1][:4]) + 1
    years = native.category_axis
    years.minimum_scale, years.maximum_scale = first, last
    years.major_unit = -(-(last - first) // 10)
    years.has_major_gridlines = False
    years.tick_labels.number_format, years.tick_labels.number_format_is_linked = "0", False
    counts, *events = native.plots[0].series
    for one in events:
        one.smooth = False
        one.format.line.color.rgb, one.format.line.width = rgb("rule-firm"), Pt(1)
        one.marker.style = XL_MARKER_STYLE.NONE
    counts.smooth = False
    counts.format.line.color.rgb, counts.format.line.width = rgb("ink"), Pt(2)
    counts.marker.style = XL_MARKER_STYLE.CIRCLE
    counts.format.line.dash_style, counts.marker.size = MSO_LINE.ROUND_DOT, 9
    fill(counts.marker.format, "ink")
    for number, moment in enumerate(moments):
        label(counts.points[number], moment.text, size=16, above=True)
    return frame


_FORMS = {
    "pairs": draw_bars, "dots": draw_arms, "slope": draw_arms, "moments": _draw_moments, "latest": draw_latest,
    "series": draw_years, "effects": draw_forest,
}  # fmt: skip
