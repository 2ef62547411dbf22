"""Pairs as a native chart for slides: bars side by side, the values as on the page, ranges where a source gives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.util import Pt

from dashboard.exports.pptx.axes import Place, add, fill, label, number_format, set_axes
from dashboard.exports.pptx.deck import rgb
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.marks import Pair
from dashboard.svg import text_metrics

# More pairs than this stand better below each other, with room for their names.
_MOST_COLUMNS = 4
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
# The fields of a pair for the arm with the approach, and for the arm that it is compared with.
_ARMS = ("treated", "comparison")


def draw_pairs(page: Any, pairs: Sequence[Pair], *, place: Place, lang: str) -> Any:
    """Draw the two arms side by side: filled with the approach, hollow for whom it is compared with; return the frame."""
    unit, ceiling = pairs[0].unit, 100 if pairs[0].unit == "percent" else None
    sides = [[pair.treated for pair in pairs], [pair.comparison for pair in pairs]]
    decimals = max(formats.least_decimals(value, pairs[0].decimals) for side in sides for value in side)
    values_format = number_format(unit, decimals)
    data = CategoryChartData(number_format=values_format)
    arms_differ = len({(pair.treated_name, pair.comparison_name) for pair in pairs}) > 1
    data.categories = [_label(pair, arms=arms_differ) for pair in pairs]
    names = (t("evidence.with", lang), t("evidence.without", lang))
    if not arms_differ:
        names = (pairs[0].treated_name, pairs[0].comparison_name)
    for name, values in zip(names, sides, strict=True):
        data.add_series(name, values)
    is_lying = len(pairs) > _MOST_COLUMNS
    frame = add(page, XL_CHART_TYPE.BAR_CLUSTERED if is_lying else XL_CHART_TYPE.COLUMN_CLUSTERED, data, place)
    bounds = [bound for pair in pairs for bound in (pair.treated_high, pair.comparison_high) if bound is not None]
    highest = max([*sides[0], *sides[1]])
    ticks = text_metrics.nice_ticks(max([highest, *bounds]), ceiling=ceiling, whole=unit == "persons")
    step = ticks[1] - ticks[0]
    # A label above a bar that fills the chart would stand in what is above it.
    if highest > ticks[-1] - step / 4 and not (ceiling and ticks[-1] + step > ceiling):
        ticks = [*ticks, ticks[-1] + step]
    set_axes(frame.chart, ticks=ticks, number_format=number_format(unit, text_metrics.tick_decimals(ticks)))
    if is_lying:
        frame.chart.category_axis.reverse_order = True
        frame.chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    plot = frame.chart.plots[0]
    plot.gap_width, plot.overlap = 90 if len(pairs) > 1 else 180, -8
    for arm, series, values in zip(_ARMS, plot.series, sides, strict=True):
        is_treated = arm == "treated"
        fill(series.format, "ink" if is_treated else "paper")
        series.format.line.color.rgb, series.format.line.width = rgb("ink" if is_treated else "type-comparison"), Pt(2)
        labels = series.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, values_format, False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size, labels.font.bold, labels.font.color.rgb = Pt(14), True, rgb("ink")
        for number, pair in enumerate(pairs):
            if qualifier := getattr(pair, f"{arm}_qualifier"):
                text = formats.short(values[number], unit, lang, pair.decimals, qualifier)
                label(series.points[number], text, size=14)
        _add_ranges(series, values, [(getattr(pair, f"{arm}_low"), getattr(pair, f"{arm}_high")) for pair in pairs])
    return frame


def _label(pair: Pair, *, arms: bool) -> str:
    """Return the name of a pair: its trial and its group; its `arms` where these differ between pairs."""
    parts = (pair.block, pair.row, f"{pair.treated_name} / {pair.comparison_name}" if arms else "")
    return ": ".join(part for part in parts if part)


def _add_ranges(series: Any, values: Sequence[float], ranges: Sequence[tuple[float | None, float | None]]) -> None:
    """Add error bars where a source gives a range; python-pptx has none. A point without one has bars of no length."""
    known = [(low, high) if low is not None and high is not None else None for low, high in ranges]
    if not any(known):
        return

    def part(parent: Any, name: str, **values: str) -> Any:
        return etree.SubElement(parent, f"{_CHART}{name}", **values)

    bars = etree.Element(f"{_CHART}errBars")
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
