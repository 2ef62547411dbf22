"""Native charts for slides: the values of the page inside, so that they can be edited. Axes of counts and shares from zero."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from dashboard import formats
from dashboard.exports.pptx_parts import TEXT, rgb
from dashboard.figures import measure
from dashboard.figures.trend_parts import starts_at_zero
from dashboard.model import Chart, Course, Pair
from dashboard.texts import say

# More pairs than this stand better below each other, with room for their names.
_MOST_COLUMNS = 4
_FONT = 12
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
        made = _pairs(page, chart.pairs, place=place, lang=lang)
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


def _add(page: Any, kind: str, data: Any, place: tuple[float, float, float, float]) -> Any:
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Inches, Pt

    frame = page.shapes.add_chart(getattr(XL_CHART_TYPE, kind), *(Inches(part) for part in place), data)
    chart = frame.chart
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(_FONT), TEXT, rgb("ink-soft")
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size, chart.legend.font.color.rgb = Pt(_FONT), rgb("ink")
    return frame


def _axes(chart: Any, *, low: float, ticks: Sequence[float], form: str) -> None:
    """The value axis over exactly these ticks, in quiet lines."""
    from pptx.util import Pt

    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = low, ticks[-1], ticks[1] - ticks[0]
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb("chart-grid")
    axis.major_gridlines.format.line.width = Pt(0.75)
    axis.format.line.fill.background()
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = form, False
    chart.category_axis.format.line.color.rgb = rgb("chart-zero")


def number_form(unit: str, decimals: int) -> str:
    """How a spreadsheet writes a value of a unit: with its decimals, and its sign where it is a share."""
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f'{digits}"%"' if unit == "percent" else digits


def pair_label(pair: Pair, pairs: Sequence[Pair]) -> str:
    """The name of a pair among others: its trial, and its group; its arms where these differ."""
    parts = [pair.block, pair.row]
    if len({(one.treated_name, one.comparison_name) for one in pairs}) > 1:
        parts.append(f"{pair.treated_name} / {pair.comparison_name}")
    return ": ".join(part for part in parts if part)


def pair_heads(pairs: Sequence[Pair], lang: str) -> tuple[str, str]:
    """The names of the two series: those of the arms, or with and without where arms differ."""
    if len({(one.treated_name, one.comparison_name) for one in pairs}) > 1:
        return say("evidence.with", lang), say("evidence.without", lang)
    return pairs[0].treated_name, pairs[0].comparison_name


def _pairs(page: Any, pairs: Sequence[Pair], *, place: tuple[float, float, float, float], lang: str) -> Any:
    """The two arms side by side: filled with the approach, hollow for whom it is compared with."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    unit = pairs[0].unit
    sides = [[pair.treated for pair in pairs], [pair.comparison for pair in pairs]]
    decimals = max(formats.least_decimals(value, pairs[0].decimals) for side in sides for value in side)
    form = number_form(unit, decimals)
    data = CategoryChartData(number_format=form)
    data.categories = [pair_label(pair, pairs) for pair in pairs]
    for name, values in zip(pair_heads(pairs, lang), sides, strict=True):
        data.add_series(name, values)
    lying = len(pairs) > _MOST_COLUMNS
    frame = _add(page, "BAR_CLUSTERED" if lying else "COLUMN_CLUSTERED", data, place)
    chart = frame.chart
    bounds = [bound for pair in pairs for bound in (pair.treated_high, pair.comparison_high) if bound is not None]
    ticks = measure.nice_ticks(
        max([*bounds, *sides[0], *sides[1]]), ceiling=100 if unit == "percent" else None, whole=unit == "persons"
    )
    step = ticks[1] - ticks[0]
    # A label above a bar that fills the chart would stand in what is above it.
    if max([*sides[0], *sides[1]]) > ticks[-1] - step / 4 and not (unit == "percent" and ticks[-1] + step > 100):
        ticks = [*ticks, ticks[-1] + step]
    _axes(chart, low=0, ticks=ticks, form=number_form(unit, measure.tick_decimals(ticks)))
    if lying:
        chart.category_axis.reverse_order = True
        chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 90 if len(pairs) > 1 else 180, -8
    for number, series in enumerate(plot.series):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb("paper" if number else "ink")
        series.format.line.color.rgb, series.format.line.width = rgb("type-comparison" if number else "ink"), Pt(2)
        labels = series.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, form, False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size, labels.font.bold, labels.font.color.rgb = Pt(14), True, rgb("ink")
        for at, pair in enumerate(pairs):
            value = pair.comparison if number else pair.treated
            qualifier = pair.comparison_qualifier if number else pair.treated_qualifier
            if qualifier:
                _say(series.points[at], formats.short(value, unit, lang, pair.decimals, qualifier), size=14)
        ranges = [
            (pair.comparison_low, pair.comparison_high) if number else (pair.treated_low, pair.treated_high)
            for pair in pairs
        ]
        _ranges(series, sides[number], ranges)
    return frame


def _say(point: Any, text: str, *, size: float, above: bool = False) -> None:
    """Words of our own at a point."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    frame = point.data_label.text_frame
    frame.text = text
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.name, font.color.rgb = Pt(size), True, TEXT, rgb("ink")
    if above:
        point.data_label.position = XL_LABEL_POSITION.ABOVE


def _ranges(series: Any, values: Sequence[float], ranges: Sequence[tuple[float | None, float | None]]) -> None:
    """Error bars where a source gives a range; python-pptx has none of its own. A point without one has bars of no length."""
    from lxml import etree

    known = [(low, high) if low is not None and high is not None else None for low, high in ranges]
    if not any(known):
        return
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/chart"

    def part(parent: Any, name: str, **values: str) -> Any:
        return etree.SubElement(parent, f"{{{namespace}}}{name}", **values)

    bars = etree.Element(f"{{{namespace}}}errBars")
    part(bars, "errBarType", val="both")
    part(bars, "errValType", val="cust")
    part(bars, "noEndCap", val="0")
    for name, side in (("plus", 1), ("minus", 0)):
        numbers = part(part(bars, name), "numLit")
        part(numbers, "ptCount", val=str(len(values)))
        for at, (value, range) in enumerate(zip(values, known, strict=True)):
            point = part(numbers, "pt", idx=str(at))
            part(point, "v").text = repr(abs(range[side] - value) if range else 0.0)
    series._element.xpath("c:cat")[0].addprevious(bars)


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
    ticks = measure.nice_ticks(max(moment.value for moment in moments), whole=True)
    for event in chart.events:
        line = data.add_series(event.text)
        for value in (0, ticks[-1]):
            line.add_data_point(_serial(event.at), value)
    frame = _add(page, "XY_SCATTER_LINES", data, place)
    made = frame.chart
    dates = sorted([*(moment.at for moment in moments), *(event.at for event in chart.events)])
    first, last = int(dates[0][:4]), int(dates[-1][:4]) + 1
    first -= dates[0].endswith("-01-01")
    _axes(made, low=0, ticks=ticks, form="#,##0")
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
                _say(one.points[at], moment.text, size=13, above=True)
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
        return list(measure.nice_ticks(max(values), ceiling=100 if unit == "percent" else None))
    fine = measure.nice_ticks((max(values) - min(values)) or 1)
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
    frame = _add(page, "LINE_MARKERS", data, place)
    made = frame.chart
    ticks = year_ticks(chart)
    _axes(made, low=ticks[0], ticks=ticks, form=number_form(unit, measure.tick_decimals(ticks)))
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
