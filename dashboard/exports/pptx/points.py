"""Native charts of the other forms: values as marks instead of bars, before and after, and the newest year of each place."""

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.util import Pt

from dashboard.exports.pptx.axes import Place, add, fill, label, number_format, set_axes
from dashboard.exports.pptx.deck import rgb
from dashboard.exports.pptx.pairs import add_ranges, arm_names, pair_labels, pair_ticks
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.marks import ArmValue, Pair, PlaceSeries, Statistic
from dashboard.svg import text_metrics

# The mark of a kind of official figure. All marks are filled, as not every program draws the edge of a hollow one.
_KINDS = {"counted": "CIRCLE", "modelled": "DIAMOND", "provisional": "SQUARE"}


def draw_arms(page: Any, chart: Chart, *, place: Place, lang: str) -> Any:
    """Draw the arms as marks: the pairs beside each other, or in a slope each arm from moment to moment; return the frame."""
    pairs, is_slope = chart.pairs, chart.form == "slope"
    names = list(dict.fromkeys(pair.row for pair in pairs)) if is_slope else pair_labels(pairs)
    lines: dict[tuple[str, bool], dict[str, ArmValue]] = {}
    for pair, name in zip(pairs, [pair.row for pair in pairs] if is_slope else names, strict=True):
        own = _slope_names(pair, pairs) if is_slope else arm_names(pairs, lang)
        for arm, words in zip((pair.treated, pair.comparison), own, strict=True):
            lines.setdefault((words, arm is pair.treated), {})[name] = arm
    data = CategoryChartData(number_format="General")
    data.categories = names
    for (words, _), arms in lines.items():
        data.add_series(words, [arms[name].value if name in arms else None for name in names])
    frame = add(page, XL_CHART_TYPE.LINE_MARKERS, data, place)
    ticks, unit = pair_ticks(pairs), pairs[0].unit
    set_axes(frame.chart, ticks=ticks, number_format=number_format(unit, text_metrics.tick_decimals(ticks)))
    for ((_, is_treated), arms), series in zip(lines.items(), frame.chart.plots[0].series, strict=True):
        token = "ink" if is_treated else "type-comparison"
        _style(series, token=token, mark="CIRCLE" if is_treated else "DIAMOND", joined=is_slope)
        for number, name in enumerate(names):
            if name in arms:
                arm = arms[name]
                text = formats.short(arm.value, unit, lang, pairs[0].decimals, arm.qualifier)
                label(series.points[number], text, size=16)
                before = number < len(names) - 1 if is_slope else not is_treated
                position = XL_LABEL_POSITION.LEFT if before else XL_LABEL_POSITION.RIGHT
                series.points[number].data_label.position = position
        add_ranges(series, [arms.get(name) for name in names])
    return frame


def _slope_names(pair: Pair, pairs: Sequence[Pair]) -> list[str]:
    """Return the names of the arms of a pair, with the trial where there are several."""
    several = len({other.block for other in pairs}) > 1
    return [f"{pair.block}: {arm.name}" if several else arm.name for arm in (pair.treated, pair.comparison)]


def draw_latest(page: Any, chart: Chart, *, ticks: Sequence[float], place: Place, lang: str) -> Any:
    """Draw the official figures of the newest year, a mark for each place, also where it has none; return the frame."""
    drawn, unit = {mark.id for mark in chart.marks}, chart.rows[0]["unit"]
    found = [(series, next((one for one in series.points if one.id in drawn), None)) for series in chart.series]
    year = next(one.year for _, one in found if one)
    data = CategoryChartData(number_format="General")
    data.categories = [_place_name(series, one, lang) for series, one in found]
    data.add_series(t("trend.in_year", lang, year=year), [one.value if one else None for _, one in found])
    frame = add(page, XL_CHART_TYPE.LINE_MARKERS, data, place)
    frame.chart.has_legend = False
    set_axes(frame.chart, ticks=ticks, number_format=number_format(unit, text_metrics.tick_decimals(ticks)))
    (series,) = frame.chart.plots[0].series
    _style(series, token="ink", mark="CIRCLE", joined=False)
    for number, (place_series, one) in enumerate(found):
        if one:
            point = series.points[number]
            point.marker.style, point.marker.size = getattr(XL_MARKER_STYLE, _KINDS[one.kind]), 12
            fill(point.marker.format, "type-comparison" if place_series.role == "country" else "ink")
            label(point, one.text, size=16)
            point.data_label.position = XL_LABEL_POSITION.RIGHT
    return frame


def _place_name(series: PlaceSeries, one: Statistic | None, lang: str) -> str:
    return series.name if one else f"{series.name} ({t('trend.no_figure', lang)})"


def _style(series: Any, *, token: str, mark: str, joined: bool) -> None:
    series.smooth = False
    series.marker.style, series.marker.size = getattr(XL_MARKER_STYLE, mark), 12
    fill(series.marker.format, token)
    series.marker.format.line.color.rgb = rgb(token)
    if joined:
        series.format.line.color.rgb, series.format.line.width = rgb(token), Pt(2)
    else:
        series.format.line.fill.background()
