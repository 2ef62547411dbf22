"""Native charts for slides: the values of the page are in the file, so that they can be edited."""

import datetime as dt
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from dashboard.charts.figures.trend_parts import starts_at_zero
from dashboard.exports.pptx import forest
from dashboard.exports.pptx.axes import Place, add, fill, label, number_format, set_axes
from dashboard.exports.pptx.deck import describe, rgb
from dashboard.exports.pptx.pairs import MOST_COLUMNS, draw_pairs
from dashboard.exports.pptx.points import draw_arms, draw_latest
from dashboard.i18n import formats
from dashboard.models.chart import Chart
from dashboard.models.marks import PlaceSeries
from dashboard.svg import text_metrics

# Places without a focus: colours that belong to no type of approach, each with a mark of its own.
_LINES = (
    ("link", "CIRCLE"), ("state-worse", "SQUARE"), ("state-better", "DIAMOND"), ("type-spare-3", "TRIANGLE"),
    ("ink", "X"), ("type-spare-1", "STAR"), ("ink-soft", "PLUS"),
)  # fmt: skip


def can_draw(chart: Chart) -> bool:
    """Return whether a chart becomes a native one; directions have no size, so they become a table."""
    return bool(chart.pairs or chart.moments or chart.series) or forest.can_draw(chart)


def form_of(chart: Chart) -> str:
    """Return the form of the native chart: that of the page, where the pairs have room beside each other."""
    if chart.form in ("slope", "latest"):
        return chart.form
    if chart.form in ("dots", "forest") and len(chart.pairs) <= MOST_COLUMNS:
        return "dots"
    return next(
        (name for name in ("pairs", "moments", "series") if getattr(chart, name)),
        "effects" if forest.can_draw(chart) else "directions",
    )


def draw(page: Any, chart: Chart, *, place: Place, lang: str) -> None:
    """Add the native chart. Raises ValueError for directions."""
    form = form_of(chart)
    if form == "pairs":
        frame = draw_pairs(page, chart.pairs, place=place, lang=lang)
    elif form in ("dots", "slope"):
        frame = draw_arms(page, chart, place=place, lang=lang)
    elif form == "moments":
        frame = _draw_moments(page, chart, place)
    elif form == "latest":
        frame = draw_latest(page, chart, ticks=year_ticks(chart), place=place, lang=lang)
    elif form == "effects":
        frame = forest.draw_forest(page, chart, place=place, lang=lang)
    elif form == "series":
        frame = _draw_trend(page, chart, place)
    else:
        raise ValueError(f"chart {chart.key!r} has nothing that can be drawn natively (expected numbers)")
    describe(frame, name=chart.question, description=chart.description)


def _year(day: str) -> float:
    """Return a date as a year with its part; office programs put their own ticks on an axis of dates."""
    date = dt.date.fromisoformat(day)
    return round(date.year + (date.timetuple().tm_yday - 1) / 365.25, 3)


def _draw_moments(page: Any, chart: Chart, place: Place) -> Any:
    """Draw counts on a true axis of time, joined by dots; an event that divides the time is a thin line."""
    moments = chart.moments
    data = XyChartData(number_format="General")
    series = data.add_series(chart.table.heads[1].label)
    for moment in moments:
        series.add_data_point(_year(moment.at), moment.value)
    ticks = text_metrics.nice_ticks(max(moment.value for moment in moments), whole=True)
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


def shown_series(chart: Chart) -> list[PlaceSeries]:
    """Return the series of a native trend: without the country where it counts people, which would press all others flat."""
    counts_people = chart.rows[0]["unit"] == "persons" and len(chart.series) > 1
    return [one for one in chart.series if not (counts_people and one.role == "country")] or list(chart.series)


def year_ticks(chart: Chart) -> list[float]:
    """Return the ticks of a trend: from zero where the page begins at zero, else from the tick below the lowest value."""
    unit = chart.rows[0]["unit"]
    values = [statistic.value for place_series in shown_series(chart) for statistic in place_series.points]
    if starts_at_zero(values, unit=unit):
        return list(text_metrics.nice_ticks(max(values), ceiling=100 if unit == "percent" else None))
    step = text_metrics.nice_ticks((max(values) - min(values)) or 1)[1]
    first = min(values) // step
    return [step * (first + place) for place in range(int(max(values) / step - first) + 2)]


def _draw_trend(page: Any, chart: Chart, place: Place) -> Any:
    """Draw a line for each place; years without a figure are gaps, and only years that may be joined are."""
    shown, unit = shown_series(chart), chart.rows[0]["unit"]
    statistics = [statistic for place_series in shown for statistic in place_series.points]
    found = {statistic.year for statistic in statistics}
    years = list(range(min(found), max(found) + 1))
    decimals = max(formats.least_decimals(statistic.value, 0) for statistic in statistics)
    data = CategoryChartData(number_format=number_format(unit, decimals))
    data.categories = [str(year) for year in years]
    for place_series in shown:
        values = {statistic.year: statistic.value for statistic in place_series.points}
        data.add_series(place_series.name, [values.get(year) for year in years])
    frame = add(page, XL_CHART_TYPE.LINE_MARKERS, data, place)
    ticks = year_ticks(chart)
    set_axes(frame.chart, ticks=ticks, number_format=number_format(unit, text_metrics.tick_decimals(ticks)))
    has_focus = {"own", "other"} <= {place_series.role for place_series in shown}
    for number, (place_series, series) in enumerate(zip(shown, frame.chart.plots[0].series, strict=True)):
        token, mark = _LINES[number % len(_LINES)]
        if place_series.role == "country":
            token, mark = "type-comparison", "DASH"
        elif has_focus:
            token, mark = ("ink", "CIRCLE") if place_series.role == "own" else ("type-comparison", mark)
        _style_series(series, place_series, years, token=token, mark=mark)
    return frame


def _style_series(series: Any, place_series: PlaceSeries, years: list[int], *, token: str, mark: str) -> None:
    """Style the line of a place, and lighten the marks of estimates and provisional figures."""
    is_thin = place_series.role == "other"
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = rgb(token), Pt(1 if is_thin else 2.25)
    if place_series.role == "country":
        series.format.line.dash_style = MSO_LINE.DASH
    series.marker.style, series.marker.size = getattr(XL_MARKER_STYLE, mark), 5 if is_thin else 8
    fill(series.marker.format, token)
    series.marker.format.line.color.rgb = rgb(token)
    for statistic in place_series.points:
        if statistic.joins and statistic.kind == "counted":
            continue
        point = series.points[years.index(statistic.year)]
        if not statistic.joins:
            point.format.line.fill.background()
        if statistic.kind != "counted":
            point.marker.style = XL_MARKER_STYLE.SQUARE if statistic.kind == "provisional" else XL_MARKER_STYLE.DIAMOND
            point.marker.size = 6 if is_thin else 8
            # Not every program draws the edge of a white mark.
            fill(point.marker.format, token)
            point.marker.format.fill.fore_color.brightness = 0.55
            point.marker.format.line.color.rgb = rgb(token)
