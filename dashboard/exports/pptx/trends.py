"""Official statistics as native charts for slides: a line for each place, or the newest year of each place."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE

from dashboard.charts.figures.base import nice_ticks, tick_decimals
from dashboard.charts.figures.trend_parts import starts_at_zero
from dashboard.exports.pptx.axes import Place, add, fill, label, number_format, set_axes, style
from dashboard.exports.pptx.deck import rgb
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.marks import PlaceSeries

# Places without a focus: colours that belong to no type of approach, each with a mark of its own.
_LINES = (
    ("link", "CIRCLE"), ("state-worse", "SQUARE"), ("state-better", "DIAMOND"), ("type-spare-3", "TRIANGLE"),
    ("ink", "X"), ("type-spare-1", "STAR"), ("ink-soft", "PLUS"),
)  # fmt: skip
# The mark of a kind of official figure. All marks are filled, as not every program draws the edge of a hollow one.
_KINDS = {"counted": "CIRCLE", "modelled": "DIAMOND", "provisional": "SQUARE"}


def shown_series(chart: Chart) -> list[PlaceSeries]:
    """Return the series of a native trend: without the country where it counts people, which would press all others flat."""
    counts_people = chart.rows[0]["unit"] == "persons" and len(chart.series) > 1
    return [one for one in chart.series if not (counts_people and one.role == "country")] or list(chart.series)


def year_ticks(chart: Chart) -> list[float]:
    """Return the ticks of a trend: from zero where the page begins at zero, else from the tick below the lowest value."""
    unit = chart.rows[0]["unit"]
    values = [statistic.value for place_series in shown_series(chart) for statistic in place_series.points]
    if starts_at_zero(values, unit=unit):
        return list(nice_ticks(max(values), ceiling=100 if unit == "percent" else None))
    step = nice_ticks((max(values) - min(values)) or 1)[1]
    first = min(values) // step
    return [step * (first + place) for place in range(int(max(values) / step - first) + 2)]


def draw_years(page: Any, chart: Chart, *, place: Place, lang: str) -> Any:
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
    set_axes(frame.chart, ticks=ticks, number_format=number_format(unit, tick_decimals(ticks)))
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
    style(series, token=token, mark=mark, size=5 if is_thin else 8, width=1 if is_thin else 2.25)
    if place_series.role == "country":
        series.format.line.dash_style = MSO_LINE.DASH
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


def draw_latest(page: Any, chart: Chart, *, place: Place, lang: str) -> Any:
    """Draw the official figures of the newest year, a mark for each place, also where it has none; return the frame."""
    drawn, unit = {mark.id for mark in chart.marks}, chart.rows[0]["unit"]
    found = [(series, next((one for one in series.points if one.id in drawn), None)) for series in chart.series]
    year = next(one.year for _, one in found if one)
    data = CategoryChartData(number_format="General")
    missing = t("trend.no_figure", lang)
    data.categories = [series.name if one else f"{series.name} ({missing})" for series, one in found]
    data.add_series(t("trend.in_year", lang, year=year), [one.value if one else None for _, one in found])
    frame = add(page, XL_CHART_TYPE.LINE_MARKERS, data, place)
    frame.chart.has_legend = False
    ticks = year_ticks(chart)
    set_axes(frame.chart, ticks=ticks, number_format=number_format(unit, tick_decimals(ticks)))
    (series,) = frame.chart.plots[0].series
    style(series, token="ink", mark="CIRCLE", size=12)
    for number, (place_series, one) in enumerate(found):
        if one:
            point = series.points[number]
            point.marker.style, point.marker.size = getattr(XL_MARKER_STYLE, _KINDS[one.kind]), 12
            fill(point.marker.format, "type-comparison" if place_series.role == "country" else "ink")
            label(point, one.text, size=16)
            point.data_label.position = XL_LABEL_POSITION.RIGHT
    return frame
