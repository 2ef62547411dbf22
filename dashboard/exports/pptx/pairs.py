"""Pairs as a native chart for slides: bars, or marks, with the values as on the page, and ranges where a source gives them."""

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.util import Pt

from dashboard.charts.figures.base import nice_ticks, tick_decimals
from dashboard.exports.pptx.axes import Place, add, fill, label, number_format, set_axes, style
from dashboard.exports.pptx.deck import rgb
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.marks import ArmValue, Pair

# More pairs than this stand better below each other, with room for their names.
MOST_COLUMNS = 4
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def draw_bars(page: Any, chart: Chart, *, place: Place, lang: str) -> Any:
    """Draw the two arms side by side: filled with the approach, hollow for whom it is compared with; return the frame."""
    pairs, unit = chart.pairs, chart.pairs[0].unit
    sides = [[pair.treated for pair in pairs], [pair.comparison for pair in pairs]]
    values = [arm.value for side in sides for arm in side]
    decimals = max(formats.least_decimals(value, pairs[0].decimals) for value in values)
    values_format = number_format(unit, decimals)
    data = CategoryChartData(number_format=values_format)
    data.categories = _pair_labels(pairs)
    for name, side in zip(_arm_names(pairs, lang), sides, strict=True):
        data.add_series(name, [arm.value for arm in side])
    is_lying = len(pairs) > MOST_COLUMNS
    frame = add(page, XL_CHART_TYPE.BAR_CLUSTERED if is_lying else XL_CHART_TYPE.COLUMN_CLUSTERED, data, place)
    ticks = _pair_ticks(pairs)
    set_axes(frame.chart, ticks=ticks, number_format=number_format(unit, tick_decimals(ticks)))
    if is_lying:
        frame.chart.category_axis.reverse_order = True
        frame.chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    plot = frame.chart.plots[0]
    plot.gap_width, plot.overlap = 90 if len(pairs) > 1 else 180, -8
    for side, series in zip(sides, plot.series, strict=True):
        is_treated = side is sides[0]
        fill(series.format, "ink" if is_treated else "paper")
        series.format.line.color.rgb, series.format.line.width = rgb("ink" if is_treated else "type-comparison"), Pt(2)
        labels = series.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, values_format, False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size, labels.font.bold, labels.font.color.rgb = Pt(16), True, rgb("ink")
        for number, (pair, arm) in enumerate(zip(pairs, side, strict=True)):
            if arm.qualifier:
                text = formats.short(arm.value, unit, lang, pair.decimals, arm.qualifier)
                label(series.points[number], text, size=16)
        _add_ranges(series, side)
    return frame


def draw_arms(page: Any, chart: Chart, *, place: Place, lang: str) -> Any:
    """Draw the arms as marks: the pairs beside each other, or in a slope each arm from moment to moment; return the frame."""
    pairs, is_slope = chart.pairs, chart.form == "slope"
    names = list(dict.fromkeys(pair.row for pair in pairs)) if is_slope else _pair_labels(pairs)
    lines: dict[tuple[str, bool], dict[str, ArmValue]] = {}
    for pair, name in zip(pairs, [pair.row for pair in pairs] if is_slope else names, strict=True):
        own = _slope_names(pair, pairs) if is_slope else _arm_names(pairs, lang)
        for arm, words in zip((pair.treated, pair.comparison), own, strict=True):
            lines.setdefault((words, arm is pair.treated), {})[name] = arm
    data = CategoryChartData(number_format="General")
    data.categories = names
    for (words, _), arms in lines.items():
        data.add_series(words, [arms[name].value if name in arms else None for name in names])
    frame = add(page, XL_CHART_TYPE.LINE_MARKERS, data, place)
    ticks, unit = _pair_ticks(pairs), pairs[0].unit
    set_axes(frame.chart, ticks=ticks, number_format=number_format(unit, tick_decimals(ticks)))
    for ((_, is_treated), arms), series in zip(lines.items(), frame.chart.plots[0].series, strict=True):
        token = "ink" if is_treated else "type-comparison"
        style(series, token=token, mark="CIRCLE" if is_treated else "DIAMOND", size=12, width=2 if is_slope else 0)
        for number, name in enumerate(names):
            if name in arms:
                arm = arms[name]
                text = formats.short(arm.value, unit, lang, pairs[0].decimals, arm.qualifier)
                label(series.points[number], text, size=16)
                before = number < len(names) - 1 if is_slope else not is_treated
                position = XL_LABEL_POSITION.LEFT if before else XL_LABEL_POSITION.RIGHT
                series.points[number].data_label.position = position
        _add_ranges(series, [arms.get(name) for name in names])
    return frame


def _slope_names(pair: Pair, pairs: Sequence[Pair]) -> list[str]:
    """Return the names of the arms of a pair, with the trial where there are several."""
    several = len({other.block for other in pairs}) > 1
    return [f"{pair.block}: {arm.name}" if several else arm.name for arm in (pair.treated, pair.comparison)]


def _pair_ticks(pairs: Sequence[Pair]) -> list[float]:
    """Return the ticks of the value axis: from zero to the highest value or bound, with room for its label."""
    unit, ceiling = pairs[0].unit, 100 if pairs[0].unit == "percent" else None
    arms = [arm for pair in pairs for arm in (pair.treated, pair.comparison)]
    bounds, highest = [arm.interval[1] for arm in arms if arm.interval], max(arm.value for arm in arms)
    ticks = nice_ticks(max([highest, *bounds]), ceiling=ceiling, whole=unit == "persons")
    step = ticks[1] - ticks[0]
    # A label above a bar that fills the chart would stand in what is above it.
    if highest > ticks[-1] - step / 4 and not (ceiling and ticks[-1] + step > ceiling):
        ticks = [*ticks, ticks[-1] + step]
    return ticks


def _arms_differ(pairs: Sequence[Pair]) -> bool:
    return len({(pair.treated.name, pair.comparison.name) for pair in pairs}) > 1


def _arm_names(pairs: Sequence[Pair], lang: str) -> tuple[str, str]:
    """Return the names of the two arms, or what they have in common where these differ between pairs."""
    if _arms_differ(pairs):
        return t("evidence.with", lang), t("evidence.without", lang)
    return pairs[0].treated.name, pairs[0].comparison.name


def _pair_labels(pairs: Sequence[Pair]) -> list[str]:
    """Return the name of each pair: its trial and its group; its arms where these differ between pairs."""
    arms = _arms_differ(pairs)
    return [
        ": ".join(
            part
            for part in (pair.block, pair.row, f"{pair.treated.name} / {pair.comparison.name}" if arms else "")
            if part
        )
        for pair in pairs
    ]


def _add_ranges(series: Any, arms: Sequence[ArmValue | None]) -> None:
    """Add error bars where a source gives a range; python-pptx has none. A point without one has bars of no length."""
    if any(arm and arm.interval for arm in arms):
        sides = [
            (abs(arm.interval[1] - arm.value), abs(arm.interval[0] - arm.value)) if arm and arm.interval else (0.0, 0.0)
            for arm in arms
        ]
        series._element.xpath("c:cat")[0].addprevious(error_bars(sides))


def error_bars(sides: Sequence[tuple[float, float]]) -> Any:
    """Return error bars with a length up and down for each point."""

    def part(parent: Any, name: str, **values: str) -> Any:
        return etree.SubElement(parent, f"{_CHART}{name}", **values)

    bars = etree.Element(f"{_CHART}errBars")
    part(bars, "errBarType", val="both")
    part(bars, "errValType", val="cust")
    part(bars, "noEndCap", val="0")
    for place, name in enumerate(("plus", "minus")):
        numbers = part(part(bars, name), "numLit")
        part(numbers, "ptCount", val=str(len(sides)))
        for at, lengths in enumerate(sides):
            part(part(numbers, "pt", idx=str(at)), "v").text = repr(lengths[place])
    return bars
