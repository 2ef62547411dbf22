"""Pairs as a native chart for slides: bars side by side, the values as on the page, ranges where a source gives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.exports.pptx.axes import add, axes, number_form, say_at
from dashboard.exports.pptx.parts import rgb
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.marks import Pair
from dashboard.svg import text_metrics

# More pairs than this stand better below each other, with room for their names.
_MOST_COLUMNS = 4


def pair_label(pair: Pair, pairs: Sequence[Pair]) -> str:
    """The name of a pair among others: its trial, and its group; its arms where these differ."""
    parts = [pair.block, pair.row]
    if len({(one.treated_name, one.comparison_name) for one in pairs}) > 1:
        parts.append(f"{pair.treated_name} / {pair.comparison_name}")
    return ": ".join(part for part in parts if part)


def pair_heads(pairs: Sequence[Pair], lang: str) -> tuple[str, str]:
    """The names of the two series: those of the arms, or with and without where arms differ."""
    if len({(one.treated_name, one.comparison_name) for one in pairs}) > 1:
        return t("evidence.with", lang), t("evidence.without", lang)
    return pairs[0].treated_name, pairs[0].comparison_name


def draw_pairs(page: Any, pairs: Sequence[Pair], *, place: tuple[float, float, float, float], lang: str) -> Any:
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
    frame = add(page, "BAR_CLUSTERED" if lying else "COLUMN_CLUSTERED", data, place)
    chart = frame.chart
    bounds = [bound for pair in pairs for bound in (pair.treated_high, pair.comparison_high) if bound is not None]
    ticks = text_metrics.nice_ticks(
        max([*bounds, *sides[0], *sides[1]]), ceiling=100 if unit == "percent" else None, whole=unit == "persons"
    )
    step = ticks[1] - ticks[0]
    # A label above a bar that fills the chart would stand in what is above it.
    if max([*sides[0], *sides[1]]) > ticks[-1] - step / 4 and not (unit == "percent" and ticks[-1] + step > 100):
        ticks = [*ticks, ticks[-1] + step]
    axes(chart, low=0, ticks=ticks, form=number_form(unit, text_metrics.tick_decimals(ticks)))
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
                say_at(series.points[at], formats.short(value, unit, lang, pair.decimals, qualifier), size=14)
        ranges = [
            (pair.comparison_low, pair.comparison_high) if number else (pair.treated_low, pair.treated_high)
            for pair in pairs
        ]
        _ranges(series, sides[number], ranges)
    return frame


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
