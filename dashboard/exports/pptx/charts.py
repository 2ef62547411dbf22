"""Native charts for slides: the values of the page inside, so that they can be edited. Axes of counts and shares from zero."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dashboard.charts.figures.trend_parts import starts_at_zero
from dashboard.exports.pptx.axes import add, axes, number_form, say_at
from dashboard.exports.pptx.pairs import draw_pairs
from dashboard.exports.pptx.parts import rgb
from dashboard.i18n import formats
from dashboard.models.chart import Chart
from dashboard.models.marks import Course
from dashboard.svg import text_metrics

# Places without a focus: colours that belong to no type of approach, each with a mark of its own.
_LINES = (
    ("link", "CIRCLE"), ("state-worse", "SQUARE"), ("state-better", "DIAMOND"), ("type-spare-3", "TRIANGLE"),
    ("ink", "X"), ("type-spare-1", "STAR"), ("ink-soft", "PLUS"),
)  # fmt: skip
# The first day that a spreadsheet counts from.
_EPOCH = dt.date(1899, 12, 30)


def can_draw(chart: Chart) -> bool:
    """Whether a chart becomes a native one; directions have no size, so they become a table."""
    return bool(chart.pairs or chart.moments or chart.courses)


def draw(page: Any, chart: Chart, *, place: tuple[float, float, float, float], lang: str) -> Any:
    """Add the native chart at x, y, width and height in inches; gives its frame. Raises ValueError for directions."""
    if chart.pairs:
        made = draw_pairs(page, chart.pairs, place=place, lang=lang)
    elif chart.moments:
        made = _moments(page, chart, place=place, lang=lang)
    elif chart.courses:
        made = _courses(page, chart, place=place, lang=lang)
    else:
        raise ValueError(f"chart {chart.key!r} has nothing that can be drawn natively (expected numbers)")
    own = made._element.xpath(".//p:cNvPr")[0]
    own.set("descr", chart.description)
    own.set("name", chart.question)
    return made


def _serial(day: str) -> int:
    return (dt.date.fromisoformat(day) - _EPOCH).days


def _moments(page: Any, chart: Chart, *, place: tuple[float, float, float, float], lang: str) -> Any:
    """Counts on a true axis of time, joined by dots only; what divides the time is a thin line with its words."""
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    moments = chart.moments
    data = XyChartData(number_format="General")
    series = data.add_series(chart.table.heads[1].label)
    for moment in moments:
        series.add_data_point(_serial(moment.at), moment.value)
    ticks = text_metrics.nice_ticks(max(moment.value for moment in moments), whole=True)
    for event in chart.events:
        line = data.add_series(event.text)
        for value in (0, ticks[-1]):
            line.add_data_point(_serial(event.at), value)
    frame = add(page, "XY_SCATTER_LINES", data, place)
    made = frame.chart
    dates = sorted([*(moment.at for moment in moments), *(event.at for event in chart.events)])
    first, last = int(dates[0][:4]), int(dates[-1][:4]) + 1
    first -= dates[0].endswith("-01-01")
    axes(made, low=0, ticks=ticks, form="#,##0")
    years = made.category_axis
    # A little after midnight, or a year of 365.25 days would put some ticks in the old year.
    years.minimum_scale, years.maximum_scale = _serial(f"{first}-01-01") + 0.3, _serial(f"{last}-01-01") + 0.3
    years.major_unit = 365.25 * -(-(last - first) // 10)
    years.has_major_gridlines = False
    years.tick_labels.number_format, years.tick_labels.number_format_is_linked = "yyyy", False
    for number, one in enumerate(made.plots[0].series):
        one.smooth = False
        one.format.line.color.rgb = rgb("rule-firm" if number else "ink")
        one.format.line.width = Pt(1 if number else 2)
        one.marker.style = XL_MARKER_STYLE.NONE if number else XL_MARKER_STYLE.CIRCLE
        if number == 0:
            one.format.line.dash_style = MSO_LINE.ROUND_DOT
            one.marker.size = 9
            one.marker.format.fill.solid()
            one.marker.format.fill.fore_color.rgb = rgb("ink")
            for at, moment in enumerate(moments):
                say_at(one.points[at], moment.text, size=13, above=True)
    return frame


def shown_courses(chart: Chart) -> list[Course]:
    """The places of a native trend: without the country where it counts people, for that would press all others flat."""
    people = chart.rows[0]["unit"] == "persons" and len(chart.courses) > 1
    return [course for course in chart.courses if not (people and course.role == "country")] or list(chart.courses)


def year_ticks(chart: Chart) -> list[float]:
    """The ticks of the value axis of a trend: from zero where the page begins at zero; else from the tick below the lowest."""
    unit = chart.rows[0]["unit"]
    values = [spot.value for course in shown_courses(chart) for spot in course.spots]
    if starts_at_zero(values, unit=unit):
        return list(text_metrics.nice_ticks(max(values), ceiling=100 if unit == "percent" else None))
    fine = text_metrics.nice_ticks((max(values) - min(values)) or 1)
    step = fine[1] - fine[0]
    first = min(values) // step
    return [step * (first + place) for place in range(int(max(values) / step - first) + 2)]


def _courses(page: Any, chart: Chart, *, place: tuple[float, float, float, float], lang: str) -> Any:
    """A line for each place over the years; years without a figure are gaps, and only years that may be joined are."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    courses = shown_courses(chart)
    unit = chart.rows[0]["unit"]
    every = [spot for course in courses for spot in course.spots]
    years = list(range(min(spot.year for spot in every), max(spot.year for spot in every) + 1))
    decimals = max(formats.least_decimals(spot.value, 0) for spot in every)
    data = CategoryChartData(number_format=number_form(unit, decimals))
    data.categories = [str(year) for year in years]
    for course in courses:
        has = {spot.year: spot.value for spot in course.spots}
        data.add_series(course.name, [has.get(year) for year in years])
    frame = add(page, "LINE_MARKERS", data, place)
    made = frame.chart
    ticks = year_ticks(chart)
    axes(made, low=ticks[0], ticks=ticks, form=number_form(unit, text_metrics.tick_decimals(ticks)))
    focus = len({course.role for course in courses} & {"own", "other"}) > 1
    for number, (course, one) in enumerate(zip(courses, made.plots[0].series, strict=True)):
        token, mark = _LINES[number % len(_LINES)]
        if course.role == "country":
            token, mark = "type-comparison", "DASH"
        elif focus:
            token, mark = ("ink", "CIRCLE") if course.role == "own" else ("type-comparison", mark)
        thin = course.role == "other"
        one.smooth = False
        one.format.line.color.rgb, one.format.line.width = rgb(token), Pt(1 if thin else 2.25)
        if course.role == "country":
            one.format.line.dash_style = MSO_LINE.DASH
        one.marker.style, one.marker.size = getattr(XL_MARKER_STYLE, mark), 5 if thin else 8
        one.marker.format.fill.solid()
        one.marker.format.fill.fore_color.rgb = rgb(token)
        one.marker.format.line.color.rgb = rgb(token)
        for spot in course.spots:
            point = None
            if not spot.joins:
                point = one.points[years.index(spot.year)]
                point.format.line.fill.background()
            if spot.kind != "counted":
                point = point or one.points[years.index(spot.year)]
                point.marker.style = XL_MARKER_STYLE.SQUARE if spot.kind == "provisional" else XL_MARKER_STYLE.DIAMOND
                point.marker.size = 6 if thin else 8
                point.marker.format.fill.solid()
                point.marker.format.fill.fore_color.rgb = rgb("paper")
                point.marker.format.line.color.rgb = rgb(token)
    return frame
